"""Paper from a page: a Chromium, Chrome or Edge of this machine prints it, without a window and without a network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from lepdata.model.faults import UsageError, quoted

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
