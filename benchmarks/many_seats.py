"""A made-up board file of any length: nobody in it exists, and every name and organisation is made of letters.

The mixture follows the published lists: half of the organisations bare names or firms, then councils, colleges and
universities, charities, health and other public bodies; a councillor often without an organisation; most people on
several lists of one LEP, sometimes with the employer left out. Per million seats there are 200,000 organisations and
500,000 different names.

`python -m benchmarks.many_seats seats.csv 1000000` writes one.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

SEATS_AN_ORGANISATION = 5
LISTS_A_PERSON = 2  # on average, so that half a million different names stand on a million seats
LEPS = 38
DATES = [f"{year}-{month:02}-{day:02}" for year in range(2011, 2024) for month in (1, 4, 7, 10) for day in (8, 24)]
STARTS = [
    "Bar",
    "Cal",
    "Dun",
    "El",
    "Fen",
    "Gar",
    "Hal",
    "Kin",
    "Lang",
    "Mar",
    "Nor",
    "Os",
    "Pem",
    "Rad",
    "Sel",
    "Thor",
]
MIDDLES = ["a", "be", "co", "den", "er", "fi", "gor", "ha", "ing", "ket", "lo", "mer", "ni", "or", "pel", "ro", "sti"]
ENDS = ["by", "combe", "dale", "field", "gate", "ham", "ley", "mouth", "pool", "ridge", "stow", "ton", "well", "wick"]
GIVEN = """
Ada Alan Amy Andrew Anna Anthony Bea Ben Carl Chris Clare David Dawn Diana Ed Ellen Emma Eric Fay Frank Fred Gail
George Gina Grace Guy Hanna Harold Helen Ian Ida Ivy Jack Jane Jean Joan John Jon Joyce Karen Kate Keith Ken Lara
Laura Len Linda Lisa Lucy Mark Martin Mary Max May Mick Mike Mina Mona Nancy Neil Nick Nina Nora Olive Oscar Owen Pam
Paul Penny Peter Philip Rachel Ray Rita Robert Rosa Roy Ruth Sally Sam Sarah Simon Stella Steve Sue Ted Thomas Tim
Tina Tom Tony Una Vera Victor Wendy Will Zoe
"""
# each form of organisation with its share in a thousand
FORMS = {
    "{0}": 130,
    "{0} {1}": 110,
    "{0} {1} Ltd": 110,
    "{0} & {1} LLP": 40,
    "{0} Group plc": 40,
    "{0} Engineering": 50,
    "{0} {1} Consulting": 40,
    "The {0} Partnership": 20,
    "{0} and Sons Limited": 20,
    "{0} Borough Council": 70,
    "{0} {1} District Council": 50,
    "{0} County Council": 30,
    "{0} CC": 20,
    "{0} College": 50,
    "University of {0}": 40,
    "{0} {1} Academy Trust": 20,
    "{0} Community Trust": 40,
    "{0} {1} Foundation": 30,
    "Voluntary Action {0}": 20,
    "{0} NHS Foundation Trust": 20,
    "{0} {1} Chamber of Commerce": 20,
    "{0} Business First ({1} Ltd)": 10,
    "{0} Housing Association": 10,
    "{0} / {1} Forum": 10,
}
TITLES = ["", "chief executive", "managing director", "leader", "principal", "director of finance", "vice chancellor"]
CAPACITIES = ["", "", "", "", "Private Sector", "Local Authority", "Higher Education", "Voluntary and Community Sector"]
ROLES = ["member", "member", "member", "member", "chair", "deputy chair", "observer", "Vice-Chair", "co-opted"]
HONORIFICS = ["", "", "", "Mr", "Mrs", "Ms", "Dr", "Prof"]


def place_names() -> np.ndarray:
    """Some forty thousand names such as "Barbecombe", always in the same mixed order."""
    names = ["".join(parts) for parts in product(STARTS, MIDDLES, [*MIDDLES[:11], ""], ENDS)]
    return np.random.default_rng(3).permutation(np.array(names, dtype=object))


def organisations(count: int) -> np.ndarray:
    """So many different organisations."""
    chance = np.random.default_rng(5)
    names, forms, shares = place_names(), list(FORMS), np.array(list(FORMS.values()))
    found: dict[str, None] = {}
    while len(found) < count:
        chosen = chance.choice(len(forms), count, p=shares / shares.sum())
        one, two = chance.choice(names, count), chance.choice(names, count)
        found |= dict.fromkeys(forms[f].format(a, b) for f, a, b in zip(chosen, one, two, strict=True))
    return np.array(list(found)[:count], dtype=object)


def people(count: int, employers: np.ndarray) -> pd.DataFrame:
    """So many people: name, title before it, LEP and employer; every employer has somebody."""
    chance = np.random.default_rng(7)
    at = chance.permutation(np.resize(np.arange(len(employers)), count))
    councillor = chance.random(count) < 0.2
    given, places = np.array(GIVEN.split(), dtype=object), place_names()
    name = chance.permutation(len(given) * len(places))[:count]  # no two people have the same
    honorific = np.where(councillor, "Cllr", chance.choice(HONORIFICS, count))
    return pd.DataFrame(
        {
            "lep": chance.integers(0, LEPS, count),
            "person_name": given[name % len(given)] + " " + places[name // len(given)],
            "honorific": honorific,
            "organisation": employers[at],
            "job_title": chance.choice(TITLES, count),
        }
    )


def seats(rows: int) -> pd.DataFrame:
    """A board file of so many rows, all 19 columns as text."""
    chance = np.random.default_rng(11)
    everyone = people(max(rows // LISTS_A_PERSON, 1), organisations(max(rows // SEATS_AN_ORGANISATION, 1)))
    frame = everyone.iloc[_sightings(len(everyone), rows)].reset_index(drop=True)
    unstated = chance.random(rows) < np.where(frame["honorific"] == "Cllr", 0.6, 0.15)
    unstated[: len(everyone)] = False  # everyone's employer is stated once, so that all organisations are there
    frame["organisation"] = frame["organisation"].where(~unstated, "")
    lep = frame["lep"].map(dict(enumerate(_lep_names())))
    shuffled = chance.permutation(rows)
    made = {
        "row_id": [f"r{n:07}" for n in range(rows)],
        "lep": lep,
        "body": "main board",
        "snapshot_date": chance.choice(DATES, rows),
        "date_basis": "printed",
        **{name: frame[name] for name in ("person_name", "honorific", "job_title", "organisation")},
        "capacity_as_published": chance.choice(CAPACITIES, rows),
        "role": chance.choice(ROLES, rows),
        "status": "current",
        "attendance": chance.choice(["present", "apologies"], rows),
        "sector_as_published": chance.choice(["", "", "", "", "", "Private", "Public"], rows),
        "pronoun_as_published": chance.choice(["", "", "", "she", "he"], rows),
        "list_completeness": "attendance",
        "source_url": "https://example.org/boards/" + lep.str.replace(" ", "-") + "/minutes",
        "source_title": "Minutes of the board",
        "source_kind": "minutes",
    }
    return pd.DataFrame(made).iloc[shuffled].reset_index(drop=True)


def _sightings(count: int, rows: int) -> np.ndarray:
    """Who is on each row: everybody once, then again at random."""
    again = np.random.default_rng(13).integers(0, count, max(rows - count, 0))
    return np.concatenate([np.arange(count), again])[:rows]


def _lep_names() -> list[str]:
    from lepdata.registers.geography import leps

    return leps()["lep"].tolist()[:LEPS]


def main(path: str, rows: str) -> None:
    """Write a board file."""
    seats(int(rows)).to_csv(Path(path), index=False, lineterminator="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
