"""The text of everything that users see, gathered from one checkout, to compare before and after a change of the code.

    python tests/golden/net.py OUT_DIR [--site reports]     writes each text as a file: compare two with `diff -r`
    python tests/golden/net.py OUT_DIR --part check         the same of one part (may be repeated)
    python tests/golden/net.py --accept [--site reports]    takes what is now for right (pages only with --site)

The code it asks is the `lepdata` that Python imports: set PYTHONPATH to look at another checkout.
"""

import argparse
import contextlib
import hashlib
import io
import json
import os
import re
import shlex
import shutil
import tempfile
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from unittest import mock

import pandas as pd

HERE = Path(__file__).resolve().parent
HOW = """
To see the difference, write the texts of this checkout and of one from before, and compare them:
    python tests/golden/net.py build/after                            (pages too: --site reports, after make review)
    git worktree add build/old HEAD && PYTHONPATH=build/old python tests/golden/net.py build/before
    diff -r build/before build/after
To take what is now for right: python tests/golden/net.py --accept    (pages too: --site reports, after make review)"""


HASHES = HERE / "hashes.json"
COMMANDS = HERE / "commands.txt"
PARTS = ("help", "check", "lists", "validate", "classify", "actions", "export", "refused")


def lines_of(part: str) -> list[str]:
    section = COMMANDS.read_text(encoding="utf-8").partition(f"[{part}]\n")[2].partition("\n[")[0]
    return [line for line in section.splitlines() if line]


def gather(part: str) -> dict[str, str]:
    """Every text of one part: what each command line prints, says and writes, with its exit code."""
    with tempfile.TemporaryDirectory() as made, _one_terminal(), contextlib.chdir(made):
        _lay_out(Path())
        before = _files()
        texts = {}
        for line in lines_of(part):
            name = f"{part}/{_file_name(line)}"
            texts[f"{name}.txt"] = masked(_said(line, Path(made)))
            for path in sorted(_files() - before):
                texts[f"{name}@{_file_name(path)}.txt"] = masked(_text_of(Path(path)))
            _remove(_files() - before)
    return texts


@contextlib.contextmanager
def _one_terminal() -> Iterator[None]:
    with mock.patch.dict(os.environ, {"COLUMNS": "100"}), warnings.catch_warnings():
        os.environ.pop("LEPDATA_REGISTERS", None)
        warnings.simplefilter("ignore")
        yield


def _lay_out(folder: Path) -> None:
    """The board files that the command lines name: the tests' own, and rows that ship."""
    for path in (*(HERE.parent / "boards").glob("*.csv"), *(HERE / "boards").glob("*.csv")):
        shutil.copy(path, folder)
    raw = _root() / "data" / "raw"
    shutil.copytree(raw / "demonstration", folder / "demonstration")
    (folder / "demonstration" / "exampleshire-plan-2023-updates.csv").rename(folder / "demonstration" / "updates.csv")
    boards = {path.stem: pd.read_csv(path, dtype=str, keep_default_na=False) for path in (raw / "boards").glob("*.csv")}
    pd.concat([boards[name] for name in sorted(boards)]).to_csv(folder / "shipped.csv", index=False)
    pd.concat([boards["dorset"], boards["new-anglia"]]).to_csv(folder / "many.csv", index=False)
    latest = boards["new-anglia"].query("snapshot_date == '2023-03-31' and body == 'main board'")
    latest.to_csv(folder / "new-anglia.csv", index=False)
    (folder / "empty.csv").touch()
    (folder / "forms").mkdir()


def _root() -> Path:
    import lepdata

    return Path(lepdata.__file__).resolve().parents[1]


def _files() -> set[str]:
    return {path.as_posix() for path in Path().rglob("*") if path.is_file()}


def _remove(files: set[str]) -> None:
    for path in map(Path, files):
        path.unlink()
        if path.parent != Path() and not any(path.parent.iterdir()):
            path.parent.rmdir()


def _file_name(words: str) -> str:
    return re.sub(r"[^\w.=+-]+", "_", words).strip("_")


def _said(line: str, folder: Path) -> str:
    from lepdata.__main__ import main

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code: object = main(shlex.split(line))
        except SystemExit as stop:
            code = stop.code or 0
        except Exception as error:  # a traceback is what a user would see
            code = f"traceback of {type(error).__name__}: {error}"
    said = f"--- said on stderr\n{err.getvalue()}" if err.getvalue() else ""
    text = f"$ lepdata {line}\nexit {code}\n{out.getvalue()}{said}"
    for place, name in ((folder.resolve(), "(folder)"), (folder, "(folder)"), (_root(), "(checkout)")):
        text = text.replace(str(place), name)
    return text


def _text_of(path: Path) -> str:
    """A written file as text: the cells of a workbook, the paragraphs of a Word file."""
    if path.suffix == ".docx":
        xml = zipfile.ZipFile(path).read("word/document.xml").decode("utf-8")
        return page_text(re.sub(r"<(/?)w:(p|tr|tc|tbl)\b", r"<\1div", xml).replace("<w:br/>", "<br>"))
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    import openpyxl

    book = openpyxl.load_workbook(path)
    lines = []
    for sheet in book.worksheets:
        lines.append(f"# {sheet.title}")
        lines += [" | ".join("" if one is None else str(one) for one in row).rstrip(" |") for row in sheet.values]
        lines += [f"list in {one.sqref}: {one.formula1}" for one in sheet.data_validations.dataValidation]
    return "\n".join(lines) + "\n"


_INLINE = {"a", "abbr", "b", "code", "em", "i", "label", "small", "span", "strong", "sub", "sup", "td", "th", "time"}


class _Page(HTMLParser):
    """The words of a page, one block a line, cells of a row on one line; what a picture says of itself; the links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: set[str] = set()
        self._unseen = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in ("script", "style")
        self.words.append(" | " if tag in ("td", "th") else "" if tag in _INLINE else "\n")
        given = dict(attrs)
        self.links |= {given["href"] or ""} if tag == "a" and "href" in given else set()
        self.words += [f"[{given[name]}] " for name in ("alt", "aria-label", "title", "placeholder") if given.get(name)]

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in ("script", "style")
        self.words.append("" if tag in _INLINE else "\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words.append(re.sub(r"\s+", " ", data))


def page_text(html: str) -> str:
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in "".join(_Page(html).words).splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def masked(text: str) -> str:
    """A text without what the state of code and data leaves in it: hashes, the version, sizes of files."""
    text = re.sub(r"\b(data|rules) [0-9a-f]{12}\b", r"\1 (hash)", text)
    return re.sub(r"\b[\d.,]+ [kM]B\b", "(size)", re.sub(r"\blepdata \d+\.\d+\.\d+\w*", "lepdata (version)", text))


def pages(site: Path) -> dict[str, str]:
    """The words and the links of every page of a built site."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        name = path.relative_to(site).as_posix()
        found[f"pages/{name}.txt"] = masked(page_text(html))
        found[f"links/{name}.txt"] = "\n".join(sorted(_Page(html).links)) + "\n"
    return found


def hashes(texts: dict[str, str]) -> dict[str, str]:
    return {
        name: hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12] for name, text in texts.items()
    }


def everything(parts: Sequence[str] = PARTS) -> dict[str, str]:
    return {name: text for part in parts for name, text in gather(part).items()}


def known(*prefixes: str) -> dict[str, str]:
    """The hashes taken for right, of the texts whose names begin so."""
    return {name: one for name, one in json.loads(HASHES.read_text()).items() if name.startswith(prefixes)}


def compare(texts: dict[str, str], right: dict[str, str]) -> None:
    """Fail with what changed, is gone or is new, and how to see and to accept it."""
    found = hashes(texts)
    changed = [f"changed: {name}" for name in sorted(found.keys() & right) if found[name] != right[name]]
    gone = [f"gone: {name}" for name in sorted(right.keys() - found)]
    differences = [*changed, *gone, *(f"new: {name}" for name in sorted(found.keys() - right))]
    if not texts or differences:
        raise AssertionError("\n".join([*differences[:30], f"{len(differences)} differences in all", HOW]))


def accept(site: Path | None) -> None:
    """Take what is now for right; the pages stay as they were where no site is named."""
    if site and not (site / "national.html").is_file():
        raise SystemExit(f"{site} is not a whole site, and would drop the hashes of other pages: make review first.")
    known = json.loads(HASHES.read_text(encoding="utf-8")) if HASHES.exists() else {}
    kept = {} if site else {name: one for name, one in known.items() if name.startswith(("pages/", "links/"))}
    found = kept | hashes(everything() | (pages(site) if site else {}))
    HASHES.write_text(json.dumps(found, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def write(out: Path, site: Path | None, parts: Sequence[str] = ()) -> int:
    texts = everything(parts or PARTS) | (pages(site) if site else {})
    for name, text in texts.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    return len(texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", nargs="?", type=Path, help="an empty folder")
    parser.add_argument("--site", type=Path, help="a built site")
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part of the command line")
    parser.add_argument("--accept", action="store_true", help="write hashes.json")
    given = parser.parse_args()
    site = given.site and given.site.resolve()
    if given.accept:
        accept(site)
    elif given.out:
        print(f"{write(given.out.resolve(), site, given.part or ())} texts of {_root()} are in {given.out}")
    else:
        parser.error("name a folder to write to, or --accept")


if __name__ == "__main__":
    main()
