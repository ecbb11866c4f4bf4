"""`lepdata review`: the main job."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lepdata.cli.codes import DONE, NOTEBOOKS_FAILED
from lepdata.model.faults import UsageError

NAME = "review"
HELP = "review every board and the nation, and write the site"
EXAMPLE = "lepdata review --lep 'New Anglia' --no-national --out reports"


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("--lep", action="append", default=[], metavar="NAME", help="only this LEP; may be given again")
    parser.add_argument("--no-national", action="store_true", help="leave the national review out")
    parser.add_argument("--as-at", default="", metavar="DATE", help="use lists up to this date only")
    parser.add_argument("--framework", default="", metavar="ID", help="judge every board by these rules")
    parser.add_argument("--workers", type=int, help="notebooks at a time; default: two more than processors")
    parser.add_argument("--resume", action="store_true", help="redo only what is missing, failed or out of date")
    parser.add_argument(
        "--contact", default="", metavar="ADDRESS", help="printed on every page: where errors are put right"
    )
    parser.add_argument("--out", default="reports", metavar="DIR", help="where the site goes; default: reports")


def run(given: argparse.Namespace) -> int:
    """Run the notebooks, write the site, say where it is and what failed."""
    try:
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
    )
    failed = [result for result in results if not result.ok]
    print(f"{len(results) - len(failed)} of {len(results)} reviews are in {out}. Open {out / 'index.html'}")
    for result in failed:
        print(f"FAILED {result.job.name}: {result.error}", file=sys.stderr)
    return NOTEBOOKS_FAILED if failed else DONE
