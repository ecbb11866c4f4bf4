"""Every sentence that the code says stands in a file of words, with just the values that the code hands over."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from say_calls import UNREAD, Call, calls

import lepdata
from lepdata.words_by_id import FIELD, fill, say

Files = dict[str, dict[str, str]]
TABLES = {"actions", "parameters", "workbook_sheets"}  # words in columns of their own, which nothing is put into
MOST_UNREAD = 10  # calls whose phrase only the data tell
# A number that stands before one of these must let the phrase choose between one and several.
NOUNS = (
    "answers areas boards bodies changes chairs councils counts criteria days districts documents figures items lines "
    "lists measures members milestones months names organisations partnerships people plans questions requirements "
    "rows rules seats shortfalls sources vacancies women years"
)
SEVERAL = rf"(?:{NOUNS.replace(' ', '|')}|are|were|have)"
NUMBERED = re.compile(rf"\{{(\w+)\}} (?:(?!of\b|in\b|on\b|and\b|without\b|whose\b|the\b)[\w-]+ )?{SEVERAL}\b")
AFTER_ONE = re.compile(rf"(?<![\d.,/-])1 (?:(?!of\b|in\b|on\b|and\b)[\w-]+ )?{SEVERAL}\b")
AFTER_SEVERAL = re.compile(r"(?<![\d.,/-])[02] (?:member|board|line|list|rule|seat|person|district|month|is|has|was)\b")
# Where a number is never one, or what follows it is the subject of another verb.
READS_RIGHT = {
    ("assembly", "assembled", "n"): "said of two lists or more",
    ("caveats", "chairs", "n"): "said of two chairs or more",
    ("chance", "too-few", "fewest"): "a fixed number of boards",
    ("chance", "untold-change", "fewest"): "a fixed number of pairs",
    ("changes", "all-rules", "number"): "said of three rules or more",
    ("changes", "several-lists", "lists"): "said of two lists or more",
    ("reasons", "not-at-once", "lists"): "said of two lists or more",
    ("findings", "study", "of"): "38 main boards",
    ("reconciliation", "nation-seen", "boards"): "38 boards",
    ("reconciliation", "nation-seen-none", "boards"): "38 boards",
    ("places", "same", "year"): "a year",
    ("plan_reasons", "chair-shown", "date"): "a date",
    ("plan_reasons", "chair-none", "date"): "a date",
    ("plan_reasons", "chair-open", "since"): "a date",
    ("plan_reasons", "list-shown", "date"): "a date",
    ("engagement", "settled", "of"): "a fixed number of points",
    ("engagement", "range", "of"): "a fixed number of points",
    ("engagement", "national-study", "n"): "38 partnerships",
    ("plan_review", "standing", "items"): "every plan has many items",
    ("stocktake", "none-answered", "questions"): "the form has many questions",
    ("stocktake", "area-agreed", "total"): "the form has many questions",
    ("stocktake", "council-questions", "total"): "the form has many questions",
    ("stocktake", "chart-alt", "questions"): "the form has many questions",
    ("stocktake", "answered", "councils"): "an area has several councils",
    ("stocktake", "seats", "councils"): "an area has several councils",
    ("stocktake", "chart-alt", "councils"): "an area has several councils",
    ("stocktake", "known-alt", "councils"): "an area has several councils",
    ("stocktake", "caveat-scale", "answers"): "the scale has several answers",
}
AMERICAN = re.compile(
    r"\b\w*(?:organiz|recogniz|summariz|analyz|categoriz|behavior|favor|color|labor|neighbor|honor(?!ary|if))\w*\b"
    r"|\b(?:center|program(?!s)|fulfill|enrollment|judgment|catalog|license[ds]?|gray|percent|toward|gotten)s?\b",
    re.IGNORECASE,
)


def files_of(folder: Path) -> Files:
    """Every file of phrases: id to text."""
    return {path.stem: _phrases(path) for path in sorted(folder.glob("*.csv")) if path.stem not in TABLES}


def _phrases(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len({row["id"] for row in rows}) == len(rows), f"{path.name}: an id stands twice"
    return {row["id"]: row["text"] for row in rows}


def fields_of(phrases: dict[str, str]) -> dict[str, set[str]]:
    return {phrase: {name for name, _, _ in FIELD.findall(text)} for phrase, text in phrases.items()}


def words_of(text: str) -> str:
    """A phrase's words, both sides of each choice, without its fields."""
    return FIELD.sub(lambda field: f"{field[2] or ''} {field[3] or ''}", text)


def call_faults(found: list[Call], files: Files) -> list[str]:
    missing = [f"{one.place}: no file {one.file}" for one in found if one.file not in files]
    return missing + [fault for one in found if one.file in files for fault in one.faults(fields_of(files[one.file]))]


def dead(found: list[Call], files: Files) -> list[str]:
    used = {(one.file, phrase) for one in found for phrase in one.ids(fields_of(files.get(one.file, {})))}
    return [f"{file} {phrase}" for file, phrases in files.items() for phrase in phrases if (file, phrase) not in used]


def shape_faults(text: str) -> list[str]:
    """What is wrong with a phrase by itself: blanks at its ends, braces that are no field, a choice that is none."""
    faults = ["blank at an end"] if text != text.strip() or not text else []
    faults += ["a brace that is no field"] if re.search(r"[{}]", FIELD.sub("", text)) else []
    return faults + [f"no choice in {{{name}}}" for name, one, many in FIELD.findall(text) if one == many != ""]


def number_faults(file: str, phrase: str, text: str) -> list[str]:
    """Numbers that would read "1 members" or "2 member"."""
    bare = [found[1] for found in NUMBERED.finditer(text) if (file, phrase, found[1]) not in READS_RIGHT]
    chosen = {name for name, one, _ in FIELD.findall(text) if one}
    values = {name: "X" for name, _, _ in FIELD.findall(text)}
    said = {n: fill(text, values | dict.fromkeys(chosen, n)) for n in (0, 1, 2)}
    wrong = [found[0] for n in (0, 2) for found in AFTER_SEVERAL.finditer(said[n])]
    allowed = {name for f, p, name in READS_RIGHT if (f, p) == (file, phrase)}
    return bare + wrong + [found[0] for found in AFTER_ONE.finditer(said[1]) if not allowed]


@pytest.fixture(scope="module")
def files() -> Files:
    return files_of(Path(lepdata.__file__).parent / "rules" / "words")


@pytest.fixture(scope="module")
def found() -> list[Call]:
    return calls(Path(lepdata.__file__).parent)


def test_every_call_has_its_phrase_and_just_its_values(found: list[Call], files: Files) -> None:
    assert len(found) > 400
    assert call_faults(found, files) == []


def test_no_phrase_is_dead(found: list[Call], files: Files) -> None:
    assert dead(found, files) == []


def test_nearly_every_call_can_be_read_off_the_code(found: list[Call]) -> None:
    assert len([one for one in found if UNREAD in one.patterns]) <= MOST_UNREAD


CODE = 'from lepdata.words_by_id import say\n\ndef f(n):\n    phrase = "one" if n == 1 else "two"\n    return {}\n'


@pytest.mark.parametrize(
    ("call", "faults"),
    [
        ('say("a", phrase, n=n, lep="x")', 0),
        ('say("a", "three", n=n)', 1),  # no such phrase
        ('say("b", "one", n=n)', 1),  # no such file
        ('say("a", "one")', 1),  # a value missing
        ('say("a", "one", n=n, lep="x")', 1),  # a value too many
        ('say("a", f"t{n}", lep="x")', 0),
        ('say("a", {1: "one"}.get(n, "two"), n=n, lep="x")', 0),
        ('say("a", "two", **{"lep": "x"})', 0),
    ],
)
def test_a_call_that_does_not_fit_is_caught(call: str, faults: int, plant) -> None:
    files = {"a": {"one": "{n} board", "two": "{lep}"}}
    assert len(call_faults(calls(plant({"x.py": CODE.replace("{}", call, 1)})), files)) == faults


def test_a_dead_phrase_is_caught(plant) -> None:
    found = calls(plant({"x.py": CODE.replace("{}", 'say("a", phrase)')}))
    assert dead(found, {"a": {"one": "", "two": "", "three": ""}}) == ["a three"]


def test_every_phrase_is_well_formed(files: Files) -> None:
    assert {f"{f} {p}": shape_faults(t) for f, own in files.items() for p, t in own.items() if shape_faults(t)} == {}


@pytest.mark.parametrize("text", ["", " a", "{n", "{n|member}", "{n|seat|seat}", "{n!r}", "{{n}}"])
def test_a_malformed_phrase_is_caught(text: str) -> None:
    assert shape_faults(text)


def test_every_number_reads_right_with_none_one_and_two(files: Files) -> None:
    faults = {f"{f} {p}": number_faults(f, p, t) for f, own in files.items() for p, t in own.items()}
    assert {place: found for place, found in faults.items() if found} == {}


def test_every_exception_for_numbers_is_needed(files: Files) -> None:
    assert [key for key in READS_RIGHT if not NUMBERED.search(files.get(key[0], {}).get(key[1], ""))] == []


@pytest.mark.parametrize(
    "text",
    [
        "{n} members are listed",
        "{n} published lines",
        "of {n} {n|member|members}, {m} are private",
        "{n} {n|members|member}",
        "{n} {n|members are|members are} listed",
    ],
)
def test_a_number_that_does_not_choose_is_caught(text: str) -> None:
    assert number_faults("x", "x", text)


@pytest.mark.parametrize(
    ("file", "phrase", "values", "said"),
    [
        ("reasons", "members", {"n": 0}, "0 members"),
        ("reasons", "members", {"n": 1}, "1 member"),
        ("reasons", "members", {"n": 2}, "2 members"),
        ("reasons", "count", {"n": 1, "group": "2 members", "what": "private"}, "1 of 2 members is private"),
        ("reasons", "count", {"n": 2, "group": "3 members", "what": "private"}, "2 of 3 members are private"),
        ("reasons", "nobody-vacant", {"n": 1}, "only 1 vacancy is listed"),
        ("reasons", "nobody-vacant", {"n": 2}, "only 2 vacancies are listed"),
        ("remedies", "unknown-office", {"unknown": "sector", "n": 2, "office": "chair"}, "the sector of 2 chairs"),
        ("board", "own-seat", {"number": "one"}, "one has a council seat of its own"),
        ("board", "own-seat", {"number": "no"}, "no have a council seat of their own"),
        ("board", "not-members", {"number": "two"}, "two who do not count as members"),
        ("changes", "so-many", {"number": "one"}, "one change"),
        ("changes", "so-many", {"number": "two"}, "two changes"),
        ("change_people", "an-office", {"n": 1, "office": "chair"}, "a chair"),
        ("change_people", "an-office", {"n": 2, "office": "chair"}, "chairs"),
        ("publication", "lines", {"n": 0, "of": 1, "document": "D"}, "shown on 0 of 1 line of D"),
    ],
)
def test_examples_read_right(file: str, phrase: str, values: dict[str, object], said: str) -> None:
    assert say(file, phrase, **values) == said


def american(files: Files) -> list[str]:
    texts = [(f"{file} {phrase}", words_of(text)) for file, own in files.items() for phrase, text in own.items()]
    return [f"{place}: {found[0]}" for place, text in texts for found in AMERICAN.finditer(text)]


def test_spelling_is_british(files: Files) -> None:
    assert american(files) == []


@pytest.mark.parametrize(
    "text",
    ["Its organization", "favorable", "the program", "a license to", "we analyzed it", "12 percent", "judgments"],
)
def test_american_spelling_is_caught(text: str) -> None:
    assert len(american({"x": {"x": text}})) == 1


@pytest.mark.parametrize("text", ["Its organisation", "a programme", "the licence", "1 per cent", "an honorary member"])
def test_british_spelling_passes(text: str) -> None:
    assert american({"x": {"x": text}}) == []
