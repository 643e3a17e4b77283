"""Decisions as labelled lines of the corpus, and the way back once people have retold them.

The words on a page are somebody else's, and the corpus holds our own: what goes out asks to be
retold, and what comes back without that is refused.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal

from pydantic import ValidationError

from claimcheck.corpus import LABEL_NONE, LabelledLine, LabelledPage
from claimcheck.errors import BadRow
from claimcheck.review.deciding import flag_of, is_overturned, types_of
from claimcheck.schema import Frozen, ReviewDecision, ReviewPassage
from claimcheck.schema.jobs import PublicId

#: As many words in a row as two people hardly choose alike.
COPIED_WORDS: Final = 7
_WORD: Final = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_ID: Final = 12
_GROUP: Final = 10
_HIDDEN: Final = "█"


class DecidedLine(LabelledLine):
    """A line as the decisions label it; ``retold`` is to say the same in our own words.

    ``text`` holds the page's words until then. ``overturned``: people flag what the machine did
    not, or the other way round.
    """

    passage: PublicId
    overturned: bool
    retell: Literal[True] = True
    retold: str | None = None


class DecidedPage(Frozen):
    """The decided passages of one page; whoever retells them also fills in what is ``None``."""

    id: str
    group: str
    kind: str | None = None
    topic: str | None = None
    intervention: str | None = None
    condition: str | None = None
    evidence: str | None = None
    lines: tuple[DecidedLine, ...]


def decided_pages(
    passages: Iterable[ReviewPassage], words: Callable[[ReviewPassage], str]
) -> Iterator[DecidedPage]:
    """Passages with a decision that holds, by page, in page order.

    ``words`` are those of a passage without names of private persons.
    """
    ordered = sorted(passages, key=lambda one: (one.page_sha256, one.start, one.end, one.id))
    for digest, of_page in itertools.groupby(ordered, key=lambda one: one.page_sha256):
        # A page that was checked twice has the same passage twice; one line is enough.
        found = list({(one.start, one.end): one for one in of_page}.values())
        lines = tuple(
            _line(one, one.decision, words(one)) for one in found if one.decision is not None
        )
        if lines:
            site = found[0].site or digest
            group = hashlib.sha256(site.encode()).hexdigest()[:_GROUP]
            yield DecidedPage(id=digest[:_ID], group=group, lines=lines)


def _line(passage: ReviewPassage, decision: ReviewDecision, words: str) -> DecidedLine:
    return DecidedLine(
        text=words,
        labels=tuple(types_of(passage.machine, decision)) or (LABEL_NONE,),
        attrs={},
        should_flag=flag_of(passage.machine, decision),
        sure=_is_sure(passage),
        why=decision.reason,
        passage=passage.id,
        overturned=is_overturned(passage.machine, decision),
    )


def _is_sure(passage: ReviewPassage) -> bool:
    """Whether nobody asked somebody else, and all who decided say the same of the flag."""
    standing = [one for one in passage.decisions if one.stands]
    flags = {flag_of(passage.machine, one) for one in standing}
    return len(flags) == 1 and all(one.is_final for one in standing)


def read_pages(text: str, name: str) -> list[DecidedPage]:
    """Pages as they were given away; raises ``BadRow`` naming file and line."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            found.append(DecidedPage.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise BadRow.at(name, number, f"{where}: {first['msg']}") from error
    return found


def unready(page: DecidedPage) -> Iterator[str]:
    """Why a page cannot be taken into the corpus yet, with its id and the number of the line."""
    for field in ("kind", "topic", "evidence"):
        if not getattr(page, field):
            yield f"page {page.id}: {field} is not filled in"
    for number, line in enumerate(page.lines, start=1):
        if why := _not_retold(line):
            yield f"page {page.id}, line {number}: {why}"


def _not_retold(line: DecidedLine) -> str | None:
    retold = (line.retold or "").strip()
    if not retold:
        return "not retold; put the same in our own words into “retold”"
    if _HIDDEN in retold:
        return f"a hidden name ({_HIDDEN}) is in “retold”; invent another one"
    ours, theirs = _words(retold), _words(line.text)
    if ours == theirs or _runs(ours) & _runs(theirs):
        return f"not in our own words: {COPIED_WORDS} words or more in a row are those of the page"
    if _runs(_words(line.why)) & _runs(theirs):
        return "“why” quotes the page; say it in our own words"
    return None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    """All runs of so many words."""
    return set(zip(*(words[start:] for start in range(COPIED_WORDS)), strict=False))


def retold_page(page: DecidedPage) -> LabelledPage:
    """The page as the corpus has it: our own words alone, and nothing of where they come from."""
    fields = page.model_dump(exclude={"lines"})
    return LabelledPage.model_validate({**fields, "lines": tuple(map(_retold, page.lines))})


def _retold(line: DecidedLine) -> LabelledLine:
    own = line.model_dump(include=set(LabelledLine.model_fields))
    return LabelledLine.model_validate({**own, "text": (line.retold or "").strip()})
