"""ClaimReview and Web Annotations against the published vocabularies (``published/README.md``)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
from pyld import jsonld

from claimcheck.exports import annotations, claimreview
from claimcheck.exports.words import verdict_words
from claimcheck.schema import Report, VerdictWord

PUBLISHED = Path(__file__).with_name("published")
SCHEMA_ORG: dict[str, Any] = json.loads((PUBLISHED / "schema-org.json").read_text("utf-8"))
MODEL: dict[str, Any] = json.loads((PUBLISHED / "annotation-data-model.json").read_text("utf-8"))
EXCERPT: dict[str, Any] = json.loads((PUBLISHED / "anno-excerpt.jsonld").read_text("utf-8"))
OA = "http://www.w3.org/ns/oa#"
KNOWN_OA = set(
    re.findall(rf"^<({re.escape(OA)}\w+)>", (PUBLISHED / "oa.nt").read_text("utf-8"), re.MULTILINE)
)
NUMBERS = {"ratingValue", "bestRating", "worstRating", "ratingCount", "aggregateRating"}


def _reviews(report: Report) -> list[dict[str, Any]]:
    document = json.loads(claimreview.dump(report))
    assert document["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = document["@graph"]
    return graph


def _annotations(report: Report) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(annotations.dump(report))["items"]
    return items


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from _nodes(one)
    elif isinstance(value, list):
        for one in value:
            yield from _nodes(one)


def test_each_finding_of_a_flagged_passage_has_one_review(demo: Report) -> None:
    """No more and no less: unflagged passages and findings about the page get none."""
    reviews = _reviews(demo)
    assert len(reviews) == sum(len(c.findings) for c in demo.claims if c.flagged) > 0
    assert len({review["@id"] for review in reviews}) == len(reviews)
    flagged = {claim.quote for claim in demo.claims if claim.flagged}
    assert {review["claimReviewed"] for review in reviews} == flagged


def test_reviews_use_schema_org_as_published(demo: Report) -> None:
    """Each property is allowed on its type and takes a value of a type it may have."""
    for node in _nodes(_reviews(demo)):
        of_type = SCHEMA_ORG[node["@type"]]["properties"]
        for name, value in node.items():
            if name.startswith("@"):
                continue
            assert name in of_type, f"{node['@type']} has no {name}"
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict):
                    above = {one["@type"], *SCHEMA_ORG[one["@type"]]["above"]}
                    assert above & set(of_type[name]), f"{name} takes no {one['@type']}"
                else:
                    assert set(of_type[name]) & {"Text", "URL", "Date", "DateTime", "Number"}


def test_a_review_is_no_score(demo: Report) -> None:
    """The rating is the verdict in words: nowhere a number that reads like a clinic's score."""
    words = {verdict_words(verdict) for verdict in VerdictWord}
    for review in _reviews(demo):
        assert set(review["reviewRating"]) == {"@type", "alternateName"}
        assert review["reviewRating"]["alternateName"] in words
    assert not [node for node in _nodes(_reviews(demo)) if NUMBERS & node.keys()]


def test_the_subject_is_the_passage(demo: Report) -> None:
    """The clinic is named neither as the author of a claim nor as what is reviewed."""
    for review in _reviews(demo):
        assert review["itemReviewed"]["@type"] == "Claim"
        assert "author" not in review["itemReviewed"]
        assert review["author"]["name"] == "claimcheck"
        assert demo.page.site_name not in json.dumps(review["author"])


def test_a_review_says_when_where_and_on_what_ground(demo: Report) -> None:
    """Date of reading, link to the passage, rule, sources, trials and the dated copy."""
    reviews = iter(_reviews(demo))
    for claim in demo.claims:
        for finding in claim.findings if claim.flagged else ():
            review = next(reviews)
            assert review["datePublished"] == "2026-03-04T05:06:07+00:00"
            assert review["inLanguage"] == "en"
            assert finding.rule in review["reviewAspect"]
            assert finding.message in review["reviewBody"]
            assert [one["name"] for one in review["citation"]] == [
                source.title for source in finding.sources
            ]
            mentioned = [one["identifier"] for one in review.get("mentions", [])]
            assert mentioned == list(finding.trials)
            assert demo.versions.snapshot in review["description"]
            assert review["url"].startswith("https://clinic.example/autism")
            assert review["url"] == review["itemReviewed"]["appearance"]["url"]


def test_pasted_text_has_no_address(pasted: Report) -> None:
    """A text without an address is named by its digest, and no link is invented."""
    reviews = _reviews(pasted)
    assert reviews
    for review in reviews:
        assert "url" not in review
        assert "url" not in review["itemReviewed"]["appearance"]
        assert {"sha256"} <= {
            one["propertyID"] for one in review["itemReviewed"]["appearance"]["identifier"]
        }
    for item in _annotations(pasted):
        for target in _targets(item):
            assert target["source"] == f"urn:sha256:{pasted.page.sha256}"


def _targets(item: dict[str, Any]) -> list[dict[str, Any]]:
    target = item["target"]
    return target if isinstance(target, list) else [target]


def test_each_finding_has_one_annotation(demo: Report) -> None:
    """Findings on claims in page order, then those about the page, each under its own name."""
    page = json.loads(annotations.dump(demo))
    items = page["items"]
    findings = [finding for claim in demo.claims for finding in claim.findings]
    assert len(items) == len(findings) + len(demo.page_findings) == page["partOf"]["total"]
    assert len({item["id"] for item in items}) == len(items)
    spoken = [item["body"][0]["value"] for item in items]
    assert spoken == [finding.message for finding in (*findings, *demo.page_findings)]


def _validator(definition: str) -> jsonschema.Draft7Validator:
    definitions = MODEL["definitions"]
    return jsonschema.Draft7Validator(
        {"$ref": f"#/definitions/{definition}", "definitions": definitions}
    )


def test_annotations_follow_the_published_schema(demo: Report, pasted: Report) -> None:
    """The JSON Schema of the data model accepts every annotation and every selector."""
    checker, selectors = _validator("Annotation"), _validator("Selector")
    for item in (*_annotations(demo), *_annotations(pasted)):
        for target in _targets(item):
            for selector in target.pop("selector", []):
                selectors.validate(selector)
        checker.validate(item)


def test_schema_check_can_fail(demo: Report) -> None:
    """The published schema refuses an annotation without a target and an unknown selector."""
    item = _annotations(demo)[0]
    del item["target"]
    assert not _validator("Annotation").is_valid(item)
    assert not _validator("Selector").is_valid({"type": "Nowhere"})


def test_excerpt_of_the_context_speaks_the_published_vocabulary() -> None:
    """Each ``oa:`` term of our excerpt is a term of the vocabulary as published."""
    terms = [one if isinstance(one, str) else one["@id"] for one in EXCERPT["@context"].values()]
    used = {term.replace("oa:", OA) for term in terms if term.startswith("oa:")}
    assert used
    assert used <= KNOWN_OA


def _expanded(text: str) -> list[dict[str, Any]]:
    def load(url: str, _: object) -> dict[str, Any]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": EXCERPT}

    found: list[dict[str, Any]] = jsonld.expand(json.loads(text), {"documentLoader": load})
    return found


def test_annotations_are_json_ld(demo: Report) -> None:
    """Read as JSON-LD no key is lost and each type and property is a term of a vocabulary."""
    text = annotations.dump(demo)
    expanded = _expanded(text)
    keys = {key for node in _nodes(expanded) for key in node if not key.startswith("@")}
    types = {type_ for node in _nodes(expanded) for type_ in node.get("@type", []) if ":" in type_}
    assert {key for key in keys | types if key.startswith(OA)} <= KNOWN_OA
    written = {key for node in _nodes(json.loads(text)) for key in node} - {"@context"}
    assert written <= EXCERPT["@context"].keys()
    assert f"{OA}hasTarget" in keys
    assert f"{OA}Annotation" in types
    motivations = [
        node[f"{OA}motivatedBy"] for node in _nodes(expanded) if f"{OA}motivatedBy" in node
    ]
    assert motivations[0] == [{"@id": f"{OA}assessing"}]


def test_passages_of_a_document_are_selected_in_three_ways(demo: Report) -> None:
    """By words, by place in the text and by place in the document."""
    selected = [
        s for item in _annotations(demo) for t in _targets(item) for s in t.get("selector", [])
    ]
    assert {one["type"] for one in selected} >= {
        "TextQuoteSelector",
        "TextPositionSelector",
        "XPathSelector",
    }
    placed = next(one for one in selected if one["type"] == "XPathSelector")
    assert placed["value"].startswith("/html")
    assert placed["refinedBy"]["type"] == "TextPositionSelector"


def test_a_report_read_back_from_json_selects_by_words_and_place(demo: Report) -> None:
    """JSON does not carry the document, so no path into it is claimed."""
    again = Report.model_validate_json(demo.model_dump_json())
    kinds = {
        selector["type"]
        for item in _annotations(again)
        for target in _targets(item)
        for selector in target.get("selector", [])
    }
    assert kinds == {"TextQuoteSelector", "TextPositionSelector"}


def test_an_omission_is_about_the_whole_page(report: Report) -> None:
    """A finding without a passage selects nothing."""
    finding = report.page_findings[0].model_copy(update={"spans": ()})
    item = _annotations(report.model_copy(update={"page_findings": (finding,)}))[-1]
    assert "selector" not in item["target"]
    assert item["target"]["source"] == report.page.url


def test_linked_data_is_deterministic(demo: Report) -> None:
    """The same report gives the same text, names and times included."""
    assert claimreview.dump(demo) == claimreview.dump(demo.model_copy())
    assert annotations.dump(demo) == annotations.dump(demo.model_copy())
