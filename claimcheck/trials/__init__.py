"""The trials room: records, how a claim stands to them, and what they add up to.

Everything is read from the dated copy under ``corpus/trials``; nothing is looked up. "Not found"
always means "not found in this copy".
"""

from __future__ import annotations

from claimcheck.trials.coverage import Covered
from claimcheck.trials.memory import TrialStore
from claimcheck.trials.snapshot import Snapshot, load_snapshot

__all__ = ["Covered", "Snapshot", "TrialStore", "load_snapshot"]
