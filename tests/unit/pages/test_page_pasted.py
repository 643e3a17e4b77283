"""Addresses, sources and texts told apart."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import AddressNotAlone
from claimcheck.pages import address_in, capture_bytes, capture_html, told_apart
from claimcheck.schema import Kind

ADDRESS = "https://clinic.example/autism"
SENTENCES = (
    "Our stem cell therapy cures autism in 8 out of 10 children. It has no side effects. "
    f"Read more at {ADDRESS} or write to us at www.clinic.example today."
)
SHORTCUT = f"[InternetShortcut]\r\nURL={ADDRESS}\r\nIconIndex=0\r\n"


@pytest.mark.parametrize(
    ("pasted", "address"),
    [
        (ADDRESS, ADDRESS),
        ("ftp://clinic.example/", "ftp://clinic.example/"),
        (f"<{ADDRESS}>", ADDRESS),
        (f" “{ADDRESS}”\n", ADDRESS),
        (f"\ufeff{ADDRESS}\u200b", ADDRESS),
        ("http:/clinic.example", "http://clinic.example"),
        ("https:clinic.example/a", "https://clinic.example/a"),
        ("clinic.example.", "https://clinic.example"),
        ("www.müller-klinik.de", "https://www.müller-klinik.de"),
        ("клініка.укр/аутизм", "https://клініка.укр/аутизм"),
        ("xn--mller-klinik-thb.de", "https://xn--mller-klinik-thb.de"),
        ("localhost", "https://localhost"),
        ("localhost:8000/a", "https://localhost:8000/a"),
        ("127.0.0.1", "https://127.0.0.1"),
        ("[::1]", "https://[::1]"),
        (SHORTCUT, ADDRESS),
    ],
)
def test_what_is_plainly_one_address_is_one(pasted: str, address: str) -> None:
    """Signs around it, another script or a missing slash do not make a text of an address."""
    found = told_apart(pasted)
    assert (found.kind, found.content) == (Kind.URL, address)


@pytest.mark.parametrize(
    "pasted",
    [
        f"{ADDRESS}\nhttps://other.example",
        "clinic.example\nother.example",
        f"Please check {ADDRESS}",
        "please check clinic.example/autism",
        "Can you look at www.clinic.example? Is it true?",
        "https://clinic.example/my page",
        f"See {ADDRESS}",
        f"[Clinic]({ADDRESS})",
        f"Dr. Weaver: Stem Cell Therapy for Autism | Our Treatments\n{ADDRESS}",
        f'<a href="{ADDRESS}">The clinic</a>',
    ],
)
def test_an_address_that_does_not_stand_alone_is_refused(pasted: str) -> None:
    """Nobody gets a calm report about a page that was never opened."""
    with pytest.raises(AddressNotAlone):
        told_apart(pasted)


@pytest.mark.parametrize(
    "pasted",
    [
        SENTENCES,
        f"Our cells cure autism. See {ADDRESS}",
        "Safe.",
        "Our therapy is safe.No pain was felt.",
        "e.g. a cure",
        "a < b",
        "Write to info@clinic.example for a place.",
        "Children with <b>autism</b> got better.",
        "Use <p>like this</p> for each paragraph of the page.",
        "<b> marks what matters: our cells cure autism.",
        "<p>",
        "</textarea><script>alert(1)</script>",
        "word " * 5_000 + ADDRESS,
    ],
)
def test_a_text_stays_a_text(pasted: str) -> None:
    """Links in sentences, names with full stops and single tags are read as words."""
    found = told_apart(pasted)
    assert (found.kind, found.content) == (Kind.TEXT, pasted)


@pytest.mark.parametrize(
    "pasted",
    [
        "<!DOCTYPE html><p>x</p>",
        "\n<HTML lang=en>",
        "<!-- saved from url=(0027)https://clinic.example/ -->\n<!DOCTYPE html><html><p>x</p>",
        "<!-- a --><!-- b --><html>",
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD"><html>',
        '<div class="x"><p>Our cells cure autism.</p></div>',
        '<div class="x"><p>Our cells cure autism.',
        "<!-- cut --><section>Our cells cure autism.</section>",
        '<link rel="stylesheet" href="a.css"><main>Our cells cure autism.</main>',
        'class="x"><p>One.</p><p>Two.</p><p>Three.</p>',
    ],
)
def test_the_source_of_a_page_is_html(pasted: str) -> None:
    """Comments, prologs and missing beginnings do not hide what is source."""
    assert told_apart(pasted).kind is Kind.HTML


@pytest.mark.parametrize("body", [ADDRESS.encode(), SHORTCUT.encode(), ADDRESS.encode("utf-16")])
def test_a_file_that_holds_only_an_address_is_one(body: bytes) -> None:
    """A saved link and a note with an address lead to the page."""
    assert address_in(capture_bytes(body)) == ADDRESS


def test_what_a_site_sends_leads_nowhere() -> None:
    """A text of two addresses is refused; HTML and what was fetched are pages as they are."""
    with pytest.raises(AddressNotAlone):
        address_in(capture_bytes(f"{ADDRESS}\n{ADDRESS}/b".encode()))
    assert address_in(capture_bytes(SENTENCES.encode())) is None
    assert address_in(capture_html(f"<p>{ADDRESS}</p>")) is None
    assert address_in(capture_bytes(ADDRESS.encode(), url="https://other.example")) is None


@given(st.text(alphabet=st.sampled_from("<>/!-?a. :pdivhtml\n@w"), max_size=200))
def test_any_text_is_something(pasted: str) -> None:
    """What was pasted is an address, a source, a text or refused as an address."""
    try:
        found = told_apart(pasted)
    except AddressNotAlone:
        return
    assert found.kind is Kind.URL or found.content == pasted


@pytest.mark.parametrize(
    "piece", ["<!--", "<p ", "<div>", "</p>", "a.", "www.a ", "a-", "http:/", "<?xml ", "x ."]
)
def test_hostile_texts_take_no_time(piece: str) -> None:
    """Telling apart takes time as the text is long, not more."""
    for size in (19_000, 400_000):
        began = time.perf_counter()
        with contextlib.suppress(AddressNotAlone):
            told_apart(piece * (size // len(piece)))
        assert time.perf_counter() - began < 5
