"""How the register on loopback finds, sorts and trims studies; a small part of what Essie can."""

from __future__ import annotations

import re
from typing import Any

Study = dict[str, Any]

_RANGE = re.compile(r"AREA\[LastUpdatePostDate\]RANGE\[(MIN|[\d-]{10}),\s*(MAX|[\d-]{10})\]")
_AREA = re.compile(r"AREA\[(\w+)\]")
_FIELDS = frozenset({"NCTId", "BriefTitle", "OverallStatus", "HasResults", "ProtocolSection"})


class Problem(Exception):
    """An answer that is an error: a status and one line of text."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.status = code


def _part(study: object, section: str) -> dict[str, Any]:
    protocol = study.get("protocolSection", {}) if isinstance(study, dict) else {}
    part = protocol.get(section) if isinstance(protocol, dict) else None
    return part if isinstance(part, dict) else {}


def identity(study: object) -> dict[str, Any]:
    return _part(study, "identificationModule")


def _changed(study: object) -> str:
    day = _part(study, "statusModule").get("lastUpdatePostDateStruct", {}).get("date", "")
    return str(day)


def changed_in(studies: list[Study], expression: str) -> list[Study]:
    found = _RANGE.fullmatch(expression)
    if not found:
        area = _AREA.search(expression)
        what = f"Unknown area name: `{area[1]}`" if area else "no viable alternative"
        raise Problem(400, f"Error parsing query in advanced filter: {what}")
    low = "" if found[1] == "MIN" else found[1]
    high = "9999" if found[2] == "MAX" else found[2]
    return [study for study in studies if _changed(study) and low <= _changed(study) <= high]


def in_order(studies: list[Study], sort: str | None) -> list[Study]:
    name, _, direction = (sort or "@relevance").partition(":")
    if name == "@relevance":
        return studies
    if name != "LastUpdatePostDate" or direction not in {"", "asc", "desc"}:
        raise Problem(400, f"`sort` has an invalid field name: {name}")
    dated = [study for study in studies if _changed(study)]
    dated.sort(key=_changed, reverse=direction != "asc")
    return [*dated, *(study for study in studies if not _changed(study))]


def alternatives(expression: str) -> list[list[str]]:
    """Phrases joined with OR, or words of which all must be there; nothing else is understood."""
    outside = re.sub(r'"[^"]*"', "", expression)
    if '"' in outside or re.search(r"[\[\](),\\]", outside):
        raise Problem(400, "Error parsing query: no viable alternative")
    phrases = re.findall(r'"([^"]*)"', expression)
    if phrases:
        return [[phrase.casefold()] for phrase in phrases]
    return [words.casefold().split() for words in re.split(r"\bOR\b", expression)]


def holds(alternatives: list[list[str]], text: str) -> bool:
    return any(all(word in text for word in words) for words in alternatives)


def conditions(study: Study) -> str:
    module = _part(study, "conditionsModule")
    texts = [*module.get("conditions", []), *module.get("keywords", []), _title(study)]
    return "\n".join(map(str, texts)).casefold()


def interventions(study: Study) -> str:
    named = _part(study, "armsInterventionsModule").get("interventions", [])
    texts = [text for one in named for text in (one.get("name", ""), *one.get("otherNames", []))]
    return "\n".join([*map(str, texts), _title(study)]).casefold()


def _title(study: Study) -> str:
    return str(identity(study).get("briefTitle", ""))


def cut_down(study: Study, fields: str | None) -> Study:
    """The study with only the wanted leaves; a handful of names is known."""
    if fields is None:
        return study
    names = re.split(r"[,|]", fields)
    if unknown := [name for name in names if name not in _FIELDS]:
        raise Problem(400, f"`fields` contains invalid field name: {unknown[0]}")
    if "ProtocolSection" in names:
        return {"protocolSection": study.get("protocolSection", {})}
    keys = {"NCTId": "nctId", "BriefTitle": "briefTitle"}
    wanted = {keys[name] for name in names if name in keys}
    named = {key: value for key, value in identity(study).items() if key in wanted}
    protocol: dict[str, Any] = {"identificationModule": named}
    if "OverallStatus" in names:
        overall = _part(study, "statusModule").get("overallStatus")
        protocol["statusModule"] = {"overallStatus": overall}
    kept: Study = {"protocolSection": protocol}
    return kept | ({"hasResults": study.get("hasResults")} if "HasResults" in names else {})
