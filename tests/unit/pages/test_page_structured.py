"""What stands outside of the body: the description, JSON-LD reviews and ratings."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.errors import NeedsJavaScript
from claimcheck.pages.domtext import readable
from claimcheck.schema import BlockKind, BlockOrigin, Page, Zone
from tests.unit.pages.pagekit import block, node_texts, read_html

_BODY = "<h1>The page of the clinic for the children</h1><p>My son speaks since May.</p>"


def _page(data: object, *, ascii_only: bool = False) -> tuple[str, Page]:
    source = json.dumps(data, ensure_ascii=ascii_only)
    html = f"{_BODY}<script type='application/ld+json'>{source}</script>"
    return html, read_html(html)


def _outside(page: Page) -> list[str]:
    return [page.quote(b) for b in page.blocks if b.origin is BlockOrigin.STRUCTURED_DATA]


def test_the_description_is_the_last_word() -> None:
    """The meta description is a block of its own behind the body, with a way back to it."""
    html = f"<html><head><meta name=Description content='We  heal.'></head><body>{_BODY}</body>"
    page = read_html(html)
    last = page.blocks[-1]
    assert (page.quote(last), last.zone, last.kind) == ("We heal.", Zone.META, BlockKind.META)
    assert (last.origin, last.heading_path) == (BlockOrigin.METADATA, ())
    assert page.dom_map[-1].xpath == "/html/head[1]/meta[1]/@content"


def test_a_description_makes_no_page_of_a_shell() -> None:
    """A page that only a script writes is named as such, whatever its description says."""
    with pytest.raises(NeedsJavaScript):
        read_html(
            f"<head><meta name=description content='{'The cells and the children. ' * 20}'></head>"
            "<body><div id=root></div><script src=a.js></script>"
        )


def test_reviews_and_ratings() -> None:
    """A review is a quote with its author after it; a rating is told with the figures it has."""
    _, page = _page(
        {
            "@graph": [
                {
                    "@type": ["Clinic"],
                    "position": 5,
                    "aggregateRating": {"ratingValue": 4.9, "bestRating": "5", "reviewCount": 312},
                    "review": [
                        {"reviewBody": "She sleeps <b>all</b> night &amp; day.", "author": "Ida"},
                        {"@type": "Review", "description": "Fine.", "author": [{"name": "Bo"}]},
                    ],
                },
                {"@type": "schema:Rating", "ratingValue": "5"},
            ]
        }
    )
    assert _outside(page) == [
        "4.9 of 5 (312 reviews)", "She sleeps all night & day.", "Ida", "Fine.", "Bo", "5",
    ]  # fmt: skip
    story = block(page, "She sleeps all night & day.")
    assert (story.zone, story.kind) == (Zone.TESTIMONIAL, BlockKind.QUOTE)
    assert block(page, "Ida").kind is BlockKind.CAPTION
    assert block(page, "4.9 of 5 (312 reviews)").zone is Zone.META


def test_a_review_that_is_also_shown_is_a_repeat() -> None:
    """The same words in the body and in JSON-LD are one story in two places."""
    _, page = _page({"@type": "Review", "reviewBody": "My son speaks since May.", "author": "Ida"})
    assert block(page, "Ida").repeats is None
    assert [b.repeats for b in page.blocks] == [None, None, 1, None]


@pytest.mark.parametrize(
    "source",
    ["{", "", "[1, 2", "null", '"text"', "[" * 5_000, '{"@type": "Review"}', '{"@type": 5}',
     '{"@type": "Review", "reviewBody": 5}', '{"@type": "Review", "reviewBody": "\\ud83d"}',
     '{"@type": "AggregateRating", "ratingValue": true}', '{"review": {"author": {}}}'],
)  # fmt: skip
def test_other_json_says_nothing(source: str) -> None:
    """Broken or empty structured data adds no block and breaks no page."""
    page = read_html(f"{_BODY}<script type='application/ld+json'>{source}</script>")
    assert _outside(page) == []


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet=st.sampled_from('ab cé"\\/\n\t\u00adﬁ\U0001f600\u00a0&;x3<>'), max_size=20),
    st.booleans(),
)
def test_every_character_of_a_review_leads_back(body: str, ascii_only: bool) -> None:
    """However JSON spells it, a review's words stand in the script where the map says."""
    body = f"My girl {body.replace('<', '')} smiles."
    html, page = _page({"@type": "Review", "reviewBody": body}, ascii_only=ascii_only)
    found = [b for b in page.blocks if b.origin is BlockOrigin.STRUCTURED_DATA]
    assert len(found) == 1
    segments = [s for s in page.dom_map if s.start >= found[0].start]
    nodes = node_texts(html, {segment.xpath for segment in segments})
    for segment in segments:
        node = nodes[segment.xpath]
        there = node[segment.offset : segment.offset + segment.node_length]
        here = page.quote(segment)
        if segment.node_length == segment.end - segment.start:
            assert here == there
        elif not there.startswith("&"):
            assert here == readable(json.loads(f'"{there}"'))


def test_what_looks_like_a_reference_in_a_script_moves_nothing() -> None:
    """A reference to a control character is one in text, and mere letters in a script."""
    script, _ = _page({"@type": "Review", "reviewBody": "He &#3; spoke &#x1f;after it."})
    html = f"<p title='<script>'>It &#3; is &#31;so.</p>{script}"
    page = read_html(html)
    nodes = node_texts(html, {segment.xpath for segment in page.dom_map})
    assert "It \ufffd is \ufffdso." in page.text
    for segment in page.dom_map:
        there = nodes[segment.xpath][segment.offset : segment.offset + segment.node_length]
        assert page.quote(segment) == there.translate(dict.fromkeys(range(0x20), "\ufffd"))


def test_ratings_and_reviews_of_microdata_are_read() -> None:
    """What a page tells machines in ``meta`` elements is read, with a way back; a price is not."""
    html = (
        f"{_BODY}<div itemscope itemtype='https://schema.org/Product'><meta itemprop=price "
        "content=900><div itemprop=aggregateRating itemscope "
        "itemtype='https://schema.org/AggregateRating'><meta itemprop=bestRating content=5>"
        "<meta itemprop=ratingValue content=4.9><meta itemprop=reviewCount content=312></div>"
        "<div itemscope itemtype='http://schema.org/Review'><meta itemprop=author content=Ana>"
        "<meta itemprop=reviewBody content='He  speaks now.'></div></div>"
    )
    page = read_html(html)
    told = [b for b in page.blocks if b.origin is BlockOrigin.METADATA]
    assert [(page.quote(b), b.zone, b.kind) for b in told] == [
        ("4.9 of 5 (312 reviews)", Zone.META, BlockKind.META),
        ("He speaks now.", Zone.TESTIMONIAL, BlockKind.QUOTE),
    ]
    nodes = node_texts(html, {segment.xpath for segment in page.dom_map})
    for segment in page.dom_map:
        there = nodes[segment.xpath][segment.offset : segment.offset + segment.node_length]
        assert page.quote(segment) == there
