"""The picture of trials: area for people, lanes for designs, shapes and labels for results."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from math import pi
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimcheck
from claimcheck.exports import html, pictures
from claimcheck.exports.pictures import Picture, on_service, trials_picture, trials_pictures
from claimcheck.schema import (
    Allocation,
    CountType,
    Enrollment,
    EvidenceProfile,
    Masking,
    OverallStatus,
    PrimaryResult,
    Report,
    Trial,
    TrialResult,
)

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title></svg><script>alert(1)</script>\"'&{{7*7}}\x00"
LANES = ("Fairest test", "Groups picked by chance", "Weakest test")


def parse(text: str) -> Element:
    """The markup as a strict XML parser reads it."""
    return fromstring(text)  # noqa: S314 - what the program itself drew


def trial(report: Report, id_: str, size: int | None = 20, **fields: Any) -> Trial:
    """The open trial of the hand-made report under another id, with other fields."""
    enrollment = None if size is None else Enrollment(count=size, type=CountType.ACTUAL)
    one = report.trials["NCT00000002"]
    return one.model_copy(update={"id": id_, "enrollment": enrollment, **fields})


def result(report: Report, primary: PrimaryResult, **fields: Any) -> dict[str, Any]:
    """Fields of a trial with that result."""
    found = report.trials["NCT00000001"].results[0]
    one: TrialResult = found.model_copy(update={"primary": primary, "confirmed": True, **fields})
    return {"results": (one,), "overall_status": OverallStatus.COMPLETED}


def picture_of(report: Report, trials: Iterable[Trial], **options: Any) -> Picture:
    """The picture of these trials."""
    by_id = {one.id: one for one in trials}
    made = trials_picture(_profile(report, by_id), by_id, **options)
    assert made is not None
    return made


def _profile(report: Report, ids: Iterable[str]) -> EvidenceProfile:
    return report.evidence[0].model_copy(update={"trials": tuple(ids)})


def marks(picture: Picture) -> dict[str, Element]:
    """The mark of each trial by its id."""
    found = {}
    for one in parse(picture.svg).iter():
        title = one.find(f"{SVG}title")
        if one.tag in {f"{SVG}a", f"{SVG}g"} and title is not None:
            found[(title.text or "").split(":")[0]] = one
    return found


def area(mark: Element) -> float:
    """The area of the first shape of a mark."""
    for one in mark:
        kind = one.tag.removeprefix(SVG)
        if kind == "rect":
            return float(one.get("width", 0)) * float(one.get("height", 0))
        if kind == "circle":
            return pi * float(one.get("r", 0)) ** 2
        if kind == "polygon":
            corners = [tuple(map(float, c.split(","))) for c in one.get("points", "").split()]
            around = pairwise([*corners, corners[0]])
            return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in around)) / 2
    raise AssertionError("a mark without a shape")


def labels(mark: Element) -> list[str]:
    """The words under a mark."""
    return [one.text or "" for one in mark.iter(f"{SVG}text")]


def words(picture: Picture) -> str:
    """All that the drawing says."""
    texts = [one.text or "" for one in parse(picture.svg).iter(f"{SVG}text")]
    return " ".join(" ".join(texts).split())


@given(sizes=st.lists(st.integers(5, 400), min_size=1, max_size=24))
def test_areas_are_in_proportion_to_people(report: Report, sizes: list[int]) -> None:
    """Each person has the same area, whatever the shape."""
    results = [PrimaryResult.MET, PrimaryResult.NOT_MET, PrimaryResult.NOT_A_TEST]
    trials = [
        trial(report, f"T{n}", size, **result(report, results[n % 3]))
        for n, size in enumerate(sizes)
    ]
    drawn = marks(picture_of(report, trials))
    assert drawn.keys() == {one.id for one in trials}
    unit = area(drawn["T0"]) / sizes[0]
    for one in trials:
        if one.size * unit > 17:
            assert area(drawn[one.id]) == pytest.approx(one.size * unit, rel=0.03)


def test_what_is_drawn_larger_than_its_share_is_said(report: Report) -> None:
    """A trial too small to be seen beside the largest one is drawn, and the note says how."""
    picture = picture_of(report, [trial(report, "large", 9_000), trial(report, "small", 4)])
    assert area(marks(picture)["small"]) >= 15
    (note,) = picture.notes
    assert "up to 4 people" in note
    assert note in picture.figure


def test_lanes_are_designs(report: Report) -> None:
    """Placebo or blinding, then chance alone, then all else; an empty lane says so."""
    by_chance: dict[str, Any] = {"allocation": Allocation.RANDOMIZED}
    picture = picture_of(
        report,
        [
            trial(report, "placebo", **by_chance, placebo=True, masking=Masking.DOUBLE),
            trial(report, "masked", **by_chance, masking=Masking.SINGLE),
            trial(report, "single"),
            trial(report, "unknown", allocation=None, masking=None),
            trial(report, "compared", allocation=Allocation.NON_RANDOMIZED, comparator="none"),
        ],
    )
    lanes = parse(picture.alternative)
    said = [" ".join("".join(lane.itertext()).split()) for lane in lanes]
    assert [one.startswith(name) for one, name in zip(said, LANES, strict=True)] == [True] * 3
    assert "placebo: 20 people" in said[0]
    assert "masked: 20 people" in said[0]
    assert "none in our copy" in said[1].replace("\xa0", " ")
    assert all(f"{name}: 20 people" in said[2] for name in ("single", "unknown", "compared"))


def test_results_differ_in_shape_pattern_and_label(report: Report) -> None:
    """Each kind of result has a drawing of its own and its words; nothing hangs on a colour."""
    retracted = result(report, PrimaryResult.MET, retracted=True)
    trials = [
        trial(report, "met", **result(report, PrimaryResult.MET)),
        trial(report, "not met", **result(report, PrimaryResult.NOT_MET)),
        trial(report, "untested", **result(report, PrimaryResult.NOT_A_TEST)),
        trial(report, "nothing", overall_status=OverallStatus.COMPLETED),
        trial(report, "running", overall_status=OverallStatus.RECRUITING),
        trial(report, "retracted", **retracted),
    ]
    drawn = marks(picture_of(report, trials))
    said = {id_: labels(mark)[1] for id_, mark in drawn.items()}
    assert said == {
        "met": "goal met",
        "not met": "goal not met",
        "untested": "not tested",
        "nothing": "no result",
        "running": "running",
        "retracted": "retracted",
    }
    looks = set()
    for mark in drawn.values():
        shapes = [one for one in mark if one.tag.removeprefix(SVG) not in {"title", "text"}]
        looks.add(
            tuple((s.tag, s.get("fill"), s.get("stroke-dasharray")) for s in shapes),
        )
    assert len(looks) == len(trials)
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', picture_of(report, trials).svg))
    assert colours == {"currentColor", "none", "url(#trials-stripes)"}


def test_a_result_known_at_second_hand_is_marked(report: Report) -> None:
    """A question mark stands behind the label, and the legend says what it means."""
    unsure = trial(report, "a", **result(report, PrimaryResult.MET, confirmed=False))
    picture = picture_of(report, [unsure])
    assert labels(marks(picture)["a"])[1] == "goal met ?"
    assert "known only from a second-hand page" in words(picture)
    assert "not confirmed" in picture.alternative


def test_a_trial_of_unknown_size_is_an_outline(report: Report) -> None:
    """It is drawn without a filling, dotted, and its label says that the size is not stated."""
    unknown = trial(report, "unknown", None, **result(report, PrimaryResult.MET))
    mark = marks(picture_of(report, [unknown, trial(report, "known")]))["unknown"]
    shape = mark[1]
    assert (shape.get("fill"), shape.get("stroke-dasharray")) == ("none", "1.5 2.5")
    assert labels(mark)[0] == "size not stated"


def test_a_trial_without_people_is_told_and_not_drawn(report: Report) -> None:
    """Zero people have no area."""
    withdrawn = trial(report, "zero", 0, overall_status=OverallStatus.WITHDRAWN)
    picture = picture_of(report, [withdrawn, trial(report, "some")])
    assert marks(picture).keys() == {"some"}
    assert "and 1 trial with 0 people" in words(picture)


def test_of_many_trials_the_smallest_are_summed_up(report: Report) -> None:
    """The largest are drawn; the others are counted with their people, and none is lost."""
    trials = [trial(report, f"T{size}", size) for size in range(1, 56)]
    unsized = [trial(report, f"U{n}", None) for n in range(3)]
    picture = picture_of(report, [*trials, *unsized])
    drawn = marks(picture)
    assert drawn.keys() == {f"T{size}" for size in range(32, 56)}
    told = f"and 31 smaller ones, {sum(range(1, 32))} people together"
    assert told in words(picture)
    assert told in picture.alternative
    assert "and 3 more, size not stated" in words(picture)


def test_trials_as_large_as_those_drawn_are_not_called_smaller(report: Report) -> None:
    """Where sizes are equal, the sum says so."""
    picture = picture_of(report, [trial(report, f"T{n}", 10) for n in range(30)])
    assert "and 6 more of that size or smaller, 60 people together" in words(picture)


def test_the_alternative_names_every_trial_that_is_drawn(report: Report) -> None:
    """Who does not see the picture reads the same trials, with people, design and result."""
    trials = [trial(report, f"T{n}", n + 5) for n in range(30)]
    picture = picture_of(report, trials)
    lines = ["".join(one.itertext()) for one in parse(picture.alternative).iter("li")]
    for id_, mark in marks(picture).items():
        title = mark.find(f"{SVG}title")
        assert title is not None
        assert title.text in lines
        assert str(title.text).startswith(f"{id_}: ")
    assert picture.alternative in picture.figure


def test_marks_are_links_where_there_is_an_address(report: Report) -> None:
    """To the register by default, to the page about the trial in the service, or nowhere."""
    known = trial(report, "NCT1", url="https://register.example/NCT1")
    other = trial(report, "NCT2", url="javascript:alert(1)")
    alone = marks(picture_of(report, [known, other]))
    assert alone["NCT1"].get("href") == "https://register.example/NCT1"
    assert (alone["NCT2"].tag, alone["NCT2"].get("href")) == (f"{SVG}g", None)
    here = marks(picture_of(report, [known, other], link=on_service))
    assert [mark.get("href") for mark in here.values()] == ["/trials/NCT1", "/trials/NCT2"]


def test_parts_that_can_be_reached_are_not_hidden_in_an_image(report: Report) -> None:
    """With links the drawing is a group, without them an image; both are named."""
    trials = [trial(report, "a")]
    for link, role in ((on_service, "group"), (lambda _: None, "img")):
        tree = parse(picture_of(report, trials, link=link).svg)
        ids = {one.get("id") for one in tree}
        assert tree.get("role") == role
        assert set((tree.get("aria-labelledby") or "").split()) <= ids


def test_a_profile_without_trials_has_no_picture(report: Report) -> None:
    """Nothing is drawn of nothing; trials without any people still have their lanes."""
    assert trials_picture(_profile(report, ()), {}) is None
    assert marks(picture_of(report, [trial(report, "zero", 0)])) == {}


def test_trials_are_drawn_once(report: Report) -> None:
    """A profile whose trials an earlier picture shows has none; the others share no id."""
    by_id = {id_: trial(report, id_) for id_ in "abc"}
    profiles = [_profile(report, ids) for ids in ("ab", "b", "abc")]
    first, none, third = trials_pictures(profiles, by_id)
    assert none is None
    assert first is not None
    assert third is not None
    ids = [re.findall(r'\bid="([^"]+)"', one.figure) for one in (first, third)]
    together = [*ids[0], *ids[1]]
    assert len(together) == len(set(together)) > 0


@given(text=st.text(min_size=1) | st.just(HOSTILE))
def test_words_never_become_markup(report: Report, text: str) -> None:
    """Whatever a record says, the drawing is well-formed, and holds it as text."""
    one = trial(report, text, url=text, title=text, **result(report, PrimaryResult.NOT_A_TEST))
    profile = _profile(report, [text]).model_copy(
        update={"intervention_label": text, "condition_label": text}
    )
    picture = trials_picture(profile, {text: one})
    assert picture is not None
    tree = parse(picture.figure)
    tags = {one.tag.removeprefix(SVG) for one in tree.iter()}
    assert tags <= {
        "figure", "figcaption", "details", "summary", "ul", "li", "p", "svg", "title", "desc",
        "defs", "pattern", "g", "a", "path", "polygon", "rect", "circle", "text",
    }  # fmt: skip
    assert not any(name.startswith(("on", "style")) for one in tree.iter() for name in one.attrib)
    assert all((one.get("href") or "https://").startswith("http") for one in tree.iter())


def test_a_full_picture_is_light_and_always_the_same(report: Report) -> None:
    """Twenty-four trials weigh less than 20 kB, and equal records give equal bytes."""
    results = list(PrimaryResult)
    trials = [
        trial(
            report,
            f"NCT{n:08}",
            1_000 + n,
            url=f"https://clinicaltrials.gov/study/NCT{n:08}",
            **result(report, results[n % len(results)]),
        )
        for n in range(40)
    ]
    picture = picture_of(report, trials)
    assert len(marks(picture)) == 24
    assert len(picture.svg.encode()) < 20_000
    assert picture == picture_of(report, reversed(trials))


def test_words_stay_inside_a_drawing_that_fits_a_phone() -> None:
    """Letters are 11 pixels high or more in a column of 250, and no mark reaches over the edge."""
    report = claimcheck.check_text("Stem cells cure autism. Exosomes heal cerebral palsy.")
    drawn = [one for one in trials_pictures(report.evidence, report.trials) if one]
    assert drawn
    for picture in drawn:
        tree = parse(picture.svg)
        assert float(tree.get("font-size", 0)) * 250 / picture.width > 11
        for text in tree.iter(f"{SVG}text"):
            assert 0 <= float(text.get("x", -1)) < picture.width
            assert 0 < float(text.get("y", -1)) <= picture.height


def test_service_and_file_draw_with_the_same_lines() -> None:
    """The style sheet of the service holds the pictures' lines word for word."""
    templates = Path(html.__file__).with_name("templates")
    service = Path(pictures.__file__).parents[3] / "api" / "static" / "site.css"
    lines = (templates / "pictures.css").read_text(encoding="utf-8")
    assert lines in service.read_text(encoding="utf-8")


def test_the_file_shows_each_picture_where_it_belongs(demo: Report) -> None:
    """Shares stand in the cards of their passages, trials under their treatment and condition."""
    text = html.render(demo)
    arrays = pictures.icon_arrays(demo)
    trials = [one for one in trials_pictures(demo.evidence, demo.trials) if one]
    assert arrays
    assert trials
    flagged, records = text.index('id="flagged"'), text.index('id="records"')
    assert all(flagged < text.index(str(one.figure)) < records for one in arrays)
    assert all(text.index(str(one.figure)) > records for one in trials)
