"""Stories of everyday care are no sign of anything, unless its records leave it open."""

from __future__ import annotations

import pytest

from claimcheck.schema import ClaimType, EvidenceProfile, Genre, MentionOrigin
from claimcheck.verdicts.rules.testimonials import story
from tests.unit.verdicts.made_cases import condition, made, profile, treatment

_PAGE, _SENTENCE = MentionOrigin.PAGE, MentionOrigin.SENTENCE
_AIDS = (
    "cataract_surgery",
    "cpap",
    "hearing_aids",
    "hip_replacement",
    "knee_replacement",
    "lasik",
)
_CARE = (
    *_AIDS,
    "joint_replacement",
    "bariatric_surgery",
    "insulin",
    "dialysis",
    "inhaled_steroids",
    "hepatitis_c_antivirals",
    "antiretrovirals",
    "anticoagulants",
    "levodopa",
    "thyroid_hormone",
    "car_t",
    "hsct",
    "physiotherapy",
    "speech_therapy",
    "cbt",
)


def _is_told(
    of: str,
    origin: MentionOrigin = _PAGE,
    ill: MentionOrigin = _PAGE,
    profiles: tuple[EvidenceProfile, ...] = (),
) -> bool:
    """Whether a story of a gain is told of a treatment in autism, on a page that sells."""
    case = made(
        "With it at home my days got better in autism.",
        condition("autism", "autism", ill),
        treatment(of, "it", origin),
        profiles=profiles,
        genre=Genre.SELLS,
        types=(ClaimType.TESTIMONIAL, ClaimType.EFFICACY),
    )
    return bool(list(story.findings(case)))


@pytest.mark.parametrize("care", _CARE)
def test_a_story_of_everyday_care_is_left_alone(care: str) -> None:
    """Wherever the page names it, where nobody looked its records up; of other care it is told."""
    assert not _is_told(care)
    assert not _is_told(care, _SENTENCE, _SENTENCE)
    assert _is_told("hbot")


@pytest.mark.parametrize(
    "care", ["surgery", "chemotherapy", "vaccines", "antibiotics", "antidepressants"]
)
def test_care_that_others_run_down_is_everyday_where_a_story_names_it(care: str) -> None:
    """In its words, around them or in the heading; a name elsewhere on the page is not enough."""
    for origin in (_SENTENCE, MentionOrigin.HEADING, MentionOrigin.CONTEXT):
        assert not _is_told(care, origin)
    assert _is_told(care, _PAGE)


@pytest.mark.parametrize("aid", _AIDS)
def test_an_aid_is_not_held_to_an_illness_that_its_page_names_in_passing(aid: str) -> None:
    """Where the story itself names the illness it is; and so is all that is no aid."""
    looked_up = (profile(aid),)
    assert not _is_told(aid, profiles=looked_up)
    assert _is_told(aid, ill=_SENTENCE, profiles=looked_up)
    assert _is_told("hbot", profiles=(profile(),))
