"""A FRAMEWORK FILE -> its criteria, or everything that is wrong with it; which shipped one a body is judged by."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lepdata.dates import interval, words
from lepdata.english import joined, spelled
from lepdata.errors import Fault, InputFaults, UsageError, near_matches, quoted, unknown
from lepdata.files import RULES, read_bounded, refuse_place, rule_file, write_outputs
from lepdata.judging.criteria import Criterion, Framework
from lepdata.judging.kinds import KINDS, OFFICES, label
from lepdata.vocabulary import DEFINITIONS, MAIN_BOARD_KIND, SECTORS, body_kind

FOLDER = RULES / "frameworks"
YARDSTICK = "nlgaf-2021"  # the last rules that LEPs were under: every board is asked these too, whatever its date
Which = Framework | str | Path | None  # framework: one, an id, the path of a file; None: by the body and its date
Table = dict[str, Any]
_Span = tuple[str, str] | None  # the first and last day that a date may mean


@cache
def framework_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a framework file, for an editor or another program."""
    return dict(json.loads((FOLDER / "framework.schema.json").read_text(encoding="utf-8")))


class Wrong(NamedTuple):
    """One fault of a framework file: at which key, in which criterion (None: the framework itself), what to do."""

    key: str
    found: str
    expected: str
    remedy: str
    place: int | None = None


class _Check(NamedTuple):
    """What a value must be, as a test and in words."""

    fits: Callable[[Any], bool]
    expected: str


def _is_day(value: Any) -> bool:
    try:
        return value == "" or bool(re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value) and date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


_IN_WORDS = {"slug": "a name of small letters, digits and hyphens", "text": "some text in quotation marks"}


def _check(rule: dict[str, Any], shared: dict[str, Any]) -> _Check:
    if "enum" in rule:
        options = rule["enum"]
        return _Check(lambda value: isinstance(value, str) and value in options, "one of " + ", ".join(options))
    if rule.get("type") == "boolean":
        return _Check(lambda value: isinstance(value, bool), "true or false")
    if rule.get("type") == "array":
        item, several = _check(rule["items"], shared), rule["items"].get("enum")
        expected = "a list out of " + ", ".join(several) if several else "a list of texts"
        return _Check(lambda value: isinstance(value, list) and bool(value) and all(map(item.fits, value)), expected)
    name = rule.get("$ref", "").rpartition("/")[2]
    if name == "day":
        return _Check(_is_day, 'a date that exists, such as "2020-03-31"')
    # In Python "$" also stands before a last line end.
    pattern = re.compile(re.sub(r"\$$", r"\\Z", (shared[name] if name else rule)["pattern"]))
    expected = _IN_WORDS.get(name, 'an exact number as text, such as "2/3" or "20"')
    return _Check(lambda value: isinstance(value, str) and pattern.search(value) is not None, expected)


@cache
def _checks(of_criterion: bool) -> tuple[dict[str, _Check], tuple[str, ...]]:
    """The keys of a criterion or of a framework with their checks, and which of them must be there."""
    whole = framework_schema()
    own = whole["$defs"]["criterion"] if of_criterion else whole
    checks = {key: _check(rule, whole["$defs"]) for key, rule in own["properties"].items() if key != "criteria"}
    return checks, tuple(key for key in own["required"] if key != "criteria")


def all_wrong(table: Table) -> Iterator[Wrong]:
    """Everything wrong with a framework table: missing, unknown and ill-formed keys, and what does not go together."""
    yield from _key_faults({key: value for key, value in table.items() if key != "criteria"}, of_criterion=False)
    criteria = table.get("criteria")
    if not isinstance(criteria, list) or not criteria or not all(isinstance(one, dict) for one in criteria):
        yield Wrong("criteria", "none", "at least one [[criteria]] table", "add the rules to judge a board by")
        return
    seen: set[str] = set()
    for place, criterion in enumerate(criteria):
        yield from (wrong._replace(place=place) for wrong in _criterion_faults(criterion))
        name = str(criterion.get("id", place))
        if name in seen:
            yield Wrong("id", f"{quoted(name)} a second time", "every id once", "rename one of the two", place)
        seen.add(name)


def _key_faults(table: Table, of_criterion: bool) -> Iterator[Wrong]:
    checks, needed = _checks(of_criterion)
    for key in needed:
        if key not in table:
            yield Wrong(key, "nothing", checks[key].expected, f"add a line beginning {key} =")
    for key, value in table.items():
        if key not in checks:
            near = near_matches(key, checks, 1)
            remedy = f"write {near[0]}" if near else "take the line out"
            yield Wrong(key, f"an unknown key {quoted(key)}", "a key of the format", remedy)
        elif not checks[key].fits(value):
            remedy = "write one that fits; `lepdata frameworks --schema` says what each line may hold"
            if number := re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ?(%?)", str(value)):  # the fraction that it is
                remedy = f'write "{Fraction(number[1]) / (100 if number[2] else 1)}"'
            yield Wrong(key, quoted(str(value)), checks[key].expected, remedy)
    first, last = table.get("in_force_from"), table.get("in_force_to")
    if first and last and _is_day(first) and _is_day(last) and last < first:
        yield Wrong("in_force_to", quoted(last), f"a day not before {first}", "correct one of the two dates")


def _criterion_faults(criterion: Table) -> Iterator[Wrong]:
    yield from _key_faults(criterion, of_criterion=True)
    checks, _ = _checks(of_criterion=True)
    fitting: Table = {key: value for key, value in criterion.items() if key in checks and checks[key].fits(value)}
    kind, threshold = KINDS.get(fitting.get("kind", "")), fitting.get("threshold", "")
    if kind and threshold and not kind.fits(threshold):
        yield Wrong("threshold", quoted(threshold), kind.expects or f'"1" where the kind is {kind.name}', "correct it")
    elif kind and threshold and kind.name in ("share", "presence", "ceiling"):
        for key in ("statement", "name"):
            if claimed := contradicts(str(criterion.get(key, "")), kind.name, Fraction(threshold)):
                expected = f"the threshold of {threshold}, or no number"
                yield Wrong(key, f"{quoted(claimed)} in the words", expected, "correct the words or the threshold")
    if "who" in fitting:
        yield from _who_faults(criterion, fitting["who"])
        if kind and fitting["who"] == "words" and kind.name != "presence":
            yield Wrong("kind", quoted(kind.name), "presence where who is words", 'write kind = "presence"')
    if kind and kind.name == "office" and "office" not in criterion:
        yield Wrong("office", "nothing", "one of " + ", ".join(OFFICES), 'add a line such as office = "chair"')
    together = framework_schema()["$defs"]["criterion"]["dependentRequired"]
    given = [key for key in together if key in criterion]
    if kind and kind.name != "office":
        no_such_line = f"no such line where the kind is {kind.name}"
        if "office" in criterion:
            yield Wrong("office", quoted(str(criterion["office"])), no_such_line, "take it out")
        if given:
            yield Wrong(given[0], "a line", no_such_line, "take it out")
    for key in together if given else ():
        if key not in criterion:
            yield Wrong(key, "nothing", f"it beside {given[0]}", f"add a line beginning {key} =")
    if criterion.get("verified") == "source not seen" and criterion.get("strength") == "requirement":
        expected = "at most an expectation where the source was not seen"
        yield Wrong("strength", "'requirement'", expected, "weaken it, or give a source that was seen")


def _who_faults(criterion: Table, who: str) -> Iterator[Wrong]:
    """What does not go with whom a criterion counts."""
    among, known = criterion.get("among"), SECTORS[:-1]  # "unknown" is none
    if who in ("sectors", "words") and among is None:
        yield Wrong("among", "nothing", f"the {who} that count", 'add a line such as among = ["voluntary"]')
    for sector in map(str, among if who == "sectors" and isinstance(among, list) else ()):
        if sector not in known:
            near = near_matches(sector, known, 1)
            remedy = f"write {near[0]}" if near else "correct it"
            yield Wrong("among", f"an unknown sector {quoted(sector)}", "one of " + ", ".join(known), remedy)
    for key, of, found in (
        ("among", ("sectors", "words"), quoted(str(among))),
        ("only_kinds", ("sectors",), "a list"),
        ("in_organisation", ("words",), str(criterion.get("in_organisation")).lower()),
    ):
        if key in criterion and who not in of:
            yield Wrong(key, found, f"no such line where who is {who}", "take it out")


def read_framework(path: Path) -> Framework:
    """Read a framework file and check all of it; raises `InputFaults` with every fault and its line."""
    text, table = _parsed(path)
    if faults := [_fault(path.name, text, table, one) for one in all_wrong(table)]:
        raise InputFaults(faults)
    period = {"in_force_from": table["in_force_from"], "in_force_to": table.get("in_force_to", "")}
    criteria = tuple(Criterion(**(period | _frozen(one))) for one in table["criteria"])
    return Framework(**(period | _frozen(table) | {"criteria": criteria}))


def _parsed(path: Path) -> tuple[str, Table]:
    line = None
    try:
        text = read_bounded(path).decode("utf-8-sig")
        if long := re.search("[0-9_]{1000,}", text):  # Python refuses to read numbers of thousands of digits
            found = (f"a number of {len(long[0]):,} digits", "a number that can be read", "correct this line")
            raise InputFaults([Fault(path.name, text.count("\n", 0, long.start()) + 1, "", *found)])
        return text, tomllib.loads(text.replace("\r\n", "\n"))
    except OSError as error:
        told = (error.strerror or str(error), "a file that can be read", "check the path")
    except UnicodeDecodeError:
        told = ("bytes that are not UTF-8", "a TOML file in UTF-8", "save it as UTF-8")
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"\(at line (\d+)", str(error))
        told = (str(error), "a TOML file", "correct this line")
    except RecursionError:
        told = ("brackets in brackets, too deep to read", "a TOML file", "write it by the schema")
    raise InputFaults([Fault(path.name, int(line[1]) if line else None, "", *told)])


def _fault(file: str, text: str, table: Table, wrong: Wrong) -> Fault:
    """With the line on which its key stands, else that on which its criterion begins, and the criterion's name."""
    column, wanted = wrong.key, -1 if wrong.place is None else wrong.place
    if wrong.place is not None:
        name = table["criteria"][wrong.place].get("id")
        is_name = _checks(of_criterion=True)[0]["id"].fits(name)
        column = f"{name if is_name else f'criterion {wrong.place + 1}'}.{wrong.key}"
    block, row = -1, None
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip().startswith("[[criteria]]"):
            block += 1
            row = number if block == wanted else row
        elif block == wanted and re.match(rf"\s*{re.escape(wrong.key)}\s*=", line):
            row = number
            break
    return Fault(file, row, column, wrong.found, wrong.expected, wrong.remedy)


def _frozen(table: Table) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


@cache
def shipped() -> tuple[Framework, ...]:
    """The shipped frameworks, oldest first."""
    found = (read_framework(path) for path in FOLDER.glob("*.toml"))
    return tuple(sorted(found, key=lambda one: (one.in_force_from, one.id)))


def framework(id_or_path: str | Path) -> Framework:
    """A shipped framework by id, or the user's own by the path of its TOML file."""
    by_id, name, path = {one.id: one for one in shipped()}, str(id_or_path), Path(id_or_path)
    if name in by_id:
        return by_id[name]
    if path.is_file():
        return read_framework(path)
    if path.suffix == ".toml" or path.parent != Path():
        raise UsageError(f"There is no framework file {quoted(name)}. Known ids: {', '.join(by_id)}.")
    raise unknown("framework", name, by_id)


def write_own(new: str | None, model: str | None) -> Path:
    """Write a shipped framework as a file to edit, under an id of its own; a file that is there stays."""
    if not new or not model:
        raise UsageError("Say both --new FILE and --from ID, such as: --new mine.toml --from nlgaf-2021")
    path, known = Path(new), {one.id: one for one in shipped()}
    if model not in known:
        raise unknown("framework", model, known)
    if path.suffix != ".toml" or path.stem in known:
        raise UsageError(f"{quoted(new)} will not do. Fix: a name such as mine.toml that is no shipped id.")
    refuse_place(path, None)
    text = (FOLDER / f"{model}.toml").read_text(encoding="utf-8")
    write_outputs({path: text.replace(f'id = "{model}"', f'id = "{path.stem}"', 1).encode("utf-8")})
    return path


def frameworks() -> pd.DataFrame:
    """Every criterion of every shipped framework, one a row; all columns are text, lists joined by "; ".

    Examples
    --------
    >>> frameworks()["framework"].nunique()
    7
    """
    rows = []
    for one in shipped():
        head = {"framework": one.id, "version": one.version, "title": one.title, "body_kind": one.body_kind}
        period = {"framework_from": one.in_force_from, "framework_to": one.in_force_to}
        for rule in one.criteria:
            own = {key: "; ".join(value) if isinstance(value, tuple) else value for key, value in vars(rule).items()}
            own["name"] = label(rule)
            asked = {"criterion": own.pop("id"), "statement": own.pop("statement")}
            rows.append(head | asked | period | {"ruling_definition": one.ruling_definition} | own)
    return pd.DataFrame(rows, dtype=str)


class Chosen(NamedTuple):
    """A framework, the definition given, if any, the day its criteria are due on (None: they do not bind), caveats."""

    framework: Framework
    given: str | None  # the definition that the user gave
    day: str | None
    caveats: tuple[str, ...]
    about: tuple[str, ...] = ()  # what is said before anything else: that no rule binds such a body, or did so then
    measured: bool = False  # whether nothing binds the body, so that it is measured and not judged

    @property
    def definitions(self) -> tuple[str, ...]:
        """All definitions, the one to show first at the head."""
        first = self.given or self.framework.ruling_definition
        return (first, *(one for one in DEFINITIONS if one != first))

    def timing(self, criterion: Criterion) -> str:
        return criterion.timing(self.day) if self.day else "not in force"


def choose(body: str, as_at: str, framework: Which = None, definition: str | None = None) -> Chosen:
    """The framework for a body at a date, the one given or by default the one made for it."""
    if definition is not None and definition not in DEFINITIONS:
        raise unknown("definition", definition, DEFINITIONS)
    kind = body_kind(body)
    caveats: tuple[str, ...] = ()
    try:
        span: _Span = interval(as_at)
    except ValueError:
        span, caveats = None, (f"The date {quoted(as_at)} cannot be read and is taken for none.",)
    is_bound = framework is not None or any(one.is_for(kind) for one in shipped())
    by_date = kind if is_bound else MAIN_BOARD_KIND  # what no framework was written for is measured by the main board's
    found, more = _by_date(by_date, span) if framework is None else _given(framework, span)
    unbound = ""  # why no rule binds the body
    if framework is not None and found in shipped() and body.strip() and not found.is_for(kind):
        made_for = f"“{found.title}” was made for a {found.body_kind}, not for a {kind}"
        unbound = f"{made_for}: {quoted(body)} is only measured by it."
    elif not is_bound:
        unknown_body = f"No national rule is known for a body such as {quoted(body)}"
        unbound = f"{unknown_body}: it is only measured, by “{found.title}”."
    elif span is None and found in shipped():
        unbound, more = f"There is no date, so no rule is in force: the board is only measured, by “{found.title}”.", ()
    if unbound:
        return Chosen(found, definition, None, (unbound, *caveats, *more), (unbound,), True)
    if span:
        first = min(max(span[0], found.in_force_from), span[1])
        turning = [f"“{label(one)}”" for one in found.criteria if one.timing(first) != one.timing(span[1])]
        known = f"The date is known only as {words(as_at)}, within which {joined(turning)} changed"
        caveats = (f"{known}: its last day is used.",) if turning else ()
    measured = all(one.strength == "best practice" for one in found.criteria)
    if measured:
        at = f" at this date ({words(as_at)})" if span else ""
        more = (f"No national rule binds such a board{at}: how it stands is given as information.", *more)
    day = span[1] if span else found.in_force_to or "9999-12-31"
    return Chosen(found, definition, day, (*more, *caveats), more, measured)


def _given(given: Framework | str | Path, span: _Span) -> tuple[Framework, tuple[str, ...]]:
    found = given if isinstance(given, Framework) else framework(given)
    if span is None:
        return found, (f"There is no date: “{found.title}” is taken as it stood at its end.",)
    return found, () if found.in_force(span[1]) else (f"“{found.title}” was not in force on {words(span[1])}.",)


def _by_date(kind: str, span: _Span) -> tuple[Framework, tuple[str, ...]]:
    """The framework in force on the last day, without a date the last one, outside all the nearest."""
    candidates = [one for one in shipped() if one.is_for(kind)]
    if span is None:
        return [one for one in candidates if one.body_kind == kind][-1], ()
    first, last = (next((one for one in candidates if one.in_force(day)), None) for day in span)
    if last is None:
        last = [candidates[0], *(one for one in candidates if one.in_force_from <= span[1])][-1]
        return last, (f"No framework for a {kind} was in force at this date. The nearest is used: {last.title}.",)
    if first != last:
        spans = f"spans {first.id} and {last.id}" if first else "reaches back to when no rules were in force"
        used = f"those of {words(span[1])} are used, “{last.title}”"
        return last, (f"The date is only partly known and {spans}: {used}.",)
    return last, ()


_WHOLE = {spelled(number): str(number) for number in range(1, 11)}
_WHOLE |= {"a dozen": "12", "twelve": "12", "fifteen": "15", "twenty": "20"}
_DATE = re.compile(r"\b([0-9]{1,2} )?[A-Z][a-z]+ (19|20)[0-9]{2}\b|\b(19|20)[0-9]{2}\b")
_PER_CENT = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(?:%|per ?cent\b)", re.IGNORECASE)
_PARTS = re.compile(r"\b([0-9]+)(?:/| (?:in|out of) (?:every )?)([1-9][0-9]*)\b")


def contradicts(text: str, kind: str, limit: Fraction) -> str:
    """What a text claims instead of the threshold, such as "two-thirds"; "" where it names it or no number at all."""
    if kind == "share":
        named = {row["words"]: row["share"] for row in rule_file("frameworks/fractions.csv") if row["share"] != "1"}
        figures = {found[0]: Fraction(found[1]) / 100 for found in _PER_CENT.finditer(text)}
        figures |= {found[0]: Fraction(int(found[1]), int(found[2])) for found in _PARTS.finditer(text)}
    else:
        named, text = _WHOLE, _PER_CENT.sub("", _DATE.sub("", text))
        figures = {number: Fraction(number) for number in re.findall(r"\b[0-9]+\b", text)}
    said = [words for words in named if re.search(rf"\b{words.replace('-', '[- ]')}\b", text, re.IGNORECASE)]
    claimed = {words: Fraction(named[words]) for words in said} | figures
    for one in claimed.values():
        per_cent = one.denominator in (100, 50, 25, 20, 10, 5)  # whole ones, which may round to it
        if one == limit or (per_cent and abs(one - limit) < Fraction(1, 100)):
            return ""
    return ", ".join(claimed)
