"""How a story turns: how it stood before, and how it stands now.

Stories told in two or three sentences have no single one that holds both. So the whole block in
which a claim stands is read, and the turn is quoted from the claim that tells how it stands now.
Read by the rules of the ``TES`` family; nothing here is a rule.
"""

from __future__ import annotations

import functools
import re

from claimcheck.schema import BlockKind, ConceptKind, MentionOrigin, Span, Zone
from claimcheck.text import fold
from claimcheck.verdicts.case import Case

#: A longer block is no card with one story; of it only what stands around the claim is read.
_STORY_CHARS = 700
_AROUND_CHARS = 300

_CARE_PEOPLE = (
    r"(?:surgeons?|doctors?|docs?|consultants?|specialists?|(?:cardi|onc|neur|ur|rheumat)ologists?|"
    r"pa?ediatricians?|psychiatrists?|physicians?|therapists?|hospitals?|they|he|she)"
)
_DOOM = (
    r"(?:never|nothing (?:more|else|could|to)|no (?:more )?(?:hope|cure|chance|option|way)|"
    r"only (?:option|choice|way|hope|chance)|not (?:live|walk|talk|survive|see)|lose|die|dying|"
    r"terminal|incurable|inoperable|hopeless|wheelchair|amputat\w+|transplant|operation|surgery|"
    r"dialysis|for life|for (?:the rest of )?(?:my|his|her) life|months|weeks to live|give up)"
)
_SPAN_OF_TIME = r"(?:days?|weeks?|months?|years?|christmas|winter|summer)"
_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"christmas|easter|spring|summer|autumn|fall|winter)"
)
_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"twenty|thirty|forty)"
)
_ROUND = (
    r"(?:infusions?|sessions?|visits?|treatments?|therapy|doses?|rounds?|bags?|courses?|injections?|"
    r"drips?|dives?|shots?|cycles?|adjustments?)"
)
_ONE = r"(?:i|he|she|we|(?:my|our) \w+)"
_TURNED_DOWN = (
    r"(?:refused|declined|cancelled|canceled|turned down|said no to|walked away from) (?:the |my |"
    r"his |her |their )?(?:\w+ )?(?:operation|surgery|chemo\w*|amputation|transplant|radiation|"
    r"radiotherapy|dialysis|mastectomy)"
)
#: A doctor's forecast, or care that doctors held needed.
_FORECAST = re.compile(
    rf"\b(?:{_CARE_PEOPLE} (?:all |both |had )?(?:wanted|planned|meant|decided|were going) to "
    r"(?:replace|amputate|operate|remove|take|cut|fuse|open|put (?:me|him|her|us) on)|"
    r"(?:was|were) (?:going|about|booked|due|scheduled|set) (?:to (?:be )?|for )(?:\w+ )?"
    r"(?:operat\w+|surgery|amputat\w+|transplant\w*|los(?:e|ing)|die|dialysis|chemo\w*)|"
    r"(?:gave|given|giving) (?:me|him|her|us|them|(?:my|our|his|her) \w+) "
    rf"(?:\w+ ){{0,4}}?(?:{_SPAN_OF_TIME}|no chance|no hope)\b"
    r"(?! (?:to (?!live)|of|for|free|off|in\b))|"
    rf"(?:was|were|been|got) told [^.!?]{{0,60}}?\b{_DOOM}|"
    rf"(?:told|said to) (?:me|us|him|her) [^.!?]{{0,60}}?\b{_DOOM}|"
    rf"said (?:that )?(?:i|he|she|we)(?:'d| would| will| had to| might) [^.!?]{{0,40}}?\b{_DOOM}|"
    r"(?:had )?(?:booked|listed) (?:me|him|her|us) for|sent (?:me|him|her|us) home(?! with)|"
    r"stage (?:four|iv|4)\b|"
    r"on (?:oxygen|dialysis|insulin|morphine|a ventilator|a waiting list) (?:since|for)|"
    rf"{_TURNED_DOWN})\b"
)
_REFUSED = re.compile(rf"\b{_TURNED_DOWN}\b")
_DEEDS = (
    r"(?:asked|spoken|spoke|said|talked|walked|slept|hugged|looked|pointed|played|eaten|ate|sat|stood|"
    r"read|sung|sang|called|smiled|laughed|let|answered|held)\b"
)
_ABLE = (
    r"(?:walk|talk|speak|sleep|move|work|see|hear|eat|breathe|climb|bend|stand|sit|lift|hold|feel|"
    r"read|write|dress|drive|play|run|swallow|turn|button|tie|think|concentrate|get out|"
    r"leave (?:the|my|his|her) (?:house|bed|room))\w*"
)
#: How it stood otherwise: a state of need.
_NEED = re.compile(
    r"\b(?:(?:he|she|child|son|daughter|boy|girl) (?:had|has) never|"
    rf"i had never {_ABLE}|"
    r"(?:would|will|'d) never (?:walk|talk|speak|read|see|work|run|eat|live|recover|be|have)|"
    r"(?:was|were) (?:going|about|due|set) to (?:be \w+|give up|quit|lose|leave|die|stop|drop out|"
    r"move into|retire|need)|"
    r"on (?:steroids|opioids|painkillers|crutches|methadone|a walker) (?:since|for|every)|"
    r"years of (?:nothing|silence|pain\w*|pills|agony|suffering|migraines?|headaches?|insulin|"
    r"injections|steroids|drugs|medications?|doctors|tests|hell|misery|struggl\w+|trying|tears)|"
    r"used to (?:cry|scream|need|sit|lie|stay|wake|walk with|hurt|hide|fall|bite|hit)|"
    rf"(?:could not|couldn't|could (?:hardly|barely)|was unable to|wasn't able to) {_ABLE}|"
    r"(?:was|were|came(?: in)?|arrived|lived|sat|been) (?:\w+ ){0,2}?(?:bedridden|bed-?bound|"
    r"housebound|suicidal|non-?verbal|mute|in (?:a|my|his|her) wheelchair|on crutches|"
    r"on a stretcher)|"
    r"(?:tore|ruptured|broke|shattered|crushed) (?:my|his|her)|"
    r"(?:hands?|legs?|back|knees?|head|joints?|feet|hips?) (?:shook|ached|hurt|trembled|burned|"
    r"throbbed|gave way)|had tried (?:everything|it all)|nothing (?:had )?helped|"
    rf"never (?!again\b){_DEEDS}|"
    r"(?:hearing|sight|speech|voice|memory|feeling|strength) was gone|"
    rf"(?:taking|took|swallowed|on) {_NUMBER} (?:tablets|pills|drugs|medicines|medications)|"
    r"before (?:the |my |his |her |our )?(?:\w+ ){0,2}?(?:infusions?|injections?|drips?|therapy|"
    rf"treatments?|cells),? {_ONE}\b|"
    r"had a (?:date|day) (?:picked|set|chosen)|(?:planned|wanted|ready) to (?:die|give up|"
    r"end it))\b"
)
#: Words after "now I" that tell of no gain.
_NO_GAIN = (
    r"(?:still|only|just|know|think|understand|tell|warn|advise|wonder|regret|owe|live with|"
    r"have to|(?:need|take|use)(?! (?:none|no|nothing|neither)\b)|wait|manage|check|"
    r"see (?:my|a|the)|hope|wish|am (?:told|waiting|worse)|"
    r"is worse|are worse|cannot|can not|could not|do not|don't|does not|doesn't|will not|won't|"
    r"can't(?! (?:\w+ )?(?:stop|make|get|keep))|had|did not|didn't)\b"
)
#: How it stands: told of the time since, of the care, or set against "never".
_AFTER = re.compile(
    rf"\b(?:(?:(?:now|today|these days|nowadays|yesterday|tonight|"
    rf"(?:this|last) (?:weekend|week|month|night|year|morning|{_MONTHS}|\w+day)|"
    rf"(?:by|in|since) (?:last )?{_MONTHS}|"
    rf"(?:a|{_NUMBER}|some|a few) {_SPAN_OF_TIME} (?:later|on)|"
    rf"(?:{_NUMBER}|a few) {_ROUND} later|"
    rf"(?:after|since) (?:(?:the|my|his|her|our|this|just|only) )?(?:\w+ ){{0,2}}?"
    rf"(?:{_ROUND}|week|day|month)(?: (?:number )?{_NUMBER})?"
    rf"),? {_ONE}(?:'m|'s|'re|'ve)? (?!{_NO_GAIN}))|"
    rf"on the (?:flight|plane|way|drive|train) (?:back|home),? {_ONE}(?:'m|'s)? (?!{_NO_GAIN})|"
    rf"it has been (?:\w+ )?{_NUMBER} {_SPAN_OF_TIME} since (?:my|his|her) last|"
    rf"since {_MONTHS},? (?:no|not a|not one) \w+|that was in (?:19|20)\d\d\b|"
    rf"(?:i|he|she) (?!{_NO_GAIN})\w+ (?:\w+ ){{1,4}}?(?:last (?:night|weekend|week)|yesterday|"
    r"this morning)\b|"
    rf"(?:{_ROUND}|week|day|month) {_NUMBER}: \w+ \w+|"
    r"(?:now|today),? (?:the )?\w+ (?:is|are) (?:normal|fine|gone|clear|perfect)\b|"
    rf"that (?:was|is) (?:\w+ ){{0,3}}?(?:days|weeks|months|years?)\b[^.!?]{{0,30}}? ago|"
    r"(?:i am|i'm|(?:he|she|we) (?:is|are)|(?:he|she)'s|we're) (?:still )?(?:here|alive|standing)\b"
    r"(?! (?:to|for|with|in|at|on|if|and help)\b)|"
    rf"(?:dr\.?|doc|doctor) (?:\w+\.? ){{1,2}}?saved (?:it|them|my|his|her|me|him)\b|"
    rf"(?:he|she) had never {_DEEDS}|"
    r"and then (?:a|one|the) (?:hug|word|kiss|smile|step|sentence|look|laugh)\b)"
    r"[^.!?\";]{0,90}"
)
#: The story does not end well, it warns, or it tells of a study.
_NO_GOOD_END = re.compile(
    r"\bstill (?:can(?:not|'t)|could(?: not|n't)|do(?:es)?(?: not|n't)|has(?: not|n't)|"
    r"have(?: not|n't)|not|in pain|in (?:a|his|her|my) wheelchair|on (?:insulin|dialysis|oxygen)|"
    r"needs?|waits?|waiting)\b|"
    r"\b(?:worse|worsened|died|passed away|did nothing|nothing (?:changed|happened)|"
    r"(?:did not|didn't|has not|hasn't|had not) (?:work|help|change|do|happen)\w*|"
    r"no (?:difference|change|better|effect|improvement)|relapsed?|regret\w*|refund|money back|"
    r"wast(?:e|ed)|misled|lied|(?:pain|cancer|tumou?r|it|disease|symptoms) (?:came|has come|is) "
    r"back|"
    r"with an infection|never (?:came|happened|did)|wish (?:i|we) (?:had|hadn't)|"
    r"trial|placebo|stud(?:y|ies)|participa\w+|took part|volunteer\w*|research\w*)\b"
)
#: Nothing came of it.
UNCHANGED = re.compile(
    r"\b(?:did not|didn't|no) (?:change|improve|help|work|difference|effect)|"
    r"^(?!.*\b(?:first|until|then|now|but|any ?more|again)\b).*\b(?:(?:did not|didn't|could not|"
    r"couldn't) (?:see|notice)|never (?:saw|noticed)) (?:a|any|much) "
    r"(?:change|difference|effect|improvement)\b(?! (?:between|from|of|to)\b)"
)
#: A quotation, or "Greta, 52, …".
_CARD_OR_QUOTE = re.compile(r"^\s*(?:\"|[a-z]{2,30}(?: [a-z]\.?)?, (?:aged? )?\d{1,2}\b)")
#: An unclear page must name its care in the story, for nobody may be selling any.
_CARE = re.compile(rf"\b(?:{_ROUND}|clinic|cells?|exosomes?|chelations?|protocol|program(?:me)?)\b")


@functools.lru_cache(maxsize=512)
def _folded(text: str) -> str:
    return fold(text)


def story_of(case: Case) -> tuple[str, int]:
    """The story in which a claim stands, as patterns read it, and where it begins on the page."""
    block, claim = case.block, case.claim
    start, end = block.start, block.end
    if end - start > _STORY_CHARS:
        start = max(start, claim.start - _AROUND_CHARS)
        end = min(end, claim.end + _AROUND_CHARS)
    return _folded(case.page.text[start:end]), start


def is_quoted(case: Case) -> bool:
    """Whether the claim stands in somebody's quoted words, or on a card with name and age."""
    block = case.block
    if block.kind is BlockKind.QUOTE or block.zone in {Zone.TESTIMONIAL, Zone.QUOTE}:
        return True
    return _CARD_OR_QUOTE.match(story_of(case)[0]) is not None


def names_care(case: Case) -> bool:
    """Whether the story says what care it tells of, in its own words or in those around it."""
    treatments = [one for one in case.claim.concepts if one.kind is ConceptKind.INTERVENTION]
    near = any(one.origin is not MentionOrigin.PAGE for one in treatments)
    return near or _CARE.search(story_of(case)[0]) is not None


def ends_badly(story: str) -> bool:
    """Whether a story does not end well, warns, or tells of a study."""
    return _NO_GOOD_END.search(story) is not None


def turn(case: Case) -> Span | None:
    """The words of the claim that tell how it stands now, in a story that turned for the better.

    ``None`` unless the story tells how it stood before, has no bad end, and this claim is the one
    that holds its first turn: so that one story is told once.
    """
    story, at = story_of(case)
    before = _FORECAST.search(story) or _NEED.search(story)
    if before is None or ends_badly(story):
        return None
    if not (case.sells or (case.unsupported and _CARE.search(story))):
        return None
    found = _AFTER.search(story)
    if found is None or not case.claim.start <= at + found.start() < case.claim.end:
        return None
    start = at + found.start()
    end = min(at + found.start() + len(found.group().rstrip(" ,-")), case.claim.end)
    return Span(start=start, end=end)


def overturned(case: Case) -> Span | None:
    """The turn of a story in which doctors had foreseen worse, or had held care needed."""
    story, _ = story_of(case)
    return turn(case) if _FORECAST.search(story) else None


def refused(case: Case) -> bool:
    """Whether the one who tells turned down an operation or a drug that doctors advised."""
    return _REFUSED.search(story_of(case)[0]) is not None
