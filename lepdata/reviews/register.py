"""Every published seat of every body, as the register shows it."""

from __future__ import annotations

from lepdata.dates import words
from lepdata.registers import geography
from lepdata.reviews import known
from lepdata.reviews.show import Columns, records_of
from lepdata.reviews.wording import job_and_organisation, who
from lepdata.vocabulary import body_kind

_CELLS: Columns = {
    "id": "seat_id",
    "slug": lambda seat: geography.slug(seat["lep"]),
    "lep": "lep",
    "body": "body",
    "kind": "kind",
    "name": who,
    "role": lambda seat: seat["role_read"] or seat["role"],
    "organisation": job_and_organisation,
    "sector": "sector",
    "counts": "counts_as_member",
    "date": lambda seat: words(seat["snapshot_date"]),
    "first": "date_from",
    "last": "date_to",
    "source": "source_title",
    "address": "source_url",
}


def register_rows() -> list[dict[str, str]]:
    """One record of texts per seat: LEPs by name, the main board before other bodies, newest lists first.

    Examples
    --------
    >>> rows = register_rows()
    >>> rows[0]["lep"], rows[0]["kind"]
    ('Black Country', 'LEP main board')
    """
    seats = known.seats()
    seats = seats.assign(kind=seats["body"].map({body: body_kind(body) for body in seats["body"].unique()}))
    newest = seats.sort_values(["date_to", "list_id"], ascending=False, kind="stable")
    main_first = newest["kind"] != "LEP main board"
    return records_of(newest.assign(other=main_first).sort_values(["lep", "other", "body"], kind="stable"), _CELLS)
