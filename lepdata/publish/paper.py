"""One review as a PDF: its notebook is run, its page made, and the page printed."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from lepdata import registers
from lepdata.batch.parameters import Job, Literal
from lepdata.batch.runs import run
from lepdata.model.faults import UsageError
from lepdata.model.files import write_atomically
from lepdata.model.places import NOTEBOOKS
from lepdata.publish.browsers import find_browser, printed
from lepdata.publish.pages import Stamp
from lepdata.publish.places import NATIONAL, place
from lepdata.publish.sample import LINK
from lepdata.publish.sites import site

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
    found = registers.find_lep(lep)
    slug = registers.slug(found)
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
