"""The review of every board and the nation: which notebooks run, and what the site shows beside their pages."""

import json
import multiprocessing
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import lepdata
from lepdata import dates, display, english, stopping, vocabulary
from lepdata.actions import integration, plans
from lepdata.batch.parameters import Job, Literal, unknown_sentence, unknown_values
from lepdata.batch.runs import Result, cpus, runner
from lepdata.collections.built import build, data_version, is_fresh, rules_version
from lepdata.collections.compared import State, changes, read_state, state_in_use
from lepdata.errors import UsageError, quoted, typed
from lepdata.export.formats import package_files, package_of, published_tables, tables_workbook
from lepdata.files import DATA, NOTEBOOKS, PACKAGE, hash_of
from lepdata.judging.framework_files import framework as find_framework
from lepdata.read.xlsx import zipped
from lepdata.registers import geography
from lepdata.registers.whose import SHIPPED, collection, held, in_use
from lepdata.reviews import known, markup, nation, progress
from lepdata.reviews.boards import find_area, register_rows
from lepdata.site import others, sites
from lepdata.site.pages import AT_THE_TOP, GALLERY, NATIONAL, PARTNERSHIPS, PREVIEW, TRUST, Stamp, place

_NAMELESS = ", without names"


def the_stamp(contact: str = "", edition: str = "", address: str = "") -> Stamp:
    """What every page says of where it comes from: short hashes of the data, raw and processed, and of every rule."""
    used = in_use()
    data = (used.stamp[:12] or data_version()) + _NAMELESS * used.hidden
    about = (contact or used.contact, edition or used.edition, used.title if used.root else "")
    where = f"{address.rstrip('/')}/" if address else ""
    return Stamp(data, lepdata.__version__, rules_version(), *about, where, plans=used.with_shipped and not used.hidden)


def identity() -> str:
    """Version and hashes of code, data and rules: two machines that say the same make the same pages."""
    stamp, code = the_stamp(), hash_of(sorted(PACKAGE.rglob("*.py")), PACKAGE)
    return f"{stamp.code_version} {code} {stamp.rules_version} {stamp.data_version}"


def jobs(out: Path, leps: Sequence[str], national: bool, as_at: str = "", framework: str = "") -> list[Job]:
    """The notebooks of a review, the longest first: with two at a time nobody then waits for a latecomer."""
    common: dict[str, Literal] = {"as_at": as_at, "framework": framework}
    where = Path() if framework and Path(framework).is_file() else None  # so that its path still leads there
    used = in_use()
    together = "national_review.ipynb" if used.with_shipped else "collection_review.ipynb"
    asked = [(NATIONAL, together, common)] if national else []
    if asked and used.with_shipped and not used.hidden:  # it quotes published lines
        asked.append((TRUST, "how_far_to_trust.ipynb", {}))
    if asked and used == SHIPPED:
        asked += [(PARTNERSHIPS, "partnership_groups.ipynb", {}), (GALLERY, "gallery.ipynb", {})]
    for row in display.row_dicts(known.read_table("boards")):
        if not leps or row["lep"] in leps or row["slug"] in leps:
            body = {} if row["body"] == vocabulary.MAIN_BOARD else {"body": row["body"]}
            asked.append((row["slug"], "lep_review.ipynb", {"lep": row["lep"], **body, **common}))
    for area, page, notebook, own in _further():
        if not leps or area in leps:
            asked.append((page.name, notebook, {**own, "as_at": as_at}))
    return [
        Job(name, NOTEBOOKS / notebook, own, out / f"notebooks/{name}.ipynb", where if "framework" in own else None)
        for name, notebook, own in asked
    ]


def _further() -> Iterator[tuple[str, others.Action, str, dict[str, Literal]]]:
    """Area, page, notebook and parameters of the plans, progress and stock-takes, which only some areas have."""
    if not in_use().with_shipped or in_use().hidden:  # plans and answers name people
        return
    for plan in plans.shipped_plans():
        improvements = english.plural(len({item.improvement for item in plan.items}), "improvement")
        about = f"{improvements} with {english.plural(len(plan.items), 'promise')}, and how each stood at a date."
        page = others.Action(f"plans/{geography.slug(plan.lep)}", plan.title, about)
        yield plan.lep, page, "plan_review.ipynb", {"plan": plan.plan_id}
    for lep in progress.progress_leps():
        successor = integration.followed(lep).successor
        about = f"What followed: {successor}. " if successor else ""
        about += "The reviews due, and the board before and after under the same rules."
        page = others.Action(f"progress/{geography.slug(lep)}", f"{lep}: after integration", about)
        yield lep, page, "progress_review.ipynb", {"lep": lep}
    title = f"{geography.DEMONSTRATION}: the councils’ stock-take"
    about = "What the area’s councils say about their part, beside what the published lists show."
    page = others.Action(f"stocktakes/{geography.slug(geography.DEMONSTRATION)}", title, about)
    yield geography.DEMONSTRATION, page, "stocktake.ipynb", {"lep": geography.DEMONSTRATION}


# The workings behind `members` and `verdicts`: large, seldom opened, and whole in the archive beside their descriptor.
_ONLY_IN_THE_ARCHIVE = {"sightings.csv", "seats.csv", "evidence.csv", "publication.csv", "sources.csv"}
_UNSET = {"as_at": "", "framework": ""}
_LIBRARIES = ("pandas", "altair", "scipy", "papermill", "vl-convert-python")


def _refuse_unusable(leps: Sequence[str], as_at: str, framework: str, contact: str, address: str) -> None:
    if address and not address.startswith(("https://", "http://")):
        fix = "give one such as https://example.org/"
        raise UsageError(f"The address {quoted(address)} is none of the web. Fix: {fix}.")
    if re.match(r"(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:\S+$", contact, re.IGNORECASE):
        raise UsageError(f"Nobody can write to {quoted(contact)}. Fix: give an e-mail address, or a page of the web.")
    asked = [*(("lep", lep) for lep in leps), ("as_at", as_at), ("framework", framework)]
    if wrong := [unknown_sentence(*found) for name, value in asked for found in unknown_values({name: value}, _UNSET)]:
        raise UsageError("\n".join(wrong))
    if framework:
        find_framework(framework)


def publish_reviews(
    out: Path,
    leps: Sequence[str] = (),
    national: bool = True,
    as_at: str = "",
    framework: str = "",
    contact: str = "",
    edition: str = "",
    since: str = "",
    address: str = "",
    **batch: Any,
) -> list[Result]:
    """Run the review notebooks, with `batch` as `runner` takes it, and write the site; it says what changed `since`."""
    _refuse_unusable(leps, as_at, framework, contact, address)
    _built_once()
    if known.read_table("seats").empty:
        root = in_use().root
        raise UsageError(f"{root} holds no list yet. Fix: lepdata add FILE --data {typed(root)}")
    boards = known.read_table("boards")  # a page of one of several boards of an area asks for that board alone
    several = set(boards.loc[boards["slug"] != boards["lep"].map(geography.slug), "slug"])
    names = list(dict.fromkeys(lep if lep in several else find_area(lep) for lep in leps))
    before = read_state(since) if since else None  # read first: it may be the very site that is written anew
    dated = known.read_table("lists").query("date_to != ''").sort_values("date_to")["snapshot_date"]
    newest = dates.words(str(dated.iloc[-1])) if len(dated) else ""
    stamp, state = replace(the_stamp(contact, edition, address), lists_to=newest), _state()
    audited = (national and in_use().with_shipped and not in_use().hidden) or (Path(out) / place(TRUST)).exists()
    with held(), sites.renewed(Path(out), batch.get("resume", False)) as folder:
        run = folder / "run.json"
        earlier = str(json.loads(run.read_bytes()).get("data", "")) if run.is_file() else ""
        if earlier and earlier.endswith(_NAMELESS) != in_use().hidden:
            how = "with" if in_use().hidden else "without"
            raise UsageError(f"{out} holds a site {how} names, and pages of it would stay. Fix: name another folder.")
        asked_for, made_of = jobs(folder, names, national, as_at, framework), identity()
        workers, actions = batch.get("workers") or cpus(), [page for _, page, *_ in _further()]
        one_of_several = boards["lep"].duplicated(keep=False) & (boards["body"] != vocabulary.MAIN_BOARD)
        named = boards["lep"].where(~one_of_several, boards["lep"] + ": " + boards["body"])
        called = [{"slug": slug, "name": name} for slug, name in zip(boards["slug"], named, strict=True)]
        titles = others.titles_of({"boards": called, "shipped": in_use().with_shipped}, actions)
        places = [place(job.name) for job in asked_for]
        warm = ["lepdata.batch.parameters", "lepdata.reviews.parts:warm"]
        pages = sites.drawing(folder, stamp, titles, places, len(places), workers)
        with pages as draw, runner(identity, **batch) as run_here:
            beside = _aside(_beside, stamp, as_at, framework, audited, before)
            results = run_here(asked_for, lambda one: one.ok and draw(one), data_version=made_of, warm=warm)
            made = beside()
        if not leps:
            _clear_gone(folder, {*AT_THE_TOP, *(job.name for job in asked_for)})
        versions = {"python": sys.version.split()[0], **{name: version(name) for name in _LIBRARIES}}
        drawn = {one.job.name for one in results if one.ok}
        sites.site(results, folder, stamp=stamp, drawn=drawn, actions=actions, versions=versions, **made)
        if _state() != state:
            raise DataMoved(f"The data or rules changed during the review: {out} is as it was. Fix: run it again.")
    return [replace(one, job=replace(one.job, output=Path(out) / f"notebooks/{one.job.name}.ipynb")) for one in results]


def _clear_gone(folder: Path, names: set[str]) -> None:
    """Take the pages away of boards that are no longer there."""
    for notebook in folder.glob("notebooks/**/*.ipynb"):
        name = notebook.relative_to(folder / "notebooks").with_suffix("").as_posix()
        if name not in names:
            notebook.unlink()
            (folder / place(name)).unlink(missing_ok=True)


def _aside(make: Callable[..., Any], *given: Any) -> Callable[[], Any]:
    """What waits for what is made meanwhile; a run that is stopped does not wait for it."""
    if sys.platform == "linux" and threading.active_count() == 1:  # a fork copies the locks of other threads
        pool = ProcessPoolExecutor(1, multiprocessing.get_context("fork"), stopping.end_with_parent, (os.getpid(),))
        with stopping.deaf_children():
            return pool.submit(make, *given).result  # done, the process ends: its memory is free
    made: Future[Any] = Future()

    def work() -> None:
        try:
            made.set_result(make(*given))
        except BaseException as error:
            made.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    return made.result


def left_from_before(out: Path) -> list[str]:
    """The pages of a site that an earlier run made of other data or by other rules."""
    stamp = the_stamp()
    made = f"Made from data {stamp.data_version} by rules {stamp.rules_version} ".encode()
    pages = {path: path.read_bytes() for path in sorted(out.rglob("*.html"))}
    return [path.name for path, html in pages.items() if sites.COMPLETE in html and made not in html]


class DataMoved(UsageError):
    """What was reviewed is not what is there now."""


def _state() -> tuple[str, ...]:
    """Everything that a review reads, as it is on the disk now."""
    root = in_use().root
    return collection(root).stamp if root else "", the_stamp().rules_version, data_version()


def _built_once() -> None:
    """Build the tables of a folder of one's own; where they may not be written, each worker makes them for itself."""
    used = in_use()
    if not used.root or DATA in used.root.parents or used.is_file or used.hidden or is_fresh(used):
        return
    with suppress(OSError):
        build()


def _beside(stamp: Stamp, as_at: str, framework: str, audited: bool, before: State | None) -> dict[str, Any]:
    """What the site shows beside the notebooks' pages; made while they run, since this process only waits for them."""
    # what a reader can take away: the tables as a Data Package, and the main ones as a workbook; the workbook first,
    # since what it takes is free again for the rest
    everything = published_tables(framework=framework)
    about = (f"Data {stamp.data_version}, lepdata {stamp.code_version}.",)
    files = {"lepdata.xlsx": tables_workbook(everything, about, stamp.contact)}
    whole = package_files(everything)
    shown = {name: csv for name, csv in whole.items() if name.endswith(".csv") and name not in _ONLY_IN_THE_ARCHIVE}
    files |= {"lepdata-data.zip": zipped(whole), **{f"data/{name}": csv for name, csv in package_of(shown).items()}}
    rows, front = register_rows(), others.front_contents(nation.review_national(as_at, framework or None))
    files |= {"assets/names.js": others.names_script(rows), PREVIEW: others.preview(front)}
    pages = {"method.html": others.method_page(audited, stamp), "corrections.html": others.corrections_page(stamp)}
    pages["register.html"] = others.register_page(rows, markup.SECTOR_WORDS, stamp)
    if before:
        pages[others.CHANGES] = others.changes_page(changes(before, state_in_use()), stamp)
    return {"files": files, "front": front, "pages": pages}
