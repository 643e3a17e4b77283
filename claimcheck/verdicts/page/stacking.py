"""Much that looks like evidence, a price beside a trial, and pages with minor remarks alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from claimcheck.schema import Claim, FigureKind, QuotedSpan, VerdictWord
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.cited import REGISTERS
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.rule import PageHit, in_order, page_rule
from claimcheck.verdicts.page.said import goes_far
from claimcheck.verdicts.page.sentences import sentences

_KINDS = 4
_SHOWN = 2
_SERIOUS = 2
#: Rules that find a sign of science which is no result.
_SIGNS: Mapping[str, str] = {
    "TOK-01": "publications",
    "TOK-02": "experts",
    "TOK-03": "awards",
    "TOK-04": "a patent",
    "TOK-05": "a register or seal of the trade",
    "TRI-01": "a trial listing",
    "REG-07": "ethics approval",
    "REG-08": "laboratory certificates",
}
#: Rules that find something told as evidence.
_EVIDENCE: Mapping[str, str] = {
    **_SIGNS,
    "TES-01": "stories",
    "TES-05": "stories",
    "TES-12": "stories",
    "TES-07": "stories",
    "NUM-01": "figures without a number of people",
    "NUM-04": "figures without a comparison group",
    "NUM-08": "numbers of people treated",
    "NUM-12": "its own records",
    "EFF-12": "laboratory explanations",
    "TRI-13": "studies without a name",
    "TRI-09": "small studies",
    "TRI-10": "safety studies",
    "REG-02": "registration of a facility",
}
_CONTROLLED = re.compile(r"\b(?:randomi[sz]ed|placebo|double[- ]blind|control(?:led)? group)\b")
_JOIN = re.compile(
    r"\b(?:join|enrol\w*|participat\w*|take part in|sign up for|apply for|pay(?:ing)? for)\b"
    r"[^.;]{0,40}\b(?:study|trial|research|protocol)\b|"
    r"\b(?:our|this|the) (?:\w+ )?(?:study|trial)\b[^.;]{0,40}\b(?:costs?|fee|price)\b"
)
_PRICE = re.compile(
    r"[$€£]\s?\d{1,3}(?:[ ,.]\d{3})+|[$€£]\s?\d{3,}|\b(?:usd|eur|gbp|aud)\s?\d[\d., ]{0,14}k?\b|"
    r"\b\d[\d., ]{0,14}k?\s?(?:usd|eur|gbp|aud|dollars|euros|pounds)\b"
)
_PAID_TO_READER = re.compile(
    r"\b(?:free of charge|reimburs\w*|compensat\w*|we pay|you (?:will )?(?:receive|get paid)|"
    r"no (?:charge|cost|fee)|at no cost|save|discount|donat\w*|"
    r"off(?! (?:the|an?|at|from) (?!(?:price|cost|fee|total|full|usual)\b)))\b"
)
#: A study in which whoever takes part pays for it, all in one sentence.
_SOME_STUDY = (
    r"(?:clinical|registered|observational|open|pilot|our|this|the|irb-\w+)(?: own| clinical| "
    r"registered| pilot| research)? (?:study|trial|registry|research)"
)
_SUM = (
    r"(?:[$€£] ?\d[\d,.]{2,}|\d[\d,.]{2,} ?(?:[$€£]|euros?\b|eur\b|dollars\b|usd\b|pounds\b|"
    r"gbp\b))"
)
_PAYS = (
    r"(?:famil(?:y|ies)|parents?|patients?|participants?|volunteers|you|everyone|each child) "
    rf"(?:only |just |then )?(?:pays?|contributes?) (?:only |just )?{_SUM}"
)
_PAID_PLACE = re.compile(
    rf"\b{_SOME_STUDY}\b[^.;!?]{{0,40}}\b{_PAYS}|"
    rf"\b{_PAYS}[^;!?]{{0,40}}\b(?:to (?:join|enter|be in|take part in)|for a place in) "
    rf"{_SOME_STUDY}\b|"
    rf"\b(?:registry|(?:study|trial)(?: participation| enrol\w*)?) fee (?:of|is) {_SUM}|"
    rf"\b(?:participants|patients|families|each \w+) in {_SOME_STUDY} (?:only )?pays? {_SUM}|"
    rf"\b(?:price|cost) of (?:taking part|participation|a place) in {_SOME_STUDY} is {_SUM}|"
    rf"\b{_SOME_STUDY}\b[^.;!?]{{0,60}}\bfees? (?:covers?|includes?|pays? for) "
    r"(?:your |his |her |the )?(?:participation|part|place)\b"
)
_UNPAID = re.compile(
    r"\b(?:no|not|never|nothing|nobody|none|without|free|wary|beware|careful|wrong|refund\w*|"
    r"reimburs\w*|trains?|taxis?|travel|average|warning)\b|n't\b"
)
_CLAUSE = re.compile(r"^.*[,:;]", re.DOTALL)


def _kinds(case: PageCase, names: Mapping[str, str]) -> Mapping[str, Claim]:
    kinds: dict[str, Claim] = {}
    for claim, verdict in case.judged:
        for finding in verdict.findings:
            if finding.rule in names:
                kinds.setdefault(names[finding.rule], claim)
    return kinds


def _no_record(case: PageCase) -> bool:
    """Whether no passage agrees with a record."""
    return all(verdict.verdict is not VerdictWord.MATCHES for verdict in case.verdicts)


def _first(kinds: Mapping[str, Claim]) -> tuple[QuotedSpan, ...]:
    spans = {(claim.start, claim.end): claim for claim in kinds.values()}
    return in_order(list(spans.values())[:_KINDS])


@page_rule(
    "CMB-04",
    title="Many signs of science, no trial",
    severity=2,
    sources=(src.SIPP, src.COOK),
    example="Our results with stem cells in autism were published in leading journals.\n\n"
    "World-renowned experts lead our stem cell programme for autism.\n\n"
    "Our award-winning team of experts gives stem cells for autism.\n\n"
    "Our patented stem cell method, developed by leading experts, treats autism.",
    not_when=(
        (
            "World-renowned experts lead our stem cell programme for autism.\n\n"
            "Our award-winning team of experts gives stem cells for autism."
        ),
        "Our award-winning nurses are kind to children with autism.",
    ),
    ask="Which of these is a result in patients who were compared with others?",
    version=2,
)
def many_tokens(case: PageCase) -> Iterator[PageHit]:
    """Four kinds of such signs, and no passage that agrees with a record."""
    kinds = _kinds(case, _SIGNS)
    if len(kinds) >= _KINDS and _no_record(case) and not case.informs:
        yield PageHit(
            message=f"The page shows {len(kinds)} kinds of signs of science: {', '.join(kinds)}. "
            "None of them is a result in patients.",
            spans=_first(kinds),
        )


@page_rule(
    "TOK-08",
    title="Much told as evidence, no controlled trial",
    severity=1,
    sources=(src.COOK,),
    example="“After stem cells for autism my son became calmer and sleeps better.”\n\n"
    "87% of children with autism improve after stem cells.\n\n"
    "Stem cells repair damaged nerves in the brain in autism.\n\n"
    "World-renowned experts lead our stem cell programme for autism.",
    not_when=(
        (
            "“After stem cells for autism my son became calmer and sleeps better.”\n\n"
            "World-renowned experts lead our stem cell programme for autism."
        ),
        (
            "“After stem cells for autism my son became calmer and sleeps better.”\n\n"
            "87% of children with autism improve after stem cells.\n\n"
            "Stem cells repair damaged nerves in the brain in autism.\n\n"
            "A placebo-controlled trial of stem cells in autism is described below."
        ),
        (
            "“After stem cells for autism my son became calmer and sleeps better.”\n\n"
            "87% of children with autism improve after stem cells.\n\n"
            "Stem cells repair damaged nerves in the brain in autism.\n\n"
            "Our experts in autism took part in NCT02847182."
        ),
    ),
    ask="Which of these compared treated people with others like them?",
    unless=("CMB-04",),
)
def stacked(case: PageCase) -> Iterator[PageHit]:
    """Kinds of evidence add up to nothing when none of them compares."""
    kinds = _kinds(case, _EVIDENCE)
    named = any(reference.kind in REGISTERS for reference in case.page.references)
    compared = named or _CONTROLLED.search(case.folded)
    if len(kinds) >= _KINDS and _no_record(case) and not compared and case.sells:
        yield PageHit(
            message=f"The page offers {len(kinds)} kinds of support: {', '.join(kinds)}. We looked "
            "on it for a trial with a comparison group and found none named.",
            spans=_first(kinds),
        )


@page_rule(
    "TRI-02",
    title="A price beside a trial listing",
    severity=3,
    sources=(src.TURNER_PAY, src.CFR_312),
    example="Our stem cell protocol for autism is listed on ClinicalTrials.gov.\n\n"
    "Stem cells improve speech in autism, for $9,500 a course.",
    not_when=(
        "Our stem cell protocol for autism is listed on ClinicalTrials.gov.",
        (
            "Join our study NCT02847182 of stem cells in autism.\n\n"
            "Taking part is free of charge, and we pay $150 for your travel."
        ),
        "Stem cells improve speech in autism, for $9,500 a course.",
        "Stem cells improve speech in autism.\n\nIn our clinical study families pay no fee.",
    ),
    ask="Is this a study, who approved it, and may those who take part be asked to pay?",
    version=4,
)
def paid_study(case: PageCase) -> Iterator[PageHit]:
    """A listing (TRI-01) or a numbered study to join, and a price on one page (CMB-01).

    Or a sentence in which whoever takes part in a study pays for it.
    """
    listings: list[QuotedSpan] = [claim for claim, _ in case.having("TRI-01")]
    if any(reference.kind in REGISTERS for reference in case.page.references):
        listings += list(case.saying(_JOIN))
    priced = _priced(case)
    if case.sells and (paid := _paid_places(case)):
        yield PageHit(
            message="This asks those who take part in a study to pay for it. Studies that do are "
            "often not blinded and not randomised.",
            spans=in_order(paid[:_SHOWN]),
        )
    elif listings and priced and case.sells:
        yield PageHit(
            message="The page names a trial listing and a price. Studies that charge those who "
            "take part are often not blinded and not randomised.",
            spans=in_order([listings[0], priced[0]]),
        )


def _paid_places(case: PageCase) -> list[QuotedSpan]:
    """Where one sentence asks whoever takes part in a study to pay, beside a promise."""
    if not case.promised and not goes_far(case):
        return []
    return [
        sentence.quoted(case, found)
        for sentence in sentences(case)
        if (found := _PAID_PLACE.search(sentence.text))
        and sentence.is_own(found)
        and not _UNPAID.search(_CLAUSE.sub("", sentence.text[: found.start()]))
        and not _UNPAID.search(sentence.text[found.start() :].partition(",")[0])
    ]


def _priced(case: PageCase) -> list[QuotedSpan]:
    """Where a price to pay stands: a claim, or else another sentence."""
    claims: list[QuotedSpan] = [
        claim for claim in case.claims if any(f.kind is FigureKind.PRICE for f in claim.figures)
    ]
    spans = [*claims, *case.saying(_PRICE)]
    return [s for s in spans if not _PAID_TO_READER.search(case.folded[s.start : s.end])]


@page_rule(
    "CMB-05",
    title="Nothing but minor remarks",
    severity=0,
    sources=(src.HEALTH_NEWS,),
    example="Only three places left in May!",
    not_when=(
        "Stem cells improve speech in autism.\n\nOnly three places left in May!",
        "Our rooms are bright and the staff is kind to every child.",
    ),
    unless=("CMB-03", "CMB-04", "EFF-15", "PRE-08", "SAF-09", "SAF-10", "TES-02", "TRI-02"),
    version=4,
)
def only_minor(case: PageCase) -> Iterator[PageHit]:
    """Said plainly, so that minor remarks are not taken for more."""
    minor = [claim for claim, verdict in case.judged if verdict.flagged]
    # A grave flag weighs, also where we are less sure of what it claims.
    flagged = [verdict for _, verdict in case.flags]
    gravest = max((verdict.severity for verdict in (*case.verdicts, *flagged)), default=0)
    if minor and gravest < _SERIOUS:
        yield PageHit(
            message="What we remark on is minor, and worth a question. That is no sign that the "
            "treatment works.",
            spans=in_order(minor[:_SHOWN]),
        )
