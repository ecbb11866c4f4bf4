"""What published lists show of a plan's promises, by `rules/plans/board_facts.csv`."""

from __future__ import annotations

import pandas as pd

from lepdata.change.action_plan import Item, Plan
from lepdata.dates import interval, period_days, words
from lepdata.english import plural
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
_OF_A_LIST = {
    **{"list_date": "snapshot_date", "list_completeness": "list_completeness"},
    **{"source_title": "source_title", "source_url": "source_url"},
}
_INTERIM = r"(?i)\b(?:interim|acting)\b"
_Found = tuple[str, str, "pd.Series | None"]  # the answer, why, and a seat of the list that gives it


def promises_shown(plan: Plan, seats: pd.DataFrame, today: str) -> pd.DataFrame:
    """What the lists published since a plan began, until an ISO day, show of what it promised: a row for each rule.

    `seats` is every published seat, as `lepdata.seats()` gives it. The columns are the promise, what a list would
    show, `answer` (shown | shown otherwise | not shown on a whole list | cannot tell), the list and its date, and why.
    """
    began = period_days(plan.period)
    since = began[0] if began else ""
    dated = seats[(seats["lep"] == plan.lep) & (seats["date_from"] != "") & (seats["date_from"] <= today)]
    items = {item.item_id: item for item in plan.items}
    rows = []
    for rule in (rule for rule in rule_file("plans/board_facts.csv") if rule["item_id"] in items):
        item = items[rule["item_id"]]
        answer, reason, seat = _ASKED[rule["asks"]](rule["wanted"], dated, since)
        if seat is not None and answer == SHOWN and rule["asks"] != "criterion":
            reason += _in_its_time(item, seat)
        listed = (
            dict.fromkeys(_OF_A_LIST, "") if seat is None else {name: seat[own] for name, own in _OF_A_LIST.items()}
        )
        own = {"text": item.text, "answer": answer, "reason": reason, "why_linked": rule["reason"]}
        rows.append({**rule, **listed, **own})
    return pd.DataFrame(rows, columns=list(_COLUMNS), dtype="str")


def _in_its_time(item: Item, seat: pd.Series) -> str:
    """Whether the list that shows it is of the time promised; "" where no date was promised."""
    dated = interval(str(seat["snapshot_date"]))
    if not item.when.last or dated is None:
        return ""
    promised = f"; promised {item.when.in_words()}"
    if dated[1] <= item.when.last:
        return f"{promised}, so it is seen within its time"
    return f"{promised}: it is seen after that, and may have been so before"


def _recent(seats: pd.DataFrame, since: str) -> pd.DataFrame:
    """The seats of lists since a day, the oldest list first."""
    return seats[seats["date_from"] >= since].sort_values(["date_to", "date_from"], kind="stable")


def _date(seat: pd.Series) -> str:
    return words(str(seat["snapshot_date"]))


def _permanent_chair(_: str, seats: pd.DataFrame, since: str) -> _Found:
    board = seats[seats["body"] == MAIN_BOARD]
    called, own = board["capacity_as_published"] + " " + board["job_title"], _recent(board, since)
    passing = set(board.loc[called.str.contains(_INTERIM), "person_key"])
    chairs = own[(own["role_read"] == "chair") & (own["place"] == "person")]
    lasting, full = chairs[~chairs["person_key"].isin(passing)], own[own["list_completeness"] == "full"]
    if len(lasting):
        seat = lasting.iloc[0]
        return SHOWN, f"The list of {_date(seat)} names a chair whom no list calls interim or acting", seat
    if len(chairs):
        seat = chairs.iloc[-1]
        return (
            CANNOT_TELL,
            f"The chair on the list of {_date(seat)} is, on this or another list, interim or acting",
            seat,
        )
    if len(full):
        return NOT_SHOWN, f"The full list of {_date(full.iloc[-1])} names no chair", full.iloc[-1]
    return CANNOT_TELL, f"No list since {words(since)} names a chair", None


def _body(wanted: str, seats: pd.DataFrame, since: str) -> _Found:
    """The first list since of a body whose name holds some words."""
    own = _recent(seats[seats["body"].str.contains(wanted, case=False, regex=False)], since)
    if own.empty:
        unseen = f"No list of such a body since {words(since)} was seen"
        return CANNOT_TELL, f"{unseen}; a body that exists need not have been seen", None
    return SHOWN, f"A list of {_date(own.iloc[0])} is of a body called {own.iloc[0]['body']}", own.iloc[0]


def _list(wanted: str, seats: pd.DataFrame, since: str) -> _Found:
    """The first list since that counts members, not fragments: it shows that the body works."""
    counted = seats["list_completeness"].isin(("full", "attendance")) & (seats["counts_as_member"] == "yes")
    answer, _, seat = _body(wanted, seats[counted], since)
    if seat is None:
        return answer, f"No list of its members since {words(since)} was seen", None
    own = seats[counted & seats["body"].str.contains(wanted, case=False, regex=False)]
    members = int((own["list_id"] == seat["list_id"]).sum())
    return answer, f"The list of {_date(seat)} names {plural(members, 'member')}", seat


def _criterion(wanted: str, seats: pd.DataFrame, since: str) -> _Found:
    """The criterion under every definition, by the rules of the list's day."""
    own = seats[seats["body"] == MAIN_BOARD]
    board = assemble(own[own["date_from"] >= since], own["lep"].max())
    if board is None:
        return CANNOT_TELL, f"No list of the board since {words(since)} was seen", None
    judgement = judge(board)
    of_list = own[own["snapshot_date"] == board.as_at].iloc[0].copy()
    of_list["list_completeness"] = board.completeness
    asked = next((one for one in judgement.every_answer if one.criterion == wanted), None)
    if asked is None:
        return CANNOT_TELL, f"{judgement.framework.title} does not ask this", of_list
    answers = {"met": SHOWN, "not met": NOT_SHOWN if board.completeness == "full" else OTHERWISE}
    return answers.get(asked.answer, CANNOT_TELL), asked.sentence.removesuffix("."), of_list


_ASKED = {"permanent chair": _permanent_chair, "body": _body, "list": _list, "criterion": _criterion}
