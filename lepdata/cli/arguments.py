"""The command line on one page: the name, help, example and options of each command; what it does loads when called."""

import argparse
from functools import partial
from importlib import import_module
from typing import Any

from lepdata.cli.terminal import DONE
from lepdata.english import capital

# One option or argument as argparse takes it, its names and settings; of those with the same third a user gives one.
Option = tuple[list[str], dict[str, Any], str]


def option(names: str, about: str, either: str = "", **settings: Any) -> Option:
    """Such as `option("-o --output=OUT.csv", "write here")`: its names, and behind "=" what stands for its value."""
    called, _, value = names.partition("=")
    return called.split(), {"help": about, **({"metavar": value} if value else {}), **settings}, either


def several(names: str, about: str, **settings: Any) -> Option:
    return option(names, about, action="append", default=[], **settings)


def flag(name: str, about: str, either: str = "") -> Option:
    return option(name, about, either, action="store_true")


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no whole number of at least 1")
    return int(text)


# Of each function of this folder, such as "boards.check", its line of help, an example that runs, and its options.
Told = dict[str, tuple[Any, ...]]


def name_of(place: str) -> str:
    return place.rpartition(".")[2].strip("_")


def _run(place: str, given: argparse.Namespace) -> int:
    module, _, function = place.rpartition(".")
    return getattr(import_module(f"lepdata.cli.{module}"), function)(given) or DONE


def add_commands(parser: argparse.ArgumentParser, told: Told, dest: str, metavar: str, listed: bool = True) -> None:
    """Give a parser a choice of commands, each with its help, its example and `--debug`."""
    shown = None if listed else argparse.SUPPRESS
    choice = parser.add_subparsers(dest=dest, metavar=metavar, required=True, prog=parser.prog, help=shown)
    for place, (about, example, *options) in told.items():
        said: dict[str, Any] = {"description": f"{capital(about)}.", "epilog": f"Example:\n  {example}"}
        name, as_written = name_of(place), argparse.RawDescriptionHelpFormatter
        own = choice.add_parser(name, help=about, formatter_class=as_written, **said)
        if place in PARTS:
            add_commands(own, PARTS[place], "part", "PART")
        options += [_DATA] * (name in OF_DATA) + [_PSEUDONYMISE] * (name in ("review", "build", "export")) + [_DEBUG]
        groups: dict[str, Any] = {"": own}
        for names, settings, either in options:
            if either not in groups:
                groups[either] = own.add_mutually_exclusive_group()
            groups[either].add_argument(*names, **settings)
        own.set_defaults(run=partial(_run, place))


# --- options that several commands take


def _format_of(*styles: str) -> Option:
    return option("--format", "how it is printed; default: table", choices=styles, default="table")


_STYLES, _TABLE_OR_CSV = _format_of("table", "json", "csv"), _format_of("table", "csv")
_OVER = flag("--force", "write over what is there")
# Commands that speak of boards: they take `--data`, whose boards are meant.
OF_DATA = (
    *("review", "build", "check", "classify", "coverage", "export", "engagement", "progress", "stocktake"),
    *("plan", "draft", "show", "update", "add", "list", "remove"),
)
# Those of them that hold the tables they read, so that a build does not replace one meanwhile.
HOLDING = ("coverage", "export", "engagement", "progress", "stocktake", "draft", "show", "list")
_OWN = "your own boards: a folder made by `lepdata new`, or one board file; default: $LEPDATA_DATA, else the shipped"
_DATA = option("--data=PATH", _OWN, default=argparse.SUPPRESS)
_PSEUDONYMISE = flag("--pseudonymise", "no name and no source of one in what is written")
_DEBUG = option("--debug", "show the traceback of an error", action="store_true", default=argparse.SUPPRESS)
_FILE = "a board file: CSV, a spreadsheet, or another format of a list"
_COLUMNS = 'which heading holds what: name="Appointee",organisation="Main employment"; may be repeated'
_NO_TITLES = flag("--no-titles", "do not read gender from a printed title, such as Mrs or Sir")
_READING = (  # how a file is to be read, where it does not say so itself
    option("--sheet=NAME", "the sheet of a workbook, by its name or its number from 1"),
    option("--header-row=N", "the row of the headings, as a spreadsheet counts", type=int),
    several("--columns=WHAT=HEADING,...", _COLUMNS),
    option("--dates=ORDER", "day-first or month-first: how 01/04/2022 is meant"),
    _NO_TITLES,
    option("--encoding", "of a text file that is not UTF-8, such as cp1252"),
)
REGISTERS = "LEPDATA_REGISTERS"
_FULL = f"ask full registers that you have downloaded into this folder, too (default: {REGISTERS}, if set)"
_QUARTER = "'2023-24 Q1' (April to June 2023)"
_ALSO = "plan for this criterion too, or for every 'expectation' or 'best practice' (may be repeated)"
_COUNT = "a count of this board published without names, such as private=10/14 or members=14; may be repeated"
_TEST = "test every rule against its two examples, and the signed decisions; exit 1 if anything is wrong"
_MANY = "the file holds many boards: judge each body at each date, as a table of boards by rules, as CSV of every "
_MANY += "verdict (also with -o), or with --format json one line a board"
_WORKLIST = "also write what nothing settles or what conflicts, as decisions to fill in and sign"
_EVIDENCE = (  # what may speak for whom somebody speaks, beside the rules
    option("--decisions=FILE", "signed decisions of your own, beside the shipped ones", either="decisions"),
    option("--registers=DIR", _FULL),
    flag("--no-residual", "make no guess from the look of a name"),
)
_ONE_LEP = several("--lep=NAME", "only this LEP; may be given again")
_BATCH = (
    option("--workers=N", "notebooks at a time; default: processors", type=_at_least_one),
    flag("--resume", "redo only what is missing, failed or out of date"),
    option("--engine=NAME", "standard: a kernel each; fork: from a warm process; auto", default="auto"),
    option("--timeout=S", "seconds a cell may take; default: 600", type=float, default=600),
    option("--log=STYLE", "bar, lines, json (for schedulers), quiet; default: bar or quiet", default="auto"),
    option("--scheduler=ADDRESS", "run on a Dask cluster: tcp://host:port", default=""),
)
_FORMATS = (
    "a workbook (default); folders of CSV, JSON lines or Parquet; a Data Package; Popolo JSON; one board in the "
    "standard board file; a letter asking for each list that is not known; a one-page note about one board for a "
    "committee paper; the review of one board, or of the nation, as PDF (printed by a Chromium, Chrome or Edge of this "
    "machine)"
)
# Said here too, so that the help costs no import; a test holds them against the formats themselves.
CHOICES = ("xlsx", "csv", "jsonl", "parquet", "datapackage", "popolo", "board", "request", "note", "pdf")


_OF_ONE_BOARD: Told = {
    "boards.template": (
        "write a blank board file with drop-down lists",
        "lepdata template -o my.xlsx",
        option("-o --output", "where to write it (.xlsx or .csv); default: board.xlsx", default="board.xlsx"),
    ),
    "boards.validate": (
        "list every fault of a board file, and what the publication standard misses in it",
        "lepdata validate my.xlsx",
        option("file", _FILE),
        _format_of("table", "json"),
        *_READING,
    ),
    "boards.check": (
        "check one board file against the rules",
        "lepdata check my.xlsx --full --as-at 2023-03-31",
        option("file", f"{_FILE}; `lepdata template` writes a blank one"),
        option("--framework", "id of a framework, or the path of your own; default: the one in force"),
        option("--as-at", "judge at this date; default: the list's own date"),
        option("--definition", "ruling definition of private: business, as-published or national-accounts"),
        option("--board-size", "how many members the board has, where the list may be incomplete", type=_at_least_one),
        several("--published=GROUP=COUNT/OF", _COUNT),
        flag("--full", "assert that the list names every member"),
        _STYLES,
        option("-o --output=OUT.csv", "with --many: write every verdict of every board here"),
        flag("--remedy", "say the fewest changes that make every requirement hold"),
        several("--also=ID", _ALSO),
        flag("--keep-councils", "plan without the loss of a council's seat"),
        flag("--many", _MANY),
        _OVER,
        flag("--strict", "exit with 4 if a requirement that is due is not met"),
        *_EVIDENCE,
        *_READING,
    ),
    "boards.classify": (
        "add to a board file whom each member speaks for, and why",
        "lepdata classify my.csv -o my-sectors.csv --worklist open.csv",
        option("file", _FILE),
        option("-o --output=OUT.csv", "write here; default: to the screen"),
        option("--as-at", "the day on which a term must not be over; default: the list's own date"),
        option("--worklist=OUT.csv", _WORKLIST),
        _OVER,
        flag("--no-decisions", "the rules alone, without signed decisions", either="decisions"),
        *_EVIDENCE,
        *_READING,
    ),
    "collections.read": (
        "read who sits on a board from published documents, for you to confirm",
        "lepdata read minutes.pdf board.html -o review.xlsx",
        option("files=FILE", "web pages, PDF, Word files, workbooks or text; a folder means its files", nargs="*"),
        option("-o --output=OUT", "write here: .xlsx to confirm and sign, .csv for the rows alone"),
        option("--confirm=OUT.xlsx", "make a board file of a review workbook that somebody has signed"),
        option("--confirmed=EARLIER.xlsx", "an earlier signed review: what it settles is not asked again"),
        _STYLES,
        _OVER,
    ),
}
_OF_ONES_OWN: Told = {
    "collections.new": (
        "make a folder for your own boards",
        "lepdata new my_boards --title 'Boards of Wessex' --alone",
        option("folder=DIR", "a folder that does not exist yet"),
        option("--title", "what your boards are called together; pages print it", default=""),
        flag("--alone", "without the 38 Local Enterprise Partnerships beside it"),
    ),
    "collections.add": (
        "file a board list in your folder: a copy, its source card and its rows",
        "lepdata add board.csv --data my_boards --lep Wessex --date 2026-03-31 --full",
        option("file", "a board file, a document, a signed reading; a folder means what is new in it", nargs="+"),
        option("--lep=AREA", "the area, where the file does not say", default=""),
        option("--body", "the body; default: the main board of a LEP, else business board", default=""),
        option("--date", "when the list is of, where the file does not say", default=""),
        option("--source", "where it was published", default=""),
        option("--title", "its title", default=""),
        option("--publisher", "who published it", default=""),
        option("--framework", "rules to judge this list by; default: by its body and date", default=""),
        option("--board-size", "how many members the board has, where the list may lack some", type=_at_least_one),
        flag("--full", "assert that the list names every member"),
        flag("--yes", "file a document's reading unconfirmed; pages say so"),
        *_READING,
    ),
    "collections.list_": ("show the documents of your folder", "lepdata list --data my_boards", _TABLE_OR_CSV),
    "collections.remove": (
        "take a document of your folder out of use",
        "lepdata remove wessex-2026-03-31-f70bfa --data my_boards --because 'the wrong year'",
        option("document", "its id, as `lepdata list` shows it"),
        option("--because=TEXT", "why; the reason is kept", required=True),
    ),
    "collections.changes": (
        "show who joined, left or moved between two states, and which answers changed",
        "lepdata changes last_quarter/reports reports --format md",
        option("old", "a collection, a folder of `lepdata review`, or its data folder"),
        option("new", "the same, later"),
        _format_of("table", "csv", "json", "md"),
    ),
    "collections.build": (
        "rebuild the processed tables from the raw files and the rules",
        "lepdata build",
        option("--out", "write the tables here instead of data/processed"),
    ),
}
_TO_PUBLISH: Told = {
    "notebooks.review": (
        "review every board and the nation, and write the site",
        "lepdata review --lep 'New Anglia' --no-national --out reports",
        _ONE_LEP,
        flag("--no-national", "leave the national review out"),
        option("--as-at=DATE", "use lists up to this date only", default=""),
        option("--framework=ID", "judge every board by these rules", default=""),
        _NO_TITLES,
        *_BATCH,
        option("--contact=ADDRESS", "printed on every page: where errors are put right", default=""),
        option("--edition=TEXT", "which issue this is; printed on every page", default=""),
        option("--since=OLD", "an earlier site or collection: a page says what changed since", default=""),
        option("--address=URL", "where the site will stand; printed on every page, for links to it", default=""),
        option("--out=DIR", "where the site goes; default: reports", default="reports"),
    ),
    "collections.export": (
        "write the tables, one board's list, a note about it or a review on paper in a format of your choice",
        "lepdata export --format xlsx --out lepdata.xlsx\n  lepdata export --format note --lep 'New Anglia'\n"
        "  lepdata export --pdf --lep 'New Anglia' --out review.pdf",
        option("--format", _FORMATS, choices=CHOICES, default="xlsx"),
        option("--pdf", "the same as --format pdf", dest="format", action="store_const", const="pdf"),
        _ONE_LEP,
        option("--out=PATH", "file or folder to write; default: named after LEP and format"),
        _OVER,
    ),
    "notebooks.run": (
        "run a notebook of your own once for each row of a table of parameters",
        "lepdata run my_review.ipynb --table parameters.csv --out results",
        option("notebook=NOTEBOOK", "a notebook with a cell tagged 'parameters', or the name of a shipped one"),
        option("--table=CSV", "a column for each parameter, a row for each run"),
        several("-p --parameter", "the same in every run", nargs=2, metavar=("NAME", "VALUE")),
        option("--out=DIR", "where the notebooks go; default: executed", default="executed"),
        option("--cwd=DIR", "the folder they run in; default: this one", default="."),
        option("--memory=GB", "for each notebook; default: a share of the machine", type=float),
        several("--data=FILE", "what --resume looks at for changes; may be repeated"),
        flag("--force", "write over notebooks that lepdata did not make"),
        *_BATCH,
    ),
}
_TO_LOOK_UP: Told = {
    "collections.coverage": (
        "show which boards and dates are known, and how completely",
        "lepdata coverage --lep 'New Anglia'",
        option("--lep", "every published list of one LEP"),
        _TABLE_OR_CSV,
    ),
    "collections.frameworks": (
        "list the frameworks and their criteria, with sources",
        "lepdata frameworks\n  lepdata frameworks --new mine.toml --from nlgaf-2021",
        _TABLE_OR_CSV,
        flag("--schema", "print the JSON Schema of a framework file of your own"),
        option("--new=FILE", "write rules of your own to edit, such as mine.toml"),
        option("--from=ID", "with --new: the framework to start from", dest="model"),
    ),
    "collections.rules": (
        "list the rules by which members' sectors are settled, or test them",
        "lepdata rules --check",
        _TABLE_OR_CSV,
        flag("--unused", "only the rules that no published seat calls upon", either="asked"),
        flag("--check", _TEST, either="asked"),
        option("--rules=DIR", "with --check: the rule files of this folder instead"),
    ),
}
_OF_A_PLAN: Told = {
    "follow.draft": (
        "draft a formal action plan for one board, to edit and to follow",
        "lepdata plan draft 'New Anglia' --start 2023-06-01 -o new-anglia.docx",
        option("lep", "the LEP, by any of its names"),
        option("--as-at=DATE", "draft from the latest list of this date or before"),
        option("--framework=ID", "rules that the plan is to meet; default: the last that LEPs were under"),
        option("--guidance-given=DATE", "when good-practice guidance was given, or 'no'", default=""),
        option("--start=DATE", "count the months of the milestones from this day", default=""),
        option("-o --output=FILE", "where to write it (.csv, .xlsx or .docx)"),
        _OVER,
    ),
    "follow.show_": (
        "show how each milestone, KPI and monitoring measure of a plan stands on a day",
        "lepdata plan show exampleshire-2023 --as-at 2023-10-31",
        option("plan", "a plan's id, its LEP, or a plan file (CSV or XLSX)"),
        option("--updates=FILE", "quarterly updates of it, CSV or XLSX", default=""),
        option("--as-at=DATE", "how it stands at this date; default: the last report's", default=""),
        _STYLES,
    ),
    "follow.update": (
        "append one report on a plan to a file of updates; what stands there is never changed",
        "lepdata plan update my-plan.csv --updates my-updates.csv --item my-plan/1.m2 \\\n"
        "    --quarter '2023-24 Q1' --on 2023-07-05 --status done --done-on 2023-06-20 --by Secretary",
        option("plan", "a plan file (CSV or XLSX), or the id of a shipped plan"),
        option("--updates=FILE", "the CSV file to append to; made if absent", required=True),
        option("--item", "the item, such as my-plan/1.m2", dest="item_id", required=True),
        option("--quarter", f"the financial quarter reported on, such as {_QUARTER}", required=True),
        option("--on", "the day of the report, such as 2023-07-05", dest="reported_on", required=True),
        option("--status", "not started, under way, done, late or dropped", required=True),
        option("--by", "the writer's role, never a name", dest="written_by", required=True),
        option("--done-on", "when it was done, such as 2023-06-20 or 2023-06", default=""),
        option("--moved-to", "a new date, such as 'by June 2023'", default=""),
        option("--note", "a few words", default=""),
    ),
}
_TO_FOLLOW_UP: Told = {
    "follow.engagement": (
        "what is shown of how partnerships engage with their voluntary sector; with a survey, a grade",
        "lepdata engagement --lep Cumbria --survey answers.csv",
        option("--lep", "one partnership, element by element; default: a line for each of the 38"),
        option("--survey=FILE", "answers of local voluntary leaders: a CSV, a filled-in form or a folder of them"),
        option("--as-at", "leave out what is newer than this date"),
        _STYLES,
        option("--form=FILE", "write the survey's form (XLSX) for one leader, and stop"),
    ),
    "plan": (
        "draft an improvement plan, show how one stands, or append a report to it",
        "lepdata plan show lancashire-2019 --as-at 2019-09-30",
    ),
    "follow.progress": (
        "show what followed each partnership, which reviews are due, and how one area is doing",
        "lepdata progress Exampleshire --as-at 2024-12-31",
        option("lep", "one area; without it the table of all 38 is printed", nargs="?", default=""),
        option("--form=OUT", "write a blank health check (.xlsx or .csv) and stop"),
        option("--health-check=FILE", "the area's self-assessment, filled in", default=""),
        option("--peer=FILE", "a peer's second assessment on the same form", default=""),
        option("--case=OUT", "write the case to central government as a page (.docx) and stop"),
        option("--as-at", "judge which reviews are open at this date", default=""),
        _STYLES,
    ),
    "follow.stocktake": (
        "ask councils about their part in the local strategy, and bring their answers together",
        "lepdata stocktake Dorset --form dorset.xlsx --council 'Dorset Council'\n"
        "  lepdata stocktake Dorset --answers dorset.xlsx bcp.xlsx\n"
        "  lepdata stocktake Exampleshire     (a made-up area with made-up answers)",
        option("lep=LEP", "the partnership; without one, the questions", nargs="?", default=""),
        option("--form=OUT", "write a blank form (.xlsx with lists, or .csv); a folder: one for each council"),
        option("--council=NAME", "the council that --form is for", default=""),
        option("--answers=FILE", "filled-in forms, or folders of them", nargs="+", default=[]),
        option("--as-at=DATE", "leave out later answers and later lists", default=""),
        _STYLES,
    ),
}
GROUPS = {
    "Check a board": _OF_ONE_BOARD,
    "Keep boards of your own": _OF_ONES_OWN,
    "Publish": _TO_PUBLISH,
    "Look up": _TO_LOOK_UP,
    "Follow up": _TO_FOLLOW_UP,
}
COMMANDS = {place: told for group in GROUPS.values() for place, told in group.items()}
PARTS = {"plan": _OF_A_PLAN}  # commands that are several
