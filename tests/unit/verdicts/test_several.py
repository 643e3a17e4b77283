"""A flag on a passage that names no treatment says which of the page's was taken."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from claimcheck.schema import Claim, Finding, MentionOrigin, Verdict, VerdictWord
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.several import told_with_others
from claimcheck.vocabulary import load_vocabulary
from tests.unit.verdicts.made_cases import made, treatment

_REASON = "For platelet-rich plasma in osteoarthritis, trials disagree."


def _claim(concept: str, words: str, origin: MentionOrigin) -> Claim:
    return made(f"{words} mends knees.", treatment(concept, words, origin)).claim


_GUESSED = made("It mends knees.", treatment("prp", "It", MentionOrigin.PAGE)).claim
_PRP = _claim("prp", "PRP", MentionOrigin.SENTENCE)
_EXOSOMES = _claim("exosomes", "Exosomes", MentionOrigin.SENTENCE)
_SURGERY = _claim("surgery", "Surgery", MentionOrigin.SENTENCE)
_CELLS = _claim("stem_cells", "Stem cells", MentionOrigin.PAGE)
_CORD = _claim("umbilical_cord_msc", "Cord cells", MentionOrigin.HEADING)


def _flag(claim: Claim) -> Finding:
    return Finding(
        start=claim.start,
        end=claim.end,
        quote=claim.quote,
        rule="EFF-07",
        version=1,
        severity=2,
        message="It is told as a fact.",
        sources=(src.CAP_12,),
    )


def _told(claims: Sequence[Claim], *, flagged: bool = True, reason: str = _REASON) -> str:
    """The reason that is given for the first of them."""
    verdicts = [
        Verdict(
            claim=claim.id,
            verdict=VerdictWord.GOES_BEYOND,
            flagged=flagged,
            severity=2 * flagged,
            confidence=0.9,
            reason=reason,
            findings=(_flag(claim),) if flagged else (),
        )
        for claim in claims
    ]
    told = list(told_with_others(claims, verdicts, load_vocabulary()))
    assert [one.claim for one in told] == [one.claim for one in verdicts]
    assert told[1:] == verdicts[1:]
    return told[0].reason


@pytest.mark.parametrize("others", [(_EXOSOMES,) * 2, (_PRP,) * 3 + (_EXOSOMES,) * 2])
def test_a_treatment_that_was_guessed_is_told_as_a_guess(others: tuple[Claim, ...]) -> None:
    """Where claims name another one nearly as often."""
    told = _told((_GUESSED, *others))
    assert told.startswith(f"{_REASON} This passage does not say which")
    assert told.endswith("the page seems to be about, platelet-rich plasma.")


@pytest.mark.parametrize(
    "others",
    [(), (_EXOSOMES,), (_SURGERY,) * 2, (_PRP,) * 4 + (_EXOSOMES,) * 2],
)
def test_a_page_of_one_treatment_needs_no_such_word(others: tuple[Claim, ...]) -> None:
    """One mention of another, or an operation that is to be spared, makes no choice of it."""
    assert _told((_GUESSED, *others)) == _REASON


def test_only_what_is_told_of_a_guess_is_qualified() -> None:
    """Neither a passage that names its treatment, nor one without a record, nor one unflagged."""
    others = (_EXOSOMES,) * 2
    assert _told((_PRP, *others)) == _REASON
    assert _told((_GUESSED, *others), flagged=False) == _REASON
    alone = "It says that there is no risk."
    assert _told((_GUESSED, *others), reason=alone) == alone


def test_a_story_that_names_another_treatment_is_no_guess() -> None:
    """Stories are read as about the page, whatever they mention."""
    story = made(
        "The exosomes gave me my knees back.", treatment("prp", "knees", MentionOrigin.PAGE)
    ).claim
    assert _told((story, *(_EXOSOMES,) * 2)) == _REASON


def test_a_kind_of_the_same_is_no_other() -> None:
    """Cells of the cord are stem cells."""
    reason = "For stem cells in osteoarthritis, trials disagree."
    assert _told((_CELLS, _CORD, _CORD), reason=reason) == reason
    assert _told((_CELLS, _PRP, _PRP), reason=reason) != reason
