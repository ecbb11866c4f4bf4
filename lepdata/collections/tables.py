"""data/raw + rules -> data/processed: the stages in their order, each table written once.

Without names, "Member M-17" is the same wherever it is printed alike; a name that is printed otherwise elsewhere is
taken for another person's, so that counts of people across lists may come out higher.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

import pandas as pd

from lepdata import display, vocabulary
from lepdata.collections.figures import because, check_arithmetic, moved, published_figures, reconcile, sum_in_words
from lepdata.errors import Fault, near_matches, quoted, refuse_all
from lepdata.files import csv_text, rule_file
from lepdata.judging.verdicts import best_lists, published_answers, published_verdicts
from lepdata.names import A_TITLE
from lepdata.read.board import read_raw_boards
from lepdata.registers import frozen, geography
from lepdata.registers.whose import SHIPPED, in_use, own_rows
from lepdata.schema import MADE_WHEN_SHOWN, TABLES, columns, data_package, dictionary, in_order
from lepdata.seating.boards import Board, board_slugs, count_days, every_board
from lepdata.seating.corrections import apply_corrections, names_gone, withhold_sources, without_gone
from lepdata.seating.lists import list_seats, mark_fragments, published_lists
from lepdata.seating.rows import add_membership, describe
from lepdata.sectors import classifying, settling
from lepdata.spelling import fold
from lepdata.voice import councils, publishing, voluntary


def files() -> dict[str, str]:
    """Every processed table and their description, as they are written; refused where a signed figure has moved."""
    tables = compute()
    if in_use() == SHIPPED:
        refuse_all(moved(tables["reconciliation"], frozen.read_raw("figures/reconciled.csv")))
    made = {f"{name}.csv": csv_text(frame) for name, frame in tables.items()}
    return made | {"datapackage.json": json.dumps(data_package(stored=True), indent=1, ensure_ascii=False) + "\n"}


def compute() -> dict[str, pd.DataFrame]:
    """Every processed table by name, in the order of the stages."""
    printed, corrections = read_raw_boards(), frozen.read_raw("corrections.csv")
    refuse_all(_about_nothing(printed))
    gone, lines = names_gone(printed, corrections), apply_corrections(printed, corrections)
    lines["source_id"] = _source_ids(lines)
    withheld = withhold_sources(lines, gone) if gone else set()
    described = describe(lines)
    evidence = classifying.find_evidence(described)
    counts = _published_counts(printed)
    settled = councils.with_councils(mark_fragments(list_seats(settling.settle(described, evidence)), counts), evidence)
    settled = display.in_one_block(settled)
    best = best_lists(settled, counts)
    figures = published_figures() if in_use().with_shipped else []  # what others say of the shipped boards
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
        "voluntary_seats": voluntary.voluntary_seats(settled),
        "voluntary_voice": voluntary.voluntary_voice(settled),
        "publication": publishing.publication(settled),
        "council_coverage": councils.coverages(settled),
        "sources": _sources(lines, withheld),
        "dictionary": dictionary(),
        "reconciliation": reconcile(settled, figures),
        "figure_checks": check_arithmetic(figures),
    }
    if gone:
        tables = {name: without_gone(frame, gone) for name, frame in tables.items()}
    shown = without_names(tables, described) if in_use().hidden else tables
    return {name: in_order(name, frame) if name in TABLES else frame for name, frame in shown.items()}


def seats_of(areas: Collection[str]) -> pd.DataFrame:
    """The seats of some areas alone, without waiting for all else: for whoever has just added a list there."""
    printed = read_raw_boards()
    lines = apply_corrections(printed, frozen.read_raw("corrections.csv"))
    described = describe(lines[lines["lep"].isin(areas)].assign(source_id=lambda own: _source_ids(own)))
    settled = settling.settle(described, classifying.find_evidence(described))
    return mark_fragments(list_seats(settled), _published_counts(printed)).assign(row_id=lambda own: own["seat_id"])


def _published_counts(printed: pd.DataFrame) -> pd.DataFrame:
    """Counts printed without names, each with its days, and its body called as the lists call it, whatever letters."""
    counts = frozen.read_raw("compositions/published_compositions.csv")
    boards = {*zip(printed["lep"], printed["body"], strict=True)}
    listed = {(lep, fold(body)): body for lep, body in boards} | {board: board[1] for board in boards}
    counted = zip(counts["lep"], counts["body"], strict=True)
    counts["body"] = [listed.get((lep, body)) or listed.get((lep, fold(body)), body) for lep, body in counted]
    days = list(map(count_days, counts["as_at"], counts["note"]))
    counts[["date_from", "date_to"]] = pd.DataFrame(days, columns=["from", "to"], index=counts.index, dtype="str")
    return counts


def _about_nothing(printed: pd.DataFrame) -> Iterator[Fault]:
    """Rows of the folder's own tables that would change nothing, since nothing that is in use is called so."""
    root, areas, bodies, ids = in_use().root, {*geography.areas()["lep"]}, {*printed["body"]}, {*printed["row_id"]}
    of_area = ("counts.csv", "lep", areas, areas, "an area of this collection")
    of_body = ("counts.csv", "body", {*map(fold, bodies)}, bodies, "a body that a list in use is of")
    of_row = ("decisions.csv", "row_id", ids, ids, "the row_id of a line in boards/ that is in use")
    for table, column, known, shown, expected in (of_area, of_body, of_row):
        for line, row in own_rows(root / table) if root else ():
            text = fold(row[column]) if column == "body" else row[column]
            if text and text not in known and not known.issuperset(text.split()):  # several rows, parted by blanks
                near = near_matches(row[column], shown, 1)
                remedy = f"write {near[0]}" if near else "correct it, or put # before the row"
                yield Fault(table, line, column, quoted(row[column]), expected, remedy)


def _sources(lines: pd.DataFrame, withheld: Collection[str]) -> pd.DataFrame:
    """The documents of the collection, and how many rows each holds; of some neither title nor address is told."""
    sources = frozen.read_raw("sources.csv")
    counted = lines["source_id"].value_counts()
    if in_use().is_file:
        (name,) = counted.index[:1]
        only = pd.DataFrame([{"source_id": name, "source_title": name}])
        sources = only.reindex(columns=sources.columns, fill_value="")
    for column in ("source_title", "source_url"):
        sources[column] = sources[column].mask(sources["source_id"].isin(withheld), SOURCE + sources["source_id"])
    rows = sources["source_id"].map(counted).fillna(0).astype(int).astype(str)
    rows = sources["n_rows"].where(sources["n_rows"] != "", rows)
    return sources.assign(copy=sources["source_url"].map(frozen.copy_kind), n_rows=rows)


def _source_ids(lines: pd.DataFrame) -> list[str]:
    keys = ["source_url", "source_title", "source_kind"]
    sources = frozen.read_raw("sources.csv").set_index(keys)["source_id"].to_dict()
    own = lines.get("document", [""] * len(lines))
    named = list(zip(lines[keys].itertuples(index=False, name=None), own, strict=True))
    unknown = sorted({key for key, document in named if not document} - set(sources))
    named_by = "which a published line or a correction of one names"
    found = (f"no row for “{title}” ({kind}) at {url}, {named_by}" for url, title, kind in unknown)
    wanted = ("one row per source", "add the source there, then build again")
    refuse_all(Fault("sources.csv", None, "", one, *wanted) for one in found)
    return [document or sources[key] for key, document in named]


def _boards(settled: pd.DataFrame, best: Iterable[Board]) -> pd.DataFrame:
    boards, found = every_board(settled), {(one.lep, one.body): one for one in best}
    regions = geography.areas().set_index("lep")["region"].to_dict()
    slugs, rows = board_slugs(boards), []
    for area, body in boards:
        own = settled[settled["lep"] == area]
        one = found.get((area, body)) or Board(area, body, "", "", settled[:0])
        dates = own.loc[(own["body"] == body) & (own["date_from"] != ""), "snapshot_date"]
        row = {"lep": area, "body": body, "slug": slugs[area, body], "region": regions.get(area, "")}
        row |= {"list_date": one.as_at, "completeness": one.completeness, "seats": len(one.members)}
        row |= {"members": int((one.members["counts_as_member"] == "yes").sum()), "lists": own["list_id"].nunique()}
        row |= {"lines": sum(len(ids.split()) for ids in own["row_ids"]), "sources": own["source_url"].nunique()}
        row |= {"first_date": min(dates, default=""), "last_date": max(dates, default="")}
        rows.append(row)
    return pd.DataFrame(rows, columns=columns("boards"))


# --- without names: method and numbers can be shared, no person

_HIDDEN = {row["hidden_as"]: row["columns"].split("|") for row in rule_file("collection/without_names.csv")}
_SOMEBODY = "a member"
_ADDRESS = re.compile(r"https?://\S+")
SOURCE = "source:"  # begins what stands for an address


def without_names(tables: dict[str, pd.DataFrame], read: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The finished tables with pseudonyms for names, in all cells of the area, and ids for sources; numbers stay."""
    names = {lep: _names(own) for lep, own in read[read["person_key"] != ""].groupby("lep")}
    ids = dict(zip(read["source_url"], SOURCE + read["source_id"], strict=True))
    lines = _pseudonyms(tables["sightings"], read, names)
    seats = describe(lines).set_index("seat_id")
    whose = dict(zip(read["seat_id"], zip(read["lep"], read["surname_key"], strict=True), strict=True))

    hidden = {}
    for name, table in (tables | {"sightings": lines}).items():
        made: dict[str, Any] = {}
        if "seat_id" in table:
            own = seats.loc[table["seat_id"]]
            made = {column: own[column].array for column in _HIDDEN["read anew"] if column in table}
            rows = [whose[seat] for seat in table["seat_id"]]
            words = [column for column in (*_HIDDEN["printed"], *_HIDDEN["found"]) if column in table]
            made |= {column: _hidden(table[column], rows, names) for column in words}
        for column in (column for column in _HIDDEN["cited"] if column in table):
            cells = table[column].astype(str)
            made[column] = [_ADDRESS.sub(lambda found: ids.get(found[0], "a source"), cell) for cell in cells]
        for column in (column for column in _HIDDEN["of a source"] if column in table and column not in made):
            # the id of a source in place of its address; nothing in place of other words printed about it
            cells = table[column].astype(str)
            made[column] = cells.where(cells.str.startswith(SOURCE), cells.map(ids).fillna(""))
        hidden[name] = table.assign(**made)
    return hidden


def _pseudonyms(lines: pd.DataFrame, read: pd.DataFrame, names: dict[Any, re.Pattern[str]]) -> pd.DataFrame:
    keys = [key for key in dict.fromkeys(read["person_key"]) if key]
    called = {key: f"Member M-{number}" for number, key in enumerate(keys, 1)}
    named = read["person_key"] != ""
    people = lines["person_name"].mask(named, read["person_key"].map(called))
    source, titles = SOURCE + lines["source_id"], lines["honorific"].mask(named, read["honorifics"])
    made = lines[[name for name in (*vocabulary.BOARD_COLUMNS, *_HIDDEN["safe"]) if name in lines]]
    made = made.assign(person_name=people, honorific=titles, source_url=source, source_title=source)
    whose = list(zip(read["lep"], read["surname_key"], strict=True))
    return made.assign(**{cell: _hidden(made[cell], whose, names) for cell in _HIDDEN["printed"]})


def _hidden(texts: pd.Series, whose: list[tuple[str, str]], names: dict[Any, re.Pattern[str]]) -> list[str]:
    """The texts without any name of their area, and without the surname of the person whose row it is."""
    found = []
    for text, (lep, surname) in zip(texts, whose, strict=True):
        if text and lep in names:
            text = names[lep].sub(_SOMEBODY, text)
            text = re.sub(rf"\b{_loose(surname)}\b", _SOMEBODY, text, flags=re.IGNORECASE) if surname else text
        found.append(text)
    return found


def _loose(key: str) -> str:
    return re.escape(key).replace(r"\ ", r"[\s'’-]+")


def _names(rows: pd.DataFrame) -> re.Pattern[str]:
    """The names of an area as printed and as shown, and surnames after a title or an initial."""
    whole = {text for text in (*rows["person_name"], *rows["person"]) if len(fold(text).split()) > 1}
    surnames = {key for key in rows["surname_key"] if len(key) > 2}
    either = sorted(map(re.escape, whole), key=len, reverse=True)
    titled = rf"(?:{A_TITLE}|\w)\.?\s+(?:\w\.?\s+)?(?:{'|'.join(map(_loose, sorted(surnames)))})"
    parts = [*either, *[titled] * bool(surnames)]
    return re.compile(rf"\b(?:{'|'.join(parts) or '(?!)'})\b", re.IGNORECASE)


# --- as readers meet the tables: sentences are not stored but made from the codes when a table is shown

Read = Callable[[str], pd.DataFrame]


def in_sentences(name: str, stored: pd.DataFrame, read: Read) -> pd.DataFrame:
    """A stored table with its sentences; `read` gives the other tables as they are shown."""
    made = _MAKERS[name](stored, read)
    return stored.assign(**{column: made[column].array for column in MADE_WHEN_SHOWN[name]})[columns(name)]


def every_seat(read: Read) -> pd.DataFrame:
    """Seats, members and the lines they are shown from in one table."""
    seat, member = read("seats"), read("members")
    line = read("sightings").rename(columns={"row_id": "seat_id"})
    new = [column for column in member if column not in seat and column not in line]
    words = [column for column in line if column not in seat]
    joined = seat.merge(member[["seat_id", *new]], on="seat_id", validate="1:1")
    joined = joined.merge(line[["seat_id", *words]], on="seat_id", validate="1:1")
    return display.in_one_block(joined.assign(row_id=joined["seat_id"]))


_BY_TERM = {
    "no": "by its dates the term did not run on the day of the list",
    "might": "its dates leave open whether the term ran on the day of the list",
}


def _seats(stored: pd.DataFrame, read: Read) -> pd.DataFrame:
    lines = read("sightings").set_index("row_id").loc[stored["seat_id"]]
    rows = pd.DataFrame({"role": lines["role"].array, "status": lines["status"].array, "place": stored["place"]})
    add_membership(rows)
    # terms are read when seats are made and not stored: they are what is left where nothing else says why
    why, counts = rows["why_not"], stored["counts_as_member"].reset_index(drop=True)
    return rows.assign(why_not=why.mask(why == "", counts.map(_BY_TERM)).mask(counts == "yes", ""))


def _members(stored: pd.DataFrame, read: Read) -> pd.DataFrame:
    seats = read("seats").set_index("seat_id", drop=False).loc[stored["seat_id"]].reset_index(drop=True)
    return settling.settle(seats, read("evidence").astype({"strength": int}))


def _each_row(in_sentence: Callable[[dict[Any, Any]], str]) -> Callable[[pd.DataFrame, Read], pd.DataFrame]:
    return lambda stored, _: pd.DataFrame({"because": list(map(in_sentence, display.row_dicts(stored)))})


_MAKERS: dict[str, Callable[[pd.DataFrame, Read], pd.DataFrame]] = {
    "seats": _seats,
    "evidence": lambda stored, _: pd.DataFrame({"because": settling.in_words(stored)}),
    "members": _members,
    "verdicts": lambda _, read: published_verdicts(best_lists(every_seat(read), read("compositions"))),
    "voluntary_seats": lambda _, read: voluntary.voluntary_seats(every_seat(read)),
    "voluntary_voice": lambda _, read: voluntary.voluntary_voice(every_seat(read)),
    "publication": lambda _, read: publishing.publication(every_seat(read)),
    "reconciliation": _each_row(because),
    "figure_checks": _each_row(sum_in_words),
    "council_coverage": lambda _, read: councils.coverages(every_seat(read)),
}
