"""An article that a seller paid for says so in a line of its own: at its head, or at its foot.

It is told like a paper's, with a writer's name and people who are quoted, and by its words it does
not sell. Rules on the marking of paid articles ask for such a line (FTC, "Native Advertising: A
Guide for Businesses"; UK CAP Code, section 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from claimcheck.schema import Block, Genre, GenreSignal, Zone

#: Name of the sign.
PAID: Final = "paid_for"
#: A line that tells who paid is short, and a label stands before the article begins: further down
#: it heads links to other articles.
_LINE: Final = 200
_HEAD: Final = 1_000
_FRAME: Final = frozenset({Zone.NAV, Zone.SIDEBAR, Zone.COOKIE})
#: A headline is no name.
_WORD = r"(?!(?:How|What|Why|When|Where|Who|Or|And|Versus|Vs|Is|Are|Do|Does|Can)\b)[A-Z][\w'’&.-]*+"
_NAME = rf"{_WORD}(?:[ ,]++(?:(?:of|and|for|the|&) )?{_WORD}){{0,6}}"
_BY = (
    r"(?i:(?:(?:paid for|presented|provided|sponsored) )?by |for |from |with |in (?:partnership|"
    r"association|co-?operation) with )?"
)
#: What heads an article, and what heads a place for adverts as well unless it says whose.
_LABEL = re.compile(
    r"\A\W*(?:(?i:advertorial|advertis(?:ement|ing) feature|promot(?:ional|ed) (?:feature|article)|"
    r"sponsored (?:article|feature|post|story)|paid (?:post|feature|article)|"
    rf"special advertising section)(?:\W+{_BY}{_NAME})?|"
    r"(?i:(?:sponsored|paid|partner(?:ed)?|brand(?:ed)?) content|paid (?:partnership|promotion))"
    rf"\W+{_BY}{_NAME})\W*\Z"
)
_TOLD = re.compile(
    r"\bthis (?:article|feature|story|interview|supplement|advertorial|blog post|content) "
    r"(?:is|was|has been) (?:sponsored by|paid for by|(?:written|created|produced|published) "
    r"(?:for|in (?:paid |commercial )?(?:partnership|co-?operation|association|collaboration) "
    r"with|on behalf of) (?:an advertiser|a sponsor)\b)|"
    r"\b(?:our|the) (?:editorial (?:team|staff|department)|newsroom|journalists) "
    r"(?:was not|were not|had no part|played no part|had no role) (?:involved )?in "
    r"(?:(?:making|writing|producing|preparing) )?this (?:article|feature|story|content)\b|"
    r"\bthis is a paid (?:post|article|advertisement|partnership|feature)\b",
    re.IGNORECASE,
)
#: Public bodies, schools and papers work together as well, and nobody has paid.
_WITH_A_SELLER = re.compile(
    r"\A\W*(?i:by|text|words|written by|from)\b[^.;]{2,80}\b(?i:in (?:paid |commercial )?"
    r"(?:co-?operation|partnership|association|collaboration) with|presented by|sponsored by) "
    r"(?!.*\b(?i:universit\w+|hospitals?|college|nhs|national|ministry|society|foundation|"
    r"charit\w+|trust|public|association|news|mayo|cleveland)\b)"
    r"(?:(?i:the )?[A-Z][\w'’&.-]*,? ){0,5}(?i:clinics?|cells?|cellular|regenerat\w+|wellness|"
    r"longevity|medspa)\b"
)


def paid_for(text: str, blocks: Sequence[Block]) -> Iterator[GenreSignal]:
    """The first line that says so, if any."""
    own = [block for block in blocks if block.zone not in _FRAME]
    begins = own[0].start if own else 0
    for block in own:
        if block.end - block.start > _LINE:
            continue
        line = text[block.start : block.end]
        at_head = block.start - begins < _HEAD
        if _TOLD.search(line) or (at_head and (_LABEL.search(line) or _WITH_A_SELLER.search(line))):
            yield GenreSignal(start=block.start, end=block.end, name=PAID, points_to=Genre.SELLS)
            return
