"""Of whom a figure speaks, and when, in the words of the passage."""

from __future__ import annotations

import re

from claimcheck.claims.figures.numbers import Draft
from claimcheck.claims.figures.words import PEOPLE
from claimcheck.schema import FigureUnit

_REACH = 120
_GROUP = re.compile(
    rf"(?: or (?:more|fewer))?\)?,? (?:(?:of|in|among|for) )?"
    rf"(?P<who>(?:(?:the|our|all|these|those|my) )*"
    rf"(?:(?!(?:of|in|and|or|with|for|than|to|had|have|has|was|were|is|are|by|at|on|after|within|"
    rf"who|risk|lower|higher|"
    rf"chance|less|more|fewer|cases)\b)[\w'-]{{1,24}} ){{0,4}}?{PEOPLE}\b(?!')"
    rf"(?: (?:with|on|given) (?:(?!the\b|our\b|a\b|this\b|their\b|his\b|it\b)[\w'-]{{1,24}}))?)"
)
_COUNTED = re.compile(
    rf"(?<= )(?P<who>(?:(?!(?:million|thousand|hundred|"
    rf"billion)\b)[a-z][\w'-]{{0,24}} ){{0,3}}{PEOPLE})$"
)
_SPAN = (
    r"(?:\d{1,3}(?:\.\d)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|"
    r"few|"
    r"several|some)(?:\s?(?:-|to|or)\s?(?:\d{1,3}|two|three|four|five|six|twelve))?[- ]"
    r"(?:hours?|days?|weeks?|months?|years?|sessions?|treatments?)"
)
_TIME = re.compile(
    rf"\b(?:(?:within|after|over|in|at|by|during|following|for|past)\s(?:(?:the|about|around|"
    rf"only|just|first|last|up to|"
    rf"less than|more than|as little as|an average of|a mean of|"
    rf"on average)\s)*{_SPAN}\b(?:['’]? follow-?up)?"
    r"|(?:at|by|after|in|until)\s(?:day|week|month|year)\s\d{1,3}\b"
    r"|in the (?:first|second|third|following) (?:days|weeks|months|years?|month|week)\b"
    rf"|(?:{_SPAN})(?=\s(?:survival|follow-?up|remission|mortality|later|on average|after))"
    r"|(?:day|week|month) \d{1,3}\b|long[- ]term\b)"
)
_STOP = re.compile(r"[.?!](?=\s|$)|;|•")


def of_whom(draft: Draft, text: str, folded: str) -> str | None:
    """The people named right after a figure ("of our patients with arthritis")."""
    if draft.unit is FigureUnit.COUNT:
        found = _COUNTED.search(folded, draft.start, draft.end)
    else:
        found = _GROUP.match(folded, draft.end)
    return text[found.start("who") : found.end("who")] if found else None


def time_frame(draft: Draft, text: str, folded: str) -> str | None:
    """The time in the sentence of a figure, the nearest if there are several."""
    left = max(0, draft.start - _REACH)
    stops = list(_STOP.finditer(folded, left, draft.start))
    left = stops[-1].end() if stops else left
    right = min(len(folded), draft.end + _REACH)
    stop = _STOP.search(folded, draft.end, right)
    right = stop.start() if stop else right
    times = [
        (min(abs(found.start() - draft.end), abs(draft.start - found.end())), found.span())
        for found in _TIME.finditer(folded, left, right)
        if found.end() <= draft.start or found.start() >= draft.end
    ]
    if not times:
        return None
    start, end = min(times)[1]
    return text[start:end]
