"""Moderation: what the machine said of a passage, and what people decided. The two never mix."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from pydantic import AwareDatetime, Field, model_validator

from claimcheck.schema.base import Frozen, QuotedSpan
from claimcheck.schema.claims import ClaimType, CueHit
from claimcheck.schema.jobs import ApiKey, PublicId
from claimcheck.schema.report import Versions
from claimcheck.schema.verdicts import VerdictWord

#: The longest reason of a decision, and the longest text of a reader who reports a mistake.
MOST_WORDS = 2_000


class Choice(StrEnum):
    """What a moderator can decide."""

    CONFIRM = "confirm"
    """The flag is right."""
    UNFLAG = "unflag"
    """The flag is wrong."""
    CHANGE = "change"
    """The passage has another type or deserves another verdict."""
    KEEP = "keep"
    """A passage that the machine was not sure of was looked at and stays as it is."""
    SECOND_OPINION = "second_opinion"
    """Somebody else should look at it."""


class ReviewState(StrEnum):
    """How far people have come with a passage."""

    OPEN = "open"
    SECOND = "second"
    """Another reader is awaited: it is in the sample, two disagree, or one was asked for."""
    DECIDED = "decided"
    ORPHANED = "orphaned"
    """It was decided, and the page no longer holds these words."""


class MachineSays(Frozen):
    """What the program said of a passage, as the report had it; written once.

    ``types`` are empty where a remark on the page points to words that were not read as a claim.
    ``by_rule`` are those of ``types`` that a rule read, ``rules`` the findings' rules or, of what
    was left for a person, those that were held back; ``trials``
    the ids of the records that were matched. Cues have their place in the text of the page.
    """

    types: tuple[ClaimType, ...]
    verdict: VerdictWord
    flagged: bool
    severity: int = Field(ge=0, le=3)
    confidence: float = Field(ge=0, le=1)
    trust: float | None = Field(default=None, ge=0, le=1)
    for_review: bool
    rules: tuple[str, ...] = ()
    by_rule: tuple[ClaimType, ...] = ()
    type_confidence: Mapping[ClaimType, float] = {}
    flag_likelihood: float | None = Field(default=None, ge=0, le=1)
    cues: tuple[CueHit, ...] = ()
    trials: tuple[str, ...] = ()
    reason: str

    def same_as(self, other: Self) -> bool:
        """Whether a decision about the one is a decision about the other."""
        return self._opinion == other._opinion

    @property
    def _opinion(self) -> tuple[frozenset[ClaimType], VerdictWord, bool]:
        return frozenset(self.types), self.verdict, self.flagged


class ReviewDecision(Frozen):
    """What one moderator decided about a passage, on which version of it; never changed.

    ``types`` and ``verdict`` are what a ``CHANGE`` puts in their place; ``None``: they stay.
    ``versions`` made the report that was looked at. ``undone_at`` marks a decision that does not
    count any more. ``passage`` is that of an earlier report when the decision was carried over.
    """

    seq: int = Field(ge=1)
    passage: PublicId
    moderator: str
    moderator_name: str
    choice: Choice
    types: tuple[ClaimType, ...] | None = None
    verdict: VerdictWord | None = None
    reason: str = Field(default="", max_length=MOST_WORDS)
    decided_at: AwareDatetime
    on_version: int = Field(ge=1)
    versions: Versions
    undone_at: AwareDatetime | None = None
    undone_by: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it was not undone."""
        return self.undone_at is None

    @property
    def is_final(self) -> bool:
        """Whether it says what holds, and does not only ask somebody else."""
        return self.choice is not Choice.SECOND_OPINION


class ReviewPassage(QuotedSpan):
    """A passage of a report in its owner's queue.

    ``[start, end)`` is its place in the text of the page with ``page_sha256``; ``prefix`` and
    ``suffix`` are what stands before and after it. ``version`` rises with every claim, release,
    decision and undoing. ``claimed_by`` is the id of the key of whoever looks at it now.

    ``decisions`` has the newest last, undone ones included. While a passage of the sample awaits
    its second reader, those who have not decided see none of the others' decisions; ``hidden``
    says how many there are. ``blind`` is set for whoever has yet to decide about a passage of the
    sample, and is not to be told how sure the machine is. ``disputed``: two readers said
    different things, and a third, who sees both, has to decide. ``carried_from`` is the
    earlier passage whose decisions hold for the same words of a newer copy of the page.
    """

    id: PublicId
    owner: str
    report: PublicId
    claim: str
    prefix: str
    suffix: str
    page_sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    page_url: str | None = None
    site: str | None = None
    page_title: str | None = None
    machine: MachineSays
    versions: Versions
    created_at: AwareDatetime
    state: ReviewState
    version: int = Field(ge=1)
    claimed_by: str | None = None
    claimed_name: str | None = None
    claimed_until: AwareDatetime | None = None
    sampled: bool
    decisions: tuple[ReviewDecision, ...] = ()
    hidden: int = Field(default=0, ge=0)
    blind: bool = False
    disputed: bool = False
    carried_from: PublicId | None = None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be decided about it: a flag is confirmed or taken back, no flag is kept."""
        if self.machine.flagged:
            return (Choice.CONFIRM, Choice.UNFLAG, Choice.CHANGE, Choice.SECOND_OPINION)
        return (Choice.KEEP, Choice.CHANGE, Choice.SECOND_OPINION)

    @property
    def decision(self) -> ReviewDecision | None:
        """The decision that holds, among those that are shown; ``None`` while two disagree."""
        if self.disputed:
            return None
        return next((one for one in reversed(self.decisions) if one.stands and one.is_final), None)


class ReviewFilters(Frozen):
    """Which passages of the queue are asked for; without a ``state`` those that wait.

    ``flagged`` is ``False`` for passages that the machine was not sure of. ``site`` is a host.
    """

    rule: str | None = Field(default=None, max_length=20)
    min_severity: int = Field(default=0, ge=0, le=3)
    max_severity: int = Field(default=3, ge=0, le=3)
    min_confidence: float = Field(default=0, ge=0, le=1)
    max_confidence: float = Field(default=1, ge=0, le=1)
    site: str | None = Field(default=None, max_length=253)
    older_than: AwareDatetime | None = None
    newer_than: AwareDatetime | None = None
    state: ReviewState | None = None
    flagged: bool | None = None
    report: PublicId | None = None


class ReviewPage(Frozen):
    """A piece of the queue; ``next`` is the ``after`` of the following one.

    ``counts`` are of the owner's whole queue, whatever the filters.
    """

    passages: tuple[ReviewPassage, ...]
    next: str | None = None
    counts: Mapping[ReviewState, int]


class AuditAction(StrEnum):
    """What the log tells of."""

    TAKE_IN = "take_in"
    CARRY = "carry"
    """A decision holds for the same words of a newer copy of the page."""
    ORPHAN = "orphan"
    CLAIM = "claim"
    RELEASE = "release"
    DECIDE = "decide"
    UNDO = "undo"
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"


class AuditEntry(Frozen):
    """One line of an owner's log; ``number`` counts from 1 without gaps.

    ``moderator`` is ``None`` for what the service does by itself. ``version`` is the passage's
    after it, ``decision`` the ``seq`` of what was decided or undone. ``hidden``: what was decided
    is not told to whoever has yet to read the passage as the second one.
    """

    number: int = Field(ge=1)
    at: AwareDatetime
    action: AuditAction
    moderator: str | None = None
    moderator_name: str | None = None
    passage: PublicId | None = None
    report: PublicId | None = None
    version: int | None = None
    decision: int | None = None
    choice: Choice | None = None
    types: tuple[ClaimType, ...] | None = None
    verdict: VerdictWord | None = None
    versions: Versions | None = None
    note: str = ""
    hidden: bool = False


class Agreed(Frozen):
    """How often two readers said the same; ``kappa`` is Cohen's, ``None`` where it has no value."""

    pairs: int = Field(ge=0)
    agreed: int = Field(ge=0)
    kappa: float | None = None

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.agreed > self.pairs:
            raise ValueError("more pairs agreed than there are")
        return self

    @property
    def share(self) -> float | None:
        """Agreed pairs among all, from 0 to 1; ``None`` without any."""
        return self.agreed / self.pairs if self.pairs else None


class Agreement(Agreed):
    """Whether two readers of the sample would flag a passage; ``by_type``: see a type in it."""

    by_type: Mapping[ClaimType, Agreed] = {}


class Mistake(Frozen):
    """What a reader says is wrong with a report, or with one claim of it."""

    id: PublicId
    report: PublicId
    claim: str | None = Field(default=None, max_length=100)
    words: str = Field(min_length=1, max_length=MOST_WORDS)
    sent_at: AwareDatetime


class Session(Frozen):
    """Somebody who has signed in with a key; ``csrf`` must come back with every form."""

    key: ApiKey
    csrf: str = Field(repr=False)
    created_at: AwareDatetime
    expires_at: AwareDatetime
