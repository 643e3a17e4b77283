"""From a question to what the full-text index is asked, and back to the words that matched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import sqlalchemy as sa

from claimcheck.schema import ConceptKind, Trial, TrialQuery
from claimcheck.trials.fulltext import AllOf, AnyOf, Phrase, Wanted
from claimcheck.trials.indexing import concept_token, flag_tokens, record_key, split_interventions
from claimcheck.trials.learned import learned_concept, learned_phrases
from claimcheck.trials.words import Names, fold, key

# What is named nowhere but in a title may be what a treatment was compared with.
_COLUMNS: Final = {
    ConceptKind.CONDITION: ("conditions",),
    ConceptKind.INTERVENTION: ("interventions",),
}
_WORD_COLUMNS: Final = {
    ConceptKind.CONDITION: ("conditions", "title", "keywords"),
    ConceptKind.INTERVENTION: ("interventions",),
}
_LONGEST_NAME: Final = 10
# Looking for a like word takes milliseconds, and a long text has many that no record has.
_MOST_RESPELT: Final = 8
#: FTS5 refuses expressions of some hundred parts, and nobody means so many words.
_MOST_ASKED: Final = 32
_MOST_MATCHED: Final = 6


@dataclass(frozen=True)
class Sought:
    """One part of a question: the folded names that stand for it in a record."""

    kind: ConceptKind
    names: frozenset[str]


@dataclass(frozen=True)
class Question:
    """A query as the index is asked it.

    ``wanted`` is ``None`` when every record answers, and ``empty`` is true when none can, because
    a part that was given holds no word.
    """

    wanted: Wanted | None = None
    empty: bool = False
    sought: tuple[Sought, ...] = ()
    words: tuple[str, ...] = ()
    """Folded words of the free text."""
    read_as: tuple[str, ...] = ()


@dataclass
class _Parts:
    wanted: list[Wanted] = field(default_factory=list)
    sought: list[Sought] = field(default_factory=list)
    read_as: list[str] = field(default_factory=list)
    empty: bool = False


class QueryReader:
    """Reads queries with a vocabulary and what the store has learned."""

    def __init__(self, connection: sa.Connection, names: Names) -> None:
        self._connection = connection
        self._names = names

    def read(self, query: TrialQuery, *, by_id: bool = False) -> Question:
        """What to ask the index; ``by_id`` when the free text was an id and is already answered."""
        parts = _Parts()
        for kind, text in (
            (ConceptKind.CONDITION, query.condition),
            (ConceptKind.INTERVENTION, query.intervention),
        ):
            if text and text.strip():
                self._add_named(parts, kind, text.strip())
        words = () if by_id else tuple(dict.fromkeys(fold(query.text or "")))
        if len(words) > _MOST_ASKED:
            parts.read_as.append(f"the first {_MOST_ASKED} of {len(words)} words")
            words = words[:_MOST_ASKED]
        parts.wanted += [Phrase((word,)) for word in words]
        parts.empty |= bool(query.text and query.text.strip()) and not words and not by_id
        flags = flag_tokens(with_results=query.with_results, completed=query.completed)
        parts.wanted += [Phrase((flag,)) for flag in flags]
        return Question(
            wanted=_all(parts.wanted),
            empty=parts.empty,
            sought=tuple(parts.sought),
            words=words,
            read_as=tuple(parts.read_as),
        )

    def _add_named(self, parts: _Parts, kind: ConceptKind, text: str) -> None:
        words = tuple(fold(text))[:_MOST_ASKED]
        concept = self._names.concept(kind, text)
        if concept is None and words:
            concept = self._learned(parts, kind, text)
        if concept is None:
            parts.empty |= not words
            if words:
                parts.wanted.append(Phrase(words, _WORD_COLUMNS[kind]))
                parts.sought.append(Sought(kind, frozenset({" ".join(words)})))
            return
        phrases = learned_phrases(self._connection, self._names, kind, concept)
        named = dict.fromkeys([" ".join(words), *phrases])
        parts.wanted.append(
            AnyOf(
                (
                    Phrase((concept_token(kind, concept),)),
                    *(Phrase(tuple(name.split()), _COLUMNS[kind]) for name in named),
                )
            )
        )
        parts.sought.append(Sought(kind, self._names.keys(concept) | frozenset(named)))

    def _learned(self, parts: _Parts, kind: ConceptKind, text: str) -> str | None:
        """The concept that a learned name says no less than; otherwise a remark about it."""
        learned = learned_concept(self._connection, self._names, kind, text)
        if learned is None:
            return None
        label = self._names.vocabulary[learned.concept].label
        if self._names.same_as(learned.concept, key(text)):
            parts.read_as.append(f'"{text}" as {label}, as in {learned.source}')
            return learned.concept
        parts.read_as.append(
            f'"{text}" by name only; {learned.source} and others use it for {label}'
        )
        return None


def respelt(query: TrialQuery, names: Names, known: Callable[[str], bool]) -> TrialQuery | None:
    """The query with words that no record has replaced by the vocabulary word they are like.

    ``None`` when there is nothing to replace.
    """
    fixed = {
        name: _respelt(text, names, known)
        for name in ("condition", "intervention", "text")
        if (text := getattr(query, name))
    }
    changed = query.model_copy(update=fixed)
    return None if changed == query else changed


def _respelt(text: str, names: Names, known: Callable[[str], bool]) -> str:
    words: list[str] = []
    changed = False
    given = fold(text)
    if len(given) > _MOST_RESPELT:
        return text
    for word in given:
        like = None if known(word) else names.spelt_like(word)
        changed |= like is not None
        words.append(like or word)
    return " ".join(words) if changed else text


def matched_words(trial: Trial, question: Question, names: Names) -> tuple[str, ...]:
    """The names and texts of a record, as it writes them, that answer a question."""
    found: list[str] = []
    for sought in question.sought:
        named = [text for text in _texts(trial, sought.kind, names) if _holds(text, sought.names)]
        # A title repeats the names; it counts where no name says why the record is here.
        found += named[:_MOST_MATCHED] or [
            text for text in _titles(trial) if _holds(text, sought.names)
        ]
    missing = set(question.words)
    for text in _all_texts(trial, names) if missing else ():
        words = set(fold(text))
        if missing & words:
            found.append(text)
            missing -= words
        if not missing:
            break
    return tuple(dict.fromkeys(found))


def matched_ids(trial: Trial, asked: str) -> tuple[str, ...]:
    """The ids of a record that are the one asked for, as it writes them."""
    ids = (trial.id, *trial.nct_id_aliases, *trial.secondary_ids)
    return tuple(dict.fromkeys(id_ for id_ in ids if record_key(id_) == record_key(asked)))


def _all(parts: list[Wanted]) -> Wanted | None:
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def _texts(trial: Trial, kind: ConceptKind, names: Names) -> Iterator[str]:
    if kind is ConceptKind.CONDITION:
        yield from trial.registered_conditions or ()
        yield from trial.condition_mesh
    else:
        for one in split_interventions(trial, names)[0]:
            yield one.name
            yield from one.other_names
        yield from filter(None, (trial.intervention,))
        yield from trial.intervention_mesh
    yield from trial.keywords


def _titles(trial: Trial) -> Iterator[str]:
    yield trial.title
    yield from filter(None, (trial.official_title, trial.short_name))


def _all_texts(trial: Trial, names: Names) -> Iterator[str]:
    yield from _titles(trial)
    yield from _texts(trial, ConceptKind.CONDITION, names)
    yield from _texts(trial, ConceptKind.INTERVENTION, names)
    for one in split_interventions(trial, names)[1]:
        yield one.name
        yield from one.other_names
    for outcome in (*(trial.primary_outcomes or ()), *(trial.secondary_outcomes or ())):
        yield outcome.measure
    yield from (trial.id, *trial.nct_id_aliases, *trial.secondary_ids)


def _holds(text: str, wanted: frozenset[str]) -> bool:
    return any(part in wanted for part in _runs(fold(text)))


def _runs(words: list[str]) -> Iterable[str]:
    """Every run of neighbouring words, up to the length of a name."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_NAME, len(words)) + 1):
            yield " ".join(words[start:end])
