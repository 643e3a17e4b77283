"""Harm ruled out by others than the page, or of no treatment, where nobody sells by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claimcheck.checks import default_checker
from claimcheck.pages import capture_html
from claimcheck.schema import ReportedClaim
from claimcheck.verdicts.unjudged import PASSED_ON
from tests.unit.verdicts.conftest import INFORMS, SELLS

JudgePassage = Callable[..., tuple[ReportedClaim, ...]]

#: A page that tells of something and neither sells nor weighs evidence.
_TELLS = ("My year with stem cells for autism", "", "I write about our family.", "")
_QUOTED = [
    "The seller said: “Our stem cells have no side effects at all.”",
    "“Stem cells: no risk, no side effects.” That is not a finding.",
    "“Stem cells have no side effects.” Nonsense.",
    "The girl at the desk said “stem cells have no side effects, they are your own”.",
    "Why “stem cells have no side effects” depends on what is in the bag.",
    "Q. I saw an offer: “stem cells, no side effects at all”. What do you say?",
    "What of the children who got worse? “Stem cells have no side effects.”",
]
_OF_LITTLE = [
    "With stem cells I have had no side effects that I know of.",
    "Black stools after the stem cells are harmless.",
    "A pinch of salt with the stem cells is harmless.",
    "Stem cell cream: harmless, useless.",
]

pytestmark = pytest.mark.usefixtures("short_pages_are_whole")


def _is_told(claims: tuple[ReportedClaim, ...]) -> bool:
    return "SAF-01" in {finding.rule for claim in claims for finding in claim.findings}


@pytest.mark.parametrize("passage", _QUOTED)
@pytest.mark.parametrize("around", [INFORMS, _TELLS])
def test_what_others_say_is_not_the_page_s(
    judge_passage: JudgePassage, passage: str, around: tuple[str, ...]
) -> None:
    """A seller who is quoted and named or answered speaks for himself."""
    assert not _is_told(judge_passage(passage, around=around))


@pytest.mark.parametrize("passage", [_QUOTED[1], _OF_LITTLE[0]])
def test_who_sells_answers_for_whom_he_quotes(judge_passage: JudgePassage, passage: str) -> None:
    """On a page that sells a quotation is a part of the offer."""
    assert _is_told(judge_passage(passage, around=SELLS))


@pytest.mark.parametrize(
    ("passage", "told"),
    [
        ("Some ask for drops that a website describes as “100% safe stem cells”.", False),
        ("A leading website calls our stem cells “100% safe”.", True),
        ("Our website describes them as “100% safe stem cells”.", True),
    ],
)
def test_a_seller_may_quote_somebody_else(
    judge_passage: JudgePassage, passage: str, told: bool
) -> None:
    """Whoever is neither named nor the page's own is no part of the offer."""
    assert _is_told(judge_passage(passage, around=SELLS)) is told


@pytest.mark.parametrize("passage", _OF_LITTLE)
def test_small_things_may_be_harmless(judge_passage: JudgePassage, passage: str) -> None:
    """Oneself alone, a sign of the body, a pinch of food or faint praise sell nothing."""
    assert not _is_told(judge_passage(passage, around=_TELLS))


@pytest.mark.parametrize(
    "passage",
    [
        "The stem cells have no side effects.",
        "“The stem cells have no side effects,” says Ann.",
        "“We were afraid.” The stem cells have no side effects.",
    ],
)
def test_other_words_count_there_too(judge_passage: JudgePassage, passage: str) -> None:
    """Neither the page's own words nor praise that nobody answers is spared."""
    assert _is_told(judge_passage(passage, around=_TELLS))


def test_a_refuted_line_of_a_list_of_myths_is_not_believed(judge_passage: JudgePassage) -> None:
    """An informing page may state a myth without quotation marks, and answer it."""
    said = "Stem cells heal autism with no side effects."
    assert not _is_told(judge_passage(f"{said} There is no evidence for it.", around=INFORMS))
    assert _is_told(judge_passage(said, around=INFORMS))


@pytest.mark.parametrize(
    "said",
    [
        "Some people have no side effects from stem cells.",
        "There is no risk of catching anything from stem cells, because every needle is new.",
    ],
)
def test_a_harm_that_some_are_spared_is_not_ruled_out(
    judge_passage: JudgePassage, said: str
) -> None:
    """Who sells nothing may say so; a seller's reader takes it as a promise."""
    assert not _is_told(judge_passage(said, around=_TELLS))
    assert _is_told(judge_passage(said))


@pytest.mark.parametrize(
    ("passage", "rule"),
    [
        ("Q: My neighbour says stem cells cured her autism. Can my son have them?", "EFF-01"),
        ("A reader writes that she came off her medication thanks to stem cells.", "EFF-11"),
        ("She came off her medication and tells all her friends it was the stem cells.", "EFF-11"),
        ("With stem cells he came off his medication, under the care of the clinic.", "EFF-11"),
        ("The doctor there said that stem cells have no side effects.", "SAF-01"),
        ("I read in their letters that stem cells have “no side effects”.", "SAF-01"),
    ],
)
def test_what_readers_ask_and_write_is_told_and_not_claimed(
    judge_passage: JudgePassage, passage: str, rule: str
) -> None:
    """A column prints what it answers; on a page that sells the letter is part of the offer."""

    def fired(around: tuple[str, ...]) -> set[str]:
        claims = judge_passage(passage, around=around)
        return {finding.rule for claim in claims for finding in claim.findings}

    assert rule not in fired(_TELLS)
    assert rule in fired(SELLS)


_FOUND = "“Stem cells are proven to cure autism in 95% of children.”"


@pytest.mark.parametrize("lead", ["Their brochure says", "One of the flyers promises:"])
def test_what_a_page_quotes_of_sellers_is_passed_on(judge_passage: JudgePassage, lead: str) -> None:
    """Whatever rule it breaks, a page that sells nothing quotes it to tell of it."""
    (claim,) = judge_passage(f"{lead} {_FOUND}", around=_TELLS)
    assert not claim.flagged
    assert not claim.for_review


@pytest.mark.parametrize("around", [SELLS, _TELLS])
@pytest.mark.parametrize("lead", ["Our brochure says", "We say the same words to all:"])
def test_one_s_own_brochure_is_one_s_own(
    judge_passage: JudgePassage, lead: str, around: tuple[str, ...]
) -> None:
    """Whoever hands it out answers for its words."""
    (claim,) = judge_passage(f"{lead} {_FOUND}", around=around)
    assert claim.flagged


def test_harmless_and_no_substitute_is_faint_praise(judge_passage: JudgePassage) -> None:
    """Whoever calls a thing harmless and useless sells it not."""
    told = "Stem cell cream | Harmless. Not a substitute for brushing."
    assert not any(_is_told((claim,)) for claim in judge_passage(told, around=SELLS))


@pytest.mark.parametrize("behind", ["Not a substitute for medical advice.", "No evidence of harm."])
def test_a_stock_phrase_behind_it_takes_nothing_back(
    judge_passage: JudgePassage, behind: str
) -> None:
    """It stands under whatever sellers promise."""
    told = judge_passage(f"Stem cells have no side effects. {behind}", around=SELLS)
    assert _is_told(told[:1])


_REMARK = "“My friend's son had stem cells and he talks now.”"


@pytest.mark.parametrize(
    ("heading", "behind", "passed_on"),
    [
        ("Your questions", "I am glad that he talks.", True),
        ("What families say", "I am glad that he talks.", False),
        ("Your comments", "Maria, Spain", False),
        ("Your comments", "There are more stories like it.", False),
    ],
)
def test_a_reader_s_remark_is_printed_to_answer_it(
    heading: str, behind: str, passed_on: bool
) -> None:
    """Under readers' questions a quoted remark is what the page answers, unless the page sells."""

    def is_passed_on(around: tuple[str, ...]) -> bool:
        html = "".join(f"<p>{line}</p>" for line in around if line)
        page = f"<h1>Stem cells and autism</h1>{html}<h2>{heading}</h2><p>{_REMARK} {behind}</p>"
        report = default_checker().check(capture_html(page))
        (found,) = [claim for claim in report.claims if "talks now" in claim.quote]
        return found.reason == PASSED_ON

    assert is_passed_on(_TELLS) is passed_on
    assert not is_passed_on(SELLS)


def test_whether_it_is_safe_a_page_answers_itself(judge_passage: JudgePassage) -> None:
    """A question on harm with its answer in quotation marks may be an interview of one's own."""
    passage = "Is it safe? “Stem cells have no side effects,” says our founder."
    assert _is_told(judge_passage(passage, around=_TELLS))
