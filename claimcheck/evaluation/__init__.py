"""How well the program does on labelled pages that its models have not seen."""

from claimcheck.evaluation.claims import (
    Evaluation,
    HeldOut,
    Miss,
    Told,
    TypeScore,
    by_frequency,
    classifier_for,
    evaluate,
    score,
    told_lines,
    with_genre,
)
from claimcheck.evaluation.evidence import LabelledEvidence
from claimcheck.evaluation.flags import (
    FlagError,
    FlagEvaluation,
    compare_flags,
    evaluate_flags,
    judged_corpus,
)
from claimcheck.evaluation.judged import HeldOutTrust, Judged, judged_lines

__all__ = [
    "Evaluation",
    "FlagError",
    "FlagEvaluation",
    "HeldOut",
    "HeldOutTrust",
    "Judged",
    "LabelledEvidence",
    "Miss",
    "Told",
    "TypeScore",
    "by_frequency",
    "classifier_for",
    "compare_flags",
    "evaluate",
    "evaluate_flags",
    "judged_corpus",
    "judged_lines",
    "score",
    "told_lines",
    "with_genre",
]
