"""What `check` answers, as JSON and for a terminal: the rules, who was counted as what, what would settle it."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from lepdata.dates import words
from lepdata.english import joined, plural
from lepdata.errors import quoted
from lepdata.judging import verdicts
from lepdata.judging.answers import Judgement
from lepdata.judging.rows import ANSWERS, Answer
from lepdata.reviews.markup import COMPLETENESS_WORDS, SECTOR_WORDS, who
from lepdata.vocabulary import ROLES, SECTORS, Outcome

MOST_SAID = 3  # texts of one kind that are shown
_MEMBER = ("name", "organisation", "role", "sector", "status", "why", "counts")
_SHOWN = (
    *("honorific", "person", "postnominals", "place", "organisation_shown", "role_read", "counts_as_member", "why_not"),
    *("sector", "sector_status", "sector_because"),
)
_NOBODY = ("Nobody ", "Only vacancies ", "No member ")  # caveats that say less of it than `_nobody`
_STATUS_WORDS = {"guessed": "guessed", "ruled": "as you ruled", "conflicting": "reasons conflict"}


def as_json(judgement: Judgement) -> dict[str, Any]:
    """A judgement as `lepdata check --format json` prints it, by `rules/check.schema.json`; what is missing is null."""
    own = members_of(judgement)
    whose = {"not_read": list(judgement.board.not_read), "guessed": guessed(own), "members": own}
    return {**verdicts.as_json(judgement), **whose}


def members_of(judgement: Judgement) -> list[dict[str, str]]:
    """Everybody on the list: for whom they speak, how that is known and why, and whether they count as members."""
    frame = judgement.board.members
    seats = frame[[name for name in _SHOWN if name in frame]].fillna("").astype("str").to_dict("records")
    return [{str(name): text for name, text in _member(seat).items()} for seat in seats]


def _member(seat: Mapping[Any, str]) -> dict[str, str]:
    counts = seat.get("counts_as_member", "")
    found = {
        "name": who(dict(seat)),
        "organisation": seat.get("organisation_shown", ""),
        "role": seat.get("role_read", ""),
        "sector": seat.get("sector", "") or "unknown",
        "status": seat.get("sector_status", ""),
        "why": seat.get("sector_because", "") if counts == "yes" else seat.get("why_not", ""),
        "counts": "vacant" if seat.get("place") == "vacancy" else counts,
    }
    return {name: found[name] for name in _MEMBER}


def guessed(members: Iterable[Mapping[str, str]]) -> int:
    """How many counted members rest on a guess."""
    return sum(one["counts"] == "yes" and one["status"] == "guessed" for one in members)


def said_first(not_read: Iterable[Mapping[str, str]]) -> list[str]:
    """What was not understood of a file, alike things in one line."""
    alike: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for one in not_read:
        alike.setdefault((one["what"], one["why"]), []).append(one)
    return [own[0]["sentence"] if len(own) == 1 else _alike(own) for own in alike.values()]


def _alike(own: Sequence[Mapping[str, str]]) -> str:
    first, texts = own[0], [quoted(one["text"] or one["where"]) for one in own]
    lines = [one["where"].partition(", row ")[2] for one in own]
    where = first["where"].split(", ")[0] + (f", rows {_few(lines)}" if all(lines) else "")
    return f"Not read: {first['what']}s {_few(texts)} ({where}): {first['why']}."


def _few(texts: Iterable[str]) -> str:
    texts = list(dict.fromkeys(texts))
    more = [f"{len(texts) - MOST_SAID} more"] if len(texts) > MOST_SAID else []
    return joined([*texts[:MOST_SAID], *more])


def check_in_words(judgement: Judgement) -> str:
    """A judgement for a terminal: what was not read, what to bear in mind, the rules, the members, what settles it."""
    members = members_of(judgement)
    nobody = list(_nobody(judgement, members))
    about = [line for line in judgement.about if not (nobody and line.startswith(_NOBODY))]
    first = (*said_first(judgement.board.not_read), *nobody, *about, *_head(judgement, members))
    parts = [
        [_wrapped(line, "  ") for line in first],
        _titled(
            "Bear in mind:",
            [_wrapped(f"- {caveat}", "  ") for caveat in judgement.caveats if caveat not in judgement.about],
        ),
        [line for answer in judgement.every_answer for line in _answer(judgement, answer)],
        _titled("Who was counted as what:", _pairs(_by_sector(members))),
        _titled("Who was not counted:", _pairs(_by_reason(members))),
        _titled("What would settle or change it:", _pairs(_remedies(judgement))),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _head(judgement: Judgement, members: list[dict[str, str]]) -> Iterator[str]:
    board, rules = judgement.board, judgement.framework
    name, vacant = " ".join(filter(None, (board.lep, board.body))), sum(one["counts"] == "vacant" for one in members)
    seats = f" and {plural(vacant, 'vacancy', 'vacancies')}" if vacant else ""
    about = f"{COMPLETENESS_WORDS[board.completeness]}, {plural(judgement.members, 'member')}{seats}"
    yield f"{name}, {words(board.as_at)}: {about}"
    yield f"Rules: {rules.title} ({rules.id})"
    yield _due(judgement)


def _due(judgement: Judgement) -> str:
    """How the requirements stand that are due, in one sentence."""
    binding = [one for one in judgement.every_answer if (one.strength, one.timing) == ("requirement", "due")]
    if not binding:
        return "No requirement is due of this board at that date: what follows is information."
    found = {said: [_named(one) for one in binding if one.answer == said] for said in ANSWERS}
    told = "; ".join(f"{said}: {', '.join(names)}" for said, names in found.items() if names)
    return f"Requirements that are due. {told[0].upper()}{told[1:]}."


def _named(answer: Answer) -> str:
    return answer.criterion + " (by guesses)" * (answer.answer != answer.answer_without_guesses)


def _nobody(judgement: Judgement, members: list[dict[str, str]]) -> Iterator[str]:
    """Why nobody can be counted, which matters more than any rule."""
    if not judgement.members and members:
        why = _few(f"{label} ({_few(names)})" for label, names in _by_reason(members).items())
        yield f"Nobody on this list could be counted as a member: {why or 'it names only vacancies'}."


def _answer(judgement: Judgement, answer: Answer) -> Iterator[str]:
    """Two or three lines about one rule: its answer, how sure, how strong; and the sentence."""
    width = max(len(one.criterion) for one in judgement.every_answer)
    given = next((one for one in answer.verdicts if one.definition == judgement.ruling_definition is not None), None)
    strict, listed = (given.outcome, given.as_listed) if given else (answer.answer, answer.as_listed)
    said = f"as listed {listed}" if strict == Outcome.CANNOT_TELL != listed else strict
    if judgement.measured:
        said = said.replace("not met", "no").replace("met", "yes")
    said = said if strict == Outcome.CANNOT_TELL or judgement.measured else said.upper()
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
    counted = [one for one in members if one["counts"] == "yes"]
    order = sorted(counted, key=lambda one: (SECTORS.index(one["sector"]), one["status"] != "settled", _rank(one)))
    for one in order:
        known = _STATUS_WORDS.get(one["status"], "")
        label = ", ".join(filter(None, (SECTOR_WORDS[one["sector"]], known)))
        found.setdefault(label, []).append(one["name"] + (f" ({one['role']})" if one["role"] != "member" else ""))
    return {f"{label} ({len(names)})": names for label, names in found.items()}


def _rank(one: Mapping[str, str]) -> int:
    return ROLES.index(one["role"]) if one["role"] in ROLES else len(ROLES)


def _by_reason(members: list[dict[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in members:
        if one["counts"] in ("no", "might"):
            found.setdefault(("perhaps a member: " * (one["counts"] == "might")) + one["why"], []).append(one["name"])
    return found


def _remedies(judgement: Judgement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for own in judgement.by_criterion():
        if remedy := judgement.first(own).remedy:
            found.setdefault(remedy, []).append(own[0].criterion)
    return found


def _pairs(found: Mapping[str, Sequence[str]]) -> list[str]:
    return [_wrapped(f"- {label}: {', '.join(names)}", "  ") for label, names in found.items()]


def _titled(title: str, lines: list[str]) -> list[str]:
    return [title, *lines] if lines else []


def _wrapped(text: str, indent: str) -> str:
    width = max(40, shutil.get_terminal_size((110, 24)).columns)
    return textwrap.fill(text, width, subsequent_indent=indent, break_on_hyphens=False)


# --- many boards: a table of boards by rules

_MARKS = {"met": "Y", "not met": "N", "depends": "D", "cannot tell": "?"}
_LEGEND = (
    "Y met, N not met, D depends on what counts as private, ? cannot tell; in small letters what the list shows where "
    "members who are not listed could overturn it or guesses decide; . not asked of this board."
)


def many_in_words(judgements: Sequence[Judgement], written: str | None = None) -> str:
    """One line a board, one column a rule, and what the letters mean."""
    rules = list(dict.fromkeys(answer.criterion for one in judgements for answer in one.every_answer))
    letters = {rule: _letter(at) for at, rule in enumerate(rules)}
    marks = [{answer.criterion: _mark(answer) for answer in one.every_answer} for one in judgements]
    names = [_board_name(one) for one in judgements]
    room = max(20, shutil.get_terminal_size((110, 24)).columns - 3 * len(rules) - 9)
    width = min(room, max(map(len, ["Board", *names])))
    lines = [f"{'Board':<{width}}  Members" + "".join(f"  {letters[rule]}" for rule in rules)]
    for name, one, own in zip(names, judgements, marks, strict=True):
        first, *rest = textwrap.wrap(name, width, subsequent_indent="  ") or [""]
        lines.append(f"{first:<{width}}  {one.members:>7}" + "".join(f"  {own.get(rule, '.')}" for rule in rules))
        lines += rest
    named = _wrapped("; ".join(f"{letters[rule]} {rule}" for rule in rules) + ".", "  ")
    more = f"Every verdict is in {written}." if written else "Every verdict, with its sum: -o OUT.csv."
    return "\n".join([*lines, "", named, _wrapped(_LEGEND, "  "), more])


def _letter(at: int) -> str:
    return chr(ord("a") + at) if at < 26 else str(at % 10)


def _mark(answer: Answer) -> str:
    proven = _MARKS[answer.answer]
    if answer.answer != Outcome.CANNOT_TELL:
        return proven if answer.answer == answer.answer_without_guesses else proven.lower()
    return _MARKS[answer.as_listed].lower()


def _board_name(judgement: Judgement) -> str:
    board = judgement.board
    return ", ".join(filter(None, (board.lep, board.body, board.as_at)))
