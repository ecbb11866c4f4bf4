"""What a judgement is: a board under a framework, one verdict a question, and one answer a criterion."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from lepdata.display import Record
from lepdata.english import plural
from lepdata.judging.answers import answer_of, scale_of
from lepdata.judging.criteria import Framework
from lepdata.judging.rows import ANSWERS, Answer, Verdict, answer_frame, verdict_frame
from lepdata.seating.boards import Board
from lepdata.vocabulary import Outcome


@dataclass(frozen=True, repr=False)
class Judgement(Record):
    """A board under a framework; `verdicts` and `answers` are frames with the names that the JSON has."""

    board: Board
    framework: Framework
    ruling_definition: str | None  # the one that the user gave; None where all rule together
    members: int
    all_verdicts: tuple[Verdict, ...]
    caveats: tuple[str, ...] = ()
    about: tuple[str, ...] = ()  # those of the caveats to be said before any answer
    measured: bool = False  # whether no rule binds the body: it is measured, and nothing is missed

    @cached_property
    def every_answer(self) -> tuple[Answer, ...]:
        rules = {one.id: one for one in self.framework.criteria}
        scale = scale_of(self.board, self.framework)
        asked = ((rules[own[0].criterion], own) for own in self.by_criterion())
        return tuple(answer_of(rule, own, self.board, self.members, scale, self.measured) for rule, own in asked)

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        return verdict_frame(self.all_verdicts)

    @cached_property
    def answers(self) -> pd.DataFrame:
        return answer_frame(self.every_answer)

    @property
    def first_definition(self) -> str:
        """The definition shown first, and planned for where a plan can take only one."""
        return self.ruling_definition or self.framework.ruling_definition

    def _told(self) -> tuple[str, ...]:
        found = [(said, [one.criterion for one in self.every_answer if one.answer == said]) for said in ANSWERS]
        by = f"{self.board.named}, {plural(self.members, 'member')}, by {self.framework.id}"
        return (f"{by}. " + "; ".join(f"{said}: {', '.join(own)}" for said, own in found if own), *self.caveats)

    def _shown(self) -> pd.DataFrame:
        return self.answers

    def by_criterion(self) -> list[list[Verdict]]:
        """The verdicts of each criterion, in the framework's order."""
        names = dict.fromkeys(verdict.criterion for verdict in self.all_verdicts)
        return [[verdict for verdict in self.all_verdicts if verdict.criterion == name] for name in names]

    def answer(self, criterion: str) -> Answer:
        return next(one for one in self.every_answer if one.criterion == criterion)

    def first(self, own: list[Verdict]) -> Verdict:
        """The verdict to show first among those of one criterion: everyone counted, the first definition."""
        return next((verdict for verdict in own if verdict.denominator == "all"), own[0])


def breaches(judgement: Judgement) -> tuple[str, ...]:
    """The ids of requirements that are due and not met: on every definition of private, or on the one given."""
    given = judgement.ruling_definition
    return tuple(
        one.criterion
        for one in judgement.every_answer
        if (one.strength, one.timing) == ("requirement", "due")
        and {verdict.outcome for verdict in one.verdicts if given is None or verdict.definition in (None, given)}
        == {Outcome.NOT_MET}
    )
