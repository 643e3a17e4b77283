"""What was listed for which use, and what a passage names of it."""

from __future__ import annotations

import pytest

from claimcheck.verdicts.regulatory.decoder import Fit, decode, devices_of, fit, listed_products
from claimcheck.verdicts.regulatory.models import Device, Listed, Product, ProductKind, Standing
from claimcheck.vocabulary import load_vocabulary

_VOCABULARY = load_vocabulary()


def _product(
    conditions: tuple[str, ...] = (), within: tuple[str, ...] = (), words: tuple[str, ...] = ()
) -> Product:
    return Product(
        id="AP-999",
        name="Larchcel",
        kind=ProductKind.PRODUCT,
        jurisdiction="US",
        conditions=conditions,
        within=within,
        words=words,
    )


def _device(standing: Standing, *, conditions: tuple[str, ...], words: tuple[str, ...]) -> Device:
    return Device(
        id="DV-999",
        name="Larch lamp",
        names=("larch lamp",),
        standing=standing,
        jurisdiction="US",
        conditions=conditions,
        words=words,
    )


def _fit(condition: str | None, passage: str, *rows: Listed) -> Fit:
    return fit(rows, condition, passage, _VOCABULARY)


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("burns heal with it", Fit.LISTED),
        ("xburn cream", Fit.OTHER),
        ("it is used for burns.", Fit.LISTED),
        ("it is used for (burns).", Fit.LISTED),
        ("she wore auburn hair.", Fit.OTHER),
        ("auburn hair, and burns too.", Fit.LISTED),
        ("auburnburn hair.", Fit.OTHER),
        ("it is used for bur.", Fit.OTHER),
    ],
)
def test_the_words_of_a_use_are_read_from_their_beginning(passage: str, expected: Fit) -> None:
    """Wherever they stand, and not within another word."""
    assert _fit("autism", passage, _product(words=("burn",))) is expected


def test_one_row_of_several_that_lists_the_use_is_enough() -> None:
    """By its words or by its condition, whichever row it is."""
    knees, fits = _product(words=("knee",)), _product(words=("gum",))
    assert _fit(None, "for the gum", knees, fits) is Fit.LISTED
    assert _fit(None, "for the gum", fits, knees) is Fit.LISTED
    by_name = _product(conditions=("gvhd", "depression"))
    assert _fit("depression", "", knees, by_name) is Fit.LISTED
    assert _fit("depression", "", by_name, knees) is Fit.LISTED
    assert _fit("depression", "", knees) is Fit.OTHER


def test_a_use_without_a_condition_or_a_row_settles_nothing() -> None:
    """Unless its words name a listed one."""
    row = _product(conditions=("gvhd",), words=("gum",))
    assert _fit(None, "", row) is Fit.UNCLEAR
    assert _fit("autism", "") is Fit.UNCLEAR
    assert _fit(None, "for the gum", row) is Fit.LISTED


def test_a_broader_word_settles_nothing_and_a_narrower_one_is_listed() -> None:
    """Dementia may be the one kind of it that is listed; where all are, each kind is."""
    one, all_ = _product(conditions=("gvhd", "alzheimers")), _product(conditions=("dementia",))
    assert _fit("dementia", "", one) is Fit.UNCLEAR
    assert _fit("alzheimers", "", all_) is Fit.LISTED
    within = _product(within=("gvhd", "dementia"))
    assert _fit("dementia", "", within) is Fit.UNCLEAR
    assert _fit("neurological", "", within) is Fit.UNCLEAR
    assert _fit("alzheimers", "", within) is Fit.OTHER
    assert _fit("autism", "", within, one) is Fit.OTHER


def test_what_a_regulator_acted_against_lists_no_use() -> None:
    """Neither by its words nor by its condition; a device that was cleared does."""
    use = {"conditions": ("depression",), "words": ("gloom",)}
    cleared = _device(Standing.CLEARED, **use)
    refused = _device(Standing.NOT_CLEARED, **use)
    for condition, passage in (("depression", ""), ("autism", "for gloom")):
        assert _fit(condition, passage, cleared) is Fit.LISTED
        assert _fit(condition, passage, refused) is Fit.OTHER
        assert _fit(condition, passage, refused, cleared) is Fit.LISTED
    kind = _device(Standing.NOT_CLEARED, conditions=("alzheimers",), words=())
    assert _fit("dementia", "", kind) is Fit.OTHER
    assert _fit("dementia", "", kind.model_copy(update={"standing": Standing.CLEARED})) is (
        Fit.UNCLEAR
    )


def test_each_row_that_a_passage_names_is_told_once() -> None:
    """However often it is named and by which of its names; a name of two rows is both."""
    found = decode("omisirge, that is omidubicel: omisirge by bioresonance (bicom).")
    assert sorted(row.id for row in found.products) == ["AP-010", "AP-011"]
    assert sorted(row.id for row in found.devices) == ["DV-045", "DV-046"]
    assert found.terms == ()


def test_what_is_no_word_of_a_regulator_is_told_beside_one() -> None:
    """Phrases, products and devices of one passage each in their own place."""
    found = decode("fda approved: kymriah and the neurostar, made under gmp.")
    assert {row.id for row in found.terms} == {"TM-001", "TM-029"}
    assert {row.name for row in found.products} == {"Kymriah"}
    assert {row.id for row in found.devices} == {"DV-002", "DV-003", "DV-004"}
    nothing = decode("the lake is fine.")
    assert (nothing.terms, nothing.products, nothing.devices) == ((), (), ())


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("fda approved", {"TM-001"}),
        ("fda approved clinic", {"TM-002"}),
        ("who-gmp", {"TM-030"}),
        ("who gmp", {"TM-030"}),
        ("gmp, and who gmp", {"TM-029", "TM-030"}),
        ("fda approved, in an fda approved clinic", {"TM-001", "TM-002"}),
    ],
)
def test_a_phrase_counts_once_more_where_it_also_stands_alone(
    passage: str, expected: set[str]
) -> None:
    """At the beginning or the end of a longer one it is a part of that."""
    assert {row.id for row in decode(passage).terms} == expected


def test_devices_are_known_for_any_of_the_treatments_that_they_give() -> None:
    """And for what is a kind of one of them."""
    deep = {row.id for row in devices_of("deep_tms", _VOCABULARY)}
    plain = {row.id for row in devices_of("rtms", _VOCABULARY)}
    assert {"DV-007", "DV-008", "DV-009"} <= deep & plain
    assert "DV-048" not in deep | plain
    assert [row.id for row in devices_of("ozone", _VOCABULARY)] == ["DV-048"]


def test_cell_products_are_listed_by_the_place_and_by_what_they_may_be_for() -> None:
    """Gene therapies are no cells, and a broader disease may hold a listed use."""

    def names(condition: str, *places: str) -> set[str]:
        return {one.name for one in listed_products(condition, _VOCABULARY, places or None)}

    assert names("spinal_muscular_atrophy") == set()
    assert names("gvhd", "JP", "CA") == {"Temcel HS", "Prochymal"}
    assert names("gvhd", "AU") == set()
    assert "Amtagvi" in names("cancer", "US")
    assert names("autism") == set()
    assert listed_products("gvhd", _VOCABULARY, ()) == ()
