"""What models read beyond the rules on passages: an end of illness, shares, vouchers, pressure.

Many selling pages name no treatment that our records know, or say such things in a picture, a table
cell or a hint. No record is set beside these passages; a reader is told what to ask.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.schema import Saying
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.medicines import advice_in
from claimcheck.verdicts.page.rule import PageHit, page_rule
from claimcheck.verdicts.page.said import meet, read_as, surest

#: A page that goes too far and is long enough for the models, for the examples.
_QUIET = (
    "Stem cells cure autism.\n\nThere are no side effects.\n\nOur rooms look at the lake.\n\n"
    "There is tea in the hall.\n\nThe bus stops at the door.\n\n"
)


@page_rule(
    "EFF-17",
    title="Speaks against other care",
    version=10,
    severity=2,
    sources=(src.CAP_12,),
    example=f"{_QUIET}Tablets only hide the trouble, and the hospital knows it.",
    not_when=(
        f"{_QUIET}Do not stop your insulin before you come.",
        f"{_QUIET}Ask your own doctor before you change a medicine.",
        f"{_QUIET}Bring your insulin pens; the kitchen keeps them cool.",
        f"{_QUIET}We recommend that speech therapy continues after treatment.",
        f"{_QUIET}I told her: I cannot decide for you, I can tell you only what it costs.",
    ),
    ask="Has the doctor who gave a medicine or other care agreed to change it?",
)
def against_care(case: PageCase) -> Iterator[PageHit]:
    """By hint, boast or contempt; what advises it in plain words is told by EFF-15."""
    told = [] if case.informs else advice_in(case)
    found = [
        passage
        for passage in read_as(case, Saying.AGAINST_CARE, "EFF-11")
        if not any(meet(passage, place) for place in told)
    ]
    if found:
        yield PageHit(
            message="This speaks against a medicine, an operation or other care, or of doing "
            "without it. Do not stop or put off care before you have talked to the doctor who "
            "gave it.",
            spans=surest(found, Saying.AGAINST_CARE),
        )


@page_rule(
    "EFF-16",
    title="Told as the end of an illness",
    version=5,
    severity=2,
    sources=(src.CAP_12, src.FTC_HEALTH),
    example="Stem cells improve speech in autism.\n\nHigh blood pressure: gone, and gone for good.",
    not_when=(
        "Stem cells improve speech in autism.\n\nDiabetes cannot be cured; tablets keep it steady.",
        "Stem cells improve speech in autism.\n\nThe swelling is usually less after a week.",
        "Does diabetes ever go away?",
    ),
    ask="Which published study followed the patients, how many were free of the illness, and for "
    "how long?",
)
def illness_ends(case: PageCase) -> Iterator[PageHit]:
    """Few illnesses end, and none because a page says so."""
    if found := list(read_as(case, Saying.CURE, "EFF-01", "EFF-14", "TES-07")):
        yield PageHit(
            message="This tells of an illness that ends or is undone. That is a great claim: look "
            "for a published study that counted it in many people and followed them for long.",
            spans=surest(found, Saying.CURE),
        )


@page_rule(
    "NUM-13",
    title="How many got better, on the page's word",
    version=5,
    severity=2,
    sources=(src.CAP_12, src.FTC_SUBSTANTIATION),
    example=f"{_QUIET}Guests without a stick: 88%",
    not_when=(
        f"{_QUIET}One child in fifty has autism.",
        f"{_QUIET}In the DiRECT trial 46% of guests without a stick were in remission.",
        f"{_QUIET}We have treated 2,000 children.",
        "Guests without a stick: 88%",
    ),
    ask="Who counted this, among how many people in all, after how long, and where is it "
    "published?",
)
def own_share(case: PageCase) -> Iterator[PageHit]:
    """A share without its count cannot be checked, and those who stayed away are not in it."""
    told_by = ("EFF-01", "EFF-07", *(f"NUM-{number:02}" for number in range(1, 13)))
    if found := list(read_as(case, Saying.SHARE, *told_by)):
        yield PageHit(
            message="This says how many people got better. We could not set it beside a record. "
            "Ask who counted, how many people there were in all, and who was left out.",
            spans=surest(found, Saying.SHARE),
        )


@page_rule(
    "REG-16",
    title="An authority or a paper that is made to vouch",
    version=7,
    severity=1,
    sources=(src.FDA_PATIENTS, src.CFR_807_97),
    example=f"{_QUIET}The ministry itself has registered our method under number 4471.",
    not_when=(
        f"{_QUIET}No authority has approved this treatment.",
        f"{_QUIET}Our laser is FDA-cleared for temporary relief of minor muscle pain.",
        "The ministry itself has registered our method under number 4471.",
    ),
    ask="What exactly was approved or registered, for which use, by whom, and when?",
)
def vouched(case: PageCase) -> Iterator[PageHit]:
    """A licence for a house, a mark on a device or a listing is no finding that care works."""
    told_by = (*(f"REG-{number:02}" for number in range(1, 16)), "TRI-01", "TRI-02", "TOK-04")
    if found := list(read_as(case, Saying.APPROVAL, *told_by)):
        yield PageHit(
            message="This leans on an authority, a law, a certificate or a listing. Most of them "
            "do not say that a treatment works for what it is offered for.",
            spans=surest(found, Saying.APPROVAL),
        )


@page_rule(
    "PRE-10",
    title="Pressed to decide",
    version=6,
    severity=1,
    sources=(src.CAP_12, src.AHPRA),
    example=f"{_QUIET}Two seats remain, and on Sunday the list shuts for good.",
    not_when=(
        f"{_QUIET}You can decide next year, too.",
        f"{_QUIET}We are open until six on Friday.",
        "Two seats remain, and on Sunday the list shuts for good.",
    ),
    ask="Will the price and the place still be there next month, so that we can ask our doctor "
    "first?",
    unless=("PRE-07", "PRE-08"),
)
def pressed(case: PageCase) -> Iterator[PageHit]:
    """Fear, guilt and full lists hurry people past their own doctor."""
    if found := list(read_as(case, Saying.PRESSURE, "PRE-01", "PRE-02")):
        yield PageHit(
            message="This presses for a decision. A medical decision can wait until you have asked "
            "your own doctor.",
            spans=surest(found, Saying.PRESSURE),
        )
