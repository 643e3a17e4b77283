"""The rules behind the flags, by the ids that findings name."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from api.access import KEY_OPTIONAL, get_limited, problems
from api.conditional import tagged, tagged_answer
from claimcheck.errors import RuleNotFound
from claimcheck.schema import Frozen, RuleCard, RuleFamily
from claimcheck.verdicts.catalogue import card, cards
from claimcheck.verdicts.judge import rules_version

router = APIRouter(
    prefix="/v1/rules",
    tags=["catalogue"],
    dependencies=[Depends(get_limited)],
    responses=problems(401, 429, 500),
)

_CARD = card("REG-02").model_dump(mode="json")
_LIST = {"version": rules_version(), "rules": [_CARD]}


class RuleList(Frozen):
    """Cards, family by family; ``versions.rules`` of a report begins with ``version``."""

    version: str
    rules: tuple[RuleCard, ...]


@router.get(
    "",
    response_model=RuleList,
    responses={
        **tagged_answer(_LIST),
        **problems(422),
    },
    openapi_extra=dict(KEY_OPTIONAL),
)
def list_rules(
    request: Request,
    family: Annotated[RuleFamily | None, Query(description="One family alone.")] = None,
) -> Response:
    """Every rule, or those of one family: what it stands on, when it fires and when it does not."""
    return tagged(request, RuleList(version=rules_version(), rules=cards(family)))


@router.get(
    "/{rule}",
    response_model=RuleCard,
    responses={
        **tagged_answer(_CARD),
        **problems(also=(RuleNotFound,)),
    },
    openapi_extra=dict(KEY_OPTIONAL),
)
def show_rule(request: Request, rule: str) -> Response:
    """The rule that a finding names in ``rule``."""
    return tagged(request, card(rule))
