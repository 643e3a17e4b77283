"""What an appeal to an approval hangs on: who approved what, for which use, and how it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimcheck.checker import Checker
from claimcheck.schema import Finding, MentionOrigin
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.rule import Rule
from claimcheck.verdicts.rules.regulatory.approval import (
    _APPROVED,
    _EQUIPMENT,
    _RECOGNISED,
    approved,
    cleared,
)
from tests.unit.verdicts import test_conditions as conditions
from tests.unit.verdicts.conftest import SELLS

_BOOK = ("", "Book a free consultation at our clinic and get a treatment plan.", "")
_SLIMMING = ("Semaglutide for obesity", *_BOOK)
_MAGNETS = ("Magnetic stimulation for depression", *_BOOK)
_TELLS = (
    "My year with autism",
    "",
    "I write about our family. Somebody once wanted to sell us stem cells.",
    "",
)
_CHANGED = conditions.CHANGES

pytestmark = pytest.mark.usefixtures("short_pages_are_whole")


def _case(checker: Checker, passage: str, around: tuple[str, ...] = SELLS) -> Case:
    [case] = conditions.cases_of(checker, passage, around)
    return case


def _weight(
    checker: Checker, passage: str, around: tuple[str, ...] = SELLS, rule: Rule = approved
) -> int | None:
    return conditions.weight_of(rule, _case(checker, passage, around))


def _one(rule: Rule, case: Case) -> Finding:
    [finding] = rule.findings(case)
    return finding


@pytest.mark.parametrize(
    "agency",
    [
        "fda",
        "usfda",
        "ema",
        "european medicines agency",
        "health canada",
        "mhra",
        "tga",
        "regulators",
        "regulatory authorities",
        "food and drug administration",
        "u.s. food and drug administration (fda)",
    ],
)
def test_each_agency_is_known_wherever_it_stands(agency: str) -> None:
    """Before what it did and behind it, of a treatment and of a machine."""
    short = agency.removesuffix(" (fda)")
    assert _APPROVED.search(f"our cells have {agency} approval")
    assert _APPROVED.search(f"our cells were approved by the {short} in spring")
    assert _APPROVED.search(f"the {short} has approved our cells")
    assert _RECOGNISED.search(f"our method is recognised by the {short}")
    assert _RECOGNISED.search(f"the {short} recognises our method")
    assert _EQUIPMENT.search(f"spun in a {short}-cleared centrifuge")
    assert _EQUIPMENT.search(f"spun in a centrifuge that was cleared by the {short}")


@pytest.mark.parametrize(
    ("passage", "change", "weight"),
    [
        ("Our stem cell method is recognised by the FDA.", "knees_not_held", 2),
        ("Our stem cell method is recognised by the FDA.", "shown", 2),
        ("Our hyperbaric oxygen method is recognised by the FDA for autism.", "weakly", 2),
        ("Our hyperbaric oxygen method is recognised by the FDA for autism.", "shown", None),
    ],
)
def test_cells_or_a_benefit_not_shown_make_recognition_a_claim(
    checker: Checker, passage: str, change: str, weight: int | None
) -> None:
    """Either is enough; of proven care that is no product of cells it is left alone."""
    assert conditions.weight_of(approved, _CHANGED[change](_case(checker, passage))) == weight


@pytest.mark.parametrize(
    "passage",
    [
        "Autism is recognised by the FDA as a serious condition, and we offer stem cells for it.",
        "Our stem cell cream is recognised by the FDA as GRAS.",
        "Our stem cell therapy was accepted by the FDA for priority review.",
        "The application for our stem cells was accepted by the FDA.",
        "The wax in our stem cell cream is accepted by the FDA and recognised as safe.",
        "A fever after our stem cells is accepted by the FDA as a side effect.",
        "The number of our stem cell product was accepted by the FDA.",
        "We apply for our stem cells to be recognised by the FDA.",
        "Our stem cell method is pending, and we expect that the FDA recognises our method.",
    ],
)
def test_what_else_is_recognised_or_only_looked_at_is_no_backing(
    checker: Checker, passage: str
) -> None:
    """A disease, a food, a file that was taken in, and what is still wanted."""
    assert _weight(checker, passage) is None


@pytest.mark.parametrize(
    "passage",
    [
        "Our compounded semaglutide is FDA-approved.",
        "Our compounded semaglutide uses the same active ingredient, licensed by regulators.",
        "Our semaglutide has the identical FDA-approved active ingredient.",
    ],
)
def test_a_mixture_borrows_the_approval_of_what_is_in_it(checker: Checker, passage: str) -> None:
    """The message is that on mixtures, in whatever order it is told."""
    case = _case(checker, passage, _SLIMMING)
    assert "compounded drugs are not approved" in _one(approved, case).message
    assert conditions.weight_of(approved, _CHANGED["informs"](case)) is None


@pytest.mark.parametrize(
    "behind",
    [
        ", but it costs less",
        ", although nobody checks the mix",
        ", and the FDA hasn't looked at the mix",
    ],
)
def test_a_mixture_told_with_its_limit_is_left_alone(checker: Checker, behind: str) -> None:
    """Whatever takes it back in the same passage."""
    told = "Our compounded semaglutide has the FDA-approved ingredient"
    assert _weight(checker, f"{told}.", _SLIMMING) == 3
    assert _weight(checker, f"{told}{behind}.", _SLIMMING) is None


def test_a_mixture_of_cells_is_told_once(checker: Checker) -> None:
    """What is said of mixtures is not followed by what is said of approved cells."""
    passage = "Our compounded exosomes contain the same FDA-approved ingredient."
    assert "mixed product" in _one(approved, _case(checker, passage)).message


@pytest.mark.parametrize(
    ("passage", "weight"),
    [
        ("Kymriah and Alofisel are approved by the EMA for autism.", 2),
        ("Kymriah and Alofisel are FDA approved for autism.", 3),
        ("Risperidone and Ryoncil are FDA approved for epilepsy.", 3),
        ("Ryoncil and risperidone are FDA approved for epilepsy.", 3),
        ("Risperidone and leucovorin are FDA approved for epilepsy.", 2),
    ],
)
def test_of_several_products_each_counts(checker: Checker, passage: str, weight: int) -> None:
    """One of them whose licence ended in Europe, or one of cells, settles the weight."""
    assert _weight(checker, passage) == weight


@pytest.mark.parametrize(
    ("origin", "weight"),
    [
        (MentionOrigin.SENTENCE, 3),
        (MentionOrigin.CONTEXT, 3),
        (MentionOrigin.HEADING, None),
        (MentionOrigin.PAGE, None),
    ],
)
def test_a_named_product_is_held_against_a_disease_close_by(
    checker: Checker, origin: MentionOrigin, weight: int | None
) -> None:
    """In the sentence or in the one before it; a heading names the page's own subject."""
    case = _case(checker, "Ryoncil is FDA approved for autism.")
    assert conditions.weight_of(approved, _read_in(case, origin)) == weight


def _read_in(case: Case, origin: MentionOrigin) -> Case:
    """The same, with all that it is about read in another place."""
    far = [m.model_copy(update={"origin": origin}) for m in case.claim.concepts]
    return replace(case, claim=case.claim.model_copy(update={"concepts": tuple(far)}))


def test_a_device_stands_for_itself_only_where_nothing_is_sold(checker: Checker) -> None:
    """It names a device, cells were read elsewhere if at all, and nobody sells: all are needed."""
    device = "The device has FDA approval for autism."
    told = _read_in(_case(checker, device, _TELLS), MentionOrigin.PAGE)
    assert conditions.weight_of(approved, told) is None
    assert conditions.weight_of(approved, _CHANGED["untreated"](told)) is None
    sold = _read_in(_case(checker, device, SELLS), MentionOrigin.PAGE)
    assert conditions.weight_of(approved, sold) == 3
    for passage in (
        "The method has FDA approval for autism.",
        "The stem cells come with a device that has FDA approval for autism.",
    ):
        assert _weight(checker, passage, _TELLS) == 3


@pytest.mark.parametrize(("agency", "weight"), [("regulators", 1), ("the FDA", 3)])
def test_products_of_other_countries_count_unless_the_fda_is_named(
    checker: Checker, agency: str, weight: int
) -> None:
    """Some country lists cells for the disease, the United States do not."""
    around = ("Stem cells for Parkinson's disease", *_BOOK)
    passage = f"Our stem cells are approved by {agency} for Parkinson's disease."
    assert _weight(checker, passage, around) == weight


def test_cells_with_a_listed_product_are_asked_for_it_even_where_they_help(
    checker: Checker,
) -> None:
    """A benefit that the records show does not say which product was approved."""
    case = _case(checker, "Our stem cells are FDA approved for type 1 diabetes.")
    assert conditions.weight_of(approved, _CHANGED["shown"](case)) == 1


@pytest.mark.parametrize(("use", "weight"), [("depression", None), ("tinnitus", 1)])
def test_a_device_that_is_listed_for_the_use_needs_no_trial(
    checker: Checker, use: str, weight: int | None
) -> None:
    """The clearance itself is true, whatever the registry holds."""
    case = _case(checker, f"TMS is FDA approved for {use}.", _MAGNETS)
    assert conditions.weight_of(approved, _CHANGED["no_trial"](case)) == weight


@pytest.mark.parametrize(
    "passage",
    [
        "For autism we offer stem cells that are FDA approved for leukaemia.",
        "For autism we offer stem cells that are FDA approved in lymphoma care.",
        "For autism we offer stem cells that are FDA approved in blood disorders.",
        "For autism we offer stem cells, which are FDA approved for certain conditions.",
        "For autism we offer stem cells, FDA approved for one use only.",
        "For autism we offer blood-forming stem cells, which are FDA approved.",
        "Haematopoietic stem cells are FDA approved, and we offer them for autism.",
        "Stem cells are FDA approved against graft-versus-host disease; we treat autism.",
        "CAR-T cells are FDA approved, and we offer stem cells for autism.",
        "Cannabidiol is FDA approved as Epidiolex; we offer it with stem cells for autism.",
        "Our drug is FDA approved for irritability; we offer it with stem cells for autism.",
    ],
)
def test_an_approval_told_with_its_own_use_is_no_other_one(checker: Checker, passage: str) -> None:
    """The use for which such products are licensed stands beside the word."""
    assert _weight(checker, passage) is None
    assert _weight(checker, "For autism we offer stem cells that are FDA approved.") == 3


def test_a_device_is_measured_by_the_disease_if_one_is_named(checker: Checker) -> None:
    """Without one nothing can be said of the use; another agency than the FDA has another list."""
    case = _case(checker, "TMS is FDA-cleared for autism.", _MAGNETS)
    assert conditions.weight_of(cleared, case) == 2
    assert conditions.weight_of(cleared, _CHANGED["unnamed"](case)) is None
    passage = "Magnetic stimulation is cleared by the MHRA for autism."
    assert _weight(checker, passage, _MAGNETS, cleared) is None


@pytest.mark.parametrize(
    ("passage", "told"),
    [
        ("Our ozone therapy is FDA approved for autism.", "toxic gas"),
        ("Bioresonance with hyperbaric oxygen is FDA cleared for wounds.", "TGA"),
        ("Our stem cells and the NeuroStar device are FDA approved for autism.", "NeuroStar"),
        ("NeuroStar and the ozone generator are FDA approved for autism.", "NeuroStar"),
    ],
)
def test_the_device_that_is_named_is_told_of(checker: Checker, passage: str, told: str) -> None:
    """Once, from its own row; one that was never cleared has no listed uses to speak of."""
    finding = _one(cleared, _case(checker, passage))
    assert told in finding.message
    assert ("listed uses" in finding.message) is (told == "NeuroStar")


@pytest.mark.parametrize(
    ("passage", "title", "change", "weight"),
    [
        ("TMS is FDA-cleared for depression.", "Magnetic stimulation for autism", None, 0),
        ("TMS is FDA-cleared for depression.", "Magnetic stimulation for autism", "unclear", None),
        ("TMS is FDA-cleared for depression.", "Magnetic stimulation for depression", None, None),
        ("TMS is FDA-cleared for depression.", "Magnetic stimulation", None, None),
        ("TMS is FDA-cleared for depression.", None, None, None),
        ("TMS is FDA-cleared.", "Magnetic stimulation for autism", "unnamed", None),
    ],
)
def test_the_title_of_a_page_that_sells_may_name_another_disease(
    checker: Checker, passage: str, title: str | None, change: str | None, weight: int | None
) -> None:
    """A clearance that is told for its own use does not extend to what the page is about."""
    case = _case(checker, passage, _MAGNETS)
    case = _CHANGED[change](case) if change else case
    page = case.page.model_copy(update={"title": title})
    assert conditions.weight_of(cleared, replace(case, page=page)) == weight
