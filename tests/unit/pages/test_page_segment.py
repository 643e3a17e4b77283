"""The walk over HTML: what is kept, where it stands, and what cannot be read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from claimcheck.errors import EmptyPage, MalformedPage, NeedsJavaScript, TooLarge
from claimcheck.schema import BlockKind, BlockOrigin, Prominence, Zone
from tests.unit.pages.fixture_pages import ACCORDION, LANDING, SLIDER, TABLE, TABS
from tests.unit.pages.pagekit import block, read_html, read_text, texts


def test_landing_page_zones() -> None:
    """Hero, counters, menu, footer, cookie notice and popup are all kept, each in its zone."""
    page = read_html(LANDING)
    assert texts(page, zone=Zone.HERO) == [
        "New hope for\nyour child",
        "We treat autism with young cells.",
        "Book a visit",
    ]
    assert texts(page, zone=Zone.COUNTER) == ["12,000 children treated", "98% improved"]
    assert texts(page, zone=Zone.NAV) == ["Home"]
    assert texts(page, zone=Zone.FOOTER) == [
        "Not approved by any regulator.",
        "Results differ from child to child.",
    ]
    assert texts(page, zone=Zone.COOKIE) == ["Cookies", "We use cookies."]
    assert texts(page, zone=Zone.POPUP) == ["Only two places left this month!"]
    assert texts(page, zone=Zone.LIST) == ["repair neurons"]
    assert page.title


def test_scripts_styles_and_head_are_never_text() -> None:
    """What a browser does not show as text is not in the page's text."""
    page = read_html(LANDING)
    for unseen in ("written", "Enable scripts", "p{}", "Riverbend"):
        assert unseen not in page.text


def test_headings_of_the_frame_lead_nothing() -> None:
    """A cookie notice's heading and a footer do not join the heading path of the content."""
    page = read_html(LANDING)
    assert block(page, "repair neurons").heading_path == ("New hope for your child", "How it works")
    assert block(page, "Not approved by any regulator.").heading_path == ()
    assert block(page, "We use cookies.").heading_path == ("Cookies",)
    assert block(page, "Only two places left this month!").heading_path == ()


def test_slider_keeps_each_story_once_with_its_teller() -> None:
    """Hidden slides are read, a slider's own copies are not, and names are not stories."""
    page = read_html(SLIDER)
    stories = texts(page, zone=Zone.TESTIMONIAL, kind=BlockKind.QUOTE)
    assert stories == ["“My son began to talk.”", "“He slept through the night.”"]
    assert texts(page, kind=BlockKind.CAPTION) == ["Mira, mother of Jon", "Per, father"]
    assert block(page, "What parents say").zone is Zone.MAIN
    team = block(page, "Three doctors and a nurse work with the families.")
    assert (team.zone, team.heading_path[-1]) == (Zone.MAIN, "Our team")


def test_all_tabs_are_read() -> None:
    """A tab that is hidden until it is clicked is part of the page."""
    page = read_html(TABS)
    assert block(page, "There are no side effects.").zone is Zone.MAIN
    assert block(page, "Most children speak more.").kind is BlockKind.PARAGRAPH
    assert texts(page, zone=Zone.NAV) == ["Benefits", "Risks"]


def test_answers_stand_under_their_questions() -> None:
    """Accordion and details: a question heads its answer and nothing after it."""
    page = read_html(ACCORDION)
    assert block(page, "Is it safe?").kind is BlockKind.HEADING
    for answer, question in (
        ("Yes, always.", "Is it safe?"),
        ("For many years.", "Does it last?"),
        ("In most of the children.", "Does it work?"),
    ):
        found = block(page, answer)
        assert (found.zone, found.heading_path[-1]) == (Zone.FAQ, question)
    assert "Does it work?" not in block(page, "After the questions.").heading_path


def test_table_rows_are_one_block_each() -> None:
    """A row of data is one block with a visible separator; a layout table is ordinary content."""
    page = read_html(TABLE)
    assert texts(page, kind=BlockKind.TABLE_ROW) == [
        "Package | Price",
        "Basic course | $5,000",
        "Full | $9,000",
    ]
    assert block(page, "Costs of a course").kind is BlockKind.CAPTION
    assert block(page, "Left words of the layout.").kind is BlockKind.PARAGRAPH
    assert block(page, "A whole section.").heading_path[-1] == "Inside a layout"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<div>Direct text<p>in a child</p>and after it</div>",
            ["Direct text", "in a child", "and after it"],
        ),
        ("<p>aut<b>i</b><span>sm</span> <i> and</i>\n\t more</p>", ["autism and more"]),
        ("<p>one<br>two<br><br>three</p>", ["one\ntwo", "three"]),
        ("<p>✔ speech<br>✔ sleep</p>", ["✔ speech", "✔ sleep"]),
        ("<ul><li>outer<ul><li>inner</li></ul>rest</li></ul>", ["outer", "inner", "rest"]),
        ("<p>cells\u00ad and exo\u200bsomes\x00</p>", ["cells and exosomes"]),
        ("<p>a <!-- no --> b<?php no ?> c</p>", ["a b c"]),
        ("<p>up to 5<sup>th</sup> day</p>", ["up to 5th day"]),
        ("<p><a>Home</a><a>About</a></p>", ["Home About"]),
        ("<p>Name:<input value=x>here</p>", ["Name: here"]),
        ("<pre>one\ntwo</pre>", ["one\ntwo"]),
        ("<p>no&nbsp;side effects&nbsp;</p>", ["no\u00a0side effects"]),
        ("<svg><title>x</title><text>80%</text><text>better</text></svg>", ["80%", "better"]),
        ("<button>Book now</button><input type=submit value='Send it'>", ["Book now", "Send it"]),
    ],
)
def test_words_and_blocks_are_cut_as_a_reader_sees_them(html: str, expected: list[str]) -> None:
    """Inline tags never split words; blocks, line breaks and boxes always separate them."""
    page = read_html(f"<h1>The page of the clinic for the children</h1>{html}")
    assert texts(page)[1:] == expected


def test_pictures_speak_through_telling_alts_only() -> None:
    """An alt of two words or more is a block after the sentence that it stands in."""
    page = read_html(
        "<h1>The page of the clinic</h1>"
        "<p>Before <img alt='Speech improved after the therapy'> after</p><img alt='logo'>"
        "<img alt='IMG_2021 final copy.jpg'><img alt='Speech improved after the therapy'>"
        "<div role=img aria-label='Chart of scores'></div>"
    )
    alt = "Speech improved after the therapy"
    assert texts(page)[1:] == ["Before after", alt, alt, "Chart of scores"]
    alts = [b for b in page.blocks if b.zone is Zone.ALT]
    assert {b.origin for b in alts} == {BlockOrigin.ATTRIBUTE}
    assert [b.repeats for b in alts] == [None, 2, None]


def test_quotes_and_captions() -> None:
    """A block quote and a figure caption keep their own kinds and zones in plain content."""
    page = read_html(
        "<h1>The page of the clinic</h1><blockquote><p>Trials were small.</p>"
        "<footer>A review</footer></blockquote>"
        "<figure><img><figcaption>Our new lab</figcaption></figure>"
    )
    assert block(page, "Trials were small.").kind is BlockKind.QUOTE
    assert block(page, "A review").kind is BlockKind.CAPTION
    assert block(page, "Our new lab").zone is Zone.CAPTION


@pytest.mark.parametrize(
    "html",
    [
        "<form id=aspnetForm><h1>A page</h1><p>Words of the page.</p></form>",
        "<div class='wrapper with-popup'><main><p>Words of the page.</p></main></div>",
        "<div class='modal-ready'><main><h1>A page</h1><p>Words of the page.</p></main></div>",
        f"<div class='menu'><p>{'Words of the page. ' * 9}</p></div>",
    ],
)
def test_wrappers_do_not_turn_a_page_into_a_popup(html: str) -> None:
    """A class or a form around the whole page does not decide its zone."""
    assert {b.zone for b in read_html(html).blocks} == {Zone.MAIN}


def test_hidden_answers_of_forms_are_left_out() -> None:
    """What a form says after sending is not said by the page."""
    page = read_html(
        "<h1>The page of the clinic</h1><form><label>Your name</label>"
        "<div style='display:none'>Thank you, we will call you</div></form>"
    )
    assert texts(page, zone=Zone.FORM) == ["Your name"]


def test_text_by_scripts_is_named_as_such() -> None:
    """An app shell without text is told from a page that says nothing."""
    shell = (
        "<html><body><noscript>Enable it</noscript><div id='root'></div><script src=a.js></script>"
    )
    with pytest.raises(NeedsJavaScript):
        read_html(shell)
    with pytest.raises(NeedsJavaScript):
        read_html(shell.replace("<script", "<p>Loading the page</p><script"))
    with pytest.raises(EmptyPage):
        read_html("<html><body><img src=x><p> &nbsp; </p>")
    with pytest.raises(EmptyPage):
        read_html("<script>let a = 1</script>")


def test_rendered_app_is_read() -> None:
    """An app root that carries text is an ordinary page."""
    page = read_html(
        "<div id='__next'><p>" + "The cells and the children. " * 20 + "</p></div><script></script>"
    )
    assert page.language == "en"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "deep",
        "<b><x></y>" * 5_000 + "deep",
        "<p " + " ".join(f"a{i}=1" for i in range(200_000)) + ">text</p>",
        "<p " + "a/" * 200_000 + ">text</p>",
        '<p x">' + "<p " + " ".join(f"a{i}" for i in range(20_000)) + '>text</p>"',
    ],
)
def test_hostile_markup_is_refused(html: str) -> None:
    """Extreme depth or attributes are refused as malformed instead of being half read."""
    with pytest.raises(MalformedPage):
        read_html(html)


@pytest.mark.parametrize(
    "unit", ["<!--", "<script>", "<p '", '<a b="', "<p></p>", "<", "</", "<br/>"]
)
def test_repeated_markup_is_read_in_linear_time(unit: str) -> None:
    """Half a megabyte of any opening is answered with a page or a named refusal."""
    try:
        read_html("<p>The words of the page</p>" + unit * (500_000 // len(unit)))
    except (MalformedPage, EmptyPage, TooLarge):
        return


def test_many_unclosed_paragraphs_are_not_depth() -> None:
    """End tags that HTML lets authors leave out do not count as nesting."""
    page = read_html("<h1>The list of the clinic</h1><ul>" + "<li>item<p>words" * 600)
    assert len(page.blocks) == 1201


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h4>Words of <b>it</b></h4>", Prominence.H4),
        ("<div role=heading aria-level=3>Words of it</div>", Prominence.H3),
        ("<p><strong>Words</strong> <b>of it</b>.</p>", Prominence.STRONG),
        ("<p style='font-weight: 700'>Words of it</p>", Prominence.STRONG),
        ("<p><strong>Words</strong> of it</p>", Prominence.NORMAL),
        ("<p><small>Words <b>of</b> it</small></p>", Prominence.SMALL),
        ("<p class='fine-print'>Words of it</p>", Prominence.SMALL),
        ("<p class=footnotes>Words of it</p>", Prominence.SMALL),
        ("<p style='font-size:.7em'>Words of it</p>", Prominence.SMALL),
        ("<p style='font-size:16px'>Words of it</p>", Prominence.NORMAL),
        ("<p><font size='-1'>Words of it</font></p>", Prominence.SMALL),
        ("<p class='print small-caps'>Words of it</p>", Prominence.NORMAL),
    ],
)
def test_prominence(html: str, expected: Prominence) -> None:
    """Headings, bold and small print are told apart where all of a block is one of these."""
    page = read_html(f"<h1>The page of the clinic for the children</h1>{html}")
    assert page.blocks[-1].prominence is expected


@pytest.mark.parametrize(
    "mark",
    [
        "hidden",
        "style='display: none'",
        "style='color:red;visibility:hidden'",
        "style='opacity:0'",
        "style='opacity: 0.0; color: red'",
        "style='font-size:0px'",
        "style='text-indent: -9999px'",
        "style='position:absolute; left:-9999px'",
        "style='position:absolute;clip:rect(1px, 1px, 1px, 1px)'",
    ],
)
def test_hidden_words_are_blocks_of_their_own(mark: str) -> None:
    """What is hidden is kept and marked, and the line around it reads as a visitor sees it."""
    page = read_html(
        "<h1>The page of the clinic for the children</h1>"
        f"<p>The cells are <span {mark}>not</span> safe.</p>"
        f"<div {mark}><p>Nobody sees it.</p></div>"
        f"<table><tr><td>One</td><td {mark}>Two</td><td>Three</td></tr></table>"
    )
    shown = [(page.quote(b), b.origin) for b in page.blocks[1:]]
    assert shown == [
        ("The cells are safe.", BlockOrigin.TEXT),
        ("not", BlockOrigin.HIDDEN),
        ("Nobody sees it.", BlockOrigin.HIDDEN),
        ("One | Three", BlockOrigin.TEXT),
        ("Two", BlockOrigin.HIDDEN),
    ]


@pytest.mark.parametrize(
    ("style", "hidden"),
    [
        ("display:none; display:block", False),
        ("display:block; DISPLAY : NONE", True),
        ("display:none!important; display:block", True),
        ("display:none ! important;display:flex !important", False),
        ("display:none; display:nonsense", True),
        ("visibility:hidden; visibility:visible", False),
        ("display:none; visibility:visible", True),
        ("opacity:0; opacity:1", False),
        ("font-size:0; font:16px Arial", False),
        ("/* display:none */ color:red", False),
        ("left:-9999px; left:0", False),
    ],
)
def test_of_two_declarations_the_later_one_holds(style: str, hidden: bool) -> None:
    """A style that hides and then shows again hides nothing, unless it insists."""
    page = read_html(f"<h1>The page of the clinic</h1><p style='{style}'>Words of it.</p>")
    assert (page.blocks[-1].origin is BlockOrigin.HIDDEN) is hidden


@pytest.mark.parametrize(
    "mark",
    ["aria-hidden=true", "style='opacity:0.9'", "style='font-size:0.9em'", "style='left:-10px'"],
)
def test_what_a_visitor_sees_is_not_hidden(mark: str) -> None:
    """A screen reader's attribute and ordinary styles hide nothing from the eye."""
    page = read_html(f"<h1>The page of the clinic</h1><p {mark}>Seen by all.</p>")
    assert page.blocks[-1].origin is BlockOrigin.TEXT


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<span data-target='12,000' data-suffix='+'>0</span> children", "12,000+ children"),
        ("<span data-count=98>0%</span> better", "98% better"),
        ("<span data-count='98%'>0%</span> better", "98% better"),
        ("<i data-prefix='$' data-to=500>1</i>", "$500"),
        ("<span>Speech</span><span data-percent=84></span>", "Speech 84"),
    ],
)
def test_counters_show_where_they_end(html: str, expected: str) -> None:
    """The figure of a counter is read from where its script finds it, and marked as such."""
    page = read_html(f"<h1>The page of the clinic for the children</h1><div>{html}</div>")
    assert (page.quote(page.blocks[-1]), page.blocks[-1].origin) == (
        expected,
        BlockOrigin.ATTRIBUTE,
    )


def test_an_empty_field_shows_its_placeholder() -> None:
    """Words that a field shows are a block of their own; the name of what goes in is not."""
    page = read_html(
        "<h1>The page of the clinic for the children</h1><form><p>Ask <input placeholder=Email>"
        "<input placeholder='Cure your child now'><input value=1 placeholder='Not shown here'> us"
        "</p><textarea placeholder='Tell us of your child'></textarea></form>"
    )
    assert [(page.quote(b), b.kind, b.origin) for b in page.blocks[1:]] == [
        ("Ask us", BlockKind.PARAGRAPH, BlockOrigin.TEXT),
        ("Cure your child now", BlockKind.OTHER, BlockOrigin.ATTRIBUTE),
        ("Tell us of your child", BlockKind.OTHER, BlockOrigin.ATTRIBUTE),
    ]
    assert {b.zone for b in page.blocks[1:]} == {Zone.FORM}


def test_repeats_name_the_first_of_them() -> None:
    """A text of three words that stands on the page again points to its first place."""
    page = read_html(
        "<nav><a>Book a first visit</a></nav><h1>The page of the clinic</h1><p>We cure autism.</p>"
        "<p>Read more</p><p>We cure autism.</p><p>Read more</p><p>Book a first visit</p>"
    )
    assert [b.repeats for b in page.blocks] == [None, None, None, None, 2, None, None]


def test_repeats_in_plain_text() -> None:
    """Pasted text knows its repeats as well."""
    page = read_text("The cells are safe.\n\nCome and see us here.\n\nThe cells are safe.\n")
    assert [b.repeats for b in page.blocks] == [None, None, 0]


_LAYOUTS = Path(__file__).parents[3] / "corpus" / "pages" / "layouts"


@pytest.mark.parametrize("path", sorted(_LAYOUTS.glob("*.html")), ids=lambda path: path.stem)
def test_nothing_expected_of_a_layout_is_lost(path: Path) -> None:
    """Each phrase that was noted down for a page of the corpus is read, whatever its layout."""
    expected = json.loads((_LAYOUTS / "expected.json").read_text(encoding="utf-8"))[path.stem]
    page = read_html(path.read_text(encoding="utf-8"))
    read = " ".join(page.text.split())
    assert [words for phrases in expected.values() for words in phrases if words not in read] == []


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<p>It says <q>all gone</q>, no less.</p>", "It says “all gone”, no less."),
        ("<p><q>All gone,</q> it says.</p>", "“All gone,” it says."),
        ("<p>One <q>two <q>three</q></q> four</p>", "One “two ‘three’” four"),
        ("<p>It says <q>“all gone”</q></p>", "It says “all gone”"),
        ("<p>It says “<q>all gone</q>”</p>", "It says “all gone”"),
        ("<q><p>One</p></q><p>Two</p>", "One"),
    ],
)
def test_quotation_marks_that_a_browser_draws_are_read(html: str, read: str) -> None:
    """Around a ``<q>`` they stand in no text; whose words it holds nobody could tell without."""
    page = read_html(f"<h1>What the flyers of clinics say</h1>{html}")
    block = page.blocks[1]
    assert page.quote(block) == read
    told = [s for s in page.dom_map if block.start <= s.start < block.end]
    found = "".join(page.quote(s) for s in told)
    assert re.sub("[“”‘’]", "", found).split() == re.sub("[“”‘’]", "", read).split()
