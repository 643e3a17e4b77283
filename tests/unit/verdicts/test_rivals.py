"""A treatment set above other care: by naming a rival or by being called the best."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.schema import Report
from claimcheck.text import fold
from claimcheck.verdicts.rivals import ABOVE

Check = Callable[..., Report]


@pytest.mark.parametrize(
    "passage",
    [
        "Cheaper and better than a graft",
        "Our gel lasts longer than any cortisone shot.",
        "More effective for most children than years of lessons",
        "Tablets only mask the pain.",
        "Unlike other clinics, we look deeper.",
        "Skip the operation.",
        "Relief without drugs",
        "The best method there is",
        "It is as effective as chemotherapy.",
        "Lessons alone can never do that.",
        "Why these pills make the damage worse",
        "The only clinic that does it",
    ],
)
def test_a_rival_or_a_superlative(passage: str) -> None:
    """Than, unlike, instead of, only masks, the best."""
    assert ABOVE.search(fold(passage))


@pytest.mark.parametrize(
    "passage",
    [
        "The swelling was worse than I thought.",
        "The week was harder than we had expected.",
        "Attacks fell to nearly none in 68% of them.",
        "It has no side effect even in newborn babies.",
        "The success rate of our doctor is 97%.",
        "He was told that a new kidney was the last way out.",
        "Our own numbers are better still.",
        "St John's wort can stop some cancer drugs from working.",
        "More than 900 people came; other than that it was quiet.",
        "Read this leaflet before you start to take the tablets.",
    ],
)
def test_praise_and_figures_alone_are_none(passage: str) -> None:
    """A share, praise, a story or advice names nothing that it is set above."""
    assert ABOVE.search(fold(passage)) is None


def test_a_second_one_for_nothing_is_a_discount(check: Check) -> None:
    """SAF-07 speaks of courses that are advised, and not of a price cut."""
    benefit = "Stem cells improve speech in autism."
    for offer, found in (
        ("Book in May and the second infusion is free.", False),
        ("Every second treatment at half price.", False),
        ("A second infusion is given after six months.", True),
        ("We offer a booster infusion for 900 dollars each year.", True),
    ):
        report = check(benefit, "", offer)
        assert ("SAF-07" in {one.rule for one in report.page_findings}) is found, offer
