"""A batch is there as a whole or not at all, whenever the server is killed."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from tests.jobs.children import PATIENCE
from tests.jobs.service import Service

_ITEMS = 5_000
_KILLS = 3
_SEED = 20_261_126
#: Seconds after the last byte was sent; reading and keeping so many items takes about as long.
_LONGEST = 0.75


def _lines() -> Iterator[bytes]:
    for number in range(_ITEMS):
        yield (
            json.dumps({"text": f"A line of page {number}.", "label": str(number)}).encode() + b"\n"
        )


def _send(service: Service, sent: threading.Event) -> httpx.Response | None:
    """The answer, ``None`` when the connection broke."""

    def body() -> Iterator[bytes]:
        yield b"".join(_lines())
        sent.set()

    try:
        return httpx.post(
            f"{service.base}/v1/batches",
            content=body(),
            headers={
                "authorization": f"Bearer {service.key}",
                "content-type": "application/x-ndjson",
                "idempotency-key": "the-only-one",
            },
            timeout=120,
        )
    except httpx.TransportError:
        return None
    finally:
        sent.set()


def _send_patiently(service: Service) -> httpx.Response:
    """The answer, after having come back as often and as late as the service asks."""
    until = time.monotonic() + PATIENCE
    while True:
        answer = _send(service, threading.Event())
        assert answer is not None
        if answer.status_code != 503 or time.monotonic() > until:
            return answer
        time.sleep(int(answer.headers["retry-after"]))


def test_an_upload_that_is_cut_off_can_be_sent_again(store_url: str, tmp_path: Path) -> None:
    """With the same Idempotency-Key there is one batch in the end, and it is whole."""
    chance = random.Random(_SEED)  # noqa: S311 - the same moments each time
    with Service(url=store_url, folder=tmp_path, own=0, beside=0) as service:
        for _ in range(_KILLS):
            sent = threading.Event()
            sending = threading.Thread(target=_send, args=(service, sent))
            sending.start()
            sent.wait()
            time.sleep(chance.uniform(0, _LONGEST))
            service.server.kill()
            sending.join()
            service.server.start()
            service.await_server()
            assert {one["total"] for one in service.batches()} <= {_ITEMS}
        answer = _send_patiently(service)
        assert answer.status_code in {200, 202}, answer.text
        [batch] = service.batches()
        assert (batch["id"], batch["total"]) == (answer.json()["id"], _ITEMS)
