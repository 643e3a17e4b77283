"""Judges hand-made lines with the real chain: claims, records, rules."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.checker import Checker
from claimcheck.checks import default_checker
from claimcheck.pages import capture_text
from claimcheck.schema import Report, ReportedClaim

Check = Callable[..., Report]
JudgePassage = Callable[..., tuple[ReportedClaim, ...]]

SELLS = (
    "Stem cell therapy for autism",
    "",
    "Book a free consultation at our clinic and get a treatment plan for your child.",
    "",
)
INFORMS = (
    "Stem cells and autism: what is known",
    "",
    "Systematic reviews of randomised trials found that the evidence is weak.",
    "Be wary of unproven treatments and talk to your doctor.",
    "",
)


@pytest.fixture(scope="session")
def checker() -> Checker:
    """The checker over the data that ships with the program."""
    return default_checker()


@pytest.fixture(scope="session")
def check(checker: Checker) -> Check:
    """The report on a page: what surrounds the passage, then the passage."""

    def run(*lines: str, around: tuple[str, ...] = SELLS, country: str | None = None) -> Report:
        return checker.check(capture_text("\n".join((*around, *lines))), country=country)

    return run


@pytest.fixture(scope="session")
def judge_passage(check: Check) -> JudgePassage:
    """The claims of the passage alone, judged on a page that sells stem cells for autism."""

    def run(
        passage: str, around: tuple[str, ...] = SELLS, country: str | None = None
    ) -> tuple[ReportedClaim, ...]:
        report = check(passage, around=around, country=country)
        begin = report.page.text.rindex(passage)
        return tuple(claim for claim in report.claims if claim.end > begin)

    return run


@pytest.fixture
def short_pages_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of a few lines are judged as pages long enough to tell whether they sell."""
    monkeypatch.setattr("claimcheck.verdicts.case.WORDS_OF_A_PAGE", 5)
