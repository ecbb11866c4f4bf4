"""Raw files are frozen: read only while their SHA-256 is the one in the manifest; and where a document was seen."""

from __future__ import annotations

import io
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd

from lepdata.errors import Fault, InputFaults
from lepdata.files import RAW, rule_file
from lepdata.registers.whose import MANIFEST, beside_shipped, in_use, own_table

_AS_OWN = {
    **{name: name for name in ("corrections.csv", "decisions.csv", "people_matches.csv")},
    "compositions/published_compositions.csv": "counts.csv",
}
# They grow row by row, so no hash can be kept of them.
SIGNED = ("corrections.csv", "decisions.csv", "documents.csv", "labels/unseen_scores.csv")
_RESTORE = (
    "restore the file as it was; to correct a published line add a signed row to corrections.csv; "
    f"if the new content is meant, put its SHA-256 into {MANIFEST}"
)
_LINE_ENDS = "the line ends were changed to CRLF: check the file out again with LF (git config core.autocrlf false)"


def manifest(root: Path = RAW) -> pd.DataFrame:
    """The source card of every frozen file of a folder: path, sha256, rows, title, publisher, licence and more."""
    return _manifest(root).copy()


def verify(path: str | None = None, root: Path = RAW) -> list[Fault]:
    """Compare frozen files with the manifest; nothing is found when every byte is as it was."""
    listed = _hashes(root)
    if path is not None:
        return _faults_of(path, root, listed)
    present = {file.relative_to(root).as_posix() for file in root.rglob("*.csv")} - {MANIFEST, *SIGNED}
    return [fault for name in sorted(present | set(listed)) for fault in _faults_of(name, root, listed)]


def read_raw(path: str, root: Path = RAW) -> pd.DataFrame:
    """Read a raw CSV file, named as in the manifest, after checking that it is the frozen one.

    Examples
    --------
    >>> read_raw("registers/lis_waves.csv").shape
    (38, 5)
    """
    shipped = _parse(_content(path, root)) if path in SIGNED else _read_frozen(path, root).copy()
    if path == "sources.csv":
        shipped = pd.concat([shipped, _sources(read_raw("documents.csv", root))], ignore_index=True)
    found = shipped if root != RAW or in_use().root is None else _with_own(path, shipped)
    return _without_names(found) if path == "people_matches.csv" else found


def _without_names(matches: pd.DataFrame) -> pd.DataFrame:
    """The matches without the words about people who are left out: everybody, or those whose names were removed."""
    signed = read_raw("corrections.csv")
    gone = {*signed["row_id"][(signed["action"] == "remove") & (signed["field"] == "person_name")]}
    whose = (matches["person_a"] + " " + matches["person_b"]).str.split()
    left_out = pd.Series(in_use().hidden, index=matches.index) | whose.map(lambda rows: not gone.isdisjoint(rows))
    told = {"because": "a signed match", "source": "withheld"}
    return matches.assign(**{name: matches[name].mask(left_out, text) for name, text in told.items()})


def _with_own(path: str, shipped: pd.DataFrame) -> pd.DataFrame:
    """A raw table with the rows that the collection in use has of its kind."""
    if path in _AS_OWN:
        return beside_shipped(shipped, own_table(_AS_OWN[path]))
    return beside_shipped(shipped, _sources(own_table("documents.csv"))) if path == "sources.csv" else shipped


def _sources(cards: pd.DataFrame) -> pd.DataFrame:
    named = {"source_id": "document", "source_url": "url", "source_title": "title", "source_kind": "kind"}
    return pd.DataFrame({name: cards[column] for name, column in named.items()}).assign(
        publisher_host=cards["publisher"], n_rows=""
    )


@lru_cache(maxsize=8)
def _manifest(root: Path) -> pd.DataFrame:
    return _parse(_content(MANIFEST, root))


@lru_cache(maxsize=8)
def _hashes(root: Path) -> dict[str, str]:
    cards = _manifest(root)
    return dict(zip(cards["path"], cards["sha256"], strict=True))


@lru_cache(maxsize=128)
def _read_frozen(path: str, root: Path) -> pd.DataFrame:
    if faults := _faults_of(path, root, _hashes(root)):
        raise InputFaults(faults)
    return _parse(_content(path, root))


def _faults_of(path: str, root: Path, listed: dict[str, str]) -> list[Fault]:
    if path not in listed:
        return [Fault(path, None, "", "a file without a source card", f"a row in {MANIFEST}", f"add one to {MANIFEST}")]
    try:
        content = _content(path, root)
    except InputFaults as missing:
        return list(missing.faults)
    found, expected = sha256(content).hexdigest(), listed[path]
    if found == expected:
        return []
    remedy = _LINE_ENDS if sha256(content.replace(b"\r\n", b"\n")).hexdigest() == expected else _RESTORE
    return [Fault(path, None, "", f"SHA-256 {found}", f"{expected}, as {MANIFEST} says", remedy)]


def _content(path: str, root: Path) -> bytes:
    try:
        return (root / path).read_bytes()
    except FileNotFoundError:
        raise InputFaults([Fault(path, None, "", "no such file", f"it in {root.name}/", "restore it")]) from None


def _parse(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8")


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
