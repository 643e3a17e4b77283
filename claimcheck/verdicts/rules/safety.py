"""SAF: safety said without its limits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType, Hedge
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.records import recorded_harms
from claimcheck.verdicts.rule import Hit, rule

_ABSOLUTE = re.compile(
    r"\b(?:(?:no|zero|0|without(?: any)?|free (?:of|from)|never any|not a single)\s+"
    r"(?:(?:known|serious|severe|significant|life-threatening|major|harmful|long-term|negative|"
    r"reported|real|and|or)[ ,/&]+)*"
    r"(?:side[- ]effects?|risks?|complications?|adverse (?:events?|effects?|reactions?)|harm|"
    r"danger|"
    r"rejection)|"
    r"(?:completely|totally|absolutely|entirely|perfectly|100 ?%|fully) safe|risk[- ]free|"
    r"(?:cannot|can't|can never|never) (?:be )?(?:reject\w*|harm\w*|hurt)|"
    r"side[- ]effects?\W+(?:none|nil|zero)|harmless)\b"
)
_NOTHING_IS_WITHOUT = re.compile(
    r"\b(?:no|not|none|nothing|never|hardly any)\b[^.;,]{0,40}\b(?:without|free (?:of|from))\b"
)
_SERIOUS_ONLY = re.compile(r"\b(?:serious|severe|life-threatening|major|significant|long-term)\b")
_ACROSS = re.compile(
    r"\b(?:across|in) all (?:of )?(?:the |our )?(?:completed |published )?"
    r"(?:studies|trials|patients)\b"
)
_SEEN = re.compile(
    r"\b(?:were|was|occurred|reported|seen|observed|found|followed|had|experienced|recorded)\b"
)
_ONE_STUDY = re.compile(
    r"\b(?:in|of) (?:a|an|the|one|this|our) (?:[\w-]+ ){0,4}?(?:study|trial)\b(?:.{0,20}\b(?:of|"
    r"with|in) \d+)?"
)
#: Not all people, or with an exception: no absence of risk is claimed.
_LIMITED = re.compile(
    r"\b(?:most|many|\d+(?:\.\d+)? ?(?:%|per ?cent)) (?:of )?(?:the |our )"
    r"?[\w-]+ [^.;]{0,30}\b(?:no|without)\b|"
    r"\b(?:other than|except(?: for)?|apart from|aside from|beyond)\b"
)
_BY_ORIGIN = re.compile(
    r"\b(?:own (?:\w+ )?(?:cells|blood|tissue|body|somatic cells)|natural(?:ly)?|newborn cords?|"
    r"umbilical|"
    r"birth tissue|do(?:es)? not possess|cell[- ]free|biocompatib\w+|biological compatib\w+|"
    r"immune (?:rejection|reactions?))\b"
)
_HARMS_NAMED = 3
Harms = tuple[tuple[str, str], ...]


@rule(
    "SAF-01",
    title="No risk, or safe without a limit",
    severity=3,
    sources=(src.FDA_ALERT, src.EMA_CAT, src.CONNOLLY),
    example="Our stem cell therapy has no side effects.",
    not_when=(
        "Ask about the side effects of stem cells.",
        "No treatment is without side effects, and stem cells are no exception.",
        "We cannot say that stem cells have no side effects.",
        "Nobody knows whether stem cells are safe in autism.",
        "A phase 1 trial asked whether stem cells are safe in autism.",
    ),
    ask="Which side effects were seen in all of your patients, and who keeps the record of them?",
)
def safe(case: Case) -> Iterator[Hit]:
    """No infusion or injection is free of risk; a bare "safe" weighs less than "no risk"."""
    if not case.has(ClaimType.SAFETY) or case.has(ClaimType.DISCLAIMER):
        return
    if case.claim.hedge is Hedge.STRONG or case.says(_NOTHING_IS_WITHOUT) or case.says(_LIMITED):
        return
    span = case.says(_ABSOLUTE)
    if span is None:
        yield from _called_safe(case)
        return
    serious = _SERIOUS_ONLY.search(case.folded) is not None
    reports = case.tells_of_study or not case.sells or case.says(_ONE_STUDY) is not None
    if reports and _tells_what_was_seen(case, serious=serious):
        return
    harms = recorded_harms(case)
    yield Hit(
        span=span,
        message=f"{_opening(serious=serious)} {_harms(case, harms)}".strip(),
        severity=2 if serious else 3,
        trials=_ids(harms),
    )


def _tells_what_was_seen(case: Case, *, serious: bool) -> bool:
    """Whether a report says what one study saw; "across all studies" says more than that."""
    seen = serious or case.says(_SEEN) is not None or case.claim.hedge is not Hedge.NONE
    return seen and not case.says(_ACROSS)


def _called_safe(case: Case) -> Iterator[Hit]:
    """Safe in whom, for how long, counted how; small trials cannot find rare harm."""
    if case.sober or not case.sells or case.claim.hedge is not Hedge.NONE:
        return
    if not case.is_cell_product or not case.unsupported or case.says(_BY_ORIGIN):
        return
    harms = recorded_harms(case)
    yield Hit(
        span=case.cue_span(ClaimType.SAFETY),
        message="It calls the treatment safe without saying in how many people and for how long "
        "harm "
        f"was looked for. {_harms(case, harms)}",
        severity=1,
        trials=_ids(harms),
    )


def _ids(harms: Harms) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for id_, _ in harms[:_HARMS_NAMED]))


def _opening(*, serious: bool) -> str:
    if serious:
        return "It says that no serious harm was seen."
    return "It says that there is no risk. No infusion, injection or medicine is free of risk."


def _harms(case: Case, harms: Harms) -> str:
    if harms:
        told = "; ".join(f"{harm} ({id_})" for id_, harm in harms[:_HARMS_NAMED])
        return f"Records in our copy name harms: {told}."
    if case.is_cell_product:
        return (
            "Regulators warn of infections, tumours and other harm from unapproved cell products."
        )
    return ""


@rule(
    "SAF-02",
    title="Safe because of where it comes from",
    severity=2,
    sources=(src.ISSCR, src.BAUER, src.THEMES),
    example="Because they are your own cells, stem cells are safe for your child.",
    not_when=("Even your own stem cells carry a risk of infection.",),
    ask="Which harms were looked for, for how long, and in how many people?",
)
def by_origin(case: Case) -> Iterator[Hit]:
    """The source of cells does not decide how safe they are."""
    span = case.says(_BY_ORIGIN)
    if (
        not span
        or case.says(_ABSOLUTE)
        or not case.has(ClaimType.SAFETY)
        or case.sober
        or not case.is_cell_product
    ):
        return
    yield Hit(
        span=span,
        message="It rests safety on where the product comes from or what it is made of. That does "
        "not "
        "settle how safe it is; only counting harms in people does.",
    )


RULES = (safe, by_origin)
