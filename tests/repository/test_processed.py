"""data/processed is what data/raw and the rules say, byte for byte: nobody can change one and forget the other."""

from __future__ import annotations

from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_processed_is_rebuilt_byte_for_byte(root: Path, tmp_path: Path) -> None:
    from lepdata.cli.commands import main

    assert main(["build", "--out", str(tmp_path / "processed")]) == 0
    built, committed = contents(tmp_path / "processed"), contents(root / "data" / "processed")
    assert [name for name in built.keys() | committed.keys() if built.get(name) != committed.get(name)] == []
