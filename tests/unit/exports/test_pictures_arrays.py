"""Pictures of shares: a hundred circles for what a page claims and for what records counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimcheck
from claimcheck.exports.pictures import FigurePicture, icon_arrays, on_service
from claimcheck.schema import (
    FigureComparison,
    FigureLimit,
    FigureStanding,
    Report,
    Trial,
)
from claimcheck.trials import load_snapshot
from claimcheck.verdicts.shares import shares_of

SVG = "{http://www.w3.org/2000/svg}"
CELL = 13 * 13
HOSTILE = "</title></svg><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{7*7}}\x00\ud7ff"
PLACEBO = "NCT00000001"
OPEN = "NCT00000002"


def parse(text: str) -> Element:
    """The markup as a strict XML parser reads it."""
    return fromstring(text)  # noqa: S314 - what the program itself drew


def beside(report: Report, **fields: Any) -> FigureComparison:
    """The first figure of the hand-made page, "Eight of ten", beside 8 of 12 of an open trial."""
    claim = report.claims[0]
    return FigureComparison.model_validate(
        {
            "start": claim.start,
            "end": claim.start + len("Eight of ten"),
            "raw": "Eight of ten",
            "claimed_low": 80.0,
            "claimed_high": 80.0,
            "trial": OPEN,
            "outcome": "CGI",
            "time_frame": "at 6 months",
            "improved": 8,
            "of_how_many": 12,
            "percent": 200 / 3,
            "recorded": "8 of 12 (67%) improved at 6 months, 4 did not",
            "standing": FigureStanding.OUTSIDE,
            "limits": (FigureLimit.NO_COMPARISON_GROUP,),
            "why": "The page's figure is higher than the record's.",
            **fields,
        }
    )


def with_figures(report: Report, *compared: FigureComparison) -> Report:
    """The report with these comparisons under its first claim."""
    claim = report.claims[0]
    finding = claim.findings[0].model_copy(update={"compared": compared})
    first = claim.model_copy(update={"findings": (finding,)})
    return report.model_copy(update={"claims": (first, *report.claims[1:])})


def drawn(picture: FigurePicture) -> list[Element]:
    """The arrays of a picture, as an XML parser reads them."""
    return list(parse(f"<div>{picture.svg}</div>").iter(f"{SVG}svg"))[: -len(signs(picture))]


def signs(picture: FigurePicture) -> list[Element]:
    """The small circles of the key."""
    all_ = parse(f"<div>{picture.svg}</div>").iter(f"{SVG}svg")
    return [one for one in all_ if one.get("aria-hidden") == "true"]


def icons(array: Element) -> Mapping[str, int]:
    """How many circles of each kind an array shows."""
    counts = dict.fromkeys(("full", "part", "none"), 0)
    for rect in array.iter(f"{SVG}rect"):
        found = re.fullmatch(r"url\(#.*-(full|part|none)\)", rect.get("fill", ""))
        assert found
        area = float(rect.get("width", 0)) * float(rect.get("height", 0))
        counts[found[1]] += round(area / CELL)
    return counts


def words(picture: FigurePicture) -> str:
    """All that a reader can read in the figure."""
    return " ".join("".join(parse(picture.figure).itertext()).split())


def test_a_picture_shows_the_claimed_share_beside_the_counted_one(report: Report) -> None:
    """As many circles are filled as people of a hundred improved, on the page and in the record."""
    (picture,) = icon_arrays(with_figures(report, beside(report)))
    claimed, counted = map(icons, drawn(picture))
    assert claimed == {"full": 80, "part": 0, "none": 20}
    assert counted == {"full": 67, "part": 0, "none": 33}
    said = words(picture)
    assert "80 of 100 claimed on the page" in said
    assert "67 of 100 in the trial’s group of 12 people, no comparison group" in said
    assert "Counted: 8 of 12. 33 of 100 not counted as better." in said
    assert "very uncertain" in said
    assert (picture.claim, picture.start) == (report.claims[0].id, report.claims[0].start)


@given(percent=st.floats(0, 100), low=st.integers(0, 100), more=st.integers(0, 100))
def test_every_array_has_a_hundred_circles(
    report: Report, percent: float, low: int, more: int
) -> None:
    """Filled, striped and open circles are a hundred, and as many as the figures say."""
    high = min(100, low + more)
    one = beside(
        report,
        claimed_low=float(low),
        claimed_high=float(high),
        percent=percent,
        improved=None,
        of_how_many=None,
    )
    (picture,) = icon_arrays(with_figures(report, one))
    claimed, counted = map(icons, drawn(picture))
    assert claimed == {"full": low, "part": high - low, "none": 100 - high}
    assert sum(counted.values()) == 100
    assert abs(counted["full"] - percent) <= 0.5


@pytest.mark.parametrize(
    ("ends", "number", "counts"),
    [
        ((None, 90.0), "Up to 90 of 100", (0, 90, 10)),
        ((70.0, None), "70 or more of 100", (70, 30, 0)),
        ((60.0, 80.0), "60–80 of 100", (60, 20, 20)),
        ((66.6, 66.6), "About 67 of 100", (67, 0, 33)),
    ],
)
def test_what_the_page_leaves_open_is_striped(
    report: Report,
    ends: tuple[float | None, float | None],
    number: str,
    counts: tuple[int, int, int],
) -> None:
    """Ranges and open ends are filled as far as they are certain, and striped beyond that."""
    one = beside(report, claimed_low=ends[0], claimed_high=ends[1])
    (picture,) = icon_arrays(with_figures(report, one))
    assert tuple(icons(drawn(picture)[0]).values()) == counts
    assert f"{number} claimed on the page" in words(picture)
    assert ("the page leaves it open" in words(picture)) is bool(counts[1])


def test_a_comparison_group_has_an_array_of_its_own(report: Report) -> None:
    """The comparison group is drawn out of the same hundred, and no warning stands above."""
    one = beside(
        report,
        trial=PLACEBO,
        arm="cells",
        improved=24,
        of_how_many=30,
        percent=80.0,
        control="21 of 30 (70%) with placebo",
        limits=(),
    )
    (picture,) = icon_arrays(with_figures(report, one))
    assert [icons(array)["full"] for array in drawn(picture)] == [80, 80, 70]
    said = words(picture)
    assert "80 of 100 in the trial’s group of 30 people that had cells" in said
    assert "70 of 100 in its comparison group of 30 people that had placebo" in said
    assert "no comparison group" not in said
    assert picture.lead is None


@pytest.mark.parametrize("control", ["more than before", "400% with salt", "9 of 0 (0%)"])
def test_a_comparison_group_without_a_share_is_told(report: Report, control: str) -> None:
    """What cannot be read as a share stands in words and has no array."""
    one = beside(report, control=control, limits=())
    (picture,) = icon_arrays(with_figures(report, one))
    assert len(drawn(picture)) == 2
    assert f"In the comparison group: {control}." in words(picture)


def test_the_shares_of_all_comparison_groups_in_the_copy_are_drawn(report: Report) -> None:
    """The words of every comparison group in our records can be read as a share."""
    records = load_snapshot().trials().values()
    shares = [share for trial in records for share in shares_of(trial) if share.control]
    assert shares
    for share in shares:
        one = beside(report, percent=share.percent, control=share.control, limits=())
        (picture,) = icon_arrays(with_figures(report, one))
        assert len(drawn(picture)) == 3, share.control


@pytest.mark.parametrize(
    "limit",
    [
        FigureLimit.OTHER_OUTCOME,
        FigureLimit.OTHER_TIME,
        FigureLimit.OTHER_PRODUCT,
        FigureLimit.NO_SHARE,
    ],
)
def test_nothing_is_drawn_for_a_number_that_cannot_be_compared(
    report: Report, limit: FigureLimit
) -> None:
    """A sentence says why instead, and a drawing of another figure does not hold it either."""
    apart = beside(
        report, trial=PLACEBO, standing=FigureStanding.INCOMPARABLE, limits=(limit,), why="Because."
    )
    (alone,) = icon_arrays(with_figures(report, apart))
    assert alone.svg == ""
    assert "<svg" not in alone.figure
    (note,) = alone.notes
    assert note.startswith(("Not drawn: NCT00000001 (60 people", "NCT00000001 (60 people"))
    assert note in words(alone)
    (both,) = icon_arrays(with_figures(report, beside(report), apart))
    assert [icons(array)["full"] for array in drawn(both)] == [80, 67]
    assert note in both.notes


@pytest.mark.parametrize("ends", [(150.0, 150.0), (-5.0, 20.0)])
def test_a_figure_that_is_no_share_is_not_drawn(report: Report, ends: tuple[float, float]) -> None:
    """More than a hundred of a hundred people, or fewer than none, cannot be shown."""
    one = beside(report, claimed_low=ends[0], claimed_high=ends[1])
    (picture,) = icon_arrays(with_figures(report, one))
    assert picture.svg == ""
    assert one.why in words(picture)


def test_more_people_than_the_trial_enrolled_are_not_called_its_group(report: Report) -> None:
    """A report that counts more people than its trial took in says so."""
    one = beside(report, of_how_many=1011, improved=None, percent=90.6)
    (picture,) = icon_arrays(with_figures(report, one))
    assert "in a report on 1,011 people, more than the 15 of the trial" in words(picture)


def test_a_claim_without_a_comparison_has_no_picture(report: Report) -> None:
    """Nothing is drawn where nothing was compared."""
    assert icon_arrays(report) == ()


@given(text=st.text(min_size=1) | st.just(HOSTILE))
def test_words_never_become_markup(report: Report, text: str) -> None:
    """Whatever the records and the page say, the picture is well-formed and holds it as text."""
    trial = report.trials[OPEN].model_copy(update={"id": text, "url": "javascript:alert(1)"})
    hostile = beside(
        report, trial=text, raw=text, outcome=text, time_frame=text, recorded=text, why=text
    )
    apart = hostile.model_copy(
        update={"standing": FigureStanding.INCOMPARABLE, "limits": (FigureLimit.OTHER_TIME,)}
    )
    control = hostile.model_copy(update={"control": f"40% with {text}", "arm": text})
    page = with_figures(report, hostile, apart, control)
    (picture,) = icon_arrays(page.model_copy(update={"trials": {text: trial}}))
    tree = parse(picture.figure)
    tags = {one.tag.removeprefix(SVG) for one in tree.iter()}
    assert tags <= {
        "figure", "figcaption", "div", "p", "strong", "span", "a",
        "svg", "title", "desc", "defs", "pattern", "circle", "path", "rect",
    }  # fmt: skip
    assert all(one.get("href") is None for one in tree.iter())
    assert not any(name.startswith(("on", "style")) for one in tree.iter() for name in one.attrib)
    parse(picture.alternative)


def test_ids_are_unique_and_every_reference_is_met(report: Report) -> None:
    """Two pictures with different prefixes share no id; each array is named."""
    page = with_figures(report, beside(report), beside(report, percent=50.0, improved=6))
    ids = []
    for prefix in ("a", "b"):
        (picture,) = icon_arrays(page, prefix=prefix)
        own = [one.get("id") for one in parse(picture.figure).iter() if one.get("id")]
        assert len(own) == len(set(own))
        wanted = set(re.findall(r"url\(#([^)]+)\)", picture.figure))
        for array in drawn(picture):
            assert array.get("role") == "img"
            wanted |= set((array.get("aria-labelledby") or "").split())
        assert wanted <= set(own)
        ids += own
    assert len(ids) == len(set(ids))


def test_the_same_report_gives_the_same_picture_that_needs_nothing_else() -> None:
    """Equal bytes each time, no style, no script, and nothing from elsewhere."""
    report = claimcheck.check_text(
        "Umbilical stem cells help 80% of children with autism to speak within six months.",
        offline=True,
    )
    first, again = icon_arrays(report), icon_arrays(report)
    assert first == again
    for picture in first:
        assert len(picture.figure.encode()) < 8_000
        assert not re.search(r"<script|\sstyle=|\son\w+=|<image|<use|@import", picture.figure)
        outward = set(re.findall(r"https?://[^\"<]+", picture.svg)) - {SVG.strip("{}")}
        assert outward <= {trial.url for trial in report.trials.values()}


def test_marks_lead_to_the_pages_of_the_service(report: Report) -> None:
    """In the service a record's name leads to its page there; any id makes one part of a path."""
    odd = report.trials[OPEN].model_copy(update={"id": "a/b?c"})
    assert on_service(odd) == "/trials/a%2Fb%3Fc"
    (picture,) = icon_arrays(with_figures(report, beside(report)), link=on_service)
    assert f'href="/trials/{OPEN}"' in picture.svg


def test_a_trial_with_a_comparison_group_is_not_said_to_have_none(report: Report) -> None:
    """Where only the figure lacks a counterpart, the words say that and no more."""
    trial: Trial = report.trials[PLACEBO]
    assert trial.controlled
    (picture,) = icon_arrays(with_figures(report, beside(report, trial=PLACEBO)))
    assert "no number for its comparison group" in words(picture)
    assert picture.lead is not None
