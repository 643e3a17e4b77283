"""The findings as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), one a finding.

The page is the target, by its address or, for a pasted or saved page, by ``urn:sha256:`` and the
digest of what was read. A passage is selected by its words, by its place in the text that the JSON
report carries and, where the report still knows the document, by the place in its tree. A report
that was read back from JSON no longer knows it: the first two remain.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from claimcheck.exports.addresses import page_iri, urn, web_address
from claimcheck.exports.words import severity_words, source_words, verdict_words
from claimcheck.pages.selectors import selectors
from claimcheck.schema import Finding, PageFinding, QuotedSpan, Report, Source, Trial

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_LANGUAGE = "en"

Node = dict[str, Any]


def dump(report: Report) -> str:
    """An ``AnnotationPage`` in page order, findings about the whole page last."""
    items = [*_of_claims(report), *_of_page(report)]
    name = urn("annotations", _subject(report))
    document = {
        "@context": _CONTEXT,
        "id": f"{name}#1",
        "type": "AnnotationPage",
        "partOf": {
            "id": name,
            "type": "AnnotationCollection",
            "label": f"Passages beside the trial records in our copy of {report.versions.snapshot}",
            "total": len(items),
        },
        "startIndex": 0,
        "items": items,
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _of_claims(report: Report) -> Iterator[Node]:
    for claim in report.claims:
        said = _text(f"{verdict_words(claim.verdict)}. {claim.reason}", "classifying")
        for number, finding in enumerate(claim.findings, start=1):
            name = urn("annotation", _subject(report), claim.id, number)
            yield _annotation(report, name, finding, (finding,), said)


def _of_page(report: Report) -> Iterator[Node]:
    for number, finding in enumerate(report.page_findings, start=1):
        name = urn("annotation", _subject(report), "page", number)
        yield _annotation(report, name, finding, finding.spans)


def _subject(report: Report) -> tuple[str, str]:
    return report.page.sha256, page_iri(report.page)


def _annotation(
    report: Report,
    name: str,
    finding: Finding | PageFinding,
    spans: Sequence[QuotedSpan],
    *more: Node,
) -> Node:
    when = report.page.retrieved_at.isoformat()
    targets = [_target(report, span) for span in spans] or [_target(report, None)]
    return {
        "id": name,
        "type": "Annotation",
        "motivation": "assessing",
        "created": when,
        "generated": when,
        "generator": _generator(report),
        "body": [
            _text(finding.message, "assessing"),
            *more,
            _text(
                f"rule {finding.rule}, version {finding.version}, "
                f"{severity_words(finding.severity)}",
                "tagging",
            ),
            *(_source(source) for source in finding.sources),
            *(_trial(report.trials[trial]) for trial in finding.trials),
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _generator(report: Report) -> Node:
    versions = report.versions
    return {
        "id": urn("software", versions.claimcheck, versions.rules, versions.model),
        "type": "Software",
        "name": f"claimcheck {versions.claimcheck}, rules {versions.rules}, model {versions.model}",
    }


def _target(report: Report, span: QuotedSpan | None) -> Node:
    page = report.page
    target: Node = {
        "type": "SpecificResource",
        "source": page_iri(page),
        "state": {"type": "TimeState", "sourceDate": page.retrieved_at.isoformat()},
    }
    if span is not None:
        target["selector"] = [one.model_dump(mode="json") for one in selectors(page, span)]
    return target


def _text(words: str, purpose: str) -> Node:
    return {
        "type": "TextualBody",
        "value": words,
        "format": "text/plain",
        "language": _LANGUAGE,
        "purpose": purpose,
    }


def _source(source: Source) -> Node:
    address = web_address(source.url)
    if address is None:
        return _text(f"Source: {source_words(source)}", "describing")
    return {"type": "SpecificResource", "source": address, "purpose": "linking"}


def _trial(trial: Trial) -> Node:
    address = web_address(trial.url)
    if address is None:
        return _text(f"Trial: {trial.id}, {trial.title}", "describing")
    return {"type": "SpecificResource", "source": address, "purpose": "linking"}
