"""Tables of how all partnerships engage with their voluntary sectors."""

from __future__ import annotations

from collections.abc import Callable

from lepdata.dates import words
from lepdata.engagement.elements import Answer
from lepdata.reviews.engagement import NationalEngagement
from lepdata.reviews.engagement_tables import rubric, scale
from lepdata.reviews.show import Table, table_of
from lepdata.words_by_id import say


def everybody(review: NationalEngagement) -> Table:
    """Every partnership's range, in the register's order: a range is no rank."""
    rows = [
        {
            "LEP": one.lep,
            "List read": words(one.list_date) if one.list_date else "none",
            "Lowest grade": one.lowest.label,
            "Highest grade": one.highest.label,
            "Points shown": one.shown,
            "Cannot be told": one.open,
            "Of": one.of,
            "What is shown": "; ".join(_short(answer) for answer in one.answers if answer.outcome == "met"),
            "What is known to be missing": "; ".join(
                _short(answer) for answer in one.answers if answer.outcome == "not met"
            ),
        }
        for one in review.grades
    ]
    columns = ["LEP", "List read", "Lowest grade", "Highest grade", "Points shown", "Cannot be told", "Of"]
    columns += ["What is shown", "What is known to be missing"]
    return table_of(rows, columns, say("action_tables", "engagement-nation-everybody"), True)


def by_element(review: NationalEngagement) -> Table:
    """For each element, of how many partnerships it is shown, known to be missing, or cannot be told."""
    rows = []
    for place, element in enumerate(review.grades[0].answers):
        found = [one.answers[place].outcome for one in review.grades]
        rows.append(
            {
                "Question": element.element.question,
                "Met": found.count("met"),
                "Not met": found.count("not met"),
                "Cannot tell": found.count("cannot tell"),
            }
        )
    return table_of(
        rows, ["Question", "Met", "Not met", "Cannot tell"], say("action_tables", "engagement-nation-by-element")
    )


def _short(answer: Answer) -> str:
    return answer.element.id.replace("-", " ")


TABLES: dict[str, Callable[..., Table]] = {
    "engagement": everybody,
    "elements": by_element,
    "rubric": rubric,
    "grades": scale,
}
