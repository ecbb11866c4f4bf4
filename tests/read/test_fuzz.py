"""A seeded few of the inputs that `make fuzz` gives to every reader."""

import pytest

from tests import fuzz


@pytest.mark.parametrize("name", fuzz.READERS)
def test_a_reader_answers_or_says_what_is_wrong(tmp_path, name):
    assert max(fuzz.fuzz(name, 12, tmp_path)) < 8  # seconds of the processor, for the longest
