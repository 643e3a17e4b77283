"""How many diseases a page speaks to, in its passages and around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from claimcheck.schema import BlockKind, Claim, ConceptKind, QuotedSpan, Zone
from claimcheck.settings import MIN_SAYING
from claimcheck.text import fold
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import CELL_PRODUCTS
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.conditions import conditions_in
from claimcheck.verdicts.page.rule import PageHit, in_order, page_rule

_ORGAN_SYSTEMS = 3
#: Brain and nerves are one part of the body, whatever the chapter of the textbook.
_ONE_SYSTEM = dict.fromkeys(("neurodevelopment", "mind and behaviour"), "nervous system")
#: No part of the body.
_EVERYWHERE = frozenset({"any", "whole body"})
_WE_TREAT = re.compile(
    r"\b(?:(?:conditions?|diseases?|disorders?|illnesses|diagnoses)\b.{0,30}\b(?:treat\w*|help)\b|"
    r"(?:what|who|whom) (?:do )?we treat|treat(?:s|ed|ment of)? .{0,30}\b(?:conditions|diseases|"
    r"disorders)\b)|^\W*(?:indications|conditions|diseases)\W*$"
)
_LISTED = frozenset({BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})
#: A longer item tells of a disease; it does not list it.
_LONGEST_ITEM = 12
_SLUG_WORDS = re.compile(r"[^a-z0-9]+")
_SLUG = re.compile(r"^[a-z]+://[^/]*|[?#].*$|\.[a-z]{2,5}$")
_NAMING_ZONES = frozenset({Zone.NAV, Zone.CAPTION, Zone.ALT})
_SHOWN = 2
_NAMED = 3


def _system(case: PageCase, condition: str) -> str | None:
    system = case.vocabulary[condition].organ_system
    return None if system in _EVERYWHERE or system is None else _ONE_SYSTEM.get(system, system)


def _product(case: PageCase, claim: Claim) -> str | None:
    """The treatment of a claim; everything made of cells counts as one."""
    intervention = claim.concept_id(ConceptKind.INTERVENTION)
    if intervention is None:
        return None
    cells = any(case.vocabulary.is_a(intervention, one) for one in CELL_PRODUCTS)
    return CELL_PRODUCTS[0] if cells else intervention


@page_rule(
    "EFF-09",
    title="One treatment for many unrelated conditions",
    severity=2,
    sources=(src.MEEHAN, src.ISSCR, src.FROW),
    example="Stem cells improve speech in autism.\n\n"
    "Stem cells improve kidney function in chronic kidney disease.\n\nStem cells cure diabetes.",
    not_when=(
        (
            "Stem cells improve speech in autism.\n\nStem cells relax stiff muscles in cerebral "
            "palsy.\n\nStem cells calm children with ADHD."
        ),
        "Our hospital has departments for autism, kidney disease, diabetes and heart failure.",
    ),
    ask="Which trial is there for each of these conditions?",
    version=3,
)
def many_conditions(case: PageCase) -> Iterator[PageHit]:
    """Conditions of three parts of the body or more each need their own evidence."""
    for product, claims in _by_product(case).items():
        first: dict[str, QuotedSpan] = {}
        for claim in claims:
            condition = claim.concept_id(ConceptKind.CONDITION)
            system = _system(case, condition) if condition else None
            if system:
                first.setdefault(system, claim)
        if case.sells and first and len(_by_product(case)) == 1:
            for system, span in _listed(case).items():
                first.setdefault(system, span)
        if len(first) >= _ORGAN_SYSTEMS:
            yield PageHit(
                message=f"The page offers {case.vocabulary[product].label} for conditions of "
                f"{len(first)} different kinds ({'; '.join(sorted(first))}). Each condition needs "
                "its own evidence.",
                spans=in_order(list(first.values())[:_ORGAN_SYSTEMS]),
            )
            return


def _by_product(case: PageCase) -> Mapping[str, list[Claim]]:
    products: dict[str, list[Claim]] = {}
    for claim in case.promised:
        if product := _product(case, claim):
            products.setdefault(product, []).append(claim)
    return products


def _listed(case: PageCase) -> Mapping[str, QuotedSpan]:
    """Part of the body -> where a list of what is treated names a disease of it."""
    found: dict[str, QuotedSpan] = {}
    for block, text in case.blocks():
        if block.kind not in _LISTED or len(text.split()) > _LONGEST_ITEM:
            continue
        if not any(_WE_TREAT.search(fold(step)) for step in block.heading_path[-1:]):
            continue
        for condition in conditions_in(case.vocabulary, case.page.quote(block)):
            if system := _system(case, condition.id):
                found.setdefault(system, case.quoted(block))
    return found


@page_rule(
    "EFF-08",
    title="A disease named around the offer",
    severity=1,
    sources=(src.FTC_HEALTH,),
    example="Stem cells improve speech in autism.\n\nCerebral palsy\n\n"
    "Write to us and we will answer soon.",
    not_when=(
        "Stem cells improve speech in autism.\n\nAutism\n\nWrite to us and we will answer soon.",
        "Cerebral palsy\n\nOur nurses know how to lift a child.",
        (
            "Stem cells improve speech in autism.\n\nIs it approved for cerebral palsy?\n\n"
            "Write to us."
        ),
    ),
    ask="Do you offer the treatment for this disease, and which trial is there for it?",
    version=3,
)
def named_around(case: PageCase) -> Iterator[PageHit]:
    """A heading, menu, caption or address beside an offer can say that a disease is treated."""
    if not case.sells or not case.unshown:
        return
    told = _told_of(case)
    places: dict[str, QuotedSpan] = {}
    labels: dict[str, str] = {}
    for span in _naming(case):
        for condition in conditions_in(case.vocabulary, span.quote):
            if not _spoken_of(case, told, condition.id):
                places.setdefault(condition.id, span)
                labels.setdefault(condition.id, condition.label)
    for condition in conditions_in(case.vocabulary, _slug(case.page.final_url or case.page.url)):
        if not _spoken_of(case, told, condition.id):
            labels.setdefault(condition.id, condition.label)
    if labels:
        yield PageHit(
            message=f"Headings, the menu, captions or the address of this page name "
            f"{_list(list(labels.values()))}, and we found no passage that clearly says "
            "what the treatment does there. Beside an offer, a name alone can read as a promise.",
            spans=in_order(list(places.values())[:_SHOWN]),
        )


def _spoken_of(case: PageCase, told: AbstractSet[str], condition: str) -> bool:
    """Whether one of those is the condition, a broader or a narrower one."""
    is_a = case.vocabulary.is_a
    return any(is_a(one, condition) or is_a(condition, one) for one in told)


def _told_of(case: PageCase) -> set[str]:
    """Conditions about which a passage makes a claim, or is heard to say one of the sayings."""
    claimed = {claim.concept_id(ConceptKind.CONDITION) for claim in case.claims}
    heard = (
        passage.quote
        for passage in case.sayings
        if max(passage.says.values()) >= MIN_SAYING
        and case.page.blocks[passage.block].kind is not BlockKind.HEADING
    )
    named = {one.id for quote in heard for one in conditions_in(case.vocabulary, quote)}
    return named.union(filter(None, claimed))


def _naming(case: PageCase) -> Iterator[QuotedSpan]:
    for block, text in case.blocks():
        naming = block.kind is BlockKind.HEADING or block.zone in _NAMING_ZONES
        if naming and block.zone is not Zone.TESTIMONIAL and "?" not in text:
            yield case.quoted(block)


def _slug(url: str | None) -> str:
    """The words of an address, without its host."""
    return _SLUG_WORDS.sub(" ", _SLUG.sub("", (url or "").lower())).strip()


def _list(labels: list[str]) -> str:
    shown = labels[:_NAMED]
    if len(labels) > _NAMED:
        return f"{', '.join(shown)} and {len(labels) - _NAMED} more"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
