"""Phrases of which sentences about medicines are built, as parts of patterns."""

from __future__ import annotations

BETWEEN = (
    r"(?:(?:all|any|an|the|your|his|her|their|our|my|child's|son's|daughter's|other|of|that|this|"
    r"these|those|two|three|both|regular|daily|prescribed|usual|further|planned|current|old|harsh|toxic|"
    r"dangerous|costly|next|more|taking|using|having|giving|injecting) ){0,5}"
)
END = (
    r"(?:stop|pause|discontinue|suspend|quit|interrupt|defer|come off|get off|phase out|leave out|"
    r"leave off|cut out|skip|omit|throw (?:away|out)|bin|ditch|postpone|delay|put off|"
    r"hold(?: off(?: on| with)?| back)?|wait with|give up|"
    r"(?:wean|taper)(?: (?:him|her|them|yourself|your (?:child|son|daughter)))? off|"
    r"take (?:him|her|them|your (?:child|son|daughter)) off)"
)
#: To say no is also everybody's right.
STOP = rf"(?:{END}|say no to|refuse|reject|decline|decide against|turn down)"
STOPPING = (
    r"(?:stopping|pausing|discontinuing|suspending|quitting|coming off|tapering(?: off)?|"
    r"phasing out|leaving out|cutting out|skipping|putting off|postponing|delaying|refusing|"
    r"declining|cancelling|canceling|holding (?:back|off(?: on| with)?)|waiting with)"
)
STOPPED = (
    r"(?:stopped|paused|discontinued|suspended|withdrawn|put off|postponed|delayed|"
    r"deferred|set aside|phased out|tapered(?: off| out| to zero| to nil)?|weaned off|left out|"
    r"left off|skipped|omitted|refused|cancelled|canceled|binned|thrown (?:away|out)|left at home|"
    r"reduced to (?:zero|nil|nothing)|put away|given up)"
)
WE = (
    r"(?:we|i|our (?:(?:head |chief )?(?:doctors?|physicians?|nurses?|specialists?|"
    r"therapists?|practitioners?)|(?:\w+ )?team|(?:\w+ )?cent(?:er|re)|clinic))"
)
ADVISE = r"(?:ask|advise|recommend|urge|tell|want|require|encourage|invite|suggest|prefer)s?"
TOLD = (
    r"(?:(?:that )?(?:all )?(?:our )?(?:you|parents|families|patients|guests|everyone|mothers|"
    r"clients|your child|all of them)(?: all)?(?: to)?|to) (?:first |please |also |completely )?"
)
YOU = (
    r"(?:you|parents|families|patients|guests|clients|everyone|children|your (?:child|son|"
    r"daughter)|he|she|they)"
)
MUST = r"(?:must|should|need to|needs to|have to|has to|ought to|are to)"
MUST_BE = r"(?:must|should|has to|have to|needs? to|is to|are to)"
ADVERBS = r"(?:first |please |completely |all |then |also |always |slowly |gradually ){0,2}"
OFTEN = (
    r"(?:often |usually |normally |simply |finally |soon |safely |then |now |also |all |first |"
    r"always |gradually |slowly |completely |even |already ){0,3}"
)
#: The people of a clinic, in numbers; "people who" begins a warning as often.
PEOPLE = (
    r"(?:patients|people|guests|clients|families|parents|children|kids|boys|girls|women|men|"
    r"members|users|students|of them|of those|\d+ ?%|per cent|(?:\d+|ten|five|four|three))"
)
MOST = (
    r"(?:most|many|nearly all|almost all|all|the majority|our|\d+ ?%|\d+ (?:of|out of|in) |"
    r"(?:two|three|four|five|six|seven|eight|nine) (?:of|out of|in) )"
)
BIN = (
    r"(?:(?:back )?(?:in|into) (?:the|our|a|your) "
    r"(?:\w+ )?(?:bin|trash|dustbin|garbage|cupboard|drawer|cabinet|rubbish|toilet))"
)
AWAY = rf"(?:away|out|behind|at home|at the airport|down the toilet|{BIN})"
COURSE = (
    r"(?:(?:the|your|our|this) (?:[\w-]+ ){0,2}(?:course(?! of)|therapy|programme|program|cure|"
    r"protocol|detox|cleanse|infusions?|cells|drops|sessions?|remed(?:y|ies)))"
)
#: A medicine that goes down because of what is on offer, and not by what a doctor measures.
LESS = r"(?:tapered|reduced|lowered|cut(?: down| back)?|halved|weaned|withdrawn|scaled back)"
AFTER_OURS = (
    r"[^.;!?]{0,40}\b(?:after|once|following|within)\b[^.;!?]{0,20}\b(?:cells|infusions?|"
    r"injections?|drips?|vials?|exosomes|course|sessions?|programme|program|treatment|therapy|"
    r"transplant|drops|remed(?:y|ies))\b"
)
#: What no hospital gives.
OURS = r"(?:cells|exosomes|drops|herbs|herbal \w+|remed(?:y|ies)|detox|cleanse)"
JOINED = r"(?:,? (?:and|or|for|such as) [\w' -]{1,30}?)?"
FAMILY = r"(?:i|we|he|she|they|my (?:child|son|daughter))"
#: What may follow the name of a medicine that is to be stopped; another noun makes it a compound
#: ("stop insulin price rises").
THEN = (
    r"\b(?= (?:at|for|in|on|before|until|till|after|while|during|when|and|or|so|now|today|as|once|"
    r"from|because|with|without|by|immediately|straight|first|altogether|completely|entirely|"
    r"early|forever|then|that|which|it|they|we|you|\d+|one|two|three|four|five|six|seven|eight|"
    r"ten|the|your|a|an|if|this|these)\b| ?[-:;,.!()|/]|[.!]*$)"
)
#: Words that stand for a medicine told of just before.
IT = r"(?:it|them|that|these|this)"
