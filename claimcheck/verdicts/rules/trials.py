"""TRI: what a passage says of trials, beside the records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType, ConceptKind, MentionOrigin, Reference, Span, Trial
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import BENEFIT, Case, Support
from claimcheck.verdicts.cited import numbers, record_of
from claimcheck.verdicts.records import day_words, telling
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.unstated import states_no_benefit

_LISTED = re.compile(
    r"\b(?:(?:listed|registered|registration|published)(?: as an? (?:[\w-]+ )?(?:study|trial))? "
    r"(?:on|with|at|in|by) (?:the )?(?:us )?"
    r"(?:clinicaltrials\.gov|nih|national institutes of health)|"
    r"(?:nih|clinicaltrials\.gov)[- ](?:listed|registered|approved|recogni[sz]ed)|"
    r"(?:listed|registered) (?:on|with|in|at) (?:an?|the) (?:[\w-]+ ){0,2}?(?:trials?|"
    r"stud(?:y|ies)) (?:database|regist(?:ry|er))\b[^.;]{0,60}\b(?:reviewed|accepted|"
    r"approved|recogni[sz]ed|vetted|endorsed|authori[sz]ed)\b)"
)
_ID = re.compile(r"\bnct\s?(\d{4,12})\b")
_ID_DIGITS = 8
_NAMED = 3
_SOME_TRIALS = re.compile(
    r"\b(?:(?:clinical|published|scientific|numerous|many|several|dozens of|recent|international) "
    r"(?:(?!(?:animal|mouse|mice|rats?|laboratory|pre-?clinical) )[\w-]+ )?"
    r"(?:trials?|studies|research|observations)|"
    r"(?<!animal )(?<!mouse )(?<!laboratory )(?<!preclinical )(?<!pre-clinical )"
    r"(?:studies|research|trials))\b"
    r"(?:\W+[\w-]+){0,4}?\W+(?:show|prove|confirm|demonstrate|support|suggest|indicat)\w*"
)
_REFERENCES = re.compile(r"\b(?:references|bibliography|sources|literature|further reading)\b")


#: What a study's own page says, and nothing besides.
_IT_IS_LISTED = re.compile(
    r"^\W*(?:it|the (?:study|trial)) is (?:registered|listed) (?:at|on|with|in) "
    r"(?:clinicaltrials\.gov|the (?:\w+ )?register)\W*$"
)


@rule(
    "TRI-01",
    title="A trial listing used as a seal",
    severity=3,
    version=4,
    sources=(src.CTGOV_DISCLAIMER, src.FDA_ALERT, src.SIPP),
    example="Our stem cell protocol for autism is listed on ClinicalTrials.gov.",
    not_when=(
        "Our stem cell study is registered in a public trial registry, where all can read it.",
        "You can read the full study details on ClinicalTrials.gov.",
        "Ask whether the stem cell study is registered on ClinicalTrials.gov.",
    ),
    ask="What is the registration number, and who checks the safety of the study?",
)
def listed(case: Case) -> Iterator[Hit]:
    """Sponsors list studies themselves; a listing is no review and no approval."""
    span = case.says(_LISTED)
    if span and case.has(ClaimType.REGULATORY) and not case.sober and not case.advises:
        of_study = case.speaks_of_study
        told = _IT_IS_LISTED.search(case.folded) or _ID.search(case.folded)
        if not case.sells and (of_study or told):
            return
        yield Hit(
            severity=1 if of_study else 3,
            span=span,
            message="It uses a listing as a mark of quality. Anybody who runs a study lists it "
            "themselves; a listing is no review and no approval.",
        )


@rule(
    "TRI-06",
    title="A product that no registered trial studied",
    version=2,
    severity=2,
    sources=(src.FTC_HEALTH, src.FDA_PATIENTS),
    example="iPSC therapy improves speech in autism.",
    not_when=("No trial has tested whether iPSC therapy improves speech in autism.",),
    ask="Which registered trial studied exactly this product, given in this way?",
    unless=("EFF-01",),
)
def product(case: Case) -> Iterator[Hit]:
    """Trials of other cells cannot stand in for a product without a record."""
    if case.support is not Support.UNREGISTERED or not _relies_on_product(case):
        return
    mention = next(
        (m for m in case.claim.concepts if m.kind is ConceptKind.INTERVENTION and _inside(case, m)),
        None,
    )
    yield Hit(
        span=mention or case.cue_span(*BENEFIT, ClaimType.MECHANISM),
        message="A trial of one product does not show what another one does.",
        trials=telling(case),
    )


def _relies_on_product(case: Case) -> bool:
    told = (
        case.promises or case.acts or (case.has(ClaimType.SAFETY) and case.sells and not case.sober)
    )
    return told and not case.has(ClaimType.DISCLAIMER) and not states_no_benefit(case)


def _inside(case: Case, span: Span) -> bool:
    return case.claim.start <= span.start and span.end <= case.claim.end


@rule(
    "TRI-07",
    title="Registered, and no result",
    version=4,
    severity=2,
    sources=(src.TRIALSTRACKER,),
    example="Exosomes improve speech in autism.",
    not_when=("Trials of exosomes in autism are still running, and nobody knows the result.",),
    ask="When will the result be published, and where?",
    unless=("EFF-01",),
)
def no_results(case: Case) -> Iterator[Hit]:
    """A record without a result supports no claim."""
    if case.support is Support.NO_RESULTS and _relies_on_product(case):
        yield Hit(
            span=case.cue_span(*BENEFIT, ClaimType.MECHANISM),
            message=f"A registered trial without a result supports no claim.{_overdue(case)}",
            trials=tuple(match.trial for match in case.matches),
        )


def _overdue(case: Case) -> str:
    """Trials that ended more than a year before our copy, with the year of the end."""
    ids = case.own.overdue_results if case.own else ()
    ended = [(id_, case.trials[id_].completion_date) for id_ in ids[:_NAMED]]
    told = ", ".join(f"{id_} ({day[:4]})" if day else id_ for id_, day in ended)
    return f" Ended more than a year ago, and no result in our copy: {told}." if told else ""


@rule(
    "TRI-13",
    title="Trials without a number",
    version=3,
    severity=1,
    sources=(src.ISSCR, src.FDA_PATIENTS),
    example="Numerous clinical studies confirm that stem cells help in autism.",
    not_when=(
        "Clinical trials did not confirm that stem cells help in autism.",
        "Animal studies show stem cells moving to the brain in autism.",
        "Recent animal studies show that stem cells ease autism.",
    ),
    ask="Which studies? Please give the registration number or the paper of each.",
)
def unnamed(case: Case) -> Iterator[Hit]:
    """A trial that is not named can be neither checked nor ruled out."""
    span = case.says(_SOME_TRIALS)
    if not span or not case.has(ClaimType.AUTHORITY) or case.sober or _ID.search(case.folded):
        return
    if not case.unsupported:
        return
    if case.has(*BENEFIT, ClaimType.SAFETY, ClaimType.REGULATORY) and not case.has(
        ClaimType.DISCLAIMER
    ):
        yield Hit(
            span=span, message="It leans on studies that it does not name, so nobody can check."
        )


@rule(
    "TRI-14",
    title="A trial number that does not fit",
    version=2,
    severity=2,
    sources=(src.CTGOV_DISCLAIMER,),
    example="Our stem cell treatment of autism is registered as NCT03818737.",
    not_when=("Cord blood in autism was tested in NCT02847182.",),
    ask="Which trial is meant?",
    unless=("TRI-03",),
)
def misfit(case: Case) -> Iterator[Hit]:
    """A number is checked for its form, for being in our copy, and for its topic."""
    if any(_REFERENCES.search(step.lower()) for step in case.block.heading_path[-1:]):
        return
    for found in _ID.finditer(case.folded):
        if len(found[1]) != _ID_DIGITS:
            start = case.claim.start
            yield Hit(
                span=Span(start=start + found.start(), end=start + found.end()),
                message="A ClinicalTrials.gov number has eight digits; this has not.",
            )
    for reference in numbers(case):
        yield from _of_number(case, reference)


def _of_number(case: Case, reference: Reference) -> Iterator[Hit]:
    trial = record_of(case.trials, reference.id)
    inside = case.claim.start <= reference.start and reference.end <= case.claim.end
    place: Span = reference if inside else case.claim
    span = Span(start=place.start, end=place.end)
    if trial is None and case.own is not None:
        yield Hit(
            span=span,
            severity=0,
            message=f"{reference.id} was not found in our copy of "
            f"{day_words(case.own.snapshot_date)}. It may be in the register all the same.",
        )
    elif trial is not None and (other := _other_topic(case, trial)):
        yield Hit(span=span, message=other, trials=(trial.id,))


def _other_topic(case: Case, trial: Trial) -> str | None:
    condition = next(
        (
            mention.concept
            for mention in case.claim.concepts
            if mention.kind is ConceptKind.CONDITION and mention.origin is MentionOrigin.SENTENCE
        ),
        None,
    )
    is_a = case.vocabulary.is_a
    if condition is None or any(
        is_a(own, condition) or is_a(condition, own) for own in trial.conditions
    ):
        return None
    about = ", ".join(case.vocabulary[own].label for own in trial.conditions)
    wanted = case.vocabulary[condition].label
    return f"The record {trial.id} is about {about}, not about {wanted}."


RULES = (listed, product, no_results, unnamed, misfit)
