"""Columns of private details: lepdata keeps nothing beyond the public role, and says so where it meets them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from lepdata.errors import Fault, quoted
from lepdata.sightings.columns import rule_rows
from lepdata.sightings.headings import candidates


def private_columns(headings: Iterable[str]) -> dict[str, str]:
    """Which headings are of private details, and of which kind, by `rules/board_file/private.csv`.

    A heading that names a column of the board file is never private.

    Examples
    --------
    >>> private_columns(["Name", "Ethnicity", "Web address", "E-mail address"])
    {'Ethnicity': 'ethnic origin', 'E-mail address': 'private contact details'}
    """
    return {heading: what for heading in headings if (what := _private(heading))}


@cache
def _private(heading: str) -> str:
    if candidates(heading):
        return ""
    text = re.sub(r"[\s_]+", " ", heading).strip()
    rules = rule_rows("private.csv")
    return next((row["what"] for row in rules if re.search(row["pattern"], text, re.IGNORECASE)), "")


def private_caveats(headings: Iterable[str]) -> tuple[str, ...]:
    """What a reader of the file is told about them: nothing, or one sentence."""
    found = private_columns(headings)
    if not found:
        return ()
    shown = ", ".join(quoted(heading.strip()) for heading in found)
    return (f"Private details ({shown}) were not read: lepdata keeps nothing beyond the public role.",)


def private_faults(file: str, headings: Iterable[str]) -> Iterator[Fault]:
    """A fault for each, since a board file is made to be published."""
    for heading, what in private_columns(headings).items():
        yield Fault(
            file,
            None,
            heading.strip(),
            f"a column of {what}",
            "nothing beyond the public role",
            "delete the column before the file is shared; lepdata does not read it",
        )
