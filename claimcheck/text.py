"""Text as the patterns read it: the same length, so that every offset stays valid."""

from __future__ import annotations

#: Look-alike punctuation, one character for one.
_PUNCTUATION = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\t": " ",
        "\n": " ",
    }
)


def plain(text: str) -> str:
    """Straight quotes, plain hyphens and spaces; ``len`` never changes."""
    return text.translate(_PUNCTUATION)


def fold(text: str) -> str:
    """``plain`` and lower case; ``len`` never changes."""
    straight = plain(text)
    lowered = straight.lower()
    if len(lowered) == len(straight):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in straight)
