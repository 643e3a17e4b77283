"""What a claimcheck server that is asked from here refuses or cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.errors.base import ClaimcheckError

if TYPE_CHECKING:
    from claimcheck.schema.problems import Problem


class ServerUnusable(ClaimcheckError):
    """The claimcheck server gave no answer that can be used."""

    code = "server_unusable"
    advice = "Try again later."


class BadServerAddress(ServerUnusable):
    """This is not an address of a claimcheck server."""

    code = "bad_server_address"
    advice = "Give an https:// address, or http:// with an address of this machine."


class ServerUnreachable(ServerUnusable):
    """The claimcheck server could not be reached."""

    code = "server_unreachable"
    advice = "Check the address and the connection, then try again."


class ServerBroken(ServerUnusable):
    """The answer is not one of a claimcheck server."""

    code = "server_broken"
    advice = "Check the address, and whether something else answers in its place."


class ServerRefused(ServerUnusable):
    """The claimcheck server answered with a problem."""

    code = "server_refused"
    advice = ""

    #: What the server said (RFC 9457).
    problem: Problem

    def __init__(
        self,
        message: str | None = None,
        *,
        problem: Problem | None = None,
        retry_after: float | None = None,
    ) -> None:
        """``retry_after``: seconds after which asking again can help, when the server says so."""
        super().__init__(message)
        if problem is not None:
            self.problem = problem
        self.retry_after = retry_after


class BadSignature(ClaimcheckError):
    """No claimcheck server that has this secret sent this."""

    code = "bad_signature"
    advice = "Do not act on it; check the secret and this machine's clock."
