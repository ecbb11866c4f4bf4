"""What two runs must share to make the same pages: versions and hashes of data, rules and code."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import lepdata
from lepdata.model.places import PROCESSED, RAW, RULES
from lepdata.publish import Stamp


def identity() -> str:
    """Version and hashes of code, data and rules: two machines that say the same make the same pages."""
    return f"{lepdata.__version__} {code_hash()} {rules_version()} {data_version()}"


def data_version() -> str:
    """A short hash of every raw file's signature and every processed table.

    Two sites of one data version, one version of the rules and one of the code say the same.
    """
    return _hash(
        [RAW / "manifest.csv", RAW / "corrections.csv", RAW / "decisions.csv", *sorted(PROCESSED.glob("*.csv"))]
    )


def rules_version() -> str:
    """A short hash of every rule, the words of sentences among them."""
    return _hash(sorted(path for path in RULES.rglob("*") if path.is_file()))


def code_hash() -> str:
    """A short hash of the library's own modules: `--resume` redoes what other code made."""
    return _hash(sorted(Path(lepdata.__file__).parent.rglob("*.py")))


def the_stamp(contact: str = "") -> Stamp:
    """What every page says of where it comes from."""
    return Stamp(data_version(), lepdata.__version__, contact, rules_version=rules_version())


def _hash(files: Sequence[Path]) -> str:
    whole = hashlib.sha256()
    for path in files:
        if path.is_file():
            whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:12]
