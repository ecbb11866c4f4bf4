"""What two runs must share to make the same pages: versions and hashes of data, rules and code."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import lepdata
from lepdata.model.places import PROCESSED, RAW, RULES


def identity() -> str:
    """Version and hashes of code, data and rules: two machines that say the same make the same pages."""
    return f"{lepdata.__version__} {code_hash()} {data_version()}"


def data_version() -> str:
    """A short hash of every raw file's signature, every processed table and every rule.

    Two sites of one data version and one code version say the same.
    """
    files = [RAW / "manifest.csv", RAW / "corrections.csv", RAW / "decisions.csv", *sorted(PROCESSED.glob("*.csv"))]
    files += sorted(path for path in RULES.rglob("*") if path.is_file())
    return _hash(files)


def code_hash() -> str:
    """A short hash of the library's own modules: `--resume` redoes what other code made."""
    return _hash(sorted(Path(lepdata.__file__).parent.rglob("*.py")))


def _hash(files: Sequence[Path]) -> str:
    whole = hashlib.sha256()
    for path in files:
        if path.is_file():
            whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:12]
