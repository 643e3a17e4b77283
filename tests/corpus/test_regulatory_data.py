"""The rows of regulators: valid, dated, and silent where nothing may be shown."""

from __future__ import annotations

import itertools
import json
import re
from datetime import date
from urllib.parse import urlsplit

import pytest

from claimcheck.errors import BadRow
from claimcheck.resources import corpus_path
from claimcheck.schema import ConceptKind, SourceKind
from claimcheck.text import fold
from claimcheck.verdicts.regulatory.loading import (
    LISTED_ON,
    load_devices,
    load_products,
    load_terms,
    parse_rows,
)
from claimcheck.verdicts.regulatory.models import Listed, Term
from claimcheck.vocabulary import load_vocabulary

ROWS = (*load_terms(), *load_products(), *load_devices())
SHOWN = [row for row in ROWS if row.source]
TERM = {
    "id": "TM-900",
    "phrase": "Invented phrase",
    "patterns": ["invented"],
    "jurisdiction": "US",
    "rules": ["REG-02"],
}
SOURCE = {
    "title": "An invented statute",
    "kind": "statute",
    "url": "https://example.org/law",
    "date_seen": "2026-11-22",
}
TOLD = {"means": "It is paper.", "does_not_mean": "It is no proof.", "ask": "Whose paper?"}


@pytest.mark.parametrize("row", SHOWN, ids=lambda row: row.id)
def test_what_is_shown_was_read_at_a_primary_source(row: Term | Listed) -> None:
    """A row that tells something names a regulator, statute or court, an address and a day."""
    assert row.source is not None
    assert row.source.kind in {SourceKind.REGULATOR, SourceKind.STATUTE, SourceKind.COURT}
    assert urlsplit(row.source.url or "").scheme in {"http", "https"}
    assert row.source.date_seen is not None
    assert date(2026, 11, 22) <= row.source.date_seen <= date(2026, 12, 31)


def test_rows_without_a_source_hold_no_sentence() -> None:
    """What was remembered or read second-hand serves for matching and cannot be printed."""
    kept = {
        "terms": {"id", "phrase", "patterns", "weak", "jurisdiction", "rules"},
        "products": {
            *("id", "kind", "name", "names", "jurisdiction"),
            *("conditions", "within", "words", "cells"),
        },
        "devices": {
            *("id", "name", "standing", "names", "interventions", "jurisdiction"),
            *("conditions", "within", "words"),
        },
    }
    for name, fields in kept.items():
        for line in corpus_path("regulatory", f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            if "source" not in row:
                assert row.keys() <= fields, row["id"]


def test_the_day_of_the_lists_stands_in_their_readme() -> None:
    """The day that readers are told is the one that the data name."""
    readme = corpus_path("regulatory", "README.md").read_text("utf-8")
    assert f"closed on {LISTED_ON}" in readme
    counts = [int(number) for number in re.findall(r"jsonl` \| (\d+) \|", readme)]
    assert counts == [len(load_terms()), len(load_products()), len(load_devices())]


def test_concepts_of_uses_are_in_the_vocabulary() -> None:
    """A use can only be matched through a concept that exists and is of the right kind."""
    vocabulary = load_vocabulary()
    listed = (*load_products(), *load_devices())
    uses = {one for row in listed for one in (*row.conditions, *row.within)}
    care = {one for row in load_devices() for one in row.interventions}
    assert {vocabulary[one].kind for one in uses} == {ConceptKind.CONDITION}
    assert {vocabulary[one].kind for one in care} == {ConceptKind.INTERVENTION}


def test_words_for_matching_are_folded() -> None:
    """Patterns meet folded text, so they are folded themselves."""
    words = itertools.chain(
        *(term.patterns for term in load_terms()),
        *((*row.names, *row.words) for row in (*load_products(), *load_devices())),
    )
    assert [word for word in words if word != fold(word)] == []


def test_sentences_end_as_sentences_and_judge_nobody() -> None:
    """What readers see is whole sentences, without words that judge motives."""
    listed = (*load_products(), *load_devices())
    told = [
        sentence
        for sentence in (
            *(one for term in load_terms() for one in (term.means, term.does_not_mean, term.ask)),
            *(row.told for row in listed),
        )
        if sentence
    ]
    assert told
    assert [sentence for sentence in told if sentence[-1] not in ".?"] == []
    judging = re.compile(r"\b(?:scam|fraud|fake|lie|quack|bogus|illegal|dishonest)", re.IGNORECASE)
    assert [sentence for sentence in told if judging.search(sentence)] == []


@pytest.mark.parametrize(
    "change",
    [
        TOLD,
        {"source": SOURCE},
        {**TOLD, "source": {**SOURCE, "kind": "secondary"}},
        {**TOLD, "source": {**SOURCE, "url": None}},
        {**TOLD, "source": {**SOURCE, "date_seen": None}},
        {"patterns": []},
        {"memory": "a field that nobody knows"},
    ],
)
def test_a_damaged_row_is_named(change: dict[str, object]) -> None:
    """A sentence without a primary source, or a source that may not be shown, stops the load."""
    lines = [json.dumps(TERM), json.dumps({**TERM, "id": "TM-901", **change})]
    with pytest.raises(BadRow, match=r"terms\.jsonl, line 2"):
        parse_rows(lines, Term, path="corpus/regulatory/terms.jsonl")


def test_an_id_names_one_row() -> None:
    """The second row with the same id is refused; a sourced row loads."""
    whole = json.dumps({**TERM, **TOLD, "source": SOURCE})
    assert parse_rows([whole], Term, path="terms.jsonl")[0].means == "It is paper."
    with pytest.raises(BadRow, match="line 2: TM-900 is given twice"):
        parse_rows([whole, whole], Term, path="terms.jsonl")
