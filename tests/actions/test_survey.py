"""Reading a survey: every fault at once, nothing of a respondent kept, nobody's answer told by what is shown."""

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from cases import table
from hypothesis import given
from hypothesis import strategies as st

from lepdata.actions.survey import Given, Survey, read_survey, tallies
from lepdata.errors import InputFaults
from lepdata.files import RAW

EXAMPLES = Path(__file__).with_name("examples")

QUESTIONS = ("main_board", "heard", "inclusion", "nominate")
DEMONSTRATION = RAW / "demonstration" / "engagement_survey.csv"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A survey file of lines below the usual headings, or below others."""

    def make(*lines: str, head: str = "lep,answered_on,respondent," + ",".join(QUESTIONS)) -> Path:
        path = tmp_path / "survey.csv"
        path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        return path

    return make


def test_answers_are_read_without_respondents(write):
    path = write("Cumbria LEP,2020-02-14,7,yes,No,Don’t know,", "cumbria,2020-02-15,8,,,,no")
    assert read_survey(path).answers == (
        Given("Cumbria", "2020-02-14", "heard", "no"),
        Given("Cumbria", "2020-02-14", "inclusion", "not known"),
        Given("Cumbria", "2020-02-14", "main_board", "yes"),
        Given("Cumbria", "2020-02-15", "nominate", "no"),
    )


def test_nothing_of_the_respondents_is_kept():
    read = read_survey(DEMONSTRATION)
    kept = repr(read) + repr(read.answers)
    assert "leader" not in kept and "Made up" not in kept and "comment" not in kept
    assert "yes" not in repr(read)


@pytest.mark.parametrize(*table(EXAMPLES / "every_fault_has_its_cell.csv"))
def test_every_fault_has_its_cell(write, line, column, found, expected):
    with pytest.raises(InputFaults) as raised:
        read_survey(write(line))
    (fault,) = raised.value.faults
    assert (fault.row, fault.column, fault.found) == (2, column, found) and fault.expected.startswith(expected)


def test_no_message_repeats_a_name_or_an_answer(write):
    secret = "Zebedee Zweig"
    twice = f"Cumbria,2020-02-14,{secret},yes,,,"
    with pytest.raises(InputFaults) as raised:
        read_survey(write(f"Cumbria,{secret},1,{secret},,,", twice, twice))
    assert secret not in str(raised.value) and len(raised.value.faults) == 3


def tally(yes=0, no=0, not_known=0, day="2020-02-14"):
    answers = ["yes"] * yes + ["no"] * no + ["not known"] * not_known
    survey = Survey(tuple(Given("Cumbria", day, "heard", answer) for answer in answers))
    return tallies(survey, "Cumbria").get("heard")


@pytest.mark.parametrize(*table(EXAMPLES / "agreement_and_what_is_shown.csv"))
def test_agreement_and_what_is_shown(yes, no, not_known, outcome, agreement, says):
    found = tally(int(yes), int(no), int(not_known))
    assert (found.outcome, found.agreement) == (outcome, agreement)
    assert says in found.says


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_no_count_shows_a_small_group_or_everybody(yes, no, not_known):
    found = tally(yes, no, not_known)
    if found is None:
        return
    shown = [int(number) for number in re.findall(r"(\d+) (?:yes|no|not known)\b", found.says)]
    assert not shown or (len(shown) > 1 and min(shown) >= 3)
    assert found.answered in (0, yes + no + not_known) and found.answered not in range(1, 5)


def test_what_is_shown_never_tells_one_lone_answer():
    """Whenever somebody stands alone, another set of answers without a lone one shows exactly the same."""
    by_words: dict[tuple[str, str], list[tuple[int, ...]]] = {}
    for counts in product(range(8), repeat=3):
        if found := tally(*counts):
            by_words.setdefault((found.says, found.outcome), []).append(counts)
    for several in by_words.values():
        assert any(1 not in counts for counts in several), several
