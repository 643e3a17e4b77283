"""Passages and decisions built by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from claimcheck.schema import (
    Choice,
    ClaimType,
    MachineSays,
    ReviewDecision,
    ReviewPassage,
    ReviewState,
    VerdictWord,
    Versions,
)

_AT: Final = datetime(2026, 3, 1, tzinfo=UTC)
_ID: Final = "p" * 22
_VERSIONS: Final = Versions(claimcheck="1", rules="2", model="3", snapshot="4")

Decide = Callable[..., ReviewDecision]
Passage = Callable[..., ReviewPassage]


@pytest.fixture
def flagged() -> MachineSays:
    """What the machine says of a passage that it flags."""
    return MachineSays(
        types=(ClaimType.EFFICACY,),
        verdict=VerdictWord.GOES_BEYOND,
        flagged=True,
        severity=2,
        confidence=0.9,
        for_review=False,
        reason="The record says less.",
    )


@pytest.fixture
def unsure(flagged: MachineSays) -> MachineSays:
    """And of one that it is not sure of."""
    told = {"verdict": VerdictWord.NOT_CHECKABLE, "flagged": False, "for_review": True}
    return flagged.model_copy(update=told)


@pytest.fixture
def decide() -> Decide:
    """Makes a decision: its number, who, what, and after how many minutes it was undone."""

    def made(
        seq: int, who: str, choice: Choice, *, undone: int | None = None, **given: Any
    ) -> ReviewDecision:
        return ReviewDecision(
            seq=seq,
            passage=_ID,
            moderator=who,
            moderator_name=who,
            choice=choice,
            decided_at=_AT + timedelta(minutes=seq),
            on_version=seq,
            versions=_VERSIONS,
            undone_at=None if undone is None else _AT + timedelta(minutes=undone),
            **given,
        )

    return made


@pytest.fixture
def passage(flagged: MachineSays) -> Passage:
    """Makes a passage with everything that a test does not say."""

    def made(quote: str = "Our cells cure autism.", **given: Any) -> ReviewPassage:
        said: dict[str, Any] = {
            "id": _ID,
            "owner": "a newspaper",
            "report": "r" * 22,
            "claim": "c1",
            "start": 5,
            "end": 5 + len(quote),
            "quote": quote,
            "prefix": "",
            "suffix": "",
            "page_sha256": "ab" * 32,
            "site": "clinic.example",
            "machine": flagged,
            "versions": _VERSIONS,
            "created_at": _AT,
            "state": ReviewState.DECIDED,
            "version": 2,
            "sampled": False,
            **given,
        }
        return ReviewPassage(**said)

    return made
