"""Reports read line by line by a parent, a journalist and a clinic's counsel: what they mended."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from claimcheck.checks import check_html, check_text
from claimcheck.exports import text
from claimcheck.schema import Report, ReportedClaim, VerdictWord
from claimcheck.verdicts.unstated import BLOOD_TEST, EARLY_YEARS, ELSE_CHANGED
from tests.unit.verdicts.conftest import INFORMS

Check = Callable[..., Report]
JudgePassage = Callable[..., tuple[ReportedClaim, ...]]

PROMISE = "Stem cells improve speech in children with autism."
TMS = (
    "TMS for depression and autism",
    "",
    "Book a free consultation at our clinic and get a treatment plan.",
    "In clinical trials TMS improved depression more than sham stimulation.",
    "",
)


def _rules(claims: tuple[ReportedClaim, ...], least: int = 1) -> set[str]:
    return {f.rule for claim in claims for f in claim.findings if f.severity >= least}


def _told(claims: tuple[ReportedClaim, ...]) -> str:
    return " ".join(f.message for claim in claims for f in claim.findings)


@pytest.mark.parametrize(
    "passage",
    [
        "Cell therapy protocols for autism have been developed and studied for twenty years.",
        "Our stem cell clinic for autism: 14 years of experience",
        "14 years of experience",
        "We offer cord blood cells for children with autism.",
        "Back home within six days",
    ],
)
def test_the_history_of_an_offer_is_no_benefit(judge_passage: JudgePassage, passage: str) -> None:
    """How long, since when and for whom something is offered states no benefit."""
    assert "EFF-07" not in _rules(judge_passage(passage))


def test_what_goes_wrong_in_a_disease_is_no_mechanism(judge_passage: JudgePassage) -> None:
    """A sentence on the disease alone says nothing of what the treatment does."""
    found = judge_passage("Their dysfunction may enhance inflammation of the brain in autism.")
    assert not {"EFF-07", "EFF-12", "TRI-06"} & _rules(found)


@pytest.mark.parametrize(
    "passage",
    [
        "Our stem cell protocols for autism are run with an emphasis on safety.",
        "The FDA and EMA have approved numerous clinical studies of stem cells in autism.",
    ],
)
def test_only_words_that_call_it_safe_do(judge_passage: JudgePassage, passage: str) -> None:
    """That somebody looks after safety, or that a study may begin, calls nothing safe."""
    assert "SAF-01" not in _rules(judge_passage(passage))


def test_no_risk_beside_no_serious_harm_is_the_graver(judge_passage: JudgePassage) -> None:
    """“No risk” is not softened by “no serious side effects” later in the sentence."""
    passage = "There is no risk of rejection and no serious side effects of stem cells were seen."
    [finding] = [f for c in judge_passage(passage) for f in c.findings if f.rule == "SAF-01"]
    assert finding.severity == 3
    assert "there is no risk" in finding.message


@pytest.mark.parametrize("answer", ["No.", "None.", "No, never."])
def test_a_no_to_a_question_about_risk_denies_it(judge_passage: JudgePassage, answer: str) -> None:
    """The shortest way to say that there is no risk counts as one."""
    found = judge_passage(f"Are there any side effects of stem cells? {answer}")
    assert "SAF-01" in _rules(found, least=3)


def test_proven_to_help_is_called_proven(judge_passage: JudgePassage) -> None:
    """“Is proven to” claims proof as “clinically proven” does."""
    assert "EFF-03" in _rules(judge_passage("Stem cells are proven to improve speech in autism."))


def test_a_study_of_safety_is_no_proof_of_benefit(judge_passage: JudgePassage) -> None:
    """“A study confirmed that it is safe” does not say that it works."""
    found = judge_passage("A study confirmed that our stem cells are safe in autism.")
    assert not {"EFF-03", "EFF-07"} & _rules(found)


@pytest.mark.parametrize("done", ["threw away my pain pills", "came off all his medication"])
def test_a_story_of_dropped_medicine_is_flagged(judge_passage: JudgePassage, done: str) -> None:
    """That a patient gave up medicine can be read as advice, in whatever tense it stands."""
    assert "EFF-11" in _rules(judge_passage(f"“After the stem cells I {done}.”"))


def test_what_many_are_said_to_see_is_not_one_story(judge_passage: JudgePassage) -> None:
    """The message fits what the passage says: parents in general, or one person."""
    many = _told(judge_passage("Most parents notice better sleep after stem cells for autism."))
    one = _told(judge_passage("“After stem cells for autism my son sleeps better.”"))
    assert "families or patients" in many
    assert "one person's story" not in many
    assert "one person's story" in one


def test_never_felt_better_is_a_gain(judge_passage: JudgePassage) -> None:
    """“Never” before “better” praises; a story with it is a story of gain, in Australia too."""
    passage = "“My knee has never felt better after the stem cells.” Craig, Manly"
    around = ("Stem cells for knee arthritis", "", "Book a free consultation at our clinic.", "")
    assert "TES-06" in _rules(judge_passage(passage, around, country="AU"))


def test_a_small_miracle_is_no_cure(judge_passage: JudgePassage) -> None:
    """Thanks are not read as a patient's claim of a cure, and the message names the word."""
    found = judge_passage("“After stem cells for autism she sleeps, a small miracle.”")
    assert "TES-07" not in _rules(found)
    assert "“breakthrough”" not in _told(found)


def test_a_share_from_a_controlled_study_has_a_true_remark(judge_passage: JudgePassage) -> None:
    """The passage is told to give no figure of the other group, not to have had no such group."""
    around = ("Hyperbaric oxygen for autism", "", "Book a free consultation at our clinic.", "")
    passage = "A controlled study of hyperbaric oxygen in autism showed that 80% improved."
    told = _told(judge_passage(passage, around))
    assert "no comparison group" not in told


def test_stars_are_no_share_of_people() -> None:
    """The rating of a review is not read as people who improved."""
    page = """<html><head><title>Bay Clinic</title><script type="application/ld+json">
    {"@context": "https://schema.org", "@type": "MedicalClinic", "name": "Bay Clinic",
     "review": [{"@type": "Review", "reviewBody": "After stem cells my son sleeps well.",
                 "reviewRating": {"@type": "Rating", "ratingValue": 4, "bestRating": 5}}]}
    </script></head><body><h1>Bay Clinic</h1><p>Book stem cells for autism.</p></body></html>"""
    found = {f.rule for claim in check_html(page).claims for f in claim.findings}
    assert not [rule for rule in found if rule.startswith("NUM")]


def test_the_rival_is_not_judged_in_place_of_the_offer(judge_passage: JudgePassage) -> None:
    """Trials of what the passage runs down are not held against the passage."""
    passage = "Our cells work faster than years of behavioural therapy for autism."
    found = judge_passage(passage)
    assert "EFF-07" not in _rules(found)
    assert not any("behavioural" in claim.reason for claim in found)


def test_another_patients_disease_brings_no_records(judge_passage: JudgePassage) -> None:
    """A story of an MS patient on a page about autism is not set beside trials in autism."""
    passage = "“I came in a wheelchair and walked out without help.” Ruben, MS patient"
    assert not any("autism" in claim.reason for claim in judge_passage(passage))


def test_a_cited_success_is_not_contradicted(judge_passage: JudgePassage) -> None:
    """What a passage says of a trial that met its goal is so; that others did not is a remark."""
    passage = "According to NCT01343511, stem cells improved autism scores in children."
    [claim] = judge_passage(passage)
    assert claim.verdict is not VerdictWord.CONTRADICTED
    assert claim.severity < 2
    assert "NCT01343511 reached its main goal" in _told((claim,))


def test_a_retracted_paper_is_told_first(judge_passage: JudgePassage) -> None:
    """A retracted paper held up for safety is called retracted, as one for benefit is."""
    [claim] = judge_passage("The trial NCT02192749 confirmed that stem cells are safe in autism.")
    assert "retracted" in claim.reason


def test_a_completed_trial_is_not_still_recruiting(judge_passage: JudgePassage) -> None:
    """An invitation to a trial that the record calls completed is shown with the record."""
    found = judge_passage("The stem cell trial NCT01740869 is still recruiting, so join now.")
    assert "TRI-11" in _rules(found)
    assert "was completed" in _told(found)


def test_both_sides_of_the_trials_are_named(judge_passage: JudgePassage) -> None:
    """Beside trials that missed their goal stands the one that met it, and how it was built."""
    [claim] = judge_passage(PROMISE)
    assert "One that did: NCT01343511 (37 people, groups not drawn by lot)." in claim.reason


def test_planned_people_are_called_planned(judge_passage: JudgePassage) -> None:
    """A size that was only planned is not told as people who took part."""
    [claim] = judge_passage(PROMISE)
    assert "IRCT201512315280N22 (36 people planned)" in claim.reason


def test_a_story_agrees_with_no_trial(judge_passage: JudgePassage) -> None:
    """Even of a treatment with adequate trials behind it, a story is no credit."""
    found = judge_passage("“After TMS my depression is better and I sleep well.”", TMS)
    assert VerdictWord.MATCHES not in {claim.verdict for claim in found}


@pytest.mark.parametrize(
    "passage",
    [
        "Because our stem cells are minimally manipulated, no FDA approval is needed.",
        "Our own stem cells need no FDA approval.",
        "Stem cells from your own body do not require FDA approval.",
    ],
)
def test_no_approval_needed_is_no_caution(judge_passage: JudgePassage, passage: str) -> None:
    """It reads like a denial and is an appeal: never credited, never told as “approved”."""
    found = judge_passage(passage)
    assert VerdictWord.DISCLAIMER not in {claim.verdict for claim in found}
    assert "REG-04" in _rules(found)
    assert "REG-01" not in _rules(found)


def test_a_true_clearance_is_no_caution(judge_passage: JudgePassage) -> None:
    """What a regulator did clear limits nothing that the page says."""
    passage = "TMS is FDA-cleared for adults with depression who have not improved with drugs."
    verdicts = {claim.verdict for claim in judge_passage(passage, TMS)}
    assert VerdictWord.DISCLAIMER not in verdicts


def test_approval_by_an_ethics_board_is_read_in_words() -> None:
    """“Institutional Review Board” is the same board as “IRB”."""
    board = "All protocols are approved by our Institutional Review Board."
    lines = (
        "Stem cell therapy for autism",
        "Book a free consultation at our clinic and get a treatment plan for your child.",
        "Our laboratory is ISO 9001 certified.",
        board,
        "Cells from donated cords are given by drip.",
        PROMISE,
    )
    report = check_text("\n\n".join(lines), offline=True)
    [claim] = [claim for claim in report.claims if claim.quote == board]
    assert "REG-07" in _rules((claim,))


def test_an_unjudged_page_is_not_called_clean(check: Check) -> None:
    """Where no record was at hand the page is not said to stay within the records."""
    report = check("Our rooms are bright, and patients praise us.", around=("Alder House", ""))
    assert "goes beyond the trial records" not in report.summary.bottom_line


def test_the_bottom_line_counts_as_the_page_does(check: Check) -> None:
    """Serious flags without a record are counted as serious."""
    around = ("Fennel Clinic", "", "Book a visit to our clinic today.", "")
    report = check("“My son said mama for the first time after two visits.”", around=around)
    serious = sum(claim.severity >= 2 for claim in report.claims)
    assert serious
    assert "0 of them" not in report.summary.bottom_line
    assert "none of them" not in report.summary.bottom_line


def test_records_of_other_diseases_are_no_bottom_line(check: Check) -> None:
    """What a treatment did in any disease at all is not told as the page's own evidence."""
    around = ("Ozone therapy", "", "Book a free consultation at our clinic.", "")
    report = check("Ozone heals the body and ends fatigue for good.", around=around)
    assert "any health condition" not in report.summary.bottom_line


def test_rules_on_advertising_are_no_trial_records(check: Check) -> None:
    """A flag that rests on a country's advertising rule alone is only asked about."""
    passage = "“We came for stem cells for autism, and the treatment went well for my son.”"
    report = check(passage, country="AU")
    assert _rules(report.claims) == {"TES-06"}
    assert "should be asked about" in report.summary.bottom_line


def test_popping_ears_are_a_named_harm(check: Check) -> None:
    """A page that tells of pressure on the ears has not been silent on harm."""
    around = ("Hyperbaric oxygen for autism", "", "Book a free consultation at our clinic.", "")
    promise = "Hyperbaric oxygen improves speech in children with autism."
    silent = {f.rule for f in check(promise, around=around).page_findings}
    told = check(promise, "You may feel your ears pop.", around=around).page_findings
    assert "SAF-03" in silent
    assert "SAF-03" not in {f.rule for f in told}


def test_a_page_without_records_is_not_held_against_them(check: Check) -> None:
    """“The records do not show it” is said only where a record was looked at."""
    around = ("Fennel Clinic", "", "Book a visit to our clinic today.", "")
    report = check("“My son said mama for the first time after two visits.”", around=around)
    assert "SAF-05" not in {f.rule for f in report.page_findings}


def test_a_sober_page_names_what_was_left(check: Check) -> None:
    """The text says how many claims nobody judged, and promises nothing for the rest."""
    report = check("Trials of stem cells in autism found no benefit.", around=INFORMS)
    shown = " ".join(text.render(report).split())
    assert "That is no promise that every sentence is right" in shown


def test_each_reason_for_silence_is_told_once(check: Check) -> None:
    """Passages that nobody flagged for the same reason share one line."""
    lines = ("Our clinic has been registered since 2004.", "Professors visit us.", "Call us now!")
    shown = " ".join(text.render(check(*lines, PROMISE)).split())
    silent = shown.split("WHAT WAS NOT JUDGED, AND WHY")[-1].split("SOURCES OF")[0]
    reasons = [
        part.split(" not flagged. ")[-1] for part in silent.split(" - ") if "flagged" in part
    ]
    assert len(reasons) == len(set(reasons))


def test_studies_without_a_number_are_counted_apart(check: Check) -> None:
    """The tally speaks of registered trials and names the others that are drawn below it."""
    report = check(PROMISE)
    shown = " ".join(text.render(report).split())
    profile = next(p for p in report.evidence if len(p.trials) > p.registered)
    apart = len(profile.trials) - profile.registered
    assert f"{profile.registered} registered trials in our copy" in shown
    assert f"{apart} stud" in shown


@pytest.mark.parametrize(
    ("passage", "told"),
    [
        ("Our son Wren walked at eleven months.", False),
        ("Our son spoke at four years, six weeks after the stem cells.", True),
        ("“With exosomes our daughter with autism talked at eleven months, and now sings.”", True),
        ("“He had new words by nine months, my son with autism, on the stem cells.”", True),
        ("She took one tube of blood to make her stem cells, and her autism improved.", True),
        ("“Before the stem cells it was hard to know what he wanted; now he is calmer.”", True),
        ("“I don't know if it was God or luck; after the stem cells he sleeps better.”", True),
    ],
)
def test_what_a_child_did_early_is_no_benefit(
    judge_passage: JudgePassage, passage: str, told: bool
) -> None:
    """What a child could do before anything was amiss is no effect; what followed care may be."""
    rules = _rules(judge_passage(passage))
    assert bool({"EFF-07", "TES-01", "TES-05"} & rules) is told


@pytest.mark.parametrize(
    ("pattern", "words", "found"),
    [
        (EARLY_YEARS, "she had about twenty words at a year and a half: ball, up, dog.", True),
        (EARLY_YEARS, "she had about twenty new words at a year and a half.", False),
        (EARLY_YEARS, "our doctor spoke before one audience.", False),
        (EARLY_YEARS, "our daughter talked at two months.", False),
        (ELSE_CHANGED, "since march he also goes to a new kindergarten.", True),
        (ELSE_CHANGED, "in the same months he also got a new speech teacher.", True),
        (ELSE_CHANGED, "he also started a new school and talks to everybody.", False),
        (ELSE_CHANGED, "he also got a place in a mainstream school.", False),
        (ELSE_CHANGED, "after the cells he also has a new job.", False),
        (ELSE_CHANGED, "her tremor vanished in a week and she also got a new job.", False),
        (ELSE_CHANGED, "the tics are gone, and he also began a new school.", False),
        (BLOOD_TEST, "positive.", True),
        (BLOOD_TEST, "positive effects on speech.", False),
        (BLOOD_TEST, "then she took one tube of blood, and nine days later she rang us.", True),
        (BLOOD_TEST, "they took a vial of blood, spun it, and her autism improved.", False),
    ],
)
def test_words_of_early_years_and_of_blood_tests(
    pattern: re.Pattern[str], words: str, found: bool
) -> None:
    """A benefit in the same breath keeps it from being told as no benefit."""
    assert bool(pattern.search(words)) is found


def test_care_of_every_day_is_not_held_to_what_a_page_names_in_passing() -> None:
    """Stars for hearing aids tell nothing of dementia, unless the page is about that."""

    def rules(title: str) -> set[str]:
        report = check_html(
            f"<h1>{title}</h1><p>Book a free hearing test at our clinic and buy your hearing aids "
            "today.</p><h3>Do they prevent dementia?</h3><p>Dementia is another matter.</p>"
            "<h2>Reviews</h2><p>“Five stars. They work and I am better.”</p>"
        )
        told = [claim for claim in report.claims if "Five stars" in claim.quote]
        return {finding.rule for claim in told for finding in claim.findings}

    assert "TES-08" in rules("Hearing aids against dementia")
    assert "TES-08" not in rules("Hearing aids")
