"""A register of five studies on loopback, and a client that waits on a clock of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from claimcheck.trials.ctgov import CtGov
from claimcheck.trials.politeness import Clock, Pace, RegistryLimits
from tests.registry_server import RegistryServer, make_study

STUDIES = [
    make_study(1, conditions=["Autism"], interventions=["Cord blood"], updated="2026-01-01"),
    make_study(2, conditions=["Autism"], interventions=["Risperidone"], updated="2026-02-01"),
    make_study(3, conditions=["Asthma"], interventions=["Cord blood"], updated="2026-03-01"),
    make_study(4, conditions=["Autism"], aliases=["NCT00000104"], updated="2026-04-01"),
    make_study(5, conditions=["Cerebral Palsy"], updated="2026-05-01"),
]
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


class FakeClock(Clock):
    """Time that only passes by sleeping; ``slept`` are all waits."""

    def __init__(self) -> None:
        self.time = 1_000.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.time - 1_000)

    def monotonic(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def client_of(server: RegistryServer, clock: FakeClock, **limits: float) -> CtGov:
    """A client with pages of two studies; ``limits`` are those of ``RegistryLimits``."""
    known = RegistryLimits.model_validate({"page_size": 2, **limits})
    return CtGov(server.base_url, limits=known, clock=clock, pace=Pace(clock=clock))
