"""What people have decided: signed rows that settle what rules cannot, and rulings in the file itself."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import numpy as np
import pandas as pd

from lepdata.dates import days_of
from lepdata.display import row_dicts
from lepdata.english import choose, joined
from lepdata.errors import Fault, near_matches, quoted, refuse_all
from lepdata.files import RAW
from lepdata.read.words import read_role, says
from lepdata.registers.whose import declared, in_use, table_columns
from lepdata.seating.distinct import ask_once
from lepdata.sectors.evidence import REASON_COLUMNS, Evidence, names_whom, no_evidence
from lepdata.sectors.people import people_of
from lepdata.sectors.rulebook import load_rules, match_cell, read_rows, repeated, side_by_side
from lepdata.sectors.settling import NO_EVIDENCE, settle_seats
from lepdata.spelling import fold, organisation_key, plain
from lepdata.vocabulary import SECTORS

FILE = "decisions.csv"
COLUMNS = tuple(table_columns(FILE))


def read_decisions(path: Path | None = None) -> pd.DataFrame:
    """The signed decisions, of the collection in use or of a file; refused where a row is not whole and signed."""
    if path is None:
        used = in_use()
        paths = [RAW / FILE] if used.with_shipped else []
        paths += [used.root / FILE] if used.root and used.root.is_dir() else []
        read = [read_decisions(one) for one in paths if one.exists()]
        signed = pd.concat(read, ignore_index=True) if read else pd.DataFrame(columns=list(COLUMNS), dtype=str)
        hidden = {"because": "as somebody has decided", "source": "withheld", "signed_by": "somebody"}
        return signed.assign(**hidden) if used.hidden else signed
    lines = read_rows(path, declared(FILE), notes=True)  # rows of a worklist can be pasted whole
    faults = [fault for line, row in lines for fault in _wrong(path, line, row)]
    refuse_all([*faults, *repeated("decision_id", ((path.name, line, row) for line, row in lines))])
    return pd.DataFrame([row for _, row in lines], columns=list(COLUMNS), dtype=str)


def _wrong(path: Path, line: int, row: dict[str, str]) -> Iterator[Fault]:
    """What a decision lacks that its cells one by one do not tell."""
    first, last = days_of(row["signed_on"])
    if bool(row["row_id"].strip()) == bool(row["organisation_as_published"].strip()):
        expected = "a row_id or an organisation as published, one of the two"
        yield Fault(path.name, line, "row_id", quoted(row["row_id"]), expected, "correct the row or take it out")
    if not first or first != last:
        expected = "the day it was signed, such as 2026-11-22"
        yield Fault(path.name, line, "signed_on", quoted(row["signed_on"]), expected, "correct the cell")


def decided(rows: pd.DataFrame, decisions: pd.DataFrame) -> Evidence:
    """The decisions as evidence about the rows they name, by row or by organisation; `rows` are counted from 0."""
    ids = rows["row_id"].where(rows["row_id"] != "", rows["seat_id"])
    # a decision may name several rows, parted by blanks; an id that holds a blank itself is tried whole first
    known = set(ids[ids.isin(decisions["row_id"])])
    by_row = [[cell] if cell in known else cell.split() for cell in decisions["row_id"]]
    by_organisation = [[organisation_key(text)] for text in decisions["organisation_as_published"]]
    found = list[tuple[int, int]]()  # of a row and a decision that speaks of it, which they are
    for names, asked in ((ids, by_row), (rows["organisation_key"], by_organisation)):
        places: dict[str, list[int]] = {}
        for name, place in ((name, place) for place, own in enumerate(asked) for name in own if name):
            places.setdefault(name, []).append(place)
        few = names[names.isin([*places])]
        found += [(at, place) for at, name in zip(few.index.tolist(), few, strict=True) for place in places[name]]
    if not found:
        return no_evidence()
    told = decisions.iloc[[place for _, place in found]].reset_index(drop=True)
    signed = told["source"] + "; signed by " + told["signed_by"] + " on " + told["signed_on"]
    reasons = told.assign(rule=told["decision_id"], kind="decision", strength=100, field="", seen="")  # above rules
    reasons = reasons.assign(words=told["because"], matched=told["organisation_as_published"], source=signed)
    return Evidence(reasons[list(REASON_COLUMNS)], np.array([at for at, _ in found]), np.arange(len(found)))


WORKLIST_COLUMNS = (*COLUMNS, "rows", "open_because", "examples")
_EXAMPLES = 3
_TOLD = ("person", "job_title", "organisation", "capacity_as_published", "sector_as_published")


def worklist(members: pd.DataFrame, told: Evidence) -> pd.DataFrame:
    """The seats that nothing settles or whose reasons disagree, as decisions to be filled in and signed."""
    no_employer = (told.reasons["kind"] == "not an employer") & (told.reasons["field"] == "organisation")
    employed = (members["organisation_key"] != "") & ~told.only(no_employer).seats(len(members))
    unsettled = members[members["sector_status"].isin(("unknown", "conflicting")) & (members["place"] != "vacancy")]
    by_name = employed[unsettled.index]
    groups = [_question(group, True) for _, group in unsettled[by_name].groupby("organisation_key", sort=False)]
    rest = unsettled[~by_name]
    people = pd.Series(people_of(members).person, index=members.index)  # two people of one name are two questions
    who = people.where((people >= 0) | (members["place"] != "person"), members["seat_id"])
    keys = [rest["lep"], who[rest.index], rest["organisation_key"], rest["capacity_as_published"].map(fold)]
    groups += [_question(group, False) for _, group in rest.groupby(keys, sort=False)]
    table = pd.DataFrame(groups, columns=list(WORKLIST_COLUMNS))
    table = table.sort_values("rows", ascending=False, kind="stable").reset_index(drop=True)
    table["decision_id"] += [f"-{again + 1}" if again else "" for again in table.groupby("decision_id").cumcount()]
    return table.astype(dict.fromkeys(COLUMNS, "str"))


def _question(group: pd.DataFrame, by_name: bool) -> dict[str, object]:
    first = group.iloc[0]
    ids = group["row_id"].where(group["row_id"] != "", group["seat_id"])
    name = first["organisation"] if by_name else ""
    examples = []
    for _, row in group.head(_EXAMPLES).iterrows():
        told = [quoted(row[column]) for column in _TOLD if row[column]]
        where = (row["lep"], row["body"], row["snapshot_date"], row["source_url"])
        examples.append(", ".join(filter(None, (row["row_id"] or row["seat_id"], *told, *where))))
    named = (fold(name) or ids.iloc[0]).replace(" ", "-") if by_name else f"seat-{ids.iloc[0]}"
    question = dict.fromkeys(COLUMNS, "") | {"decision_id": named, "organisation_as_published": name, "about": "sector"}
    open_because = " / ".join(group["sector_because"].unique()[:_EXAMPLES])
    question |= {"row_id": "" if by_name else " ".join(ids), "open_because": open_because}
    return {**question, "rows": len(group), "examples": " | ".join(examples)}


RULING, STRENGTH = "ruling", 110  # above every decision
_COLUMN, _PUBLISHED = "sector_ruling", "sector_as_published"
_NAMES_ONE = 20  # the weakest rule that reads one sector from its words: "public" may be any of four


def rulings(rows: pd.DataFrame, told: Evidence, own_decisions: pd.DataFrame | None) -> Evidence:
    """The rulings of described rows as evidence; `told` is what was known without them."""
    # under `sector_ruling`; or of `classify`'s own file under `sector`, if "ruled" or unlike what is found anew
    ruled, written, status = (_cells(rows, column) for column in (_COLUMN, "sector", "sector_status"))
    if ((written != "") & (status != "")).any():
        anew = settle_seats(told, len(rows))["sector"].astype("str")
        differs = (status != "") & ((status == "ruled") | (written.map(_sector) != anew))
        ruled = ruled.where(ruled != "", written.where(differs, ""))
    here = np.flatnonzero((ruled != "").to_numpy())
    if not len(here):
        return no_evidence()
    sectors = ruled.map(_sector)
    refuse_all(_wrong_rulings(rows, ruled, sectors, own_decisions))
    says = sectors.iloc[here].reset_index(drop=True)
    same = settle_seats(told, len(rows)).iloc[here].reset_index(drop=True)
    kind = same["sector_kind"].astype("str").where(same["sector"] == says, "")  # as found, where that agrees
    reasons = pd.DataFrame(dict.fromkeys(REASON_COLUMNS, ""), index=range(len(here)))
    reasons = reasons.assign(about="sector", says=says, rule=RULING, kind=RULING, strength=STRENGTH)
    return Evidence(reasons.assign(words="you ruled so in the file", sector_kind=kind), here, np.arange(len(here)))


def _cells(rows: pd.DataFrame, column: str) -> pd.Series:
    if column not in rows:
        return pd.Series("", index=range(len(rows)), dtype="str")
    return rows[column].fillna("").astype("str").str.strip().reset_index(drop=True)


def _sector(cell: str) -> str:
    """The sector that a ruling names in the words of `sector` or as publishers do, "" where it is none."""
    words = fold(cell).replace("not known", "unknown").replace(" ", "_")
    rules = [match.rule for match in match_cell(cell, _PUBLISHED)]
    read = {words} & {*SECTORS} or {rule.sector for rule in rules if rule.strength >= _NAMES_ONE}
    return read.pop() if len(read) == 1 else ""


def _wrong_rulings(
    rows: pd.DataFrame, ruled: pd.Series, sectors: pd.Series, decisions: pd.DataFrame | None
) -> Iterator[Fault]:
    """Words that name no sector, what a decision of the user's own denies, two rulings about one person of one list."""
    for at in np.flatnonzero((ruled != "") & (sectors == "")).tolist():
        near = near_matches(ruled[at], SECTORS, 1)
        remedy = f"write {near[0]}, if that is meant" if near else "write one of these words"
        yield _fault(rows, at, quoted(ruled[at]), "one of " + ", ".join(SECTORS), remedy)
    ids = rows["row_id"].where(rows["row_id"] != "", rows["seat_id"])
    for decision in [] if decisions is None else row_dicts(decisions[decisions["about"] == "sector"]):
        key = organisation_key(decision["organisation_as_published"])
        meant = ids.isin(decision["row_id"].split()) | ((rows["organisation_key"] == key) & (key != ""))
        against = meant.to_numpy() & ((sectors != "") & (sectors != decision["says"])).to_numpy()
        for at in np.flatnonzero(against).tolist():
            expected = f"{decision['says']}, as the decision {decision['decision_id']} says"
            yield _fault(rows, at, quoted(ruled[at]), expected, "change the ruling or the decision")
    person = people_of(rows).person
    first: dict[tuple, int] = {}
    for at in np.flatnonzero((sectors != "").to_numpy() & (person >= 0)).tolist():
        other = first.setdefault((person[at], rows["body"].iloc[at], rows["snapshot_date"].iloc[at]), at)
        if sectors[at] != sectors[other]:
            expected = f"{sectors[other]}, as another row rules about the same person"
            yield _fault(rows, at, quoted(ruled[at]), expected, "leave one of the two rulings")


def _fault(rows: pd.DataFrame, at: int, found: str, expected: str, remedy: str) -> Fault:
    row = rows.iloc[at]
    column = _COLUMN if str(row.get(_COLUMN, "") or "").strip() else "sector"
    return Fault(str(row.get("file", "the frame")), int(row.get("line", at + 2)), column, found, expected, remedy)


_MOST_ROWS = 5


def left_unread(rows: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Published words that no rule reads, or only one of several: each with its place, and what is not known of it."""
    for text, where, near in _unread_sectors(rows):
        yield text, where, "no rule says which sector it is" + (f"; {quoted(near)} may be meant" if near else "")
    cells = _cells(rows, "organisation")[_cells(rows, "sector_because").str.match("(?:a guess: )?the organisation")]
    several = cells[ask_once(lambda cell: len(side_by_side(cell) - {"unknown"}) > 1, cells)]
    of_several = "it names bodies of different sectors and counts for one of them; a column called sector can say which"
    yield from ((*found, of_several) for found in _where(rows, several))
    if (_cells(rows, "counts_as_member") == "yes").any():  # else it is said why nobody could be counted
        roles = _cells(rows, "role")[ask_once(lambda why: why.startswith("the role "), _cells(rows, "why_not"))]
        of_role = "it may be a member's place or not, and both are allowed for"
        yield from ((*found, of_role) for found in _where(rows, roles))
    cells = _cells(rows, "gender_as_published")
    read = ask_once(lambda cell: match_cell(cell, "gender_as_published") or says("withheld", plain(cell)), cells)
    of_gender = "no rule says which gender it is, so it counts as not published"
    yield from ((*found, of_gender) for found in _where(rows, cells[(cells != "") & ~read]))


def _unread_sectors(rows: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Published sectors that no rule reads, and bodies that somebody sits for: words, place, sector spelt nearly so."""
    cells, untold = _cells(rows, _PUBLISHED), _cells(rows, "sector_because") == NO_EVIDENCE
    guessed = (_cells(rows, "sector_status") == "guessed") & (_cells(rows, "seat_sector") == "")
    unread = cells[(cells != "") & ~ask_once(lambda cell: match_cell(cell, _PUBLISHED), cells)]
    capacities = _cells(rows, "capacity_as_published")[untold & (_cells(rows, "counts_as_member") != "no")]
    others = _cells(rows, "capacity_as_published")[guessed & (cells == "")]
    others = others[(others != "") & ~ask_once(read_role, others)]
    unread = pd.concat([unread, capacities[ask_once(names_whom, capacities)], others])
    rules = (rule for rule in load_rules() if _PUBLISHED in rule.fields and rule.form != "regex")
    known = sorted({phrase for rule in rules for phrase in rule.phrases if len(phrase) > 3})
    alone = [phrase for phrase in known if " " not in phrase]
    for text, where in _where(rows, unread):
        words = fold(text)
        near = near_matches(words, known, 1)
        near += [meant for word in words.split() for meant in get_close_matches(word, alone, 1, 0.8)]  # "secteur privé"
        yield text, where, "" if names_whom(text) or words in near else "".join(near[:1])


def _where(rows: pd.DataFrame, cells: pd.Series) -> Iterator[tuple[str, str]]:
    """Each different text, and the file and first rows in which it stands."""
    for text, own in cells.groupby(cells, sort=False):
        faults = [_fault(rows, at, "", "", "") for at in own.index[:_MOST_ROWS]]
        lines = [*dict.fromkeys(str(fault.row) for fault in faults)]
        lines += [f"{len(own) - _MOST_ROWS} more"] * (len(own) > _MOST_ROWS)
        yield str(text), f"{faults[0].file}, {choose(len(lines), 'row', 'rows')} {joined(lines)}"
