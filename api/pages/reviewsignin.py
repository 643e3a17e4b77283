"""The door: a field for a key."""

from __future__ import annotations

from typing import ClassVar

from claimcheck.schema import Frozen


class SignInPage(Frozen):
    """The field; ``back`` is where the way leads then, ``refused`` after a key that opens nothing.

    ``lasts`` says how long somebody stays signed in.
    """

    template: ClassVar[str] = "review_signin.html"

    back: str
    lasts: str
    refused: bool = False
    out: bool = False
