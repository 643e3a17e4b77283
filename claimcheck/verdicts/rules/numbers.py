"""NUM: figures of success, and what they leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import (
    ClaimType,
    ConceptKind,
    Figure,
    FigureBound,
    FigureKind,
    FigureUnit,
)
from claimcheck.text import fold
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.figures import comparisons
from claimcheck.verdicts.records import of_condition, telling
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.table_heads import row_counts_people, row_tells_time

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
    r"\b(?:not|fail(?:ed)? to) (?:respond|improve|benefit|react)\b|n't respond\b|"
    r"\b(?:who|that) (?:did|do|have|had)n't (?:improved?|benefit(?:ed)?)\b|"
    r"\b(?:answer|respond|react)s? to (?:none|neither|nothing)\b"
)
_RELATIVE = re.compile(
    r"(?<!saw )(?<!see )(?<!sees )(?<!seeing )\b(?:doubl(?:e|es|ed|ing)"
    r"(?! vision\b|[- ](?:blind(?:ed)?|mask(?:ed)?|dummy)\b)|"
    r"tripl(?:e|es|ed|ing)(?![- ](?:blind|mask))|\d+(?:-| )?(?:fold|times|x))\b"
)
_BOTH = re.compile(r"\| ?\d[\d.,]*%? ?\| ?\d|\bfrom \d[\d.,]*% to \d|\d before, \d+ after\b")
#: What a share is of when nobody says what was measured.
_VAGUE = re.compile(
    r"\b(?:success\w*|improve\w*|respond\w*|response|results?|progress|benefit\w*|effective\w*|"
    r"efficacy|help\w*|better|positive)\b"
)
#: Tests and scales that say how an outcome was measured.
_TEST = re.compile(
    r"\b(?:CARS|ATEC|VABS|SRS|ABC|CGI|ADOS|GARS|ISAA|KOOS|WOMAC|VAS|NPRS|GMFM|EDSS|UPDRS|ALSFRS|"
    r"HAM-D|MADRS|SF-36|(?:[Ss]cale|[Ss]core|[Qq]uestionnaire)s?)\b"
)
_HARMS = (
    r"(?:side[- ]effects?|complications?|adverse (?:events?|effects?|reactions?)|risks?|"
    r"infections?|reactions?)"
)
_OFTEN = (
    r"(?:(?:very |extremely )?(?:rare(?:ly)?|uncommon|infrequent|seldom|minimal)|usually|mostly|"
    r"generally|occasional(?:ly)?|sometimes|in most (?:cases|children|patients|people))"
)
_HARM_THEN_WORD = re.compile(
    rf"\b{_HARMS}\b(?: [\w-]+){{0,5}}? (?:is|are|was|were|occur\w*|remain\w*|happen\w*)"
    rf"(?: [\w-]+){{0,2}}? {_OFTEN}\b"
)
_WORD_THEN_HARM = re.compile(rf"\b{_OFTEN} {_HARMS}\b")
#: Stars of a review, as a whole passage: no share of people.
_RATING = re.compile(r"^\W*\d(?:\.\d)? ?(?:of|out of|/) ?(?:5|10)(?: stars?)?\W*$|\bstars?\b")
#: The published study of a figure, by author and year: no result of the page's own.
_CITED = re.compile(
    r"\((?:see |e\.g\. )?[a-z][a-z' -]{1,40}(?:,? et al\.?)?,? (?:19|20)\d\d[a-z]?\)"
)
#: How many ever have it, or of what other than people it is a share.
_NOT_OF_PEOPLE = re.compile(
    r"\b(?:once|at some (?:time|point|stage)) in (?:their |a |his |her |one's )?li(?:fe|ves)\b|"
    r"% of (?:the |all )?(?:grafts?|grafted hairs?|cells|eggs|embryos|follicles|teeth|implants)\b"
)
_TWO_GROUPS = re.compile(r"\d ?% ?(?:vs\.?|versus|against|compared (?:to|with)) ?\d[\d.]* ?%")
_SHARES = frozenset({FigureKind.RESPONDERS, FigureKind.CHANGE})


def shares_in(case: Case) -> Iterator[Figure]:
    """Percentages of people helped or of change that the page gives as its result."""
    if case.says(_RATING):
        return
    for figure in case.claim.figures:
        if figure.kind in _SHARES and figure.unit in {FigureUnit.PERCENT, FigureUnit.FOLD}:
            yield figure


def is_judged(case: Case) -> bool:
    """Whether the passage gives figures as its own result, and the records do not show it."""
    counted = case.has(ClaimType.QUANTIFIED)
    plain = not case.sober and not case.has(ClaimType.DISCLAIMER) and not case.compares_groups
    plain = plain and not any(case.says(other) for other in (_NOT_HELPED, _CITED, _NOT_OF_PEOPLE))
    # A page that sells may set its share against whatever it likes.
    plain = plain and (case.sells or not case.says(_TWO_GROUPS))
    return counted and plain and case.unshown


#: A second share, of those who got something else or nothing.
_OTHER_ARM = re.compile(
    r"\d ?(?:%|per ?cent|(?:of|in|out of) \d+)[^.;]{0,90}\b\d[\d.,]* ?"
    r"(?:%|per ?cent|(?:of|in|out of) \d+)(?: of (?:those|people|patients|children))?"
    r"[^.;\d]{0,25}?\b(?:placebo|sham|controls?|standard care|usual care|waiting list|waited|"
    r"untreated|without (?:it|treatment)|no treatment|dummy)\b"
)
#: The number that the sentence behind gives, within so many characters.
_COUNTED = re.compile(r"\d ?%|\d per ?cent\b|\b\d[\d,]* (?:in|of|out of) (?:every |about )?\d")
_NEXT = 160


@rule(
    "NUM-01",
    title="A share without the number of people",
    version=4,
    severity=2,
    sources=(src.HEALTH_NEWS, src.CONNOLLY),
    example="Speech improved in 70% of children with autism after stem cells.",
    not_when=(
        "In studies 70% of children with autism spoke after stem cells (Amberg et al., 2020).",
        "About 2% of children have autism.",
        "Stem cells for autism: 20% off in May.",
    ),
    ask="How many people were counted, and how many were treated in all?",
)
def no_denominator(case: Case) -> Iterator[Hit]:
    """A percentage can be checked only with its numerator and denominator."""
    if not is_judged(case):
        return
    counts_people = any(f.kind is FigureKind.PARTICIPANTS for f in case.claim.figures)
    counts_people = counts_people or row_counts_people(case)
    for figure in shares_in(case):
        responders = figure.kind is FigureKind.RESPONDERS
        if responders and figure.denominator is None and not counts_people:
            yield Hit(
                span=figure,
                message="It gives a percentage and not how many people were counted.",
            )


@rule(
    "NUM-02",
    title="A share, and not of what",
    version=3,
    severity=2,
    sources=(src.FTC_HEALTH, src.HEART_CLINICS),
    example="We see an 87% success rate of stem cells in autism.",
    not_when=(
        "In 87% of children with autism speech improved after stem cells.",
        "In a trial of stem cells in autism, 87% of the forms were filled in.",
        "We cannot say that stem cells for autism have an 87% success rate.",
    ),
    ask="What counted as success, who judged it, and with which test?",
)
def no_outcome(case: Case) -> Iterator[Hit]:
    """“Success” is a share of something: of an outcome that was measured with some test."""
    if not is_judged(case) or _TEST.search(case.claim.quote):
        return
    if any(m.kind is ConceptKind.OUTCOME for m in case.claim.concepts):
        return
    if not _VAGUE.search(case.folded):
        return
    for figure in shares_in(case):
        if figure.kind is FigureKind.RESPONDERS:
            yield Hit(
                span=figure,
                message="It gives a share and does not say what was measured, or how. “Success” "
                "or “improved” can mean many things.",
            )
            return


@rule(
    "NUM-03",
    title="A figure without a time",
    version=5,
    severity=1,
    sources=(src.FTC_HEALTH,),
    example="Tantrums drop by 60% in children with autism after stem cells.",
    not_when=("Nobody knows whether tantrums drop by 60% in autism within six months.",),
)
def no_time(case: Case) -> Iterator[Hit]:
    """A result belongs to the day on which it was measured."""
    if is_judged(case) and case.claim.time_frame is None and not row_tells_time(case):
        for figure in shares_in(case):
            yield Hit(span=figure, message="It does not say when the result was measured.")
            return


@rule(
    "NUM-04",
    title="Before and after, without a comparison",
    version=5,
    severity=2,
    sources=(src.FTC_SUBSTANTIATION,),
    example="In 8 out of 10 children with autism speech improved after stem cells.",
    not_when=(
        "In the trial of stem cells in autism there was no difference between the groups.",
        "Speech improved in 52% after stem cells for autism and in 15% of those who waited.",
    ),
    ask="What happened to similar patients who did not get the treatment?",
)
def before_after(case: Case) -> Iterator[Hit]:
    """Both arms of a trial can improve; a share alone says nothing of the treatment."""
    if not is_judged(case) or case.says(_OTHER_ARM):
        return
    # NUM-06 then sets the figure beside the records.
    missed = any(profile.primary_not_met for profile in of_condition(case))
    for figure in shares_in(case):
        yield Hit(
            span=figure,
            message="It gives no figure for people who did not get the treatment. People also "
            "change without one, so this figure alone does not show that the treatment did it.",
            trials=telling(case),
            compared=() if missed else comparisons(case, figure),
        )
        return


@rule(
    "NUM-05",
    title="Told by parents or patients",
    version=2,
    severity=1,
    sources=(src.FTC_HEALTH,),
    example="87% of parents report better speech in autism after stem cells.",
    not_when=("Parents report that they were asked to pay for stem cells.",),
)
def self_report(case: Case) -> Iterator[Hit]:
    """Those who know what was given see what they hope for."""
    span = case.says(_REPORTED)
    if span and is_judged(case) and any(shares_in(case)):
        yield Hit(
            span=span,
            message="Parents or patients judged the result, and they knew what had been given.",
        )


@rule(
    "NUM-07",
    title="Only how many times more",
    version=4,
    severity=1,
    sources=(src.HEALTH_NEWS,),
    example="Stem cells double the chance of speech in autism.",
    not_when=(
        "The price of stem cells for autism doubled.",
        "Before the stem cells for autism he saw double.",
        "A double-blind trial of stem cells improved speech in autism.",
        "With stem cells for autism those who speak doubled: 11 before, 24 after.",
    ),
    ask="From how many in a hundred to how many in a hundred?",
)
def relative(case: Case) -> Iterator[Hit]:
    """A ratio hides how small both numbers may be."""
    span = case.says(_RELATIVE)
    if span and case.promises and case.unsupported and not case.says(_BOTH):
        yield Hit(
            span=span,
            message="It gives only a ratio. Without both numbers nobody can tell how large the "
            "change is.",
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
    version=2,
    severity=2,
    sources=(src.ENDORSEMENTS,),
    example="Stem cells reduce tantrums in autism by up to 90%.",
    not_when=("Trials of stem cells in autism lasted up to 12 months.",),
    ask="What was the result in the typical patient?",
)
def best_case(case: Case) -> Iterator[Hit]:
    """An upper bound hides what usually happens."""
    if not is_judged(case):
        return
    for figure in shares_in(case):
        if figure.bound is FigureBound.AT_MOST:
            yield Hit(span=figure, message="It gives the best case and not what usually happens.")


@rule(
    "NUM-10",
    title="How often a harm occurs, in words alone",
    severity=0,
    sources=(src.RISK_WORDS,),
    example="Side effects of stem cells in autism are rare.",
    not_when=(
        "Side effects of stem cells were rare in autism: 2 of 100 children had a fever.",
        "Side effects of stem cells in rare forms of autism were counted.",
        "Most children with autism like the room.",
        "Side effects of stem cells in autism are rare. Fever is seen in about 1 in 50 children.",
    ),
    version=2,
    ask="In how many of how many people did each side effect occur?",
)
def harms_in_words(case: Case) -> Iterator[Hit]:
    """Readers take "rare" for anything from none to most; a number can be checked."""
    if case.informs or any(figure.is_outcome for figure in case.claim.figures):
        return
    span = case.says(_HARM_THEN_WORD) or case.says(_WORD_THEN_HARM)
    goes_on = fold(case.page.text[case.claim.end : case.block.end])
    if span and not _COUNTED.search(goes_on[:_NEXT]):
        yield Hit(
            span=span,
            message="It tells in words how often harms occur. Readers take words such as “rare” "
            "very differently; a number of people can be checked.",
        )


@rule(
    "NUM-11",
    title="Only those who stayed",
    version=2,
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
    if span and is_judged(case) and any(shares_in(case)):
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
    if span and not case.sober and case.unshown and (case.promises or any(shares_in(case))):
        yield Hit(
            span=span,
            message="The source is the clinic's own observations or is not named. That is not a "
            "registered trial, and nobody outside has checked it.",
        )


RULES = (
    no_denominator,
    no_outcome,
    no_time,
    before_after,
    self_report,
    relative,
    volume,
    best_case,
    harms_in_words,
    stayers,
    own_records,
)
