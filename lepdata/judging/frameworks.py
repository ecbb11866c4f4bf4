"""What a framework and its criteria are, once read."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lepdata.dates import words
from lepdata.errors import Fault, InputFaults, UsageError, near_matches, quoted, unknown
from lepdata.files import RULES
from lepdata.vocabulary import DEFINITIONS, DENOMINATORS, MAIN_BOARD_KIND, SECTORS, STRENGTHS, body_kind
from lepdata.words_by_id import say

KINDS = ("share", "presence", "ceiling", "office", "coverage")
WHO = ("private", "women", "everyone", "co-opted", "sectors", "words")
OFFICES = ("chair", "deputy chair")
VERIFIED = ("yes-primary", "yes-secondary", "partial", "source not seen")


@dataclass(frozen=True)
class Criterion:
    """One rule of a framework.

    Attributes
    ----------
    id, statement : str
        Its name in every table, and what it asks for in plain English.
    kind : str
        One of `KINDS`.
    threshold : str
        An exact fraction or whole number as text.
    who, among, only_kinds, office
        Whom it counts: one of `WHO`; the sectors or published words meant; the kinds it is narrowed to; the office.
    in_organisation : bool
        Of published words: whether the organisation's name is read too, beside title and capacity.
    denominators : tuple of str
        Which boards it is asked of: all members, and without the co-opted.
    announced, due, in_force_from, in_force_to : str
        ISO dates or "".
    strength, source, verified : str
        How binding it is, where it was seen, and how far.
    exempt, exempt_because, exempt_source
        Of an office: published titles of a holder whom the rule excepts, why, and where that was seen.
    """

    id: str
    statement: str
    kind: str
    threshold: str
    who: str
    strength: str
    source: str
    verified: str
    among: tuple[str, ...] = ()
    only_kinds: tuple[str, ...] = ()
    in_organisation: bool = False
    office: str = ""
    denominators: tuple[str, ...] = ("all",)
    announced: str = ""
    due: str = ""
    in_force_from: str = ""
    in_force_to: str = ""
    exempt: tuple[str, ...] = ()
    exempt_because: str = ""
    exempt_source: str = ""

    def __hash__(self) -> int:
        """Of the id alone: criteria are keys of tables that are looked into very often."""
        return hash(self.id)

    @property
    def every_holder(self) -> bool:
        """Whether all who hold the office must be for: rules speak of the chair, but of a deputy chair."""
        return self.office == "chair"

    @property
    def limit(self) -> Fraction:
        """The threshold as an exact number."""
        return Fraction(self.threshold)

    def is_board_size(self, denominator: str) -> bool:
        """Whether it counts every member of the board, which a published size settles."""
        return self.who == "everyone" and denominator == "all"

    def timing(self, day: str) -> str:
        """Whether the rule is due, not yet due or not in force on an ISO day.

        Examples
        --------
        >>> rule = Criterion("x", "", "share", "2/3", "private", "requirement", "", "partial", due="2020-03-31")
        >>> rule.timing("2020-03-30"), rule.timing("2020-03-31")
        ('not yet due', 'due')
        """
        if day < self.in_force_from or (self.in_force_to and day > self.in_force_to):
            return "not in force"
        return "not yet due" if self.due and day < self.due else "due"


@dataclass(frozen=True)
class Framework:
    """A dated set of criteria for one kind of body; `also_for` names further kinds it is shown for."""

    id: str
    version: str
    title: str
    body_kind: str
    in_force_from: str
    in_force_to: str
    ruling_definition: str
    source: str
    verified: str
    criteria: tuple[Criterion, ...]
    also_for: tuple[str, ...] = ()

    def in_force(self, day: str) -> bool:
        """Whether it is in force on an ISO day."""
        return self.in_force_from <= day and (not self.in_force_to or day <= self.in_force_to)

    def is_for(self, body_kind: str) -> bool:
        """Whether it speaks of such a body."""
        return body_kind == self.body_kind or body_kind in self.also_for


_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
# Without leading noughts and of few digits, so that the published schema can tell a share from more than all.
_EXACT = re.compile(r"(0|[1-9][0-9]{0,3})|(0|[1-9][0-9]{0,2})/[1-9][0-9]{0,2}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Check(NamedTuple):
    """What a value must be, as a test and in words."""

    fits: Callable[[Any], bool]
    expected: str


def is_slug(value: Any) -> bool:
    """Whether a value is a name of small letters, digits and hyphens."""
    return isinstance(value, str) and _SLUG.fullmatch(value) is not None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def is_date(value: Any) -> bool:
    """Whether a value is a day that exists as ISO text, or ""."""
    if not isinstance(value, str) or (value and not _DATE.fullmatch(value)):
        return False
    try:
        return not value or bool(date.fromisoformat(value))
    except ValueError:
        return False


def is_exact(value: Any) -> bool:
    """Whether a value is a whole number or a fraction as text."""
    return isinstance(value, str) and _EXACT.fullmatch(value) is not None


def _one_of(options: tuple[str, ...]) -> Check:
    return Check(lambda value: isinstance(value, str) and value in options, "one of " + ", ".join(options))


def _some_of(options: tuple[str, ...] = ()) -> Check:
    def fits(value: Any) -> bool:
        """Whether a value is a list, not empty, of what is allowed."""
        if not isinstance(value, list) or not value:
            return False
        return all(_is_text(one) and (not options or one in options) for one in value)

    return Check(fits, "a list out of " + ", ".join(options) if options else "a list of texts")


TEXT = Check(_is_text, "some text in quotation marks")
SLUG = Check(is_slug, "a name of small letters, digits and hyphens")
DATE = Check(is_date, 'a date that exists, such as "2020-03-31"')
YES_OR_NO = Check(lambda value: isinstance(value, bool), "true or false")
EXACT = Check(is_exact, 'an exact number as text, such as "2/3" or "20"')

FRAMEWORK_KEYS = {
    "id": SLUG,
    "version": TEXT,
    "title": TEXT,
    "body_kind": TEXT,
    "in_force_from": DATE,
    "ruling_definition": _one_of(DEFINITIONS),
    "source": TEXT,
    "verified": _one_of(VERIFIED),
}
FRAMEWORK_OPTIONS = {"in_force_to": DATE, "also_for": _some_of()}
CRITERION_KEYS = {
    "id": SLUG,
    "statement": TEXT,
    "kind": _one_of(KINDS),
    "threshold": EXACT,
    "who": _one_of(WHO),
    "strength": _one_of(STRENGTHS),
    "source": TEXT,
    "verified": _one_of(VERIFIED),
}
CRITERION_OPTIONS = {
    "among": _some_of(),
    "only_kinds": _some_of(),
    "in_organisation": YES_OR_NO,
    "office": _one_of(OFFICES),
    "exempt": _some_of(),
    "exempt_because": TEXT,
    "exempt_source": TEXT,
    "denominators": _some_of(DENOMINATORS),
    "announced": DATE,
    "due": DATE,
    "in_force_from": DATE,
    "in_force_to": DATE,
}


_KNOWN_SECTORS = SECTORS[:-1]

EXEMPTION = ("exempt", "exempt_because", "exempt_source")

Table = dict[str, Any]


class Wrong(NamedTuple):
    """One fault: in which criterion (None: the framework itself), at which key, and what to do."""

    place: int | None
    key: str
    found: str
    expected: str
    remedy: str


def all_wrong(table: Table) -> Iterator[Wrong]:
    """Everything wrong with a framework table: missing, unknown and ill-formed keys, and what does not go together.

    Examples
    --------
    >>> "title" in [wrong.key for wrong in all_wrong({"id": "x"})]
    True
    """
    yield from _key_faults(None, {k: v for k, v in table.items() if k != "criteria"}, FRAMEWORK_KEYS, FRAMEWORK_OPTIONS)
    yield from _period_faults(None, table)
    criteria = table.get("criteria")
    if not isinstance(criteria, list) or not criteria or not all(isinstance(one, dict) for one in criteria):
        yield Wrong(None, "criteria", "none", "at least one [[criteria]] table", "add the rules to judge a board by")
        return
    seen: set[str] = set()
    for place, criterion in enumerate(criteria):
        yield from _key_faults(place, criterion, CRITERION_KEYS, CRITERION_OPTIONS)
        yield from _period_faults(place, criterion)
        yield from _threshold_faults(place, criterion)
        yield from _who_faults(place, criterion)
        yield from _office_faults(place, criterion)
        yield from _strength_faults(place, criterion)
        name = str(criterion.get("id", place))
        if name in seen:
            yield Wrong(place, "id", f"{quoted(name)} a second time", "every id once", "rename one of the two")
        seen.add(name)


def _key_faults(
    place: int | None, table: Table, needed: dict[str, Check], options: dict[str, Check]
) -> Iterator[Wrong]:
    known = needed | options
    for key, check in needed.items():
        if key not in table:
            yield Wrong(place, key, "nothing", check.expected, f"add a line beginning {key} =")
    for key, value in table.items():
        if key not in known:
            near = near_matches(key, known, 1)
            yield Wrong(
                place,
                key,
                f"an unknown key {quoted(key)}",
                "a key of the format",
                f"write {near[0]}" if near else "take the line out",
            )
        elif not known[key].fits(value):
            yield Wrong(place, key, quoted(str(value)), known[key].expected, "correct it")


def _period_faults(place: int | None, table: Table) -> Iterator[Wrong]:
    first, last = table.get("in_force_from"), table.get("in_force_to")
    if first and last and is_date(first) and is_date(last) and last < first:
        yield Wrong(place, "in_force_to", quoted(last), f"a day not before {first}", "correct one of the two dates")


def _threshold_faults(place: int, criterion: Table) -> Iterator[Wrong]:
    kind, threshold = criterion.get("kind"), criterion.get("threshold")
    if not isinstance(threshold, str) or not is_exact(threshold):
        return
    top, _, bottom = threshold.partition("/")
    if kind == "share" and not 0 < int(top) <= int(bottom or 1):
        yield Wrong(place, "threshold", quoted(threshold), "a share above 0 and at most 1", "correct it")
    if kind in ("presence", "ceiling") and (bottom or (kind == "presence" and int(top) == 0)):
        yield Wrong(place, "threshold", quoted(threshold), "a whole number of members", "correct it")
    if kind in ("office", "coverage") and threshold != "1":
        yield Wrong(place, "threshold", quoted(threshold), f'"1" where the kind is {kind}', "correct it")


def _who_faults(place: int, criterion: Table) -> Iterator[Wrong]:
    kind, who, among = criterion.get("kind"), criterion.get("who"), criterion.get("among")
    lists = who in ("sectors", "words")
    if lists and among is None:
        yield Wrong(place, "among", "nothing", f"the {who} that count", 'add a line such as among = ["voluntary"]')
    if who in WHO and not lists and among is not None:
        yield Wrong(place, "among", quoted(str(among)), f"no such line where who is {who}", "take it out")
    if who == "sectors" and isinstance(among, list):
        yield from _sector_faults(place, among)
    if who in WHO and who != "sectors" and "only_kinds" in criterion:
        yield Wrong(place, "only_kinds", "a list", f"no such line where who is {who}", "take it out")
    if who in WHO and who != "words" and "in_organisation" in criterion:
        found = str(criterion["in_organisation"]).lower()
        yield Wrong(place, "in_organisation", found, f"no such line where who is {who}", "take it out")
    if who == "words" and kind in KINDS and kind != "presence":
        yield Wrong(place, "kind", quoted(str(kind)), "presence where who is words", 'write kind = "presence"')


def _sector_faults(place: int, sectors: list[Any]) -> Iterator[Wrong]:
    expected = "one of " + ", ".join(_KNOWN_SECTORS)
    for sector in (str(one) for one in sectors if one not in _KNOWN_SECTORS):
        near = near_matches(sector, _KNOWN_SECTORS, 1)
        remedy = f"write {near[0]}" if near else "correct it"
        yield Wrong(place, "among", f"an unknown sector {quoted(sector)}", expected, remedy)


def _office_faults(place: int, criterion: Table) -> Iterator[Wrong]:
    kind, office = criterion.get("kind"), criterion.get("office")
    if kind == "office" and office is None:
        yield Wrong(place, "office", "nothing", "one of " + ", ".join(OFFICES), 'add a line such as office = "chair"')
    if kind in KINDS and kind != "office" and office is not None:
        yield Wrong(place, "office", quoted(str(office)), f"no such line where the kind is {kind}", "take it out")
    given = [key for key in EXEMPTION if key in criterion]
    if given and kind in KINDS and kind != "office":
        yield Wrong(place, given[0], "a line", f"no such line where the kind is {kind}", "take it out")
    for key in EXEMPTION if given else ():
        if key not in criterion:
            yield Wrong(place, key, "nothing", f"it beside {given[0]}", f"add a line beginning {key} =")


def _strength_faults(place: int, criterion: Table) -> Iterator[Wrong]:
    if criterion.get("verified") == "source not seen" and criterion.get("strength") == "requirement":
        yield Wrong(
            place,
            "strength",
            "'requirement'",
            "at most an expectation where the source was not seen",
            "weaken it, or give a source that was seen",
        )


_LINE_OF_ERROR = re.compile(r"\(at line (\d+)")


def read_framework(path: Path) -> Framework:
    """Read a framework file and check all of it.

    Parameters
    ----------
    path : Path
        A TOML file in UTF-8; the shipped ones in `rules/frameworks` show the form.

    Raises
    ------
    InputFaults
        With everything that is wrong with it, each fault with its line.
    """
    text = _text(path)
    table = _parsed(text, path.name)
    faults = [
        Fault(path.name, _line(text, wrong.place, wrong.key), _named(table, wrong.place, wrong.key), *wrong[2:])
        for wrong in all_wrong(table)
    ]
    if faults:
        raise InputFaults(faults)
    return _framework(table)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        wrong = Fault(path.name, None, "", error.strerror or str(error), "a file that can be read", "check the path")
    except UnicodeDecodeError:
        wrong = Fault(path.name, None, "", "bytes that are not UTF-8", "a TOML file in UTF-8", "save it as UTF-8")
    raise InputFaults([wrong])


def _parsed(text: str, name: str) -> Table:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        line = _LINE_OF_ERROR.search(str(error))
        wrong = Fault(name, int(line[1]) if line else None, "", str(error), "a TOML file", "correct this line")
        raise InputFaults([wrong]) from None


def _named(table: Table, place: int | None, key: str) -> str:
    if place is None:
        return key
    name = table["criteria"][place].get("id")
    return f"{name if is_slug(name) else f'criterion {place + 1}'}.{key}"


def _line(text: str, place: int | None, key: str) -> int | None:
    """The line on which a key stands, else the one on which its criterion begins."""
    block, begins = -1, None
    wanted = -1 if place is None else place
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip().startswith("[[criteria]]"):
            block += 1
            begins = number if block == wanted else begins
        elif block == wanted and re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return begins


def _framework(table: Table) -> Framework:
    period = {"in_force_from": table["in_force_from"], "in_force_to": table.get("in_force_to", "")}
    criteria = tuple(Criterion(**(period | _frozen(one))) for one in table["criteria"])
    return Framework(**(period | _frozen(table) | {"criteria": criteria}))


def _frozen(table: Table) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


FOLDER = RULES / "frameworks"
OPEN_END = "9999-12-31"


class Choice(NamedTuple):
    """The framework chosen for a board; `binding` is False where it is shown as a yardstick only."""

    framework: Framework
    caveats: tuple[str, ...] = ()
    binding: bool = True


@cache
def shipped() -> tuple[Framework, ...]:
    """The shipped frameworks, oldest first."""
    found = (read_framework(path) for path in FOLDER.glob("*.toml"))
    return tuple(sorted(found, key=lambda one: (one.in_force_from, one.id)))


def framework(id_or_path: str | Path) -> Framework:
    """A shipped framework by id, or the user's own by the path of its TOML file.

    Raises
    ------
    UsageError
        If there is neither such an id nor such a file.
    InputFaults
        If the file is not a valid framework.

    Examples
    --------
    >>> framework("white-paper-2010").in_force_from
    '2010-10-28'
    """
    by_id = {one.id: one for one in shipped()}
    name = str(id_or_path)
    if name in by_id:
        return by_id[name]
    path = Path(id_or_path)
    if path.is_file():
        return read_framework(path)
    if path.suffix == ".toml" or path.parent != Path():
        raise UsageError(f"There is no framework file {quoted(name)}. Known ids: {', '.join(by_id)}.")
    raise unknown("framework", name, by_id)


@cache
def _schema() -> str:
    return (FOLDER / "framework.schema.json").read_text(encoding="utf-8")


def framework_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a framework file, for an editor or another program.

    Examples
    --------
    >>> framework_schema()["title"]
    'lepdata framework file'
    """
    schema: dict[str, Any] = json.loads(_schema())
    return schema


def frameworks() -> pd.DataFrame:
    """Every criterion of every shipped framework, one a row; all columns are text, lists joined by "; ".

    Examples
    --------
    >>> frameworks()["framework"].nunique()
    7
    """
    return pd.DataFrame([_row(one, criterion) for one in shipped() for criterion in one.criteria], dtype=str)


def _row(one: Framework, criterion: Criterion) -> dict[str, str]:
    head = {"framework": one.id, "version": one.version, "title": one.title, "body_kind": one.body_kind}
    period = {"framework_from": one.in_force_from, "framework_to": one.in_force_to}
    values = {field.name: getattr(criterion, field.name) for field in fields(criterion)}
    rule = {key: "; ".join(value) if isinstance(value, tuple) else value for key, value in values.items()}
    rule["criterion"] = rule.pop("id")
    first = {key: rule.pop(key) for key in ("criterion", "statement")}
    return head | first | period | {"ruling_definition": one.ruling_definition} | rule


def default_framework(body: str, date_interval: tuple[str, str] | None) -> Choice:
    """The framework for a body at its list's date, with what a reader must know about the choice.

    A date that spans two frameworks takes the one in force on its last day; no date takes the last framework made for
    such a body; a date outside all takes the nearest. A body that no framework was written for is measured by the main
    board's, which does not bind it.

    Parameters
    ----------
    body : str
        The body's name as published; "" is taken for a main board.
    date_interval : tuple of str or None
        First and last ISO day that the list's date may mean.

    Examples
    --------
    >>> default_framework("main board", ("2018-01-01", "2018-12-31")).framework.id
    'strengthened-2018'
    """
    kind = body_kind(body)
    known = any(one.is_for(kind) for one in shipped())
    chosen, caveats = _by_date(kind if known else MAIN_BOARD_KIND, date_interval)
    if not known:
        unruled = f"No national rule is known for a body such as {quoted(body)}: {chosen.id} is a yardstick only."
        caveats = (unruled, *caveats)
    return Choice(chosen, caveats, known)


def _by_date(kind: str, span: tuple[str, str] | None) -> tuple[Framework, tuple[str, ...]]:
    candidates = [one for one in shipped() if one.is_for(kind)]
    if span is None:
        chosen = [one for one in candidates if one.body_kind == kind][-1]
        phrase = "no-date-until" if chosen.in_force_to else "no-date-open"
        return chosen, (say("caveats", phrase, framework=chosen.id, day=words(chosen.in_force_to)),)
    first, last = (_in_force(candidates, day) for day in span)
    if last is None:
        nearest = _nearest(candidates, span[1])
        return nearest, ((f"No framework for a {kind} was in force at this date: {nearest.id} is the nearest."),)
    if first != last:
        before, day = first.id if first else "", words(span[1])
        return last, (say("caveats", "spans" if first else "spans-none", first=before, last=last.id, day=day),)
    return last, ()


def _in_force(candidates: list[Framework], day: str) -> Framework | None:
    return next((one for one in candidates if one.in_force(day)), None)


def _nearest(candidates: list[Framework], day: str) -> Framework:
    begun = [one for one in candidates if one.in_force_from <= day]
    return begun[-1] if begun else candidates[0]
