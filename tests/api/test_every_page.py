"""What all pages share: a context that is used in full, landmarks, and one heading."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from jinja2 import Environment, nodes

import api
from api.pages.asking import DeletePage, MistakePage
from api.pages.bookmarklet import BookmarkletPage
from api.pages.home import HomePage
from api.pages.how import HowPage
from api.pages.problem import ProblemPage
from api.pages.report import ReportPage
from api.pages.reviewlists import AgreementPage, AuditPage, MistakesPage
from api.pages.reviewpassage import PassagePage
from api.pages.reviewqueue import QueuePage
from api.pages.reviewsignin import SignInPage
from api.pages.rules import RulePage, RulesPage
from api.pages.trial import TrialPage
from tests.api.serving import TEXT

_TEMPLATES = Path(api.__file__).parent / "templates"
VIEWS = (
    AgreementPage,
    AuditPage,
    BookmarkletPage,
    DeletePage,
    HomePage,
    HowPage,
    MistakePage,
    MistakesPage,
    PassagePage,
    ProblemPage,
    QueuePage,
    ReportPage,
    RulePage,
    RulesPage,
    SignInPage,
    TrialPage,
)
PAGES = (
    "/",
    "/how",
    "/rules",
    "/rules/EFF-01",
    "/trials/NCT02847182",
    "/bookmarklet",
    "/review/sign-in",
    "/trials/x",
    "/reports/x",
    "/nothing",
)


@cache
def _used(template: str) -> frozenset[str]:
    """Names that are read of ``view`` in a template and in those that it takes from."""
    tree = Environment(autoescape=True).parse((_TEMPLATES / template).read_text(encoding="utf-8"))
    own = {
        one.attr
        for one in tree.find_all(nodes.Getattr)
        if isinstance(one.node, nodes.Name) and one.node.name == "view"
    }
    others = tree.find_all((nodes.Extends, nodes.Import, nodes.FromImport))
    taken = [_used(one.template.value) for one in others]  # type: ignore[attr-defined]
    return frozenset(own.union(*taken))


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_context_is_what_the_template_uses(view: type[HomePage]) -> None:
    """A template reads every field of its context, and nothing else."""
    assert _used(view.template) == set(view.model_fields)


@pytest.mark.parametrize("path", PAGES)
def test_page_has_what_every_page_has(client: TestClient, path: str) -> None:
    """Language, title, a skip link that leads somewhere, landmarks, and one first heading."""
    page = client.get(path, headers={"accept": "text/html"}).text
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert page.count("<h1") == 1
    assert re.search(r"<title>[^<]{4,}</title>", page)
    assert 'href="#content"' in page
    assert '<main id="content" tabindex="-1">' in page
    assert "<header" in page
    assert "<footer" in page
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))


def test_pages_are_small_on_the_way(client: TestClient) -> None:
    """Pages and their files are compressed; what the API answers is left as it is."""
    accepts = {"accept-encoding": "gzip"}
    for path in ("/how", "/static/site.css"):
        assert client.get(path, headers=accepts).headers["content-encoding"] == "gzip"
    checked = client.post("/v1/check", json={"text": TEXT}, headers=accepts)
    assert "content-encoding" not in checked.headers
    part = client.get("/static/site.css", headers={**accepts, "range": "bytes=0-1999"})
    assert "content-encoding" not in part.headers
    assert len(part.content) == 2_000
