"""How well figures are read, against the lines of ``corpus/figures``; and the pins of the scores.

A figure is exact when its span, value, bound and whether it speaks of a result are right. Figures
that are read and not marked count against the reader. The odd half of the sites was marked before
the reader had been run on it; faults it showed were mended afterwards, so today's score on it is no
longer that of unseen sites. What the first look gave stands in ``figure_floors.json``.

``python -m tests.quality.figures`` prints the scores beside the pins; ``--pin`` writes new pins and
refuses a score that fell.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from claimcheck.claims.figures import read_figures
from claimcheck.labelled_figures import FigureLine, LabelledFigure, load_figure_lines
from claimcheck.resources import corpus_path
from claimcheck.schema import Figure

FIGURE_PINS = Path(__file__).with_name("figure_floors.json")
#: Both sides round shares to one or two decimals.
_ROUNDING = 0.011


def figures_digest() -> str:
    """The digest of the marked lines."""
    return hashlib.sha256(corpus_path("figures", "figures.jsonl").read_bytes()).hexdigest()


@functools.cache
def figure_scores() -> dict[str, float]:
    """F1, precision and recall of exact figures, and shares of right answers per found span.

    ``..._odd`` are of the sites that the rules were not written after at first.
    """
    lines = tuple(load_figure_lines())
    odd = tuple(line for line in lines if line.is_odd)
    return {**_scores(lines), **{f"{name}_odd": value for name, value in _scores(odd).items()}}


def _scores(lines: Iterable[FigureLine]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for line in lines:
        read = {(figure.start, figure.end): figure for figure in read_figures(line.text, 0)}
        counts["marked"] += len(line.figures)
        counts["read"] += len(read)
        for marked in line.figures:
            figure = read.get((marked.start, marked.end))
            if figure is not None:
                counts["found"] += 1
                counts["exact"] += _is_exact(figure, marked)
                counts["outcome"] += figure.is_outcome == marked.is_outcome
                counts["kind"] += figure.kind is marked.kind
    precision = counts["exact"] / max(1, counts["read"])
    recall = counts["exact"] / max(1, counts["marked"])
    return {
        "exact_precision": precision,
        "exact_recall": recall,
        "exact_f1": 2 * precision * recall / max(1e-9, precision + recall),
        "is_outcome": counts["outcome"] / max(1, counts["found"]),
        "kind": counts["kind"] / max(1, counts["found"]),
    }


def _is_exact(figure: Figure, marked: LabelledFigure) -> bool:
    value = _same(figure.lo, marked.lo) and _same(figure.hi, marked.hi)
    told = figure.bound is marked.bound and figure.is_outcome == marked.is_outcome
    return value and told


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=_ROUNDING)


def main() -> int:
    """Print or pin the scores; 1 when a score fell below its pin."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pin", action="store_true")
    pin = parser.parse_args().pin
    old = json.loads(FIGURE_PINS.read_text(encoding="utf-8")) if FIGURE_PINS.exists() else {}
    # Rounded down, so that the very same scores pass.
    now = {name: math.floor(score * 1000) / 1000 for name, score in figure_scores().items()}
    floors = old.get("floors", {})
    for name, score in now.items():
        sys.stdout.write(f"{name:22} {score:.3f}  (pinned {floors.get(name, 0):.3f})\n")
    if any(score < floors.get(name, 0) for name, score in now.items()):
        sys.stderr.write("a score fell below its pin\n")
        return 1
    if pin:
        pins = {**old, "digest": figures_digest(), "floors": now}
        FIGURE_PINS.write_text(json.dumps(pins, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
