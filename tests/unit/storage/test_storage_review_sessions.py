"""Sessions and what readers report: kept for those they belong to, as long as they should be."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.errors import BadForm, ReportNotFound
from claimcheck.schema import AuditAction
from claimcheck.storage import ServiceStore
from claimcheck.storage.reviewmodels import SessionRow
from tests.unit.storage.kit import OTHER, OWNER, Clock
from tests.unit.storage.reviewkit import keep, moderator


def test_a_token_opens_its_session(timed: ServiceStore, clock: Clock) -> None:
    """Until the moment at which it ends, and with the secret for its forms."""
    ana = moderator(timed)
    session, token = timed.sessions.create(ana, seconds=60)
    assert session.key == ana
    assert timed.sessions.find(token) == session
    _, other = timed.sessions.create(ana, seconds=60)
    found = timed.sessions.find(other)
    assert found is not None
    assert found.csrf != session.csrf
    clock.go(seconds=60)
    assert timed.sessions.find(token) is None


def test_signing_out_ends_one_session_or_all(service: ServiceStore) -> None:
    """Those of other keys go on; the log tells of each signing in and out."""
    ana, ben = moderator(service), moderator(service, "Ben")
    tokens = [service.sessions.create(ana, seconds=60)[1] for _ in range(3)]
    _, other = service.sessions.create(ben, seconds=60)
    service.sessions.end(tokens[0])
    service.sessions.end(tokens[0])
    assert [service.sessions.find(token) is None for token in tokens] == [True, False, False]
    assert service.sessions.end_all(ana.id) == 2
    assert service.sessions.end_all(ana.id) == 0
    assert not any(service.sessions.find(token) for token in tokens)
    assert service.sessions.find(other) is not None
    actions = [one.action for one in service.reviews.audit(owner=OWNER)]
    assert actions == [AuditAction.SIGN_OUT] * 2 + [AuditAction.SIGN_IN] * 4


def test_a_revoked_key_ends_its_sessions(service: ServiceStore) -> None:
    """At once; what is left of them goes with the next cleaning."""
    ana = moderator(service)
    _, token = service.sessions.create(ana, seconds=60)
    service.keys.revoke(ana.id)
    assert service.sessions.find(token) is None
    service.purge()
    with service.database.reading() as connection:
        assert connection.execute(sa.select(SessionRow.digest)).all() == []


def test_sessions_that_are_over_are_cleaned_away(timed: ServiceStore, clock: Clock) -> None:
    """Others are left."""
    ana = moderator(timed)
    timed.sessions.create(ana, seconds=60)
    _, token = timed.sessions.create(ana, seconds=600)
    clock.go(seconds=61)
    timed.purge()
    assert timed.sessions.find(token) is not None
    assert timed.sessions.end_all(ana.id) == 1


def test_the_file_holds_neither_token_nor_secret(tmp_path: Path) -> None:
    """Whoever copies the database can neither sign in nor send a form."""
    with ServiceStore.open(f"sqlite:///{tmp_path / 'service.db'}") as store:
        session, token = store.sessions.create(moderator(store), seconds=60)
    held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert token.encode() not in held
    assert session.csrf.encode() not in held
    assert session.csrf not in repr(session)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(token=st.one_of(st.text(), st.from_regex(r"[A-Za-z0-9_-]{43}\n?")))
def test_no_other_text_opens_anything(service: ServiceStore, token: str) -> None:
    """Whatever stands in a cookie is answered, and never with a session."""
    assert service.sessions.find(token) is None
    service.sessions.end(token)


def test_mistakes_reach_the_owner_of_the_report(timed: ServiceStore, clock: Clock) -> None:
    """The newest first; nobody else reads them, and they are kept for half a year."""
    report, public = keep(timed), keep(timed, owner=None)
    said = []
    for number in range(3):
        words = f"  That is wrong {number} \0"
        sent = timed.reviews.report_mistake(report, owner=OWNER, claim="c1", words=words)
        said.append(sent)
        clock.go(seconds=1)
    assert said[0].words == "That is wrong 0 \N{REPLACEMENT CHARACTER}"
    timed.reviews.report_mistake(public, owner=None, claim=None, words="And this.")
    assert timed.reviews.mistakes(owner=OWNER, limit=2) == (said[2], said[1])
    assert timed.reviews.mistakes(owner=OWNER, after=said[1].id) == (said[0],)
    assert timed.reviews.mistakes(owner=OTHER) == ()
    assert timed.reviews.mistakes(owner=OTHER, after=said[1].id) == ()
    assert [one.words for one in timed.reviews.mistakes(owner=None)] == ["And this."]
    clock.go(days=181)
    timed.purge()
    assert timed.reviews.mistakes(owner=OWNER) == ()


def test_a_mistake_needs_a_report_and_words(service: ServiceStore) -> None:
    """Somebody else's report is none."""
    report = keep(service)
    with pytest.raises(ReportNotFound):
        service.reviews.report_mistake(report, owner=OTHER, claim=None, words="It is wrong.")
    for words in (" ", "x" * 2_001):
        with pytest.raises(BadForm):
            service.reviews.report_mistake(report, owner=OWNER, claim=None, words=words)
    assert service.reviews.mistakes(owner=OWNER) == ()
