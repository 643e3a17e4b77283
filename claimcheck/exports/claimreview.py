"""The flagged passages as schema.org ClaimReview (JSON-LD), one a finding.

Only flagged passages: a ClaimReview is a published judgement, and what no rule objects to, or what
concerns the page as a whole, is none. The subject is the passage. The clinic is not named as the
author of a claim, and there is no number: ``reviewRating`` has the verdict in words, without
``ratingValue``, because a number would be read as the score of a clinic.

``url`` leads to the passage on the page (a text fragment). Search engines expect there the address
of the published review: whoever publishes one puts it in; ``itemReviewed.appearance`` keeps the
link to the passage.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from claimcheck.exports.addresses import page_iri, urn, web_address
from claimcheck.exports.fragments import passage_link
from claimcheck.exports.words import verdict_words
from claimcheck.schema import Finding, Report, ReportedClaim, Source, Trial

_LANGUAGE = "en"
"""Of the review; the page's own language stands at the appearance of the claim."""

Node = dict[str, Any]


def dump(report: Report) -> str:
    """A ``@graph`` of reviews in page order; the same report gives the same text."""
    document = {"@context": "https://schema.org", "@graph": list(_reviews(report))}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _reviews(report: Report) -> Iterator[Node]:
    for claim in report.claims:
        if claim.flagged:
            for number, finding in enumerate(claim.findings, start=1):
                yield _without_gaps(_review(report, claim, finding, number))


def _review(report: Report, claim: ReportedClaim, finding: Finding, number: int) -> Node:
    """``number`` counts the findings of the claim from 1."""
    page, versions = report.page, report.versions
    return {
        "@type": "ClaimReview",
        "@id": urn("review", page.sha256, page_iri(page), claim.id, number),
        "url": passage_link(page, claim),
        "claimReviewed": claim.quote,
        "itemReviewed": _claim(report, claim, finding),
        "author": {
            "@type": "Organization",
            "name": "claimcheck",
            "description": (
                f"An automatic check: claimcheck {versions.claimcheck}, rules {versions.rules}, "
                f"model {versions.model}. No person has confirmed it."
            ),
        },
        "datePublished": page.retrieved_at.isoformat(),
        "inLanguage": _LANGUAGE,
        "reviewAspect": f"Rule {finding.rule}, version {finding.version}",
        "reviewBody": _body(claim, finding),
        "reviewRating": {"@type": "Rating", "alternateName": verdict_words(claim.verdict)},
        "description": (
            f"This passage beside the trial records in our copy of {versions.snapshot}. “Not found "
            "in our copy” does not mean that no trial exists."
        ),
        "citation": [_citation(source) for source in finding.sources],
        "mentions": [_trial(report.trials[trial]) for trial in finding.trials],
    }


def _body(claim: ReportedClaim, finding: Finding) -> str:
    if claim.reason.startswith(finding.message):
        return claim.reason
    return f"{finding.message} {claim.reason}"


def _claim(report: Report, claim: ReportedClaim, finding: Finding) -> Node:
    page = report.page
    return {
        "@type": "Claim",
        "@id": urn("claim", page.sha256, page_iri(page), claim.id),
        "text": claim.quote,
        "appearance": {
            "@type": "WebPage",
            "url": passage_link(page, claim),
            "name": page.title,
            "text": finding.quote,
            "inLanguage": page.language,
            "dateModified": page.modified,
            "identifier": [
                _value("sha256", page.sha256),
                _value("start", finding.start, "code points in the text of the page"),
                _value("end", finding.end, "code points in the text of the page"),
            ],
        },
        "identifier": [
            _value("start", claim.start, "code points in the text of the page"),
            _value("end", claim.end, "code points in the text of the page"),
        ],
    }


def _value(name: str, value: object, unit: str | None = None) -> Node:
    return {"@type": "PropertyValue", "propertyID": name, "value": value, "unitText": unit}


def _citation(source: Source) -> Node:
    return {
        "@type": "CreativeWork",
        "name": source.title,
        "url": web_address(source.url),
        "datePublished": None if source.year is None else str(source.year),
    }


def _trial(trial: Trial) -> Node:
    return {
        "@type": "MedicalTrial",
        "name": trial.title,
        "identifier": trial.id,
        "url": web_address(trial.url),
    }


def _without_gaps(node: Node) -> Node:
    """What is not known is left out, as JSON-LD does it."""
    return {key: _closed(value) for key, value in node.items() if value not in (None, [])}


def _closed(value: Any) -> Any:  # noqa: ANN401 - a JSON value
    if isinstance(value, dict):
        return _without_gaps(value)
    return [_closed(one) for one in value] if isinstance(value, list) else value
