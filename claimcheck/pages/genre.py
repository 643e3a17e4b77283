"""Does a page sell care, or inform about it? Every sign is kept with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from claimcheck.pages.genre_cues import (
    CUES,
    HOSTS,
    OFFERS,
    PARTS_OF_PAPERS,
    PRICES,
    Cue,
)
from claimcheck.pages.metadata import Metadata
from claimcheck.pages.nulls import null_results
from claimcheck.pages.paid import PAID, WITH_SELLER, paid_for
from claimcheck.pages.wording import load_mix, load_wording, words_of
from claimcheck.schema import Block, BlockKind, Genre, GenreSignal, Page, Zone
from claimcheck.settings import SPEECH_OF_A_PAPER, WORDS_OF_A_PAGE
from claimcheck.text import ONESELF, is_of_readers

#: Characters in which signs are looked for; a page that sells has said so by then.
_READ_FOR_SIGNS = 200_000
_REFERENCES = frozenset(
    {"references", "bibliography", "sources", "further reading", "works cited", "literature"}
)
#: A menu or a footer says "Contact us" on every site.
_FRAME_SHARE = 0.25
#: Charities and publishers of leaflets say in the footer who they are.
_AT_THE_FOOT = frozenset({"charity", "medically_reviewed"})
_FRAME = frozenset({Zone.NAV, Zone.HEADER, Zone.FOOTER, Zone.COOKIE, Zone.SIDEBAR})
#: Of an excerpt or a short text signs decide alone: what a side needs, and by what factor it must
#: outweigh the other. A page that sells and is called informative loses most of its flags, so that
#: takes more.
_SIGNS_SELL, _SIGNS_INFORM = 1.5, 3.0
_LEAD = 2.0
#: Offers of this weight sell, however soberly the rest of a short page reports.
_OFFERED = 4.0
#: Of a longer page: the log-odds from which it sells, and below which it informs. Of 85 selling
#: and 195 sober pages that the words had not seen, nine of ten and one of twelve are called selling
#: (most of those are practices with proven care), none and nearly half informative.
SELLS_FROM, INFORMS_BELOW = 0.6, -3.0
#: Where words leave it open, offers of such weight say that it sells: it books, names its price,
#: starts for free. Sellers who write like a hospital do so; of 203 pages that do not oversell six
#: more are told as selling by it, all of them practices and hospitals that name prices.
_OFFERS_SELL, OFFERS_FROM = 3.5, -2.6
#: Where words leave it open and lean so far, signs may call a page informative.
_LEANS = -1.5
#: Signs of this weight that it sells keep a page from being called informative, unless its words
#: leave hardly a doubt and next to none of them are offers: whoever warns repeats what sellers say.
#: Of 1,753 known pages no seller's words go so far; the soberest of one stand at -4.2. One who puts
#: a pitch below a warning has more signs.
_SENDS_TO_SELLERS = 3.0
_BEYOND_DOUBT, _HARDLY_OFFERS, _REPEATED = -4.5, 1.25, 5.0
#: One side's signs count up to this.
_MOST_SIGNS = 5.0
_TESTIMONIALS_WEIGHT = 2.0
_SOME_TESTIMONIALS = 2
#: Fields that a form for patients has; one for a newsletter asks for an address alone.
_FIELDS = (
    re.compile(r"name", re.IGNORECASE),  # labels in one line may touch each other
    re.compile(r"phone|mobile|\btel\b|whatsapp", re.IGNORECASE),
    re.compile(r"e-?mail", re.IGNORECASE),
)
_SOME_FIELDS = 2
_FORM_WEIGHT = 1.5
_PRICE = re.compile(r"[$€£]\s?\d|\d\s?(?:[$€£]|(?:USD|EUR|GBP|dollars|euros?)\b)")
_SOME_PRICES = 2
_PRICES_WEIGHT = 1.25
#: Offers looked at in one block before all of them are held to be quoted.
_SOME_QUOTED = 20
#: Patients give thanks in quotes.
_OWN_WORDS = OFFERS - {"thanks_of_a_patient"}
_SOME_PARTS = 2
_PARTS_WEIGHT, _PART_WEIGHT = 1.5, 1.0
#: Reports and advice of this weight tell prices without asking for them.
_REPORTED = 1.0
_SELLERS = OFFERS | {"booking_form"}
_SPEECH = "reported_speech"
#: The sign of somebody who weighs what was tried.
NULLS: Final = "null_results"
#: Results of this kind that make a sign, and what it weighs.
_SOME_NULLS, _NULLS_WEIGHT = 2, 2.0
_PAID_WEIGHTS: Final = {PAID: 2.0, WITH_SELLER: 0.5}
_OWN = "own_clinic"
#: Who tells what others ask for it.
_SELLS_NOTHING = "sells_nothing"
#: Of its words, so many.
_OWN_STORY = 0.06
_SCHOOL = "school"
_LESSONS = re.compile(
    r"\b(?:[Pp]upils?|[Ss]chools?|[Ll]essons?|[Tt]eachers?|[Cc]lassrooms?|[Hh]ead ?teacher|"
    r"[Cc]urriculum|[Tt]imetables?|[Aa]ssembly)\b"
)
#: Of the words of a school's page, so many, and among them its pupils so often: a clinic's parents
#: tell of teachers and of a school, too.
_OF_A_SCHOOL = 0.015
_PUPIL = re.compile(r"\b[Pp]upils?\b")
_SOME_PUPILS = 2
#: A page with one of these is a clinic's, unless it speaks of its pupils.
_OF_A_CLINIC = frozenset(
    {"own_clinic", "we_treat", "course_of_treatment", "offer_consultation", "call_to_reserve"}
)
#: No school gives these.
_NOT_TAUGHT = re.compile(r"\b(?:stem cells?|exosomes?|cell therap(?:y|ies)|chelation|hyperbaric)\b")


class _Seen(NamedTuple):
    signal: GenreSignal
    weight: float


def read_genre(
    text: str,
    blocks: Sequence[Block],
    *,
    url: str | None,
    about: Metadata,
    wording: float | None = None,
) -> tuple[Genre, tuple[GenreSignal, ...]]:
    """The genre and every sign of it, in page order.

    A sign counts once however often it recurs. Signs from the address have the span of the first
    block. ``wording`` stands for what the words of the page say (``pages/wording.py``).
    """
    text, blocks = _own(text, blocks)
    seen = _seen_on(text, blocks, url, about)
    sells, informs = _sides(seen)
    signals = sorted((sign.signal for sign in seen), key=lambda signal: (signal.start, signal.name))
    by_signs = _by_signs(sells, informs, _offered(seen))
    if _is_paid_for({signal.name for signal in signals}):
        return Genre.SELLS, tuple(signals)
    words = words_of(text[:_READ_FOR_SIGNS])
    if len(words) < WORDS_OF_A_PAGE:
        return by_signs, tuple(signals)
    sound = load_wording().logit(words) if wording is None else wording
    logit = load_mix().logit(sound, *_capped(sells, informs))
    by_words = _by_words(logit, sells, _offered(seen))
    leans = by_words is Genre.UNCLEAR and by_signs is Genre.INFORMS and logit < _LEANS
    genre = by_signs if leans else by_words
    if genre is Genre.INFORMS and _asks_its_price(seen):
        genre = Genre.UNCLEAR
    if genre is Genre.SELLS and _tells_of_itself(text, words, seen):
        genre = Genre.UNCLEAR
    if _is_of_a_school(text, words, seen) or _weighs_only(seen):
        genre = Genre.INFORMS
    return genre, tuple(signals)


def sign_weights(page: Page) -> tuple[float, float]:
    """What signs of a page weigh: for selling, for informing."""
    return _capped(*_sides(_seen_on(*_own(page.text, page.blocks), None, Metadata())))


def _own(text: str, blocks: Sequence[Block]) -> tuple[str, Sequence[Block]]:
    """The page without its readers' comments, every character at its place."""
    own = [block for block in blocks if not is_of_readers(block, text)]
    if not own or len(own) == len(blocks):
        return text, blocks
    kept = [" "] * len(text)
    for block in own:
        kept[block.start : block.end] = text[block.start : block.end]
    return "".join(kept), own


def _seen_on(text: str, blocks: Sequence[Block], url: str | None, about: Metadata) -> list[_Seen]:
    blocks = [block for block in blocks if block.end <= _READ_FOR_SIGNS] or blocks[:1]
    return [
        *_in_text(text[:_READ_FOR_SIGNS], blocks),
        *_in_blocks(text, blocks),
        *_in_address(blocks, url, about),
    ]


def _weights(seen: Iterable[_Seen]) -> dict[tuple[str, Genre], float]:
    weights: dict[tuple[str, Genre], float] = {}
    for sign in seen:
        key = (sign.signal.name, sign.signal.points_to)
        weights[key] = max(weights.get(key, 0), sign.weight)
    return weights


def _sides(seen: Iterable[_Seen]) -> tuple[float, float]:
    weights = _weights(seen)
    informs = sum(weight for (_, genre), weight in weights.items() if genre is Genre.INFORMS)
    return sum(_selling(weights, informs)), informs


def _offered(seen: Sequence[_Seen]) -> float:
    """What offers weigh; a paper that lets people speak tells of those that others made them."""
    if sum(sign.signal.name == _SPEECH for sign in seen) >= SPEECH_OF_A_PAPER:
        return 0.0
    return sum(weight for (name, _), weight in _weights(seen).items() if name in _SELLERS)


def _asks_its_price(seen: Iterable[_Seen]) -> bool:
    """Whether a page speaks of care as its own and names what that costs.

    Sellers who cite studies and admit doubts do; of 114 sober pages that no sign was made for none
    does that is held to inform.
    """
    names = {sign.signal.name for sign in seen}
    return _OWN in names and not names.isdisjoint(PRICES) and _SELLS_NOTHING not in names


def _capped(sells: float, informs: float) -> tuple[float, float]:
    return min(sells, _MOST_SIGNS), min(informs, _MOST_SIGNS)


def _selling(weights: dict[tuple[str, Genre], float], informs: float) -> Iterator[float]:
    """The weights of what sells; prices count once, and not where a page reports."""
    sells = {name: weight for (name, genre), weight in weights.items() if genre is Genre.SELLS}
    yield from (weight for name, weight in sells.items() if name not in PRICES)
    if informs < _REPORTED:
        yield max((sells.get(name, 0.0) for name in PRICES), default=0.0)


def _by_words(logit: float, sells: float, offered: float) -> Genre:
    """A page that reports like a paper and sends its readers to a clinic does not merely inform.

    One that books a call, names its price and starts for free sells, though it names limits too.
    """
    if logit >= (OFFERS_FROM if offered >= _OFFERS_SELL else SELLS_FROM):
        return Genre.SELLS
    sure = logit < _BEYOND_DOUBT and offered < _HARDLY_OFFERS and sells < _REPEATED
    informs = logit < INFORMS_BELOW and (sells < _SENDS_TO_SELLERS or sure)
    return Genre.INFORMS if informs else Genre.UNCLEAR


def _by_signs(sells: float, informs: float, offered: float) -> Genre:
    if offered >= _OFFERED or (sells >= _SIGNS_SELL and sells >= informs * _LEAD):
        return Genre.SELLS
    if informs >= _SIGNS_INFORM and informs >= sells * _LEAD:
        return Genre.INFORMS
    return Genre.UNCLEAR


def _tells_of_itself(text: str, words: Sequence[str], seen: Sequence[_Seen]) -> bool:
    """Whether one person tells their own story and offers nothing: no visit, no price, no clinic.

    Of 455 known pages the nine that say "I" so often are patients' and carers' own.
    """
    offers_none = (PRICES | _SELLERS).isdisjoint(sign.signal.name for sign in seen)
    own = sum(1 for _ in ONESELF.finditer(text[:_READ_FOR_SIGNS]))
    return offers_none and own >= _OWN_STORY * len(words)


def _weighs_only(seen: Iterable[_Seen]) -> bool:
    """Whether a page tells more than once of what made no difference, and offers nothing."""
    names = {sign.signal.name for sign in seen}
    return NULLS in names and (PRICES | _SELLERS).isdisjoint(names)


def _is_paid_for(names: set[str]) -> bool:
    """Whether a line says so, or one names a seller as co-author of what offers something."""
    return PAID in names or (WITH_SELLER in names and not names.isdisjoint(OFFERS))


def _is_of_a_school(text: str, words: Sequence[str], seen: Sequence[_Seen]) -> bool:
    """Whether a school tells of its pupils and their days, and asks no price.

    Of 623 known pages four do, all sober; the newsletter of a seller that speaks so names a price.
    """
    names = {sign.signal.name for sign in seen}
    if _SCHOOL not in names or not PRICES.isdisjoint(names):
        return False
    read = text[:_READ_FOR_SIGNS]
    taught = len(_PUPIL.findall(read)) >= _SOME_PUPILS or _OF_A_CLINIC.isdisjoint(names)
    if not taught or _NOT_TAUGHT.search(read.lower()):
        return False
    return len(_LESSONS.findall(read)) >= _OF_A_SCHOOL * len(words)


def _in_text(text: str, blocks: Sequence[Block]) -> Iterator[_Seen]:
    text = text.replace("’", "'")
    # Few cues occur on one page, and one look at all of it is cheaper than one at each block.
    cues = [cue for cue in CUES if _is_bound_to_a_block(cue) or cue.pattern.search(text)]
    for block in blocks:
        quote = text[block.start : block.end]
        share = _FRAME_SHARE if block.zone in _FRAME else 1.0
        for cue in cues:
            if found := _first(cue, quote):
                weighs = 1.0 if cue.name in _AT_THE_FOOT else share
                yield _seen(cue, block.start + found.start(), block.start + found.end(), weighs)


def _first(cue: Cue, quote: str) -> re.Match[str] | None:
    """Where a block gives a sign; an offer between quotation marks is somebody else's."""
    if cue.name not in _OWN_WORDS:
        return cue.pattern.search(quote)
    found = islice(cue.pattern.finditer(quote), _SOME_QUOTED)
    return next((one for one in found if not _is_quoted(quote[: one.start()])), None)


def _is_quoted(before: str) -> bool:
    return before.count('"') % 2 == 1 or before.rfind("“") > before.rfind("”")


def _is_bound_to_a_block(cue: Cue) -> bool:
    """Whether a cue asks where a block begins or ends, which the whole text does not show."""
    return any(edge in cue.pattern.pattern for edge in (r"\A", r"\Z", "^", "$", "(?!", "(?<!"))


def _in_blocks(text: str, blocks: Sequence[Block]) -> Iterator[_Seen]:
    stories = [
        block
        for block in blocks
        if block.zone is Zone.TESTIMONIAL
        and block.kind is BlockKind.QUOTE
        and block.repeats is None
    ]
    weight = _TESTIMONIALS_WEIGHT if len(stories) >= _SOME_TESTIMONIALS else 1.0
    for story in stories[:1]:
        signal = GenreSignal(
            start=story.start, end=story.end, name="testimonials", points_to=Genre.SELLS
        )
        yield _Seen(signal, weight)
    yield from _forms_and_prices(text, blocks)
    yield from _parts_of_a_paper(text, blocks)
    yield from _null_results(text, blocks)
    yield from (_Seen(sign, _PAID_WEIGHTS[sign.name]) for sign in paid_for(text, blocks))
    for block in blocks:
        heading = block.kind is BlockKind.HEADING
        if heading and text[block.start : block.end].strip(" :").lower() in _REFERENCES:
            signal = GenreSignal(
                start=block.start, end=block.end, name="reference_list", points_to=Genre.INFORMS
            )
            yield _Seen(signal, 1.0)


def _forms_and_prices(text: str, blocks: Sequence[Block]) -> Iterator[_Seen]:
    """A form that asks who one is and how to reach one; a table with more than one price."""
    fields = [
        next(
            (b for b in blocks if b.zone is Zone.FORM and field.search(text, b.start, b.end)), None
        )
        for field in _FIELDS
    ]
    asked = sorted((b for b in fields if b), key=lambda block: block.start)
    if len(asked) >= _SOME_FIELDS:
        yield _sells("booking_form", asked[0], _FORM_WEIGHT)
    priced = [
        b for b in blocks if b.kind is BlockKind.TABLE_ROW and _PRICE.search(text, b.start, b.end)
    ]
    if len(priced) >= _SOME_PRICES:
        yield _sells("price_table", priced[0], _PRICES_WEIGHT)


def _parts_of_a_paper(text: str, blocks: Sequence[Block]) -> Iterator[_Seen]:
    """Background, Methods, Results and the like outside menus; one alone weighs less."""
    parts: dict[int, Block] = {}
    for block in blocks:
        # Blocks of text can be long, and all that matters is how they begin.
        found = PARTS_OF_PAPERS.match(text[block.start : min(block.end, block.start + 40)])
        if found and found.lastindex and block.zone not in _FRAME:
            parts.setdefault(found.lastindex, block)
    for first in sorted(parts.values(), key=lambda block: block.start)[:1]:
        signal = GenreSignal(
            start=first.start, end=first.end, name="parts_of_a_paper", points_to=Genre.INFORMS
        )
        yield _Seen(signal, _PARTS_WEIGHT if len(parts) >= _SOME_PARTS else _PART_WEIGHT)


def _null_results(text: str, blocks: Sequence[Block]) -> Iterator[_Seen]:
    """Results that are no better than nothing, told more than once."""
    some = list(islice(null_results(text, blocks), _SOME_NULLS))
    if len(some) == _SOME_NULLS:
        start, end = some[0].start, some[0].end
        signal = GenreSignal(start=start, end=end, name=NULLS, points_to=Genre.INFORMS)
        yield _Seen(signal, _NULLS_WEIGHT)


def _sells(name: str, block: Block, weight: float) -> _Seen:
    signal = GenreSignal(start=block.start, end=block.end, name=name, points_to=Genre.SELLS)
    return _Seen(signal, weight)


def _in_address(blocks: Sequence[Block], url: str | None, about: Metadata) -> Iterator[_Seen]:
    first = blocks[0]
    host = (urlsplit(url).hostname or "") if url else ""
    for cue in HOSTS:
        if cue.pattern.search(host):
            yield _seen(cue, first.start, first.end, 1.0)
            break
    if about.author and about.published:
        signal = GenreSignal(
            start=first.start, end=first.end, name="byline", points_to=Genre.INFORMS
        )
        yield _Seen(signal, 0.5)


def _seen(cue: Cue, start: int, end: int, share: float) -> _Seen:
    signal = GenreSignal(start=start, end=end, name=cue.name, points_to=cue.points_to)
    return _Seen(signal, cue.weight * share)
