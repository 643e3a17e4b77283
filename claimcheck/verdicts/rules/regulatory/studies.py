"""REG-05, REG-06, REG-11, REG-14: products that are still being tested."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import BENEFIT, Case
from claimcheck.verdicts.leaning import LIMITS
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.rules.regulatory.appeals import PERMITTED_STUDY, appeals, explained

#: A look that the agency takes before a study, told as if it had judged the result.
_LOOKED_AT = re.compile(
    r"\b(?:experimental|investigational|in development)\b[^.;]{0,60}\breview\w* by (?:the )?fda\b|"
    r"\bfda (?:has |have )?(?:reviewed|vetted|had a look at|looked at)\b[^.;]{0,40}"
    r"\b(?:experimental|investigational|trial|study|protocol)\b"
)
#: A trial of the NIH named as a rank, without what it found.
_NIH_TRIAL = re.compile(
    r"\b(?:(?:been|gone|went|taken) (?:through|in|into)|passed|completed|tested in|studied in|"
    r"backed by|part of) (?:an? |the )?(?:\w+ )?(?:nih|national institutes of health)"
    r"(?:[- ](?:funded|backed|run|led|sponsored|listed|registered))? (?:clinical )?"
    r"(?:trial|study)\b"
)
_DESIGNATION = re.compile(
    r"\b(?:rmat|orphan drug|orphan|fast[- ]track|breakthrough (?:therapy|device))[- ]"
    r"(?:designat\w+|status)|\bbreakthrough designation\b|"
    r"\b(?:atmp|ema) classification\b|\bclassified as (?:an )?atmp\b"
)
_INVESTIGATIONAL = re.compile(
    r"\b(?:our|this|the) (?:[\w-]+ )?(?:study|trial|investigational|experimental) (?:[\w-]+ ){0,2}?"
    r"(?:drug|product|medicine|medication|treatment|therapy|cells?|device|infusion)s?\b"
    r"[^.;]{0,60}?\b(?:(?:is|are)(?: (?!not\b)\w+){0,3}? (?:safe|effective|proven)|works?|cures?)\b"
)
_TESTED = re.compile(r"\b(?:whether|may|might|could|if|tests?|shows?|found)\b")
_NARROW_ROUTE = re.compile(
    r"\b(?:right[- ]to[- ]try|compassionate use|hospital exemption|expanded access)\b"
)


@rule(
    "REG-05",
    title="Permission to study, told as approval",
    severity=2,
    sources=(src.FDA_PATIENTS, src.CFR_312),
    jurisdiction="US; the European Union and Canada know similar permissions",
    example="The FDA and EMA have approved numerous clinical studies of stem cells in autism.",
    not_when=(
        "The FDA has approved no study of iPSC in autism and no cell product for it.",
        "A trial of stem cells in autism needs an IND; it is not proof that they help.",
        "Stem cells have been through an NIH trial in autism, which found no benefit.",
    ),
    ask="Under which number does this treatment run as a study, and who may be charged for it?",
    version=3,
)
def permitted_study(case: Case) -> Iterator[Hit]:
    """A regulator that lets a study begin has not found that the treatment works."""
    span = case.says(PERMITTED_STUDY) or case.says(_LOOKED_AT)
    if span and appeals(case):
        words = explained(
            case,
            "REG-05",
            "Permission to study a treatment is not approval of it.",
            "A regulator that lets a study begin has not found that the treatment works or that "
            "it is safe.",
        )
        yield Hit(
            span=span,
            severity=1 if case.speaks_of_study else 2,
            message=words.message,
            sources=words.sources,
        )
        return
    named = case.says(_NIH_TRIAL)
    if named and appeals(case) and case.unshown and not LIMITS.search(case.folded):
        yield Hit(
            span=named,
            message="It says that the treatment was in a trial of the NIH. That a trial was done "
            "says nothing of what it found, and it is no approval by the NIH or the FDA.",
        )


@rule(
    "REG-06",
    title="A designation told as a result",
    severity=2,
    sources=(src.FDA_PATIENTS,),
    jurisdiction="US and European Union",
    example="Our stem cell product for autism has RMAT designation.",
    not_when=("The stem cell product has no RMAT designation.",),
    ask="Which named product has the designation, and for which disease?",
    version=2,
)
def designation(case: Case) -> Iterator[Hit]:
    """A designation speeds a named product's review; it is no finding."""
    span = case.says(_DESIGNATION)
    if span and appeals(case):
        words = explained(
            case,
            "REG-06",
            "It speaks of a designation of one named product.",
            "A designation speeds the review. It is no finding that the product works.",
        )
        yield Hit(span=span, message=words.message, sources=words.sources)


@rule(
    "REG-11",
    title="A product under study called safe or effective",
    severity=3,
    sources=(src.CFR_312_7, src.CFR_812_7),
    jurisdiction="US",
    example="Our study drug with stem cells is safe and effective in autism.",
    not_when=(
        "Our study drug is not known to be safe or effective in autism.",
        "In the trial the study drug was safe and effective in 12 of 90 children with autism.",
        "The trial tests whether our investigational stem cell product is safe and effective.",
    ),
    ask="Is this product still being tested? Under which number?",
)
def under_study(case: Case) -> Iterator[Hit]:
    """Guidance: before approval nobody promotes a product under study as safe or effective."""
    span = case.says(_INVESTIGATIONAL)
    told = case.has(*BENEFIT, ClaimType.SAFETY) and not case.has(ClaimType.DISCLAIMER)
    # "Experimental" reads as a strong hedge, so the hedge of the claim says nothing here.
    firm = not case.says(_TESTED)
    if span and told and firm and case.sells and not case.sober:
        yield Hit(
            span=span,
            message="It calls a product under study safe or effective. US rules say that such a "
            "product is not promoted as safe or effective for what it is studied for.",
        )


@rule(
    "REG-14",
    title="A narrow route told as access",
    severity=2,
    sources=(src.EMA_CAT, src.CFR_312),
    jurisdiction="US and European Union",
    example="Right-to-try laws let us give stem cells for autism.",
    not_when=("Right-to-try does not show that stem cells help in autism.",),
    ask="Which product in which trial is this, and who has agreed to its use for this patient?",
    version=3,
)
def right_to_try(case: Case) -> Iterator[Hit]:
    """Such routes let single patients try a product that is still being tested."""
    span = case.says(_NARROW_ROUTE)
    if span and appeals(case):
        words = explained(
            case,
            "REG-14",
            "It speaks of expanded access, right to try or a like route.",
            "Such a route lets single patients try a product that is still being tested. It does "
            "not show that the product helps.",
        )
        yield Hit(span=span, message=words.message, sources=words.sources)


RULES = (permitted_study, designation, under_study, right_to_try)
