"""`lepdata run`: anyone's notebook, once for each row of a table."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from lepdata.cli.review import batch_options, tell
from lepdata.model.faults import UsageError

NAME = "run"
HELP = "run a notebook of your own once for each row of a table of parameters"
EXAMPLE = "lepdata run my_review.ipynb --table parameters.csv --out results"


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("notebook", metavar="NOTEBOOK", help="a notebook with a cell tagged 'parameters'")
    parser.add_argument("--table", metavar="CSV", help="a column for each parameter, a row for each run")
    parser.add_argument(
        "-p",
        "--parameter",
        action="append",
        default=[],
        nargs=2,
        metavar=("NAME", "VALUE"),
        help="the same in every run",
    )
    parser.add_argument("--out", default="executed", metavar="DIR", help="where the notebooks go; default: executed")
    parser.add_argument("--cwd", default=".", metavar="DIR", help="the folder they run in; default: this one")
    parser.add_argument("--memory", type=float, metavar="GB", help="for each notebook; default: a share of the machine")
    parser.add_argument(
        "--data",
        action="append",
        default=[],
        metavar="FILE",
        help="what --resume looks at for changes; may be repeated",
    )
    batch_options(parser)


def run(given: argparse.Namespace) -> int:
    """Run the notebooks, say where they are and what failed."""
    try:
        from lepdata import reports
        from lepdata.batch import parameters, runs
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("lepdata"):
            raise
        raise UsageError(
            f"This needs the package {error.name}. Install it with: pip install 'lepdata[batch]'"
        ) from error
    out, common = Path(given.out), dict(given.parameter)
    if not Path(given.cwd).is_dir():
        raise UsageError(f"There is no folder {given.cwd}.")
    jobs = parameters.read_plan(Path(given.notebook), given.table and Path(given.table), out, common, Path(given.cwd))
    engine = runs.chosen(given.engine)
    about = {"engine": engine, "workers": given.scheduler or given.workers or runs.cpus()}
    with runs.cluster(given.scheduler, reports.identity) as executor:
        results = runs.run(
            jobs,
            workers=given.workers,
            timeout=given.timeout or None,
            report=runs.reporter(len(jobs), style=given.log, about=about),
            data_version=" ".join((reports.identity(), *map(_hash, given.data))),
            resume=given.resume,
            engine=engine,
            executor=executor,
            memory=None if given.memory is None else int(given.memory * 1e9),
        )
    failed = [result for result in results if not result.ok]
    print(f"{len(results) - len(failed)} of {len(results)} notebooks are in {out} (engine {engine}).")
    return tell(failed)


def _hash(name: str) -> str:
    files = [Path(name)] if Path(name).is_file() else sorted(path for path in Path(name).rglob("*") if path.is_file())
    if not files:
        raise UsageError(f"There is no file {name}, of which the results are said to depend.")
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()
