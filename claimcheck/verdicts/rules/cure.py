"""EFF-01: a cure, told as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType, ConceptKind, Denied, Hedge, MentionOrigin
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.records import telling
from claimcheck.verdicts.rule import Hit, rule


@rule(
    "EFF-01",
    title="A cure, reversal or complete recovery",
    severity=3,
    sources=(src.FTC_SUBSTANTIATION, src.CAP_12, src.CONNOLLY),
    example="Autism can be cured with our stem cells.",
    not_when=(
        "Stem cell therapy is not a cure for autism.",
        "There is no known cure for autism.",
        "Be careful with sellers that claim to cure autism.",
        "Autism is incurable and lifelong.",
        "Miracle cures for autism? Ask for the evidence.",
        "In autism a cure is not the aim.",
    ),
    version=2,
    ask="Which controlled trial showed recovery, in how many people, and who measured it?",
)
def cure(case: Case) -> Iterator[Hit]:
    """Needs a controlled trial on the disease; a denied or reported cure is no claim of one."""
    denied = Denied.CURE in case.claim.denied
    if not case.has(ClaimType.CURE) or denied or not case.unshown:
        return
    if _of_something_else(case) or case.says(_OTHERS_BELIEVE) or case.says(_NO_PROMISE):
        return
    if case.informs and (case.claim.hedge is not Hedge.NONE or case.tells_of_study):
        return
    yield Hit(
        span=case.cue_span(ClaimType.CURE),
        message="It speaks of a cure or a complete recovery.",
        trials=telling(case),
    )


_OTHERS_BELIEVE = re.compile(
    r"\b(?:parents?|people|famil(?:y|ies)|advocates)\b[^.;]{0,60}?\b"
    r"(?:believ(?:e|es|ed|ing)|convinced) (?:that |it )|"
    r"(?:say|says|claim) (?:its |their )?(?:advocates|supporters|proponents|fans)\b|"
    r"\bis an idea that (?:troubles|worries|angers)\b"
)
#: A cure is named and not promised: the disease has none, it is not the aim, or it is a slogan.
_NO_PROMISE = re.compile(
    r"\bincurable\b|\bnobody can (?:cure|repair|heal)\b|\b(?:is not|isn't|not) the (?:aim|goal)\b|"
    r"\blike[- ]cures?[- ]like\b|\bclaims? of (?:\w+ and )?cures?\b|"
    r"\bcures?\b[^.?!]*\?\W*(?:ask|look|check|beware)\b|\btherapies\b.*\bthat promise to\b"
)
_OTHER_SUBJECT = re.compile(
    r"^\W*(?!it\b|this\b|that\b|these\b|the\b|your\b|our\b|many\b|most\b|all\b|some\b|he\b|she\b|they\b|"
    r"children\b|kids\b|patients\b|people\b|disease\b|disorders?\b|conditions?\b|symptoms?\b)"
    r"[a-z-]+ (?:can|could|is|are|may|will|was|were) (?:\w+ ){0,2}?(?:cured|healed|reversed|"
    r"eliminated)\b"
)


def _of_something_else(case: Case) -> bool:
    """Whether the sentence names an ailment that the vocabulary lacks: not the page's condition."""
    named = any(
        m.kind is ConceptKind.CONDITION and m.origin is MentionOrigin.SENTENCE
        for m in case.claim.concepts
    )
    return not named and _OTHER_SUBJECT.search(case.folded) is not None


RULES = (cure,)
