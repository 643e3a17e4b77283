"""Settings that every test shares."""

from __future__ import annotations

import os
import tempfile

from hypothesis import settings

# Tests use no network and no store of the person who runs them; those that ask a registry start
# one of their own.
os.environ["CLAIMCHECK_REGISTRY_LOOKUPS"] = "0"
os.environ["CLAIMCHECK_DATA_DIR"] = tempfile.mkdtemp(prefix="claimcheck-tests-")
os.environ.pop("CLAIMCHECK_TRIALS_URL", None)
os.environ.pop("CLAIMCHECK_DATABASE_URL", None)

# No test asserts a time, and a busy machine must not make one fail.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure() -> None:
    """Tests ask the encoders only what was not asked before."""
    from tests import heard

    heard.use()


def pytest_sessionfinish() -> None:
    """See ``tests.heard``."""
    from tests import heard

    heard.finish()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A test is never named by bytes: packed ones carry the second in which they were made."""
    return argname if isinstance(val, bytes) else None
