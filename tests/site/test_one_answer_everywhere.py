"""Map, table, matrix, chart, board's page, note, workbook and downloads: one answer of each board to each rule."""

import io
import re
from itertools import product

import docx
import openpyxl
import pytest

import lepdata
from lepdata.export.formats import BY_RULES, tables_workbook
from lepdata.export.note import board_note
from lepdata.judging.judgement import GRADES, NO_ANSWER, together
from lepdata.judging.kinds import label
from lepdata.reviews import known
from lepdata.reviews.nation import NO_LIST, NationalReview, in_words
from lepdata.seating.lists import CARRIES_A_SHARE
from lepdata.site.others import front_contents

Said = dict[tuple[str, str], str]  # board and rule -> such as "Missed (likely)"


@pytest.fixture(scope="module")
def nation() -> NationalReview:
    return lepdata.review_national()


@pytest.fixture(scope="module")
def said(nation: NationalReview) -> Said:
    """What the review says, of every board and rule."""
    rows = nation.last_rules.to_dict("records")
    found = {(row["lep"], row["rule"]): in_words(row["shown"], row["certainty"]) for row in rows}
    assert len(found) == len(rows) == 38 * len(nation.yardstick.criteria)
    return found


def shown(answer: str, as_listed: str, certainty: str, completeness: str) -> str:
    """An answer of the downloads in the words of the pages."""
    if answer != "cannot tell":
        return in_words(answer, certainty)
    told = as_listed != "cannot tell" and completeness in CARRIES_A_SHARE
    return in_words(as_listed if told else NO_ANSWER, certainty)


def from_answers(nation: NationalReview) -> Said:
    names = {one.id: label(one) for one in nation.yardstick.criteria}
    rows = known.read_table("answers").query("framework == @nation.yardstick.id").to_dict("records")
    columns = ("answer", "as_listed", "certainty", "completeness")
    return {(row["lep"], names[row["criterion"]]): shown(*(row[name] for name in columns)) for row in rows}


def from_matrix(nation: NationalReview) -> Said:
    frame = lepdata.table(nation, "matrix").set_index("Board")
    return {(lep, rule): frame.loc[lep, rule].partition(";")[0] for lep, rule in product(frame.index, frame.columns)}


def from_marks(nation: NationalReview) -> Said:
    """What the marks of the matrix are, beside what they say to a screen reader."""
    cell = r'<td data-answer="([^"]*)"[^>]*><a[^>]*>(.)\*?<span class="lep-unseen"> ([^<;]*)[^<]*</span></a>'
    marks = re.findall(cell, lepdata.table(nation, "matrix")._repr_html_())
    signs = {("met", "✓"), ("not met", "✕"), ("depends", "±"), (NO_ANSWER, "?")}
    assert {(answer, sign) for answer, sign, _ in marks} <= signs
    assert all(words.startswith(in_words(answer, "")) for answer, _, words in marks)
    rules = [label(one) for one in nation.yardstick.criteria]
    return dict(zip(product(nation.boards_frame["lep"], rules), (words for *_, words in marks), strict=True))


def from_pages(nation: NationalReview) -> Said:
    """The last rules on each board's page."""
    found = {}
    for one in nation.boards:
        for row in lepdata.table(one, "yardstick").to_dict("records"):
            sure = f" ({row['How sure'].lower()})" if row["How sure"] else ""
            found[one.lep, row["Rule"]] = ("Depends" if row["Answer"].startswith("Depends") else row["Answer"]) + sure
    return found


def from_workbook(nation: NationalReview) -> Said:
    """The first sheet of the workbook, as an office program opens it."""
    content = tables_workbook({"answers": known.read_table("answers")})
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(content))[BY_RULES].iter_rows()]
    head = next(at for at, row in enumerate(rows) if row[0] == "LEP")
    rules, told = rows[head][5:], rows[head + 1 :]
    return {(row[0], rule): said for row in told for rule, said in zip(rules, row[5:], strict=True)}


EVERY_RULE = [from_answers, from_workbook, from_matrix, from_marks, from_pages]


@pytest.mark.parametrize("way", EVERY_RULE, ids=lambda way: way.__name__)
def test_every_way_says_the_same_of_every_board_and_rule(way, nation, said):
    found = way(nation)
    assert {key: (found.get(key), answer) for key, answer in said.items() if found.get(key) != answer} == {}
    assert set(found) == set(said)


def test_the_main_rule_is_answered_alike_by_squares_chart_and_home(nation, said):
    main = label(nation.main_rule)
    usable = nation.boards_frame.query("carries_a_share == 'yes'")["lep"]
    squares, leps = lepdata.table(nation, "squares"), nation.boards_frame.set_index("address")["lep"]
    groups = re.findall(r"</strong> ([^<]*)</dt><dd>(.*?)</dd>", squares._repr_html_())
    texts = squares["Answer"] + squares["How sure"].map(lambda sure: f" ({sure})" if sure else "")
    pages = zip(texts, (re.findall(r'href="([^"]*)"', names) for _, names in groups), strict=True)
    placed = {leps[page]: words for words, own in pages for page in own}
    whole = {lep: said[lep, main] for lep in usable}
    none = dict.fromkeys(set(leps) - set(usable), NO_LIST.capitalize())
    assert placed == whole | none and len(placed) == squares["Boards"].sum() == 38
    drawn = nation.ranges[["lep", "shown", "mark"]].itertuples(index=False)
    assert {lep: in_words(shown, mark[2:].rstrip("*")) for lep, shown, mark in drawn} == whole
    home = {row["name"]: row["outcomes"][main][1] for row in front_contents(nation)["boards"]}
    assert home == {lep: said[lep, main] for lep in home} and len(home) == 38


@pytest.fixture(scope="module")
def in_force(nation: NationalReview) -> Said:
    """The same of the rules of each list's own date, by criterion."""
    rows = nation.answers.query("rules == 'then in force'").to_dict("records")
    return {(row["lep"], row["criterion"]): in_words(row["shown"], row["certainty"]) for row in rows}


def test_the_verdicts_that_are_downloaded_make_the_same_answers(nation, in_force):
    """Put together anew from every verdict over all members."""
    rows, kinds = known.read_table("verdicts"), nation.boards_frame.set_index("lep")["completeness"]
    whole = rows["denominator"].eq("all").groupby([rows["lep"], rows["criterion"]]).transform("any")
    found = {}
    for (lep, rule), own in rows[(rows["denominator"] == "all") | ~whole].groupby(["lep", "criterion"]):
        listed, grades = together(own["as_listed"]), [one for one in own["certainty"] if one]
        sure = max(grades, key=GRADES.index) if grades and listed != "cannot tell" else ""
        found[lep, rule] = shown(together(own["outcome"]), listed, sure, kinds[lep])
    assert {key: (found.get(key), answer) for key, answer in in_force.items() if found.get(key) != answer} == {}


def test_page_and_note_say_the_same_of_the_rules_in_force(nation, in_force):
    """Every rule of the page's table and of the note as it is opened; what neither names has no answer."""
    found: Said = {}
    for one in nation.boards:
        page = lepdata.table(one, "rules")
        for row in page[page["anchor address"] != ""].to_dict("records"):
            sure = f" ({row['How sure'].lower()})" if row["How sure"] else ""
            words = {"Reached": "Met", "Not reached": "Missed"}.get(row["Answer"], row["Answer"].partition(" on ")[0])
            found[one.lep, row["anchor address"]] = words + sure
        note = docx.Document(io.BytesIO(board_note(one))).tables[-1].rows
        shown = [tuple(cell.text for cell in row.cells)[:3] for row in note[1:]]
        rows = list(page[["Rule", "Answer", "How sure"]].itertuples(index=False, name=None))
        told = [row for row in shown if row[0] != "And the others"]
        assert told == rows[: len(told)] and (len(told) == len(rows)) == (len(told) == len(shown))
        named = {name.lower() for name, *_ in rows[len(told) :]}
        assert all(name in note[-1].cells[3].text.lower() for name in named), one.lep
    assert found == {key: answer for key, answer in in_force.items() if key in found} and len(found) > 80
    assert {answer for key, answer in in_force.items() if key not in found} == {"No answer"}
