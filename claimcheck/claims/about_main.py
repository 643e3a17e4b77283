"""The main subject of a page: what it names most, and gives rather than replaces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from claimcheck.claims.about_children import OF_GROWN, childs_condition
from claimcheck.claims.about_rivals import PRESCRIBED, RIVALS, around, set_aside
from claimcheck.claims.passages import Mention, Passage, Piece
from claimcheck.schema import Block, BlockKind, ConceptKind, Genre, Page, Zone
from claimcheck.text import fold, is_of_readers
from claimcheck.vocabulary import Vocabulary

_IN_HEADING = 3
#: Characters of a piece that are read; one heading may stand over thousands of passages.
_LOOKED_AT = 2000
#: A page that gives a treatment names proven care up to this many times as often.
_NAMED_MORE = 3
#: What no title names and what weighs less than one in so many passages is not what a page is
#: about: devices and teas are sold against insulin without a name that we know, and cells that are
#: never called so beside a drip that one line of the price list names.
_SCARCELY = 20
#: Sentences that make it one all the same, among so many mentions.
_IN_SENTENCES, _MENTIONS = 3, 50
#: Stories of which one does not speak for the rest.
_SEVERAL = 3
#: What a page says right beside a treatment that it does not give.
_REFUSED = re.compile(
    r"\b(?:(?:do(?:es)? not|don't|doesn't|cannot|can't|won't|will not|no longer|never) (?:\w+ )?"
    r"(?:offer|provide|sell|recommend|advise|do$|do:|give them|use them)|please don't|"
    r"we (?:do not|don't) arrange (?:it|this|that|them)\b|"
    r"(?:not|nor) (?:offered|provided|sold|recommended|advised)|be (?:wary|careful)|"
    r"confus\w+ what we do with)\b"
)
_UNSHOWN = re.compile(
    r"\b(?:no (?:good |reliable |clear )?(?:evidence|proof|benefit|difference|better)|"
    r"experimental|unproven|unlicensed|still in trials?|too early to|not ready|"
    r"warn(?:s|ed|ing)?|missed its|failed in|poison(?:s|ed|ing|ous)|dangerous|harmful)\b"
)
#: A question whether the page gives it, and the answer.
_DO_YOU = re.compile(
    r"\b(?:do|can|will) you (?:also )?(?:do|offer|use|give|sell|provide)\b"
    r"(?!.*\b(?:by|in|as|with)\b).*\?\W*$"
)
_NO = re.compile(r"^\W*no\b(?=\W*$|[.,;:!]| (?:we|not)\b)")
_ARTHRITIS, _OF_KNEES = "osteoarthritis", "knee_osteoarthritis"
_KNEES = re.compile(r"(?<!on her )(?<!on his )(?<!on my )(?<!on your )\bknees?\b")
_OTHER_JOINTS = re.compile(
    r"\b(?:hips?|shoulders?|thumbs?|fingers?|hands?|wrists?|ankles?|elbows?|spines?|spinal|necks?|"
    r"backs?|foot|feet|toes?|jaws?)\b"
)
_OFTEN, _MUCH_MORE = 5, 2
#: A question of one reader, who tells their age and has this as well: "I'm 82 with diabetes. Too
#: late for me?"
_ASKED_OF_ONESELF = re.compile(r"\bi(?:'m| am) \d{2,3}\b.*\bwith\b.*\?\W*$")
#: A treatment that the page says it gives.
_GIVEN = re.compile(
    r"\bour\b|\bwe (?:\w+ )?(?:use|offer|give|inject|infuse|combine|provide|administer|apply|"
    r"perform|treat)\b|\b(?:applie[sd]|offers|provides|uses)\b"
)
#: Care that somebody had before, or has beside what the page is about.
_BESIDE = re.compile(
    r"\b(?:had|during|alongside|add(?:ed)?[- ]on to|in addition to|on top of|along with|previous|"
    r"prior|past|(?:men|women|people|patients|children|anyone|those) (?:who are )?(?:on|taking))"
    r"(?: [\w'-]+){0,3}? ?$"
)


def main_mention(
    page: Page, passages: Sequence[Passage], kind: ConceptKind, vocabulary: Vocabulary
) -> Mention | None:
    """The first mention of what the page is about; ``None`` where it names nothing of the kind.

    Headings and the title of the document count three times. Proven care that a page sets aside
    does not count. What else the page gives comes before proven care that no title names. Readers
    who write under a page do not say what it is about, nor one patient of several.
    """
    own = _own(page, passages)
    if kind is ConceptKind.INTERVENTION:
        main = _main_treatment(page, own, vocabulary)
    else:
        first, weights = _conditions(page, own, vocabulary)
        main = first[weights.most_common(1)[0][0]] if weights else None
    return None if main is None or _is_of_one_story(own, main) else _of_knees(page, own, main)


def main_of_children(
    page: Page, passages: Sequence[Passage], main: str, vocabulary: Vocabulary
) -> Mention | None:
    """The first mention of what children have, on a page mainly about grown people's illness."""
    if main not in OF_GROWN:
        return None
    first, weights = _conditions(page, _own(page, passages), vocabulary)
    return childs_condition(first, weights, main)


def _own(page: Page, passages: Sequence[Passage]) -> Sequence[Passage]:
    """Without what readers wrote under the page, unless there is nothing else."""
    own = [one for one in passages if not is_of_readers(page.blocks[one.block], page.text)]
    return own or passages


def _conditions(
    page: Page, passages: Sequence[Passage], vocabulary: Vocabulary
) -> tuple[dict[str, Mention], Counter[str]]:
    """The first mention of each condition, and how much it is named."""
    first, weights, _ = _count(page, passages, ConceptKind.CONDITION)
    weights.update(dict.fromkeys(_in_title(page, first.values(), vocabulary), _IN_HEADING))
    return first, weights


def _of_knees(page: Page, passages: Sequence[Passage], main: Mention) -> Mention:
    """Arthritis of knees, where a page speaks of knees again and again and hardly of other joints.

    Trials are registered joint by joint.
    """
    if main.concept != _ARTHRITIS:
        return main
    told = [one.piece.folded for one in passages if page.blocks[one.block].zone is not Zone.NAV]
    knees, others = (
        sum(len(joint.findall(text)) for text in told) for joint in (_KNEES, _OTHER_JOINTS)
    )
    of_knees = knees >= _OFTEN and knees >= _MUCH_MORE * others
    return replace(main, concept=_OF_KNEES) if of_knees else main


def _is_of_one_story(passages: Sequence[Passage], main: Mention) -> bool:
    """Whether one of several stories names it and nothing else does, or others name others."""
    naming: dict[int, set[str]] = {}
    for passage in passages:
        named = {one.concept for one in passage.piece.mentions if one.kind is main.kind}
        if main.concept in named and not passage.testimonial:
            return False
        if passage.testimonial:
            naming.setdefault(passage.block, set()).update(named)
    telling = sum(main.concept in named for named in naming.values())
    others = sum(bool(named) for named in naming.values()) - telling
    return bool(telling) and (others >= telling or (telling == 1 and len(naming) >= _SEVERAL))


def _main_treatment(
    page: Page, passages: Sequence[Passage], vocabulary: Vocabulary
) -> Mention | None:
    first, weights, titles = _count(page, passages, ConceptKind.INTERVENTION)
    titled = set(_in_title(page, first.values(), vocabulary))
    weights.update(dict.fromkeys(titled, _IN_HEADING))
    sells = page.genre is Genre.SELLS
    # Only refused, or named as what people had before or have beside; a seller gives none of these.
    for idle in [one for one in weights if not weights[one] and (sells or one in RIVALS)]:
        del weights[idle]
    if sells or weights.keys() - PRESCRIBED:
        for medicine in PRESCRIBED & weights.keys() - titles - titled:
            del weights[medicine]
    if not weights:
        return None
    most = weights.most_common(1)[0][0]
    named = titles | titled
    if (
        not named
        and weights[most] * _SCARCELY < len(passages)
        and _is_only_listed(page, passages, most)
    ):
        return None
    if most in RIVALS and page.genre is not Genre.INFORMS and not named & RIVALS:
        given = _given_instead(weights, named, passages, page, vocabulary)
        if given is None and weights[most] * _SCARCELY < len(passages):
            return None
        most = given or most
    return first[most]


def _is_only_listed(page: Page, passages: Sequence[Passage], concept: str) -> bool:
    """Whether lists and tables name a treatment first, and hardly a sentence does."""
    told = [one for passage in passages for one in passage.piece.mentions if one.concept == concept]
    whole = sum(not _is_listed(page, one) for one in told[:_MENTIONS])
    return _is_listed(page, told[0]) and whole < _IN_SENTENCES


def _is_listed(page: Page, mention: Mention) -> bool:
    """Whether it stands in a list or a table, which name what comes on top as well.

    A whole sentence there tells what it does, unless it names it as one of several.
    """
    before, after = page.text[: mention.start].rstrip(), page.text[mention.end :].lstrip()
    one_of_several = before.endswith((",", "(")) and after.startswith((",", ")"))
    within = (block for block in page.blocks if block.start <= mention.start < block.end)
    return one_of_several or any(
        block.kind is BlockKind.TABLE_ROW
        or (block.kind is BlockKind.LIST_ITEM and not page.quote(block).rstrip().endswith("."))
        for block in within
    )


def _count(
    page: Page, passages: Sequence[Passage], kind: ConceptKind
) -> tuple[dict[str, Mention], Counter[str], set[str]]:
    """The first mention of each concept, how much it is named, and which stand in an h1."""
    first: dict[str, Mention] = {}
    weights: Counter[str] = Counter()
    titles: set[str] = set()
    for passage in passages:
        block = page.blocks[passage.block]
        heading = block.kind is BlockKind.HEADING
        named = [one for one in passage.piece.mentions if one.kind is kind]
        given = named and kind is ConceptKind.INTERVENTION
        refused = bool(given) and _is_refused(passage, tuple(_told_of(passage, heading=heading)))
        for mention in named:
            if set_aside(passage.piece, mention):
                continue
            first.setdefault(mention.concept, mention)
            weights[mention.concept] += _weight(passage.piece, mention, block, refused=refused)
            if heading and block.level == 1:
                titles.add(mention.concept)
    return first, weights, titles


def _is_refused(passage: Passage, told: Sequence[Piece]) -> bool:
    """Whether a page says beside a treatment that it does not give it."""
    if any(_REFUSED.search(piece.folded, 0, _LOOKED_AT) for piece in told):
        return True
    asked = told and _DO_YOU.search(passage.piece.folded[:_LOOKED_AT])
    return bool(asked and passage.after and _NO.match(passage.after.folded[:_LOOKED_AT]))


def _weight(piece: Piece, mention: Mention, block: Block, *, refused: bool) -> int:
    """What one mention counts; with 0 alone it is the subject only of pages that sell nothing."""
    heading = block.kind is BlockKind.HEADING
    if mention.kind is not ConceptKind.INTERVENTION:
        of_one = _ASKED_OF_ONESELF.search(piece.folded[:_LOOKED_AT])
        return _IN_HEADING if heading and not of_one else 1
    rival = mention.concept in RIVALS
    beside = rival and _BESIDE.search(around(piece, mention)[0])
    if refused or beside or block.zone is Zone.NAV:
        return 0
    asked = rival and piece.folded.endswith("?")
    return _IN_HEADING if heading and not asked else 1


def _told_of(passage: Passage, *, heading: bool) -> Iterator[Piece]:
    """A passage, the heading right above it, and below a heading what stands there first."""
    yield passage.piece
    if heading and passage.after:
        yield passage.after
    if not heading:
        yield from passage.headings[:1]


def _in_title(page: Page, named: Iterable[Mention], vocabulary: Vocabulary) -> Iterator[str]:
    """Concepts in the title of the document, unless that is a heading, which is counted anyway."""
    title = fold(page.title or "")
    as_long = (block for block in page.blocks if block.end - block.start == len(title))
    if not title or any(fold(page.quote(block)) == title for block in as_long):
        return
    whole = Piece(start=0, end=len(title), folded=title)
    for mention in named:
        inside = [alias for alias in vocabulary[mention.concept].aliases if alias in title]
        for alias in sorted(inside, key=len, reverse=True)[:1]:
            found = re.search(rf"(?<![\w-]){re.escape(alias)}(?![\w-])", title)
            if found and not set_aside(whole, _at(mention, found)):
                yield mention.concept


def _at(mention: Mention, found: re.Match[str]) -> Mention:
    return replace(mention, start=found.start(), end=found.end())


def _given_instead(
    weights: Mapping[str, int],
    named: Collection[str],
    passages: Sequence[Passage],
    page: Page,
    vocabulary: Vocabulary,
) -> str | None:
    """What the page gives, where it names proven care more often; ``None``: nothing is clear.

    ``named`` are concepts that stand in a title.
    """
    given, unshown = _standing(passages, page)
    if titled := [concept for concept in weights if concept in set(named) - unshown]:
        return max(titled, key=lambda concept: weights[concept])
    others = [concept for concept in weights if concept not in RIVALS | unshown]
    is_a = vocabulary.is_a
    families = {
        one: [c for c in others if is_a(c, one) or is_a(one, c)]
        for one in sorted(others, key=lambda concept: -weights[concept])
    }
    most = max(weights.values())
    for best, family in families.items():
        weight = sum(weights[concept] for concept in family)
        rest = weights.keys() - RIVALS - set(family)
        alone = all(weights[concept] < weights[best] for concept in rest)
        if (given & set(family) and weight * _NAMED_MORE >= most) or (alone and weight >= most):
            return best
    return None


def _standing(passages: Sequence[Passage], page: Page) -> tuple[set[str], set[str]]:
    """Concepts that the page says it gives, and concepts that it calls unproven."""
    given: set[str] = set()
    unshown: set[str] = set()
    for passage in passages:
        heading = page.blocks[passage.block].kind is BlockKind.HEADING
        named = {mention.concept for mention in passage.piece.mentions}
        pieces = _told_of(passage, heading=heading) if named else ()
        told = [piece.folded[:_LOOKED_AT] for piece in pieces]
        if any(map(_UNSHOWN.search, told)) or any(map(_REFUSED.search, told)):
            unshown |= named
        elif any(map(_GIVEN.search, told)):
            given |= named
    return given, unshown
