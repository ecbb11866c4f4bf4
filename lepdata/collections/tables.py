"""data/raw + rules -> data/processed: the stages in their order, each table written once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from pathlib import Path

import pandas as pd

from lepdata.collections.pseudonyms import without_names, without_sources
from lepdata.collections.reconciliation import check_arithmetic, moved, reconcile
from lepdata.collections.versions import built_of
from lepdata.errors import Fault, InputFaults, UsageError
from lepdata.files import DATA, PACKAGE, write_together
from lepdata.judging.verdicts import best_lists, published_answers, published_verdicts
from lepdata.read.board import read_raw_boards
from lepdata.registers import frozen, geography
from lepdata.registers.copies import copy_kind
from lepdata.registers.whose import BUILT_OF, held, in_use
from lepdata.schema import TABLES, columns, data_package, dictionary, in_order
from lepdata.seating.boards import Board, board_slugs, count_days, every_board
from lepdata.seating.corrections import apply_corrections, names_gone, withhold_sources, without_gone
from lepdata.seating.lists import list_seats, mark_fragments, published_lists
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.settling import settle
from lepdata.voice.councils import coverages, with_councils
from lepdata.voice.publishing import publications
from lepdata.voice.voluntary import voluntary_seats, voluntary_voice


def build(out: Path | None = None) -> list[Path]:
    """Rebuild every table of the collection in use from its raw files and the rules; give back the files written."""
    with held(alone=out is None):
        return _built(out)


def _built(out: Path | None) -> list[Path]:
    used = in_use()
    if (used.is_file or used.hidden) and out is None:
        raise UsageError("These tables have no place of their own. Fix: say where they go with --out DIR.")
    if used.root is None and out is None and DATA.parent == PACKAGE:
        raise UsageError("These tables are the installed package's own. Fix: say where they go with --out DIR.")
    out = used.processed if out is None else out
    tables = compute()
    signed = frozen.read_raw("figures/reconciled.csv")
    if used.root is None and (faults := moved(tables["reconciliation"], signed)):
        raise InputFaults(faults)
    made = {f"{name}.csv": frame.to_csv(index=False, lineterminator="\n") for name, frame in tables.items()}
    made["datapackage.json"] = json.dumps(data_package(stored=True), indent=1, ensure_ascii=False) + "\n"
    stamp = {BUILT_OF: f"{built_of(used)}\n"} if used.root and out == used.processed else {}
    # The stamp comes last: without it the tables are made anew.
    write_together({Path(out) / name: text.encode("utf-8") for name, text in (made | stamp).items()})
    return [Path(out) / name for name in made]


def compute() -> dict[str, pd.DataFrame]:
    """Every processed table by name, in the order of the stages."""
    printed, corrections = read_raw_boards(), frozen.read_raw("corrections.csv")
    gone, lines = names_gone(printed, corrections), apply_corrections(printed, corrections)
    lines["source_id"] = _source_ids(lines)
    withheld = withhold_sources(lines, gone) if gone else set()
    hidden = in_use().hidden
    lines = without_names(lines) if hidden else lines
    described = describe(lines)
    evidence = find_evidence(described)
    counts = _compositions()
    settled = with_councils(mark_fragments(list_seats(settle(described, evidence)), counts), evidence)
    best = best_lists(settled, counts)
    tables = {
        "sightings": lines,
        "seats": settled,
        "evidence": evidence,
        "members": settled,
        "lists": published_lists(settled),
        "boards": _boards(settled, best),
        "compositions": counts,
        "verdicts": published_verdicts(best),
        "answers": published_answers(best),
        "voluntary_seats": voluntary_seats(settled),
        "voluntary_voice": voluntary_voice(settled),
        "publication": publications(settled),
        "council_coverage": coverages(settled),
        "sources": _sources(lines, withheld),
        "dictionary": dictionary(),
        **_figures(settled),
    }
    if gone:
        tables = {name: without_gone(frame, gone) for name, frame in tables.items()}
    shown = {name: without_sources(frame) for name, frame in tables.items()} if hidden else tables
    return {name: in_order(name, frame) if name in TABLES else frame for name, frame in shown.items()}


def _sources(lines: pd.DataFrame, withheld: Collection[str]) -> pd.DataFrame:
    """The documents of the collection, and how many rows each holds; of some neither title nor address is told."""
    sources = frozen.read_raw("sources.csv")
    counted = lines["source_id"].value_counts()
    if in_use().is_file:
        (name,) = counted.index[:1]
        sources = pd.DataFrame([{"source_id": name, "source_title": name}]).reindex(
            columns=sources.columns, fill_value=""
        )
    rows = sources["source_id"].map(counted).fillna(0).astype(int).astype(str)
    for column in ("source_title", "source_url"):
        sources[column] = sources[column].mask(sources["source_id"].isin(withheld), "source:" + sources["source_id"])
    counted_rows = sources["n_rows"].where(sources["n_rows"] != "", rows)
    return sources.assign(copy=sources["source_url"].map(copy_kind), n_rows=counted_rows)


def _figures(settled: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What others published about the shipped boards, beside what is found here."""
    if not in_use().with_shipped:
        return {name: pd.DataFrame(columns=columns(name, stored=True)) for name in ("reconciliation", "figure_checks")}
    return {"reconciliation": reconcile(settled), "figure_checks": check_arithmetic()}


def _source_ids(lines: pd.DataFrame) -> pd.Series:
    keys = ["source_url", "source_title", "source_kind"]
    sources = frozen.read_raw("sources.csv").set_index(keys)["source_id"].to_dict()
    named = list(lines[keys].itertuples(index=False, name=None))
    own = lines["document"] if "document" in lines else pd.Series("", index=lines.index)
    if unknown := sorted({key for key, document in zip(named, own, strict=True) if not document} - set(sources)):
        named_by = "which a published line or a correction of one names"
        found = [f"no row for “{title}” ({kind}) at {url}, {named_by}" for url, title, kind in unknown]
        wanted = ("one row per source", "add the source there, then build again")
        raise InputFaults([Fault("sources.csv", None, "", one, *wanted) for one in found])
    return pd.Series([document or sources[key] for key, document in zip(named, own, strict=True)], index=lines.index)


def _compositions() -> pd.DataFrame:
    counts = frozen.read_raw("compositions/published_compositions.csv")
    days = [count_days(as_at, note) for as_at, note in zip(counts["as_at"], counts["note"], strict=True)]
    counts[["date_from", "date_to"]] = pd.DataFrame(days, columns=["from", "to"], index=counts.index, dtype="str")
    return counts


def _boards(settled: pd.DataFrame, best: Iterable[Board]) -> pd.DataFrame:
    boards, found = every_board(settled), {(one.lep, one.body): one for one in best}
    regions = geography.areas().set_index("lep")["region"].to_dict()
    slugs = board_slugs(boards)
    rows = [
        {"lep": area, "body": body, "slug": slugs[area, body], "region": regions.get(area, "")}
        | _known_of(area, body, settled, found.get((area, body)))
        for area, body in boards
    ]
    return pd.DataFrame(rows, columns=columns("boards"))


def _known_of(area: str, body: str, settled: pd.DataFrame, best: Board | None) -> dict[str, object]:
    own = settled[settled["lep"] == area]
    main = own[(own["body"] == body) & (own["date_from"] != "")]
    return {
        "list_date": best.as_at if best else "",
        "completeness": best.completeness if best else "",
        "members": int((best.members["counts_as_member"] == "yes").sum()) if best else 0,
        "seats": len(best.members) if best else 0,
        "lists": own["list_id"].nunique(),
        "lines": sum(len(ids.split()) for ids in own["row_ids"]),
        "sources": own["source_url"].nunique(),
        "first_date": main["snapshot_date"].min() if len(main) else "",
        "last_date": main["snapshot_date"].max() if len(main) else "",
    }
