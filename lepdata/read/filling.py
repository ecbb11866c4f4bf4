"""The cells of a table -> the columns of the board file, a row for each person or seat."""

import itertools
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

import pandas as pd

from lepdata.dates import DAY_FIRST, MONTH_FIRST, DateError, day_of, order_of, read_date
from lepdata.dates import words as in_words
from lepdata.display import gathered
from lepdata.errors import quoted
from lepdata.headed import Row
from lepdata.names import pronoun_in, read_name, titles
from lepdata.read.grid import NOT_KEPT, Layout, Said, first_few, rows_named, to_tell
from lepdata.read.headings import NAME_PARTS, OFFICE, POST_AND_BODY, TERM, YES, parts_of_term
from lepdata.read.table import Lent
from lepdata.read.words import read_role, says, without
from lepdata.spelling import fold
from lepdata.vocabulary import BOARD_COLUMNS, FURTHER_COLUMNS, MEMBER_ROLES

_ONCE_PRINTED = ("lep", "body", "snapshot_date", "sector_as_published")  # for a group of rows: read for all of them
_LONG, _MOST_WORDS = 60, 11  # letters and words: what is longer is no name
_POST_ENDS = re.compile(r"\s*,\s+|\s+[-–—]\s+|\s+at\s+|\s*\n\s*")
_SHORT = 5  # letters: no name of two words is shorter

_DATE_COLUMNS = ("snapshot_date", "start_date", "end_date")
_SERIAL = re.compile(r"[2-5]\d{4}(\.0+)?")  # days as Excel counts them, of 1954 to 2064
_YEAR = re.compile(r"((?:19|20)\d\d)\.0+")
_SHORT_YEAR = re.compile(r"(?!\d{4}).*[^\d][/.\- ]\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2}")


class _Cells:
    """The columns while they are being filled; rows are the rows of the table until people are parted."""

    def __init__(self, table: Layout, rows: Sequence[Row]):
        self.table, self.rows, self.said = table, rows, table.grid
        self.origin = list(range(len(rows)))  # which of the rows of the table each row is from
        self.lines = [line for line, _ in rows]
        self.columns: dict[str, list[str]] = {}
        places = table.places
        for name in (name for name in (*BOARD_COLUMNS, *FURTHER_COLUMNS) if name in places):
            if len(places[name]) == 1 or name in _DATE_COLUMNS:
                self.columns[name] = self.printed(places[name][0])
            else:
                several = zip(*map(self.printed, places[name]), strict=True)
                self.columns[name] = [", ".join(dict.fromkeys(filter(None, map(str.strip, own)))) for own in several]
        parts = [places[part][0] for part in ("person_name", *NAME_PARTS) if part in places]
        again = "person_name" in places  # "Known as" beside "Surname": a name may hold the surname already
        if parts and (not again or {*NAME_PARTS} & places.keys() == {"family name"}):
            names = (" ".join(own).split() for own in zip(*map(self.printed, parts), strict=True))
            self.columns["person_name"] = [" ".join(dict.fromkeys(own) if again else own) for own in names]

    def printed(self, place: int) -> list[str]:
        """A column of the table, as long as the rows are now."""
        return [self.rows[origin][1][place] for origin in self.origin]

    def column(self, name: str) -> list[str]:
        return self.columns.setdefault(name, [""] * len(self.lines))

    def give(self, at: int, name: str, words: str) -> None:
        if words and not self.column(name)[at].strip():
            self.columns[name][at] = words

    def heading(self, name: str) -> str:
        places = self.table.places.get(name) or (self.table.places.get(TERM) if name in _DATE_COLUMNS else None)
        return self.table.headings[places[0]].strip() if places else name

    def repeat(self, counts: Sequence[int]) -> None:
        order = [at for at, count in enumerate(counts) for _ in range(count)]
        self.origin = [self.origin[at] for at in order]
        self.lines = [self.lines[at] for at in order]
        self.columns = {name: [texts[at] for at in order] for name, texts in self.columns.items()}


def fill(table: Layout, rows: Sequence[Row], lent: Sequence[Lent], order: str) -> tuple[pd.DataFrame, list[int]]:
    """The board's columns of the rows that are members or seats, and which row of them each is from."""
    cells = _Cells(table, rows)
    _repeat_above(cells)
    if OFFICE in table.places:
        _part_offices(cells)
        lent = [lent[at] for at in cells.origin]
    _raise_flags(cells)
    for place in table.places.get(POST_AND_BODY, [])[:1]:
        for at, text in enumerate(cells.printed(place)):  # parted at the first comma, dash or "at"
            post, _, body = _POST_ENDS.sub("\x00", text.strip(), count=1).partition("\x00")
            cells.give(at, "organisation", (body or post).strip())
            cells.give(at, "job_title", post.strip() if body else "")
    for place in table.places.get(TERM, []):
        for at, text in enumerate(cells.printed(place)):  # "April 2019 - March 2022"
            first, _, last = parts_of_term(text)
            cells.give(at, "start_date", first)
            cells.give(at, "end_date", last)
    _carry_down(cells)
    _lend(cells, lent)
    _read_names(cells, order)
    _seat_of(cells)
    for column in ("organisation", "sector_as_published"):
        beside = {text for text in set(cells.columns.get(column, ())) if says("a place behind a body", text)}
        _read_beside(cells, column, beside, order)
    for at, text in enumerate(cells.columns.get("organisation", ())):
        if text.endswith((")", "]")) and says("an end beside a body", text):
            why = "nothing says whether a place on the board ended so or a post"
            cells.said.leave("cell", f"row {cells.lines[at]}", text, why)
    _read_beside(cells, "role", {text for text in set(cells.columns.get("role", ())) if len(text) > 3}, order)
    _read_dates(cells, order)
    _keep_keys(cells)
    return _frame(cells), cells.origin


def _read_names(cells: _Cells, order: str) -> None:
    """Names as they are, and what their cells say of more than the name."""
    names = cells.columns.get("person_name", [])
    bare = {name: without("an address", name) for name in set(names) if "@" in name}
    if plain := {name: own.strip(" ,;-–") for name, own in bare.items() if own != name}:
        names[:] = [plain.get(name, name) for name in names]
        cells.said.caveats.append(NOT_KEPT.format("e-mail addresses beside names"))
    if says("the surname first", cells.heading("person_name")):
        names[:] = [", ".join(words) if len(words := name.split()) == 2 and "," not in name else name for name in names]
    if names and sum(bool(says("a number before", name)) for name in names[:50]) > 0.6 * len(names[:50]):
        names[:] = [without("a number before", name) for name in names]  # "1. Ada Example"
    # These may hold more or less than one person's name.
    if special := {text for text in set(names) if len(text) < _SHORT or says("more than a name", text)}:
        _unname(cells, special)
        _part_people(cells, special)
        _read_beside(cells, "person_name", special, order)
        for at, name in enumerate(cells.columns["person_name"]):
            first, _, rest = name.partition(",")
            if name in special and len(first.split()) > 1 and _may_be_name(rest.split()) and not titles(rest):
                why = "what stands behind the comma may be another person, or whom the first one speaks for"
                cells.said.leave("cell", f"row {cells.lines[at]}", name, why)
            if name in special and (found := says("for another", name)) and _may_be_name(found["name"].split()):
                cells.columns["person_name"][at] = found["name"]
                cells.give(at, "status", "unclear")
                cells.said.leave("cell", f"row {cells.lines[at]}", name, "perhaps instead of another, or for a place")
            if name in special and says("somebody beside a vacancy", name) and read_name(name).vacancy:
                cells.said.leave("cell", f"row {cells.lines[at]}", name, "an empty seat, or it names who has it")
            if "/" in name and (pronoun := pronoun_in(name)):  # printed after the name, it is published for the person
                cells.give(at, "pronoun_as_published", pronoun.partition("/")[0].strip())


def _repeat_above(cells: _Cells) -> None:
    """A mark such as "ditto" or "as above" stands for the cell over it."""
    marks = {text for texts in cells.columns.values() for text in set(texts) if says("ditto", text)}
    found = [(at, texts) for texts in cells.columns.values() for at, text in enumerate(texts) if at and text in marks]
    for at, texts in found if marks else ():
        texts[at] = texts[at - 1]
    if lines := sorted({cells.lines[at] for at, _ in found}):
        where = f"{cells.said.file}, {rows_named(lines)}"
        cells.said.caveats.append(f"'As above', or a mark for it, in {where}: read as the cell over it.")


def _part_offices(cells: _Cells) -> None:
    """In a register of bodies: a row for each office that is held, its heading the role."""
    places = cells.table.places[OFFICE]
    held = [[place for place in places if row[place].strip()] or places[:1] for _, row in cells.rows]
    cells.repeat([len(own) for own in held])
    posts = [place for own in held for place in own]
    pairs = zip(cells.origin, posts, strict=True)
    cells.columns["person_name"] = [cells.rows[origin][1][place].strip() for origin, place in pairs]
    cells.columns["role"] = [cells.table.headings[place].strip() for place in posts]


def _raise_flags(cells: _Cells) -> None:
    """Columns of yes and no: what each says, in words; what is so goes before what is not."""
    for so, (place, (column, yes, no)) in itertools.product((True, False), cells.table.flags.items()):
        texts, word = cells.column(column), yes if so else no
        for at, given in enumerate(map(str.strip, cells.printed(place))):
            if not (word and given) or (given.casefold() in YES) != so:
                continue
            if so and column in ("role", "sector_as_published"):
                texts[at] = ", ".join(filter(None, (texts[at], word)))
            elif column == "status" and texts[at] in ("", "current"):
                texts[at] = word
            else:
                cells.give(at, column, word)


def _carry_down(cells: _Cells) -> None:
    """A value printed once for the rows under it."""
    for name in _ONCE_PRINTED:
        texts = cells.columns.get(name)
        if texts is None or not _once_printed(texts):
            continue
        heading = f"{quoted(cells.heading(name))} of {cells.said.file}"
        count = sum(bool(text.strip()) for text in texts)
        for at in range(1, len(texts)):
            texts[at] = texts[at] if texts[at].strip() else texts[at - 1]
        how = f"is printed {count} times for {len(texts)} rows: read for the rows below each"
        cells.said.caveats.append(f"{heading} {how}.")


def _once_printed(texts: Sequence[str]) -> bool:
    """Whether a column names groups of rows: its first row filled, no value twice, gaps below most of them."""
    if not texts or not texts[0].strip() or all(texts):
        return False
    given = [text.strip() for text in texts if text.strip()]
    followed = sum(bool(one.strip()) and not two.strip() for one, two in itertools.pairwise(texts))
    return len(set(given)) == len(given) <= len(texts) / 2 and followed * 2 > len(given) and len(given) > 1


def _lend(cells: _Cells, lent: Sequence[Lent]) -> None:
    """What the heading of a part says, where the row itself says nothing or less."""
    for at, words in enumerate(lent):
        for name, word in words.items():
            own = cells.column(name)[at].strip()
            less = name == "role" and read_role(own) in ("", "member") and read_role(word) not in MEMBER_ROLES[2:3]
            if not own or less:
                cells.columns[name][at] = word


def _seat_of(cells: _Cells) -> None:
    """A capacity that is a place on the board ("Adviser", "Co-opted, Governing body") is the role where none stands."""
    seats = {text: seat for text in set(cells.columns.get("capacity_as_published", ())) if (seat := _seat_in(text))}
    if any(says("kinds of governors", text) for text in set(cells.columns.get("capacity_as_published", ()))):
        seats = {text: seat for text, seat in seats.items() if fold(text) != "staff"}
    for at, text in enumerate(cells.columns["capacity_as_published"]) if seats else ():
        if seat := seats.get(text, ""):
            cells.give(at, "role", seat)
            role = cells.column("role")[at]
            if (counted := read_role(role)) and counted != read_role(seat):
                why = f"{quoted(role)} beside it is counted in its stead"
                cells.said.leave("word", f"row {cells.lines[at]}", seat, why)


def _seat_in(text: str) -> str:
    parts = (text, *text.split(", "))
    return next((one for one in parts if read_role(one) not in ("", "member") or says("no vote", one)), "")


def _unname(cells: _Cells, special: set[str]) -> None:
    """Cells of names that hold a seat, a company or a word for no name: the words go where they belong."""
    names = cells.columns["person_name"]
    moved: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        if len(name) > _LONG and len(name.split()) > _MOST_WORDS:
            cells.said.leave("cell", f"row {cells.lines[at]}", name.strip(), "more than one person's name")
            cells.column("words")[at], names[at] = name, ""
            continue
        if name not in special:
            continue
        body, person, post = _represented(name)
        plain = name.strip()
        if not plain and cells.heading("person_name") != "person_name":  # in a file of ours it is no news
            what = "nothing, as of a seat held by somebody not named"
        elif body:
            what = "a body beside a person"
            cells.give(at, "organisation", body)
            cells.give(at, "job_title", post)
            special.add(person)
        elif says("a seat", plain) and not read_name(plain).vacancy:
            what = "a seat, not a person"
            cells.give(at, "capacity_as_published", plain)
        elif says("a company", plain) or says("a body", name) or says("a job in a body", plain):
            what = "a company or body, not a person"
            cells.give(at, "organisation", plain)
        elif says("no name", plain) and cells.columns.get("organisation", names)[at].strip() not in ("", plain):
            what = "no name, but an organisation"
        else:
            continue
        names[at] = person
        moved.setdefault(what, []).append(cells.lines[at])
    for what, lines in moved.items():
        where = f"Under {quoted(cells.heading('person_name'))} of {cells.said.file}, {rows_named(lines)}"
        cells.said.caveats.append(f"{where}, stands {what}: read so.")


def _part_people(cells: _Cells, special: set[str]) -> None:
    """A row for each of several people in one cell; the other cells are parted with them where they are as many."""
    found = {name: people for name in special if len(people := _people_in(name)) > 1}
    if not found:
        return
    names = cells.columns["person_name"]
    counts = [len(found.get(name, ("",))) for name in names]
    lines = [line for line, name in zip(cells.lines, names, strict=True) if name in found]
    cells.repeat(counts)
    cells.columns["person_name"] = [person for name in names for person in found.get(name, (name,))]
    special |= {person for own in found.values() for person in own}
    for name in {"organisation", "job_title", "capacity_as_published"} & cells.columns.keys():
        texts, at = cells.columns[name], 0
        for count in counts:
            if count > 1 and len(parts := re.split(r"\s*[;\n]\s*", texts[at].strip())) == count:
                texts[at : at + count] = parts
            at += count
    where, shown = f"{cells.said.file}, {rows_named(lines)}", quoted(next(name for name in names if name in found))
    told = f"Several people or seats stand in one cell of {where}, such as {shown}: each was read by itself."
    cells.said.not_read.append(to_tell("reading", cells.said.file, told))


def _read_beside(cells: _Cells, column: str, texts: set[str], order: str) -> None:
    """Offices and dates in brackets after a name or a role."""
    found = {text: beside for text in texts if any(beside := _said_beside(text, order))}
    for at, text in enumerate(cells.columns[column]) if found else ():
        if text not in found:
            continue
        role, *given = found[text]
        for name, words in zip(("start_date", "end_date", "capacity_as_published", "status"), given, strict=True):
            cells.give(at, name, words)
        own = cells.column("role")[at] if column != "role" else ""
        if column == "person_name" and "(" not in text and (plain := without("from then on", text).strip(" ,-–")):
            cells.columns[column][at] = plain  # "Ada Example until May 2022"
        if column != "role" and role and (not own.strip() or read_role(own) == "member" != read_role(role)):
            cells.columns["role"][at] = role


def _read_dates(cells: _Cells, asked: str) -> None:
    """Every column of dates as ISO text, each different text read once; of two ends of one person the earlier holds."""
    given: list[tuple[str, str, list[str]]] = []  # column of the board file, its heading, its texts
    for name in _DATE_COLUMNS:
        if name in cells.columns:
            given.append((name, cells.heading(name), [text.strip() for text in cells.columns.pop(name)]))
        for place in cells.table.places.get(name, [])[1:]:
            texts = [text.strip() for text in cells.printed(place)]
            given.append((name, cells.table.headings[place].strip(), texts))
    # a term that was renewed ends later, and whoever went before is gone
    given.sort(key=lambda one: 2 if says("a departure", one[1]) else bool(says("a renewal", one[1])))
    says_so = any("dd/mm" in re.sub(r"\s", "", heading.casefold()) for _, heading, _ in given)
    asked = asked or (DAY_FIRST if says_so else "")
    order = _order(cells.said, [text for _, _, texts in given for text in dict.fromkeys(texts)], asked)
    for name, heading, texts in given:
        read, wrong = dict[str, str](), dict[str, DateError]()
        for text in dict.fromkeys(texts):
            try:
                read[text] = _iso(name, text, order)
            except DateError as error:
                wrong[text] = error
        days, before = [read.get(text, text) for text in texts], cells.columns.get(name)
        several, which = zip(before, days, strict=True) if before else (), max if says("a renewal", heading) else min
        cells.columns[name] = [which(filter(None, both), default="") for both in several] or days
        under = f"under {quoted(heading)} of {cells.said.file} were read"
        if serial := next(filter(_SERIAL.fullmatch, read), ""):
            how = f"as days that Excel counts: {serial} is {in_words(read[serial])}"
            cells.said.caveats.append(f"Numbers {under} {how}.")
        if short := next((text for text in read if read[text] and _SHORT_YEAR.fullmatch(text)), ""):
            how = f"so: {quoted(short)} is {in_words(read[short])}"
            cells.said.caveats.append(f"Years of two figures {under} {how}.")
        if silent := [quoted(text) for text, day in read.items() if text and not day]:
            none = "no end" if name == "end_date" else "no date"
            cells.said.caveats.append(f"Words {under} as {none}: {first_few(silent)}.")
        _say_wrong(cells, heading, texts, wrong)


def _order(said: Said, texts: Sequence[str], asked: str) -> str:
    """The order of day and month in dates of figures: as asked, or as a text settles that can only be in one."""
    told = {one: text for text in reversed(texts) if (one := order_of(text))}  # the first that can only be in an order
    order = asked or (DAY_FIRST if [*told] == [DAY_FIRST] else "")
    could_be_two = (text for text in texts if not day_of(text) and day_of(text, order))
    if order and not asked and (shown := next(could_be_two, "")):
        how = f"{order.replace('-', ' ')}, as {quoted(told[order])} settles"
        so = f"{quoted(shown)} is {in_words(read_date(shown, order))}"
        said.caveats.append(f"Dates in figures of {said.file} were read {how}: {so}.")
    return order


def _iso(name: str, text: str, order: str) -> str:
    if _SERIAL.fullmatch(text):
        return (date(1899, 12, 30) + timedelta(days=int(float(text)))).isoformat()  # as Excel counts days
    if year := _YEAR.fullmatch(text):
        return year[1]
    is_none = says("no date", text) or (name == "end_date" and says("no end", text))
    return "" if is_none else read_date(text, order)


def _say_wrong(cells: _Cells, heading: str, texts: Sequence[str], wrong: Mapping[str, DateError]) -> None:
    """A fault for each text that is no date, and one question for all that could be two days."""
    where = gathered((text, line) for line, text in zip(cells.lines, texts, strict=True) if text in wrong)
    questions = [text for text, error in wrong.items() if "one day only" in error.expected]
    for text, error in wrong.items():
        if text in questions[1:]:
            continue
        at = sorted(line for one in (questions if text in questions else [text]) for line in where[one])
        found = quoted(text) + (f" and others alike, in rows {first_few(at)}" if len(at) > 1 else "")
        whole = "; or settle the whole file with --dates day-first" if text in questions else ""
        whole = whole or ("; or say --dates month-first" if order_of(text) == MONTH_FIRST else "")
        cells.said.fault(at[0], heading, found, error.expected, error.remedy + whole)


def _keep_keys(cells: _Cells) -> None:
    """An id that stands in several rows of one person is the person's key, not the row's."""
    ids = cells.columns.get("row_id")
    if ids is None or len(set(ids)) == len(ids) or "person_id" in cells.columns or "person_name" not in cells.columns:
        return
    holders = {(key.strip(), name) for key, name in zip(ids, cells.columns["person_name"], strict=True) if key.strip()}
    if len({key for key, _ in holders}) == len(holders):
        cells.columns["person_id"] = cells.columns.pop("row_id")


def _frame(cells: _Cells) -> pd.DataFrame:
    names = [*BOARD_COLUMNS, *(name for name in FURTHER_COLUMNS if any(cells.columns.get(name, ())))]
    blank = [""] * len(cells.lines)
    arrays = {name: pd.array(cells.columns.pop(name, blank), dtype="str") for name in names}
    frame = pd.DataFrame(arrays, columns=names, copy=False)
    file = pd.Series([cells.said.file] * len(frame), dtype="str")
    return frame.assign(file=file, line=pd.Series(cells.lines, dtype="int64"))


# --- what stands in the cell of a name beside one person's name: more people, an office, an end, a body

_BETWEEN = re.compile(r"\s*[;\n]\s*|\s+(?:and|&|\+)\s+|(?<!^\w)\s*/\s*")  # "T/Insp Made" acts as one
_HAS_BETWEEN = re.compile(r"[;\n/&+]|\band\b")
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_BESIDE = re.compile(r"\s*[,;(\n]\s*|\s+[-–—]\s+")
_ROLE_AT_END = re.compile(r"\s*(?:[(\[]|\s[-–—]\s)([^()\[\],]*?)[)\]]?\s*$")
NUMBERS = {"two": 2, "three": 3, "four": 4}
_PLURAL = re.compile(r"(cllr|councillor)s\b\.?", re.IGNORECASE)


def _people_in(name: str) -> tuple[str, ...]:
    """The names in one cell, one in nearly every."""
    if many := says("several seats", name):
        return ("Vacancy",) * int(NUMBERS.get(many[1].casefold(), many[1]))
    seats = name.split(", ")
    vacant = [read_name(seat).vacancy for seat in seats] if len(seats) > 1 else []
    if any(vacant) and all(map(max, vacant, (_may_be_name(seat.split()) for seat in seats))):
        return tuple(seats)  # "Ada Example, Ben Example, Vacancy"
    if not _HAS_BETWEEN.search(name) or says("an organisation", name):
        return (name,)
    plain = _BRACKETS.sub(lambda found: "\x00" * len(found[0]), name)
    ends = [0, *(at for found in _BETWEEN.finditer(plain) for at in found.span()), len(name)]
    parts = [part for start, end in zip(ends[::2], ends[1::2], strict=True) if (part := name[start:end].strip())]
    if parts and (plural := _PLURAL.match(parts[0])):
        others = (part if titles(part) else f"{plural[1]} {part}" for part in parts[1:])
        parts = [plural[1] + parts[0][plural.end() :], *others]
    bare = [[word for word in _BRACKETS.sub("", part).split() if not titles(word)] for part in parts]
    of_one_name = len(bare) == 2 and len(bare[1]) > 1 and len(bare[0]) == 1 and bare[0][0].istitle()
    if of_one_name or (len(bare) == 2 and not bare[0] and titles(parts[1]) and "/" not in name):
        parts[0] += "".join(f" {word}" for word in bare[1][-1:])  # "Ada and Ben Example", "Mr & Mrs Example"
        bare[0] = [*bare[0], *bare[1][-1:]]
    both = [*zip(parts, bare, strict=True)]
    named = [_may_be_name(words) or (len(words) == 1 and bool(titles(part))) for part, words in both]
    vacant = [read_name(part).vacancy for part in parts]
    return tuple(parts) if len(parts) > 1 and any(named) and all(map(max, named, vacant)) else (name,)


def _may_be_name(words: list[str]) -> bool:
    text = " ".join(words)
    return 1 < len(words) < 7 and words[0][:1].isupper() and not says("a job", text) and not read_role(text)


@lru_cache(maxsize=65536)
def _said_beside(text: str, order: str = "") -> tuple[str, str, str, str, str]:
    """Office, start, end, seat and status that stand after a name or a role: "(Chair until May 2022)", "- resigned"."""
    role = start = end = seat = status = ""
    after = says("behind a name", _BRACKETS.sub(" ", text).strip())
    told = [one.strip() for each in after.groups() if each for one in re.split(r"\s[-–—]\s", each)] if after else [text]
    for part in [*_BRACKETS.findall(text), *(told if after or says("gone", text) else ())]:
        if found := says("an end", part):
            ended = day_of(without("a part of a time", found[1]).strip(" .,)"), order)
            end, unread = ended or end, not ended and re.search(r"\d{4}", found[1]) and not found[0].startswith("to ")
            status = "unclear" if unread else status
        if found := says("a beginning", part):
            start = day_of(found[1].strip(" .,)"), order) or start
        word = without("from then on", part).strip(" ,-–")
        read = read_role(word) if word and fold(word) != "the" else ""
        if (read and (read != "member" or "member" in fold(word))) or says("a place in doubt", word):
            role = word
        seat = part if says("a seat", part) else seat
        status = "former" if says("gone", part) else status
    return role, start, end, seat, status


@lru_cache(maxsize=65536)
def _represented(name: str) -> tuple[str, str, str]:
    """Body, person, post: "Exford Council represented by Ada Example", "Ada Example, MD, Example Ltd (Chair)"."""
    name = name.strip()
    if found := says("a body represented", name):
        return found[1].strip(), found[2].strip(), ""
    role = _ROLE_AT_END.search(name)
    role = role if role and read_role(role[1]) else None
    person, *others = _BESIDE.split(name[: role.start()] if role else name)
    *posts, body = (one.strip(" )") for one in others) if others else ("",)
    if not says("an organisation", body) or any(says("an organisation", one) for one in (person, *posts)):
        return "", "", ""
    if not _may_be_name(person.split()) or any(not says("a job", one) for one in posts):
        return "", "", ""
    return body, person + (role[0] if role else ""), ", ".join(posts)
