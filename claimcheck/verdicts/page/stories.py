"""Stories of a page beside what most people can expect, and how they are gathered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import Claim, ConceptKind, FigureKind, Saying, Verdict, VerdictWord
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.rule import PageHit, in_order, page_rule
from claimcheck.verdicts.page.said import read_as

#: The best that can happen, told of one person.
_OUTSTANDING = ("TES-05", "TES-07", "TES-12")
_TYPICAL = re.compile(
    r"\b(?:on average|average (?:patient|result|improvement|gain)|typical(?:ly)? (?:result|outcome|"
    r"patient|child)\w*|most (?:of our )?(?:patients|children|people|families|parents)|"
    r"\d+ ?(?:%|per ?cent) of|\d+ (?:out )?of (?:\d+|ten|every)|(?:half|a third|a quarter) of "
    r"(?:(?:the|our|all|these|those) )?(?:patients|children|kids|people|families|parents|adults|"
    r"users|women|men|participants|them|those)|"
    r"(?:many|some|other) (?:patients|children|people|families) "
    r"(?:do|did|see|saw|had|have|get|notice) (?:not|no|little))\b"
)
_LED = re.compile(
    r"\b(?:tell us (?:how|what|why) (?:much|well|you|your|it|the treatment)[^.?!]{0,60}"
    r"\b(?:worked|helped|improved?|better|changed|love)\w*|"
    r"how (?:much|well) (?:has|have|did|is)\b[^.?!]{0,60}\b(?:improved?|better|changed|worked|"
    r"helped)\b|what (?:improvements?|positive changes|miracles?) (?:have|did|do) you|"
    r"(?:share|send(?: us)?|submit|tell us|film|record) your (?:own )?(?:success|miracle|recovery|"
    r"healing|progress) stor(?:y|ies)|would you recommend (?:us|our|this|the))\b"
)
_SHOWN = 2
_STORIES_SHOWN = 8
#: What a flagged story is told by; a flag for a cure or a benefit tells no less.
_TOLD_AS_STORIES = ("TES-01", "TES-05", "TES-07", "TES-12", "EFF-01", "EFF-07")
_TRIALS_NAMED = 3


@page_rule(
    "TES-02",
    title="An outstanding result, and no ordinary one",
    severity=2,
    sources=(src.ENDORSEMENTS,),
    example="“Two weeks after stem cells for autism our daughter said mama for the first time.”",
    not_when=(
        (
            "“Two weeks after stem cells for autism our daughter said mama for the first time.”\n\n"
            "Most children see no change."
        ),
        "“The nurses of the stem cell clinic were kind to my son.”",
    ),
    ask="What did most people get, counted over all whom you treated?",
    version=3,
)
def only_the_best(case: PageCase) -> Iterator[PageHit]:
    """Beside an outstanding result a reader should see what is generally to be expected."""
    stories = [claim for claim, verdict in case.having(*_OUTSTANDING) if verdict.flagged]
    if case.informs or not stories or _TYPICAL.search(case.folded):
        return
    if any(f.kind is FigureKind.RESPONDERS for claim in case.claims for f in claim.figures):
        return
    yield PageHit(
        message="The page tells of an outstanding result. We looked on it for what most people "
        "can expect, and found nothing. Guidance asks for that beside such a story.",
        spans=in_order(stories[:_SHOWN]),
    )


@page_rule(
    "TES-11",
    title="Stories that are asked for",
    severity=1,
    sources=(src.HAWKE, src.SNYDER),
    example="Stem cells improve speech in autism.\n\nTell us how well it worked for you!",
    not_when=(
        "Stem cells improve speech in autism.\n\nTell us how your visit went.",
        "Tell us how you found our clinic.",
    ),
    ask="Were families chosen or asked to tell of good results, and who asked the questions?",
)
def asked_for(case: PageCase) -> Iterator[PageHit]:
    """Questions that lead to praise gather praise."""
    found = list(case.saying(_LED))
    if (
        case.sells
        and found
        and (case.promised or case.having("TES-01", "TES-05", "TES-07", "TES-12"))
    ):
        yield PageHit(
            message="This passage asks for good results. Stories gathered so leave out those whom "
            "the treatment did not help.",
            spans=tuple(found[:_SHOWN]),
        )


@page_rule(
    "TES-13",
    title="Stories of people who got well",
    version=7,
    severity=2,
    sources=(src.ENDORSEMENTS, src.ISSCR),
    example="Stem cells cure autism.\n\nThere are no side effects.\n\n"
    "“By Easter my husband was back on his bicycle and mowing the lawn.” – Ines",
    not_when=(
        "Stem cells cure autism.\n\n“The nurses sang for our son on his birthday.” – Ines",
        "Stem cells cure autism.\n\n“We paid the clinic, and nothing was different.” – Ines",
        "“By Easter my husband was back on his bicycle and mowing the lawn.” – Ines",
    ),
    ask="What happened to the patients whose stories are not on the page?",
)
def got_well(case: PageCase) -> Iterator[PageHit]:
    """Beside a promise a story stands for it, in whatever words it hints at the good end."""
    read = read_as(case, Saying.RECOVERY, *_TOLD_AS_STORIES)
    # "After the infusions:" leads to what is told and tells nothing.
    if found := [one for one in read if not one.quote.rstrip().endswith(":")]:
        yield PageHit(
            message="This tells of somebody who got better. A story cannot show what the "
            "treatment did, and those whom it did not help are seldom shown.",
            spans=in_order(found)[:_STORIES_SHOWN],
        )


@page_rule(
    "CMB-03",
    title="A story and a number, and no result",
    severity=2,
    sources=(src.ENDORSEMENTS, src.HEALTH_NEWS, src.TRIALSTRACKER),
    example="“Two weeks after exosomes for autism our daughter said mama for the first time.”\n\n"
    "87% of children with autism improve after exosomes.\n\n"
    "Clinical studies show that exosomes help in autism.",
    not_when=(
        (
            "“Two weeks after exosomes for autism our daughter said mama for the first time.”\n\n"
            "We have seen many children."
        ),
        (
            "87% of children with autism improve after exosomes.\n\n"
            "Clinical studies show that exosomes help in autism."
        ),
    ),
    ask="Where can we read the results of the registered trials?",
)
def story_and_number(case: PageCase) -> Iterator[PageHit]:
    """A child's milestone and a share of nobody knows how many, where no trial has a result."""
    numbers = case.having("NUM-01", least=1)
    silent = [
        (story, other, verdict)
        for story, _ in case.having("TES-05", least=1)
        for other, verdict in case.judged
        if _same_treatment(story, other) and _without_result(verdict)
    ]
    if case.informs or not numbers or not silent:
        return
    story, other, verdict = silent[0]
    yield PageHit(
        message="The page sets a child's story beside a number, and the registered trials of "
        "this treatment have no result in our copy. Neither the story nor the number can stand in "
        "for one.",
        spans=in_order([story, numbers[0][0], other]),
        trials=tuple(match.trial for match in verdict.matches[:_TRIALS_NAMED]),
    )


def _without_result(verdict: Verdict) -> bool:
    """Whether trials are registered for a claim and none has a result."""
    told = any(finding.rule == "TRI-07" and finding.severity for finding in verdict.findings)
    return told or verdict.verdict is VerdictWord.REGISTERED_NO_RESULTS


def _same_treatment(one: Claim, other: Claim) -> bool:
    kind = ConceptKind.INTERVENTION
    treatment = one.concept_id(kind)
    return treatment is not None and treatment == other.concept_id(kind)
