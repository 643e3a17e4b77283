"""Names of private persons: hidden where asked, and nothing else is."""

from __future__ import annotations

import json

import pytest

import claimcheck
from claimcheck.exports import annotations, csv, html, text
from claimcheck.exports.json import dump
from claimcheck.exports.masking import mask_names
from claimcheck.exports.masks import MASK
from claimcheck.schema import Report

_FILLER = "<p>Our reception is open from nine to five on every day of the week.</p>"


def _masked(stories: str, *, url: str | None = None, title: str = "Care", more: str = "") -> Report:
    page = (
        f"<html><head><title>{title}</title></head><body><main><h1>Care</h1>{_FILLER}{more}"
        f'<section class="testimonials"><h2>What families say</h2>{stories}</section>'
        "</main></body></html>"
    )
    return mask_names(claimcheck.check_html(page, url=url))


def _story(words: str, name: str = "") -> str:
    return f"<blockquote><p>“{words}”</p><footer><cite>{name}</cite></footer></blockquote>"


@pytest.mark.parametrize(
    ("words", "name", "hidden"),
    [
        ("He speaks now.", "– Maria K., mother of Leo", ["Maria K", "Leo"]),
        ("He speaks now.", "Maria K., mother of Leo, 6", ["Maria", "Leo"]),
        (
            "He speaks now.",
            "Halvard and Imke T., parents of Oskar, 9",
            ["Halvard", "Imke", "Oskar"],
        ),
        ("He speaks now.", "José Núñez, father", ["José", "Núñez"]),
        ("He speaks now.", "ANNA-LENA B.", ["ANNA", "LENA"]),
        ("He speaks now.", "— Олена К.", ["Олена"]),
        ("He speaks now.", "Hope M., mother of Will", ["Hope", "Will"]),
        ("We saw how our little son Leo began to speak after the infusion.", "A parent", ["Leo"]),
        ("My six-year-old daughter, Pia, sleeps through the night.", "A parent", ["Pia"]),
        ("After the second infusion Jonty said mum for the first time.", "A parent", ["Jonty"]),
        ("I am Maria and my son speaks after the infusion.", "", ["Maria"]),
        ("Leo’s mother wrote to us that he speaks after the infusion.", "A parent", ["Leo"]),
        ("Leo, aged 6, speaks in sentences after the infusion.", "A parent", ["Leo"]),
        ("He speaks after the infusion and goes to school now.", "Story by Maria K.", ["Maria"]),
    ],
)
def test_names_in_testimonials_are_hidden(words: str, name: str, hidden: list[str]) -> None:
    """Signatures, kinship, bylines, ages and what only people do tell a name."""
    masked = _masked(_story(words, name))
    for one in hidden:
        assert one not in masked.page.text
    assert MASK in masked.page.text


@pytest.mark.parametrize(
    "kept",
    [
        "Dr. Ansgar Whitlowe",
        "Professor Maria Lind",
        "Calder Clinic",
        "Stem Cell",
        "Autism",
        "March",
        "After",
        "Germany",
    ],
)
def test_what_is_no_private_name_stays(kept: str) -> None:
    """Doctors, clinics, treatments, conditions, months and places are left as they are."""
    stories = (
        _story("Dr. Ansgar Whitlowe treated our son Leo at Calder Clinic in March.", "Maria K.")
        + _story("Stem Cell therapy began in Germany. Autism is hard. After it he spoke.", "Ada L.")
        + _story("Professor Maria Lind looked at him and he said hello to her.", "A parent")
    )
    assert kept in _masked(stories).page.text


def test_doctor_in_a_story_is_no_private_person() -> None:
    """A doctor whom a story names keeps the name everywhere, with a title and without."""
    masked = _masked(
        _story("We were glad when Dr. Ansgar Whitlowe said that our son can go home.", "Maria K."),
        more="<p>Whitlowe leads the team, and Ansgar Whitlowe reads every file himself.</p>",
    )
    assert "Dr. Ansgar Whitlowe said" in masked.page.text
    assert "Whitlowe leads the team, and Ansgar Whitlowe reads" in masked.page.text
    assert "Maria" not in masked.page.text


def test_a_name_is_hidden_wherever_it_stands() -> None:
    """In headings, the title, the running text and the path of the address."""
    masked = _masked(
        _story("He speaks after the infusion.", "Maria K., mother of Leonard"),
        url="https://clinic.example/stories/leonard-speaks?of=Leonard#leonard",
        title="Leonard speaks",
        more="<h2>How LEONARD came to us</h2><p>Stem cells cured Leonard of autism for good.</p>",
    )
    assert "leonard" not in dump(masked).lower()
    assert "leonard" not in html.render(masked).lower()
    assert masked.page.url == "https://clinic.example/stories/███████-speaks?of=███████#███████"
    assert "https://clinic.example/stories" not in html.render(masked).replace(">", " ").split('"')


def test_a_word_that_is_no_name_elsewhere_stays_a_word() -> None:
    """“Hope” is hidden as the name of a mother, and stays where the page speaks of hope."""
    masked = _masked(
        _story("He speaks after the infusion.", "Hope M."),
        more="<h2>Hope for families</h2><p>We give hope to every family with a child.</p>",
    )
    assert "Hope for families" in masked.page.text
    assert "We give hope" in masked.page.text
    assert "Hope M" not in masked.page.text


def test_every_span_still_verifies(demo: Report) -> None:
    """Lengths stay, so no offset moves: the report is built anew and verifies its quotes."""
    masked = mask_names(demo)
    assert len(masked.page.text) == len(demo.page.text)
    pairs = zip(demo.claims, masked.claims, strict=True)
    assert all((a.start, a.end, a.utf16) == (b.start, b.end, b.utf16) for a, b in pairs)
    for claim in masked.claims:
        assert masked.page.text[claim.start : claim.end] == claim.quote
    changed = sum(a != b for a, b in zip(demo.page.text, masked.page.text, strict=True))
    assert changed == masked.page.text.count(MASK) > 0
    assert masked.page.dom_map == demo.page.dom_map


def test_no_name_of_the_demo_page_is_left(demo: Report) -> None:
    """In no form of the masked report stands one of the seven names."""
    masked = mask_names(demo)
    forms = [
        dump(masked),
        csv.dump(masked),
        html.render(masked),
        text.render(masked),
        annotations.dump(masked),
    ]
    for name in ("Brisa", "Jonty", "Halvard", "Imke", "Oskar", "Wren", "Pia"):
        assert name in demo.page.text
        assert not [one for one in forms if name in one]
    assert "Dr. Ansgar Whitlowe" in masked.page.text


def test_judgement_and_records_are_untouched(demo: Report) -> None:
    """Masking changes words of the page and nothing that was said about them."""
    masked = mask_names(demo)
    assert masked.trials == demo.trials
    assert masked.evidence == demo.evidence
    assert masked.versions == demo.versions
    before = [(c.verdict, c.flagged, c.severity, [f.rule for f in c.findings]) for c in demo.claims]
    after = [
        (c.verdict, c.flagged, c.severity, [f.rule for f in c.findings]) for c in masked.claims
    ]
    assert before == after


def test_the_copy_says_that_names_are_hidden(demo: Report, pasted: Report) -> None:
    """A reader of the copy is told, and told as well when no name was found."""
    assert "as asked" in mask_names(demo).skipped[-1].why
    assert "none was recognised" in mask_names(pasted).skipped[-1].why
    assert mask_names(pasted).page == pasted.page


def test_hidden_names_make_no_links(demo: Report) -> None:
    """A quote with a hidden name is not looked for on the page: the link only opens it."""
    masked = mask_names(demo)
    items = json.loads(annotations.dump(masked))["items"]
    assert items
    table = csv.dump(masked)
    assert "%E2%96%88" not in table


def test_masking_twice_changes_nothing_more(demo: Report) -> None:
    """What is hidden is not taken for another name."""
    once = mask_names(demo)
    assert mask_names(once).page.text == once.page.text
