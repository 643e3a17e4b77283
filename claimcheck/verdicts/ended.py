"""The end of the very disease that a passage names, told without the word "cure"."""

from __future__ import annotations

import functools
import re

from claimcheck.schema import ConceptKind, Hedge, MentionOrigin, Span
from claimcheck.text import fold
from claimcheck.verdicts.case import Case

_ADVERB = r"(?: (?:completely|totally|fully|finally|for good|forever|at last|once and for all))?"
#: What does it, before the name: "wipes out", "switches off".
_ENDS = (
    r"(?:ends?|ended|eras(?:es?|ed)|wip(?:es?|ed) (?:out|away)|switch(?:es|ed)? off|"
    r"eradicat(?:es?|ed)|banish(?:es|ed)?|defeat(?:s|ed)?|conquer(?:s|ed)?|eliminat(?:es?|ed)|"
    r"dissolv(?:es?|ed)|clear(?:s|ed)?(?: away| up)?|puts? an end to|put paid to|beats?|beaten|"
    r"overcom(?:es?|ing)|overcame|resolv(?:es?|ed)|melt(?:s|ed)? away|gets? rid of|got rid of|"
    r"fix(?:es|ed)?|undo(?:es)?|undid|kill(?:s|ed)?|starv(?:es?|ed)|halt(?:s|ed)?)"
)
_WHOSE = (
    r"(?: (?:the|your|his|her|their|my|its|all|any|every|even|stubborn|severe|advanced|existing|"
    r"stage (?:four|4|iv)|last)){0,3} "
)
#: What it does, behind the name: "autism lifts".
_GOES = (
    r"(?: (?:itself|simply|then|soon|finally|completely|cells))?(?: (?:is|are|was|were|has|have))?"
    r"(?: (?:been|simply|completely|totally|finally))? (?:gone|lifts|lifted|vanish(?:es|ed)?|"
    r"disappear(?:s|ed)?|melt(?:s|ed)? away|dissolv(?:es?|ed)|switched off|wiped out|beaten|"
    r"defeated|overcome|commit suicide|shr(?:inks?|ank) away|a thing of the past|in the past|"
    r"history)\b(?! (?:to|through|in (?:mice|rats)))"
)
#: Not the disease: what belongs to it, or who fights it.
_OF_IT = (
    r"(?! (?:symptoms?|pain|attacks?|flares?|flare-?ups?|cravings?|stigma|myths?|research|fears?|"
    r"worries|episodes?|relapses?|medicines?|medication|tablets|awareness|prevention))"
)
#: The cells and lumps that a page names in its place.
_OF_CANCER = r"tumou?rs?(?: cells?)?|cancer(?:ous)? cells?|cancers?|malignant cells?"
_CANCER = "cancer"


def disease_ended(case: Case) -> Span | None:
    """Where a passage says without a limit that the disease which it names comes to its end."""
    if case.claim.hedge is not Hedge.NONE:
        return None
    names = [
        re.escape(fold(mention.quote))
        for mention in case.claim.concepts
        if mention.kind is ConceptKind.CONDITION and mention.origin is MentionOrigin.SENTENCE
    ]
    condition = case.claim.concept_id(ConceptKind.CONDITION)
    if condition is not None and case.vocabulary.is_a(condition, _CANCER):
        names.append(_OF_CANCER)
    return case.says(_told_of("|".join(names))) if names else None


@functools.lru_cache(maxsize=256)
def _told_of(names: str) -> re.Pattern[str]:
    named = rf"(?:{names})\b{_OF_IT}"
    return re.compile(rf"\b{_ENDS}{_ADVERB}(?:{_WHOSE}| ){named}|\b{named}{_GOES}")
