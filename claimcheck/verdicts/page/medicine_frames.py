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
from claimcheck.verdicts.page.medicine_phrases import (
    ADVERBS,
    ADVISE,
    AWAY,
    BETWEEN,
    COURSE,
    END,
    FAMILY,
    IT,
    JOINED,
    MOST,
    MUST,
    MUST_BE,
    OFTEN,
    STOP,
    STOPPED,
    STOPPING,
    THEN,
    TOLD,
    WE,
    YOU,
)
from claimcheck.verdicts.page.medicine_promises import promises


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


#: Before other people's procedures medicines are stopped for good reasons.
_NO_PROCEDURE = (
    r"(?![^.;!?]*\b(?:puncture|surgery|operations?|biops(?:y|ies)|endoscopy|colonoscopy|scans?)\b)"
)


def _imperatives(care: str) -> tuple[str, ...]:
    """Said to the reader: stop, put off, say no."""
    return (
        (
            rf"^(?:\W|\d+[.)] )*(?:please |first,? |instead,? |so |just |simply |then )*"
            rf"{STOP}(?: or \w+)? {BETWEEN}{care}{THEN}"
        ),
        (
            rf"^(?:\W)*(?:please )?(?:reduce|cut|taper|bring) {BETWEEN}{care} (?:down )?to "
            rf"(?:nothing|zero|nil)\b"
        ),
        (
            rf"^(?:until|before|after|from|in|as soon as|while|during)\b[^.;!?]{{3,80}}, "
            rf"(?:please )?{STOP} {BETWEEN}{care}{THEN}"
        ),
        (
            rf"\b(?:please|you are asked to|you will be asked to|we kindly ask to) "
            rf"{STOP} {BETWEEN}{care}{THEN}"
        ),
    )


def _plain() -> tuple[str, ...]:
    """What no guideline and no leaflet says: to the reader, or for the sake of an offer."""
    return (
        *_imperatives(ESSENTIAL),
        r"^(?:\W)*(?:please )?(?:do not|don't|never) I+\b",
        rf"\b{WE} (?:\w+ )?{ADVISE} {TOLD}{STOP} {BETWEEN}{ESSENTIAL}{THEN}",
        (
            rf"\b(?:you|your child|parents|families) {MUST} {ADVERBS}{STOP} {BETWEEN}"
            rf"{ESSENTIAL}{THEN}"
        ),
        (
            rf"\b{ESSENTIAL}{JOINED} {MUST_BE} {ADVERBS}be {ADVERBS}{STOPPED}\b[^.;!?]{{0,30}}"
            rf"\b(?:before|until|while|during|for|so that) (?:you (?:come|arrive|fly|travel)|"
            rf"arrival|coming|the first|our|(?:the |your )?(?:drips?|infusions?|injections?|"
            rf"cells|detox|cleanse|course|drops|sessions?))\b"
        ),
        (
            rf"\b(?:if|when) (?:you|he|she|they|your child) (?:take|takes|is on|are on|use|uses) "
            rf"{BETWEEN}{MEDICINE},? (?:please )?(?:stop|pause|discontinue)"
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
            rf"\b{ESSENTIAL}\b[^.;!?]{{0,50}}\b{MUST_BE} be {STOPPED}\b[^.;!?]{{0,15}}"
            rf"\bbefore (?:arrival|you (?:come|arrive|fly)|the first|our)\b"
        ),
    )


#: Whom to turn to first; a second opinion is nobody's harm.
_ASK_US = (
    r"(?![^.;!?]*\b(?:second opinion|anything|any questions?|surgeons?|risks?|worr\w+|how to|"
    r"prepar\w+|explain\w*|herbs?|blood|fever|crutches|medicines?)\b)[^.;!?,]{0,20}, "
    r"(?:please |kindly )?(?:come to|call|ring|phone|write to|talk to|ask|send|show|visit) "
    r"(?:us|me|our)\b"
)


def _pushed() -> tuple[str, ...]:
    """Said by many in good faith too; beside a treatment on offer it speaks for that one."""
    return (
        *_imperatives(CARE),
        rf"^(?:\W)*(?:please )?(?:refrain from|avoid|stay away from) {BETWEEN}[VI]+{THEN}",
        (
            rf"\bwe (?:\w+ )?(?:wean|take|get|bring|taper) (?:\w+ ){{1,3}}off "
            rf"{BETWEEN}{MEDICINE}\b(?![^.;!?]*\b(?:over|slowly|gradually|safely)\b)"
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
            r"^(?!.*\b(?:not|no|nothing|never|nobody|cannot|\w+n't|stopped|scams?|"
            r"exposed|unprotected|useless|warn\w*|used to|harm\w*)\b)"
            r".*\b(?:nosodes?|homeoprophyla\w+)\b[^.;!?]{0,60}\b(?:in place of|instead of|"
            r"replaces?) (?:the |your )?(?:usual )?I+\b"
        ),
        (
            rf"^(?:\W)*before you (?:agree to|say yes to|consent to|sign (?:up )?(?:for|to)|"
            rf"go in for|(?:give|sign) (?:your |the )?consent (?:for|to|form for))"
            rf"\b[^.;!?,]{{0,25}}\b{OPERATION}\b{_ASK_US}"
        ),
        (
            rf"^(?:\W)*(?:even )?(?:if|when) [^.;!?,]{{0,15}}\b{OPERATION}\b(?: date)? "
            rf"(?:has |is |was )(?:already )?(?:been )?(?:fixed|booked|planned|set|scheduled)"
            rf"{_ASK_US} (?:first\b(?! (?:if|when))|before (?:you (?:agree|go ahead|say yes|"
            rf"ring|call)|(?:it|that)\b))"
        ),
        (
            rf"^(?:\W)*(?:even )?(?:if|when) (?:your|an?|the|one) (?:\w+ )?(?:surgeons?|doctors?|"
            rf"hospital|consultants?|specialists?|orthop\w+|dentists?) (?:has |have )?(?:already )?"
            rf"(?:advised|recommended|suggested|proposed|planned|advises|recommends|suggests|"
            rf"wants|plans)\b[^.;!?,]{{0,20}}\b{OPERATION}\b{_ASK_US} first\b(?! (?:if|when))"
            rf"(?![^.;!?]*\b(?:book|arrang\w+|organi\w+|transport|beds?|insur\w+|pays?|so that|"
            rf"check|in time)\b)"
        ),
        (
            rf"\b{MEDICINE} (?:only |just )?(?:poisons?|destroys?|ruins?) (?:the |your )?"
            rf"(?:liver|kidneys?|brain|body|gut|nerves)\b"
        ),
        r"\b[NVI]+ (?:is|are) (?:nothing but |only |just |pure )?poison\b",
        (
            rf"\b{MEDICINE} (?:must|should|may) not be (?:taken|given|used)\b[^.;!?]{{0,40}}"
            rf"\b(?:around|before|after|during|with|throughout) {COURSE}"
        ),
        rf"\b{WE} (?:\w+ )?{ADVISE} {TOLD}{STOP} {BETWEEN}{CARE}\b",
        (
            rf"(?:^\W*(?:if|when) you[^.;!?]{{3,100}})?\b{WE} (?:can|will|could) (?:have|get) you "
            rf"off (?:it|them|{BETWEEN}{MEDICINE})\b"
        ),
        (
            rf"\b{OPERATION}\b[^.;!?]{{0,20}}\b(?:see|call|ask|visit|come to|talk to) (?:us|me) "
            r"before you (?:put|add|write)\b[^.;!?]{0,30}\blist\b"
        ),
        rf"\b{WE} (?:\w+ )?{ADVISE} {STOPPING} {BETWEEN}{CARE}\b",
        rf"\b{YOU} {MUST} {ADVERBS}{STOP} {BETWEEN}{CARE}\b",
        rf"\b{CARE}{JOINED} {MUST_BE} {ADVERBS}be {ADVERBS}{STOPPED}\b",
        rf"\b{CARE}{JOINED}(?: [^.;!?]{{1,60}} and)? (?:is|are) best {STOPPED}\b{_NO_PROCEDURE}",
        (
            rf"\b{CARE}{JOINED} may {OFTEN}be {STOPPED} (?:for the (?:year|course)|"
            rf"as (?:they|it|these))\b"
        ),
        (
            rf"\b{CARE}{JOINED} [^.;!?]{{1,60}} and (?:is|are) {OFTEN}{STOPPED} "
            rf"(?:before|\w+ (?:days?|weeks?|months?) (?:before|prior))\b{_NO_PROCEDURE}"
        ),
        (
            rf"\b{YOU} (?:is|are) (?:\w+ )?(?:advised|asked|urged|encouraged) to {STOP} {BETWEEN}"
            rf"{CARE}\b"
        ),
        rf"\b{WE} (?:\w+ )?{ADVISE} that {BETWEEN}{CARE}{JOINED} be {STOPPED}\b",
        (
            rf"\b{WE} (?:\w+ )?{ADVISE} that no (?:\w+ )?{CARE}{JOINED} (?:be|is|are) "
            rf"(?:given|taken|started) (?:for|until|within|in the)\b"
        ),
        rf"^(?:\W)*cancel (?:the|your|that) {OPERATION}[.!]*$",
        (
            r"\bwe (?:\w+ )?(?:do not|don't|never|cannot|no longer) (?:recommend|advise|support|"
            r"endorse) (?:any |all |further |more |additional |routine |childhood |other |these |"
            rf"those |the ){{0,3}}I+(?:{THEN}| of (?:any|all|your)\b)"
            r"(?![^.;!?]*\b(?:if|when|while|until|unless|within|before|under|during|twice|again|"
            r"who|other than|travel|over (?:an|any)?other|mandates?|pregnan\w+|"
            r"without (?:an? |the )?(?:check|record|prescription|talking)|"
            r"(?:shortly )?after an? (?:infusion of )?(?:immunoglobulin|transfusion|fever|"
            r"infusion))\b)"
        ),
        (
            rf"\b{CARE}{JOINED} (?:is|are) {OFTEN}{STOPPED}"
            rf"(?: (?:first|before|at home|during|on arrival|as soon|step by|from day|in the first|"
            rf"within|by|(?:for )?\w+ (?:days?|weeks?|months?) (?:before|prior))\b)"
        ),
        (
            rf"\b(?:do not|don't|never) (?:take|give|use|combine) {BETWEEN}{MEDICINE}\b"
            rf"[^.;!?]{{0,30}}\b(?:during|throughout|while on|until after|before|with) {COURSE}"
        ),
        (
            rf"\byou (?:can|may) {OFTEN}(?:{END}|forget(?: about)?) {BETWEEN}"
            rf"[NMTV]+\b(?! only\b)"
        ),
        rf"\byou can {OFTEN}(?:put|throw|leave|toss) {BETWEEN}{MEDICINE} {AWAY}\b",
        (
            rf"\byou (?:can|may) {OFTEN}(?:skip|leave out|drop|omit) (?:the|your) "
            rf"(?:evening|morning|night|second|next) (?:injection|dose|tablet|shot|pill)s?\b"
        ),
        rf"\b{MOST}[^.;!?]{{0,40}}\bdecide[sd]? against {BETWEEN}{CARE}\b",
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
        rf"\b(?:{disease})\b[^.;!?]{{0,30}}\b{_WITHOUT} {BETWEEN}(?:{care})\b"
        for disease, care in _PAIRS
    )


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


#: All patterns.
FRAMES = Frames(
    named=_any(rf"\b{CARE}\b|\bstop(?:ped)? injecting\b|\bbiops(?:y|ies)\b"),
    advice=_any(*_plain()),
    pushed=_any(*_pushed()),
    promise=_any(*promises()),
    slogan=_any(*_slogans()),
    may_stop=_any(
        rf"\b(?:can|may|could|should) {FAMILY} (?:\w+ ){{0,2}}?(?:stop|pause|come off|get off|skip|"
        rf"leave out|quit|refuse|say no|put off|do without|reduce)\b[^?]{{0,40}}\b{CARE}\b"
    ),
    must_keep=_any(
        rf"\b(?:can|may|could|should) {FAMILY} (?:\w+ ){{0,2}}?(?:keep|continue|still|go on)\b"
        rf"[^?]{{0,40}}\b{CARE}\b",
        rf"\b(?:do|does|will) {FAMILY} (?:still|always|(?:have|need) to (?:keep|continue|stay)|"
        rf"really need)\b[^?]{{0,40}}\b{CARE}\b",
        rf"\b(?:is|are) (?:my |our |the |his |her )?{CARE} still (?:needed|necessary)\b",
        rf"\b(?:what about|and) (?:my |our |the |his |her )(?:\w+ ){{0,2}}?{CARE}\b",
    ),
    refers=_any(
        rf"\b{WE} (?:\w+ )?{ADVISE} (?:\w+ ){{0,2}}?{STOPPING} {IT}\b",
        rf"\b{WE} (?:\w+ )?{ADVISE} {TOLD}{STOP} {IT}\b",
        rf"\b{MOST}[^.;!?]{{0,40}}\bdecide[sd]? against {IT}\b",
        (
            rf"\b{MOST}[^.;!?]{{0,40}}?\b(?:(?:do|did|need) not|don't|didn't|never) "
            rf"(?:(?:have|need|want|wish) to )?go back to {IT}\b"
        ),
        rf"\b{IT} {MUST} {ADVERBS}be {STOPPED}\b",
        rf"\b{WE} (?:\w+ )?{ADVISE} {TOLD}[^.;!?]{{0,60}}?\bnot to (?:restart|resume)"
        rf"(?: (?:{IT}|{BETWEEN}{CARE}))?(?: for\b|[.!]*$)",
    ),
    answered=_any(
        rf"\b(?:{IT}|they) (?:is|are) {OFTEN}(?:no longer|not) (?:needed|necessary)\b",
        rf"\b{MOST}[^.;!?]{{0,40}}\b(?:taper off|come off|quit|do without|leave (?:it|"
        rf"them|their)|stop (?:it |them )?(?:within|after|for good|altogether|in the first))\b",
        rf"\b(?:{IT}|they) can {OFTEN}be {STOPPED}\b",
    ),
)
