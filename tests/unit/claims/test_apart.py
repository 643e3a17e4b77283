"""Words that a visitor does not see in their place lead to nothing beside them."""

from __future__ import annotations

import pytest

from claimcheck.claims import RuleExtractor
from claimcheck.claims.confidence import CueConfidence
from claimcheck.schema import (
    Block,
    BlockOrigin,
    ClaimType,
    ConceptKind,
    MentionOrigin,
    Zone,
)
from tests.unit.claims.conftest import make_page

_EXTRACTOR = RuleExtractor(confidence=CueConfidence(version="test", prior=0.5, precision={}))
_HEADING = "# Stem cells for epilepsy"
_CLAIM = "The infusion of stem cells improves speech in most children."


def _origin_of_condition(*origins: BlockOrigin) -> MentionOrigin | None:
    """Where the condition of the claim under the heading was read; ``None``: nowhere."""
    page = make_page(_HEADING, _CLAIM)
    blocks: list[Block] = [
        block.model_copy(update={"origin": origin})
        for block, origin in zip(page.blocks, origins, strict=True)
    ]
    claims = _EXTRACTOR.extract(page.model_copy(update={"blocks": tuple(blocks)})).claims
    [claim] = [claim for claim in claims if "infusion" in claim.quote]
    return next((m.origin for m in claim.concepts if m.kind is ConceptKind.CONDITION), None)


def test_a_heading_leads_what_stands_below_it() -> None:
    """The condition of a visible heading is the condition of the sentence below."""
    assert _origin_of_condition(BlockOrigin.TEXT, BlockOrigin.TEXT) is MentionOrigin.HEADING


@pytest.mark.parametrize(
    "origins",
    [
        (BlockOrigin.TEXT, BlockOrigin.STRUCTURED_DATA),
        (BlockOrigin.TEXT, BlockOrigin.METADATA),
        (BlockOrigin.HIDDEN, BlockOrigin.TEXT),
    ],
)
def test_what_stands_apart_is_led_by_no_heading(
    origins: tuple[BlockOrigin, BlockOrigin],
) -> None:
    """Structured data is not under the last heading; a hidden heading leads nothing visible."""
    assert _origin_of_condition(*origins) is not MentionOrigin.HEADING


def test_a_counter_is_its_figure_and_its_label() -> None:
    """The big figure of a counter belongs to the label that stands below it."""
    page = make_page("95%", "success rate of stem cells in autism")
    blocks = tuple(block.model_copy(update={"zone": Zone.COUNTER}) for block in page.blocks)
    [claim] = _EXTRACTOR.extract(page.model_copy(update={"blocks": blocks})).claims
    [figure] = claim.figures
    assert page.text[figure.start : figure.end] == figure.raw == "95%"
    assert claim.context is not None
    assert claim.context.quote == "95%"
    assert ClaimType.QUANTIFIED in claim.types
