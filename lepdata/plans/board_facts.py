"""What published lists show of a plan's promises, by `rules/plans/board_facts.csv`."""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd

from lepdata.model.dates import interval, words
from lepdata.model.phrases import say
from lepdata.model.vocabulary import MAIN_BOARD
from lepdata.plans.bounds import period_days
from lepdata.plans.reasons import due_words
from lepdata.plans.records import Item, Plan
from lepdata.plans.rulebook import rows
from lepdata.plans.status import last_day
from lepdata.seats import assemble
from lepdata.verdicts import judge

COLUMNS = (
    *("id", "item_id", "text", "statement", "answer", "list_date", "list_completeness", "reason", "why_linked"),
    *("source_title", "source_url", "ours"),
)
SHOWN, NOT_SHOWN, CANNOT_TELL = "shown", "not shown on a whole list", "cannot tell"
_INTERIM = re.compile(r"\b(?:interim|acting)\b", re.IGNORECASE)
Found = dict[str, str]


def board_facts(plan: Plan, seats: pd.DataFrame, as_at: str) -> pd.DataFrame:
    """What the lists published since a plan began, until a day, show of what it promised.

    Parameters
    ----------
    plan : Plan
        What was promised. Of a plan that no rule links to the lists the table is empty.
    seats : DataFrame
        Every published seat, as `lepdata.seats()` gives it.
    as_at : str
        An ISO date; later lists are not looked at.

    Returns
    -------
    DataFrame
        One row per rule: the promise, what a list would show, `answer` (shown | not shown on a whole list | cannot
        tell), the list and its date, and why.
    """
    began = period_days(plan.period)
    since = began[0].isoformat() if began else ""
    today = last_day(as_at)
    dated = seats[(seats["lep"] == plan.lep) & (seats["date_from"] != "") & (seats["date_from"] <= today)]
    items = {item.item_id: item for item in plan.items}
    found = [_row(rule, items[rule["item_id"]], dated, since) for rule in _rules(items)]
    return pd.DataFrame(found, columns=list(COLUMNS), dtype="str")


def _rules(items: dict[str, Item]) -> list[dict[str, str]]:
    return [rule for rule in rows("board_facts.csv") if rule["item_id"] in items]


def _row(rule: dict[str, str], item: Item, seats: pd.DataFrame, since: str) -> Found:
    return {
        **_ASKED[rule["asks"]](rule, item, seats, since),
        "id": rule["id"],
        "item_id": item.item_id,
        "text": item.text,
        "statement": rule["statement"],
        "why_linked": rule["reason"],
        "ours": rule["ours"],
    }


def _found(answer: str, reason: str, seat: pd.Series | None = None) -> Found:
    place = ("snapshot_date", "list_completeness", "source_title", "source_url")
    date, completeness, title, address = ("" if seat is None else str(seat[name]) for name in place)
    return {
        "answer": answer,
        "reason": reason,
        "list_date": date,
        "list_completeness": completeness,
        "source_title": title,
        "source_url": address,
    }


def _since(seats: pd.DataFrame, since: str, body: str) -> pd.DataFrame:
    """Seats of bodies whose name holds the words, on lists that cannot be older than a day, the oldest first."""
    own = seats[seats["body"].str.contains(re.escape(body), case=False) & (seats["date_from"] >= since)]
    return own.sort_values(["date_to", "date_from"], kind="stable")


def _permanent_chair(rule: dict[str, str], item: Item, seats: pd.DataFrame, since: str) -> Found:
    board = seats[seats["body"] == MAIN_BOARD]
    said = board["capacity_as_published"] + " " + board["job_title"]
    passing = set(board.loc[said.str.contains(_INTERIM), "person_key"])
    own = _since(board, since, "")
    chairs = own[(own["role_read"] == "chair") & (own["place"] == "person")]
    lasting = chairs[~chairs["person_key"].isin(passing)]
    if len(lasting):
        first = lasting.iloc[0]
        reason = say("plan_reasons", "chair-shown", date=words(first["snapshot_date"]))
        return _found(SHOWN, reason + _in_its_time(item, first), first)
    if len(chairs):
        last = chairs.iloc[-1]
        return _found(CANNOT_TELL, say("plan_reasons", "chair-interim", date=words(last["snapshot_date"])), last)
    full = own[own["list_completeness"] == "full"]
    if len(full):
        last = full.iloc[-1]
        return _found(NOT_SHOWN, say("plan_reasons", "chair-none", date=words(last["snapshot_date"])), last)
    return _found(CANNOT_TELL, say("plan_reasons", "chair-open", since=words(since)))


def _in_its_time(item: Item, seat: pd.Series) -> str:
    """Whether the list that shows it is of the time promised; "" where no date was promised."""
    seen = interval(str(seat["snapshot_date"]))
    if not item.when.last or seen is None:
        return ""
    phrase = "promised-before" if seen[1] <= item.when.last else "promised-after"
    return say("plan_reasons", phrase, due=due_words(item.when))


def _body(rule: dict[str, str], item: Item, seats: pd.DataFrame, since: str) -> Found:
    own = _since(seats, since, rule["wanted"])
    if own.empty:
        return _found(CANNOT_TELL, say("plan_reasons", "body-open", since=words(since)))
    first = own.iloc[0]
    reason = say("plan_reasons", "body-shown", date=words(first["snapshot_date"]), body=first["body"])
    return _found(SHOWN, reason + _in_its_time(item, first), first)


def _list(rule: dict[str, str], item: Item, seats: pd.DataFrame, since: str) -> Found:
    """The first list since that counts members, not fragments: it shows that the body works."""
    own = _since(seats, since, rule["wanted"])
    own = own[own["list_completeness"].isin(("full", "attendance")) & (own["counts_as_member"] == "yes")]
    if own.empty:
        return _found(CANNOT_TELL, say("plan_reasons", "list-open", since=words(since)))
    first = own.iloc[0]
    n = int((own["list_id"] == first["list_id"]).sum())
    reason = say("plan_reasons", "list-shown", date=words(first["snapshot_date"]), n=n)
    return _found(SHOWN, reason + _in_its_time(item, first), first)


def _criterion(rule: dict[str, str], item: Item, seats: pd.DataFrame, since: str) -> Found:
    """The criterion asked of the best list since, under the rules of its day and their ruling definition."""
    own = seats[seats["date_from"] >= since]
    board = assemble(own, str(seats["lep"].iloc[0])) if len(own) else None
    if board is None:
        return _found(CANNOT_TELL, say("plan_reasons", "criterion-open", since=words(since)))
    judgement = judge(board)
    ruling = (judgement.ruling_definition, None)
    verdict = next(
        one for one in judgement.verdicts if one.criterion == rule["wanted"] and one.definition in ruling
    )
    answers = {"met": SHOWN, "not met": NOT_SHOWN}
    reason = verdict.reason.removeprefix("cannot tell: ")
    of_list = own[own["snapshot_date"] == board.as_at].iloc[0].copy()
    of_list["list_completeness"] = board.completeness
    return _found(answers.get(verdict.outcome, CANNOT_TELL), reason[:1].upper() + reason[1:], of_list)


_ASKED: dict[str, Callable[[dict[str, str], Item, pd.DataFrame, str], Found]] = {
    "permanent chair": _permanent_chair,
    "body": _body,
    "list": _list,
    "criterion": _criterion,
}
