"""Which blocks are somebody's story, and which name the person who tells it."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from claimcheck.pages.drafts import Draft
from claimcheck.schema import BlockKind, Zone

_SECTION = re.compile(
    r"\b(?:testimonials?|reviews?|(?:success|patient|recovery|real|parents?['’]?|their) "
    r"stor(?:y|ies)|what (?:our )?(?:\w+ )?"
    r"(?:patients|parents|families|clients|people|customers|mums|moms)\b.*\b(?:say|tell|think)|"
    r"(?:patients?|parents?|families|clients) say|feedback|experiences? of (?:our )?"
    r"(?:patients|parents|families))\b",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"""\s*["“”„«'‘]\s*\S""")
_FIRST_PERSON = re.compile(
    r"(?:my|our) (?:little |older |younger |\w+[- ]year[- ]old )?(?:son|daughter|child|boy|girl|"
    r"grandson|granddaughter|twins)\b|"
    r"(?:I|we) (?:noticed?|note|saw|see|brought|came|was|were|have|had)\b",
    re.IGNORECASE,
)
_NUMBERED_PERSON = re.compile(
    r"(?:\d{1,3}[.)]\s+)?[A-Z][^\n]*\b(?:\d{1,2}[ -](?:years?|months?)|aged? \d)"
)
_MAX_NAME_WORDS = 14
#: An unquoted text of a testimonial card with fewer words is a name, a place or a rating.
_MIN_STORY_WORDS = 8
#: Stories further apart than story, name, story belong to different groups.
_STORY_GAP = 3
_NAME_LEVEL = 4
#: How a quote or a story in the first person may begin; a quick look before a thorough one.
_STORY_OPENINGS = "\"“”„«'‘mowiMOWIıİ"
_HEADING, _TESTIMONIAL = BlockKind.HEADING, Zone.TESTIMONIAL
_SPEAKING_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE})
_PLAIN_ZONES = frozenset({Zone.MAIN, Zone.LIST, Zone.QUOTE, Zone.HERO, Zone.CAPTION})
_NAME_ZONES = _PLAIN_ZONES | {Zone.TESTIMONIAL}
_NOT_NAMES = frozenset({BlockKind.QUOTE, BlockKind.BUTTON, BlockKind.TABLE_ROW})


@functools.lru_cache(maxsize=1024)
def names_testimonials(heading: str) -> bool:
    """Whether a heading announces stories of patients or parents."""
    return _SECTION.search(heading) is not None


def is_quote(text: str) -> bool:
    """Whether a block begins with a quotation mark."""
    return _QUOTE.match(text) is not None


def names_person(text: str) -> bool:
    """Whether a line reads like "Anna, 6 years old, …"."""
    return _NUMBERED_PERSON.match(text) is not None


def mark(drafts: Sequence[Draft]) -> None:
    """Give stories and the lines that name their tellers the zone ``TESTIMONIAL``.

    A name before its story is a ``HEADING``; a name after it is a ``CAPTION``, so that it is not
    taken for the heading of the next story. Neither is a heading of anything else.
    """
    for draft in drafts:
        _mark_story(draft)
    named = _mark_names(drafts)
    if not named:
        return
    before = {draft.text for draft in named if draft.kind is BlockKind.HEADING}
    after = {draft.text for draft in named if draft.kind is BlockKind.CAPTION}
    both = before | after
    for draft in drafts:
        wrong = after if draft.zone is _TESTIMONIAL else both
        if not wrong.isdisjoint(draft.path):
            draft.path = tuple(step for step in draft.path if step not in wrong)


def _mark_story(draft: Draft) -> None:
    if draft.kind is _HEADING:
        if draft.zone is _TESTIMONIAL and names_testimonials(draft.text):
            draft.zone = Zone.MAIN
        return
    if draft.text[0] not in _STORY_OPENINGS:
        return
    inside = draft.zone is _TESTIMONIAL
    if draft.kind not in _SPEAKING_KINDS or not (inside or draft.zone in _PLAIN_ZONES):
        return
    quoted = is_quote(draft.text)
    if not quoted and _FIRST_PERSON.match(draft.text) is None:
        return
    in_section = any(names_testimonials(heading) for heading in draft.path)
    spoken = quoted or in_section
    named = bool(draft.path) and names_person(draft.path[-1])
    if spoken and (inside or in_section or named):
        draft.zone, draft.kind = Zone.TESTIMONIAL, BlockKind.QUOTE


def _mark_names(drafts: Sequence[Draft]) -> list[Draft]:
    named: list[Draft] = []
    names_lead: bool | None = None
    last_story = -1
    for index, draft in enumerate(drafts):
        if draft.zone is not _TESTIMONIAL or not _is_story(draft):
            continue
        if index - last_story > _STORY_GAP:
            names_lead = None
        last_story = index
        before = _name_at(drafts, index - 1)
        before = None if before in named else before
        after = _name_at(drafts, index + 1)
        if names_lead is None:
            names_lead = _leads(before, after)
        name = before if names_lead else after
        if name is not None:
            name.zone = Zone.TESTIMONIAL
            name.kind = BlockKind.HEADING if names_lead else BlockKind.CAPTION
            name.level = (name.level or _NAME_LEVEL) if names_lead else None
            named.append(name)
    return named


def _leads(before: Draft | None, after: Draft | None) -> bool:
    """Whether names stand before their stories here, judged at the first story of a group."""
    if before is None or after is None:
        return before is not None
    if names_person(before.text):
        return True
    if names_person(after.text) or after.text.startswith(("—", "–", "-")):
        return False
    return not (before.kind is BlockKind.HEADING and after.kind is not BlockKind.HEADING)


def _name_at(drafts: Sequence[Draft], index: int) -> Draft | None:
    if not 0 <= index < len(drafts):
        return None
    draft = drafts[index]
    fits = (
        draft.zone in _NAME_ZONES
        and draft.kind not in _NOT_NAMES
        and draft.text.count(" ") < _MAX_NAME_WORDS
        and not draft.text.endswith(("!", "?", ":", ";"))
        and not names_testimonials(draft.text)
    )
    return draft if fits else None


def _is_story(draft: Draft) -> bool:
    """Whether a block of the zone tells a story."""
    return draft.kind is BlockKind.QUOTE or (
        draft.kind in _SPEAKING_KINDS and draft.text.count(" ") >= _MIN_STORY_WORDS
    )
