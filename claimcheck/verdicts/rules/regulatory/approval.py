"""REG-01, REG-03: what was approved or cleared, and for which use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.schema import ConceptKind, MentionOrigin, Source, Span
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.leaning import NO_NEED
from claimcheck.verdicts.records import day_words
from claimcheck.verdicts.regulatory.decoder import (
    Fit,
    decode,
    devices_of,
    fit,
    listed_products,
)
from claimcheck.verdicts.regulatory.models import Device, Listed, Product, Standing
from claimcheck.verdicts.rule import Hit, rule
from claimcheck.verdicts.rules.regulatory.appeals import (
    AGENCY,
    PERMITTED_STUDY,
    REGISTERED,
    WANTED,
    appeals,
    condition_of,
    explained,
    names_fda,
    not_found,
)
from claimcheck.verdicts.rules.regulatory.repurposed import COMPOUNDING, other_use

_APPROVED = re.compile(
    rf"\b{AGENCY}[- ](?:approv|licen[sc]|clear|certifi)(?:ed|es|al|ance)\b|"
    rf"\b(?:approved|cleared|certified|licen[sc]ed|authori[sz]ed) by (?:the )?"
    rf"(?:us |u\.s\. |american |european )*{AGENCY}\b|"
    rf"\b{AGENCY} (?:has |have )?(?:approved|approves|cleared|clears|licensed)\b"
)
#: Products that are licensed, or a limit to them: no appeal for another use.
_LICENSED_USE = re.compile(
    r"\bonly\b|\birritability\b|\bepidiolex\b|"
    r"\bcertain (?:medical )?(?:uses|conditions|diseases)\b(?! (?:such as|like|including)\b"
    r"(?![^.;]*\b(?:blood|marrow|immune)\b))|"
    r"\bblood[- ]forming\b|\bblood (?:(?:and|or) immune (?:system )?)?(?:disorders?|diseases?|"
    r"cancers?)\b|"
    r"\bleuk\w+|\bheavy metals?\b|\blead poisoning\b|"
    r"\blymphoma|\bholoclar\b|"
    r"\bha?ematopoietic\b|\bgraft[- ]versus[- ]host\b|\bcar[- ]t\b"
)
#: "Ours are the only ones": said of oneself, it limits nothing.
_ONLY_OURS = re.compile(
    r"\b(?:ours?|we|us)\b[^.;]{0,40}\bonly (?:[\w-]+ )?(?:ones?|cells|clinic|cent(?:er|re)|"
    r"treatment|therapy|product|provider)\b|"
    r"\bonly (?:[\w-]+ )?(?:ones?|cells|clinic|cent(?:er|re)|treatment|therapy|product|"
    r"provider)\b[^.;]{0,60}"
    r"\b(?:is|are) (?:ours|us)\b"
)
#: Words near approval that no regulator uses for it.
_RECOGNISED = re.compile(
    rf"\b(?:recogni[sz]ed|accepted|acknowledged|endorsed|backed|sanctioned) by (?:the )?"
    rf"(?:us |u\.s\. |american )?{AGENCY}\b|"
    rf"\b{AGENCY} (?:has |have )?(?:recogni[sz]e[sd]?|endorse[sd]?|acknowledge[sd]?) "
    r"(?:our|this|the) (?:\w+ )?(?:treatment|therapy|method|protocol|product|cells|clinic)\b"
)
_MIXED = re.compile(
    r"\bcompounded\b[^.;]{0,60}\b(?:fda[- ]approved|"
    r"same (?:active )?(?:ingredient|drug|medicine))\b|"
    r"\b(?:same|identical) fda[- ]approved (?:active )?(?:ingredients?|drug|medicine)\b"
)
_DENIED = re.compile(r"\b(?:not|never|no|nor|but|although|though|unless)\b|n't\b")
_RECOGNISED_ELSE = re.compile(
    r"\bgras\b|\brecogni[sz]ed as safe\b|\bas (?:an? )?(?:\w+ )?(?:disease|condition|risk|cause|"
    r"disability|side effect|standard|problem)\b|\bfor (?:priority )?(?:review|filing)\b|"
    r"\bapplication\b|\bnumber\b"
)
_EUROPE = re.compile(r"\b(?:ema|europ\w+|eu)\b")
_EQUIPMENT = re.compile(
    rf"\b(?:{AGENCY}|510\(k\))[- ](?:clear|approv)(?:ed|ance)\b(?: [\w-]+){{0,4}}? "
    r"(?:centrifuges?|devices?|systems?|kits?|machines?|equipment|technology)\b|"
    r"\b(?:centrifuges?|devices?|systems?|kits?|machines?|equipment)\b[^.;]{0,30}"
    rf"\b(?:cleared|approved) by (?:the )?{AGENCY}\b"
)
_DEVICE = re.compile(
    r"\b(?:devices?|pacemakers?|stimulators?|electrodes?|implants?|pumps?|scanners?|lasers?)\b"
)
_PREPARED = ("stem_cells", "cell_derived_products", "prp")
_HERE = (MentionOrigin.SENTENCE, MentionOrigin.CONTEXT)


def _asserted(case: Case) -> Span | None:
    """Words that say that something is approved or cleared, as an appeal to the reader."""
    span = case.says(_APPROVED)
    if span is None or not appeals(case) or case.says(NO_NEED):
        return None
    other = case.says(REGISTERED) or case.says(PERMITTED_STUDY) or case.says(WANTED)
    return None if other else span


@rule(
    "REG-01",
    title="Called approved",
    severity=3,
    sources=(src.FDA_ALERT, src.FDA_PATIENTS),
    jurisdiction="US",
    example="We use FDA-approved stem cells for autism.",
    not_when=(
        "No stem cell product is FDA approved for autism.",
        "The FDA has approved studies of stem cells in autism.",
        "Are your stem cells FDA approved for autism?",
        "The FDA approved the CAR T-cell therapy Kymriah for lymphoma.",
        "Holoclar is approved by the EMA for limbal stem cell deficiency after eye burns.",
        "TMS is FDA approved for depression.",
        "EDTA is FDA approved for lead poisoning.",
        "Cord blood is FDA approved for blood and immune system disorders.",
        "Compounded cells are not FDA approved, even with the same ingredient.",
        "The FDA recognised autism as a condition with few treatments.",
    ),
    ask="Which product is approved, for which disease, and under which licence number?",
    version=7,
    unless=("REG-02", "REG-03", "REG-05"),
)
def approved(case: Case) -> Iterator[Hit]:
    """Product and disease are matched; approvals of other cells for other diseases exist."""
    if mixed := _mixed(case):
        yield mixed
        return
    span = _asserted(case)
    if span is None:
        yield from _recognised(case)
        return
    products = decode(case.folded).products
    if products:
        yield from _named(case, span, products)
    elif approval := other_use(case):
        yield Hit(
            span=span,
            severity=3 if case.unshown else 2,
            message=f"It says that a medicine is approved. {approval.told} An approval is for one "
            "use, and says nothing of others.",
            sources=(approval.source,),
        )
    elif not _is_limited(case) and not _device_is_listed(case):
        yield from _unnamed(case, span)


def _is_limited(case: Case) -> bool:
    """Whether it names a licensed use or a limit, and does not set itself above all others."""
    return case.says(_LICENSED_USE) is not None and case.says(_ONLY_OURS) is None


def _mixed(case: Case) -> Hit | None:
    """A pharmacy's own mixture that borrows the approval of what is in it."""
    span = case.says(_MIXED)
    if not span or not appeals(case) or _DENIED.search(case.folded):
        return None
    return Hit(
        span=span,
        message="It speaks of a mixed product by the approval of what is in it. The FDA says that "
        "compounded drugs are not approved: it does not look at their safety or effectiveness "
        "before they are sold.",
        sources=(COMPOUNDING,),
    )


def _recognised(case: Case) -> Iterator[Hit]:
    """A regulator approves a product for a use, or does not; it recognises no treatment."""
    span = case.says(_RECOGNISED)
    if not span or not appeals(case) or case.says(_RECOGNISED_ELSE) or case.says(WANTED):
        return
    if case.is_cell_product or case.unshown:
        yield Hit(
            span=span,
            severity=2,
            message="It says that a regulator recognises or backs the treatment. That is no "
            "approval: an approval is for one product and one disease. Ask for both, and the "
            "licence.",
        )


def _named(case: Case, span: Span, products: Sequence[Product]) -> Iterator[Hit]:
    """A product with its name is set beside its own listed uses."""
    ended = next((product for product in products if product.ended), None)
    if ended and ended.ended and ended.source and case.says(_EUROPE):
        yield Hit(
            span=span,
            severity=2,
            message=f"{ended.told} It ended on {day_words(ended.ended)}.",
            sources=(ended.source,),
        )
        return
    condition = condition_of(case, *_HERE)
    if condition and fit(products, condition[0], case.folded, case.vocabulary) is Fit.OTHER:
        yield Hit(
            span=span,
            severity=3 if any(product.cells for product in products) else 2,
            message=f"This passage names {products[0].name}. An approval is for one product and "
            f"one use. {not_found(condition[1])}",
        )


def _speaks_of_device(case: Case) -> bool:
    """Whether a device is what was approved, and cells were read elsewhere on a page unsold."""
    treatments = [m for m in case.claim.concepts if m.kind is ConceptKind.INTERVENTION]
    elsewhere = all(one.origin is MentionOrigin.PAGE for one in treatments)
    return case.sells_nothing and elsewhere and case.says(_DEVICE) is not None


def _unnamed(case: Case, span: Span) -> Iterator[Hit]:
    """Without a product's name nobody can look the approval up."""
    if _speaks_of_device(case):
        return
    opening = "It says that a regulator approved the treatment."
    condition = condition_of(case)
    places = ("US",) if names_fda(case) else None
    if case.is_cell_product and not (
        condition and listed_products(condition[0], case.vocabulary, places)
    ):
        guidance = (
            "FDA guidance of 2020 and 2021 says that such products were not approved for autism, "
            "or for orthopaedic or neurological conditions."
            if names_fda(case)
            else "An approval is for one product and one disease."
        )
        found = f" {not_found(condition[1])}" if condition else ""
        yield Hit(
            span=span,
            message=f"{opening} {guidance} Cell products were approved for other uses; ask which "
            f"product this is.{found}",
        )
    elif case.is_cell_product or case.unshown:
        general = "An approval is for one product and one disease; ask for both, and the licence."
        words = explained(case, "REG-01", opening, general)
        yield Hit(span=span, severity=1, message=words.message, sources=words.sources)


def _devices(case: Case) -> tuple[Device, ...]:
    """Devices that the passage names, or with which its treatment is given."""
    named = decode(case.folded).devices
    intervention = case.claim.concept_id(ConceptKind.INTERVENTION)
    if named or intervention is None:
        return named
    return devices_of(intervention, case.vocabulary)


def _device_is_listed(case: Case) -> bool:
    condition = condition_of(case)
    devices = _devices(case)
    fits = fit(devices, condition and condition[0], case.folded, case.vocabulary)
    return bool(devices) and fits is Fit.LISTED


@rule(
    "REG-03",
    title="A cleared device told as a cleared treatment",
    severity=2,
    sources=(src.CFR_807_97, src.SIPP),
    jurisdiction="US",
    example="We spin your stem cells in an FDA-cleared centrifuge system.",
    not_when=(
        "TMS is not FDA-cleared for autism.",
        "Ask for which use the FDA cleared the device.",
    ),
    ask="For which use was this device cleared, and under which number?",
    version=2,
)
def cleared(case: Case) -> Iterator[Hit]:
    """A clearance extends neither to cells that a device prepares nor to another disease."""
    span = _asserted(case)
    if span is None:
        return
    equipment = case.says(_EQUIPMENT)
    if equipment and _prepares(case):
        words = explained(
            case,
            "REG-03",
            "It speaks of a cleared device.",
            "Clearance of a device covers neither what is prepared with it nor the disease.",
            (src.CFR_807_97,),
        )
        yield Hit(span=equipment, message=words.message, sources=words.sources)
    elif names_fda(case):
        yield from _for_another_use(case, span, _devices(case))


def _prepares(case: Case) -> bool:
    intervention = case.claim.concept_id(ConceptKind.INTERVENTION)
    return intervention is not None and any(
        case.vocabulary.is_a(intervention, one) for one in _PREPARED
    )


def _for_another_use(case: Case, span: Span, devices: Sequence[Device]) -> Iterator[Hit]:
    opening = "It speaks of clearance or approval by the FDA."
    if not devices:
        return
    if all(device.standing is Standing.NOT_CLEARED for device in devices):
        told, sources = _told(devices)
        yield Hit(span=span, message=f"{opening} {told}", sources=sources)
        return
    condition = condition_of(case)
    fits = fit(devices, condition and condition[0], case.folded, case.vocabulary)
    told, sources = _told(devices)
    if fits is Fit.OTHER and condition:
        words = explained(
            case, "REG-03", opening, "A device is cleared for its listed uses.", (src.CFR_807_97,)
        )
        yield Hit(
            span=span,
            message=" ".join(filter(None, (words.message, told, not_found(condition[1])))),
            sources=(*words.sources, *sources),
        )
    elif fits is Fit.LISTED and (topic := _other_topic(case, devices)):
        yield Hit(
            span=span,
            severity=0,
            message=f"The page is about {topic}. A clearance for one use does not extend to "
            f"another. {not_found(topic)}",
            sources=sources,
        )


def _other_topic(case: Case, devices: Sequence[Device]) -> str | None:
    """The condition in the page's title, if it is none of the listed uses."""
    title = case.page.title
    topic = case.vocabulary.find(ConceptKind.CONDITION, title) if case.sells and title else None
    if topic and fit(devices, topic.id, "", case.vocabulary) is Fit.OTHER:
        return topic.label
    return None


def _told(rows: Sequence[Listed]) -> tuple[str, tuple[Source, ...]]:
    """What the first row that may be shown says."""
    for row in rows:
        if row.told and row.source:
            return row.told, (row.source,)
    return "", ()


RULES = (approved, cleared)
