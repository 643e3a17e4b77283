"""Which way an outcome has to move to be good news: only where its words leave no doubt."""

from __future__ import annotations

import re
from enum import Enum

from claimcheck.schema import PostedOutcome
from claimcheck.text import fold


class Better(Enum):
    """Whether people are better off with a higher or a lower figure."""

    HIGHER = 1
    LOWER = -1


_PEOPLE = re.compile(r"\b(?:participants?|subjects?|patients?|people|persons?|infants|children)\b")
_SHARE = re.compile(r"%|\bper ?cent(?:age)?\b|\bproportion\b|\brate\b|\bprobabilit")
_TIME = re.compile(r"(?:time in |number of )?(?:hours?|days?|weeks?|months?|years?|minutes?)")
_TIME_TO = re.compile(r"\btime (?:to|until|till)\b")
_SURVIVAL = re.compile(r"\bsurviv(?:al|e|ed|ing|ors?)\b")
_SURVIVAL_SHARE = re.compile(r"\brate\b|\bwho surviv|\bsurviving\b|\bprobabilit|\bpercent")
#: "Seizure-free", "free of relapse": the event named is the one that did not come.
_FREE = re.compile(r"\b[\w/]+[- ]free\b|\bfree(?:dom)? (?:of|from) (?:\w+[ -]?){1,2}")
_WITHOUT = re.compile(r"\b(?:no|not|without|absence of|lack of) (?:\w+[ -]?){1,2}")
_WENT_DOWN = re.compile(
    r"\b(?:reduc(?:tion|ed)|decreas(?:e|ed)|relie(?:f|ved)|declin(?:e|ed)|lower(?:ing|ed))\b"
    r"(?:(?! and | or ).){0,60}"
)
_CHANGED = re.compile(
    r"\b(?:reduc(?:tion|ed|ing)|decreas(?:e|ed|ing)|relie(?:f|ved)|declin(?:e|ed)|lowering|"
    r"improvements?|improved|worsen(?:ing|ed)|deteriorat\w+|loss|increase[ds]?|gain)\b"
)
_IMPROVED = re.compile(r"\bimprove(?:ment|d|s)?\b")
_GOOD = re.compile(
    r"\brespond(?:ers?|ed)\b|\bresponse (?:rate|criteria)\b|\bremissions?\b|\bsurviv\w+|"
    r"\b(?:clinical|objective|overall|complete|partial|tumou?r|treatment|virologic(?:al)?|"
    r"cytogenetic|h(?:a)?ematologic(?:al)?) respons\w+|\brecover(?:y|ed)\b|\bachiev\w+|"
    r"\bsuccess(?:ful|fully)?\b|\babstinen\w+|\bcured?\b|\bhealed\b|\b(?:wound|ulcer) healing\b|"
    r"\bcomplete healing\b|\bindependence\b|\bresol(?:ved|ution)\b|\bfreeofit\b"
)
_BAD = re.compile(
    r"\bdeaths?\b|\bdied\b|\bmortality\b|\bpain\b|\bseverity\b|\badverse\b|\brelaps\w+|"
    r"\brecurren\w+|\bprogress(?:ion|ed)\b|\bprogressive disease\b|\bexacerbations?\b|"
    r"\bhospitali[sz]\w+|\bsymptoms?\b|\bdepressive\b|\bviral load\b|\binfections?\b|"
    r"\bfailures?\b|\bwith (?:an )?events?\b|\bcomplications?\b|\bbleeding\b|\bvomiting\b|"
    r"\brejection\b|\btoxicit\w+|\blength of stay\b|\bcrying\b"
)
#: On these scales a higher score of "pain" or "symptoms" means less of it.
_RISING_SCALES = re.compile(
    r"\b(?:koos|hoos|faos|ikdc|aofas|sf-?36|sf-?12|eq-?5d|promis|constant|harris|dash)\b|"
    r"\bquality of life\b|\btolerance\b|\bthreshold\b|\bheart failure\b|\bself-efficacy\b"
)


def counts_people(outcome: PostedOutcome) -> bool:
    """Whether the figures are numbers of people, to be set against how many were analysed."""
    unit = fold(outcome.unit or "")
    return outcome.statistic == "COUNT_OF_PARTICIPANTS" or (
        outcome.statistic == "NUMBER" and bool(_PEOPLE.search(unit)) and not _SHARE.search(unit)
    )


def better(outcome: PostedOutcome) -> Better | None:
    """Read from measure and unit alone; ``None`` where their words are silent or disagree."""
    measure, unit = fold(outcome.measure), fold(outcome.unit or "")
    text = _WITHOUT.sub(_of_absence, _FREE.sub(" freeofit ", f"{measure} | {unit}"))
    if _RISING_SCALES.search(text) or "absentthing" in text:
        return None
    of_people = counts_people(outcome) or bool(_PEOPLE.search(unit))
    if of_people and _CHANGED.search(text):
        return _of_changed_people(text)
    if _SURVIVAL.search(text):
        return _of_survival(measure, unit, of_people=of_people and not _SHARE.search(unit))
    if _CHANGED.search(text):
        # "Reduction in pain" may be posted as 3 or as -3; "lines of improvement" only as 3.
        return Better.HIGHER if _IMPROVED.search(unit) else None
    found = _of_words(text)
    if found and _TIME.fullmatch(unit) and _TIME_TO.search(measure):
        return Better.LOWER if found is Better.HIGHER else Better.HIGHER
    return found


def _of_absence(phrase: re.Match[str]) -> str:
    """Absence of something bad is good; of anything else ("without response") it is left open."""
    return " freeofit " if _BAD.search(phrase[0]) else " absentthing "


def _of_words(text: str) -> Better | None:
    good, bad = bool(_GOOD.search(text)), bool(_BAD.search(text))
    if good == bad:
        return None
    return Better.HIGHER if good else Better.LOWER


def _of_changed_people(text: str) -> Better | None:
    """People who changed for the better, such as those with half the pain they had."""
    rest = _WENT_DOWN.sub(" ", text)
    eased = rest != text and bool(_BAD.search(text)) and not _BAD.search(rest)
    improved = bool(_IMPROVED.search(rest)) and not re.search(r"\bworsen|\bdeteriorat", rest)
    return Better.HIGHER if eased or improved else None


def _of_survival(measure: str, unit: str, *, of_people: bool) -> Better | None:
    """More survivors, or longer; a bare number of people may as well be the dead."""
    if _BAD.search(unit) or re.search(r"\bdeaths?\b|\bdied\b|\bevents?\b", f"{measure} {unit}"):
        return None
    if of_people and not _SURVIVAL_SHARE.search(measure):
        return None
    return Better.HIGHER


def responders(outcome: PostedOutcome) -> bool:
    """Whether the outcome counts people who improved, in words that leave no doubt."""
    text = fold(outcome.measure)
    counted = outcome.statistic == "COUNT_OF_PARTICIPANTS" and not _SURVIVAL.search(text)
    told = re.search(r"\bresponders?\b|\bresponse rate\b|\bremission\b|\bimprove(?:ment|d)\b", text)
    undone = re.search(r"\b(?:no|not|non|without|worsen\w*|loss of|time to)\b", text)
    return counted and told is not None and undone is None
