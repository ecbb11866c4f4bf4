"""VERDICTS -> the fewest changes of members that would make every rule hold together."""

from lepdata.changes.planning import plan_changes
from lepdata.changes.records import Changes, ChangeSet, Disclosure, Step
from lepdata.changes.tables import PLAN_COLUMNS, changes_as_json, standard_plans

__all__ = [
    "PLAN_COLUMNS",
    "ChangeSet",
    "Changes",
    "Disclosure",
    "Step",
    "changes_as_json",
    "plan_changes",
    "standard_plans",
]
