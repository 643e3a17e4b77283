"""Pages to read: trials, rules, how it works, and links for a bookmarks bar."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from api.pages.bookmarklet import bookmarklet_page
from api.pages.trial import trial_page
from api.pages.trialwords import blinding, groups, in_whom, status_sentence
from api.rendering import html
from claimcheck.evaluation.published import published
from claimcheck.resources import model_path
from claimcheck.schema import (
    Allocation,
    ClaimType,
    Masking,
    OverallStatus,
    Publication,
    ReferenceType,
    Report,
    Sex,
    Trial,
    WhoMasked,
)
from claimcheck.verdicts.catalogue import cards

NEVER_SAID = ("scam", "fraud", "fake", "quack", "bogus", "illegal", "dishonest")


def _text(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.fixture
def trial(report: Report) -> Trial:
    """A record whose words try to break out of the page."""
    return report.trials["NCT00000001"]


def _shown(trial: Trial) -> str:
    return bytes(html(trial_page(trial, (), {}, ())).body).decode()


def test_trial_tells_what_was_tested_and_what_came_out(client: TestClient) -> None:
    """The largest autism trial: treatment, placebo, children, size, goal, result, caveats, link."""
    page = client.get("/trials/NCT02847182").text
    text = _text(page)
    for words in (
        "Main goal not met.",
        "placebo",
        "People with autism, aged 2 years to 7 years",
        "180 people",
        "VABS-3 Socialization: social communication, daily living",
        "6 months",
        "A registration is no approval",
        "Sponsors enter these records themselves",
        "our copy was read on 22 November 2026",
        "This trial beside the others",
    ):
        assert words in text
    assert 'href="https://clinicaltrials.gov/study/NCT02847182"' in page


def test_trial_with_a_retracted_paper_says_so_first(client: TestClient) -> None:
    """The banner stands above the result, which is said to carry no weight."""
    text = _text(client.get("/trials/NCT02192749").text)
    assert "A paper on this trial was retracted" in text
    assert text.index("retracted") < text.index("In short")
    assert "Its results carry no weight" in text
    assert "People pay to take part in it." in text


def test_every_trial_of_our_copy_has_a_page(client: TestClient) -> None:
    """Whatever a record lacks, its page is whole and never empty of caveats."""
    from claimcheck.trials import load_snapshot

    for id_ in load_snapshot().trials():
        answer = client.get(f"/trials/{id_}")
        assert answer.status_code == 200, id_
        assert not re.search(r"[>“:(]\s*None\s*[<”.,)]", answer.text), id_
        assert not [word for word in NEVER_SAID if word in _text(answer.text).lower()], id_


@pytest.mark.parametrize("id_", ["NCT09999999", "x/y", "%3Cscript%3E", "%00", "a" * 900, "nct 1"])
def test_trial_that_we_lack_can_be_searched_for(client: TestClient, id_: str) -> None:
    """The page does not say that there is none, and leads to the registers."""
    answer = client.get(f"/trials/{id_}")
    assert answer.status_code == 404
    assert "does not mean that there is no such trial" in _text(answer.text)
    assert 'href="https://clinicaltrials.gov/search?term=' in answer.text
    assert "<script>" not in answer.text


def test_hostile_record_is_inert(trial: Trial) -> None:
    """Tags in a record's title and results come out as words."""
    page = _shown(trial.model_copy(update={"url": "javascript:alert(1)"}))
    assert "<script>" not in page
    assert 'href="javascript:' not in page
    assert "An invented trial <script>alert(1)</script>" in _text(page.replace("&lt;", "‹")) or (
        "&lt;script&gt;" in page
    )


def test_paper_in_the_background_is_no_retraction(trial: Trial) -> None:
    """Only papers with results of the trial itself take its weight away."""
    for type_, told in ((ReferenceType.BACKGROUND, False), (ReferenceType.RESULT, True)):
        paper = Publication(citation="A paper.", type=type_, retracted=True)
        page = _shown(trial.model_copy(update={"publications": (paper,)}))
        assert ("A paper on this trial was retracted" in page) is told
        assert "Retracted." in page


def test_results_that_we_lack_are_not_called_missing(trial: Trial) -> None:
    """Posted results that were not copied, and none at all, are told apart."""
    bare = trial.model_copy(update={"results": ()})
    posted = _shown(bare.model_copy(update={"has_posted_results": True}))
    assert "Results are posted on the register. Our copy does not hold them." in posted
    assert "No result in our copy. It has ended." in _shown(bare)


def test_every_word_of_the_register_has_a_sentence(trial: Trial) -> None:
    """Each allocation, masking and status is told in words, and what is not said stays unsaid."""
    for allocation in (*Allocation, None):
        said = groups(trial.model_copy(update={"allocation": allocation}))
        assert bool(said) is (allocation is not None)
    for masking in (*Masking, None):
        said = blinding(trial.model_copy(update={"masking": masking}))
        assert bool(said) is (masking is not None)
    for status in (*OverallStatus, None):
        assert status_sentence(status).endswith(".")


def test_people_are_told_in_one_line(trial: Trial) -> None:
    """Condition, age and sex stand together; who was blinded is listed."""
    told = trial.model_copy(
        update={
            "minimum_age_months": 36,
            "maximum_age_months": 119,
            "sex": Sex.MALE,
            "who_masked": (WhoMasked.PARTICIPANT, WhoMasked.OUTCOMES_ASSESSOR),
        }
    )
    words = in_whom(told, ["autism", "epilepsy"])
    assert words == "People with autism and epilepsy, aged 3 years to 9 years, men and boys only"
    assert blinding(told) == "The people in the trial and those who measured."


def test_rules_are_all_listed_and_shown(client: TestClient) -> None:
    """Each rule has a line in the list, and a page with its example, sources and severity."""
    listed = client.get("/rules").text
    for card in cards():
        assert f'href="/rules/{card.id}"' in listed
        answer = client.get(f"/rules/{card.id}")
        text = _text(answer.text)
        assert answer.status_code == 200
        for words in (card.title, card.example, *card.not_when, *(s.title for s in card.sources)):
            assert " ".join(words.split()) in text, card.id
        assert "It does not say that anybody broke a law." in text


@pytest.mark.parametrize("id_", ["XXX-99", "%3Cscript%3E", "eff"])
def test_unknown_rule_leads_to_the_list(client: TestClient, id_: str) -> None:
    """The page says that there is none with this name, and where all are."""
    answer = client.get(f"/rules/{id_}")
    assert answer.status_code == 404
    assert 'href="/rules"' in answer.text
    assert "<script>" not in answer.text


def test_quality_is_that_of_the_cards(client: TestClient) -> None:
    """Every figure on the page stands on the card of a model, with the day of the measurement."""
    text = _text(client.get("/how").text)
    card = json.loads(model_path("claim_types", "card.json").read_text(encoding="utf-8"))
    scores = card["scores_on_unseen_sites"]["careful"]
    measured = published()
    assert {one.type for one in measured.types} == set(ClaimType)
    assert all(one.f1 == scores[one.type] for one in measured.types)
    day = date.fromisoformat(card["measured_on"])
    assert f"Measured on {day.day} {day:%B %Y}" in text
    assert f"A benefit with a number {round(100 * scores['quantified'])}" in text
    for part in ("Step by step", "About the data", "Limits", "Corrections", "Privacy"):
        assert part in text


def test_bookmarklets_know_the_service(client: TestClient) -> None:
    """Both links name the address of this service, and can be taken without dragging them."""
    page = client.get("/bookmarklet").text
    links = [unquote(unescape(link)) for link in re.findall(r'href="(javascript:[^"]*)"', page)]
    assert len(links) == 2
    assert all('"http://testserver/"' in link for link in links)
    assert page.count("readonly") == 2


@pytest.mark.parametrize("host", ["a'b", 'a"b', "a b", "a%22,alert(1),%22", "a<b", "a\\b"])
def test_no_host_name_gets_into_the_code(client: TestClient, host: str) -> None:
    """A client's words for its host become no code; without a plain address there are no links."""
    page = client.get("/bookmarklet", headers={"host": host}).text
    links = [unquote(unescape(link)) for link in re.findall(r'href="(javascript:[^"]*)"', page)]
    assert all('"http://testserver/"' in link for link in links)
    assert bookmarklet_page("/").address is None
