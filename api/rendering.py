"""Context in, HTML out. Every value is escaped; no template can switch that off unseen."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Protocol

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

_TEMPLATES = Path(__file__).with_name("templates")


class View(Protocol):
    """The context of one kind of page, and the template that it fills."""

    template: ClassVar[str]


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def load_templates() -> None:
    """Compile all of them, so that no reader waits for it."""
    environment = _environment()
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)


def html(
    view: View, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    """The page that ``view`` describes."""
    body = _environment().get_template(view.template).render(view=view)
    return HTMLResponse(body, status_code=status, headers=headers)
