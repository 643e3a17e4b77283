"""The registry, asked through the queue: all workers together keep to its pace."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from typing import Final, cast

from claimcheck.errors import RegistryBroken, RegistryFailed
from claimcheck.jobs.queue import Queue
from claimcheck.jobs.slots import Slots
from claimcheck.trials.ctgov import StudyPage
from claimcheck.trials.lookup import PairAsker

Json = dict[str, object]

#: A question is asked again after this long: failures pass.
_SAME_QUESTION_SECONDS: Final = 300


class QueuedRegistry:
    """Asks as ``PairAsker``; the question is a job, so that it counts against the common pace."""

    def __init__(
        self,
        queue: Queue,
        slots: Slots,
        *,
        look_every: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._queue = queue
        self._slots = slots
        self._look_every = look_every
        self._clock = clock

    def search_pair(
        self, condition_terms: Sequence[str], intervention_terms: Sequence[str], limit: int
    ) -> StudyPage:
        """Studies on both; raises ``RegistryFailed``."""
        words = "\n".join((*condition_terms, "", *intervention_terms, str(limit)))
        digest = hashlib.sha256(words.encode()).hexdigest()
        question = f"{digest}:{int(self._clock() // _SAME_QUESTION_SECONDS)}"
        with self._slots.lent():
            answer = self._queue.ask_registry(
                question, condition_terms, intervention_terms, limit, look_every=self._look_every
            )
        return _page(cast(Json, answer))


def answer_of(
    registry: PairAsker, conditions: Sequence[str], treatments: Sequence[str], limit: int
) -> Json:
    """What the registry says, as it travels through the queue; a failure is an answer too."""
    try:
        page = registry.search_pair(conditions, treatments, limit)
    except RegistryFailed as error:
        return {"failure": str(error)}
    return {"url": page.url, "studies": list(page.studies), "total": page.total}


def _page(answer: Json) -> StudyPage:
    if "failure" in answer:
        raise RegistryBroken(str(answer["failure"]))
    return StudyPage(
        url=str(answer["url"]),
        studies=tuple(cast(list[Json], answer["studies"])),
        total=cast(int | None, answer["total"]),
    )
