"""How much of each part of a page four readers keep; run it to print the table of the corpus.

``python -m tests.bench.recall_table`` reads ``corpus/pages/layouts`` and prints Markdown. A phrase
counts as kept when its words stand in the reader's output next to each other.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

import trafilatura
from readability import Document
from resiliparse.extract.html2text import extract_plain_text

from claimcheck.pages import Reader, capture_html
from claimcheck.pages.domtext import readable

LAYOUTS = Path(__file__).parents[2] / "corpus" / "pages" / "layouts"
_WORD = re.compile(r"\w+")


def _ours(html: str) -> str:
    return Reader().read(capture_html(html)).text


def _trafilatura(html: str) -> str:
    return trafilatura.extract(html, favor_recall=True) or ""


def _resiliparse(html: str) -> str:
    return str(extract_plain_text(html, main_content=False, alt_texts=True))


def _resiliparse_main(html: str) -> str:
    return str(extract_plain_text(html, main_content=True, alt_texts=True))


def _readability(html: str) -> str:
    return str(extract_plain_text(Document(html).summary(), main_content=False, alt_texts=True))


READERS: Mapping[str, Callable[[str], str]] = {
    "claimcheck": _ours,
    "trafilatura (favor_recall)": _trafilatura,
    "resiliparse (all)": _resiliparse,
    "resiliparse (main)": _resiliparse_main,
    "readability": _readability,
}


def recall() -> dict[str, dict[str, tuple[int, int]]]:
    """For each zone and reader: phrases kept, phrases in all."""
    counts: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    expected = json.loads((LAYOUTS / "expected.json").read_text(encoding="utf-8"))
    for name, zones in expected.items():
        html = (LAYOUTS / f"{name}.html").read_text(encoding="utf-8")
        for reader, read in READERS.items():
            text = _words(read(html))
            for zone, phrases in zones.items():
                counts[zone][reader] += [_words(phrase) in text for phrase in phrases]
    return {
        zone: {reader: (sum(kept), len(kept)) for reader, kept in readers.items()}
        for zone, readers in sorted(counts.items())
    }


def table() -> str:
    """The counts as a Markdown table."""
    lines = [f"| zone | phrases | {' | '.join(READERS)} |", "|---" * (len(READERS) + 2) + "|"]
    whole = dict.fromkeys(READERS, 0)
    total = 0
    for zone, readers in recall().items():
        size = next(iter(readers.values()))[1]
        total += size
        for reader, (kept, _) in readers.items():
            whole[reader] += kept
        shares = (f"{kept / size:.0%}" for kept, _ in readers.values())
        lines.append(f"| {zone} | {size} | {' | '.join(shares)} |")
    shares = (f"{kept / total:.0%}" for kept in whole.values())
    lines.append(f"| all | {total} | {' | '.join(shares)} |")
    return "\n".join(lines)


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(readable(text).casefold()))} "


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    sys.stdout.write(table() + "\n")
