"""Paper from a page: a Chromium, Chrome or Edge of this machine prints it, without a window and without a."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from lepdata.batch.jobs import Job, Literal
from lepdata.batch.runner import run
from lepdata.errors import UsageError, quoted
from lepdata.files import NOTEBOOKS, write_atomically
from lepdata.registers import geography
from lepdata.site.pages import NATIONAL, Stamp, place
from lepdata.site.sample import LINK
from lepdata.site.sites import site

NAMED = "LEPDATA_BROWSER"
ON_THE_PATH = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    *("microsoft-edge", "microsoft-edge-stable", "msedge"),
)
ELSEWHERE = {
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
        r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
        r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
        r"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
    ),
}
# Nothing listens on the discard port, so that whatever asks the network is refused.
SWITCHES = (
    *("--headless=new", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--proxy-server=http://127.0.0.1:9", "--no-pdf-header-footer", "--generate-pdf-document-outline"),
)
TIMEOUT = 120.0
NO_BROWSER = (
    "A PDF is printed by a browser, and neither Chromium nor Chrome nor Edge was found here. Install one of them "
    f"(Debian and Ubuntu: apt-get install chromium), or name its program in the variable {NAMED}; or open the page in "
    "any browser and print it from there."
)
PART = re.compile(rb"\(node\d{8}\)")
MOMENT = re.compile(rb"(?<=Date \(D:)\d{14}[^)]*(?=\))")


def find_browser(
    environment: Mapping[str, str] = os.environ, system: str = sys.platform, path: str | None = None
) -> str:
    """The program that prints: the one that the variable LEPDATA_BROWSER names, else the first that is found.

    Raises
    ------
    UsageError
        If there is none, with what to do.
    """
    named = environment.get(NAMED, "")
    if named:
        found = shutil.which(named, path=path)
        if not found:
            raise UsageError(f"{NAMED} names {quoted(named)}, which is no program here. Name another, or unset it.")
        return found
    places = [os.path.expandvars(place) for place in ELSEWHERE.get(system, ())]
    installed = (shutil.which(name, path=path) for name in (*ON_THE_PATH, *places))
    browser = next(filter(None, installed), None)
    if browser is None:
        raise UsageError(NO_BROWSER)
    return browser


def printed(page: Path, timeout: float = TIMEOUT) -> bytes:
    """A page as a tagged PDF, with the page's title and language.

    Parameters
    ----------
    page : Path
        An HTML file; what it needs lies beside it.
    timeout : float
        Seconds that the browser may take.

    Returns
    -------
    bytes
        The PDF, without the time at which it was made.

    Raises
    ------
    UsageError
        If there is no browser, or it does not print the page.
    """
    browser = find_browser()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        target, profile = Path(name) / "page.pdf", Path(name) / "profile"
        switches = [*SWITCHES, f"--user-data-dir={profile}", f"--print-to-pdf={target}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            switches.append("--no-sandbox")  # which Chromium refuses to root
        said = _run([browser, *switches, page.resolve().as_uri()], timeout)
        content = target.read_bytes() if target.is_file() else b""
    if not (content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")):
        raise UsageError(_failed(browser, said))
    return _repeatable(content)


def _repeatable(content: bytes) -> bytes:
    """The PDF without its clock, and with parts numbered from 1, whatever the browser counted before; no byte moves."""
    names = {name: b"(node%08d)" % number for number, name in enumerate(sorted(set(PART.findall(content))), start=1)}
    content = MOMENT.sub(lambda found: b"20000101000000+00'00'"[: len(found[0])].ljust(len(found[0])), content)
    return PART.sub(lambda found: names[found[0]], content)


def _run(command: list[str], timeout: float) -> str:
    """Run the browser; what it complained of last. One that takes too long is ended."""
    try:
        run = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, timeout=timeout)
    except subprocess.TimeoutExpired:
        return f"it took longer than {timeout:g} seconds"
    except OSError as error:
        return str(error)
    return (run.stderr.strip().splitlines() or [f"exit code {run.returncode}"])[-1]


def _failed(browser: str, said: str) -> str:
    return (
        f"The browser {quoted(browser)} printed nothing: {said}. Nothing was written. Name another browser in the "
        f"variable {NAMED} (a Chromium installed as a snap cannot read temporary folders)."
    )


BOARD_NOTEBOOK, NATIONAL_NOTEBOOK = "lep_review.ipynb", "national_review.ipynb"
FOLDED = '<details class="lep-details">'
FIGURE = re.compile(
    r'<figure class="lep-figure">((?:(?!</figure>).)*?)<div role="img" (aria-label="[^"]*")>', re.DOTALL
)
END = "</main>"


def review_pdf(lep: str = "", stamp: Stamp | None = None) -> bytes:
    """The review of a board, or of the nation, on paper.

    Parameters
    ----------
    lep : str
        A LEP by any name; "" for the national review.
    stamp : Stamp, optional
        For the foot.

    Returns
    -------
    bytes
        A tagged PDF.

    Raises
    ------
    UsageError
        If there is no such LEP or no browser to print with, or the review failed.
    """
    find_browser()  # before the review takes its time
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        job = _job(lep, folder)
        (result,) = run([job], workers=1)
        if not result.ok:
            raise UsageError(f"The review failed: {result.error}. Nothing was written.")
        site([result], folder, index={}, stamp=stamp)
        return page_pdf(folder / place(job.name))


def page_pdf(page: Path) -> bytes:
    """A page of a finished site on paper.

    Parameters
    ----------
    page : Path
        The page, in its site: the stylesheet is found from there. The site stays as it is.

    Returns
    -------
    bytes
        A tagged PDF.

    Raises
    ------
    UsageError
        If there is no browser to print with, or it does not print.
    """
    sheet = page.with_name(f".{page.stem}.paper.html")
    write_atomically(sheet, for_paper(page.read_text(encoding="utf-8")).encode())
    try:
        return printed(sheet)
    finally:
        sheet.unlink()


def _job(lep: str, folder: Path) -> Job:
    parameters: dict[str, Literal] = {"as_at": "", "framework": ""}
    if not lep:
        return Job(NATIONAL, NOTEBOOKS / NATIONAL_NOTEBOOK, parameters, folder / "notebooks" / "national.ipynb")
    found = geography.find_lep(lep)
    slug = geography.slug(found)
    return Job(slug, NOTEBOOKS / BOARD_NOTEBOOK, {"lep": found, **parameters}, folder / "notebooks" / f"{slug}.ipynb")


def for_paper(html: str) -> str:
    """A page as it is to be printed.

    Tables that fold are open; those behind a chart stay folded, since the chart is there with its words. A link to
    another page leads nowhere from paper and is words; where the others lead is listed at the end.

    Examples
    --------
    >>> for_paper('<details class="lep-details"><a href="../method.html">Method</a></details></main>')
    '<details class="lep-details" open><span>Method</span></details></main>'
    >>> for_paper('<a href="https://example.org/">A</a></main>').count("https://example.org/")
    2
    """
    # In a PDF the words for a picture are those of the figure: the browser takes none from within it.
    labelled = FIGURE.sub(r'<figure class="lep-figure" \2>\1<div>', html)
    body = LINK.sub(_onward, labelled.replace(FOLDED, FOLDED[:-1] + " open>"))
    leads = {found["to"]: found["words"] for found in LINK.finditer(body) if not found["to"].startswith("#")}
    return body.replace(END, _addresses(leads) + END, 1) if leads else body


def _addresses(leads: dict[str, str]) -> str:
    """Where links lead, for those who hold paper: words and address as they stand in the page, escaped already."""
    rows = "".join(f"<li>{words}: {address}</li>" for address, words in leads.items())
    return f'<h2>Where the links lead</h2><ul class="lep-addresses">{rows}</ul>'


def _onward(link: re.Match[str]) -> str:
    onward = link["to"].startswith(("https://", "http://", "mailto:", "#"))
    return link[0] if onward else f"<span>{link['words']}</span>"
