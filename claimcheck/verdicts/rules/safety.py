"""SAF: safety said without its limits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.schema import ClaimType, Hedge, Span
from claimcheck.text import fold
from claimcheck.verdicts import sources as src
from claimcheck.verdicts.anothers import is_of_little, is_of_one
from claimcheck.verdicts.case import Case
from claimcheck.verdicts.no_harm import ruled_out, same_kind
from claimcheck.verdicts.records import recorded_harms
from claimcheck.verdicts.rule import Hit, rule

_ABSOLUTE = re.compile(
    r"\b(?:(?:no|zero|0|without(?: any)?|free (?:of|from)(?: the| any| all| every)?|never any|"
    r"not a single)\s+"
    r"(?:(?:known|serious|severe|significant|life-threatening|major|harmful|long-term|negative|"
    r"reported|real|and|or)[ ,/&]+)*"
    r"(?:side[- ]effects?|risks?|complications?|adverse (?:events?|effects?|reactions?)|harm|"
    r"danger|"
    r"rejection)|"
    r"(?:completely|totally|absolutely|entirely|perfectly|100 ?%|fully) safe|risk[- ]free|"
    r"(?:cannot|can't|can never|never) (?:be )?(?:reject\w*|harm\w*|hurt)|"
    r"(?:won't|will not) be (?:hurt|harmed)|"
    r"(?:side[- ]effects?|complications?|risks?)(?:\W+| there (?:are|is) )(?:none|nil|zero)|"
    r"harmless)\b"
)
#: No harm beyond what is gained.
_SET_AGAINST = re.compile(
    r"\b(?:harm|risks?|danger|complications?),? (?:that|which) (?:would )?(?:outweighs?|exceeds?)\b"
)
_NOTHING_IS_WITHOUT = re.compile(
    r"\b(?:no|not|none|nothing|never|hardly any)\b[^.;,]{0,40}\b(?:without|free (?:of|from))\b|"
    r"\b(?:no|none|nothing)\b[^.;:,]{0,30}, not even [^.;:,]{1,30}, (?:is|are|comes?) (?:\w+ )?"
    r"(?:without|free (?:of|from))\b"
)
#: Words of a seller, and what somebody names against them.
_ANSWERED = re.compile(
    r"^\W*(?:as (?:to|for)|on|about)\b[^,;]{0,80}, (?:she|he|they|the [\w ]{1,30}) (?:names?|named|"
    r"lists?|listed|mention(?:s|ed)|points?|pointed|warn(?:s|ed)|recall(?:s|ed)|cite[sd]?)\b"
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
    r"(?! (?:such|these|those) trifles\b| an? (?:agreeable|pleasant|gentle)\b)|"
    r"\b(?:no|not|without)\b[^.;]{0,40}\b(?:(?:in|for) most|as long as|as a rule)\b"
)
_LOOKING = r"(?:ultrasound|x-?rays?|mris?|scans?|scanners?|magnets?|ecgs?|eegs?)"
#: Not of a treatment: a scan, a meal, a wait, what may be done beside it, or what a body meets.
_OF_OTHER_THINGS = re.compile(
    rf"\b{_LOOKING}\b[^.;,]{{0,40}}\b(?:is|are|has|have|does|do|carr(?:y|ies))\b|"
    rf"\b(?:from|of|with|in) (?:the |an? )?(?:\w+ )?{_LOOKING}\b|"
    r"\bto wait\b[^.;,]{0,30}\bno (?:harm|danger|risk)\b|"
    r"\b(?:waiting|being|talking|wearing|drinking|eating|sitting|walking|a (?:glass|cup|bit) of "
    r"[\w-]+|water|wine|alcohol|coffee)\b[^.;,]{0,40}\b(?:does|do|did|is|are) (?:\w+ )?(?:no harm|"
    r"harmless)\b|"
    r"\bno (?:danger|risk) (?:to|for) (?:your|the|any) (?:[\w-]+ )?(?:deposit|money|booking|"
    r"payment|savings|wallet)\b|"
    r"\bno (?:danger|risk|harm) in (?!trying|having|getting|starting|waiting)[a-z]+ing\b|"
    r"\bno (?:danger|risk|harm) (?:from|in) (?:growing up|speaking|learning|reading|hearing)\b|"
    r"\b(?:something|things?|substances?) (?:\w+ ){0,2}harmless\b|"
    r"\bharmless (?:likeness|version|form|piece|part|copy|virus|bacteri\w+|germs?|substances?|"
    r"things?|proteins?|foods?|pollen)\b"
)
#: Said of waiting, it says nothing of what is waited with; what stands beside it may.
_WAITING = re.compile(
    r"\bno (?:danger|risk|harm) (?:to wait|in waiting)\b(?! (?:for|in|and see)\b)|"
    r"\bno (?:danger|risk|harm) if (?:you|they|we|one) waits?\b"
)
_BY_ORIGIN = re.compile(
    r"\b(?:own (?:\w+ )?(?:cells|blood|tissue|body|somatic cells)|natural(?:ly)?|newborn cords?|"
    r"umbilical|"
    r"birth tissue|do(?:es)? not possess|cell[- ]free|biocompatib\w+|biological compatib\w+|"
    r"immune (?:rejection|reactions?))\b"
)
#: The claims room's own cue for an absence of harm; it knows more wordings.
_CUES = ("safety.no_harm", "safety.tolerated")
_ABSENT = re.compile(
    r"^(?!.*\b(?:hurts?|pain\w*|invasive)\b|.*\bdowntime$).*"
    r"(?:\b(?:no|not|never|zero|absent|none|impossible|cannot)\b|n't\b|[- ]free\b)"
)
_DOWNTIME = re.compile(r"\bdowntime$")
_NO_DOWNTIME = re.compile(r"\b(?:no|zero|without(?: any)?) downtime\b")
#: Half of "Side effects: none"; the claims room has read the two halves together.
_LABEL_OR_VALUE = re.compile(
    r"^\W*(?:(?:any )?(?:side[- ]effects?|risks?|complications?)|none|nil|zero|0)\W*$"
)
#: A question after harm, and its answer.
_ASKED = re.compile(r"\b(?:side[- ]effects?|risks?|complications?|dangers?)\b[^.?!]*\?\W*$")
#: "Is it without risk?": whoever says no to that owns up to one.
_ASKED_WITHOUT = re.compile(
    r"\b(?:(?:without|free (?:of|from)) (?:[\w-]+ ){0,2}?"
    r"(?:side[- ]effects?|risks?|complications?|dangers?)|(?:risk|danger)[- ]free)\b[^.?!]*\?\W*$"
)
_ASKED_SAFE = re.compile(r"\b(?:safe|harmless|painless)\b[^.?!]*\?\W*$")
_YES = re.compile(r"^\W*(?:yes|absolutely|of course|it is|very)\b")
_NO = re.compile(r"^\W*(?:no|none|never|not at all)(?=[.!,]|\s*$)")
#: Words that call it safe; that somebody looks after safety says no more than that.
_CALLED_SAFE = re.compile(
    r"\b(?:safe|safely|safer|safest|well[- ]tolerated|gentle|non-?toxic|harmless)\b|"
    r"\b(?:prov\w+|confirm\w*|show\w*|demonstrat\w+|establish\w*|guarantee\w*|excellent|good|high|"
    r"favou?rable) (?:[\w-]+ ){0,3}?safety\b|\bsafety (?:profile|is|has been|was)\b"
)
#: Few cells are rejected, one's own least of all: that is not the harm to ask after.
_REJECTED_SELDOM = re.compile(
    r"\brisks? of (?:immune )?rejection (?:is|are|remains) (?:\w+ly )?(?:minimal|low|small)\b"
)
#: Words that take the doubt out of "can" and "may".
_CERTAIN = re.compile(
    r"\b(?:with (?:full |absolute |complete |total |100 ?% )?certainty|without (?:any )?doubt|"
    r"(?:we|you) (?:can|may) (?:be )?(?:guarantee|assure|promise|sure|certain)|for (?:sure|"
    r"certain)|"
    r"we (?:are|'re) (?:absolutely )?(?:sure|certain)|guaranteed?)\b"
)
#: "No risk of rejection": the kind of harm stands behind the words found.
_OF_WHAT = re.compile(r"^ (?:of|for|from) [^.;:!?]{1,60}")
#: What regulators and surveys say of cells says nothing of a laser.
_ON_CELLS = (src.FDA_ALERT, src.EMA_CAT, src.CONNOLLY)
_HARMS_NAMED = 3
Harms = tuple[tuple[str, str], ...]


@rule(
    "SAF-01",
    title="No risk, or safe without a limit",
    severity=3,
    sources=(src.CAP_12,),
    example="Our stem cell therapy has no side effects.",
    not_when=(
        "Ask about the side effects of stem cells.",
        "No treatment is without side effects, and stem cells are no exception.",
        "We cannot say that stem cells have no side effects.",
        "Nobody knows whether stem cells are safe in autism.",
        "A phase 1 trial asked whether stem cells are safe in autism.",
        "With stem cells nobody can say that infection is impossible.",
        "We check the label of the stem cells twice so that nothing can go wrong.",
        "An ultrasound scan before the stem cells is painless and harmless.",
        "Before the stem cells a cup of tea does no harm.",
        "If nothing hurts, to wait with stem cells is no danger for most people.",
        "If nothing hurts, it does no harm to wait with stem cells.",
        "There is no danger in taking stem cells with vitamins.",
        "Stem cells are given where they would not cause harm that outweighs the benefit.",
        "In allergy the body fights something harmless, and stem cells are not given for it.",
        "A vaccine is a harmless likeness of a germ, and stem cells are no vaccine.",
        "A fit in the chamber leaves no lasting harm as a rule, and stem cells do not change that.",
        "Side effects are excluded from the table on stem cells.",
        "As to stem cells having no side effects, she named infections of the spine.",
        "With stem cells of one's own the risk of rejection is minimal.",
        "Are stem cells without risk? No, and the sedation adds a risk of its own.",
        "There is no risk to your deposit if the stem cells are put off.",
        "There is no harm from growing up with two languages, and stem cells do not change that.",
    ),
    ask="Which side effects were seen in all of your patients, and who keeps the record of them?",
    version=17,
)
def safe(case: Case) -> Iterator[Hit]:
    """No infusion or injection is free of risk; a bare "safe" weighs less than "no risk"."""
    if not case.has(ClaimType.SAFETY) or case.has(ClaimType.DISCLAIMER):
        return
    if case.claim.hedge is Hedge.STRONG or _is_limited(case):
        return
    span = _no_harm(case)
    if span is None:
        yield from _rests_nobody(case)
        yield from _called_safe(case)
        return
    if is_of_one(case) or is_of_little(case, _asked_above(case)):
        return
    # The words that were found, not the whole passage: "no risk of rejection and no serious harm".
    serious = _SERIOUS_ONLY.search(fold(case.page.quote(span))) is not None
    if _reports(case) and _tells_what_was_seen(case, serious=serious):
        return
    harms = _harms_of_kind(case, span)
    yield Hit(
        span=span,
        message=f"{_opening(serious=serious)} {_harms(case, harms)}".strip(),
        severity=2 if serious else 3,
        trials=_ids(harms),
        sources=_ON_CELLS if case.is_cell_product else (),
    )


def _rests_nobody(case: Case) -> Iterator[Hit]:
    """Days in bed are no harm; that nobody has any is known as little."""
    if case.sells and (span := case.says(_NO_DOWNTIME)) and not _cued(case):
        yield Hit(
            span=span,
            message="It says that nobody has to rest afterwards. Ask what was seen in how many.",
            severity=1,
        )


def _is_limited(case: Case) -> bool:
    """Whether it is said of some people only, of no treatment, or that none is without risk."""
    limits = (_NOTHING_IS_WITHOUT, _LIMITED, _OF_OTHER_THINGS, _SET_AGAINST, _ANSWERED)
    if any(case.says(limit) for limit in limits):
        return True
    beside = _WAITING.sub("", case.folded)
    waits = beside != case.folded
    return waits and not _ABSOLUTE.search(beside) and ruled_out(beside) is None


def _no_harm(case: Case) -> Span | None:
    """The words that say there is no harm: as such, as a cue knows them, or as label and value."""
    cues = (cue for cue in case.claim.cues if cue.rule_or_pattern.startswith(_CUES))
    spans = (Span(start=cue.start, end=cue.end) for cue in cues)
    # "Fewer side effects" and "generally safe" say less.
    cue = next((s for s in spans if _ABSENT.search(fold(case.page.quote(s)))), None)
    asked = _asked_above(case)
    harm = _ASKED.search(asked) is not None and _ASKED_WITHOUT.search(asked) is None
    if harm and (answer := case.says(_NO)):
        return answer
    paired = ClaimType.SAFETY in case.claim.by_rule and case.is_cell_product and case.sells
    said = case.says(_ABSOLUTE) or cue or (case.says(_LABEL_OR_VALUE) if paired else None)
    return said or _ruled_out(case)


def _ruled_out(case: Case) -> Span | None:
    found = ruled_out(case.folded)
    start = case.claim.start
    return found and Span(start=start + found.start(), end=start + found.end())


def _reports(case: Case) -> bool:
    """Whether the passage may tell of one study; a practice that rules harm out tells of itself."""
    if case.informs or case.tells_of_study or case.says(_ONE_STUDY):
        return True
    return not case.sells and _ruled_out(case) is None


def _tells_what_was_seen(case: Case, *, serious: bool) -> bool:
    """Whether a report says what one study saw; "across all studies" says more than that."""
    hedged = case.claim.hedge is not Hedge.NONE and not case.says(_CERTAIN)
    seen = serious or case.says(_SEEN) is not None or hedged
    return seen and not case.says(_ACROSS)


def _harms_of_kind(case: Case, span: Span) -> Harms:
    """What the records name of the harm that is ruled out: any, or the one kind that is named."""
    behind = _OF_WHAT.search(case.folded[span.end - case.claim.start :])
    said = fold(case.page.quote(span)) + (behind.group() if behind else "")
    return tuple(one for one in recorded_harms(case) if same_kind(said, one[1]))


def _called_safe(case: Case) -> Iterator[Hit]:
    """Safe in whom, for how long, counted how; small trials cannot find rare harm."""
    if case.sober or not case.sells or case.claim.hedge is not Hedge.NONE:
        return
    if not case.is_cell_product or not case.unsupported:
        return
    if case.says(_BY_ORIGIN) or case.says(_REJECTED_SELDOM):
        return
    answers = _ASKED_SAFE.search(_asked_above(case)) and case.says(_YES)
    if not (case.says(_CALLED_SAFE) or _cued(case) or answers):
        return
    harms = recorded_harms(case)
    yield Hit(
        span=case.cue_span(ClaimType.SAFETY),
        message="It calls the treatment safe without saying in how many people and for how long "
        "harm "
        f"was looked for. {_harms(case, harms)}",
        severity=1,
        trials=_ids(harms),
        sources=_ON_CELLS if case.is_cell_product else (),
    )


def _asked_above(case: Case) -> str:
    """What stands before the passage in its block, or else the heading above it."""
    before = fold(case.page.text[case.block.start : case.claim.start])
    return before.strip() or fold(next(iter(case.block.heading_path[-1:]), ""))


def _cued(case: Case) -> bool:
    """Whether a cue tells of safety, and not only of days in bed."""
    cues = (cue for cue in case.claim.cues if cue.type is ClaimType.SAFETY)
    told = (case.page.quote(Span(start=cue.start, end=cue.end)) for cue in cues)
    return any(not _DOWNTIME.search(fold(words)) for words in told)


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
