"""One door for every format: what is asked for is made whole, then written, and nothing is written over unasked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lepdata.errors import UsageError, quoted, unknown
from lepdata.export.board_file import board_csv, board_workbook, letters
from lepdata.export.popolo import popolo_json
from lepdata.export.tables import Tables, as_csv, as_json_lines, as_parquet, package_files, published_tables, zipped
from lepdata.export.workbook import tables_workbook
from lepdata.files import write_outputs
from lepdata.registers import geography
from lepdata.registers.whose import in_use
from lepdata.reviews.boards import board, find_area, only_area, review_board


@dataclass(frozen=True)
class Format:
    """One format: how its default name ends, and what makes it."""

    ending: str
    files: dict[str, Callable[[Sequence[str], str], bytes]]  # suffix -> what makes such a file, of the LEPs and a stamp
    folder: Callable[[Tables], dict[str, bytes]] | None = None  # the tables -> files by name, where a folder will do
    fewest: int = 0  # LEPs to be named
    most: int = 99


def _note(leps: Sequence[str], stamp: str) -> bytes:
    from lepdata.export.note import board_note  # brings python-docx, which a plain installation lacks

    return board_note(review_board(leps[0]), stamp)


_BOARD: dict[str, Callable[[Sequence[str], str], bytes]] = {
    ".xlsx": lambda leps, stamp: board_workbook(board(leps[0])),
    ".csv": lambda leps, stamp: board_csv(board(leps[0])),
}
FORMATS: dict[str, Format] = {
    "xlsx": Format(".xlsx", {".xlsx": lambda leps, stamp: tables_workbook(published_tables(leps), [stamp])}),
    "csv": Format("-csv", {}, lambda own: {f"{name}.csv": as_csv(own[name]) for name in own}),
    "jsonl": Format("-jsonl", {}, lambda own: {f"{name}.jsonl": as_json_lines(name, own[name]) for name in own}),
    "parquet": Format("-parquet", {}, lambda own: {f"{name}.parquet": as_parquet(name, own[name]) for name in own}),
    "datapackage": Format(
        "-datapackage.zip", {".zip": lambda leps, stamp: zipped(package_files(published_tables(leps)))}, package_files
    ),
    "popolo": Format("-popolo.json", {".json": lambda leps, stamp: popolo_json(published_tables(leps))}),
    "board": Format("-board.xlsx", _BOARD, fewest=1, most=1),
    "request": Format("-requests", {}, letters),
    "note": Format("-note.docx", {".docx": _note}, fewest=1, most=1),
}


def export(
    form: str,
    leps: Sequence[str] = (),
    out: Path | None = None,
    force: bool = False,
    stamp: str = "",
    formats: Mapping[str, Format] = FORMATS,
) -> list[Path]:
    """Write the tables, or one board, in a format of others; give back the files written."""
    if form not in formats:
        raise unknown("format", form, formats)
    asked = formats[form]
    leps = leps or ([only_area()] if asked.fewest and in_use().root else [])  # one's own data may hold one board alone
    names = list(dict.fromkeys(find_area(lep) for lep in leps))
    if not asked.fewest <= len(names) <= asked.most:
        raise UsageError(f"The format {form} is about one board: name one LEP with --lep, not {len(names)}.")
    place = Path(out) if out else Path((geography.slug(names[0]) if len(names) == 1 else "lepdata") + asked.ending)
    _refuse_place(form, asked, place, force)
    made = _made(asked, leps if asked.most == 1 else names, place, stamp)
    write_outputs(made, force)
    return list(made)


def _refuse_place(form: str, asked: Format, place: Path, force: bool) -> None:
    as_file = place.suffix.casefold() in asked.files
    if not as_file and asked.folder is None:
        wanted = " or ".join(asked.files)
        raise UsageError(f"The name of a file of the format {form} ends in {wanted}, not as {quoted(str(place))}.")
    if not place.parent.is_dir():
        raise UsageError(f"There is no folder {quoted(str(place.parent))}. Make it, or name another.")
    if place.exists() and as_file == place.is_dir():
        raise UsageError(f"{quoted(str(place))} is a {'folder' if as_file else 'file'}. Name another place.")
    if place.exists() and not force:
        remedy = "Name another place, or add --force."
        raise UsageError(f"{quoted(str(place))} exists already and is left as it is. {remedy}")


def _made(asked: Format, names: Sequence[str], place: Path, stamp: str) -> dict[Path, bytes]:
    if make := asked.files.get(place.suffix.casefold()):
        return {place: make(names, stamp)}
    assert asked.folder is not None  # else the place was refused
    return {place / name: content for name, content in asked.folder(published_tables(names)).items()}
