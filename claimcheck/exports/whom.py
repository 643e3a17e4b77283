"""Whether a page is about children, so that a reader is sent to the right doctor."""

from __future__ import annotations

import re
from typing import Final

from claimcheck.schema import Report, ReportedClaim

_CHILD: Final = re.compile(
    r"\b(?:child(?:ren)?|childhood|kids?|boys?|girls?|sons?|daughters?|pa?ediatrics?|teens?|"
    r"teenagers?|adolescents?|bab(?:y|ies)|infants?|newborns?|toddlers?)\b",
    re.IGNORECASE,
)
#: What is mostly found, and treated, in children; a page on it may never say the word.
_OF_CHILDREN: Final = re.compile(
    r"\b(?:autis\w+|asd|cerebral palsy|adhd|attention deficit|down syndrome|duchenne|"
    r"developmental delay)\b",
    re.IGNORECASE,
)
#: One claim in so many: a page that treats forty illnesses names autism, too.
_SHARE: Final = 4


def is_about_children(report: Report) -> bool:
    """Whether the title, or a good part of the claims, speaks of children or their illnesses."""
    title = report.page.title or ""
    if _CHILD.search(title) or _OF_CHILDREN.search(title):
        return True
    young = sum(_is_young(claim) for claim in report.claims)
    return bool(young) and young * _SHARE >= len(report.claims)


def _is_young(claim: ReportedClaim) -> bool:
    of_child = _CHILD.search(f"{claim.quote} {claim.population or ''}")
    return bool(of_child or _OF_CHILDREN.search(f"{claim.quote} {claim.condition or ''}"))
