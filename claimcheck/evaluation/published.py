"""What was measured when the shipped models were trained, as their cards tell it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from pydantic import Field, ValidationError

from claimcheck.errors import DataError
from claimcheck.resources import model_path
from claimcheck.schema import ClaimType, Frozen

_TIER: Final = "careful"
_CLAIMS: Final = "claim_types"
_FLAGS: Final = "flag_trust"
_PRECISION: Final = "precision."
_COVERAGE: Final = "coverage."


class TypeQuality(Frozen):
    """F1 of one type on sites not seen in training, between 0 and 1."""

    type: ClaimType
    f1: float = Field(ge=0, le=1)


class FlagQuality(Frozen):
    """Of flags with at least this trust: how many were right, and how many of all they are."""

    trust: float = Field(ge=0, le=1)
    right: float = Field(ge=0, le=1)
    kept: float = Field(ge=0, le=1)


class Published(Frozen):
    """The measured quality of the models in use, on labelled pages of sites not seen in training.

    ``types`` are the best first. ``lines`` is how many passages the flags were measured on.
    """

    version: str
    measured_on: date
    types: tuple[TypeQuality, ...]
    micro: float
    macro: float
    flags: tuple[FlagQuality, ...]
    lines: int
    flags_measured_on: date
    limits: tuple[str, ...]


class _Card(Frozen, extra="ignore"):
    version: str = ""
    measured_on: date
    scores_on_unseen_sites: Mapping[str, Mapping[str, float]]
    limits: str


def published() -> Published:
    """The quality of the careful tier; raises ``DataError`` when a card cannot be read."""
    claims, flags = _card(_CLAIMS), _card(_FLAGS)
    scores, shares = claims.scores_on_unseen_sites[_TIER], flags.scores_on_unseen_sites[_TIER]
    types = [TypeQuality(type=type_, f1=scores[type_]) for type_ in ClaimType if type_ in scores]
    steps = sorted(name.removeprefix(_PRECISION) for name in shares if name.startswith(_PRECISION))
    return Published(
        version=claims.version,
        measured_on=claims.measured_on,
        types=tuple(sorted(types, key=lambda one: -one.f1)),
        micro=scores["micro"],
        macro=scores["macro"],
        flags=tuple(
            FlagQuality(
                trust=float(step),
                right=shares[f"{_PRECISION}{step}"],
                kept=shares[f"{_COVERAGE}{step}"],
            )
            for step in steps
        ),
        lines=round(shares["claims"]),
        flags_measured_on=flags.measured_on,
        limits=(claims.limits, flags.limits),
    )


def _card(folder: str) -> _Card:
    try:
        return _Card.model_validate_json(model_path(folder, "card.json").read_bytes())
    except ValidationError as error:
        raise DataError(f"models/{folder}/card.json does not validate: {error}") from error
