"""What a page that sells and promises leaves out; it may stand elsewhere on the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ConceptKind, Denied, Figure, FigureKind, Zone
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.no_harm import FIRM
from claimcheck.verdicts.page.case import PageCase
from claimcheck.verdicts.page.rule import PageHit, page_rule

_ELSEWHERE = "It may stand elsewhere on the site."
_HARMS = r"(?:risks?|side[- ]effects?|complications?|adverse|infections?|tumou?rs?|harms?)"
_TROUBLES = (
    r"(?:headaches?|fevers?|bleeding|bruis\w+|swelling|soreness|nausea|vomiting|dizziness|"
    r"rash(?:es)?)"
)
#: Words between "may" and "headaches" that make a benefit of them.
_NO_GAIN = (
    r"(?:(?!\b(?:eas\w+|reliev\w+|reduc\w+|help\w*|treats?|treating|lessen\w*|fewer|stop\w*|prevent\w*|"
    r"end|ends|improv\w+|against|calm\w*|sooth\w*|free)\b)[^.;|]){0,40}"
)
_RISKS = re.compile(
    rf"\b{_HARMS}\b|\bcontraindicat\w*|\ballergic reactions?\b|"
    r"\bbarotrauma\b|\bears? (?:to |may |can |might |will )?(?:pop\w*|pressure|hurt|pain)\b|"
    rf"\b(?:may|can|could|might|mild|temporary|possible|occasional\w*|rare\w*|cause)\b{_NO_GAIN}\b"
    r"(?:headaches?|fever|bleeding|bruis\w+|swelling|soreness|nausea|pain)\b|"
    r"\b(?:headaches?|fever|bleeding|bruis\w+|swelling|soreness|nausea)\b[^.;|]{0,20}\b"
    r"(?:may|can|could|might) (?:\w+ )?(?:occur|happen|follow|appear|last)\b|"
    r"\b(?:headaches?|fever|bleeding|bruis\w+|swelling|soreness|nausea|redness|tenderness)\b"
    r"[^.;|]{0,60}\b(?:is|are) (?:\w+ )?(?:possible|normal|to be expected)\b|"
    r"\b(?:may|can|might) feel (?:[\w-]+ ){0,3}?(?:sick|dizzy|queasy|faint|flushed|sore|tired)\b|"
    r"(?<!not )(?<!never )(?<!has )(?<!of )\b(?:one|an?|two|three|some|several|\d+) (?:[\w-]+ )?"
    r"(?:boys?|girls?|child(?:ren)?|patients?|wom[ae]n|m[ae]n|people|person) (?:has |have )?died\b"
    r"(?![^.;|]*\b(?:vaccin\w*|crash|accident)\b)[^.;|]{0,40}\b(?:after|from|following|during)\b"
    r"[^.;|]{0,40}\b(?:edta|chelation|infus\w+|inject\w+|stem cells?|(?:the|this|our) "
    r"(?:treatment|therapy|procedure)|chamber)\b|"
    r"\b(?:can|may|could|might) perforate\b|"
    # "Fever was seen in 9% of children", "now and then a child is tired".
    r"(?<!fewer )(?<!less )(?<!no )(?<!nor )(?<!neither )(?<!not one )(?<!any )(?<!from )(?<!in )"
    rf"(?<!of )\b{_TROUBLES}\b(?:[^.;|]|\.\d){{0,40}}\b(?:was|were) (?:seen|observed|noted|"
    r"recorded|counted)\b(?! (?:(?:in|by) (?:none|no|nobody|fewer|less)|to|less|never)\b)|"
    r"\b(?:now and then|sometimes|occasionally|once in a while|a few|some) "
    r"(?:an? |of (?:the|our) )?(?:child(?:ren)?|patients?|people|guests?|clients?|bab(?:y|ies)|"
    r"kids|adults|users) "
    r"(?:is|are|feels?|gets?|becomes?|was|were|felt) (?:a (?:bit|little) |slightly |briefly )?"
    r"(?:tired|giddy|dizzy|sick|sore|flushed|queasy|faint|light-?headed)\b(?! of\b)"
)
_DENIED = re.compile(
    r"(?:\b(?:no|zero|0|without|free of|minimal|low|lower|less|reduc\w+(?: the)?|not|never|safer|"
    r"avoid\w*|eliminat\w*|rul\w+ out|minimi[sz]\w*|cannot)|n't)\b[^.;|]{0,70}?"
    rf"\b{_HARMS}\b|\b{_HARMS}\W{{1,4}}(?:none|no|nil|zero|0)\b|"
    rf"\b{_HARMS}[^.?!]{{0,40}}\?\W*(?:no|none|never|not at all|there are no\w*)\b"
)
_SPINE = re.compile(
    r"\b(?:intrathecal\w*|lumbar puncture|spinal (?:injections?|tap|canal)|"
    r"(?:into|and) (?:the |your )?(?:child's )?spine)\b"
)
_NOT_GIVEN = re.compile(
    r"(?:\b(?:no|not|never|without|instead of|avoid\w*|rather than)|n't)\b[^.;|]*$"
)
_SPINE_RISKS = re.compile(r"\b(?:infections?|meningitis|headaches?|bleeding|nerve damage)\b")
_UNPROVEN = re.compile(
    r"n't (?:yet )?(?:been )?(?:\w+[- ])?(?:proven|approved|evaluated|cleared)\b|"
    r"\b(?:experimental|investigational|unproven|unapproved|off[- ]label|"
    r"(?:not|never) (?:yet )?(?:been )?(?:\w+[- ])?(?:proven|approved|evaluated|cleared|"
    r"licen[cs]ed|authori[sz]ed|established|demonstrated)|"
    r"no (?:good |clear |solid |strong |sufficient )?(?:evidence|proof)"
    r"(?! of (?:\w+ )?(?:harms?|risks?|dangers?|toxicity|side))|under investigation|"
    r"(?:still|currently|being) (?:being )?(?:studied|tested|researched|investigated)|"
    r"(?:more|further) (?:research|studies|trials) (?:is|are) (?:still )?needed|"
    r"limited evidence|evidence is (?:still )?(?:limited|weak|emerging|early)|"
    r"effects? (?:is|are) not (?:recogni[sz]ed|accepted) (?:by|in) "
    r"(?:conventional|mainstream|academic|orthodox|"
    r"school|established) (?:science|medicine|doctors))\b"
)
_PRICE = re.compile(
    r"[$€£¥₹₽₺₴₩฿]\s?\d|\d\s?[$€£¥₹₽₺₴₩฿]|"
    r"\b(?:usd|eur|gbp|aud|cad|chf|inr|rs\.?|thb|mxn|pln|uah|jpy|sgd|nzd|zar|aed)\s?\d|"
    r"\btry\s?\d[\d.,]{3,}|"
    r"\b\d[\d., ]{0,14}k?\s?(?:usd|eur|gbp|aud|cad|chf|inr|thb|mxn|pln|uah|jpy|sgd|aed|"
    r"(?:us )?dollars|euros?|pounds|rupees|francs|pesos|baht|yen)\b|"
    r"\b(?:prices?|pricing|costs?|fees?|quotes?|rates)\b[^.?!]{0,30}\b(?:on request|upon request|"
    r"depends?|individual\w*|after (?:the|a|your)|from \d|starts?|starting|varies|vary)\b|"
    r"\b(?:request|ask for|get|receive|contact us for) (?:a |the |your |our )?(?:free |personal |"
    r"individual )?(?:prices?|price list|pricing|quote|quotation|cost estimate|estimate)\b|"
    r"\bprices?,? (?:in )?\(?(?:us ?\$|usd|eur|gbp|euros?|dollars|pounds)\b(?=[^.]{0,60}\d)|"
    r"\bprice list\b|\bhow much (?:does|do|will|is)\b|"
    r"\b(?:it|they|treatment)(?:'ll| will| does)? (?:really |actually )?costs?\b"
)
_PRICE_LINK = re.compile(r"\b(?:prices?|pricing|fees?|costs?|tariffs?|rates)\b")
_LINKS = frozenset({Zone.NAV, Zone.FOOTER, Zone.HEADER})
_DOCTOR = re.compile(
    r"\b(?:ring|call|phone) (?:your|their)(?: own)?(?: \w+)? (?:doctors?|gp|pa?ediatricians?)\b|"
    r"\b(?:without|before|after) (?:first )?(?:talking|speaking) (?:to|with) your\b[^.]{0,25}"
    r"\b(?:doctors?|physicians?|gp|pa?ediatricians?)\b|"
    r"\b(?:talk|speak|ask|consult|see|discuss|check|contact|seek)\b[^.]{0,40}"
    r"\b(?:your|their|(?<!our )own|family|child's|treating|qualified|licensed|health ?care)\b"
    r"[^.]{0,25}\b(?:doctors?|physicians?|gp|pa?ediatricians?|neurologists?|specialists?|provider|"
    r"professionals?)\b|\bmedical advice\b|"
    r"\breplace\b[^.]{0,40}\b(?:doctor|physician|consultation)\b"
)
_ALTERNATIVES = re.compile(
    r"\b(?:alternatives?|(?:other|standard|conventional|traditional|usual|existing) (?:\w+ )?"
    r"(?:treatments?|therap(?:y|ies)|options?|approaches|care|methods|medicine|first steps)|"
    r"(?:speech|behaviou?ral|occupational|physical|aba) (?:therap\w+|training)|physiotherapy|"
    r"rehabilitation|medications?|medicines?|surgery|school support)\b"
)


def _named_risk(case: PageCase) -> bool:
    """Whether a risk is named; one that is denied is not."""
    text = _DENIED.sub(" ", FIRM.sub(" ", case.folded))
    return _RISKS.search(text) is not None or bool(case.cautions(Denied.SAFETY))


@page_rule(
    "SAF-03",
    title="No word on risks",
    severity=2,
    sources=(src.MURDOCH, src.HEALTH_NEWS),
    example="Stem cells improve speech in children with autism.",
    not_when=(
        "Stem cells improve speech in children with autism.\n\nFever can occur for a day or two.",
        "Stem cells improve speech in children with autism.\n\nWhat are the risks? Infection.",
        (
            "Stem cells improve speech in children with autism.\n\n"
            "A headache after the lumbar puncture is possible."
        ),
        (
            "Stem cells improve speech in children with autism.\n\n"
            "Fever up to 38.5 °C was seen in nine of the children on the first evening."
        ),
        (
            "Stem cells improve speech in children with autism.\n\n"
            "Now and then a child is tired after it."
        ),
        "Our rooms are bright and the staff is kind to every child.",
    ),
    ask="What are the risks, and how often did each occur?",
    version=7,
)
def no_risks(case: PageCase) -> Iterator[PageHit]:
    """Benefit is promised and no risk is named; a denied risk names none."""
    if case.offers and not _named_risk(case):
        yield PageHit(
            message="This page promises a benefit. We looked on it for a risk, a side effect or a "
            f"complication of the treatment, and found none named. {_ELSEWHERE}"
        )


@page_rule(
    "SAF-04",
    title="No word on the risks of a spinal injection",
    severity=2,
    sources=(src.MURDOCH,),
    example="Stem cells improve speech in autism.\n\nCells are given by an intrathecal injection.",
    not_when=(
        "Stem cells improve speech in autism.\n\nWe never inject cells into the spine.",
        (
            "Stem cells improve speech in autism.\n\nCells are given by an intrathecal injection. "
            "It can cause headache and infection."
        ),
    ),
    ask="What are the risks of an injection into the spine, and who handles them if they happen?",
    version=2,
)
def no_route_risks(case: PageCase) -> Iterator[PageHit]:
    """An invasive route has risks of its own."""
    if not case.offers or _SPINE_RISKS.search(_DENIED.sub(" ", case.folded)):
        return
    for block, text in case.blocks():
        found = _SPINE.search(text)
        if found and not _NOT_GIVEN.search(text[: found.start()]):
            claim = next(
                (c for c in case.claims if c.start <= block.start + found.start() < c.end), None
            )
            yield PageHit(
                message="This page speaks of an injection into the spine. We looked on it for the "
                "risks of that, such as infection, bleeding or headache, and found none named. "
                f"{_ELSEWHERE}",
                spans=(claim or next(case.saying(_SPINE)),),
            )
            return


@page_rule(
    "SAF-05",
    title="No word that it is unproven",
    severity=2,
    sources=(src.MURDOCH,),
    example="Stem cells improve speech in children with autism.",
    not_when=(
        "Stem cells improve speech in children with autism.\n\nThe treatment is experimental.",
        (
            "Stem cells improve speech in children with autism.\n\n"
            "It is not FDA-approved for this use."
        ),
        (
            "Stem cells improve speech in children with autism.\n\n"
            "Their effects are not recognised by conventional medicine."
        ),
    ),
    ask="Is this treatment approved for this condition, or is it experimental?",
    version=6,
)
def not_called_unproven(case: PageCase) -> Iterator[PageHit]:
    """What is experimental should be called so; due only where the records show no benefit."""
    said = _UNPROVEN.search(case.folded) or case.cautions(Denied.REGULATORY, Denied.EFFICACY)
    if case.sells and case.unshown and not said:
        yield PageHit(
            message="Taken together, the records in our copy do not show the benefit that this "
            "page promises. We looked on it for a word that the treatment is unproven or "
            f"experimental, and found none. {_ELSEWHERE}"
        )


@page_rule(
    "SAF-06",
    title="No price",
    severity=1,
    sources=(src.CONNOLLY, src.HEALTH_NEWS),
    example="Stem cells improve speech in children with autism.",
    not_when=(
        "Stem cells improve speech in children with autism.\n\nThe course starts from 9 000 EUR.",
        "Stem cells improve speech in children with autism.\n\nAll in for USD 12k.",
        "Stem cells improve speech in children with autism.\n\nPrice on request.",
        "Stem cells improve speech in children with autism.\n\nPrice, euro: one course 14 000.",
    ),
    ask="What is the full price, and how many sessions does it cover?",
    version=4,
)
def no_price(case: PageCase) -> Iterator[PageHit]:
    """A price list in the menu is a price elsewhere on the site."""
    figures: Iterator[Figure] = (figure for claim in case.claims for figure in claim.figures)
    priced = _PRICE.search(case.folded) or any(f.kind is FigureKind.PRICE for f in figures)
    linked = any(b.zone in _LINKS and _PRICE_LINK.search(text) for b, text in case.blocks())
    if case.offers and not priced and not linked:
        yield PageHit(message=f"We looked on this page for a price and found none. {_ELSEWHERE}")


@page_rule(
    "SAF-08",
    title="No other treatment, or no advice to ask a doctor",
    severity=1,
    sources=(src.CONNOLLY, src.HEALTH_NEWS),
    example="Stem cells improve speech in children with autism.",
    not_when=(
        (
            "Stem cells improve speech in children with autism.\n\n"
            "Speech therapy is the usual first step. Talk to your own doctor before you decide."
        ),
        (
            "Stem cells improve speech in children with autism.\n\n"
            "Speech therapy goes on. With a fever please ring your GP at once."
        ),
        "Our rooms are bright and the staff is kind to every child.",
    ),
    ask="Which other treatments are there, and may our own doctor speak with you first?",
    version=4,
)
def no_doctor(case: PageCase) -> Iterator[PageHit]:
    """Advice to ask one's own doctor costs nothing, and a choice needs something to choose from."""
    if not case.offers:
        return
    missing = []
    if not _DOCTOR.search(case.folded):
        missing.append("advice to ask your own doctor first")
    if not _names_alternative(case):
        missing.append("another treatment that could be chosen instead")
    if missing:
        yield PageHit(
            message=f"We looked on this page for {' and for '.join(missing)}, and found none. "
            f"{_ELSEWHERE}"
        )


def _names_alternative(case: PageCase) -> bool:
    """Whether other care is spoken of, by its kind or by a name of the vocabulary."""
    if _ALTERNATIVES.search(case.folded):
        return True
    named = {claim.concept_id(ConceptKind.INTERVENTION) for claim in case.claims}
    promised = {claim.concept_id(ConceptKind.INTERVENTION) for claim in case.promised}
    is_a = case.vocabulary.is_a
    return any(
        one and not any(is_a(one, other) or is_a(other, one) for other in promised if other)
        for one in named
    )
