"""What a progress page says in sentences; every one is a phrase of `rules/words/progress.csv`."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from lepdata.dates import interval, months_between, words
from lepdata.forms.questions import form
from lepdata.progress.assessments import AMBER, FORM, GREEN, NOT_KNOWN, RED
from lepdata.progress.before_after import CHANGES
from lepdata.progress.carried_over import NOT_SEEN
from lepdata.progress.integration import CONTINUES, DATED, NO_DATE
from lepdata.progress.periods import BETWEEN, EXACT
from lepdata.progress.review_points import CANNOT_TELL
from lepdata.progress.second_opinion import AGREE, BETTER, WORSE
from lepdata.reviews.progress_review import ProgressReview
from lepdata.reviews.show import Caveats, Markup, Sentences
from lepdata.reviews.wording import COMPLETENESS_WORDS, listing, some
from lepdata.seating.boards import Board
from lepdata.words_by_id import say

_FILE = "progress"


def heading(review: ProgressReview) -> Markup:
    """The page's heading; a made-up area says so at once."""
    note = f'<p class="lep-note"><strong>{escape(_say("made-up"))}</strong></p>' if review.made_up else ""
    return Markup(f"<h1>{escape(_say('title', lep=review.lep))}</h1>{note}")


def sentences(review: ProgressReview) -> Sentences:
    """What followed, which reviews are open, what the boards show, what the health check says."""
    told = (_integrated(review), _open_now(review), _boards(review), _carried(review), *_health(review))
    return Sentences(tuple(filter(None, told)))


def caveats(review: ProgressReview) -> Caveats:
    """What a reader must know before quoting a progress page."""
    said = [_say("made-up")] if review.made_up else []
    if review.integration.period.how not in (EXACT, "not known"):
        said.append(_say("caveat-dates"))
    said += [*_of_boards(review), *_of_forms(review)]
    return Caveats(tuple(said))


def _integrated(review: ProgressReview) -> str:
    of = review.integration
    period = of.period
    given = {"lep": review.lep, "successor": of.successor, "words": period.as_published, "status": of.status}
    given |= {"first": words(period.first), "last": words(period.last)}
    if of.standing == DATED:
        phrase = {EXACT: "dated-day", BETWEEN: "dated-between"}.get(period.how, "dated-by")
    else:
        phrase = {NO_DATE: "no-date", CONTINUES: "continues"}.get(of.standing, "not-shown")
    return _say(phrase, **given)


def _open_now(review: ProgressReview) -> str:
    if not review.integration.period.last:
        return ""
    if not review.as_at:
        return _say("no-day")
    states = list(zip(review.due["label"], review.due["state"], strict=True))
    if all(state == CANNOT_TELL for _, state in states):
        return _say("state-none", day=words(review.as_at))
    told = listing([_say(f"state-{state.replace(' ', '-')}", label=label) for label, state in states])
    return _say("state-some", day=words(review.as_at), told=told)


def _boards(review: ProgressReview) -> str:
    before, after = review.boards
    if before is None or after is None:
        phrase = "only-before" if before else "only-after" if after else "no-boards"
        return _say(phrase, before=_date(before), after=_date(after), body=after.body if after else "")
    ruling = review.changes[review.changes["rules"] == "yes"]["change"]
    told = [f"{some(int((ruling == name).sum()))} {_CHANGE_WORDS[name]}" for name in CHANGES if (ruling == name).any()]
    return _say(
        "both-boards",
        n=len(ruling),
        body=after.body,
        told=listing(told),
        before=_date(before),
        after=_date(after),
        before_list=COMPLETENESS_WORDS[before.completeness],
        after_list=COMPLETENESS_WORDS[after.completeness],
    )


def _carried(review: ProgressReview) -> str:
    if review.carried.empty:
        return ""
    named = review.carried[review.carried["person"] != ""]
    counted = int((named["counts"] == "yes").sum())
    left_open = len(named) - counted - int((named["standing"] == NOT_SEEN).sum())
    unseen = len(named) - counted - left_open
    parts = [_say("carried-seen", number=some(counted))] if counted else []
    parts += [_say("carried-open", number=some(left_open))] if left_open else []
    parts += [_say("carried-unseen", number=some(unseen))] if unseen else []
    return _say("carried", of=len(named), parts="; ".join(parts)) if parts else ""


def _health(review: ProgressReview) -> list[str]:
    if review.own is None:
        return [_say("no-health")]
    tally = {colour: int((review.compared["own"] == colour).sum()) for colour in (RED, AMBER, GREEN, NOT_KNOWN)}
    counts = {colour.replace(" ", "_"): some(n) for colour, n in tally.items()}
    said = [_say("health", day=words(review.own.assessed_on), n=tally[GREEN], **counts)]
    if review.peer is not None:
        said.append(_second(review.compared["reading"], review.peer.assessed_on))
    return [*said, _first(review.focus)]


def _second(readings: pd.Series, day: str) -> str:
    counts = {name: int((readings == name).sum()) for name in (AGREE, WORSE, BETTER)}
    told = {"agree": counts[AGREE], "worse": some(counts[WORSE]), "better": some(counts[BETTER])}
    return _say("peer", day=words(day), of=len(readings), open=some(len(readings) - sum(counts.values())), **told)


def _first(focus: pd.DataFrame) -> str:
    if focus.empty:
        return _say("focus-none")
    top = focus[focus["rank"] == 1]
    return _say("focus", area=listing(top["section"].tolist()), because=top["because"].iloc[0])


def _of_boards(review: ProgressReview) -> list[str]:
    before, after = review.boards
    if before is None or after is None:
        return []
    lists = {
        "before_list": COMPLETENESS_WORDS[before.completeness],
        "after_list": COMPLETENESS_WORDS[after.completeness],
    }
    whole = {before.completeness, after.completeness} == {"full"}
    meaning = _say("caveat-lists-full" if whole else "caveat-lists-part")
    said = [_say("caveat-criteria"), _say("caveat-known"), _say("caveat-lists", meaning=meaning, **lists)]
    then, now = interval(before.as_at), interval(after.as_at)
    if then and now:
        said.append(_say("caveat-apart", months=months_between(then[0], now[1], whole=True)))
    return said


def _of_forms(review: ProgressReview) -> list[str]:
    if review.own is None:
        return []
    bare = sum(reason == "" for reason in review.compared["reason"])
    own = _say("caveat-self", n=bare) if bare else _say("caveat-self-all")
    said = [_say("caveat-scale", version=form(FORM).version), own]
    return [*said, *([_say("caveat-late", day=words(review.own.assessed_on))] if _late(review) else [])]


def _late(review: ProgressReview) -> bool:
    return review.own is not None and review.own.assessed_on > review.as_at


def _date(board: Board | None) -> str:
    return words(board.as_at) if board else ""


def _say(phrase: str, **values: Any) -> str:
    return say(_FILE, phrase, **values)


_CHANGE_WORDS = {
    "improved": "improved",
    "slipped": "slipped",
    "held": "held",
    "now known": "now known",
    "no longer known": "no longer known",
    "cannot tell": "not known either time",
}
