"""Requests to one server: where the key may go, how long one waits, and what answers mean."""

from __future__ import annotations

import contextlib
import ipaddress
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, BinaryIO, Final, TypeVar
from urllib.parse import urlsplit

import httpx
from pydantic import Field, ValidationError
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_before_delay,
    wait_random_exponential,
)

from claimcheck import __version__
from claimcheck.errors import (
    BadServerAddress,
    ServerBroken,
    ServerRefused,
    ServerUnreachable,
)
from claimcheck.schema import PROBLEM_MEDIA_TYPE, Frozen, Problem

T = TypeVar("T")

_BUSY: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_PROBLEMS: Final = range(400, 600)


class Patience(Frozen):
    """How long to go on with a server that is busy or out of reach. Times in seconds."""

    longest: float = Field(default=120.0, ge=0)
    """For one call, waits included; a server that asks for more is not asked again."""
    first_wait: float = Field(default=0.5, ge=0)
    """Where the server names no time; further waits grow."""
    longest_wait: float = Field(default=20.0, ge=0)
    connect_timeout: float = Field(default=10.0, gt=0)


class Transport:
    """Sends requests; nothing of it ever shows the key."""

    def __init__(
        self,
        base_url: str,
        *,
        key: str | None,
        timeout: float,
        patience: Patience,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.base_url = _server(base_url)
        self._patience = patience
        self.sleep = sleep
        headers = {"user-agent": f"claimcheck/{__version__}"}
        is_here = _is_loopback(self.base_url.host)
        if key:
            _check_key(key, self.base_url, is_here=is_here)
            headers["authorization"] = f"Bearer {key}"
        self._client = httpx.Client(
            base_url=self.base_url,
            headers=headers,
            timeout=httpx.Timeout(timeout, connect=patience.connect_timeout),
            # The key was given for this server and no other.
            follow_redirects=False,
            # A proxy would read what is sent to this machine without encryption.
            trust_env=not is_here,
        )

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def send(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        json: object = None,
        body: BinaryIO | None = None,
        again: bool = True,
    ) -> httpx.Response:
        """The whole answer; raises ``ServerRefused``, ``ServerUnreachable`` or ``ServerBroken``.

        A server that is busy is asked again within the limits. ``again``: one that was out of reach
        is as well, so that the request may arrive twice.
        """

        def ask() -> httpx.Response:
            if body is not None:
                body.seek(0)
            with _named_failures():
                response = self._client.request(
                    method, path, params=params, headers=headers, json=json, content=body
                )
            _vet(response)
            return response

        return self.patiently(ask, again=again)

    @contextlib.contextmanager
    def stream(
        self, path: str, *, params: Mapping[str, Any] | None = None, accept: str
    ) -> Iterator[httpx.Response]:
        """An answer to be read as it comes; raises as ``send`` does, and nothing is tried again."""
        headers = {"accept": accept}
        with (
            _named_failures(),
            self._client.stream("GET", path, params=params, headers=headers) as response,
        ):
            if not response.is_success:
                response.read()
            _vet(response)
            yield response

    def patiently(self, ask: Callable[[], T], *, again: bool = True) -> T:
        """Call ``ask`` until the server is neither busy nor (``again``) out of reach."""

        def may_pass(error: BaseException) -> bool:
            if isinstance(error, ServerRefused):
                return error.problem.status in _BUSY
            return again and isinstance(error, ServerUnreachable)

        return Retrying(
            retry=retry_if_exception(may_pass),
            wait=self._wait,
            stop=stop_before_delay(self._patience.longest),
            sleep=self.sleep,
            reraise=True,
        )(ask)

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, ServerRefused) else None
        if asked is not None:
            return asked
        grown = wait_random_exponential(
            multiplier=self._patience.first_wait, max=self._patience.longest_wait
        )
        return float(grown(state))


def retry_after(response: httpx.Response) -> float | None:
    """Seconds that ``Retry-After`` asks for, as a number or a date; ``None`` without one."""
    said = response.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdecimal():
        return float(said)
    try:
        due = parsedate_to_datetime(said)
    except ValueError:
        return None
    if due.tzinfo is None:
        due = due.replace(tzinfo=UTC)
    return max(0.0, (due - datetime.now(UTC)).total_seconds())


def _server(base_url: str) -> httpx.URL:
    try:
        # httpx takes half a bracket for a name.
        urlsplit(base_url)
        url = httpx.URL(base_url.strip())
    except (httpx.InvalidURL, ValueError) as error:
        raise BadServerAddress from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise BadServerAddress("The server's address does not start with http:// or https://.")
    if url.userinfo or url.query or url.fragment:
        raise BadServerAddress("The server's address holds more than a host and a path.")
    return url


def _check_key(key: str, url: httpx.URL, *, is_here: bool) -> None:
    if url.scheme != "https" and not is_here:
        raise BadServerAddress(
            f"The key is not sent to {url.host} without encryption: others could read it."
        )
    if not (key.isascii() and key.isprintable()) or " " in key:
        raise BadServerAddress("The key holds characters that no key has.")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


@contextlib.contextmanager
def _named_failures() -> Iterator[None]:
    """Turn a failure of the connection into one of ours."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise ServerUnreachable("The claimcheck server did not answer in time.") from error
    except (httpx.TransportError, httpx.StreamError) as error:
        raise ServerUnreachable(f"The claimcheck server could not be reached: {error}.") from error
    except (httpx.DecodingError, httpx.InvalidURL) as error:
        raise ServerBroken from error


def _vet(response: httpx.Response) -> None:
    if response.is_success:
        return
    if response.is_redirect:
        raise ServerBroken(
            f"The server answers from another address ({response.status_code}); give that one."
        )
    if response.status_code not in _PROBLEMS:
        raise ServerBroken(f"The server answers with status {response.status_code}.")
    problem = _problem(response)
    said = " ".join(filter(None, (problem.detail, problem.advice)))
    raise ServerRefused(said, problem=problem, retry_after=retry_after(response))


def _problem(response: httpx.Response) -> Problem:
    """What the server said; an answer of something in between is put into the same shape."""
    if response.headers.get("content-type", "").startswith(PROBLEM_MEDIA_TYPE):
        with contextlib.suppress(ValidationError):
            return Problem.model_validate_json(response.content, extra="ignore")
    status = response.status_code
    return Problem(
        type="about:blank",
        title=response.reason_phrase or "The request was refused",
        status=status,
        detail=f"The server answered with status {status}.",
        code="http_error",
    )
