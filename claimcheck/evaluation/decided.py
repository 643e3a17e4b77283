"""What the program says of lines about which moderators overturned it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimcheck.checker import Checker
from claimcheck.claims import Extractor
from claimcheck.claims.classifier import Tier, load_models
from claimcheck.corpus import FlagCase, LabelledPage
from claimcheck.errors import DataError
from claimcheck.evaluation.claims import with_genre
from claimcheck.evaluation.judged import Labelled, capture_of
from claimcheck.trials.snapshot import load_snapshot
from claimcheck.verdicts import Judge
from claimcheck.verdicts.trust import load_trust


class FlagCheck:
    """The models that ship, over the records that ship."""

    def __init__(self, tier: Tier = Tier.CAREFUL) -> None:
        self._extractor = Extractor(load_models(tier))
        self._judge = Judge(trust=load_trust(str(tier)))
        self._snapshot = load_snapshot()

    def flags(self, labelled: LabelledPage) -> tuple[bool, ...]:
        """For each line of a page whether anything in it is flagged."""
        page = with_genre(labelled)
        checker = Checker(
            reader=Labelled(page),
            extractor=self._extractor,
            trials=self._snapshot,
            judge=self._judge,
            version="measured",
        )
        claims = checker.check(capture_of(page)).claims
        flagged = {claim.block for claim in claims if claim.flagged}
        filled = [number for number, line in enumerate(labelled.lines) if line.text.strip()]
        blocks = {number: block for block, number in enumerate(filled)}
        return tuple(blocks.get(number) in flagged for number in range(len(labelled.lines)))

    def measured(self, cases: Iterable[FlagCase], pages: Sequence[LabelledPage]) -> list[FlagCase]:
        """The cases with ``open`` as it is now; raises ``DataError`` for a line that is none."""
        by_id = {page.id: page for page in pages}
        flags: dict[str, tuple[bool, ...]] = {}
        found = []
        for case in cases:
            page = by_id.get(case.page)
            if page is None or case.line > len(page.lines):
                raise DataError(f"Page {case.page} has no line {case.line}.")
            if page.id not in flags:
                flags[page.id] = self.flags(page)
            said = flags[page.id][case.line - 1]
            found.append(case.model_copy(update={"open": said is not case.flagged}))
        return found
