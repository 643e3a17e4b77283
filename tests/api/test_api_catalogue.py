"""What a report names can be followed: rules, trial records, and what they show together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from api import examples
from api.app import create_app
from api.batchviews import BatchView
from api.routes.trials import TrialRecord, TrialsFound
from claimcheck.exports.batches import ResultsSummary
from claimcheck.resources import corpus_path
from claimcheck.schema import (
    EvidenceAnswer,
    OverallStatus,
    PutReport,
    Registry,
    RuleCard,
    RuleFamily,
    Source,
    SourceKind,
    Trial,
)
from claimcheck.trials import load_snapshot
from claimcheck.trials.library import answer_for
from claimcheck.trials.store import RecordStore
from claimcheck.verdicts.judge import rule_cards
from tests.api.serving import quiet

OWN = "NCT09999991"


@pytest.fixture(scope="module")
def told(client: TestClient) -> dict[str, Any]:
    """The report on the demonstration page."""
    html = corpus_path("pages", "demo_clinic.html").read_text(encoding="utf-8")
    found: dict[str, Any] = client.post("/v1/check", json={"html": html}).json()
    return found


def _findings(told: dict[str, Any]) -> list[dict[str, Any]]:
    of_claims = [finding for claim in told["claims"] for finding in claim["findings"]]
    return [*of_claims, *told["page_findings"]]


def test_every_rule_of_a_report_can_be_read(client: TestClient, told: dict[str, Any]) -> None:
    """The id of a finding's rule leads to its card, in the version that fired."""
    findings = _findings(told)
    assert findings
    for finding in findings:
        card = RuleCard.model_validate(client.get(f"/v1/rules/{finding['rule']}").json())
        assert (card.id, card.version) == (finding["rule"], finding["version"])


def test_every_trial_of_a_report_can_be_read(client: TestClient, told: dict[str, Any]) -> None:
    """The ids that findings, matches and profiles name lead to the same records."""
    named = {id_ for finding in _findings(told) for id_ in finding["trials"]}
    named |= {match["trial"] for claim in told["claims"] for match in claim["matches"]}
    named |= {id_ for profile in told["evidence"] for id_ in profile["trials"]}
    assert named
    assert named >= set(told["trials"])
    for id_ in named:
        record = TrialRecord.model_validate(client.get(f"/v1/trials/{id_}").json())
        assert record.trial.model_dump(mode="json") == told["trials"].get(id_, _dumped(id_))


def _dumped(id_: str) -> dict[str, Any]:
    return load_snapshot().trials()[id_].model_dump(mode="json")


def test_the_rules_are_those_of_the_report(client: TestClient, told: dict[str, Any]) -> None:
    """The list holds every card, and names the version that the report names."""
    listed = client.get("/v1/rules").json()
    assert {card["id"] for card in listed["rules"]} == {card.id for card in rule_cards()}
    assert told["versions"]["rules"].startswith(listed["version"])


@pytest.mark.parametrize("family", RuleFamily)
def test_one_family_of_rules(client: TestClient, family: RuleFamily) -> None:
    """A family is listed by itself, in order of the ids."""
    found = [card["id"] for card in client.get(f"/v1/rules?family={family}").json()["rules"]]
    assert found == sorted(card.id for card in rule_cards() if card.family is family)


def test_an_unknown_rule_names_the_nearest(client: TestClient) -> None:
    """404 with ids that are spelt alike."""
    answer = client.get("/v1/rules/REG-99")
    assert (answer.status_code, answer.json()["code"]) == (404, "rule_not_found")
    assert "REG-" in answer.json()["detail"]
    assert client.get("/v1/rules?family=XYZ").status_code == 422


def test_search_tells_the_question_and_the_copy(client: TestClient) -> None:
    """Hits come as short cards, with the question as it was read and the day of our copy."""
    params = {"condition": "autism", "intervention": "cord blood", "limit": 3}
    found = TrialsFound.model_validate(client.get("/v1/trials", params=params).json())
    assert (found.query.condition, found.query.intervention) == ("autism", "cord blood")
    assert found.total >= len(found.trials) == 3
    assert found.read_on is not None
    assert found.note is None
    for card in found.trials:
        trial = load_snapshot().trials()[card.id]
        assert (card.title, card.status) == (trial.title, trial.overall_status)
        assert (card.enrollment, card.url) == (trial.enrollment, trial.url)
        assert card.sources
        assert card.matched


def test_pages_of_hits_are_all_hits_once(client: TestClient) -> None:
    """Limit and offset part the same list."""
    params: dict[str, Any] = {"condition": "autism", "limit": 100}
    total = client.get("/v1/trials", params=params).json()["total"]
    found: list[str] = []
    for offset in range(0, total, 40):
        page = client.get("/v1/trials", params={**params, "limit": 40, "offset": offset}).json()
        found += [card["id"] for card in page["trials"]]
    assert len(found) == len(set(found)) == total


def test_records_by_state(client: TestClient) -> None:
    """One state or several, alone or beside words, and the total counts these alone."""
    states = [OverallStatus.RECRUITING, OverallStatus.COMPLETED]
    counts = []
    for chosen in ([states[0]], [states[1]], states):
        for more in ({}, {"condition": "autism"}):
            params = {"status": chosen, "limit": 100, **more}
            found = TrialsFound.model_validate(client.get("/v1/trials", params=params).json())
            assert {card.status for card in found.trials} == set(chosen)
            counts.append(found.total)
    assert counts[4:] == [counts[0] + counts[2], counts[1] + counts[3]]


def test_nothing_found_is_said_of_our_copy(client: TestClient) -> None:
    """An empty list says what it does not mean."""
    found = TrialsFound.model_validate(client.get("/v1/trials?q=zyxwvut").json())
    assert (found.total, found.trials) == (0, ())
    assert found.note
    assert "our copy of" in found.note
    assert "does not mean that no trial exists" in found.note


@pytest.mark.parametrize(
    "path",
    [
        "/v1/trials?q=%20",
        "/v1/trials?condition=%21%3F",
        "/v1/trials?limit=0",
        "/v1/trials?offset=100000",
        "/v1/trials?status=SLEEPING",
        "/v1/evidence?intervention=cells",
        "/v1/evidence?intervention=cells&condition=%00",
    ],
)
def test_questions_that_ask_nothing_are_refused(client: TestClient, path: str) -> None:
    """A question without a word is not answered "none"."""
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


@pytest.mark.parametrize("id_", ["NCT00000000", "%00", "...", "x" * 500, "NCT02847182%00"])
def test_an_unknown_trial_is_not_found(client: TestClient, id_: str) -> None:
    """404, whatever stands in the place of an id."""
    answer = client.get(f"/v1/trials/{id_}")
    assert (answer.status_code, answer.json()["code"]) == (404, "trial_not_found")


@pytest.mark.parametrize("pair", [("stem cells", "autism"), ("vitamin zyx", "no such illness")])
def test_evidence_is_that_of_the_command_line(client: TestClient, pair: tuple[str, str]) -> None:
    """The same answer as “claimcheck trials evidence --offline”."""
    params = {"intervention": pair[0], "condition": pair[1]}
    found = EvidenceAnswer.model_validate(client.get("/v1/evidence", params=params).json())
    assert found == answer_for(*pair, offline=True)
    assert found.failure is None


@pytest.mark.parametrize(
    "path",
    [
        "/v1/trials?condition=autism",
        "/v1/trials/NCT02847182",
        "/v1/evidence?intervention=stem+cells&condition=autism",
        "/v1/rules",
        "/v1/rules/REG-02",
    ],
)
def test_what_did_not_change_is_not_sent_again(client: TestClient, path: str) -> None:
    """The ETag of an answer, alone or among others, gives 304 without a body."""
    first = client.get(path)
    etag = first.headers["etag"]
    for known in (etag, f'"other", W/{etag}', "*"):
        again = client.get(path, headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
    assert client.get(path, headers={"if-none-match": '"other"'}).content == first.content


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A client of a service beside a store of records with one of its own."""
    url = f"sqlite:///{tmp_path / 'trials.db'}"
    curated = load_snapshot().trials()["NCT02847182"]
    source = Source(title="A copy of the register", kind=SourceKind.REGISTRY)
    own = Trial(
        id=OWN,
        registry=Registry.CLINICALTRIALS_GOV,
        title="Warm Zyxo Baths for Quiet Sleep",
        overall_status=OverallStatus.RECRUITING,
        last_update_posted="2026-01-01",
        sources=(source,),
        snapshot_date=curated.snapshot_date,
    )
    later = own.model_copy(
        update={"overall_status": OverallStatus.COMPLETED, "last_update_posted": "2026-02-01"}
    )
    with RecordStore.open(url) as store:
        assert store.put([own, curated]) == PutReport(new=2)
        store.put([later])
    monkeypatch.setenv("CLAIMCHECK_TRIALS_URL", url)
    app = create_app(settings=quiet(tmp_path))
    yield TestClient(app)
    app.state.door.close()


def test_the_store_of_records_is_searched_too(filled: TestClient) -> None:
    """A record that only this machine has is found, and read with what changed in it."""
    found = TrialsFound.model_validate(filled.get("/v1/trials?q=zyxo").json())
    assert [card.id for card in found.trials] == [OWN]
    record = TrialRecord.model_validate(filled.get(f"/v1/trials/{OWN.lower()}").json())
    [change] = record.changes
    assert (change.before, change.after) == ("RECRUITING", "COMPLETED")
    assert filled.get("/v1/trials?q=zyxo&status=RECRUITING").json()["total"] == 0
    assert filled.get("/v1/trials?q=zyxo&status=COMPLETED").json()["total"] == 1
    assert filled.get("/v1/trials?q=NCT02847182").json()["total"] == 1


def test_a_store_that_cannot_be_used_is_an_error(
    filled: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records that cannot be read are never "none found"."""
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database" * 1_000)
    monkeypatch.setenv("CLAIMCHECK_TRIALS_URL", f"sqlite:///{broken}")
    for path in ("?q=autism", f"/{OWN}"):
        answer = filled.get(f"/v1/trials{path}")
        assert (answer.status_code, answer.json()["code"]) == (500, "store_unreadable")


def test_the_catalogue_is_rated(tmp_path: Path) -> None:
    """Anybody may ask, but not without end."""
    app = create_app(settings=quiet(tmp_path, anonymous_rate="2/minute"))
    client = TestClient(app)
    codes = [client.get("/v1/rules/REG-02").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    app.state.door.close()


@pytest.mark.parametrize(
    ("model", "example"),
    [
        (TrialsFound, examples.TRIALS_FOUND),
        (TrialRecord, examples.TRIAL_RECORD),
        (EvidenceAnswer, examples.EVIDENCE),
        (BatchView, examples.BATCH),
        (ResultsSummary, json.loads(examples.NDJSON.splitlines()[-1])["summary"]),
    ],
)
def test_examples_are_what_they_are_examples_of(
    model: type[BaseModel], example: dict[str, Any]
) -> None:
    """The description of the API shows answers that can be given."""
    assert model.model_validate(example)


def test_every_operation_is_described(client: TestClient) -> None:
    """Each of ours tells of success and of each problem, with an example of most."""
    paths = client.get("/v1/openapi.json").json()["paths"]
    ours = ("/v1/batches", "/v1/trials", "/v1/evidence", "/v1/rules")
    operations = [
        operation
        for path, methods in paths.items()
        if path.startswith(ours)
        for operation in methods.values()
    ]
    assert len(operations) == 14
    for operation in operations:
        assert operation["description"]
        assert set(operation["responses"]) >= {"401", "429", "500"}
        for status, response in operation["responses"].items():
            if status >= "400":
                assert set(response["content"]) == {"application/problem+json"}
