"""The stock-take's page: true with and without answers, marked where it is made up, readable without colour."""

import csv

import pytest

from lepdata.actions.forms import form, write_form
from lepdata.errors import InputFaults, UsageError
from lepdata.reviews.parts import caveats, chart, heading, sentences, table
from lepdata.reviews.stocktakes import TABLES, review_stocktake, stocktake_record, stocktake_rows

KINDS = sorted(TABLES)
YES = {one.id: "yes" for one in form("stocktake").questions}


@pytest.fixture(scope="module")
def made_up():
    return review_stocktake("exampleshire lep")


@pytest.fixture(scope="module")
def blank():
    return review_stocktake("Oxfordshire")


@pytest.fixture
def answered(tmp_path):
    """Two councils of Dorset that contradict each other on one question."""

    def write(name, council, **said):
        head = {"lep": "Dorset", "council": council, "answered_on": "2019-06-30"}
        return write_form(form("stocktake"), tmp_path / name, head | YES | said)

    write("a.xlsx", "Dorset Council")
    write("b.csv", "BCP Council", **{"stock-1": "no", "stock-2": "no"})
    return tmp_path


def test_the_made_up_area_says_so_everywhere(made_up):
    for shown in (str(heading(made_up)), " ".join(caveats(made_up)), chart(made_up, "answers").to_json()):
        assert "made up" in shown or "made-up" in shown
    assert stocktake_record(made_up)["made_up"] is True
    assert set(stocktake_rows(made_up)["made_up"]) == {"yes"}


def test_a_real_area_is_never_called_made_up(blank):
    everything = [str(heading(blank)), *sentences(blank), *caveats(blank), chart(blank, "known").to_json()]
    everything += [table(blank, kind)._repr_html_() for kind in KINDS]
    assert not any(word in text for text in everything for word in ("made up", "made-up", "Exampleshire"))


def test_without_answers_nothing_looks_like_harmony(blank):
    assert "No council's answers are given" in sentences(blank)[0]
    assert len(table(blank, "questions")) == 26 and "Together" not in table(blank, "questions")
    for kind in ("disagreements", "evidence", "twice", "notes", "answers"):
        assert table(blank, kind).empty and "no answers given" in table(blank, kind).caption
    assert not any("agree" in sentence for sentence in sentences(blank))


def test_later_answers_are_left_out_and_said(answered):
    review = review_stocktake("Dorset", answered, "2019-05")
    assert review.stock.answered == () and review.stock.later == 2
    assert "2 forms were answered after 31 May 2019 and left out." in caveats(review)


def test_bad_input_is_refused(answered):
    with pytest.raises(UsageError, match="they are for Dorset"):
        review_stocktake("Cumbria", answered)
    with pytest.raises(UsageError, match="Dorset"):
        review_stocktake("Dorst")
    with pytest.raises(UsageError, match="cannot be read"):
        review_stocktake("Dorset", as_at="soon")
    write_form(form("stocktake"), answered / "c.xlsx", {"lep": "Dorset"})
    with pytest.raises(InputFaults):
        review_stocktake("Dorset", answered)


@pytest.mark.parametrize("kind", ["answers", "known"])
@pytest.mark.parametrize("which", ["made_up", "blank"])
def test_every_cell_of_a_chart_says_its_answer(request, which, kind):
    drawn = chart(request.getfixturevalue(which), kind).to_dict()
    assert [layer["mark"]["type"] for layer in drawn["layer"]] == ["rect", "text"]
    (data,) = drawn["datasets"].values()
    assert data and all(row["Letters"] for row in data)
    assert drawn["description"]


def test_hostile_words_are_escaped(tmp_path):
    given = {"lep": "Dorset", "council": "Dorset Council", "answered_on": "2019-06-30"} | YES
    path = write_form(form("stocktake"), tmp_path / "a.csv", given)
    rows = list(csv.reader(path.open(encoding="utf-8-sig", newline="")))
    rows[-1][4] = "<script>alert(1)</script>"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    shown = table(review_stocktake("Dorset", path), "notes")._repr_html_()
    assert "<script>" not in shown and "&lt;script&gt;" in shown


def test_rows_and_record_say_the_same(made_up):
    rows, record = stocktake_rows(made_up), stocktake_record(made_up)
    assert len(rows) == 4 * 26
    assert (rows["answer"] != "").sum() == len(record["answers"]) == 78
    assert (rows["outcome"] != "").sum() == len(record["evidence"])
