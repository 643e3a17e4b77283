"""Whether a page goes too far as a whole, by all that its passages are likely to say.

A story or an essay that sells in its last lines does not sound like a seller. It speaks against
care, rules out harm and hurries its reader all the same; pages on what medicine can do tell of
recoveries and cures. Fitted on pages of ``corpus/sayings`` (``models/sayings/train.py``).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from claimcheck.model_files import ModelFiles
from claimcheck.schema import Frozen, Genre, SaidPassage, Saying
from claimcheck.settings import MIN_SAYING
from claimcheck.text import is_of_readers
from claimcheck.verdicts.anothers import is_quoted
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.meaning import is_meant
from claimcheck.verdicts.page.talks import is_a_talk

#: Log-odds from which a page goes too far. Of 701 pages of ``corpus/sayings`` that sell 646 reach
#: it and of 495 others five, by heads and weights that had not seen their group. Of pages that
#: surely sell it is less (before the last 60 were written: 634 of 660, and six of 476).
OVERSELLS_FROM: Final = 1.6
SELLER_OVERSELLS_FROM: Final = 0.4
#: So much was said then by 574 of those that sell and by two of the others. Of a page that is held
#: to inform, or that speaks for others, more is asked (517, and none). One that keeps on is told
#: from less: none of those others has eight such passages.
MUCH_TOO_FAR: Final = 1.8
INFORMED_MUCH_TOO_FAR: Final = 3.5
INFORMED_KEEPS_ON: Final = 2.25
#: And so many passages must rather say it than not: two or three may be misread. Pages that sell so
#: have 6 to 14 of them; of 82 further pages that do not sell those with so many reach 0.5 at most.
_MANY: Final = 6
_MANY_MORE: Final = 8
_MANY_OF_OTHERS: Final = 10
_RATHER: Final = 0.5
#: Signs of so many kinds that it reports: what such a page says of figures and harms are results,
#: unless the pages room holds that it sells.
_REPORTS: Final = 2
#: From so many kinds on it tells of little else. Of such a page that offers no care of its own more
#: is asked than a summary of trials that is known to us has (3.4): results sound like a seller's.
_REPORTS_MUCH: Final = 6
REPORTED_MUCH_TOO_FAR: Final = 5.0
_OWN_CARE: Final = frozenset(
    {
        *("own_clinic", "we_treat", "course_of_treatment", "call_to_book", "pay_ahead"),
        *("price_of_course", "price_table", "package_price"),
    }
)
#: Signs that a reader is asked to come: no paper that tells of sellers does that.
_INVITES: Final = frozenset({"call_to_book", "call_to_reserve", "offer_consultation", "pay_ahead"})
#: Signs that evidence is weighed.
_WEIGHED: Final = frozenset({"evidence_weighed", "placebo_compared"})
_NULLS: Final = "null_results"
#: Signs of those who tell what others said or sell.
_CHARITY: Final = "charity"
_OF_OTHERS: Final = frozenset({_CHARITY, "reported_speech"})
_THOUSAND: Final = 1_000
#: What cheerful sellers of proven care (teeth, eyes, vaccines, hearing, fertility) hardly say: of
#: five known to us that would go too far the likelihoods of all their passages add up to 0.86 at
#: most, of five that oversell without a flag to 0.96 at least.
_WONDERS: Final = (Saying.RECOVERY, Saying.CURE, Saying.APPROVAL)
_SOME_WONDER: Final = 0.9
#: The pages on which the weights were fitted have hardly more words.
SHORT: Final = 400
#: Cases of which it is kept what was worked out: those of one page.
CASES_KEPT: Final = 4
Sums = Mapping[Saying, float]


class PageWeights(Frozen):
    """The log-odds that a page goes too far, by the summed likelihoods of each saying.

    ``usual`` is what pages that do not may well have of each in a further thousand words.
    """

    bias: float
    sayings: Mapping[Saying, float]
    usual: Mapping[Saying, float]

    def log_odds(self, sums: Sums, words: int) -> float:
        """Each further passage that says the same counts for less, and what is usual for nothing.

        A passage is misread now and then, so that otherwise any long page would go too far: of two
        soberly told pages out of three, four of which were put together.
        """
        said = (
            weight * math.log1p(max(0.0, sums.get(saying, 0.0) - self._usual_in(words, saying)))
            for saying, weight in self.sayings.items()
        )
        return self.bias + sum(said)

    def _usual_in(self, words: int, saying: Saying) -> float:
        return self.usual[saying] * max(0, words - SHORT) / _THOUSAND


@functools.cache
def load_page_weights() -> PageWeights:
    """The weights that ship; raises ``DataError`` when they differ from their card."""
    return ModelFiles("sayings").parsed("pages.json", PageWeights)


def goes_too_far(case: PageCase) -> bool:
    """Whether the sayings of a page tell that; of one that may well report much more is asked."""
    if case.informs or (not case.sells and (_reports(case) or speaks_for_others(case))):
        return much_too_far(case)
    return log_odds(case) >= (SELLER_OVERSELLS_FROM if case.sells else OVERSELLS_FROM)


def much_too_far(case: PageCase) -> bool:
    """Whether they tell it of a page that sounds as if it informed."""
    telling = len(telling_passages(case))
    if telling < _MANY or _talks_of_evidence(case) or _weighs_only(case):
        return False
    if not case.sells and only_reports(case):
        return log_odds(case) >= REPORTED_MUCH_TOO_FAR
    others = not case.sells and speaks_for_others(case) and not invites(case)
    if not (case.informs or others):
        return log_odds(case) >= MUCH_TOO_FAR
    keeps_on = telling >= (_MANY_OF_OTHERS if others else _MANY_MORE)
    return log_odds(case) >= (INFORMED_KEEPS_ON if keeps_on else INFORMED_MUCH_TOO_FAR)


def _weighs_only(case: PageCase) -> bool:
    """Whether it tells more than once of what made no difference, and offers nothing at all.

    The pages room holds such a page to inform.
    """
    return case.informs and any(sign.name == _NULLS for sign in case.page.genre_signals)


def _talks_of_evidence(case: PageCase) -> bool:
    """Whether people talk with each other who weigh evidence and offer no care.

    What one of them mocks, or tells of others, reads word for word like a seller's.
    """
    weigh = any(sign.name in _WEIGHED for sign in case.page.genre_signals)
    return case.informs and weigh and not offers_own_care(case) and is_a_talk(case.page)


def tells_of_wonders(case: PageCase) -> bool:
    """Whether recoveries, cures and authorities are told of at all."""
    own = _own_passages(case)
    return sum(_sum(own, saying) for saying in _WONDERS) >= _SOME_WONDER


def speaks_for_others(case: PageCase) -> bool:
    """Whether a charity speaks, or somebody's words are reported."""
    return any(sign.name in _OF_OTHERS for sign in case.page.genre_signals)


def invites(case: PageCase) -> bool:
    """Whether readers are asked to book, to reserve or to consult, and not to a charity's talk."""
    names = {sign.name for sign in case.page.genre_signals}
    return not names.isdisjoint(_INVITES) and _CHARITY not in names


def _reports(case: PageCase) -> bool:
    return len(_informing(case)) >= _REPORTS


def only_reports(case: PageCase) -> bool:
    """Whether a page tells of studies in many ways and offers no care of its own."""
    return len(_informing(case)) >= _REPORTS_MUCH and not offers_own_care(case)


def offers_own_care(case: PageCase) -> bool:
    """Whether a sign says that its own clinic treats, books or names a price."""
    return any(sign.name in _OWN_CARE for sign in case.page.genre_signals)


def _informing(case: PageCase) -> set[str]:
    return {sign.name for sign in case.page.genre_signals if sign.points_to is Genre.INFORMS}


@functools.lru_cache(maxsize=CASES_KEPT)
def log_odds(case: PageCase) -> float:
    """Above 0 for a page that rather goes too far than not; what is quoted is another's."""
    own = _own_passages(case)
    sums = {saying: _sum(own, saying) for saying in Saying}
    return load_page_weights().log_odds(sums, words_of(case))


@functools.lru_cache(maxsize=CASES_KEPT)
def telling_passages(case: PageCase) -> Sequence[SaidPassage]:
    """Those that rather say one of the graver things than not, in page order."""
    return [
        one
        for one in _own_passages(case)
        if any(told >= _RATHER and is_meant(one.quote, saying) for saying, told in one.says.items())
    ]


@functools.lru_cache(maxsize=CASES_KEPT)
def _own_passages(case: PageCase) -> Sequence[SaidPassage]:
    """Neither quoted nor written by those who read the page."""
    text, blocks = case.page.text, case.page.blocks
    return [
        one
        for one in case.sayings
        if case.speaks(one)
        and not is_of_readers(blocks[one.block], text)
        and not _is_anothers(case, one)
    ]


def words_of(case: PageCase) -> int:
    """How long a page is."""
    return len(case.page.text.split())


def _sum(passages: Iterable[SaidPassage], saying: Saying) -> float:
    likely = ((one.quote, one.says.get(saying, 0.0)) for one in passages)
    return sum(told for quote, told in likely if told >= MIN_SAYING and is_meant(quote, saying))


def _is_anothers(case: PageCase, passage: SaidPassage) -> bool:
    start = case.page.blocks[passage.block].start
    return is_quoted(passage.quote, case.page.text[start : passage.start])
