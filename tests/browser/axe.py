"""axe-core over a page as it stands in the browser, with what it finds in lines to read."""

from __future__ import annotations

from typing import Any, Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: Small targets are looked for too; axe leaves that out unless it is asked.
_RUN: Final = """() => axe.run(document, {
  resultTypes: ['violations'], rules: {'target-size': {enabled: true}}
})"""


def violations(page: Page) -> list[str]:
    """Each rule that the page breaks, with the elements that break it; best practice included."""
    # Whoever pressed a button sees the next page before its styles are there.
    page.wait_for_load_state("load")
    page.evaluate(f"() => {{ {AXE_SCRIPT} }}")
    found: dict[str, Any] = page.evaluate(_RUN)
    return [
        f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']][:5]}"
        for one in found["violations"]
    ]
