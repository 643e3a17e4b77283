"""What a site's robots.txt says to us."""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx
    from protego import Protego

AGENT = "claimcheck"
#: RFC 9309 asks for at least 500 KiB.
MOST_BYTES = 512_000

_REFUSES = frozenset({401, 403})
_SUCCESS = range(200, 300)
_CLIENT_ERRORS = range(400, 500)
_MOST_SITES = 64
_KEPT_SECONDS = 3_600.0
_AGENT_LINE = re.compile(
    r"^[^\S\n]*user(?:-|[^\S\n]+)?agent[^\S\n]*:?([^\n#]*)", re.IGNORECASE | re.MULTILINE
)
_NOBODY = "nobody-we-know"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """How a site answered when it was asked for its robots.txt, after redirects."""

    status: int
    body: bytes


class RobotsCache:
    """The rules of the sites asked last, for an hour; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[str, tuple[float, Protego]] = OrderedDict()

    def disallows(self, url: httpx.URL, ask: Callable[[str], Answer | None]) -> bool | None:
        """Whether the site of ``url`` does not want it read by programs.

        ``ask`` fetches an address and answers ``None`` when nothing answers there. Then, and when
        the site is in trouble, the answer is ``None`` and is not remembered. Errors of ``ask`` are
        raised.
        """
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        rules = self._remembered(origin)
        if rules is None:
            answer = ask(f"{origin}/robots.txt")
            rules = _rules(answer) if answer else None
            if rules is None:
                return None
            self._remember(origin, rules)
        return not rules.can_fetch(str(url), AGENT)

    def _remembered(self, origin: str) -> Protego | None:
        with self._lock:
            until, rules = self._known.get(origin, (0.0, None))
            return rules if time.monotonic() < until else None

    def _remember(self, origin: str, rules: Protego) -> None:
        with self._lock:
            self._known[origin] = (time.monotonic() + _KEPT_SECONDS, rules)
            self._known.move_to_end(origin)
            while len(self._known) > _MOST_SITES:
                self._known.popitem(last=False)


def _rules(answer: Answer) -> Protego | None:
    """``None`` for a site in trouble, which has said nothing."""
    from protego import Protego

    if answer.status in _REFUSES:
        return Protego.parse("User-agent: *\nDisallow: /")
    if answer.status in _CLIENT_ERRORS:
        return Protego.parse("")
    if answer.status not in _SUCCESS:
        return None
    text = answer.body[:MOST_BYTES].decode("utf-8-sig", errors="replace")
    return Protego.parse(_AGENT_LINE.sub(_our_group, "\n".join(text.splitlines())))


def _our_group(line: re.Match[str]) -> str:
    """Other agents share one name: Protego keeps each rule for each agent of its group."""
    name = line[1].strip().lower()
    if not name.replace("*", ""):
        return line[0]
    return f"User-agent: {AGENT if name.startswith(AGENT) else _NOBODY}"
