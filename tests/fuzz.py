"""Every reader, given files that are nearly right: it answers or says what is wrong, and nothing else ever comes out.

`make fuzz` gives 100,000 inputs in all (`python tests/fuzz.py --inputs 100000`), at least 3,000 to each reader;
tests/read/test_fuzz.py a seeded few. A file that trips a reader is kept in the folder that --keep names.
"""

import argparse
import contextlib
import csv
import io
import json
import os
import pickle
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

sys.path.append(str(Path(__file__).parent / "read"))
from paper import bytes_of, pdf, sheets, word

from lepdata.actions.forms import form, read_forms, write_form
from lepdata.actions.integration import read_assessment
from lepdata.actions.plans import find_plan, read_plan, read_updates
from lepdata.actions.survey import read_survey
from lepdata.batch import parameters
from lepdata.dates import DateError, read_date, read_when
from lepdata.errors import InputFaults, UsageError
from lepdata.export.plans import write_plan
from lepdata.judging.framework_files import FOLDER, read_framework
from lepdata.read import workbook
from lepdata.read.documents.review import confirmed_board, read_documents, review_workbook
from lepdata.read.grid import read_mapping
from lepdata.read.standard import validate
from lepdata.registers.frozen import RAW
from lepdata.registers.whose import collection
from lepdata.sectors.decisions import read_decisions

LINES = ["Cllr Ada Able (Chair), Exford District Council", "Ben Baker, Example Foods plc", "Present: Cy Cole, Di Doe"]
HEAD = ["Name", "Role", "Organisation", "Date", "Start date", "Attendance", "LEP", "Body", "Pronoun", "Sector"]
ROWS = [
    ["Cllr Ada Able", "Chair", "Exford Council", "31/03/2022", "2020", "present", "London", "", "she", "council"],
    ["Ben Baker OBE", "Member", "Example Foods plc", "2022-03-31", "", "", "London", "main board", "", "private"],
    ["Vacancy", "Member", "", "March 2022", "Jan-21", "apologies", "", "", "", ""],
]
# What breaks readers: borders of types, marks of formats, depth, letters that are none or are not seen.
TOKENS = [
    *(b"", b"\x00", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\n\n"),
    *(b"\xe2\x80\xa8", b"\xe2\x80\xae", b"&#0;", b"&amp;", b"&x;", b"<", b"</", b"<!--", b"=", b"=1+1", b"#"),
    *(b'"', b'""', b"'", b",", b";", b"\t", b"|", b"\\u0000", b"\\ud800", b"'''", b"]]>", b"%PDF"),
    *(b"[" * 3000, b"{" * 50, b"(" * 300, b"-" * 3000, b"9" * 5000, b"1e999", b"NaN", b"null", b"true", b"[]", b"{}"),
    *(b"0", b"-1", b"99", b"0000-00-00", b"31/02/2022", b"99999999999", b"A1:XFD1048576", b"<td>" * 50),
    *("Łódź ‘’ é ①Ⅻ²".encode(), "٣/٣/٢٠٢٢".encode(), b"A" * 300, b" " * 300, b"a b " * 200),
]
PLACES = st.floats(0, 1, exclude_max=True)
CHANGES = st.lists(st.tuples(st.integers(0, 5), PLACES, PLACES, st.sampled_from(TOKENS)), min_size=1, max_size=4)


def changed(data: bytes, changes: list[tuple[int, float, float, bytes]]) -> bytes:
    """The data with parts put in, taken out, doubled, moved or turned."""
    for kind, at, length, token in changes:
        start = int(at * len(data))
        end = start + 1 + int(length**3 * min(len(data), 2000))
        piece = data[start:end]
        if kind == 0:
            data = data[:start] + token + data[start:]
        elif kind == 1:
            data = data[:start] + data[end:]
        elif kind == 2:
            data = data[:end] + piece * (1 + len(token) % 3) + data[end:]
        elif kind == 3 and data:
            data = data[:start] + bytes([data[start] ^ (1 << len(token) % 8)]) + data[start + 1 :]
        elif kind == 4:
            data = data[end:] + piece + data[:start]
        else:
            data = data[:start] + token + data[end:]
    return data


@st.composite
def spoilt(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """A seed, changed; of a packed one usually a part inside, so that the package itself still opens."""
    data, changes = draw(st.sampled_from(seeds)), draw(CHANGES)
    if not data.startswith(b"PK") or draw(st.integers(0, 4)) == 0:
        return changed(data, changes)
    out, at = io.BytesIO(), draw(st.integers(0, 30))
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        for name in names:
            own = old.read(name)
            new.writestr(name, changed(own, changes) if name == names[at % len(names)] else own)
    return out.getvalue()


def tables() -> st.SearchStrategy[bytes]:
    """CSV whose headings are mostly known and whose cells may be anything."""
    text = st.one_of(st.sampled_from([cell for row in ROWS for cell in row]), st.text(max_size=30))
    head = st.lists(st.one_of(st.sampled_from(HEAD), st.text(max_size=12)), min_size=1, max_size=8)
    rows = st.lists(st.lists(text, max_size=9), max_size=6)
    return st.tuples(head, rows).map(lambda both: as_csv([both[0], *both[1]]))


def as_csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    with contextlib.suppress(csv.Error):
        csv.writer(out, lineterminator="\n", escapechar="\\").writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


def as_xlsx(rows: list[list[str]]) -> bytes:
    book = sheets({"a": rows})
    book["a"].merge_cells("A3:B3")
    return bytes_of(book)


def as_ods(rows: list[list[str]]) -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    inside = f'<office:spreadsheet><table:table table:name="a">{body}</table:table></office:spreadsheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
        content = f"<office:document-content {spaces}><office:body>{inside}</office:body></office:document-content>"
        packed.writestr("content.xml", content)
    return out.getvalue()


def as_html() -> bytes:
    cells = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in [HEAD, *ROWS])
    listed = "".join(f"<li><a href=x>{line}</a></li>" for line in LINES)
    return f"<html><h1>Board</h1><table>{cells}</table><h2>Members</h2><ul>{listed}</ul><dl><dt>a<dd>b</dl>".encode()


def as_notebook() -> bytes:
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "outputs": [], "execution_count": None}
    cells = [
        {**cell, "source": ["lep: str = 'London'\n", "n = -1\n", "share = 0.5; flag = True\n", "x, y = n, {1: []}"]}
    ]
    return json.dumps({"cells": cells, "metadata": {"kernelspec": {}}, "nbformat": 4, "nbformat_minor": 5}).encode()


def _read_old(path: Path) -> object:
    """An old workbook, read in a fork of this process: it may kill who reads it, and Python is slow to start."""
    os.environ["RUST_BACKTRACE"] = "0"  # of the reader's own faults, slow to make
    with patch.object(workbook, "sheets_apart", _forked):
        return validate(path)


def _forked(data: bytes) -> list[workbook.Grid]:
    with tempfile.TemporaryFile() as answer:
        if not (pid := os.fork()):
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            with contextlib.suppress(BaseException):
                most = {resource.RLIMIT_CPU: 10, resource.RLIMIT_AS: 4_000_000_000}
                for what, limit in most.items():
                    resource.setrlimit(what, (limit, limit))
                answer.write(pickle.dumps(workbook.sheets_here(data, {})))
                answer.flush()
                os._exit(0)
            os._exit(1)
        if os.waitpid(pid, 0)[1]:
            raise ValueError("the process that reads it ended early")
        answer.seek(0)
        return pickle.load(answer)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Reader:
    ending: str
    read: Callable[[Path], object]
    seeds: Callable[[Path], tuple[bytes, ...]]
    more: Callable[[], st.SearchStrategy[bytes]] | None = None


def written(write: Callable[[Path], object], *names: str) -> Callable[[Path], tuple[bytes, ...]]:

    def seeds(folder: Path) -> tuple[bytes, ...]:
        for name in names:
            (folder / name).unlink(missing_ok=True)
            write(folder / name)
        return tuple((folder / name).read_bytes() for name in names)

    return seeds


def _review(path: Path) -> None:
    (path.parent / "seed.txt").write_text("Board members\n" + "\n".join(LINES))
    path.write_bytes(review_workbook(read_documents(path.parent / "seed.txt"), None))


def _settings(path: Path) -> object:
    folder = path.parent / "boards"
    folder.mkdir(exist_ok=True)
    for name, content in {"collection.toml": b"version = 1", "documents.csv": b"path,sha256\n"}.items():
        (folder / name).write_bytes(path.read_bytes() if name.endswith(path.suffix) else content)
    return collection(folder)


def _words(path: Path) -> None:
    text = path.read_text("utf-8", "replace")
    for read in (read_date, read_when, lambda one: read_mapping([one])):
        with contextlib.suppress(DateError, UsageError):
            read(text)
    parameters.typed(text, None)
    parameters.slug(text)


def _table(path: Path) -> object:
    book = path.parent / "book.ipynb"
    book.write_bytes(as_notebook())
    return parameters.read_plan(book, path, path.parent)


def only(*seeds: bytes) -> Callable[[Path], tuple[bytes, ...]]:
    return lambda folder: seeds


PLAN = "exampleshire-2023"
JSON = json.dumps([dict(zip(HEAD, row, strict=True)) for row in ROWS]).encode()
POPOLO = json.dumps(
    {
        "persons": [{"id": "1", "name": "Ada Able"}],
        "organizations": [{"id": "2", "name": "Main board"}],
        "memberships": [{"person_id": "1", "organization_id": "2", "role": "Chair", "sources": [{"url": "x"}]}],
    }
).encode()
BOARD = [HEAD, *ROWS]
TEXT = "\n".join(["Minutes of the meeting of 31 March 2022", "Present:", *LINES, "Apologies: Ed Example"]).encode()
PAGE = [(60, 780 - 20 * at, line) for at, line in enumerate(TEXT.decode().splitlines())]
READERS = {
    "board csv": Reader(".csv", lambda path: validate(path).as_json(), only(as_csv(BOARD)), tables),
    "board tsv": Reader(".tsv", validate, only(as_csv(BOARD).replace(b",", b"\t"))),
    "board xlsx": Reader(".xlsx", validate, only(as_xlsx(BOARD))),
    "board xls": Reader(".xls", _read_old, lambda _: ((Path(__file__).parent / "read/examples/old.xls").read_bytes(),)),
    "board ods": Reader(".ods", validate, only(as_ods(BOARD))),
    "board json": Reader(".json", validate, only(JSON, POPOLO)),
    "board html": Reader(".html", validate, only(as_html())),
    "framework": Reader(
        ".toml", read_framework, lambda _: tuple(p.read_bytes() for p in sorted(FOLDER.glob("*.toml")))
    ),
    "collection": Reader(".toml", _settings, only(b'version = 1\ntitle = "a"\ncontact = ""\nwith_shipped = true\n')),
    "collection table": Reader(
        ".csv", _settings, only(b"# help\ndocument,path,sha256,status\na,documents/a.csv,0,in use\n")
    ),
    "notebook": Reader(".ipynb", parameters.Notebook, only(as_notebook())),
    "table of parameters": Reader(".csv", _table, only(b"name,lep,n,share,flag\na,London,1,0.5,yes\nb,Dorset,2,,no\n")),
    "plan": Reader(".csv", read_plan, written(lambda path: write_plan(find_plan(PLAN), path), "p.csv")),
    "plan xlsx": Reader(".xlsx", read_plan, written(lambda path: write_plan(find_plan(PLAN), path), "p.xlsx")),
    "plan docx": Reader(".docx", read_plan, written(lambda path: write_plan(find_plan(PLAN), path), "p.docx")),
    "updates": Reader(
        ".csv",
        lambda path: read_updates(path, find_plan(PLAN)),
        lambda _: ((RAW / "demonstration/exampleshire-plan-2023-updates.csv").read_bytes(),),
    ),
    "survey": Reader(
        ".csv", read_survey, written(lambda path: write_form(form("engagement"), path, {"lep": "London"}), "f.csv")
    ),
    "stock-take": Reader(
        ".csv",
        lambda path: read_forms(form("stocktake"), [path]),
        written(lambda path: write_form(form("stocktake"), path, {"lep": "London"}), "f.csv"),
    ),
    "health check": Reader(
        ".xlsx",
        lambda path: read_assessment(path, "London"),
        written(lambda path: write_form(form("health_check"), path, {"lep": "London"}), "f.xlsx"),
    ),
    "decisions": Reader(
        ".csv", read_decisions, lambda _: (b"\n".join((RAW / "decisions.csv").read_bytes().split(b"\n")[:9]),)
    ),
    "document html": Reader(".html", read_documents, only(as_html(), TEXT)),
    "document docx": Reader(".docx", read_documents, only(word("Board members", *LINES, ROWS))),
    "document pdf": Reader(".pdf", read_documents, only(pdf([PAGE]))),
    "document text": Reader(
        ".txt", read_documents, only(TEXT), lambda: tables().map(lambda data: data.replace(b",", b"\t"))
    ),
    "document sheet": Reader(".xlsx", read_documents, only(as_xlsx(BOARD))),
    "signed reading": Reader(".xlsx", confirmed_board, written(_review, "r.xlsx")),
    "words": Reader(
        ".txt",
        _words,
        only(b"31 March 2022", b"private=10/14", b'name="Appointee"', b"from Q1 2022-23"),
        lambda: st.text(max_size=40).map(lambda t: t.encode("utf-8", "surrogatepass")),
    ),
}


def fuzz(name: str, inputs: int, folder: Path, start: int | None = None, keep: Path | None = None) -> list[float]:
    """Give a reader so many inputs; the seconds of the processor that each took."""
    reader, took = READERS[name], list[float]()
    place = folder / f"input{reader.ending}"
    given_files = spoilt(reader.seeds(folder))
    files = st.one_of(given_files, reader.more()) if reader.more else given_files

    def one(data: bytes) -> None:
        place.write_bytes(data)
        begun = time.process_time()
        try:
            reader.read(place)
        except (InputFaults, UsageError) as error:
            assert str(error).strip() and "\x1b" not in str(error), "an empty or unclean message"
        except Exception:
            if keep:
                keep.mkdir(exist_ok=True)
                (keep / f"{name.replace(' ', '-')}{reader.ending}").write_bytes(data)
            raise
        took.append(time.process_time() - begun)

    how: dict[str, Any] = {"max_examples": inputs, "deadline": None, "database": None}
    how |= {"suppress_health_check": list(HealthCheck), "phases": [Phase.generate, Phase.shrink]}
    test = settings(**how, derandomize=start is None)(given(files)(one))
    (test if start is None else seed(start)(test))()
    return took


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000, help="in all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--reader", action="append", choices=READERS, help="only this one; may be repeated")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"), help="where files that trip a reader go")
    asked = parser.parse_args()
    chosen, failed = asked.reader or list(READERS), 0
    for reader_name in chosen:
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as own:
            try:
                took = fuzz(reader_name, -(-asked.inputs // len(chosen)), Path(own), asked.seed, asked.keep)
                whole = f"{time.monotonic() - started:.0f} s, the longest {max(took):.2f} s"
                print(f"{reader_name}: {len(took):,} inputs, well; {whole}", flush=True)
            except Exception as error:
                failed += 1
                print(f"{reader_name}: {type(error).__name__}: {str(error)[:300]}", flush=True)
    sys.exit(failed > 0)
