"""CMB-06: a passage that says what a record says, by its figures or by its result."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimcheck.schema import (
    ClaimType,
    ConceptKind,
    Dimension,
    EvidenceLevel,
    Finding,
    MentionOrigin,
    RuleCard,
    Standing,
    TrialResult,
)
from claimcheck.text import fold
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case, Support
from claimcheck.verdicts.figures import comparisons
from claimcheck.verdicts.records import shown, telling

#: Decimals, ratios of people and percentages are told apart easily; "2" or "6" would fit anything.
_TELLING = re.compile(
    r"(?P<ratio>\b\d+ (?:out )?of \d+\b)|(?<![\w.])[-+]?(?P<share>\d+(?:\.\d+)?) ?%|"
    r"(?<![\w.])[-+]?(?P<decimal>\d+\.\d+)(?![\w.])|(?<!\w)\+(?P<gain>\d+)\b"
)
CARD = RuleCard(
    id="CMB-06",
    version=1,
    title="Agrees with the record",
    severity=0,
    sources=(src.HEALTH_NEWS,),
    example="In a trial of 180 children with autism cord blood was no better than placebo.",
    not_when=(
        "Stem cells improve speech in children with autism.",
        "A trial of stem cells in autism is open to children under seven.",
    ),
)
_NULL = re.compile(
    r"\b(?:no (?:better|more effective|different)|neither|ineffective|unproven|"
    r"no (?:[\w-]+ ){0,3}(?:difference|benefit|effect|improvement|evidence)s?|"
    r"no \w+ (?:measures?|outcomes?)\b.{0,60}\b(?:benefit|difference))\b|"
    r"(?:(?<!\bmay )(?<!\bmight )\bnot|n't)\b"
    r"(?! (?:designed|meant|intended|set up|built|powered)\b)[^.;]{0,30}\b"
    r"(?:effective|work(?:ed)?|help|met|significant|proven|support|benefit|differ|better)\w*"
)
_NO_COMPARISON = re.compile(
    r"\b(?:uncontrolled|no (?:control|comparison|placebo)(?: group)?\b|without (?:an? )?(?:control|"
    r"comparison|placebo)|not (?:controlled|compared))"
)
_ALL_THE_SAME = re.compile(r"\b(?:but|yet|still|prov\w+|works?|cures?)\b")
#: A single figure of fewer digits can be the same by chance.
_DIGITS = 3
_HARMS = "adverse_events"
_OPEN = frozenset({EvidenceLevel.LOW, EvidenceLevel.VERY_LOW})
#: What it says is that nobody knows, and not that there is no difference.
_LEAVES_OPEN = re.compile(r"\b(?:know|known|unproven|proven|whether|clear|evidence|proof|sure)\b")


def agreeing(case: Case) -> tuple[tuple[str, TrialResult], ...]:
    """Records with a result that holds every telling figure of the passage; may be empty."""
    wanted = _figures(case.folded)
    if not _enough(wanted) or not _may_agree(case):
        return ()
    ids = [
        match.trial
        for match in case.matches
        if match.dimensions[Dimension.PRODUCT].standing is not Standing.BEYOND
    ]
    return tuple(
        (id_, result)
        for id_ in ids
        for result in case.trials[id_].all_results
        if not result.retracted and wanted <= _of_result(result)
    )


def _may_agree(case: Case) -> bool:
    """Whether the passage reports: words of denial in a sales pitch agree with nothing."""
    return case.informs or case.weighs_evidence or case.tells_of_study or _tells_limits(case)


def _tells_limits(case: Case) -> bool:
    """Whether a figure is told with the limits of its study, whoever tells it."""
    figures = any(figure.is_outcome for figure in case.claim.figures)
    limited = _NO_COMPARISON.search(case.folded) and not _ALL_THE_SAME.search(case.folded)
    return figures and bool(limited) and case.has(ClaimType.DISCLAIMER)


def _enough(figures: set[str]) -> bool:
    """Two figures, or one that is not found by chance: a ratio, or one of three digits."""
    digits = [sum(char.isdigit() for char in figure) for figure in figures]
    return (
        len(figures) > 1
        or any("/" in figure for figure in figures)
        or max(digits, default=0) >= _DIGITS
    )


def _figures(text: str) -> set[str]:
    """Telling figures as "8/12", "67%", "3.83", "76"; signs are left out."""
    found: set[str] = set()
    for match in _TELLING.finditer(text):
        if match["ratio"]:
            top, *_, bottom = match["ratio"].split()
            found.add(f"{top}/{bottom}")
        elif match["share"]:
            found.add(f"{match['share']}%")
        else:
            found.add(match["decimal"] or match["gain"])
    return _without_shares_of_ratios(found)


def _without_shares_of_ratios(figures: set[str]) -> set[str]:
    """Without the percentage beside its ratio: "8 out of 12 (67%)" is one figure."""
    shares = {
        f"{100 * int(top) / int(bottom):.0f}%"
        for top, bottom in (figure.split("/") for figure in figures if "/" in figure)
        if int(bottom)
    }
    return figures - shares


def _of_result(result: TrialResult) -> set[str]:
    told = " ; ".join((*result.numbers, *result.harms, *result.limits, result.summary))
    figures = _figures(fold(told))
    if result.improved is not None and result.analysed:
        figures.add(f"{result.improved}/{result.analysed}")
    return figures


def reports_null(case: Case) -> bool:
    """Whether the passage says that no benefit was found, and a matched record found none."""
    if not _NULL.search(case.folded) or case.claim.concept_id(ConceptKind.OUTCOME) == _HARMS:
        return False
    treatment = next((m for m in case.claim.concepts if m.kind is ConceptKind.INTERVENTION), None)
    if treatment is None or treatment.origin is MentionOrigin.PAGE or not _may_agree(case):
        return False
    if _sees_benefit(case):
        return False
    return any(
        match.dimensions[Dimension.CERTAINTY].standing is Standing.WITHIN
        for match in case.matches
        if match.dimensions
    )


def _sees_benefit(case: Case) -> bool:
    """Whether all that our copy tells of the pair is a benefit, however weak."""
    own = case.own
    return own is not None and own.best_level is EvidenceLevel.LOW and not own.primary_not_met


def _is_one_side(case: Case) -> bool:
    """Whether a flat "no difference" stands where other records see a benefit."""
    own = case.own
    open_ = own is not None and own.best_level in _OPEN and own.primary_not_met
    both = own is not None and (own.primary_met or own.best_level is EvidenceLevel.LOW)
    return bool(open_ and both) and _LEAVES_OPEN.search(case.folded) is None


def finding(case: Case) -> Finding:
    """The credit for a passage that agrees, with the records it agrees with."""
    agreed = agreeing(case)
    return Finding(
        start=case.claim.start,
        end=case.claim.end,
        quote=case.claim.quote,
        rule=CARD.id,
        version=CARD.version,
        severity=CARD.severity,
        message=_message(case, agreed),
        sources=CARD.sources,
        trials=tuple(dict.fromkeys(id_ for id_, _ in agreed)) or telling(case),
        compared=tuple(
            one
            for figure in case.claim.figures
            for one in comparisons(case, figure)
            if one.trial in {id_ for id_, _ in agreed}
        ),
    )


def _message(case: Case, agreed: Iterable[tuple[str, TrialResult]]) -> str:
    names = ", ".join(dict.fromkeys(id_ for id_, _ in agreed))
    if not names:
        if case.support is Support.SUPPORTED:
            return f"It says what the record shows. {shown(case)}"
        if _is_one_side(case):
            return f"It says what some of the records say. {shown(case)}"
        return f"It says what the record says. {shown(case)}"
    if any(result.confirmed for _, result in agreed):
        return f"Its figures are those of {names}."
    return (
        f"Its figures are those that a secondary page gives for {names}; the record itself was not "
        "read for them."
    )
