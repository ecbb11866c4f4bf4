"""What `check` answers, as JSON and for a terminal: the rules, who was counted as what, what would settle it."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from lepdata.dates import words
from lepdata.english import capital, joined, plural
from lepdata.errors import quoted
from lepdata.judging import verdicts
from lepdata.judging.judgement import ANSWERS, Answer, Judgement
from lepdata.reviews.markup import COMPLETENESS_WORDS, SECTOR_WORDS, who
from lepdata.vocabulary import ROLES, SECTORS, Outcome

MOST_SAID = 3  # texts of one kind that are shown
_SHOWN = (
    *("honorific", "person", "postnominals", "place", "organisation_shown", "role_read", "counts_as_member", "why_not"),
    *("sector", "sector_status", "sector_because"),
)
_NOBODY = ("Nobody ", "Only vacancies ", "No member ")  # caveats that say less of it than who was not counted and why
_STATUS_WORDS = {"guessed": "guessed", "ruled": "as you ruled", "conflicting": "reasons conflict"}


def as_json(judgement: Judgement) -> dict[str, Any]:
    """A judgement as `lepdata check --format json` prints it, by `rules/check.schema.json`; what is missing is null."""
    own = members_of(judgement)
    guessed = sum(one["counts"] == "yes" and one["status"] == "guessed" for one in own)
    whose = {"not_read": list(judgement.board.not_read), "guessed": guessed, "members": own}
    return {**verdicts.as_json(judgement), **whose}


def members_of(judgement: Judgement) -> list[dict[str, str]]:
    """Everybody on the list: for whom they speak, how that is known and why, and whether they count as members."""
    frame = judgement.board.members
    missing = {name: "" for name in _SHOWN if name not in frame}
    seats = frame.assign(**missing)[list(_SHOWN)].fillna("").astype("str").to_dict("records")
    return [
        {
            "name": who(seat),
            "organisation": seat["organisation_shown"],
            "role": seat["role_read"],
            "sector": seat["sector"] or "unknown",
            "status": seat["sector_status"],
            "why": seat["sector_because"] if seat["counts_as_member"] == "yes" else seat["why_not"],
            "counts": "vacant" if seat["place"] == "vacancy" else seat["counts_as_member"],
        }
        for seat in seats
    ]


def said_first(not_read: Iterable[Mapping[str, str]]) -> list[str]:
    """What was not understood of a file, alike things in one line."""
    alike: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for one in not_read:
        alike.setdefault((one["what"], one["why"]), []).append(one)
    said = []
    for (what, why), own in alike.items():
        lines = [one["where"].partition(", row ")[2] for one in own]
        where = own[0]["where"].split(", ")[0] + (f", rows {_few(lines)}" if all(lines) else "")
        texts = _few(quoted(one["text"] or one["where"]) for one in own)
        said.append(own[0]["sentence"] if len(own) == 1 else f"Not read: {what}s {texts} ({where}): {why}.")
    return said


def _few(texts: Iterable[str]) -> str:
    texts = list(dict.fromkeys(texts))
    more = [f"{len(texts) - MOST_SAID} more"] if len(texts) > MOST_SAID else []
    return joined([*texts[:MOST_SAID], *more])


def check_in_words(judgement: Judgement) -> str:
    """A judgement for a terminal: what was not read, what to bear in mind, the rules, the members, what settles it."""
    board, rules, members = judgement.board, judgement.framework, members_of(judgement)
    about, uncounted = list(judgement.about), _by_reason(members)
    if not judgement.members and members:  # why nobody can be counted matters more than any rule
        why = _few(f"{label} ({_few(names)})" for label, names in uncounted.items()) or "it names only vacancies"
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
    remedies: dict[str, list[str]] = {}
    for one in judgement.every_answer:
        if remedy := one.verdicts[0].remedy:
            remedies.setdefault(remedy, []).append(one.criterion)
    told = {
        "Who was counted as what:": _by_sector(members),
        "Who was not counted:": uncounted,
        "What would settle or change it:": remedies,
    }
    further = [f"- {caveat}" for caveat in judgement.caveats if caveat not in judgement.about]
    parts = [
        [_wrapped(line) for line in first],
        ["Bear in mind:", *map(_wrapped, further)] if further else [],
        [line for answer in judgement.every_answer for line in _answer(judgement, answer)],
        *(
            [title, *(_wrapped(f"- {one}: {', '.join(names)}") for one, names in own.items())]
            for title, own in told.items()
            if own
        ),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _due(judgement: Judgement) -> str:
    """How the requirements stand that are due, in one sentence."""
    binding = [one for one in judgement.every_answer if (one.strength, one.timing) == ("requirement", "due")]
    if not binding:
        return "No requirement is due of this board at that date: what follows is information."
    found: dict[str, list[str]] = {said: [] for said in ANSWERS}
    for one in binding:
        found[one.answer].append(one.criterion + " (by guesses)" * (one.answer != one.answer_without_guesses))
    told = "; ".join(f"{said}: {', '.join(names)}" for said, names in found.items() if names)
    return f"Requirements that are due. {capital(told)}."


def _answer(judgement: Judgement, answer: Answer) -> Iterator[str]:
    """Two or three lines about one rule: its answer, how sure, how strong; and the sentence."""
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
        yield _wrapped(f"    By the definition given, {given.definition}: {given.reason}.", "    ")
    if judgement.members or given or counted:
        yield _wrapped(f"    {answer.sentence}", "    ")


def _by_sector(members: list[dict[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    ranks = {role: rank for rank, role in enumerate(ROLES)}
    counted = [one for one in members if one["counts"] == "yes"]
    counted.sort(key=lambda one: (SECTORS.index(one["sector"]), one["status"] != "settled", ranks.get(one["role"], 99)))
    for one in counted:
        label = ", ".join(filter(None, (SECTOR_WORDS[one["sector"]], _STATUS_WORDS.get(one["status"]))))
        found.setdefault(label, []).append(one["name"] + (f" ({one['role']})" if one["role"] != "member" else ""))
    return {f"{label} ({len(names)})": names for label, names in found.items()}


def _by_reason(members: list[dict[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in members:
        if one["counts"] in ("no", "might"):
            found.setdefault(("perhaps a member: " * (one["counts"] == "might")) + one["why"], []).append(one["name"])
    return found


def _wrapped(text: str, indent: str = "  ") -> str:
    return textwrap.fill(text, max(40, _columns()), subsequent_indent=indent, break_on_hyphens=False)


def _columns() -> int:
    return shutil.get_terminal_size((110, 24)).columns


# --- many boards: a table of boards by rules

_MARKS = {"met": "Y", "not met": "N", "depends": "D", "cannot tell": "?"}
_LEGEND = (
    "Y met, N not met, D depends on what counts as private, ? cannot tell; in small letters what the list shows where "
    "members who are not listed could overturn it or guesses decide; . not asked of this board."
)


def many_in_words(judgements: Sequence[Judgement], written: str | None = None) -> str:
    """One line a board, one column a rule, and what the letters mean."""
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
    return "\n".join([*lines, "", _wrapped(named), _wrapped(_LEGEND), more])


def _mark(answer: Answer) -> str:
    """In small letters what is not strict, or what guesses decide."""
    if answer.answer == Outcome.CANNOT_TELL:
        return _MARKS[answer.as_listed].lower()
    proven = _MARKS[answer.answer]
    return proven if answer.answer == answer.answer_without_guesses else proven.lower()
