"""What passages say whatever they claim: read by models, handed on beside the claims."""

from __future__ import annotations

import numpy as np
import pytest

from claimcheck.claims import Extractor, RuleExtractor
from claimcheck.claims.classifier import Tier, load_models
from claimcheck.claims.heads import LinearHeads
from claimcheck.claims.outputs import ALONE_OUTPUTS, ENCODER_OUTPUTS, OUTPUTS
from claimcheck.claims.rows import Row
from claimcheck.claims.sayings import ALONE, OfModels, SayingHeads, load_sayings
from claimcheck.errors import DataError
from claimcheck.pages import Reader, capture_html
from claimcheck.schema import Page, Saying
from claimcheck.settings import MIN_SAYING

_PAGE = """<html><body>
<nav><a href="/">Throw your insulin away</a></nav>
<h1>Sonnhalde light therapy</h1>
<p>Our light treats diabetes, eczema and tired eyes.</p>
<p>Most of our patients throw their insulin pens into the bin after the second month.</p>
<p>There are no side effects and nothing can go wrong.</p>
<p>Nine out of ten of our patients walk without pain again.</p>
<p>Only two places are left, and the price rises on Friday.</p>
<p>After three weeks my husband was back on his bicycle and mowed the lawn.</p>
<p>The diabetes is gone for good, healed without a trace.</p>
<p>The ministry itself has registered our method under number 4471.</p>
<p>From the second week on our patients sleep better and walk further, and it lasts.</p>
<p>Every illness comes from blocked light in the cells, and our iris test finds the block.</p>
<p>More than a thousand studies have proven it, and no one can doubt it any longer.</p>
<p>We are closed on Sunday, and dogs are welcome in the garden.</p>
</body></html>"""


def _page() -> Page:
    return Reader().read(capture_html(_PAGE))


@pytest.mark.parametrize("tier", Tier)
def test_each_kind_of_saying_is_read(tier: Tier) -> None:
    """Plain words of each kind are found by both tiers, each at its own passage."""
    found = Extractor(load_models(tier)).extract(_page()).sayings
    said = {kind: [s.quote for s in found if s.says.get(kind, 0) >= MIN_SAYING] for kind in Saying}
    parts = {
        Saying.AGAINST_CARE: "insulin pens",
        Saying.NO_HARM: "no side effects",
        Saying.SHARE: "Nine out of ten",
        Saying.PRESSURE: "Only two places",
        Saying.RECOVERY: "back on his bicycle",
        Saying.CURE: "gone for good",
        Saying.APPROVAL: "The ministry itself",
        Saying.WORKS: "sleep better",
        Saying.CAUSE: "blocked light",
        Saying.PROOF: "thousand studies",
    }
    missed = {kind for kind, part in parts.items() if not any(part in q for q in said[kind])}
    assert not missed
    assert not any("dogs are welcome" in quote for quotes in said.values() for quote in quotes)


def test_a_menu_says_nothing() -> None:
    """What a link is called is no word of the page to its reader."""
    page = _page()
    found = Extractor(load_models()).extract(page).sayings
    assert found
    assert not any("Throw your insulin away" in one.quote for one in found)
    assert all(page.text[one.start : one.end] == one.quote for one in found)


def test_rules_alone_read_no_sayings() -> None:
    """Without models there are none, and no claim hangs on them."""
    assert RuleExtractor().extract(_page()).sayings == ()


def test_likelihoods_have_a_row_for_each_passage() -> None:
    """One column for each kind, each between 0 and 1, however extreme the models are."""
    rows = [Row(text="Throw the pills away."), Row(text="")]
    taken = {"fast": OUTPUTS, "careful": ENCODER_OUTPUTS, ALONE: ALONE_OUTPUTS}
    for tier, outputs in taken.items():
        said = np.full((2, len(outputs)), 1e6, dtype=np.float32)
        likely = load_sayings(tier).likelihoods(rows, said)
        assert likely.shape == (2, len(Saying))
        assert ((likely >= 0) & (likely <= 1)).all()


def test_weights_for_other_outputs_are_refused() -> None:
    """Heads that were fitted to other models would weigh the wrong things."""
    nothing = np.zeros((0, len(Saying)), np.float32)
    words = LinearHeads([], [], np.zeros(0), nothing, np.zeros(len(Saying), np.float32))
    with pytest.raises(DataError, match="outputs"):
        SayingHeads(words, OfModels(weights=((0.0,) * len(Saying),)), "x")
