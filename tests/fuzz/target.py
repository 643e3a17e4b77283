"""One input in, one promise: a page, or a named error; nothing else ever comes out.

``python -m tests.fuzz.target --seconds 30`` changes sample pages at random for that long and fails
on the first input that breaks the promise, which it writes to ``found-<digest>.bin``.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from claimcheck.errors import ClaimcheckError
from claimcheck.pages import Reader, capture_bytes
from claimcheck.schema import Page
from claimcheck.settings import PageLimits

LIMITS = PageLimits(max_bytes=300_000, max_pdf_pages=5)
_PAGES = Path(__file__).parents[2] / "corpus" / "pages"
#: Markup and characters that have broken readers; one a line, joined where they are used.
_HOSTILE = (
    *(b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"<script>", b"</script>", b"<textarea>"),
    *(b"<svg><text>", b"<table><tr><td>", b"<details>", b"<template>", b"<noscript>", b"&#0;"),
    *(b"&#1;", b"&#x1F600;", b"&nbsp;", b"&shy;", b"\xe2\x80\x8b", b"\xef\xac\x81", b"\x00"),
    *(b"\xff\xfe", b"\xed\xa0\x80", b"<p hidden>", b"<br><br>", b"\r", b"\t" * 50, b"%PDF-1.4\n"),
    *(b'<img alt="one two three four">', b'<span data-count="99">0</span>', b"style=display:none"),
    *(b'<script type="application/ld+json">{"@type":"Review"', b"\xd7\xa9\xd7\x9c\xd7\x95"),
    b"<a href='https://doi.org/10.1000/x'>",
)


def read_any(body: bytes, *, says_html: bool = True) -> Page | None:
    """Read whatever it is; checks what holds for every page, and lets only named errors pass."""
    try:
        page = Reader(LIMITS).read(capture_bytes(body, says_html=says_html, limits=LIMITS))
    except ClaimcheckError:
        return None
    for block in page.blocks:
        words = page.quote(block)
        assert words
        assert words == words.strip()
    for segment in page.dom_map:
        assert segment.end <= len(page.text)
    return page


def mutated(rng: random.Random, samples: Sequence[bytes]) -> bytes:
    """A sample with pieces cut out, doubled, swapped, or broken by hostile ones."""
    body = bytearray(rng.choice(samples))
    for _ in range(rng.randint(1, 12)):
        start = rng.randrange(len(body) + 1)
        end = min(len(body), start + rng.randrange(1, 400))
        match rng.randrange(4):
            case 0:
                del body[start:end]
            case 1:
                body[start:start] = body[start:end] * rng.randint(1, 5)
            case 2:
                body[start:start] = rng.choice(_HOSTILE) * rng.choice((1, 1, 1, 30))
            case _:
                body[start:end] = rng.randbytes(min(8, end - start))
    return bytes(body)


def samples() -> list[bytes]:
    """The demonstration pages."""
    return [path.read_bytes() for path in sorted(_PAGES.rglob("*.html"))]


def main() -> int:
    """Run for the given time; 1 when an input broke the promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(2**32)
    rng, pool = random.Random(seed), samples()  # noqa: S311 (not for secrets)
    until, tried = time.monotonic() + options.seconds, 0
    while time.monotonic() < until:
        body = mutated(rng, pool)
        try:
            read_any(body, says_html=rng.random() < 0.8)
        except Exception:
            found = Path(f"found-{hashlib.sha256(body).hexdigest()[:12]}.bin")
            found.write_bytes(body)
            sys.stderr.write(f"seed {seed}, input {tried}: kept as {found}\n")
            raise
        tried += 1
    sys.stdout.write(f"{tried} inputs, seed {seed}: a page or a named error each time\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
