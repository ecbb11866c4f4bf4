"""PUBLISHED OR DRAFTED IMPROVEMENT PLANS -> milestones, what their dates mean, how each stands, what the board shows."""

from lepdata.plans.reading import read_plan
from lepdata.plans.records import Item, Plan, When
from lepdata.plans.shelf import demonstration_plans, find_plan, published_plans
from lepdata.plans.when import read_when

__all__ = ["Item", "Plan", "When", "demonstration_plans", "find_plan", "published_plans", "read_plan", "read_when"]
