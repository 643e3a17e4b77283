"""One question to a register: sent at a polite pace, and again when trying again can help."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from types import TracebackType
from typing import Final, Self

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential_jitter,
)

from claimcheck import __version__
from claimcheck.errors import (
    AnswerTooLarge,
    BadRegistryAddress,
    RegistryBroken,
    RegistryFailed,
    RegistryRefused,
    RegistryTimeout,
    RegistryUnreachable,
)
from claimcheck.trials import answers
from claimcheck.trials.answers import Answer
from claimcheck.trials.politeness import Clock, Pace, RegistryLimits

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_FIRST_ERROR: Final = 400


class Asker:
    """Sends GET requests below one base address, each of them paced, limited and retried.

    ``contact`` is an address that the register's staff can turn to; it goes into the User-Agent.
    """

    def __init__(
        self,
        base_url: str,
        *,
        limits: RegistryLimits,
        clock: Clock,
        pace: Pace,
        contact: str | None = None,
    ) -> None:
        self._base = _checked(base_url)
        self._limits = limits
        self._clock = clock
        self._pace = pace
        self._retrying = Retrying(
            sleep=clock.sleep,
            stop=stop_after_attempt(limits.tries),
            wait=self._wait,
            retry=retry_if_exception(self._is_worth_another_try),
            reraise=True,
        )
        self._backoff = wait_exponential_jitter(
            multiplier=limits.first_wait, max=limits.longest_wait, jitter=limits.first_wait
        )
        self._client = _client(limits, contact, is_local=_is_loopback(self._base.host))

    @property
    def base_url(self) -> str:
        """Where questions go, without a final slash."""
        return str(self._base).rstrip("/")

    def get(
        self, path: str, params: Mapping[str, str] | None = None
    ) -> tuple[str, dict[str, object]]:
        """The address that was asked and the JSON object that came; raises ``RegistryFailed``."""
        return self._retrying(self._once, self._address(path, params), params or {})

    def get_following(self, path: str, *, below: str) -> tuple[str, dict[str, object]]:
        """As ``get``; one redirect to a path below ``below`` on the same host is followed."""
        return self._retrying(self._followed, self._address(path, None), below)

    def close(self) -> None:
        """Give connections back."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _address(self, path: str, params: Mapping[str, str] | None) -> httpx.URL:
        url = httpx.URL(f"{self.base_url}/{path}")
        return url.copy_merge_params(params) if params else url

    def _once(self, url: httpx.URL, params: Mapping[str, str]) -> tuple[str, dict[str, object]]:
        answer = self._exchange(url)
        answers.refuse_errors(answer, with_token="pageToken" in params)
        return answer.url, answers.json_object(answer)

    def _followed(self, url: httpx.URL, below: str) -> tuple[str, dict[str, object]]:
        answer = self._exchange(url)
        if answer.status in _REDIRECTS:
            answer = self._exchange(self._target(answer, below))
        answers.refuse_errors(answer)
        return answer.url, answers.json_object(answer)

    def _target(self, answer: Answer, below: str) -> httpx.URL:
        with answers.named_errors():
            target = httpx.URL(answer.url).join(answer.location or "")
        same_place = (target.scheme, target.host, target.port) == (
            self._base.scheme,
            self._base.host,
            self._base.port,
        )
        if not same_place or not target.path.startswith(f"{self._base.path.rstrip('/')}/{below}"):
            raise RegistryBroken("The register sends the question to another place.")
        return target

    def _exchange(self, url: httpx.URL) -> Answer:
        self._pace.wait(at_most=self._limits.longest_asked_wait)
        ends = self._clock.monotonic() + self._limits.total_timeout

        def check_time() -> None:
            if self._clock.monotonic() > ends:
                raise RegistryTimeout

        with answers.named_errors(), self._client.stream("GET", url) as response:
            answer = answers.read(
                response,
                most=self._limits.max_bytes,
                now=self._clock.now(),
                check_time=check_time,
            )
        if answer.retry_after and answer.status >= _FIRST_ERROR:
            # Whoever asks next has to wait too, not only this question.
            self._pace.hold(answer.retry_after)
        return answer

    def _is_worth_another_try(self, error: BaseException) -> bool:
        """A refusal stays a refusal; a register that wants much patience is not asked again."""
        if not isinstance(error, RegistryFailed) or isinstance(
            error, RegistryRefused | AnswerTooLarge
        ):
            return False
        return (error.retry_after or 0) <= self._limits.longest_asked_wait

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, RegistryFailed) else None
        return max(asked or 0.0, self._backoff(state))


def _client(limits: RegistryLimits, contact: str | None, *, is_local: bool) -> httpx.Client:
    try:
        return httpx.Client(
            headers=_headers(contact),
            timeout=httpx.Timeout(limits.read_timeout, connect=limits.connect_timeout),
            follow_redirects=False,
            # A proxy of the environment leads to the register, never to this machine itself.
            trust_env=not is_local,
        )
    except (httpx.InvalidURL, ValueError, ImportError, OSError) as error:
        raise RegistryUnreachable(
            f"The proxy or certificate that the environment names cannot be used: {error}."
        ) from error


def _headers(contact: str | None) -> dict[str, str]:
    return {
        "User-Agent": f"claimcheck/{__version__}" + (f" (+{contact})" if contact else ""),
        "Accept": "application/json, text/plain;q=0.5",
        "Accept-Encoding": answers.ACCEPTED,
    }


def _checked(base_url: str) -> httpx.URL:
    try:
        url = httpx.URL(base_url)
    except httpx.InvalidURL as error:
        raise BadRegistryAddress from error
    safe = url.scheme == "https" or (url.scheme == "http" and _is_loopback(url.host))
    # What no name of a host may hold, httpx writes with a percent sign.
    named = bool(url.host) and "%" not in url.host
    if not safe or not named or url.userinfo or url.query or url.fragment:
        raise BadRegistryAddress(f"{base_url!r} is not an address of a register.")
    return url


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
