"""A page on paper: a Chromium, Chrome or Edge of this machine prints it, without a window and without a network."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from lepdata import stopping, vocabulary
from lepdata.batch import runs
from lepdata.errors import UsageError, quoted
from lepdata.reviews.boards import find_board
from lepdata.site.build import jobs
from lepdata.site.pages import AT_THE_TOP, Stamp, write_page
from lepdata.site.sites import executed, write_assets

NAMED, _TIMEOUT = "LEPDATA_BROWSER", 120.0  # seconds; a page is printed in two or three
_NO_BROWSER = (
    "A PDF is printed by a browser, and neither Chromium nor Chrome nor Edge was found here. Install one (Debian and "
    f"Ubuntu: apt-get install chromium), or name its program in the variable {NAMED}; or open the page in any browser "
    "and print it from there."
)
_PROGRAMS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
)
_SWITCHES = (  # nothing listens on the discard port, so that whatever asks the network is refused
    *("--headless=new", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--proxy-server=http://127.0.0.1:9", "--no-pdf-header-footer", "--generate-pdf-document-outline"),
)
_LINK = re.compile(r'(?s)<a\b[^>]*?href="(?!https?://|mailto:|#)[^"]*"[^>]*>(.*?)</a>')  # to another page
_FIGURE = re.compile(r'(?s)<figure class="lep-figure[^"]*">((?:(?!</figure>).)*?)<div role="img" (aria-label="[^"]*")>')


def review_pdf(lep: str, stamp: Stamp) -> bytes:
    """The review of a LEP by any name, or of the nation for "", as a tagged PDF."""
    find_browser()  # before the review takes its time
    area, body = find_board(lep) if lep else ("", "")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        out = Path(folder)
        asked = jobs(out, [area], national=not lep)  # the first, of several boards of an area that of this body
        job = next(one for one in asked if not lep or one.parameters.get("body", vocabulary.MAIN_BOARD) == body)
        (result,) = runs.run([job], workers=1)
        if not result.ok:
            raise UsageError(f"The review failed: {result.error}. Nothing was written.")
        write_assets(out)
        return page_pdf(write_page(executed(result), out, stamp, AT_THE_TOP))


def find_browser() -> str:
    """The program that prints: the one that the variable LEPDATA_BROWSER names, else the first that is found."""
    named = os.environ.get(NAMED, "")
    wanted = [named] if named else map(os.path.expandvars, _PROGRAMS)
    if found := next(filter(None, map(shutil.which, wanted)), None):
        return found
    wrong = f"{NAMED} names {quoted(named)}, which is no program here. Name another, or unset it."
    raise UsageError(wrong if named else _NO_BROWSER)


def page_pdf(page: Path) -> bytes:
    """A page of a site, which stays as it is, as a tagged PDF."""
    browser, sheet, linux = find_browser(), page.with_name(f".{page.stem}.paper.html"), sys.platform == "linux"
    root = ["--no-sandbox"] * (linux and os.geteuid() == 0)  # Chromium refuses root one
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        target = Path(folder) / "page.pdf"
        where = (f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", sheet.resolve().as_uri())
        try:
            # a PDF has words for a figure, none for what is within it
            html = _FIGURE.sub(r'<figure class="lep-figure" \2>\1<div>', page.read_text(encoding="utf-8"))
            sheet.write_text(_LINK.sub(r"<span>\1</span>", html), encoding="utf-8")  # it leads nowhere from paper
            ends, command = partial(stopping.end_with_parent, os.getpid()), [browser, *_SWITCHES, *root, *where]
            ran = subprocess.run(command, capture_output=True, timeout=_TIMEOUT, preexec_fn=ends if linux else None)
            said = ran.stderr.decode("utf-8", "replace").strip().splitlines() or [f"exit code {ran.returncode}"]
        except (OSError, subprocess.TimeoutExpired) as error:
            said = [str(error)]
        finally:
            sheet.unlink(missing_ok=True)
        content = target.read_bytes() if target.is_file() else b""
    if content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF"):
        return content
    raise UsageError(
        f"The browser {quoted(browser)} printed nothing: {said[-1]}. Nothing was written. Name another browser in the "
        f"variable {NAMED} (a Chromium installed as a snap cannot read temporary folders)."
    )
