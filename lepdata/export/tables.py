"""The published tables as files: CSV, JSON lines, Parquet, a Data Package and a workbook, typed by the dictionary."""

import io
import json
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from lepdata.display import gathered, row_dicts
from lepdata.files import csv_text, inert, rule_file
from lepdata.judging import framework_files, judgement, kinds, verdicts
from lepdata.read.grid import column_letter
from lepdata.read.xlsx import Sheet, workbook
from lepdata.reviews.known import read_table, seats
from lepdata.reviews.markup import COMPLETENESS_WORDS, in_heading
from lepdata.schema import TABLES, columns, data_package, of_table
from lepdata.vocabulary import FRAGMENTS

Tables = Mapping[str, pd.DataFrame]


def published_tables(leps: Collection[str] = (), framework: str = "") -> dict[str, pd.DataFrame]:
    """Every published table and the dictionary, as text; of named LEPs their rows alone; by a framework its answers."""
    everything = {name: as_text(read_table(name)) for name in (*TABLES, "dictionary")}
    if framework:
        made = {"verdicts": verdicts.published_verdicts, "answers": verdicts.published_answers}
        best = verdicts.best_lists(seats(), read_table("compositions"))
        everything |= {name: as_text(judged(best, framework)[columns(name)]) for name, judged in made.items()}
    if not leps:
        return everything
    own = {name: frame[frame["lep"].isin(leps)] if "lep" in frame else frame for name, frame in everything.items()}
    lines = own["sightings"]
    own["evidence"] = own["evidence"][own["evidence"]["seat_id"].isin(lines["row_id"])]
    own["sources"] = own["sources"][own["sources"]["source_id"].isin(lines["source_id"])]
    return {name: frame.reset_index(drop=True) for name, frame in own.items()}


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    if (frame.dtypes == "str").all() and not frame.isna().to_numpy().any():
        return frame
    texts = {column: [_text(value) for value in frame[column].tolist()] for column in frame}
    return pd.DataFrame(texts, columns=frame.columns, dtype="str")


def _text(value: Any) -> str:
    if value is None or value is pd.NA or value != value:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def typed(table: str, frame: pd.DataFrame) -> pd.DataFrame:
    text = as_text(frame)
    whole = [column for column, kind in types(table).items() if kind == "whole number" and column in text]
    return text.assign(**{column: text[column].replace("", pd.NA).astype("Int64") for column in whole})


def types(table: str) -> dict[str, str]:
    return {row["column"]: row["type"] for row in of_table(table)}


def as_csv(frame: pd.DataFrame) -> bytes:
    """The table as CSV in UTF-8: every cell as published, those that look like formulas made inert."""
    return csv_text(as_text(frame).map(inert).rename(columns=inert)).encode("utf-8")


def as_json_lines(table: str, frame: pd.DataFrame) -> bytes:
    """The table as one JSON object a line: numbers as numbers, what is missing among them null."""
    rows = row_dicts(typed(table, frame))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8")


def as_parquet(table: str, frame: pd.DataFrame) -> bytes:
    import pyarrow  # noqa: F401 - pandas would ask for it in words of its own

    found = typed(table, frame)
    for column in [column for column, kind in types(table).items() if kind == "date" and column in found]:
        days = [date.fromisoformat(text) if text else None for text in found[column]]
        # the type is named, since a column without a single day would otherwise have none
        found[column] = pd.Series(days, index=found.index, dtype="object").astype("date32[pyarrow]")
    return found.to_parquet(None, engine="pyarrow", index=False)


def package_files(tables: Tables) -> dict[str, bytes]:
    """A Data Package: `datapackage.json` and a CSV file for each resource in it."""
    return package_of({f"{name}.csv": as_csv(tables[name]) for name in TABLES})


def package_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """These CSV files as a Data Package."""
    package = data_package([name.removesuffix(".csv") for name in files])
    return {"datapackage.json": (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode("utf-8"), **files}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as one archive without a clock: the same files give the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)  # dated 1980, the first day that an archive knows
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=9)
    return content.getvalue()


def repacked(data: bytes) -> bytes:
    """An office document without the time at which it was made."""
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return zipped({name: made.read(name) for name in made.namelist()})


# --- the workbook: cover, contents, notes, then one table a sheet

_NARROWEST, _WIDEST = 9, 60  # characters
_ONE_TABLE = "This worksheet contains one table."
BY_RULES = "Boards by rules"
_SAID = {"met": "Met", "not met": "Missed", "depends": "Depends"}
_TINTS = {"Met": ("#0B5C33", "#E7F3EC"), "Missed": ("#94210D", "#FCECEA"), "Depends": ("#12436D", "#DBE6F0")}


def tables_workbook(tables: Tables, about: Sequence[str] = (), contact: str = "") -> bytes:
    """The tables as an Excel workbook, every cell data and nothing else; the same tables give the same bytes."""
    used = [row for row in rule_file("workbook/sheets.csv") if len(tables.get(row["table"], ()))]
    notes = list(dict.fromkeys(note for row in used for note in row["notes"].split()))
    sheets = [_answers(tables["answers"])] if len(tables.get("answers", ())) else []
    sheets.append(_cover({"About these data": about, "Contact": [contact] if contact else []}))
    listed = pd.DataFrame([(row["sheet"], row["title"]) for row in used], columns=["Sheet name", "Table description"])
    contents = _sheet("Contents", listed, "contents", "Table of contents", [_ONE_TABLE])
    sheets.append(replace(contents, links=[f"A{at}" for at in range(4, len(contents.rows) + 1)]))
    if notes:
        texts = {row["note"]: row["text"] for row in rule_file("workbook/notes.csv")}
        listed = pd.DataFrame({"Note number": range(1, len(notes) + 1), "Note": [texts[note] for note in notes]})
        sheets.append(_sheet("Notes", listed, "notes", "Notes", [_ONE_TABLE]))
    for row in used:
        called = "".join(f"[note {notes.index(note) + 1}]" for note in row["notes"].split())
        more = "" if row["table"] == "dictionary" else " The sheet Dictionary explains the columns."
        empty = "An empty cell means that no source seen shows it, or that the column does not apply."
        lines = [f"Read this table with {called}"] if called else []
        lines.append(f"{_ONE_TABLE} One row is {row['one_row_is']}. {empty}{more}")
        frame = typed(row["table"], tables[row["table"]]).rename(columns=in_heading)
        sheets.append(_sheet(row["sheet"], frame, row["table"], row["title"], lines))
    return repacked(workbook(sheets))  # its writer packs for speed


def _sheet(name: str, frame: pd.DataFrame, table: str, title: str, lines: Sequence[str]) -> Sheet:
    """A table below a title and words of its own."""
    columns = [frame[column].astype(object).where(frame[column].notna(), "").tolist() for column in frame]
    widths = [max(len(str(text)) for text in (head, *own)) + 2 for head, own in zip(frame, columns, strict=True)]
    rows = [[title], *([line] for line in lines), [*map(str, frame)], *zip(*columns, strict=True)]
    fitting = [max(_NARROWEST, min(_WIDEST, width)) for width in widths]
    return Sheet(name, rows, fitting, bold=[len(lines) + 2], titled=True, table=f"{table}_table")


def boards_by_rules(answers: pd.DataFrame) -> pd.DataFrame:
    """A row for each board, a column for each rule of the yardstick (or of the rules asked for): answer and grade."""
    last = answers[answers["framework"] == framework_files.YARDSTICK]
    last = answers if last.empty else last
    said = last["answer"].where(last["answer"] != "cannot tell", last["as_listed"]).map(_SAID)
    said = said.mask(last["answer"].eq("cannot tell") & last["completeness"].isin(FRAGMENTS)).fillna("No answer")
    sure = (" (" + last["certainty"].map(judgement.grade_words) + ")").where(last["certainty"] != "", "")
    graded = said + sure.where(said != "No answer", "")
    names = {one.id: kinds.label(one) for rules in framework_files.shipped() for one in rules.criteria}
    rows = last.assign(said=graded, rule=last["criterion"].map(lambda one: names.get(one, one)))
    rows["completeness"] = rows["completeness"].map(COMPLETENESS_WORDS)
    board = ["lep", "body", "as_at", "completeness", "members"]
    order = list(dict.fromkeys(rows["rule"]))
    found = rows.pivot(index=board, columns="rule", values="said")[order].fillna("").reset_index()
    return found.rename(columns=in_heading).rename_axis(columns=None).astype({"Members": int})


def _answers(answers: pd.DataFrame) -> Sheet:
    about = f"{_ONE_TABLE} One row is one board: what its newest list answers to each rule, and how sure that is."
    both = answers[["answer", "as_listed"]], answers[["answer_without_guesses", "as_listed_without_guesses"]]
    others = int((both[0].to_numpy() != both[1].to_numpy()).any(axis=1).sum())
    guesses = [f"{others} answers would be others without guesses: the table answers.csv has both."] * (others > 0)
    frame = boards_by_rules(answers)
    sheet = _sheet(BY_RULES, frame, "by_rules", "Every board by every rule", [about, *guesses])
    tints = {}
    for row, cells in enumerate(sheet.rows, start=1):
        for at, cell in enumerate(cells[5:], start=5):
            if tint := _TINTS.get(str(cell).partition(" (")[0]):
                tints[f"{column_letter(at)}{row}"] = tint
    return replace(sheet, coloured=tints)


def _cover(further: Mapping[str, Sequence[str]]) -> Sheet:
    parts = gathered((row["part"], row["text"]) for row in rule_file("workbook/cover.csv"))
    lines = ["Who sits on the boards of England's Local Enterprise Partnerships"]
    for part, texts in parts.items():
        lines += [part, *texts, *further.get(part, ())]
    bold = [at for at, line in enumerate(lines, 1) if line in parts]
    return Sheet("Cover", [[line] for line in lines], [100], bold=bold, titled=True)
