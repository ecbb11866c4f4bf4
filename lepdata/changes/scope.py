"""What one plan is about, and what each member adds to its demands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from lepdata.changes.demands import Counts, Demand, Question
from lepdata.verdicts.framework_records import OFFICES, Criterion
from lepdata.verdicts.roll import Member

_COUNCIL = Criterion("councils kept", "", "presence", "1", "sectors", "", "", "", among=("council",))
COUNCIL = Question(_COUNCIL, "", "all")


@dataclass(frozen=True)
class Scope:
    """What a plan is about.

    Attributes
    ----------
    demands : tuple of Demand
    keep_councils : bool
        Whether no seat of a council may be lost.
    hopeful : bool
        Whether what is unknown may turn out well, instead of being taken at its worst.
    """

    demands: tuple[Demand, ...]
    keep_councils: bool = False
    hopeful: bool = False

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria behind the demands, each once."""
        return tuple(dict.fromkeys(demand.question.criterion for demand in self.demands))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions behind the demands, each once."""
        return tuple(dict.fromkeys(demand.question for demand in self.demands))

    @cached_property
    def traits(self) -> tuple[Question, ...]:
        """What the criteria ask about people, of whomever: private or not, women or not, from which sector."""
        about = (one for one in self.questions if one.criterion.who in ("private", "women", "sectors"))
        return tuple(dict.fromkeys(_trait(one) for one in about))

    @cached_property
    def offices(self) -> tuple[str, ...]:
        """The offices that a criterion is about."""
        return tuple(one for one in OFFICES if any(criterion.office == one for criterion in self.criteria))

    def asks_of(self, office: str, who: tuple[str, ...]) -> bool:
        """Whether a criterion on the office asks about one of these things."""
        return any(one.office == office and one.who in who for one in self.criteria if one.office)

    @cached_property
    def _counted(self) -> dict[Member, dict[Question, Counts]]:
        return {}

    def counts(self, member: Member) -> dict[Question, Counts]:
        """What a member adds to the counts of each question."""
        if member not in self._counted:
            self._counted[member] = {question: question.of(member) for question in self.questions}
        return self._counted[member]

    @cached_property
    def _summed(self) -> dict[Member, tuple[int, ...]]:
        return {}

    def sums(self, member: Member) -> tuple[int, ...]:
        """What a member adds to each demand; more is better."""
        if member not in self._summed:
            counted = self.counts(member)
            sums = ((one.of(counted[one.question]), -one.open(counted[one.question])) for one in self.demands)
            self._summed[member] = tuple(chain.from_iterable(sums))
        return self._summed[member]

    def council(self, member: Member) -> tuple[int, int]:
        """Whether the seat is certainly, and whether it may be, a council's; nothing unless council seats are kept."""
        if not self.keep_councils:
            return 0, 0
        found = COUNCIL.of(member)
        return found[0], found[0] + found[2]


def _trait(question: Question) -> Question:
    asked = question.criterion
    only = Criterion("", "", "presence", "1", asked.who, "", "", "", among=asked.among, only_kinds=asked.only_kinds)
    return Question(only, question.definition, "all")
