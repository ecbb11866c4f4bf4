"""Raw files are frozen: read only while their SHA-256 is the one in the manifest; and where a document was seen."""

import io
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd

from lepdata.errors import refused
from lepdata.files import RAW, rule_file
from lepdata.registers.whose import MANIFEST, beside_shipped, in_use, own_table

_AS_OWN = {name: name for name in ("corrections.csv", "decisions.csv", "people_matches.csv")}
_AS_OWN |= {"compositions/published_compositions.csv": "counts.csv"}
# They grow row by row, so no hash can be kept of them, nor of the one that keeps the hashes.
SIGNED = ("corrections.csv", "decisions.csv", "documents.csv", "labels/unseen_scores.csv", MANIFEST)
_RESTORE = "restore the file as it was; to correct a published line add a signed row to corrections.csv"
_RESTORE += f"; if the new content is meant, put its SHA-256 into {MANIFEST}"
_LINE_ENDS = "the line ends were changed to CRLF: check the file out again with LF (git config core.autocrlf false)"


def read_raw(path: str, root: Path = RAW) -> pd.DataFrame:
    """Read a raw CSV file, named as in the manifest, after checking that it is the frozen one."""
    shipped = _parse(_content(path, root)) if path in SIGNED else _read_frozen(path, root).copy()
    if path == "sources.csv":
        shipped = pd.concat([shipped, _sources(read_raw("documents.csv", root))], ignore_index=True)
    if root == RAW and in_use().root is not None:
        if path in _AS_OWN:
            shipped = beside_shipped(shipped, own_table(_AS_OWN[path]))
        elif path == "sources.csv":
            shipped = beside_shipped(shipped, _sources(own_table("documents.csv")))
    return _without_names(shipped) if path == "people_matches.csv" else shipped


def _without_names(matches: pd.DataFrame) -> pd.DataFrame:
    """The matches without the words about people who are left out: everybody, or those whose names were removed."""
    signed = read_raw("corrections.csv")
    gone = {*signed["row_id"][(signed["action"] == "remove") & (signed["field"] == "person_name")]}
    whose = (matches["person_a"] + " " + matches["person_b"]).str.split()
    left_out = pd.Series(in_use().hidden, index=matches.index) | whose.map(lambda rows: not gone.isdisjoint(rows))
    told = {"because": "a signed match", "source": "withheld"}
    return matches.assign(**{name: matches[name].mask(left_out, text) for name, text in told.items()})


def _sources(cards: pd.DataFrame) -> pd.DataFrame:
    named = {"document": "source_id", "url": "source_url", "title": "source_title", "kind": "source_kind"}
    return cards[list(named)].rename(columns=named).assign(publisher_host=cards["publisher"], n_rows="")


@lru_cache(maxsize=8)
def _hashes(root: Path) -> dict[str, str]:
    cards = _parse(_content(MANIFEST, root))
    return dict(zip(cards["path"], cards["sha256"], strict=True))


@lru_cache(maxsize=128)
def _read_frozen(path: str, root: Path) -> pd.DataFrame:
    if path not in (listed := _hashes(root)):
        raise refused(path, "a file without a source card", f"a row in {MANIFEST}", f"add one to {MANIFEST}")
    content, expected = _content(path, root), listed[path]
    found = sha256(content).hexdigest()
    if found != expected:
        remedy = _LINE_ENDS if sha256(content.replace(b"\r\n", b"\n")).hexdigest() == expected else _RESTORE
        raise refused(path, f"SHA-256 {found}", f"{expected}, as {MANIFEST} says", remedy)
    return _parse(content)


def _content(path: str, root: Path) -> bytes:
    try:
        return (root / path).read_bytes()
    except FileNotFoundError:
        raise refused(path, "no such file", f"it in {root.name}/", "restore it") from None


def _parse(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8")


ORIGINAL, ARCHIVED, COPY = "original", "archived copy", "copy"


@cache
def copy_kind(address: str) -> str:
    """One of the three, by the host of an address; "" for what is no address of the web."""
    host = urlsplit(address).hostname if address.startswith(("https://", "http://")) else None
    if not host:
        return ""
    kinds, parts = {row["host"]: row["kind"] for row in rule_file("names/copies.csv")}, host.split(".")
    return next(filter(None, (kinds.get(".".join(parts[at:])) for at in range(len(parts) - 1))), ORIGINAL)


def seen_at(address: str) -> str:
    """The kind and the place, such as "original, newanglia.co.uk" or "copy on docslib.org, not its publisher's"."""
    if not (kind := copy_kind(address)):
        return "no address was given"
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    return f"copy on {host}, not its publisher’s" if kind not in (ORIGINAL, ARCHIVED) else f"{kind}, {host}"
