"""What a plan's page says in sentences, from `rules/words/plan_review.csv`."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from html import escape

from lepdata.dates import words
from lepdata.english import spelled
from lepdata.plans.bounds import period_days
from lepdata.plans.records import Item
from lepdata.plans.rulebook import rows
from lepdata.reviews.plan_review import PlanReview, can_pass
from lepdata.reviews.show import Caveats, Markup, Sentences
from lepdata.reviews.wording import listing
from lepdata.words_by_id import say

_FILE = "plan_review"
_A_YEAR = 366
ANSWERS = {
    "shown": "shown",
    "shown otherwise": "otherwise",
    "not shown on a whole list": "not-shown",
    "cannot tell": "cannot-tell",
}


def heading(review: PlanReview) -> Markup:
    """The plan's name, and whether it was published, drafted or invented."""
    kind = "fictional" if review.plan.fictional else review.plan.kind
    return Markup(f"<h1>{escape(review.plan.title)}</h1><p>{escape(say(_FILE, f'heading-{kind}'))}</p>")


def sentences(review: PlanReview) -> Sentences:
    """How large the plan is, how it stands, what slipped, and what the lists show."""
    as_at = say(_FILE, f"as-at-{review.as_at_basis}", as_at=words(review.as_at))
    return Sentences((_size(review), as_at, *_standing(review), *_slipped(review), *_facts(review)))


def _size(review: PlanReview) -> str:
    kinds = [item.kind for item in review.plan.items]
    return say(
        _FILE,
        "size",
        title=review.plan.title,
        improvements=spelled(len({item.improvement for item in review.plan.items})),
        milestones=kinds.count("milestone"),
        kpis=spelled(kinds.count("kpi")),
        monitoring=spelled(kinds.count("monitoring")),
        dated=int(can_pass(review.status).sum()),
        items=len(kinds),
        recurring=int((review.status["state"] == "recurring").sum()),
    )


def _standing(review: PlanReview) -> Iterator[str]:
    states = review.status["state"]
    done, passed = int((states == "done").sum()), int((states == "date passed, no report seen").sum())
    if len(review.updates):
        dropped, overdue = int((states == "dropped").sum()), int((states == "overdue").sum())
        yield say(_FILE, "standing", items=len(states), done=done, dropped=dropped, overdue=overdue)
        if passed:
            yield say(_FILE, "standing-passed", passed=passed)
        return
    yield say(_FILE, "no-report" if passed else "no-report-ahead", passed=passed)
    if done:
        yield say(_FILE, "said-done", done=done)


def _slipped(review: PlanReview) -> Iterator[str]:
    if not len(review.updates):
        return
    names = list(dict.fromkeys(item.partition("/")[2] for item in review.slipped["item_id"]))
    phrase = "slipped" if names else "slipped-none"
    yield say(_FILE, phrase, since=words(review.since), n=len(names), names=listing(names))


def _facts(review: PlanReview) -> Iterator[str]:
    for answer, phrase in ANSWERS.items():
        own = review.facts[review.facts["answer"] == answer].to_dict("records")
        if own:
            yield say(_FILE, phrase, names="; ".join(map(_fact, own)))


def _fact(row: Mapping[Hashable, str]) -> str:
    statement = row["statement"][:1].lower() + row["statement"][1:]
    return f"{statement} ({words(row['list_date'])})" if row["list_date"] else statement


def caveats(review: PlanReview) -> Caveats:
    """What a reader must know before quoting the page."""
    fictional = [say(_FILE, "fictional")] if review.plan.fictional else []
    own = [] if review.plan.kind != "published" else [say(_FILE, "own-words")]
    note = [review.plan.note] if review.plan.note and not review.plan.fictional else []
    version = max(row["version"] for row in rows("ratings.csv"))
    rated = say(_FILE, "rating-ours", version=version)
    lists = [say(_FILE, "list-not-new")] if len(review.facts) else []
    return Caveats((*fictional, *own, *note, *_doubts(review), say(_FILE, "date-rules"), rated, *lists))


def _doubts(review: PlanReview) -> Iterator[str]:
    for item in review.plan.items:
        values = {"when": item.when_as_published, "item": item.item_id.partition("/")[2], "doubt": item.when.doubt}
        if item.when.doubt and item.when.first:
            yield say(_FILE, "two-readings", **values)
        if _long_before(review, item):
            yield say(_FILE, "before-the-plan", **values)


def _long_before(review: PlanReview, item: Item) -> bool:
    """More than a year before the plan began: later than a plan of next year would look back."""
    began, dated = period_days(review.plan.period), period_days(item.when.first)
    return bool(began and dated and (began[0] - dated[0]).days > _A_YEAR)
