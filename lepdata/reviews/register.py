"""Every published seat of every body, as the register shows it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from lepdata.dates import words
from lepdata.registers import geography
from lepdata.reviews import known
from lepdata.reviews.wording import job_and_organisation, who
from lepdata.vocabulary import body_kind

Row = dict[Hashable, Any]


def register_rows() -> list[dict[str, str]]:
    """One record of texts per seat: LEPs by name, the main board before other bodies, newest lists first.

    Examples
    --------
    >>> rows = register_rows()
    >>> rows[0]["lep"], rows[0]["kind"]
    ('Black Country', 'LEP main board')
    """
    seats = known.seats()
    kinds = {body: body_kind(body) for body in seats["body"].unique()}
    seats = seats.assign(kind=seats["body"].map(kinds), other=seats["body"].map(kinds) != "LEP main board")
    newest = seats.sort_values(["date_to", "list_id"], ascending=False, kind="stable")
    ordered = newest.sort_values(["lep", "other", "body"], kind="stable")
    return [_row(seat) for seat in ordered.to_dict("records")]


def _row(seat: Row) -> dict[str, str]:
    return {
        "id": str(seat["seat_id"]),
        "slug": geography.slug(seat["lep"]),
        "lep": str(seat["lep"]),
        "body": str(seat["body"]),
        "kind": str(seat["kind"]),
        "name": who(seat),
        "role": str(seat["role_read"] or seat["role"]),
        "organisation": job_and_organisation(seat),
        "sector": str(seat["sector"]),
        "counts": str(seat["counts_as_member"]),
        "date": words(seat["snapshot_date"]),
        "first": str(seat["date_from"]),
        "last": str(seat["date_to"]),
        "source": str(seat["source_title"]),
        "address": str(seat["source_url"]),
    }
