"""data/raw + rules -> data/processed: the stages in their order, each table written once."""

from __future__ import annotations

import json
from collections.abc import Hashable
from pathlib import Path

import pandas as pd

from lepdata.collections.reconciliation import check_arithmetic, moved, reconcile
from lepdata.errors import Fault, InputFaults
from lepdata.files import PROCESSED, write_atomically
from lepdata.judging.many import published_answers, published_verdicts
from lepdata.read.board import read_raw_boards
from lepdata.registers import frozen, geography
from lepdata.schema import TABLES, data_package, dictionary, in_order
from lepdata.seating.assembly import assemble
from lepdata.seating.boards import count_days
from lepdata.seating.corrections import apply_corrections
from lepdata.seating.lists import list_seats, mark_fragments, published_lists
from lepdata.seating.rows import describe
from lepdata.sectors.classifying import find_evidence
from lepdata.sectors.settling import settle
from lepdata.vocabulary import MAIN_BOARD
from lepdata.voice.councils import coverages, with_councils
from lepdata.voice.publishing import publications
from lepdata.voice.voluntary import voluntary_seats, voluntary_voice


def build(out: Path = PROCESSED) -> list[Path]:
    """Rebuild every processed table from the raw files and the rules; give back the files written."""
    tables = compute()
    if faults := moved(tables["reconciliation"], frozen.read_raw("figures/reconciled.csv")):
        raise InputFaults(faults)
    written = [Path(out) / f"{name}.csv" for name in tables]
    for path, frame in zip(written, tables.values(), strict=True):
        write_atomically(path, frame.to_csv(index=False, lineterminator="\n").encode("utf-8"))
    package = Path(out) / "datapackage.json"
    write_atomically(package, (json.dumps(data_package(stored=True), indent=1, ensure_ascii=False) + "\n").encode())
    return [*written, package]


def compute() -> dict[str, pd.DataFrame]:
    """Every processed table by name, in the order of the stages."""
    lines = apply_corrections(read_raw_boards(), frozen.read_raw("corrections.csv"))
    lines["source_id"] = _source_ids(lines)
    described = describe(lines)
    evidence = find_evidence(described)
    counts = _compositions()
    settled = with_councils(mark_fragments(list_seats(settle(described, evidence)), counts), evidence)
    tables = {
        "sightings": lines,
        "seats": settled,
        "evidence": evidence,
        "members": settled,
        "lists": published_lists(settled),
        "boards": pd.DataFrame([_known_of(lep, settled) for lep in geography.leps().to_dict("records")]),
        "compositions": counts,
        "verdicts": published_verdicts(settled, counts),
        "answers": published_answers(settled, counts),
        "voluntary_seats": voluntary_seats(settled),
        "voluntary_voice": voluntary_voice(settled),
        "publication": publications(settled),
        "council_coverage": coverages(settled),
        "sources": frozen.read_raw("sources.csv"),
        "reconciliation": reconcile(settled),
        "figure_checks": check_arithmetic(),
        "dictionary": dictionary(),
    }
    return {name: in_order(name, frame) if name in TABLES else frame for name, frame in tables.items()}


def _source_ids(lines: pd.DataFrame) -> pd.Series:
    keys = ["source_url", "source_title", "source_kind"]
    sources = frozen.read_raw("sources.csv").set_index(keys)["source_id"].to_dict()
    named = list(lines[keys].itertuples(index=False, name=None))
    if unknown := sorted(set(named) - set(sources)):
        named_by = "which a published line or a correction of one names"
        found = [f"no row for “{title}” ({kind}) at {url}, {named_by}" for url, title, kind in unknown]
        wanted = ("one row per source", "add the source there, then build again")
        raise InputFaults([Fault("sources.csv", None, "", one, *wanted) for one in found])
    return pd.Series([sources[key] for key in named], index=lines.index)


def _compositions() -> pd.DataFrame:
    counts = frozen.read_raw("compositions/published_compositions.csv")
    counts["date_from"], counts["date_to"] = zip(*map(count_days, counts["as_at"], counts["note"]), strict=True)
    return counts


def _known_of(lep: dict[Hashable, str], settled: pd.DataFrame) -> dict[str, object]:
    own = settled[settled["lep"] == lep["lep"]]
    main = own[(own["body"] == MAIN_BOARD) & (own["date_from"] != "")]
    best = assemble(settled, lep["lep"])
    return {
        **{name: lep[name] for name in ("lep", "slug", "region")},
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
