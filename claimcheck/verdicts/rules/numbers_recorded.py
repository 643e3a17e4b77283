"""NUM-06: a share that the page claims, beside the shares that records count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimcheck.schema import FigureComparison, FigureLimit, FigureStanding
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.figures import beside_all, both_frames, comparisons, is_share
from claimcheck.verdicts.records import of_condition, telling
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.rules.numbers import is_judged, shares_in

#: Records named in the message; the finding holds them all.
_NAMED = 2


@rule(
    "NUM-06",
    title="A figure that the records do not bear out",
    version=6,
    severity=3,
    sources=(src.FTC_SUBSTANTIATION,),
    example="Stem cell therapy improved speech in 90% of children with autism.",
    not_when=(
        "8 of 12 toddlers with autism improved in an uncontrolled study of stem cells.",
        "Stem cells for autism: 20% off in May.",
    ),
    ask="Which registered trial found this figure?",
)
def conflicts(case: Case) -> Iterator[Hit]:
    """A share of people helped, beside the shares that records count and the tested outcomes."""
    missed = any(profile.primary_not_met for profile in of_condition(case))
    if not is_judged(case) or not missed:
        return
    for figure in shares_in(case):
        if not is_share(figure):
            continue
        compared = comparisons(case, figure)
        counted = [one for one in compared if one.standing is not FigureStanding.INCOMPARABLE]
        every = {one.standing for one in beside_all(case, figure)}
        beyond = every - {FigureStanding.INCOMPARABLE} == {FigureStanding.OUTSIDE}
        trials = (*telling(case), *(one.trial for one in compared))
        yield Hit(
            span=figure,
            message=f"{_beside(counted, beyond=beyond)} {both_frames(figure)}",
            severity=_severity(counted, beyond=beyond),
            trials=tuple(dict.fromkeys(trials)),
            compared=compared,
        )
        return


def _severity(counted: Sequence[FigureComparison], *, beyond: bool) -> int:
    """Lower where a record counts such a share beside a comparison group, whatever others found."""
    borne_out = any(
        one.standing is FigureStanding.INSIDE and one.control is not None for one in counted
    )
    return 3 if beyond else 1 if borne_out else 2


def _beside(counted: Sequence[FigureComparison], *, beyond: bool) -> str:
    """What records count, each with those who improved and those who did not."""
    if not counted:
        return "No record in our copy counts a share that this one can be set beside."
    told = "; ".join(f"{one.trial}: {_counted(one)}" for one in counted[:_NAMED])
    if beyond:
        return f"It is higher than any share that a record in our copy counts ({told})."
    if all(FigureLimit.NO_COMPARISON_GROUP in one.limits for one in counted):
        return f"Such shares were counted only without a comparison group ({told})."
    return f"The nearest shares that records in our copy count: {told}."


def _counted(one: FigureComparison) -> str:
    return f"{one.recorded} (what was counted: {one.outcome})" if one.outcome else one.recorded


RULES = (conflicts,)
