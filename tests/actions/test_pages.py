"""Pages of engagement, progress and stock-takes: true with and without answers, marked where made up, escaped."""

import json

import pytest

from lepdata.actions.forms import form, write_form
from lepdata.errors import UsageError
from lepdata.export.note import case_page
from lepdata.files import RAW
from lepdata.reviews import parts
from lepdata.reviews.engagement import grade_engagement
from lepdata.reviews.parts import caveats, chart, heading, sentences, table
from lepdata.reviews.progress import progress_as_json, review_progress
from lepdata.reviews.stocktakes import TABLES, review_stocktake, stocktake_record, stocktake_rows

OWN, PEER = (RAW / "demonstration" / f"health_check_{side}.csv" for side in ("own", "peer"))
HOSTILE = "<script>alert(1)</script>"
YES = {one.id: "yes" for one in form("stocktake").questions}


@pytest.fixture(scope="module")
def made_up():
    graded = grade_engagement("Exampleshire", "demonstration")
    return {"e": graded, "p": review_progress("Exampleshire"), "s": review_stocktake("exampleshire lep")}


@pytest.fixture(scope="module")
def real():
    return {"e": grade_engagement("Dorset"), "p": review_progress("Dorset"), "s": review_stocktake("Oxfordshire")}


def shown(review) -> str:
    """Everything that a page shows: tables and words as HTML, charts as JSON."""
    made = [part(review) for part in (heading, sentences, caveats)]
    for kinds in (parts._TABLES, parts._CHARTS):
        made += [make(review) for make in parts._makers(review, kinds).values()]
    return "".join(json.dumps(one.to_dict()) if "Chart" in type(one).__name__ else one._repr_html_() for one in made)


@pytest.mark.parametrize("kind", ["e", "p", "s"])
def test_only_the_made_up_area_says_that_it_is(made_up, real, kind):
    assert "Exampleshire is made up" in caveats(made_up[kind])[0]
    assert "made up" in shown(made_up[kind])
    assert not any(word in shown(real[kind]) for word in ("made up", "made-up", "Exampleshire"))


def test_made_up_answers_say_so_to_programs_and_in_charts_and_hide_who_answered(made_up):
    assert progress_as_json(made_up["p"])["made_up"] is stocktake_record(made_up["s"])["made_up"] is True
    assert set(stocktake_rows(made_up["s"])["made_up"]) == {"yes"}
    assert "made-up" in chart(made_up["s"], "answers").to_json() and "made up" in case_page(made_up["p"])
    page = shown(made_up["e"])
    assert "leader 1" not in page and "too late" not in page and "good officer" not in page
    assert "October 2023" in page and "2 October" not in page


def test_words_of_evidence_and_of_forms_are_escaped(made_up, tmp_path):
    first = made_up["e"].answers[0]
    answers = (first._replace(evidence=(first.evidence[0]._replace(says=HOSTILE),)),)
    assert "<script>" not in shown(type(made_up["e"])(HOSTILE, "", "", answers, {}))
    path = tmp_path / "form.csv"
    path.write_text(OWN.read_text(encoding="utf-8").replace("A named official", HOSTILE), "utf-8")
    page = case_page(review_progress("Exampleshire", health_check=path))
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_without_answers_nothing_looks_like_harmony(real):
    blank = real["s"]
    assert "No council's answers are given" in sentences(blank)[0]
    assert len(table(blank, "questions")) == 26 and "Together" not in table(blank, "questions")
    for kind in set(TABLES) - {"questions", "councils", "known"}:
        assert table(blank, kind).empty and "no answers given" in table(blank, kind).caption
    assert not any("agree" in sentence for sentence in sentences(blank))


def test_answers_of_two_councils_and_a_hostile_note(tmp_path):
    head = {"lep": "Dorset", "answered_on": "2019-06-30"} | YES
    write_form(form("stocktake"), tmp_path / "a.xlsx", head | {"council": "Dorset Council"})
    path = write_form(form("stocktake"), tmp_path / "b.csv", head | {"council": "BCP Council", "stock-1": "no"})
    *rows, last = path.read_text("utf-8-sig").splitlines()
    cells = last.split(",")
    path.write_text("\n".join([*rows, ",".join([*cells[:4], HOSTILE, *cells[5:]])]), "utf-8")
    page = shown(review_stocktake("Dorset", tmp_path))
    assert "<script>" not in page and "&lt;script&gt;" in page and "contradict each other (yes and no) on 1" in page
    later = review_stocktake("Dorset", tmp_path, "2019-05")
    assert later.answered == () and "2 forms were answered after 31 May 2019 and left out." in caveats(later)
    with pytest.raises(UsageError, match="they are for Dorset"):
        review_stocktake("Cumbria", tmp_path)
