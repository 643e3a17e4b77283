"""Passages that name no treatment, on a page that speaks of several.

They are set beside records of what the page seems to be about; that this is our reading, a reader
has to know: trials of one treatment say nothing of another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from claimcheck.schema import Claim, ConceptKind, ConceptMention, MentionOrigin, Verdict
from claimcheck.text import fold
from claimcheck.verdicts.rivals import USUAL_CARE
from claimcheck.vocabulary import Vocabulary

#: Another treatment counts that so many claims name, and nearly as many as name the first.
_LEAST: Final = 2
_NEARLY: Final = 0.6


def told_with_others(
    claims: Sequence[Claim], verdicts: Sequence[Verdict], vocabulary: Vocabulary
) -> Iterator[Verdict]:
    """The verdicts, in their order; a flag that tells records of a guess says so."""
    treatments = [_treatment(claim) for claim in claims]
    read = [one for one in treatments if one and not _is_guess(one)]
    named = Counter(one.concept for one in read)
    names = {fold(one.quote) for one in read}
    for claim, treatment, verdict in zip(claims, treatments, verdicts, strict=True):
        if (
            treatment is not None
            and verdict.flagged
            and _is_guess(treatment)
            and treatment.label in verdict.reason
            and not _names_any(fold(claim.quote), names)
            and _has_others(treatment.concept, named, vocabulary)
        ):
            reason = f"{verdict.reason} {_words(treatment)}"
            yield verdict.model_copy(update={"reason": reason})
        else:
            yield verdict


def _words(treatment: ConceptMention) -> str:
    return (
        "This passage does not say which of the page's treatments it means. We took the one that "
        f"the page seems to be about, {treatment.label}."
    )


def _treatment(claim: Claim) -> ConceptMention | None:
    return next((one for one in claim.concepts if one.kind is ConceptKind.INTERVENTION), None)


def _is_guess(treatment: ConceptMention) -> bool:
    return treatment.origin is MentionOrigin.PAGE


def _names_any(folded: str, names: Collection[str]) -> bool:
    return any(name in folded for name in names)


def _has_others(main: str, named: Counter[str], vocabulary: Vocabulary) -> bool:
    """Whether claims name another treatment nearly as often as the first, and no kind of it."""
    enough = max(_LEAST, _NEARLY * named[main])
    return any(
        count >= enough
        and one not in USUAL_CARE
        and not (vocabulary.is_a(one, main) or vocabulary.is_a(main, one))
        for one, count in named.items()
    )
