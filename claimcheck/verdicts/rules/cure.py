"""EFF-01: a cure, told as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType, ConceptKind, Denied, Hedge, MentionOrigin, Span
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case, Support
from claimcheck.verdicts.ended import disease_ended
from claimcheck.verdicts.incurable import Incurable, by_name, incurable
from claimcheck.verdicts.records import telling
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.unstated import grows_worse, tells_of_course


@rule(
    "EFF-01",
    title="A cure, reversal or complete recovery",
    severity=3,
    sources=(src.FTC_SUBSTANTIATION, src.CAP_12, src.CONNOLLY),
    example="Autism can be cured with our stem cells.",
    not_when=(
        "Stem cell therapy is not a cure for autism.",
        "There is no known cure for autism.",
        "Be careful with sellers that claim to cure autism.",
        "Autism is incurable and lifelong.",
        "Miracle cures for autism? Ask for the evidence.",
        "In autism a cure is not the aim.",
        "There is no cure for multiple sclerosis, but treatment can slow it down.",
        "A kidney transplant can free people with kidney failure from dialysis for good.",
        "I had doubt that autism could be cured with stem cells.",
        "How to cure autism with stem cells is another matter altogether.",
        "Many claims are made for stem cells, up to curing autism.",
        "We cannot put back what autism never took, and stem cells do not either.",
        "We have cured autism in mice with stem cells, hundreds of times.",
        "Stem cells for a tumour instead of surgery lower the chance of a cure.",
        "Weak evidence that stem cells help in autism; none that they help long or can cure it.",
        "Typically it flares up again, with complete recovery from autism in between.",
        "Book your stem cells for autism before Friday and save 15%.",
        "With stem cells for autism, the earlier you start the better.",
        "They believe stem cells cure autism in these ways:",
        "His doctor considers autism cured once a child no longer needs stem cells.",
        "Left alone, autism comes back as trouble at school.",
        "Autism gets harder to reverse with every month that you lose.",
    ),
    version=15,
    ask="Which controlled trial showed recovery, in how many people, and who measured it?",
)
def cure(case: Case) -> Iterator[Hit]:
    """Needs a controlled trial on the disease; a denied or reported cure is no claim of one."""
    if Denied.CURE in case.claim.denied:
        return
    if not case.has(ClaimType.CURE):
        yield from _in_other_words(case)
        return
    if _of_something_else(case) or _spares(case) or _only_sensed(case):
        return
    if case.informs and (case.claim.hedge is not Hedge.NONE or case.tells_of_study):
        return
    if case.unshown:
        yield _hit(case, case.cue_span(ClaimType.CURE), None)
    elif told := _none_is_known(case):
        yield _hit(case, case.cue_span(ClaimType.CURE), told)


def _hit(case: Case, span: Span, told: Incurable | None) -> Hit:
    message = "It speaks of a cure or a complete recovery."
    if told:
        message += f" Health services say that no cure for {told.label} is known."
    return Hit(
        span=span,
        message=message,
        trials=telling(case),
        sources=(told.source,) if told else (),
    )


def _only_sensed(case: Case) -> bool:
    """Whether only a model hears a cure, and no word of the passage speaks of one."""
    if ClaimType.CURE in case.claim.by_rule:
        return False
    sure = case.claim.type_confidence.get(ClaimType.CURE, 1.0)
    return (sure < _SURE_OF_OTHERS and not case.sells) or case.says(_OUTCOME_WORDS) is None


#: "Every month of delay costs your child a chance to speak" holds no cure out.
_HURRIES = re.compile(
    r"^(?!.*\b(?:cur(?:e|es|ed)|revers\w+|recover\w*|heal\w*|gone|vanish\w*|normal|disappear\w*|"
    r"ends?|ended|eras\w+|melts?|without|beat\w*|remission|free|overcom\w+|relapse)\b)[^:;]*"
    r"\b(?:every|each) (?:[\w-]+ )?(?:hour|day|week|month|year)\b[^.:;]{0,30}\b(?:delay\w*|wait\w*|"
    r"lost|counts?|costs?)\b[^:;]*$"
)


def _spares(case: Case) -> bool:
    if tells_of_course(case):
        return True
    if case.claim.hedge is not Hedge.NONE and case.says(_UNABLE):
        return True
    if case.says(_IN_ANIMALS) or case.says(_HURRIES) or grows_worse(case):
        return True
    return case.says(_OTHERS_BELIEVE) is not None or case.says(_NO_PROMISE) is not None


def _none_is_known(case: Case) -> Incurable | None:
    """The condition without a cure, where nobody looked the treatment up and the page offers it.

    It must be the disease that ends: remission, relief and what can be turned back are real.
    """
    if case.support is not Support.UNKNOWN or case.informs or case.tells_of_study:
        return None
    if case.says(_REAL) or case.says(_SYMPTOMS):
        return None
    if _only_page_names_condition(case):
        return None
    named = _names_condition(case) or by_name(case)
    ended = case.says(_FOR_GOOD) or (named and case.says(_CURE_WORDS))
    return incurable(case) if ended else None


def _only_page_names_condition(case: Case) -> bool:
    """Whether the disease was read elsewhere on a page that does not sell: another may be meant."""
    found = [m for m in case.claim.concepts if m.kind is ConceptKind.CONDITION]
    return not case.sells and all(m.origin is MentionOrigin.PAGE for m in found)


def _names_condition(case: Case) -> bool:
    return any(
        m.kind is ConceptKind.CONDITION and m.origin is MentionOrigin.SENTENCE
        for m in case.claim.concepts
    )


def _in_other_words(case: Case) -> Iterator[Hit]:
    """A benefit told as the end of a disease, where a page that sells says so of one without it."""
    if not case.sells or not case.has(ClaimType.EFFICACY) or _limits(case):
        return
    ended = disease_ended(case)
    span = case.says(_ENDED) or ended
    if span is None:
        return
    if (case.without_cure and case.unshown) or (ended and case.unsupported):
        yield _hit(case, span, None)
    elif told := incurable(case):
        yield _hit(case, span, told)


def _limits(case: Case) -> bool:
    """Whether it is hedged, told of a study, or about symptoms and not the disease."""
    hedged = case.claim.hedge is Hedge.STRONG or case.has(ClaimType.DISCLAIMER)
    return hedged or case.tells_of_study or _spares(case) or case.says(_SYMPTOMS) is not None


#: Below this a model alone is not believed where nobody sells.
_SURE_OF_OTHERS = 0.4
#: With one of these words and forms nine of ten cures are told (labelled lines of the corpus).
#: Without any a model hears cures in other praise: "The earlier you start the better".
_OUTCOME_WORDS = re.compile(
    r"\b(?:cur(?:e|es|ed|ing|able|ative)|revers\w+|eliminat\w+|eradicat\w+|heal\w*|recover\w*|"
    r"permanent\w*|gone|for good|for ?ever|(?:comes?|came|gets?|got|turn\w*) (?:\w+ )?back|"
    r"disappear\w*|vanish\w*|free|no longer|no more|normal\w*|restor\w+|regrow\w*|regenerat\w+|"
    r"rebuil\w+|erase[sd]?|undo\w*|lost|los(?:e|es)|overc\w+|beat(?:en|s)?|defeat\w*|conquer\w*|"
    r"without|(?<![%\d] )off|stop(?:s|ped)?|end(?:s|ed)?|dissolv\w+|melt\w*|clear(?:s|ed)?|rid|"
    r"root|never|resolv\w+|remission|solution|solve[sd]?|repair\w*|fix\w*|like other|walk\w*|"
    r"sav(?:e|es|ed)\b(?! (?:up |as much as |over )?(?:to )?\W?\d)|"
    r"again|complete\w*|full\w*|total\w*|miracle\w*|good-?bye|leaves?|left|spectrum|"
    r"diagnos\w+|criteria|renew\w*|banish\w*|remov\w+|destroy\w*|kill\w*|lasting|went|disease|"
    r"thr(?:ow|ows|ew|own) (?:it |them )?away|no (?:[\w-]+ ){0,2}relapses?)\b"
)
_NAMED = (
    r"(?:autism|ms\b|als\b|parkinson|alzheimer|dementia|cerebral palsy|copd|asthma|crohn|lupus|"
    r"psoriasis|fibromyalgia|dialysis)"
)
#: The end of a disease without the word "cure".
_ENDED = re.compile(
    r"\b(?:does not|doesn't|do not|don't|need not|needn't) (?:have to be|be|last) "
    r"(?:forever|for ever|for life|life-?long|permanent)\b|"
    r"\bcan be (?:beaten|left behind|erased|undone|defeated)\b|"
    r"\b(?:lost|loses?|sheds?|left behind) (?:his|her|their|the|its) (?:[\w-]+ )?diagnos[ie]s\b|"
    r"\bno longer (?:meets?|met|fits?) (?:the )?criteria\b|"
    r"\bnot (?:now|at present|any longer) (?:meet|fit) (?:the )?(?:diagnostic )?criteria"
    r"(?: (?:for|of) (?:autism|asd))?(?=\W*$|[.,;\"])|"
    r"\bfrom [\w\"' -]{1,30}? to (?:below|under) the (?:cut-?off|threshold) (?:for|of) "
    r"(?:autism|asd)\b|"
    r"\bno longer (?:\w+ )?autistic\b|\b(?:leaves?|left|off) the spectrum\b|"
    rf"\b(?:say|said|wave|waved) good-?bye to (?:your |the |her |his )?{_NAMED}|"
    rf"\bfree (?:your (?:child|son|daughter)|yourself|you|them) (?:from|of) {_NAMED}|"
    r"\b(?:comes?|came) (?:not|never) back\b|\bnever (?:comes?|came) back\b|"
    r"\b(?:is|are|was|were) gone (?:for good|forever|for ever)\b|"
    rf"\b(?:a )?life without (?:insulin|{_NAMED})|\boff (?:of )?dialysis\b"
)
_SYMPTOMS = re.compile(
    r"\b(?:symptoms?|pain|fatigue|relapses?|tantrums?|meltdowns?|flare-?ups?|one day|someday|"
    r"research\w*|campaign\w*|donat\w*|whether|if)\b"
)
#: What happens in such diseases without a cure.
_REAL = re.compile(
    r"\b(?:remission|acute|attacks?|episodes?|tremors?|stiffness|undetectable|low|high|partly|"
    r"complications?|(?:one|a|single) (?:man|woman|person|patient) (?:was|has been))\b"
)
_FOR_GOOD = re.compile(
    r"\b(?:cur(?:e|es|ed|ing|able)|"
    r"permanent(?:ly)? (?:gone|free|recover\w+|relief|result\w*|healed)|"
    r"for good|for ?ever|never (?:comes?|came) back|no longer (?:have|has|had)|off dialysis)\b"
)
_CURE_WORDS = re.compile(
    r"\b(?:revers(?:e|es|ed|ing|al|ible)|eliminat\w+|eradicat\w+|heal(?:s|ed|ing)?|"
    r"complete(?:ly)? recover\w*|full(?:y)? recover\w*|permanent\w*|gone|disappear\w*|vanish\w*|"
    r"free (?:of|from)|no more|without dialysis|again|solution|melt\w*)\b"
)
#: Not "in the laboratory", where sellers grow the cells with which they promise to cure.
_IN_ANIMALS = re.compile(r"\bin (?:\w+ )?(?:mice|rats|rodents|animals)\b")
_OTHERS_BELIEVE = re.compile(
    r"\b(?:parents?|people|famil(?:y|ies)|advocates)\b[^.;]{0,60}?\b"
    r"(?:believ(?:e|es|ed|ing)|convinced) (?:that |it )|"
    r"(?:say|says|claim) (?:its |their )?(?:advocates|supporters|proponents|fans)\b|"
    r"\bto me,? (?:that|it|this) (?:meant|sounded)\b|"
    r"^\W*they (?:believe|claim|hold)\b(?![^.]*(?:[,;–]|\b(?:we|our|and)\b))|"
    r"\bconsiders? (?:[\w-]+ ){1,3}(?:reversed|cured|healed) (?:once|when|if)\b|"
    r"\bi (?:thought|believed|felt sure|had hoped|took it) (?:that )?i(?:'d| was| had) (?:been )?"
    r"(?:[\w-]+ )?(?:cured|healed|better|over it|free|rid|beaten|got over)\b|"
    r"\bis an idea that (?:troubles|worries|angers)\b|"
    r"\b(?:doubt(?:s|ed)?|claims? (?:is|are|were) made|is claimed|are claimed)\b"
)
#: What the page says it cannot do, without an exception.
_UNABLE = re.compile(
    r"^\W*(?:we|i|nobody|no one|it|this) (?:cannot|can't|can not|could not)\b"
    r"(?!.*\b(?:believe|wait|thank|but|yet|until|unless|without|stop|only|enough|fail|describe|"
    r"explain|express|imagine|tell|say)\b)"
)
#: A cure is named and not promised: the disease has none, it is not the aim, or it is a slogan.
_NO_PROMISE = re.compile(
    r"\bhangover cures?\b|\bunfortunately\b|\bonly (?:[\w-]+ ){0,3}?(?:chance|hope) of\b|"
    r"\b(?:how|tried|try|trying|ways?|avenues?|attempts?|search\w*|hop(?:e|ed|ing)) "
    r"(?:[\w-]+ ){0,3}?to cure\b|"
    r"\b(?:lowers?|reduces?|worsens?|harms?|spoils?|wastes?|loses?) (?:the |your |any |a )?"
    r"(?:best |only )?chances? of (?:a )?cure\b|"
    r"\bha?ematopoietic (?:stem[- ]cell )?transplant\w*[^;]{0,40}\b(?:blood|leuk\w+|lymphoma)|"
    r"\bnone (?:at all )?that (?:it|they)\b[^.;]{0,60}\bcures?\b|"
    r"\bincurable\b(?! (?:[\w-]+ ){1,3}(?:is|are|was|were|can be|gets?) "
    r"(?:(?!rarely|seldom|hardly|never|not)\w+ )?(?:cured|healed|reversed)\b(?! by nobody\b))(?!:)|"
    r"\bnobody can (?:cure|repair|heal)\b|"
    r"\b(?:is not|isn't|not) the (?:aim|goal)\b|"
    r"\blike[- ]cures?[- ]like\b|\bclaims? of (?:\w+ and )?cures?\b|"
    r"\b(?:gives?|gave|giving) (?:\w+ ){0,3}?hope\b|"
    r"\bas (?:they|he|she|children) (?:grow|get older|age)\w*\b|\bgr(?:ow|ows|ew|own) out of\b|"
    r"\boutgr[eo]w\w*\b|\b(?:with|on|given|got|had) (?:an? |the )?(?:placebo|sham)\b|"
    r"\bcures?\b[^.?!]*\?\W*(?:ask|look|check|beware)\b|\btherapies\b.*\bthat promise to\b"
)
_OTHER_SUBJECT = re.compile(
    r"^\W*(?!it\b|this\b|that\b|these\b|the\b|your\b|our\b|many\b|most\b|all\b|some\b|he\b|she\b|they\b|"
    r"children\b|kids\b|patients\b|people\b|disease\b|disorders?\b|conditions?\b|symptoms?\b)"
    r"[a-z-]+ (?:can|could|is|are|may|will|was|were) (?:\w+ ){0,2}?(?:cured|healed|reversed|"
    r"eliminated)\b"
)
#: "That cured me of wanting it": not of a disease.
_OF_A_WISH = re.compile(
    r"\bcured? (?:me|him|her|us|them),? of (?:that|this|any|the (?:idea|wish|habit|hope|notion)|"
    r"(?:my|his|her|our) (?:hopes?|faith|trust|illusions?|curiosity)|\w+ing)\b"
)


def _of_something_else(case: Case) -> bool:
    """Whether the sentence names an ailment that the vocabulary lacks: not the page's condition."""
    if _names_condition(case):
        return False
    if case.sells_nothing and case.says(_OF_A_WISH):
        return True
    return _OTHER_SUBJECT.search(case.folded) is not None


RULES = (cure,)
