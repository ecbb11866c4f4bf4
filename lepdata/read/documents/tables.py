"""Lines -> rows of cells -> readings, where a column holds the names: by its heading, else by what it holds."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile, zip_longest

from lepdata.dates import looks_like_date
from lepdata.read.documents import trade
from lepdata.read.documents.person import begins_with_person, is_cut_short, is_name_alone, person_at
from lepdata.read.documents.posts import are_initials_of, are_posts, describe, has_strong, kind_of, more, post_in_a_body
from lepdata.read.documents.readings import Account, Document, Piece, Reading, Row, as_run, put_together, settled
from lepdata.read.documents.run import begins_somebody, labelled, one_of, people_in_list, read_run
from lepdata.read.documents.trade import cue

_WRAPPED = r"(?:(?<=\bof)|(?<=\bfor)|(?<=\band)|(?<=\bthe)), "  # the end of a line in a cell, and no end of a thing


def rows_of(document: Document, lines: Sequence[int], skip: int = 0) -> list[Row]:
    """The rows that some lines make, the first `skip` letters of the first line left out."""
    rows: list[Row] = []
    lefts: list[list[float]] = []
    for place, number in enumerate(lines):
        cells = document.row(number, skip if place == 0 else 0)
        own = [cell.left for cell in document.lines[number].cells][-len(cells) :] if cells else []
        wrapped: list[int] = []  # columns, for a line that holds only later ones of the row above
        if rows and cells and document.kind in ("pdf", "text") and own[0] > lefts[-1][0] + _NEAR:
            near = ([at for at, left in enumerate(lefts[-1]) if abs(left - one) <= _NEAR] for one in own)
            wrapped = [found[0] if found else -1 for found in near]
        if wrapped and min(wrapped) > 0 and not begins_somebody(cells[0].text):
            for at, cell in zip(wrapped, cells, strict=True):
                rows[-1][at] = put_together((rows[-1][at], cell))
        elif rows and len(cells) == 1 and goes_on(rows[-1][-1].text, cells[0].text):
            rows[-1][-1] = put_together((rows[-1][-1], cells[0]))
        elif any(cell.text.strip() for cell in cells):
            rows.append(cells)
            lefts.append(own)
    for at, mark in ((-1, cue("mark behind a name")), (0, cue("mark before a name"))):
        marks = [mark.search(row[at].text) for row in rows]
        if len(rows) > 3 and sum(map(bool, marks)) >= _ENOUGH * len(rows):
            for row, one in zip(rows, marks, strict=True):  # "P  Ada Example", "Cllr A Example *": two cells
                ends = sorted({0, *one.span(1), len(row[at].text)}) if one else ()
                pieces = [piece for place in pairwise(ends) if (piece := row[at].cut(*place)).text.strip()]
                row[at:] = [*pieces, *row[at:][len(pieces) > 0 :]]
            break
    return rows


def goes_on(above: str, text: str) -> bool:
    """Whether a line belongs to the end of the one above: what stands there is cut short."""
    text = text.strip()
    if above.count("(") > above.count(")") and ")" in text.partition("(")[0]:
        return True  # "(Substitute for" above "Mayor A Example), B Sample"
    if cue("goes on").search(above) and not labelled(text, commas=True):
        return not begins_somebody(text)
    *before, cut = re.split(r"[,;:]|\.\s|\s(?:and|from)\s", above)
    surname = trade.key_of(cut) in trade.GIVEN_NAMES and cue("surname").match(text) and not begins_with_person(text)
    if before and (is_cut_short(cut) or surname):
        return True  # "Councillors Peter" above "Example and Ben Sample", "Mr I" above "Example"
    if text.endswith(":") or labelled(text, commas=True) or trade.ignored_kind(text):
        return False
    if people_in_list(above) > 1 and not (re.search(r"[.;:]\s*$", above) or cue("sentence").search(text)):
        return len(cut.split()) == 1 or (bool(cue("parts people").search(text)) and not begins_somebody(text))
    return text[:1].islower() and not begins_somebody(text)


_NEAR = 6.0  # points, or letters: two cells that begin so near each other stand in one column
_OTHERS = 0.8  # of the rows of a column of posts and bodies, those that begin with nobody


def zipped(rows: list[Row]) -> tuple[list[Row], str]:
    """Rows whose names and posts, two columns read one below the other, stand side by side again; and its doubt."""
    out: list[Row] = []
    doubt, at = "", 0
    rows = [half for row in rows for half in _halves(row)] if sum(" / " in row[0].text for row in rows) == 1 else rows
    while at < len(rows):
        alone = list(takewhile(lambda row: len(row) == 1 and is_name_alone(row[0].text), rows[at:]))
        sure = max((place for place, row in enumerate(alone, start=1) if begins_with_person(row[0].text)), default=0)
        ways = (_shared_out(rows[at + many :], many) for many in range(len(alone), max(sure, 2) - 1, -1))
        posts = next(filter(None, ways), [])
        if posts:
            out += [[*row, put_together(post)] for row, post in zip(rows[at:], posts, strict=False)]
            doubt = "names and posts stand apart in two columns, and were put together in their order"
        else:
            out += alone or [rows[at]]
        at += len(posts) + sum(map(len, posts)) or len(alone) or 1
    return out, doubt


def _halves(row: Row) -> list[Row]:
    """A row in which a copy put the end of one column and the beginning of the next: "Ada Example / Chair"."""
    name = row[0].text.partition(" / ")[0]
    if len(name) == len(row[0].text) or not is_name_alone(name):
        return [row]
    return [[row[0].cut(0, len(name))], [row[0].cut(len(name) + 3, len(row[0].text))]]


def _no_name(row: Row) -> bool:
    text = row[0].text
    return len(row) == 1 and not (begins_with_person(text) or trade.ignored_kind(text))


def _shared_out(rows: list[Row], many: int) -> list[list[Piece]]:
    """Lines of posts, some of them wrapped, as a group for each of so many people; nothing where they do not go out."""
    if len(rows) == many > 2 and _OTHERS * many < sum(map(_no_name, rows)):  # all the rest, one for each
        return [row[:1] for row in rows]
    groups: list[list[Piece]] = []
    for row in takewhile(_no_name, rows):
        if groups and kind_of(put_together(groups[-1]).text) != "post":
            groups[-1].append(row[0])
        else:
            groups.append([row[0]])
    return groups if len(groups) == many else []


def side_by_side(cells: list[list[str]]) -> list[list[str]]:
    """A row whose cells hold several lines each: as several rows where the lines belong together, else as one."""
    many = [own for own in cells if len(own) > 1]
    deep = {len(own) for own in many}
    if len(deep) == 1 and any(map(are_people, many)):
        alike = [own * max(deep) if len(own) == 1 and kind_of(own[0]) == "post" else own for own in cells]
        return [[own[at] if at < len(own) else "" for own in alike] for at in range(max(deep))]
    return [[re.sub(_WRAPPED, " ", ", ".join(line.rstrip(",;") for line in own)) for own in cells]]


def are_people(lines: list[str]) -> bool:
    """Whether most lines of a cell are somebody each, or nobody yet."""
    known = sum(begins_with_person(line) or bool(cue("vacancy").search(line)) for line in lines)
    return known >= _ENOUGH * len(lines)


_AWAY = trade.PHRASES["marks_away"]
_SAY = {"present": "present", "absent": "apologies", "away": "apologies", "other": ""}
_MARKS = {mark: said for kind, said in _SAY.items() for mark in trade.PHRASES[f"marks_{kind}"]}
_OF_ANY = frozenset(["", *trade.PHRASES["marks_of_any"], *map(str.capitalize, trade.PHRASES["marks_of_any"])])
_STATES = {"apolog": "apologies", "absent": "absent", "in attendance": "in_attendance", "substitut": "substitutes"}
_STATES |= {"present, as sub": "substitutes", "present": "present"}
_DEEPEST_HEAD = 6  # rows: a table's headings may stand below its title
_AS_PRINTED = ("start_date", "end_date", "sector_as_published", "pronoun_as_published", "gender_as_published")
_ENOUGH = 0.6  # of a column's filled cells


def read_block(rows: Sequence[Row], section: str, title: str = "") -> Account:
    """Rows as a table where a column holds the names, else as a run of text; whatever is left of them is unread."""
    placed, doubt = zipped(list(rows))
    own = read_rows(placed, section) or read_run(as_run(placed), section, title)
    for reading in own.readings:
        reading.doubt(doubt)
    return settled(own, placed, "no name was found in it")


def read_rows(rows: Sequence[Row], section: str, names: list[int] | None = None) -> Account | None:
    """A table of people; None where no column is known to hold their `names`, or every column does."""
    rows = [row for row in rows if any(cell.text.strip() for cell in row)]
    if len(rows) < 2 or (not names and max(map(len, rows)) < 2):
        return None
    top, heads = next(((at, head) for at, row in enumerate(rows[:_DEEPEST_HEAD]) if (head := _headings(row))), (-1, {}))
    body = rows[top + 1 :]
    if set(heads.values()) == {"person_name"} and len(heads) > 1:  # names in each: down one column, then the next
        body = [[cell] for column in zip_longest(*body) for cell in column if cell]
        heads = {0: "person_name"}
    blank = [Piece("", ())] * max(map(len, rows))  # below a heading there may be nothing at all
    account = Account("table")
    for upper, row in pairwise(body):
        if len(row) > 1 and all(cue("ditto").fullmatch(cell.text) for cell in row[1:]):
            account.ignore(put_together(row[1:]), "joining words")
            row[1:] = upper[1:]
    columns = [[cell.text.strip() for cell in column] for column in zip_longest(*body, blank, fillvalue=blank[0])]
    names = names or [at for at, column in heads.items() if column == "person_name"][:1] or _name_column(columns, body)
    parts = [at for at, column in heads.items() if column in ("given name", "family name")]
    if not (names or parts):
        return None
    for at in names:
        heads |= dict.fromkeys(_initials(columns, columns[at]), "unused")
    if not set(heads.values()) - {"unused"}:  # whatever a cell says may be somebody's post or body
        texts = ([text.strip(" :") for text in column] for column in columns)
        heads |= {at: "posts" for at, own in enumerate(texts) if at not in heads and are_posts(list(filter(None, own)))}
    titles = dict(enumerate(cell.text.strip() for cell in rows[top])) if top >= 0 else {}
    led = "".join(titles.get(at, "") for at in names[:1] if cue("chair of this board").match(titles.get(at, "")))
    for row in rows[: top + 1]:
        account.ignore(put_together(row), "heading")
    known = [sum(bool(_MARKS.get(text.casefold())) for text in own) for own in columns]
    marked = [at for at, many in enumerate(known) if many > max(2, _ENOUGH * len(body)) and at not in names]
    heads |= {at: "voting" for at in marked if cue("a vote").search(titles.get(at, ""))}
    marked = [at for at in marked if heads.get(at) != "voting" and not _asks(titles.get(at, ""), columns[at])]
    heads |= dict.fromkeys(marked if len(marked) == 1 else (), "attendance")
    whole = top >= 0 and len(set(map(len, rows[top:]))) == 1  # no empty cell is lost
    states = {at: state for at, text in titles.items() if whole and (state := trade.section_of(text))}
    states = {at: state for at, state in states.items() if state in _STATES.values()}  # "Present | Apologies"
    beside = [at for at in states if states == {at: "substitutes"} and are_people(list(filter(None, columns[at])))]
    heads |= dict.fromkeys(states if len(states) > 1 else beside, "unused")
    for row in body:
        many = len(account.readings)
        _read_row(account, row, names or parts, heads, section)
        new = account.readings[many:]
        _who_came(new, row, marked, states)
        for at in beside:  # "Member | Substitute"
            account.add(read_run(row[at], "substitutes"))
        for reading in new if led else ():
            reading.doubt(f"its column of names is headed “{led}”")
    return account if account.readings else None


def _who_came(new: Sequence[Reading], row: Row, marked: Sequence[int], states: Mapping[int, str]) -> None:
    """Those of a row by its mark in the one column of marks, or by which of several columns has one."""
    mark = row[marked[0]].text.strip() if len(marked) == 1 and marked[0] < len(row) else ""
    for reading in new if len(marked) == 1 and not _MARKS.get(mark.casefold()) else ():
        reading.section = "members"  # nobody can tell who came
        reading.doubt(f"“{mark}” is no known mark of attendance" if mark else "its mark of attendance is missing")
    came = {state for at, state in states.items() if at < len(row) and row[at].text.strip(" -–_")}
    for reading in new if len(states) > 1 else ():
        reading.section = min(came) if len(came) == 1 else "members"
        reading.doubt("its row has not one mark in the columns of who came" * (len(came) != 1))


def _initials(columns: list[list[str]], named: list[str]) -> list[int]:
    """The columns that hold the initials of those in the column of names: "Mr N Example | NE"."""
    people = [person.name if (person := person_at(text)) else "" for text in named]
    pairs = [[pair for pair in zip(column, people, strict=True) if all(pair)] for column in columns]
    return [at for at, both in enumerate(pairs) if sum(are_initials_of(*pair) for pair in both) > _ENOUGH * len(both)]


def _headings(row: Row) -> dict[int, str]:
    """Columns of the table by place, where most cells of the row are headings of the trade."""
    filled = [at for at, cell in enumerate(row) if cell.text.strip()]
    known = {at: column for at in filled if (column := trade.column_of(row[at].text))}
    enough = len(known) * 2 >= len(filled) or "person_name" in known.values()
    held = (row[at].text for at in filled if at not in known and not trade.may_open(row[at].text))
    return known if enough and not any(_somebody(text) or cue("vacancy").search(text) for text in held) else {}


def _asks(heading: str, answers: list[str]) -> bool:
    """Whether a heading over yes and no asks something else than who came: "Independent?"."""
    came = trade.column_of(heading) == "attendance" or trade.says_who_came(heading)
    return not came and re.search(r"^\D*[a-z]{3}\D*$", heading) is not None and _OF_ANY.issuperset(answers)


def _somebody(text: str) -> bool:
    return person_at(text.strip()) is not None and len(text.split()) <= 12


def _name_column(columns: list[list[str]], rows: Sequence[Row]) -> list[int]:
    """The one column that holds names; none where there is none, or where names stand in several: a grid."""
    filled = [list(filter(None, column)) for column in columns]
    holding = [at for at, own in enumerate(filled) if own and sum(map(_somebody, own)) >= _ENOUGH * len(own)]
    several = sum(sum(bool(cell.text.strip()) for cell in row) > 1 for row in rows)
    return holding if len(holding) == 1 and several * 2 >= len(rows) else []


def _read_row(account: Account, row: Row, names: list[int], heads: dict[int, str], section: str) -> None:
    """Who stands in a row, where it is one person."""
    name, whole = put_together(row[at] for at in names if at < len(row)), put_together(row)
    kind = trade.ignored_kind(whole.text) or "heading" * bool(trade.section_of(whole.text)) if len(row) == 1 else ""
    somebody = name.text.strip() and not cue("vacancy").search(name.text) and not kind
    own = read_run(name, section, in_a_cell=True) if somebody else Account("run")
    text, first = " ".join(name.text.split()), own.readings[:1]
    one = heads.get(names[0]) == "person_name"
    alone = one and (len(own.readings) > 1 or cue("initials last").fullmatch(text))
    if first and alone and not cue("sign between people").search(name.text):  # "Anilkumar. C" below "Name"
        first[0].name, own.readings = text[text.index(first[0].name.split()[0]) :], first
    told = set(heads.values()) - {"unused", "posts"}
    elsewhere = not name.text.strip() and begins_with_person(whole.text.strip())
    if elsewhere or (len(own.readings) > 1 and not (one and "job_title" in told)):
        return account.add(read_run(put_together(row, "\t"), section))
    if not own.readings:
        if kind := kind or ("vacancy" if cue("vacancy").search(whole.text) else trade.ignored_kind(whole.text)):
            return account.ignore(whole, kind)
        return account.not_read(whole, "a row without a name in its column of names", section)
    account.add(own)
    for reading in own.readings:
        reading.places |= whole.places()
        for at, cell in enumerate(row):
            said = " ".join(cell.text.split())
            said = one_of(said) or said if len(own.readings) > 1 else said
            free = not told or (told.isdisjoint(("job_title", "organisation")) and kind_of(said))
            if heads.get(at) == "voting" and said in _OF_ANY:
                reading.capacity = more(reading.capacity, "Non-voting" * bool(cue("no vote").search(said)))
            elif at not in names and said and (at in heads or free):
                tell(reading, said, heads.get(at, ""))
            elif at not in names and re.fullmatch(r"[A-Z][a-z]\D*|Y|N", said):
                reading.doubt(f"nothing was made of “{said}” in its row")
        reading.status = "former" if cue("ended").search(whole.text) else reading.status


def term_ends(text: str) -> int:
    """The last year of a text that is a term or a year, "2019 - 2021", "Season 2020"; 0 for any other."""
    found = cue("years").fullmatch(text.strip())
    last = (found[2] or found[3] or found[1]) if found else "0"
    return int(last if len(last) != 2 or not found else found[1][:2] + last)


def tell(reading: Reading, text: str, column: str) -> None:
    """What a cell beside the name says, by its heading or by its own words."""
    reading.headed |= {"job_title": {"post"}, "organisation": {"organisation"}}.get(column, set())
    if column == "posts" and not cue("word for several").fullmatch(text):  # as others of its place show: no proof
        reading.post = reading.beside = more(reading.post, cue("label of a post").sub("", text).strip(" ,;:"))
    elif column in _AS_PRINTED and (not column.endswith("_date") or looks_like_date(text)):
        setattr(reading, column.removesuffix("_as_published"), text)
    elif column == "attendance":
        said = text.casefold()
        reading.section = next((name for start, name in _STATES.items() if said.startswith(start)), reading.section)
        reading.attendance = reading.attendance or _MARKS.get(said, "")
        if reading.section == "present" and reading.attendance == "apologies":
            reading.section = "absent" if said in _AWAY else "apologies"
    elif column in ("term", "unused", *_AS_PRINTED[:2]) or trade.ignored_kind(text) or cue("day").fullmatch(text):
        reading.hold(text * (column != "unused"))  # a note may speak of another place
    elif column == "organisation" and (post_in_a_body(text) or ("," in text and kind_of(text.split(",")[0]) == "post")):
        describe(reading, text)  # "Owner, Bell Engineering", "Leader of Exshire Council"
    elif column == "organisation" and not cue("seat").fullmatch(text):
        reading.organisation = "; ".join(dict.fromkeys(filter(None, (reading.organisation, text))))
    elif column == "honorific" and trade.key_of(text) in trade.TITLES:
        reading.title = reading.title or text
    elif cue("term").search(text) and cue("day").search(text):
        reading.hold(text)
    elif column == "capacity_as_published" or cue("seat").fullmatch(text) or cue("capacity").fullmatch(text):
        reading.capacity = "; ".join(filter(None, (reading.capacity, text)))
    elif column == "job_title" and not (kind_of(text) == "post" or has_strong(text)):
        reading.post = more(reading.post, text)
    else:
        describe(reading, text)
