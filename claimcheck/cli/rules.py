"""``claimcheck rules``: what each rule stands on, and what regulators' phrases mean."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli.output import Format, failures_in_one_line, print_out, refuse, text_width
from claimcheck.errors import RuleNotFound

if TYPE_CHECKING:
    from claimcheck.schema import RuleCard, RuleFamily, Source
    from claimcheck.verdicts.regulatory.decoder import Decoded
    from claimcheck.verdicts.regulatory.models import Device, Product, Term

rules_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The rules behind the flags, and the words of regulators that they know.",
)

AsFormat = Annotated[Format, typer.Option("--format", help="Text to read, or JSON.")]


@rules_app.command("list")
def list_(
    family: Annotated[
        str | None,
        typer.Option("--family", metavar="NAME", help="Only one family, such as REG."),
    ] = None,
    format_: AsFormat = Format.TEXT,
) -> None:
    """List every rule with its ordinary severity (0 to 3)."""
    from claimcheck.schema import RuleFamily

    if family is not None and family.upper() not in {*RuleFamily}:
        refuse(f"There is no family {family!r}. Families are {', '.join(RuleFamily)}")
    cards = _cards(RuleFamily(family.upper()) if family else None)
    if format_ is Format.JSON:
        _print_json([card.model_dump(mode="json") for card in cards])
        return
    rows = [f"{card.id}  {card.severity}  {card.title}{_places(card)}" for card in cards]
    print_out("\n".join(("id      severity and title", *rows, "")))


@rules_app.command()
def show(
    rule: Annotated[str, typer.Argument(metavar="ID", help="The id of a rule, such as REG-02.")],
    format_: AsFormat = Format.TEXT,
) -> None:
    """Show one rule: what it stands on, where it holds, when it fires and when it does not.

    Exit status 2 names the nearest ids when there is no such rule.
    """
    card = _card(rule)
    if format_ is Format.JSON:
        _print_json(card.model_dump(mode="json"))
        return
    print_out("\n".join((*_told(card), "")))


@rules_app.command()
def explain(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="Words of a page, such as “FDA registered”.")
    ],
    format_: AsFormat = Format.TEXT,
) -> None:
    """Say what a regulator's phrase means, what it does not mean, and what to ask.

    Only what was read at a regulator, in a statute or at a court is told.
    """
    with failures_in_one_line():
        from claimcheck.text import fold
        from claimcheck.verdicts.regulatory.decoder import decode

        found = decode(fold(text))
    if format_ is Format.JSON:
        _print_json(
            {
                "terms": [_known(term) for term in found.terms],
                "products": [_listed(row) for row in found.products],
                "devices": [_listed(row) for row in found.devices],
            }
        )
        return
    print_out("\n".join((*_explained(found), "")))


def _cards(family: RuleFamily | None) -> tuple[RuleCard, ...]:
    """The cards in order; the rules load here, so that ``--help`` stays quick."""
    with failures_in_one_line():
        from claimcheck.verdicts.catalogue import cards

        return cards(family)


def _card(rule: str) -> RuleCard:
    with failures_in_one_line():
        from claimcheck.verdicts.catalogue import card

        try:
            return card(rule)
        except RuleNotFound as error:
            refuse(str(error))


def _places(card: RuleCard) -> str:
    return f" ({', '.join(card.countries)} only)" if card.countries else ""


def _told(card: RuleCard) -> Iterator[str]:
    yield f"{card.id}, version {card.version}: {card.title}"
    yield f"Severity {card.severity} of 3"
    if card.jurisdiction:
        yield from _wrapped(f"Whose guidance: {card.jurisdiction}")
    if card.countries:
        yield f"Tried only for: {', '.join(card.countries)}"
    yield from _wrapped(f"Fires on: {card.example}")
    for passage in card.not_when:
        yield from _wrapped(f"Not on: {passage}")
    if card.ask:
        yield from _wrapped(f"To ask: {card.ask}")
    yield "Sources:"
    for source in card.sources:
        yield from _cited(source)


def _explained(found: Decoded) -> Iterator[str]:
    rows = [*found.terms, *found.products, *found.devices]
    if not rows:
        yield "None of the phrases, products and devices that we know stands in it."
    for term in found.terms:
        yield f"{term.phrase} ({term.jurisdiction})"
        if term.source is None:
            yield f"  Known by name only; see {', '.join(term.rules)}."
            continue
        yield from _wrapped(f"  Means: {term.means}")
        yield from _wrapped(f"  But: {term.does_not_mean}")
        yield from _wrapped(f"  Ask: {term.ask}")
        yield from _cited(term.source)
    for row in (*found.products, *found.devices):
        yield f"{row.name} ({row.jurisdiction})"
        yield from _wrapped(f"  {row.told or 'Known by name only.'}")
        if row.source:
            yield from _cited(row.source)


def _known(term: Term) -> dict[str, object]:
    return term.model_dump(mode="json", exclude={"patterns", "weak"})


def _listed(row: Product | Device) -> dict[str, object]:
    return row.model_dump(mode="json", include={"id", "name", "jurisdiction", "told", "source"})


def _cited(source: Source) -> Iterator[str]:
    year = f" ({source.year})" if source.year and str(source.year) not in source.title else ""
    seen = f", read on {source.date_seen}" if source.date_seen else ""
    yield from _wrapped(f"  {source.title}{year}{seen}")
    if source.url:
        yield f"  {source.url}"


def _wrapped(line: str) -> list[str]:
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(line, width=text_width(), subsequent_indent=f"{indent}  ")


def _print_json(answer: object) -> None:
    print_out(f"{json.dumps(answer, ensure_ascii=False, indent=2)}\n")
