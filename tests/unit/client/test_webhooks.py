"""Receivers can tell a server's webhook from anybody else's."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook

from claimcheck.client import verify_webhook
from claimcheck.errors import BadSignature
from claimcheck.jobs.webhooks import body_of, headers_of
from claimcheck.schema import BatchOptions, BatchState, BatchStatus

SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"  # noqa: S105 - invented
NOW = datetime.now(UTC)
STATUS = BatchStatus(
    id="b" * 22,
    owner="newsroom",
    state=BatchState.FINISHED,
    options=BatchOptions(webhook_url="https://desk.example/hook"),
    total=2,
    waiting=0,
    ok=1,
    problems=1,
    cancelled=0,
    last_seq=2,
    created_at=NOW,
    finished_at=NOW,
    expires_at=NOW,
    webhook_secret=SECRET,
)


def test_what_the_worker_signs_is_accepted() -> None:
    """The event comes out with its counts, however the receiver spells the headers' names."""
    body = body_of(STATUS)
    headers = {name.title(): value for name, value in headers_of(STATUS, SECRET, body).items()}
    event = verify_webhook(headers, body.encode(), SECRET)
    assert event.type == "batch.finished"
    assert (event.data.id, event.data.ok, event.data.problems) == (STATUS.id, 1, 1)


@pytest.mark.parametrize(
    ("change", "secret"),
    [
        ({}, "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        ({}, ""),
        ({}, "whsec_ü"),
        ({"webhook-id": "other"}, SECRET),
        ({"webhook-timestamp": "1"}, SECRET),
        ({"webhook-timestamp": "soon"}, SECRET),
        ({"webhook-signature": "v1"}, SECRET),
        ({"webhook-signature": "v1,ü"}, SECRET),
        ({"webhook-signature": "v1,x v1,a,b"}, SECRET),
        ({"webhook-signature": ""}, SECRET),
    ],
)
def test_what_is_not_signed_is_refused(change: dict[str, str], secret: str) -> None:
    """Another secret, another message or another time is one and the same error."""
    body = body_of(STATUS)
    headers = headers_of(STATUS, SECRET, body) | change
    with pytest.raises(BadSignature):
        verify_webhook(headers, body, secret)


def test_an_old_message_is_refused() -> None:
    """A message that was recorded cannot be sent again an hour later."""
    then = datetime.now(UTC) - timedelta(hours=1)
    body = body_of(STATUS)
    signature = Webhook(SECRET).sign("m", then, body)
    headers = {
        "webhook-id": "m",
        "webhook-timestamp": str(int(then.timestamp())),
        "webhook-signature": signature,
    }
    with pytest.raises(BadSignature):
        verify_webhook(headers, body, SECRET)


@given(st.binary())
def test_any_other_body_is_refused(body: bytes) -> None:
    """Whatever else comes with good headers is refused and never crashes the receiver."""
    headers = headers_of(STATUS, SECRET, body_of(STATUS))
    with pytest.raises(BadSignature):
        verify_webhook(headers, body, SECRET)


def test_a_signed_body_of_another_kind_is_refused() -> None:
    """A good signature over something that is no event is named as such."""
    body = json.dumps({"hello": 1})
    with pytest.raises(BadSignature, match="not what"):
        verify_webhook(headers_of(STATUS, SECRET, body), body, SECRET)
