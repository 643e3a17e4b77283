"""What stories of a page hang on: what is said of most people, and how they were gathered."""

from __future__ import annotations

import pytest

from claimcheck.schema import ConceptKind, Registry, Saying, TrialMatch, VerdictWord
from claimcheck.verdicts.page import PageCase
from claimcheck.verdicts.page.stories import asked_for, got_well, only_the_best, story_and_number
from tests.unit.verdicts.made_pages import FAR, Told, beside_far, case_of, each, fires, page, quotes

_STORY = "Our Ida said her first word by the sea."
_NUMBER = "87 in a hundred thrive."
_STUDIED = "Studies of it are under way."
_TREATMENT = ConceptKind.INTERVENTION


@pytest.mark.parametrize(
    "words",
    [
        "On average they gain little.",
        *each("The average ", "patient|result|improvement|gain", " is small."),
        *each("Here is a typical ", "result|outcome|patient|child", "."),
        "There is typically result enough.",
        *each("It is so for most ", "patients|children|people|families|parents|"
                                    "of our patients", "."),
        *each("There were ", "40% of|40 % of|40 per cent of|40 percent of|half of|a third of|"
              "a quarter of|4 of 9|4 out of 9|4 of ten|4 of every", " them."),
        *each("", "Many|Some|Other", " patients had no gain."),
        *each("Some ", "children|people|families", " had no gain."),
        *each("Some patients ", "do|did|see|saw|have|get|notice", " little."),
        "Some patients do not gain.",
    ],
)  # fmt: skip
def test_the_ordinary_result_is_told_in_many_ways(words: str) -> None:
    """Beside it an outstanding story is not alone."""
    told = Told(quote=_STORY, rules={"TES-05": 2})
    assert quotes(only_the_best, case_of(page(_STORY, "We sing a lot."), told)) == [_STORY]
    assert quotes(only_the_best, case_of(page(_STORY, words), told)) == []


def test_half_of_a_thing_is_no_share_of_people() -> None:
    """An ordinary result tells of people."""
    told = Told(quote=_STORY, rules={"TES-05": 2})
    beside = "Half of her pain is gone."
    assert quotes(only_the_best, case_of(page(_STORY, beside), told)) == [_STORY]


@pytest.mark.parametrize("rule", ["TES-05", "TES-07", "TES-12"])
def test_a_story_is_outstanding_by_what_it_was_flagged_for(rule: str) -> None:
    """A story of some gain is not."""
    told = Told(quote=_STORY, rules={rule: 2})
    assert quotes(only_the_best, case_of(page(_STORY), told)) == [_STORY]
    gain = Told(quote=_STORY, rules={"TES-01": 2})
    assert quotes(only_the_best, case_of(page(_STORY), gain)) == []


def test_two_flagged_stories_are_shown() -> None:
    """They stand for the rest; a finding that flagged nothing tells no story."""
    lines = ("Ida spoke.", "Uwe ran.", "Ola slept.")
    rules = {"TES-05": 2}
    told = [Told(quote=line, rules=rules) for line in lines]
    assert quotes(only_the_best, case_of(page(*lines), *told)) == ["Ida spoke.", "Uwe ran."]
    held = Told(quote="Ida spoke.", rules=rules, flagged=False)
    assert quotes(only_the_best, case_of(page(*lines), held)) == []


@pytest.mark.parametrize(
    "words",
    [
        *each("Tell us ", "how well it worked|how much it worked|what you love|why it worked|"
              "how you improved|how you got better|how your life changed|how it helped|"
              "how the treatment worked", "."),
        *each("How ", "much has he improved|well has he improved|much have you improved|"
              "much did it help, and is he better|much is he better|much has he changed|"
              "well has it worked|much has it helped", "?"),
        *each("What ", "improvements have|improvement have|positive changes have|miracles have|"
              "miracles did|miracles do", " you to tell?"),
        *each("", "Share|Send|Send us|Submit|Tell us|Film|Record", " your success story."),
        *each("Share your ", "own success|miracle|recovery|healing|progress", " story."),
        "Share your success stories.",
        *each("Would you recommend ", "us|our team|this house|the house", "?"),
    ],
)  # fmt: skip
def test_praise_is_asked_for_in_many_ways(words: str) -> None:
    """Questions that lead to it, and calls for stories of success."""
    assert quotes(asked_for, beside_far(words)) == [words]


@pytest.mark.parametrize("rule", ["TES-01", "TES-05", "TES-07", "TES-12"])
def test_a_story_is_enough_for_stories_that_are_asked_for(rule: str) -> None:
    """A page need not promise anything beside it."""
    ask = "Share your success story."
    told = Told(quote=_STORY, rules={rule: 1})
    assert quotes(asked_for, case_of(page(_STORY, ask), told)) == [ask]
    other = Told(quote=_STORY, rules={"EFF-04": 1})
    assert quotes(asked_for, case_of(page(_STORY, ask), other)) == []


def test_two_calls_for_praise_are_shown() -> None:
    """They stand for the rest."""
    calls = each("Share your ", "success|miracle|progress", " story.")
    assert quotes(asked_for, beside_far(*calls)) == calls[:2]


_ROSE = "Uwe rose and walked to the sea."


def _read(*claims: Told, lines: tuple[str, ...] = (_ROSE,)) -> PageCase:
    """A page that goes far twice, and stories that the models hear."""
    more = "Fir resin mends every bone."
    says = dict.fromkeys(lines, Saying.RECOVERY)
    return case_of(page(FAR, more, *lines), Told(), Told(quote=more), *claims, says=says)


@pytest.mark.parametrize("rule", ["TES-01", "TES-05", "TES-07", "TES-12", "EFF-01", "EFF-07"])
def test_what_a_story_is_flagged_for_is_not_told_again(rule: str) -> None:
    """By a rule on stories, on cures or on benefits; another flag tells something else."""
    assert quotes(got_well, _read()) == [_ROSE]
    assert quotes(got_well, _read(Told(quote=_ROSE, rules={rule: 2}))) == []
    assert quotes(got_well, _read(Told(quote=_ROSE, rules={"EFF-04": 1}))) == [_ROSE]


def test_eight_people_who_got_well_are_shown() -> None:
    """More of the same nobody reads."""
    lines = tuple(f"Guest {number} rose and walked." for number in range(2, 12))
    assert quotes(got_well, _read(lines=lines)) == list(lines[:8])


def _beside_number(
    *,
    story: int = 2,
    number: int = 2,
    silent: int = 1,
    of: tuple[str | None, str | None] = ("hbot", "hbot"),
    word: VerdictWord = VerdictWord.GOES_BEYOND,
    matches: tuple[TrialMatch, ...] = (),
) -> PageCase:
    first, second = ({_TREATMENT: one} if one else {} for one in of)
    return case_of(
        page(_STORY, _NUMBER, _STUDIED),
        Told(quote=_STORY, rules={"TES-05": story}, of=first),
        Told(quote=_NUMBER, rules={"NUM-01": number}),
        Told(quote=_STUDIED, rules={"TRI-07": silent}, of=second, word=word, matches=matches),
    )


def test_a_story_a_number_and_silent_records_are_shown_together() -> None:
    """With three of the trials that have no result."""
    matches = tuple(
        TrialMatch(
            trial=f"NCT0000000{number}",
            registry=Registry.CLINICALTRIALS_GOV,
            dimensions={},
            first_beyond=None,
            matched_alias="it",
        )
        for number in range(1, 6)
    )
    case = _beside_number(matches=matches)
    assert quotes(story_and_number, case) == [_STORY, _NUMBER, _STUDIED]
    [finding] = story_and_number.findings(case)
    assert finding.trials == ("NCT00000001", "NCT00000002", "NCT00000003")


@pytest.mark.parametrize("least", ["story", "number", "silent"])
def test_each_of_the_three_weighs_something(least: str) -> None:
    """A remark without weight is none."""
    weights = {"story": 2, "number": 2, "silent": 1, least: 0}
    case = _beside_number(
        story=weights["story"], number=weights["number"], silent=weights["silent"]
    )
    assert quotes(story_and_number, case) == []


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [("hbot", "hbot", True), ("hbot", "chelation", False), (None, None, False)],
)
def test_the_treatment_is_known_and_the_same(
    one: str | None, other: str | None, told: bool
) -> None:
    """Of two that nobody named it is not known that they are one."""
    assert bool(quotes(story_and_number, _beside_number(of=(one, other)))) is told


def test_that_trials_are_registered_alone_is_silence_too() -> None:
    """The word for a passage says it as well as the rule."""
    case = _beside_number(silent=0, word=VerdictWord.REGISTERED_NO_RESULTS)
    assert quotes(story_and_number, case) == [_STORY, _NUMBER, _STUDIED]


def test_a_plain_question_asks_for_no_praise() -> None:
    """How a visit was anybody may ask."""
    assert not fires(asked_for, "Tell us how your visit went.")


def test_what_leads_to_a_story_is_none() -> None:
    """The lines behind it tell."""
    lead = "After the infusions he rose:"
    assert quotes(got_well, _read(lines=(lead, _ROSE))) == [_ROSE]
