"""Icon arrays: of a hundred people, how many a page claims and how many records counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from markupsafe import Markup

from claimcheck.exports.pictures.base import FigurePicture, Link, at_register
from claimcheck.exports.pictures.elements import element, followed, markup
from claimcheck.exports.pictures.icons import SIDE, hundred, key
from claimcheck.exports.pictures.panels import Panel, apart, panels
from claimcheck.exports.words import design, people
from claimcheck.schema import FigureComparison, FigureLimit, Report, ReportedClaim

_ALL_ALONE = (
    "No number drawn here stands beside one from people who did not get the treatment. So these "
    "numbers do not show that it helped: people can improve without it."
)
_SOME_ALONE = (
    "A number without one from a comparison group does not show that the treatment helped: people "
    "can improve without it."
)
_WIDER = "What the records count is improvement in general, not exactly what the page names."


def icon_arrays(
    report: Report, *, prefix: str = "share", link: Link = at_register
) -> tuple[FigurePicture, ...]:
    """One picture for each figure of the page that stands beside figures of records, in page order.

    ``prefix`` begins every id in them; ids are unique in a page when its prefixes are.
    """
    found: list[FigurePicture] = []
    for claim in report.claims:
        for beside in _by_figure(claim):
            found.append(_picture(report, claim, beside, f"{prefix}-{len(found) + 1}", link))
    return tuple(found)


def _by_figure(claim: ReportedClaim) -> Iterator[Sequence[FigureComparison]]:
    """The comparisons of each figure, each once."""
    figures: dict[tuple[int, int], dict[FigureComparison, None]] = {}
    for finding in claim.findings:
        for one in finding.compared:
            figures.setdefault((one.start, one.end), {})[one] = None
    yield from (tuple(of_figure) for of_figure in figures.values())


def _picture(
    report: Report,
    claim: ReportedClaim,
    beside: Sequence[FigureComparison],
    prefix: str,
    link: Link,
) -> FigurePicture:
    drawn = panels(claim, beside, report.trials)
    lead, notes = _lead(drawn), tuple(_notes(report, beside, drawn))
    said = filter(None, (lead, *map(_sentence, drawn), *notes))
    return FigurePicture(
        heading=_heading(beside[0].raw, drawn),
        svg=_side_by_side(report, drawn, prefix, link) if drawn else Markup(""),
        alternative=markup(element("ul", children=_items(said))),
        notes=notes,
        width=SIDE,
        height=SIDE,
        claim=claim.id,
        start=beside[0].start,
        lead=lead,
    )


def _heading(raw: str, drawn: Sequence[Panel]) -> str:
    if not drawn:
        return f"“{raw}” on the page: no record counts the same"
    return f"“{raw}” on the page, and what records counted"


def _side_by_side(report: Report, drawn: Sequence[Panel], prefix: str, link: Link) -> Markup:
    perhaps = any(panel.possible for panel in drawn)
    parts: list[Element] = []
    for number, panel in enumerate(drawn):
        array = hundred(panel, f"{prefix}-{number}", prefix, first=number == 0)
        captioned = _captioned(array, report, panel, link)
        if panel.partner:
            captioned = element("div", children=(parts.pop(), captioned), css="drawing-pair")
        parts.append(captioned)
    arrays = element("div", children=parts, css="drawing-arrays")
    return Markup("\n").join((markup(arrays), markup(key(perhaps=perhaps))))


def _captioned(array: Element, report: Report, panel: Panel, link: Link) -> Element:
    number = followed(element("strong", panel.number), f" {panel.whose}")
    small = element("p", panel.details, css="drawing-small")
    trial = report.trials.get(panel.trial) if panel.trial else None
    if trial:
        small.text = ""
        url = link(trial)
        name = element("a", trial.id, href=url) if url else element("span", trial.id)
        small.append(followed(name, f". {panel.details}"))
    inside = (array, element("p", children=[number]), small)
    return element("div", children=inside, css="drawing-array")


def _sentence(panel: Panel) -> str:
    record = f" {panel.trial}." if panel.trial else ""
    return f"{panel.number} {panel.whose}.{record} {panel.details}"


def _items(sentences: Iterable[str]) -> Iterator[Element]:
    for sentence in sentences:
        yield element("li", sentence)


def _lead(drawn: Sequence[Panel]) -> str | None:
    counted = drawn[1:]
    if not any(panel.alone for panel in counted):
        return None
    return _ALL_ALONE if all(panel.alone for panel in counted) else _SOME_ALONE


def _notes(
    report: Report, beside: Sequence[FigureComparison], drawn: Sequence[Panel]
) -> Iterator[str]:
    for one in apart(beside, drawn):
        trial = report.trials.get(one.trial)
        named = f"{one.trial} ({people(trial)}, {design(trial)})" if trial else one.trial
        found = f"{one.recorded.rstrip('.')}."
        if FigureLimit.NO_SHARE in one.limits:
            yield f"{named} compared groups and counted no share that could be drawn. {found}"
        else:
            yield f"Not drawn: {named}. {found} {one.why}"
    if drawn and any(FigureLimit.WIDER_OUTCOME in one.limits for one in beside):
        yield _WIDER
