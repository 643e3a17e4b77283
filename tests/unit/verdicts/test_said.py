"""What models read of a page is shown where the page sells, and where no rule told it already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from claimcheck.checker import Checker
from claimcheck.pages import capture_text
from claimcheck.schema import Finding, Genre, GenreSignal, SaidPassage, Saying, Verdict, VerdictWord
from claimcheck.settings import MIN_CONTEXT_BLOCKS
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.page import PageCase, further
from claimcheck.verdicts.page.overselling import (
    INFORMED_KEEPS_ON,
    INFORMED_MUCH_TOO_FAR,
    MUCH_TOO_FAR,
    OVERSELLS_FROM,
    SELLER_OVERSELLS_FROM,
    SHORT,
    load_page_weights,
    log_odds,
)
from claimcheck.verdicts.page.said import (
    LEAST,
    LEAST_MUCH_TOO_FAR,
    UNFLAGGED_FROM,
    goes_far,
    read_as,
)
from claimcheck.verdicts.page.selling import SIGN, as_it_sells
from claimcheck.vocabulary import load_vocabulary
from tests.unit.verdicts.conftest import SELLS

_LINES = (
    "The garden is open all day.",
    "There is tea in the hall.",
    "Our rooms look at the lake.",
    "The bus stops at the door.",
    "Keep the insulin in your own fridge, and do not stop it.",
    "Is the pump really needed?",
    "The pump can stay in the drawer.",
)
_MORE = tuple(f"The room on floor {number} has a fan." for number in range(1, 8))
_SURE = 0.95
#: A seller that names no cells at its head.
_SELLS = ("Good care for children with autism", *SELLS[1:])
Build = Callable[..., PageCase]


@pytest.fixture
def case(checker: Checker) -> Build:
    """A selling page on which the lines given are held to say something."""

    def build(said: Mapping[str, Mapping[Saying, float]], *more: str) -> PageCase:
        page = checker._reader.read(capture_text("\n\n".join((*_SELLS, *_LINES, *more))))
        assert len(page.blocks) >= MIN_CONTEXT_BLOCKS
        page = page.model_copy(update={"genre": Genre.SELLS})
        found = []
        for number, block in enumerate(page.blocks):
            quote = page.text[block.start : block.end]
            if quote in said:
                found.append(
                    SaidPassage(
                        start=block.start,
                        end=block.end,
                        quote=quote,
                        block=number,
                        says=said[quote],
                    )
                )
        claim = checker._extractor.extract(page).claims[0]
        slight = Finding(
            start=claim.start,
            end=claim.end,
            quote=claim.quote,
            rule="EFF-04",
            version=1,
            severity=1,
            message="It is one slight flag.",
            sources=(src.CAP_12,),
        )
        flag = Verdict(
            claim=claim.id,
            verdict=VerdictWord.GOES_BEYOND,
            flagged=True,
            severity=1,
            confidence=0.9,
            reason="It is one slight flag.",
            findings=(slight,),
        )
        return PageCase(
            page=page,
            claims=(),
            verdicts=(),
            vocabulary=load_vocabulary(),
            flags=((claim, flag),),
            sayings=found,
        )

    return build


def _quotes(case: PageCase, saying: Saying) -> list[str]:
    return [passage.quote for passage in read_as(case, saying)]


_CORE = [Saying.AGAINST_CARE, Saying.NO_HARM, Saying.CURE]
_BESIDE = [saying for saying in Saying if saying not in _CORE]


#: What makes a page one that goes too far, whatever else it says.
_GRAVE = {
    _LINES[0]: {Saying.AGAINST_CARE: _SURE, Saying.NO_HARM: _SURE},
    _LINES[1]: {Saying.AGAINST_CARE: _SURE, Saying.NO_HARM: _SURE},
}


@pytest.mark.parametrize("saying", list(Saying))
def test_on_a_page_that_goes_too_far_doubtful_passages_are_shown(
    case: Build, saying: Saying
) -> None:
    """From their likelihood on and not below."""
    at, below = LEAST[saying], LEAST[saying] - 0.01
    assert _LINES[6] in _quotes(case({**_GRAVE, _LINES[6]: {saying: at}}), saying)
    assert _LINES[6] not in _quotes(case({**_GRAVE, _LINES[6]: {saying: below}}), saying)


def test_where_no_claim_is_flagged_a_page_must_go_farther(case: Build) -> None:
    """Cheerful sellers of proven care sound like others, and nothing they claim is flagged."""
    some = case({**_GRAVE, _LINES[6]: {Saying.SHARE: _SURE}})
    assert SELLER_OVERSELLS_FROM <= log_odds(some) < UNFLAGGED_FROM
    assert _quotes(some, Saying.SHARE) == [_LINES[6]]
    assert _quotes(replace(some, flags=()), Saying.SHARE) == []
    grave = {**_GRAVE, _LINES[3]: {Saying.CURE: _SURE, Saying.RECOVERY: _SURE}}
    wonder = case({**grave, _LINES[6]: {Saying.SHARE: _SURE}})
    assert _quotes(replace(wonder, flags=()), Saying.SHARE) == [_LINES[6]]
    much = case(_MUCH, *_MORE)
    assert log_odds(much) >= UNFLAGGED_FROM
    assert _quotes(replace(much, flags=()), Saying.NO_HARM) == _quotes(much, Saying.NO_HARM)


@pytest.mark.parametrize("saying", [Saying.AGAINST_CARE, Saying.NO_HARM])
def test_likelihoods_are_added_up(case: Build, saying: Saying) -> None:
    """Two that are likely are not yet enough; several of which each is doubtful are."""
    assert _quotes(case({line: {saying: 0.85} for line in _LINES[:2]}), saying) == []
    doubtful = {line: {saying: 0.75, Saying.APPROVAL: 0.7} for line in _LINES[:4]}
    assert _quotes(case(doubtful), saying) == list(_LINES[:4])


def test_what_is_usual_in_a_long_page_does_not_add_up() -> None:
    """Passages are misread now and then, and a page of ten thousand words has many."""
    weights = load_page_weights()
    misread = {saying: usual * 10 for saying, usual in weights.usual.items()}
    assert weights.log_odds(misread, SHORT) >= OVERSELLS_FROM
    assert weights.log_odds(misread, SHORT + 10_000) == pytest.approx(weights.bias)
    assert weights.log_odds(misread, 0) == weights.log_odds(misread, SHORT)


def test_words_of_others_are_no_evidence(case: Build) -> None:
    """Who tells of bad advice quotes it, also on a page that is taken for a seller's."""
    quoted = tuple(f'"{line}"' for line in _LINES[:4])
    said = case({line: {Saying.AGAINST_CARE: 0.85} for line in quoted}, *quoted)
    assert _quotes(said, Saying.AGAINST_CARE) == []


@pytest.mark.parametrize("saying", _CORE)
def test_one_alone_must_be_likelier(case: Build, saying: Saying) -> None:
    """One passage is misread now and then, also on pages that sell proven care."""
    assert _quotes(case({_LINES[6]: {saying: 0.91}}), saying) == []
    assert _quotes(case({_LINES[6]: {saying: 0.92}}), saying) == [_LINES[6]]


@pytest.mark.parametrize("saying", _BESIDE)
def test_what_proven_care_says_too_needs_more(case: Build, saying: Saying) -> None:
    """A story, a share or a full list is shown where the page goes too far besides."""
    assert _quotes(case({_LINES[6]: {saying: _SURE}}), saying) == []
    beside = case({_LINES[6]: {saying: _SURE}, **_GRAVE})
    assert not goes_far(beside)
    assert _quotes(beside, saying) == [_LINES[6]]


@pytest.mark.parametrize(
    ("saying", "words"),
    [
        (Saying.NO_HARM, "No operation is free of risk, and ours is no exception."),
        (Saying.NO_HARM, "Is it safe? For most people, and no treatment is free of risk."),
        (Saying.NO_HARM, "Twins are the largest avoidable risk to mother and babies."),
        (Saying.NO_HARM, "Triplets: the greatest risk, for the mother above all."),
        (Saying.NO_HARM, "Moderate disease is uncommon, and we lower the risk by freezing all."),
        (Saying.SHARE, "Under 35 | 612 | 214 | 35% (31 to 39)"),
        (Saying.CURE, "Nobody's psoriasis has been healed by celery juice."),
        (Saying.CURE, "It is a promising direction, aimed at correcting what autism disturbs."),
        (Saying.RECOVERY, "My mother passed away in April, in a quiet room."),
        (Saying.SHARE, "In the DiRECT trial 46 per cent of people were in remission after a year."),
        (Saying.RECOVERY, "In the MESEMS trial some people walked again."),
        (Saying.APPROVAL, "It was cleared by the FDA in 2008 for adults with major depression."),
        (Saying.APPROVAL, "All our dentists are registered with the dental council."),
        (Saying.APPROVAL, "Such ulcers are one of the uses for which oxygen is approved."),
        (Saying.APPROVAL, "Vesicles are grounded in science, unlike older stem cells."),
        (Saying.AGAINST_CARE, "Yes, the tablets are to be continued as they are."),
        (Saying.AGAINST_CARE, "Physio stays as it is, and the chamber does not replace it."),
        (Saying.AGAINST_CARE, "Only your physician will reduce them."),
        (Saying.AGAINST_CARE, "Our new scanner is handy; it hasn't been shown to save lives."),
        (Saying.AGAINST_CARE, "Exosomes cannot divide and are safer than stem cells."),
        (Saying.AGAINST_CARE, "Unlike MSC, pluripotent cells become any tissue."),
    ],
)
def test_what_takes_it_back_in_the_same_words_is_not_shown(
    case: Build, saying: Saying, words: str
) -> None:
    """A denial and a bad end hold the words of what they deny."""
    grave = {line: {Saying.NO_HARM: _SURE} for line in _LINES[:2]}
    told = case({words: {saying: _SURE}, **grave}, words)
    assert words not in _quotes(told, saying)


@pytest.mark.parametrize(
    "words",
    [
        "No serious side effects are known.",
        "There are no main risks to speak of.",
        "We reduce the risk to zero.",
        "The cells reduce the risk of a reaction, so nobody has any.",
    ],
)
def test_harm_that_is_ruled_out_in_words_of_risk_is_shown(case: Build, words: str) -> None:
    """Only whoever says that there is harm names it."""
    grave = {line: {Saying.NO_HARM: _SURE, Saying.AGAINST_CARE: _SURE} for line in _LINES[:2]}
    told = case({words: {Saying.NO_HARM: _SURE}, **grave}, words)
    assert words in _quotes(told, Saying.NO_HARM)


def test_sound_advice_and_questions_are_not_shown(case: Build) -> None:
    """Whoever says to keep a medicine uses much the same words."""
    said = case({line: {Saying.AGAINST_CARE: _SURE} for line in _LINES[4:]})
    assert _quotes(said, Saying.AGAINST_CARE) == [_LINES[6]]


@pytest.mark.parametrize("genre", [Genre.INFORMS, Genre.UNCLEAR])
def test_pages_that_do_not_sell_are_left_alone(case: Build, genre: Genre) -> None:
    """Hospitals and charities speak of stopping medicines every day."""
    said = case({_LINES[6]: {Saying.AGAINST_CARE: _SURE}})
    page = said.page.model_copy(update={"genre": genre})
    assert _quotes(replace(said, page=page), Saying.AGAINST_CARE) == []


@pytest.mark.parametrize(
    ("genre", "grave", "is_shown"),
    [
        (Genre.UNCLEAR, _GRAVE, True),
        (Genre.UNCLEAR, {}, False),
        (Genre.INFORMS, _GRAVE, False),
    ],
)
def test_a_story_that_goes_too_far_is_told_though_nothing_is_offered(
    case: Build, genre: Genre, grave: Mapping[str, Mapping[Saying, float]], is_shown: bool
) -> None:
    """Many cures alone are also told of what medicine can cure."""
    wonder = {Saying.CURE: _SURE, Saying.RECOVERY: _SURE}
    cures = dict.fromkeys((*_LINES[2:4], _LINES[6]), wonder)
    said = case({**grave, **cures})
    page = said.page.model_copy(update={"genre": genre})
    assert bool(_quotes(replace(said, page=page), Saying.CURE)) is is_shown


@pytest.mark.parametrize(("genre", "is_shown"), [(Genre.SELLS, True), (Genre.UNCLEAR, False)])
def test_what_may_well_be_a_report_is_left_alone(case: Build, genre: Genre, is_shown: bool) -> None:
    """A summary of trials says of many a treatment that it did no harm; a seller of his own."""
    said = _sounding(case(_GRAVE), genre, Genre.INFORMS)
    assert bool(_quotes(said, Saying.NO_HARM)) is is_shown


#: Enough of it that nobody who informs says so much.
_MUCH = {line: {Saying.AGAINST_CARE: _SURE, Saying.NO_HARM: _SURE} for line in _MORE}
_SIGNS = {
    Genre.INFORMS: ("placebo_compared", "registry_record"),
    Genre.SELLS: ("price_of_course",),
}


def _sounding(said: PageCase, genre: Genre, *pointing: Genre) -> PageCase:
    """The same page held to be of another genre, with signs that point to these."""
    signs = tuple(
        GenreSignal(start=0, end=4, name=name, points_to=points_to)
        for points_to in pointing
        for name in _SIGNS[points_to]
    )
    page = said.page.model_copy(update={"genre": genre, "genre_signals": signs})
    return replace(said, page=page)


@pytest.mark.parametrize("saying", list(Saying))
def test_on_a_page_that_goes_much_too_far_less_is_asked(case: Build, saying: Saying) -> None:
    """Of what most pages do not mean so, one that says everything else means most."""
    least = LEAST_MUCH_TOO_FAR[saying]
    assert least <= LEAST[saying]
    for told, genre, shown in (
        (least, Genre.SELLS, True),
        (least - 0.01, Genre.SELLS, False),
        (least, Genre.UNCLEAR, least == LEAST[saying]),
    ):
        said = _sounding(case({**_MUCH, _LINES[6]: {saying: told}}, *_MORE), genre)
        assert (_LINES[6] in _quotes(said, saying)) is shown


def test_of_very_much_the_likeliest_is_shown(case: Build) -> None:
    """Somebody reads a dozen places on one matter, and no more."""
    lines = tuple(f"The tap in bathroom {number} drips." for number in range(1, 15))
    likely = dict(zip(lines, (0.7 + number / 50 for number in range(14)), strict=True))
    cures = {line: {Saying.CURE: told} for line, told in likely.items()}
    said = case({**_MUCH, **cures}, *_MORE, *lines)
    [hit] = further.illness_ends.findings(said)
    assert [span.quote for span in hit.spans] == list(lines[2:])


@pytest.mark.parametrize("genre", [Genre.UNCLEAR, Genre.INFORMS])
def test_a_page_that_sounds_like_a_report_sells_by_what_it_says(case: Build, genre: Genre) -> None:
    """References and limits do not hide a price beside much that goes too far."""
    case_ = _sounding(case(_MUCH, *_MORE), genre, Genre.INFORMS, Genre.SELLS)
    page = as_it_sells(case_)
    assert page.genre is Genre.SELLS
    told = [page.quote(sign) for sign in page.genre_signals if sign.name == SIGN]
    assert len(told) == 5
    assert set(told) <= set(_MORE)


@pytest.mark.parametrize("genre", [Genre.UNCLEAR, Genre.INFORMS])
def test_without_a_sign_of_selling_it_only_goes_too_far(case: Build, genre: Genre) -> None:
    """Somebody's own account sells nothing; what it says is shown all the same."""
    case_ = _sounding(case(_MUCH, *_MORE), genre, Genre.INFORMS)
    assert as_it_sells(case_) is case_.page
    assert _quotes(case_, Saying.NO_HARM) == list(_MORE)


def test_a_few_passages_may_be_misread(case: Build) -> None:
    """However grave they are; and many doubtful ones are none that anybody could be shown."""
    few = _sounding(case(dict(list(_MUCH.items())[:5]), *_MORE), Genre.UNCLEAR, *_SIGNS)
    assert log_odds(few) >= MUCH_TOO_FAR
    assert as_it_sells(few) is few.page
    assert _quotes(few, Saying.NO_HARM) == []
    doubtful = {line: dict.fromkeys((*_CORE, Saying.SHARE), 0.49) for line in _MORE}
    many = _sounding(case(doubtful, *_MORE), Genre.UNCLEAR, *_SIGNS)
    assert log_odds(many) >= MUCH_TOO_FAR
    assert as_it_sells(many) is many.page


def test_more_is_asked_of_a_page_that_is_held_to_inform(case: Build) -> None:
    """Between the thresholds only a page that was left open, or that keeps on, is told to sell."""
    told = {Saying.NO_HARM: 0.99, Saying.SHARE: 0.99, Saying.PROOF: 0.3}
    for lines, held in (((*_MORE, _LINES[6]), Genre.SELLS), (_MORE, Genre.INFORMS)):
        said = case(dict.fromkeys(lines, told), *_MORE)
        assert INFORMED_KEEPS_ON <= log_odds(said) < INFORMED_MUCH_TOO_FAR
        assert as_it_sells(_sounding(said, Genre.UNCLEAR, *_SIGNS)).genre is Genre.SELLS
        assert as_it_sells(_sounding(said, Genre.INFORMS, *_SIGNS)).genre is held


def test_a_page_that_sells_anyway_is_left_as_it_is(case: Build) -> None:
    """It has its signs."""
    case_ = case(_MUCH, *_MORE)
    assert as_it_sells(case_) is case_.page


def test_more_sayings_make_it_likelier_that_a_page_goes_too_far(case: Build) -> None:
    """Each one counts, and neither nothing said nor stories alone reach any threshold."""
    told = {line: {Saying.AGAINST_CARE: _SURE} for line in _LINES[:3]}
    counts = [log_odds(case(dict(list(told.items())[:number]))) for number in range(4)]
    assert counts == sorted(set(counts))
    assert counts[0] < 0
    stories = {line: {Saying.RECOVERY: _SURE} for line in _LINES[:3]}
    assert log_odds(case(stories)) < 0


def test_the_end_of_a_quotation_is_quoted_too(case: Build) -> None:
    """A quotation of two sentences opens before the first alone."""
    line = f'He said: "{_LINES[5]} {_LINES[6]}"'
    said = case({line: {Saying.NO_HARM: _SURE}}, line)
    [passage] = said.sayings
    inner = said.page.text.rindex(_LINES[6])
    within = passage.model_copy(
        update={"start": inner, "end": passage.end, "quote": said.page.text[inner : passage.end]}
    )
    assert log_odds(replace(said, sayings=[within])) == log_odds(replace(said, sayings=[]))


@pytest.mark.parametrize("word", [VerdictWord.MATCHES, VerdictWord.NOT_CHECKABLE])
def test_what_agrees_with_the_record_is_not_shown(
    checker: Checker, case: Build, word: VerdictWord
) -> None:
    """A benefit that trials bear out may be told plainly, also by a seller."""
    words = "Stem cells cure autism."
    said = case({words: {Saying.CURE: _SURE}}, words)
    [claim] = [one for one in checker._extractor.extract(said.page).claims if one.quote == words]
    verdict = Verdict(
        claim=claim.id, verdict=word, flagged=False, severity=0, confidence=0.9, reason="So it is."
    )
    judged = replace(said, claims=[claim], verdicts=[verdict])
    assert (words in _quotes(judged, Saying.CURE)) is (word is not VerdictWord.MATCHES)
