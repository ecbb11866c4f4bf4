"""Whether a document was seen with its publisher, in an archive, or on a site that copies other people's documents."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from lepdata.files import rule_file

ORIGINAL, ARCHIVED, COPY = "original", "archived copy", "copy"


@cache
def copy_kind(address: str) -> str:
    """One of the three, by the host of an address; "" for what is no address of the web."""
    host = urlsplit(address).hostname if address.startswith(("https://", "http://")) else None
    if not host:
        return ""
    parts = host.split(".")
    own = (_hosts().get(".".join(parts[at:])) for at in range(len(parts) - 1))
    return next(filter(None, own), ORIGINAL)


def seen_at(address: str) -> str:
    """The kind and the place, such as "original, newanglia.co.uk" or "copy on docslib.org, not its publisher's"."""
    kind = copy_kind(address)
    host = (urlsplit(address).hostname or "").removeprefix("www.") if kind else ""
    told = {ORIGINAL: f"original, {host}", ARCHIVED: f"archived copy, {host}"}
    return told.get(kind, f"copy on {host}, not its publisher’s") if kind else "no address was given"


@cache
def _hosts() -> dict[str, str]:
    return {row["host"]: row["kind"] for row in rule_file("names/copies.csv")}
