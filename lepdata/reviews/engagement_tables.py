"""Tables of how one partnership engages with its voluntary sector, and of what it is graded by."""

from __future__ import annotations

from collections.abc import Callable

from lepdata.dates import words
from lepdata.engagement.elements import Answer
from lepdata.engagement.grading import Engagement
from lepdata.engagement.rules import elements, grades, questions
from lepdata.reviews.engagement import NationalEngagement
from lepdata.reviews.show import Table, table_of
from lepdata.words_by_id import say

FEW = 3  # so many questions without any source are put into one row


def asked(review: Engagement) -> Table:
    """Each element with its answer, the evidence and where it was published."""
    columns = ["Question", "Answer", "Points at stake", "Evidence", "Source", "Source address", "What would settle it"]
    silent = [answer for answer in review.answers if not answer.evidence]
    rows = [_element(answer) for answer in review.answers if answer.evidence]
    rows += [_element(answer) for answer in silent] if len(silent) < FEW else [_silent(silent)]
    return table_of(rows, columns, say("action_tables", "engagement-asked", lep=review.lep))


def _element(answer: Answer) -> dict[str, object]:
    source = next((one for one in answer.evidence if one.source_url), next(iter(answer.evidence), None))
    return {
        "Question": answer.element.question,
        "Answer": "cannot tell: sources contradict" if answer.contradicted else answer.outcome,
        "Points at stake": answer.element.points,
        "Evidence": answer.reason,
        "Source": _source_words(source.kind, source.as_at) if source else "",
        "Source address": source.source_url if source else "",
        "What would settle it": answer.element.settled_by if answer.outcome == "cannot tell" else "",
    }


def _silent(answers: list[Answer]) -> dict[str, object]:
    """One row for what no source answers: eleven times the same words would hide what is known."""
    return {
        "Question": say("engagement", "silent-head", n=len(answers)),
        "Answer": "cannot tell",
        "Points at stake": sum(answer.element.points for answer in answers),
        "Evidence": say("engagement", "silent", questions=" ".join(answer.element.question for answer in answers)),
        "Source": "",
        "Source address": "",
        "What would settle it": say("engagement", "silent-settled"),
    }


def _source_words(kind: str, as_at: str) -> str:
    return f"{kind} of {words(as_at)}" if as_at else f"the {kind}"


def survey(review: Engagement) -> Table:
    """What local voluntary leaders answered, as far as that gives nobody away."""
    rows = [
        {
            "Question": question.text,
            "Answered": review.survey[question.question_id].answered or "",
            "Do they agree?": review.survey[question.question_id].agreement,
            "What they say": review.survey[question.question_id].says,
        }
        for question in questions()
        if question.kind == "choice" and question.question_id in review.survey
    ]
    columns = ["Question", "Answered", "Do they agree?", "What they say"]
    return table_of(rows, columns, say("action_tables", "engagement-survey", lep=review.lep), True)


def rubric(_review: Engagement | NationalEngagement) -> Table:
    """What is asked and why, and for how many points."""
    rows = [
        {
            "Question": row["question"],
            "What counts": row["evidence"],
            "Points at stake": int(row["points"]),
            "Why": row["reason"],
            "Source": "the 2020 study",
            "Source address": row["source"],
            "Ours": row["ours"],
        }
        for row in elements().to_dict("records")
    ]
    columns = ["Question", "What counts", "Points at stake", "Why", "Source", "Source address", "Ours"]
    return table_of(rows, columns, say("action_tables", "engagement-rubric"), True)


def scale(_review: Engagement | NationalEngagement) -> Table:
    """The grades, what each means, and whose words they are."""
    rows = [
        {
            "Grade": row["label"],
            "Meaning": row["meaning"],
            "Rule": row["rule"],
            "Whose words": row["words_from"],
            "Ours": row["ours"],
        }
        for row in grades().to_dict("records")
    ]
    return table_of(
        rows, ["Grade", "Meaning", "Rule", "Whose words", "Ours"], say("action_tables", "engagement-scale"), True
    )


TABLES: dict[str, Callable[..., Table]] = {
    "elements": asked,
    "survey": survey,
    "rubric": rubric,
    "grades": scale,
}
