"""A page that sells by what it says, however it sounds.

Many sellers write like a leaflet or a paper, with references, limits and a price at the end; by its
signs and words such a page is left open, or is held to inform.
"""

from __future__ import annotations

import re
from typing import Final

from claimcheck.schema import BlockKind, Genre, GenreSignal, Page
from claimcheck.text import fold
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.overselling import (
    invites,
    log_odds,
    much_too_far,
    speaks_for_others,
    telling_passages,
)

#: Name of the signs that are added: passages that go too far.
SIGN: Final = "goes_too_far"
#: Log-odds from which a page that names the price of own care sells.
PRICED_SELLS_FROM: Final = -0.4
#: The same where a heading names cells or what is made of them.
CELLS_SELL_FROM: Final = -1.5
_CELLS = re.compile(
    r"\b(?:stem|stromal|mesenchymal|progenitor|umbilical|cord)\b.{0,20}\bcells?\b|"
    r"\b(?:exosomes?|extracellular vesicles|secretome|mscs?)\b|"
    r"\bcell(?:ular)? (?:medicine|therap(?:y|ies)|transplantation)\b"
)
#: Illnesses for which transplants of cells are licensed care.
_OF_BLOOD = (
    r"leuk(?:a)?emi\w+|lymphoma\w*|myeloma|thalass\w+|sickle|car[- ]?t|ha?ematolog\w+|"
    r"ha?ematopoietic|a?hsct|bmt|bone[- ]marrow transplant\w*|aplastic"
)
_BLOOD = re.compile(rf"\b(?:{_OF_BLOOD})\b")
#: The same at the head of a page, and other cells that are licensed or only kept.
_LICENSED = re.compile(
    rf"\b(?:{_OF_BLOOD}|donors?|limbal|corneal?|cartilage|chondrocytes?|maci|bank(?:ing)?)\b"
)
#: A page that names them so often is about them, whatever its head says.
_BLOOD_OFTEN: Final = 4
_OFTEN: Final = 5
#: A selling page that names cells so often sells them, whatever its head says.
_NAMED_OFTEN: Final = 3
#: Signs of the pages room: care of one's own, and what it costs.
_OWN: Final = "own_clinic"
_PRICES: Final = frozenset({"package_price", "price_list", "price_of_course", "price_table"})
#: How many are named.
_MOST: Final = 5


def as_it_sells(case: PageCase) -> Page:
    """The page, told as selling where a sign of selling stands beside much that goes too far."""
    page = case.page
    sign = any(signal.points_to is Genre.SELLS for signal in page.genre_signals)
    if case.sells or not sign or not (much_too_far(case) or _is_priced_and_far(case)):
        return page
    signs = (*page.genre_signals, *_signs(case))
    return page.model_copy(update={"genre": Genre.SELLS, "genre_signals": signs})


def _is_priced_and_far(case: PageCase) -> bool:
    """Whether a page left open names the price of own care, and rather goes too far than not.

    It reports of nobody. Of 13 pages that sellers wrote so with restraint 10 do, of 17 sober ones
    one does (eye surgery). Where cells are named in a heading less is asked: all seven such pages
    of sellers reach that, neither of two sober ones. Counted with weights of before; with those of
    today 199 sober pages reach -2.23 at most, and -2.90 of cells.
    """
    names = {signal.name for signal in case.page.genre_signals}
    own = _OWN in names or invites(case)
    priced = own and not names.isdisjoint(_PRICES) and not speaks_for_others(case)
    if not priced or case.page.genre is not Genre.UNCLEAR:
        return False
    return log_odds(case) >= (CELLS_SELL_FROM if _is_of_cells(case.page) else PRICED_SELLS_FROM)


def sells_cells(page: Page) -> bool:
    """Whether a selling page names cells at its head or three times, and none that are licensed.

    A hospital warns of others once or twice, under a heading further down.
    """
    headings = (block for block in page.blocks if block.kind is BlockKind.HEADING)
    first = next(headings, None)
    head = fold(f"{page.title or ''}\n{page.quote(first) if first else ''}")
    if page.genre is not Genre.SELLS or _LICENSED.search(head):
        return False
    text = fold(page.text)
    named = _CELLS.search(head) is not None or len(_CELLS.findall(text)) >= _NAMED_OFTEN
    return named and len(_BLOOD.findall(text)) < _BLOOD_OFTEN


def _is_of_cells(page: Page) -> bool:
    """Whether cells, or what is made of them, stand in its title or a heading, or often."""
    headings = (page.quote(block) for block in page.blocks if block.kind is BlockKind.HEADING)
    named = any(_CELLS.search(fold(words)) for words in (page.title or "", *headings))
    return named or len(_CELLS.findall(fold(page.text))) >= _OFTEN


def _signs(case: PageCase) -> list[GenreSignal]:
    """The passages that tell it most clearly, in page order."""
    likely = {(one.start, one.end): max(one.says.values()) for one in telling_passages(case)}
    most = sorted(likely, key=lambda span: (-likely[span], span))[:_MOST]
    return [
        GenreSignal(start=start, end=end, name=SIGN, points_to=Genre.SELLS)
        for start, end in sorted(most)
    ]
