"""Every seat of every body in one table that a reader can search: the page `register.html`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lepdata.publish.pages import Stamp, framed_page
from lepdata.publish.templates import render

HEADINGS = (
    "Name",
    "Role",
    "Job and organisation",
    "Sector",
    "Member",
    "LEP",
    "Body",
    "Date",
    "Source",
)


def register_page(
    rows: Sequence[Mapping[str, Any]],
    *,
    sectors: Mapping[str, str],
    stamp: Stamp | None = None,
) -> str:
    """The page of the register.

    Parameters
    ----------
    rows : sequence of mapping
        One per seat, in the order to be shown, lines of one LEP together. Keys: ``id``, ``slug``, ``lep``, ``name``,
        ``role``, ``organisation``, ``sector``, ``counts`` (yes, might or no), ``body``, ``kind`` of body,
        ``date``, ``first`` and ``last`` (ISO days or ""), ``source``, ``address``. Text, not HTML.
    sectors : mapping
        Sector to words, for the reader's choice.
    stamp : Stamp, optional
        For the footer.

    Returns
    -------
    str
        HTML.
    """
    leps = dict(sorted({row["slug"]: row["lep"] for row in rows}.items(), key=lambda pair: pair[1]))
    body = render(
        "register.html",
        rows=list(_shown(rows, sectors)),
        leps=list(leps.items()),
        sectors=list(sectors.items()),
        bodies=list(dict.fromkeys(row["kind"] for row in rows)),
        headings=HEADINGS,
        root="",
    )
    return framed_page([body], "The register of members", stamp=stamp, here="register")


def _shown(rows: Sequence[Mapping[str, Any]], sectors: Mapping[str, str]) -> list[dict[str, Any]]:
    shown, before = [], ""
    for row in rows:
        safe = row["address"].startswith(("https://", "http://"))
        shown.append(
            {
                **row,
                "sector_words": sectors.get(row["sector"], row["sector"]),
                "counts_words": row["counts"].capitalize(),
                "address": row["address"] if safe else "",
                "start": row["slug"] != before,
            }
        )
        before = row["slug"]
    return shown
