"""The review of every board and the nation: which notebooks run, and what the site shows beside their pages."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any

import lepdata
from lepdata.actions.integration import followed
from lepdata.actions.plans import shipped_plans
from lepdata.batch.parameters import Job, Literal, unknown_sentence, unknown_values
from lepdata.batch.runs import CELL_TIMEOUT, Result, chosen, cluster, cpus, reporter, run
from lepdata.change.action_plan import Plan
from lepdata.english import plural
from lepdata.errors import UsageError
from lepdata.export.tables import package_files, tables, zipped
from lepdata.export.workbook import workbook
from lepdata.files import NOTEBOOKS, PROCESSED, RAW, RULES
from lepdata.judging.frameworks import framework as find_framework
from lepdata.registers import geography
from lepdata.registers.geography import DEMONSTRATION
from lepdata.reviews.boards import register_rows
from lepdata.reviews.nation import review_national
from lepdata.reviews.progress import progress_leps
from lepdata.reviews.wording import SECTOR_WORDS
from lepdata.site.front import front
from lepdata.site.others import Action, corrections_page, method_page, register_page
from lepdata.site.pages import NATIONAL, TRUST, Stamp, place
from lepdata.site.sites import site


def identity() -> str:
    """Version and hashes of code, data and rules: two machines that say the same make the same pages."""
    return f"{lepdata.__version__} {code_hash()} {rules_version()} {data_version()}"


def data_version() -> str:
    """A short hash of every raw file's signature and every processed table."""
    signed = (RAW / f"{name}.csv" for name in ("manifest", "corrections", "decisions"))
    return _hash([*signed, *sorted(PROCESSED.glob("*.csv"))])


def rules_version() -> str:
    """A short hash of every rule, the words of sentences among them."""
    return _hash(sorted(path for path in RULES.rglob("*") if path.is_file()))


def code_hash() -> str:
    """A short hash of the library's own modules: `--resume` redoes what other code made."""
    return _hash(sorted(Path(lepdata.__file__).parent.rglob("*.py")))


def the_stamp(contact: str = "") -> Stamp:
    """What every page says of where it comes from."""
    return Stamp(data_version(), lepdata.__version__, rules_version(), contact)


def _hash(files: Sequence[Path]) -> str:
    whole = hashlib.sha256()
    for path in files:
        if path.is_file():
            whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:12]


BOARD, NATION, AUDIT = "lep_review.ipynb", "national_review.ipynb", "how_far_to_trust.ipynb"
PLAN, PROGRESS, STOCKTAKE = "plan_review.ipynb", "progress_review.ipynb", "stocktake.ipynb"


def jobs(out: Path, leps: Sequence[str], national: bool, as_at: str = "", framework: str = "") -> list[Job]:
    """The notebooks of a review, the longest first: with two at a time nobody then waits for a latecomer."""
    common: dict[str, Literal] = {"as_at": as_at, "framework": framework}
    where = Path() if framework and Path(framework).is_file() else None  # so that its path still leads there
    asked = [(NATIONAL, NATION, common), (TRUST, AUDIT, {})] if national else []
    boards = leps or geography.leps()["lep"]
    asked += [(geography.slug(lep), BOARD, {"lep": lep, **common}) for lep in boards]
    return [
        Job(
            name,
            NOTEBOOKS / notebook,
            given,
            out / "notebooks" / f"{name}.ipynb",
            where if "framework" in given else None,
        )
        for name, notebook, given in (*asked, *_further(leps, as_at))
    ]


def actions() -> list[Action]:
    """What the list of plans, progress and stock-takes says of each of their pages."""
    taken = Action(
        f"stocktakes/{geography.slug(DEMONSTRATION)}",
        f"{DEMONSTRATION}: the councils’ stock-take",
        "What the area’s councils say about their part, beside what the published lists show.",
    )
    return [*map(_plan_action, shipped_plans()), *map(_progress_action, progress_leps()), taken]


def _plan_action(plan: Plan) -> Action:
    improvements = plural(len({item.improvement for item in plan.items}), "improvement")
    about = f"{improvements} with {plural(len(plan.items), 'promise')}, and how each stood at a date."
    return Action(f"plans/{geography.slug(plan.lep)}", plan.title, about)


def _progress_action(lep: str) -> Action:
    successor = followed(lep).successor
    about = f"What followed: {successor}. " if successor else ""
    about += "The reviews due, and the board before and after under the same rules."
    return Action(f"progress/{geography.slug(lep)}", f"{lep}: after integration", about)


def _further(leps: Sequence[str], as_at: str) -> Iterator[tuple[str, str, dict[str, Literal]]]:
    """Name, notebook and parameters of the pages that only some areas have."""
    for plan in shipped_plans():
        if not leps or plan.lep in leps:
            yield f"plans/{geography.slug(plan.lep)}", PLAN, {"plan": plan.plan_id, "as_at": as_at}
    for lep in progress_leps():
        if not leps or lep in leps:
            yield f"progress/{geography.slug(lep)}", PROGRESS, {"lep": lep, "as_at": as_at}
    if not leps:
        yield f"stocktakes/{geography.slug(DEMONSTRATION)}", STOCKTAKE, {"lep": DEMONSTRATION, "as_at": as_at}


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
    """Run the review notebooks through papermill and write the site."""
    asked = [{"lep": lep} for lep in leps] + [{"as_at": as_at, "framework": framework}]
    if wrong := [
        unknown_sentence(*found) for one in asked for found in unknown_values(one, {"as_at": "", "framework": ""})
    ]:
        raise UsageError("\n".join(wrong))
    names = list(dict.fromkeys(geography.find_lep(lep) for lep in leps))
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
            warm=["lepdata.reviews.parts:warm"],
        )
    versions = {"python": sys.version.split()[0], **{name: version(name) for name in _LIBRARIES}}
    made = {**beside.result(), "actions": actions(), "versions": versions}
    site(results, Path(out), stamp=stamp, workers=workers or cpus(), **made)
    return results


def _beside(stamp: Stamp, as_at: str, framework: str, audited: bool) -> dict[str, Any]:
    """What the site shows beside the notebooks' pages; made while they run, since this process only waits for them."""
    others = {
        "register.html": register_page(register_rows(), SECTOR_WORDS, stamp),
        "method.html": method_page(audited, stamp),
        "corrections.html": corrections_page(stamp),
    }
    return {"files": _files(stamp), "front": front(review_national(as_at, framework or None)), "pages": others}


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
