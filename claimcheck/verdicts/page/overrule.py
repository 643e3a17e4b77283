"""Cautions that the rest of the page overrules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from claimcheck.schema import (
    Block,
    BlockKind,
    Claim,
    ClaimType,
    ConceptKind,
    Denied,
    Genre,
    Prominence,
    QuotedSpan,
    Zone,
)
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.page.case import PageCase, is_story
from claimcheck.verdicts.page.rule import PageHit, in_order, page_rule

#: Spans shown for one side of a pair; more would hide the point.
_SHOWN = 2
_HEADLINE, _TEXT, _SMALL_PRINT = 0, 1, 2
_SMALL_ZONES = frozenset({Zone.FOOTER, Zone.POPUP, Zone.SIDEBAR})
_VARY = re.compile(
    r"\b(?:(?:individual )?(?:results?|outcomes?|responses?)\b[^.;]{0,30}\b(?:vary|varies|differ|"
    r"differs|not (?:be )?guaranteed|not typical)|not typical|individual results|"
    r"(?:does|do|did) not (?:guarantee|mean)[^.;]{0,40}\bresults?)\b"
)
_NO_CURE_AT_ALL = re.compile(
    r"(?<!it's )(?<!it is )(?<!this is )(?<!therapy is )(?<!treatment is )(?<!cells are )"
    r"\b(?:no (?:known |real |definite |definitive )?cures?|impossible to cure|incurable)\b"
)
#: What a sentence says that limits a promise; the model alone is often wrong on denials.
_LIMITS = re.compile(
    r"(?:\b(?:not|no|never|cannot)|n't)\b[^.;]{0,50}\b(?:cures?|claims?|proven|established|shown|"
    r"effective|demonstrated|evaluated|guarantee\w*|promise\w*|work (?:for|in) (?:every|all))\b|"
    r"\b(?:unproven|experimental|investigational|no (?:\w+ )?evidence|depends? on)\b|"
    r"\bcure it is not\b|\b(?:can't|cannot|won't) cure\b"
)
_STORIES = ("TES-01", "TES-05", "TES-07", "TES-10", "TES-12")


def _loudness(block: Block) -> int:
    """How loudly a block speaks: a headline, the text, or small print."""
    if block.prominence is Prominence.SMALL or block.zone in _SMALL_ZONES:
        return _SMALL_PRINT
    if block.zone is Zone.HERO or block.kind is BlockKind.HEADING:
        return _HEADLINE
    return _TEXT


def _place(block: Block) -> str:
    if block.zone is Zone.FOOTER:
        return "at the foot of the page"
    if block.prominence is Prominence.SMALL:
        return "in small print"
    if block.zone in _SMALL_ZONES:
        return "at the side of the page"
    if block.kind is BlockKind.HEADING:
        return "in a heading"
    return "at the top of the page" if block.zone is Zone.HERO else "in the text"


def _loudest(case: PageCase, claims: Iterable[Claim]) -> list[Claim]:
    """Claims by how loudly they speak; those of one loudness keep their order."""
    behind = {Zone.ALT, Zone.CAPTION}

    def rank(claim: Claim) -> tuple[int, bool, bool]:
        block = case.block_of(claim)
        return _loudness(block), block.zone in behind, is_story(claim)

    return sorted(claims, key=rank)


def _set_apart(case: PageCase, promise: Claim, caution: Claim) -> str:
    """Where the two stand, when the caution speaks less loudly than the promise; else nothing."""
    loud, soft = case.block_of(promise), case.block_of(caution)
    if _loudness(loud) >= _loudness(soft):
        return ""
    return f" The promise stands {_place(loud)}, and the caution {_place(soft)}."


def _outspoken(case: PageCase, promises: Sequence[Claim], cautions: Sequence[Claim]) -> bool:
    """Whether a caution stands in a headline and every promise below it: it leads the page."""
    lead = min(_loudness(case.block_of(claim)) for claim in cautions)
    return lead < min(_loudness(case.block_of(claim)) for claim in promises)


def _alike(case: PageCase, kind: ConceptKind, one: Claim, other: Claim) -> bool:
    """Whether both may speak of the same thing of this kind."""
    first, second = one.concept_id(kind), other.concept_id(kind)
    is_a = case.vocabulary.is_a
    return not first or not second or is_a(first, second) or is_a(second, first)


def _meets(case: PageCase, caution: Claim, promise: Claim) -> bool:
    """Whether a caution may limit what the promise says."""
    kinds = (ConceptKind.INTERVENTION, ConceptKind.CONDITION)
    return all(_alike(case, kind, caution, promise) for kind in kinds)


def _own_cautions(case: PageCase, *denied: Denied) -> list[Claim]:
    """Cautions on what the page offers, in the order of ``denied``.

    That a disease has no cure, or that other care fails, is part of many a pitch and no caution.
    """
    found = [
        claim
        for claim in case.cautions(*denied)
        if not is_story(claim)
        and ClaimType.COMPARISON not in claim.types
        and _limits(case.folded[claim.start : claim.end])
    ]
    return sorted(found, key=lambda claim: [one not in claim.denied for one in denied])


def _limits(text: str) -> bool:
    said = _LIMITS.search(text) or _VARY.search(text)
    return said is not None and _NO_CURE_AT_ALL.search(text) is None


def _taken_back(case: PageCase) -> list[tuple[Claim, Claim]]:
    """(claim of a cure or a proof, caution that denies it), the loudest claim first."""
    opposites = (("EFF-01", Denied.CURE), ("EFF-03", Denied.EFFICACY))
    pairs = [
        (promise, caution)
        for rule, denied in opposites
        for caution in _own_cautions(case, denied)
        for promise, _ in case.having(rule, least=1)
        if denied not in promise.denied and _meets(case, caution, promise)
    ]
    loudest = [claim.id for claim in _loudest(case, [promise for promise, _ in pairs])]
    return sorted(pairs, key=lambda pair: loudest.index(pair[0].id))


@page_rule(
    "CMB-02",
    title="A cure or a proof is claimed, and taken back",
    severity=3,
    sources=(src.FTC_HEALTH,),
    example="Autism can be cured with stem cells.\n\nStem cell therapy is not a cure for autism.",
    not_when=(
        "Autism has no known cure.\n\nAutism can be cured with stem cells.",
        "Autism can be cured with stem cells.\n\nStem cells are not a cure for diabetes.",
    ),
    ask="The page promises much in one place and takes it back in another. Which of the two holds?",
    version=2,
)
def taken_back(case: PageCase) -> Iterator[PageHit]:
    """EFF-01 or EFF-03 together with a caution that says the opposite."""
    pairs = _taken_back(case)
    if not pairs or not case.sells:
        return
    promise, denial = pairs[0]
    what = "a cure or a complete recovery" if _fired(case, promise, "EFF-01") else "proof"
    yield PageHit(
        message=f"One passage claims {what}, and another takes it back."
        f"{_set_apart(case, promise, denial)} Guidance says that a caution does not undo the "
        "impression that the rest of a page makes.",
        spans=in_order([promise, denial]),
    )


def _fired(case: PageCase, claim: Claim, rule: str) -> bool:
    return any(one.id == claim.id for one, _ in case.having(rule))


@page_rule(
    "EFF-02",
    title="A caution that the headlines overrule",
    severity=2,
    sources=(src.FTC_HEALTH,),
    example="Stem cells improve speech in autism.\n\nStem cell therapy is not a cure for autism.",
    not_when=(
        (
            "Stem cells may improve speech in some children with autism.\n\n"
            "Stem cell therapy is not a cure for autism."
        ),
        "Stem cells improve speech in autism.\n\nOur rooms are not for overnight stays.",
        (
            "Our nurses are kind to children with autism.\n\n"
            "Stem cell therapy is not a cure for autism."
        ),
    ),
    ask="What may we expect, how many people got that, and where is it published?",
    version=4,
)
def overruled(case: PageCase) -> Iterator[PageHit]:
    """A caution does not undo the impression that the rest of the page makes."""
    if not case.sells:
        return
    cautions = _own_cautions(case, Denied.CURE, Denied.EFFICACY, Denied.GENERIC)
    shown = {promise.id for promise, _ in _taken_back(case)}
    said = [
        claim
        for claim in case.firm
        if claim not in cautions
        and claim.id not in shown
        and any(_meets(case, caution, claim) for caution in cautions)
    ]
    if not said or _outspoken(case, said, cautions):
        return
    promises = _loudest(case, said)
    limits = [caution for caution in cautions if _meets(case, caution, promises[0])]
    yield PageHit(
        message="The page gives a caution, and elsewhere it promises more."
        f"{_set_apart(case, promises[0], limits[0])} Guidance says that a caution does not undo "
        "the impression that the rest of a page makes, and that it should stand out as much as the "
        "promise.",
        spans=in_order([*limits[:_SHOWN], *promises[:_SHOWN]]),
    )


@page_rule(
    "TES-03",
    title="“Results may vary” beside a story",
    severity=1,
    sources=(src.ENDORSEMENTS, src.ASA_2015),
    example="“After stem cells for autism my son became calmer and sleeps better.”\n\n"
    "* Individual results may vary.",
    not_when=(
        "Individual results may vary.\n\nParking is free for families of children with autism.",
        (
            "“The nurses of the stem cell clinic were kind to my son.”\n\n"
            "* Individual results may vary."
        ),
    ),
    ask="What happened to most patients, and not only to those whose stories are told?",
)
def may_vary(case: PageCase) -> Iterator[PageHit]:
    """Such a note does not tell what most people can expect."""
    notes = list(case.saying(_VARY))
    stories = [claim for claim, verdict in case.having(*_STORIES) if verdict.flagged]
    if case.page.genre is Genre.INFORMS or not notes or not stories:
        return
    spans: list[QuotedSpan] = [stories[0], notes[0]]
    yield PageHit(
        message="A note says that results vary, beside a story of improvement. Guidance says that "
        "such a note is not enough: readers take the story as what they can expect.",
        spans=in_order(spans),
    )
