"""The trials of a treatment and a condition by size, design and result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from claimcheck.exports.layout import counted
from claimcheck.exports.pictures.base import Link, Picture, at_register
from claimcheck.exports.pictures.elements import element, markup, svg
from claimcheck.exports.pictures.lanes import Lane, counted_people, lane_words, lanes, rest_words
from claimcheck.exports.pictures.marks import SMALLEST, mark, words_of
from claimcheck.exports.pictures.placing import WIDTH, Sheet
from claimcheck.schema import EvidenceProfile, Trial

#: The area of the largest trial.
_LARGEST = 66.0**2
_NO_BREAK = "\N{NO-BREAK SPACE}"


def trials_picture(
    profile: EvidenceProfile,
    trials: Mapping[str, Trial],
    *,
    prefix: str = "trials",
    link: Link = at_register,
) -> Picture | None:
    """The profile's trials, ``None`` when it has none; ``trials`` holds them by id.

    ``prefix`` begins every id in the drawing; ``link`` says where a mark leads.
    """
    if not profile.trials:
        return None
    shown = lanes(trials[id_] for id_ in profile.trials)
    drawn = [trial for lane in shown for trial in lane.drawn]
    largest = max((trial.size for trial in drawn), default=0)
    unit = _LARGEST / largest if largest else 0.0
    marks = {trial.id: mark(trial, unit) for trial in drawn}
    smallest = min((trial.size for trial in drawn if trial.size), default=0)
    sheet = Sheet(prefix=prefix, link=link)
    for lane in shown:
        placed = [marks[trial.id] for trial in lane.drawn]
        sheet.lane(_title(lane), placed, tuple(rest_words(lane, smallest)))
    sheet.legend(list(marks.values()))
    heading = f"Trials of {profile.intervention_label} for {profile.condition_label}"
    return Picture(
        heading=f"{heading}, by size, design and result",
        svg=markup(_svg(sheet, heading, _description(profile, drawn))),
        alternative=markup(_list(shown, smallest)),
        notes=tuple(_notes(drawn, unit)),
        width=WIDTH,
        height=round(sheet.height),
    )


def trials_pictures(
    profiles: Iterable[EvidenceProfile],
    trials: Mapping[str, Trial],
    *,
    prefix: str = "trials",
    link: Link = at_register,
) -> tuple[Picture | None, ...]:
    """A picture for each profile, ``None`` where an earlier one shows all its trials already."""
    seen: set[str] = set()
    pictures = []
    for number, profile in enumerate(profiles, start=1):
        fresh = not seen.issuperset(profile.trials)
        pictures.append(
            trials_picture(profile, trials, prefix=f"{prefix}-{number}", link=link)
            if fresh
            else None
        )
        seen.update(profile.trials)
    return tuple(pictures)


def _title(lane: Lane) -> str:
    number = len(lane.drawn) + len(lane.summed) + len(lane.empty)
    many = counted(number, "trial") if number else "none in our copy"
    # The number stays with its noun where the line is broken.
    return f"{lane_words(lane.design)} ({many.replace(' ', _NO_BREAK)})"


def _svg(sheet: Sheet, heading: str, description: str) -> Element:
    titled = [
        element("title", heading, id=f"{sheet.prefix}-title"),
        element("desc", description, id=f"{sheet.prefix}-desc"),
    ]
    return svg(
        WIDTH,
        round(sheet.height),
        [*titled, *sheet.elements],
        # The parts of an image cannot be reached by keyboard, those of a group can.
        role="group" if sheet.linked else "img",
        labelledby=f"{sheet.prefix}-title {sheet.prefix}-desc",
        font_size=13,
        fill="currentColor",
        css="drawing-trials",
    )


def _description(profile: EvidenceProfile, drawn: Sequence[Trial]) -> str:
    said = f"{counted(len(profile.trials), 'trial')} by design; larger shapes are larger trials."
    largest = min(drawn, key=lambda trial: (-trial.size, trial.id), default=None)
    return f"{said} The largest: {words_of(largest)}." if largest and largest.size else said


def _notes(drawn: Sequence[Trial], unit: float) -> Iterator[str]:
    least = [trial for trial in drawn if trial.size and trial.size * unit < SMALLEST]
    if least:
        most = counted_people(max(trial.size for trial in least))
        yield f"Trials of up to {most} are drawn a little larger than their share, to be seen."


def _list(shown: Sequence[Lane], smallest: int) -> Element:
    return element("ul", children=[_item(lane, smallest) for lane in shown])


def _item(lane: Lane, smallest: int) -> Element:
    lines = [*map(words_of, lane.drawn), *rest_words(lane, smallest)]
    inside = [element("li", words) for words in lines]
    return element("li", _title(lane), [element("ul", children=inside)] if inside else ())
