"""Words that records are asked with."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator

from claimcheck.trials.words import why_unaskable


def _askable(text: str | None) -> str | None:
    if text is not None and (why := why_unaskable(text)):
        raise ValueError(why)
    return text


_LONGEST = 300

#: A treatment or condition by its name, or free words; never an empty question.
Words = Annotated[str, Query(max_length=_LONGEST), AfterValidator(_askable)]
MaybeWords = Annotated[str | None, Query(max_length=_LONGEST), AfterValidator(_askable)]
