"""The rules of voluntary voice, which are data: kinds of organisation, how a seat was filled, places of bodies."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from lepdata import dates, display, schema
from lepdata.files import rule_file
from lepdata.registers import geography
from lepdata.seating.boards import Board
from lepdata.seating.lists import WINDOW_MONTHS, assembler
from lepdata.vocabulary import FRAGMENTS, KIND_OF_LIST, MAIN_BOARD, OTHER_KIND, OUTCOMES, body_kind

MAIN = "main board"
_NOT_TOLD = "not told"
_EXACTLY_ONE = "exactly one"
_Row = Mapping[Any, str]
NOT_PUBLISHED = "not published"
_UNSEEN = "cannot tell: no list of this kind of body ({}) was seen for this time"
KINDS = "representation/voluntary_kinds.csv"
NOMINATIONS = "representation/voluntary_nominations.csv"
QUESTIONS = "representation/voluntary_questions.csv"
MEASURES = "representation/voluntary_measures.csv"


@cache
def kind_of(organisation: str, sector_kind: str) -> tuple[str, str]:
    """The group of an organisation, by the first rule that fits, and why one might object to counting it, or ""."""
    cells = {"organisation": organisation, "sector_kind": sector_kind}
    for row in rule_file(KINDS):
        if re.search(row["pattern"], cells[row["field"]].strip(), re.IGNORECASE):
            return row["group"], row["doubt"]
    return "other" if organisation else _NOT_TOLD, ""


@cache
def how_nominated(words: str) -> str:
    rules = rule_file(NOMINATIONS)
    return next((row["how"] for row in rules if re.search(row["pattern"], words, re.IGNORECASE)), NOT_PUBLISHED)


@cache
def place_of(body: str, last_day: str) -> str:
    """What a body is to its partnership: its main board, a sub-board, an EU-funds committee, a joint body and so on."""
    rows = [row for row in rule_file("representation/body_places.csv") if row["body_kind"] == body_kind(body)]
    place = next((row["place"] for row in rows if not row["until"] or "" < last_day <= row["until"]), OTHER_KIND)
    return "board before or after the main board" if place == MAIN and body not in ("", MAIN_BOARD) else place


_SAME = ["lep", "body", "list_completeness", "person", "sector_kind", "counts_as_member", "why_not"]
_SAME += ["seat_id", "source_url"]
_READ = (
    *(*_SAME, "person_key", "organisation_key", "place", "sector", "seat_sector", "organisation_shown", "date_to"),
    *("snapshot_date", "capacity_as_published", "sector_as_published", "sector_source"),
)


def voluntary_seats(seats: pd.DataFrame, as_at: dates.AskedDate = "") -> pd.DataFrame:
    """Every seat of the voluntary sector on every published list, up to the date `as_at` if one is given.

    A seat is the sector's if its holder's organisation is, or if the source calls the seat so: `reads_as` says which.
    Those who do not count as members are rows too. `doubt` says why one might object, `words` what `how_nominated`
    rests on, `known_from` where the organisation was published, if not on the line. All text.

    Examples
    --------
    >>> from lepdata.sectors.classifying import find_evidence; from lepdata.sectors.settling import settle
    >>> from lepdata.seating.rows import describe; from lepdata.seating.lists import list_seats
    >>> rows = describe(pd.DataFrame({"body": ["main board"], "organisation": ["Example CVS"]}))
    >>> voluntary_seats(list_seats(settle(rows, find_evidence(rows))))[["place", "group"]].values.tolist()
    [['main board', 'infrastructure body']]
    """
    own = seats[(seats["sector"] == "voluntary") | (seats["seat_sector"] == "voluntary")]
    if last := dates.last_day(as_at):
        own = own[(own["date_from"] != "") & (own["date_from"] <= last)]
    own = own.sort_values(["lep", "body", "date_to", "seat_id"], kind="stable")
    elsewhere = dict(zip(seats["seat_id"], seats["organisation_shown"], strict=True))
    rows = [_telling(seat, elsewhere) for seat in display.row_dicts(own, _READ)]
    return pd.DataFrame(rows, columns=schema.columns("voluntary_seats")).astype("str")


def _telling(seat: _Row, elsewhere: dict[str, str]) -> dict[str, str]:
    """One row of `voluntary_seats`; `elsewhere` are the organisations that lines print, by seat."""
    # the source begins with a seat: "r0215, 18 September 2020, https://example.org"
    organisation = seat["organisation_shown"] or elsewhere.get(seat["sector_source"].split(",")[0], "")
    group, doubt = kind_of(organisation, seat["sector_kind"])
    words = "; ".join(filter(None, (seat["capacity_as_published"], seat["sector_as_published"])))
    how = how_nominated(words)
    another = seat["seat_sector"] not in ("", "voluntary") and how == NOT_PUBLISHED
    doubts = (doubt, "the seat itself is published as one for another sector" if another else "")
    read = {"organisation": seat["sector"], "seat": seat["seat_sector"]}
    reads_as = " and ".join(name for name, sector in read.items() if sector == "voluntary")
    place, doubt = place_of(seat["body"], seat["date_to"]), "; ".join(filter(None, doubts))
    own = {"organisation": organisation, "group": group, "reads_as": reads_as, "doubt": doubt, "how_nominated": how}
    own |= {"place": place, "list_date": seat["snapshot_date"], "words": words, "known_from": seat["sector_source"]}
    return {name: seat[name] for name in _SAME} | own


class _Listing(NamedTuple):
    """One list as far as the voluntary sector goes: its members, and of how many it is not known."""

    board: Board
    voluntary: list[dict[str, str]]
    listed: int
    unknown: int

    def answering(self, asks: str, doubtful: bool) -> tuple[list[dict[str, str]], int]:
        """The members who surely answer a question, and how many more might."""
        sure, might = [], self.unknown
        for row in self.voluntary:
            fits = asks in ("any", _EXACTLY_ONE) or row["group"] == asks
            perhaps = bool(row["doubt"]) and not doubtful
            if fits and not perhaps and row["counts_as_member"] == "yes":
                sure.append(row)
            else:
                might += fits or perhaps or row["group"] == _NOT_TOLD
        return sure, might


def _listing(board: Board, elsewhere: dict[str, str]) -> _Listing:
    people = [one for one in display.row_dicts(board.members, _READ) if one["place"] != "vacancy"]
    members = [one for one in people if one["counts_as_member"] in ("yes", "might")]
    own = [one for one in members if "voluntary" in (one["sector"], one["seat_sector"])]
    unknown = sum(one["sector"] == "unknown" and one["seat_sector"] != "voluntary" for one in members)
    return _Listing(board, [_telling(seat, elsewhere) for seat in own], len(members), unknown)


def _outcome(seen: int, might: int, whole: bool, least: int, exactly: bool) -> str:
    """Met, not met or cannot tell, whatever the unknown, and the unseen unless the list is whole, turn out to be."""
    most = seen + might if whole else None
    if (most is not None and most < least) or (exactly and seen > least):
        return "not met"
    return "met" if seen >= least and (not exactly or seen == most) else "cannot tell"


ANSWER_COLUMNS = (
    *("lep", "question", "place", "outcome", "as_listed", "seen", "might", "listed", "as_at", "completeness"),
    *("bodies", "seat_ids", "source_url", "reason"),
)


def voluntary_answers(seats: pd.DataFrame, as_at: str = "", since: str = "", lep: str | None = None) -> pd.DataFrame:
    """Every question of the rules asked of every partnership, or of one; one row for each."""
    elsewhere = dict(zip(seats["seat_id"], seats["organisation_shown"], strict=True))
    asked_of = list(geography.leps()["lep"]) if lep is None else [lep]
    known = seats[seats["lep"].isin(asked_of) & (seats["date_to"] >= since)]
    bodies = known.groupby("lep")["body"].agg(set).to_dict()
    assembled, rows = assembler(known), []
    for area in asked_of:
        lists: dict[str, list[_Listing]] = defaultdict(list)  # the best list of every body, by what the body is
        for board in filter(None, (assembled(area, as_at, body) for body in sorted(bodies.get(area, ())))):
            lists[place_of(board.body, board.members["date_to"].max())].append(_listing(board, elsewhere))
        rows += [(area, *_asked(question, lists[question["place"]])) for question in rule_file(QUESTIONS)]
    return pd.DataFrame(rows, columns=list(ANSWER_COLUMNS))


def _asked(question: dict[str, str], lists: list[_Listing]) -> tuple[object, ...]:
    """What `ANSWER_COLUMNS` say of a question, but the LEP."""
    head = (question["id"], question["place"])
    if not lists:
        return (*head, "cannot tell", "cannot tell", 0, 0, 0, "", "", "", "", "", _UNSEEN.format(question["place"]))
    least, exactly = int(question["least"]), question["asks"] == _EXACTLY_ONE
    counts = [(one, *one.answering(question["asks"], question["leaves_out"] != "doubtful")) for one in lists]

    def of_any(as_listed: bool, absent: bool) -> str:
        """Of several lists any may show that somebody is there, and all together that nobody is."""
        outcomes = set()
        for one, seen, might in counts:
            how = one.board.completeness
            whole = how not in FRAGMENTS if as_listed else how == "full"
            outcomes.add(_outcome(len(seen), might, whole, least, exactly))
        return "met" if "met" in outcomes else "not met" if absent and outcomes == {"not met"} else "cannot tell"

    outcome = of_any(False, absent=question["place"] == MAIN)  # of other places there may be bodies unseen
    best, sure, perhaps = max(counts, key=lambda one: (len(one[1]), one[0].board.as_at))
    of_list = (best.board.as_at, best.board.completeness)
    every, might = [row for _, seen, _ in counts for row in seen], sum(might for _, _, might in counts)
    ids, source = " ".join(row["seat_id"] for row in every), every[0]["source_url"] if every else ""
    told = (outcome, of_any(True, absent=True), len(every), might, best.listed, *of_list)
    reason = _reason(outcome, *of_list, best.listed, perhaps, sure)
    return (*head, *told, "; ".join(one.board.body for one in lists), ids, source, reason)


def _reason(outcome: str, as_at: str, completeness: str, listed: int, might: int, seen: Iterable[_Row]) -> str:
    cells = ((row["person"] or "a seat without a name", row["organisation"] or row["words"]) for row in seen)
    names = [", ".join(filter(None, pair)) for pair in cells]
    reason = f"{outcome}: {len(names)} of {listed} on the {KIND_OF_LIST[completeness]} list of {dates.words(as_at)}"
    reason += f" ({'; '.join(names)})" if names else ""
    return f"{reason}; of {might} more it is not known" if might else reason


STUDY_AS_AT = "2020-03-31"


def voluntary_voice(seats: pd.DataFrame) -> pd.DataFrame:
    """Whose voluntary voice each partnership has, one row per LEP."""
    answers = voluntary_answers(seats)
    answers["named"] = answers["question"].str.replace("-", "_")
    outcomes = answers.pivot(index="lep", columns="named", values="outcome")[answers["named"].unique()]
    main = answers[answers["question"] == "voice"].set_index("lep")
    own = voluntary_seats(seats).set_index("seat_id")
    on_main_boards = own[(own["place"] == MAIN) & (own["counts_as_member"] == "yes")]
    numbers = main[["as_at", "completeness", "seen", "listed", "might", "seat_ids", "source_url", "reason"]]
    numbers = numbers.rename(columns={"seen": "voluntary_members", "might": "perhaps_voluntary"})
    others = answers[answers["place"] != MAIN].groupby("lep")["seat_ids"].agg(lambda ids: " ".join(filter(None, ids)))
    other_lists = [
        " ".join(seat for seat in on_main_boards.index[on_main_boards["lep"] == lep] if seat not in read.split())
        for lep, read in main["seat_ids"].items()
    ]
    of_members = {"groups": "group", "how_nominated": "how_nominated", "doubts": "doubt"}
    told = {name: [own.loc[ids.split(), column] for ids in main["seat_ids"]] for name, column in of_members.items()}
    said = {name: ["; ".join(filter(None, one.unique())) for one in each] for name, each in told.items()}
    table = numbers.join(outcomes).assign(**said, seat_ids_other_bodies=others, seat_ids_other_lists=other_lists)
    return table.reset_index()


def voluntary_measures(seats: pd.DataFrame, as_at: str = STUDY_AS_AT) -> pd.DataFrame:
    """The measures of the 2020 study of the voluntary sector, counted from the published lists, one row each.

    By default up to the end of the study's time and no list older than twelve months; "" for the latest lists, however
    old. "eu-funds-without" is met where a committee surely has nobody.
    """
    answers = voluntary_answers(seats, as_at, dates.months_before(as_at, WINDOW_MONTHS) if as_at else "")
    rows = []
    for name, statement in ((row["question"], row["statement"]) for row in rule_file(MEASURES)):
        found = answers.loc[answers["question"] == name, "outcome"]
        met, not_met, cannot_tell = (int((found == outcome).sum()) for outcome in OUTCOMES)
        if name == "eu-funds":  # the study counted the committees without, we ask who sits there
            name, met, not_met = "eu-funds-without", not_met, met
        rows.append((name, statement, len(found), met, not_met, cannot_tell))
    return pd.DataFrame(rows, columns=["measure", "statement", "of", "met", "not_met", "cannot_tell"])
