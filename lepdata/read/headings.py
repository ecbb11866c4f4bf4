"""Which heading of a file is which column of the board file: by its words, by its values, or as the user says."""

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from lepdata.dates import looks_like_date
from lepdata.errors import near_matches, quoted, unknown
from lepdata.files import rule_file
from lepdata.headed import heading_key
from lepdata.names import read_name, titles
from lepdata.read.grid import NOT_KEPT, Layout
from lepdata.read.words import candidates, first_fitting, private_columns, read_attendance, read_role, read_status, says
from lepdata.spelling import fold
from lepdata.vocabulary import BOARD_COLUMNS

SEAT_DESCRIPTIONS = ("job_title", "organisation", "capacity_as_published", "role")
NAME_PARTS = ("given name", "family name")
ASIDE = "aside"  # understood, and not a column of a board file
POST_AND_BODY = "job_title, organisation"  # both in one cell
TERM = "term"  # its beginning and its end in one cell
OFFICE = "office"  # a column of names headed by the office they hold
PEOPLE_OR_SEATS = frozenset(("person_name", OFFICE, POST_AND_BODY, *NAME_PARTS, *SEAT_DESCRIPTIONS))
_SEVERAL = ("start_date", "end_date", "capacity_as_published", ASIDE, OFFICE)  # may stand in several columns
_SLIP, _SHORT = 0.86, 5  # how alike two headings are that differ by a slip; letters of a heading that can have one
_UNKNOWN = "no column of a board file is called so"
_OURS = {"sector", "sector_status"}  # of `classify`, read only where both are there
YES = frozenset(("1", "yes", "y", "true", "x", "✓", "✔"))
NO = frozenset(("0", "no", "n", "false"))
_CLEAR, _FEW = 0.8, 0.2  # shares of a column's values
_POSTS = re.compile(r"\s*[;,/&\n]\s*|\s+and\s+")  # between several in one cell
_OR_NO = re.compile(r"\s*\(y(?:es)?\s*/\s*no?\)$", re.IGNORECASE)
_LARGE = 60  # members: no board is so large


def read_headings(table: Layout, asked: Mapping[str, str] | None = None) -> None:
    """Read the headings of a table, with the rows under them to settle what could be several."""
    published, told = table.headings, _told(table.headings, asked or {})
    _settle_all(table, [(told[at],) if at in told else _meanings(text, published) for at, text in enumerate(published)])
    chosen = [free[0] if len(free) == 1 else "" for free in table.open_to]
    _find_flags(table, chosen)
    _find_offices(table, chosen)
    if private := private_columns(published):
        shown = ", ".join(quoted(heading.strip()) for heading in private)
        table.grid.caveats.append(NOT_KEPT.format(shown))
    _say_twice(table, chosen)
    for at, free in enumerate(table.open_to):
        if len(free) > 1:
            shown, means = published[at].strip(), " or ".join(free)
            remedy = f"rename it {means}, or say which with --columns {free[0]}={shown}"
            table.fault(at, f"the heading {quoted(shown)}", f"a heading that means one thing, {means}", remedy)
    open_to, table.open_to = table.open_to, [(name,) for name in chosen]
    for at, name in enumerate(chosen):
        unread = name == ASIDE or not (name or open_to[at] or at in table.flags)
        if unread and at not in told and published[at].strip():
            _leave(table, at, chosen)
        elif name and name != ASIDE and (name in _SEVERAL or name not in table.places):
            table.places.setdefault(name, []).append(at)


def _told(published: Sequence[str], asked: Mapping[str, str]) -> dict[int, str]:
    """Where the columns stand that the user has named, and what each is."""
    found: dict[int, str] = {}
    keys = [heading_key(text) for text in published]
    for word, given in asked.items():
        meaning = ASIDE if heading_key(word) == "ignore" else next(iter(candidates(word)), "")
        if not meaning:
            raise unknown("column of a board file", word, [*BOARD_COLUMNS, *NAME_PARTS, "ignore"])
        for heading in given.split("|"):
            if heading_key(heading) not in keys:
                raise unknown("heading of the file", heading, filter(None, map(str.strip, published)))
            found[keys.index(heading_key(heading))] = meaning
    return found


def _meanings(text: str, published: Sequence[str]) -> tuple[str, ...]:
    name = text.strip().casefold()
    ours = [heading for heading in published if heading.strip().casefold() == name]  # `classify` adds its at the end
    if name in (*_OURS, "gender") and text == ours[-1] and {each.strip().casefold() for each in published} >= _OURS:
        return (name,) if name in _OURS else ()
    if name in ("document", "line") and "document_line" in published:
        return (ASIDE,)  # a folder's own file, which has both the document's and its own
    if name[-3:] in ("_en", " en") and heading_key(name[:-3]) in map(heading_key, published):
        return (ASIDE,)  # one of several languages, beside the name itself
    name = name.removesuffix(" (in the file)")
    return (("sector_as_published",) if name == "sector" else ()) if name in _OURS else candidates(text)


def _settle_all(table: Layout, meant: Sequence[tuple[str, ...]]) -> None:
    """Settle what each heading is, from what it may mean, and say how."""
    plain = {"body", "person_name"}  # which no yes or no can be
    of_flags = [at for at, text in enumerate(table.headings) if plain & {*meant[at]} or _heads_a_sector(text)]
    of_flags = [at for at in of_flags if are_flags(table.values(at))]
    meant = [() if at in of_flags else found for at, found in enumerate(meant)]
    taken: set[str] = {found[0] for found in meant if len(found) == 1} - {ASIDE, "capacity_as_published"}
    table.open_to = [found if len(found) < 2 else tuple(name for name in found if name not in taken) for found in meant]
    several = [at for at, found in enumerate(meant) if len(found) > 1]
    # Names first, and boards last, which are told by their chairs.
    for at in sorted(several, key=lambda at: (meant[at] != ("person_name", "body"), "body" in meant[at])):
        table.open_to[at] = tuple(name for name in table.open_to[at] if name not in taken)
        table.open_to[at], why = _settled(table, at, meant[at])
        if why:
            how = f"read as {table.open_to[at][0]}, {why}"
            table.grid.caveats.append(f"The heading {quoted(table.headings[at].strip())} was {how}.")
        taken |= {*table.open_to[at]} - {ASIDE} if len(table.open_to[at]) == 1 else set()
    jobs = [] if "role" in taken else [at for at in several if table.open_to[at] == ("job_title",)]
    for at in jobs:  # "Chair" among them: of this board, or of the firm?
        heads = (text for text in table.values(at) if {*map(read_role, _POSTS.split(text))} & {"chair", "deputy chair"})
        if head := next(heads, ""):
            heading = quoted(table.headings[at].strip())
            why = f"{heading} was read as jobs; if it is the place on this board, say --columns role={heading}"
            table.grid.leave("word", "", head, why)


def _settled(table: Layout, at: int, meant: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """What is left open of an ambiguous heading, and where it must be said, why."""
    free, values = table.open_to[at], table.values(at)
    if meant == ("person_name", "body"):  # never told by what other columns hold
        told = settle(meant, values, bool) if "body" in free and _place(table, "person_name") is not None else ""
        return (told or "person_name",), ""
    if len(free) == 1 and free != (ASIDE,):
        return free, "since other columns hold what else it could mean"
    if "honorific" in free and _place(table, "role") is None and settle(("role", "honorific"), values, bool) == "role":
        free = ("role",)
    if len(free) > 1:
        told = settle(free, values, lambda: parts_into_boards(table, values))
        if told == "job_title" and "honorific" in free:
            named = any({*one[:1]} & {"person_name", *NAME_PARTS} for one in table.open_to)
            told = told if named else ""  # a title of what, where nobody is named?
        usual = ASIDE if TERM in free else free[0] if {"person_name", "row_id", "attendance"} & {*free} else ""
        free = (told or usual,) if told or usual else free
    return free, "as its values tell" if len(free) == 1 and free[0] not in (meant[0], ASIDE) else ""


def _place(table: Layout, *names: str) -> int | None:
    """Where the first of the columns stands that is known to be there."""
    return next((table.open_to.index((name,)) for name in names if (name,) in table.open_to), None)


def parts_into_boards(table: Layout, values: Sequence[str]) -> bool:
    """Whether the values of a column stand for boards: blocks of rows, each with its own chair or too many for one."""
    filled = [text.strip() for text in values]
    kinds = set(filled) - {""}
    if len(kinds) < 2 or len(filled) < 3 * len(kinds):
        return False
    posts, names = (_place(table, *columns) for columns in (("role", "job_title"), ("person_name",)))
    if posts is not None:
        chairs = [read_role(text) == "chair" or fold(text) == "president" for text in table.values(posts)]
    else:
        chairs = ["(chair" in text.casefold() for text in (table.values(names) if names is not None else filled)]
    chaired = {text for text, chair in zip(filled, chairs, strict=True) if chair and text}
    runs = 1 + sum(one != other for one, other in itertools.pairwise(filled))
    return len(chaired) > 1 or (len(filled) > _LARGE and runs <= 1.2 * len(kinds))


def _find_flags(table: Layout, chosen: list[str]) -> None:
    """The columns of yes and no: which column each fills, with what for a yes, and for a no where it says something."""
    for at, name in enumerate(chosen):
        text = " ".join(table.headings[at].split())
        word = text.split("(")[0].strip(" ?").casefold()
        if name in ("end_date", "status"):
            left = name == "end_date" or re.match(r"former|past|ex\b|resigned|left", word)
            says_so = ("status", "former", "") if left else ("status", "current", "former")
        elif name == "gender_as_published" and word in ("woman", "female", "women"):
            says_so = (name, "female" if word == "female" else "woman", "")
        elif not name and word and _heads_a_sector(text):
            says_so = ("sector_as_published", text.strip(" ?"), "Not private" if word.startswith("private") else "")
        elif not name and word and read_role(place := re.sub("^is(?=[A-Z _])", "", _OR_NO.sub("", text)).rstrip(" ?")):
            says_so = ("role", place, f"Not {place}" if read_role(place) == "member" else "")
        else:
            continue
        if are_flags(table.values(at)):
            table.flags[at], chosen[at] = says_so, ""


def _heads_a_sector(text: str) -> bool:
    """Whether a heading over a column of ticks says which sector those ticked are of."""
    plain = text.split("(")[0].strip(" ?")
    rule = first_fitting("sections", plain, whole=True)
    return bool(says("a sector", plain)) or (rule is not None and rule["lends"] == "capacity_as_published=")


def _find_offices(table: Layout, chosen: list[str]) -> None:
    """In a register of bodies each office is a column of names."""
    if any(name in chosen for name in NAME_PARTS):
        return
    headed = {at: text for at, text in enumerate(map(str.strip, table.headings)) if text and at not in table.flags}
    free = {at: text for at, text in headed.items() if chosen[at] in ("", "person_name")}
    told = [at for at, text in free.items() if read_role(text) or says("an office", text)]
    told = [at for at in told if read_role(headed[at]) != "substitute"]  # named beside a member, and never one
    cells = {at: [text for text in table.values(at) if text and not read_name(text).vacancy] for at in told}
    offices = [at for at, given in cells.items() if given and _share(given, _is_name) >= _CLEAR]
    named = [at for at, name in enumerate(chosen) if name == "person_name" and at not in offices]
    alone = all(chosen[at] == "person_name" for at in offices)
    if alone or any(heading_key(table.headings[at]) != "name" or "body" in chosen for at in named):
        return
    for at in offices + named:
        chosen[at] = OFFICE if at in offices else "body"


def _say_twice(table: Layout, chosen: Sequence[str]) -> None:
    first: dict[str, str] = {}
    for at, (text, name) in enumerate(zip(table.headings, chosen, strict=True)):
        same = heading_key(text) if name in ("", *_SEVERAL) else name
        if same and same in first:
            found = f"the heading {quoted(text.strip())} as well as {quoted(first[same].strip())}"
            expected = f"one column that is read as {name}" if name else "every heading once"
            table.fault(at, found, expected, "rename or delete one of the two columns")
        first.setdefault(same, text)


def _leave(table: Layout, at: int, chosen: Sequence[str]) -> None:
    """Say that a heading is not read; a fault where it speaks of what would change the answer and no other gives."""
    text, why = table.headings[at].strip(), "understood, and no part of a board file"
    made_here, private = heading_key(text) in _made_here(), private_columns([text])
    tells = (value for value in table.values(at) if says("a leaving", value) or read_role(value) not in ("", "member"))
    telling = next(tells, "")
    if not (candidates(text) or private or made_here):
        slip, column = _slip(text)
        why = f"{_UNKNOWN}; {quoted(slip)} is" if slip and not telling else _UNKNOWN
        _ask(table, at, chosen, column)
    why += f", and it says {quoted(telling)}" if telling else ""
    if not (private or made_here):
        table.grid.leave("column", "", text, why)


def _ask(table: Layout, at: int, chosen: Sequence[str], meant: str) -> None:
    """A fault for an unread heading that may be a column: by its words, as a slip for what is meant, or its values."""
    text, values = table.headings[at].strip(), table.values(at)
    read = {*chosen} | ({"person_name"} if {*NAME_PARTS, OFFICE} & {*chosen} else set())
    slips = (each for each in rule_file("board_file/unread.csv") if each["column"] == meant)
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("_", " ")
    rule, given = first_fitting("unread", spaced) or next(slips, None), list(filter(None, values))
    if len({*given}) > 1 and all(map(read_status, given)):
        rule = first_fitting("unread", "currently")  # "Current/Proposed" over "Current", "Outgoing"
    elif given and "person_name" in read and all(map(read_role, given)):
        rule = first_fitting("unread", "places held")  # "Skills Panel" over "Chair", "Member"
    column = rule["column"] if rule else ""
    of_boards = 1 < len({*given}) <= len(given) / 2 and max(map(len, given)) < 100  # a board's name repeats
    if rule and column not in read and (of_boards if column == "body" else given):
        like = [each["heading"] for each in rule_file("board_file/headings.csv") if each["reads_as"] == column]
        near = "".join(f" (as {quoted(one)} is)" for one in near_matches(text, like, 1))
        found = f"the heading {quoted(text)}, which speaks of {rule['speaks_of']} and is not read"
        remedy = f"if it is {column}{near}, say --columns {column}={quoted(text)}, else --columns ignore={quoted(text)}"
        table.fault(at, found, f"a heading that says what it is, since {rule['because']}", remedy)
    elif not read & {"body", "lep"} and parts_into_boards(table, values):
        found = f"no column that says which board, and {len({*given})} values under {quoted(text)} that part the rows"
        remedy = f"if it is the board, say --columns body={quoted(text)}, else --columns ignore={quoted(text)}"
        table.fault(at, found, "one board, or a column that says which board a row is of", remedy)


@cache
def _made_here() -> frozenset[str]:
    """The columns that lepdata itself adds: not read, and nothing to wonder at."""
    names = {row["column"] for row in rule_file("tables.csv")} - {*BOARD_COLUMNS}
    made = {name for name in names if "_" in name} | {"gender", "place", "file", "person", "document", "line"}
    return frozenset(map(heading_key, made))


def _slip(heading: str) -> tuple[str, str]:
    """The known heading that an unknown one is a slip of the pen for, and its column."""
    known = {name.replace("_", " "): (name.replace("_", " ").capitalize(), name) for name in BOARD_COLUMNS}
    rules = (row for row in rule_file("board_file/headings.csv") if "|" not in row["reads_as"])
    known |= {row["heading"].casefold(): (row["heading"], row["reads_as"]) for row in rules}
    near = get_close_matches(heading.casefold(), known, 1, _SLIP) if len(heading) >= _SHORT else []
    return known[near[0]] if near else ("", "")


# --- what a column is, told by its values


def settle(meanings: Sequence[str], values: Sequence[str], blocks: Callable[[], bool]) -> str:
    """Which of the meanings the values tell; "" where they do not. `blocks`: whether they part the rows into boards."""
    given = [text.strip() for text in values if text.strip()]
    if not given:
        return ""
    if "body" in meanings:
        other, kinds = next(meaning for meaning in meanings if meaning != "body"), len({*given})
        if other == "person_name":
            is_board = _share(given, _is_body) >= _CLEAR
        elif other == ASIDE:
            parties = _share(given, lambda text: fold(text).removesuffix(" party").removesuffix(" group") in _PARTIES)
            is_board = (kinds == 1 or len(given) >= 2 * kinds) and parties < _CLEAR
        else:
            is_board = blocks()
        return "body" if is_board else "organisation" if "organisation" in meanings else other
    shares = {meaning: _share(given, _FITS[meaning]) for meaning in meanings if meaning in _FITS}
    others = [meaning for meaning in meanings if meaning not in _FITS]
    unfit = len(others) == 1 and all(share <= _FEW for share in shares.values())
    return next((meaning for meaning, share in shares.items() if share >= _CLEAR), others[0] if unfit else "")


def are_flags(values: Sequence[str]) -> bool:
    """Whether a column holds nothing but yes and no."""
    given = (text.strip().casefold() for text in values if text.strip())
    return next(given, "") in YES | NO and all(text in YES | NO for text in given)


_TO = re.compile(r"\s+(?:-|–|—|to|until|till)\s+|\s*[–—]\s*|(?<=\d{4})\s*(?:[-/]\s*(?=\d)|-\s*$)", re.IGNORECASE)
_FROM = re.compile(r"\s*(?:from|since)\s+", re.IGNORECASE)
_ONE_END = re.compile(r"(?:from|since)\s+(.+)|(?:until|till|to)\s+(.+)", re.IGNORECASE)


def parts_of_term(text: str) -> tuple[str, str, str]:
    """Beginning, a sign, and end of a term in one cell: "April 2019 - March 2022", "since 2021", "2020-23"."""
    if (found := _ONE_END.fullmatch(text.strip())) and not _TO.search(found[0]):
        return found[1] or "", "\x00", found[2] or ""
    first, sign, last = _TO.sub("\x00", _FROM.sub("", text.strip()), count=1).partition("\x00")
    return first, sign, first[-4:-2] + last if re.fullmatch(r"\d\d", last) and first[-4:].isdecimal() else last


def term_in(text: str) -> tuple[str, str]:
    """When a place began and when it ended, as a text says it: "2020-23", "elected 2018", "Chair (until May 2022)"."""
    begun, sign, over = parts_of_term(text)
    if not sign:
        begun, over = (found[1] if (found := says(what, text)) else "" for what in ("a beginning", "an end"))
    begun, over = (day.strip(" .,)") for day in (begun, over))
    return begun * looks_like_date(begun), over * looks_like_date(over)


def _share(given: Sequence[str], fits: Callable[[str], float]) -> float:
    return sum(map(fits, given)) / len(given)


def _is_body(text: str) -> bool:
    return bool(says("an organisation", text))


def _is_name(text: str) -> bool:
    words = [word for word in text.split() if word[:1].isalpha()]
    return 1 < len(words) < 8 and all(word[0].isupper() or len(word) < 4 for word in words) and not _is_body(text)


_PARTIES = {fold(row["party"]) + many for row in rule_file("board_file/parties.csv") for many in ("", "s")}
_FITS: Mapping[str, Callable[[str], float]] = {
    "role": lambda text: bool(read_role(text)) * (0.5 if says("a place or a job", fold(text)) else 1),
    "honorific": lambda text: len(titles(text).split()) == len(text.split()),
    "attendance": lambda text: bool(read_attendance(text)),
    "aside": lambda text: bool(says("a count", text)),
    "organisation": _is_body,
    TERM: lambda text: (
        "\x00" in parts_of_term(text)
        and all(looks_like_date(end) or says("no end", end) for end in parts_of_term(text)[::2] if end)
    ),
    "snapshot_date": looks_like_date,
    "start_date": looks_like_date,
}
