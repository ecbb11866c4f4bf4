"""How each promise of a plan stands on a day: by what was reported until then, what slipped, what lists show."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pandas as pd

from lepdata import english, files, vocabulary
from lepdata.actions.plans import DONE, DROPPED
from lepdata.change.action_plan import Plan
from lepdata.dates import DONE_ALREADY, RECURRING, When, interval, months_before, period_days, read_when, words
from lepdata.judging.verdicts import judge
from lepdata.seating.lists import assemble

OVERDUE, PASSED, NOT_DATED = "overdue", "date passed, no report seen", "not dated"  # of rules/plans/states.csv
_OF_AN_ITEM = (
    *("plan_id", "item_id", "improvement", "kind", "text", "when_as_published", "date_kind", "date_from", "date_to"),
    *("moved_to", "due_kind", "due_from", "due_to", "reported", "reported_on", "quarter", "written_by", "done_on"),
    *("in_time", "state", "rating", "rating_rule", "reason"),
)
_OF_A_SLIP = ("item_id", "improvement", "kind", "text", "how", "before", "after", "reported_on", "reason")
_OF_A_REPORT = ["status", "reported_on", "quarter", "written_by", "done_on"]
_Slip = tuple[str, str, str, str, str]  # how, before, after, reported on and why


def status(plan: Plan, updates: pd.DataFrame, today: str) -> pd.DataFrame:
    """How each item stands on an ISO day: a row each, with what was promised."""
    until = updates[updates["reported_on"] <= today]
    # the last report on each item; a date once moved stays so until it is moved again
    told = zip(*(until[name].tolist() for name in _OF_A_REPORT), strict=True)
    last = dict(zip(until["item_id"].tolist(), told, strict=True))
    moves = {name: moved for name, moved in zip(until["item_id"], until["moved_to"], strict=True) if moved}
    rows = []
    for item in plan.items:
        report, moved = last.get(item.item_id, ("",) * len(_OF_A_REPORT)), moves.get(item.item_id, "")
        reported, reported_on, *_, done_on = report
        due = read_when(moved, plan.period) if moved else item.when
        state = _state(reported, reported_on, due, today)
        promised = (plan.plan_id, item.item_id, item.improvement, item.kind, item.text, item.when_as_published)
        rated = rate(state, reported or "none", "yes" if moved else "no")
        judged = (_in_time(done_on, item.when), state, *rated, _reason(state, reported, reported_on, done_on))
        rows.append((*promised, *item.when[:3], moved, *due[:3], *report, *judged))
    return pd.DataFrame(rows, columns=list(_OF_AN_ITEM), dtype="str")


def _state(reported: str, reported_on: str, due: When, today: str) -> str:
    """What is reported decides first, then the date."""
    if reported in (DONE, DROPPED):
        return reported
    if not reported and due.kind == DONE_ALREADY:
        return DONE
    if due.kind == RECURRING:
        return RECURRING
    if not due.last:
        return NOT_DATED
    if due.last < today:
        return OVERDUE if reported_on > due.last else PASSED
    terms = {row["id"]: timedelta(days=int(row["value"])) for row in files.rule_file("plans/terms.csv")}
    due_now, coming_up = (str(date.fromisoformat(today) + terms[name]) for name in ("due_now_days", "coming_up_days"))
    if due.first <= (due_now if due.kind == "by" else today):
        return "due now"
    return "coming up" if due.first <= coming_up else "not yet due"


@cache
def _reason(state: str, reported: str, reported_on: str, done_on: str) -> str:
    unknown = "cannot be told"
    if not reported:
        untold = {"recurring": "Again and again, without a last day; no report was seen"}
        untold |= {NOT_DATED: "No date that could pass", DONE: "The plan itself says that it is done"}
        untold[PASSED] = f"No report was seen: whether it is done {unknown}"
        return untold.get(state, "No report was seen")
    day, says = words(reported_on), f"says “{reported}”"
    told = {
        OVERDUE: f"The report of {day}, made after the date, {says}",
        PASSED: f"The last report, of {day}, was made before the date and {says}: whether it is done since {unknown}",
        "recurring": f"Again and again; the report of {day} {says}",
        NOT_DATED: f"No date; the report of {day} {says}",
        DONE: f"Reported as done ({words(done_on)})",
        DROPPED: f"Reported on {day} as given up",
    }
    return told.get(state, f"The report of {day} {says}")


def _in_time(done_on: str, promised: When) -> str:
    """Whether what is done was done by the date first promised; "" where nothing is done or nothing was promised."""
    if not (done := interval(done_on)) or not promised.can_pass:
        return ""
    if done[1] <= (promised.first if promised.kind == "by" else promised.last):
        return "yes"
    return "no" if done[0] > promised.last else "cannot tell"


@cache
def rate(state: str, reported: str, moved: str) -> tuple[str, str]:
    """The rating of an item and the rule that gave it: the first of `rules/plans/ratings.csv` that fits."""
    asked = {"state": state, "reported": reported, "moved": moved}
    rules = files.rule_file("plans/ratings.csv")
    found = next(row for row in rules if all(row[name] in ("*", word) for name, word in asked.items()))
    return found["rating"], found["id"]


def slipped(plan: Plan, updates: pd.DataFrame, stands: pd.DataFrame, today: str) -> pd.DataFrame:
    """What slipped between the first day of the quarter before that of `today`, and `today`, how the items stand."""
    since = last_quarter_began(today)
    found = []
    for row in stands.itertuples(index=False):
        own = updates[(updates["item_id"] == row.item_id) & (updates["moved_to"] != "")]
        slips = [*_moves(str(row.when_as_published), own, plan.period, since, today), *_missed(row, since, today)]
        found += [(row.item_id, row.improvement, row.kind, row.text, *slip) for slip in slips]
    return pd.DataFrame(found, columns=list(_OF_A_SLIP), dtype="str")


def last_quarter_began(today: str) -> str:
    return months_before(f"{today[:7]}-01", 3 + (int(today[5:7]) - 1) % 3)


def _moves(promised: str, moved: pd.DataFrame, period: str, since: str, today: str) -> Iterator[_Slip]:
    after = promised
    for day, new in zip(moved["reported_on"], moved["moved_to"], strict=True):
        before, after = after, new
        if since <= day <= today and after != before:
            how = "brought forward" if read_when(after, period).last < read_when(before, period).last else "moved"
            dates = f"from “{before or 'no date'}” to “{after}”"
            yield f"date {how}", before, after, day, f"Its date was {how} {dates} in the report of {words(day)}"


def _missed(row: Any, since: str, today: str) -> Iterator[_Slip]:
    """What was due, by its date as last moved, and is not done; what was given up."""
    day, due, done = row.reported_on, When(row.due_kind, row.due_from, row.due_to), interval(row.done_on)
    when = f"Due {due.in_words()}"
    if row.reported == DROPPED:
        if since <= day:
            yield "dropped", "", "", day, f"Given up in the report of {words(day)}"
    elif not due.can_pass or not since <= due.last < today:
        return
    elif row.reported == DONE:
        if done and done[0] > due.last:
            yield "done late", "", "", day, f"{when}; done only afterwards ({words(row.done_on)})"
    elif day > due.last:
        after = f"the report of {words(day)}, made after that, says “{row.reported}”"
        yield "due and not done", "", "", day, f"{when}; {after}"
    else:
        silent = "no report made since was seen, so whether it was done cannot be told"
        yield "due, no report seen", "", "", day, f"{when}; {silent}"


SHOWN, NOT_SHOWN, CANNOT_TELL = "shown", "not shown on a whole list", "cannot tell"
OTHERWISE = "shown otherwise"  # a list need not be whole to show more members than a board may have
_OF_A_FACT = (
    *("id", "item_id", "text", "statement", "answer", "list_date", "list_completeness", "reason", "why_linked"),
    *("source_title", "source_url", "ours"),
)
_Found = tuple[str, str, "pd.Series | None"]  # the answer, why, and a seat of the list that gives it


def board_facts(plan: Plan, seats: pd.DataFrame, today: str) -> pd.DataFrame:
    """What the lists published since a plan began, until an ISO day, show of it: a row for each of the rules."""
    since, _ = period_days(plan.period) or ("", "")
    dated = seats[(seats["lep"] == plan.lep) & (seats["date_from"] != "") & (seats["date_from"] <= today)]
    items = {item.item_id: item for item in plan.items}
    rows = []
    for rule in (rule for rule in files.rule_file("plans/board_facts.csv") if rule["item_id"] in items):
        item = items[rule["item_id"]]
        answer, reason, seat = _ASKED[rule["asks"]](rule["wanted"], dated, since)
        dated_on = interval(str(seat["snapshot_date"])) if seat is not None else None
        if dated_on and item.when.last and answer == SHOWN and rule["asks"] != "criterion":
            in_time = ", so it is seen within its time"
            late = ": it is seen after that, and may have been so before"
            reason += f"; promised {item.when.in_words()}{in_time if dated_on[1] <= item.when.last else late}"
        listed: dict[Any, Any] = {} if seat is None else {**seat.to_dict(), "list_date": seat["snapshot_date"]}
        own = {"text": item.text, "answer": answer, "reason": reason, "why_linked": rule["reason"]}
        rows.append(listed | rule | own)
    return pd.DataFrame(rows, columns=list(_OF_A_FACT), dtype="str").fillna("")


def _recent(seats: pd.DataFrame, since: str) -> pd.DataFrame:
    return seats[seats["date_from"] >= since].sort_values(["date_to", "date_from"], kind="stable")


def _date(seat: pd.Series) -> str:
    return words(str(seat["snapshot_date"]))


def _permanent_chair(_: str, seats: pd.DataFrame, since: str) -> _Found:
    board = seats[seats["body"] == vocabulary.MAIN_BOARD]
    called, own = board["capacity_as_published"] + " " + board["job_title"], _recent(board, since)
    passing = set(board.loc[called.str.contains(r"(?i)\b(?:interim|acting)\b"), "person_key"])
    chairs = own[(own["role_read"] == "chair") & (own["place"] == "person")]
    lasting, full = chairs[~chairs["person_key"].isin(passing)], own[own["list_completeness"] == "full"]
    if len(lasting):
        said = f"The list of {_date(lasting.iloc[0])} names a chair whom no list calls interim or acting"
        return SHOWN, said, lasting.iloc[0]
    if len(chairs):
        said = f"The chair on the list of {_date(chairs.iloc[-1])} is, on this or another list, interim or acting"
        return CANNOT_TELL, said, chairs.iloc[-1]
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
    """The first such list that counts members, not fragments: it shows that the body works."""
    counted = seats["list_completeness"].isin(("full", "attendance")) & (seats["counts_as_member"] == "yes")
    answer, _, seat = _body(wanted, seats[counted], since)
    if seat is None:
        return answer, f"No list of its members since {words(since)} was seen", None
    members = int((seats.loc[counted, "list_id"] == seat["list_id"]).sum())
    return answer, f"The list of {_date(seat)} names {english.plural(members, 'member')}", seat


def _criterion(wanted: str, seats: pd.DataFrame, since: str) -> _Found:
    own = seats[seats["body"] == vocabulary.MAIN_BOARD]
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
