"""Names of private persons in testimonials, found by rules over the passages that tell a story.

No model is asked, so the rules read what stands around a name: a signature ("– Maria K., mother of
Leo"), a line under a story, kinship ("my son Leo", "Leo's mother"), a byline ("story by Maria K."),
an age ("Leo, 6"), and what only people do ("Leo said"). Names of doctors, staff, clinics and trials
are no private names.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimcheck.exports.namewords import (
    ADDRESS,
    AUXILIARY,
    DISEASE,
    HUMAN_VERB,
    KIN,
    NOT_NAMES,
    ORGANISATION,
    PARTICLE,
    PLACING,
    PROFESSION,
)
from claimcheck.schema import (
    BlockKind,
    ClaimType,
    ConceptMention,
    Page,
    Report,
    ReportedClaim,
    Speaker,
    Zone,
)
from claimcheck.text import is_of_readers

#: Latin, Greek and Cyrillic letters: no name that is found holds a character beyond the BMP, so the
#: UTF-16 offsets stay as they are when it is masked.
_LETTERS = [chr(code) for code in range(0x530) if chr(code).isalpha()]
_UPPER = f"[{''.join(letter for letter in _LETTERS if letter.isupper())}]"
_LOWER = f"[{''.join(letter for letter in _LETTERS if letter.islower())}\u0300-\u036f]"
_ANY = f"(?:{_UPPER}|{_LOWER})"
_NAME = rf"{_UPPER}(?:{_LOWER}|['’](?={_UPPER}))+(?:[-'’]?{_UPPER}{_LOWER}+)*"
_LOUD = rf"{_UPPER}{{2,}}(?:[-'’]{_UPPER}{{2,}})*(?!{_LOWER})"
_INITIAL = rf"{_UPPER}(?!{_ANY})\.?"
_PART = rf"(?:{PARTICLE}\s+)*(?:{_NAME}|{_LOUD}|{_INITIAL})"
_PERSON = rf"(?:{_NAME}|{_LOUD})(?:[ \u00a0]+{_PART}){{0,3}}"
_ONE, _TWO = rf"(?<!{_ANY})(?P<one>{_PERSON})", rf"(?P<two>{_PERSON})"
_AND = rf"(?:,?\s+(?:and|&)\s+{_TWO})?"
_OPEN = rf"(?<!{_ANY})"
_SHUT = rf"(?!{_ANY})"

_END = r"(?=\s*(?:$|[,(.;|·/\n–—]))"
#: What stands at these places is a name, even if the word means something else too ("Hope").
_SURE = (
    re.compile(rf"(?:^|[\s”\"’'.!?…])[–—-]{{1,2}}\s*{_ONE}{_AND}{_END}", re.MULTILINE),
    re.compile(rf"[”\"»]\s+\(?{_ONE}{_AND}(?=\s*(?:$|[,()\n]))", re.MULTILINE),
    re.compile(
        rf"{_OPEN}(?i:my|our|his|her|their)\s+(?:[\w-]+\s+){{0,2}}?(?i:{KIN}),?\s+{_ONE}{_AND}"
    ),
    re.compile(rf"{_OPEN}(?i:{KIN})\s+(?:of|to)\s+{_ONE}{_AND}"),
    re.compile(rf"{_OPEN}{_ONE}{_AND},\s+(?:(?:a|the|proud|my|our)\s+)?(?i:{KIN}){_SHUT}"),
    re.compile(rf"{_OPEN}(?i:the)\s+{_ONE}\s+family{_SHUT}"),
    re.compile(rf"{_ONE}['’]s?\s+(?i:{KIN}){_SHUT}"),
    re.compile(
        rf"{_OPEN}(?i:story|stories|reviewed|review|written|posted|shared|told|submitted|"
        rf"testimonial)\s+(?:by|from)\s+{_ONE}{_AND}"
    ),
)
#: At these, only if the word does not also stand on the page in small letters.
_LIKELY = (
    re.compile(rf"{_ONE}['’]s?\s+(?!(?i:{DISEASE}))[a-z]"),
    re.compile(rf"(?i:{ADDRESS})\.?\s+{_ONE}"),
    re.compile(rf"(?i:named|called|name\s+is|I\s+am|I['’]m|meet)\s+{_ONE}{_AND}"),
    re.compile(rf"{_ONE},?\s+(?:\(\d{{1,2}}\)|\(?aged?\s+\d{{1,2}})"),
    re.compile(rf"{_ONE},\s+(?:{_NAME},\s+)?\d{{1,2}}(?!\d|[.,]\d|\s*%)"),
    re.compile(rf"(?:^|[.!?”*]\s*){_ONE}\s+from\s+{_UPPER}", re.MULTILINE),
    re.compile(rf"(?i:says|said|writes|wrote|recalls|explains|tells\s+us)\s+{_ONE}"),
    re.compile(rf"{_ONE},?\s+(?:{AUXILIARY}\s+){{0,3}}(?:{HUMAN_VERB})(?!\w)"),
)
_LINE = re.compile(rf"(?:[–—-]\s*)?{_ONE}{_AND}(?=\s*(?:$|[,(|·–—\n]|-\s|\d))")
_PROFESSIONAL = re.compile(
    rf"{_OPEN}(?i:{PROFESSION})\.?\s+{_ONE}"
    rf"|{_OPEN}{_TWO},?\s+(?:M\.?D|Ph\.?\s?D|D\.?O|R\.?N|M\.?Sc|B\.?Sc|MBBS|FRCP)\b"
)
_ORGANISED = re.compile(
    rf"(?:(?:Saint|St\.?|Santa|San)\s+{_NAME}|(?:{_NAME}\s+){{1,4}}(?:of\s+)?(?:{ORGANISATION})\b)"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]|[\n“”\"‘'(–—-])\s*$")
_LONGEST_LINE = 14
"""Words in a line that names who tells a story, as the pages room has it."""


@dataclass(frozen=True, kw_only=True)
class Names:
    """What to hide: ranges of the text of the page, and how the names are written.

    ``words`` are names that are nothing else on the page; ``doubtful`` ones are words as well.
    """

    ranges: tuple[tuple[int, int], ...]
    persons: tuple[str, ...]
    words: frozenset[str]
    doubtful: frozenset[str]

    @functools.cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Finds whole names, and words that are nothing but names."""
        return _pattern(self.persons, self.words)

    @functools.cached_property
    def doubtful_pattern(self) -> re.Pattern[str] | None:
        """Finds words that are names only here and there."""
        return _pattern((), self.doubtful)


def private_names(report: Report) -> Names:
    """The names of private persons on the page, and each place of its text where they stand."""
    page = report.page
    areas = _areas(page, report.claims)
    safe = _not_private(report)
    small = _small_words(page.text)
    known = _known(report)
    alone = tuple(_candidates(page, areas, small | known))
    found = [
        (start, end)
        for start, end in (*alone, *_fuller(page.text, alone, small | known))
        if not _inside(start, end, safe)
    ]
    persons = tuple(dict.fromkeys(page.text[start:end] for start, end in found))
    words = frozenset(word for person in persons for word in _words(person))
    doubtful = frozenset(word for word in words if word.lower() in small | known)
    names = Names(ranges=(), persons=persons, words=words - doubtful, doubtful=doubtful)
    everywhere = [*found, *places(page.text, names, areas)]
    kept = {place for place in everywhere if not _inside(*place, safe)}
    return Names(ranges=tuple(sorted(kept)), persons=persons, words=names.words, doubtful=doubtful)


def places(
    text: str, names: Names, areas: Sequence[tuple[int, int]] | None = None
) -> Iterator[tuple[int, int]]:
    """Where names stand in any text; doubtful ones only inside ``areas`` and not to begin with."""
    if names.pattern:
        yield from (found.span() for found in names.pattern.finditer(text))
    if names.doubtful_pattern:
        for start, end in ((0, len(text)),) if areas is None else areas:
            for found in names.doubtful_pattern.finditer(text, start, end):
                if not _SENTENCE_START.search(text[max(start, found.start() - 3) : found.start()]):
                    yield found.span()


def _pattern(persons: Iterable[str], words: Iterable[str]) -> re.Pattern[str] | None:
    """Longest first; in the letters of the page, in capitals, and with an initial behind it."""
    longer = [re.escape(person) for person in persons if " " in person]
    single = [re.escape(form) for word in words for form in {word, word.upper()}]
    if not longer and not single:
        return None
    forms = "|".join(sorted(longer, key=len, reverse=True)) or r"(?!)"
    words_ = "|".join(sorted(single, key=len, reverse=True)) or r"(?!)"
    return re.compile(rf"{_OPEN}(?:{forms}|(?:{words_})(?:\s+{_INITIAL})?){_SHUT}")


def _candidates(
    page: Page, areas: Sequence[tuple[int, int]], common: frozenset[str]
) -> Iterator[tuple[int, int]]:
    for start, end in _name_lines(page):
        if found := _LINE.match(page.text, start, end):
            yield from _people(page.text, found, sure=True, common=common)
    for start, end in areas:
        for patterns, sure in ((_SURE, True), (_LIKELY, False)):
            for pattern in patterns:
                for found in pattern.finditer(page.text, start, end):
                    yield from _people(page.text, found, sure=sure, common=common)


def _fuller(
    text: str, found: Iterable[tuple[int, int]], common: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """The surname behind a first name that stands again, and who shares it."""
    first = {text[start:end] for start, end in found if " " not in text[start:end]}
    if not first:
        return
    names = "|".join(sorted(map(re.escape, first), key=len, reverse=True))
    beside = re.compile(
        rf"{_OPEN}(?:(?P<one>{_NAME})\s+(?:and|&)\s+)?(?:{names})"
        rf"(?:[ \u00a0]+(?P<two>{_NAME}))?{_SHUT}"
    )
    for place in beside.finditer(text):
        if not place["two"] or not _may_be_name(place["two"], common):
            continue
        yield place.span("two")
        if place["one"] and _may_be_name(place["one"], common):
            yield place.span("one")


def _people(
    text: str, found: re.Match[str], *, sure: bool, common: frozenset[str]
) -> Iterator[tuple[int, int]]:
    for group in found.groupdict():
        if found[group] is None:
            continue
        start, end = found.span(group)
        words = _SPACED.finditer(text, start, end)
        if not sure:
            if _PLACED.search(text[max(0, start - _NEAR) : start]):
                continue
            # "Then Leo": a word before a name that only has its capital from the sentence.
            words = itertools.dropwhile(lambda word: not _may_be_name(word[0], common), words)
        name = list(itertools.takewhile(lambda word: _low(word[0]) not in NOT_NAMES, words))
        if name and len(_low(name[0][0])) > 1:
            yield name[0].start(), name[-1].end()


_SPACED = re.compile(r"\S+")
_PLACED = re.compile(rf"(?:^|\s)(?i:{PLACING})\s+$")
_NEAR = 10
_ABBREVIATION = 3


def _may_be_name(word: str, common: frozenset[str]) -> bool:
    """Not a word of the language, and no abbreviation such as OT or MRI."""
    short = word.isupper() and len(word) <= _ABBREVIATION
    return not short and _low(word) not in common | NOT_NAMES


def _low(word: str) -> str:
    return word.lower().rstrip(".")


def _words(person: str) -> Iterator[str]:
    """Words of a name by which the person may be called elsewhere: no initials, no particles."""
    for word in person.split():
        bare = word.rstrip(".")
        if len(bare) > 1 and bare[0].isupper() and not word.endswith("."):
            yield bare.title() if bare.isupper() else bare


def _areas(page: Page, claims: Sequence[ReportedClaim]) -> tuple[tuple[int, int], ...]:
    """Blocks of testimonials and of readers' comments, and claims that tell somebody's story."""
    told = [
        (claim.sentence_start, claim.sentence_end)
        for claim in claims
        if ClaimType.TESTIMONIAL in claim.types or claim.speaker is Speaker.PATIENT
    ]
    blocks = [
        (block.start, block.end)
        for block in page.blocks
        if block.zone is Zone.TESTIMONIAL or is_of_readers(block, page.text)
    ]
    return tuple(sorted({*told, *blocks}))


def _name_lines(page: Page) -> Iterator[tuple[int, int]]:
    for block in page.blocks:
        of_reader = block.kind is BlockKind.HEADING and is_of_readers(block, page.text)
        of_story = block.zone is Zone.TESTIMONIAL and block.kind is not BlockKind.QUOTE
        if not (of_reader or of_story):
            continue
        line = page.quote(block)
        if len(line.split()) <= _LONGEST_LINE and not line.endswith(("!", "?", ":", ";")):
            yield block.start, block.end


def _not_private(report: Report) -> tuple[tuple[int, int], ...]:
    """Ranges that hold names of doctors, staff, organisations and trials."""
    text = report.page.text
    titled = [found.span() for found in _PROFESSIONAL.finditer(text)]
    names = {
        found[group]
        for found in _PROFESSIONAL.finditer(text)
        for group in ("one", "two")
        if found[group]
    }
    names |= {name for name in (report.page.site_name,) if name}
    names |= {trial.short_name for trial in report.trials.values() if trial.short_name}
    longer = [name for name in names if " " in name]
    again = [found.span() for name in longer for found in re.finditer(re.escape(name), text)]
    organised = [found.span() for found in _ORGANISED.finditer(text)]
    return (*titled, *again, *organised)


def _known(report: Report) -> frozenset[str]:
    """Words of treatments and conditions, which a page may write in capitals throughout."""
    mentions: Iterable[ConceptMention] = (c for claim in report.claims for c in claim.concepts)
    return frozenset(word.lower() for one in mentions for word in re.findall(r"\w+", one.quote))


@functools.lru_cache(maxsize=4)
def _small_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(rf"{_OPEN}{_LOWER}+{_SHUT}", text))


def _inside(start: int, end: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(low <= start and end <= high for low, high in ranges)
