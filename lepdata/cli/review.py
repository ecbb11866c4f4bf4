"""`lepdata review`: the main job."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lepdata.cli.codes import DONE, NOTEBOOKS_FAILED
from lepdata.model.faults import UsageError

if TYPE_CHECKING:
    from lepdata.batch.runs import Result

NAME = "review"
HELP = "review every board and the nation, and write the site"
EXAMPLE = "lepdata review --lep 'New Anglia' --no-national --out reports"


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("--lep", action="append", default=[], metavar="NAME", help="only this LEP; may be given again")
    parser.add_argument("--no-national", action="store_true", help="leave the national review out")
    parser.add_argument("--as-at", default="", metavar="DATE", help="use lists up to this date only")
    parser.add_argument("--framework", default="", metavar="ID", help="judge every board by these rules")
    batch_options(parser)
    parser.add_argument(
        "--contact", default="", metavar="ADDRESS", help="printed on every page: where errors are put right"
    )
    parser.add_argument("--out", default="reports", metavar="DIR", help="where the site goes; default: reports")


def batch_options(parser: argparse.ArgumentParser) -> None:
    """Options of every command that runs notebooks."""
    parser.add_argument("--workers", type=_at_least_one, metavar="N", help="notebooks at a time; default: processors")
    parser.add_argument("--resume", action="store_true", help="redo only what is missing, failed or out of date")
    parser.add_argument(
        "--engine", default="auto", metavar="NAME", help="standard: a kernel each; fork: from a warm process; auto"
    )
    parser.add_argument("--timeout", type=float, default=600, metavar="S", help="seconds a cell may take; default: 600")
    parser.add_argument(
        "--log", default="auto", metavar="STYLE", help="bar, lines, json (for schedulers), quiet; default: bar or quiet"
    )
    parser.add_argument("--scheduler", default="", metavar="ADDRESS", help="run on a Dask cluster: tcp://host:port")


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is no whole number of at least 1")
    return int(text)


def run(given: argparse.Namespace) -> int:
    """Run the notebooks, write the site, say where it is and what failed."""
    try:
        from lepdata.batch.runs import chosen
        from lepdata.reports import publish_reviews
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("lepdata"):
            raise
        raise UsageError(
            f"The review needs the package {error.name}. Install it with: pip install 'lepdata[batch]'"
        ) from error
    out = Path(given.out)
    results = publish_reviews(
        out,
        given.lep,
        not given.no_national,
        given.as_at,
        given.framework,
        given.workers,
        given.resume,
        given.contact,
        engine=given.engine,
        log=given.log,
        timeout=given.timeout or None,
        scheduler=given.scheduler,
    )
    failed = [result for result in results if not result.ok]
    how = f"engine {chosen(given.engine)}"
    print(f"{len(results) - len(failed)} of {len(results)} reviews are in {out} ({how}). Open {out / 'index.html'}")
    return tell(failed)


def tell(failed: Sequence[Result]) -> int:
    """List what failed; the exit code."""
    for result in failed:
        print(f"FAILED {result.job.name}: {result.error}", file=sys.stderr)
    return NOTEBOOKS_FAILED if failed else DONE
