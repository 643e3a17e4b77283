"""Words that let a claim go must let go of nothing else that stands beside them."""

from __future__ import annotations

import html

import pytest

import claimcheck
from claimcheck.schema import Report
from tests.acceptance.test_lines_alone import _PAGE


def _report(line: str) -> tuple[Report, int, int]:
    """The report on a seller's page of quiet lines with this one, and where that stands."""
    report = claimcheck.check_html(_PAGE.format(html.escape(line, quote=False)), offline=True)
    start = report.page.text.index(line)
    return report, start, start + len(line)


def _rules(line: str) -> set[str]:
    """All that is flagged of the line or remarked on it."""
    report, start, end = _report(line)
    flags = [claim for claim in report.claims if claim.flagged]
    found = {
        one.rule
        for claim in flags
        if claim.start < end and start < claim.end
        for one in claim.findings
        if one.severity
    }
    return found | {
        one.rule
        for one in report.page_findings
        if one.severity and any(span.start < end and start < span.end for span in one.spans)
    }


_SAYS = [
    "Ozone has no side effects and stops the pain that keeps you from sleeping.",
    "Ozone is harmless and destroys the disease that keeps people from living.",
    "Chelation reverses the disease that robs children of their speech.",
    "Ozone cures the fatigue that keeps people from work.",
    "Hyperbaric oxygen is proven to lift the fog that keeps children from learning.",
    "The FDA approved ozone for the pain that keeps you from sleeping.",
    "Instead of chemotherapy try mistletoe against the disease that keeps you from living.",
    "In 90% it removes the pain that keeps you from walking.",
    "The herbal plaster takes two weeks to cure psoriasis.",
    "The mud plaster takes ten days to cure eczema for good.",
    "The knee cement takes three days to cure arthritis.",
    "We can't tell whether it was the first infusion or the second, but he said his first words.",
    "I can't say whether it was the exosomes or the oxygen, but he said his first words.",
    "After the stem cells he spoke his first words, and so did his friend, who never had a word.",
    "I had convinced myself he would never talk, and after the stem cells he said mama.",
    "I had fooled myself that nothing helps; after the stem cells he spoke his first words.",
    "Each day counts: stem cells make autism disappear.",
    "Each week without a relapse shows it: stem cells have ended her MS for good.",
    "With each month that passes after the stem cells, autism melts away.",
    "Our team has treated 600 children with autism with stem cells: 540 attend school today.",
    "The institute has treated 700 children with autism; tantrums stop, eye contact comes.",
    "You haven't failed him; autism ends after ten sessions.",
    "You did not fail him; risperidone did, and it can go.",
    "You have not failed your child: within weeks he will speak.",
    "Autism symptoms keep children from speaking, and stem cells have no side effects.",
    "Autism symptoms keep children from speaking, and stem cells reverse them.",
    "Knee pain keeps you from walking, exosomes cure it.",
    "Fatigue keeps people from living and oxygen cures it for good.",
    "You have not failed your child and there are no side effects.",
    "You have not failed your child and stem cells will cure him.",
    "We do not recommend any vaccines for babies.",
    "We do not recommend any vaccines for babies with autism.",
    "We don't support any vaccines, over and out.",
    "We do not recommend any vaccines after stem cell therapy.",
    "We never recommend vaccines without a good reason.",
    "Doctors said he would have stayed silent anyway; after the stem cells he talks in sentences.",
    "After our programme you will not need any further medication.",
    "Frankincense resin takes two weeks to cure and the pain in your knees is gone.",
]


@pytest.mark.parametrize("line", _SAYS)
def test_a_claim_beside_such_words_is_still_shown(line: str) -> None:
    """Beside what an illness keeps people from, a doubt between two offers, haste and a count."""
    assert _rules(line)


_LETS_GO = [
    ("Knee pain stops you from walking the dog and sleeping through the night.", "EFF-20"),
    ("The varnish in the new playroom needs a week to cure, so we use the blue room.", "EFF-01"),
    ("Guilt has no place here: you haven't failed your child by not coming.", "SAF-09"),
    (
        "After the cells he said his first words, but I cannot say whether it was school or age.",
        "TES-05",
    ),
    ("Every month of delay costs your child with autism a chance to speak.", "EFF-01"),
    (
        "We have treated more than 1,400 children with autism from 52 countries since 2012.",
        "EFF-07",
    ),
]


@pytest.mark.parametrize(("line", "rule"), _LETS_GO)
def test_such_words_alone_are_not_what_they_sound_like(line: str, rule: str) -> None:
    """Nor is anybody told that they were."""
    assert rule not in _rules(line)


_SOBER_OF_MEDICINES = [
    "He stopped his insulin on Monday and was admitted with ketoacidosis.",
    "She gave up her insulin and died in hospital.",
    "He quit Ritalin and failed his exams.",
    "I stopped statins because my muscles ached.",
    "They stopped steroids after two weeks, as is usual.",
    "On our ward you do not need your own medicines; we supply them.",
    "Through our programme you won't need your own tablets during the stay.",
    "After this injection you do not need your insulin until the next meal.",
    "Once the infusion is over you do not need any further medication that day.",
    "After our keyhole procedure you will not need further surgery for the cyst.",
    "We do not recommend any vaccine over another.",
    "We never recommend vaccination without a check of your child's record.",
    "We don't support vaccine mandates, but we do give every vaccine.",
    "We do not recommend vaccination shortly after an infusion of immunoglobulin.",
]


@pytest.mark.parametrize("line", _SOBER_OF_MEDICINES)
def test_who_tells_soberly_of_a_medicine_advises_nothing(line: str) -> None:
    """It went badly, a guideline says so, it is for a day, or one vaccine is as good as another."""
    assert "EFF-15" not in _rules(line)


def _page(body: str) -> Report:
    return claimcheck.check_html(f"<html lang='en'><body>{body}</body></html>", offline=True)


_HOUSE = "".join(
    f"<p>{line}</p>"
    for line in (
        "Belmora House stands between the lake and the old tram depot, and has done so since 1911.",
        "In the winter garden there is tea at four, and the library is open until the evening.",
        "The tram stops at the gate, and the number of the porter is on the board beside it.",
    )
)
_OFFER = (
    "<p>Our stem cells cure autism in 85% of children and have no side effects.</p>"
    "<p>Book a free consultation at our clinic today: treatment plans from 9,000 euros.</p>"
)


@pytest.mark.parametrize(
    "over",
    [
        *("<h2>Comments</h2>", "<h2>Latest comments</h2>", "<h2>Join the conversation</h2>"),
        "<h2>Leave a reply</h2>",
        *("<h2>Comments</h2><h3>Results</h3>", "<h2>Leave a comment</h2><h3>Treatments</h3>"),
    ],
)
def test_a_seller_cannot_hide_under_the_heading_of_comments(over: str) -> None:
    """Who offers care speaks for a house, unless somebody's name stands over it."""
    report = _page(f"<h1>Belmora House</h1>{_HOUSE}{over}{_OFFER}")
    told = next(claim for claim in report.claims if "85%" in claim.quote)
    assert told.flagged


def test_all_comments_of_a_short_page_are_readers_words() -> None:
    """The first of them as the last."""
    told = "".join(
        f"<h3>{name} Hill</h3><p>Stem cells cured my nephew of autism, said week {number}.</p>"
        for number, name in enumerate(("Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal"))
    )
    own = "<h1>Our trip</h1><p>We flew home on Monday, and it rained.</p>"
    report = _page(f"{own}<h2>Comments</h2>{told}")
    under = [claim for claim in report.claims if "cured my nephew" in claim.quote]
    assert under
    assert not any(claim.flagged for claim in under)


def test_a_caption_is_about_its_own_picture() -> None:
    """And not about the one beside it."""
    report = _page(
        "<h1>Stem cells for autism</h1><p>Book your stay. Stem cells for autism from our house.</p>"
        "<figure><img src='a.jpg' alt='A child at play'><figcaption>Tantrums gone after two stem "
        "cell infusions.</figcaption></figure><figure><img src='b.jpg' alt='Scan of a patient "
        "with multiple sclerosis'><figcaption>The reading room.</figcaption></figure>"
    )
    told = next(claim for claim in report.claims if "Tantrums gone" in claim.quote)
    assert {mention.concept for mention in told.concepts} >= {"autism"}
