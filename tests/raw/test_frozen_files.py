"""Every raw file is the one its source card describes, and a changed byte is noticed."""

import hashlib
import shutil

import pytest

from lepdata.errors import InputFaults
from lepdata.files import RAW
from lepdata.registers.frozen import SIGNED, read_raw

CARDS = read_raw("manifest.csv").to_dict("records")
PATHS = [card["path"] for card in CARDS]


def not_frozen(root=RAW):
    """Every file of a folder that is not the frozen one, and what is found of it."""
    present = {file.relative_to(root).as_posix() for file in root.rglob("*.csv")} - set(SIGNED)
    found = {}
    for name in sorted(present | set(read_raw("manifest.csv", root)["path"])):
        try:
            read_raw(name, root)
        except InputFaults as wrong:
            found |= {fault.file: fault.found for fault in wrong.faults}
    return found


HEADING = "path,sha256,rows,title,publisher,licence,attribution,url,compiled,notes\n"


@pytest.fixture
def small_raw(tmp_path):
    """A folder with two frozen files and a manifest of its own."""
    root = tmp_path / "raw"
    root.mkdir()
    cards = HEADING
    for name in ("one.csv", "two.csv"):
        content = f"file,word\n{name},caf\u00e9\n".encode()
        (root / name).write_bytes(content)
        cards += f"{name},{hashlib.sha256(content).hexdigest()},1,t,p,l,a,u,2026-11,n\n"
    (root / "manifest.csv").write_text(cards, encoding="utf-8")
    return root


@pytest.mark.parametrize("card", CARDS, ids=PATHS)
def test_hash_rows_and_line_ends(card):
    content = (RAW / card["path"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == card["sha256"]
    assert len(read_raw(card["path"])) == int(card["rows"]) > 0
    assert b"\r" not in content and content.endswith(b"\n") and not content.startswith(b"\xef\xbb\xbf")
    content.decode("utf-8")
    assert all(card[column].strip() for column in ("title", "publisher", "licence", "compiled", "notes"))


def test_nothing_lies_there_without_a_card():
    assert not_frozen() == {}


@pytest.mark.parametrize(
    ("change", "remedy"),
    [
        (lambda content: content.replace(b"word", b"worD"), "corrections.csv"),
        (lambda content: content + b"\n", "restore the file"),
        (lambda content: content[:-1], "restore the file"),
        (lambda content: content.replace(b"\n", b"\r\n"), "CRLF"),
    ],
    ids=["one letter", "a line more", "a byte less", "line ends"],
)
def test_changed_specimen_is_caught(small_raw, change, remedy):
    path = small_raw / "two.csv"
    path.write_bytes(change(path.read_bytes()))
    assert list(not_frozen(small_raw)) == ["two.csv"]
    with pytest.raises(InputFaults, match=r"two\.csv: found SHA-256") as caught:
        read_raw("two.csv", small_raw)
    assert remedy in str(caught.value)


def test_missing_and_unlisted_specimens_are_caught(small_raw):
    (small_raw / "one.csv").unlink()
    shutil.copy(small_raw / "two.csv", small_raw / "stray.csv")
    faults = not_frozen(small_raw)
    assert faults == {"one.csv": "no such file", "stray.csv": "a file without a source card"}
    for name in faults:
        with pytest.raises(InputFaults):
            read_raw(name, small_raw)


def test_signed_files_are_read_afresh_and_without_a_hash(small_raw):
    path = small_raw / "corrections.csv"
    path.write_text("correction_id\nk001\n", encoding="utf-8")
    assert len(read_raw("corrections.csv", small_raw)) == 1
    path.write_text("correction_id\nk001\nk002\n", encoding="utf-8")
    assert len(read_raw("corrections.csv", small_raw)) == 2
    assert not_frozen(small_raw) == {}
