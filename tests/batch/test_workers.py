from __future__ import annotations

import os

import pytest

from lepdata.batch.workers import allowed, cpus


@pytest.mark.parametrize(
    ("text", "share"),
    [("200000 100000\n", 2.0), ("50000 100000", 0.5), ("max 100000", None), ("", None), ("100000 0", None)],
)
def test_limit_of_a_control_group_of_version_2(tmp_path, text, share):
    (tmp_path / "cpu.max").write_text(text)
    assert allowed(tmp_path) == share


@pytest.mark.parametrize(("quota", "share"), [("150000", 1.5), ("-1", None)])
def test_limit_of_a_control_group_of_version_1(tmp_path, quota, share):
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu" / "cpu.cfs_quota_us").write_text(quota)
    (tmp_path / "cpu" / "cpu.cfs_period_us").write_text("100000")
    assert allowed(tmp_path) == share


def test_without_control_groups_there_is_no_limit(tmp_path):
    assert allowed(tmp_path / "absent") is None


def test_a_small_share_still_leaves_one_processor(tmp_path):
    (tmp_path / "cpu.max").write_text("1000 100000")
    assert cpus(tmp_path) == 1


def test_a_large_share_gives_no_more_than_there_are(tmp_path):
    (tmp_path / "cpu.max").write_text("99900000 100000")
    assert 1 <= cpus(tmp_path) <= (os.cpu_count() or 1)
