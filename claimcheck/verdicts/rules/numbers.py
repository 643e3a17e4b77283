"""NUM: figures of success, and what they leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import (
    ClaimType,
    Figure,
    FigureBound,
    FigureKind,
    FigureUnit,
)
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.records import telling
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.shares import Share, nearest, outside, recorded_shares

_OWN_RECORDS = re.compile(
    r"\b(?:our own (?:records?|data|statistics|database|registry|results|observations|patients)|"
    r"our (?:records?|statistics|database|registry|data|observations|experience) (?:show|suggest|"
    r"confirm)\w*|"
    r"according to our (?:\w+ )?(?:records?|data|statistics|observations|experience)|"
    r"clinical observations)\b"
)
_REPORTED = re.compile(
    r"\b(?:parents?|patients|families|mothers|clients|users) (?:\w+ )?"
    r"(?:report\w*|sa(?:y|id)|saw|see|notice\w*|rate\w*|felt|feel)\b"
)
_ONLY_THE_STAYERS = re.compile(
    r"\b(?:of (?:those|the \w+) who (?:completed|finished|stayed|responded)|responders|completers)"
    r"\b"
)
_NOT_HELPED = re.compile(
    r"\b(?:not|n't|fail(?:ed)? to) (?:respond|improve|benefit|react)\b|n't respond"
)
_RELATIVE = re.compile(
    r"\b(?:doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|\d+(?:-| )?(?:fold|times|x))\b"
)
#: Shares shown beside a claimed one.
_SHOWN = 3
_SHARES = frozenset({FigureKind.RESPONDERS, FigureKind.CHANGE})


def _shares(case: Case) -> Iterator[Figure]:
    """Percentages of people helped or of change that the page gives as its result."""
    for figure in case.claim.figures:
        if figure.kind in _SHARES and figure.unit in {FigureUnit.PERCENT, FigureUnit.FOLD}:
            yield figure


def _judged(case: Case) -> bool:
    counted = case.has(ClaimType.QUANTIFIED)
    plain = not case.sober and not case.has(ClaimType.DISCLAIMER) and not case.compares_groups
    plain = plain and not case.says(_NOT_HELPED)
    return counted and plain and case.unshown


@rule(
    "NUM-01",
    title="A share without the number of people",
    severity=2,
    sources=(src.HEALTH_NEWS, src.CONNOLLY),
    example="Speech improved in 70% of children with autism after stem cells.",
    not_when=(
        "About 2% of children have autism.",
        "Stem cells for autism: 20% off in May.",
    ),
    ask="How many people were counted, and how many were treated in all?",
)
def no_denominator(case: Case) -> Iterator[Hit]:
    """A percentage can be checked only with its numerator and denominator."""
    if not _judged(case):
        return
    counts_people = any(f.kind is FigureKind.PARTICIPANTS for f in case.claim.figures)
    for figure in _shares(case):
        responders = figure.kind is FigureKind.RESPONDERS
        if responders and figure.denominator is None and not counts_people:
            yield Hit(
                span=figure,
                message="It gives a percentage and not how many people were counted.",
            )


@rule(
    "NUM-03",
    title="A figure without a time",
    severity=1,
    sources=(src.FTC_HEALTH,),
    example="Tantrums drop by 60% in children with autism after stem cells.",
    not_when=("Nobody knows whether tantrums drop by 60% in autism within six months.",),
)
def no_time(case: Case) -> Iterator[Hit]:
    """A result belongs to the day on which it was measured."""
    if _judged(case) and case.claim.time_frame is None:
        for figure in _shares(case):
            yield Hit(span=figure, message="It does not say when the result was measured.")
            return


@rule(
    "NUM-04",
    title="Before and after, without a comparison",
    severity=2,
    sources=(src.FTC_SUBSTANTIATION,),
    example="In 8 out of 10 children with autism speech improved after stem cells.",
    not_when=("In the trial of stem cells in autism there was no difference between the groups.",),
    ask="What happened to similar children who did not get the treatment?",
)
def before_after(case: Case) -> Iterator[Hit]:
    """Both arms of a trial can improve; a share alone says nothing of the treatment."""
    if not _judged(case):
        return
    for figure in _shares(case):
        yield Hit(
            span=figure,
            message="It has no comparison group. People also change without a treatment, so a "
            "share of "
            "people who improved does not show that the treatment did it.",
            trials=telling(case),
        )
        return


@rule(
    "NUM-05",
    title="Told by parents or patients",
    severity=1,
    sources=(src.FTC_HEALTH,),
    example="87% of parents report better speech in autism after stem cells.",
    not_when=("Parents report that they were asked to pay for stem cells.",),
)
def self_report(case: Case) -> Iterator[Hit]:
    """Those who know what was given see what they hope for."""
    span = case.says(_REPORTED)
    if span and _judged(case) and any(_shares(case)):
        yield Hit(
            span=span,
            message="Parents or patients judged the result, and they knew what had been given.",
        )


@rule(
    "NUM-06",
    title="A figure that the records do not bear out",
    severity=3,
    sources=(src.FTC_SUBSTANTIATION,),
    example="Stem cell therapy improved speech in 90% of children with autism.",
    not_when=("8 of 12 toddlers with autism improved in an uncontrolled study of stem cells.",),
    ask="Which registered trial found this figure?",
)
def conflicts(case: Case) -> Iterator[Hit]:
    """A share of people helped, beside the shares that records count and the tested outcomes."""
    missed = any(profile.primary_not_met for profile in case.profiles)
    if not _judged(case) or not missed:
        return
    counted = recorded_shares(case)
    for figure in _shares(case):
        if figure.kind is FigureKind.RESPONDERS:
            shown = nearest(counted, figure, _SHOWN)
            beyond = bool(counted) and outside(counted, figure)
            yield Hit(
                span=figure,
                message=_beside(shown, beyond=beyond),
                severity=3 if beyond else 2,
                trials=tuple(dict.fromkeys((*telling(case), *(share.trial for share in shown)))),
            )
            return


def _beside(shares: tuple[Share, ...], *, beyond: bool) -> str:
    if not shares:
        return "No record in our copy counts such a share."
    told = "; ".join(f"{share.trial}: {share.words}" for share in shares)
    if beyond:
        return f"It is higher than any share that a record in our copy counts ({told})."
    return f"Such shares were counted only without a comparison group ({told})."


@rule(
    "NUM-07",
    title="Only how many times more",
    severity=1,
    sources=(src.HEALTH_NEWS,),
    example="Stem cells double the chance of speech in autism.",
    not_when=("The price of stem cells for autism doubled.",),
    ask="From how many in a hundred to how many in a hundred?",
)
def relative(case: Case) -> Iterator[Hit]:
    """A ratio hides how small both numbers may be."""
    span = case.says(_RELATIVE)
    if span and case.promises and case.unsupported:
        yield Hit(
            span=span,
            message="It gives only a ratio. Without both numbers nobody can tell how large the "
            "change "
            "is.",
        )


@rule(
    "NUM-08",
    title="A count of treatments",
    severity=1,
    sources=(src.CONNOLLY,),
    example="Over 9,000 children with autism treated with stem cells.",
    not_when=("A trial of 180 children with autism was completed.",),
    ask="What happened to all of the people who were treated, not only to some of them?",
)
def volume(case: Case) -> Iterator[Hit]:
    """How often something was done says nothing of whether it helps or harms."""
    if case.informs or case.tells_of_study or case.has(ClaimType.DISCLAIMER):
        return
    if (
        not case.has(ClaimType.AUTHORITY, ClaimType.EFFICACY, ClaimType.SAFETY)
        or not case.unsupported
    ):
        return
    for figure in case.claim.figures:
        if figure.kind is FigureKind.VOLUME:
            yield Hit(
                span=figure,
                message="How many people were treated says nothing of how many were helped or "
                "harmed.",
            )
            return


@rule(
    "NUM-09",
    title="The best case",
    severity=2,
    sources=(src.ENDORSEMENTS,),
    example="Stem cells reduce tantrums in autism by up to 90%.",
    not_when=("Trials of stem cells in autism lasted up to 12 months.",),
    ask="What was the result in the typical patient?",
)
def best_case(case: Case) -> Iterator[Hit]:
    """An upper bound hides what usually happens."""
    if not _judged(case):
        return
    for figure in _shares(case):
        if figure.bound is FigureBound.AT_MOST:
            yield Hit(span=figure, message="It gives the best case and not what usually happens.")


@rule(
    "NUM-11",
    title="Only those who stayed",
    severity=2,
    sources=(src.AHPRA,),
    example="Of those who completed three rounds of stem cells for autism, 75% of children "
    "improved.",
    not_when=("Of those who completed the trial of stem cells in autism, none was worse.",),
    ask="How many people started, and what happened to those who left?",
)
def stayers(case: Case) -> Iterator[Hit]:
    """Leaving out those who left makes a result look better."""
    span = case.says(_ONLY_THE_STAYERS)
    if span and _judged(case) and any(_shares(case)):
        yield Hit(span=span, message="It counts only those who stayed to the end.")


@rule(
    "NUM-12",
    title="From the seller's own records",
    severity=2,
    sources=(src.SIPP, src.AHPRA),
    example="In our own records, 82% of children with autism improved after stem cells.",
    not_when=("In our own records we note each infusion.",),
    ask="Are these records published or checked by anybody outside the clinic?",
)
def own_records(case: Case) -> Iterator[Hit]:
    """Not independent, not registered, not reviewed."""
    span = case.says(_OWN_RECORDS)
    if span and not case.sober and case.unshown and (case.promises or any(_shares(case))):
        yield Hit(
            span=span,
            message="The source is the clinic's own observations or is not named. That is not a "
            "registered trial, and nobody outside has checked it.",
        )


RULES = (
    no_denominator,
    no_time,
    before_after,
    self_report,
    conflicts,
    relative,
    volume,
    best_case,
    stayers,
    own_records,
)
