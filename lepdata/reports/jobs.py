"""Which notebooks make which pages, with which parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lepdata import registers
from lepdata.batch.parameters import Job, Literal
from lepdata.model.phrases import say
from lepdata.model.places import NOTEBOOKS
from lepdata.plans import Plan, demonstration_plans, published_plans
from lepdata.progress import integration
from lepdata.publish import Action
from lepdata.publish.sites import NATIONAL, TRUST
from lepdata.registers import DEMONSTRATION
from lepdata.reviews import progress_leps

BOARD, NATION, AUDIT = "lep_review.ipynb", "national_review.ipynb", "how_far_to_trust.ipynb"
_WORDS = "action_pages"
PLAN, PROGRESS, STOCKTAKE = "plan_review.ipynb", "progress_review.ipynb", "stocktake.ipynb"


def jobs(out: Path, leps: Sequence[str], national: bool, as_at: str = "", framework: str = "") -> list[Job]:
    """The notebooks of a review, the longest first: with two at a time nobody then waits for a latecomer.

    Parameters
    ----------
    out : Path
        The site's folder.
    leps : sequence of str
        Register names; empty for every LEP, and the made-up area.
    national : bool
        Whether the nation and the audit are asked for.
    as_at, framework : str
        Handed to every notebook that has such parameters.
    """
    common: dict[str, Literal] = {"as_at": as_at, "framework": framework}
    where = Path() if framework and Path(framework).is_file() else None  # so that its path still leads there
    made = [_job(out, NATIONAL, NATION, common, where), _job(out, TRUST, AUDIT, {})] if national else []
    for lep in leps or registers.leps()["lep"]:
        made.append(_job(out, registers.slug(lep), BOARD, {"lep": lep, **common}, where))
    return [*made, *(_job(out, *more) for more in _further(leps, as_at))]


def actions() -> list[Action]:
    """What the list of plans, progress and stock-takes says of each of their pages."""
    taken = f"stocktakes/{registers.slug(DEMONSTRATION)}"
    return [
        *map(_plan_action, _plans()),
        *map(_progress_action, progress_leps()),
        Action(taken, say(_WORDS, "stocktake-title", lep=DEMONSTRATION), say(_WORDS, "stocktake")),
    ]


def _plan_action(plan: Plan) -> Action:
    improvements = len({item.improvement for item in plan.items})
    about = say(_WORDS, "plan", improvements=improvements, items=len(plan.items))
    return Action(f"plans/{registers.slug(plan.lep)}", plan.title, about)


def _progress_action(lep: str) -> Action:
    followed = integration(lep).successor
    about = say(_WORDS, "progress", successor=followed) if followed else say(_WORDS, "progress-unnamed")
    return Action(f"progress/{registers.slug(lep)}", say(_WORDS, "progress-title", lep=lep), about)


def _further(leps: Sequence[str], as_at: str) -> Iterator[tuple[str, str, dict[str, Literal]]]:
    """Name, notebook and parameters of the pages that only some areas have."""
    for plan in _plans():
        if not leps or plan.lep in leps:
            yield f"plans/{registers.slug(plan.lep)}", PLAN, {"plan": plan.plan_id, "as_at": as_at}
    for lep in progress_leps():
        if not leps or lep in leps:
            yield f"progress/{registers.slug(lep)}", PROGRESS, {"lep": lep, "as_at": as_at}
    if not leps:
        yield f"stocktakes/{registers.slug(DEMONSTRATION)}", STOCKTAKE, {"lep": DEMONSTRATION, "as_at": as_at}


def _plans() -> list[Plan]:
    return [*published_plans(), *demonstration_plans()]


def _job(out: Path, name: str, notebook: str, parameters: dict[str, Literal], where: Path | None = None) -> Job:
    return Job(name, NOTEBOOKS / notebook, parameters, out / "notebooks" / f"{name}.ipynb", where)
