"""What a figure counts, by the words around it.

The words of the figure's own clause come first, then those of its sentence; in a row of a table
those of its cell, or of the whole row where the cell holds the figure alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.claims.figures import cues
from claimcheck.claims.figures.numbers import Draft
from claimcheck.schema import FigureKind, FigureUnit

_NEAR = 160
_ALL = 100
_FEW_WORDS = 3
#: How a table row is written: "Start | one drip | better sleep | $9,800".
_CELL = " | "
_STOP = re.compile(r"[.?!](?=\s|$)|;|•")
_CLAUSE = re.compile(
    r"[,:;()]|\b(?:while|whereas|but|although|though|yet)\b|-(?=\s)|(?<=\s)-|\bvs\b|\bversus\b|"
    r"\band\b"
)
_WORD = re.compile(r"[^\W\d_]{3,}")

_DISCOUNT_AFTER = re.compile(
    r" (?:off\b(?! (?:of |the |their |all |my |most )?(?:drugs?|medic\w+|meds|insulin|the))|"
    r"discounts?\b|savings?\b|cheaper\b|(?:less|lower) (?:than|expensive)\b[^.]{0,20}"
    r"(?:price|cost|us\b|u\.s|uk\b|usa|europe))"
)
#: "The second package is 25% less": what costs less, not what changes in a person.
_SOLD = re.compile(
    r"\b(?:packages?|prices?|fees?|bookings?|deposits?|tickets?) (?:is|are|costs?|comes? at|"
    r"will be|gets?) (?:up to |only |then )?$"
)
_LESS = re.compile(r" (?:less|lower|cheaper|reduced)\b(?=\W*$|,| (?:if|when|for)\b)")


@dataclass(frozen=True)
class _Around:
    """Words near a figure: right after it, of its clause, of its sentence."""

    before: str
    after: str
    clause: str
    sentence: str
    passage: str


def kind_of(draft: Draft, folded: str) -> FigureKind:
    """What the figure counts; ``folded`` is its passage."""
    if draft.kind is not None:
        return draft.kind
    around = _around(draft, folded)
    match draft.unit:
        case FigureUnit.CURRENCY:
            market = cues.NO_PRICE.search(around.sentence)
            return FigureKind.OTHER if market else FigureKind.PRICE
        case FigureUnit.COUNT:
            return _counted(folded[draft.start : draft.end], around)
        case FigureUnit.MEASURE:
            return _measured(folded[draft.start : draft.end], around)
        case FigureUnit.PERCENT | FigureUnit.FOLD:
            return _share(draft, around)
        case FigureUnit.RATIO | FigureUnit.OTHER:
            harm = cues.HARM.search(around.sentence) and not cues.IMPROVED.search(around.clause)
            return FigureKind.ADVERSE_EVENTS if harm else FigureKind.RESPONDERS
        case FigureUnit.POINTS:
            return FigureKind.CHANGE
        case _:
            told = cues.TREATED.search(around.passage) or cues.SYMPTOMS.search(around.passage)
            return FigureKind.CHANGE if told else FigureKind.DURATION


def _around(draft: Draft, folded: str) -> _Around:
    start, end = draft.start, draft.end
    left, right = max(0, start - _NEAR), min(len(folded), end + _NEAR)
    if _CELL in folded[left:right]:
        return _in_row(draft, folded, left, right)
    before, after = folded[left:start], folded[end:right]
    stops = list(_STOP.finditer(before))
    before = before[stops[-1].end() :] if stops else before
    stop = _STOP.search(after)
    after = after[: stop.start()] if stop else after
    breaks = [found for found in _CLAUSE.finditer(before) if _WORD.search(before, found.end())]
    near = before[breaks[-1].end() :] if breaks else before
    far = next(
        (m.start() for m in _CLAUSE.finditer(after) if _WORD.search(after[: m.start()])), len(after)
    )
    own = folded[start:end]
    sentence = f"{before}{own}{after}"
    passage = folded[max(0, left - _NEAR) : right + _NEAR]
    if len(_WORD.findall(f"{before}{after}")) < _FEW_WORDS:
        # "(1-10 people in 100)" belongs to the sentence before it.
        sentence = folded[left:right]
    return _Around(before, after, f"{near}{own}{after[:far]}", sentence, passage)


def _in_row(draft: Draft, folded: str, left: int, right: int) -> _Around:
    own = folded[draft.start : draft.end]
    before, after = folded[left : draft.start], folded[draft.end : right]
    cell_before, cell_after = before.rpartition(_CELL)[2], after.partition(_CELL)[0]
    row = f"{before}{own}{after}"
    cell = f"{cell_before}{own}{cell_after}"
    if _WORD.search(cell_before + cell_after):
        return _Around(cell_before, cell_after, cell, cell, row)
    return _Around(before, after, row, row, row)


def _counted(raw: str, around: _Around) -> FigureKind:
    if re.search(r"\bwords\b|^(?:nil|none|zero)$", raw):
        return FigureKind.CHANGE
    if re.search(r"(?:\b|\d)(?: a| per| every| each) \w+", raw):
        return FigureKind.CHANGE
    if re.search(r"\b(?:hospitals|clinics|practices|countries)\b", raw):
        return FigureKind.OTHER
    if cues.FARED.match(around.after):
        fared = _share_in(around.clause, around, people=True, percent=True)
        return fared or FigureKind.RESPONDERS
    if re.search(r"million|billion|americans|\d(?:,\d{3}){2}", raw) and not cues.DONE.search(
        around.clause
    ):
        return FigureKind.PREVALENCE
    if cues.IN_A_POPULATION.search(around.clause) and not cues.DONE.search(around.clause):
        studied = cues.STUDIED.search(around.sentence)
        return FigureKind.PARTICIPANTS if studied else FigureKind.PREVALENCE
    if cues.DONE.search(around.clause) and not cues.STUDIED.search(around.clause):
        return FigureKind.VOLUME
    return FigureKind.PARTICIPANTS


def _measured(raw: str, around: _Around) -> FigureKind:
    if cues.LEVELS.search(raw):
        return FigureKind.CHANGE if cues.LOST.search(around.clause) else FigureKind.OTHER
    if re.search(r"\b(?:hours?|hrs?|min(?:ute)?s?|seconds?)$", raw):
        return FigureKind.CHANGE
    if re.search(r"(?:\b|\d)(?:mg|mcg|[µμu]g|ml|cc|iu|ata|atm|atmospheres|cells|hz)\b", raw):
        return FigureKind.DOSE
    if re.search(r"(?:degrees|°c)$", raw):
        return FigureKind.OTHER
    moved = cues.LOST.search(around.clause) or cues.BY.search(around.before)
    if moved or (cues.WEIGHT.search(raw) and not re.search(r"\bweigh", around.clause)):
        return FigureKind.CHANGE
    return FigureKind.OTHER if cues.LENGTH.search(raw) else FigureKind.DOSE


def _share(draft: Draft, around: _Around) -> FigureKind:
    sold = _SOLD.search(around.before) and _LESS.match(around.after)
    if sold or _DISCOUNT_AFTER.match(around.after) or cues.DISCOUNT.search(around.before[-40:]):
        return FigureKind.DISCOUNT
    if cues.MADE_OF.match(around.after) or cues.MONEY.search(around.clause):
        return FigureKind.OTHER
    if _is_what_is_left(around):
        return FigureKind.CHANGE
    if draft.unit is FigureUnit.FOLD and cues.OF_MATTER.search(around.after[:30]):
        return FigureKind.OTHER
    people = draft.numerator is not None or bool(
        cues.OF_PEOPLE.match(around.after) or cues.DID.match(around.after)
    )
    people = people and not cues.BY.search(around.before)
    if cues.SAFE_AFTER.match(around.after):
        return FigureKind.ADVERSE_EVENTS
    percent = draft.unit is FigureUnit.PERCENT
    kind = _share_in(around.clause, around, people=people, percent=percent)
    if kind is None and cues.ARMS.search(around.sentence):
        return FigureKind.RESPONDERS
    if kind is None and not cues.HAD.match(around.after):
        kind = _share_in(around.sentence, around, people=people, percent=percent)
    return kind or _unsaid(draft, around)


def _is_what_is_left(around: _Around) -> bool:
    """Such as "the movements are about half": of something that no people are counted by."""
    left = cues.SYMPTOM_IS.search(around.before) and cues.SENTENCE_GOES_ON.match(around.after)
    in_words = cues.FRACTION_IN_WORDS.search(around.sentence) and "%" not in around.sentence
    return bool(left and in_words) and not cues.PEOPLE_NAMED.search(around.before)


def _unsaid(draft: Draft, around: _Around) -> FigureKind:
    """The kind of a share in a line without any telling word ("24% with acupuncture")."""
    state = cues.STATE.search(around.sentence) or cues.HAD.match(around.after)
    # A bare "100%" is more often emphasis, or oxygen, than a result.
    if (
        state
        or draft.lo == _ALL
        or draft.unit is not FigureUnit.PERCENT
        or cues.OF_NUMBERS.search(around.passage)
    ):
        return FigureKind.OTHER
    if cues.BY.search(around.before):
        return FigureKind.CHANGE
    counted = draft.numerator is not None and draft.numerator > 1
    if counted or cues.TREATED.search(around.sentence):
        return FigureKind.RESPONDERS
    return FigureKind.OTHER


def _share_in(scope: str, around: _Around, *, people: bool, percent: bool) -> FigureKind | None:
    """The kind that the words of a clause or sentence tell, if they tell one."""
    improved, treated = cues.IMPROVED.search(scope), cues.TREATED.search(around.passage)
    if cues.SATISFIED.search(scope):
        return FigureKind.SATISFACTION
    if cues.RATING.search(scope):
        return FigureKind.RATING
    if cues.HARM.search(scope) and not cues.ALTERED.search(scope) and not improved:
        return FigureKind.ADVERSE_EVENTS
    if cues.FAILED.search(scope):
        return FigureKind.NON_RESPONDERS
    resulted = (improved or cues.BETTERED.search(scope)) and treated
    if cues.STATE.search(scope) and not (resulted or cues.SURVIVED.search(scope)):
        return FigureKind.PREVALENCE
    altered = bool(cues.ALTERED.search(scope)) and not cues.OF_NUMBERS.search(scope)
    altered = altered and bool(
        treated
        or cues.SYMPTOMS.search(around.passage)
        or cues.ARMS.search(scope)
        or (percent and cues.BETTERED.search(scope))
    )
    if altered and not people:
        return FigureKind.CHANGE
    if improved:
        return FigureKind.RESPONDERS
    return _perhaps(scope, treated=treated is not None, altered=altered, people=people)


def _perhaps(scope: str, *, treated: bool, altered: bool, people: bool) -> FigureKind | None:
    """The kind by words that need a treatment beside them to speak of its result."""
    if treated and cues.MAYBE_HARM.search(scope):
        return FigureKind.ADVERSE_EVENTS
    if treated and cues.MAYBE_IMPROVED.search(scope):
        return FigureKind.RESPONDERS
    if altered:
        return FigureKind.RESPONDERS if people else FigureKind.CHANGE
    return FigureKind.PREVALENCE if cues.MAYBE_STATE.search(scope) else None
