"""On what a passage leans: a study told as a ground or as a success, an approval not needed."""

from __future__ import annotations

import re

from claimcheck.schema import (
    ClaimType,
    ConceptKind,
    Hedge,
    OverallStatus,
    PrimaryResult,
    Trial,
)
from claimcheck.verdicts.case import BENEFIT, Case
from claimcheck.verdicts.cited import numbers, record_of
from claimcheck.vocabulary import Vocabulary

#: A study told as a success.
SUCCESS = re.compile(
    r"\b(?:show(?:s|ed|n|ing)?|prov(?:e|es|ed|en|ing)|confirm(?:s|ed)?|demonstrat\w+|found|finds|"
    r"report(?:s|ed)?|established|evidence)\b[^.;]{0,80}?\b(?:works?|worked|effective\w*|efficacy|"
    r"benefi\w+|improv\w+|help(?:s|ed)?|success\w*|gains?|better|recover\w*|promising)\b|"
    r"\b(?:trial|study)\b[^.;]{0,80}?\b(?:improved|helped|worked|benefit(?:s|ed)?)\b|"
    r"\bsuccessful (?:[\w-]+ ){0,2}?(?:trial|study)\b"
)
#: Words with which a passage tells the limits of a study.
LIMITS = re.compile(
    r"\b(?:subgroups?|sub-?set|secondary|exploratory|primary|not met|no (?:[\w-]+ )?(?:difference|"
    r"effect|benefit|improvement)|did not|didn't|was not|wasn't|were not|placebo|control(?:s|led)? "
    r"group|uncontrolled|open[- ]label|small|limited|whether|retract\w*|fail\w*|neither|but|"
    r"however|although)\b"
)

#: An approval of which it is said that nobody needs it.
NO_NEED = re.compile(
    r"\bno (?:\w+ )?(?:approval|licen[sc]e)(?: as (?:an? )?(?:medicine|drug))? "
    r"(?:is |was )?"
    r"(?:needed|required|necessary)\b|"
    r"\b(?:needs?|requires?) no (?:\w+ )?(?:approval|licen[sc]e)\b|"
    r"(?:\b(?:does|do) not|n't) (?:need|require) (?:\w+ ){0,2}(?:approval|licen[sc]e)\b|"
    r"\b(?:outside|beyond) the need (?:for|of) (?:such )?an? (?:approval|licen[sc]e)\b|"
    r"\b(?:fda|regulators?|authorit(?:y|ies)) (?:has|have) no (?:say|jurisdiction) "
    r"(?:in|over) (?:it|this|them|(?:your |our |these |the )?(?:own )?"
    r"(?:cells|products?|treatment|procedure))\b"
)


def leans(case: Case) -> bool:
    """Whether the passage holds the cited trial up as a ground for a benefit."""
    told = case.has(*BENEFIT, ClaimType.AUTHORITY, ClaimType.MECHANISM, ClaimType.QUANTIFIED)
    firm = case.claim.hedge is not Hedge.STRONG and not case.has(ClaimType.DISCLAIMER)
    return told and firm and not case.sober and LIMITS.search(case.folded) is None


def reports_success(case: Case) -> bool:
    """Whether the passage tells a result and none of its limits."""
    plain = case.claim.hedge is not Hedge.STRONG and not case.claim.denied
    limited = case.has(ClaimType.DISCLAIMER) or case.compares_groups
    return plain and not limited and LIMITS.search(case.folded) is None


def related(vocabulary: Vocabulary, one: str, other: str) -> bool:
    """Whether one concept is the other, or a kind of it."""
    return vocabulary.is_a(one, other) or vocabulary.is_a(other, one)


def is_main(case: Case, trial: Trial) -> bool:
    """Whether the passage speaks of the trial's main goal, or of no outcome in particular."""
    claimed = case.claim.concept_id(ConceptKind.OUTCOME)
    main = {own for outcome in trial.primary_outcomes or () for own in outcome.concepts}
    return claimed is None or not main or any(related(case.vocabulary, o, claimed) for o in main)


def tested(trial: Trial) -> set[PrimaryResult]:
    """Whether a main goal that tests benefit was met, or not; empty when none was tested."""
    wanted = {PrimaryResult.MET, PrimaryResult.NOT_MET}
    return {result.primary for result in trial.standing_results} & wanted


def cited_success(case: Case) -> Trial | None:
    """The trial that the passage cites by number, where it met its main goal and no result differs.

    That much of the passage is so, whatever other trials found.
    """
    records = (record_of(case.trials, reference.id) for reference in numbers(case))
    met = {PrimaryResult.MET}
    return next((record for record in records if record and tested(record) == met), None)


def status_words(trial: Trial) -> str | None:
    """What a stopped or forgotten trial's record says of its state; ``None`` for all others."""
    words = {
        OverallStatus.WITHDRAWN: "was withdrawn before anybody took part",
        OverallStatus.TERMINATED: "was ended early",
        OverallStatus.SUSPENDED: "was suspended",
        OverallStatus.WITHHELD: "is withheld",
        OverallStatus.UNKNOWN: "has not been updated for years, so its state is unknown",
    }
    status = trial.overall_status
    told = words.get(status) if status else None
    return f"{told} ({trial.why_stopped.rstrip('.')})" if told and trial.why_stopped else told


#: A paper told with the figures of both groups; whether they are so other rules ask.
_BOTH_GROUPS_OF_A_PAPER = re.compile(
    r"\b\d+(?:\.\d+)? ?%[^.;%]{1,60}[,;] (?:and |against |versus )?\d+(?:\.\d+)? ?%.*"
    r"\(\w+ et al\.?,? (?:19|20)\d\d\)"
)


def tells_both_groups(case: Case) -> bool:
    """Whether it gives both shares of a paper that it names."""
    return case.says(_BOTH_GROUPS_OF_A_PAPER) is not None
