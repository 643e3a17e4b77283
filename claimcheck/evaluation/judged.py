"""What a whole check says of labelled lines, with models and trust that have not seen the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from claimcheck.checker import Checker, TrialSource
from claimcheck.claims.classifier import Tier
from claimcheck.corpus import LabelledPage, Part, fold_of, load_passages
from claimcheck.errors import DataError
from claimcheck.evaluation.claims import Told, read_part
from claimcheck.schema import Capture, Claim, Extraction, Page, ReportedClaim
from claimcheck.verdicts import Judge
from claimcheck.verdicts.trust import FlagTrust, Signs, load_fitted


@dataclass(frozen=True)
class Judged:
    """One labelled line with the judged claims that stand in it."""

    told: Told
    reported: tuple[ReportedClaim, ...]

    @property
    def flagged(self) -> bool:
        """Whether any of its claims is flagged."""
        return any(claim.flagged for claim in self.reported)


class HeldOutTrust:
    """Trust as if the site of each page had never been looked at; implements ``FlagTrust``.

    Raises ``DataError`` for pages that are not in ``corpus/passages``.
    """

    def __init__(self, tier: Tier) -> None:
        self.version = f"held-out-trust-{tier}"
        self._folds = load_fitted(str(tier)).folds
        self._fold = {page.as_page().sha256: fold_of(page) for page in load_passages()}

    def likelihood(self, page: Page, claim: Claim, signs: Signs) -> float:  # noqa: ARG002 (the border's name)
        """Between 0 and 1."""
        if (fold := self._fold.get(page.sha256)) is None:
            raise DataError("this page was not held out")
        return self._folds[fold].likelihood(signs)


class AsRead:
    """Stands in for the claims room: hands out what was found on a page before."""

    def __init__(self, extraction: Extraction, model_version: str) -> None:
        self._extraction = extraction
        self.model_version = model_version

    def extract(self, page: Page) -> Extraction:  # noqa: ARG002 (the border's name)
        """That."""
        return self._extraction


class Labelled:
    """Stands in for the pages room: hands out a page that was built from labelled lines."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def read(self, capture: Capture) -> Page:  # noqa: ARG002 (the border's name)
        """That page."""
        return self._page


def judged_lines(
    tier: Tier, trials: Callable[[LabelledPage], TrialSource], trust: FlagTrust
) -> Iterator[tuple[LabelledPage, list[Judged]]]:
    """Every page of ``corpus/passages`` with what is said of each of its lines.

    ``trials`` gives for each page the records that its claims are set beside.
    """
    judge = Judge(trust=trust)
    for read in read_part(Part.PASSAGES, tier):
        checker = Checker(
            reader=Labelled(read.page),
            extractor=AsRead(read.extraction, f"held-out-{tier}"),
            trials=trials(read.labelled),
            judge=judge,
            version="measured",
        )
        claims = checker.check(capture_of(read.page)).claims
        lines = [line for line in read.labelled.lines if line.text.strip()]
        found = []
        for block, line in enumerate(lines):
            own = tuple(claim for claim in claims if claim.block == block)
            found.append(Judged(Told(read.labelled, line, own, read.page), own))
        yield read.labelled, found


def capture_of(page: Page) -> Capture:
    """What ``Labelled`` turns into the page."""
    return Capture(body=b"x", media="text", sha256=page.sha256, retrieved_at=page.retrieved_at)
