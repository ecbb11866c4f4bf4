"""VERDICTS + VOLUNTARY VOICE -> the draft of a formal action plan, and the stage of the 2020 study of a board."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from lepdata.change.action_plan import DRAFTED, KPI, LETTERS, MILESTONE, MONITORING, Item, Plan, period_of
from lepdata.change.planning import Changes, Step, plan_changes
from lepdata.dates import interval, months_before, read_when, words
from lepdata.english import capital, choose, joined, plural, spelled
from lepdata.errors import UsageError
from lepdata.files import rule_file
from lepdata.judging.criteria import Question, voluntary_rule
from lepdata.judging.judgement import DEPENDS, Judgement, Verdict, grade_words
from lepdata.judging.kinds import kind_of
from lepdata.seating.boards import Board
from lepdata.vocabulary import FRAGMENTS, STRENGTHS, Outcome

MISSED, UNTOLD = Outcome.NOT_MET.value, Outcome.CANNOT_TELL.value
_DOUBTFUL = "cannot tell; not met as listed"
_HANGS = "depends on what counts as private"  # nobody is asked to give up a seat over a definition
_IMPROVEMENTS, _ITEMS = "plans/draft_improvements.csv", "plans/draft_items.csv"
_PUBLISH = "publish"
_Kept = tuple[str, ...]
_SINCE = "since no plan without that would meet the rules"
_KEPT = {  # whose seats a plan does not take, the widest wish first: councils answer to voters, and the study is about
    # the other; and how a plan says so
    ("council", "voluntary"): "No council and no voluntary body loses a seat by it.",
    ("voluntary",): f"No voluntary body loses a seat by it; a council may, {_SINCE}.",
    (): f"A council or a voluntary body may lose a seat by it, {_SINCE}.",
}
Answers = Mapping[Any, Mapping[Any, str]]  # question -> its answer, of `lepdata.voice.voluntary_answers`
_Row = dict[str, str]


class Need(NamedTuple):
    """One rule that is not known to be met, of a framework or, without a verdict, of the 2020 study."""

    id: str
    state: str
    verdict: Verdict | None = None
    might: int = 0


class _Line(NamedTuple):
    """One line of a plan; `when` is a number of months from the start, or words such as "quarterly", or ""."""

    kind: str
    text: str
    because: str
    when: str = ""
    owner: str = ""

    @property
    def months(self) -> int:
        return int(self.when) if self.when.isdecimal() else 0


class _Improvement(NamedTuple):
    """One improvement of a draft; `sure` says that a rule is shown to be missed and not only to be checked."""

    row: _Row
    sure: bool
    lines: list[_Line]


@dataclass(frozen=True)
class Draft:
    """A drafted plan, without items where nothing is to be improved, and what it rests on and found."""

    plan: Plan
    needs: tuple[Need, ...]  # every rule that is not known to be met
    message: str
    notes: tuple[str, ...]  # together the plan's own note


def draft_plan(judgement: Judgement, answers: Answers, slug: str, start: str = "") -> Draft:
    needs = _needs(judgement, answers)
    changes, kept = _fewest_changes(judgement, needs)
    made = _improvements(judgement, needs, answers)
    _add_steps(made, changes.fewest.steps if changes and changes.fewest else ())
    notes = tuple(_notes(judgement, needs, bool(made), start, changes, kept))
    return Draft(_plan(judgement, made, notes, slug, start), needs, _message(judgement, made), notes)


def _needs(judgement: Judgement, answers: Answers) -> tuple[Need, ...]:
    """The criteria, then the questions of the study, that are not known to be met."""
    whole = judgement.board.completeness not in FRAGMENTS

    def state(outcome: str, as_listed: str) -> str:
        """A part of a list says nothing of those it leaves out, so that nobody is missed on it; "" for what is met."""
        if outcome != UNTOLD:
            return {MISSED: MISSED, DEPENDS: _HANGS}.get(outcome, "")
        return {MISSED: _DOUBTFUL, DEPENDS: _HANGS}.get(as_listed, UNTOLD) if whole else UNTOLD

    needs = [Need(one.criterion, state(one.answer, one.as_listed), one.first) for one in judgement.every_answer]
    for name in (name for row in rule_file(_IMPROVEMENTS) for name in row["questions"].split() if name in answers):
        found = answers[name]
        needs.append(Need(name, state(found["outcome"], found["as_listed"]), might=int(found["might"])))
    return tuple(need for need in needs if need.state)


def _improvements(judgement: Judgement, needs: tuple[Need, ...], answers: Answers) -> list[_Improvement]:
    """Those shown to be missed, then publishing, then those to be checked first."""
    publishing, made = _publishing(needs, judgement), []
    given = ("",) if publishing else ("", "no publishing")
    for row in rule_file(_IMPROVEMENTS):
        own = [need for need in needs if need.state in (MISSED, _DOUBTFUL) and _is_for(row, need)]
        sure = any(need.state == MISSED for need in own)
        if own:
            lines = [_kpi(need, judgement.board, answers) for need in own]
            lines += [] if sure else _of_rules("*", MILESTONE, ("provisional",))
            lines += [line for kind in (MILESTONE, MONITORING) for line in _of_rules(row["id"], kind, given)]
            made.append(_Improvement(row, sure, lines))
        elif row["id"] == _PUBLISH and publishing:
            made.append(_Improvement(row, sure, [*publishing, *_of_rules(_PUBLISH, MONITORING)]))
    return sorted(made, key=lambda one: (not one.sure, one.row["id"] != _PUBLISH))


def _is_for(row: _Row, need: Need) -> bool:
    """Whether a row of the improvements is for what a rule asks, or for a question of the study."""
    if need.verdict is None:
        return need.id in row["questions"].split()
    rule = need.verdict.rule
    named = {what for one in rule_file(_IMPROVEMENTS) for what in one["asks"].split("|")}
    by_list = {"sectors": "+".join(rule.among), "words": "".join(rule.among[:1])}
    asks = rule.kind if rule.office or rule.kind == "coverage" else by_list.get(rule.who, rule.who)
    return (asks if asks in named else "*") in row["asks"].split("|")


def _of_rules(improvement: str, kind: str, given: tuple[str, ...] = ("",)) -> list[_Line]:
    """The lines of one kind that an improvement has by the rules, where one of the conditions `given` holds."""
    whose = {"yes": "ours", "no": "asked by the 2020 study"}
    rows = [row for row in rule_file(_ITEMS) if (row["improvement"], row["kind"]) == (improvement, kind)]
    told = [(row, f"{whose[row['ours']]}: {row['reason']}") for row in rows if row["given"] in given]
    return [_Line(kind, row["text"], because, row["when"], row["owner"]) for row, because in told]


def _kpi(need: Need, board: Board, answers: Answers) -> _Line:
    listed = f"On the list of {words(board.as_at)}: "
    more = " Others may be unseen." if need.state == _DOUBTFUL else ""
    if verdict := need.verdict:
        rule, kind = verdict.rule, kind_of(verdict.rule)
        asked = kind.kpi(Question(rule, verdict.definition or "", "all"), verdict.members)
        shown = f"{listed}{kind.seen(verdict.case.tally, verdict.reason)}.{more if kind.hangs_on_unseen else ''}"
        return _Line(KPI, capital(f"{asked} {shown}"), f"{need.id} ({rule.strength}): {need.state}")
    text = f"{_of_rules('*', KPI, (need.id,))[0].text} {listed}{int(answers[need.id]['seen']) or 'none'}.{more}"
    return _Line(KPI, text, f"{need.id} (asked by the 2020 study): {need.state}")


def _publishing(needs: tuple[Need, ...], judgement: Judgement) -> list[_Line]:
    """The one improvement that settles what cannot be told."""
    asked: dict[str, list[Need]] = {what: [] for what in _to_publish([], judgement)}
    for need in (one for one in needs if one.state not in (MISSED, _HANGS)):
        if verdict := need.verdict:
            settled_by = kind_of(verdict.rule).settled_by(verdict.rule, verdict.case.tally)
        else:
            settled_by = ["list"] * (judgement.board.completeness != "full") + ["kind"] * (need.might > 0)
        for what in settled_by:
            asked[what].append(need)
    if asked["sector"]:  # who has no sector has no kind of organisation either
        asked["sector"] += asked.pop("kind")
    settles = {what: f"would settle {joined([one.id for one in own])}" for what, own in asked.items() if own}
    kpis = [_Line(KPI, _to_publish(asked[what], judgement)[what], rules) for what, rules in settles.items()]
    return kpis and [*kpis, *_of_rules(_PUBLISH, MILESTONE, ("", *settles))]


def _to_publish(own: list[Need], judgement: Judgement) -> dict[str, str]:
    """By what would settle a rule, as its kind says it: what of that to publish, for those that it would settle."""
    board, members, kinds = judgement.board, judgement.members, rule_file("names/completeness.csv")
    whole = next(row["name"] for row in kinds if row["completeness"] == board.completeness)
    verdicts = [need.verdict for need in own if need.verdict]
    told = members - max((one.unknown for one in verdicts), default=0)
    might = max([need.might for need in own] + [one.might for one in verdicts], default=0)
    offices = joined(list(dict.fromkeys(one.rule.office for one in verdicts if one.rule.office)))
    titles = joined([one.rule.among[0] for one in verdicts if one.rule.among])
    known = f"Known from the list: {told or 'none'} of {members}."
    newest = f"The newest list seen, of {words(board.as_at)} ({whole}), names {plural(members, 'member')}."
    untold = f"Of {plural(might, 'member')} it cannot be told today whether it is an infrastructure body."
    unsure = f"Of {might} it is not known."
    return {
        "list": f"A list said to be full names every member. {newest}",
        "sector": f"An organisation or a sector is published for each member. {known}",
        "kind": f"The organisation of each member from the voluntary sector is published. {untold}",
        "gender": f"The number of women on the board is published, as a count without names. {known}",
        "office": f"The list says who is {offices}, and for which organisation.",
        "titles": f"The list says who is named as {titles}, if anybody is.",
        "places": "The list says for which council or part of the area each member speaks.",
        "membership": f"The list says of everybody whether they are members or attend only. {unsure}",
    }


def _fewest_changes(judgement: Judgement, needs: Iterable[Need]) -> tuple[Changes | None, _Kept]:
    """The fewest changes that mend what is missed and unmake nothing that is met, and who keeps all seats."""
    of_seats = [one for one in judgement.framework.criteria if kind_of(one).of_seats]
    missed = {one.id for one in needs if one.state == MISSED}
    if not any(one.id in missed for one in of_seats):
        return None, ()
    verdicts = {one.criterion: one.first for one in judgement.every_answer}
    met = {name for name, one in verdicts.items() if Outcome.MET in (one.outcome, one.as_listed)}
    asked = [one for one in of_seats if one.id in missed | met]
    keep_size = not any(kind_of(one).limits and one.id in missed for one in asked)
    for kept, as_large in (*((kept, keep_size) for kept in _KEPT), ((), False)):
        wanted = tuple(one.not_fewer(verdicts[one.id].for_) if set(one.among) & set(kept) else one for one in asked)
        framework = replace(judgement.framework, criteria=wanted)
        found = plan_changes(replace(judgement, framework=framework), STRENGTHS, keep_size=as_large)
        if found.fewest is not None:
            break
    return found, kept


def _add_steps(made: list[_Improvement], steps: Iterable[Step]) -> None:
    """The changes of seats as milestones, each under the first improvement that it serves; to others it is pointed."""
    sure = [at for at, one in enumerate(made) if one.sure]
    shared: Counter[tuple[int, int]] = Counter()
    for step in steps:
        texts = (f"{step.kind} {step.about} {step.joins}", step.leaves)
        brought, left = (set(re.findall(r"[\w-]+", text)) for text in texts)
        rows = [(at, made[at].row) for at in sure]
        serves = [at for at, row in rows if brought & {*row["serves"].split()} or left & {*row["given_up"].split()}]
        first, *others = serves or sure[:1]
        made[first].lines.append(_milestone(step))
        shared.update({(other, first): step.count for other in others})
    for (other, first), count in shared.items():
        changes = f"{spelled(count)} of the changes of seats under improvement {first + 1}"
        text = capital(f"{changes} {choose(count, 'serves', 'serve')} this one too.")
        because = "ours: A seat may count for more than one rule"
        made[other].lines.append(_Line(MILESTONE, text, because, "12", "the board"))


def _milestone(step: Step) -> _Line:
    n, which = step.count, step.kind
    if which == "handover" and not (step.leaves and step.joins):
        which = "giving up" if step.leaves else "taking up"
    elif which == "departure" and step.leaves not in ("a member", "members"):  # who it is matters
        which = "departure of some"
    (line,) = _of_rules("*", MILESTONE, (which,))
    seats, people = plural(spelled(n), "seat"), f"{spelled(n)} " * (n > 1) + step.joins
    are, those, join, pass_on = ("is", "that", "joins", "passes") if n == 1 else ("are", "those", "join", "pass")
    text = {
        "exchange": f"as terms end or seats fall vacant, {seats} {pass_on} from {step.leaves} to {step.joins}.",
        "appointment": f"{people} {join} the board.",
        "departure": f"as terms end, {seats} {are} not filled again.",
        "departure of some": f"as terms end, {seats} {are} not filled again: {those} of {step.leaves}.",
        "handover": f"the office of {step.about} passes from {step.leaves} to {step.joins}.",
        "taking up": f"{step.joins} becomes {step.about}.",
        "giving up": f"{step.leaves} gives up the office of {step.about}.",
        "naming": f"{people} {are} named {step.about}.",
    }[which]
    return line._replace(text=capital(text))


def _plan(judgement: Judgement, made: list[_Improvement], notes: tuple[str, ...], slug: str, start: str) -> Plan:
    board, date = judgement.board, words(judgement.board.as_at)
    plan_id = f"{slug}-draft-{board.as_at or 'undated'}"
    title = f"Draft improvement plan: {board.lep}, from the list of {date}"
    longest = max((line.months for one in made for line in one.lines), default=0)
    period = f"{start}/{months_before(start, -longest)}" if start and longest else ""
    period = period_of(period, title, plan_id) if made else ""
    source, kinds, items = f"drafted from the list of {date} under {judgement.framework.id}", list(LETTERS), []
    for number, one in enumerate(made, start=1):
        text, count = one.row["summary"], Counter[str]()
        if not one.sure and one.row["id"] != _PUBLISH:
            text = f"If a full list confirms it: {text[0].lower()}{text[1:]}"
        # KPIs come before milestones, and milestones in the order of their months.
        for line in sorted(one.lines, key=lambda line: (kinds.index(line.kind), line.months)):
            count[line.kind] += 1
            when = line.when
            if when.isdecimal():
                within = f"within {plural(when, 'month')} of the start"
                when = f"by {words(months_before(start, -line.months))}" if start else within
            name = f"{plan_id}/{number}.{LETTERS[line.kind]}{count[line.kind]}"
            own = (name, line.kind, line.text, when, line.owner, line.because, source, read_when(when, period))
            items.append(Item(str(number), text, *own))
    printed = Counter(board.members["source_url"]) if made and "source_url" in board.members else Counter()
    address = max(printed, key=printed.__getitem__, default="")  # where most of the list was printed
    note = " ".join(notes)
    return Plan(plan_id, board.lep, board.body, title, DRAFTED, period, "", source, address, tuple(items), note)


def _notes(
    judgement: Judgement, needs: Iterable[Need], asks: bool, start: str, changes: Changes | None, kept: _Kept
) -> Iterator[str]:
    asked = f"It asks of the list of {words(judgement.board.as_at)} what the {judgement.framework.title} asks"
    yield f"{asked}, and what the 2020 study of the voluntary sector recommends."
    if asks:
        about = "This draft is arithmetic about seats. It says nothing of any person, and "
        yield f"{about}nobody need leave before a term ends."
        if changes is None:
            yield "It asks for no change of seats: only a rule that is shown to be missed may ask for one."
        elif changes.fewest is None:
            yield f"It plans no change of seats. {changes.sentence}"
        else:
            yield from (changes.sentence, _KEPT[kept])
        unset = "No start is set, so each date is counted from the day on which the plan is agreed."
        yield f"Its dates are counted from {words(start)}." if start else unset
    # What some reading of private would meet and another miss is said, and not planned for.
    if names := [f"“{judgement.answer(one.id).name}”" for one in needs if one.state == _HANGS]:
        are = choose(len(names), "is", "are")
        yield f"Whether {joined(names)} {are} met {_HANGS}, so no seat is asked to change for it."


def _message(judgement: Judgement, made: list[_Improvement]) -> str:
    date = words(judgement.board.as_at)
    if not made:
        return f"There is nothing to improve: the list of {date} meets every rule asked, and no plan is needed."
    if [one.row["id"] for one in made] == [_PUBLISH]:
        asks = "so this plan only asks that more be published."
        return f"Nothing is shown to be missed. The list of {date} cannot tell, {asks}"
    missed, doubtful = "where a rule is missed", "to check first, because only those listed are known to miss a rule"
    unsure = {_PUBLISH: "to publish what cannot be told"}
    counts = Counter(missed if one.sure else unsure.get(one.row["id"], doubtful) for one in made)
    asks = joined([f"{spelled(n)} {what}" for what, n in counts.items()])
    return f"The draft asks for {plural(spelled(len(made)), 'improvement')}: {asks}."


REVIEW, GUIDANCE, PLAN, SHARE = "review", "guidance", "plan", "share"  # of rules/plans/stages.csv
_AS_LISTED = {"met": "is met by those listed", "not met": "is missed by those listed", DEPENDS: _HANGS}
_VOICE = "voice"  # the question of the study, where the rules do not ask it
_SUPPORT = {
    "not met": "No infrastructure body sits on the main board, so support for one belongs to it.",
    "met": "An infrastructure body sits on the main board, so no support is needed for that.",
    UNTOLD: "Whether an infrastructure body sits on the main board cannot be told, nor whether support is needed.",
}


@dataclass(frozen=True)
class Stage:
    stage: str  # the id of a row of `rules/plans/stages.csv`, or "cannot tell"
    may_be: tuple[str, ...]  # the stages it may stand at
    reason: str


def stage_of(judgement: Judgement, answers: Answers, guidance_given: str = "") -> Stage:
    """The stage of a board; `guidance_given` is the partial date of it, "no" where there was none, "" not known."""
    may_be, next_ = _after_guidance(guidance_given, judgement.board.as_at)
    short, why = _falls_short(judgement, answers)
    if short == "no":  # support goes with guidance: a board that does not fall short needs none
        return Stage(SHARE, (SHARE,), f"{why} The study asks nothing of it but to share what worked.")
    if short != "yes":
        may_be, next_ = (SHARE, *may_be), "A review with a full list comes first."
    sits = answers.get("infrastructure", {}).get("outcome", UNTOLD)
    return Stage(may_be[0] if len(may_be) == 1 else UNTOLD, may_be, f"{why} {next_} {_SUPPORT[sits]}")


def _falls_short(judgement: Judgement, answers: Answers) -> tuple[str, str]:
    """Whether the board does, and why. Somebody speaks for the voluntary sector by the rule where there is one."""
    names = {one.criterion: one.name for one in judgement.every_answer} | {_VOICE: "Voluntary voice"}
    due = [one for one in judgement.every_answer if one.strength != "best practice" and one.timing == "due"]
    outcomes = {one.criterion: one.answer for one in due}
    if asked := voluntary_rule(judgement.framework):
        outcomes[asked.id] = judgement.answer(asked.id).answer
    else:
        outcomes[_VOICE] = answers.get(_VOICE, {}).get("outcome", UNTOLD)
    if missed := [f"“{names[one]}”" for one, outcome in outcomes.items() if outcome == Outcome.NOT_MET]:
        are = choose(len(missed), "is", "are")
        by = "Measured, though no rule binds it," if judgement.measured else "By the rules of its own time"
        return "yes", f"{by} the board falls short: {joined(missed)} {are} not met."
    if untold := [one for one, outcome in outcomes.items() if outcome != Outcome.MET]:
        whole = judgement.board.completeness not in FRAGMENTS
        sure = [one for one in due if one.certainty and (whole or one.answer == DEPENDS)]
        graded = {one.criterion: f"{_AS_LISTED[one.as_listed]} ({grade_words(one.certainty)})" for one in sure}
        each = [f"“{names[one]}” {graded[one]}" for one in untold if one in graded]
        if silent := [f"“{names[one]}”" for one in untold if one not in graded]:
            each.append(f"{joined(silent)} cannot be told")
        cannot = f"The list of {words(judgement.board.as_at)} does not settle whether the board falls short"
        return UNTOLD, f"{cannot} of the rules of its own time: {'; '.join(each)}."
    if not due:
        return "no", "No requirement or expectation is due of the board, and it has a voluntary voice."
    met = "By the rules of its own time the board meets every requirement and expectation that is due"
    return "no", f"{met}, and has a voluntary voice."


def _after_guidance(given: str, as_at: str) -> tuple[tuple[str, ...], str]:
    """The stages of a board that falls short, by what is known of guidance and the date of its list; and why."""
    if given == "no":
        return (GUIDANCE,), "No guidance was given, so guidance comes first."
    try:
        guided = interval(given)
    except ValueError as error:
        raise UsageError(f"The date on which guidance was given cannot be read: {error}. Or give 'no'.") from None
    if guided is None:
        unknown = "Whether guidance was given is not known"
        return (GUIDANCE, PLAN), f"{unknown}: if not, guidance comes first; if it was, a formal action plan."
    listed, told, date = interval(as_at), f"Guidance was given on {words(given)}", words(as_at)
    if listed and guided[1] < listed[0]:
        heeded = f"and the later list of {date} still falls short: a formal action plan."
        return (PLAN,), f"Guidance was given by {words(given)}, {heeded}"
    if listed and guided[0] > listed[1]:
        return (REVIEW,), f"{told}. A list of a later day must show whether it was heeded."
    return (REVIEW, PLAN), f"{told}, and the list is known only as {date}: whether it is later cannot be told."
