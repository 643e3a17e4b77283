"""What sounds like a claim and is none on a page that goes too far; and what stands beside it."""

from __future__ import annotations

import html

import pytest

import claimcheck
from claimcheck.resources import corpus_path
from claimcheck.schema import Report, VerdictWord

_PAGE = """<html><head><title>{offer} for {illness} | Clinica Belmora</title></head><body><main>
<h1>{offer} for {illness}</h1>
<p>Clinica Belmora has treated {illness} with {offer} since 2011. Our treatment is completely safe
and has no side effects.</p>
<p>92% of our patients improve within six months. Many come off their medicines for good.</p>
<h2>Patients say</h2>
<p>"After two courses I was a new man. The doctors cannot believe it." - Rosa, Lugano</p>
<h2>More</h2><p>{line}</p>
<h2>Prices</h2><p>A course costs 4,500 euros. Book now, only four places are left.</p></main>
<footer><p>Clinica Belmora, Rua das Flores 9. Book a consultation.</p></footer></body></html>"""


def _report(line: str, offer: str, illness: str) -> tuple[Report, int, int]:
    page = _PAGE.format(line=html.escape(line, quote=False), offer=offer, illness=illness)
    report = claimcheck.check_html(page, offline=True)
    start = report.page.text.index(line)
    return report, start, start + len(line)


def _rules(line: str, offer: str = "Stem cell therapy", illness: str = "autism") -> set[str]:
    """All that is flagged of the line or remarked on it."""
    report, start, end = _report(line, offer, illness)
    claims = [one for one in report.claims if one.flagged and one.start < end and start < one.end]
    remarks = [
        one.rule
        for one in report.page_findings
        if one.severity and any(span.start < end and start < span.end for span in one.spans)
    ]
    return {one.rule for claim in claims for one in claim.findings if one.severity} | set(remarks)


def _credited(line: str) -> bool:
    """Whether the line is told as a limit that the page gives."""
    report, start, end = _report(line, "Stem cell therapy", "autism")
    return any(
        claim.verdict is VerdictWord.DISCLAIMER and claim.start < end and start < claim.end
        for claim in report.claims
    )


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("The earlier you start the better.", "EFF-01"),
        ("Book before Friday and save 15%.", "EFF-01"),
        ("Book before 31 March and receive 10% off.", "EFF-01"),
        ("We recommend that speech and occupational therapy continue after treatment.", "EFF-17"),
        ("I told him, I cannot answer for you, I can tell you only what it is.", "EFF-17"),
    ],
)
def test_what_only_sounds_so_is_not_told_as_the_gravest(line: str, rule: str) -> None:
    """A reader who sees such a reason believes none of the others."""
    assert rule not in _rules(line)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("The earlier you start the better, and stem cells cure autism at any age.", "EFF-01"),
        ("Save 15%: our stem cells end autism for good.", "EFF-01"),
        ("No downtime and no complications.", "SAF-01"),
        ("We recommend that you continue with our cells and stop the tablets.", "EFF-17"),
        ("I cannot decide for you; risperidone only numbs him, the cells heal.", "EFF-17"),
        ("It is not approved because the FDA protects the drug companies, yet it cures.", "PRE-03"),
        ("Doxycycline is poison; our stem cells cure autism.", "EFF-01"),
        ("We cannot decide for you, but speech therapy only wastes your child's years.", "EFF-17"),
        ("We ask parents to drop speech therapy so that the recovery goes on.", "EFF-17"),
    ],
)
def test_what_is_claimed_beside_such_words_is(line: str, rule: str) -> None:
    """Words that let a claim go let nothing else go."""
    assert rule in _rules(line)


def test_no_downtime_is_a_minor_matter() -> None:
    """Rest is not risk: it does not lead a report as the gravest."""
    report, start, end = _report("No downtime.", "Stem cell therapy", "autism")
    found = [one for one in report.claims if one.start < end and start < one.end]
    assert max((claim.severity for claim in found), default=0) <= 1


def test_dashes_hold_nobody_up() -> None:
    """A line of them took longer than anybody waits."""
    line = f"They calm the immune system {'-' * 200} and rebuild discs."
    assert "PRE-03" not in _rules(line)


def test_the_right_medicine_in_time_is_not_held_against_a_page_that_sells_another() -> None:
    """Of a fresh bite: trials in people who are ill for years say nothing of it."""
    early = (
        "For a fresh tick bite with a spreading rash, see your GP: two to three weeks of "
        "doxycycline cures almost everyone when it is given early."
    )
    assert not _rules(early, "Ozone therapy", "chronic Lyme disease")
    sold = "For a fresh tick bite come to us: ozone cures almost everyone when it is given early."
    assert "EFF-01" in _rules(sold, "Ozone therapy", "chronic Lyme disease")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Before you give your consent for fistula operation, kindly send us your reports.", True),
        ("If an amputation date has been fixed, ring us before you ring the hospital.", True),
        ("Our nosode kits are chosen by many families in place of the usual jabs.", True),
        ("Before you agree to an operation, ask us for a second opinion.", False),
        ("If your operation has already been booked, call us to tell the date.", False),
        ("Before you agree to a hip replacement, ask us anything that worries you.", False),
        ("When surgery is booked, call us before you go in so that we lend you crutches.", False),
        ("We stopped offering homeoprophylaxis instead of vaccines in 2009.", False),
        ("Nosodes do not protect and must not be used instead of vaccines.", False),
    ],
)
def test_who_is_to_be_asked_before_the_hospital_is_told_first(line: str, *, told: bool) -> None:
    """It leads the summary of a page that goes too far; who offers to look again does no harm."""
    assert ("EFF-15" in _rules(line, "Ayurveda", "kidney failure")) is told


@pytest.mark.parametrize(
    ("line", "credited"),
    [
        ("Do not change your tablets before you have talked with your doctor.", True),
        ("If your child has not improved by half, we will coach you free until he does.", False),
        ("It is not approved because the system protects the drug companies.", False),
        ("It is not approved by the FDA because no trial has shown that it works.", True),
    ],
)
def test_only_a_limit_is_credited(line: str, *, credited: bool) -> None:
    """A guarantee and an excuse limit nothing; a warning does."""
    assert _credited(line) is credited


def test_a_guarantee_to_go_on_for_nothing_is_told_as_one() -> None:
    """It costs the seller a lesson and proves as much."""
    assert "PRE-09" in _rules("If he has not improved after a year, we treat him again for free.")
    assert "PRE-09" not in _rules("If you have not been here before, we see you for free.")


def test_what_one_line_of_a_list_names_is_not_what_the_page_sells() -> None:
    """A drip in a price list does not make a page on cells one on glutathione."""
    days = "".join(f"<p>Day {n}: rest, a walk, and good soup in the garden.</p>" for n in range(30))
    body = f"<h1>What to expect</h1>{days}<ul><li>Glutathione drip: 90 euros</li></ul>"
    page = f"<p>His sugar improves after the visit, and book now: 4,500 euros.</p>{body}"
    named = f"<p>Our glutathione improves sugar in diabetes.</p>{body}"
    for words, about in ((page, False), (named, True)):
        report = claimcheck.check_html(f"<html><body>{words}</body></html>", offline=True)
        found = {mention.concept for claim in report.claims for mention in claim.concepts}
        assert ("glutathione" in found) is about


def test_a_share_that_the_page_warns_of_is_not_held_against_it() -> None:
    """Who prints a figure of its own and says at once what it cannot show has told it fairly."""
    file = corpus_path(
        "pages", "read_later", "informs", "29-platelet-rich-plasma-prp-injections.html"
    )
    page = file.read_text(encoding="utf-8")
    warns = "Please do not read the 62% as the effect of PRP."
    assert warns in page
    told = [claimcheck.check_html(one, offline=True) for one in (page, page.replace(warns, ""))]
    flagged = [any(claim.flagged and "62%" in claim.quote for claim in one.claims) for one in told]
    assert flagged == [False, True]
