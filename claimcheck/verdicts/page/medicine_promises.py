"""What pages promise of a life without medicines, and how people tell that they have left them."""

from __future__ import annotations

from claimcheck.verdicts.page.medicine_names import MEDICINE, NAMED
from claimcheck.verdicts.page.medicine_phrases import (
    AFTER_OURS,
    AWAY,
    BETWEEN,
    BIN,
    END,
    FAMILY,
    JOINED,
    LESS,
    MOST,
    OFTEN,
    OURS,
    PEOPLE,
    STOPPED,
    THEN,
    WE,
    YOU,
)

#: What is on offer, where it stands before a promise: "With chelation you will not need a bypass".
_BY_OURS = (
    rf"(?:with|thanks to|after|through|by|once|on) [^.;!?,A-Z]{{0,30}}?\b(?:our|this|{OURS}|"
    r"stem cells?|chelation|hyperbaric|ozone|homeopath\w+|infusions?|drips?|injections?|"
    r"protocol|programme|program|method|peptides?)\b[^.;!?A-Z]{0,30}?"
)


def promises() -> tuple[str, ...]:
    """Patterns of what will be; ``grave`` names the medicine or is a matter of life."""
    lasting = "[NMTVO]+"
    grave = "[NV]+"
    return (
        rf"\b(?:no longer|never again) needs? {BETWEEN}{lasting}\b",
        rf"\bno longer (?:has|have|had|find) (?:a|any) use for {BETWEEN}{lasting}\b",
        rf"\bno (?:further|more) (?:need|use) (?:of|for) {BETWEEN}{lasting}\b",
        rf"\b{lasting}\b[^.;!?]{{0,30}}\bhave since cancell?ed (?:it|them|theirs)\b",
        (
            rf"\b(?:free(?:dom)? (?:of|from)|independen(?:t|ce) (?:of|from)|"
            rf"(?:live|living|life|do) without) {BETWEEN}{grave}\b"
        ),
        (
            rf"\b(?:lets?|allows?|enables?) (?:you|him|her|them|patients|children|people|families) "
            rf"(?:to )?{END} {BETWEEN}{MEDICINE}\b"
        ),
        (
            rf"\b(?:nobody|no one|none of (?:our|them|the)\b[\w ]{{0,20}}) (?:\w+ ){{0,2}}?"
            rf"(?:needs?|takes?|uses?) {BETWEEN}{MEDICINE}\b"
        ),
        (
            rf"\b{MEDICINE}\b[^.;!?]{{0,40}}\b(?:become|becomes|is|are|will be) (?:soon )?a thing "
            rf"of the past\b"
        ),
        rf"\b{PEOPLE} (?:\w+ ){{0,2}}?puts? {BETWEEN}{MEDICINE} aside\b",
        (
            rf"\b(?:he|she|they|i|(?:his|her|their|my|the) (?:mother|father|mum|dad|parents|son|"
            rf"daughter)) (?:(?:has|have|had|could|can) )?(?:gave|given|handed) back "
            rf"{BETWEEN}{NAMED}"
        ),
        rf"\b{MEDICINE} (?:went|goes|ended up|landed) (?:straight )?{BIN}\b",
        (
            rf"\b(?:(?:will|do|does) not|won't|don't|doesn't|never) need {BETWEEN}{lasting}"
            rf"[^.;!?,]{{0,20}}\b(?:any ?more|any longer|ever again|again)\b"
        ),
        (
            rf"\b{lasting} (?:is|are|becomes?|will be) {OFTEN}(?:no longer|not) "
            rf"(?:needed|necessary|required)\b[^.;!?]{{0,20}}"
            rf"(?:\bafter|\bonce|\bany ?more|\bwith|\bwhen|[.!]*$)"
        ),
        (
            rf"\b(?:come|comes|came|coming|get|gets|got|go|goes|went|way|ways|road|path|stay|stays|"
            rf"be|is|are|was|were|(?:of|out of|in) \d+|weaned|tapered|completely|fully|safely) "
            rf"off {BETWEEN}[NMTV]+\b|"
            rf"(?:^|[-,;:|]) ?(?:and )?off {BETWEEN}[NMTV]+\b|\band off "
            rf"(?:all|his|her|their) {BETWEEN}{MEDICINE}\b"
        ),
        (
            rf"\bno (?:more )?{grave} (?:is |was |are |will be )?(?:needed|necessary|required)\b|"
            rf"\bno more {BETWEEN}[NMV]+\b"
            rf"(?! than)|"
            rf"\bno need (?:for|of) {grave}\b|\brid of {BETWEEN}{grave}\b"
        ),
        (
            rf"\bsay(?:ing)? (?:good-?bye|farewell|bye(?:[- ]bye)?|adieu) to {BETWEEN}{lasting}\b|"
            rf"\bkiss {BETWEEN}{lasting} good-?bye\b"
        ),
        (
            rf"\b{MEDICINE} (?:is|was|are|were) {OFTEN}(?:stopped|phased out|left off)"
            rf"(?: since\b|[.!]*$)|\b{MEDICINE} (?:is|was|are|were) {OFTEN}(?:tapered|reduced|"
            rf"brought down|cut) to (?:zero|nil|nothing)\b"
        ),
        rf"\b{MEDICINE} (?:comes?|came) off\b|\bon {MEDICINE} (?:are|is|were|came|got) off it\b",
        rf"\b(?:go|goes|went|leave|left|fly|flew) home without {BETWEEN}{MEDICINE}\b",
        rf"\b{MEDICINE} (?:can|could) {OFTEN}be (?:{STOPPED}|thrown)\b",
        (
            rf"^\W*(?:when|once|as soon as|after) [^.;!?,A-Z]{{0,40}}\b{OURS}\b"
            rf"[^.;!?,A-Z]{{0,40}}, {BETWEEN}(?:\w+ )?{MEDICINE} "
            rf"(?:can|could|may|will) {OFTEN}be {LESS}\b"
        ),
        (
            rf"\b(?:first|second|third|fourth|fifth) (?:week|month|day|session|visit)\b"
            rf"[^.;!?A-Z]{{0,20}}?\b{WE}(?:,? (?:as (?:a )?rule|usually|often|normally),?)? "
            rf"(?:begins?|starts?) to (?:decrease|reduce|lower|taper|cut|stop) "
            rf"(?:the (?:dose|amount) of )?{BETWEEN}(?:\w+ )?{MEDICINE}{THEN}"
        ),
        (
            rf"\b(?:can|could|able to) {OFTEN}(?:stop|come off|get off|leave off|quit|give up|"
            rf"throw (?:away|out)|put (?:away|aside)|bin|ditch|leave behind) {BETWEEN}{MEDICINE}\b"
        ),
        (
            rf"\b(?:put|throw|threw|thrown|toss|tossed|flush|leave|left) {BETWEEN}{MEDICINE} "
            rf"{AWAY}\b|\b(?:throw|threw|tossed) (?:away|out) {BETWEEN}{MEDICINE}\b|"
            rf"\b{MEDICINE} (?:was |were |are |been )?(?:thrown|tossed) {AWAY}"
        ),
        (
            r"\b(?:[NMTV]+|steroid|pill)[- ]free "
            r"(?:by|in|within|after|for life|living|life|again)\b"
        ),
        (
            rf"\b{MOST} ?(?:\d+ )?(?:of our )?{PEOPLE}\b[^.;!?]{{0,60}}\b(?:cancel(?:s|led|ed)?) "
            rf"(?:it|them|(?:the|their) {BETWEEN}{lasting})\b"
        ),
        rf"\b{MEDICINE}{JOINED} (?:may|might|can|could|will) {OFTEN}be {OFTEN}{LESS}{AFTER_OURS}",
        (
            rf"\b{MEDICINE}{JOINED} (?:is|are) {OFTEN}{LESS} (?:stepwise |step by step )?"
            rf"from (?:week|day|month)\b"
        ),
        (
            rf"\b{PEOPLE} (?:\w+ ){{0,2}}?(?:lower|reduce|halve|cut|taper|drop)(?:e?d)? "
            rf"{BETWEEN}{MEDICINE}{AFTER_OURS}"
        ),
        (
            rf"\b(?:gentle|natural|safer?|mild|herbal) (?:replacement|substitute|alternative) "
            rf"(?:for|to) {BETWEEN}[NM]+\b"
        ),
        rf"\b{PEOPLE} (?:\w+ ){{0,2}}?stop(?:ped)? injecting\b(?! (?:drugs|heroin))",
        (
            rf"\b{_BY_OURS},? {YOU} (?:(?:will|do|does) not|won't|don't|doesn't|will never) need "
            rf"{BETWEEN}{lasting}\b(?![^.;!?]*\b(?:during (?:the|your) (?:stay|visit|procedure)|"
            rf"until|while|that (?:day|night)|today|on the day|for the \w+\W*$))"
        ),
        (
            rf"\b{FAMILY} (?:\w+ )?(?:stopped|quit|ditched|binned|gave up|came off|got off) "
            rf"(?:taking )?(?:(?:(?:my|his|her|their|our|the) )?{NAMED}|"
            rf"(?:all |all of )?(?:my|his|her|their) [MT]+){AFTER_OURS}"
            rf"(?![^.;!?]*\b(?:admitted|relaps\w+|died|fail\w*|worse|hospital)\b)"
        ),
        (
            rf"^\W*(?:after|since|thanks to|with) [^.;!?,A-Z]{{0,40}}\b(?:{OURS}|stem cells?|"
            r"infusions?|injections?|drips?|course|sessions?|programme|program|protocol)\b"
            r"[^.;!?A-Z]{0,20}? "
            rf"{FAMILY} (?:\w+ )?(?:stopped|quit|ditched|binned|gave up|came off|got off) "
            rf"(?:taking )?(?:(?:(?:my|his|her|their|our|the) )?{NAMED}|"
            rf"(?:all |all of )?(?:my|his|her|their) [MT]+){THEN}"
        ),
    )
