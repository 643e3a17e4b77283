"""REG-12, REG-13: seals of agencies and small print, which are no claims of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import Block, BlockKind, Zone
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.rule import PageHit, PageRule, in_order, page_rule

_AGENCY = (
    r"(?:u\.?s\.? ?)?(?:fda|food and drug administration|nih|national institutes of health|cdc|"
    r"european medicines agency|tga|mhra|ministry of health)"
)
_MARK = r"(?:logo|seal|badge|emblem|stamp|certificate)"
_SEAL = re.compile(
    rf"\b{_AGENCY}\b(?:[ -]\w+){{0,2}}? {_MARK}s?\b|\b{_MARK}s? of (?:the )?{_AGENCY}\b"
)
_NOT_SHOWN = re.compile(r"\b(?:fake|false|misus\w*|beware|no|not|never|without)\b")
_NOT_EVALUATED = re.compile(
    r"\bnot (?:yet )?(?:been )?evaluated by (?:the )?(?:u\.?s\.? )?(?:fda|food and drug)|"
    r"\bnot intended to diagnose\b"
)
_PICTURED = frozenset({Zone.ALT, Zone.CAPTION})
_PICTURE_KINDS = frozenset({BlockKind.ALT, BlockKind.CAPTION})
_SHOWN = 2


def _is_picture(block: Block) -> bool:
    return block.zone in _PICTURED or block.kind in _PICTURE_KINDS


@page_rule(
    "REG-12",
    title="The seal of an agency",
    severity=2,
    sources=(src.FDA_LOGO,),
    jurisdiction="US",
    example="Seal of the FDA",
    not_when=(
        "The FDA does not lend its logo to clinics.",
        "Our logo shows a tree.",
    ),
    ask="Who allowed you to show this seal, and what does it stand for?",
)
def seal(case: PageCase) -> Iterator[PageHit]:
    """A picture or a short line that shows the mark of an agency on a page that sells."""
    if not case.sells:
        return
    shown = [
        case.quoted(block)
        for block, text in case.blocks()
        if _SEAL.search(text)
        and not _NOT_SHOWN.search(text)
        and (_is_picture(block) or _is_label(text))
    ]
    if shown:
        yield PageHit(
            message="The page shows the seal or logo of an agency. The FDA says that its name and "
            "logo are for its own use, and that it endorses no private firm or service.",
            spans=in_order(shown[:_SHOWN]),
        )


def _is_label(text: str) -> bool:
    """Whether a block is no sentence but the name of what is shown."""
    found = _SEAL.search(text)
    return found is not None and len(text.strip(" .")) <= len(found.group()) + 1


@page_rule(
    "REG-13",
    title="Small print beside a promise",
    severity=1,
    sources=(src.FTC_HEALTH,),
    jurisdiction="US",
    example="Stem cells improve speech in children with autism.\n\n"
    "These statements have not been evaluated by the FDA.",
    not_when=(
        "These statements have not been evaluated by the FDA.",
        "Stem cells improve speech in children with autism.",
        "That stem cells improve speech in autism has not been evaluated by the FDA.",
    ),
    version=2,
)
def small_print(case: PageCase) -> Iterator[PageHit]:
    """Such a line repairs no promise of benefit in a disease elsewhere on the page."""
    printed = next(case.saying(_NOT_EVALUATED), None)
    promised = [claim for claim in case.promised if not _NOT_EVALUATED.search(claim.quote.lower())]
    if printed and promised and not case.informs:
        yield PageHit(
            message="One line says that nothing here is meant to treat or cure, or that an agency "
            "did not evaluate it, and another promises a benefit. Guidance says that such a line "
            "does not undo a claim about a disease.",
            spans=in_order([promised[0], printed]),
        )


PAGE_RULES: tuple[PageRule, ...] = (seal, small_print)
