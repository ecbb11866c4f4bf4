"""Some pages of a site, for people who look before they run: `python -m lepdata.site.sample SITE OUT PAGE...`."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from posixpath import normpath

from lepdata.files import write_atomically

LINK = re.compile(r"<a\b[^>]*?href=\"(?P<to>[^\"]*)\"[^>]*>(?P<words>.*?)</a>", re.DOTALL)
ASSETS = ("assets/lepdata.css", "assets/lepdata.js")


def copy_pages(site: Path, out: Path, pages: Sequence[str]) -> None:
    """Copy pages of a site so that no link in the copies is dead."""
    kept = {*pages, *ASSETS}
    for page in pages:
        html = (site / page).read_text(encoding="utf-8")
        write_atomically(out / page, LINK.sub(partial(_kept, page=page, kept=kept), html).encode())
    for asset in ASSETS:
        write_atomically(out / asset, (site / asset).read_bytes())


def _kept(link: re.Match[str], page: str, kept: set[str]) -> str:
    address = link["to"].partition("#")[0]
    if not address or ":" in address:
        return link[0]
    target = normpath(str(PurePosixPath(page).parent / address))
    return link[0] if target in kept else f"<span>{link['words']}</span>"


if __name__ == "__main__":
    copy_pages(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
