"""Claims and records to match, built from the border types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from claimcheck.schema import (
    Claim,
    ClaimType,
    ConceptKind,
    ConceptMention,
    MentionOrigin,
    PrimaryResult,
    Registry,
    Source,
    SourceKind,
    Trial,
    TrialResult,
)
from claimcheck.trials import Snapshot, load_snapshot
from claimcheck.vocabulary import load_vocabulary
from tests.postgres import postgres, store, store_url

# Fixtures of the store, for the tests beside this file.
__all__ = ["postgres", "store", "store_url"]

READ_ON = date(2026, 1, 2)
SOURCE = Source(title="An invented register", kind=SourceKind.REGISTRY, date_seen=READ_ON)

MakeClaim = Callable[..., Claim]
MakeTrial = Callable[..., Trial]
MakeResult = Callable[..., TrialResult]


@pytest.fixture(scope="session")
def snapshot() -> Snapshot:
    """The copy that ships."""
    return load_snapshot()


@pytest.fixture(scope="session")
def claim() -> MakeClaim:
    """A claim about concepts, given by id; each mention quotes the concept's first alias."""

    def make(
        intervention: str | None,
        condition: str | None,
        outcome: str | None = None,
        *,
        quote: str = "The cells help.",
        **fields: Any,
    ) -> Claim:
        named = {
            ConceptKind.INTERVENTION: intervention,
            ConceptKind.CONDITION: condition,
            ConceptKind.OUTCOME: outcome,
        }
        mentions = tuple(_mention(kind, id_) for kind, id_ in named.items() if id_)
        place = {"start": 0, "end": len(quote), "sentence_start": 0, "sentence_end": len(quote)}
        return Claim.model_validate(
            {
                "id": "c1",
                **place,
                "quote": quote,
                "block": 0,
                "types": (ClaimType.EFFICACY,),
                "concepts": mentions,
                "confidence": 0.9,
                **fields,
            }
        )

    return make


@pytest.fixture(scope="session")
def trial() -> MakeTrial:
    """An invented record of cord blood in autism; any field can be set."""

    def make(**fields: Any) -> Trial:
        return Trial.model_validate(
            {
                "id": "NCT00000001",
                "registry": Registry.CLINICALTRIALS_GOV,
                "title": "An invented trial",
                "interventions": ("cord_blood",),
                "conditions": ("autism",),
                "sources": (SOURCE,),
                "snapshot_date": READ_ON,
                **fields,
            }
        )

    return make


@pytest.fixture(scope="session")
def result() -> MakeResult:
    """An invented result; any field can be set."""

    def make(primary: PrimaryResult, **fields: Any) -> TrialResult:
        return TrialResult.model_validate(
            {
                "primary": primary,
                "summary": "An invented result.",
                "source": SOURCE,
                "confirmed": True,
                **fields,
            }
        )

    return make


def _mention(kind: ConceptKind, id_: str) -> ConceptMention:
    concept = load_vocabulary()[id_]
    alias = concept.aliases[0]
    return ConceptMention(
        start=0,
        end=len(alias),
        quote=alias,
        kind=kind,
        concept=id_,
        label=concept.label,
        origin=MentionOrigin.SENTENCE,
    )
