"""What published lists show of a plan's promises, by `rules/plans/board_facts.csv`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from lepdata.dates import interval, words
from lepdata.judging.judge import judge
from lepdata.judging.records import Judgement
from lepdata.plans.bounds import period_days
from lepdata.plans.reasons import due_words
from lepdata.plans.records import Item, Plan
from lepdata.plans.rulebook import rows
from lepdata.plans.status import last_day
from lepdata.seating.assembly import assemble
from lepdata.vocabulary import MAIN_BOARD
from lepdata.words_by_id import say

COLUMNS = (
    *("id", "item_id", "text", "statement", "answer", "list_date", "list_completeness", "reason", "why_linked"),
    *("source_title", "source_url", "ours"),
)
SHOWN, NOT_SHOWN, CANNOT_TELL = "shown", "not shown on a whole list", "cannot tell"
OTHERWISE = "shown otherwise"  # a list need not be whole to show more members than a board may have
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
        One row per rule: the promise, what a list would show, `answer` (shown | shown otherwise | not shown on a
        whole list | cannot tell), the list and its date, and why.
    """
    began = period_days(plan.period)
    today = last_day(as_at)
    dated = seats[(seats["lep"] == plan.lep) & (seats["date_from"] != "") & (seats["date_from"] <= today)]
    seen = Seen(plan.lep, dated, began[0].isoformat() if began else "")
    items = {item.item_id: item for item in plan.items}
    return pd.DataFrame([_row(rule, items, seen) for rule in _rules(items)], columns=list(COLUMNS), dtype="str")


@dataclass(frozen=True)
class Seen:
    """The published seats of a LEP until a day, and the first day of the plan that they are asked about."""

    lep: str
    seats: pd.DataFrame
    since: str

    @cached_property
    def board(self) -> pd.DataFrame:
        """The seats of the main board, on lists of any date."""
        return self.seats[self.seats["body"] == MAIN_BOARD]

    @cached_property
    def judgement(self) -> Judgement | None:
        """The best list of the main board since the plan began, judged by the rules of its day; None where none is."""
        board = assemble(self.board[self.board["date_from"] >= self.since], self.lep)
        return None if board is None else judge(board)

    def of(self, body: str) -> pd.DataFrame:
        """The seats since the plan began of bodies whose name holds the words, the oldest list first."""
        named = self.seats["body"].str.contains(re.escape(body), case=False)
        return _oldest_first(self.seats[named & (self.seats["date_from"] >= self.since)])

    def say(self, phrase: str) -> str:
        """A phrase about everything since the plan began."""
        return say("plan_reasons", phrase, since=words(self.since))


def _oldest_first(seats: pd.DataFrame) -> pd.DataFrame:
    return seats.sort_values(["date_to", "date_from"], kind="stable")


def _rules(items: dict[str, Item]) -> list[dict[str, str]]:
    return [rule for rule in rows("board_facts.csv") if rule["item_id"] in items]


def _row(rule: dict[str, str], items: dict[str, Item], seen: Seen) -> Found:
    item = items[rule["item_id"]]
    return {
        **_ASKED[rule["asks"]](rule, item, seen),
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


def _permanent_chair(rule: dict[str, str], item: Item, seen: Seen) -> Found:
    said = seen.board["capacity_as_published"] + " " + seen.board["job_title"]
    passing = set(seen.board.loc[said.str.contains(_INTERIM), "person_key"])
    own = _oldest_first(seen.board[seen.board["date_from"] >= seen.since])
    chairs = own[(own["role_read"] == "chair") & (own["place"] == "person")]
    lasting = chairs[~chairs["person_key"].isin(passing)]
    full = own[own["list_completeness"] == "full"]
    if len(lasting):
        return _of_list(SHOWN, "chair-shown", item, lasting.iloc[0])
    if len(chairs):
        return _of_list(CANNOT_TELL, "chair-interim", item, chairs.iloc[-1])
    if len(full):
        return _of_list(NOT_SHOWN, "chair-none", item, full.iloc[-1])
    return _found(CANNOT_TELL, seen.say("chair-open"))


def _of_list(answer: str, phrase: str, item: Item, seat: pd.Series, **values: object) -> Found:
    """An answer that one list gives; whether it was in time is said only of what is shown."""
    reason = say("plan_reasons", phrase, date=words(str(seat["snapshot_date"])), **values)
    return _found(answer, reason + (_in_its_time(item, seat) if answer == SHOWN else ""), seat)


def _in_its_time(item: Item, seat: pd.Series) -> str:
    """Whether the list that shows it is of the time promised; "" where no date was promised."""
    seen = interval(str(seat["snapshot_date"]))
    if not item.when.last or seen is None:
        return ""
    phrase = "promised-before" if seen[1] <= item.when.last else "promised-after"
    return say("plan_reasons", phrase, due=due_words(item.when))


def _body(rule: dict[str, str], item: Item, seen: Seen) -> Found:
    own = seen.of(rule["wanted"])
    if own.empty:
        return _found(CANNOT_TELL, seen.say("body-open"))
    return _of_list(SHOWN, "body-shown", item, own.iloc[0], body=own.iloc[0]["body"])


def _list(rule: dict[str, str], item: Item, seen: Seen) -> Found:
    """The first list since that counts members, not fragments: it shows that the body works."""
    own = seen.of(rule["wanted"])
    own = own[own["list_completeness"].isin(("full", "attendance")) & (own["counts_as_member"] == "yes")]
    if own.empty:
        return _found(CANNOT_TELL, seen.say("list-open"))
    members = int((own["list_id"] == own.iloc[0]["list_id"]).sum())
    return _of_list(SHOWN, "list-shown", item, own.iloc[0], n=members)


def _criterion(rule: dict[str, str], item: Item, seen: Seen) -> Found:
    """The criterion under the ruling definition of the rules of the list's day."""
    judgement = seen.judgement
    if judgement is None:
        return _found(CANNOT_TELL, seen.say("criterion-open"))
    board, ruling = judgement.board, (judgement.ruling_definition, None)
    of_list = seen.board[seen.board["snapshot_date"] == board.as_at].iloc[0].copy()
    of_list["list_completeness"] = board.completeness
    asked = [one for one in judgement.verdicts if one.criterion == rule["wanted"] and one.definition in ruling]
    if not asked:
        named = say("plan_reasons", "criterion-unasked", framework=judgement.framework.title)
        return _found(CANNOT_TELL, named, of_list)
    reason = asked[0].reason.removeprefix("cannot tell: ")
    answers = {"met": SHOWN, "not met": NOT_SHOWN if board.completeness == "full" else OTHERWISE}
    return _found(answers.get(asked[0].outcome, CANNOT_TELL), reason[:1].upper() + reason[1:], of_list)


_ASKED: dict[str, Callable[[dict[str, str], Item, Seen], Found]] = {
    "permanent chair": _permanent_chair,
    "body": _body,
    "list": _list,
    "criterion": _criterion,
}
