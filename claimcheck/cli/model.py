"""``claimcheck model``: how well the trained models tell claims, and where they fail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.cli.output import Format, failures_in_one_line, print_out, progress

if TYPE_CHECKING:
    from claimcheck.evaluation import Evaluation, FlagEvaluation, Miss

_WIDE = 100

model_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The trained models: measure them on pages that they have not seen.",
)


@model_app.command()
def evaluate(
    unseen: Annotated[
        bool, typer.Option("--unseen", help="Measure on the pages set aside, not by folds.")
    ] = False,
    fast: Annotated[
        bool, typer.Option("--fast", help="Measure the fast tier, without the encoder.")
    ] = False,
    by_type: Annotated[
        bool, typer.Option("--by-type", help="Precision, recall and F1 of each type.")
    ] = False,
    errors: Annotated[
        int, typer.Option("--errors", metavar="N", min=0, help="Show N lines that were told wrong.")
    ] = 0,
    format_: Annotated[Format, typer.Option("--format", help="Text to read, or JSON.")] = (
        Format.TEXT
    ),
) -> None:
    """Tell the types of every labelled line and compare."""
    with failures_in_one_line(), progress("Reading the labelled pages ..."):
        from claimcheck.claims.classifier import Tier
        from claimcheck.corpus import Part
        from claimcheck.evaluation import evaluate as measure

        part = Part.UNSEEN if unseen else Part.PASSAGES
        found = measure(part, Tier.FAST if fast else Tier.CAREFUL)
    if format_ is Format.JSON:
        kept = found.model_copy(update={"misses": _spread(found.misses, errors)})
        print_out(f"{kept.model_dump_json(indent=2)}\n".encode())
        return
    lines = [*_summary(found)]
    if by_type:
        lines += ["", *_by_type(found)]
    if errors:
        lines += ["", *_errors(found, errors)]
    print_out("\n".join((*lines, "")))


@model_app.command()
def flags(
    fast: Annotated[
        bool, typer.Option("--fast", help="Measure the fast tier, without the encoder.")
    ] = False,
    given_evidence: Annotated[
        bool,
        typer.Option(
            "--given-evidence",
            help="Take what is known of a treatment from the labellers, not from our records.",
        ),
    ] = False,
    errors: Annotated[
        int,
        typer.Option("--errors", metavar="N", min=0, help="Show N lines flagged wrongly or not."),
    ] = 0,
    format_: Annotated[Format, typer.Option("--format", help="Text to read, or JSON.")] = (
        Format.TEXT
    ),
) -> None:
    """Judge every labelled line and compare flags with labels."""
    with failures_in_one_line(), progress("Judging the labelled pages ..."):
        from claimcheck.claims.classifier import Tier
        from claimcheck.evaluation import evaluate_flags

        tier = Tier.FAST if fast else Tier.CAREFUL
        found = evaluate_flags(tier, given_evidence=given_evidence)
        found = found.model_copy(update={"errors": found.errors[:errors]})
    if format_ is Format.JSON:
        print_out(f"{found.model_dump_json(indent=2)}\n".encode())
        return
    print_out("\n".join((*_flags_told(found), "")))


def _flags_told(found: FlagEvaluation) -> Iterator[str]:
    by = "evidence as labelled" if found.given_evidence else "evidence of our copy"
    yield f"passages, {found.tier} tier, {by}: {found.lines:,} lines"
    yield f"{'lines':<12}{'flagged':>9}{'true':>8}{'precision':>11}{'recall':>8}{'F1':>8}"
    for name, one in (("all", found.over_all), ("sure", found.sure), *found.by_kind.items()):
        shares = f"{one.precision:>11.3f}{one.recall:>8.3f}{one.f1:>8.3f}"
        yield f"{name:<12}{one.flagged:>9,}{one.true:>8,}{shares}"
    yield f"control pages: {found.control_false:.2%} of lines wrongly flagged"
    yield f"left for review: {found.for_review:,} lines"
    yield ""
    yield "family   lines flagged   right   wrong on control pages"
    for family, of_family in found.by_family.items():
        numbers = f"{of_family.flagged:>13,}{of_family.right:>8,}{of_family.wrong_on_control:>25,}"
        yield f"{family:<9}{numbers}"
    yield ""
    yield "least trust   recall   precision"
    for least, (recall, precision) in found.coverage.items():
        yield f"{least:>11}{recall:>9.1%}{precision:>12.3f}"
    for error in found.errors:
        yield ""
        state = f"flagged by {', '.join(error.rules)}" if error.flagged else "not flagged"
        review = ", left for review" if error.for_review and not error.flagged else ""
        yield f"{error.kind}, {error.evidence}: {_cut(error.text)}"
        yield f"  {state}{review} (trust {error.trust:.2f}); the labeller: {error.why}"


def _summary(found: Evaluation) -> Iterator[str]:
    yield f"{found.part}, {found.tier} tier: {found.pages:,} pages, {found.lines:,} lines"
    yield f"macro F1 {found.macro_f1:.3f}   micro F1 {found.micro_f1:.3f}"
    yield f"precision over all types {found.micro_precision:.3f}"
    yield f"what is denied {found.denied:.3f}   who speaks {found.speaker:.3f}"
    yield f"calibration error {found.calibration:.3f}"
    yield (
        f"control pages: {found.control_benefit:.1%} of lines wrongly told as a benefit, "
        f"{found.control_assertions:.1%} as a seller's"
    )
    yield ""
    yield "least confidence   types kept   precision"
    for least, (kept, precision) in found.coverage.items():
        yield f"{least:>16}   {kept:>10.1%}   {precision:>9.3f}"


def _by_type(found: Evaluation) -> Iterator[str]:
    yield f"{'type':<14}{'precision':>10}{'recall':>8}{'F1':>8}{'lines':>8}"
    for type_, one in found.by_type.items():
        yield f"{type_:<14}{one.precision:>10.3f}{one.recall:>8.3f}{one.f1:>8.3f}{one.lines:>8,}"


def _errors(found: Evaluation, number: int) -> Iterator[str]:
    from claimcheck.evaluation import by_frequency

    for what, count in by_frequency(found.misses).items():
        yield f"{count:>6,}  {what}"
    for miss in _spread(found.misses, number):
        yield ""
        yield f"page {miss.page}: {_cut(miss.text)}"
        yield f"  labels {', '.join(miss.labels)}"
        if miss.missed:
            yield f"  missed {', '.join(miss.missed)}"
        if miss.wrong:
            yield f"  wrong {', '.join(miss.wrong)} (confidence {miss.confidence:.2f})"


def _spread(misses: tuple[Miss, ...], number: int) -> tuple[Miss, ...]:
    """So many, from all over the corpus, in its order."""
    step = max(len(misses) // number, 1) if number else 1
    return misses[::step][:number]


def _cut(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _WIDE else f"{one_line[: _WIDE - 1]}…"
