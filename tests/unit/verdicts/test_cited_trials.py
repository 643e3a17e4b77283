"""Every trial number on a page gets an entry of its own, and the ladder is told in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from claimcheck.pages import Reader, capture_text
from claimcheck.schema import (
    Dimension,
    DimensionReading,
    Page,
    PageFinding,
    Registry,
    Report,
    Standing,
    Trial,
    TrialMatch,
)
from claimcheck.trials import load_snapshot
from claimcheck.verdicts.cited import place_words, record_of
from claimcheck.verdicts.ladder_words import beyond_words, rungs
from claimcheck.verdicts.page import PageCase
from claimcheck.verdicts.page.cited import cited
from claimcheck.vocabulary import load_vocabulary

Check = Callable[..., Report]


def _entries(*lines: str) -> tuple[PageFinding, ...]:
    page = Reader().read(capture_text("\n".join(lines)))
    return _on(page, load_snapshot().trials())


def _on(page: Page, trials: Mapping[str, Trial]) -> tuple[PageFinding, ...]:
    case = PageCase(page=page, claims=(), verdicts=(), vocabulary=load_vocabulary(), trials=trials)
    return tuple(cited.findings(case))


def test_each_number_has_one_entry_in_page_order() -> None:
    """A number named twice is told once, wherever on the page it stands."""
    found = _entries(
        "Stem cells in autism",
        "",
        "See NCT04089579 and NCT02847182.",
        "",
        "More on NCT02847182 is in the register, and on NCT99999999.",
    )
    told = [(f.spans[0].quote, f.trials) for f in found]
    assert told == [
        ("NCT04089579", ("NCT04089579",)),
        ("NCT02847182", ("NCT02847182",)),
        ("NCT99999999", ()),
    ]
    assert {(f.rule, f.severity) for f in found} == {(cited.card.id, 0)}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("NCT02847182", ("180 people", "placebo", "completed", "main goal not reached")),
        ("NCT04089579", ("main goal not reached (known only second-hand)",)),
        ("NCT02192749", ("a paper on it was retracted",)),
        ("NCT01502488", ("was withdrawn before anybody took part",)),
        ("NCT07177677", ("not yet recruiting", "no result in our copy")),
        ("NCT03818737", ("osteoarthritis",)),
        ("NCT99999999", ("was not found in our copy of", "may be in the register all the same")),
        ("NCT0284718", ("has 7 digits",)),
    ],
)
def test_an_entry_says_what_the_record_is(number: str, words: tuple[str, ...]) -> None:
    """Existence, topic, state, result and retraction are told from the record."""
    [entry] = _entries("Trials", "", f"We refer to {number} here.")
    for said in words:
        assert said in entry.message
    assert "does not exist" not in entry.message


def test_a_page_without_numbers_has_no_entry() -> None:
    """A number that is no trial's is left alone."""
    assert _entries("Our clinic", "", *cited.card.not_when) == ()
    assert len(_entries("Our clinic", "", cited.card.example)) == 1


def test_a_record_is_found_under_its_older_number() -> None:
    """The register's obsolete numbers lead to the record that it keeps now."""
    trials = dict(load_snapshot().trials())
    kept = trials["NCT02847182"].model_copy(update={"nct_id_aliases": ("NCT00000009",)})
    trials[kept.id] = kept
    assert record_of(trials, "NCT00000009") is kept
    page = Reader().read(capture_text("Trials\n\nSee NCT00000009, now NCT02847182."))
    [entry] = _on(page, trials)
    assert entry.message.startswith("NCT00000009, now NCT02847182, in our copy of")
    assert record_of(trials, "NCT00000008") is None


def test_a_place_is_known_by_the_words_that_tell_it_apart() -> None:
    """“University” and the country tell nothing; “Duke” does."""
    trials = load_snapshot().trials()
    assert place_words(trials["NCT02847182"]) >= {"Duke", "Kurtzberg"}
    assert place_words(trials["NCT06293950"]) == frozenset()


def _match(**standings: tuple[Standing, str | None, str | None]) -> TrialMatch:
    read = {
        Dimension(name): DimensionReading(standing=s, claimed=c, recorded=r)
        for name, (s, c, r) in standings.items()
    }
    first = next((d for d, one in read.items() if one.standing is Standing.BEYOND), None)
    return TrialMatch(
        trial="NCT00000001",
        registry=Registry.CLINICALTRIALS_GOV,
        dimensions=read,
        first_beyond=first,
        matched_alias="stem cells",
    )


def test_the_first_step_beyond_comes_with_both_texts_and_the_rest() -> None:
    """First beyond, then all others, each with what page and record say."""
    match = _match(
        condition=(Standing.WITHIN, "autism", "autism"),
        product=(Standing.BEYOND, "iPSC", "donor cord blood"),
        size=(Standing.BEYOND, "80%", "8 of 12 (67%)"),
        certainty=(Standing.BEYOND, "The whole passage.", "No better than placebo."),
        status=(Standing.NOT_STATED, None, None),
    )
    assert beyond_words(match) == (
        "Beyond NCT00000001 first on product (this page: iPSC; the record: donor cord blood); "
        "also on size of the effect (this page: 80%; the record: 8 of 12 (67%)), how sure it "
        "sounds (the record: No better than placebo)."
    )
    assert [rung.standing_words for rung in rungs(match)][-1] == "not stated"


def test_nothing_beyond_says_nothing() -> None:
    """A claim within its record needs no words."""
    assert beyond_words(_match(condition=(Standing.WITHIN, "autism", "autism"))) is None


def test_long_texts_are_cut_at_a_word() -> None:
    """A long list of outcomes keeps its beginning and says that it goes on."""
    [rung] = rungs(_match(outcome=(Standing.BEYOND, "sleep", "one measure, " * 30)))
    assert rung.record is not None
    assert rung.record.endswith("measure, one …")
    assert len(rung.record) < 100


def test_all_eight_dimensions_are_in_the_report(check: Check) -> None:
    """Each matched record carries every dimension in its order, and the first beyond."""
    report = check("Stem cells improve speech in children with autism.")
    matches = [match for claim in report.claims for match in claim.matches]
    assert matches
    for match in matches:
        assert list(match.dimensions) == list(Dimension)
        beyond = [d for d, one in match.dimensions.items() if one.standing is Standing.BEYOND]
        assert match.first_beyond == (beyond[0] if beyond else None)
