"""TRI on designs: an early or uncontrolled study told as proof, or as a sign of benefit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import Allocation, ClaimType, Hedge, Masking, Phase, Trial
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import BENEFIT, Case
from claimcheck.verdicts.cited import cited
from claimcheck.verdicts.rule import Hit, rule

_PROOF = re.compile(
    r"\b(?:prov(?:e|es|ed|en|ing)|proof|confirm(?:s|ed|ing)?|establish(?:es|ed)|"
    r"demonstrat(?:e|es|ed)|clearly show(?:s|ed|n)?|evidence that)\b"
)
_WEAK_DESIGN = re.compile(
    r"\b(?:open[- ]label|single[- ]arm|uncontrolled|non-?controlled|case (?:series|reports?|"
    r"stud(?:y|ies))|pilot (?:stud(?:y|ies)|trials?)|before[- ]and[- ]after|"
    r"observational (?:stud(?:y|ies)|data))\b"
)
_EARLY = re.compile(
    r"\b(?:phase (?:1|i|one)\b(?!\s*(?:/|and|-|to)\s*(?:2|3|i|two))|first[- ]in[- ]human|"
    r"safety (?:trials?|stud(?:y|ies)))(?: (?:clinical )?(?:trials?|stud(?:y|ies)|data|results?))?"
)
_TELLS = re.compile(
    r"\b(?:show\w*|prov\w+|confirm\w*|demonstrat\w+|found|report\w*|result\w*|evidence|data|"
    r"improv\w+|benefi\w+|effective\w*)\b"
)
#: Words with which a passage tells that such a study settles nothing.
_LIMITS = re.compile(
    r"\b(?:not|cannot|no (?:control|placebo|comparison)|without|limited?|small|only|whether|"
    r"how safe|but|however|further|larger)\b|n't\b"
)


@rule(
    "TRI-09",
    title="A study without a comparison called proof",
    severity=2,
    sources=(src.FTC_SUBSTANTIATION, src.AHPRA),
    example="An open-label study proves that stem cells improve speech in autism.",
    not_when=(
        "An open-label study cannot prove that stem cells improve speech in autism.",
        "An open-label study of stem cells in autism was completed.",
        "A randomised trial with placebo is needed to prove that stem cells help in autism.",
    ),
    ask="Was there a comparison group, and did people know what they were given?",
)
def weak_proof(case: Case) -> Iterator[Hit]:
    """Where all are treated, or all know with what, nobody can tell what made the change."""
    span = case.says(_PROOF)
    if span is None or not _held_up(case):
        return
    told = case.says(_WEAK_DESIGN)
    records = [one.one for one in cited(case) if one.one]
    weak = next((trial for trial in records if _design(trial)), None)
    if told:
        first = f"It speaks of proof, and of this kind of study: {case.page.quote(told)}."
    elif weak:
        first = f"It speaks of proof and cites {weak.id}. {_design(weak)}"
    else:
        return
    yield Hit(
        span=span,
        message=f"{first} Such a study can raise a question; it does not settle it.",
        trials=(weak.id,) if weak else (),
    )


def _design(trial: Trial) -> str | None:
    if trial.controlled is False:
        return "The record says that it had no comparison group."
    if trial.allocation is Allocation.NON_RANDOMIZED:
        return "The record says that people were not assigned by chance."
    if trial.masking is Masking.NONE:
        return "The record says that everybody knew who was given what."
    return None


@rule(
    "TRI-10",
    title="An early safety trial told as a sign of benefit",
    severity=2,
    sources=(src.FTC_HEALTH, src.ISSCR),
    example="A phase 1 trial confirms that stem cells improve speech in autism.",
    not_when=(
        "A phase 1 trial found that stem cells in autism were tolerated by 12 children.",
        "A phase 1 trial does not show whether stem cells improve speech in autism.",
        "A phase 1/2 trial showed that stem cells improve speech in autism.",
    ),
    ask="Which later trial, with a comparison group, showed a benefit?",
)
def early(case: Case) -> Iterator[Hit]:
    """Phase 1 looks for a safe dose in few people; it is not built to show a benefit."""
    if not _held_up(case) or not case.says(_TELLS):
        return
    if span := case.says(_EARLY):
        yield Hit(span=span, message=f"A phase 1 or safety trial {_LOOKS_AT}")
        return
    for one in cited(case):
        if one.one and _is_early(one.one):
            yield Hit(
                span=one.span,
                message=f"{one.one.id} is a phase 1 trial. It {_LOOKS_AT}",
                trials=(one.one.id,),
            )
            return


_LOOKS_AT = "looks at safety and dose in few people. It is not built to show a benefit."


def _is_early(trial: Trial) -> bool:
    return bool(trial.phases) and set(trial.phases or ()) <= {Phase.EARLY_PHASE1, Phase.PHASE1}


def _held_up(case: Case) -> bool:
    """Whether a benefit is told as found; what tells its limits is left alone."""
    benefit = case.has(*BENEFIT) and not case.has(ClaimType.DISCLAIMER)
    firm = case.claim.hedge is not Hedge.STRONG and not case.claim.denied and not case.sober
    return benefit and firm and case.unshown and _LIMITS.search(case.folded) is None


RULES = (weak_proof, early)
