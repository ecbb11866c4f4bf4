"""The site's templates and stylesheet, which ship with the package. A template escapes all that is not marked."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).with_name("templates")
ASSETS = (FOLDER / "lepdata.css", FOLDER / "lepdata.js")


@cache
def environment() -> Environment:
    """The one Jinja environment: escaping everywhere, and a name that is not given is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    blanks: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}
    return Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, **blanks)


def render(template: str, **context: Any) -> str:
    return environment().get_template(template).render(**context)
