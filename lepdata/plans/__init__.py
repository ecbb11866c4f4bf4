"""PUBLISHED OR DRAFTED IMPROVEMENT PLANS -> milestones, what dates mean, how each stands, what the board shows."""

from lepdata.plans.appending import append_update
from lepdata.plans.board_facts import board_facts
from lepdata.plans.drafting import Draft, draft_plan
from lepdata.plans.rating import worst
from lepdata.plans.reading import read_plan
from lepdata.plans.records import Item, Plan, When
from lepdata.plans.shelf import demonstration_plans, find_plan, published_plans
from lepdata.plans.slipping import slipped
from lepdata.plans.stages import Stage, stage
from lepdata.plans.status import status
from lepdata.plans.updates import no_updates, read_updates
from lepdata.plans.when import read_when

__all__ = [
    "Draft",
    "Item",
    "Plan",
    "Stage",
    "When",
    "append_update",
    "board_facts",
    "demonstration_plans",
    "draft_plan",
    "find_plan",
    "no_updates",
    "published_plans",
    "read_plan",
    "read_updates",
    "read_when",
    "slipped",
    "stage",
    "status",
    "worst",
]
