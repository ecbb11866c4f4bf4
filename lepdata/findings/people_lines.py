"""Which lines of several lists are about one person, by the rules by which lists are put together to a board."""

from __future__ import annotations

import pandas as pd

from lepdata.seats import merge_lists

# What those rules read; the other columns would only be carried along.
READ = ["list_id", "date_to", "row_ids", "person_name", "honorific", "honorifics", "job_title", "organisation_key"]
READ += ["capacity_as_published", "role", "role_read", "status", "counts_as_member", "why_not"]


def lines_of_people(seats: pd.DataFrame) -> list[set[str]]:
    """The seats of one LEP grouped by the person they are about.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns, of one LEP. Two seats of one list are never one person.

    Returns
    -------
    list of set of str
        For every person, or unnamed seat, the `row_ids` of all their lines.

    Examples
    --------
    >>> line = dict.fromkeys(READ, "") | {"date_to": "2020-01-01"}
    >>> lines = [line | {"list_id": "a", "row_ids": "r1", "person_name": "Ada Example"}]
    >>> lines += [line | {"list_id": "b", "row_ids": "r2", "person_name": "A Example"}]
    >>> [sorted(one) for one in lines_of_people(pd.DataFrame(lines))]
    [['r1', 'r2']]
    """
    if seats.empty:
        return []
    merged = merge_lists(seats[READ], seats["list_id"].unique().tolist(), seats["date_to"].max())
    return [set(ids.split()) for ids in merged["row_ids"]]
