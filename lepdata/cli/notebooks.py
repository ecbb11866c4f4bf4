"""Commands that run notebooks: review (the main job), and run (a notebook of one's own)."""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lepdata.cli.terminal import DONE, NOTEBOOKS_FAILED, at_least_one, command, flag, option
from lepdata.errors import UsageError

if TYPE_CHECKING:
    from lepdata.batch.runs import Result

_BATCH = (
    option("--workers", "notebooks at a time; default: processors", type=at_least_one, metavar="N"),
    flag("--resume", "redo only what is missing, failed or out of date"),
    option("--engine", "standard: a kernel each; fork: from a warm process; auto", default="auto", metavar="NAME"),
    option("--timeout", "seconds a cell may take; default: 600", type=float, default=600, metavar="S"),
    option("--log", "bar, lines, json (for schedulers), quiet; default: bar or quiet", default="auto", metavar="STYLE"),
    option("--scheduler", "run on a Dask cluster: tcp://host:port", default="", metavar="ADDRESS"),
)
_NOBODY = """
NOBODY TO WRITE TO: these pages name people, and none of them says who puts an error right.
Fix: before anybody else sees them, run it again with --contact https://... or --contact an e-mail address.
"""


@command(
    "review every board and the nation, and write the site",
    "lepdata review --lep 'New Anglia' --no-national --out reports",
    option("--lep", "only this LEP; may be given again", action="append", default=[], metavar="NAME"),
    flag("--no-national", "leave the national review out"),
    option("--as-at", "use lists up to this date only", default="", metavar="DATE"),
    option("--framework", "judge every board by these rules", default="", metavar="ID"),
    flag("--no-titles", "do not read gender from a printed title, such as Mrs or Sir"),
    *_BATCH,
    option("--contact", "printed on every page: where errors are put right", default="", metavar="ADDRESS"),
    option("--edition", "which issue this is; printed on every page", default="", metavar="TEXT"),
    option("--since", "an earlier site or collection: a page says what changed since", default="", metavar="OLD"),
    option("--address", "where the site will stand; printed on every page, for links to it", default="", metavar="URL"),
    option("--out", "where the site goes; default: reports", default="reports", metavar="DIR"),
)
def review(given: argparse.Namespace) -> int:
    from lepdata.batch.runs import chosen, event
    from lepdata.registers.whose import in_use
    from lepdata.reviews.known import NO_TITLES
    from lepdata.site.build import DataMoved, publish_reviews

    out = Path(given.out)
    if given.no_titles:
        os.environ[NO_TITLES] = "1"  # every worker inherits it
    asked = (given.lep, not given.no_national, given.as_at, given.framework, given.contact, given.edition, given.since)
    try:
        results = publish_reviews(out, *asked, given.address, **_settings(given))
    except DataMoved as error:
        said = event("end", error=str(error), exit_code=NOTEBOOKS_FAILED) if given.log == "json" else error
        print(said, file=sys.stderr)
        return NOTEBOOKS_FAILED
    if not given.contact and not in_use().contact:
        said = " ".join(_NOBODY.split())
        print(event("warning", warning=said) if given.log == "json" else _NOBODY, file=sys.stderr)
    return _tell(given, results, "reviews", f"{out} (engine {chosen(given.engine)}). Open {out / 'index.html'}")


def _settings(given: argparse.Namespace) -> dict[str, Any]:
    names = ("workers", "resume", "engine", "log", "scheduler")
    return {name: getattr(given, name) for name in names} | {"timeout": given.timeout or None}


def _tell(given: argparse.Namespace, results: Sequence[Result], what: str, where: str) -> int:
    from lepdata.batch.runs import event

    failed = [result for result in results if not result.ok]
    code, done = NOTEBOOKS_FAILED if failed else DONE, len(results) - len(failed)
    print(f"{done} of {len(results)} {what} are in {where}")
    said = [f"FAILED {result.job.name}: {result.error}" for result in failed]
    for line in [event("end", ok=done, failed=len(failed), exit_code=code)] if given.log == "json" else said:
        print(line, file=sys.stderr)
    return code


_DATA = "what --resume looks at for changes; may be repeated"


@command(
    "run a notebook of your own once for each row of a table of parameters",
    "lepdata run my_review.ipynb --table parameters.csv --out results",
    option("notebook", "a notebook with a cell tagged 'parameters', or the name of a shipped one", metavar="NOTEBOOK"),
    option("--table", "a column for each parameter, a row for each run", metavar="CSV"),
    option("-p --parameter", "the same in every run", action="append", default=[], nargs=2, metavar=("NAME", "VALUE")),
    option("--out", "where the notebooks go; default: executed", default="executed", metavar="DIR"),
    option("--cwd", "the folder they run in; default: this one", default=".", metavar="DIR"),
    option("--memory", "for each notebook; default: a share of the machine", type=float, metavar="GB"),
    option("--data", _DATA, action="append", default=[], metavar="FILE"),
    flag("--force", "write over notebooks that lepdata did not make"),
    *_BATCH,
)
def run(given: argparse.Namespace) -> int:
    from lepdata.batch import parameters, runs
    from lepdata.files import NOTEBOOKS
    from lepdata.site import build

    out, common, notebook = Path(given.out), dict(given.parameter), Path(given.notebook)
    if not notebook.exists() and (shipped := NOTEBOOKS / f"{notebook.stem}.ipynb").exists():
        notebook = shipped
    if not Path(given.cwd).is_dir():
        raise UsageError(f"There is no folder {given.cwd}.")
    jobs = parameters.read_plan(notebook, given.table and Path(given.table), out, common, Path(given.cwd))
    memory = None if given.memory is None else int(given.memory * 1e9)
    with runs.runner(build.identity, **_settings(given)) as run_here:
        data = " ".join((build.identity(), *map(_hash, given.data)))
        results = run_here(jobs, data_version=data, memory=memory, force=given.force)
    return _tell(given, results, "notebooks", f"{out} (engine {runs.chosen(given.engine)}).")


def _hash(name: str) -> str:
    files = [Path(name)] if Path(name).is_file() else sorted(path for path in Path(name).rglob("*") if path.is_file())
    if not files:
        raise UsageError(f"There is no file {name}, of which the results are said to depend.")
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()
