"""A headless Chromium with the network off, and what it sees of a page.

As a program it takes pictures of a built site, wide and phone: `python tests/pages/headless.py reports docs/pictures`.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PHONE, WIDE = (320, 640), (1200, 900)
PICTURE_SIZES = {"": (1200, 1400), "-phone": (390, 844)}
ANSWER = ("boards/new-anglia.html", (1200, 575))  # one board's answer, for the first screen of README
PICTURED = ("index.html", "national.html", "boards/new-anglia.html", "register.html", "method.html")
# Nothing listens on the discard port, so whatever a page asks of the network fails; files need no proxy.
SWITCHES = (
    "--headless=new",
    "--proxy-server=http://127.0.0.1:9",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--force-prefers-reduced-motion",
    "--hide-scrollbars",
)

LOOK = """
const named = e => e.getAttribute('aria-label') || (e.getAttribute('aria-labelledby') || '').split(/\\s+/)
    .map(id => document.getElementById(id)?.textContent || '').join('').trim()
    || [...e.children].find(c => c.tagName.toLowerCase() === 'title')?.textContent.trim();
const hidden = e => e.closest('[aria-hidden=true]') || e.getAttribute('role') === 'presentation';
const drawn = e => hidden(e) || (e.tagName === 'IMG' ? (e.getAttribute('alt') || '').trim()
    : named(e) || [...document.querySelectorAll('[role=img]')].some(o => o !== e && o.contains(e) && named(o)));
const pictures = [...document.querySelectorAll('img, svg, canvas')].filter(e => !e.parentElement.closest('svg'));
return {
  title: document.title,
  language: document.documentElement.lang,
  headings: [...document.querySelectorAll('h1')].map(h => h.textContent.trim()),
  pictures: pictures.length,
  unnamed: pictures.filter(e => !drawn(e)).map(e => e.outerHTML.slice(0, 120)),
  links: [...document.querySelectorAll('a[href]')].map(a => a.href),
  names: [...document.querySelectorAll('[id], a[name]')].map(e => e.id || e.name),
};
"""
WIDTH = "const p = document.scrollingElement; return [p.scrollWidth, p.clientWidth];"


BOARDS = ("new-anglia", "cumbria", "the-marches")  # a full list, one put together, fragments


def kinds_of_pages(site: Path) -> list[Path]:
    """Every page at the top, three boards (all share one template), and every page of any other folder."""
    others = [page for page in sorted(site.glob("*/**/*.html")) if page.parent != site / "boards"]
    return [*sorted(site.glob("*.html")), *(site / "boards" / f"{name}.html" for name in BOARDS), *others]


class NoBrowser(RuntimeError):
    """There is no Chromium, or nothing to drive it with."""


@dataclass(frozen=True)
class Visit:
    """What a reader, and the browser's own log, saw of one page."""

    page: Path
    seen: dict[str, Any]
    complaints: tuple[str, ...]
    requests: tuple[str, ...]
    width_on_phone: tuple[int, int]


def programs() -> tuple[str, str]:
    """Paths of the browser and its driver; CHROMIUM and CHROMEDRIVER in the environment come first."""
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    driver = os.environ.get("CHROMEDRIVER") or shutil.which("chromedriver")
    if not browser or not driver:
        lacking = " and ".join(name for name, path in (("Chromium", browser), ("chromedriver", driver)) if not path)
        raise NoBrowser(
            f"The browser tests need {lacking}. On Debian: apt-get install chromium chromium-driver; elsewhere name "
            "the programs in the variables CHROMIUM and CHROMEDRIVER."
        )
    return browser, driver


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    """A headless browser that reaches files and nothing else."""
    program, driver = programs()
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for switch in SWITCHES:
        options.add_argument(switch)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.add_argument("--no-sandbox")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield chrome
    finally:
        chrome.quit()


def resize(chrome: webdriver.Chrome, size: tuple[int, int]) -> None:
    """Give the page a size; a real window cannot be as narrow as a phone."""
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def network_events(chrome: webdriver.Chrome) -> list[dict[str, Any]]:
    """The browser's own events since the last call."""
    return [json.loads(entry["message"])["message"] for entry in chrome.get_log("performance")]


def requests_of(events: list[dict[str, Any]]) -> tuple[str, ...]:
    """Addresses that a page asked for, what stands in the page itself left out."""
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    return tuple(url for url in asked if not url.startswith(("data:", "blob:")))


def failures_of(events: list[dict[str, Any]]) -> list[str]:
    return [f"request failed: {e['params']['errorText']}" for e in events if e["method"] == "Network.loadingFailed"]


def visit(chrome: webdriver.Chrome, page: Path) -> Visit:
    """Open a page, wide and then on a phone, and note everything."""
    chrome.get("about:blank")
    chrome.get_log("browser"), chrome.get_log("performance")
    resize(chrome, WIDE)
    chrome.get(page.resolve().as_uri())
    seen = chrome.execute_script(LOOK)
    resize(chrome, PHONE)
    scroll, client = chrome.execute_script(WIDTH)
    events = network_events(chrome)
    said = [f"console: {e['message']}" for e in chrome.get_log("browser") if e["level"] in {"SEVERE", "WARNING"}]
    return Visit(page, seen, (*said, *failures_of(events)), requests_of(events), (scroll, client))


def picture(chrome: webdriver.Chrome, page: Path, size: tuple[int, int], target: Path) -> None:
    resize(chrome, size)
    chrome.get(page.resolve().as_uri())
    target.parent.mkdir(parents=True, exist_ok=True)
    chrome.save_screenshot(str(target))


def main(site: Path, folder: Path) -> int:
    """Pictures of the chosen pages of a site; 1 where a page is missing."""
    missing = [name for name in PICTURED if not (site / name).is_file()]
    if missing:
        print(f"{site} has no {', '.join(missing)}: run make review first.", file=sys.stderr)
        return 1
    with browser() as chrome:
        for name in PICTURED:
            for suffix, size in PICTURE_SIZES.items():
                picture(chrome, site / name, size, folder / f"{Path(name).stem}{suffix}.png")
        picture(chrome, site / ANSWER[0], ANSWER[1], folder / "answer.png")
    print(f"{len(PICTURE_SIZES) * len(PICTURED) + 1} pictures in {folder}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
