"""What `check` answers, in words for a terminal: the rules, who was counted as what, what would settle it."""

import shutil
import textwrap
from collections.abc import Iterator, Sequence

from lepdata.dates import words
from lepdata.display import gathered
from lepdata.english import capital, plural
from lepdata.judging.judgement import ANSWERS, Answer, Judgement
from lepdata.reviews.checking import MOST_MEMBERS, few, members_of, said_first
from lepdata.reviews.markup import COMPLETENESS_WORDS, SECTOR_WORDS
from lepdata.vocabulary import ROLES, SECTORS, Outcome

_NOBODY = ("Nobody ", "Only vacancies ", "No member ")  # caveats that say less of it than who was not counted and why
_STATUS_WORDS = {"guessed": ", guessed", "ruled": ", as you ruled", "conflicting": ", reasons conflict"}


def _listed(names: list[str]) -> str:
    more = f", and {len(names) - MOST_MEMBERS:,} more" if len(names) > MOST_MEMBERS else ""
    return ", ".join(names[:MOST_MEMBERS]) + more


def check_in_words(judgement: Judgement) -> str:
    board, rules, members = judgement.board, judgement.framework, members_of(judgement)
    about, uncounted = list(judgement.about), _by_reason(members)
    if not judgement.members and members:  # why nobody can be counted matters more than any rule
        why = few(f"{label} ({few(names)})" for label, names in uncounted.items()) or "it names only vacancies"
        about = [line for line in about if not line.startswith(_NOBODY)]
        about = [f"Nobody on this list could be counted as a member: {why}.", *about]
    vacant = sum(one["counts"] == "vacant" for one in members)
    seats = f" and {plural(vacant, 'vacancy', 'vacancies')}" if vacant else ""
    called = board.body if board.body.startswith(board.lep) else f"{board.lep} {board.body}"
    first = (
        *said_first(board.not_read),
        *about,
        f"{called}, {words(board.as_at)}: "
        f"{COMPLETENESS_WORDS[board.completeness]}, {plural(judgement.members, 'member')}{seats}",
        f"Rules: {rules.title} ({rules.id})",
        _due(judgement),
    )
    remedies = gathered((one.verdicts[0].remedy, one.criterion) for one in judgement.every_answer)
    told = {"Who was counted as what:": _by_sector(members), "Who was not counted:": uncounted}
    told["What would settle or change it:"] = {remedy: rules for remedy, rules in remedies.items() if remedy}
    lists = {"Bear in mind:": [caveat for caveat in judgement.caveats if caveat not in judgement.about]}
    lists |= {title: [f"{one}: {_listed(names)}" for one, names in own.items()] for title, own in told.items()}
    said = ("\n".join([title, *(wrapped(f"- {line}") for line in own)]) if own else "" for title, own in lists.items())
    answers = "\n".join(line for answer in judgement.every_answer for line in _answer(judgement, answer))
    return "\n\n".join(filter(None, ("\n".join(map(wrapped, first)), next(said), answers, *said)))


def _due(judgement: Judgement) -> str:
    binding = [one for one in judgement.every_answer if (one.strength, one.timing) == ("requirement", "due")]
    if not binding:
        return "No requirement is due of this board at that date: what follows is information."
    by_guesses = {one.criterion: " (by guesses)" * (one.answer != one.answer_without_guesses) for one in binding}
    found = gathered((one.answer, one.criterion + by_guesses[one.criterion]) for one in binding)
    told = "; ".join(f"{said}: {', '.join(found[said])}" for said in ANSWERS if said in found)
    return f"Requirements that are due. {capital(told)}."


def _answer(judgement: Judgement, answer: Answer) -> Iterator[str]:
    width = max(len(one.criterion) for one in judgement.every_answer)
    given = next((one for one in answer.verdicts if one.definition == judgement.ruling_definition is not None), None)
    strict, listed = (given.outcome, given.as_listed) if given else (answer.answer, answer.as_listed)
    said = f"as listed {listed}" if strict == Outcome.CANNOT_TELL != listed else strict
    if judgement.measured:
        said = said.replace("not met", "no").replace("met", "yes")
    elif strict != Outcome.CANNOT_TELL:
        said = said.upper()
    counted = any(one.basis != "list" for one in ([given] if given else answer.verdicts))
    said += " (count)" * (counted and strict != Outcome.CANNOT_TELL)  # weaker than a list: figures without names
    binds = "measured, no rule binds it" if judgement.measured else f"{answer.strength}, {answer.timing}"
    yield f"{answer.criterion:<{width}}  {said:<18}  {binds}"
    if given:
        yield wrapped(f"    By the definition given, {given.definition}: {given.reason}.", "    ")
    if judgement.members or given or counted:
        yield wrapped(f"    {answer.sentence}", "    ")


def _by_sector(members: list[dict[str, str]]) -> dict[str, list[str]]:
    ranks = {role: rank for rank, role in enumerate(ROLES)}
    counted = [one for one in members if one["counts"] == "yes"]
    counted.sort(key=lambda one: (SECTORS.index(one["sector"]), one["status"] != "settled", ranks.get(one["role"], 99)))
    labels = [SECTOR_WORDS[one["sector"]] + _STATUS_WORDS.get(one["status"], "") for one in counted]
    names = [one["name"] + f" ({one['role']})" * (one["role"] != "member") for one in counted]
    return {f"{label} ({len(own)})": own for label, own in gathered(zip(labels, names, strict=True)).items()}


def _by_reason(members: list[dict[str, str]]) -> dict[str, list[str]]:
    words = {"no": "", "might": "perhaps a member: "}
    return gathered((words[one["counts"]] + one["why"], one["name"]) for one in members if one["counts"] in words)


def wrapped(text: str, indent: str = "  ") -> str:
    return textwrap.fill(text, max(40, _columns()), subsequent_indent=indent, break_on_hyphens=False)


def _columns() -> int:
    return shutil.get_terminal_size((110, 24)).columns


_MARKS = {"met": "Y", "not met": "N", "depends": "D", "cannot tell": "?"}
_LEGEND = (
    "Y met, N not met, D depends on what counts as private, ? cannot tell; in small letters what the list shows where "
    "members who are not listed could overturn it or guesses decide; . not asked of this board."
)


def many_in_words(judgements: Sequence[Judgement], written: str | None = None) -> str:
    rules = list(dict.fromkeys(answer.criterion for one in judgements for answer in one.every_answer))
    letters = [chr(ord("a") + at) if at < 26 else str(at % 10) for at in range(len(rules))]
    boards = [one.board for one in judgements]
    names = [", ".join(filter(None, (one.lep, one.body, one.as_at))) for one in boards]
    room = max(20, _columns() - 3 * len(rules) - 9)
    width = min(room, max(map(len, ["Board", *names])))
    lines = [f"{'Board':<{width}}  Members" + "".join(f"  {letter}" for letter in letters)]
    for name, one in zip(names, judgements, strict=True):
        marks = {answer.criterion: _mark(answer) for answer in one.every_answer}
        first, *rest = textwrap.wrap(name, width, subsequent_indent="  ") or [""]
        lines.append(f"{first:<{width}}  {one.members:>7}" + "".join(f"  {marks.get(rule, '.')}" for rule in rules))
        lines += rest
    named = "; ".join(f"{letter} {rule}" for letter, rule in zip(letters, rules, strict=True)) + "."
    more = f"Every verdict is in {written}." if written else "Every verdict, with its sum: -o OUT.csv."
    return "\n".join([*lines, "", wrapped(named), wrapped(_LEGEND), more])


def _mark(answer: Answer) -> str:
    """In small letters what is not strict, or what guesses decide."""
    if answer.answer == Outcome.CANNOT_TELL:
        return _MARKS[answer.as_listed].lower()
    proven = _MARKS[answer.answer]
    return proven if answer.answer == answer.answer_without_guesses else proven.lower()
