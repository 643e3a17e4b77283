"""What somebody else says than the page, or of something else than a treatment.

Pages that do not sell quote sellers to answer them, let people tell of themselves alone, and call
small things of every day harmless. Most is read by the rule on safety; what readers write under a
page, and what a writer once believed, by the judge of all flags. Nothing here is a rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import BlockKind, Genre, Page, Span, Speaker
from claimcheck.settings import SPEECH_OF_A_PAPER
from claimcheck.text import fold, is_of_readers
from claimcheck.verdicts.case import Case

#: Characters of a neighbour that say whose a quotation is.
_NEAR = 120
_SPEECH = "reported_speech"
_QUOTED = re.compile(r"\W*[\"“]")
#: Headings and words before a quotation that make it somebody else's.
_OTHERS_SAY = re.compile(
    r"\b(?:adverts?|ads|advertis\w+|promot\w+|marketing|leaflets?|sellers?|claims?|claimed|myths?|"
    r"rumou?rs?|voice notes?|web ?sites?|brochures?|scams?|stated|"
    r"brochures?|flyers?|booklets?|slogans?|sales (?:talks?|scripts?|pitch(?:es)?)|"
    r"the same (?:phrases?|words|sentences?)|"
    r"clinics? (?:say|claim|promise|tell|write))\b"
)
#: What sellers hand out, named beside a block that is quoted.
_MATERIAL = re.compile(
    r"\b(?:adverts?|leaflets?|brochures?|flyers?|booklets?|sales (?:talks?|scripts?|pitch(?:es)?)|"
    r"the same (?:phrases?|words|sentences?)|clinics? (?:say|claim|promise|tell|write))\b"
)
_OF_ONES_OWN = re.compile(
    r"\bour (?:[\w-]+ ){0,2}?(?:adverts?|leaflets?|brochures?|flyers?|booklets?|slogans?|mottos?|"
    r"promises?|web ?sites?|claims?|marketing)\b|"
    r"\bwe (?:\w+ )?(?:say|promise|tell|write|claim|give|repeat|offer)\b"
)
#: A seller, too, may quote somebody who is neither named nor its own.
_SOME_OTHER_SAYS = re.compile(
    r"\b(?:an?|some|other|another) (?:[\w-]+ ){0,2}?(?:web ?sites?|sellers?|adverts?|leaflets?|"
    r"accounts?|shops?|compan(?:y|ies)|clinics?)\b(?:(?!\b(?:our|us|we)\b)[^.;\"]){0,20}"
    r"\b(?:describ\w+|says?|claim\w*|promis\w+|calls?|advertis\w+)\b"
    r"(?:(?!\b(?:our|us|we)\b)[^.;\"]){0,20}$"
)
#: What somebody said, right before the quotation.
_SAID = re.compile(
    r"\b(?:said|says|told (?:me|us|him|her|them)|promised|swears?|swore|going on about):?\W*$"
)
#: What somebody is said to have said, or a page to say, in the words of who tells it.
_SAID_THAT = re.compile(
    r"^\W*(?:(?:he|she|they|the (?:[\w-]+ ){0,1}?[\w-]+) (?:said|says|promised|claimed|"
    r"told (?:me|us|him|her|them)|assured (?:me|us|him|her|them))|"
    r"i (?:have )?read (?:in|on) (?:[\w-]+ ){1,3}?)\s?that\b|"
    r"^\W*(?:but |and |so )?(?:when|as|since) i asked\b[^.;]{0,60}, (?:he|she|they|the [\w-]+) "
    r"(?:said|says|answered|replied)\b|"
    r"^\W*(?:and )?to (?:the|that|this|whoever|everybody|everyone|all those)\b[^.;:]{0,40}\bwho "
    r"(?:keeps? )?(?:post(?:s|ing)?|writ(?:es?|ing)|messag(?:es|ing)|emails?)\b[^.:]*\"|"
    r"^\W*(?:under|below|beneath|above|over|beside) (?:it|that|this|them|the (?:photo\w*|picture|"
    r"film|clip|video|post|advert))\b[^.;:]{0,20}:"
)
#: The same behind it: "Seven in ten improve, it said."
_IT_SAID = re.compile(
    r"^(?!.*\b(?:our|my|we)\b).*,\"? (?:it|the (?:[\w-]+ )?(?:page|site|web ?site|advert|leaflet|"
    r"brochure|flyer|poster|video|film|voice|caption|headline|advertisement)) "
    r"(?:said|says|promised|claimed)\W*$",
    re.DOTALL,
)
#: What somebody else said in so many words, of what is theirs.
_SAID_OF_THEIRS = re.compile(
    r"^\W*(?:he|she|they|the (?:[\w-]+ ){0,2}?[\w-]+) (?:said|says|promised|claimed|wrote|"
    r"(?:told|assured) (?:me|us|him|her|them))\b[^.\"]{0,40}\"[^\"]*\b(?:our|we|us)\b"
)
#: What a company or a clinic by its name said of its own, in quotation marks.
_STATED = re.compile(
    r"^[^\"]{3,80}\b(?:said|says|told|wrote|writes|insist(?:s|ed)|repl(?:ies|ied)|respond(?:s|ed)|"
    r"claim(?:s|ed)|maintain(?:s|ed))\b[^\"]{0,40}\"[^\"]*\b(?:our|we|us)\b"
)
#: Over or before a list of what sellers say.
_ALARMS = re.compile(
    r"^(?!.*\b(?:our|us|results)\b).*\b(?:red flags?|alarm bells?|warning (?:signs?|bells?)|"
    r"(?:phrases|sentences|promises|claims|words) (?:(?:that|which) (?:should|ring|sellers|"
    r"clinics)|(?:used by|of) (?:sellers?|clinics?)|to (?:beware|watch|distrust|question|doubt)))\b"
)
_ALL_QUOTED = re.compile(r"\W*[\"“][^\"“”]+[\"”]\W*")
#: A question right before a quotation: what stands in it is somebody's answer. Whether something
#: is safe pages ask and answer themselves.
_ASKED = re.compile(
    r"^(?!.*\b(?:side[- ]effects?|safe\w*|risk\w*|harm\w*|dangers?|dangerous|hurt)\b).*\?\W*$"
)
#: What answers a quotation right after it.
_REBUFF = re.compile(
    r"^[^.!?]{0,40}[.!?]?\"?\W*(?:hard pass|no,? thanks?|(?:that |it |this )?(?:is not|isn't|"
    r"was not|wasn't) (?:a |an |any |true)|depends|nonsense|rubbish|not true|false|untrue|wrong)\b"
)
_REFUTED = re.compile(
    r"\b(?:(?:gives?|offers?|provides?|brings?) no (?:protection|benefit|relief|cure)|"
    r"no (?:evidence|proof|active ingredients?)|false|untrue|not true|a myth|"
    r"(?:does|do|did)(?: not|n't) (?:work|help|protect|prevent|cure|heal))\b"
)
#: A letter to a column, with its question.
_READER_ASKS = re.compile(r"^\W*q(?:uestion)?\s?[.:)](?=[^?]*\?)")
#: A part of a page in which readers are answered, and the answer behind what one of them said.
_READERS = re.compile(
    r"\b(?:your (?:questions|comments)|(?:readers'?|reader's) (?:questions|comments|letters|"
    r"emails)|(?<!before )you (?:asked|wrote)|(?:from|in) the (?:comments|mailbag|inbox))\b"
)
_ANSWERED = re.compile(
    r"^[^\"]*\"\W*+(?:i|i'm|i'd|i've|we|we're|no|yes|perhaps|maybe|not|nobody|that|this|there|some"
    r"(?:times|body)?)\b(?! (?:more|other|such) )(?![^\"]*\b(?:stories|like (?:it|this|these))\b)"
)
#: What somebody believed then tells of the belief: "I filmed it all and I believed it, I did".
_BELIEVED = re.compile(
    r"(?<!had )(?<!if )\bi (?:(?:really|honestly|truly|so) )?(?:"
    r"believed (?:it|them),? (?:i (?:\w+ )?did|at the time|for (?:a|some|many|\w+) "
    r"(?:days?|weeks?|months?|while|time))\b|(?:had )?(?:convinced|fooled) myself\b(?! to\b))"
)
_RIGHTLY = re.compile(
    r"\b(?:and|but|then) (?:it|he|she|they) (?:did|does|was|were|is|are|has|worked)\b|"
    r"\bi was right\b|\bcame true\b|\bnow i know\b|\btoday (?:he|she)\b|\bi (?:still )?believe it\b"
)
#: One person's own experience, told as no more than that.
_OF_ONESELF = re.compile(
    r"\b(?:side[- ]effects?|complications?|problems?|reactions?) (?:for|with|in) me\b|"
    r"\bi(?:'ve| have|'d| had)?(?: got| had| noticed)? (?:no|not any|never any) "
    r"(?:[\w-]+ )?(?:side[- ]effects?|complications?|reactions?)\b"
)
#: Some are spared, and others are not.
_OF_SOME = re.compile(
    r"\bsome (?:people|patients|children|women|men|of (?:them|us)) (?:will |may )?"
    r"(?:have|had|get|got|feel|felt) no\b"
)
#: Signs of the body that worry people, and helpings of plain food.
_SIGNS_AND_FOODS = re.compile(
    r"\b(?:stools?|urine|spots?|moles?|lumps?|cysts?|noises?|clicks?|clicking|cracking|bruis\w+|"
    r"(?:a|one) (?:slice|pinch|squeeze|piece|handful|spoonful|glass|cup|mug|bit) of (?:[\w-]+ )"
    r"{0,2}?[\w-]+)\b[^.;,]{0,30}\b(?:is|are|was|were) (?:[\w-]+ )?"
    r"(?:harmless|no (?:danger|risk))\b"
)
#: Faint praise in the same breath, or a burden that is named.
_DOES_LITTLE = re.compile(
    r"\bharmless\b[^.;]{0,30}\b(?:so-so|useless|pointless|unproven|little|weak|no better)\b|"
    r"\b(?:so-so|useless|pointless|unproven|weak)\b[^.;]{0,30}\bharmless\b|"
    r"\bside[- ]effects?\b[^.;]{0,5}\b(?:though|although|but)\b[^.;]{0,80}\b(?:tiring|tired|sore|"
    r"soreness|hard|harder|pain\w*|bruis\w*|uncomfortable|dizz\w+|nausea|exhaust\w+)\b"
)
#: So in the sentence behind it: "Oil pulling | Harmless. Not a substitute for brushing."
_AND_USELESS = re.compile(
    r"^\W*(?:(?:but|and|it is|it's|also) )*(?:not? (?:a )?substitute for (?!medical|professional|"
    r"advice|the advice)|does (?:nothing|little)\b|(?:unproven|useless|pointless)\W*(?:$|[.;])|"
    r"not recommended\b)"
)
_HARMLESS = re.compile(r"\bharmless\b")
#: One harm alone, with what keeps it away.
_ONE_HARM = re.compile(
    r"\bno (?:risk|danger) of (?:catching|getting|picking up|passing on)\b[^.;]*\bbecause\b"
)
#: Questions on leaving a medicine, or on giving and not on getting something.
_NOT_OF_TREATING = re.compile(
    r"\b(?:(?:come|coming|came|get|getting) off|stop(?:ping)?|withdraw\w*|donat\w+|"
    r"giving (?:blood|plasma))\b[^.?!]*\?\W*$"
)


def is_anothers(case: Case, span: Span) -> bool:
    """Whether the words found are quoted from somebody, or refuted.

    A page that sells may quote what "a website" says, and nothing else. An informing page quotes
    nobody to rule out harm itself; of another page it must be clear.
    """
    before, after = _around(case, span)
    if not case.sells_nothing:
        opened = before.count('"') % 2 == 1
        return opened and _SOME_OTHER_SAYS.search(before.rpartition('"')[0]) is not None
    if before.count('"') % 2 == 0:
        return case.informs and _REFUTED.search(after) is not None
    # Folded text has one sign for both quotation marks: an odd number of them leaves one open.
    headings = " ".join(map(fold, case.block.heading_path[-1:]))
    lead = before.rpartition('"')[0]
    patterns = (_OTHERS_SAY, _SAID, _ASKED)
    named = _OTHERS_SAY.search(headings) or any(one.search(lead) for one in patterns)
    return case.informs or bool(named) or _REBUFF.search(after) is not None


def is_of_sellers(case: Case, span: Span) -> bool:
    """Whether a page that does not sell quotes sellers: in a sentence, or as a block of its own."""
    if not case.sells_nothing or case.claim.speaker is Speaker.PATIENT:
        return False
    before, after = _around(case, span)
    if before.count('"') % 2 == 1 and '"' in after:
        return _tells_of_sellers(before.rpartition('"')[0], _OTHERS_SAY)
    return case.block.kind is BlockKind.QUOTE and any(
        _tells_of_sellers(words, _MATERIAL) for words in _beside(case)
    )


def _tells_of_sellers(words: str, pattern: re.Pattern[str]) -> bool:
    return pattern.search(words) is not None and _OF_ONES_OWN.search(words) is None


def _beside(case: Case) -> Iterator[str]:
    """What stands right before and behind a block that is a quotation, and over it."""
    blocks, at = case.page.blocks, case.claim.block
    if at:
        yield fold(case.page.quote(blocks[at - 1])[-_NEAR:])
    if at + 1 < len(blocks):
        yield fold(case.page.quote(blocks[at + 1])[:_NEAR])
    yield from map(fold, case.block.heading_path[-1:])


def is_quoted(text: str, before: str = "") -> bool:
    """Whether a passage begins with a quotation mark or within one opened ``before`` it."""
    opened = before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1
    return opened or _QUOTED.match(text) is not None


def is_hearsay(case: Case) -> bool:
    """Whether somebody else is said to have said it, on a page that does not sell."""
    if _STATED.match(case.folded) and not case.sells and _reports(case.page):
        return True
    words = case.folded
    told = _SAID_THAT.match(words) or _SAID_OF_THEIRS.match(words) or _IT_SAID.search(words)
    return case.sells_nothing and told is not None


def _reports(page: Page) -> bool:
    """Whether it informs, or lets people speak as a paper does."""
    return page.genre is Genre.INFORMS or is_a_paper(page)


def is_listed_to_warn(case: Case) -> bool:
    """Whether nothing but a quotation stands in a list of what others say, to warn of it."""
    if case.sells or not _ALL_QUOTED.fullmatch(fold(case.page.quote(case.block))):
        return False
    blocks, at = case.page.blocks, case.claim.block
    first = next((n for n in range(at, 0, -1) if blocks[n].kind is not blocks[at].kind), 0)
    over = (*case.block.heading_path[-1:], case.page.quote(blocks[first]))
    return any(_ALARMS.search(fold(words)) for words in over)


def is_a_paper(page: Page) -> bool:
    """Whether a page lets people speak so often that what stands in quotation marks is theirs.

    The pages room counts offers on it as those of others, too.
    """
    return sum(sign.name == _SPEECH for sign in page.genre_signals) >= SPEECH_OF_A_PAPER


def is_quoted_by_paper(case: Case) -> bool:
    """Whether a paper prints the words as somebody's."""
    quoted = is_quoted(case.claim.quote, case.page.text[case.block.start : case.claim.start])
    return is_a_paper(case.page) and quoted


def is_asked_by_reader(case: Case) -> bool:
    """Whether the words stand in a reader's question or remark, printed to answer it."""
    if _READER_ASKS.match(fold(case.page.quote(case.block))):
        return True
    before, after = _around(case, case.claim)
    headed = any(_READERS.search(fold(step)) for step in case.block.heading_path[-1:])
    told = f"{before}{case.folded}".strip()
    quoted = told.startswith('"') and '"' not in told[1:].rstrip('"')
    return headed and quoted and _ANSWERED.match(f"{told}{after}"[1:]) is not None


def is_readers_comment(case: Case) -> bool:
    """Whether somebody wrote it under a page that does not sell."""
    return not case.sells and is_of_readers(case.block, case.page.text)


def is_once_believed(case: Case) -> bool:
    """Whether a page that does not sell tells in the same block what its writer then believed."""
    if not case.sells_nothing:
        return False
    told = fold(case.page.quote(case.block))
    return _BELIEVED.search(told) is not None and _RIGHTLY.search(told) is None


def is_of_one(case: Case) -> bool:
    """Whether no harm to oneself, or to some, is told where nobody sells by it."""
    told = case.says(_OF_ONESELF) or case.says(_OF_SOME)
    return case.sells_nothing and told is not None


def is_of_little(case: Case, asked: str) -> bool:
    """Whether no treatment is called harmless, or, as sellers too do, one with faint praise."""
    _, behind = _around(case, case.claim)
    if case.says(_HARMLESS) and _AND_USELESS.match(behind):
        return True
    if not case.sells_nothing:
        return False
    told = case.says(_SIGNS_AND_FOODS) or case.says(_DOES_LITTLE) or case.says(_ONE_HARM)
    return told is not None or _NOT_OF_TREATING.search(asked) is not None


def _around(case: Case, span: Span) -> tuple[str, str]:
    """What stands before and after a place in its block."""
    text = case.page.text
    return fold(text[case.block.start : span.start]), fold(text[span.end : case.block.end])
