"""Names that loaded records use for a concept and that the vocabulary does not have.

A record with one treatment that is one known concept teaches its other names, such as the code of a
product; one with one condition teaches how the condition was registered. They widen searches of the
store only: nothing that a page says is read through them.

Tried on 2,533 stored records (November 2026): other names that two records share were products of
the concept, while MeSH terms and conditions were often something else that the record is about too
(pneumonia for COVID-19, linagliptin for cells). So these count only with a known name inside them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from claimcheck.schema import ConceptKind, LearnedAlias, Trial
from claimcheck.trials.indexing import split_interventions
from claimcheck.trials.models import LearnedName
from claimcheck.trials.words import Names, key, plain

#: One record can be an oversight of its sponsor; a MeSH term was given by the register.
_ENOUGH: Final = 2
_SHORTEST_SINGLE: Final = 5
_MOST_WORDS: Final = 8
#: More names of one concept make a question slower without finding more.
_MOST_PHRASES: Final = 12

# Folded. Names that are made of nothing else say nothing about a product or a condition.
_GENERIC: Final = frozenset(
    """
    a active adult and arm as autologous biological capsule care cell child cohort combination
    combined comparator control conventional daily day device diet disease disorder dose
    double drug dummy education exercise experimental for group healthy high human in infusion
    injection intervention low management matching medication medicine mg ml no none normal
    observation of only open optimal or oral other participant patient phase placebo plus
    procedure product program programme protocol questionnaire regimen routine saline sample
    sham single solution standard study subject supplement supportive surgery survey syndrome
    tablet test the therapy to training treatment trial usual vaccine versus volunteer vs week
    with without
    """.split()  # noqa: SIM905 - a list would be one word a line
)

_TABLE: Final = LearnedName.__table__
_USABLE: Final = sa.or_(LearnedName.support >= _ENOUGH, LearnedName.mesh > 0)


@dataclass(frozen=True)
class Candidate:
    """A name that one record uses for a concept."""

    kind: ConceptKind
    concept: str
    written: str
    mesh: bool

    @property
    def name(self) -> str:
        """Folded."""
        return key(self.written)


def candidates(trial: Trial, names: Names) -> list[Candidate]:
    """What one record teaches; each name once, as MeSH term where it is both."""
    found = [*_of_treatment(trial, names), *_of_condition(trial)]
    mesh_first = sorted(found, key=lambda one: not one.mesh)
    unique = {(one.kind, one.name): one for one in reversed(mesh_first)}
    return [one for one in unique.values() if _teachable(one, names)]


def _of_treatment(trial: Trial, names: Names) -> Iterable[Candidate]:
    tested, compared = split_interventions(trial, names)
    if len(tested) != 1 or len(trial.interventions) != 1:
        return
    [concept] = trial.interventions
    for name in (tested[0].name, *tested[0].other_names):
        yield Candidate(ConceptKind.INTERVENTION, concept, name, mesh=False)
    if len(trial.intervention_mesh) == 1 and not compared:
        yield Candidate(ConceptKind.INTERVENTION, concept, trial.intervention_mesh[0], mesh=True)


def _of_condition(trial: Trial) -> Iterable[Candidate]:
    if len(trial.registered_conditions or ()) != 1 or len(trial.conditions) != 1:
        return
    [concept] = trial.conditions
    for name in trial.registered_conditions or ():
        yield Candidate(ConceptKind.CONDITION, concept, name, mesh=False)
    if len(trial.condition_mesh) == 1:
        yield Candidate(ConceptKind.CONDITION, concept, trial.condition_mesh[0], mesh=True)


def _teachable(one: Candidate, names: Names) -> bool:
    name = one.name
    words = name.split()
    own_word = one.kind is ConceptKind.INTERVENTION and not one.mesh
    if one.concept not in names.vocabulary.concepts:
        return False
    if not own_word and not names.holds_name(one.concept, name):
        return False
    if not words or len(words) > _MOST_WORDS or names.owners(name):
        return False
    if len(words) == 1 and len(name) < _SHORTEST_SINGLE:
        return False
    return not all(word in _GENERIC or word.isdigit() for word in words)


class Tally:
    """What a batch of records adds to the counts, and what replaced versions take away."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._support: dict[tuple[str, str, str], int] = defaultdict(int)
        self._mesh: dict[tuple[str, str, str], int] = defaultdict(int)
        self._seen: dict[tuple[str, str, str], tuple[str, str]] = {}

    def add(self, trial: Trial) -> None:
        """Count the names of a record."""
        self._count(trial, 1)

    def remove(self, trial: Trial) -> None:
        """Take the names of a replaced version back."""
        self._count(trial, -1)

    def _count(self, trial: Trial, step: int) -> None:
        for one in candidates(trial, self._names):
            slot = (one.kind.value, one.name, one.concept)
            self._support[slot] += step
            self._mesh[slot] += step * one.mesh
            known = self._seen.get(slot)
            if known is None or trial.id < known[1]:
                self._seen[slot] = (plain(one.written), plain(trial.id))

    def save(self, connection: sa.Connection) -> None:
        """Add the counts to those of the store."""
        rows: list[dict[str, Any]] = [
            dict(
                zip(_KEYS, slot, strict=True),
                support=support,
                mesh=self._mesh[slot],
                written=self._seen[slot][0],
                source=self._seen[slot][1],
            )
            for slot, support in sorted(self._support.items())
            if support or self._mesh[slot]
        ]
        if rows:
            connection.execute(_ADD, rows)
        if any(row["support"] < 0 for row in rows):
            connection.execute(sa.delete(LearnedName).where(LearnedName.support <= 0))


_KEYS: Final = ("kind", "name", "concept")
_ADD: Final = sa.text(
    "INSERT INTO learned_names (kind, name, concept, written, support, mesh, source) "
    "VALUES (:kind, :name, :concept, :written, :support, :mesh, :source) "
    "ON CONFLICT (kind, name, concept) DO UPDATE SET "
    "support = learned_names.support + excluded.support, "
    "mesh = learned_names.mesh + excluded.mesh"
)


def learned_concept(
    connection: sa.Connection, names: Names, kind: ConceptKind, text: str
) -> LearnedAlias | None:
    """The concept that records use a text for; ``None`` also when they disagree.

    The text may be one product among those of the concept; ``Names.same_as`` tells.
    """
    return _agreed(connection, names, kind, [key(text)]).get(key(text))


def learned_phrases(
    connection: sa.Connection, names: Names, kind: ConceptKind, concept: str
) -> list[str]:
    """Folded names of a concept and narrower ones, those that most records use first."""
    wanted = names.narrower(concept)
    found = connection.execute(
        sa.select(LearnedName.name)
        .where(LearnedName.kind == kind.value, LearnedName.concept.in_(wanted), _USABLE)
        .order_by(LearnedName.support.desc(), LearnedName.name)
        .limit(_MOST_PHRASES)
    )
    ordered = list(dict.fromkeys(found.scalars()))
    agreed = _agreed(connection, names, kind, ordered)
    return [name for name in ordered if name in agreed and agreed[name].concept in wanted]


def learned_aliases(connection: sa.Connection, names: Names) -> tuple[LearnedAlias, ...]:
    """Every name in use, by kind and concept; those that records disagree about are left out."""
    rows = connection.execute(sa.select(_TABLE).where(_USABLE)).all()
    return tuple(
        sorted(_settled(rows, names).values(), key=lambda one: (one.kind, one.concept, one.alias))
    )


def _agreed(
    connection: sa.Connection, names: Names, kind: ConceptKind, keys: Sequence[str]
) -> dict[str, LearnedAlias]:
    rows = connection.execute(
        sa.select(_TABLE).where(LearnedName.kind == kind.value, LearnedName.name.in_(keys), _USABLE)
    ).all()
    return {name: alias for (_, name), alias in _settled(rows, names).items()}


def _settled(
    rows: Iterable[sa.Row[tuple[object, ...]]], names: Names
) -> dict[tuple[str, str], LearnedAlias]:
    """One concept a name: where several use it, the one that is broader than all others."""
    by_name: dict[tuple[str, str], list[LearnedAlias]] = defaultdict(list)
    vocabulary = names.vocabulary
    for row in rows:
        alias = LearnedAlias(
            kind=ConceptKind(row.kind),
            concept=row.concept,
            alias=row.written,
            support=row.support,
            from_mesh=row.mesh > 0,
            source=row.source,
        )
        # The vocabulary may have lost the concept, or have learned the name, since it was counted.
        if alias.concept in vocabulary.concepts and not names.owners(row.name):
            by_name[row.kind, row.name].append(alias)
    settled = {}
    for slot, claims in by_name.items():
        for claim in claims:
            if all(vocabulary.is_a(other.concept, claim.concept) for other in claims):
                settled[slot] = claim
    return settled
