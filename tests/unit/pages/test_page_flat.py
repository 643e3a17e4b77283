"""The row of tags that the walk reads: it says what the tree says, and forgets nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from lxml.html import HtmlElement

from claimcheck.errors import MalformedPage
from claimcheck.pages import markup
from claimcheck.pages.flat import XPaths, flat, is_element, read_opening, unescape
from claimcheck.pages.frames import surroundings
from claimcheck.pages.reader import parse
from claimcheck.pages.segment import Walker
from claimcheck.pages.zones import signs_of
from claimcheck.settings import PageLimits
from tests.unit.pages.pagekit import node_at, parsed, read_html
from tests.unit.pages.test_page_offsets import HTML

_ODD = (
    "<a<b>x</a<b>y<p c<d=1 e\"f='g\"h>i' =j=2>k</p><!-- <p>l</p> --><!---->m<!-- > --><?php n ?>o",
    "<a<!--b>x</a<!--b><p>y</p><!-- z -->w",
    "<p>&amp;lt; &lt; &amp;#13; &#13;&gt; &quot;</p><img alt='a &lt;b&gt; &amp;amp; &#10;&#9; c'>",
    "<script>if (a < b) { '</p>' } ]]></script><xmp><b>&amp;</xmp><textarea><i></textarea>",
    "<br><p></p><o:p>a</o:p><my-card data-x=''>b</my-card><svg viewBox='0'><text>c</text></svg>",
)


def _seen(root: HtmlElement) -> Iterator[object]:
    """Elements with their attributes, and texts, in order."""
    if isinstance(root.tag, str):
        yield (root.tag, dict(root.items()))
        if root.text:
            yield root.text
        for child in root:
            yield from _seen(child)
            if child.tail:
                yield child.tail


def _told(root: HtmlElement) -> Iterator[object]:
    for head, text in zip(*flat(root), strict=True):
        if is_element(head):
            opening = read_opening(head)
            yield (opening.name, opening.attributes)
        if text:
            yield unescape(text)


@settings(max_examples=150, deadline=None)
@given(HTML)
def test_tags_say_what_the_tree_says(html: str) -> None:
    """Whatever the markup, elements, attributes and texts come in the order of the tree."""
    root = parsed(f"<div>{html}</div>")
    assert list(_told(root)) == list(_seen(root))


@pytest.mark.parametrize("html", _ODD)
def test_odd_names_and_comments_break_no_tag(html: str) -> None:
    """Signs of tags in names, values, comments and scripts are told from tags."""
    root = parsed(f"<div>{html}</div>")
    assert list(_told(root)) == list(_seen(root))
    tags = flat(root)
    xpaths = XPaths(tags)
    for place, text in enumerate(tags.texts):
        if text:
            assert node_at(root, xpaths.of(place)) == unescape(text)


@settings(max_examples=100, deadline=None)
@given(HTML)
def test_the_short_way_reads_like_the_long_way(html: str) -> None:
    """A comment beside a text, for which the walk takes its long way, changes nothing."""
    html = html.replace("<", "&lt;")
    short, long = (
        Walker(parsed(f"<div class=faq><p>{html}{comment}</p></div>")).drafts()
        for comment in ("", "<!-- c -->")
    )
    assert [(d.text, d.zone, d.kind, d.path, d.prominence, d.xpath, d.runs) for d in short] == [
        (d.text, d.zone, d.kind, d.path, d.prominence, d.xpath, d.runs) for d in long
    ]


class _Asked(dict[str, str]):
    """Attributes that remember what was asked for."""

    def __init__(self, attributes: dict[str, str]) -> None:
        super().__init__(attributes)
        self.names: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.names.add(key)
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self.names.add(str(key))
        return super().__contains__(key)


@pytest.mark.parametrize("tag", ["p", "div", "h2", "img", "input", "font", "dialog", "table"])
@pytest.mark.parametrize("role", ["", "img", "heading", "button"])
def test_every_attribute_that_is_read_is_a_telling_one(tag: str, role: str) -> None:
    """Elements that differ only in other attributes are alike, so no other may be asked for."""
    kind = {"role": role, "type": "submit", "data-count": "90", "data-prefix": "<"}
    attributes = _Asked(kind)
    for ask in (
        *(markup.is_hidden, markup.heading_level, markup.own_kind, markup.own_loudness),
        *(
            markup.may_speak,
            markup.spoken_attribute,
            markup.button_value,
            signs_of,
            markup.placeholder,
        ),
    ):
        ask(tag, attributes)
    markup.final_count("0", attributes)
    markup.lays_out(attributes)
    assert attributes.names <= markup.TELLING


def test_elements_that_are_alike_share_a_frame() -> None:
    """An address or a number of no meaning makes no new frame; a class does."""
    after = surroundings(1)
    first, second = after['a href="/one" class="x"'], after['a href="/two" class="x"']
    assert first is second
    assert after['a class="menu"'] is not first


def test_hostile_pages_do_not_fill_the_memory() -> None:
    """What is remembered of tags is dropped before it grows large; a huge page leaves nothing."""
    before = surroundings(1)
    assert surroundings(1) is before
    assert surroundings(1_000_000) is not before
    for number in range(1_000):
        assert before[f'p title="{number}{"x" * 1_000}"']
    assert surroundings(1) is not before


def test_a_tree_deeper_than_the_limit_is_refused() -> None:
    """The limit holds for the tree itself, whatever the tags looked like."""
    limits = PageLimits(max_depth=20)
    assert parse("<div>" * 18 + "deep", limits) is not None
    with pytest.raises(MalformedPage, match="20 deep"):
        parse("<div>" * 19 + "deep", limits)


@pytest.mark.parametrize("value", ["'>'", '">"', "'<p>'", "1", '""'])
@pytest.mark.parametrize("before", ["", "<!-- <p a='>' -->", '<script>a="<b "</script>'])
def test_no_value_hides_too_many_attributes(value: str, before: str) -> None:
    """Ends of tags in values, comments and scripts do not make a tag look shorter than it is."""
    words = "<p>The words of the clinic for the children and for those who come with them.</p>"
    at_most = " ".join(f"a{number}={value}" for number in range(500))
    assert read_html(f"{before}<b {at_most}>{words}</b>").blocks
    with pytest.raises(MalformedPage, match="500 attributes"):
        read_html(f"{before}<b {at_most} b>{words}</b>")
