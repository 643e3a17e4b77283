"""Concepts of a record: what was tried, against what, in which condition, and what was measured.

Names are looked up in the vocabulary; nothing is guessed. A record in which no name is known keeps
empty concepts, and its words stay searchable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from claimcheck.schema import (
    Arm,
    ArmGroupType,
    ConceptKind,
    RegisteredIntervention,
    Trial,
    TrialOutcome,
)
from claimcheck.trials.arms import is_placebo
from claimcheck.trials.naming import Names, source_first, turned, words_of
from claimcheck.vocabulary import Vocabulary

#: Goes up when the same record may get other concepts; stores are then read anew.
TAGGING_VERSION = 1

_OR_PLACEBO = re.compile(
    r"\s*(?:\bor\b|\bvs\.?|\bversus\b|\band\b|\bplus\b|/|\+|,|;)\s*"
    r"(?:matching |matched |oral )?(?:placebo|sham)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_USUAL_CARE = re.compile(
    r"(?:(?:the )?(?:standard|usual|routine|conventional|best)(?: of)?(?: medical| supportive)?"
    r" (?:care|treatment|therapy|management)|no (?:treatment|intervention)|controls?"
    r"(?: group)?|(?:normal )?saline(?: solution)?|vehicle)",
    re.IGNORECASE,
)
_COMPARISON = frozenset(
    {
        ArmGroupType.ACTIVE_COMPARATOR,
        ArmGroupType.PLACEBO_COMPARATOR,
        ArmGroupType.SHAM_COMPARATOR,
        ArmGroupType.NO_INTERVENTION,
    }
)


#: "Participants not on dialysis", "subjects undergoing transplantation": no treatment of the study.
_GIVEN_BEFORE = re.compile(
    r"\b(?:patients?|participants?|subjects?|people|persons?|individuals|children|adults|women|men)"
    r"\b.*?\b(?:on|undergo(?:ing)?|requir(?:e|ing)|receiv(?:e|ing)|treated with|who)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_OLD_TYPE = re.compile(r"^biological/vaccine:\s*", re.IGNORECASE)
_BOTH = re.compile(r"\+|\b(?:plus|and|with)\b", re.IGNORECASE)
_PRODUCTS = "cell_derived_products"
_CELLS = "stem_cells"
_Given: TypeAlias = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Sides:
    """Concept ids by who is given them."""

    tried: tuple[str, ...]
    compared: tuple[str, ...]


class Tagger:
    """Sets the concept ids of records; one tagger serves any number of them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._interventions = Names(vocabulary, ConceptKind.INTERVENTION)
        self._conditions = Names(vocabulary, ConceptKind.CONDITION)
        self._outcomes = Names(vocabulary, ConceptKind.OUTCOME)
        self._of_several = tuple(
            (concept.id, frozenset(concept.parents))
            for concept in vocabulary.of_kind(ConceptKind.INTERVENTION)
            if len(concept.parents) > 1
        )

    def tag(self, trial: Trial) -> Trial:
        """The record with its concept ids, most specific first, in place of any it had.

        Sets ``interventions``, ``comparators``, ``conditions`` and the concepts of each outcome.
        """
        sides = self._sides(trial)
        return trial.model_copy(
            update={
                "interventions": sides.tried,
                "comparators": sides.compared,
                "conditions": self._ordered(self._conditions_of(trial)),
                "primary_outcomes": self._measured(trial.primary_outcomes),
                "secondary_outcomes": self._measured(trial.secondary_outcomes),
            }
        )

    def _sides(self, trial: Trial) -> _Sides:
        given = {
            one.name: self._of_intervention(one) for one in trial.registered_interventions or ()
        }
        named = self._ordered(id_ for ids in given.values() for id_ in ids)
        terms = self._interventions.find_all(_spoken(trial.intervention_mesh))
        every = self._ordered([*named, *terms])
        titled = self._interventions.find_all(_titles(trial))
        told = self._interventions.find_all(map(_without_people, _titles(trial)))
        if not every:
            return _Sides(self._ordered(told), ())
        only, alike, untold = self._apart(trial.arms or (), given)
        if untold and not set(titled) - only:
            # Nothing says that the treatment is anything else than what the other arms name.
            only = set()
        if named and any(arm.type in _COMPARISON for arm in trial.arms or ()):
            # A heading alone does not say which arm it stands for; the names told the treatment.
            only |= {id_ for id_ in every if id_ not in named}
        tried = [id_ for id_ in every if id_ not in only]
        if not tried:
            # The treatment's own name is not known; the title may say what it is.
            tried = [id_ for id_ in told if id_ not in only]
        background = _background(trial.arms or (), given)
        tried = [id_ for id_ in tried if id_ not in background]
        # A comparison of doses, or of a treatment with itself, leaves nothing to tell apart.
        tried = [id_ for id_ in tried if id_ not in alike] or tried
        narrowed = self._ordered(self._narrowed(tried, titled))
        return _Sides(narrowed, tuple(id_ for id_ in every if id_ not in tried))

    def _narrowed(self, ids: Iterable[str], titled: Sequence[str]) -> Iterable[str]:
        """Each id, or the one narrower concept that the titles name for it.

        Many records call the product "MSC" and say in the title alone which cells these are.
        """
        is_a = self._vocabulary.is_a
        for id_ in ids:
            narrower = self._ordered(one for one in titled if one != id_ and is_a(one, id_))
            yield narrower[0] if len(narrower) == 1 else id_

    def _of_intervention(self, one: RegisteredIntervention) -> tuple[str, ...]:
        names = (one.name, *one.other_names)
        if is_placebo(one.name):
            names = (_OR_PLACEBO.sub("", one.name),)
        real = [_OLD_TYPE.sub("", name) for name in names if not _given_nothing(name)]
        return self._joined(dict.fromkeys(id_ for name in real for id_ in self._of_name(name)))

    def _of_name(self, name: str) -> tuple[str, ...]:
        form = source_first(name)
        ids = self._interventions.find_all([name, *([form] if form else ())])
        is_a = self._vocabulary.is_a
        products = [id_ for id_ in ids if _PRODUCTS in self._vocabulary.ancestors(id_)]
        if products and not _BOTH.search(name):
            # Of "exosomes derived from stem cells" only the exosomes are given.
            return tuple(id_ for id_ in ids if id_ in products or not is_a(id_, _CELLS))
        return ids

    def _joined(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Ids, with the concept that is all of its parents at once where one name gives them all.

        "MSC" and "bone-marrow cells" of one product are bone-marrow MSC.
        """
        every = tuple(ids)
        both = (id_ for id_, parents in self._of_several if parents <= set(every))
        return (*every, *both) if len(every) > 1 else every

    def _apart(self, arms: Sequence[Arm], given: _Given) -> tuple[set[str], set[str], bool]:
        """Concepts that only comparison arms are given, and those that all arms are given alike.

        The flag says that an experimental arm's treatment is not known by any name.
        """
        tried: set[str] = set()
        compared: set[str] = set()
        by_arm: list[set[str]] = []
        untold = False
        for arm in arms:
            names = arm.intervention_names or _names_in_label(arm, given)
            ids = {id_ for name in names for id_ in given.get(name, ())}
            if not arm.intervention_names and not is_placebo(arm.label):
                ids |= set(self._interventions.find(arm.label))
            by_arm.append(ids)
            if arm.type is ArmGroupType.EXPERIMENTAL:
                tried |= ids
                untold |= not names and not ids
            elif arm.type in _COMPARISON:
                compared |= ids
        experimental = any(arm.type is ArmGroupType.EXPERIMENTAL for arm in arms)
        linked = len(arms) > 1 and all(arm.intervention_names for arm in arms)
        return (
            compared - tried if experimental else set(),
            set.intersection(*by_arm) if linked else set(),
            untold,
        )

    def _conditions_of(self, trial: Trial) -> tuple[str, ...]:
        registered = (*(trial.registered_conditions or ()), *trial.condition_mesh)
        titled = self._conditions.find_all(_titles(trial))
        for texts in (_spoken(registered), _spoken(trial.keywords)):
            if found := self._conditions.find_all(texts):
                return tuple(self._narrowed(found, titled))
        return titled

    def _measured(
        self, outcomes: tuple[TrialOutcome, ...] | None
    ) -> tuple[TrialOutcome, ...] | None:
        if outcomes is None:
            return None
        return tuple(
            one.model_copy(update={"concepts": self._ordered(self._outcomes.find(one.measure))})
            for one in outcomes
        )

    def _ordered(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The most specific ones alone, those deepest in the vocabulary first."""
        ancestors = self._vocabulary.ancestors
        every = dict.fromkeys(ids)
        broader = {above for id_ in every for above in ancestors(id_) if above != id_}
        return tuple(
            sorted(
                (id_ for id_ in every if id_ not in broader), key=lambda id_: -len(ancestors(id_))
            )
        )


def _spoken(terms: Iterable[str]) -> tuple[str, ...]:
    """Each term as written, and turned where it is a heading with a comma."""
    return tuple(
        form for term in terms for form in ((term, turned(term)) if "," in term else (term,))
    )


def _titles(trial: Trial) -> tuple[str, ...]:
    return (trial.title, trial.official_title) if trial.official_title else (trial.title,)


def _without_people(title: str) -> str:
    """A title up to what its participants were given before, or are given anyway."""
    return _GIVEN_BEFORE.sub("", title)


def _background(arms: Sequence[Arm], given: _Given) -> set[str]:
    """What all arms are given by one name, where some alone get a treatment of unknown name."""
    names = [{n for n in arm.intervention_names if not _given_nothing(n)} for arm in arms]
    unknown = [{name for name in each if not given.get(name)} for each in names]
    if all(one == unknown[0] for one in unknown):
        return set()
    return {id_ for name in set.intersection(*names) for id_ in given.get(name, ())}


def _given_nothing(name: str) -> bool:
    return is_placebo(name) or _USUAL_CARE.fullmatch(name.strip()) is not None


def _names_in_label(arm: Arm, given: _Given) -> tuple[str, ...]:
    """Interventions whose words an arm's label holds, or the other way round."""
    label = frozenset(words_of(arm.label))
    found = ((name, frozenset(words_of(name))) for name in given if not is_placebo(name))
    return tuple(name for name, words in found if words and (words <= label or label <= words))
