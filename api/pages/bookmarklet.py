"""Two links for a bookmarks bar: check the address of the page one is on, or what it shows."""

from __future__ import annotations

import json
import re
from typing import ClassVar, Final
from urllib.parse import quote

from claimcheck.schema import Frozen

_ADDRESS: Final = "open(%s+'?page='+encodeURIComponent(location.href))"
#: A form to the service in a new tab; where the page forbids forms, its address goes instead.
_SHOWN: Final = """(()=>{
const here=%s,d=document,f=d.createElement('form'),t=d.createElement('textarea');
f.method='post';f.action=here;f.enctype='multipart/form-data';f.target='_blank';f.hidden=true;
t.name='page';t.value=d.documentElement.outerHTML;f.append(t);d.body.append(f);
d.addEventListener('securitypolicyviolation',e=>{if(e.effectiveDirective=='form-action')
open(here+'?page='+encodeURIComponent(location.href))},{once:true});
f.submit();f.remove()})()"""


class BookmarkletPage(Frozen):
    """The two links; ``None`` where the service's own address is not known."""

    template: ClassVar[str] = "bookmarklet.html"

    address: str | None
    shown: str | None


def bookmarklet_page(origin: str) -> BookmarkletPage:
    """The links for the service at ``origin``, which ends with a slash; "/" is not known."""
    if origin == "/":
        return BookmarkletPage(address=None, shown=None)
    return BookmarkletPage(address=_link(_ADDRESS, origin), shown=_link(_SHOWN, origin))


def _link(code: str, origin: str) -> str:
    """The code as an address; what a browser would read as part of an address is escaped."""
    line = re.sub(r"\n", "", code % json.dumps(origin))
    return f"javascript:{quote(line, safe=_SAFE)};void 0"


_SAFE: Final = "/:?=&;,.()[]{}<>!*'+-$@~ "
