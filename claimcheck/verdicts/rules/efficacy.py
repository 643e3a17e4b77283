"""EFF: benefit and how sure a passage is of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType, ConceptKind, Hedge, Speaker, Trial
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case, Support
from claimcheck.verdicts.leaning import cited_success, tells_both_groups
from claimcheck.verdicts.records import telling, unknown_here
from claimcheck.verdicts.rivals import ABOVE, USUAL_CARE
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.unstated import (
    defines,
    is_loss,
    is_of_animals,
    states_no_benefit,
    tells_of_disease,
)

_ESTABLISHED = re.compile(
    r"\b(?:(?:clinically|scientifically|medically) (?:proven|validated|established|confirmed)|"
    r"evidence[- ]based (?:therapy|treatment|protocol|method)|"
    r"proven (?:therapy|treatment|protocol|method|results?|efficacy|effective\w*)|"
    r"(?:is|are|been) proven (?:to (?:help|treat|reduc|improv|heal|cur|reliev|restor|revers|work|"
    r"stop|boost|strengthen)\w*|effective)|"
    r"(?:stud(?:y|ies)|trials?|research|science) (?:[\w-]+ ){0,3}?(?:prov(?:e|es|ed|en)|"
    r"confirm(?:s|ed)?)(?! (?:the )?(?:safety|diagnos)|"
    r" that [^.;]{0,99}\b(?:is|are) (?:a )?(?:part of|common|normal)\b|"
    r" that [^.;]{0,40}\b(?:is|are|was|were) (?:\w+ )?safe\b(?! and)))\b"
)
#: The same in learned words; "no doubt" reads like a denial, and is none.
_BEYOND_DOUBT = re.compile(
    r"(?:\bleav(?:e|es|ing) (?:no|little) (?:[\w-]+ ){0,2}?doubt (?:that|about)\b|"
    r"\bbeyond (?:any |all )?(?:reasonable |serious |real )?doubt\b|"
    r"\b(?:may|can|must|should) (?:now |therefore |fairly )?be (?:regarded|considered|seen) as "
    r"(?:settled|proven|established)\b|"
    r"\b(?:has|have) (?:now )?settled (?:the|that|this) question\b|"
    r"\bquestion is no longer (?:whether|if)\b|"
    r"\b(?:data|findings|results|studies|trials|observations) (?:now |clearly |firmly )?"
    r"establish(?:ed|es)? (?:that|(?:its |the )?(?:efficacy|effectiveness|benefit))\b|"
    r"\bno longer (?:any )?(?:serious |real |reasonable )?(?:doubt|question) "
    r"(?:that|about|whether)\b)"
    r"(?![^.;]{0,80}\b(?:no|not|never|harm\w*|risks?|fail\w*|unproven|ineffective|weak|useless|"
    r"placebo|little|safe)\b)"
)
_NOBODY = re.compile(
    r"\b(?:nobody|no one|cannot|can't|does not|do not|doesn't|don't|wish|would|must establish|"
    r"until|no (?:data|findings|results|study|studies|trials?))\b"
)
_HYPE = re.compile(
    r"\b(?:breakthrough|revolution(?:ary|i[sz]\w+)?|"
    r"(?<!\bhe's a )(?<!\bshe's a )(?<!\bhe is a )(?<!\bshe is a )miracle|"
    r"miraculous|game[- ]chang\w+|"
    r"ground[- ]?breaking)\b"
)
_CERTAIN = re.compile(
    r"\b(?:guarantee[ds]?|always (?:works?|helps?|improves?)|never fails?|certain to|ensures?|"
    r"(?:your (?:child|son|daughter)|you|they|he|she|patients?|children) will "
    r"(?!be (?:seen|asked|given|contacted|monitored|assessed|followed)|need|receive|have to|stay)"
    r"(?:\w+ ){0,2}?(?:speak|talk|improve|gain|recover|walk|sleep|feel|see|notice|learn|reach|be))"
    r"\b"
)
_PROMISING = re.compile(
    r"\b(?:promising|encouraging (?:results?|signs?|data)|preliminary (?:results?|data|evidence)|"
    r"pilot (?:studies|study|data)|early (?:results?|data|evidence))\b"
)
_LASTING = re.compile(
    # An illness, autism or diabetes "is for life" by what doctors say.
    r"\b(?:permanent(?:ly)?|(?<!autism is )(?<!diabetes is )(?<!disease is )"
    r"(?<!illness is )(?<!\bms is )for life|life-?long|for good|"
    r"one[- ]time (?:treatment|cure|solution)|"
    r"once and for all|lasting (?:results?|improvements?|change|effects?|benefits?))\b"
)
_CAUSED = re.compile(
    r"\b(?:(?:thanks to|because of|due to) (?:the |our |this )?(?:[\w-]+ ){0,2}?"
    r"(?:therapy|treatment|infusions?|cells|exosomes|procedure)|(?:led|leads) to)\b"
)


@rule(
    "EFF-03",
    title="Called proven",
    version=6,
    severity=3,
    sources=(src.FTC_HEALTH, src.FTC_SUBSTANTIATION, src.CAP_12),
    example="Our stem cell protocol for autism is clinically proven.",
    not_when=(
        "Stem cells have not been clinically proven in autism.",
        "It is not true that stem cells are clinically proven in autism.",
        "Nobody can say that the data on stem cells in autism leave no doubt that they work.",
        "The trials leave little doubt that stem cells do not help in autism.",
        "A review has settled the question: stem cells are ineffective in autism.",
        "Reviews leave no doubt that the evidence for stem cells in autism is weak.",
        "Nusinersen has been proven to improve spinal muscular atrophy.",
    ),
    ask="Which trial is the proof? Please give its registration number.",
)
def proven(case: Case) -> Iterator[Hit]:
    """Words that claim proof need the proof; the field must accept it."""
    doubtless = case.says(_BEYOND_DOUBT) if case.sells and not case.says(_NOBODY) else None
    span = doubtless or case.says(_ESTABLISHED)
    asserted = case.has(
        ClaimType.EFFICACY, ClaimType.CURE, ClaimType.AUTHORITY, ClaimType.MECHANISM
    )
    firm = asserted and not case.has(ClaimType.DISCLAIMER)
    if not span or not (firm or doubtless) or case.sober:
        return
    if not case.questionable or case.claim.hedge is Hedge.STRONG:
        return
    usual = case.claim.concept_id(ConceptKind.INTERVENTION) in USUAL_CARE
    if usual and case.support is Support.UNKNOWN:
        return
    yield Hit(
        span=span,
        message="It says that the treatment is proven.",
        severity=3 if case.unshown else 2,
        trials=telling(case),
    )


@rule(
    "EFF-04",
    title="Breakthrough words",
    version=6,
    severity=1,
    sources=(src.CAP_12, src.MURDOCH),
    example="Stem cells are a revolutionary treatment that helps children with autism.",
    not_when=(
        "It is not a miracle, and stem cells do not help every child with autism.",
        "She is a miracle worker, and stem cells help children with autism.",
        "The stories were of miraculous changes after stem cells in autism.",
    ),
)
def hype(case: Case) -> Iterator[Hit]:
    """Weak alone; counts where a condition and a benefit are named."""
    span = case.says(_HYPE)
    about = case.claim.concept_id(ConceptKind.CONDITION)
    stated = case.promises and not case.claim.denied and not states_no_benefit(case)
    if span and about and stated and case.questionable:
        yield Hit(
            span=span,
            message=f"Words such as “{case.page.quote(span)}” raise hope. They say nothing of what "
            "a trial found.",
        )


@rule(
    "EFF-05",
    title="Certain to help",
    version=2,
    severity=2,
    sources=(src.AHPRA, src.GRADE_26),
    example="After the stem cell course your child will gain new words.",
    not_when=(
        "Stem cells can help in autism, but we cannot guarantee it.",
        "Your child will be monitored for two hours after the stem cell infusion.",
    ),
    ask="In how many of your patients did it not help?",
)
def certain(case: Case) -> Iterator[Hit]:
    """No trial lets anybody promise a result to one person."""
    span = case.says(_CERTAIN)
    if span and case.promises and case.questionable and not case.has(ClaimType.DISCLAIMER):
        yield Hit(
            span=span,
            severity=case.softened(2),
            message="It makes a result sound certain. No trial can promise a result to one child "
            "or one patient.",
        )


@rule(
    "EFF-06",
    title="Called promising",
    severity=1,
    sources=(src.FTC_HEALTH,),
    example="Leading experts consider cell therapy a promising direction in autism.",
    not_when=(
        "Stem cells were called promising, but the evidence in autism is weak.",
        "The trial of stem cells in autism was not promising.",
    ),
    unless=("EFF-01", "EFF-03", "EFF-07", "EFF-12", "NUM-06"),
)
def promising(case: Case) -> Iterator[Hit]:
    """Readers take "promising" as praise; guidance does not count it as a limit."""
    span = case.says(_PROMISING)
    relies = case.has(ClaimType.EFFICACY, ClaimType.AUTHORITY, ClaimType.MECHANISM)
    if not span or not relies or case.has(ClaimType.DISCLAIMER) or case.sober or not case.sells:
        return
    if case.unsupported:
        yield Hit(
            span=span,
            message="Readers take words such as “promising” as praise; they do not say how weak "
            "the data are.",
            trials=telling(case),
        )


#: What a treatment is for; only a seller says with it that it works.
_PURPOSE = re.compile(
    r"(?:\b(?:is|are|was|were)|'s|'re) (?:\w+ )?(?:given|used|meant|intended|designed)"
    r"(?: \w+)? to\b|"
    r"\b(?:aims? (?:to|at)|(?:should be|are|is) the (?:goals?|aims?)|hopes? to)\b"
)


@rule(
    "EFF-07",
    title="A benefit that the records do not show",
    version=16,
    severity=2,
    sources=(src.CAP_12, src.FTC_HEALTH),
    example="Stem cells improve speech in children with autism.",
    not_when=(
        "Stem cells did not improve speech in children with autism.",
        "The trial asks whether stem cells improve speech in autism.",
        "Our speech lessons are held in small groups.",
        "The benefits of stem cells for children with autism",
        "Not a single stem cell product has been shown to improve autism.",
        "In autism both groups had the same gains in speech with and without stem cells.",
        "After some months its effect fades in autism.",
        "Children with autism improve on their own, with stem cells or without.",
        "Autism: 55% improved on stem cells, 41% on speech lessons (Anders et al., 2023).",
        "The fatigue of autism keeps many from work.",
        "In mice with autism stem cells improved social behaviour.",
    ),
    ask="Which trial with a comparison group showed this, and what happened in the comparison "
    "group?",
    unless=("EFF-01", "EFF-03", "EFF-11", "EFF-12", "TES-01", "TES-05", "TES-12", "NUM-06"),
)
def benefit(case: Case) -> Iterator[Hit]:
    """An objective claim for a disease; hedged wording weighs less."""
    if not case.promises or not case.unsupported or case.claim.speaker is Speaker.PATIENT:
        return
    stated = case.claim.hedge is Hedge.NONE
    if states_no_benefit(case) or is_of_animals(case) or tells_both_groups(case):
        return
    if not case.sells and case.says(_PURPOSE):
        return
    if met := cited_success(case):
        yield from _one_of_several(case, met)
        return
    opening = "It states a benefit" if stated else "It holds out a possible benefit"
    if case.shown_weakly:
        if not stated:
            return
        opening, shown = "It states as certain a benefit", "the records leave uncertain"
    elif all(unknown_here(profile) for profile in case.profiles):
        shown = "no trial in our copy shows"
    else:
        shown = "the records do not show"
    yield Hit(
        span=case.cue_span(ClaimType.EFFICACY, ClaimType.CURE),
        message=f"{opening} that {shown}.",
        severity=2 if stated and not case.shown_weakly else 1,
        trials=telling(case),
    )


def _one_of_several(case: Case, met: Trial) -> Iterator[Hit]:
    """What it says of the trial that it cites is so; the whole of the trials says otherwise."""
    profile = case.own
    lost = profile.primary_not_met if profile else ()
    missed = [id_ for id_ in telling(case) if id_ in lost and id_ != met.id]
    if missed:
        yield Hit(
            span=case.cue_span(ClaimType.EFFICACY, ClaimType.CURE),
            message=f"{met.id} reached its main goal. The passage does not speak of other trials "
            "that did not.",
            severity=1,
            trials=(met.id, *missed),
        )


@rule(
    "EFF-10",
    title="Better than, or instead of, other care",
    version=5,
    severity=2,
    sources=(src.FTC_RMG, src.FTC_SCIA),
    example="Stem cells work faster than years of behavioural therapy in autism.",
    not_when=(
        "Stem cells were no better than placebo in autism.",
        "We do not know whether one kind of stem cell is better than another in autism.",
        "St John's wort can stop some medicines for autism from working.",
        "The week with stem cells for autism was harder than we thought.",
    ),
    ask="Which trial compared the two treatments with each other?",
)
def better_than(case: Case) -> Iterator[Hit]:
    """A comparison needs a trial that makes it; running other care down does too."""
    if not case.has(ClaimType.COMPARISON) or case.sober or case.has(ClaimType.DISCLAIMER):
        return
    # A model hears a comparison in praise too; the message speaks of a rival, so one must be there.
    if case.questionable and case.says(ABOVE):
        yield Hit(
            trials=telling(case),
            span=case.cue_span(ClaimType.COMPARISON),
            severity=2 if case.names_rival else case.softened(2),
            message="It sets the treatment above other care. That takes a trial which compares the "
            "two, and our copy holds none that found the treatment better.",
        )


#: What is aimed at is no working.
_AIM = re.compile(
    r"\b(?:the|our|its) (?:aim|goal)s?\b[^.;]{0,20}?"
    r"(?:\b(?:is|are|was|would be)\b(?! (?:simple|clear|reached|achieved|met)\b)|:)"
)


@rule(
    "EFF-12",
    title="How it works, told as what it does",
    version=9,
    severity=2,
    sources=(src.FTC_HEALTH, src.SIPP, src.ISSCR),
    example="The stem cells repair damaged brain tissue in autism.",
    not_when=(
        "Oligodendrocytes form the myelin sheath of axons.",
        "Stem cells are human cells that can turn into many kinds of tissue.",
        "It is not known whether stem cells repair the brain in autism.",
        "One challenge of stem cells in autism is to repair what was damaged.",
        "In autism the aim of stem cells would be to help the repair of the brain.",
    ),
    ask="Was this seen in patients, or in animals and in the laboratory?",
    unless=("EFF-01",),
)
def mechanism(case: Case) -> Iterator[Hit]:
    """Laboratory work cannot carry a benefit in people; hedged wording weighs less."""
    if not case.acts or not case.questionable or defines(case) or tells_of_disease(case):
        return
    if case.says(_AIM):
        return
    yield Hit(
        span=case.cue_span(ClaimType.MECHANISM),
        message="It tells how something acts in the body as if that were a result in patients. "
        "Laboratory and animal work cannot show that.",
        severity=case.softened(2) if case.claim.hedge is Hedge.NONE else 1,
        trials=telling(case),
    )


@rule(
    "EFF-13",
    title="Cause claimed without a comparison",
    version=2,
    severity=2,
    sources=(src.YU,),
    example="Thanks to the stem cell therapy the speech of our patients with autism improved.",
    not_when=("It is unclear what the stem cells led to in autism.",),
    unless=("EFF-01", "TES-01", "TES-05", "TES-12"),
)
def caused(case: Case) -> Iterator[Hit]:
    """Without a comparison group nobody can say what caused a change."""
    span = case.says(_CAUSED)
    if span and case.promises and case.questionable and case.claim.hedge is Hedge.NONE:
        yield Hit(
            span=span,
            severity=case.softened(2),
            message="It says that the treatment caused the change. Without a comparison group "
            "nobody can tell, since people also change without a treatment.",
        )


@rule(
    "EFF-14",
    title="Lasting for good",
    version=4,
    severity=2,
    sources=(src.FTC_HEALTH,),
    example="One course of stem cells improves speech in autism for life.",
    not_when=(
        "Autism is a lifelong condition, and stem cells do not change that.",
        "Doctors say that autism is for life, but stem cells improve speech in autism.",
    ),
    ask="How long were patients followed, and how many were still seen at the end?",
)
def lasting(case: Case) -> Iterator[Hit]:
    """The follow-up in the record must reach as far as the words."""
    span = None if is_loss(case) else case.says(_LASTING)
    if not span or not case.promises or case.has(ClaimType.DISCLAIMER) or not case.questionable:
        return
    yield Hit(
        span=span,
        severity=case.softened(2),
        message="It says that the effect lasts. A trial can show that only for as long as it "
        "followed its people.",
    )


RULES = (proven, hype, certain, promising, benefit, better_than, mechanism, caused, lasting)
