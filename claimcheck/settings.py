"""Limits and thresholds, each with the reason that set it."""

from __future__ import annotations

import os
from collections.abc import Mapping

from pydantic import Field

from claimcheck.errors import BadSetting
from claimcheck.schema import Frozen


class PageLimits(Frozen):
    """What a page may cost. Sizes in bytes, times in seconds."""

    max_bytes: int = Field(default=5_000_000, gt=0)
    """The largest of the clinic pages behind the corpus is under 2 MB; 5 MB leaves room."""
    max_depth: int = Field(default=256, gt=0)
    """libxml2 stops at 256 nested elements by itself; deeper trees make the walk quadratic."""
    max_attributes: int = Field(default=500, gt=0)
    """Attributes in one tag; libxml2 compares each new name with all before it."""
    connect_timeout: float = Field(default=5.0, gt=0)
    read_timeout: float = Field(default=10.0, gt=0)
    total_timeout: float = Field(default=20.0, gt=0)
    max_nodes: int = Field(default=200_000, gt=0)
    """Tags in a document; the clinic pages behind the corpus have under 10,000."""
    max_text: int = Field(default=500_000, gt=0)
    """Characters of visible text; the longest page behind the corpus has under 100,000, and half a
    million take some ten seconds to read."""
    max_header_bytes: int = Field(default=65_536, gt=0)
    max_expansion: int = Field(default=200, gt=0)
    """Decoded bytes for each received byte: HTML compresses up to 20-fold, bombs 1,000-fold."""
    max_pdf_pages: int = Field(default=100, gt=0)
    worker_seconds: float = Field(default=10.0, gt=0)
    worker_bytes: int = Field(default=500_000_000, gt=0)
    """Address space that reading may take beyond what the process has at its start."""
    worker_above_bytes: int = Field(default=1_000_000, gt=0)
    """Smaller pages are read in the process itself, after the same checks: a child costs a second
    to start, and a page of this size within the other limits is read in less."""
    max_redirects: int = Field(default=5, ge=0)
    min_letters: int = Field(default=20, ge=1)
    """Below this many letters there is nothing to judge and no language to detect."""


DEFAULT_PAGE_LIMITS = PageLimits()

#: A claim without a finding is judged only in types told with this confidence; less sure ones go to
#: review. On sites that the models had not seen four of five types above it were right
#: (``claimcheck model evaluate``).
MIN_TYPE_CONFIDENCE = 0.8
#: The same for everyday types that a rule read (``schema.EVERYDAY``).
MIN_RULE_CONFIDENCE = 0.6
#: The same for all other types that a rule read, and the least with which a finding is looked for.
MIN_CUE_CONFIDENCE = 0.3
#: A finding is a flag when it is this likely to be right (``verdicts/trust.py``); others go to
#: review. Set so that nine of ten flags are right on lines that the labellers were sure of
#: (``claimcheck model flags``). Less than one line in a hundred is then wrongly flagged on pages of
#: hospitals and public bodies. It was 0.8 before the tables were fitted to encoders that are
#: calculated in full; from 0.798 on as many lines are rightly flagged as then.
MIN_FLAG_TRUST = 0.798
#: The same for findings of the highest severity: to miss "no side effects" is the graver harm. On
#: unseen sites four of five of them were right.
MIN_GRAVE_TRUST = 0.5
#: The same for what is said of regulators, which its words decide: of 10 such passages of the
#: corpus between this and ``MIN_GRAVE_TRUST`` all were flagged by labellers, on pages that others
#: wrote 7 of 8.
MIN_REGULATORY_TRUST = 0.2
#: The same on a page of some length that neither sells nor names a price, whatever the finding, and
#: on a whole page of which it is left open whether it sells, unless the finding is of the highest
#: severity. Of 189 pages that do not oversell (hospitals, charities, people's own accounts) two
#: then have a wrong flag or remark.
MIN_UNSOLD_TRUST = 0.9
#: The same, also of the highest severity, on a page that sells and as a whole goes much too far
#: (``page/overselling.py``), for a passage in which a graver saying is heard (``MIN_HEARD``): of
#: 360 such flags below ``MIN_FLAG_TRUST`` on 98 selling pages (workings among them) 325 stood on
#: what their writers had marked beforehand, of 41 in which none is heard 17; those need as much as
#: elsewhere, and so does what is told soberly there (``verdicts/told_soberly.py``).
MIN_OVERSOLD_TRUST = 0.25
#: The same there where models alone read the claim and hear the saying faintly (under 0.5). Of 26
#: flags that this and the next keep back on 26 pages of others 13 stood on what they had marked;
#: the gravest need ``MIN_GRAVE_TRUST``.
MIN_FAINT_TRUST = 0.68
#: The likelihood from which a saying then counts as heard at all.
MIN_HEARD_ALONE = 0.1
#: The same there where a cause or a working in the body is heard before anything else: on a learned
#: clinic page that is known to us such flags from here on were right, and most of those below it
#: told what any textbook says.
MIN_WORKING_TRUST = 0.7
#: Excerpts on which trust was learned have fewer words. A longer page has more that may be misread.
WORDS_OF_AN_EXCERPT = 400
#: There models must hear a graver saying in a passage at least so well before it is flagged: of 40
#: flags below it on 134 whole pages 17 stood on nothing that their writers had marked.
MIN_HEARD_TO_FLAG = 0.3
#: Where no rule read a claim they must hear it so well, or hold the flag itself for likely: of 26
#: other such flags there 9 stood on nothing marked.
MIN_HEARD_BY_MODELS = 0.7
MIN_LIKELY_BY_MODELS = 0.6
#: The same for a fragment of a list in which the same two rules flag another
#: item (``verdicts/listed.py``).
MIN_LISTED_TRUST = 0.6
#: What is held back is told to a reader from this trust on, on a page with serious flags: on
#: labelled pages of unseen sites three of four such passages would rightly be flagged.
MIN_HELD_TRUST = 0.7
#: A passage of whose types we are not sure, and that set off no rule, is left for a person when it
#: is at least this likely that a labeller would flag it. Of 1,056 lines of the corpus below it, 42
#: were flagged by labellers who were sure.
MIN_REVIEW_LIKELIHOOD = 0.1
#: Fewer words than this are an excerpt: too little to tell by the words alone who speaks.
WORDS_OF_A_PAGE = 260
#: Blocks with words such as "she said" from which a page is a paper's: of 120 pages that sell none
#: has more than two, of 102 others five have so many.
SPEECH_OF_A_PAPER = 4
#: What a passage says whatever it claims is handed on from this likelihood on: below it nothing is
#: heard.
MIN_HEARD = 0.05
#: It counts for the page from here on; the rules that go by it ask for more
#: (``verdicts/page/said.py``).
MIN_SAYING = 0.25
#: Claims in one report; the clinic pages behind the corpus have under 200. Each is set beside up to
#: twelve records, so that more would make reports which nobody reads and few can open.
MOST_CLAIMS = 500
#: With fewer blocks on it the model cannot know whose page it is; the rules then decide alone.
MIN_CONTEXT_BLOCKS = 8


def registry_url(environment: Mapping[str, str] = os.environ) -> str | None:
    """``CLAIMCHECK_REGISTRY_URL``: another address of the registry's API, such as a mirror."""
    return environment.get("CLAIMCHECK_REGISTRY_URL") or None


def trials_url(environment: Mapping[str, str] = os.environ) -> str | None:
    """``CLAIMCHECK_TRIALS_URL``: another store of records than the file in the data folder."""
    return environment.get("CLAIMCHECK_TRIALS_URL") or None


def database_url(environment: Mapping[str, str] = os.environ) -> str | None:
    """``CLAIMCHECK_DATABASE_URL``: another service store than the file in the data folder."""
    return environment.get("CLAIMCHECK_DATABASE_URL") or None


_SWITCH = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def registry_lookups(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether ``CLAIMCHECK_REGISTRY_LOOKUPS`` lets online checks ask the registry; yes unless set.

    Raises ``BadSetting`` for anything but 1 or 0: a typo must not send or hold back a request.
    """
    said = environment.get("CLAIMCHECK_REGISTRY_LOOKUPS", "1").strip().lower()
    if said not in _SWITCH:
        raise BadSetting(f"CLAIMCHECK_REGISTRY_LOOKUPS is {said[:20]!r}, which is neither 1 nor 0.")
    return _SWITCH[said]
