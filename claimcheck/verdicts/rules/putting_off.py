"""EFF-11: other treatment is put off or left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType
from claimcheck.text import fold
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case, Support
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.rules.usual_care import is_usual_care

_CONVENTIONAL_OFF = re.compile(
    r"\b(?:(?:before|instead of|without) (?:you )?(?:try(?:ing)?|start(?:ing)?|tak(?:e|ing)|"
    r"us(?:e|ing)) "
    r"(?:\w+ ){0,2}?(?:medications?|medicines?|drugs?|chemotherapy|insulin)|"
    r"(?:stop|stopped|come off|came off|throw away|threw away|thrown away|no longer needs?|get off|"
    r"got off) (?:\w+ ){0,3}?"
    r"(?:medications?|medicines?|drugs|insulin|chemotherapy|pain ?killers|pills|tablets)"
    r"(?! (?:from \w+ing|too (?:soon|early))\b)|"
    r"(?:doctors|hospitals|medicine) (?:\w+ ){0,3}?(?:given up|nothing more|no answer)\w*)\b"
)


@rule(
    "EFF-11",
    title="Puts other treatment off",
    version=9,
    severity=3,
    sources=(src.CAP_12,),
    example="Come to our stem cell clinic before you try medication for autism.",
    not_when=(
        "Do not stop your medication for epilepsy before the stem cell infusion.",
        "Ask your doctor before you try medication for autism.",
        "St John's wort can stop some cancer drugs from working.",
        "He did not come off his medication for autism after the stem cells.",
        "I lost 9 kilos and came off one of three medicines.",
    ),
    ask="Has the doctor who gave a medicine or other care agreed to change it?",
)
def puts_off(case: Case) -> Iterator[Hit]:
    """Guidance bars wording that keeps people from treatment they need."""
    span = case.says(_CONVENTIONAL_OFF)
    if not span or case.informs or case.tells_of_study or _warns(case):
        return
    if not case.sells and (case.says(_SOME_DO) or case.says(_LOST_WEIGHT)):
        return
    if case.says(_IN_PART) and _LOST_WEIGHT.search(_block(case)):
        return
    if case.sells_nothing and (case.says(_DOCTOR_AGREES) or case.says(_OTHERS_WRITE)):
        return
    if _is_watched(case) or case.says(_STILL_TAKEN):
        return
    yield Hit(
        span=span,
        message="It can be read as advice to delay or leave out other treatment. Talk to your "
        "doctor "
        "first, before any treatment is stopped or put off.",
    )


#: "He did not come off his medicine."
_STILL_TAKEN = re.compile(
    r"\b(?:did not|didn't|has not|hasn't|have not|haven't|had not|hadn't|could not|couldn't|was "
    r"not|wasn't|were not|weren't|never|unable to)(?: yet| ever| able to)* (?:come off|"
    r"get off|throw away|stop(?:ped)? (?:taking|the|his|her|my|their|all))\b"
)
#: One medicine of several, with the weight that is gone.
_IN_PART = re.compile(r"\b(?:one|two|some) of (?:(?:my|his|her|their|the) )?(?:\w+ )?medic\w+\b")
#: What happens to people, told by a page that offers nothing for it.
_SOME_DO = re.compile(
    r"\b(?:some|many|most|few|several|half|a (?:third|quarter|fifth)|\d+(?: ?%)?) "
    r"(?:of (?:the |our )?)?(?:people|patients|children|adults|can|do)\b"
)
#: With the weight many lose their need of medicines for diabetes, too.
_LOST_WEIGHT = re.compile(
    r"\blost (?:over |about |nearly )?(?:\d+|weight)(?: (?:pounds|lbs?|stone|kilos?|kg)\b|\b)"
)
#: One's own doctor agreed; a seller may say so of the doctors who work for it.
_DOCTOR_AGREES = re.compile(
    r"\bwith (?:my|his|her|their|your|the) (?:own )?(?:doctor|gp|neurologist|consultant|specialist|"
    r"nurse|psychiatrist|cardiologist|oncologist|p(?:a)?ediatrician)(?:'s)?\b|"
    r"\bunder the (?:control|supervision|guidance|eyes?|care) of (?:the|my|his|her|their|our) "
    r"(?:[\w-]+ ){0,2}?(?:clinic|hospital|doctors?|gp|neurologist|consultant|specialist|nurse|"
    r"psychiatrist|cardiologist|oncologist|p(?:a)?ediatrician)\b"
)
#: What somebody else wrote is told, not advised.
_OTHERS_WRITE = re.compile(
    r"\b(?:readers?|callers?|posters?|commenters?|users?|listeners?|followers?)\b[^.;]{0,40}"
    r"\b(?:writes?|wrote|claims?|claimed|reports?|reported) that\b|"
    r"\b(?:tells?|told) (?:everyone|everybody|people|(?:all )?(?:her|his|their) \w+) (?:that )?"
    r"(?:she|he|it|they)\b"
)
#: After care that hospitals give, people are told not to do it themselves.
_NOT_ALONE = re.compile(
    r"\b(?:do not|don't|never) (?:stop|cut|change|reduce|lower|skip|alter|adjust)\b"
)


def _block(case: Case) -> str:
    return fold(case.page.text[case.block.start : case.block.end])


def _is_watched(case: Case) -> bool:
    """Whether it tells what some do after proven or usual care, and warns of doing it alone."""
    if case.support is not Support.SUPPORTED and not is_usual_care(case):
        return False
    after = fold(case.page.text[case.claim.end : case.block.end])
    return case.says(_SOME_DO) is not None and _NOT_ALONE.search(after) is not None


_WARNING = re.compile(
    r"\b(?:do not|don't|never|should not|must not|not to)\b(?=[^.;:!?]{0,60}\b(?:stop|come off|"
    r"get off|throw|start|try|tak(?:e|ing)|us(?:e|ing)|change|skip|delay|put off|leave|give up|"
    r"instead|without|before)\w*\b)|"
    r"\bask (?:your|a)\b|\b(?:talk to|speak to|consult) (?!us\b|our\b|me\b|my\b)|"
    r"\b(?:talk to|speak to|consult) (?:us|me|(?:our|my) [\w -]{1,30}?) (?:before you (?:stop|"
    r"come off|change|skip|cut)|about (?:when|whether|how))\b|\bnever know\b"
)


def _warns(case: Case) -> bool:
    return case.has(ClaimType.DISCLAIMER) or _WARNING.search(case.folded) is not None


RULES = (puts_off,)
