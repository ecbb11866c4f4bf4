"""A FRAMEWORK FILE -> its criteria, or everything that is wrong with it; which shipped one a body is judged by."""

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lepdata.dates import interval, words
from lepdata.english import an, joined, plural, spelled
from lepdata.errors import Fault, InputFaults, UsageError, near_matches, quoted, refuse_all, refused, unknown
from lepdata.files import RULES, read_bounded, refuse_place, rule_file, write_outputs
from lepdata.judging.criteria import Criterion, Framework
from lepdata.judging.kinds import label
from lepdata.registers.whose import IN_USE, SETTINGS, in_use, own_table, rules_at
from lepdata.vocabulary import DEFINITIONS, MAIN_BOARD_KIND, body_kind

FOLDER = RULES / "frameworks"
YARDSTICK = "nlgaf-2021"  # the last rules that LEPs were under: every board is asked these too, whatever its date
Which = Framework | str | Path | None  # framework: one, an id, the path of a file; None: by the body and its date
_Toml = dict[str, Any]
_Wrong = tuple[str, str, str, str]  # at which key, what is found and expected there, and the remedy
_Span = tuple[str, str] | None  # the first and last day that a date may mean


@cache
def framework_schema() -> dict[str, Any]:
    return dict(json.loads((FOLDER / "framework.schema.json").read_text(encoding="utf-8")))


_IN_WORDS = {"text": "some text in quotation marks", "boolean": "true or false", "": "a whole number of members"}


def _name(rule: _Toml) -> str:
    return str(rule.get("$ref", "")).rpartition("/")[2]


def _options(rule: _Toml) -> list[Any]:
    """The values that the schema allows, or of which a list is made; none where it only describes them."""
    rule = rule.get("items", rule)
    return [rule["const"]] if "const" in rule else rule.get("enum", [])


def _fits(value: Any, rule: _Toml) -> bool:
    if (name := _name(rule)) == "day":
        return _is_day(value)
    rule = framework_schema()["$defs"][name] if name else rule
    if isinstance(value, list):
        return "items" in rule and bool(value) and all(_fits(one, rule["items"]) for one in value)
    if "items" in rule or not isinstance(value, bool if rule.get("type") == "boolean" else str):
        return False
    # In Python "$" also stands before a last line end.
    pattern, options = rule.get("pattern", "").replace("$", r"\Z"), _options(rule) or [value]
    return value in options and re.search(pattern, str(value)) is not None


def _is_day(value: Any) -> bool:
    try:
        return value == "" or bool(re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value) and date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _expected(rule: _Toml) -> str:
    if options := _options(rule):
        return ("a list out of " if "items" in rule else "one of " * (len(options) > 1)) + ", ".join(options)
    shared = framework_schema()["$defs"].get(_name(rule), {})
    about = {**rule, **shared}.get("description", "").partition(";")[0].strip(".")
    if rule.get("type") == "boolean" or not about:
        return _IN_WORDS[_name(rule) or rule.get("type", "")]
    return ("a list of texts: " if "items" in rule else "") + about[:1].lower() + about[1:]


def _unfit(key: str, value: Any, rule: _Toml, where: str = "") -> _Wrong:
    options, several = _options(rule), value if isinstance(value, list) else [value]
    wrong = [str(one) for one in several if one not in options] or [str(value)]
    remedy = "write one that fits; `lepdata frameworks --schema` says what each line may hold"
    number = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ?(%?)", wrong[0])
    if near := near_matches(wrong[0], options, 1):
        remedy = f"write {near[0]}"
    elif where:
        remedy = "correct one of the two lines"
    elif number:  # the fraction that it is
        remedy = f'write "{Fraction(number[1]) / (100 if number[2] else 1)}"'
    return key, ", ".join(map(quoted, wrong)), _expected(rule) + where, remedy


def all_wrong(table: _Toml) -> Iterator[tuple[int, _Wrong]]:
    """Everything wrong with a framework table, each with the number of its criterion, -1 for the framework itself."""
    schema, criteria = framework_schema(), table.get("criteria")
    yield from ((-1, one) for one in _wrong({key: table[key] for key in table if key != "criteria"}, schema))
    if not isinstance(criteria, list) or not criteria or not all(isinstance(one, dict) for one in criteria):
        yield -1, ("criteria", "none", "at least one [[criteria]] table", "add the rules to judge a board by")
        return
    seen: set[str] = set()
    for place, criterion in enumerate(criteria):
        yield from ((place, one) for one in _wrong(criterion, schema["$defs"]["criterion"]))
        name = str(criterion.get("id", place))
        if name in seen:
            yield place, ("id", f"{quoted(name)} a second time", "every id once", "rename one of the two")
        seen.add(name)


def _wrong(table: _Toml, schema: _Toml) -> Iterator[_Wrong]:
    """What the schema refuses in a framework or a criterion, and what it cannot: lines that contradict each other."""
    rules, fitting = schema["properties"], {}
    missing = {key: _expected(rules[key]) for key in schema["required"] if key not in table and key != "criteria"}
    for key, value in table.items():
        if key not in rules:
            near = near_matches(key, rules, 1)
            remedy = f"write {near[0]}" if near else "take the line out"
            yield key, f"an unknown key {quoted(key)}", "a key of the format", remedy
        elif _fits(value, rules[key]):
            fitting[key] = value
        else:
            yield _unfit(key, value, rules[key])
    for one in schema.get("allOf", ()):
        ((asked, of),) = one["if"]["properties"].items()
        if asked in fitting:
            where = f" where {asked} is {fitting[asked]}"
            then = one["then"] if _fits(fitting[asked], of) else one.get("else", {})
            missing |= {key: _expected(rules[key]) + where for key in then.get("required", ()) if key not in table}
            for key, rule in then.get("properties", {}).items():
                if key in fitting and not _fits(fitting[key], rule):
                    yield _unfit(key, fitting.pop(key), rule, where)
            for key in (key for none in then.get("not", {}).get("anyOf", ()) for key in none["required"]):
                if key in table:
                    yield key, quoted(str(table[key])), f"no such line{where}", "take it out"
    together = schema.get("dependentRequired", ())
    if given := [key for key in together if key in table]:
        missing |= {key: f"it beside {given[0]}" for key in together if key not in table}
    for key, expected in missing.items():
        yield key, "nothing", expected, f"add a line beginning {key} ="
    first, last = fitting.get("in_force_from"), fitting.get("in_force_to")
    if first and last and last < first:
        yield "in_force_to", quoted(last), f"a day not before {first}", "correct one of the two dates"
    kind, limit = fitting.get("kind", ""), fitting.get("threshold", "")
    for key in ("statement", "name") if limit and kind not in ("", "office", "coverage") else ():
        if claimed := contradicts(str(table.get(key, "")), kind, Fraction(limit)):
            expected = f"the threshold of {limit}, or no number"
            yield key, f"{quoted(claimed)} in the words", expected, "correct the words or the threshold"


def read_framework(path: Path) -> Framework:
    """Read a framework file and check all of it; raises `InputFaults` with every fault and its line."""
    text, table = _parsed(path)
    refuse_all(_fault(path.name, text, table, place, *wrong) for place, wrong in all_wrong(table))
    period = {"in_force_from": table["in_force_from"], "in_force_to": table.get("in_force_to", "")}
    criteria = tuple(Criterion(**(period | _frozen(one))) for one in table["criteria"])
    return Framework(**(period | _frozen(table) | {"criteria": criteria}))


def _parsed(path: Path) -> tuple[str, _Toml]:
    line = None
    try:
        text = read_bounded(path).decode("utf-8-sig")
        if long := re.search("[0-9_]{1000,}", text):  # Python refuses to read numbers of thousands of digits
            found = (f"a number of {len(long[0]):,} digits", "a number that can be read", "correct this line")
            raise refused(path.name, *found, row=text.count("\n", 0, long.start()) + 1)
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
    raise refused(path.name, *told, row=int(line[1]) if line else None)


def _fault(file: str, text: str, table: _Toml, place: int, key: str, *told: str) -> Fault:
    """With the line on which its key stands, else that on which its criterion begins, and the criterion's name."""
    column = key
    if place >= 0:
        name = table["criteria"][place].get("id")
        column = f"{name if _fits(name, {'$ref': 'slug'}) else f'criterion {place + 1}'}.{key}"
    block, row = -1, None
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip().startswith("[[criteria]]"):
            block += 1
            row = number if block == place else row
        elif block == place and re.match(rf"\s*{re.escape(key)}\s*=", line):
            row = number
            break
    return Fault(file, row, column, *told)


def _frozen(table: _Toml) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


@cache
def shipped() -> tuple[Framework, ...]:
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


def refuse_rules_of_folder() -> None:
    """Refuse rules that the folder in use, or a card in it, names and that cannot be read."""
    cards = own_table("documents.csv")
    of_cards = (("documents.csv", one) for one in cards.loc[cards["status"] == IN_USE, "framework"].unique())
    for table, asked in ((SETTINGS, in_use().framework), *of_cards):
        try:
            if asked:
                framework(rules_at(in_use().root or Path(), asked))
        except InputFaults as error:
            found, remedy = f"{Path(asked).name} with {plural(len(error.faults), 'fault')}", "mend what follows"
            first = Fault(table, None, "framework", found, "rules that can be read", remedy)
            raise InputFaults([first, *error.faults]) from None


def yardstick() -> str:
    """The rules that every board is asked besides, whatever its date: the last of LEPs, or those of a folder alone."""
    used = in_use()
    return YARDSTICK if used.with_shipped else used.framework or YARDSTICK


def write_own(new: str | None, model: str | None) -> Path:
    """Write a shipped framework as a file to edit, under an id and title of its own; a file that is there stays."""
    if not new or not model:
        raise UsageError("Say both --new FILE and --from ID, such as: --new mine.toml --from nlgaf-2021")
    path, known = Path(new), {one.id: one for one in shipped()}
    if model not in known:
        raise unknown("framework", model, known)
    if path.suffix != ".toml" or path.stem in known:
        raise UsageError(f"{quoted(new)} will not do. Fix: a name such as mine.toml that is no shipped id.")
    refuse_place(path, None)
    text = (FOLDER / f"{model}.toml").read_text(encoding="utf-8")
    named = text.replace(f'id = "{model}"', f'id = "{path.stem}"', 1)
    own = named.replace('title = "', f'title = "{path.stem}: our own rules, made from ', 1)
    write_outputs({path: own.encode("utf-8")})
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
        made_for = f"“{found.title}” was made for {an(found.body_kind)}, not for {an(kind)}"
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
        return last, (f"No framework for {an(kind)} was in force at this date. The nearest is used: {last.title}.",)
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
    if kind == "share" or limit.denominator > 1:
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
