"""Proven care that sellers name only to say that their own replaces it.

Pages sell against surgery, insulin or chemotherapy: "off dialysis", "no surgery", "Ritalin gone".
A treatment in such words is not what the claim is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.claims.passages import Mention, Piece
from claimcheck.schema import ConceptKind

#: Concept ids of care that is proven in something and that others claim to replace.
RIVALS = frozenset(
    {
        "als_medicines", "antibiotics", "anticoagulants", "antidepressants", "antiepileptics",
        "antifibrotics", "antihypertensives", "antiretrovirals", "antirheumatic_medicines",
        "aripiprazole", "bariatric_surgery", "behavioural_therapy", "cataract_surgery", "cbt",
        "chemotherapy", "corticosteroid_injection", "cpap", "dementia_medicines", "dialysis",
        "ect", "gabapentinoids", "hearing_aids", "hip_replacement", "hpv_vaccine",
        "immunosuppressants", "influenza_vaccine", "inhaled_steroids", "insulin", "ivf",
        "joint_replacement", "knee_replacement", "levodopa", "lithium", "menopausal_hormones",
        "metformin", "mmr_vaccine", "ms_medicines", "nicotine_replacement", "occupational_therapy",
        "opioid_agonists", "pde5_inhibitors", "physiotherapy", "risperidone", "sma_medicines",
        "smoking_cessation_drugs", "speech_therapy", "statins", "stimulant_drugs", "surgery",
        "thyroid_hormone", "triptans", "vaccines", "varenicline", "allergen_immunotherapy",
        "antifungals", "biologics", "cochlear_implant", "deep_brain_stimulation",
        "emdr", "isotretinoin", "pacemaker", "radiotherapy", "jak_inhibitors",
    }
)  # fmt: skip

#: Of these the medicines that doctors prescribe and no clinic advertises.
PRESCRIBED = frozenset(
    {
        "als_medicines", "antiepileptics", "antifibrotics", "antirheumatic_medicines",
        "dementia_medicines", "gabapentinoids", "immunosuppressants", "jak_inhibitors", "lithium",
        "ms_medicines", "opioid_agonists", "sma_medicines",
    }
)  # fmt: skip

#: Words that may stand between what is done away with and its name.
_BETWEEN = (
    r"(?: (?!(?:and|but|or|with|after|by|to|for|of|on|in|from|between|since|before|until|if|"
    r"whether|when|because|while|as|making|producing|stop\w*|skip\w*|that|who|which|works?|"
    r"helps?|is|are|was|were|can|will|has|have|had)\b)[\w'-]+){0,3}? ?$"
)
#: What a passage sets its own treatment against. A judge reads these words too.
_COMPARED = re.compile(
    r"\b(?:unlike|than(?! ever\b| \d)|compared (?:to|with)|instead of|rather than|"
    r"in contrast to|versus|vs\.?)(?: [\w'-]+){0,4}? ?$"
)
_OTHERWISE = re.compile(
    r"\b(?:alternatives? to|as opposed to|beyond|in place of)\b(?: [\w'-]+){0,3}? ?$"
)
_EQUALLED = re.compile(
    r"(?:\bas (?:well|good|strong|powerful|effective|effectively|fast|safe|potent|reliable) as|"
    r"\b(?:works?|acts?|does|do) (?:just |exactly )?(?:like|what)|\b(?:beats?|outperforms?|"
    r"replac(?:es?|ing)|equals?|matches|rivals?))" + _BETWEEN
)
#: Done without, planned and dropped, or done away with, before the name.
_AWAY = re.compile(
    r"\b(?P<verb>without|no (?:more|need for)|no(?! one\b)|"
    r"not(?=(?: (?:an?|another|more|even))? $)|nor|neither|avoid(?:s|ed|ing)?|"
    r"skip(?:s|ped|ping)?|escaped?|free (?:from|of)|off|(?:good|bye)[- ]?bye to|farewell to|"
    r"(?:say|said|says|saying) no to|"
    r"stop(?:s|ped|ping)?(?: (?:taking|using|injecting|needing))?|"
    r"(?:throws?|thrown?|threw|throwing|toss|tossed|puts?) (?:away|out)|ditch(?:ed|es|ing)?|"
    r"(?:cancel|refus|declin|postpon|reject|abandon)(?:s|l?ed|l?ing|es|e)?|quit(?:s|ting)?|"
    r"turned down|gives? up|gave up|given up|(?:get|got|gets|getting) rid of|"
    r"(?:wean|weaned|taper|tapered) (?:off|away from)|"
    r"(?:told|supposed|going) (?:to (?:have|undergo|get|need)|"
    r"(?:that )?(?:they|he|she|i|we|you) (?:needs?|needed|would need|had to have))|"
    r"(?:scheduled|booked|listed|waiting|due) (?:for|to (?:have|undergo|get|need))|fac(?:ed|ing)|"
    r"need(?:s|ed|ing)? for|"
    r"(?:do|does|did|will|wo|would)(?:n't| not) (?:need|want|have to have)|"
    r"prevent(?:s|ed|ing)?|resistant to|resists?|despite|failed)" + _BETWEEN
)
#: "Never stop insulin" and "if you skip the tablets" tell a reader to keep them.
_KEPT = re.compile(
    r"(?:\b(?:never|not|cannot|before|nobody|no one|if|who|when|unless|without)|n't)"
    r"(?: [\w'-]+){0,3} $"
)
#: "Stop the tablets a week before the scan"; "no vaccine is perfect", "no pill that helps".
_BEFORE_IT = re.compile(r"^(?: [\w'-]+){0,4} before\b")
_EXISTS = re.compile(
    r"^ (?:that|which|can|could|will|has|have|exists?|works?|helps?|cures?|treats?|"
    r"(?:is|are|was|were) (?!needed|necessary|required))\b"
)
_KEEPABLE = re.compile(
    r"(?:stop|skip|quit|throw|threw|toss|put|give|gave|cancel|refus|declin|postpon|reject|"
    r"abandon|ditch|wean|taper|avoid|get|got)"
)
#: Done away with, or said to be no cure, after the name.
_GONE = re.compile(
    r"^(?: (?:pills?|tablets?|injections?|shots?|drugs?|spray))?(?:"
    r" alone (?:can|could|will|does|do|did|would|has|have)(?:n't|not| not| never)\b|"
    r"(?: alone)? (?:is|was|are|were)(?:n't| not| no longer| never) (?:always )?enough\b|"
    r" (?:(?:is|was|are|were|has been|have been) )?(?:no longer|not|never|hardly) "
    r"(?:needed|necessary|required)\b|"
    r" (?:(?:is|was|are|were|has been|have been|(?:can|may|could|will) (?:\w+ )?be) )?(?:all )?"
    r"(?:gone|thrown|binned|cancell?ed|avoided|closed|stopped)\b|"
    r" (?:is|are) (?:now )?(?:history|a thing of the past)\b|"
    r" (?:(?:has|have|had) )?failed\b|"
    r" (?:only|merely|just|simply) (?:mask|suppress|cover|hide|numb)|"
    r" masks?\b|"
    r" (?:never|has never|have never) (?:gave|given|brought|cured)|"
    r" without (?:luck|success|result))"
)

#: "It finishes off what years of antibiotics could not reach".
_WHAT = re.compile(r"\b(?:what|where|whatever|everything)(?: [\w'-]+){0,3}? ?$")
_DID_NOT = re.compile(
    r"^(?: (?:alone|itself))? (?:(?:could|did|do|does|would|had|has|have)(?:n't| not| never)|"
    r"can't|cannot|can (?:not|never)|won't|will (?:not|never))\b"
)

#: "It makes chemotherapy gentler", "improves the effect of the tablets": what is praised helps it.
_ITS_EFFECT = re.compile(
    r"\b(?:improv|enhanc|boost|strengthen|increas|support|potentiat)\w* (?:the )?(?:effect(?:s|"
    r"iveness)?|efficacy|response|tolerance|power|action|benefits?|success) (?:of|to)"
    r"(?: (?:the|your|his|her|their|standard|conventional))? ?$"
)
_MAKES = re.compile(
    r"\b(?:ma(?:kes?|king|de)|render(?:s|ed|ing)?|help(?:s|ed|ing)?|lets?)"
    r"(?: (?:the|your|his|her|their|standard|conventional|both))? ?$"
)
_BETTER = re.compile(
    r"^(?: (?:and|or) [\w-]+)?(?: (?:both|much|far|even|more|to|work)){0,3} (?:effective|gentler|"
    r"stronger|safer|easier|better|bearable|tolerable|harder|kinder)\b"
)
_OTHER_CARE = re.compile(
    r"\b(?:tablets?|pills?|medicines?|medications?|antibiotics?|"
    r"(?:(?:eye|ear|nose|nasal|medicated|steroid|numbing|lubricating|the|these|those|with|using|"
    r"of|daily|some|few)[ -])drops(?! (?:by|to|from|below|off)\b)|eyedrops|"
    r"operations?|exercis\w+|physiotherapy|"
    r"rhizotomy|toxin|botulinum|rehabilitation|lessons|constraint|brac(?:e|es|ing)|splints?)\b"
)
_OWN_CARE = re.compile(
    r"\b(?:our|this|these|the) (?:[\w-]+ )?(?:therapy|treatment|cells|infusions?|procedure|"
    r"protocol|course)\b"
)
_OURS = re.compile(r"\bour (?:[\w-]+ )?(?:tablets?|pills?|medicines?|medications?)$")
#: Cells that a body has anyway, which a tent or a drip is said to wake, and those of a tumour.
_IN_A_BODY = re.compile(
    r"\b(?:(?:cancer|tumou?r|leuka?emi[ac]|breast|prostate|glioma)|"
    r"(?:your|his|her|their|one's|my|its|body's|brain's)(?: body's)?(?: own)?"
    r"(?: (?:circulating|dormant|sleeping|resident|natural|innate|endogenous|existing))*|"
    r"circulating|dormant|resident|endogenous|"
    r"release of(?: the)?(?: body's)?|releases?|mobili[sz]\w+(?: of)?) ?$"
)
#: Cells that are taken out and put back are a treatment.
_GIVEN_BACK = re.compile(
    r"\b(?:inject|infus|harvest|implant|laborator|transplant|extract|reinfus|re-inject)\w*|"
    r"\b(?:give|given|gives|put) (?:them )?back\b|\bin (?:our|the) lab\b"
)
_STOP = re.compile(r"[.!?;:](?= )")
#: Characters read on either side of a name.
_REACH = 80


def set_aside(piece: Piece, mention: Mention) -> bool:
    """Whether a piece names a treatment only as what its own is set against or replaces."""
    before, after = around(piece, mention)
    if _COMPARED.search(before) or _OTHERWISE.search(before):
        return True
    rival = mention.kind is ConceptKind.INTERVENTION and mention.concept in RIVALS
    return rival and (
        _EQUALLED.search(before) is not None
        or _helped(before, after)
        or done_away(before, after)
        or (_WHAT.search(before) is not None and _DID_NOT.match(after) is not None)
    )


def _helped(before: str, after: str) -> bool:
    made_better = _MAKES.search(before) is not None and _BETTER.search(after) is not None
    return made_better or _ITS_EFFECT.search(before) is not None


def compared_with(piece: Piece, mention: Mention) -> bool:
    """Whether a piece sets its own treatment against the one that is mentioned."""
    return _COMPARED.search(around(piece, mention)[0]) is not None


def is_in_a_body(piece: Piece, mention: Mention) -> bool:
    """Whether the cells that a piece names may be those which a body has anyway."""
    if _GIVEN_BACK.search(piece.folded):
        return False
    return _IN_A_BODY.search(around(piece, mention)[0]) is not None


def done_away(before: str, after: str) -> bool:
    """Whether the folded words around a name say that what it names is not needed or is no use."""
    if _GONE.search(after):
        return True
    found = _AWAY.search(before)
    if found is None:
        return False
    if found["verb"] in {"no", "not"}:
        return _EXISTS.search(after) is None
    if _KEEPABLE.match(found["verb"]):
        return not (_KEPT.search(before[: found.start()]) or _BEFORE_IT.search(after))
    return True


def speaks_of_other_care(piece: Piece) -> bool:
    """Whether a piece names care that the vocabulary lacks, and not the page's own."""
    folded = piece.folded
    return _OWN_CARE.search(folded) is None and any(_named_as_other(folded))


def around(piece: Piece, mention: Mention) -> tuple[str, str]:
    """What stands before a mention in its own sentence, and after it, each at most 80 characters.

    Longer stretches would make a list of a thousand names slow to read.
    """
    return _around(piece.folded, mention.start - piece.start, mention.end - piece.start)


def _named_as_other(folded: str) -> Iterator[bool]:
    for word in _OTHER_CARE.finditer(folded):
        before, after = _around(folded, word.start(), word.end())
        ours = _OURS.search(before + word[0])
        yield not ours and not done_away(before, after)


def _around(folded: str, start: int, end: int) -> tuple[str, str]:
    before = folded[max(0, start - _REACH) : start]
    stops = list(_STOP.finditer(before))
    return before[stops[-1].end() :] if stops else before, folded[end : end + _REACH]
