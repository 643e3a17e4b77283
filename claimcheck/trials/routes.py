"""Words for how a product is given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_ROUTES: Mapping[str, re.Pattern[str]] = {
    route: re.compile(pattern, re.IGNORECASE)
    for route, pattern in {
        "intravenous": r"\bintra-?venous(?:ly)?\b|\biv\b|\bi\.v\.|\binto (?:a|the) vein\b",
        "intrathecal": (
            r"\bintra-?thecal(?:ly)?\b|\blumbar punctures?\b|\bspinal (?:taps?|injections?)\b|"
            r"\binto (?:the|a child's|your child's) (?:spine|spinal (?:canal|fluid))\b"
        ),
        "intranasal": (
            r"\bintra-?nasal(?:ly)?\b|\bnasal (?:sprays?|drops?)\b|\bthrough the nose\b"
        ),
        "subcutaneous": r"\bsub-?cutaneous(?:ly)?\b|\bunder the skin\b",
        "intramuscular": r"\bintra-?muscular(?:ly)?\b|\binto (?:a|the) muscle\b",
        "joint": (
            r"\bintra-?articular(?:ly)?\b|\binto (?:a|the|your|each) (?:knee|hip|joint)\b|"
            r"\b(?:knee|joint) injections?\b"
        ),
        "brain": r"\bintra-?cerebral(?:ly)?\b|\bintra-?ventricular(?:ly)?\b|\binto the brain\b",
    }.items()
}


def routes_in(text: str) -> Mapping[str, str]:
    """Routes that a text names, each with the words that name it."""
    return MappingProxyType(
        {route: match[0] for route, pattern in _ROUTES.items() if (match := pattern.search(text))}
    )
