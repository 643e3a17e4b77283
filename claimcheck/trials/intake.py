"""One study on its way in: parsed, or rejected by name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import ValidationError

from claimcheck.errors import BadRecord
from claimcheck.schema import RejectedRecord, Source, Trial
from claimcheck.trials.parsing import parse_study


def read_study(
    study: Mapping[str, object], *, where: str, source: Source, read_on: date
) -> Trial | RejectedRecord:
    """The study as a ``Trial``, without concepts; ``where`` names it when it cannot be read."""
    try:
        return parse_study(study, source=source, read_on=read_on)
    except BadRecord as error:
        return RejectedRecord(where=where, why=str(error))
    except ValidationError as error:
        # One record that the parser did not foresee must not end the reading of all others.
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return RejectedRecord(where=where, why=f"{place}: {first['msg']}")
