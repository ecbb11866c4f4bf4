"""A seeded few of the inputs that `make fuzz` gives to every reader."""

import io
import struct
import zipfile

import pytest

from lepdata.errors import InputFaults, UsageError
from tests import fuzz


@pytest.mark.parametrize("name", fuzz.READERS)
def test_a_reader_answers_or_says_what_is_wrong(tmp_path, name):
    assert max(fuzz.fuzz(name, 12, tmp_path)) < 8  # seconds of the processor, for the longest


@pytest.mark.parametrize("name", ["document sheet", "document docx"])
def test_parts_that_cannot_be_unpacked_are_said(tmp_path, name):
    reader = fuzz.READERS[name]
    (whole,) = reader.seeds(tmp_path)
    place, refused = tmp_path / f"broken{reader.ending}", 0
    for entry in zipfile.ZipFile(io.BytesIO(whole)).infolist():
        start = entry.header_offset + 30 + sum(struct.unpack_from("<HH", whole, entry.header_offset + 26))
        place.write_bytes(whole[:start] + b"\xff" * 4 + whole[start + 4 :])
        try:
            reader.read(place)
        except (InputFaults, UsageError):
            refused += 1
    assert refused > 1
