"""One page in, one report out."""

from __future__ import annotations

import functools
from typing import Annotated, Self

from fastapi import APIRouter, Body, Request, Response
from pydantic import Field, model_validator

from api.access import KEY_OPTIONAL, Checking, Config, Store
from api.capacity import Checks
from api.checking import Service
from api.keeping import Keeper
from api.metrics import CACHED, OK
from api.negotiation import Wanted, present
from api.openapi import example, problems
from api.presented import REPORT_ANSWER
from api.sample import TEXT
from claimcheck import errors
from claimcheck.addresses import address_of
from claimcheck.countries import country_code
from claimcheck.schema import Frozen, Kind, Submission

router = APIRouter(prefix="/v1", tags=["check"])

_LONGEST_ADDRESS = 8_192
"""Longer ones are refused by most servers."""
_SOURCES = ("url", "html", "text")

_BODIES = {
    "url": example("An address", {"url": "https://clinic.example/autism"}),
    "text": example("A text", {"text": TEXT}),
    "html": example("HTML, rules of one country", {"html": f"<p>{TEXT}</p>", "country": "GB"}),
    "fast": example("Faster, misses more claims", {"text": TEXT, "fast": True}),
}
_UNUSABLE = (
    errors.EmptyPage,
    errors.NotAPage,
    errors.NeedsJavaScript,
    errors.UnsupportedLanguage,
    errors.BadAddress,
    errors.RefusedAddress,
    errors.PageNotFound,
    errors.BadCountry,
    errors.Unreachable,
    errors.Blocked,
    errors.FetchTimeout,
)


class CheckRequest(Frozen):
    """Exactly one of an address to fetch, a page's HTML, or its text.

    ``country`` (ISO 3166-1 alpha-2, also "uk") adds the rules that hold there alone; ``fast``
    takes less than half the time and misses more claims.
    """

    url: str | None = Field(default=None, min_length=1, max_length=_LONGEST_ADDRESS)
    html: str | None = Field(default=None, repr=False)
    text: str | None = Field(default=None, repr=False)
    country: str | None = Field(default=None, max_length=100)
    fast: bool = False

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len(self._sent) != 1:
            raise ValueError("give exactly one of url, html and text")
        return self

    @property
    def _sent(self) -> dict[str, str]:
        return self.model_dump(include=set(_SOURCES), exclude_none=True)

    @property
    def submission(self) -> Submission:
        """What was sent, with its kind; an address as lists of items take it."""
        [(kind, content)] = self._sent.items()
        if kind == Kind.URL:
            # What is none is told by whoever would have to fetch it.
            content = address_of(content, blanks=True) or content
        return Submission(kind=Kind(kind), content=content)

    @property
    def code(self) -> str | None:
        """The country's code; raises ``BadCountry``."""
        return None if self.country is None else country_code(self.country)


Wish = Annotated[CheckRequest, Body(openapi_examples=_BODIES)]


@router.post(
    "/check",
    response_class=Response,
    responses=REPORT_ANSWER | problems(401, 403, 406, 422, 429, 502, 503, 504, also=_UNUSABLE),
    openapi_extra=KEY_OPTIONAL,
)
async def check_page(
    request: Request,
    wish: Wish,
    who: Checking,
    form: Wanted,
    service: Service,
    store: Store,
    settings: Config,
    checks: Checks,
) -> Response:
    """Check one page.

    The JSON is the same report as the command line prints. The answer says where the report is
    kept; without a key, whoever has that address may read and delete it.
    """
    country = wish.code
    keeper = Keeper(service, store, settings)
    check = functools.partial(keeper.check, wish.submission, who, country=country, fast=wish.fast)

    def answer() -> Response:
        kept = check()
        request.app.state.metrics.checked(CACHED if kept.hit else OK)
        headers = {
            "Location": f"/v1/reports/{kept.report.id}",
            "X-Cache": "hit" if kept.hit else "miss",
        }
        return present(request, kept.report, form, headers)

    return await checks.run(answer)
