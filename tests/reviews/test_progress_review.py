"""The progress review: what its page says, charts that need no colour, and the refusals."""

from __future__ import annotations

import csv
import json
import re
import string
from html import unescape

import pytest

from lepdata.errors import InputFaults, UsageError
from lepdata.files import RAW
from lepdata.registers.geography import leps
from lepdata.reviews.parts import caveats, chart, heading, sentences, table
from lepdata.reviews.progress_case import case_page
from lepdata.reviews.progress_charts import CHARTS, LETTERS
from lepdata.reviews.progress_check_tables import TABLES as CHECK_TABLES
from lepdata.reviews.progress_json import progress_as_json
from lepdata.reviews.progress_review import progress_leps, review_progress
from lepdata.reviews.progress_tables import TABLES
from lepdata.reviews.show import Markup
from lepdata.words_by_id import phrases

OWN, PEER = (RAW / "demonstration" / f"health_check_{side}.csv" for side in ("own", "peer"))
MADE_UP = "Exampleshire is made up"


@pytest.fixture(scope="module")
def shown():
    return review_progress("Exampleshire")


def changed(tmp_path, name, **head):
    """A shipped form with its head changed."""
    with (PEER if "peer" in name else OWN).open(encoding="utf-8", newline="") as file:
        rows = [row | head for row in csv.DictReader(file)]
    path = tmp_path / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_what_the_page_of_the_made_up_area_says(shown):
    told = " ".join(sentences(shown))
    for words in (
        "Exampleshire was integrated on 1 April 2024",
        "the 6 to 9-month window is open",
        "one improved, one slipped, five held, three now known, one no longer known",
        "names 15 people: six are on the board before too",
        "three red, seven amber and ten green answers and leaves two not known",
        "both agree on 13 of 22",
        "First to look at: Monitoring performance",
    ):
        assert words in told, words


def test_a_made_up_area_says_so_everywhere(shown):
    assert MADE_UP in heading(shown) and MADE_UP in case_page(shown) and MADE_UP in caveats(shown)[0]
    assert progress_as_json(shown)["made_up"] is True
    assert MADE_UP not in heading(review_progress("Cumbria"))


def test_pages_are_for_areas_with_both_boards():
    names = progress_leps()
    assert names[-1] == "Exampleshire" and set(names[:-1]) <= set(leps()["lep"])
    assert "Leeds City Region" in names and "Cumbria" not in names


@pytest.mark.parametrize("lep", [*leps()["lep"], "Exampleshire"])
def test_every_area_can_be_reviewed(lep):
    review = review_progress(lep, "2024-12-31")
    assert all(text and "{" not in text for text in (*sentences(review), *caveats(review)))
    assert len(table(review, "reviews")) == 4


def test_without_a_form_nothing_is_rated():
    review = review_progress("Cumbria", "2024-12-31")
    assert review.own is None and review.compared.empty and review.focus.empty and review.case.empty
    assert "cannot be told from board lists" in " ".join(sentences(review))
    assert "no case to make" in case_page(review)


@pytest.mark.parametrize("lep", ["Exampleshire", "Leeds City Region", "Dorset", "Worcestershire"])
def test_every_part_can_be_shown(lep):
    review = review_progress(lep, "2024-12-31")
    for kind in {**TABLES, **CHECK_TABLES}:
        assert table(review, kind)._repr_html_()
    for kind in CHARTS:
        drawn = chart(review, kind)
        assert isinstance(drawn, Markup) or drawn.to_dict()["description"]
    json.dumps(progress_as_json(review))


@pytest.mark.parametrize(
    ("lep", "nothing"),
    [("Exampleshire", []), ("Leeds City Region", ["rag", "windows"]), ("Dorset", ["rag", "changes"])],
)
def test_where_there_is_nothing_to_draw_a_sentence_says_so(lep, nothing):
    review = review_progress(lep)
    assert [kind for kind in CHARTS if isinstance(chart(review, kind), Markup)] == nothing


def test_the_strip_can_be_read_without_colour(shown):
    spec = json.dumps(chart(shown, "rag").to_dict())
    letters = set(re.findall(r'"Letter": "(.)"', spec))
    assert letters == set(LETTERS.values()) and len(set(LETTERS.values())) == len(LETTERS)
    assert "three red, seven amber" in json.loads(spec)["description"]


def test_the_chart_of_boards_has_a_shape_for_each_outcome(shown):
    spec = json.dumps(chart(shown, "changes").to_dict())
    assert all(shape in spec for shape in ('"circle"', '"cross"', '"square"')) and '"now known"' in spec


def test_only_who_counts_is_named(shown):
    rows = table(shown, "carried over").to_dict("records")
    assert {row["Counts as carried over"]: bool(row["Who"]) for row in rows} == {"yes": True, "no": False}
    assert "Dan Placeholder" not in str(rows)


def test_the_case_holds_no_word_of_its_own(shown):
    """Take the phrases and the answers away: nothing but marks is left."""
    page = unescape(re.sub(r"<[^>]+>", "\n", case_page(shown)))
    own = shown.own
    given = [*own.answers.values(), *own.notes.values(), *shown.case["boards"], *shown.case["section"], shown.lep]
    given += [*table(shown, "figures")["Asked"], *shown.case["gap"]]
    wanted = [text for name, text in phrases("progress").items() if name.startswith("case-") or name == "made-up"]
    given += [part for text in wanted for part in re.split(r"\{[^}]*\}", text)]
    given += ["the area: ", "its peer: ", *shown.case["own"], *shown.case["peer"], "20 November 2024"]
    for text in sorted({text.strip().rstrip(".") for text in given} - {"", ":"}, key=len, reverse=True):
        page = page.replace(text, " ")
    assert set(page) <= set(string.whitespace + ".:;()"), page


def test_words_in_a_form_cannot_become_markup(tmp_path):
    path = tmp_path / "form.csv"
    path.write_text(OWN.read_text(encoding="utf-8").replace("A named official", "<script>alert(1)</script>"), "utf-8")
    page = case_page(review_progress("Exampleshire", health_check=path))
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_a_rating_without_a_reason_is_told(tmp_path):
    path = tmp_path / "form.csv"
    text = OWN.read_text(encoding="utf-8").replace("Core funding is settled to March 2025 only.", "")
    path.write_text(text, encoding="utf-8")
    told = " ".join(caveats(review_progress("Exampleshire", health_check=path)))
    assert "1 rating has no reason beside it" in told


def test_a_peer_alone_is_refused():
    with pytest.raises(UsageError, match="give a self-assessment as well"):
        review_progress("Cumbria", peer=PEER)


def test_an_assessment_of_a_day_before_integration_is_refused(tmp_path):
    path = changed(tmp_path, "own.csv", assessed_on="2024-03-31")
    with pytest.raises(
        InputFaults,
        match=r"row 2, column assessed_on \(cell D2\): found '2024-03-31'; expected a day on or after 2024-04-01",
    ):
        review_progress("Exampleshire", health_check=path)
    assert review_progress("Exampleshire", health_check=changed(tmp_path, "own.csv", assessed_on="2024-04-01")).own


def test_a_second_assessment_before_the_first_is_refused(tmp_path):
    path = changed(tmp_path, "peer.csv", assessed_on="2024-11-19")
    with pytest.raises(InputFaults, match="expected a day on or after 2024-11-20"):
        review_progress("Exampleshire", health_check=OWN, peer=path)


def test_the_day_asked_about_rules_over_that_of_the_form():
    assert review_progress("Exampleshire").as_at == "2024-11-20"
    earlier = review_progress("Exampleshire", "2024-07-15")
    assert earlier.due["state"].tolist()[0] == "now"
    assert "later than the date asked about" in " ".join(caveats(earlier))


@pytest.mark.parametrize("lep", ["Exampleshier", "Lancashir"])
def test_a_name_that_nobody_knows_is_refused(lep):
    with pytest.raises(UsageError):
        review_progress(lep)


def test_every_phrase_is_used():
    from pathlib import Path

    import lepdata.reviews

    room = Path(lepdata.reviews.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in room.glob("progress_*.py"))
    unused = [name for name in phrases("progress") if f'"{name}"' not in code and f"'{name}'" not in code]
    assert [name for name in unused if not name.startswith("state-")] == []


@pytest.mark.parametrize(
    ("lep", "said"),
    [
        ("Greater Manchester", "names 1 person: one shares a name with somebody there, which alone is not enough."),
        ("Thames Valley Berkshire", "names 1 person: one is not found on the board before."),
        ("Exampleshire", "names 15 people: six are on the board before too"),
    ],
)
def test_who_carried_over_is_said_without_counting_nobody(lep, said):
    assert said in " ".join(sentences(review_progress(lep)))
