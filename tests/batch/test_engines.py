from __future__ import annotations

import os
import sys

import pytest

from lepdata.batch.engines import chosen, imported
from lepdata.batch.wire import Frames, packed
from lepdata.batch.workers import LEAST, memory_for_each
from lepdata.errors import UsageError


@pytest.mark.parametrize(
    ("system", "asked", "found"),
    [
        ("linux", "auto", "fork"),
        ("darwin", "auto", "standard"),
        ("win32", "auto", "standard"),
        ("linux", "standard", "standard"),
        ("darwin", "fork", "fork"),
    ],
)
def test_the_engine_that_is_chosen(monkeypatch, system, asked, found):
    monkeypatch.setattr(sys, "platform", system)
    assert chosen(asked) == found


def test_forks_are_refused_where_there_are_none(monkeypatch):
    monkeypatch.delattr(os, "fork", raising=False)
    with pytest.raises(UsageError, match="needs Linux or macOS"):
        chosen("fork")


def test_an_unknown_engine_is_refused():
    with pytest.raises(UsageError, match="Did you mean 'fork'"):
        chosen("frok")


@pytest.mark.parametrize(
    ("source", "warm"),
    [
        ("import pandas", ["pandas"]),
        ("def f():\n    from scipy import stats", ["scipy.stats"]),
        ("import scipy.stats as s, numpy", ["numpy", "scipy.stats"]),
        ("from lepdata.reviews.known import boards", ["lepdata"]),
        ("import pandas_of_mine", []),
        ("from . import pandas", []),
        ("import matplotlib.pyplot", []),
        ("%matplotlib inline\nimport pandas", []),
        ("import scipy", []),
    ],
)
def test_what_is_imported_once_for_all(source, warm):
    assert imported([source]) == warm


@pytest.mark.parametrize("text", ["max", "", "8589934592"])
def test_memory_is_shared_out_below_the_limit_of_the_control_group(tmp_path, text):
    (tmp_path / "memory.max").write_text(text)
    one, four = memory_for_each(1, tmp_path), memory_for_each(4, tmp_path)
    assert LEAST <= four <= one
    assert text != "8589934592" or one <= 0.8 * 8589934592


def test_a_small_machine_still_gives_each_a_gigabyte(tmp_path):
    (tmp_path / "memory.max").write_text("1000000")
    assert memory_for_each(3, tmp_path) == LEAST


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
def test_messages_survive_being_cut_anywhere(size):
    sent = [({"content": {"text": "é\ud83d" * n}, "n": n}, [b"x" * n, b""][: n % 3]) for n in range(6)]
    data = b"".join(packed(message, buffers) for message, buffers in sent)
    frames = Frames()
    found = [message for at in range(0, len(data), size) for message in frames.feed(data[at : at + size])]
    assert found == [{**message, "buffers": buffers} for message, buffers in sent]
