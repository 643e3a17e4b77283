"""Pages of clinics that do not exist; each has words of its own and a marker to be known by."""

from __future__ import annotations

import random
from typing import Final

from tests.bench.test_pages_speed import generated

_NAMES: Final = ("Alder", "Birch", "Cedar", "Elm", "Hazel", "Juniper", "Larch", "Rowan", "Willow")
_SALES: Final = (
    "Stem cells reverse autism in {share}% of children.",
    "Our exosome therapy improved speech in {share} of {all} patients within {weeks} weeks.",
    "Cord blood infusions are safe and have no side effects.",
    "Hyperbaric oxygen restores attention after {weeks} weeks of sessions.",
    "{share}% of the parents report better sleep after the first infusion.",
    "Our treatment is registered as a clinical trial and approved for children.",
)
_PLAIN: Final = (
    "The clinic stands in a quiet street with a garden of {all} trees.",
    "Families stay for {weeks} weeks and meet the team every morning.",
    "Call us before the {weeks}th of the month to arrange a first talk.",
    "The first visit takes about {share} minutes and costs nothing.",
    "No trial of this treatment in {all} people has been completed so far.",
)


def marker(number: int) -> str:
    """A name that stands on this page and on no other one."""
    return f"{_NAMES[number % len(_NAMES)]} Clinic No. {number:04}"


def small_text(number: int, lines: int = 8) -> str:
    """The lines of a small page, the marker first."""
    told = [f"Welcome to the {marker(number)}, a place for children and their parents."]
    told += _lines(random.Random(number), lines)  # noqa: S311 - the same page each time
    return "\n\n".join(told)


def small_page(number: int, lines: int = 8) -> str:
    """A page of about one kilobyte, or of more lines."""
    first, *others = small_text(number, lines).split("\n\n")
    body = "".join(f"<p>{line}</p>" for line in others)
    return (
        f"<!doctype html><html lang='en'><head><title>{marker(number)}</title></head>"
        f"<body><main><h1>{marker(number)}</h1><p>{first}</p>{body}</main></body></html>"
    )


def large_page(number: int, kilobytes: int = 10) -> str:
    """A page like the demonstration page, with the marker in its main part."""
    line = f"<p>Welcome to the {marker(number)}.</p>"
    return generated(kilobytes).replace("<section", f"{line}<section", 1)


def _lines(chance: random.Random, count: int) -> list[str]:
    told = []
    for _ in range(count):
        line = chance.choice(_SALES + _PLAIN)
        share, every, weeks = chance.randint(11, 99), chance.randint(100, 999), chance.randint(2, 9)
        told.append(line.format(share=share, all=every, weeks=weeks))
    return told
