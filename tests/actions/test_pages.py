"""Pages of engagement, progress and stock-takes: true with and without answers, marked where made up, escaped."""

import json

import pytest
from cases import shown_by

from lepdata.actions.forms import form, write_form
from lepdata.errors import UsageError
from lepdata.export.note import case_page
from lepdata.files import RAW
from lepdata.reviews.engagement import grade_engagement
from lepdata.reviews.markup import Table
from lepdata.reviews.parts import caveats, sentences, table
from lepdata.reviews.progress import progress_as_json, review_progress
from lepdata.reviews.stocktakes import review_stocktake, stocktake_record, stocktake_rows

OWN, PEER = (RAW / "demonstration" / f"health_check_{side}.csv" for side in ("own", "peer"))
HOSTILE = "<script>alert(1)</script>"
YES = {one.id: "yes" for one in form("stocktake").questions}


REAL = {"engagement": {"lep": "Dorset", "survey": ""}, "progress_review": {"lep": "Dorset"}}
REAL |= {"stocktake": {"lep": "Oxfordshire"}}


def shown(notebook: str, **parameters: object) -> str:
    """Everything that a page shows: tables and words as HTML, charts as JSON."""
    _, made = shown_by(notebook, **parameters)
    made = [one for one in made if one is not None]  # no chart where there is nothing to draw
    return "".join(json.dumps(one.to_dict()) if "Chart" in type(one).__name__ else one._repr_html_() for one in made)


@pytest.fixture(scope="module")
def made_up():
    graded = grade_engagement("Exampleshire", "demonstration")
    return {"e": graded, "p": review_progress("Exampleshire"), "s": review_stocktake("exampleshire lep")}


@pytest.mark.parametrize("notebook", REAL)
def test_only_the_made_up_area_says_that_it_is(notebook):
    assert "Exampleshire is made up" in shown(notebook)
    assert not any(word in shown(notebook, **REAL[notebook]) for word in ("made up", "made-up", "Exampleshire"))


def test_made_up_answers_say_so_to_programs_and_in_charts_and_hide_who_answered(made_up):
    assert progress_as_json(made_up["p"])["made_up"] is stocktake_record(made_up["s"])["made_up"] is True
    assert set(stocktake_rows(made_up["s"])["made_up"]) == {"yes"}
    assert "What the councils answered (made-up area" in shown("stocktake") and "made up" in case_page(made_up["p"])
    page = shown("engagement")
    assert "leader 1" not in page and "too late" not in page and "good officer" not in page
    assert "October 2023" in page and "2 October" not in page


def test_words_of_evidence_and_of_forms_are_escaped(made_up, tmp_path):
    first = made_up["e"].answers[0]
    answers = (first._replace(evidence=(first.evidence[0]._replace(says=HOSTILE),)),)
    assert "<script>" not in table(type(made_up["e"])(HOSTILE, "", "", answers, {}), "elements")._repr_html_()
    path = tmp_path / "form.csv"
    path.write_text(OWN.read_text(encoding="utf-8").replace("A named official", HOSTILE), "utf-8")
    page = case_page(review_progress("Exampleshire", health_check=path))
    assert "<script>" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize(("councils", "says"), [([], "is not known here"), (["Exby"], "2019 (a list cut short) shows")])
def test_without_answers_nothing_looks_like_harmony(councils, says, monkeypatch):
    monkeypatch.setattr("lepdata.reviews.stocktakes.councils_on", lambda *_: councils)
    names, made = shown_by("stocktake", lep="Oxfordshire")
    assert "No council's answers are given" in sentences(names["review"])[0] and says in str(sentences(names["review"]))
    known, who, *others, questions = [one for one in made if isinstance(one, Table)]
    assert len(known) == len(who) == len(councils) and len(questions) == 26 and "Together" not in questions
    assert len(others) == 5 and all(one.empty and "no answers given" in one.caption for one in others)
    assert not any("agree" in sentence for sentence in sentences(names["review"]))


def test_answers_of_two_councils_and_a_hostile_note(tmp_path):
    head = {"lep": "Dorset", "answered_on": "2019-06-30"} | YES
    write_form(form("stocktake"), tmp_path / "a.xlsx", head | {"council": "Dorset Council"})
    path = write_form(form("stocktake"), tmp_path / "b.csv", head | {"council": "BCP Council", "stock-1": "no"})
    *rows, last = path.read_text("utf-8-sig").splitlines()
    cells = last.split(",")
    path.write_text("\n".join([*rows, ",".join([*cells[:4], HOSTILE, *cells[5:]])]), "utf-8")
    page = shown("stocktake", lep="Dorset", answers=str(tmp_path))
    assert "<script>" not in page and "&lt;script&gt;" in page and "contradict each other (yes and no) on 1" in page
    later = review_stocktake("Dorset", tmp_path, "2019-05")
    assert later.answered == () and "2 forms were answered after 31 May 2019 and left out." in caveats(later)
    with pytest.raises(UsageError, match="they are for Dorset"):
        review_stocktake("Cumbria", tmp_path)
