"""Commands that run notebooks: review (the main job), and run (a notebook of one's own)."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lepdata import english, errors
from lepdata.batch import parameters, runs
from lepdata.cli.terminal import DONE, NOTEBOOKS_FAILED
from lepdata.files import NOTEBOOKS, hash_of
from lepdata.read.grid import first_few
from lepdata.registers.whose import in_use
from lepdata.reviews.known import NO_TITLES
from lepdata.site import build

_NOBODY = """
NOBODY TO WRITE TO: these pages name people, and none of them says who puts an error right.
Fix: before anybody else sees them, run it again with --contact https://... or --contact an e-mail address.
"""


def review(given: argparse.Namespace) -> int:
    out = Path(given.out)
    if given.no_titles:
        os.environ[NO_TITLES] = "1"  # every worker inherits it
    asked = (given.lep, not given.no_national, given.as_at, given.framework, given.contact, given.edition, given.since)
    try:
        results = build.publish_reviews(out, *asked, given.address, **_settings(given))
    except build.DataMoved as error:
        _tell(given, str(error), "end", error=str(error), exit_code=NOTEBOOKS_FAILED)
        return NOTEBOOKS_FAILED
    if not (given.contact or in_use().contact or in_use().hidden):
        _tell(given, _NOBODY, "warning", warning=" ".join(_NOBODY.split()))
    if old := build.left_from_before(out):
        said = f"{english.plural(len(old), 'page')} of an earlier state of the boards stayed: {first_few(old)}."
        _tell(given, f"{said} Fix: run it again without --lep and --no-national.", "warning", warning=said)
    return _end(given, results, "reviews", f"{out} (engine {runs.chosen(given.engine)}). Open {out / 'index.html'}")


def _settings(given: argparse.Namespace) -> dict[str, Any]:
    names = ("workers", "resume", "engine", "log", "scheduler")
    return {name: getattr(given, name) for name in names} | {"timeout": given.timeout or None}


def _tell(given: argparse.Namespace, words: str, event: str, **about: Any) -> None:
    """Say something on standard error: in words, or as an event to a scheduler."""
    if said := runs.event(event, **about) if given.log == "json" else words:
        print(said, file=sys.stderr)


def _end(given: argparse.Namespace, results: Sequence[runs.Result], what: str, where: str) -> int:
    failed = [result for result in results if not result.ok]
    code, done = NOTEBOOKS_FAILED if failed else DONE, len(results) - len(failed)
    print(f"{done} of {len(results)} {what} are in {where}")
    said = "\n".join(f"FAILED {result.job.name}: {result.error}" for result in failed)
    _tell(given, said, "end", ok=done, failed=len(failed), exit_code=code)
    return code


def run(given: argparse.Namespace) -> int:
    out, common, notebook = Path(given.out), dict(given.parameter), Path(given.notebook)
    if not notebook.exists() and (shipped := NOTEBOOKS / f"{notebook.stem}.ipynb").exists():
        notebook = shipped
    elif not notebook.exists() and notebook.name == str(notebook):
        raise errors.unknown("notebook", notebook.stem, sorted(one.stem for one in NOTEBOOKS.glob("*.ipynb")))
    if not Path(given.cwd).is_dir():
        raise errors.UsageError(f"There is no folder {given.cwd}.")
    jobs = parameters.read_plan(notebook, given.table and Path(given.table), out, common, Path(given.cwd))
    memory = None if given.memory is None else int(given.memory * 1e9)
    with runs.runner(build.identity, **_settings(given)) as run_here:
        data = " ".join((build.identity(), *map(_hash, given.data)))
        results = run_here(jobs, data_version=data, memory=memory, force=given.force)
    return _end(given, results, "notebooks", f"{out} (engine {runs.chosen(given.engine)}).")


def _hash(name: str) -> str:
    found = [Path(name)] if Path(name).is_file() else sorted(filter(Path.is_file, Path(name).rglob("*")))
    if not found:
        raise errors.UsageError(f"There is no file {name}, of which the results are said to depend.")
    return hash_of(found, Path(name))
