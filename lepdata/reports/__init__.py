"""Reviews -> reports/: the notebooks run for every board and the nation, and the site made of what they show."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any

import lepdata
from lepdata import registers
from lepdata.batch.parameters import unknown_sentence, unknown_values
from lepdata.batch.runs import CELL_TIMEOUT, Result, chosen, cluster, cpus, reporter, run
from lepdata.exchange import tables, workbook
from lepdata.exchange.package import package_files, zipped
from lepdata.model.faults import UsageError
from lepdata.publish import Stamp, corrections_page, front, method_page, register_page, site
from lepdata.publish.sites import TRUST, place
from lepdata.reports.identity import identity, the_stamp
from lepdata.reports.jobs import actions, jobs
from lepdata.reviews import review_national
from lepdata.reviews.register import register_rows
from lepdata.reviews.words import SECTOR_WORDS
from lepdata.verdicts import framework as find_framework

# The workings behind `members` and `verdicts`: large, seldom opened, and whole in the archive beside their descriptor.
ONLY_IN_THE_ARCHIVE = ("sightings", "seats", "evidence", "publication")
_LIBRARIES = ("pandas", "altair", "scipy", "papermill", "vl-convert-python")


def publish_reviews(
    out: Path,
    leps: Sequence[str] = (),
    national: bool = True,
    as_at: str = "",
    framework: str = "",
    workers: int | None = None,
    resume: bool = False,
    contact: str = "",
    engine: str = "auto",
    log: str = "auto",
    timeout: float | None = CELL_TIMEOUT,
    scheduler: str = "",
) -> list[Result]:
    """Run the review notebooks through papermill and write the site.

    Parameters
    ----------
    out : Path
        The site's folder.
    leps : sequence of str
        Which LEPs, by any name; empty for all 38.
    national : bool
        Whether to make the national review and the audit too.
    as_at, framework : str
        Handed to every notebook; "" for the latest list, and the rules in force at its date.
    workers : int, optional
        Processes at a time; by default the processors available.
    resume : bool
        Leave alone what an earlier run finished from the same notebook, parameters, data, rules and code.
    contact : str
        Where a reader may have an error about a person put right: an address, printed on every page.
    engine, timeout : str, float or None
        As in `lepdata.batch.runs.run`.
    log : str
        How progress is said (see `lepdata.batch.runs.reporter`).
    scheduler : str
        The address of a Dask scheduler that is to have the notebooks run; "" to run them here.

    Returns
    -------
    list of Result
        One per notebook, those that failed among them.

    Raises
    ------
    UsageError
        If a LEP, the date or the framework does not exist: all of them at once, before anything starts.
    """
    asked = [{"lep": lep} for lep in leps] + [{"as_at": as_at, "framework": framework}]
    if wrong := [unknown_sentence(*found) for one in asked for found in unknown_values(one, {"as_at": "", "framework": ""})]:
        raise UsageError("\n".join(wrong))
    names = list(dict.fromkeys(registers.find_lep(lep) for lep in leps))
    if framework:
        find_framework(framework)
    asked_for = jobs(Path(out), names, national, as_at, framework)
    stamp = the_stamp(contact)
    engine = chosen(engine)
    about = {"engine": engine, "workers": scheduler or workers or cpus()}
    audited = national or (Path(out) / place(TRUST)).exists()
    with cluster(scheduler, identity) as executor, ThreadPoolExecutor(1) as aside:
        beside = aside.submit(_beside, stamp, as_at, framework, audited)
        results = run(
            asked_for,
            workers=workers,
            timeout=timeout,
            report=reporter(len(asked_for), style=log, about=about),
            data_version=identity(),
            resume=resume,
            engine=engine,
            executor=executor,
            warm=["lepdata.reviews.warming:warm"],
        )
    versions = {"python": sys.version.split()[0], **{name: version(name) for name in _LIBRARIES}}
    made = {**beside.result(), "actions": actions(), "versions": versions, "workers": workers or cpus()}
    site(results, Path(out), stamp=stamp, **made)
    return results


def _beside(stamp: Stamp, as_at: str, framework: str, audited: bool) -> dict[str, Any]:
    """What the site shows beside the notebooks' pages; made while they run, since this process only waits for them."""
    others = {
        "register.html": register_page(register_rows(), sectors=SECTOR_WORDS, stamp=stamp),
        "method.html": method_page(audited, stamp),
        "corrections.html": corrections_page(stamp),
    }
    return {"files": _files(stamp), "index": front(review_national(as_at, framework or None)), "pages": others}


def _files(stamp: Stamp) -> dict[str, bytes]:
    """What a reader can take away: the tables as a Data Package, and the main ones as a workbook."""
    everything = tables()
    shown = [name for name in everything if name not in ONLY_IN_THE_ARCHIVE]
    single = {f"data/{name}": content for name, content in package_files(everything, shown).items()}
    about = (f"Data {stamp.data_version}, lepdata {stamp.code_version}.",)
    return {
        **single,
        "lepdata-data.zip": zipped(package_files(everything)),
        "lepdata.xlsx": workbook(everything, about, stamp.contact),
    }
