"""Passages that tell of a study by its name; sellers too tell of trials of other care."""

from __future__ import annotations

import re
from typing import Final

from claimcheck.schema import ConceptKind, MentionOrigin
from claimcheck.verdicts.case import Case

_A_TRIAL: Final = re.compile(
    r"\b(?:[Ii]n|[Ff]rom|of|by) the (?:[\w-]+ ){0,2}?[A-Z]\w*[A-Z]\w*(?: \d+)? (?:trial|study)\b"
)
#: Of one's own trial whoever sells by it answers for.
_OURS: Final = re.compile(r"\b(?:our|ours|we|us)\b", re.IGNORECASE)


def names_trial(text: str) -> bool:
    """Whether a passage names somebody else's study: "in the STEP 1 trial"."""
    return _A_TRIAL.search(text) is not None and _OURS.search(text) is None


def tells_of_some_trial(case: Case) -> bool:
    """Whether the treatment that such a passage was paired with stands elsewhere on the page.

    Which treatment was tested only a reader can say then.
    """
    named = [c.origin for c in case.claim.concepts if c.kind is ConceptKind.INTERVENTION]
    elsewhere = all(origin is MentionOrigin.PAGE for origin in named)
    return elsewhere and names_trial(case.claim.quote)
