"""PRE-07 to PRE-09: pressure and guarantees by their words, whatever else a passage claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from claimcheck.schema import QuotedSpan
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.rule import PageHit, in_order, page_rule
from claimcheck.verdicts.page.said import goes_far, meet
from claimcheck.verdicts.page.sentences import Sentence, sentences

_SHOWN = 4
_NUMBER = (
    r"(?:\d+|a few|few|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
)
_PEOPLE = (
    r"(?:families|children|patients|clients|people|guests|callers?|couples|customers|members|men|"
    r"women|bookings?|kids)"
)
_PLACES = r"(?:places?|slots?|spots?|spaces?|seats?|appointments?|openings)"
_PRICES = r"(?:prices?|fees?|costs?|rates?)"
_FOR_SALE = (
    r"(?:offers?|deals?|discounts?|specials?|memberships?|packages?|"
    r"intakes?|enrol+ments?|bookings?|promotions?|sale)"
)
_WHEN = (
    r"(?:tonight|today|tomorrow|soon|midnight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"(?:this|next) (?:week|month)|the end of|the \d+(?:st|nd|rd|th)?|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"easter|christmas|new year)|\d)"
)
_BARGAIN = (
    r"(?:free|on us|on the house|half price|discounts?|\d+ ?% off|off|save[sd]?|upgrad\w+|bonus|"
    r"gifts?|for the price of|at (?:the|this) (?:old|current) price)"
)
_FEW = (
    rf"\b(?:only|just|last|final) (?:the )?(?:last )?{_NUMBER} (?:[\w-]+ )?{_PLACES}\b|"
    rf"\b(?:only|just) (?:take|accept|treat|see|admit)s? (?:\w+ )?{_NUMBER} (?:\w+ )?{_PEOPLE}\b|"
    rf"\b(?:take|accept|treat|see|admit)s? (?:only|just|"
    rf"no more than) {_NUMBER} (?:\w+ )?{_PEOPLE}\b|"
    rf"\b{_PLACES} (?:are |is )?(?:left|remaining|(?:filling|going|disappearing|running out)\b)|"
    rf"\b(?:take|accept|have (?:room|space) for) {_NUMBER} {_PEOPLE}\b[^.!?]{{0,15}}\b{_NUMBER} "
    r"(?:of them )?(?:have|are) (?:already |now )?(?:paid|booked|taken|signed|reserved|gone)\b|"
    rf"\b(?:first|next) {_NUMBER} {_PEOPLE}\b(?= (?:get|who|save|receive|pay|only)|\W*$|[.,!])|"
    r"\b(?:while (?:you (?:still )?can|(?:stocks?|places|supplies) last)|last chance)\b"
)
_GIFT_IN_TIME = (
    r"\b(?:book|pay|sign up|register|enrol+|reserve|order|join|decide|start)\b[^.!?]{0,30}"
    rf"\b(?:before|by|until|till|this|within|today|tonight)\b[^.!?]{{0,50}}\b{_BARGAIN}\b"
)
_PRICE_RISES = (
    rf"\b(?:{_PRICES}\b[^.!?]{{0,40}}\b(?:go(?:es)? up|rises?|increases?|doubles?)|"
    rf"{_FOR_SALE}\b[^.!?]{{0,40}}\b(?:ends?|expires?|closes?|runs? out|until|till|valid))\b "
    rf"(?:only )?(?:on |at |by |from |after |in |until |till )?(?:next )?{_WHEN}"
)
#: Money that is gone once a reader has second thoughts.
_KEPT = (
    r"(?:(?:\b(?:not|cannot be|never)|n't(?: be)?) (?:be )?"
    r"(?:refund\w*|returned|given back|repaid))"
)
_DEPOSIT = r"(?:deposit|down ?payment|booking fee|reservation fee)"
_BOUND = (
    rf"\bnon-?refundable {_DEPOSIT}\b|\b{_DEPOSIT}\b[^.!?]{{0,60}}(?:\bnon-?refundable|{_KEPT})\b"
)
#: Few places, a gift for those who book in time, a price that rises, or a deposit that is kept.
_ONLY_NOW = re.compile(f"{_FEW}|{_GIFT_IN_TIME}|{_PRICE_RISES}|{_BOUND}")
#: A booking that has nothing to do with being treated.
_EVENT = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|conferences?|workshops?|courses? for|lectures?|concerts?|"
    r"runs?(?! out)|marathons?|walks?|charity|fundrais\w*|donat\w*|volunteers?|car park|"
    r"parking|vaccin\w*|jabs?|flu shots?|screening|participants)\b"
)
_TIME = r"(?:day|week|month|year|summer|term)"
#: Guilt and last chances: said to parents alone, whatever is sold.
_NOW_OR_NEVER = re.compile(
    r"\b(?:do not|don't|never|why) let (?:your (?:child|son|daughter|baby|family|loved one)|him|"
    r"her|"
    rf"them|yourself) (?:lose|waste|miss|wait) (?:another|one more|any more|a single) {_TIME}\b|"
    r"\b(?:the |your |a |his |her |their )?(?:child's |child)?(?:brain|window|"
    r"door)(?: [\w']+){0,3} "
    r"(?:only|just)(?: [\w']+){0,4} once\b(?! (?:a|an|per|every|daily|the|you|it)\b)|"
    r"\bmiss(?:ing)? (?:it|this|that|the (?:window|chance|moment))\b[^.!?]{0,25}\b(?:for ?ever|"
    r"for good|for life|never (?:comes? back|again|returns?))\b|"
    r"\b(?:wonder|regret|ask yourself|blame yourself)\b[^.!?]{0,25}\bfor the rest of your life\b"
)
#: Words that are also right where time is known to count; they need a page that goes far.
_TIME_IS_SHORT = re.compile(
    rf"\b(?:every|each) {_TIME} (?:that )?(?:you (?:wait|hesitate|lose|delay|put)|of delay|"
    r"that passes|lost)\b|"
    r"\b(?:window|brain)\b[^.!?]{0,40}\b(?:clos(?:es?|ing)|shuts?|shutting)\b|"
    r"\b(?:don't|do not) wait (?:for yours|until|any longer|another|too long)\b|"
    r"\bbefore (?:it is|it's) too late\b"
)
#: Care that is known to be urgent, or is urged on everybody for good reason.
_RIGHTLY_URGENT = re.compile(
    r"\b(?:strokes?(?= )(?! of)|thromboly\w+|clots?|hours?|sepsis|meningitis|emergenc\w+|999|911|"
    r"112|ambulance|"
    r"lumps?|mole|screening|vaccin\w*|jabs?|measles|school|amblyopia|lazy eye|cataracts?|"
    r"cochlear|hearing|squint|pku|hypothyroid\w*|retinoblastoma|torsion|appendic\w+|"
    r"call (?:your|a|the) (?:gp|doctor)|see (?:your|a|the) (?:gp|doctor)|organ|donors?|"
    r"transplant)\b"
)
_NO_RESULT = (
    r"(?:(?:does not|doesn't|do not|don't|did not|didn't|not|\w+n't|fails? to|without|no|is no|"
    r"are no) (?:\w+ ){0,3}?(?:works?|helps?|differences?|improv\w+|results?|better|grow|"
    r"changes?|relief|progress|effect))"
)
_MONEY_BACK = (
    r"(?:refund\w*|money back|(?:you )?(?:do not|don't|won't|will not) (?:have to )?pay|"
    r"pays? nothing|"
    r"(?:coach|treat|see|work with) (?:you|him|her|them|your child) (?:again )?(?:for )?"
    r"(?:free|nothing|at no (?:extra )?(?:cost|charge))|"
    r"(?:return|give back|repay) (?:you )?(?:your|the|all|every|half)\b)"
)
_REFUND = re.compile(
    rf"\b(?:if|unless|when|where)\b[^.!?]{{0,60}}\b{_NO_RESULT}\b[^.!?]{{0,40}}\b{_MONEY_BACK}|"
    rf"\b{_MONEY_BACK}[^.!?]{{0,40}}\b(?:if|unless|when|where)\b[^.!?]{{0,40}}\b{_NO_RESULT}\b|"
    r"\b(?:relief|results?|improve(?:ment|s)?|cured?|pain[- ]free|success|speech|recovery)\b"
    r"[^.!?]{0,40}\bor (?:else )?(?:we (?:give|return) )?(?:your |"
    r"you get (?:your )?)?money[- ]?back|"
    r"\bno (?:cure|results?|improvement|relief|success|change),? no (?:fees?|pay\w*|charges?|"
    r"costs?)\b"
)
_GUARANTEE = re.compile(
    r"\b(?:written|lifetime|100 ?%|full|iron-?clad|money[- ]back|satisfaction|success|results?) "
    r"guarantees?\b|\bwith (?:a |an |our )?(?:\w+ )?guarantees?\b|\bor your money back\b|"
    r"(?<![\w%])100 ?% (?:money back|satisfaction)\b"
)
#: Goods and dates, where a refund says nothing of a treatment.
_GOODS = re.compile(
    r"\b(?:hearing aids?|glasses|spectacles|lenses|fillings?|crowns?|implants?|dentures?|devices?|"
    r"parcels?|faulty|broken|damaged|cancel\w*|subscriptions?|apps?|software|courses?|tickets?|"
    r"orders?|late|confidential\w*|privacy|appointments?)\b"
)
_TOLD_BY = ("PRE-01", "PRE-02", "EFF-05")
_Reads = Callable[[Sentence], re.Match[str] | None]


@page_rule(
    "PRE-07",
    title="Only now, only few",
    severity=1,
    sources=(src.AHPRA, src.DECEPTION_TOOL),
    jurisdiction="Australia for inducements; elsewhere a sign to slow down",
    example="Stem cells improve speech in autism.\n\nThe price goes up on Friday.",
    not_when=(
        "Our nurses are kind.\n\nBook before 3 June and the check-up is free.",
        "Stem cells improve speech in autism.\n\nThe trial takes only ten children.",
        "Stem cells improve speech in autism.\n\nThere are places for 60 people at the lecture.",
        "Stem cells improve speech in autism.\n\nThe car park has few places.",
        (
            "Stem cells improve speech in autism.\n\n"
            "Be wary of anyone who says that only two places are left."
        ),
        "Stem cells improve speech in autism.\n\nIs it true that the price goes up on Friday?",
        "Stem cells improve speech in autism.\n\nOpening hours until 5 on Friday.",
    ),
    ask="Will the price and the place still be there next month, so that we can ask our doctor "
    "first?",
    version=2,
)
def only_now(case: PageCase) -> Iterator[PageHit]:
    """A bargain alone is no pressure; on a page that goes far it is."""
    if case.informs or not goes_far(case):
        return
    if found := _found(case, _only_now):
        yield PageHit(
            message="This presses for a quick decision or ties you to one. A medical decision can "
            "wait until you have asked your own doctor.",
            spans=found,
        )


def _only_now(sentence: Sentence) -> re.Match[str] | None:
    return None if _EVENT.search(sentence.text) else _ONLY_NOW.search(sentence.text)


@page_rule(
    "PRE-08",
    title="Now or never",
    severity=2,
    sources=(src.CAP_12, src.AHPRA),
    example="Do not let your child lose another year.",
    not_when=(
        "Stroke: every minute counts, so call an ambulance.",
        "Stem cells improve speech in autism.\n\nWith a stroke every minute counts.",
        "Stem cells improve speech in autism.\n\nDo not let your child miss another day of school.",
        "Stem cells improve speech in autism.\n\nNo window closes: you can decide next year.",
        "The earlier diabetes is treated, the better for eyes and kidneys.",
        "A lazy eye must be treated early: the window closes at about seven.",
        "Take the tablet only once a day.",
        "Some clinics say that the brain is open only once.",
    ),
    ask="Which study shows that the treatment works at one time and not later?",
)
def now_or_never(case: PageCase) -> Iterator[PageHit]:
    """Fear of being late, or of guilt, with no source for it."""
    if case.informs:
        return
    if found := _found(case, _far_too(case, _NOW_OR_NEVER, _TIME_IS_SHORT)):
        yield PageHit(
            message="This says that time is short or that you will be sorry, and gives no source. "
            "Fear is no reason to decide before you have asked your own doctor.",
            spans=found,
        )


@page_rule(
    "PRE-09",
    title="A guarantee, or money back",
    severity=2,
    sources=(src.CAP_12, src.AHPRA),
    example="We refund every cent if the treatment does not work.",
    not_when=(
        "Stem cells improve speech in autism.\n\nWe do not guarantee results.",
        "We refund the fee if you cancel two days before the appointment.",
        "Our hearing aids come with a 60-day money-back guarantee.",
        "We give a five-year guarantee on fillings.",
        "If the scan shows no change, you do not need to come back.",
        "Be wary of sellers who promise a refund if it does not work.",
        "Will you refund us if it does not work?",
        "If your hearing has not improved by then, we see you again, free like every visit.",
        "Stem cells improve speech in autism.\n\nNobody can treat autism with a guarantee.",
    ),
    ask="What exactly has to happen for the money to be paid back, and who decides?",
    version=3,
)
def guaranteed(case: PageCase) -> Iterator[PageHit]:
    """An offer to pay back says how sure a seller sounds; it is no evidence."""
    if case.informs:
        return
    read = _far_too(case, _REFUND, _GUARANTEE)
    if found := _found(case, lambda said: None if _GOODS.search(said.text) else read(said)):
        yield PageHit(
            message="This backs the treatment with a guarantee or a refund. That says nothing of "
            "whether it works. Ask for the terms in writing.",
            spans=found,
        )


def _far_too(case: PageCase, always: re.Pattern[str], beside: re.Pattern[str]) -> _Reads:
    """Reads a sentence by one pattern, and by the other too where the page goes far."""

    def read(sentence: Sentence) -> re.Match[str] | None:
        if always is _NOW_OR_NEVER and _is_rightly_urgent(sentence):
            return None
        more = beside.search(sentence.text) if goes_far(case) else None
        return always.search(sentence.text) or more

    return read


def _is_rightly_urgent(sentence: Sentence) -> bool:
    around = (sentence.text, *sentence.headings[:1], sentence.before)
    return any(_RIGHTLY_URGENT.search(words) for words in around)


def _found(case: PageCase, read: _Reads) -> tuple[QuotedSpan, ...]:
    """Sentences in which the page itself says so, where no rule on passages told the same."""
    told = [claim for claim, verdict in case.having(*_TOLD_BY) if verdict.flagged]
    spans = (
        sentence.quoted(case, match)
        for sentence in sentences(case)
        if (match := read(sentence)) and sentence.is_own(match)
    )
    return in_order(s for s in spans if not any(meet(s, one) for one in told))[:_SHOWN]
