"""What a passage on a child is about, on a page that is about grown people's illnesses as well.

Sellers of one treatment for many list strokes beside autism. That a boy talks and goes to an
ordinary school then says nothing of the illness that such a page names most.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from claimcheck.claims.passages import Mention, Passage, Piece

#: Concept ids of what children have, or are born with.
_OF_CHILDREN: Final = frozenset(
    {
        "adhd", "apraxia", "autism", "autism_irritability", "bedwetting", "birth_asphyxia",
        "cerebral_palsy", "down_syndrome", "dyslexia", "fragile_x", "infant_colic",
        "intellectual_disability", "muscular_dystrophy", "neurodevelopmental", "pans_pandas",
        "preterm_birth", "rett_syndrome", "speech_delay", "spina_bifida",
        "spinal_muscular_atrophy", "stuttering", "tourette",
    }
)  # fmt: skip
#: What hardly a child has, and is sold the same treatments for.
_OF_GROWN: Final = frozenset(
    {
        "ageing", "als", "alzheimers", "chronic_pain", "copd", "dementia", "diabetes",
        "fibromyalgia", "knee_osteoarthritis", "long_covid", "low_back_pain", "ms",
        "osteoarthritis", "parkinsons", "spinal_cord_injury", "stroke", "tbi", "type_2_diabetes",
    }
)  # fmt: skip
#: Named less often beside the page's main condition, it is only mentioned.
_SHARE: Final = 3
_LEAST: Final = 2
_LOOKED_AT: Final = 2_000
#: Not the children of somebody who is ill.
_CHILD: Final = re.compile(
    r"(?<!their )(?<!his )(?<!her )(?<!my )(?<!and )\b(?:child(?:ren)?|kids?|toddlers?)\b"
    r"(?! of (?:mine|ours)\b)|"
    r"\b(?:parents (?:say|see|report|tell|notice|write)|most parents|meltdowns?|tantrums?|"
    r"kindergarten|(?:ordinary|mainstream|regular|normal|primary) school|non-?verbal|"
    r"(?:first|new|no) words|eye contact|school (?:year|age|day)|at school)\b"
)
#: A story is a child's by more than a daughter who drives: "a parent", "she said 'mummy'".
_CHILDS_STORY: Final = re.compile(
    r"\b(?:meltdowns?|tantrums?|kindergarten|nursery|(?:ordinary|mainstream|regular|normal|primary|"
    r"special) (?:school|class(?:room)?)|non-?verbal|(?:first|new|no|single) words?|eye contact|"
    r"mummy|mommy|mama|his teacher|her teacher|toilet train\w*|nappies|diapers)\b"
)


def childs_condition(
    first: Mapping[str, Mention], weights: Mapping[str, int], main: str
) -> Mention | None:
    """What children have of the conditions that a page names, if it is mainly about grown people.

    ``weights`` tell how much each is named.
    """
    if main not in _OF_GROWN:
        return None
    named = {one: weight for one, weight in weights.items() if one in _OF_CHILDREN}
    most = max(named, key=lambda one: named[one], default=None)
    if most is None or named[most] < max(_LEAST, weights.get(main, 0) / _SHARE):
        return None
    return first[most]


def is_of_a_child(passage: Passage, block: Sequence[Passage]) -> bool:
    """Whether a passage speaks of children, or the story in whose block it stands of one."""
    if passage.testimonial:
        return any(_found(_CHILDS_STORY, one.piece) for one in block)
    return _found(_CHILD, passage.piece)


def _found(words: re.Pattern[str], piece: Piece) -> bool:
    return words.search(piece.folded, 0, _LOOKED_AT) is not None
