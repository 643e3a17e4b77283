"""Every call of the client, against a real server."""

from __future__ import annotations

import pytest

from claimcheck.client import Client
from claimcheck.errors import BadBatch, ServerRefused
from claimcheck.schema import BatchItem, BatchOptions, BatchState, Kind, Outcome
from tests.jobs.service import Service

CLAIM = "Stem cells reverse autism in 80% of children. There are no side effects."
FAST = BatchOptions(fast=True)


def _items(*labels: str) -> list[BatchItem]:
    return [BatchItem(kind=Kind.TEXT, content=f"{CLAIM} {name}", label=name) for name in labels]


def test_a_check_is_the_same_report_as_the_library_makes(client: Client) -> None:
    """The answer is a report with its quotes verified, and country and tier arrive."""
    report = client.check(text=CLAIM, country="GB", fast=True)
    assert report.country == "GB"
    assert [claim for claim in report.claims if claim.flagged]


def test_a_refusal_carries_the_problem(client: Client) -> None:
    """A page in another language is refused with its code, and the message says so."""
    with pytest.raises(ServerRefused) as refused:
        client.check(text="Ця сторінка розповідає про лікування дітей у вигаданій клініці. " * 3)
    assert refused.value.problem.code == "unsupported_language"
    assert refused.value.problem.language == "uk"


def test_a_batch_from_items_to_deletion(client: Client) -> None:
    """Items go in, results come out once each with their reports, and all of it can be deleted."""
    sent = [*_items("one", "two"), "127.0.0.1.nip.invalid"]
    made = client.create_batch(sent, FAST, idempotency_key="from-items-to-deletion")
    assert client.create_batch(sent, FAST, idempotency_key="from-items-to-deletion").id == made.id
    ended = client.wait(made.id)
    assert (ended.state, ended.total, ended.ok, ended.problems) == (BatchState.FINISHED, 3, 2, 1)
    results = list(client.results(made.id))
    assert sorted(result.item for result in results) == [0, 1, 2]
    assert [result.seq for result in results] == [1, 2, 3]
    good = next(result for result in results if result.label == "one")
    assert good.report is not None
    report = client.report(good.report)
    assert good.body == report.model_dump_json()
    bad = next(result for result in results if result.outcome is Outcome.PROBLEM)
    assert bad.problem is not None
    assert bad.problem.code == "unreachable"
    assert [result.seq for result in client.results(made.id, after=2)] == [3]
    assert made.id in {batch.id for batch in client.batches()}
    client.delete_report(good.report)
    with pytest.raises(ServerRefused) as gone:
        client.report(good.report)
    assert gone.value.problem.code == "report_not_found"
    client.delete_batch(made.id)
    with pytest.raises(ServerRefused) as gone:
        client.batch(made.id)
    assert gone.value.problem.code == "batch_not_found"


def test_cancel_resume_and_retry(client: Client) -> None:
    """A cancelled batch keeps what was checked, goes on when it is asked to, and tries again."""
    made = client.create_batch([*_items(*map(str, range(30))), "nowhere.invalid"], FAST)
    cancelled = client.cancel_batch(made.id)
    assert cancelled.state is BatchState.CANCELLED
    assert cancelled.waiting == 0
    assert client.resume_batch(made.id).state is BatchState.RUNNING
    ended = client.wait(made.id)
    assert (ended.state, ended.ok, ended.problems) == (BatchState.FINISHED, 30, 1)
    again = client.retry_batch(made.id)
    assert (again.waiting, again.problems) == (1, 0)
    last = client.wait(made.id)
    assert last.last_seq > ended.last_seq
    assert last.problems == 1


def test_following_a_batch_ends_with_it(client: Client) -> None:
    """Each event is the batch, and the last one says that it has ended."""
    made = client.create_batch(_items("followed"), FAST)
    seen = list(client.follow(made.id))
    assert seen[-1].state is BatchState.FINISHED
    assert {view.id for view in seen} == {made.id}


def test_waiting_can_be_given_up(client: Client) -> None:
    """With no time to wait the batch is returned as it is."""
    made = client.create_batch(_items("hurried"))
    assert client.wait(made.id, timeout=0).id == made.id
    client.delete_batch(made.id)


def test_the_list_of_batches_goes_on_to_the_oldest(client: Client) -> None:
    """More batches than one answer holds are all listed, each once."""
    made = [client.create_batch(_items(f"listed {number}"), FAST).id for number in range(23)]
    listed = [batch.id for batch in client.batches()]
    assert len(listed) == len(set(listed))
    assert set(made) <= set(listed)
    for id_ in made:
        client.delete_batch(id_)


def test_a_webhook_address_brings_its_secret(client: Client) -> None:
    """The owner of the batch learns the secret, and no text of the view shows it."""
    options = BatchOptions(fast=True, webhook_url="https://desk.example/hook")
    made = client.create_batch(_items("hooked"), options)
    assert made.webhook_secret
    assert made.webhook_secret not in repr(made)
    client.delete_batch(made.id)


def test_records_and_rules(client: Client) -> None:
    """Trials, evidence and rules come as the library's own types."""
    found = client.trials("Duke ACT", condition="autism", limit=5)
    assert "NCT02847182" in {card.id for card in found.trials}
    assert client.trial("NCT02847182").trial.id == "NCT02847182"
    answer = client.evidence(intervention="stem cells", condition="autism")
    assert answer.profile.condition_label == "autism"
    assert client.rule("REG-02") in client.rules()


def test_a_list_with_a_wrong_address_is_not_sent(client: Client) -> None:
    """The item is named, and no batch is made of the others."""
    before = [batch.id for batch in client.batches()]
    with pytest.raises(BadBatch, match=r"Item 1 is not an address: “two words”"):
        client.create_batch(["clinic.example", "two words"])
    assert [batch.id for batch in client.batches()] == before


def test_batches_need_a_key(service: Service) -> None:
    """Without a key the server's refusal says what to do."""
    with Client(service.base) as nobody, pytest.raises(ServerRefused, match="key") as refused:
        nobody.create_batch(["clinic.example"])
    assert refused.value.problem.status == 401
