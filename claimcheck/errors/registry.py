"""A register of trials that gives no answer."""

from __future__ import annotations

from claimcheck.errors.base import ClaimcheckError


class RegistryFailed(ClaimcheckError):
    """The register gave no answer that can be used."""

    code = "registry_failed"
    advice = "Try again later; the copy on this machine can still be asked."

    def __init__(self, message: str | None = None, *, retry_after: float | None = None) -> None:
        """``retry_after``: seconds that the register asks to wait, when it says so."""
        super().__init__(message)
        self.retry_after = retry_after


class BadRegistryAddress(RegistryFailed):
    """This is not an address of a register."""

    code = "bad_registry_address"
    advice = "Give an https:// address, or http:// with an address of this machine."


class RegistryUnreachable(RegistryFailed):
    """The register could not be reached."""

    code = "registry_unreachable"
    advice = "Check the connection; the copy on this machine can still be asked."


class RegistryTimeout(RegistryFailed):
    """The register did not answer in time."""

    code = "registry_timeout"


class RegistryRefused(RegistryFailed):
    """The register did not accept the question."""

    code = "registry_refused"
    advice = "Check the words and ids of the question."


class StudyNotFound(RegistryRefused):
    """The register has no study with this id."""

    code = "study_not_found"
    advice = "Check the id: NCT and eight digits."


class TokenExpired(RegistryRefused):
    """The register no longer knows where the interrupted reading stood."""

    code = "token_expired"
    advice = "Start the synchronisation again; nothing that was stored is lost."


class RegistryBusy(RegistryFailed):
    """The register asks to be asked less often."""

    code = "registry_busy"


class RegistryDown(RegistryFailed):
    """The register failed to answer."""

    code = "registry_down"


class RegistryBroken(RegistryFailed):
    """The register answered with something that is not its data."""

    code = "registry_broken"


class AnswerTooLarge(RegistryBroken):
    """The register's answer is larger than the limit."""

    code = "answer_too_large"
    advice = "Ask for fewer studies at a time."
