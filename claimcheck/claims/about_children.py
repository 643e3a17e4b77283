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
#: Concept ids of what hardly a child has, and is sold the same treatments for.
OF_GROWN: Final = frozenset(
    {
        "ageing", "als", "alzheimers", "chronic_pain", "copd", "dementia", "fibromyalgia",
        "knee_osteoarthritis", "low_back_pain", "ms", "osteoarthritis", "parkinsons", "stroke",
        "tbi", "type_2_diabetes",
    }
)  # fmt: skip
#: Named less often beside the page's main condition, it is only mentioned.
_SHARE: Final = 3
_LEAST: Final = 2
_LOOKED_AT: Final = 2_000
#: Said to parents, or seen in children alone.
_CHILD: Final = re.compile(
    r"\b(?:your child|(?:your|our) little ones?|parents (?:say|see|report|tell|notice|write)|"
    r"most parents|meltdowns?|tantrums?|first words|eye contact|"
    r"(?:to|in|at|starts?|joins?|joined) (?:an? )?(?:kindergarten|(?:ordinary|mainstream|regular|"
    r"normal|primary) school))\b"
)
#: A story is a child's by who tells it and by what the child does.
_PARENTS: Final = re.compile(
    r"\b(?:(?:our|my|her|his|their|a) (?:\w+ )?(?:son|daughter|boy|girl|child|grandson|"
    r"granddaughter|little one)|(?:mum|mom|mother|dad|father|parents?) of)\b"
)
_CHILDS_STORY: Final = re.compile(
    r"\b(?:meltdowns?|tantrums?|non-?verbal|first words?|no words|eye contact|mummy|mommy|mama|"
    r"(?:his|her) teacher|(?:to|in|at|starts?|joined) (?:an? )?(?:kindergarten|nursery|(?:ordinary|"
    r"mainstream|regular|normal|primary|special) (?:school|class)))\b"
)


def childs_condition(
    first: Mapping[str, Mention], weights: Mapping[str, int], main: str
) -> Mention | None:
    """What children have of the conditions that a page names, unless it is hardly named.

    ``weights`` tell how much each is named, ``main`` is one of ``OF_GROWN``.
    """
    named = {one: weight for one, weight in weights.items() if one in _OF_CHILDREN}
    most = max(named, key=lambda one: named[one], default=None)
    if most is None or named[most] < max(_LEAST, weights.get(main, 0) / _SHARE):
        return None
    return first[most]


def is_of_a_child(passage: Passage, block: Sequence[Passage]) -> bool:
    """Whether a passage speaks of children, or the story in whose block it stands of one."""
    if passage.testimonial:
        told = any(_found(_PARENTS, one.piece) for one in block)
        return told and any(_found(_CHILDS_STORY, one.piece) for one in block)
    return _found(_CHILD, passage.piece)


def _found(words: re.Pattern[str], piece: Piece) -> bool:
    return words.search(piece.folded, 0, _LOOKED_AT) is not None
