"""Phrases of regulators, products and devices in the words of a passage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.text import fold
from claimcheck.verdicts.regulatory.decoder import (
    Fit,
    decode,
    devices_of,
    fit,
    listed_products,
)
from claimcheck.verdicts.regulatory.loading import load_devices, load_products, load_terms
from claimcheck.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def _terms(passage: str) -> set[str]:
    return {term.id for term in decode(fold(passage)).terms}


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("Our laboratory is FDA-registered.", {"TM-003"}),
        ("An FDA approved laboratory makes the cells.", {"TM-002"}),
        ("FDA-APPROVED cells from a GMP laboratory", {"TM-001", "TM-029"}),
        ("We work under an IND.", {"TM-012"}),
        ("The product has RMAT designation.", {"TM-016"}),
        ("Approved by the FDAA", set()),
        ("She practised pragmatic care.", set()),
    ],
)
def test_phrases_are_whole_words_and_the_longest_counts(passage: str, expected: set[str]) -> None:
    """A phrase inside a longer one, or inside another word, is not told."""
    assert _terms(passage) == expected


@pytest.mark.parametrize(
    ("weak", "appeal"),
    [
        ("We met on the Bahamas.", "Our therapy is licensed on the Bahamas."),
        ("Exosomes are tiny bubbles.", "Our exosomes are approved."),
        ("Your own cells are counted.", "Your own cells need no approval."),
    ],
)
def test_a_country_or_a_product_alone_is_no_appeal(weak: str, appeal: str) -> None:
    """Weak words count only beside a word of approval."""
    assert _terms(weak) == set()
    assert _terms(appeal) != set()


@pytest.mark.parametrize("term", load_terms(), ids=lambda term: term.id)
def test_every_phrase_can_be_found(term: object) -> None:
    """Each pattern, beside a word of approval, leads to its row or to a longer phrase's."""
    known = next(known for known in load_terms() if known is term)
    for pattern in known.patterns:
        found = decode(f"approved: {pattern}.").terms
        assert known in found or any(
            pattern in other for row in found for other in row.patterns if other != pattern
        )


@given(st.text(max_size=80))
def test_any_text_can_be_decoded(text: str) -> None:
    """No text breaks the decoder, and what it finds stands in the text."""
    folded = fold(text)
    for term in decode(folded).terms:
        assert any(pattern in folded for pattern in term.patterns)


@pytest.mark.parametrize(
    ("name", "condition", "passage", "expected"),
    [
        ("kymriah", "b_cell_lymphoma", "kymriah", Fit.LISTED),
        ("kymriah", "autism", "kymriah for autism", Fit.OTHER),
        ("kymriah", "cancer", "kymriah for cancer", Fit.UNCLEAR),
        ("kymriah", None, "kymriah", Fit.UNCLEAR),
        ("holoclar", "refractive_error", "limbal stem cell deficiency", Fit.LISTED),
        ("ryoncil", "gvhd", "ryoncil", Fit.LISTED),
        ("ryoncil", "autism", "ryoncil", Fit.OTHER),
    ],
)
def test_product_and_use_are_matched_together(
    name: str, condition: str | None, passage: str, expected: Fit
) -> None:
    """An approval for one disease is none for another, and a broader word settles nothing."""
    products = decode(name).products
    assert products
    assert fit(products, condition, passage, VOCABULARY) is expected


def test_devices_are_found_by_the_treatment_too() -> None:
    """Brain stimulation by another name is given with the same devices."""
    devices = devices_of("mert", VOCABULARY)
    assert fit(devices, "depression", "", VOCABULARY) is Fit.LISTED
    assert fit(devices, "autism", "", VOCABULARY) is Fit.OTHER
    assert devices_of("speech_therapy", VOCABULARY) == ()


def test_a_device_that_was_refused_is_listed_for_nothing() -> None:
    """Where a regulator acted on the sale, no use is a listed one."""
    refused = [device for device in load_devices() if device.id == "DV-048"]
    assert fit(refused, "autism", "ozone for autism", VOCABULARY) is Fit.OTHER


def test_cell_products_are_told_by_country_and_use() -> None:
    """Some diseases have an approved cell product, in some countries; autism has none listed."""
    assert listed_products("autism", VOCABULARY, None) == ()
    assert [p.name for p in listed_products("gvhd", VOCABULARY, ("US",))] == ["Ryoncil"]
    assert listed_products("parkinsons", VOCABULARY, ("US",)) == ()
    assert [p.name for p in listed_products("parkinsons", VOCABULARY, None)] == ["Amchepry"]


def test_contrast_rows_are_no_cell_products() -> None:
    """Drugs with autism in their wording never stand for cells."""
    assert not any(product.cells for product in load_products() if product.kind == "contrast")
