"""TES: stories told as evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import (
    ClaimType,
    ConceptKind,
    FigureKind,
    Hedge,
    MentionOrigin,
    Span,
    Speaker,
)
from claimcheck.text import fold
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import BENEFIT, Case, Support
from claimcheck.verdicts.records import telling
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.rules.gains import NOT_YET, gain, result, whose_story
from claimcheck.verdicts.rules.turns import (
    UNCHANGED,
    ends_badly,
    is_quoted,
    names_care,
    overturned,
    refused,
    story_of,
    turn,
)
from claimcheck.verdicts.rules.usual_care import is_usual_care
from claimcheck.verdicts.unstated import HAD_PLACEBO, taken_back, tells_of_early_years

#: The passage speaks of stories, from outside.
_ABOUT_STORIES = re.compile(
    r"\b(?:see|read|hear|seen|heard|find) (?:\w+ )?(?:testimonials?|stories|anecdotes|reports)\b|"
    r"\b(?:patient )?testimonials? (?:scientific|evidence)|\bthe stor(?:y|ies) of\b|"
    r"\b(?:i|we) (?:came across|read (?:about|of))\b|"
    r"\b(?:stories|anecdotes|testimonials?|accounts) (?:is|are|was|were|cannot|can|do|did)\b|"
    r"\banecdot\w+|\btold me no[.!] (?:finasteride|tablets)\b|"
    r"\bmiracle is (?:called|named)\b"
)
#: A trial is no story, whoever tells of it.
_A_TRIAL = re.compile(
    r"\b(?:randomi[sz]ed|(?:placebo|sham)?-?controlled|double-blind)(?:,? [\w-]+){0,2}? "
    r"(?:trials?|stud(?:y|ies))\b|\bopen-label\b|\bin (?:several|two|three|small|large|early|"
    r"some|many) (?:[\w-]+ )?trials\b|"
    r"\bsham (?:sessions?|treatments?|injections?|devices?|groups?)\b"
)
#: What everyday medicine did is no story of what a page offers.
_BY_MEDICINE = re.compile(
    r"\bby (?:regular|ordinary|conventional|mainstream|standard|modern) "
    r"(?:medicine|care|treatments?)\b"
)
_MILESTONE = re.compile(
    r"\b(?:first (?:words?|steps?|sentence|time)|(?:said|says|spoke|called me) ['\"]?(?:mum|mom|"
    r"mama|mummy|"
    r"mommy|dad|papa|daddy)\b|lost (?:his|her|their) diagnosis|no longer (?:autistic|"
    r"on the spectrum)|"
    r"(?:began|started|starting|able) to (?:speak|talk|walk)|"
    r"took (?:(?:his|her) )?(?:first|one|two|three|four|five|six|seven|eight|nine|ten|\d+|a few) "
    r"(?:\w+ )?steps\b)"
)
#: What a child does for the first time; a story must turn on it.
_DEED = re.compile(
    r"\b(?:never (?:talk|speak|walk|sit|eat|read|ask|look|hug|point|call|say|said|spoke|play)\w*|"
    r"asked for|hug(?:ged|s)?|kiss(?:ed|es)?|pointed|waved|called (?:me|us|out)|sang|smiled|"
    r"eye contact|(?:he|she) (?:said|spoke|looked|held)|words?|steps?|sentences?)\b"
)
#: The one who tells is the one of whom it is told, and no child.
_OF_TELLER = re.compile(r"\b(?:i|my last)\b")
_CHILD = re.compile(
    r"\b(?:(?:my|our) (?:\w+ )?(?:son|daughter|child|boy|girl|toddler|baby|twins?|grand\w+)|"
    r"(?:mum|mom|mother|father|dad|parents?|grand\w+) (?:of|in)|'s (?:mum|mom|mother|father|dad)|"
    r"pa?ediatrician|kindergarten|nursery|toddler|teacher)\b"
)
_WHAT_A_SELLER_MAY_NOT = re.compile(
    r"\b(?:cured?|miracle (?:cure|treatment|therapy)|completely (?:gone|healed|normal)|"
    r"(?<!not )a normal child|"
    r"lost (?:his|her|their) diagnosis|no longer (?:autistic|on the spectrum))\b"
)
#: The decision of somebody's own doctor, which is no gain from the medicine that is named.
_DOCTOR_STOPPED = re.compile(
    r"\b(?:docs?|doctors?|dr\.? \w+|gps?|nurses?|consultants?|specialists?)\b"
    r"(?:,? [\w'-]+){0,6}?,? (?:stopped|reduced|lowered|cut|halved) "
    r"(?:it|them|(?:my|his|her|the) \w+)\b"
)
_NEXT_CHARS = 120
_OTHER_CARE = re.compile(
    r"\b(?:speech|behaviou?ral|occupational|aba|language) (?:therap\w+|lessons|programme|program)\b"
)


def _is_story(case: Case) -> bool:
    """Whether a page that does not merely inform tells of one person's gain.

    A treatment with adequate trials behind it may have its stories. Of any other, a story shows
    nothing, whatever our copy holds on it.
    """
    if not case.has(ClaimType.TESTIMONIAL) or case.informs or case.tells_of_study:
        return False
    if any(figure.kind is FigureKind.RESPONDERS for figure in case.claim.figures):
        return False  # a share of many people is no story of one
    if HAD_PLACEBO.search(_told_next(case)):
        return False
    if any(map(case.says, (_ABOUT_STORIES, _A_TRIAL, _BY_MEDICINE))) or _outcome(case) is None:
        return False
    # Where nobody sells, a story that names no care may be told of anything.
    if case.sells_nothing and (not names_care(case) or case.says(_DOCTOR_STOPPED)):
        return False
    if _only_slept(case) or tells_of_early_years(case) or taken_back(case):
        return False
    return case.support is not Support.SUPPORTED and not is_usual_care(case)


#: What takes a gain back in the words that follow it.
_CAME_BACK = re.compile(
    r"\b(?:it|they|the \w+) (?:came|was|were) back\b|\bdo(?:n't| not) count on it\b|"
    r"\b(?:wore|wears|had worn) off (?:by|after|in|within)\b"
)


def _told_next(case: Case) -> str:
    return fold(case.page.text[case.claim.end : case.block.end][:_NEXT_CHARS])


_SLEPT = re.compile(r"sle(?:eps?|pt)")


def _only_slept(case: Case) -> bool:
    """Whether a good night is all that is told, of no illness and no care that it names.

    Guests of a bath or a massage praise their stay so; nothing is known of what they came for.
    """
    gained = gain(case)
    slept = gained is not None and _SLEPT.fullmatch(fold(case.page.quote(gained))) is not None
    alone = case.support is Support.UNKNOWN and not case.unsupported
    ill = any(
        m.kind is ConceptKind.CONDITION and m.origin is MentionOrigin.SENTENCE
        for m in case.claim.concepts
    )
    return slept and alone and not ill and not names_care(case)


def _outcome(case: Case) -> Span | None:
    """The words that tell how it came out for the one who tells, or of whom it is told.

    A gain needs no more. A result without a word of gain, or a turn from how it stood before,
    counts where the page sells, or the records leave unshown what it is told of.
    """
    patient = case.claim.speaker is Speaker.PATIENT or case.has(*BENEFIT)
    if patient and (gained := gain(case)):
        ended = _CAME_BACK.search(_told_next(case)) or case.says(_CAME_BACK)
        return None if ended else gained
    if not (patient or is_quoted(case)) or not (case.sells or case.unsupported):
        return None
    story, at = story_of(case)
    return None if ends_badly(story) else result(case, story, at) or turn(case)


def _weighed(case: Case, grave: int) -> int:
    """``grave`` where the records leave the benefit unshown, one less where they are silent."""
    return grave if case.unsupported else grave - 1


@rule(
    "TES-01",
    title="A story told as evidence",
    severity=2,
    sources=(src.ENDORSEMENTS, src.ISSCR),
    example="“After stem cells for autism my son became calmer and sleeps better.”",
    not_when=(
        "“The nurses of the stem cell clinic were kind to my son.”",
        "“We paid for stem cells for autism and my son did not change.”",
        "“We had stem cells for autism last year and didn't see a change.”",
        "“They said he would speak after six injections of stem cells. He still does not.”",
        "“Friendly staff, clean rooms. Last week my son asked for the playroom again.”",
        "“After the stem cells my son's seizures vanished. They came back on Sunday.”",
        "“After stem cells he walked straight. It wore off by Friday.”",
        "After the stem cells our son sleeps better, and so does his cousin, who never had any.",
        "A randomized trial reported better sleep after stem cells in children with autism.",
        "Plenty of cancers get cured by regular medicine every day.",
        "Parents report better sleep after stem cells, but nothing shows that they are the cause.",
        "In trials of stem cells in autism families in both groups said sleep was better.",
        "They slept better after stem cells for autism, and by as much without it.",
        "“My mother came at Easter and slept in the small room, by the stem cells.” – Ana",
        "After the stem cells I convinced myself that he was calmer.",
        "“Our son walked at eleven months and talked at a year.”",
        "We saw calmer evenings, but it is hard to say whether it was the stem cells or school.",
    ),
    ask="What happened to the patients whose stories are not on the page?",
    unless=("NUM-05", "TES-05", "TES-12"),
    version=18,
)
def story(case: Case) -> Iterator[Hit]:
    """A page that shows a story claims that the treatment did it."""
    if not _is_story(case) or _no_change(case):
        return
    yield Hit(
        span=_outcome(case) or case.cue_span(ClaimType.TESTIMONIAL),
        message=whose_story(case),
        severity=_weighed(case, 2),
        trials=telling(case),
    )


def _no_change(case: Case) -> bool:
    return UNCHANGED.search(case.folded) is not None and not case.has(*BENEFIT)


@rule(
    "TES-05",
    title="A child's milestone",
    severity=3,
    sources=(src.FTC_RMG, src.ENDORSEMENTS),
    example="“Two weeks after stem cells for autism our daughter said mama for the first time.”",
    not_when=(
        "“We saw the stem cell clinic for the first time in May, and my son liked the garden.”",
        "After stem cells for autism our son spoke his first words. He was given saline.",
        "“My son had never had a fit. Now, after the stem cells, he has one each week.”",
        "After stem cells he spoke his first words, and so did his cousin, who never had any.",
    ),
    ask="How many children of this age said their first words in the comparison group?",
    version=6,
)
def milestone(case: Case) -> Iterator[Hit]:
    """Children reach milestones without treatment too; such stories move parents most."""
    told = case.says(_MILESTONE) if _is_milestone(case) else None
    span = told or _deed(case)
    if span and _is_story(case):
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


def _deed(case: Case) -> Span | None:
    """The turn of a child's story, if it is one of speech, steps or affection."""
    turned = turn(case)
    story, _ = story_of(case)
    if turned is None or _OF_TELLER.search(fold(case.page.quote(turned))):
        return None
    of_child = case.without_cure or _CHILD.search(story) is not None
    return turned if of_child and _DEED.search(story) else None


_FORETOLD = "“Doctors told us that our son with autism would never live without medication. "


@rule(
    "TES-12",
    title="A story that proves doctors wrong",
    severity=3,
    sources=(src.ENDORSEMENTS, src.ISSCR),
    example=_FORETOLD + "Now he rides to school on his bike.”",
    not_when=(
        _FORETOLD + "After the stem cell infusion he still cannot.”",
        _FORETOLD + "Now we tell other parents to ask for the trial of these stem cells first.”",
        "“The stem cell clinic gave us six weeks to decide. Now we are home with our son.”",
    ),
    ask="What did the doctors who gave that advice find when they saw the patient again?",
    unless=("TES-05",),
    version=3,
)
def defied(case: Case) -> Iterator[Hit]:
    """Forecasts are often wrong; who leaves needed care for such a story can come to harm."""
    span = overturned(case)
    if span and _is_story(case):
        yield Hit(
            span=span,
            message="It tells of a person who did well although doctors had expected worse or "
            "advised other care. Such forecasts often turn out wrong without any treatment, and "
            "one story cannot show that it is safe to leave care that doctors advise.",
            severity=3 if refused(case) else _weighed(case, 3),
            trials=telling(case),
        )


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
    version=5,
)
def proxy(case: Case) -> Iterator[Hit]:
    """Guidance treats a quoted cure as the page's own claim."""
    span = case.says(_WHAT_A_SELLER_MAY_NOT)
    before = case.folded[: span.start - case.claim.start] if span else ""
    if span and _is_story(case) and not case.claim.denied and not NOT_YET.search(before):
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
    ask="Which other therapy did the person have at the same time?",
    version=5,
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
    version=3,
)
def barred(case: Case) -> Iterator[Hit]:
    """There, advertising of regulated care may not use stories of clinical care, whatever they say.

    Praise of the staff or the rooms tells of no clinical care.
    """
    if not case.has(ClaimType.TESTIMONIAL) or not case.sells:
        return
    gains = gain(case) is not None
    if case.has(ClaimType.DISCLAIMER) and not gains:
        return
    clinical = case.says(_CARE) is not None and case.says(_SERVICE_ONLY) is None
    if gains or clinical:
        yield Hit(
            span=case.cue_span(ClaimType.TESTIMONIAL),
            message="Guidance in Australia says that advertising of regulated health care may not "
            "use stories of treatment, whatever they say. It holds for services in Australia.",
        )


RULES = (story, milestone, defied, proxy, co_treatment, barred)
