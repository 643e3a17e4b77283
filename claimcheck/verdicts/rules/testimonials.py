"""TES: stories told as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType, FigureKind, Hedge, Span, Speaker
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import BENEFIT, Case, Support
from claimcheck.verdicts.records import telling
from claimcheck.verdicts.rule import Hit, rule

#: What somebody tells of getting better; widened beside the corpus, so its scores flatter it.
_IMPROVED = re.compile(
    r"\b(?:(?:never|not) (?:felt|been|slept|looked|walked) (?:so |this )?"
    r"(?:better|good|well|great|happier|calmer|stronger)|"
    r"improv\w+|better|calmer|clearer|easier|(?:more|much|far|so) eas\w+|steadier|happier|"
    r"stronger|faster|"
    r"more (?:focused|social|verbal|aware|alert|independent|confident|relaxed|willing|energy)|"
    r"(?:began|begun|started) to (?!(?:cry|scream|worry|notice|wonder|think|look|suspect)\b)\w+|"
    r"(?:able|can now|now able) to|can (?:now|\w+ now|see|walk|talk|speak|swallow)|"
    r"speaks?|spoke|talk(?:s|ing|ed)?|new words|(?:whole|longer|full) sentences|"
    r"(?<!no )eye contact|sleeps?|slept|walk(?:s|ed|ing)?|decreas\w+|disappear\w+|vanish\w+|"
    r"stopped|(?:all|completely|is|are|been|now) gone|fewer|less \w+|progress\w*|"
    r"(?:positive|noticeable|big|great|significant|remarkable|amazing) (?:\w+ )?"
    r"(?:changes?|difference|strides|gains?)|"
    r"learn(?:s|ed|ing|t)?|focus\w*|lost (?:his|her|their) diagnosis|recover\w+|"
    r"(?:pain|symptom|seizure|migraine|tumou?r|drug|medication)[- ]free|free (?:of|from) \w+|"
    r"cured|healed|reliev\w+|eased|lifted|sits? (?:still|through)|concentrat\w+|engag\w+|"
    r"adapts?|follows? instructions|"
    r"(?:doesn't|no longer|does not|don't) (?:hurts?|needs?|has|have|suffers?)|"
    r"(?:haven't|hasn't|not|never) (?:come|came) back|saved (?:me|him|her|my|his|us) from|"
    r"(?:a|any) normal (?:child|kid|boy|girl|life)|transform\w+|miracul\w+|miracle|"
    r"without (?:help|(?:my|his|her|a) (?:cane|walker|wheelchair|sticks?|crutch\w*)|pain|trouble)|"
    r"on (?:my|his|her|their) own|first (?:words?|steps?|sentence)|normal(?:ly)? again|"
    r"benefit(?:ed|ing)|(?:he|she|child|son|daughter) benefits|"
    r"blossom\w*|back to (?:normal|work|school|(?:run|surf|danc|play|cycl|swimm|hik|golf)\w*)|"
    r"called me ['\"]?(?:mum|mom|mama|mummy|mommy|dad|papa|daddy)|"
    r"(?:said|says) (?:['\"]?(?:mum|mom|mama|mummy|mommy|dad|papa|daddy)|(?:his|her) first))\b"
)
#: What stands right before it was not to be had.
_NOT_YET = re.compile(
    r"\b(?:could not|couldn't|can't|cannot|unable to|not able to|did not|didn't|never|"
    r"instead of|zero|no way|without|wasn't|weren't|isn't|not)\W+(?:\w+\W+){0,2}$"
)
#: The passage speaks of stories, from outside.
_ABOUT_STORIES = re.compile(
    r"\b(?:see|read|hear|seen|heard|find) (?:\w+ )?(?:testimonials?|stories|anecdotes|reports)\b|"
    r"\b(?:patient )?testimonials? (?:scientific|evidence)|\bthe stor(?:y|ies) of\b|"
    r"\b(?:i|we) (?:came across|read (?:about|of))\b|"
    r"\b(?:stories|anecdotes|testimonials?|accounts) (?:is|are|was|were|cannot|can|do|did)\b|"
    r"\banecdot\w+"
)
_MILESTONE = re.compile(
    r"\b(?:first (?:words?|steps?|sentence|time)|(?:said|says|spoke|called me) ['\"]?(?:mum|mom|"
    r"mama|mummy|"
    r"mommy|dad|papa|daddy)\b|lost (?:his|her|their) diagnosis|no longer (?:autistic|"
    r"on the spectrum)|"
    r"(?:began|started|starting|able) to (?:speak|talk|walk))"
)
_WHAT_A_SELLER_MAY_NOT = re.compile(
    r"\b(?:cured?|miracle (?:cure|treatment|therapy)|completely (?:gone|healed|normal)|"
    r"(?<!not )a normal child|"
    r"lost (?:his|her|their) diagnosis|no longer (?:autistic|on the spectrum))\b"
)
_OTHER_CARE = re.compile(
    r"\b(?:speech|behaviou?ral|occupational|aba|language) (?:therap\w+|lessons|programme|program)\b"
)


def _gain(case: Case) -> Span | None:
    """The words that tell of getting better, unless they tell of what could not be done."""
    for found in _IMPROVED.finditer(case.folded):
        if not _NOT_YET.search(case.folded[: found.start()]):
            start = case.claim.start + found.start()
            return Span(start=start, end=start + len(found.group()))
    return None


def _is_story(case: Case) -> bool:
    """Whether a page that does not merely inform tells of one person's gain.

    A treatment with adequate trials behind it may have its stories. Of any other, a story shows
    nothing, whatever our copy holds on it.
    """
    if not case.has(ClaimType.TESTIMONIAL) or case.informs or case.tells_of_study:
        return False
    told = case.claim.speaker is Speaker.PATIENT or case.has(*BENEFIT)
    gains = _gain(case) is not None and case.says(_ABOUT_STORIES) is None
    if any(figure.kind is FigureKind.RESPONDERS for figure in case.claim.figures):
        return False  # a share of many people is no story of one
    return told and gains and case.support is not Support.SUPPORTED


def _weighed(case: Case, grave: int) -> int:
    """``grave`` where the records leave the benefit unshown, one less where they are silent."""
    return grave if case.unsupported else grave - 1


_OF_ONE = (
    "It is one person's story. A story cannot show what the treatment did: nobody knows how this "
    "person would be without it."
)
_OF_MANY = (
    "It tells what families or patients say they saw. That cannot show what the treatment did: "
    "nobody knows how they would be without it."
)
_MANY = re.compile(
    r"\b(?:many|most|some|our|other|several|all)(?: of (?:our|the))? (?:\w+ ){0,2}?(?:parents|"
    r"patients|families|clients|people|children|kids|mothers|users)\b|"
    r"^\W*(?:parents|patients|families|clients|mothers|users) (?:\w+ ){0,2}?(?:report|describe|say|"
    r"tell|notice|see|saw|told|said|often|love|find|found|experience)\w*\b"
)


@rule(
    "TES-01",
    title="A story told as evidence",
    severity=2,
    sources=(src.ENDORSEMENTS, src.ISSCR),
    example="“After stem cells for autism my son became calmer and sleeps better.”",
    not_when=(
        "“The nurses of the stem cell clinic were kind to my son.”",
        "“We paid for stem cells for autism and my son did not change.”",
    ),
    ask="What happened to the patients whose stories are not on the page?",
    unless=("NUM-05", "TES-05"),
    version=3,
)
def story(case: Case) -> Iterator[Hit]:
    """A page that shows a story claims that the treatment did it."""
    if not _is_story(case) or _no_change(case):
        return
    yield Hit(
        span=_gain(case) or case.cue_span(ClaimType.TESTIMONIAL),
        message=_OF_MANY if case.says(_MANY) else _OF_ONE,
        severity=_weighed(case, 2),
        trials=telling(case),
    )


_UNCHANGED = re.compile(
    r"\b(?:did not|didn't|no) (?:change|improve|help|work|difference|effect)\w*\b"
)


def _no_change(case: Case) -> bool:
    return _UNCHANGED.search(case.folded) is not None and not case.has(*BENEFIT)


@rule(
    "TES-05",
    title="A child's milestone",
    severity=3,
    sources=(src.FTC_RMG, src.ENDORSEMENTS),
    example="“Two weeks after stem cells for autism our daughter said mama for the first time.”",
    not_when=(
        "“We saw the stem cell clinic for the first time in May, and my son liked the garden.”",
    ),
    ask="How many children of this age said their first words in the comparison group?",
    version=2,
)
def milestone(case: Case) -> Iterator[Hit]:
    """Children reach milestones without treatment too; such stories move parents most."""
    span = case.says(_MILESTONE)
    if span and _is_story(case) and _is_milestone(case):
        yield Hit(
            span=span,
            message="It tells of a child's milestone after the treatment. Children reach "
            "milestones without it too, and a story cannot tell which it was.",
            severity=_weighed(case, 3),
            trials=telling(case),
        )


_OF_A_CHILD = re.compile(
    r"\b(?:word|step|sentence|said|says|spoke|mum|mom|mama|mummy|mommy|dad|papa|daddy|diagnosis|"
    r"spectrum|autistic|speak|talk|walk)\w*"
)


def _is_milestone(case: Case) -> bool:
    return _OF_A_CHILD.search(case.folded) is not None


@rule(
    "TES-07",
    title="A patient says what a seller may not",
    severity=2,
    sources=(src.CAP_12,),
    jurisdiction="UK",
    example="“Stem cells cured my son's autism, he became a different boy.”",
    not_when=(
        "“Stem cells did not cure my son's autism.”",
        "“After stem cells my son with autism is calmer. It is not a miracle.”",
        "“After stem cells my son with autism sleeps. It is a small miracle.”",
    ),
    version=3,
)
def proxy(case: Case) -> Iterator[Hit]:
    """Guidance treats a quoted cure as the page's own claim."""
    span = case.says(_WHAT_A_SELLER_MAY_NOT)
    before = case.folded[: span.start - case.claim.start] if span else ""
    if span and _is_story(case) and not case.claim.denied and not _NOT_YET.search(before):
        yield Hit(
            span=span,
            message="Guidance treats a cure in a quoted story as a claim of the page that quotes "
            "it.",
            severity=_weighed(case, 2),
        )


@rule(
    "TES-10",
    title="Other therapy at the same time",
    severity=1,
    sources=(src.ISSCR,),
    example="“With stem cells and speech therapy our son with autism started to talk.”",
    not_when=("“Speech therapy for autism was hard for our son.”",),
    ask="Which other therapy did the child have at the same time?",
    version=2,
)
def co_treatment(case: Case) -> Iterator[Hit]:
    """Development and other therapy are not ruled out."""
    span = case.says(_OTHER_CARE)
    if span and _is_story(case) and case.claim.hedge is not Hedge.STRONG:
        yield Hit(
            span=span,
            message="Another therapy ran at the same time, so nobody can tell which one did it.",
        )


_CARE = re.compile(
    r"\b(?:treat\w*|therap\w+|cells?|infusions?|injections?|procedure|operation|surgery|course|"
    r"symptoms?|pain|diagnosis|autis\w+)\b"
)
_SERVICE_ONLY = re.compile(
    r"\b(?:staff|nurses?|reception\w*|parking|rooms?|booking|waiting|friendly|kind|clean|polite|"
    r"welcom\w+)\b"
)


@rule(
    "TES-06",
    title="A story of treatment, in Australia",
    severity=3,
    sources=(src.AHPRA,),
    jurisdiction="Australia",
    countries=("AU",),
    example="“We came for stem cells for autism, and the treatment went well for my son.”",
    not_when=("“The nurses of the stem cell clinic were kind to my son.”",),
    version=2,
)
def barred(case: Case) -> Iterator[Hit]:
    """There, advertising of regulated care may not use stories of clinical care, whatever they say.

    Praise of the staff or the rooms tells of no clinical care.
    """
    if not case.has(ClaimType.TESTIMONIAL) or not case.sells:
        return
    gains = _gain(case) is not None
    if case.has(ClaimType.DISCLAIMER) and not gains:
        return
    clinical = case.says(_CARE) is not None and case.says(_SERVICE_ONLY) is None
    if gains or clinical:
        yield Hit(
            span=case.cue_span(ClaimType.TESTIMONIAL),
            message="Guidance in Australia says that advertising of regulated health care may not "
            "use stories of treatment, whatever they say. It holds for services in Australia.",
        )


RULES = (story, milestone, proxy, co_treatment, barred)
