"""The board that verdicts are given about, and the counts of it that were published without names."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from operator import itemgetter
from typing import Any

import pandas as pd

from lepdata.dates import MONTHS, interval, words
from lepdata.display import Record, Told, row_dicts
from lepdata.english import plural
from lepdata.read.board import told_of_file
from lepdata.read.grid import to_tell
from lepdata.registers.geography import leps, slug
from lepdata.registers.whose import hash_of_rows, in_use, own_table, rules_at
from lepdata.vocabulary import COUNTED_GROUPS, MAIN_BOARD, body_kind

_TO_SHOW = ("person_name", "role_read", "job_title", "organisation", "sector", "counts_as_member")
_BETWEEN = re.compile(rf"between ({'|'.join(MONTHS)}) and ({'|'.join(MONTHS)})", re.IGNORECASE)
# A year that somebody worked out is good enough to show a count by, not to settle a verdict of that very year; nor is
# the size of a board that was only planned.
_NOT_OF_ITS_DAY = re.compile("year not printed|about [0-9]{4}|by the (text|article)|from the title|or later|planned")


@dataclass(frozen=True)
class PublishedCount:
    """A count of a board that was published without names, such as "10 of 14 private"."""

    group: str
    count: int | None = None
    of: int | None = None
    as_at: str = ""
    date_from: str = ""
    date_to: str = ""
    as_published: str = ""
    note: str = ""
    source_url: str = ""
    id: str = ""
    of_this_list: bool = False

    @property
    def size(self) -> int | None:
        """How many members it says the board has; None where it does not, or counts out of a part of the board."""
        if self.group == "members":
            return self.count
        return self.of if self.group in COUNTED_GROUPS else None


@dataclass(frozen=True, repr=False)
class Board(Record):
    """One list of one body at one date, with what else was published of it: what is judged."""

    lep: str
    body: str
    as_at: str
    completeness: str
    members: pd.DataFrame
    board_size: int | None = None
    caveats: tuple[str, ...] = ()
    published: tuple[PublishedCount, ...] = ()
    framework: str = ""  # the rules that its collection or its document asks for; "" for those of its body and date
    largest: int = 0  # seats of the largest board of its kind that the collection lists in full or has a size of
    not_read: tuple[dict[str, str], ...] = ()  # what of its file was not understood, as `read_board` says it

    @property
    def named(self) -> str:
        """Whose board it is, and its date, as far as they are known."""
        return ", ".join(filter(None, dict.fromkeys((self.lep, self.body, words(self.as_at) if self.as_at else ""))))

    def _told(self) -> tuple[str, ...]:
        listed = f"{self.completeness}, {plural(len(self.members), 'person', 'people')} listed"
        return (f"{self.named}: {listed}", *self.caveats)

    def _shown(self) -> pd.DataFrame:
        return self.members[[name for name in _TO_SHOW if name in self.members]]


def count_days(as_at: str, note: str) -> tuple[str, str]:
    """First and last ISO day that a published count's date may mean, "2018-08/2018-12" a stretch; "" twice for none."""
    first, _, last = as_at.partition("/")
    if months := _BETWEEN.search(note) if len(as_at) == len("2018") else None:
        first, last = (f"{as_at}-{MONTHS.index(month.casefold()) + 1:02}" for month in months.groups())
    begin, end = ("" if _NOT_OF_ITS_DAY.search(note) else interval(one) for one in (first, last or first))
    return (begin[0], end[1]) if begin and end else ("", "")


Counts = Mapping[tuple[str, str], Sequence[PublishedCount]]


def counts_of(compositions: pd.DataFrame) -> Counts:
    """The counts published of each board, by area and body."""
    found: dict[tuple[str, str], list[PublishedCount]] = {}
    for row in row_dicts(compositions):
        count, of = (int(row[name]) if row[name] else None for name in ("count", "of"))
        names = ("as_at", "date_from", "date_to", "as_published", "note", "source_url")
        one = PublishedCount(row["group"], count, of, id=row["composition_id"], **{name: row[name] for name in names})
        found.setdefault((row["lep"], row["body"]), []).append(one)
    return found


def every_board(seats: pd.DataFrame) -> list[tuple[str, str]]:
    """Area and body of each board that is judged: main boards of LEPs, all of other areas, and those added."""
    pairs = list(dict.fromkeys(zip(seats["lep"], seats["body"], strict=True)))
    if not in_use().with_shipped:
        return pairs
    main = [(lep, MAIN_BOARD) for lep in leps()["lep"]]
    added = set(own_table("documents.csv")["document"])
    own = seats[seats["source_id"].isin(added)] if added and "source_id" in seats else seats.iloc[:0]
    mine, known = set(zip(own["lep"], own["body"], strict=True)), {lep for lep, _ in main}
    return main + [one for one in pairs if one not in main and (one[0] not in known or one in mine)]


def board_slugs(boards: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What the page of each board is called: the area, and the body too where an area has several."""
    pairs = list(boards)
    several = Counter(area for area, _ in pairs)
    alone = {(area, body) for area, body in pairs if several[area] == 1 or body == MAIN_BOARD}
    return {pair: slug(pair[0] if pair in alone else " ".join(pair)) for pair in pairs}


def with_context(board: Board, counts: Counts, sizes: Mapping[str, int]) -> Board:
    """The board with its published counts, the size of the largest of its kind, by `largest_sizes`, and its rules.

    They are those that the cards of its documents, or else its collection, ask for. What must be said of its documents
    first goes with it: a reading that nobody confirmed, a file that lacks a date.
    """
    used, board = in_use(), replace(with_counts(board, counts), largest=sizes.get(body_kind(board.body), 0))
    if used.is_file:
        return replace(board, not_read=told_of_file())
    listed = board if "seat_id" in board.members else replace(board, framework=used.framework)
    if used.root is None:
        return listed
    cards = own_table("documents.csv")
    ids = board.members.get("row_id", pd.Series(dtype=str)).str.rsplit("-", n=1).str[0]  # as `add` makes them
    own = cards[cards["document"].isin(board.members.get("source_id", ids))]
    if own.empty:
        return listed
    rules = (rules_at(used.root, one) for one in own["framework"])
    unsure = own[own["confirmed"] == "no"]["document" if used.hidden else "title"]
    told = tuple(to_tell("reading", one, f"Nobody has confirmed what was read of “{one}”.") for one in unsure)
    told += tuple(to_tell("reading", "", one) for one in own["signed"] if one and not used.hidden)
    for document, as_added in zip(own["document"], own["rows_sha256"], strict=True):
        rows = f"boards/{document}.csv"
        if as_added and hash_of_rows((used.root / rows).read_bytes()) != as_added:
            told += (to_tell("rows", rows, f"{rows} was changed by hand since its document was added."),)
    return replace(board, framework=next(filter(None, rules), used.framework), not_read=told)


def largest_sizes(seats: pd.DataFrame, counts: Counts) -> dict[str, int]:
    """By kind of body, the most members that a full list or a published count of one's own collection gives one."""
    if in_use().root is None:
        return {}
    full = seats[(seats["list_completeness"] == "full") & (seats["counts_as_member"] == "yes")]
    listed = Counter(zip(full["body"], full["list_id"], strict=True))
    found = [(body_kind(body), size) for (body, _), size in listed.items()]
    published = ((body, one) for (lep, body), own in counts.items() if not lep.startswith("(") for one in own)
    found += [(body_kind(body), one.size or 0) for body, one in published]
    return dict(sorted(found, key=itemgetter(1)))  # the last of a kind stays


def with_notes(board: Board) -> Board:
    """The board, its members' frame noting in `attrs` what is known of it besides, so that `check` knows it too."""
    about = Told([Told(map(asdict, board.published)), board.framework, board.largest])
    board.members.attrs.update(board=about, caveats=Told(board.caveats), not_read=Told(board.not_read))
    return board


def from_notes(board: Board, notes: Sequence[Any]) -> Board:
    """The board with what `with_notes` wrote on a frame."""
    published, framework, largest = notes
    counts = tuple(PublishedCount(**one) for one in published)
    return replace(board, published=counts, framework=framework, largest=largest)


def with_counts(board: Board, counts: Counts) -> Board:
    """The board with the counts published of it; which of them speak of its list, the verdicts decide."""
    return replace(board, published=tuple(counts.get((board.lep, board.body), ())))
