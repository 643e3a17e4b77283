"""Blocks that say word for word what an earlier block says; the same for HTML, text and PDF."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.pages.drafts import Draft
from claimcheck.schema import Zone

#: Shorter texts ("Learn more") recur without meaning anything by it.
_MIN_WORDS = 3
_NAV = Zone.NAV


def mark(drafts: Sequence[Draft]) -> None:
    """Give each repeat the index of the first block with exactly its text; menus are left alone.

    ``drafts`` must be all blocks of the page, in order.
    """
    first: dict[str, int] = {}
    for index, draft in enumerate(drafts):
        if draft.zone is not _NAV:
            seen = first.setdefault(draft.text, index)
            if seen != index and len(draft.text.split(None, _MIN_WORDS)) >= _MIN_WORDS:
                draft.repeats = seen
