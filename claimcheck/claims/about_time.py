"""When a result was measured, in the words of a passage or of the heading right above it."""

from __future__ import annotations

import re

_UNDER_TWENTY = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen"
)
_NUMBER = (
    rf"(?:\d{{1,4}}(?:\.\d)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    rf"(?:[ -](?:{_UNDER_TWENTY}))?|{_UNDER_TWENTY}|hundred|half an?|few|couple of|several|some)"
)
_UNIT = r"(?:hours?|days?|nights?|weeks?|months?|years?|sessions?|visits?)"
#: "Five years old" is an age.
_SPAN = rf"{_NUMBER}(?:\s*(?:-|to|or|and)\s*{_NUMBER})?[\s-]*{_UNIT}(?![\s-]olds?\b)"
#: "Two years on, she walks", not "two years on the hose".
_ON = (
    r"on(?=[,.;:]|$|\s(?:i|we|he|she|they|it|my|our|his|her|their|about|almost|most|more|nearly)\b)"
)
_SECTION_SPAN = rf"{_NUMBER}(?:\s*(?:-|to|or)\s*{_NUMBER})?[\s-]*(?:days?|weeks?|months?|years?)"
_LEAD = (
    r"(?:within|inside|after|for|over|in|at|by|during|up to|past|following|lasting)\s+"
    r"(?:(?:the|a|an|about|only|just|first|next|last|past|around|roughly|less than|more than|"
    r"as little as|no more than|up to|all of)\s+){0,4}"
)
_MEASURED = (
    rf"{_LEAD}{_SPAN}|"
    r"(?:within|inside|after|in|over)\s+(?:an?|half an?|the first|the second|one)\s+"
    r"(?:hour|day|week|month|half[- ]year|year)|"
    rf"{_SPAN}\s+(?:later|{_ON}|afterwards)|"
    rf"an?\s+(?:week|month|year|half[- ]year)\s+(?:later|{_ON})|"
    r"first\s+(?:hours|days|weeks|months|years|half[- ]year|half of the year)|"
    rf"(?:hour|day|week|month|year|session|visit)\s+(?:\d{{1,3}}|{_UNDER_TWENTY})"
)
_IN_PASSAGE = re.compile(
    rf"\b(?:{_MEASURED}|\d+\s*(?:-|to)\s*\d+ (?:days|weeks|months|years)|long[- ]term|"
    r"permanent(?:ly)?|lifelong|for life)\b"
)
#: One heading may stand over thousands of passages.
_LONGEST_HEADING = 300
#: In a heading "for" and "at" tell how long a programme takes, and "lasting" what is promised.
_IN_HEADING = re.compile(
    rf"\b(?:(?:within|inside|after|in)\s+(?:(?:the|about|only|just|first|around|less than|"
    rf"as little as)\s+){{0,4}}{_SECTION_SPAN}|{_SECTION_SPAN}\s+(?:later|after))\b"
)


def time_in(folded: str) -> re.Match[str] | None:
    """The first words for a time in a passage, folded."""
    return _IN_PASSAGE.search(folded)


def time_in_heading(folded: str) -> re.Match[str] | None:
    """The first words in a folded heading that say after what time its results were seen."""
    return _IN_HEADING.search(folded, 0, _LONGEST_HEADING)
