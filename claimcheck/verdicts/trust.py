"""How far a flag can be trusted: how likely a labeller of the corpus would flag the passage too.

A rule says why a passage is flagged; this says how often such a flag was right. It is a logistic
model over what the judge can see, fitted on pages that neither the claims models nor it have seen
(``models/flag_trust``), so that its answers are calibrated on unseen sites.
"""

from __future__ import annotations

import functools
import hashlib
import math
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from claimcheck.model_files import ModelFiles
from claimcheck.schema import Claim, ClaimType, Finding, Frozen, Page, SaidPassage, Saying
from claimcheck.settings import MIN_HEARD_ALONE, WORDS_OF_AN_EXCERPT
from claimcheck.verdicts.case import Case

#: Likelihoods nearer to 0 or 1 than this say no more.
_LEAST: Final = 0.003
_LIKELY: Final = 0.5
_A_FIFTH: Final = 0.2
_MOST: Final = 30.0
Signs = Mapping[str, float]


class FlagTrust(Protocol):
    """Says how far a flag can be trusted."""

    version: str

    def likelihood(self, page: Page, claim: Claim, signs: Signs) -> float:
        """Between 0 and 1."""


class Weights(Frozen):
    """Of each sign; a sign that is not named weighs nothing."""

    bias: float
    signs: Mapping[str, float]

    def likelihood(self, signs: Signs) -> float:
        """The logistic of the weighted sum."""
        total = self.bias + sum(self.signs.get(name, 0.0) * value for name, value in signs.items())
        return round(1.0 / (1.0 + math.exp(-min(max(total, -_MOST), _MOST))), 3)


class Fitted(Frozen):
    """The weights that ship and, for measuring, those that did not see a fold of the sites."""

    shipped: Weights
    folds: tuple[Weights, ...]


class Trust:
    """The weights that ship; implements ``FlagTrust``."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        told = weights.model_dump_json()
        self.version = f"trust-{hashlib.sha256(told.encode()).hexdigest()[:8]}"

    def likelihood(self, page: Page, claim: Claim, signs: Signs) -> float:  # noqa: ARG002 (the same on all pages)
        """Between 0 and 1."""
        return self._weights.likelihood(signs)


@functools.cache
def load_fitted(tier: str) -> Fitted:
    """The weights for a tier of the claims room, ``careful`` or ``fast``.

    Raises ``DataError`` when the file is not what its card says.
    """
    return ModelFiles("flag_trust").parsed(f"{tier}.json", Fitted)


@functools.cache
def load_trust(tier: str = "careful") -> Trust:
    """What ships for a tier."""
    return Trust(load_fitted(tier).shipped)


class PageSigns(Frozen):
    """What the claims of a page tell together of how it speaks."""

    mean: float
    """Mean likelihood that a claim of the page goes too far."""
    share: float
    """Share of the claims of which that is rather likely than not."""
    limits: float
    """Share of the claims that limit or deny something."""
    oversold: bool = False
    """Whether the page sells and goes much too far; weighs nothing, but less trust is asked."""
    said: frozenset[str] = frozenset()
    """Ids of its claims in which models heard one of the graver sayings, where it does."""
    faint: frozenset[str] = frozenset()
    """Ids of those in which they heard none clearly and no rule read a claim either."""
    is_long: bool = False
    """Whether it is longer than the excerpts on which trust was learned."""
    workings: frozenset[str] = frozenset()
    """Ids of those in which they heard a cause, a test or a working before anything else."""
    heard: Mapping[str, Mapping[Saying, float]] = {}
    """What models heard in each claim, by its id."""
    telling: float = 0.0
    """Mean over the claims of how surely models heard any of the graver sayings."""

    @property
    def doubts(self) -> bool:
        """Whether a fifth of the claims limit something and less than half go too far.

        So do all ten papers known to us that tell of sellers soberly, and one of four in which
        labellers flagged what sellers say there.
        """
        return self.limits >= _A_FIFTH and self.share < _LIKELY

    @classmethod
    def of(
        cls,
        claims: Sequence[Claim],
        *,
        oversold: bool = False,
        sayings: Sequence[SaidPassage] = (),
        words: int = 0,
    ) -> PageSigns:
        """Of all claims of a page of so many words."""
        likely = [claim.flag_likelihood or 0.0 for claim in claims]
        count = max(len(likely), 1)
        above = sum(one > _LIKELY for one in likely)
        limits = sum(ClaimType.DISCLAIMER in claim.types for claim in claims)
        heard = {claim.id: _heard(claim, sayings) for claim in claims}
        surest = sum(max(said.values(), default=0.0) for said in heard.values())
        return cls(
            mean=sum(likely) / count,
            share=above / count,
            limits=limits / count,
            oversold=oversold,
            heard=heard,
            telling=surest / count,
            is_long=words > WORDS_OF_AN_EXCERPT,
            said=_heard_in(claims, sayings, of_workings=False) if oversold else frozenset(),
            faint=_faint(claims, sayings) if oversold else frozenset(),
            workings=_heard_in(claims, sayings, of_workings=True) if oversold else frozenset(),
        )


def _heard(claim: Claim, sayings: Sequence[SaidPassage]) -> dict[Saying, float]:
    """The likeliest of each kind."""
    found: dict[Saying, float] = {}
    for one in sayings:
        if _meet(one, claim):
            for saying, likely in one.says.items():
                found[saying] = max(likely, found.get(saying, 0.0))
    return found


def _heard_in(
    claims: Sequence[Claim], sayings: Sequence[SaidPassage], *, of_workings: bool
) -> frozenset[str]:
    heard = [one for one in sayings if (_likeliest(one) is Saying.CAUSE) is of_workings]
    return frozenset(
        claim.id
        for claim in claims
        if any(_meet(one, claim) and _is_heard(one, claim) for one in heard)
    )


def _is_heard(one: SaidPassage, claim: Claim) -> bool:
    """What no rule read either must be heard better than at all."""
    return bool(claim.by_rule) or max(one.says.values()) >= MIN_HEARD_ALONE


def _faint(claims: Sequence[Claim], sayings: Sequence[SaidPassage]) -> frozenset[str]:
    clear = [one for one in sayings if max(one.says.values()) >= _LIKELY]
    return frozenset(
        claim.id
        for claim in claims
        if not claim.by_rule and not any(_meet(one, claim) for one in clear)
    )


def _meet(one: SaidPassage, claim: Claim) -> bool:
    return one.start < claim.end and claim.start < one.end


def _likeliest(passage: SaidPassage) -> Saying:
    return max(passage.says, key=lambda saying: passage.says[saying])


def signs_of(case: Case, findings: Sequence[Finding], page: PageSigns) -> dict[str, float]:
    """All that the weights are asked about, by name."""
    claim = case.claim
    flags = [finding for finding in findings if finding.severity]
    sure = claim.type_confidence
    signs = {
        "likely": _logit(claim.flag_likelihood or 0.0),
        "page.mean": _logit(page.mean),
        "page.share": page.share,
        "page.limits": page.limits,
        "page.says": _logit(page.telling),
        "findings": float(len(flags) > 1),
        "cells": float(case.is_cell_product),
        f"genre.{case.page.genre}": 1.0,
        f"support.{case.support}": 1.0,
        f"hedge.{claim.hedge}": 1.0,
        f"speaker.{claim.speaker}": 1.0,
        f"severity.{max((finding.severity for finding in flags), default=0)}": 1.0,
    }
    heard = page.heard.get(claim.id, {})
    signs |= {f"says.{saying}": _logit(heard.get(saying, 0.0)) for saying in Saying}
    signs |= {
        "says.most": _logit(max(heard.values(), default=0.0)),
        "says.all": math.log1p(sum(heard.values())),
    }
    signs |= {f"type.{type_}": sure.get(type_, 0.0) for type_ in claim.types}
    signs |= {f"cue.{type_}": 1.0 for type_ in claim.by_rule}
    signs |= {f"family.{finding.rule.split('-')[0]}": 1.0 for finding in flags}
    return signs | {f"rule.{finding.rule}": 1.0 for finding in flags}


def _logit(likelihood: float) -> float:
    kept = min(max(likelihood, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))
