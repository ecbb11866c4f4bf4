"""The targets, on the open labels that ship with the data; decisions off."""

import pandas as pd
import pytest

from lepdata.errors import UsageError
from lepdata.read.board import read_raw_boards
from lepdata.registers.frozen import read_raw
from lepdata.reviews.audit import review_accuracy, score
from lepdata.sectors.classifying import settled_rows


def labelled(residual: bool) -> pd.DataFrame:
    answers = settled_rows(read_raw_boards(), decisions=False, residual=residual)
    return read_raw("labels/sector_labels.csv").merge(answers, on="row_id", validate="one_to_one")


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return labelled(residual=True)


def shares(rows: pd.DataFrame, *kinds: str) -> tuple[float, float]:
    """Of the labelled rows of some kinds, the share settled, and of these the share right."""
    own = rows[rows["kind"].isin(kinds)]
    settled = own[own["sector"] != "unknown"]
    return len(settled) / len(own), (settled["sector"] == settled["sector_label"]).mean()


@pytest.mark.parametrize(
    ("kinds", "right", "settled"),
    [(["own-text"], 0.99, 0.98), (["other-sighting"], 0.99, 0.7), (["own-text", "other-sighting"], 0.99, 0.94)],
)
def test_targets(rows, kinds, right, settled):
    found_settled, found_right = shares(rows, *kinds)
    assert found_right >= right and found_settled >= settled


def test_voluntary_members_are_found(rows):
    own = rows[rows["kind"] == "own-text"]
    labelled, answered = own["sector_label"] == "voluntary", own["sector"] == "voluntary"
    assert (labelled & answered).sum() * 25 >= 21 * labelled.sum()
    assert (answered & ~labelled).sum() * 30 <= 2 * answered.sum()


def test_without_the_residual_rule_most_still_settles():
    assert shares(labelled(residual=False), "own-text", "other-sighting")[0] >= 0.9


def test_targets_on_boards_that_nobody_had_read():
    for found in score(review_accuracy(text="unseen")).to_dict("records"):
        assert found["answered"] >= 0.95 * found["own_text"] and found["right"] >= 0.975 * found["answered"]
        assert found["voluntary_found"] >= 0.95 * max(found["voluntary"], found["voluntary_answers"])
        assert found["guesses_right"] >= 0.85 * found["guesses"]
    assert found["part"] == "all" and found["open_answered"] <= 0.1 * found["open"]
    assert abs(found["private_over"] - found["private_under"]) <= found["lists"] / 4


def test_every_score_on_unseen_boards_is_kept_the_one_before_any_rule_changed_first():
    kept = read_raw("labels/unseen_scores.csv")
    assert kept.loc[0, "rules"].startswith("before") and {"ukspf", "successors", "towns"} <= set(kept["part"])
    assert list(kept.columns[1:]) == list(score(review_accuracy(text="unseen")).columns)


def test_a_folder_of_ones_own_is_scored(tmp_path):
    (tmp_path / "board.csv").write_text("row_id,Name,Organisation\na,Ada and Cy Reed,Reed Ltd\nb,Bea Moss,NHS\n")
    with pytest.raises(UsageError, match=r"labels\.csv is missing"):
        review_accuracy(text=tmp_path)
    labels = "row_id,sector_label,kind,label_reason\na,private,own-text,x\nb,council,own-text,x\n"
    (tmp_path / "labels.csv").write_text(labels)
    found = score(review_accuracy(text=tmp_path)).iloc[0]
    assert (found["part"], found["own_text"], found["right"]) == ("board", 3, 2)
