"""REG-04, REG-10, REG-15: what the law of a place is said to allow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from claimcheck.schema import ClaimType, ConceptKind, MentionOrigin, Source, SourceKind, Span
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import BENEFIT, CELL_PRODUCTS, Case
from claimcheck.verdicts.leaning import NO_NEED
from claimcheck.verdicts.regulatory.loading import load_terms
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.rules.regulatory.appeals import appeals, condition_of, explained

_OWN_CELLS = re.compile(
    r"\b(?:(?<!more than )minimal(?:ly)? manipulat(?:ed|ion)|"
    r"not (?:considered )?a drug|section 361|361 (?:product|hct)|"
    r"same[- ](?:day|surgery|surgical)[^.]{0,30}\b(?:exempt\w*|exception|no approval)|"
    r"own (?:\w+ )?(?:cells|tissue|blood)[^.]{0,60}\b(?:no|not|without)[^.]{0,20}\bapprov\w+|"
    r"no (?:fda |further )?approval (?:is )?(?:needed|required|necessary)|"
    r"tga[- ](?:exempt|excluded))\b"
)
#: What is drawn from it: without such words it only describes a product.
_CONCLUDES = re.compile(
    r"\b(?:permi[ts]\w*|legal\w*|lawful\w*|allow\w*|approv\w*|exempt\w*|exclu\w*|exception|law|"
    r"fda|regulat\w*|drug|practice of medicine|361|counts? as|qualif\w+|licen[sc]\w+)\b"
)
_MADE_OF = (
    r"(?:[\w-]+ ){0,2}?(?:natural\w*|food|plants?|herbs?|herbal|vitamins?|peptides?|supplements?|"
    r"homoe?opath\w+|energy|cosmetic\w*|biological|oxygen|minerals?|no cells)"
)
_AS_IT_IS = rf"\b(?:because|since|as)\b[^.;]{{0,30}}\b{_MADE_OF}\b"
#: Rules for medicines that are said not to hold, with what something is made of as the reason.
_NO_MEDICINE = re.compile(
    r"\b(?:outside|not (?:subject to|covered by|bound by|under)|exempt from|free from|beyond) "
    r"(?:the |all |any )?(?:fda(?:'s)? |federal |us )?(?:drugs?|medicines?|fda) "
    rf"(?:rules?|laws?|regulations?|approval|requirements?)\b[^.;]{{0,20}}{_AS_IT_IS}|"
    r"\b(?:outside|exempt from|free from|beyond) (?:the |all |any )?(?:rules?|laws?|regulations?) "
    rf"(?:for|on) (?:medicines?|drugs|medicinal products)\b[^.;]{{0,20}}{_AS_IT_IS}"
)
#: The same of an approval that nobody is said to need, with the reason behind or before it.
_OF_WHAT_IT_IS = re.compile(
    rf"{_AS_IT_IS}|^[^.;]{{0,60}}\b(?:is|are) an? {_MADE_OF}\b[^.;]{{0,30}}\bso\b"
)
_UNCHECKED = re.compile(
    r"\b(?:nobody|no[- ]one|so no (?!licen|approval)|loophole|tested|checked|beware|wary|claim)\b"
)
_STATES = r"(?:florida|utah|montana|texas)"
_STATE_LAW = re.compile(
    rf"\b{_STATES}\b[^.;]{{0,60}}\b(?:law|legal\w*|allow\w*|permit\w*|statute|senate bill|act)\b|"
    rf"\b(?:legal\w*|allow\w*|permit\w*|lawful\w*|authori[sz]ed)\b[^.;]{{0,40}}\b{_STATES}\b|"
    r"\bsb 1768\b"
)
FOOD_AND_DRUG_ACT = Source(
    title="21 USC 321(g)(1), what counts as a drug (2004 edition, copy of the text)",
    kind=SourceKind.STATUTE,
    year=2004,
    url="http://caselaw.lp.findlaw.com/casecode/uscodes/21/chapters/9/subchapters/ii/sections/"
    "section_321.html",
    date_seen=date(2026, 11, 27),
)
_MOVING_PARTS = "muscles, joints and bones"
_PAIN_OR_WOUNDS = re.compile(r"\b(?:pain|wounds?|ulcers?|orthop\w+)\b")
#: Products that are offered as if they were medicines.
_MEDICINES = (
    *CELL_PRODUCTS,
    "supplements",
    "chlorine_dioxide",
    "cannabinoids",
    "gcmaf",
    "ozone",
    "iv_vitamins",
    "glutathione",
    "chelation",
    "homeopathy",
)


@rule(
    "REG-04",
    title="Own cells, so no approval needed",
    severity=3,
    sources=(src.CFR_1271, src.NINTH_CIRCUIT),
    jurisdiction="US; the Australian rules use similar words",
    example="These are your own cells, minimally manipulated, so our stem cell therapy is "
    "permitted.",
    not_when=(
        "Cells that are more than minimally manipulated are a drug in law.",
        "Stem cells that are minimally manipulated are not approved for autism.",
        "The FDA has no say in how doctors practise, and it has not approved stem cells.",
        "Peptides are not exempt from the drug rules because they are natural.",
        "Exosomes are not outside the rules for medicines, though they hold no cells.",
    ),
    ask="Which regulator has confirmed that this product needs no approval?",
    version=6,
)
def own_cells(case: Case) -> Iterator[Hit]:
    """Four tests decide, and a court refused the same-surgery exception for fat-derived cells."""
    span = case.says(_OWN_CELLS) or case.says(NO_NEED)
    if span and appeals(case) and case.is_cell_product:
        words = explained(
            case,
            "REG-04",
            "It speaks of rules under which no approval would be needed.",
            "In the United States four tests decide that (21 CFR 1271.10), and a court held in "
            "2024 that cells taken from fat are a drug.",
        )
        yield Hit(
            span=span,
            severity=3 if case.says(_CONCLUDES) else 0,
            message=words.message,
            sources=words.sources,
        )
        return
    needless = case.says(NO_NEED) if case.says(_OF_WHAT_IT_IS) else None
    natural = case.says(_NO_MEDICINE) or needless
    if natural and appeals(case) and case.sells and not case.says(_UNCHECKED):
        yield Hit(
            span=natural,
            severity=2,
            message="It says that rules for medicines do not hold for it. In the United States "
            "what something is sold for decides that, not what it is made of: a product sold to "
            "treat or prevent a disease counts as a drug.",
            sources=(FOOD_AND_DRUG_ACT,),
        )


@rule(
    "REG-10",
    title="A state's law told as approval",
    severity=2,
    sources=(src.FLORIDA_CELLS,),
    jurisdiction="US, single states",
    example="Stem cell therapy for autism is now legal in Florida.",
    not_when=(
        "Florida law does not allow stem cells for autism.",
        "Our clinic for stem cells is in Florida, near the beach.",
        "Folinic acid for autism is now legal in Florida.",
    ),
    ask="Which use does the law of this state allow, and where is the notice that it asks for?",
)
def state_law(case: Case) -> Iterator[Hit]:
    """The Florida law names three uses, with notice and consent; federal law stands beside it."""
    span = case.says(_STATE_LAW)
    if not span or not appeals(case) or not case.is_cell_product:
        return
    words = explained(
        case,
        "REG-10",
        "It says that the law of a state allows the treatment.",
        "Such laws name single uses and conditions. They are no approval by the FDA, and no "
        "finding that the treatment works.",
        (src.FLORIDA_CELLS,),
    )
    named = _is_named_use(case)
    yield Hit(span=span, severity=0 if named else 2, message=words.message, sources=words.sources)


def _is_named_use(case: Case) -> bool:
    """Whether the passage is about orthopaedics, wounds or pain, which the Florida law names."""
    condition = condition_of(case)
    moving = condition is not None and case.vocabulary[condition[0]].organ_system == _MOVING_PARTS
    return moving or _PAIN_OR_WOUNDS.search(case.folded) is not None


@rule(
    "REG-15",
    title="Advertising that the country's guidance rules out",
    severity=3,
    sources=(src.TGA_CELLS, src.CAP_12_1, src.ASA_AUTISM),
    jurisdiction="Australia; United Kingdom",
    countries=("AU", "GB"),
    example="Our stem cells treat autism.",
    not_when=(
        "We do not offer stem cells for autism.",
        "Our hospital offers speech therapy to children with autism.",
    ),
    ask="May this treatment be advertised to the public here, and under which licence?",
)
def advertised(case: Case) -> Iterator[Hit]:
    """AU: biologicals are not advertised to the public. GB: medicinal claims need a licence."""
    span = _medicinal_claim(case)
    if span is None:
        return
    if case.country == "AU" and case.is_cell_product:
        [term] = [term for term in load_terms() if term.id == "TM-056"]
        yield Hit(span=span, message=f"{term.means} {term.does_not_mean}")
    elif case.country == "GB":
        yield Hit(
            span=span,
            message="The UK advertising code (rule 12.1) says that claims to treat or prevent a "
            "disease may be made for licensed medicines and for marked devices. Ask for the "
            "licence number.",
        )


def _medicinal_claim(case: Case) -> Span | None:
    """Where a page that sells says itself that such a product helps against a disease."""
    told = case.has(*BENEFIT) and not case.has(ClaimType.DISCLAIMER) and not case.sober
    here = any(
        mention.kind is ConceptKind.INTERVENTION and mention.origin is MentionOrigin.SENTENCE
        for mention in case.claim.concepts
    )
    intervention = case.claim.concept_id(ConceptKind.INTERVENTION)
    offered = intervention is not None and any(
        case.vocabulary.is_a(intervention, one) for one in _MEDICINES
    )
    if told and here and offered and case.sells and case.unshown and condition_of(case):
        return case.cue_span(*BENEFIT)
    return None


RULES = (own_cells, state_law, advertised)
