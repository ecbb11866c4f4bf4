"""Who of a LEP's board reappears on the body that followed it: counts, by how surely the people are the same."""

from __future__ import annotations

import pandas as pd

from lepdata.findings.people_lines import lines_of_people
from lepdata.findings.people_organisations import named_body
from lepdata.model.vocabulary import MAIN_BOARD

SUCCESSOR_COLUMNS = (
    "lep",
    "successor",
    "first_seen",
    "last_seen",
    "completeness",
    "people",
    "same_organisation",
    "organisation_not_printed",
    "other_organisation",
    "not_seen_before",
    "because",
)
SUCCESSOR_MARK = "(successor"


def reappearances(seats: pd.DataFrame) -> pd.DataFrame:
    """For every successor body how many of its members are seen on the LEP's own board before.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns. A successor is a body whose name says so.

    Returns
    -------
    DataFrame
        `SUCCESSOR_COLUMNS`, one row per body. `people` are those whom it names as members, whatever the date;
        `same_organisation` of them are seen on the main board with the same organisation, `organisation_not_printed`
        where one side names none; `other_organisation` are people of one name with two organisations, who are counted
        as neither seen nor unseen.

    Examples
    --------
    >>> reappearances(pd.DataFrame(columns=["lep", "body", "counts_as_member", "place", "date_from"])).empty
    True
    """
    wanted = (seats["counts_as_member"] == "yes") & (seats["place"] == "person") & (seats["date_from"] != "")
    members = seats[wanted]
    later = members[members["body"].map(lambda body: SUCCESSOR_MARK in body).astype(bool)]
    rows = [_row(members, str(lep), str(body), own) for (lep, body), own in later.groupby(["lep", "body"], sort=True)]
    return pd.DataFrame(rows, columns=list(SUCCESSOR_COLUMNS))


def _row(members: pd.DataFrame, lep: str, body: str, own: pd.DataFrame) -> dict[str, object]:
    board = members[(members["lep"] == lep) & (members["body"] == MAIN_BOARD)]
    both = pd.concat([own, board], ignore_index=True)
    bodies = _bodies_by_side(both, body)
    found = [standing for ids in lines_of_people(both) if (standing := _standing(ids, *bodies))]
    return {
        "lep": lep,
        "successor": body,
        "first_seen": own["snapshot_date"].min(),
        "last_seen": own["snapshot_date"].max(),
        "completeness": "; ".join(sorted(set(own["list_completeness"]))),
        "people": len(found),
        **{name: found.count(name) for name in SUCCESSOR_COLUMNS[6:10]},
        "because": (
            "Who is not seen on the board before may have sat there unseen; one name with two "
            "organisations may be two people, and is not counted as one."
        ),
    }


def _bodies_by_side(both: pd.DataFrame, body: str) -> tuple[dict[str, str], dict[str, str]]:
    """The organisation that each line names, "" for none: of the successor's lines, and of those before."""
    lines = list(zip(both["body"], both["row_ids"], map(named_body, both["organisation_key"]), strict=True))
    here, before = (
        {line: named for where, ids, named in lines if (where == body) == wanted for line in ids.split()}
        for wanted in (True, False)
    )
    return here, before


def _standing(ids: set[str], here: dict[str, str], before: dict[str, str]) -> str:
    """How one person stands to the board before; "" for somebody who is not on the successor at all."""
    if not ids & here.keys():
        return ""
    if not ids & before.keys():
        return "not_seen_before"
    now, then = ({side[line] for line in ids & side.keys()} - {""} for side in (here, before))
    if not now or not then:
        return "organisation_not_printed"
    return "same_organisation" if now & then else "other_organisation"
