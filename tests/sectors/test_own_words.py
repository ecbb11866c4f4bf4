"""What a row's own words say, with must-not cases; many stand by name in the rules. All people are fictional."""

from pathlib import Path

import pandas as pd
import pytest
from cases import cases

from lepdata.sectors.classifying import settled_rows

EXAMPLES = Path(__file__).with_name("examples")


def names_of(file: str) -> dict[str, list[str]]:
    """Of each class of a file its names; lines that begin with # say why they are there."""
    told = {name: parts[0].splitlines() for name, parts in cases(EXAMPLES / file).items()}
    lines = {name: " ".join(line.rstrip(";") + ";" for line in part if line[0] != "#") for name, part in told.items()}
    return {name: text.rstrip(";").split("; ") for name, text in lines.items()}


CLASSES, KINDS = names_of("classes.txt"), names_of("kinds.txt")
NAMES = sorted({(name, sector) for sector, names in CLASSES.items() for name in names})
GUESSES = names_of("guesses.txt")


@pytest.fixture(scope="module")
def read_all() -> pd.DataFrame:
    names = {name for names in (*CLASSES.values(), *KINDS.values(), *GUESSES.values()) for name in names}
    answers = settled_rows(pd.DataFrame({"organisation": sorted(names)}), decisions=False)
    return answers.set_index("organisation")


@pytest.mark.parametrize(("name", "sector"), NAMES)
def test_a_body_is_read_as_its_class(read_all, name, sector):
    row = read_all.loc[name]
    assert row["sector"] == sector
    assert sector == "unknown" or (row["sector_status"] == "settled" and f'"{name}"' in row["sector_because"])


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_of_a_body(read_all, kind):
    rows = read_all.loc[KINDS[kind]]
    assert {f"{one.sector} | {one.sector_kind}" for one in rows.itertuples()} == {kind}


@pytest.mark.parametrize("answer", GUESSES)
def test_a_guess_is_called_one_and_not_made_on_initials_and_collective_words(read_all, answer):
    rows = read_all.loc[GUESSES[answer]]
    assert {f"{one.sector} | {one.sector_status}" for one in rows.itertuples()} == {answer}
    assert rows["sector_because"].all()


def lines_of(file: str) -> list[str]:
    return [line for line in (EXAMPLES / file).read_text(encoding="utf-8").splitlines() if line[0] != "#"]


ROWS, SEATS, GENDERS = lines_of("rows.txt"), lines_of("seats.txt"), lines_of("genders.txt")


@pytest.fixture(scope="module")
def told() -> dict[str, dict]:
    """Each line of cells, read, every person being somebody else; lines of genders stand on bodies of their own."""
    lines = [line.split(" <- ")[1].split(" | ") for line in ROWS + SEATS + GENDERS]
    cells = [dict(cell.split(": ", 1) for cell in line) for line in lines]
    read = {}
    for kept, first in ((cells[: -len(GENDERS)], "person_name"), (cells[-len(GENDERS) :], "body")):
        others = ({first: f"Ada Ex{chr(97 + at // 26)}{chr(97 + at % 26)}"} for at in range(len(kept)))
        frame = pd.DataFrame([other | own for other, own in zip(others, kept, strict=True)]).fillna("")
        answers = settled_rows(frame, decisions=False).to_dict("records")
        read |= {" | ".join(map(": ".join, own.items())): one for own, one in zip(kept, answers, strict=True)}
    return read


@pytest.mark.parametrize("line", ROWS)
def test_titles_and_names(told, line):
    sector, cells = line.split(" <- ")
    assert told[cells]["sector"] == sector


@pytest.mark.parametrize("line", SEATS)
def test_seat_and_employer_are_two_questions(told, line):
    answer, cells = line.split(" <- ")
    assert f"{told[cells]['sector']} | {told[cells]['seat_sector'] or '-'}" == answer


@pytest.mark.parametrize("line", GENDERS)
def test_gender_comes_from_published_words_and_never_from_a_first_name(told, line):
    gender, cells = line.split(" <- ")
    assert (told[cells]["gender"], told[cells]["gender_because"] == "") == (gender, gender == "not published")
