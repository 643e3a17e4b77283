"""EFF-15: words that can be read as advice to stop other treatment, claim or no claim."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import QuotedSpan
from claimcheck.text import fold
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.rule import PageHit, in_order, page_rule

#: Names that parents read on boxes: medicines given to autistic children, by group of use.
_NAMED = (
    r"risperidone|risperdal|aripiprazole|abilify|methylphenidate|ritalin|concerta|atomoxetine|"
    r"guanfacine|clonidine|melatonin|fluoxetine|prozac|sertraline|zoloft|valproate|valproic acid|"
    r"depakote|keppra|levetiracetam|lamotrigine|carbamazepine|olanzapine|quetiapine|ssris?"
)
_MEDICINE = (
    r"(?:medications?|medicines?|meds|drugs|tablets|pills|anti-?depressants?|anti-?psychotics?|"
    r"anti-?convulsants?|anti-?epileptics?|seizure (?:drugs?|medication)|stimulants?|insulin|"
    rf"steroids?|chemotherapy|inhalers?|{_NAMED})"
)
_CARE = rf"(?:{_MEDICINE}|aba|speech therapy|behaviou?ral therapy|occupational therapy|therapies)"
_STOP = (
    r"(?:stop(?: (?:taking|giving|using|all|the|any))*|pause|discontinue|suspend|quit|wean (?:him |"
    r"her |them |your child )?off|come off|taper off|leave out|cut out|skip|throw away)"
)
_BETWEEN = r"(?:(?:all|any|the|your|his|her|their|child's|other|regular|prescribed|of) ){0,4}"
_ADVICE = re.compile(
    rf"\b{_STOP} {_BETWEEN}{_CARE}\b|"
    rf"\b{_CARE}\b[^.;!?]{{0,60}}\b(?:must|should|has to|have to|needs? to) be "
    rf"(?:stopped|paused|discontinued|suspended)\b|"
    rf"\b(?:if|when) (?:you|he|she|they|your child) (?:take|takes|is on|are on|use|uses) "
    rf"{_BETWEEN}{_MEDICINE},? (?:please )?(?:stop|pause|discontinue)\b|"
    rf"\b{_MEDICINE} (?:block|weaken|kill|harm)s? (?:the )?(?:stem )?cells\b"
)
#: Advice the other way round, or told of a doctor's decision.
_CAREFUL = re.compile(
    r"\b(?:do not|don't|never|not to|should not|must not|without (?:first )?(?:asking|talking)|"
    r"(?:ask|talk to|speak to|consult|agree\w* (?:it )?with|together with) (?:\w+ ){0,3}?"
    r"(?:doctor|physician|paediatrician|pediatrician|neurologist)|"
    r"(?:their|your|his|her|the) (?:own )?(?:doctor|physician|neurologist)s? (?:\w+ )?"
    r"(?:decides?|agrees?|says?))\b"
)
_TOLD_BY = "EFF-11"
_SHOWN = 3


@page_rule(
    "EFF-15",
    title="Can be read as advice to stop a medicine",
    severity=3,
    sources=(src.CAP_12,),
    example="Stop risperidone two weeks before you come.",
    not_when=(
        "Do not stop risperidone before the infusion.",
        "Ask your own doctor before you stop any medicine.",
        "We stop the infusion when a child is afraid.",
    ),
    ask="Has the child's own doctor agreed to any change of medicine?",
)
def stops_medicine(case: PageCase) -> Iterator[PageHit]:
    """Found by its words alone: to miss it can harm a child, and a false alarm costs a sentence."""
    if case.informs:
        return
    told = [claim for claim, verdict in case.having(_TOLD_BY) if verdict.flagged]
    found = [
        span
        for span in case.saying(_ADVICE)
        if not _CAREFUL.search(fold(span.quote)) and not any(_meet(span, one) for one in told)
    ]
    if found:
        yield PageHit(
            message="This can be read as advice to stop a medicine or other care. Do not stop or "
            "change either before you have talked to your child's own doctor.",
            spans=in_order(found)[:_SHOWN],
        )


def _meet(one: QuotedSpan, other: QuotedSpan) -> bool:
    return one.start < other.end and other.start < one.end
