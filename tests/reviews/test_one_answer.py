"""One question, one answer: of every board, by every framework, whichever way it is asked."""

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

import lepdata
from lepdata.export.formats import as_csv, as_text, published_tables
from lepdata.judging.framework_files import shipped
from lepdata.judging.judgement import VERDICT_COLUMNS, Judgement, verdict_frame
from lepdata.judging.verdicts import judge
from lepdata.reviews.nation import NationalReview
from lepdata.reviews.outcomes import of_rule
from lepdata.seating.boards import Board

RULES = [one.id for one in shipped()]
OF_TABLES = ["lep", "framework", "criterion", "definition", "denominator"]
SAID = ["outcome", "answer", "as_listed", "certainty", "for", "against", "unknown", "lowest_share", "basis", "timing"]


@pytest.fixture(scope="module")
def boards() -> dict[str, Board]:
    return {lep: lepdata.board(lep) for lep in lepdata.boards()["lep"]}


@pytest.fixture(scope="module")
def national() -> NationalReview:
    return lepdata.review_national()


def told(one: Judgement | None) -> object:
    return one and (one.framework.id, one.all_verdicts, [answer.as_row() for answer in one.every_answer])


def test_check_and_review_agree_of_every_board(boards: dict[str, Board]) -> None:
    """By the rules of its time, and by one other framework each, so that all are asked of several boards."""
    for at, (lep, board) in enumerate(boards.items()):
        for rules in (None, RULES[at % len(RULES)]):
            assert told(lepdata.check(board.members, rules)) == told(lepdata.review_board(lep, None, rules).judgement)


@pytest.mark.parametrize("rules", RULES)
def test_all_boards_in_one_frame_are_answered_as_one_by_one(boards: dict[str, Board], rules: str) -> None:
    members = pd.concat(one.members for one in boards.values())
    alone = [verdict for one in boards.values() for verdict in judge(one, rules).all_verdicts]
    found = lepdata.judge_many(members, rules)[list(VERDICT_COLUMNS)]
    pd.testing.assert_frame_equal(found, verdict_frame(alone))


def test_the_downloads_hold_what_the_national_review_says(national: NationalReview) -> None:
    tables = published_tables()
    judged = [(one.lep, asked) for one in national.boards for asked in (one.judgement, one.yardstick) if asked]
    asked = {"verdicts": judged[::2], "answers": {(lep, one.framework.id): (lep, one) for lep, one in judged}.values()}
    for name, pairs in asked.items():
        own = pd.concat(getattr(one, name).assign(lep=lep, framework=one.framework.id) for lep, one in pairs)
        columns = [column for column in [*OF_TABLES, *SAID] if column in tables[name]]
        pd.testing.assert_frame_equal(as_text(own)[columns].reset_index(drop=True), tables[name][columns])


def test_the_headline_is_recomputed_from_a_download_by_the_lines_of_the_notebook(national: NationalReview) -> None:
    """The cell itself, given the file's rows in place of the review's."""
    notebook = Path(__file__).parents[2] / "notebooks" / "national_review.ipynb"
    (cell,) = (one for one in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if one["id"] == "five-lines")
    stored = pd.read_csv(io.BytesIO(as_csv(published_tables()["answers"])), dtype=str, keep_default_na=False)
    review = SimpleNamespace(last_rules=stored, main_rule=national.main_rule, yardstick=national.yardstick)
    names = {"lepdata": lepdata, "review": review}
    exec("".join(cell["source"]), names)
    found = names["said"].groupby([names["later"], names["said"]]).size()
    own = of_rule(national.last_rules, national.main_rule.id)
    shown = own["shown"].replace("no answer", "cannot tell")
    assert found.to_dict() == shown.groupby([own["after_due"] == "yes", shown]).size().to_dict() and len(found) > 3
