"""An article that a seller paid for says so in a line of its own: at its head, or at its foot.

It is told like a paper's, with a writer's name and people who are quoted, and by its words it does
not sell. Rules on the marking of paid articles ask for such a line (FTC, "Native Advertising: A
Guide for Businesses", 2015; UK CAP Code, rule 2.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from claimcheck.schema import Block, Genre, GenreSignal, Zone

#: Names of the signs: that somebody paid, and that it was written together with a seller.
PAID: Final = "paid_for"
WITH_SELLER: Final = "written_with_a_seller"
#: A line that tells who paid is short, and a label stands before the article begins: further down
#: it heads links to other articles.
_LINE: Final = 200
_HEAD: Final = 1_000
_FRAME: Final = frozenset({Zone.NAV, Zone.SIDEBAR, Zone.COOKIE})
#: Public bodies, wards and papers work together as well; adverts for soup stand beside articles.
_OF_A_SELLER = (
    r"(?!.*\b(?i:universit\w+|hospitals?|college|nhs|national|ministry|society|foundation|charit\w+|"
    r"trust|public|association|news|mayo|cleveland|royal|sickle|memory|ha?emophilia|stroke|fracture|"
    r"antenatal|cancer|heart)\b)"
    r"(?i:the )?(?:[A-Z][\w'’&.-]*+,? ){0,5}(?i:clinics?|cells?|cellular|regenerat\w+|wellness|"
    r"longevity|medspa|institute|centre|center)\b"
)
_TOGETHER = r"in (?:paid |commercial )?(?:co-?operation|partnership|association|collaboration) with"
_ARTICLE = r"(?:article|feature|story|interview|supplement|advertorial|(?:blog )?post|content)"
#: What stands over an article that somebody paid for and over nothing else.
_LABEL = re.compile(
    r"\A\W*(?i:(?:an? )?(?:advertorial|ad(?:vertisement|vertising)? feature|promotional feature|"
    r"sponsored (?:article|feature)|paid post|special advertising section))"
    rf"(?:\W*\Z|\W+(?i:by|for|from|with|{_TOGETHER}) {_OF_A_SELLER}|\W+(?i:this {_ARTICLE} ))"
)
#: Such words head a place for adverts as well, unless they say whose.
_BY_A_SELLER = re.compile(
    r"\A\W*(?i:(?:(?:sponsored|paid|partner(?:ed)?|brand(?:ed)?) (?:content|post|story)|"
    r"paid (?:partnership|promotion))"
    rf"(?:\W{{1,3}}(?:(?:(?:sponsored|paid for|presented) )?by|with|from|{_TOGETHER}))?\W{{1,3}}|"
    rf"(?:sponsored|paid for|presented|brought to you) by ){_OF_A_SELLER}"
)
_NOT_INVOLVED = (
    r"(?:was not|were not|had no part|played no part|had no role) (?:involved )?in "
    r"(?:(?:(?:the )?(?:making|writing|creation|production|preparation) of|"
    r"(?:making|writing|producing|preparing)) )?"
)
_TOLD = re.compile(
    rf"(?:\A|[.!] )\W*(?i:this {_ARTICLE} (?:is|was|has been) (?:an? )?(?:(?:sponsored|paid for|"
    rf"provided|presented) by|(?:sponsored |paid )?{_ARTICLE} by|(?:written|created|produced|"
    rf"published) {_TOGETHER}|(?:written|created|produced|published) on behalf of) )"
    rf"(?:{_OF_A_SELLER}|(?i:an advertiser|a sponsor)\b)|"
    r"(?i:\b(?:our|the) (?:editorial (?:team|staff|department)|newsroom|journalists) "
    rf"{_NOT_INVOLVED}this {_ARTICLE}\b|\bthis is a (?:paid|sponsored) (?:post|article|feature)\b)"
)
_WITH_A_SELLER = re.compile(
    r"\A\W*(?i:by|text|words|written by|from)\b[^.;]{2,80}\b"
    rf"(?i:{_TOGETHER}|presented by|sponsored by) {_OF_A_SELLER}"
)


def paid_for(text: str, blocks: Sequence[Block]) -> Iterator[GenreSignal]:
    """The first line that says so, if any, and the first that names a seller beside the writer."""
    own = [block for block in blocks if block.zone not in _FRAME]
    begins = own[0].start if own else 0
    found: dict[str, GenreSignal] = {}
    for block in own:
        if block.end - block.start > _LINE:
            continue
        line = text[block.start : block.end]
        if name := _told_by(line, at_head=block.start - begins < _HEAD):
            sign = GenreSignal(start=block.start, end=block.end, name=name, points_to=Genre.SELLS)
            found.setdefault(name, sign)
    yield from found.values()


def _told_by(line: str, *, at_head: bool) -> str | None:
    """The sign that a line gives."""
    if _TOLD.search(line):
        return PAID
    if not at_head:
        return None
    if _LABEL.search(line) or _BY_A_SELLER.search(line):
        return PAID
    return WITH_SELLER if _WITH_A_SELLER.search(line) else None
