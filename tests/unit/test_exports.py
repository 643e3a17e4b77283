"""The text and JSON forms of a report."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import claimcheck
from claimcheck.exports import words
from claimcheck.exports.grouping import group_flagged
from claimcheck.exports.json import dump
from claimcheck.exports.layout import plain
from claimcheck.exports.text import render
from claimcheck.schema import OverallStatus, PrimaryResult, Report, Trial, VerdictWord, Zone

NEVER_SAID = ("scam", "fraud", "fake", " lie", "quack", "bogus", "illegal", "dishonest")


def _joined(text: str) -> str:
    """The text without its line breaks and indents."""
    return " ".join(text.split())


def _change_flagged(report: Report, **changes: object) -> Report:
    """The report with every flagged claim changed alike, its quotes unverified."""
    claims = tuple(
        claim.model_copy(update=changes) if claim.flagged else claim for claim in report.claims
    )
    return report.model_copy(update={"claims": claims})


def test_sections_stand_in_the_readers_order(report: Report) -> None:
    """The bottom line comes first and the versions last."""
    text = render(report)
    order = [
        report.summary.bottom_line,
        "FLAGGED PASSAGES (2)",
        "THE PAGE AS A WHOLE",
        "WHAT AGREES WITH THE RECORD",
        "CAUTIONS THAT THE PAGE ITSELF GIVES",
        "WHAT THE REGISTERED TRIALS SHOW",
        "QUESTIONS TO ASK WHOEVER OFFERS",
        "WHAT WAS NOT JUDGED, AND WHY",
        "SOURCES OF THE RULES",
        "ABOUT THIS REPORT",
    ]
    places = [text.index(heading) for heading in order]
    assert places == sorted(places)


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_lines_fit_and_end_clean(report: Report, width: int) -> None:
    """No line is wider than the terminal, none ends in blanks, and no colour code is in a pipe."""
    text = render(report, width=width)
    assert max(map(len, text.splitlines())) <= width
    assert all(line == line.rstrip() for line in text.splitlines())
    assert "\x1b" not in text


def test_every_flagged_quote_is_shown_whole(report: Report) -> None:
    """Each flagged passage stands word for word in the report, with its place."""
    text = _joined(render(report, width=50))
    for claim in report.claims:
        if claim.flagged:
            assert f"“{claim.quote}”" in text
    assert "In What families see, testimonial:" in text


def test_same_remark_stands_once(report: Report) -> None:
    """Passages that draw the same remark share one reason, one rule and one trial description."""
    text = _joined(render(report))
    assert text.count("without saying how many children were counted") == 1
    assert text.count("rule NUM-01, version 1") == 1
    assert text.count("Speech grew as much with placebo") == 1
    assert len(group_flagged(report)) == 1


def test_different_remarks_stay_apart(report: Report) -> None:
    """A passage with its own reason is not swallowed by a group; the graver one comes first."""
    first, second, *rest = report.claims
    graver = second.findings[0].model_copy(update={"severity": 3, "message": "Graver."})
    second = second.model_copy(update={"severity": 3, "findings": (graver,)})
    changed = report.model_copy(update={"claims": (first, second, *rest)})
    groups = group_flagged(changed)
    assert [of_reason.severity for of_reason in groups] == [3, 2]
    text = render(changed)
    assert text.index(second.quote) < text.index(first.quote)
    assert "NCT00000001 (described above)" in text


def test_unconfirmed_results_are_marked(report: Report) -> None:
    """A result that only a second-hand page tells is marked wherever it is shown."""
    text = _joined(render(report))
    assert "Not confirmed: only a page that retells the trial says so." in text
    assert "main goal not met ?" in text


def test_larger_trials_have_longer_bars(report: Report) -> None:
    """The picture draws people: four times the people, four times the bar."""
    bars = {
        line.split()[0]: line.count("#")
        for line in render(report).splitlines()
        if line.lstrip().startswith("NCT") and "#" in line
    }
    assert bars["NCT00000001"] == 4 * bars["NCT00000002"]


def test_a_trial_is_drawn_once(report: Report) -> None:
    """A broader profile over the same records refers to the bars above it."""
    broader = report.evidence[0].model_copy(update={"intervention_label": "Any cells"})
    twice = report.model_copy(update={"evidence": (*report.evidence, broader)})
    text = render(twice)
    assert text.count("main goal not met") == 1
    assert "2 records of these drawn above." in text


def test_nothing_flagged_is_said(report: Report) -> None:
    """A sober page gets a plain answer, not an empty section."""
    text = render(_change_flagged(report, flagged=False))
    assert "No passage was flagged." in text


def test_no_evidence_is_said(report: Report) -> None:
    """Without a record on the page's subject the report says so instead of drawing nothing."""
    text = _joined(render(report.model_copy(update={"evidence": ()})))
    assert "No claim names a treatment and a condition on which we hold records." in text


def test_report_says_what_it_is_not(report: Report) -> None:
    """No score, no motive, and no word that accuses."""
    text = _joined(render(report)).lower()
    assert "it is no score" in text
    assert "“not found in our copy” does not mean that no trial exists" in text
    assert not [word for word in NEVER_SAID if word in text]


@pytest.mark.parametrize("said", [True, False, None])
def test_what_robots_txt_says_is_told(report: Report, said: bool | None) -> None:
    """A page that its site closes to programs is checked for a person, who is told so."""
    page = report.page.model_copy(update={"robots_disallow": said})
    text = _joined(render(report.model_copy(update={"page": page})))
    assert ("robots.txt asks programs not to read this page" in text) is (said is True)


def test_country_is_told_when_one_was_given(report: Report) -> None:
    """A reader knows whose rules were tried; without a country nothing is said of one."""
    text = _joined(render(report.model_copy(update={"country": "AU"})))
    assert "Country given: AU. Rules that hold only there were tried as well." in text
    assert "Country given" not in render(report)


def test_hidden_words_are_said_to_be_hidden() -> None:
    """A reader who does not find a flagged passage on the page is told why."""
    hidden = "Stem cells cure autism in every child."
    html = (
        "<main><h1>Care</h1><p>Our clinic gives stem cells to children with autism.</p>"
        f'<p style="display:none">{hidden}</p></main>'
    )
    text = _joined(render(claimcheck.check_html(html)))
    assert hidden in text
    assert "hidden when the page opens" in text


def test_markup_in_a_page_is_shown_as_it_is(report: Report) -> None:
    """Square brackets and emoji codes of a page reach the reader unchanged."""
    text = render(_change_flagged(report, quote="[bold]Cells[/bold] :smile: [1]"))
    assert "“[bold]Cells[/bold] :smile: [1]”" in text


def test_a_page_cannot_command_the_terminal(report: Report) -> None:
    """Control characters and direction overrides in a page are made visible, not obeyed."""
    text = render(_change_flagged(report, quote="\x1b[2J\x9b1mall\u202eclear\x07"))
    assert "“�[2J�1mall�clear�”" in text


@given(st.text())
def test_plain_keeps_length_and_is_harmless(words_: str) -> None:
    """Neutralising never drops or adds a character and leaves no escape behind."""
    shown = plain(words_).plain
    assert "\x1b" not in shown
    assert len(shown) == len(words_)


def test_colour_is_only_for_terminals(report: Report) -> None:
    """Styles change how the words look, not the words."""
    coloured = render(report, colour=True)
    assert "\x1b[1m" in coloured


def test_json_is_the_contract(report: Report) -> None:
    """The JSON is the model dump: readable characters, the same text each time, no document map."""
    text = dump(report)
    assert json.loads(text) == report.model_dump(mode="json")
    assert text == dump(Report.model_validate_json(text))
    assert "dom_map" not in json.loads(text)["page"]


def test_json_keeps_characters_readable(report: Report) -> None:
    """A page's own letters stand in the JSON as letters."""
    page = report.page.model_copy(update={"title": "Éxosomes – 治療"})
    assert '"Éxosomes – 治療"' in dump(report.model_copy(update={"page": page}))


def test_every_word_of_the_vocabularies_is_said_in_plain_words() -> None:
    """No raw enum value with an underscore reaches a reader."""
    said = [
        *map(words.verdict_words, VerdictWord),
        *map(words.primary_words, PrimaryResult),
        *map(words.status, OverallStatus),
        *(words.zone_words(zone) or "" for zone in Zone),
        *map(words.severity_words, range(4)),
    ]
    assert not [word for word in said if "_" in word]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(primaries=st.lists(st.sampled_from(PrimaryResult), min_size=1, max_size=3))
def test_outcome_word_never_picks_a_side(report: Report, primaries: list[PrimaryResult]) -> None:
    """When sources disagree on a trial, the picture says that they differ."""
    trial = report.trials["NCT00000001"]
    results = tuple(trial.results[0].model_copy(update={"primary": p}) for p in primaries)
    said = words.outcome(Trial.model_validate({**trial.model_dump(), "results": results}))
    told = set(primaries) - {PrimaryResult.NOT_POSTED}
    assert ("sources differ" in said) == (len(told) > 1)
