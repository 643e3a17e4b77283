"""Technical words in place of a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import Claim, ClaimType
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.rule import PageHit, in_order, page_rule

_SHOWN = 2
#: Different terms in one passage; laboratory pages in the corpus rarely pass it in one sentence.
_DENSE = 5
_TERMS = re.compile(
    r"\b(?:quantum|bio-?resonan\w*|scalar|frequenc\w+|epigenet\w+|micro-?rnas?|mrnas?|cytokin\w+|"
    r"chemokin\w+|exosom\w+|growth factors?|paracrin\w+|neuroinflammat\w+|neuroplastic\w+|"
    r"synap\w+|immunomodulat\w+|anti-inflammat\w+|mitochond\w+|oxidative|telomer\w+|peptid\w+|"
    r"gene expression|signal(?:l)?ing|pluripoten\w+|multipoten\w+|differentiat\w+|glia\w*|"
    r"astrocyt\w+|oligodendrocyt\w+|microglia\w*|myelin\w*|neurotroph\w+|angiogen\w+|"
    r"nanoparticl\w+|blood-brain barrier|interleukin\w*|endogenous|homing|mesenchym\w+)\b"
)


@page_rule(
    "TOK-06",
    title="Many technical words, no source",
    severity=0,
    sources=(src.SIPP, src.DECEPTION_TOOL, src.MURDOCH),
    example="Exosomes carry microRNA, cytokines and growth factors that modulate neuroinflammation "
    "and synaptic plasticity in autism.",
    not_when=(
        "Exosomes are small parcels that cells send out to the brain.",
        (
            "Exosomes carry microRNA, cytokines and growth factors that modulate neuroinflammation "
            "and synaptic plasticity (doi:10.1000/182)."
        ),
    ),
    ask="Can you say in plain words what was measured in patients, and where it is published?",
)
def technical(case: PageCase) -> Iterator[PageHit]:
    """Dense vocabulary sounds like evidence; without a source nobody can check it."""
    dense = [
        (len(set(_TERMS.findall(case.folded[claim.start : claim.end]))), claim)
        for claim, _ in case.judged
        if ClaimType.MECHANISM in claim.types and not _cites(case, claim)
    ]
    found = [claim for terms, claim in sorted(dense, key=lambda one: -one[0]) if terms >= _DENSE]
    if case.sells and found:
        yield PageHit(
            message="This passage uses many technical words and names no study in which they were "
            "looked at in patients.",
            spans=in_order(found[:_SHOWN]),
        )


def _cites(case: PageCase, claim: Claim) -> bool:
    """Whether a source stands in the block of a claim."""
    block = case.block_of(claim)
    return any(block.start <= reference.start < block.end for reference in case.page.references)
