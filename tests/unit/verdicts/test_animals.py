"""Pages about animals are not judged; pages about people with animals in them are."""

from __future__ import annotations

import pytest

from claimcheck import check_html
from claimcheck.pages import Reader, capture_html
from claimcheck.verdicts.animals import NOT_JUDGED, is_about_animals

_CATS = """
<title>Old and thin</title>
<p>From the Veterinary Clinic at Millbrook.</p>
<h1>When your old cat is suddenly thin</h1>
<p>One in ten older cats has an overactive thyroid. Radioactive iodine cures 95% of cats for good,
and there are no side effects. Pills work in most cats as long as you give them every day.</p>
<p>Before anything permanent we try pills for a few weeks, because a fast thyroid can hide what the
kidneys of your cat are doing. A cat that hides under the bed will need a hand with her gel.</p>
<h2>Arthritis in dogs</h2>
<p>Stem cells regenerate the cartilage of your dog. Biscuit, a spaniel, ran again after one
injection: the dog is cured. Ask our vet nurses what it costs for dogs and for horses.</p>
<p>Bring your cat or dog in on any weekday. Pets that are afraid may come by the side door.</p>
"""
_RIDING = """
<title>Riding for children with autism</title>
<h1>Riding with our horses helps children with autism</h1>
<p>Our horses are calm and our ponies are patient. Children who ride a horse each week speak
more. Parents tell us that their child sleeps better after an hour with the pony.</p>
<p>A horse moves a child's hips as walking does. The horse feels what the child feels. Each child
chooses a pony. Our vet sees every horse and pony once a month. Families are welcome.</p>
"""
_SCANS = """
<title>Stem cells for autism</title>
<h1>Before and after PET-CT</h1>
<p>A PET scan before, a PET scan after: in each PET-CT the brain is brighter. PET-CT, PET scans and
PET imaging are taken by us. The cells were tested in dogs, cats, rabbits and horses by a
veterinary school, and in dogs and rabbits again.</p>
<p>Children with autism improve after our stem cells. Every child gets a PET scan.</p>
"""


def _page_is_about_animals(html: str) -> bool:
    return is_about_animals(Reader().read(capture_html(html)))


def test_a_page_about_animals_is_not_judged() -> None:
    """Nothing is flagged, no record of people is named, and the reader is told why."""
    report = check_html(_CATS, offline=True)
    assert report.claims
    assert not any(claim.flagged or claim.for_review or claim.matches for claim in report.claims)
    assert (report.page_findings, report.evidence, report.trials) == ((), (), {})
    assert report.summary.bottom_line == NOT_JUDGED
    assert [note.why for note in report.skipped if "whole" in note.what] == [NOT_JUDGED]


@pytest.mark.parametrize("html", [_RIDING, _SCANS], ids=["riding", "scans"])
def test_people_are_judged_though_animals_are_named(html: str) -> None:
    """Riding for children and cells tried in dogs are offers to people."""
    assert not _page_is_about_animals(html)


@pytest.mark.parametrize("without", ["Veterinary", "cat", "thyroid"])
def test_what_makes_a_page_one_about_animals(without: str) -> None:
    """It takes both the animals and those who treat them; any other word may go."""
    changed = _CATS.replace(without, "xxx").replace("vet nurses", "nurses")
    assert _page_is_about_animals(changed) is (without == "thyroid")


def test_hidden_words_keep_no_page_from_being_judged() -> None:
    """What a visitor does not see says nothing of what a page is about."""
    clinic = "<h1>Stem cells for autism</h1><p>Our cells help. Book your visit to our clinic.</p>"
    words = "Our veterinary clinic treats your dog, your cat and your horse. " * 9
    assert _page_is_about_animals(f"{clinic}<p>{words}</p>")
    assert not _page_is_about_animals(f'{clinic}<p style="display:none">{words}</p>')
