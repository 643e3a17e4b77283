"""What a picture is, apart from how it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from markupsafe import Markup
from pydantic import InstanceOf

from claimcheck.exports.addresses import web_address
from claimcheck.exports.pictures.elements import element, markup
from claimcheck.schema import Frozen, Trial

#: Where the mark of a trial leads; ``None``: nowhere.
Link = Callable[[Trial], str | None]


class Picture(Frozen):
    """A drawing with its words; every ``Markup`` may stand in a page as it is.

    ``notes`` are sentences that belong beside the drawing, for every reader. ``width`` and
    ``height`` are the drawing's own units; it scales with the column it stands in.
    """

    heading: str
    svg: InstanceOf[Markup]
    alternative: InstanceOf[Markup]
    """The same facts as a list, for those who do not see the drawing."""
    notes: tuple[str, ...] = ()
    width: int
    height: int

    @property
    def figure(self) -> Markup:
        """Caption, drawing and notes, and the alternative folded away."""
        folded = Markup("<details><summary>The same as a list</summary>{}</details>")
        return self._figure(folded.format(self.alternative))

    def _figure(self, *last: Markup, lead: str | None = None) -> Markup:
        caption = markup(element("figcaption", self.heading))
        first = [markup(element("p", lead, css="drawing-lead"))] if lead else []
        notes = (markup(element("p", note, css="drawing-note")) for note in self.notes)
        inside = Markup("\n").join((caption, *first, self.svg, *notes, *last))
        return Markup('<figure class="drawing">\n{}\n</figure>').format(inside)


class FigurePicture(Picture):
    """A share that the page claims beside the shares that records counted.

    ``claim`` is the id of the claim and ``start`` that of its figure in ``Page.text``; a claim may
    have several figures. ``svg`` is several drawings with captions; it is empty where none of the
    figures can be compared, and ``notes`` then say why. ``lead`` is what to know before looking.
    """

    claim: str
    start: int
    lead: str | None = None

    @property
    def figure(self) -> Markup:
        """Caption, drawings and notes; the captions say in words all that is drawn."""
        return self._figure(lead=self.lead)


def at_register(trial: Trial) -> str | None:
    """The record in its register, for a file that stands alone."""
    return web_address(trial.url)


def on_service(trial: Trial) -> str:
    """The page about the trial in this service."""
    return f"/trials/{quote(trial.id, safe='')}"
