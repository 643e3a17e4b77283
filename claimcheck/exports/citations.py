"""Says each trial and each source once, and refers to it after that."""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.exports.words import design, people, result_sentence, source_words, status
from claimcheck.schema import Report, Source, Trial


class Citations:
    """Remembers what one report has already told its reader."""

    def __init__(self, report: Report) -> None:
        self._trials = report.trials
        self._told: set[str] = set()
        self._numbers: dict[str, int] = {}

    def is_told(self, trial: str) -> bool:
        """Whether the trial was described before."""
        return trial in self._told

    def tell(self, trial: str) -> str:
        """Describe a trial: id, size, design, what it found."""
        self._told.add(trial)
        return describe(self._trials[trial])

    @property
    def told(self) -> tuple[str, ...]:
        """The descriptions that were given."""
        return tuple(describe(self._trials[trial]) for trial in sorted(self._told))

    def marks(self, sources: Iterable[Source]) -> str:
        """Reference marks such as "[1][4]"; the same source keeps its number."""
        return "".join(f"[{self._number(source)}]" for source in sources)

    @property
    def numbered(self) -> tuple[tuple[int, str], ...]:
        """Every source that was referred to, with its number."""
        return tuple((number, words) for words, number in self._numbers.items())

    def _number(self, source: Source) -> int:
        return self._numbers.setdefault(source_words(source), len(self._numbers) + 1)


def describe(trial: Trial) -> str:
    """A trial in two or three plain sentences."""
    name = f"{trial.id} ({trial.short_name})" if trial.short_name else trial.id
    found = " ".join(map(result_sentence, trial.all_results))
    found = found or f"{status(trial.overall_status).capitalize()}."
    return f"{name}: {people(trial)}, {design(trial)}. {found}"
