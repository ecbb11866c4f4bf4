"""data/processed is what data/raw and the rules say, byte for byte: nobody can change one and forget the other."""

from __future__ import annotations

from pathlib import Path

import pytest


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def differences(built: dict[str, bytes], committed: dict[str, bytes]) -> list[str]:
    """Names of tables that are missing, left over or different."""
    return sorted(name for name in built.keys() | committed.keys() if built.get(name) != committed.get(name))


def test_processed_is_rebuilt_byte_for_byte(root: Path, tmp_path: Path) -> None:
    from lepdata.cli.main import main

    assert main(["build", "--out", str(tmp_path / "processed")]) == 0
    assert differences(contents(tmp_path / "processed"), contents(root / "data" / "processed")) == []


@pytest.mark.parametrize(
    ("built", "committed", "names"),
    [
        ({"a.csv": b"1\n"}, {"a.csv": b"1\n"}, []),
        ({"a.csv": b"1\n"}, {"a.csv": b"1\r\n"}, ["a.csv"]),
        ({"a.csv": b"", "b.csv": b""}, {"a.csv": b""}, ["b.csv"]),
        ({}, {"old.csv": b""}, ["old.csv"]),
    ],
)
def test_a_difference_is_caught(built: dict, committed: dict, names: list[str]) -> None:
    assert differences(built, committed) == names
