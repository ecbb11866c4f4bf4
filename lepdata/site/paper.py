"""A page on paper: a Chromium, Chrome or Edge of this machine prints it, without a window and without a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from lepdata.batch.parameters import Job, Literal
from lepdata.batch.runs import run
from lepdata.errors import UsageError, quoted
from lepdata.files import NOTEBOOKS, write_atomically
from lepdata.registers import geography
from lepdata.site.pages import NATIONAL, Stamp, place
from lepdata.site.sample import LINK
from lepdata.site.sites import site

NAMED = "LEPDATA_BROWSER"
TIMEOUT = 120.0
_PROGRAMS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
)
# Nothing listens on the discard port, so that whatever asks the network is refused.
_SWITCHES = (
    *("--headless=new", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--proxy-server=http://127.0.0.1:9", "--no-pdf-header-footer", "--generate-pdf-document-outline"),
)
_FIGURE = re.compile(
    r'<figure class="lep-figure">((?:(?!</figure>).)*?)<div role="img" (aria-label="[^"]*")>', re.DOTALL
)


def review_pdf(lep: str = "", stamp: Stamp | None = None) -> bytes:
    """The review of a LEP by any name, or of the nation for "", as a tagged PDF."""
    find_browser()  # before the review takes its time
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        out = Path(name)
        own: dict[str, Literal] = {"lep": geography.find_lep(lep)} if lep else {}
        page = geography.slug(str(own["lep"])) if lep else NATIONAL
        notebook = NOTEBOOKS / ("lep_review.ipynb" if lep else "national_review.ipynb")
        job = Job(page, notebook, {**own, "as_at": "", "framework": ""}, out / "notebooks" / f"{page}.ipynb")
        (result,) = run([job], workers=1)
        if not result.ok:
            raise UsageError(f"The review failed: {result.error}. Nothing was written.")
        site([result], out, index={}, stamp=stamp)
        return page_pdf(out / place(page))


def page_pdf(page: Path) -> bytes:
    """A page of a finished site, which stays as it is, as a tagged PDF."""
    sheet = page.with_name(f".{page.stem}.paper.html")
    write_atomically(sheet, for_paper(page.read_text(encoding="utf-8")).encode())
    try:
        return printed(sheet)
    finally:
        sheet.unlink()


def for_paper(html: str) -> str:
    """A page to be printed: a link to another page leads nowhere from paper and is words."""
    # In a PDF the words for a picture are those of the figure: the browser takes none from within it.
    return LINK.sub(_onward, _FIGURE.sub(r'<figure class="lep-figure" \2>\1<div>', html))


def _onward(link: re.Match[str]) -> str:
    onward = link["to"].startswith(("https://", "http://", "mailto:", "#"))
    return link[0] if onward else f"<span>{link['words']}</span>"


def find_browser(environment: Mapping[str, str] = os.environ, path: str | None = None) -> str:
    """The program that prints: the one that the variable LEPDATA_BROWSER names, else the first that is found."""
    named = environment.get(NAMED, "")
    wanted = [named] if named else [os.path.expandvars(name) for name in _PROGRAMS]
    found = next(filter(None, (shutil.which(name, path=path) for name in wanted)), None)
    if found:
        return found
    if named:
        raise UsageError(f"{NAMED} names {quoted(named)}, which is no program here. Name another, or unset it.")
    raise UsageError(
        "A PDF is printed by a browser, and neither Chromium nor Chrome nor Edge was found here. Install one (Debian "
        f"and Ubuntu: apt-get install chromium), or name its program in the variable {NAMED}; or open the page in any "
        "browser and print it from there."
    )


def printed(page: Path, timeout: float = TIMEOUT) -> bytes:
    """A page as a PDF."""
    browser = find_browser()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        target = Path(name) / "page.pdf"
        switches = [*_SWITCHES, f"--user-data-dir={name}/profile", f"--print-to-pdf={target}"]
        if sys.platform == "linux" and os.geteuid() == 0:
            switches.append("--no-sandbox")  # which Chromium refuses to root
        command = [browser, *switches, page.resolve().as_uri()]
        try:
            ran = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=timeout)
            said = (ran.stderr.strip().splitlines() or [f"exit code {ran.returncode}"])[-1]
        except (OSError, subprocess.TimeoutExpired) as error:
            said = str(error)
        content = target.read_bytes() if target.is_file() else b""
    if not (content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")):
        raise UsageError(
            f"The browser {quoted(browser)} printed nothing: {said}. Nothing was written. Name another browser in the "
            f"variable {NAMED} (a Chromium installed as a snap cannot read temporary folders)."
        )
    return content
