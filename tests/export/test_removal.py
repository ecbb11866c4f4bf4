"""A signed removal takes a name out of every export, and the seat stays."""

import io
import zipfile

import pandas as pd
import pytest

from lepdata.collections import build
from lepdata.export.formats import FORMATS, export
from lepdata.registers import frozen
from lepdata.reviews import known

SEAT, NAME = "r0002", "Mike Bird"  # a published seat of the Black Country's main board
REMOVAL = {
    "correction_id": "k1",
    "row_id": SEAT,
    "field": "person_name",
    "published": "",
    "corrected": "",
    "action": "remove",
    "signed_by": "A Keeper",
    "signed_on": "2026-01-01",
    "reason": "asked to be removed",
    "source": "",
}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    """The shipped tables as they are after the removal."""
    folder = tmp_path_factory.mktemp("processed")
    read = frozen.read_raw
    with pytest.MonkeyPatch.context() as patch:
        signed = pd.DataFrame([REMOVAL])
        patch.setattr(frozen, "read_raw", lambda name: signed if name == "corrections.csv" else read(name))
        build.build(folder)
        patch.setattr(known, "PROCESSED", folder)
        forget()
        yield folder
    forget()


def forget():
    known._table.cache_clear()
    known._seats.cache_clear()


def words(path):
    """All that a file holds, unpacked, to search in."""
    content = path.read_bytes()
    if content.startswith(b"PAR1"):
        return pd.read_parquet(path).to_csv().encode()
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def held(form, folder):
    return b"".join(words(path) for path in export(form, ["Black Country"], folder / f"x{FORMATS[form].ending}"))


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"note"}))  # a note names nobody
def test_the_name_is_there_to_begin_with(form, tmp_path):
    assert NAME.encode() in held(form, tmp_path)


@pytest.mark.parametrize("form", FORMATS)
def test_a_removed_name_is_in_no_export(form, rebuilt, tmp_path):
    found = held(form, tmp_path)
    assert NAME.encode() not in found and found
    assert form == "note" or SEAT.encode() in found
