"""Invented records that have the shape of registered ones: names, arms, outcomes, sizes.

Treatments and conditions of the vocabulary stand beside invented ones, common words beside rare
ones, so that a search meets long and short lists alike. Nothing in them is a fact.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

from claimcheck.schema import (
    Allocation,
    Arm,
    ArmGroupType,
    ConceptKind,
    CountType,
    Enrollment,
    InterventionType,
    Masking,
    OverallStatus,
    Phase,
    RegisteredIntervention,
    Registry,
    Source,
    SourceKind,
    StudyType,
    Trial,
    TrialOutcome,
    TrialQuery,
)
from claimcheck.vocabulary import Concept, load_vocabulary

READ_ON = date(2026, 1, 2)
SOURCE = Source(title="An invented register", kind=SourceKind.REGISTRY, date_seen=READ_ON)

_COMMON = """
    of in the and for with a to patients study treatment change from baseline children adults
    efficacy safety quality of life score time rate response pain severity number adverse
    events function symptoms weeks months overall survival blood level test scale total
    disease clinical cells therapy oral dose group trial effect acute chronic randomized
    controlled pilot
""".split()  # noqa: SIM905 - a list would be one word a line
_STATUSES = (
    *[OverallStatus.COMPLETED] * 55,
    *[OverallStatus.RECRUITING] * 15,
    *[OverallStatus.UNKNOWN] * 14,
    *[OverallStatus.TERMINATED] * 8,
    *[OverallStatus.NOT_YET_RECRUITING] * 5,
    OverallStatus.WITHDRAWN,
)
_PHASES = ((Phase.NA,), (Phase.PHASE1,), (Phase.PHASE1, Phase.PHASE2), (Phase.PHASE2,), None)
_ONSETS = """
    b br c ch d dr f g gl h j k l m n p pr qu r s st t tr v z
""".split()  # noqa: SIM905 - a list would be one word a line
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "io"]
_CODAS = ["n", "r", "l", "s", "x", "m", "nd", "rt", "st", "b", "c", "d"]
_T = TypeVar("_T")
_WORDS = 30_000
_DAYS = 6_000


def invented_records(count: int, *, seed: int = 7) -> Iterator[Trial]:
    """As many records as asked for; the same ones for the same seed."""
    maker = _Maker(random.Random(seed))  # noqa: S311 - nothing is kept secret
    for number in range(count):
        yield maker.record(number)


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        vocabulary = load_vocabulary()
        self._conditions = vocabulary.of_kind(ConceptKind.CONDITION)
        self._treatments = vocabulary.of_kind(ConceptKind.INTERVENTION)
        rare = {self._word() for _ in range(_WORDS)}
        self._words = [*_COMMON, *sorted(rare)]
        # Word frequencies fall with the rank, as in any text (Zipf).
        self._word_weights = _falling(len(self._words), 1.0)
        self._strange = [f"{self._word()} {self._word()}" for _ in range(4_000)]
        self._strange_weights = _falling(len(self._strange), 0.8)
        self._condition_weights = _falling(len(self._conditions), 0.9)
        self._treatment_weights = _falling(len(self._treatments), 0.9)
        self._brands = {c.id: (self._word() + self._word()).title() for c in self._treatments}

    def record(self, number: int) -> Trial:
        chance = self._chance
        condition, conditions = self._condition()
        treatment, interventions = self._treatment()
        randomised = chance.random() < 0.55
        posted = READ_ON - timedelta(days=chance.randrange(_DAYS))
        return Trial(
            id=f"NCT{(number * 7 + 1_000_001) % 100_000_000:08}",
            registry=Registry.CLINICALTRIALS_GOV,
            title=f"{treatment.name} for {condition}: {self._text(6)}",
            official_title=f"A study of {self._text(8)} in {condition} with {self._text(6)}",
            secondary_ids=(f"{chance.choice('ABCD')}{chance.randrange(10**7)}",),
            sponsor=f"{self._word().title()} University",
            study_type=StudyType.INTERVENTIONAL,
            phases=chance.choice(_PHASES),
            allocation=Allocation.RANDOMIZED if randomised else Allocation.NA,
            masking=chance.choice(tuple(Masking)),
            placebo=True if randomised and chance.random() < 0.4 else None,
            enrollment=Enrollment(
                count=round(chance.lognormvariate(4.2, 1.2)), type=CountType.ACTUAL
            ),
            interventions=tuple(c.id for c in interventions),
            conditions=tuple(c.id for c in conditions),
            registered_conditions=(condition,),
            condition_mesh=tuple(c.label.title() for c in conditions),
            condition_mesh_ancestors=("Mental Disorders", "Nervous System Diseases"),
            keywords=tuple(self._text(2) for _ in range(chance.randrange(4))),
            registered_interventions=(treatment, *_placebo(randomised)),
            arms=_arms(treatment.name, randomised),
            primary_outcomes=self._outcomes(chance.randrange(1, 3)),
            secondary_outcomes=self._outcomes(chance.randrange(22)),
            overall_status=chance.choice(_STATUSES),
            countries=("United States", "Invented Republic"),
            start_date=posted.isoformat()[:7],
            has_posted_results=chance.random() < 0.15,
            last_update_posted=posted.isoformat(),
            url=f"https://clinicaltrials.gov/study/NCT{number + 1:08}",
            sources=(SOURCE,),
            snapshot_date=READ_ON,
        )

    def _condition(self) -> tuple[str, tuple[Concept, ...]]:
        if self._chance.random() < 0.6:
            return self._pick(self._strange, self._strange_weights).title(), ()
        concept = self._pick(self._conditions, self._condition_weights)
        return self._chance.choice(concept.aliases).capitalize(), (concept,)

    def _treatment(self) -> tuple[RegisteredIntervention, tuple[Concept, ...]]:
        if self._chance.random() < 0.6:
            name = self._pick(self._strange, self._strange_weights).title()
            return RegisteredIntervention(name=name, type=InterventionType.DRUG), ()
        concept = self._pick(self._treatments, self._treatment_weights)
        name = self._chance.choice(concept.aliases).capitalize()
        brand = (self._brands[concept.id],) if self._chance.random() < 0.2 else ()
        kind = InterventionType.BIOLOGICAL
        return RegisteredIntervention(name=name, type=kind, other_names=brand), (concept,)

    def _outcomes(self, count: int) -> tuple[TrialOutcome, ...]:
        return tuple(
            TrialOutcome(
                measure=self._text(self._chance.randrange(5, 16)).capitalize(),
                time_frame=f"{self._chance.randrange(1, 25)} months",
            )
            for _ in range(count)
        )

    def _text(self, words: int) -> str:
        return " ".join(self._chance.choices(self._words, cum_weights=self._word_weights, k=words))

    def _pick(self, things: Sequence[_T], weights: Sequence[float]) -> _T:
        return self._chance.choices(things, cum_weights=weights)[0]

    def _word(self) -> str:
        parts = range(self._chance.randrange(2, 4))
        pick = self._chance.choice
        return "".join(pick(_ONSETS) + pick(_VOWELS) for _ in parts) + pick(_CODAS)


def questions(records: Sequence[Trial], *, each: int = 16) -> dict[str, list[TrialQuery]]:
    """Questions of each kind about such records, common and rare; the same ones each time."""
    chance = random.Random(11)  # noqa: S311 - nothing is kept secret
    vocabulary = load_vocabulary()
    conditions = vocabulary.of_kind(ConceptKind.CONDITION)[:each]
    treatments = vocabulary.of_kind(ConceptKind.INTERVENTION)[:each]
    strange = [name for r in records if not r.conditions for name in r.registered_conditions or ()]
    brands = [
        name for r in records for i in r.registered_interventions or () for name in i.other_names
    ]
    words = [word for record in records[:200] for word in record.title.split()]
    return {
        "condition": [TrialQuery(condition=c.label) for c in conditions],
        "treatment": [TrialQuery(intervention=c.label) for c in treatments],
        "pair": [
            TrialQuery(
                condition=chance.choice(conditions[: each // 2]).label,
                intervention=chance.choice(treatments[: each // 2]).label,
                with_results=chance.choice((None, True, False)),
                completed=chance.choice((None, True, False)),
            )
            for _ in range(each)
        ],
        "unknown name": [TrialQuery(condition=chance.choice(strange)) for _ in range(each)],
        "learned name": [TrialQuery(intervention=chance.choice(brands)) for _ in range(each)],
        "common words": [
            TrialQuery(text=" ".join(chance.sample(_COMMON, chance.choice((2, 3)))))
            for _ in range(each)
        ],
        "common and rare words": [
            TrialQuery(text=f"{chance.choice(words)} {chance.choice(_COMMON)}") for _ in range(each)
        ],
        "words and condition": [
            TrialQuery(
                text=" ".join(chance.sample(_COMMON, 2)), condition=chance.choice(conditions).label
            )
            for _ in range(each)
        ],
        "id": [TrialQuery(text=chance.choice(records).id) for _ in range(each)],
    }


def _falling(count: int, power: float) -> list[float]:
    return list(itertools.accumulate(1 / (rank + 2) ** power for rank in range(count)))


def _placebo(randomised: bool) -> tuple[RegisteredIntervention, ...]:
    return (RegisteredIntervention(name="Placebo", type=InterventionType.DRUG),) * randomised


def _arms(treatment: str, randomised: bool) -> tuple[Arm, ...]:
    arm = Arm(label="A", type=ArmGroupType.EXPERIMENTAL, intervention_names=(treatment,))
    other = Arm(label="B", type=ArmGroupType.PLACEBO_COMPARATOR, intervention_names=("Placebo",))
    return (arm, other) if randomised else (arm,)
