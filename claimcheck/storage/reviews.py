"""The queue of passages that people look at, what they decide, and the log of who did what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from claimcheck.schema import (
    Agreement,
    ApiKey,
    AuditEntry,
    Choice,
    ClaimType,
    Mistake,
    ReviewFilters,
    ReviewPage,
    ReviewPassage,
    VerdictWord,
)
from claimcheck.storage.database import Database
from claimcheck.storage.reviewaudit import read_log
from claimcheck.storage.reviewdeciding import Desk, read_again
from claimcheck.storage.reviewintake import reanchor, take_in, take_in_new
from claimcheck.storage.reviewlists import read_agreement, read_decided
from claimcheck.storage.reviewmistakes import read_mistakes, report_mistake
from claimcheck.storage.reviewqueue import read_queue

#: How many of a hundred passages get a second reader.
SAMPLE = 0.1
#: How long a passage that somebody looks at is kept for them.
CLAIM_SECONDS = 600


class Reviews:
    """The queues of all owners; each sees only its own.

    A method that takes the id of a passage raises ``ReviewNotFound`` for somebody else's, for one
    that went with its report, and for none. ``moderator`` is the key of whoever acts, and must be
    of the owner; ``viewer`` is the id of the key of whoever reads.
    """

    def __init__(self, database: Database, *, sample: float = SAMPLE) -> None:
        self._database = database
        self._sample = sample

    def take_in(self, report_id: str, *, owner: str) -> int:
        """Put the passages of a report that people look at into the queue; how many are new.

        They are flagged, unsure, or pointed to by a grave remark on the page. Equal ones are asked
        about once, and what a copy of the report asks about already is not asked again.
        Decisions about the same words of an earlier copy of the page are carried over. Raises
        ``ReportNotFound``, and ``KeptDamaged`` for a report of another version.
        """
        return take_in(self._database, report_id, owner=owner, sample=self._sample)

    def take_in_new(self, *, limit: int) -> int:
        """The same for reports of owners that have an active key for moderation; how many reports.

        At most ``limit``, the oldest first; 0 means that there is nothing to do.
        """
        return take_in_new(self._database, limit=limit, sample=self._sample)

    def queue(
        self,
        filters: ReviewFilters,
        *,
        owner: str,
        viewer: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> ReviewPage:
        """Passages, the gravest first, then the surest, then the oldest.

        ``after`` is the ``next`` of the piece before; raises ``ReviewNotFound`` when it is no such
        word.
        """
        return read_queue(
            self._database, filters, owner=owner, viewer=viewer, after=after, limit=limit
        )

    def get(self, id_: str, *, owner: str, viewer: str | None = None) -> ReviewPassage:
        """A passage, as this moderator may see it."""
        with self._database.reading() as connection:
            return read_again(connection, self._database, id_, owner=owner, viewer=viewer)

    def claim(
        self, id_: str, *, owner: str, moderator: ApiKey, seconds: int = CLAIM_SECONDS
    ) -> ReviewPassage:
        """Keep a passage for a moderator for a while; whoever holds it already holds it longer.

        Raises ``ReviewLocked`` when somebody else holds it.
        """
        with self._desk(id_, owner, moderator) as desk:
            desk.claim(seconds)
        return self.get(id_, owner=owner, viewer=moderator.id)

    def release(self, id_: str, *, owner: str, moderator: ApiKey) -> ReviewPassage:
        """Give a passage back; one that the moderator does not hold stays as it is."""
        with self._desk(id_, owner, moderator) as desk:
            desk.release()
        return self.get(id_, owner=owner, viewer=moderator.id)

    def decide(
        self,
        id_: str,
        *,
        owner: str,
        moderator: ApiKey,
        expected_version: int,
        choice: Choice,
        types: tuple[ClaimType, ...] | None = None,
        verdict: VerdictWord | None = None,
        reason: str = "",
    ) -> ReviewPassage:
        """Decide about a passage, and give it back.

        Raises ``ReviewConflict``, and nothing changes, when the version is another or somebody
        else holds the passage; ``BadForm`` for a choice that is not among ``choices`` of the
        passage, for a ``CHANGE`` without types and verdict, for either beside another choice, for
        an ``UNFLAG`` or a ``CHANGE`` without a reason, and for a reason that is too long. Where two
        readers disagree, the passage waits for a third.
        """
        with self._desk(id_, owner, moderator) as desk:
            desk.decide(expected_version, choice, types, verdict, reason)
        return self.get(id_, owner=owner, viewer=moderator.id)

    def undo(
        self, id_: str, *, owner: str, moderator: ApiKey, expected_version: int
    ) -> ReviewPassage:
        """Mark the last decision that the moderator sees and that stands as undone.

        Raises ``ReviewConflict``, also when there is none.
        """
        with self._desk(id_, owner, moderator) as desk:
            desk.undo(expected_version)
        return self.get(id_, owner=owner, viewer=moderator.id)

    def reanchor(self, report_id: str, *, owner: str) -> int:
        """Carry decisions about earlier copies of the page over to the report; how many.

        ``take_in`` does so by itself. An earlier passage whose words the page does not hold any
        more, or holds more than once with nothing to tell which, is orphaned.
        """
        return reanchor(self._database, report_id, owner=owner)

    def audit(
        self,
        *,
        owner: str,
        viewer: str | None = None,
        after: int | None = None,
        limit: int = 100,
        passage: str | None = None,
    ) -> tuple[AuditEntry, ...]:
        """The log, the newest first; ``after`` is the number of the last entry seen.

        With ``passage``, what happened to that passage alone.
        """
        with self._database.reading() as connection:
            return read_log(
                connection, owner=owner, viewer=viewer, after=after, limit=limit, passage=passage
            )

    def agreement(self, *, owner: str) -> Agreement:
        """How often two readers of the sample decided the same without knowing of each other."""
        with self._database.reading() as connection:
            return read_agreement(connection, owner=owner)

    def decided(
        self, *, owner: str, after: str | None = None, limit: int = 500
    ) -> tuple[ReviewPassage, ...]:
        """Passages with a decision that holds, by id; ``after`` is the last one seen."""
        with self._database.reading() as connection:
            now = self._database.now()
            return read_decided(connection, now, owner=owner, after=after, limit=limit)

    def report_mistake(
        self, report_id: str, *, owner: str | None, claim: str | None, words: str
    ) -> Mistake:
        """Keep what a reader says is wrong; raises ``ReportNotFound`` and ``BadForm``.

        ``owner`` is the reader's, as in ``reports.get``; the moderators of the report's owner see
        the words.
        """
        return report_mistake(self._database, report_id, reader=owner, claim=claim, words=words)

    def mistakes(
        self, *, owner: str | None, after: str | None = None, limit: int = 100
    ) -> tuple[Mistake, ...]:
        """What readers said of an owner's reports, the newest first; ``None``: of nobody's."""
        with self._database.reading() as connection:
            return read_mistakes(connection, owner=owner, after=after, limit=limit)

    @contextmanager
    def _desk(self, id_: str, owner: str, moderator: ApiKey) -> Iterator[Desk]:
        with self._database.changing() as connection:
            yield Desk(connection, self._database, id_, owner, moderator)
