"""Commands about what is held: documents, a folder of one's own boards, the tables made of them, and the rules."""

import argparse
import datetime
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

import lepdata
from lepdata import display, files
from lepdata.cli.boards import asked
from lepdata.cli.terminal import DONE, INPUT_FAULTS, lines_of, print_csv, printable, show, tell
from lepdata.collections import built, compared, folder
from lepdata.english import plural
from lepdata.errors import InputFaults, UsageError, typed
from lepdata.export.formats import FORMATS, Format, as_csv
from lepdata.export.formats import export as write_format
from lepdata.judging import framework_files
from lepdata.read.board import left_open
from lepdata.read.documents import review
from lepdata.read.xlsx import write_new
from lepdata.registers.whose import ENVIRONMENT, TO_CONFIRM, in_use, using
from lepdata.reviews import known
from lepdata.reviews.boards import find_area, told_of_added
from lepdata.sectors import decisions, rulebook
from lepdata.sectors.classifying import check_rules, unused_rules
from lepdata.vocabulary import MAIN_BOARD

_LONGEST = 12  # unread lines shown on the screen


def read(given: argparse.Namespace) -> None:
    if bool(given.files) == bool(given.confirm):
        raise UsageError("Name the documents to read, or one review workbook with --confirm, and not both.")
    if given.confirm:
        _confirm(given)
        return
    paths = [path for name in given.files for path in files.files_in(Path(name))]
    files.refuse_same([given.output] if given.output else [], [*map(str, paths)])
    frame = review.read_documents(paths)
    cards = frame.attrs["documents"]
    people, doubtful, unread = (sum(card[name] for card in cards) for name in ("people", "doubtful", "unread"))
    counts = f"{plural(people, 'person', 'people')}, {doubtful} of them in doubt, "
    counts += f"{plural(unread, 'line')} not understood."
    to_know = [f"{card['document']}: {printable(note)}" for card in cards for note in card["notes"]]
    if given.output:
        confirmed = review.earlier_confirmations(given.confirmed) if given.confirmed else None
        makers = {".xlsx": lambda: review.review_workbook(frame, confirmed), ".csv": lambda: as_csv(frame)}
        write_new(given.output, makers, "A reading", given.force)
        print(f"Wrote {given.output}: {counts}")
        if given.output.casefold().endswith(".xlsx"):
            board = Path(given.output).with_suffix(".csv")
            print("Next: compare it with the document, sign its sheet Documents (signed_by, signed_on), and run:")
            print(f"  lepdata read --confirm {typed(given.output)} -o {typed(board)}")
        tell(*to_know, to=sys.stderr)
    else:
        then = f"lepdata read {' '.join(map(typed, given.files))} -o review.xlsx"
        told = f"\nNext: {then}, a workbook in which you compare, correct and sign this."
        record = {"documents": cards, "rows": display.row_dicts(frame)}
        show(given.format, frame, lambda: "\n".join([counts, *to_know, *_in_words(frame), told]), lambda: record)


def _confirm(given: argparse.Namespace) -> None:
    board = review.confirmed_board(given.confirm)
    tell(*left_open(board), to=sys.stderr)
    if given.output:
        files.write_outputs({given.output: as_csv(board)}, given.force)
        print(f"Wrote {given.output}: {plural(len(board), 'row')}. Next: lepdata check {typed(given.output)}")
        print(f"  or its page: lepdata review --data {typed(given.output)} --out site")
    else:
        print_csv(board)


def _in_words(frame: pd.DataFrame) -> Iterator[str]:
    """A table of the people, in the order read, and one of the first lines that were not understood."""
    found, unread = (frame[frame["reading"] == reading] for reading in ("read", "unread"))
    place = found["organisation"].where(found["organisation"] != "", found["capacity_as_published"])
    section = (found["section"] + ", " + found["status"]).str.removesuffix(", ")
    several = frame["document"].nunique() > 1
    names = ["document"] * several + ["section", "person_name", "job_title", "organisation", "doubts"]
    headed = ["Document"] * several + ["Section", "Name", "Post", "Organisation or capacity", "Doubt"]
    if len(found):
        yield "\n" + lines_of(found.assign(organisation=place, section=section), names, headed)
    if len(unread):
        more = f"\n… and {len(unread) - _LONGEST} more" if len(unread) > _LONGEST else ""
        lines = lines_of(unread.head(_LONGEST).rename(columns=str.capitalize), ("Document", "Page", "Line", "Words"))
        yield f"\nNot understood:\n{lines}{more}"


def _folder(given: argparse.Namespace) -> Path:
    named = getattr(given, "data", "") or os.environ.get(ENVIRONMENT, "")
    if not named:
        raise UsageError("Which folder? Fix: say --data DIR; `lepdata new DIR` makes one.")
    return Path(named)


def new(given: argparse.Namespace) -> None:
    folder.new_collection(given.folder, given.title, given.alone)
    made = printable(str(given.folder))
    print(f"Made {made}. Its collection.toml says what it is: give it a contact.")
    print(f"Next: lepdata add FILE --data {typed(made)} --lep AREA --date 2026-03-31")


def add(given: argparse.Namespace) -> int:
    card = {name: getattr(given, name) for name in ("publisher", "title", "framework")}
    card |= {"url": given.source, "retrieved": datetime.date.today().isoformat()}
    where = {"lep": given.lep, "body": given.body, "date": given.date}
    how = {"full": given.full, "board_size": given.board_size, "yes": given.yes, **asked(given)}
    failed = []
    for file in [file for name in given.file for file in files.files_in(Path(name))]:
        try:
            added = folder.add(file, _folder(given), **where, card=card, **how)
        except InputFaults as error:
            failed.append(str(error))
            continue
        did = "Added" if added.new else "Nothing to do for"
        count = plural(added.rows, "row") if added.rows else "no row yet, since nobody has confirmed what was read"
        said = f"{did} {printable(file.name)}: {added.document}, {count}"
        if added.replaces:
            print(f"{said}; the document changed, its people did not. It replaces {added.replaces}.")
        else:
            with using(_folder(given)):
                unread = told_of_added(added.document) if added.rows else ()
            print(*(f"{said}.", *(f"  {printable(line)}" for line in (*unread, *added.said))), sep="\n")
    if given.no_titles:
        print("Titles are kept as printed; `lepdata review --no-titles` leaves them out.")
    print("\n".join(failed), file=sys.stderr, end="\n" if failed else "")
    return INPUT_FAULTS if failed else DONE


def list_(given: argparse.Namespace) -> None:
    found, shown = folder.documents(_folder(given)), ["document", "rows", "published", "status", "title", "boards"]
    none = "No document yet. Next: lepdata add FILE --data DIR"
    show(given.format, found, lambda: none if found.empty else lines_of(found, shown, wrap=len(shown) - 1))


def remove(given: argparse.Namespace) -> None:
    print(printable(folder.remove(given.document, _folder(given), given.because)))


def changes(given: argparse.Namespace) -> None:
    found = compared.compare(given.old, given.new)
    if given.format == "md":
        print(compared.in_words(found), end="")
    else:
        show(given.format, found, lambda: "Nothing changed." if found.empty else lines_of(found, compared.COLUMNS[:-1]))


# --- the tables and the rules


def coverage(given: argparse.Namespace) -> None:
    if given.lep:
        lists = known.coverage()
        frame = lists[lists["lep"] == find_area(given.lep)]
        shown = ["snapshot_date", "list_completeness", "seats", "members", "sources", "body"]
    else:
        frame = known.boards()
        others = [] if (frame["body"] == MAIN_BOARD).all() else ["body"]
        shown = ["lep", *others, "list_date", "completeness", "members", "lists", "lines", "sources"]
    headings = [name.replace("_", " ") for name in shown]
    wrap = shown.index("body") if given.lep else 0
    show(given.format, frame, lambda: lines_of(frame, shown, headings, wrap=wrap) + _waiting())


def _waiting() -> str:
    """How many documents of the folder in use nobody has confirmed: no row of theirs counts."""
    used = in_use()
    cards = folder.documents(used.root) if used.root and not used.is_file else pd.DataFrame({"status": []})
    waiting = int((cards["status"] == TO_CONFIRM).sum())
    wait = f"{plural(waiting, 'document')} to be confirmed first; `lepdata list` names them"
    return f"\n\nNot counted: {wait}." if waiting else ""


def export(given: argparse.Namespace) -> None:
    stamp = f"Made by lepdata {lepdata.__version__}."
    written = write_format(given.format, given.lep, given.out, given.force, stamp, formats())
    if not written:
        print("Nothing to write: a usable list of every board is known.")
        return
    where = written[0] if len(written) == 1 else f"{plural(len(written), 'file')} in {written[0].parent}"
    print(f"Wrote {where}.")


def formats() -> dict[str, Format]:
    """The formats of the tables and, printed from its page, a review on paper."""

    def pdf(leps: Sequence[str], _stamp: str) -> bytes:
        from lepdata.site.build import the_stamp  # brings papermill, which a plain installation lacks
        from lepdata.site.paper import review_pdf

        return review_pdf(leps[0] if leps else "", the_stamp())

    return {**FORMATS, "pdf": Format("-review.pdf", {".pdf": pdf}, most=1)}


def build(given: argparse.Namespace) -> None:
    written = built.build(Path(given.out) if given.out else None)
    print(f"Wrote {len(written)} files into {written[0].parent}.")


def frameworks(given: argparse.Namespace) -> None:
    if given.new or given.model:
        written = framework_files.write_own(given.new, given.model)
        print(f"Wrote {written}. Edit it, then: lepdata check FILE --framework {typed(written)}")
    elif given.schema:
        print(files.json_text(framework_files.framework_schema()))
    else:
        frame, more = framework_files.frameworks(), "\n\n--format csv adds dates in force and the source of each."
        shown = ["framework", "criterion", "threshold", "strength", "due", "verified", "statement"]
        show(given.format, frame, lambda: lines_of(frame, shown) + more)


def rules(given: argparse.Namespace) -> int:
    if given.rules and not given.check:
        raise UsageError("--rules DIR goes with --check.")
    if given.check:
        if problems := check_rules(Path(given.rules)) if given.rules else check_rules():
            tell(*problems, to=sys.stderr)
            return INPUT_FAULTS
        n, signed = len(rulebook.rules()), plural(len(decisions.read_decisions()), "signed decision")
        read = "" if given.rules else f" Read: {plural(n, 'rule')} and {signed}."
        print(f"Every rule matches its example and leaves its counter-example alone.{read}")
        return DONE
    every = rulebook.rules()
    frame, shown = unused_rules() if given.unused else every, ["id", "kind", "sector", "strength", "example", "because"]
    of_all = f"\n{len(frame)} of {len(every)} rules give no reason for any published seat." if given.unused else ""
    show(given.format, frame, lambda: lines_of(frame, shown) + of_all)
    return DONE
