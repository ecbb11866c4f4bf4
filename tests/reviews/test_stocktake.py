"""The stock-take's page: true with and without answers, marked where it is made up, readable without colour."""

import csv
import re

import pytest

from lepdata.errors import InputFaults, UsageError
from lepdata.forms.blank import write_form
from lepdata.forms.questions import form
from lepdata.registers.geography import leps
from lepdata.reviews.parts import caveats, chart, heading, sentences, table
from lepdata.reviews.stocktake_record import ROW_COLUMNS, stocktake_record, stocktake_rows
from lepdata.reviews.stocktake_review import review_stocktake
from lepdata.reviews.stocktake_tables import FACT_WORDS, TABLES
from lepdata.stocktakes.rules import evidence_rules
from lepdata.words_by_id import phrases

KINDS = sorted(TABLES)
YES = {one.question_id: "yes" for one in form("stocktake").questions}


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


def test_the_made_up_area_shows_everything(made_up):
    stock = made_up.stock
    assert made_up.made_up and made_up.wave is None
    assert stock.missing == ("Eastvale Borough Council",) and len(stock.answered) == 3
    assert set(stock.evidence["outcome"]) == {"agreeing", "differing", "cannot tell"}
    assert all(len(table(made_up, kind)) for kind in KINDS)
    assert len(made_up.forums) == 1


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


def test_what_is_known_needs_no_answers(blank):
    known = table(blank, "known").set_index("Council")
    assert known.loc["Oxfordshire County Council", "On the board"] == "A seat of its own"
    assert set(known["Among the councils"]) == {"Sits with other councils"}
    assert any(
        "Future Oxfordshire Partnership" in sentence and "6 of the 6" in sentence for sentence in sentences(blank)
    )


@pytest.mark.parametrize("lep", leps()["lep"])
def test_every_partnership_has_a_page(lep):
    review = review_stocktake(lep)
    assert review.stock.councils and review.stock.missing == review.stock.councils
    assert len(table(review, "known")) == len(review.stock.councils)
    assert f"wave {review.wave.wave}" in sentences(review)[-1]
    assert not any(re.search(r"[{}]|\bnan\b|<NA>", sentence) for sentence in (*sentences(review), *caveats(review)))


def test_real_councils_answers_are_brought_together(answered):
    review = review_stocktake("Dorset", answered)
    assert review.stock.councils == ("Bournemouth, Christchurch and Poole Council", "Dorset Council")
    assert review.stock.missing == ()
    (row,) = table(review, "disagreements").to_dict("records")
    assert (row["Yes"], row["No"]) == ("Dorset Council", "Bournemouth, Christchurch and Poole Council")
    assert "differ" not in " ".join(caveats(review)[:2])
    assert table(review, "questions").set_index("Question")["Together"].tolist().count("contradict") == 1


def test_one_file_several_files_and_a_folder_are_the_same(answered):
    folder = review_stocktake("Dorset", answered)
    files = review_stocktake("Dorset", [answered / "a.xlsx", answered / "b.csv"])
    assert folder.stock.answers.equals(files.stock.answers)
    assert review_stocktake("Dorset", answered / "a.xlsx").stock.missing == (
        "Bournemouth, Christchurch and Poole Council",
    )


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


def test_many_councils_are_lettered_by_one_sign_each(tmp_path):
    from lepdata.forms.places import councils_on

    councils = councils_on("South East", "2019-06-30")[:14]
    for number, council in enumerate(councils):
        head = {"lep": "South East", "council": council, "answered_on": "2019-06-30"}
        write_form(form("stocktake"), tmp_path / f"{number}.csv", head | YES)
    (data,) = chart(review_stocktake("South East", tmp_path), "answers").to_dict()["datasets"].values()
    assert {row["Letters"] for row in data} == {"Y"} and len(data) == 26 * 14  # those without answers are left out


def test_every_fact_of_the_rules_has_words():
    assert {rule.fact for rule in evidence_rules().values()} <= set(FACT_WORDS)


def test_every_phrase_is_said_by_somebody(made_up, blank):
    """No phrase is left over: its id stands in one of the modules that speak."""
    from lepdata.files import PACKAGE

    code = "".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "reviews").glob("stocktake_*.py"))
    named = [name for name in phrases("stocktake") if not name.startswith("list ")]
    assert [name for name in named if f'"{name}"' not in code and f"'{name}'" not in code] == []


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
    assert tuple(rows) == ROW_COLUMNS and len(rows) == 4 * 26
    assert (rows["answer"] != "").sum() == len(record["answers"]) == 78
    assert (rows["outcome"] != "").sum() == len(record["evidence"])
