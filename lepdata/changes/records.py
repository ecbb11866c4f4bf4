"""What a plan is: who leaves, who joins, which office passes, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("exchange", "appointment", "departure", "handover", "naming")


@dataclass(frozen=True)
class Step:
    """So many changes of one sort.

    Attributes
    ----------
    kind : str
        One of `KINDS`. An exchange is one member leaving and another joining in that place; a handover is an office
        passing on among those who sit already; a naming gives a sitting member a task such as diversity champion.
    count : int
        How many.
    about : str
        The office that passes or the task somebody is named for; "" where a seat changes.
    leaves, joins : str
        Who gives up the seat or office and who takes it, in words; "" where nobody does.
    """

    kind: str
    count: int
    about: str = ""
    leaves: str = ""
    joins: str = ""


@dataclass(frozen=True)
class Disclosure:
    """What must turn out so of at least `count` of the `of` people about whom it is unknown: who they are, and what."""

    count: int
    of: int
    people: str
    turn_out: str


@dataclass(frozen=True)
class ChangeSet:
    """The fewest changes that make a set of rules hold at once, what must turn out so, and the steps in words."""

    steps: tuple[Step, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    summary: str = ""

    @property
    def changes(self) -> int:
        """How many changes there are in all."""
        return sum(step.count for step in self.steps)

    def count(self, kind: str) -> int:
        """How many changes of one kind there are.

        Examples
        --------
        >>> ChangeSet((Step("exchange", 2), Step("departure", 1), Step("exchange", 1))).count("exchange")
        3
        """
        return sum(step.count for step in self.steps if step.kind == kind)


@dataclass(frozen=True)
class Changes:
    """What would make every rule asked for hold at once.

    Attributes
    ----------
    rules, left_out : tuple of str
        Ids of the criteria planned for, and of those asked for that no change of members can be planned for.
    certain : ChangeSet or None
        The fewest changes after which the rules hold however the unknown turns out; None where there are none such.
    fewest : ChangeSet or None
        The fewest changes if what is unknown turns out well, with the fewest disclosures that this rests on. Nothing
        but a new list makes fewer changes enough. None where even then no plan exists.
    conflicts : tuple of str
        Where `certain` is None, rules of which all but one may hold, in words.
    sentence : str
        All of it for a reader.
    """

    rules: tuple[str, ...]
    left_out: tuple[str, ...]
    certain: ChangeSet | None
    fewest: ChangeSet | None
    conflicts: tuple[str, ...]
    sentence: str

    @property
    def feasible(self) -> bool:
        """Whether some number of changes makes the rules hold for certain."""
        return self.certain is not None

    @property
    def changes(self) -> int | None:
        """How many changes make the rules hold for certain; None where none do."""
        return self.certain.changes if self.certain else None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the certain plan."""
        return self.certain.steps if self.certain else ()

    @property
    def disclosures(self) -> tuple[Disclosure, ...] | None:
        """What would have to turn out so for the rules to hold without any change; None where nothing would do."""
        return self.fewest.disclosures if self.fewest and not self.fewest.changes else None
