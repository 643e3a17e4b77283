"""SQLite and PostgreSQL hold the same store: the same records answer the same questions."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from claimcheck.schema import (
    ConceptKind,
    SearchAnswer,
    Source,
    SourceKind,
    Trial,
    TrialQuery,
)
from claimcheck.trials.store import RecordStore
from claimcheck.vocabulary import load_vocabulary
from tests.bench.invented_records import READ_ON, invented_records, questions
from tests.postgres import fresh_database

STUDIES = Path(__file__).parents[4] / "shared" / "registry" / "studies"
_ALL = 10_000
# So many are like each other that a third of them asks the same of both databases.
_EVERY = 3

Pair = tuple[RecordStore, RecordStore]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, postgres: sa.URL) -> Iterator[Pair]:
    """Two empty stores, one of each kind."""
    file = tmp_path_factory.mktemp("store") / "trials.db"
    with (
        fresh_database(postgres, "parity") as url,
        RecordStore.open(f"sqlite:///{file}") as one,
        RecordStore.open(url) as other,
    ):
        yield one, other


def _answer(store: RecordStore, query: TrialQuery) -> SearchAnswer:
    return store.search(query, limit=_ALL)


def _compare(pair: Pair, query: TrialQuery) -> int:
    one, other = (_answer(store, query) for store in pair)
    if query.text is None:
        assert one == other
    # How much a word weighs is reckoned differently; which records hold it is not.
    assert (one.total, one.read_as) == (other.total, other.read_as)
    hits = [{hit.trial.id: hit.matched for hit in answer.hits} for answer in (one, other)]
    assert hits[0] == hits[1]
    return one.total


def test_invented_records(pair: Pair) -> None:
    """300 records and 72 questions of nine kinds."""
    records = list(invented_records(300))
    assert [store.put(records).new for store in pair] == [300, 300]
    asked = [query for kind in questions(records, each=8).values() for query in kind]
    found = [_compare(pair, query) for query in asked]
    assert sum(total > 0 for total in found) > len(found) // 2
    assert pair[0].learned_aliases() == pair[1].learned_aliases()


def _studies() -> Iterator[Trial]:
    from claimcheck.errors import BadRecord
    from claimcheck.trials.parsing import parse_study

    source = Source(title="A stored copy", kind=SourceKind.REGISTRY, date_seen=READ_ON)
    for path in sorted(STUDIES.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                try:
                    yield parse_study(json.loads(line)["study"], source=source, read_on=READ_ON)
                except BadRecord:
                    continue


@pytest.mark.skipif(not STUDIES.is_dir(), reason="the stored studies are not on this machine")
def test_real_records(pair: Pair) -> None:
    """Hundreds of real records, tagged as the program tags them, asked about in many ways."""
    trials = list(_studies())[::_EVERY]
    reports = [store.put(trials) for store in pair]
    assert reports[0] == reports[1]
    concepts = load_vocabulary()
    named = [
        *(TrialQuery(condition=c.label) for c in concepts.of_kind(ConceptKind.CONDITION)[:25]),
        *(
            TrialQuery(intervention=c.label)
            for c in concepts.of_kind(ConceptKind.INTERVENTION)[:25]
        ),
        *(TrialQuery(text=" ".join(trial.title.split()[:3])) for trial in trials[::30]),
        *(TrialQuery(condition=(t.registered_conditions or ("",))[0]) for t in trials[::30]),
        TrialQuery(condition="autism", intervention="stem cells", with_results=False),
        TrialQuery(condition="knee osteoarthritis", intervention="msc", completed=True),
    ]
    found = [_compare(pair, query) for query in named]
    assert sum(total > 0 for total in found) > len(found) // 2
    assert pair[0].learned_aliases() == pair[1].learned_aliases()
    for trial in trials[::20]:
        assert pair[0].get(trial.id) == pair[1].get(trial.id)
        changes = [
            [change.model_copy(update={"seen": None}) for change in store.history(trial.id)]
            for store in pair
        ]
        assert changes[0] == changes[1]
