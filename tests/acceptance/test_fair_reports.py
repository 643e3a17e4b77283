"""What a report says of a page must be what a parent, a journalist and the clinic can accept."""

from __future__ import annotations

import pytest

import claimcheck
from claimcheck.exports import text
from claimcheck.exports.masking import mask_names
from claimcheck.schema import ConceptKind, Genre, Report, ReportedClaim, VerdictWord

_QUIET = "<p>Our rooms look at the lake, and there is tea in the hall at four.</p>"


def _report(body: str, title: str = "Our house") -> Report:
    page = f"<html lang='en'><head><title>{title}</title></head><body>{body}</body></html>"
    return claimcheck.check_html(page, offline=True)


def _claim(report: Report, words: str) -> ReportedClaim:
    return next(claim for claim in report.claims if words in claim.quote)


_STORIES = (
    "<h1>What our families say</h1>"
    "<blockquote>“Two weeks after the drip our son said his first word. He is cured.” – Petra"
    "</blockquote>"
    "<blockquote>“The rooms were clean and the food was good.” – Aisha</blockquote>"
    "<blockquote>“My father has COPD and was on oxygen. Now he climbs stairs!” – Lucia"
    "</blockquote>"
)


def test_one_patient_of_several_does_not_say_what_the_others_had() -> None:
    """A page of stories has the illness of one of them only if more of them name it."""
    report = _report(_STORIES)
    assert _claim(report, "cured").concept_id(ConceptKind.CONDITION) is None
    more = "<blockquote>“COPD, like Lucia's father. I breathe freely now.” – Ines</blockquote>"
    more += "<blockquote>“With my COPD I could not walk. Now I dance.” – Rob</blockquote>"
    told = _claim(_report(_STORIES + more), "cured").concept_id(ConceptKind.CONDITION)
    assert told == "copd"


_BLOG = (
    "<h1>Our trip</h1><p>Posted by Maggie on 3 May. Jonah is six. He had stem cell infusions last "
    "month, and I get no money for writing this.</p><p>It cost us 18,000 dollars. His doctor was "
    "against it and told us that trials had not found a benefit. I cannot tell whether it does "
    "anything at all, and nobody at home can either.</p>"
)
_COMMENTS = (
    "<h3>Sandra Kellerman</h3><p>Stem cells cured my nephew of his parasites. He was non-verbal "
    "and now he is in a normal class.</p>"
    "<h3>HopeForAll Clinic</h3><p>We can help Jonah further! Book a free consultation at our "
    "clinic today: our exosome therapy restores speech in 85% of children.</p>"
)


@pytest.mark.parametrize("over", ["Comments", "2 comments", "Leave a comment"])
def test_what_readers_write_under_a_page_is_not_the_page_s(over: str) -> None:
    """Neither its claims, nor its subject, nor that it would sell."""
    report = _report(f"{_BLOG}<h2>{over}</h2>{_COMMENTS}")
    assert report.page.genre is not Genre.SELLS
    under = report.page.text.index("Sandra")
    assert [claim for claim in report.claims if claim.start > under]
    assert not any(claim.flagged and claim.start > under for claim in report.claims)
    on = {claim.concept_id(ConceptKind.CONDITION) for claim in report.claims if claim.start < under}
    assert on == {None}


def test_the_same_words_as_the_page_s_own_are_flagged() -> None:
    """The heading over them is what makes them a reader's."""
    report = _report(f"{_BLOG}<h2>What we can do for you</h2>{_COMMENTS}")
    assert _claim(report, "85%").flagged


def test_names_of_those_who_comment_can_be_hidden() -> None:
    """In the headings over what they wrote."""
    masked = mask_names(_report(f"{_BLOG}<h2>Comments</h2>{_COMMENTS}"))
    assert "Sandra" not in masked.page.text
    assert "Kellerman" not in masked.page.text


def test_a_full_name_is_hidden_with_its_first_name() -> None:
    """And so is who is named beside it."""
    told = (
        "<h1>What families say</h1><p>Tom and Beatrix Fenn paid for the stem cells.</p>"
        "<blockquote>“He is calmer since the infusion,” Beatrix says.</blockquote>"
    )
    masked = mask_names(_report(told + _QUIET))
    assert not any(name in masked.page.text for name in ("Tom", "Beatrix", "Fenn"))


def test_a_picture_is_about_what_its_caption_names() -> None:
    """Whatever else the page treats."""
    report = _report(
        "<h1>Stem cells for autism</h1><p>Book your stay. Stem cells for autism from our house."
        "</p><figure><img src='a.jpg' alt='Before and after: lesions gone after two stem cell "
        "infusions'><figcaption>Scan of a patient with multiple sclerosis.</figcaption></figure>"
    )
    on = _claim(report, "lesions gone").concept_id(ConceptKind.CONDITION)
    assert on == "ms"


_SELLS = (
    "<h1>Chelation for heart disease</h1><p>Book a free consultation at our clinic and get a "
    "treatment plan.</p>"
)


def test_a_trial_known_from_its_paper_is_not_called_unregistered() -> None:
    """It may well be registered: our copy lacks the number and says only that."""
    said = _report(
        "<h1>Shockwave therapy for erectile dysfunction</h1><p>Book a free consultation at our "
        "clinic and get a treatment plan.</p>"
        "<p>Shockwave therapy cures erectile dysfunction in men of every age.</p>"
    )
    told = text.render(said)
    assert "kim-ed-2020" in told
    assert "known from publications alone" in " ".join(told.split())
    assert "unregistered" not in told
    assert "not registered" not in told
    assert "without a registration" not in told


def test_trials_that_reached_their_goal_stand_beside_those_that_did_not() -> None:
    """Whoever is told of one side only is not told the truth."""
    report = _report(
        f"{_SELLS}<p>Chelation prevents heart attacks in people with heart disease.</p>"
    )
    found = [f for f in _claim(report, "heart attacks").findings if f.rule.startswith("EFF")]
    assert {"NCT00044213", "NCT02733185"} <= set(found[0].trials)


@pytest.mark.parametrize(
    ("words", "harm"),
    [
        ("One boy died in 2005 after he was given the wrong form of EDTA elsewhere.", True),
        ("The needle can perforate the vein.", True),
        ("Her first husband died in 2005.", False),
        ("Heavy metals can poison the brain, and lead can kill.", False),
        ("Nobody has ever died after our infusions.", False),
    ],
)
def test_a_page_that_names_a_death_named_a_risk(words: str, *, harm: bool) -> None:
    """Then nobody is told that the page names none."""
    promise = "<p>Chelation prevents heart attacks in people with heart disease.</p>"
    report = _report(f"{_SELLS}{promise}<p>{words}</p>")
    assert any(one.rule == "SAF-03" for one in report.page_findings) is not harm


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("Later trials found no difference, but they used the wrong protocol.", False),
        ("A review found no evidence that it works, because the authors left out good studies.",
         False),
        ("No infections were reported in the trial.", False),
        ("Later trials found no difference between chelation and placebo.", True),
    ],
)  # fmt: skip
def test_a_result_that_is_waved_away_is_no_caution(words: str, *, limit: bool) -> None:
    """The page is credited with limits that it means."""
    told = _claim(_report(f"{_SELLS}<p>{words}</p>"), words[:20])
    assert (told.verdict is VerdictWord.DISCLAIMER) is limit


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("We do not recommend further vaccination of any child in the programme.", {3}),
        ("With chelation you will not need bypass surgery.", {2}),
        ("He stopped his Risperdal after the first course.", {2}),
        ("After the infusions I came off Ocrevus.", {2}),
        ("We do not recommend vaccines while your child has a fever.", set()),
        ("He stopped his Risperdal in May, as his psychiatrist had advised.", set()),
        ("With a sprain you will not need surgery.", set()),
    ],
)
def test_words_that_can_end_a_medicine_are_told(words: str, rules: set[int]) -> None:
    """Whether they advise it, promise it or tell of it; a doctor's advice is none."""
    report = _report(f"{_SELLS}<p>{words}</p>{_QUIET}")
    assert {one.severity for one in report.page_findings if one.rule == "EFF-15"} == rules


@pytest.mark.parametrize("name", ["Velora Regen said in a statement", "Its owner told the Courier"])
def test_a_paper_prints_what_a_clinic_says_of_itself(name: str) -> None:
    """It answers for none of it."""
    paper = (
        "<h1>The clinics that sell hope</h1><p>By Ingrid Halloway, health correspondent</p>"
        "<p>“Within a month she was talking,” says the film. “It gave her back,” says her father."
        "</p><p>“There is no good evidence for any of this,” said Professor Amara Linde. Experts "
        "disagree, said the ministry, which declined to comment. “He did not,” Beatrix says.</p>"
        "<p>“We see gains in nearly every child,” its director told the paper.</p>"
    )
    report = _report(f"{paper}<p>{name}: “Our treatment is safe and helps in autism.”</p>")
    assert not _claim(report, "Our treatment is safe").flagged


@pytest.mark.parametrize(
    ("heading", "own"),
    [("Phrases that should ring alarm bells", False), ("What families say", True)],
)
def test_a_list_of_what_sellers_say_is_no_caution_and_no_claim(heading: str, *, own: bool) -> None:
    """Quoted to warn; under another heading the same words may be the page's."""
    report = _report(
        f"<h1>A guide</h1><p>Every week parents ring us.</p><h2>{heading}</h2><ul>"
        "<li>“It is natural, so stem cells cannot do harm in autism.”</li>"
        "<li>“Your child will speak within weeks.”</li></ul>"
    )
    told = [claim for claim in report.claims if claim.quote.startswith("“")]
    assert told
    passed_on = ["passes this on" in claim.reason for claim in told]
    assert not any(passed_on) if own else all(passed_on)


def test_scales_are_spelled_out_for_those_who_do_not_know_them() -> None:
    """In the text and in the page; a report that names none has no such part."""
    named = "<p>Stem cells improve speech in children with autism.</p>"
    sells = "<h1>Stem cells for autism</h1><p>Book a free consultation at our clinic.</p>"
    told = " ".join(text.render(_report(sells + named)).split())
    assert "CARS: Childhood Autism Rating Scale" in told
    assert "SCALES THAT" not in text.render(_report(_QUIET))


@pytest.mark.parametrize(
    "pair",
    [("HPV vaccine", "HPV infection"), ("direct-acting antivirals", "hepatitis C")],
)
def test_a_few_records_sow_no_doubt_in_care_that_is_known_to_work(pair: tuple[str, str]) -> None:
    """A reader must not leave a cure because our copy holds little of it."""
    report = _report(f"<h1>Our services</h1><p>The {pair[0]} helps against {pair[1]}.</p>{_QUIET}")
    [told] = [p.statement for p in report.evidence if p.intervention_label == pair[0]]
    assert told.endswith("ask your own doctor what guidelines say.")
    assert "may well change" not in told
    assert "open whether" not in told


def _rules(report: Report, words: str) -> set[str]:
    return {one.rule for one in _claim(report, words).findings if one.severity}


_STEM = (
    "<h1>Stem cells for autism</h1><p>Book a free consultation at our clinic and get a treatment "
    "plan for your child.</p>"
)


def test_haste_is_no_cure_and_a_count_no_benefit() -> None:
    """Each is told for what it is."""
    hurry = "Every month of delay costs your child with autism a chance to speak."
    count = "We have treated 1,400 children with autism with stem cells since 2012."
    report = _report(f"{_STEM}<p>{hurry}</p>{_QUIET}<p>{count}</p>")
    assert "EFF-01" not in _rules(report, hurry)
    assert "EFF-07" not in _rules(report, count)


def test_advice_to_stop_a_medicine_is_told_without_trials_of_the_offer() -> None:
    """They say nothing of it, and the advice weighs enough."""
    told = "Come to our stem cell clinic before you try medication for autism."
    found = _claim(_report(f"{_STEM}<p>{told}</p>"), told)
    assert found.findings[0].rule == "EFF-11"
    assert found.reason == found.findings[0].message


def test_a_share_is_told_in_the_number_of_the_page() -> None:
    """41 of 47, and not 87.2 of 100."""
    report = _report(f"{_STEM}<p>With our stem cells 41 of 47 children with autism improved.</p>")
    assert "41 of 47, and for the other 6 it is not so" in _claim(report, "41 of 47").reason


def test_a_bullet_of_gains_is_nobody_s_story() -> None:
    """What one person tells is called one person's story, and nothing else is."""
    gains = "<h2>What parents can expect</h2><ul><li>Less self-injury and fewer tantrums</li></ul>"
    report = _report(f"{_STEM}{gains}<blockquote>“My son sleeps better.” – Maria</blockquote>")
    assert "one person's story" not in _claim(report, "self-injury").reason
    assert "one person's story" in _claim(report, "My son").reason


def test_a_disease_told_of_in_a_passage_is_not_only_named_around_the_offer() -> None:
    """Though we are not sure what the passage claims."""
    told = "For our elderly guests: IV chelation clears the plaques of Alzheimer's disease."
    named = "<h2>Chelation for heart disease and dementia</h2>"
    promise = "<p>Chelation prevents heart attacks in people with heart disease.</p>"
    without = _report(f"{_SELLS}{named}{promise}")
    assert any(one.rule == "EFF-08" for one in without.page_findings)
    report = _report(f"{_SELLS}{named}{promise}<p>{told}</p>")
    assert not any(one.rule == "EFF-08" for one in report.page_findings)


@pytest.mark.parametrize(
    ("seeks", "told"),
    [
        ("We are looking for children with autism for our study.", True),
        ("The study of cord blood in autism has ended.", False),
    ],
)
def test_a_number_of_a_closed_trial_under_a_call_for_people_is_told(
    seeks: str, *, told: bool
) -> None:
    """The number may belong to another trial."""
    report = _report(f"<h1>Cord blood in autism</h1><p>{seeks}</p><p>It is NCT02847182.</p>")
    [cited] = [one for one in report.page_findings if one.rule == "TRI-16"]
    assert ("takes nobody in any more" in cited.message) is told


def test_what_has_no_record_beside_it_does_not_go_beyond_one() -> None:
    """It is a passage to ask about, and the summary says so."""
    told = "NAD+ infusions cure Alzheimer's disease for good."
    report = _report(
        f"<h1>NAD+ drips</h1><p>Book a free consultation at our clinic.</p><p>{told}</p>"
    )
    assert _claim(report, told).flagged
    assert "more than the trial records show" not in report.summary.bottom_line
