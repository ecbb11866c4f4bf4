"""A file appears whole or not at all."""

import os

import pytest

from lepdata.files import write_together


def test_a_file_is_written_with_its_folder(tmp_path):
    write_together({tmp_path / "new" / "a.txt": b"whole"})
    assert (tmp_path / "new" / "a.txt").read_bytes() == b"whole"


def test_a_failure_leaves_the_old_file_and_no_other(tmp_path, monkeypatch):
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_together({target: b"new"})
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
