"""Whole passages that pass on what others say, or that the page takes back right after.

``reported`` asks this of single cues, whatever page they stand on. Here the quotation counts too in
which a passage stands, and the sentence behind it; what follows from it is for the judge, who knows
whether the page sells.
"""

from __future__ import annotations

import re

from claimcheck.claims.passages import Passage
from claimcheck.claims.reported import is_said_by_others, taken_back, takes_back, warns
from claimcheck.schema import BlockKind
from claimcheck.text import fold

#: Where others speak; "our website says" is the page's own.
_MEDIA = (
    r"\b(?<!our )(?<!this )(?:ads?|adverts?|advertisements?|posts?|tweets?|reels?|videos?|clips?|"
    r"films?|podcasts?|memes?|leaflets?|flyers?|brochures?|mailers?|slides?|posters?|banners?|"
    r"captions?|signs?|billboards?|e-?mails?|newsletters?|headlines?|labels?|testimonials?|"
    r"web ?sites?|sites?|(?:web ?|home)?pages?|links?(?! (?:between|in|to our))|"
    r"listings?|hosts?|influencers?|sellers?|salesm[ae]n|clinics?|compan(?:y|ies)|"
    r"firms?|texts?|articles?|claims?)\b"
)
_SAYING = (
    r"(?:says?|said|saying|states?|stated|stating|reads?|reading|wrote|writes|claims?|claimed|"
    r"claiming|promis\w+|tells?|told|telling|calls?|called|calling|shows?|showed|showing|"
    r"offers?|offered|entitled|titled|headed|boasts?|boasted|such as|like)\b"
)
_MEDIUM_SAYS = re.compile(rf"{_MEDIA}(?:\W+[\w'-]+){{0,6}}?\W+{_SAYING}")
#: Before a quotation that goes on over several sentences: "They have an advert: …".
_MEDIUM_OPENS = re.compile(
    r"\b(?:an?|the|their|his|her|its|another) (?:(?!our\b|my\b|this\b)[\w'-]+ ){0,3}?"
    r"(?:ads?|adverts?|advertisements?|leaflets?|flyers?|brochures?|posters?|banners?|e-?mails?|"
    r"mailers?|billboards?|web ?sites?|home ?pages?):\s*$"
)
#: "The advert: …", "I have collected its sentences: …".
_MEDIUM_QUOTED = re.compile(
    rf'{_MEDIA}:\s*"|\b(?:people|they) (?:will |often )?tell you,? ["\']|'
    r"\b(?:collected|gathered|listed|copied|noted|quoted)(?: [\w'-]+){0,4}? "
    r'(?:sentences|phrases|slogans|promises|wordings|expressions):\s*"'
)
_ACCORDING_TO = re.compile(
    rf"\baccording to (?:an?|the|its|their|one|some) (?:[\w'-]+ )?(?:{_MEDIA})|"
    r"\b(?:was|were|is|are) quoted as saying\b|\bobject(?:s|ed) to the claims?\b"
)
#: The rest of a sentence may hang on such words when it is about this long.
_WITHIN_WORDS = 25
_TURNS = re.compile(r";|\b(?:but|yet|however|although|though|whereas|nevertheless|in fact)\b")
#: Said of a quotation in its own sentence.
_IS_A_SAYING = re.compile(
    r'"[^"]*"\W+(?:is|was|are|were) (?:the title|an? (?:claim|slogan|phrase))'
)
#: A sentence that is nothing but a quotation, and one behind it that says whose words it was.
_QUOTE_ALONE = re.compile(r'^\s*"[^"]+"\W*$')
_MEDIUM_USED = re.compile(
    rf"\W*(?:[\w'-]+ ){{0,3}}?{_MEDIA}(?: [\w'-]+){{0,3}}? (?:us(?:e|ed|es|ing)|lik(?:e|es|ed)|"
    r"lov(?:e|es|ed)|print(?:s|ed)?|advertis\w+|promis\w+|writ(?:e|es|ten)|wrote)\b"
)
#: Who hears such a sentence asks back: "I asked: compared with which children?".
_ASKED_BACK = re.compile(
    r"\W*(?:(?:when |then )?(?:i|we) (?:have )?asked\b|(?:improves? on what|"
    r"compared (?:with|to) (?:what|which|whom?)|measured (?:how|by whom)|according to whom?)\b)"
)
#: A sentence behind that leaves nothing of what was said.
_CORRECTS = re.compile(
    r"^\W*(?:in fact,? |in truth,? |but )?(?:"
    r"none of (?:them|these|this|that|it) (?:can|do|does|did|has|have|is|are|was|were|works?)\b|"
    r"(?:they|these|it|this|that) (?:can't|cannot|can not|don't|do not|won't|will not|doesn't|"
    r"does not)\b|(?:it|this|that) isn't (?:true|so|possible)\b|"
    r"there (?:is|are|was|were) no such\b|"
    r"there (?:is|was) no (?:\w+ )?(?:evidence|proof)\b)"
)
#: What a page sets against a myth is its own.
_FACT = re.compile(r"\W*(?:the )?(?:facts?|truth|reality)\b")
#: What stands under "Myths" or "Warning signs" as one of them.
_LISTED = frozenset({BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.QUOTE})
#: A heading that is nothing but a quotation.
_QUOTED_WHOLE = re.compile(r'^\W*"[^"]{8,}"\W*$')


def is_hearsay(passage: Passage, kind: BlockKind, before: str, behind: str = "") -> bool:
    """Whether the passage tells what others claim, or the page takes it back.

    ``before`` and ``behind`` are what stands on either side of it in its block, of this ``kind``: a
    quotation that was opened before reaches it, and whose words it was may be said behind. A
    patient's story is the page's own choice, unless the page says where else it was told.
    """
    folded, earlier = passage.piece.folded, fold(before)
    if _FACT.match(folded):
        return False
    if _media_say(folded) or _is_inside_quotation(earlier) or _IS_A_SAYING.search(folded):
        return True
    if passage.testimonial:
        return False
    return (
        (kind is BlockKind.HEADING and _QUOTED_WHOLE.search(folded) is not None)
        or (kind is BlockKind.LIST_ITEM and (earlier + folded).lstrip().startswith('"'))
        or _is_reported_on(folded)
        or taken_back(folded, 0)
        or _is_taken_back_after(passage)
        or _is_told_whose_words(passage, behind)
        or (kind in _LISTED and _stands_under_warning(passage))
    )


def _media_say(folded: str) -> bool:
    """A medium says something, and what it says is in quotation marks or hangs on a "that"."""
    return _MEDIUM_QUOTED.search(folded) is not None or any(
        _goes_on(folded[found.end() :])
        for pattern in (_MEDIUM_SAYS, _ACCORDING_TO)
        for found in pattern.finditer(folded)
    )


def _goes_on(rest: str) -> bool:
    return '"' in rest or re.match(r"\W*(?:that|it|there|they|to)\b", rest) is not None


def _is_inside_quotation(before: str) -> bool:
    opened, quote, inside = before.rpartition('"')
    if not quote or before.count('"') % 2 == 0 or len(inside.split()) > 2 * _WITHIN_WORDS:
        return False
    if _MEDIUM_OPENS.search(opened) or is_said_by_others(opened, len(opened)):
        return True
    return any(len(opened[found.end() :].split()) <= 1 for found in _MEDIUM_SAYS.finditer(opened))


def _is_reported_on(folded: str) -> bool:
    """Whether words of reporting open the sentence and reach its middle, and nothing turns it."""
    middle = folded.find(" ", len(folded) // 2)
    return middle >= 0 and is_said_by_others(folded, middle) and not _TURNS.search(folded, middle)


def _is_taken_back_after(passage: Passage) -> bool:
    after = passage.after
    return after is not None and (
        takes_back(after.folded) or _CORRECTS.search(after.folded) is not None
    )


def _is_told_whose_words(passage: Passage, behind: str) -> bool:
    """Whether "No side effects." is followed by "Clinics have used such lines for years.".

    Or is asked back about, or stands under "What the adverts say".
    """
    if _QUOTE_ALONE.match(passage.piece.folded) is None:
        return False
    said = fold(behind)
    return (
        _MEDIUM_USED.match(said) is not None
        or _ASKED_BACK.match(said) is not None
        or any(_MEDIUM_SAYS.search(heading.folded) for heading in passage.headings[:1])
    )


def _stands_under_warning(passage: Passage) -> bool:
    above = [heading.folded for heading in passage.headings[:1]]
    above += [passage.context.folded] if passage.context is not None else []
    return any(map(warns, above))
