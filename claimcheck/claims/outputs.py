"""What the trained models say of a passage, in the order of their columns."""

from __future__ import annotations

from typing import Final

from claimcheck.schema import ClaimType, Denied, Saying

TYPES: Final = tuple(ClaimType)
DENIED: Final = tuple(Denied)
SAYINGS: Final = tuple(Saying)
#: Those of them that the encoder was taught.
TAUGHT_SAYINGS: Final = (
    Saying.AGAINST_CARE,
    Saying.NO_HARM,
    Saying.RECOVERY,
    Saying.CURE,
    Saying.SHARE,
    Saying.APPROVAL,
    Saying.PRESSURE,
)
#: The others are read off what it makes of a passage (``models/claim_types/probe.py``).
PROBED_SAYINGS: Final = SAYINGS[len(TAUGHT_SAYINGS) :]
#: The eleven types, what a disclaimer denies, whether a patient speaks, and whether an annotator
#: would flag the passage (this may keep a claim from being flagged; nothing is flagged by it).
OUTPUTS: Final = (
    *(str(type_) for type_ in TYPES),
    *(f"denies_{kind}" for kind in DENIED),
    "patient_speaks",
    "goes_beyond",
)
TYPE_COLUMNS: Final = slice(0, len(TYPES))
DENIED_COLUMNS: Final = slice(len(TYPES), len(TYPES) + len(DENIED))
PATIENT_COLUMN: Final = len(TYPES) + len(DENIED)
FLAG_COLUMN: Final = PATIENT_COLUMN + 1
#: What the encoder says: the same, then what the passage says whatever it claims.
ENCODER_OUTPUTS: Final = (*OUTPUTS, *(str(saying) for saying in SAYINGS))
SAYING_COLUMNS: Final = slice(len(OUTPUTS), len(ENCODER_OUTPUTS))
#: Those of them, the first, that it was taught.
TAUGHT_OUTPUTS: Final = (*OUTPUTS, *(str(saying) for saying in TAUGHT_SAYINGS))
#: What the heads of passages alone take: the same, then what the encoder of sentences says.
ALONE_OUTPUTS: Final = (*ENCODER_OUTPUTS, *(f"alone_{saying}" for saying in SAYINGS))
