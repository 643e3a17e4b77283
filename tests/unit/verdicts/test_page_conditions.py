"""What a rule on pages hangs on: one circumstance of its own example is changed at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from claimcheck.checker import Checker, gather
from claimcheck.pages import capture_text
from claimcheck.schema import (
    ClaimType,
    ConceptKind,
    Denied,
    Genre,
    Hedge,
    Prominence,
    VerdictWord,
    Zone,
)
from claimcheck.verdicts.page import PAGE_RULES, PageCase, PageRule
from claimcheck.verdicts.sure import only_sure
from claimcheck.vocabulary import load_vocabulary
from tests.unit.verdicts.conftest import SELLS

Change = Callable[[PageCase], PageCase]
Weighs = Mapping[str, int | None]


def _page(**fields: Any) -> Change:
    return lambda case: replace(case, page=case.page.model_copy(update=fields))


def _claims(**fields: Any) -> Change:
    return lambda case: replace(case, claims=[c.model_copy(update=fields) for c in case.claims])


def _verdicts(**fields: Any) -> Change:
    return lambda case: replace(case, verdicts=[v.model_copy(update=fields) for v in case.verdicts])


def _blocks(**fields: Any) -> Change:
    def change(case: PageCase) -> PageCase:
        blocks = tuple(block.model_copy(update=fields) for block in case.page.blocks)
        return _page(blocks=blocks)(case)

    return change


def _about(kind: ConceptKind, concept: str | None) -> Change:
    """Every claim is about something else of this kind, or (``None``) about nothing of it."""

    def change(case: PageCase) -> PageCase:
        claims = []
        for claim in case.claims:
            kept = [m for m in claim.concepts if m.kind is not kind or concept]
            told = [m if m.kind is not kind else _named(m, concept) for m in kept]
            claims.append(claim.model_copy(update={"concepts": tuple(told)}))
        return replace(case, claims=claims)

    return change


def _named(mention: Any, concept: str | None) -> Any:
    return mention.model_copy(update={"concept": concept})


def _unsaid(case: PageCase) -> PageCase:
    return replace(case, sayings=())


def _minor(case: PageCase) -> PageCase:
    verdicts = [
        verdict.model_copy(
            update={
                "severity": min(verdict.severity, 1),
                "findings": tuple(
                    f.model_copy(update={"severity": min(f.severity, 1)}) for f in verdict.findings
                ),
            }
        )
        for verdict in case.verdicts
    ]
    return replace(case, verdicts=verdicts)


def _told_as_stories(case: PageCase) -> PageCase:
    claims = [
        claim.model_copy(update={"types": (*claim.types, ClaimType.TESTIMONIAL)})
        for claim in case.claims
    ]
    return replace(case, claims=claims)


CHANGES: Mapping[str, Change] = {
    # The page informs, or does neither that nor sell.
    "informs": _page(genre=Genre.INFORMS),
    "unclear": _page(genre=Genre.UNCLEAR),
    # No claim was read, or none flagged, or none as grave, or all are; or all agree with a
    # record.
    "unread": lambda case: replace(case, claims=[], verdicts=[]),
    "unflagged": _verdicts(flagged=False, severity=0, findings=()),
    "minor": _minor,
    "grave": _verdicts(severity=3),
    "agreeing": _verdicts(verdict=VerdictWord.MATCHES),
    # Claims are worded as a possibility, are stories, name a limit, or say nothing of a benefit.
    "may": _claims(hedge=Hedge.WEAK),
    "stories": _told_as_stories,
    "compared": _claims(types=(ClaimType.COMPARISON,)),
    "cautions": _claims(denied=tuple(Denied)),
    "uncautioned": _claims(denied=()),
    "uncounted": _claims(figures=()),
    # Claims are about another treatment, another disease, or none.
    "oxygen": _about(ConceptKind.INTERVENTION, "hbot"),
    "untreated": _about(ConceptKind.INTERVENTION, None),
    "knees": _about(ConceptKind.CONDITION, "knee_osteoarthritis"),
    "unnamed": _about(ConceptKind.CONDITION, None),
    # Everything stands in the footer, in a cookie notice, in small print, or was there before.
    "footer": _blocks(zone=Zone.FOOTER),
    "cookie": _blocks(zone=Zone.COOKIE),
    "small": _blocks(prominence=Prominence.SMALL),
    "repeated": _blocks(repeats=0),
    # Nothing on the page names a trial.
    "uncited": _page(references=()),
    # The models read nothing grave in the passage.
    "unsaid": _unsaid,
}


@pytest.fixture(scope="session")
def examples(checker: Checker) -> Mapping[str, PageCase]:
    """The page of each rule's example, as the judge has it before it."""
    return {rule.card.id: _case(checker, rule.card.example) for rule in PAGE_RULES}


def _case(checker: Checker, passages: str) -> PageCase:
    page = checker._reader.read(capture_text("\n".join((*SELLS, passages))))
    extraction = checker._extractor.extract(page)
    claims = extraction.claims
    room, _ = checker._trials.gathered(claims)
    gathered = gather(room, claims)
    judgement = checker._judge.judge(page, claims, gathered, sayings=extraction.sayings)
    sure = [
        (told, verdict)
        for claim, verdict in zip(claims, judgement.verdicts, strict=True)
        if not verdict.for_review and (told := only_sure(claim, page))
    ]
    return PageCase(
        page=page,
        claims=[claim for claim, _ in sure],
        verdicts=[verdict for _, verdict in sure],
        vocabulary=load_vocabulary(),
        trials=room.trials(),
        flags=[
            (claim, verdict)
            for claim, verdict in zip(claims, judgement.verdicts, strict=True)
            if verdict.flagged
        ],
        sayings=extraction.sayings,
    )


def _weight(rule: PageRule, case: PageCase) -> int | None:
    return max((finding.severity for finding in rule.findings(case)), default=None)


#: What each example needs: its weight and what silences it. Whatever is not named changes nothing.
_PROMISED = "informs unclear unread unflagged minor compared"
_READ = "cookie repeated"


def _row(weight: int, *quiet: str) -> Weighs:
    return {**dict.fromkeys(CHANGES, weight), **dict.fromkeys(" ".join(quiet).split())}


#: Read as one of two such passages, by words that are plain enough alone without the other.
NEEDS: Mapping[str, Weighs] = {
    "CMB-02": _row(3, "informs unclear unread unflagged stories compared cautions uncautioned"),
    "CMB-03": _row(2, "informs unread unflagged untreated"),
    "CMB-04": _row(2, "informs unread unflagged agreeing"),
    "CMB-05": _row(0, "unread unflagged grave"),
    "EFF-02": _row(2, _PROMISED, "may stories uncautioned"),
    "EFF-08": _row(1, _PROMISED, _READ),
    "EFF-09": _row(2, "unread unflagged minor compared untreated knees unnamed"),
    "PRE-05": _row(0, _PROMISED, _READ, "footer"),
    "PRE-06": _row(0, _PROMISED, "oxygen untreated"),
    "PRE-07": _row(1, _READ, "informs unread unflagged minor"),
    "PRE-08": _row(2, _READ, "informs"),
    "PRE-09": _row(2, _READ, "informs"),
    "REG-12": _row(2, _READ, "informs unclear"),
    "REG-13": _row(1, _READ, "informs unread unflagged minor compared"),
    "SAF-03": _row(2, _PROMISED, "cautions"),
    "SAF-04": _row(2, _PROMISED, _READ),
    "SAF-05": _row(2, _PROMISED, "cautions"),
    "EFF-15": _row(3, "informs", _READ),
    "EFF-17": _row(2, _READ, "informs unsaid"),
    "EFF-16": _row(2, _READ, "informs unsaid"),
    "EFF-19": _row(2, _READ, "informs unsaid"),
    "EFF-18": _row(1, _READ, "informs unsaid unclear"),
    "TOK-09": _row(1, _READ, "informs unsaid"),
    "NUM-13": _row(2, _READ, "informs unsaid unclear"),
    "REG-16": _row(1, _READ, "informs unsaid", "agreeing"),
    "PRE-10": _row(1, _READ, "informs unsaid", "agreeing"),
    "TES-13": _row(2, _READ, "informs unsaid unread unflagged minor", "agreeing"),
    "SAF-06": _row(1, _PROMISED),
    "SAF-07": _row(2, _PROMISED, _READ, "oxygen untreated"),
    "SAF-08": _row(1, _PROMISED),
    "SAF-09": {**_row(3, _READ, "informs unread unflagged minor"), "compared": 2},
    "SAF-10": _row(2, _READ, "informs unread unflagged minor"),
    "TES-02": _row(2, "informs unread unflagged"),
    "TES-03": _row(1, _READ, "informs unread unflagged"),
    "TES-11": _row(1, _PROMISED, _READ),
    "TOK-06": _row(0, "informs unclear unread compared"),
    "TOK-07": _row(1, _PROMISED, _READ),
    "TOK-08": _row(1, "informs unclear unread unflagged agreeing"),
    "TRI-02": _row(3, "informs unclear unread unflagged"),
    "TRI-16": _row(0, "uncited"),
}


@pytest.mark.parametrize("rule", PAGE_RULES, ids=lambda rule: rule.card.id)
def test_one_changed_circumstance_silences_a_rule(
    examples: Mapping[str, PageCase], rule: PageRule
) -> None:
    """Each circumstance a rule hangs on is needed, and no other one is."""
    case = examples[rule.card.id]
    weighs = {name: _weight(rule, change(case)) for name, change in CHANGES.items()}
    assert weighs == NEEDS[rule.card.id]
