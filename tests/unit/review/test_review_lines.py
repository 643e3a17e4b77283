"""Decisions become lines of the corpus, in our own words and without names."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claimcheck.corpus import LabelledLine, LabelledPage, faults
from claimcheck.errors import BadRow
from claimcheck.exports.decisions import dump
from claimcheck.review.importing import intake
from claimcheck.review.lines import read_pages
from claimcheck.schema import Choice, ClaimType, VerdictWord
from tests.unit.review.conftest import Decide, Passage

QUOTE = "In our clinic nine of ten children speak their first words after only one treatment."
OWN = "At this centre 90% of the children begin to talk once they have been treated."


def _told(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    return found


def _retold(text: str, words: str | None = OWN, **fields: Any) -> str:
    page = _told(text)
    page |= {"kind": "clinic", "topic": "cells", "evidence": "unproven", **fields}
    for line in page["lines"]:
        line["retold"] = words
    return json.dumps(page)


@pytest.fixture
def exported(passage: Passage, decide: Decide) -> str:
    """A flag that was taken back, as it is given away."""
    reason = decide(1, "ana", Choice.UNFLAG, reason="It is a denial.")
    return dump([passage(QUOTE, decisions=(reason,))])


def test_a_line_has_the_labels_of_the_guidelines(exported: str) -> None:
    """It asks to be retold; who decided is not told."""
    page = _told(exported)
    [line] = page["lines"]
    assert (line["text"], line["labels"], line["should_flag"]) == (QUOTE, ["efficacy"], False)
    assert (line["retell"], line["retold"], line["overturned"]) == (True, None, True)
    assert (line["sure"], line["why"]) == (True, "It is a denial.")
    assert (page["kind"], page["evidence"]) == (None, None)
    assert '"ana"' not in exported


def test_readers_who_disagree_are_not_sure(passage: Passage, decide: Decide) -> None:
    """The last decision is the label; one that was undone is none."""
    made = (decide(1, "ana", Choice.CONFIRM), decide(2, "ben", Choice.UNFLAG))
    [line] = _told(dump([passage(decisions=made)]))["lines"]
    assert (line["should_flag"], line["sure"], line["overturned"]) == (False, False, True)
    undone = (made[0], decide(2, "ben", Choice.UNFLAG, undone=3))
    [line] = _told(dump([passage(decisions=undone)]))["lines"]
    assert (line["should_flag"], line["sure"], line["overturned"]) == (True, True, False)
    assert dump([passage(decisions=(undone[1],))]) == ""


def test_passages_of_one_page_stand_in_its_order(passage: Passage, decide: Decide) -> None:
    """A passage that was decided about twice gives one line."""
    made = {"decisions": (decide(1, "ana", Choice.CONFIRM),)}
    later = passage("Second.", start=90, end=97, id="q" * 22, **made)
    other = passage("Third.", page_sha256="cd" * 32, id="r" * 22, **made)
    text = dump([later, other, passage("First."), passage("First.", **made)])
    pages = [_told(line) for line in text.splitlines()]
    assert [[line["text"] for line in page["lines"]] for page in pages] == [
        ["First.", "Second."],
        ["Third."],
    ]


def test_names_of_private_persons_are_hidden(passage: Passage, decide: Decide) -> None:
    """Also where only what stands beside the passage shows that it is a name."""
    made = (decide(1, "ana", Choice.CONFIRM),)
    quote = "Leo said his first words a week later."
    text = dump([passage(quote, prefix="We came with my son Leo. ", decisions=made)])
    [line] = _told(text)["lines"]
    assert line["text"] == "███ said his first words a week later."
    assert "Leo" not in text


def test_a_change_gives_other_labels(passage: Passage, decide: Decide) -> None:
    """Its types are the labels, its verdict sets the flag."""
    types = (ClaimType.CURE, ClaimType.SAFETY)
    made = decide(1, "ana", Choice.CHANGE, types=types, verdict=VerdictWord.MATCHES)
    [line] = _told(dump([passage(decisions=(made,))]))["lines"]
    assert (line["labels"], line["should_flag"]) == (["cure", "safety"], False)


def test_retold_lines_enter_as_lines_of_the_corpus(exported: str) -> None:
    """Nothing but our own words is left, and the overturned flag is a test."""
    taken = intake(read_pages(_retold(exported), "file"), [])
    [page] = taken.pages
    [line] = page.lines
    assert line.text == OWN
    assert faults(taken.pages) == []
    assert QUOTE not in page.model_dump_json()
    [case] = taken.cases
    assert (case.page, case.line, case.flagged) == (page.id, 1, False)


def test_a_confirmed_flag_is_no_test(passage: Passage, decide: Decide) -> None:
    """Only what people overturned is one."""
    text = dump([passage(QUOTE, decisions=(decide(1, "ana", Choice.CONFIRM),))])
    taken = intake(read_pages(_retold(text), "file"), [])
    assert (len(taken.pages), taken.cases) == (1, ())


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (None, "not retold"),
        ("  ", "not retold"),
        (QUOTE, "own words"),
        (QUOTE.upper() + "!", "own words"),
        (f"They say: {QUOTE[14:70]} – so they say.", "own words"),
        ("█████ spoke soon.", "hidden name"),
    ],
)
def test_what_is_not_in_our_own_words_is_refused(
    exported: str, words: str | None, why: str
) -> None:
    """The line is named, and nothing enters."""
    taken = intake(read_pages(_retold(exported, words), "file"), [])
    [refused] = taken.refused
    assert why in refused
    assert refused.startswith("page abababababab, line 1: ")
    assert taken.pages == ()


def test_a_reason_that_quotes_the_page_is_refused(passage: Passage, decide: Decide) -> None:
    """What moderators write among themselves may quote; the corpus does not."""
    made = decide(1, "ana", Choice.UNFLAG, reason=f"They say: {QUOTE}")
    text = dump([passage(QUOTE, decisions=(made,))])
    [refused] = intake(read_pages(_retold(text), "file"), []).refused
    assert "“why” quotes the page" in refused


def test_a_short_sentence_must_be_other_words_too(passage: Passage, decide: Decide) -> None:
    """It has no run of many words, but it is the page's all the same."""
    text = dump([passage("It is safe.", decisions=(decide(1, "ana", Choice.CONFIRM),))])
    assert intake(read_pages(_retold(text, "it is SAFE"), "file"), []).refused


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"kind": None}, "kind is not filled in"),
        ({"evidence": ""}, "evidence is not filled in"),
        ({"kind": "shop"}, "unknown kind"),
    ],
)
def test_what_people_fill_in_is_checked(exported: str, fields: dict[str, Any], why: str) -> None:
    """By the rules that hold for every labelled page."""
    [refused] = intake(read_pages(_retold(exported, **fields), "file"), []).refused
    assert why in refused


def test_a_page_enters_once(exported: str) -> None:
    """The same page in the corpus, or twice in the file, is refused."""
    pages = read_pages(_retold(exported), "file")
    there = intake(pages, []).pages
    assert "already" in intake(pages, there).refused[0]
    assert "twice" in intake(pages * 2, []).refused[0]


@pytest.mark.parametrize("line", ["", "[]", "{}", "{", '{"id": "x"}'])
def test_a_file_that_is_something_else(exported: str, line: str) -> None:
    """The line that cannot be read is named."""
    with pytest.raises(BadRow, match=r"decisions\.jsonl, line 2"):
        read_pages(f"{exported}{line}\n", "decisions.jsonl")


def test_the_fields_are_those_of_the_corpus(exported: str) -> None:
    """Whoever retells finds every field of a labelled page and line."""
    page = _told(exported)
    assert set(LabelledPage.model_fields) <= set(page)
    assert set(LabelledLine.model_fields) <= set(page["lines"][0])
