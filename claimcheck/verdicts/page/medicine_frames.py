"""What pages say of medicines: wordings that advise against them or promise a life without."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.verdicts.page.medicine_names import (
    CARE,
    ESSENTIAL,
    MEDICINE,
    NAMED,
    OPERATION,
)

_BETWEEN = (
    r"(?:(?:all|any|an|the|your|his|her|their|our|my|child's|son's|daughter's|other|of|that|this|"
    r"these|those|two|three|both|regular|daily|prescribed|usual|further|planned|current|old|harsh|toxic|"
    r"dangerous|costly|next|more|taking|using|having|giving|injecting) ){0,5}"
)
_END = (
    r"(?:stop|pause|discontinue|suspend|quit|interrupt|come off|get off|phase out|leave out|"
    r"leave off|cut out|skip|omit|throw (?:away|out)|bin|ditch|postpone|delay|put off|"
    r"hold off(?: on| with)?|wait with|give up|"
    r"(?:wean|taper)(?: (?:him|her|them|yourself|your (?:child|son|daughter)))? off|"
    r"take (?:him|her|them|your (?:child|son|daughter)) off)"
)
#: To say no is also everybody's right.
_STOP = rf"(?:{_END}|say no to|refuse|reject|decline|decide against|turn down)"
_STOPPING = (
    r"(?:stopping|pausing|discontinuing|suspending|quitting|coming off|tapering(?: off)?|"
    r"phasing out|leaving out|cutting out|skipping|putting off|postponing|delaying|refusing|"
    r"declining|cancelling|canceling|holding off(?: on| with)?|waiting with)"
)
_STOPPED = (
    r"(?:stopped|paused|discontinued|suspended|withdrawn|put off|postponed|delayed|"
    r"phased out|tapered(?: off| out| to zero| to nil)?|weaned off|left out|left off|skipped|"
    r"omitted|refused|cancelled|canceled|binned|thrown (?:away|out)|left at home|"
    r"reduced to (?:zero|nil|nothing)|put away|given up)"
)
_WE = (
    r"(?:we|i|our (?:(?:head |chief )?(?:doctors?|physicians?|nurses?|specialists?|"
    r"therapists?|practitioners?)|(?:\w+ )?team|(?:\w+ )?cent(?:er|re)|clinic))"
)
_ADVISE = r"(?:ask|advise|recommend|urge|tell|want|require|encourage|invite|suggest|prefer)s?"
_TOLD = (
    r"(?:(?:that )?(?:all )?(?:our )?(?:you|parents|families|patients|guests|everyone|mothers|"
    r"clients|your child|all of them)(?: all)?(?: to)?|to) (?:first |please |also |completely )?"
)
_YOU = (
    r"(?:you|parents|families|patients|guests|clients|everyone|children|your (?:child|son|"
    r"daughter)|he|she|they)"
)
_MUST = r"(?:must|should|need to|needs to|have to|has to|ought to|are to)"
_MUST_BE = r"(?:must|should|has to|have to|needs? to|is to|are to)"
_ADVERBS = r"(?:first |please |completely |all |then |also |always |slowly |gradually ){0,2}"
_OFTEN = (
    r"(?:often |usually |normally |simply |finally |soon |safely |then |now |also |all |first |"
    r"always |gradually |slowly |completely |even ){0,3}"
)
#: The people of a clinic, in numbers; "people who" begins a warning as often.
_PEOPLE = (
    r"(?:patients|people|guests|clients|families|parents|children|kids|boys|girls|women|men|"
    r"members|users|students|of them|of those|\d+ ?%|per cent|(?:\d+|ten|five|four|three))"
)
_MOST = (
    r"(?:most|many|nearly all|almost all|all|the majority|our|\d+ ?%|\d+ (?:of|out of|in) |"
    r"(?:two|three|four|five|six|seven|eight|nine) (?:of|out of|in) )"
)
_BIN = (
    r"(?:(?:back )?(?:in|into) (?:the|our|a|your) "
    r"(?:\w+ )?(?:bin|trash|dustbin|garbage|cupboard|drawer|cabinet|rubbish|toilet))"
)
_AWAY = rf"(?:away|out|behind|at home|at the airport|down the toilet|{_BIN})"
_COURSE = (
    r"(?:(?:the|your|our|this) (?:[\w-]+ ){0,2}(?:course(?! of)|therapy|programme|program|cure|"
    r"protocol|detox|cleanse|infusions?|cells|drops|sessions?|remed(?:y|ies)))"
)
_JOINED = r"(?:,? (?:and|or|for|such as) [\w' -]{1,30}?)?"
_I = r"(?:i|we|he|she|they|my (?:child|son|daughter))"
#: What may follow the name of a medicine that is to be stopped; another noun makes it a compound
#: ("stop insulin price rises").
_THEN = (
    r"\b(?= (?:at|for|in|on|before|until|till|after|while|during|when|and|or|so|now|today|as|once|"
    r"from|because|with|without|by|immediately|straight|first|altogether|completely|entirely|"
    r"early|forever|then|that|which|it|they|we|you|\d+|one|two|three|four|five|six|seven|eight|"
    r"ten|the|your|a|an|if|this|these)\b| ?[-:;,.!()|/]|[.!]*$)"
)
#: Words that stand for a medicine told of just before.
_IT = r"(?:it|them|that|these|this)"


@dataclass(frozen=True)
class Frames:
    """Patterns over one folded sentence in which names are marked.

    ``named`` finds a medicine or other care at all. ``advice`` is plain wherever it stands;
    ``pushed`` is advice only from somebody who holds out another treatment. ``promise`` tells
    people that they will need no medicine, ``slogan`` so in a headline. ``may_stop`` and
    ``must_keep`` are questions about a medicine; ``refers`` advises against what was named before,
    and ``answered`` says so in answer to a question.
    """

    named: re.Pattern[str]
    advice: re.Pattern[str]
    pushed: re.Pattern[str]
    promise: re.Pattern[str]
    slogan: re.Pattern[str]
    may_stop: re.Pattern[str]
    must_keep: re.Pattern[str]
    refers: re.Pattern[str]
    answered: re.Pattern[str]


def _imperatives(care: str) -> tuple[str, ...]:
    """Said to the reader: stop, put off, say no."""
    return (
        (
            rf"^(?:\W|\d+[.)] )*(?:please |first,? |instead,? |so |just |simply |then )*"
            rf"{_STOP}(?: or \w+)? {_BETWEEN}{care}{_THEN}"
        ),
        (
            rf"^(?:\W)*(?:please )?(?:reduce|cut|taper|bring) {_BETWEEN}{care} (?:down )?to "
            rf"(?:nothing|zero|nil)\b"
        ),
        (
            rf"^(?:until|before|after|from|in|as soon as|while|during)\b[^.;!?]{{3,80}}, "
            rf"(?:please )?{_STOP} {_BETWEEN}{care}{_THEN}"
        ),
        (
            rf"\b(?:please|you are asked to|you will be asked to|we kindly ask to) "
            rf"{_STOP} {_BETWEEN}{care}{_THEN}"
        ),
    )


def _plain() -> tuple[str, ...]:
    """What no guideline and no leaflet says: to the reader, or for the sake of an offer."""
    return (
        *_imperatives(ESSENTIAL),
        r"^(?:\W)*(?:please )?(?:do not|don't|never) I+\b",
        rf"\b{_WE} (?:\w+ )?{_ADVISE} {_TOLD}{_STOP} {_BETWEEN}{ESSENTIAL}{_THEN}",
        (
            rf"\b(?:you|your child|parents|families) {_MUST} {_ADVERBS}{_STOP} {_BETWEEN}"
            rf"{ESSENTIAL}{_THEN}"
        ),
        (
            rf"\b{ESSENTIAL}{_JOINED} {_MUST_BE} {_ADVERBS}be {_ADVERBS}{_STOPPED}\b[^.;!?]{{0,30}}"
            rf"\b(?:before|until|while|during|for|so that) (?:you (?:come|arrive|fly|travel)|"
            rf"arrival|coming|the first|our|(?:the |your )?(?:drips?|infusions?|injections?|"
            rf"cells|detox|cleanse|course|drops|sessions?))\b"
        ),
        (
            rf"\b(?:if|when) (?:you|he|she|they|your child) (?:take|takes|is on|are on|use|uses) "
            rf"{_BETWEEN}{MEDICINE},? (?:please )?(?:stop|pause|discontinue)"
            rf"(?: (?:it|them|taking it|taking them|(?:at least |about )?\w+ (?:days?|weeks?|"
            rf"months?))\b|[.!]*$)"
        ),
        (
            r"^(?:\W)*(?:please )?(?:refuse|skip|cancel|say no to) (?:the|any|your|that|a) "
            r"biops(?:y|ies)\b"
        ),
        (
            rf"\b{ESSENTIAL}\b[^.;!?]{{0,60}}\bplease (?:stop|pause|discontinue|leave off) "
            rf"(?:it|them)\b"
        ),
        (
            rf"\b{ESSENTIAL}\b[^.;!?]{{0,50}}\b{_MUST_BE} be {_STOPPED}\b[^.;!?]{{0,15}}"
            rf"\bbefore (?:arrival|you (?:come|arrive|fly)|the first|our)\b"
        ),
    )


def _pushed() -> tuple[str, ...]:
    """Said by many in good faith too; beside a treatment on offer it speaks for that one."""
    return (
        *_imperatives(CARE),
        rf"^(?:\W)*(?:please )?(?:refrain from|avoid|stay away from) {_BETWEEN}[VI]+{_THEN}",
        (
            rf"\bwe (?:\w+ )?(?:wean|take|get|bring|taper) (?:\w+ ){{1,3}}off "
            rf"{_BETWEEN}{MEDICINE}\b(?![^.;!?]*\b(?:over|slowly|gradually|safely)\b)"
        ),
        (
            r"\bwe (?:do not|don't|never) (?:recommend|advise|allow) [VI]+ (?:alongside|"
            r"together with|during|before|while) (?:our|the|you)\b"
        ),
        (
            rf"^(?:\W)*before you (?:fill|start|take|try|agree to|say yes to)\b[^.;!?]{{0,20}}"
            rf"\b{MEDICINE}\b[^.;!?]{{0,25}}, (?:come to us|try (?:us|our)|"
            rf"give us (?:a (?:try|chance)|[\w-]+ (?:visits?|sessions?|weeks?|months?)))\b"
        ),
        (
            rf"\b{MEDICINE} (?:only |just )?(?:poisons?|destroys?|ruins?) (?:the |your )?"
            rf"(?:liver|kidneys?|brain|body|gut|nerves)\b"
        ),
        r"\b[NVI]+ (?:is|are) (?:nothing but |only |just |pure )?poison\b",
        (
            rf"\b{MEDICINE} (?:must|should|may) not be (?:taken|given|used)\b[^.;!?]{{0,40}}"
            rf"\b(?:around|before|after|during|with|throughout) {_COURSE}"
        ),
        rf"\b{_WE} (?:\w+ )?{_ADVISE} {_TOLD}{_STOP} {_BETWEEN}{CARE}\b",
        rf"\b{_WE} (?:\w+ )?{_ADVISE} {_STOPPING} {_BETWEEN}{CARE}\b",
        rf"\b{_YOU} {_MUST} {_ADVERBS}{_STOP} {_BETWEEN}{CARE}\b",
        rf"\b{CARE}{_JOINED} {_MUST_BE} {_ADVERBS}be {_ADVERBS}{_STOPPED}\b",
        rf"^(?:\W)*cancel (?:the|your|that) {OPERATION}[.!]*$",
        (
            rf"\b{CARE}{_JOINED} (?:is|are) {_OFTEN}{_STOPPED}"
            rf"(?: (?:first|before|at home|during|on arrival|as soon|step by|from day|in the first|"
            rf"within|by|\w+ (?:days?|weeks?|months?) (?:before|prior))\b)"
        ),
        (
            rf"\b(?:do not|don't|never) (?:take|give|use|combine) {_BETWEEN}{MEDICINE}\b"
            rf"[^.;!?]{{0,30}}\b(?:during|throughout|while on|until after|before|with) {_COURSE}"
        ),
        (
            rf"\byou can {_OFTEN}(?:{_END}|forget(?: about)?) {_BETWEEN}"
            rf"[NMTV]+\b"
        ),
        rf"\byou can {_OFTEN}(?:put|throw|leave|toss) {_BETWEEN}{MEDICINE} {_AWAY}\b",
        rf"\b{_MOST}[^.;!?]{{0,40}}\bdecide[sd]? against {_BETWEEN}{CARE}\b",
        (
            r"\b(?:do this|try (?:this|it|us|our)|come to us|visit us|book|choose us|call us)\b"
            r"[^.;!?]{0,40}\bbefore (?:you|they) (?:agree|say yes|consent|submit|give in|let|"
            r"accept|go (?:for|under|through)|start|begin|try)\b[^.;!?]{0,20}\b"
            r"[NMTVO]+\b"
        ),
        (
            rf"\b(?:{MEDICINE}|antibiotics) (?:block|weaken|kill|harm|disturb|destroy)s? "
            rf"(?:the |our |your )?(?:new |stem |good |transplanted )?"
            rf"(?:cells|bacteria|remed(?:y|ies))\b"
        ),
        (
            r"\b(?:[VO]+|biops(?:y|ies)) "
            r"(?:only |just |itself |also )*(?:spreads?|feeds?) (?:the )?"
            r"(?:disease|cancer|tumou?rs?)\b"
        ),
        (
            rf"\b{NAMED}(?:,? and {NAMED})? (?:only |just )?(?:makes?|made) "
            rf"(?:your |the )?"
            rf"(?:nerves?(?: damage| pain)?|neuropathy|disease|illness|condition|depression|adhd|"
            rf"autism|cancer|child) (?:even |far |much )?worse\b"
        ),
    )


def _promises() -> tuple[str, ...]:
    """Said of what will be; ``grave`` names the medicine or is a matter of life."""
    lasting = "[NMTVO]+"
    grave = "[NV]+"
    return (
        rf"\b(?:no longer|never again) needs? {_BETWEEN}{lasting}\b",
        (
            rf"\b(?:free(?:dom)? (?:of|from)|independen(?:t|ce) (?:of|from)|"
            rf"(?:live|living|life|do) without) {_BETWEEN}{grave}\b"
        ),
        (
            rf"\b(?:lets?|allows?|enables?) (?:you|him|her|them|patients|children|people|families) "
            rf"(?:to )?{_END} {_BETWEEN}{MEDICINE}\b"
        ),
        (
            rf"\b(?:nobody|no one|none of (?:our|them|the)\b[\w ]{{0,20}}) (?:\w+ ){{0,2}}?"
            rf"(?:needs?|takes?|uses?) {_BETWEEN}{MEDICINE}\b"
        ),
        (
            rf"\b{MEDICINE}\b[^.;!?]{{0,40}}\b(?:become|becomes|is|are|will be) (?:soon )?a thing "
            rf"of the past\b"
        ),
        rf"\b{_PEOPLE} (?:\w+ ){{0,2}}?puts? {_BETWEEN}{MEDICINE} aside\b",
        rf"\b{MEDICINE} (?:went|goes|ended up|landed) (?:straight )?{_BIN}\b",
        (
            rf"\b(?:(?:will|do|does) not|won't|don't|doesn't|never) need {_BETWEEN}{lasting}"
            rf"[^.;!?,]{{0,20}}\b(?:any ?more|any longer|ever again|again)\b"
        ),
        (
            rf"\b{lasting} (?:is|are|becomes?|will be) {_OFTEN}(?:no longer|not) "
            rf"(?:needed|necessary|required)\b[^.;!?]{{0,20}}"
            rf"(?:\bafter|\bonce|\bany ?more|\bwith|\bwhen|[.!]*$)"
        ),
        (
            rf"\b(?:come|comes|came|coming|get|gets|got|go|goes|went|way|ways|road|path|stay|stays|"
            rf"be|is|are|was|were|(?:of|out of|in) \d+|weaned|tapered|completely|fully|safely) "
            rf"off {_BETWEEN}[NMTV]+\b|"
            rf"(?:^|[-,;:|]) ?(?:and )?off {_BETWEEN}[NMTV]+\b|\band off "
            rf"(?:all|his|her|their) {_BETWEEN}{MEDICINE}\b"
        ),
        (
            rf"\bno (?:more )?{grave} (?:is |was |are |will be )?(?:needed|necessary|required)\b|"
            rf"\bno more {_BETWEEN}[NMV]+\b"
            rf"(?! than)|"
            rf"\bno need (?:for|of) {grave}\b|\brid of {_BETWEEN}{grave}\b"
        ),
        (
            rf"\bsay(?:ing)? (?:good-?bye|farewell|bye(?:[- ]bye)?|adieu) to {_BETWEEN}{lasting}\b|"
            rf"\bkiss {_BETWEEN}{lasting} good-?bye\b"
        ),
        (
            rf"\b{MEDICINE} (?:is|was|are|were) {_OFTEN}(?:stopped|phased out|left off)"
            rf"(?: since\b|[.!]*$)|\b{MEDICINE} (?:is|was|are|were) {_OFTEN}(?:tapered|reduced|"
            rf"brought down|cut) to (?:zero|nil|nothing)\b"
        ),
        rf"\b{MEDICINE} (?:comes?|came) off\b|\bon {MEDICINE} (?:are|is|were|came|got) off it\b",
        rf"\b(?:go|goes|went|leave|left|fly|flew) home without {_BETWEEN}{MEDICINE}\b",
        rf"\b{MEDICINE} (?:can|could) {_OFTEN}be (?:{_STOPPED}|thrown)\b",
        (
            rf"\b(?:can|could|able to) {_OFTEN}(?:stop|come off|get off|leave off|quit|give up|"
            rf"throw (?:away|out)|put (?:away|aside)|bin|ditch|leave behind) {_BETWEEN}{MEDICINE}\b"
        ),
        (
            rf"\b(?:put|throw|threw|thrown|toss|tossed|flush|leave|left) {_BETWEEN}{MEDICINE} "
            rf"{_AWAY}\b|\b(?:throw|threw|tossed) (?:away|out) {_BETWEEN}{MEDICINE}\b|"
            rf"\b{MEDICINE} (?:was |were |are |been )?(?:thrown|tossed) {_AWAY}"
        ),
        (
            r"\b(?:[NMTV]+|steroid|pill)[- ]free "
            r"(?:by|in|within|after|for life|living|life|again)\b"
        ),
        (
            rf"\b{_MOST} ?(?:\d+ )?(?:of our )?{_PEOPLE}\b[^.;!?]{{0,60}}\b(?:cancel(?:s|led|ed)?) "
            rf"(?:it|them|(?:the|their) {_BETWEEN}{lasting})\b"
        ),
        rf"\b{_PEOPLE} (?:\w+ ){{0,2}}?stop(?:ped)? injecting\b(?! (?:drugs|heroin))",
    )


#: A disease, and what holds it or saves life in it. Backs and knees do without both every day.
_PAIRS = (
    (r"arter(?:y|ies)|blockages?|plaque|heart|angina", "O+"),
    (r"cancers?|tumou?rs?|leuka?emia|lymphoma|kidneys?|renal|liver|cirrhosis", "V+"),
    (
        (
            r"diabetes|diabetic|epilepsy|seizures?|fits|adhd|add|autism|depression|bipolar|"
            r"schizophrenia|psychosis|asthma|copd|multiple sclerosis|ms|arthritis|crohn's|colitis|"
            r"lupus|parkinson's|psoriasis|neuropathy|nerve damage|nerve pain|blood pressure|"
            r"hypertension|cholesterol|hiv|thyroid|allerg(?:y|ies)"
        ),
        f"{MEDICINE}|drugs",
    ),
)
_WITHOUT = r"(?:without|minus|free of)"


def _slogans() -> tuple[str, ...]:
    """A disease and, close by, "without" what is proven in it."""
    return tuple(
        rf"\b(?:{disease})\b[^.;!?]{{0,30}}\b{_WITHOUT} {_BETWEEN}(?:{care})\b"
        for disease, care in _PAIRS
    )


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


#: All patterns.
FRAMES = Frames(
    named=_any(rf"\b{CARE}\b|\bstop(?:ped)? injecting\b|\bbiops(?:y|ies)\b"),
    advice=_any(*_plain()),
    pushed=_any(*_pushed()),
    promise=_any(*_promises()),
    slogan=_any(*_slogans()),
    may_stop=_any(
        rf"\b(?:can|may|could|should) {_I} (?:\w+ ){{0,2}}?(?:stop|pause|come off|get off|skip|"
        rf"leave out|quit|refuse|say no|put off|do without|reduce)\b[^?]{{0,40}}\b{CARE}\b"
    ),
    must_keep=_any(
        rf"\b(?:can|may|could|should) {_I} (?:\w+ ){{0,2}}?(?:keep|continue|still|go on)\b"
        rf"[^?]{{0,40}}\b{CARE}\b",
        rf"\b(?:do|does|will) {_I} (?:still|always|(?:have|need) to (?:keep|continue|stay)|"
        rf"really need)\b[^?]{{0,40}}\b{CARE}\b",
        rf"\b(?:is|are) (?:my |our |the |his |her )?{CARE} still (?:needed|necessary)\b",
        rf"\b(?:what about|and) (?:my |our |the |his |her )(?:\w+ ){{0,2}}?{CARE}\b",
    ),
    refers=_any(
        rf"\b{_WE} (?:\w+ )?{_ADVISE} (?:\w+ ){{0,2}}?{_STOPPING} {_IT}\b",
        rf"\b{_WE} (?:\w+ )?{_ADVISE} {_TOLD}{_STOP} {_IT}\b",
        rf"\b{_MOST}[^.;!?]{{0,40}}\bdecide[sd]? against {_IT}\b",
        rf"\b{_IT} {_MUST} {_ADVERBS}be {_STOPPED}\b",
    ),
    answered=_any(
        rf"\b(?:{_IT}|they) (?:is|are) {_OFTEN}(?:no longer|not) (?:needed|necessary)\b",
        rf"\b{_MOST}[^.;!?]{{0,40}}\b(?:taper off|come off|quit|do without|leave (?:it|"
        rf"them|their)|stop (?:it |them )?(?:within|after|for good|altogether|in the first))\b",
        rf"\b(?:{_IT}|they) can {_OFTEN}be {_STOPPED}\b",
    ),
)
