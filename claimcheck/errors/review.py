"""What moderators are refused."""

from __future__ import annotations

from claimcheck.errors.base import ClaimcheckError
from claimcheck.errors.service import AccessRefused


class ReviewFailed(ClaimcheckError):
    """What is asked of the passage cannot be done."""

    code = "review_failed"


class ReviewNotFound(ReviewFailed):
    """There is no such passage in the queue."""

    code = "review_not_found"
    advice = "Check the address and the key; undecided passages go when their report expires."


class ReviewLocked(ReviewFailed):
    """Somebody else is looking at the passage."""

    code = "review_locked"
    advice = "Take another one, or come back when the time of the other moderator is over."


class ReviewConflict(ReviewFailed):
    """The passage is no longer as it was when it was looked at."""

    code = "review_conflict"
    advice = "Look at the passage again, then decide."


class BadForm(ReviewFailed):
    """The form cannot be used as it was sent."""

    code = "bad_form"
    advice = "Go back to the page, and send its form again."


class SessionRefused(AccessRefused):
    """This needs somebody who has signed in."""

    code = "session_refused"
    advice = "Sign in with a key that has the scope “review”."


class FormRefused(AccessRefused):
    """The form does not come from a page of this session."""

    code = "form_refused"
    advice = "Load the page again, and send its form."
