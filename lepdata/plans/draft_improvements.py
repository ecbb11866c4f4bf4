"""NEEDS -> the improvements of a draft: those shown to be missed, publishing, and those to be checked first."""

from __future__ import annotations

from collections.abc import Iterator

from lepdata.judging.records import Judgement
from lepdata.plans.draft_kpis import kpi
from lepdata.plans.draft_lines import WORDS, Improvement
from lepdata.plans.draft_needs import MISSED, UNTOLD, Answers, Need
from lepdata.plans.draft_publishing import PUBLISH, publishing
from lepdata.plans.draft_rules import Row, line, template, templates
from lepdata.plans.rulebook import rows
from lepdata.words_by_id import say


def improvements(judgement: Judgement, needs: tuple[Need, ...], answers: Answers) -> Iterator[Improvement]:
    """Every improvement that the needs call for, in the order of the plan."""
    rules = rows("draft_improvements.csv")
    settling = publishing(needs, judgement.board, judgement.members)
    given = ("",) if settling else ("", "no publishing")
    made = [one for row in rules if (one := _improvement(row, judgement, needs, answers, given))]
    yield from (one for one in made if one.sure)
    if settling:
        summary = next(row["summary"] for row in rules if row["id"] == PUBLISH)
        followed = map(line, templates(PUBLISH, "monitoring"))
        yield Improvement(PUBLISH, summary, False, ()).with_lines(*settling, *followed)
    yield from (one for one in made if not one.sure)


def _improvement(
    row: Row, judgement: Judgement, needs: tuple[Need, ...], answers: Answers, given: tuple[str, ...]
) -> Improvement | None:
    ids = {*row["criteria"].split(), *row["questions"].split()}
    own = [need for need in needs if need.id in ids and need.state != UNTOLD]
    if not own:
        return None
    sure = any(need.state == MISSED for need in own)
    kpis = [kpi(need, judgement.board, answers) for need in own]
    check = [] if sure else [line(template("milestone", one)) for one in ("provisional", "provisional then")]
    others = (line(one) for kind in ("milestone", "monitoring") for one in templates(row["id"], kind, given))
    return Improvement(row["id"], _summary(row["summary"], sure), sure, ()).with_lines(*kpis, *check, *others)


def _summary(text: str, sure: bool) -> str:
    return text if sure else say(WORDS, "if-confirmed", summary=text[:1].lower() + text[1:])
