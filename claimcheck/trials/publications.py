"""The papers that a record names, with what it says of retractions."""

from __future__ import annotations

import re

from claimcheck.schema import Publication, ReferenceType
from claimcheck.trials.fields import Fields

_DOI = re.compile(r"\bdoi:?\s*(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_DOI_ADDRESS = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\d{4,9}/\S+)", re.IGNORECASE)
#: A retraction notice itself says "Retraction of"; a paper marked so is not retracted.
_RETRACTION = re.compile(
    r"\b(?:retraction in\b:?|retracted in\b:?)\s*([^\]]{0,200})|\bRETRACTED(?: ARTICLE)?:",
    re.IGNORECASE,
)
_PMID = re.compile(r"\d{1,9}", re.ASCII)


def publications(module: Fields) -> tuple[Publication, ...] | None:
    """``referencesModule.references``; ``None`` when the record has no such list."""
    listed = module.each("references")
    if listed is None:
        return None
    return tuple(paper for reference in listed if (paper := _publication(reference)))


def _publication(reference: Fields) -> Publication | None:
    pmid = _pmid(reference)
    citation = reference.text("citation") or (f"PubMed {pmid}" if pmid else None)
    if citation is None:
        reference.lose("citation", "is missing, and so is a PubMed id")
        return None
    notices = reference.each("retractions") or ()
    told = _RETRACTION.search(citation)
    note = (told[1] or told[0]).strip(" .:") if told else None
    sources = [source for notice in notices if (source := notice.text("source"))]
    return Publication(
        citation=citation,
        pmid=pmid,
        doi=find_doi(citation),
        type=reference.choice("type", ReferenceType),
        retracted=bool(notices) or told is not None,
        retraction_pmids=tuple(number for notice in notices if (number := _pmid(notice))),
        retraction_note="; ".join(sources) or note,
    )


def find_doi(citation: str) -> str | None:
    """The DOI of a citation, without the full stop that ends the sentence."""
    found = _DOI.search(citation) or _DOI_ADDRESS.search(citation)
    return found[1].rstrip(".,;)]") if found else None


def _pmid(fields: Fields) -> str | None:
    text = fields.text("pmid")
    if text is None or _PMID.fullmatch(text):
        return text
    fields.lose("pmid", f'holds "{text[:40]}", which is not a PubMed id')
    return None
