"""What published lists show of a plan's promises, by `rules/plans/board_facts.csv`."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from lepdata.change.action_plan import Item, Plan
from lepdata.change.draft import ruling
from lepdata.dates import interval, period_days, words
from lepdata.english import capital, plural
from lepdata.files import rule_file
from lepdata.judging.verdicts import judge
from lepdata.seating.assembly import assemble
from lepdata.vocabulary import MAIN_BOARD

SHOWN, NOT_SHOWN, CANNOT_TELL = "shown", "not shown on a whole list", "cannot tell"
OTHERWISE = "shown otherwise"  # a list need not be whole to show more members than a board may have
_COLUMNS = (
    *("id", "item_id", "text", "statement", "answer", "list_date", "list_completeness", "reason", "why_linked"),
    *("source_title", "source_url", "ours"),
)
_INTERIM = r"(?i)\b(?:interim|acting)\b"
_Found = tuple[str, str, "pd.Series | None"]  # the answer, why, and a seat of the list that gives it


def board_facts(plan: Plan, seats: pd.DataFrame, today: str) -> pd.DataFrame:
    """What the lists published since a plan began, until an ISO day, show of what it promised: a row for each rule.

    `seats` is every published seat, as `lepdata.seats()` gives it. The columns are the promise, what a list would
    show, `answer` (shown | shown otherwise | not shown on a whole list | cannot tell), the list and its date, and why.
    """
    began = period_days(plan.period)
    since = began[0] if began else ""
    dated = seats[(seats["lep"] == plan.lep) & (seats["date_from"] != "") & (seats["date_from"] <= today)]
    recent = dated[dated["date_from"] >= since].sort_values(["date_to", "date_from"], kind="stable")
    items = {item.item_id: item for item in plan.items}
    rules = [rule for rule in rule_file("plans/board_facts.csv") if rule["item_id"] in items]
    seen = _Seen(plan.lep, since, dated, recent)
    return pd.DataFrame(
        [_row(rule, items[rule["item_id"]], seen) for rule in rules], columns=list(_COLUMNS), dtype="str"
    )


class _Seen(NamedTuple):
    """The published seats of a LEP until a day, and those on lists since a plan began, the oldest list first."""

    lep: str
    since: str
    seats: pd.DataFrame
    recent: pd.DataFrame

    def of(self, body: str) -> pd.DataFrame:
        """The recent seats of bodies whose name holds some words."""
        return self.recent[self.recent["body"].str.contains(re.escape(body), case=False)]


def _row(rule: dict[str, str], item: Item, seen: _Seen) -> dict[str, str]:
    answer, reason, seat = _ASKED[rule["asks"]](rule["wanted"], seen)
    if seat is not None and answer == SHOWN and rule["asks"] != "criterion":
        reason += _in_its_time(item, seat)
    own = {"list_date": "snapshot_date"} | {name: name for name in ("list_completeness", "source_title", "source_url")}
    listed = {name: "" if seat is None else str(seat[column]) for name, column in own.items()}
    told = {"text": item.text, "answer": answer, "reason": reason, "why_linked": rule["reason"]}
    return {**rule, **listed, **told}


def _in_its_time(item: Item, seat: pd.Series) -> str:
    """Whether the list that shows it is of the time promised; "" where no date was promised."""
    dated = interval(str(seat["snapshot_date"]))
    if not item.when.last or dated is None:
        return ""
    promised = f"; promised {item.when.in_words()}"
    if dated[1] <= item.when.last:
        return f"{promised}, so it is seen within its time"
    return f"{promised}: it is seen after that, and may have been so before"


def _permanent_chair(_: str, seen: _Seen) -> _Found:
    board, own = (seats[seats["body"] == MAIN_BOARD] for seats in (seen.seats, seen.recent))
    called = board["capacity_as_published"] + " " + board["job_title"]
    passing = set(board.loc[called.str.contains(_INTERIM), "person_key"])
    chairs = own[(own["role_read"] == "chair") & (own["place"] == "person")]
    lasting, full = chairs[~chairs["person_key"].isin(passing)], own[own["list_completeness"] == "full"]
    if len(lasting):
        named = f"The list of {_date(lasting.iloc[0])} names a chair whom no list calls interim or acting"
        return SHOWN, named, lasting.iloc[0]
    if len(chairs):
        last = chairs.iloc[-1]
        return (
            CANNOT_TELL,
            f"The chair on the list of {_date(last)} is, on this or another list, interim or acting",
            last,
        )
    if len(full):
        return NOT_SHOWN, f"The full list of {_date(full.iloc[-1])} names no chair", full.iloc[-1]
    return CANNOT_TELL, f"No list since {words(seen.since)} names a chair", None


def _date(seat: pd.Series) -> str:
    return words(str(seat["snapshot_date"]))


def _body(wanted: str, seen: _Seen) -> _Found:
    own = seen.of(wanted)
    if own.empty:
        unseen = f"No list of such a body since {words(seen.since)} was seen"
        return CANNOT_TELL, f"{unseen}; a body that exists need not have been seen", None
    return SHOWN, f"A list of {_date(own.iloc[0])} is of a body called {own.iloc[0]['body']}", own.iloc[0]


def _list(wanted: str, seen: _Seen) -> _Found:
    """The first list since that counts members, not fragments: it shows that the body works."""
    own = seen.of(wanted)
    own = own[own["list_completeness"].isin(("full", "attendance")) & (own["counts_as_member"] == "yes")]
    if own.empty:
        return CANNOT_TELL, f"No list of its members since {words(seen.since)} was seen", None
    members = int((own["list_id"] == own.iloc[0]["list_id"]).sum())
    return SHOWN, f"The list of {_date(own.iloc[0])} names {plural(members, 'member')}", own.iloc[0]


def _criterion(wanted: str, seen: _Seen) -> _Found:
    """The criterion under the ruling definition of the rules of the list's day."""
    own = seen.seats[seen.seats["body"] == MAIN_BOARD]
    board = assemble(own[own["date_from"] >= seen.since], seen.lep)
    if board is None:
        return CANNOT_TELL, f"No list of the board since {words(seen.since)} was seen", None
    judgement = judge(board)
    of_list = own[own["snapshot_date"] == board.as_at].iloc[0].copy()
    of_list["list_completeness"] = board.completeness
    asked = ruling(judgement).get(wanted)
    if asked is None:
        return CANNOT_TELL, f"{judgement.framework.title} does not ask this", of_list
    answers = {"met": SHOWN, "not met": NOT_SHOWN if board.completeness == "full" else OTHERWISE}
    return answers.get(asked.outcome, CANNOT_TELL), capital(asked.reason.removeprefix("cannot tell: ")), of_list


_ASKED = {"permanent chair": _permanent_chair, "body": _body, "list": _list, "criterion": _criterion}
