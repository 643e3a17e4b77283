"""A record of ClinicalTrials.gov (API v2, OpenAPI 2.0.5) as a ``Trial``: one function a module.

Also reads what was converted from the register's older forms. What a record holds and we do not
know is left out, and a note says which field held what; what it does not hold is ``None``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from claimcheck.errors import BadRecord
from claimcheck.schema import (
    Allocation,
    CountType,
    Enrollment,
    InterventionModel,
    Masking,
    OverallStatus,
    Phase,
    PrimaryPurpose,
    PrimaryResult,
    Registry,
    Sex,
    Source,
    StudyType,
    Trial,
    TrialOutcome,
    TrialResult,
    WhoMasked,
)
from claimcheck.trials import ages
from claimcheck.trials.arms import read_arms
from claimcheck.trials.fields import Fields, Losses
from claimcheck.trials.partial_dates import read_partial
from claimcheck.trials.posted import parse_posted
from claimcheck.trials.publications import publications
from claimcheck.trials.results import as_result, read_posted

Part: TypeAlias = dict[str, Any]

_NCT = re.compile(r"NCT0*([1-9]\d{0,7})", re.ASCII | re.IGNORECASE)
#: The register's mark for an unknown number.
_UNKNOWN_COUNT = 99_999_999
_PAYING = re.compile(
    r"\b(?:(?:participants?|patients?|subjects?|parents|families)"
    r" (?:will |must |have to |has to |are (?:required|asked|expected) to |need to )pay\b"
    r"|(?:patient|participant)s?[- ]funded\b"
    r"|(?:self[- ]funded|funded|paid(?: for)?|financed) by (?:the |each |study )*"
    r"(?:participant|patient|subject)s?\b"
    r"|(?:pay|pays|paying|paid) to participate\b"
    r"|at (?:their|his or her|the (?:patient|participant)s?'?s?) own (?:expense|cost)s?\b)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|not|never|nobody|without|neither|nor)\b|n't\b", re.IGNORECASE)
_AROUND = 80


def parse_study(study: Mapping[str, object], *, source: Source, read_on: date) -> Trial:
    """Read one study object, bare or as ``{"study": …}``.

    ``source`` is where the copy came from and ``read_on`` the day on which it was read. Raises
    ``BadRecord`` naming the field when there is no NCT id or no title.
    """
    losses = Losses()
    record = Fields(study, "", losses)
    if not record.has("protocolSection") and record.has("study"):
        record = record.inner("study")
    protocol = record.inner("protocolSection")
    identity = _identification(protocol.inner("identificationModule"))
    design = _design(protocol.inner("designModule"))
    described = protocol.inner("descriptionModule")
    pays = _participants_pay(described, protocol.inner("eligibilityModule"))
    trial = Trial(
        registry=Registry.CLINICALTRIALS_GOV,
        sources=(source,),
        snapshot_date=read_on,
        url=f"https://clinicaltrials.gov/study/{identity['id']}",
        **identity,
        **_status(protocol.inner("statusModule")),
        **_sponsors(protocol.inner("sponsorCollaboratorsModule")),
        **_conditions(protocol.inner("conditionsModule")),
        **design,
        **_arms(protocol.inner("armsInterventionsModule"), identity, design, protocol),
        **_outcomes(protocol.inner("outcomesModule")),
        **_eligibility(protocol.inner("eligibilityModule")),
        **_locations(protocol.inner("contactsLocationsModule")),
        **_mesh(record.inner("derivedSection")),
        publications=publications(protocol.inner("referencesModule")),
        participants_pay=True if pays else None,
    )
    return _with_results(trial, record, losses, (pays,) if pays else ())


def _with_results(trial: Trial, record: Fields, losses: Losses, notes: tuple[str, ...]) -> Trial:
    section = record.inner("resultsSection")
    posted = read_posted(parse_posted(section), trial) if section else None
    has_results = record.flag("hasResults")
    # Trimmed copies may say that there are results, or when they were posted, and not hold them.
    if section or trial.results_first_posted:
        has_results = True
    read = trial.model_copy(
        update={
            "posted": posted,
            "has_posted_results": has_results,
            "notes": (*notes, *losses.notes()),
        }
    )
    return read.model_copy(update={"posted_result": _told(read)})


def _told(trial: Trial) -> TrialResult | None:
    result = as_result(trial)
    return None if result and result.primary is PrimaryResult.NOT_POSTED else result


def nct_id(text: str) -> str | None:
    """An NCT id in its usual form; ``None`` when the text is not one."""
    found = _NCT.fullmatch(text.strip())
    return f"NCT{int(found[1]):08}" if found else None


def _identification(module: Fields) -> Part:
    given = module.text("nctId")
    if given is None:
        raise BadRecord.at(module.path("nctId"), "the record has no id")
    id_ = nct_id(given)
    if id_ is None:
        raise BadRecord.at(module.path("nctId"), f'"{given[:40]}" is not an NCT id')
    title = module.text("briefTitle")
    if title is None:
        raise BadRecord.at(module.path("briefTitle"), f"{id_} has no title")
    own = module.inner("orgStudyIdInfo").text("id")
    others = [info.text("id") for info in module.each("secondaryIdInfos") or ()]
    aliases = [nct_id(alias) or alias for alias in module.texts("nctIdAliases") or ()]
    return {
        "id": id_,
        "title": title,
        "official_title": module.text("officialTitle"),
        "short_name": module.text("acronym"),
        "nct_id_aliases": tuple(dict.fromkeys(alias for alias in aliases if alias != id_)),
        "secondary_ids": tuple(dict.fromkeys(other for other in (own, *others) if other)),
    }


def _status(module: Fields) -> Part:
    return {
        "overall_status": module.choice("overallStatus", OverallStatus),
        "last_known_status": module.choice("lastKnownStatus", OverallStatus),
        "why_stopped": module.text("whyStopped"),
        "start_date": _day(module, "startDateStruct"),
        "start_date_type": _day_type(module, "startDateStruct"),
        "primary_completion_date": _day(module, "primaryCompletionDateStruct"),
        "primary_completion_date_type": _day_type(module, "primaryCompletionDateStruct"),
        "completion_date": _day(module, "completionDateStruct"),
        "completion_date_type": _day_type(module, "completionDateStruct"),
        "first_posted": _day(module, "studyFirstPostDateStruct"),
        "results_first_posted": _day(module, "resultsFirstPostDateStruct"),
        "last_update_posted": _day(module, "lastUpdatePostDateStruct"),
    }


def _day(module: Fields, key: str) -> str | None:
    struct = module.inner(key)
    text = struct.text("date")
    day = read_partial(text) if text else None
    if text and day is None:
        struct.lose("date", f'holds "{text[:40]}", which is not a date')
    return day


def _day_type(module: Fields, key: str) -> CountType | None:
    return module.inner(key).choice("type", CountType)


def _sponsors(module: Fields) -> Part:
    named = [one.text("name") for one in module.each("collaborators") or ()]
    return {
        "sponsor": module.inner("leadSponsor").text("name"),
        "collaborators": tuple(name for name in named if name),
    }


def _conditions(module: Fields) -> Part:
    return {
        "registered_conditions": module.texts("conditions"),
        "keywords": module.texts("keywords") or (),
    }


def _design(module: Fields) -> Part:
    info = module.inner("designInfo")
    masking = info.inner("maskingInfo")
    return {
        "study_type": module.choice("studyType", StudyType),
        "phases": module.choices("phases", Phase),
        "allocation": info.choice("allocation", Allocation),
        "intervention_model": info.choice("interventionModel", InterventionModel),
        "primary_purpose": info.choice("primaryPurpose", PrimaryPurpose),
        "masking": masking.choice("masking", Masking),
        "who_masked": masking.choices("whoMasked", WhoMasked),
        "enrollment": _enrollment(module.inner("enrollmentInfo")),
    }


def _enrollment(info: Fields) -> Enrollment | None:
    count = info.number("count")
    if count is None:
        return None
    if count >= _UNKNOWN_COUNT:
        info.lose("count", f"is {count}, the register's mark for an unknown number")
        return None
    return Enrollment(count=count, type=info.choice("type", CountType))


def _arms(module: Fields, identity: Part, design: Part, protocol: Fields) -> Part:
    info = protocol.inner("designModule").inner("designInfo")
    described = protocol.inner("descriptionModule")
    words = (
        info.inner("maskingInfo").text("maskingDescription"),
        info.text("interventionModelDescription"),
        described.text("briefSummary"),
        described.text("detailedDescription"),
    )
    given = read_arms(
        module,
        titles=[title for title in (identity["title"], identity["official_title"]) if title],
        words=[text for text in words if text],
        allocation=design["allocation"],
        model=design["intervention_model"],
    )
    return vars(given)


def _outcomes(module: Fields) -> Part:
    return {
        "primary_outcomes": _outcome_list(module, "primaryOutcomes"),
        "secondary_outcomes": _outcome_list(module, "secondaryOutcomes"),
    }


def _outcome_list(module: Fields, key: str) -> tuple[TrialOutcome, ...] | None:
    listed = module.each(key)
    if listed is None:
        return None
    found = []
    for one in listed:
        measure = one.text("measure")
        if measure:
            found.append(TrialOutcome(measure=measure, time_frame=one.text("timeFrame")))
        else:
            one.lose("measure", "is missing")
    return tuple(found)


def _eligibility(module: Fields) -> Part:
    return {
        "minimum_age_months": _age(module, "minimumAge", last=False),
        "maximum_age_months": _age(module, "maximumAge", last=True),
        "sex": module.choice("sex", Sex),
        "healthy_volunteers": module.flag("healthyVolunteers"),
    }


def _age(module: Fields, key: str, *, last: bool) -> int | None:
    text = module.text(key)
    if text is None or ages.no_limit(text):
        return None
    months = ages.maximum_months(text) if last else ages.minimum_months(text)
    if months is None:
        module.lose(key, f'holds "{text[:40]}", which is not an age')
    return months


def _locations(module: Fields) -> Part:
    # ``locations_nested`` is how one converted collection keeps the places of a record.
    listed = module.each("locations") or module.each("locations_nested")
    if listed is None:
        return {"country": None, "countries": None}
    counted = Counter(country for one in listed if (country := one.text("country")))
    countries = tuple(country for country, _ in counted.most_common())
    return {
        "country": countries[0] if len(countries) == 1 else None,
        "countries": countries or None,
    }


def _mesh(section: Fields) -> Part:
    conditions = section.inner("conditionBrowseModule")
    interventions = section.inner("interventionBrowseModule")
    return {
        "condition_mesh": _terms(conditions, "meshes"),
        "condition_mesh_ancestors": _terms(conditions, "ancestors"),
        "intervention_mesh": _terms(interventions, "meshes"),
        "intervention_mesh_ancestors": _terms(interventions, "ancestors"),
    }


def _terms(module: Fields, key: str) -> tuple[str, ...]:
    return tuple(term for one in module.each(key) or () if (term := one.text("term")))


def _participants_pay(described: Fields, eligibility: Fields) -> str | None:
    """The words by which the record says that people pay to take part."""
    for module, key in (
        (described, "briefSummary"),
        (described, "detailedDescription"),
        (eligibility, "eligibilityCriteria"),
    ):
        text = module.text(key) or ""
        for found in _PAYING.finditer(text):
            before = max(found.start() - _AROUND, 0)
            if not _DENIED.search(text, before, found.end()):
                words = text[before : found.end() + _AROUND]
                return f'The record says that people pay to take part: "…{words}…".'
    return None
