"""What EFF-15 finds on a page that makes no claim about a treatment."""

from __future__ import annotations

from claimcheck.checker import Checker
from claimcheck.pages import capture_text
from claimcheck.schema import PageFinding
from claimcheck.verdicts.page import PageCase
from claimcheck.verdicts.page.medicines import stops_medicine
from claimcheck.vocabulary import load_vocabulary
from tests.unit.verdicts.conftest import SELLS


def found_on(
    checker: Checker, *lines: str, around: tuple[str, ...] = SELLS
) -> tuple[PageFinding, ...]:
    """Of ``lines`` below those ``around``."""
    page = checker._reader.read(capture_text("\n".join((*around, *lines))))
    case = PageCase(page=page, claims=(), verdicts=(), vocabulary=load_vocabulary())
    return tuple(stops_medicine.findings(case))
