"""Passages on which a rule fired, and whose reading is not sure enough to flag them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from claimcheck.schema import Finding, RuleCard, Verdict
from claimcheck.settings import MIN_HELD_TRUST
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.unjudged import for_review

#: So many serious flags tell that a page goes further than the records; only then is a reader
#: told what else may. On pages of hospitals and charities, where hardly anything is flagged,
#: most of what is held back was read wrongly.
ENOUGH: Final = 2
_SERIOUS: Final = 2
_ENDERS: Final = (".", "!", "?", "…")
#: What may stand behind the end of a sentence.
_CLOSES: Final = " \t\r\n\"'”’»)]"


def is_cut_off(case: Case) -> bool:
    """Whether the claim is a later part of an endless sentence, whose beginning may deny it."""
    before = case.page.text[case.block.start : case.claim.sentence_start].rstrip(_CLOSES)
    return bool(before) and not before.endswith(_ENDERS)


def held_back(case: Case, findings: Sequence[Finding], trust: float | None) -> Verdict:
    """Left for a person to read, with the rules that would flag it if it is read rightly."""
    rules = dict.fromkeys(finding.rule for finding in findings if finding.severity)
    return for_review(case).model_copy(update={"held": tuple(rules), "trust": trust})


def explained(verdicts: Sequence[Verdict], cards: Mapping[str, RuleCard]) -> tuple[Verdict, ...]:
    """The verdicts of a page; what is held back on it says why, where enough is flagged."""
    flagged = sum(verdict.flagged and verdict.severity >= _SERIOUS for verdict in verdicts)
    if flagged < ENOUGH:
        return tuple(verdicts)
    return tuple(_explained(verdict, cards) for verdict in verdicts)


def _explained(verdict: Verdict, cards: Mapping[str, RuleCard]) -> Verdict:
    grave = [cards[rule] for rule in verdict.held if cards[rule].severity >= _SERIOUS]
    if not grave or (verdict.trust or 0.0) < MIN_HELD_TRUST:
        return verdict
    return verdict.model_copy(update={"reason": reason_of(grave[0])})


def reason_of(card: RuleCard) -> str:
    """Why a reader should look at the passage, without a verdict on it."""
    return (
        f"This too may go further than what is known (rule {card.id}: {card.title}). We are not "
        "sure enough of how it is meant to flag it, so read it yourself."
    )
