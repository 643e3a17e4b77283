"""Settings that every test shares."""

from __future__ import annotations

from hypothesis import settings

# No test asserts a time, and a busy machine must not make one fail.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
