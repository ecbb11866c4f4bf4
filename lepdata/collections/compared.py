"""Two states of the boards -> who joined, left or moved, and which answers changed or are only now known."""

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lepdata import dates, display, english, errors
from lepdata.collections.built import stored_table
from lepdata.files import locked, published
from lepdata.names import Person, read_person, same_name
from lepdata.read.board import told_of_file
from lepdata.read.words import read_role
from lepdata.registers.whose import SETTINGS, held, in_use, using
from lepdata.seating.corrections import WITHHELD
from lepdata.spelling import fold

COLUMNS = ("lep", "body", "change", "what", "was", "now", "because")
# the changes in the order in which they are told
ADDED, DROPPED, OTHER_LIST = _OF_BOARDS = ("board added", "board gone", "another list")
BESIDE, TAKEN_OUT, CORRECTED = _OF_LISTS = ("list filed beside", "list taken out", "corrected")
JOINED, LEFT, NEW, GONE = _OF_PEOPLE = ("joined", "left", "newly seen", "no longer seen")
RENAMED, MOVED = _OF_WHO_STAYED = ("perhaps renamed", "moved")
CHANGED, NOW_KNOWN, LOST = _OF_ANSWERS = ("answer changed", "now known", "no longer known")
_ORDER = (*_OF_BOARDS, *_OF_LISTS, *_OF_PEOPLE, *_OF_WHO_STAYED, *_OF_ANSWERS)
_PLACE = ("organisation", "job_title")
_COMPARED = ("role", "organisation", "job_title", "sector")
_OPEN = "cannot tell"
_Row = dict[str, str]
_Key = tuple[str, str]


class State(NamedTuple):
    boards: pd.DataFrame
    members: pd.DataFrame
    answers: pd.DataFrame


def read_state(path: str | os.PathLike[str]) -> State:
    """The tables of a folder: a site, its `data`, or `data/processed`; of a collection, as it is now."""
    root = Path(path)
    if (root / SETTINGS).is_file() or root.is_file():
        with using(path) as used, held():
            state = state_in_use()
            if used.is_file and any(one["what"] == "area" for one in told_of_file()):
                # two files that name no area are of one board, whatever each file is called
                state = State(*(one.assign(lep=one["lep"].replace(used.title, "the board")) for one in state))
            return state
    folder = next((one for one in (root / "data", root / "processed", root) if (one / "boards.csv").is_file()), None)
    if folder is None or not (folder / "members.csv").is_file():
        found = "no boards.csv and members.csv in it" if root.exists() else "no such file or folder"
        expected = "a collection, a folder of `lepdata review`, or its data folder"
        raise errors.refused(path, found, expected, "name one of these")
    files = [folder / f"{name}.csv" for name in State._fields]
    site = folder.parent if folder.name == "data" else folder
    with locked(site, shared=True) if os.access(site, os.W_OK) else nullcontext():  # not while a site is swapped
        # as each cell was before a site made it harmless to spreadsheets
        read = (pd.read_csv(one, dtype=str, na_filter=False) if one.is_file() else pd.DataFrame() for one in files)
        return State(*(frame.map(published) for frame in read))


def state_in_use() -> State:
    return State(*map(stored_table, State._fields))


def compare(old: str | os.PathLike[str], new: str | os.PathLike[str]) -> pd.DataFrame:
    """Who joined, left or moved between two states of the boards, and which answers changed.

    Parameters
    ----------
    old, new : path-like
        A collection, a board file, a folder of `lepdata review` or its `data`.

    Returns
    -------
    DataFrame
        One row for each change, as text: lep, body, change, what, was, now, because.
    """
    return changes(read_state(old), read_state(new))


def changes(old: State, new: State) -> pd.DataFrame:
    """One row for each change, boards by name; joined and left are said only between two full lists."""
    before, after = _boards(old), _boards(new)
    was, now = _people(old, before), _people(new, after)
    unnamed, listed = _people(new, after, named=False), [_lists(state.members) for state in (old, new)]
    found: list[tuple[str, ...]] = []
    for key in sorted(before.keys() | after.keys()):
        lists = [_list(own[key]["completeness"], own[key]["list_date"]) for own in (before, after) if key in own]
        if len(lists) == 1:
            found.append((*key, ADDED if key in after else DROPPED, *lists, "", "", ""))
            continue
        if lists[0] != lists[1]:
            found.append((*key, OTHER_LIST, "the list judged", *lists, ""))
        found += [(*key, *move) for move in _beside(listed[0].get(key, ()), listed[1].get(key, ()), lists)]
        both_full = before[key]["completeness"] == after[key]["completeness"] == "full"
        told = moves(was.get(key, {}), now.get(key, {}), both_full, unnamed.get(key, {}).values())
        # of one list of one day nobody came or went: its record was put right
        same = lists[0] == lists[1] and len(before[key]["list_date"]) == len("2026-03-31")
        found += [(*key, *(_put_right(*move) if same else move)) for move in told]
    found += _answers(old.answers, new.answers, before.keys() & after.keys())
    found.sort(key=lambda row: (row[0], row[1], _ORDER.index(row[2]), row[3]))
    return pd.DataFrame(found, columns=list(COLUMNS), dtype=str)


def _boards(state: State) -> dict[_Key, _Row]:
    rows = display.row_dicts(state.boards)
    return {(row["lep"], row.get("body") or "main board"): row for row in rows if row["completeness"]}


def _list(completeness: str, day: str) -> str:
    return f"{completeness} list" + (f" of {dates.words(day)}" if day else "")


def _lists(members: pd.DataFrame) -> dict[_Key, list[str]]:
    rows = members.reindex(columns=["lep", "body", "list_completeness", "snapshot_date"]).drop_duplicates()
    return display.gathered(((lep, body), _list(how, day)) for lep, body, how, day in rows.to_numpy())


def _beside(was: Iterable[str], now: Iterable[str], judged: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Lists of a board that are there in one state alone and are not the one judged."""
    yield from ((BESIDE, one, "", "not judged", "") for one in sorted({*now}.difference(was, judged)))
    yield from ((TAKEN_OUT, one, "not judged", "", "") for one in sorted({*was}.difference(now, judged)))


def _people(state: State, boards: dict[_Key, _Row], named: bool = True) -> dict[_Key, dict[str, _Row]]:
    """By board, the people, or seats without a name, of the list it is judged by; who is certainly no member is not."""
    if in_use().hidden:  # numbers in the place of names tell nobody from another
        return {}
    wanted = {(*key, row["list_date"], row["completeness"]) for key, row in boards.items()}
    names = ["seat_id", "lep", "body", "snapshot_date", "list_completeness", "person", "counts_as_member", *_COMPARED]
    names += ["capacity_as_published"]
    found: dict[_Key, dict[str, _Row]] = {}
    for row in display.row_dicts(state.members.reindex(columns=names, fill_value="")):
        key = (row["lep"], row["body"])
        listed = (*key, row["snapshot_date"], row["list_completeness"]) in wanted
        if listed and bool(row["person"]) == named and row["counts_as_member"] != "no":
            row["organisation"] = row["organisation"] or row["capacity_as_published"]
            found.setdefault(key, {}).setdefault(fold(row["person"]) or row["seat_id"], row)
    return found


def moves(
    was: dict[Any, _Row], now: dict[Any, _Row], both_full: bool, unnamed: Collection[_Row] = ()
) -> Iterator[tuple[str, ...]]:
    """Between the people of two lists, by whatever tells one from another: change, who, was, is, and why said so.

    Whoever may hold an `unnamed` seat of the later list, from which a name may have been taken out, is not told.
    """
    gone, new = ({key: one[key] for key in one if key not in other} for one, other in ((was, now), (now, was)))
    stayed = [(key, key) for key in was if key in now]
    for old_key, new_key in renamed(gone, new):
        person, called = gone.pop(old_key)["person"], new.pop(new_key)["person"]
        stayed.append((old_key, new_key))
        yield RENAMED, called, person, called, "the names are alike"
    because = "both lists are full" if both_full else "a list that is not full leaves people out"
    for row in new.values():
        yield JOINED if both_full else NEW, row["person"], "", told(row), because
    for who, place in _who_is_gone([*gone.values()], unnamed):
        yield LEFT if both_full else GONE, who, place, "", because
    for old_key, new_key in stayed:
        one, other = was[old_key], now[new_key]
        for name in (name for name in _COMPARED if _differ(name, one.get(name, ""), other.get(name, ""))):
            yield MOVED, other["person"], one[name], other[name], name.replace("_", " ")


def _who_is_gone(gone: Collection[_Row], unnamed: Collection[_Row]) -> Iterator[tuple[str, str]]:
    """Name and place of whoever is gone; how many, where some of them may be behind seats without a name."""
    same = {row["seat_id"] for row in unnamed} & {row.get("seat_id", "") for row in gone}
    left = [row for row in gone if row.get("seat_id") not in same]
    free = Counter(told(row) for row in unnamed if row["seat_id"] not in same)
    for place, many in Counter(map(told, left)).items():
        if not free[place]:
            yield from ((row["person"], place) for row in left if told(row) == place)
        elif many > free[place]:
            yield f"{many - free[place]} of {many} (one may hold a seat without a name)", place


def _differ(name: str, was: str, now: str) -> bool:
    """Whether two published cells say different things: an empty place on the board is that of a member."""
    same = was == now or (name == "role" and read_role(was) == read_role(now) != "")
    return not same and now != WITHHELD


def _put_right(change: str, who: str, was: str, now: str, because: str) -> tuple[str, ...]:
    """A change of who is named on one list, as the correction that it is."""
    if change in (MOVED, RENAMED):
        return CORRECTED, who, was, now, because if change == MOVED else "person"
    listed = change in (JOINED, NEW)
    return CORRECTED, who, "not named" if listed else was or "named", now or "named" if listed else "not named", ""


def told(row: Mapping[Any, str]) -> str:
    return ", ".join(filter(None, (row["job_title"], row["organisation"])))


def renamed(gone: Mapping[Any, _Row], new: Mapping[Any, _Row]) -> list[tuple[str, str]]:
    """Who is gone and who is new may be one person: names alike, or one begins the other and the place is the same."""
    people: dict[str, Person] = {key: read_person(row["person"], "") for key, row in {**gone, **new}.items()}
    left, found = set(new), []
    for key in sorted(gone):
        alike = [other for other in sorted(left) if same_name(people[key], people[other])]
        alike = alike or [other for other in sorted(left) if _may_be(people[key], people[other], gone[key], new[other])]
        if len(alike) == 1:
            left.remove(alike[0])
            found.append((key, alike[0]))
    return found


def _may_be(one: Person, other: Person, row: _Row, another: _Row) -> bool:
    """Whether a first name begins the other, the place is one, and it or the surname speaks for one person."""
    short, long = sorted((one.given, other.given), key=len)
    if len(short) < 3 or any(row[name] != another[name] for name in _PLACE):
        return False
    begun = long.startswith(short) and one.surname == other.surname
    return begun or (f"{long} ".startswith(f"{short} ") and any(row[name] for name in _PLACE))


def _answers(old: pd.DataFrame, new: pd.DataFrame, both: set[_Key]) -> Iterator[tuple[str, ...]]:
    if old.empty or new.empty:
        return
    keys = ["lep", "body", "framework", "criterion"]
    pairs = old[[*keys, "answer"]].merge(new[[*keys, "answer"]], on=keys, suffixes=("_was", "_now"))
    changed = pairs[pairs["answer_was"] != pairs["answer_now"]].drop_duplicates([*keys[:2], *pairs.columns[3:]])
    for lep, body, framework, criterion, was, now in changed.itertuples(index=False, name=None):
        if (lep, body) in both:
            change = NOW_KNOWN if was == _OPEN else LOST if now == _OPEN else CHANGED
            yield lep, body, change, criterion, was, now, framework


def in_words(found: pd.DataFrame) -> str:
    if found.empty:
        return "Nothing changed.\n"
    rows = display.row_dicts(found)
    lines = display.gathered((f"## {row['lep']}, {row['body']}", f"- {in_sentence(row)}\n") for row in rows)
    return "\n".join(f"{board}\n\n{''.join(own)}" for board, own in lines.items())


def in_sentence(row: _Row) -> str:
    was, now, said = row["was"], row["now"], f"{english.capital(row['change'])}: {row['what']}"
    if row["change"] in _OF_PEOPLE:
        return ", ".join(filter(None, (said, now or was)))
    if row["change"] in (ADDED, DROPPED, BESIDE, TAKEN_OUT):
        return said
    said += f" ({row['because']})" if row["change"] in (MOVED, CORRECTED) and row["because"] else ""
    about = "Another list is judged" if row["change"] == OTHER_LIST else said
    return f"{about}: {was or 'nothing'} → {now or 'nothing'}"
