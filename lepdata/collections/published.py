"""What a published figure counts, and how one member of ours answers: `rules/figures/measures.csv`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, cached_property
from math import ceil, floor

import pandas as pd

from lepdata.dates import interval, months_between, words
from lepdata.english import choose, plural
from lepdata.errors import Fault, unknown
from lepdata.files import RULES
from lepdata.judging.bounds import Tally, share
from lepdata.judging.questions import says
from lepdata.judging.roll import Member, Roll, call_roll
from lepdata.nation.spread import how_many
from lepdata.registers.frozen import read_raw
from lepdata.registers.geography import leps
from lepdata.seating.boards import Board, count_days
from lepdata.seating.lists import published_lists
from lepdata.vocabulary import MAIN_BOARD, SECTORS
from lepdata.voice.voluntary import voluntary_measures
from lepdata.words_by_id import phrases, say

FIGURES = RULES / "figures"
PUBLIC = frozenset({"council", "education", "health", "other_public"})
_ANY = frozenset(SECTORS) - {"unknown"}


@dataclass(frozen=True)
class Measure:
    """One row of the rules: what is counted, and what it is called.

    `level` is "members" (counted on a list), "boards" (boards with at least `least` members as `asked`), "study" (the
    measure `asked` of `representation.voluntary_measures`) or "none" (nothing held here answers it, `why_not`).
    """

    name: str
    level: str
    asked: str
    least: int
    turned: bool
    sectors: frozenset[str]
    by: str
    gender: str
    phrases: tuple[str, ...]
    base: str
    one: str
    many: str
    open: str
    why_not: str


def measure(name: str) -> Measure:
    """The measure of that name.

    Raises
    ------
    UsageError
        If the rules hold none.

    Examples
    --------
    >>> measure("council women").base
    'council'
    """
    if name not in measures():
        raise unknown("measure", name, list(measures()))
    return measures()[name]


@cache
def measures() -> dict[str, Measure]:
    """Every measure of the rules, by name."""
    rows = pd.read_csv(FIGURES / "measures.csv", dtype=str, keep_default_na=False).to_dict("records")
    return {str(row["measure"]): _measure({str(key): str(value) for key, value in row.items()}) for row in rows}


def _measure(row: dict[str, str]) -> Measure:
    return Measure(
        name=row["measure"],
        level=row["level"],
        asked=row["asked"],
        least=int(row["least"] or 0),
        turned=row["turned"] == "yes",
        sectors=frozenset(_cells(row["sectors"])),
        by=row["by"],
        gender=row["gender"],
        phrases=_cells(row["phrases"]),
        base=row["base"],
        one=row["one"],
        many=row["many"],
        open=row["open"],
        why_not=row["why_not"],
    )


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


def answer(member: Member, asked: Measure) -> str:
    """Whether a member is counted: "for", "against" or "unknown".

    Examples
    --------
    >>> ada = Member(True, "member", "council", "", "", "public", "woman", "")
    >>> [answer(ada, measure(name)) for name in ("women", "private", "council women", "rural")]
    ['for', 'against', 'for', 'unknown']
    """
    answers = {_sector(member, asked), _gender(member, asked), _words(member, asked)}
    return "against" if "against" in answers else "unknown" if "unknown" in answers else "for"


def _sector(member: Member, asked: Measure) -> str:
    if not asked.sectors:
        return "for"
    seat = _meant(member.seat_sector)
    known = _meant(member.sector)
    if asked.by == "seat":
        return _among(seat or known or _ANY, asked.sectors)
    if asked.by == "either" and ((seat and seat <= asked.sectors) or (known and known <= asked.sectors)):
        return "for"
    return _among(known or seat or _ANY, asked.sectors)


def _meant(sector: str) -> frozenset[str]:
    """The sectors that a published one may mean; "public" names none of the four. Empty where nothing was published."""
    if sector in ("", "unknown"):
        return frozenset()
    return PUBLIC if sector == "other_public" else frozenset({sector})


def _among(possible: frozenset[str], wanted: frozenset[str]) -> str:
    if possible <= wanted:
        return "for"
    return "unknown" if possible & wanted else "against"


def _gender(member: Member, asked: Measure) -> str:
    if not asked.gender or member.gender == asked.gender:
        return "for"
    return "against" if member.gender in ("woman", "man") else "unknown"


def _words(member: Member, asked: Measure) -> str:
    return "for" if not asked.phrases or says(member.words, asked.phrases) else "unknown"


def by_organisation(asked: Measure) -> Measure:
    """The same measure with members counted by their organisation before their seat."""
    return replace(asked, by="organisation") if asked.by == "seat" else asked


_ANY_THRESHOLD = Fraction(1, 2)  # lowest and highest share do not depend on it


@dataclass(frozen=True)
class Count:
    """How the members of one list, or of many together, answer a measure.

    Attributes
    ----------
    for_, against, unknown : int
        Members that certainly belong to the base, by their answer.
    might_for, might_against, might_unknown : int
        People who may or may not belong to the base.
    unseen : int or None
        How many may be missing from the list; None where nothing limits it.
    """

    for_: int = 0
    against: int = 0
    unknown: int = 0
    might_for: int = 0
    might_against: int = 0
    might_unknown: int = 0
    unseen: int | None = 0

    @property
    def base(self) -> int:
        """How many certainly belong to the base."""
        return self.for_ + self.against + self.unknown

    @property
    def most_in_base(self) -> int | None:
        """How many may belong to the base at most; None where nothing limits it."""
        might = self.might_for + self.might_against + self.might_unknown
        return None if self.unseen is None else self.base + might + self.unseen

    @property
    def is_whole(self) -> bool:
        """Whether the base is exactly known."""
        return self.most_in_base == self.base

    @property
    def highest(self) -> int | None:
        """The most that may be counted; None where nothing limits it."""
        if self.unseen is None:
            return None
        return self.for_ + self.unknown + self.might_for + self.might_unknown + self.unseen

    def shares(self) -> tuple[Fraction, Fraction]:
        """The lowest and the highest share of the base."""
        might = (self.might_for, self.might_against, self.might_unknown)
        found = share(Tally(self.for_, self.against, self.unknown, *might, self.unseen), _ANY_THRESHOLD)
        return found.lowest or Fraction(0), Fraction(1) if found.highest is None else found.highest

    def within(self, size: int | None) -> Count:
        """The same count where the base is known to be of a published size, which limits everybody not certain."""
        if self.unseen == 0 or size is None or size < self.base:
            return self
        return Count(self.for_, self.against, self.unknown, unseen=size - self.base)


def count(roll: Roll, asked: Measure) -> Count:
    """Count the members of one list.

    Parameters
    ----------
    roll : Roll
        Who is on the list, and whether it is full.
    asked : Measure
        A measure of the level "members".

    Examples
    --------
    >>> ada = Member(True, "member", "council", "", "", "public", "woman", "")
    >>> found = count(Roll((ada, ada._replace(gender="not published")), "full"), measure("women"))
    >>> found.for_, found.highest
    (1, 2)
    """
    tallies = [(_belongs(member, asked), answer(member, asked)) for member in roll.members]

    def many(belongs: str, *answers: str) -> int:
        """How many of those who belong so answer so."""
        return sum(where == belongs and said in answers for where, said in tallies)

    return Count(
        for_=many("for", "for"),
        against=many("for", "against"),
        unknown=many("for", "unknown"),
        might_for=many("unknown", "for"),
        might_against=many("unknown", "against"),
        might_unknown=many("unknown", "unknown"),
        unseen=0 if roll.completeness == "full" else None,
    )


def _belongs(member: Member, asked: Measure) -> str:
    found = answer(member, measure(asked.base)) if asked.base else "for"
    return found if member.sure or found == "against" else "unknown"


def together(counts: Iterable[Count], unseen: int | None = None) -> Count:
    """Counts of several boards added up; `unseen` is how many the boards without a list may hold.

    Examples
    --------
    >>> together([Count(1, 2), Count(3, 0, 4)]).base
    10
    """
    every = list(counts)
    fields = ("for_", "against", "unknown", "might_for", "might_against", "might_unknown")
    return Count(**{name: sum(getattr(one, name) for one in every) for name in fields}, unseen=unseen)


def reaches(found: Count, least: int) -> str:
    """Whether a board has at least so many: "yes", "no" or "unknown".

    Examples
    --------
    >>> reaches(Count(1, 5, unseen=None), 1), reaches(Count(0, 5), 1), reaches(Count(0, 5, unseen=None), 1)
    ('yes', 'no', 'unknown')
    """
    if found.for_ >= least:
        return "yes"
    return "no" if found.highest is not None and found.highest < least else "unknown"


COMPOSITIONS = "compositions/published_compositions.csv"
PUBLISHED = "figures/published_figures.csv"
PERCENTAGES = "figures/published_percentages.csv"
COLUMNS = ("figure_id", "about", "lep", "body", "as_at", "measure", "value", "of", "as_published", "note", "source_url")
_PERCENT = re.compile(r"^(?:about )?(\d+(?:\.\d+)?)\s*%$")


def figures() -> pd.DataFrame:
    """Every published figure that lepdata may be held against, as text.

    Returns
    -------
    DataFrame
        figure_id, about, lep, body, as_at, measure, value, of, as_published, note, source_url; `date_from` and
        `date_to`, the first and last day that the figure may speak of, "" where its source gives no date; `series`, the
        name of the table or study that it belongs to, "" for a figure that stands alone.

    Examples
    --------
    >>> figures().set_index("figure_id").loc["c01", ["measure", "value", "of", "date_from"]].tolist()
    ['women', '3', '16', '2018-08-01']
    """
    rows = pd.concat([_compositions(), read_raw(PUBLISHED)], ignore_index=True)[list(COLUMNS)]
    spans = [span(as_at, note) for as_at, note in rows[["as_at", "note"]].itertuples(index=False, name=None)]
    dated = rows.assign(date_from=[first for first, _ in spans], date_to=[last for _, last in spans])
    return dated.assign(series=dated["source_url"].map(_series()).fillna(""))


def _series() -> dict[str, str]:
    rows = pd.read_csv(FIGURES / "series.csv", dtype=str, keep_default_na=False)
    return dict(zip(rows["source_url"], rows["series"], strict=True))


def _compositions() -> pd.DataFrame:
    names = {"composition_id": "figure_id", "group": "measure", "count": "value"}
    return read_raw(COMPOSITIONS).rename(columns=names).assign(about="")


def span(as_at: str, note: str = "") -> tuple[str, str]:
    """First and last day that a figure's date may mean; "2018-08/2018-12" is a stretch of time.

    Parameters
    ----------
    as_at : str
        As the tables have it; "" where no date was printed.
    note : str, optional
        What else the source says, which may tell the months of a year, or that no year was printed.

    Examples
    --------
    >>> span("2019-10/2020-03"), span("2012", "year not printed")
    (('2019-10-01', '2020-03-31'), ('', ''))
    """
    if "/" not in as_at:
        return count_days(as_at, note)
    first, last = (interval(part) or ("", "") for part in as_at.split("/"))
    return first[0], last[1]


def share_range(as_published: str) -> tuple[Fraction, Fraction] | None:
    """The shares that a published per cent, or a share in words, may stand for; None where it is neither.

    A rounded per cent stands for everything that rounds to it, both ends counted.

    Examples
    --------
    >>> share_range("23%"), share_range("two thirds"), share_range("15-strong")
    ((Fraction(9, 40), Fraction(47, 200)), (Fraction(2, 3), Fraction(1, 1)), None)
    """
    found = _PERCENT.match(as_published)
    if found:
        percent, half = Fraction(found[1]), Fraction(1, 2)
        return max(Fraction(0), (percent - half) / 100), min(Fraction(1), (percent + half) / 100)
    return _shares_in_words().get(as_published)


@cache
def _shares_in_words() -> dict[str, tuple[Fraction, Fraction]]:
    rows = pd.read_csv(FIGURES / "shares.csv", dtype=str, keep_default_na=False).to_dict("records")
    return {row["words"]: (Fraction(row["lowest"]), Fraction(row["highest"])) for row in rows}


NEAR_MONTHS = 12  # as far apart as lists may lie that are put together to one board
_RANK = {"full": 0, "attendance": 1, "not stated": 1, "truncated": 2, "partial": 3}
_USABLE = 1


@dataclass(frozen=True)
class Held:
    """One published list, its seats and the documents it comes from."""

    list_id: str
    lep: str
    body: str
    as_at: str
    completeness: str
    date_from: str
    date_to: str
    members: int
    seats: pd.DataFrame

    @cached_property
    def roll(self) -> Roll:
        """Everybody on it who counts as a member or might, nobody twice."""
        return call_roll(Board(self.lep, self.body, self.as_at, self.completeness, self.seats))

    @cached_property
    def sources(self) -> frozenset[str]:
        """The addresses of its documents."""
        return frozenset(self.seats["source_url"])

    def gap(self, span: tuple[str, str]) -> int:
        """Months between the list and a stretch of time, begun months counted; 0 where they may be of one day."""
        if self.date_from > span[1]:
            return months_between(span[1], self.date_from)
        return months_between(self.date_to, span[0]) if self.date_to < span[0] else 0


class Shelf:
    """Every dated list, by LEP.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns, with sectors and genders.
    """

    def __init__(self, seats: pd.DataFrame) -> None:
        self._by_lep: dict[str, list[Held]] = {}
        self._studies: dict[str, pd.DataFrame] = {}
        self._seats = seats
        dated = seats[seats["date_from"] != ""]
        if dated.empty:
            return
        parts = dict(list(dated.groupby("list_id", sort=False)))
        for row in published_lists(dated).to_dict("records"):
            held = Held(
                list_id=row["list_id"],
                lep=row["lep"],
                body=row["body"],
                as_at=row["snapshot_date"],
                completeness=row["list_completeness"],
                date_from=row["date_from"],
                date_to=row["date_to"],
                members=row["members"],
                seats=parts[row["list_id"]],
            )
            self._by_lep.setdefault(held.lep, []).append(held)

    def nearest(self, lep: str, body: str, span: tuple[str, str]) -> Held | None:
        """The list that stands for a body at a time; None where no dated list of it is held.

        A list that may be of the very day goes first, the most complete of several; else the nearest that carries a
        share, unless it is more than a year away and a fragment is not.

        Parameters
        ----------
        lep, body : str
            Whose list; a body is also found by the end of its name ("Business Board (successor)").
        span : tuple of str
            First and last ISO day.
        """
        return min(self._of(lep, body), key=lambda held: _order(held, span), default=None)

    def near(self, lep: str, body: str, span: tuple[str, str]) -> list[Held]:
        """Every list of a body within a year of a stretch of time; the one that shows most of it first.

        Where boards are added up a list that carries a share goes before a fragment of the very day.
        """
        own = [held for held in self._of(lep, body) if held.gap(span) <= NEAR_MONTHS]
        return sorted(own, key=lambda held: _fullest(held, span))

    def study(self, as_at: str) -> pd.DataFrame:
        """The measures of the voluntary sector study at a day; no row where no dated list is held."""
        if as_at not in self._studies:
            nothing = pd.DataFrame(columns=["measure"])
            self._studies[as_at] = voluntary_measures(self._seats, as_at) if self._by_lep else nothing
        return self._studies[as_at]

    def _of(self, lep: str, body: str) -> list[Held]:
        known = self._by_lep.get(lep, [])
        return [one for one in known if one.body == body] or [one for one in known if one.body.endswith(f" {body}")]


def _order(held: Held, span: tuple[str, str]) -> tuple[int, int, int, int, str]:
    gap, rank = held.gap(span), _RANK.get(held.completeness, 3)
    away = 0 if gap == 0 else 1 if gap <= NEAR_MONTHS else 2
    tier = 0 if away == 0 else 2 * away + (rank > _USABLE)
    # of several of the same day the most complete, of several further away the nearest
    return (tier, rank if away == 0 else gap, gap if away == 0 else rank, -held.members, held.list_id)


def _fullest(held: Held, span: tuple[str, str]) -> tuple[bool, int, int, str]:
    fragment, gap = _RANK.get(held.completeness, 3) > _USABLE, held.gap(span)
    return (fragment, -held.members if fragment else gap, gap if fragment else -held.members, held.list_id)


AGREES, DIFFERS, CANNOT = "agrees", "differs", "cannot be compared"
OUTCOMES = (AGREES, DIFFERS, CANNOT)
EXACT, ALLOWED, CONTRADICTED, NOTHING = "exact", "not contradicted", "contradicted", ""
STANDINGS = (EXACT, ALLOWED, CONTRADICTED, NOTHING)


@dataclass(frozen=True)
class Published:
    """A figure's number: a count, the whole it is taken from, the shares it may stand for; each None where none was."""

    value: int | None
    of: int | None
    shares: tuple[Fraction, Fraction] | None


@dataclass(frozen=True)
class Compared:
    """What comes of holding a count against a published number.

    `standing` says how our bounds stand to it, `of_size` whether the two speak of boards of different size, and
    `difference` how far ours lies from it, in words.
    """

    outcome: str
    standing: str
    of_size: bool = False
    difference: str = ""


def compare(found: Count, published: Published) -> Compared:
    """Hold a count against a published number.

    They agree only where ours is exact; a number that our bounds merely allow cannot be compared.

    Parameters
    ----------
    found : Count
        Already narrowed by the published size, where there is one.
    published : Published
        A count or a share; of both, the count.

    Examples
    --------
    >>> five_of_twelve = Published(5, 12, None)
    >>> compare(Count(5, 7), five_of_twelve).outcome, compare(Count(6, 6), five_of_twelve).difference
    ('agrees', '1 more')
    >>> compare(Count(3, 5, 4), five_of_twelve)
    Compared(outcome='cannot be compared', standing='not contradicted', of_size=False, difference='')
    """
    if published.value is None:
        assert published.shares is not None  # whoever asks has looked
        return _of_shares(found, published.shares)
    if found.for_ > published.value:
        more = found.for_ - published.value
        return Compared(DIFFERS, CONTRADICTED, difference=_so_many(more, "more", found.highest == found.for_))
    if found.highest is not None and found.highest < published.value:
        fewer = published.value - found.highest
        return Compared(DIFFERS, CONTRADICTED, difference=_so_many(fewer, "fewer", found.highest == found.for_))
    if _other_size(found, published.of):
        return Compared(DIFFERS, CONTRADICTED, True, f"{plural(found.base, 'member')} instead of {published.of}")
    exact = found.is_whole and found.highest == found.for_
    return Compared(AGREES, EXACT) if exact else Compared(CANNOT, ALLOWED)


def _other_size(found: Count, of: int | None) -> bool:
    return of is not None and (found.base > of or (found.is_whole and found.base != of))


def _so_many(number: int, word: str, exact: bool) -> str:
    return _at_least(say("reconciliation", f"difference-{word}", n=number), exact)


def _at_least(said: str, exact: bool) -> str:
    return said if exact else f"at least {said}"


def _of_shares(found: Count, published: tuple[Fraction, Fraction]) -> Compared:
    (least, most), (lowest, highest) = published, found.shares()
    if lowest > most:
        return Compared(DIFFERS, CONTRADICTED, difference=_points(lowest - most, "more", lowest == highest))
    if highest < least:
        return Compared(DIFFERS, CONTRADICTED, difference=_points(least - highest, "less", lowest == highest))
    inside = least <= lowest and highest <= most
    return Compared(AGREES, EXACT) if inside else Compared(CANNOT, ALLOWED)


def _points(share: Fraction, word: str, exact: bool) -> str:
    points = f"{float(100 * share):.1f}"
    return _at_least(say("reconciliation", f"points-{word}", points=points), exact)


def compare_boards(lowest: int, highest: int, value: int) -> Compared:
    """Hold a number of boards against a published one.

    Parameters
    ----------
    lowest, highest : int
        How many boards certainly, and how many possibly, are as asked.
    value : int
        The published number.

    Examples
    --------
    >>> compare_boards(4, 30, 19).standing, compare_boards(4, 30, 3).difference
    ('not contradicted', 'at least 1 more')
    """
    whole = lowest == highest
    if lowest > value:
        return Compared(DIFFERS, CONTRADICTED, difference=_so_many(lowest - value, "more", whole))
    if highest < value:
        return Compared(DIFFERS, CONTRADICTED, difference=_so_many(value - highest, "fewer", whole))
    return Compared(AGREES, EXACT) if whole else Compared(CANNOT, ALLOWED)


# The closed list: those that need no count of ours, and those that go with one.
REASONS = tuple(phrases("reconciled_alone")) + tuple(phrases("reconciled_counted"))


def uncompared(reason: str, why: str = "") -> str:
    """Why a figure is not to be compared whatever lists there are; `why` where nothing held here answers it."""
    return f"{phrases('reconciled_alone')[reason]}: {why}." if why else phrases("reconciled_alone")[reason]


def number_of(value: str, of: str, as_published: str) -> str:
    """A published number as it is shown.

    Examples
    --------
    >>> number_of("3", "16", ""), number_of("", "625", "23%"), number_of("", "", "")
    ('3 of 16', '23% of 625', 'no number')
    """
    shown = value or as_published or "no number"
    return f"{shown} of {of}" if of and (value or as_published) else shown


def counted(found: Count) -> str:
    """What a count allows.

    Examples
    --------
    >>> counted(Count(5, 7)), counted(Count(3, 2, 9, unseen=2)), counted(Count(3, 2, unseen=None))
    ('5 of 12', 'between 3 and 14 of 16', 'at least 3')
    >>> counted(Count(5, 7, might_for=1))
    'between 5 and 6 of 12 to 13'
    """
    if found.highest is None:
        return f"at least {found.for_}"
    between = f"between {found.for_} and {found.highest}"
    numbers, most = found.for_ if found.highest == found.for_ else between, found.most_in_base
    if found.unseen or found.is_whole:  # a number of unseen comes from a published size
        return f"{numbers} of {most}"
    return f"{numbers} of {found.base} to {most}"


def listed(found: Count) -> str:
    """The count of those listed, as if they were everybody.

    Examples
    --------
    >>> listed(Count(3, 2, 9, unseen=2))
    '3 of 14, 9 not known'
    """
    if not found.unknown:
        return f"{found.for_} of {found.base}"
    return f"{found.for_} of {found.base}, {found.unknown} not known"


def because(reason: str, held: Held, gap: int, found: Count, asked: Measure, printed: Published) -> str:
    """The sentences behind an outcome.

    Parameters
    ----------
    reason : str
        One of those that go with a count.
    held : Held
        Our list.
    gap : int
        Months between it and the figure.
    found : Count
        What it counts.
    asked : Measure
        What is counted.
    printed : Published
        The figure.
    """
    kinds = phrases("reconciled_lists")
    return say(
        "reconciliation",
        "because-away" if gap else "because",
        list=kinds.get(held.completeness, kinds["not stated"]),
        day=words(held.as_at),
        n=gap,
        names=", ".join([_names(found, asked), *_leaves_open(found, asked, printed)]),
        reason=phrases("reconciled_counted")[reason],
    )


def _names(found: Count, asked: Measure) -> str:
    whom = f"{asked.base} " if asked.base else ""
    if not found.base:
        return f"names nobody who certainly is a {whom}member"
    if asked.name == "members":
        return f"names {found.base} {whom}{choose(found.base, 'member', 'members')}"
    some, what = found.for_ or how_many(0), asked.one if found.for_ == 1 else asked.many
    phrase = "names-known" if found.unknown else "names-some"
    return say("reconciliation", phrase, n=found.base, whom=whom, some=some, what=what)


def _leaves_open(found: Count, asked: Measure, printed: Published) -> list[str]:
    parts = [f"{found.unknown} {asked.open}"] if found.unknown else []
    parts += [f"up to {found.unseen} more not listed if the board had {printed.of}"] if found.unseen else []
    return parts + (["and does not show how many more there were"] if found.unseen is None else [])


NATIONS = ("(all 38)", "(all 39)")
_TURNED = {"yes": "no", "no": "yes", "unknown": "unknown"}
Row = dict[str, str]
Found = tuple[Compared, str, str, str]  # the outcome, our bounds, as listed, and what was seen


def compare_nation(row: Row, asked: Measure, printed: Published, shelf: Shelf) -> Row:
    """Hold a national figure against the boards that have a list within a year of it.

    Parameters
    ----------
    row : dict
        The figure, with `date_from` and `date_to`.
    asked : Measure
        Of members or of boards.
    printed : Published
        Its number.
    shelf : Shelf
        Every list.

    Returns
    -------
    dict
        found, as_listed, outcome, standing, difference, reason and because.
    """
    span = (row["date_from"], row["date_to"])
    lists = lists_near(span, shelf)
    match asked.level:
        case "study":
            compared, bounds, as_listed, said = _study(asked, printed, shelf.study(span[1]))
        case "boards":
            compared, bounds, as_listed, said = _boards(asked, printed, lists)
        case _:
            compared, bounds, as_listed, said = _members(asked, printed, lists)
    seen = "" if asked.level == "study" else _seen(lists)
    reason = {AGREES: "same number", DIFFERS: "another number"}.get(compared.outcome, "boards not seen")
    return {
        "found": bounds,
        "as_listed": as_listed,
        "outcome": compared.outcome,
        "standing": compared.standing,
        "difference": compared.difference,
        "reason": reason,
        "because": " ".join(filter(None, (seen, said, phrases("reconciled_counted")[reason]))),
    }


def lists_near(span: tuple[str, str], shelf: Shelf) -> dict[str, list[Held]]:
    """The main board lists within a year of a stretch of time, by LEP, the fullest first; no LEP without one."""
    near = {lep: shelf.near(lep, MAIN_BOARD, span) for lep in leps()["lep"]}
    return {lep: lists for lep, lists in near.items() if lists}


def _members(asked: Measure, printed: Published, lists: dict[str, list[Held]]) -> Found:
    found = together(count(own[0].roll, asked) for own in lists.values()).within(printed.of)
    said = say(
        "reconciliation",
        "nation-names" if asked.name == "members" else "nation-names-some",
        n=found.base,
        whom=f"{asked.base} " if asked.base else "",
        some=found.for_,
        what=asked.one if found.for_ == 1 else asked.many,
        unknown=found.unknown,
        open=asked.open,
    )
    return compare(found, printed), counted(found), listed(found), said


def _boards(asked: Measure, printed: Published, lists: dict[str, list[Held]]) -> Found:
    return _counted(asked, printed, Counter(board_answer(asked, own) for own in lists.values()), len(lists))


def _study(asked: Measure, printed: Published, measures: pd.DataFrame) -> Found:
    rows = measures[measures["measure"] == asked.asked].to_dict("records")
    if not rows:
        return _counted(asked, printed, Counter(), 0)
    row = rows[0]
    answers = Counter(yes=row["met"], no=row["not_met"], unknown=row["cannot_tell"])
    compared, bounds, as_listed, said = _counted(asked, printed, answers, row["of"])
    of_all = f"Of {row['of']} LEPs, by lists since {words(row['since'])}: {said}"
    return compared, bounds, as_listed, of_all


def _counted(asked: Measure, printed: Published, answers: Counter[str], asked_of: int) -> Found:
    assert printed.value is not None  # a share of boards is not compared
    every = len(leps())
    lowest, highest = answers["yes"], every - answers["no"]
    between = f"between {lowest} and {highest}"
    bounds = f"{between if lowest < highest else lowest} of {every}"
    said = (
        f"{plural(lowest or how_many(0), 'is', 'are')} surely "
        f"{(asked.one if lowest == 1 else asked.many)}, {answers['no'] or how_many(0)} surely not, "
        f"and of {answers['unknown']} it cannot be told."
    )
    as_listed = f"{lowest} of {asked_of}, {answers['unknown']} not known"
    return compare_boards(lowest, highest, printed.value), bounds, as_listed, said


def board_answer(asked: Measure, lists: list[Held]) -> str:
    """Whether a board is as asked: "yes", "no" or "unknown".

    Any of its lists may show that there is a member; only the first may show that there is none.

    Parameters
    ----------
    asked : Measure
        Of the level "boards".
    lists : list of Held
        The board's lists within a year, the fullest first.
    """
    each = [reaches(count(held.roll, measure(asked.asked)), asked.least) for held in lists]
    answer = "yes" if "yes" in each else each[0]
    return _TURNED[answer] if asked.turned else answer


def _seen(lists: dict[str, list[Held]]) -> str:
    whole = sum(own[0].completeness == "full" for own in lists.values())
    phrase = "nation-seen" if lists else "nation-seen-none"
    return say("reconciliation", phrase, n=len(lists), boards=len(leps()), whole=whole)


RECONCILED_COLUMNS = (
    "figure_id",
    "series",
    "about",
    "lep",
    "body",
    "as_at",
    "measure",
    "published",
    "found",
    "as_listed",
    "outcome",
    "standing",
    "difference",
    "reason",
    "because",
    "list_id",
    "list_date",
    "completeness",
    "gap_months",
    "same_source",
    "note",
    "source_url",
)
ReconciliationRow = dict[str, str]


def reconcile(seats: pd.DataFrame, published: pd.DataFrame | None = None) -> pd.DataFrame:
    """Hold every published figure against the list of the same board and date.

    Where no list is of that date the nearest stands in, and its distance in months is said; one more than a year away
    is shown and not compared. A figure agrees only with an exact count of ours: one that our bounds merely allow
    *cannot be compared*, and `standing` says that it is not contradicted.

    Parameters
    ----------
    seats : DataFrame
        What `list_seats` returns, with sectors and genders. It may be empty: then no figure can be compared, and every
        row says so.
    published : DataFrame, optional
        What `figures` returns; the shipped ones by default.

    Returns
    -------
    DataFrame
        `RECONCILED_COLUMNS`, one row per figure, all text. `outcome` is "agrees", "differs" or "cannot be compared";
        `standing` is "exact", "not contradicted", "contradicted" or "" where nothing was counted; `reason` is one of
        the closed list in `reconciliation_words`; `same_source` is "yes" where our list comes from the very page that
        printed the figure, so that the two are no independent witnesses.

    Examples
    --------
    >>> reconcile(pd.DataFrame(columns=["list_id", "lep", "body", "date_from"]))["outcome"].unique().tolist()
    ['cannot be compared']
    """
    rows = (figures() if published is None else published).to_dict("records")
    shelf = Shelf(seats)
    made = [_reconciled({str(key): str(value) for key, value in row.items()}, shelf) for row in rows]
    return pd.DataFrame(made, columns=list(RECONCILED_COLUMNS), dtype=str)


def _reconciled(row: ReconciliationRow, shelf: Shelf) -> ReconciliationRow:
    asked = measure(row["measure"])
    printed = _printed(row)
    common = {**dict.fromkeys(RECONCILED_COLUMNS, ""), **{k: v for k, v in row.items() if k in RECONCILED_COLUMNS}}
    common |= {"outcome": CANNOT, "published": number_of(row["value"], row["of"], row["as_published"])}
    reason = _no_comparison(row, asked, printed)
    if reason:
        return common | {"reason": reason, "because": uncompared(reason, asked.why_not)}
    if row["lep"] in NATIONS:
        return common | compare_nation(row, asked, printed, shelf)
    held = shelf.nearest(row["lep"], row["body"], (row["date_from"], row["date_to"]))
    if held is None:
        return common | {"reason": "no list", "because": uncompared("no list")}
    return common | _compared(row, asked, printed, held)


def _printed(row: ReconciliationRow) -> Published:
    value, of = (int(row[name]) if row[name] else None for name in ("value", "of"))
    return Published(value, of, share_range(row["as_published"]))


def _no_comparison(row: ReconciliationRow, asked: Measure, printed: Published) -> str:
    """Why a figure is not to be compared whatever lists there are; "" if it is."""
    if row["note"].startswith("cut:"):
        return "cut in the source"
    if asked.level == "none":
        return "another kind of fact"
    if row["lep"] not in NATIONS and row["lep"] not in set(leps()["lep"]):
        return "boards not named"
    if not row["date_from"]:
        return "no date"
    says_enough = printed.value is not None or (printed.shares and asked.level == "members")
    return "" if says_enough else "no number"


def _compared(row: ReconciliationRow, asked: Measure, printed: Published, held: Held) -> ReconciliationRow:
    gap = held.gap((row["date_from"], row["date_to"]))
    found = count(held.roll, asked).within(printed.of)
    compared = compare(found, printed)
    if gap > NEAR_MONTHS:
        compared = Compared(CANNOT, "")
    same_source = row["source_url"] in held.sources
    reason = _reason(compared, found, printed, gap, count(held.roll, by_organisation(asked)).within(printed.of))
    return {
        "found": counted(found),
        "as_listed": listed(found),
        "outcome": compared.outcome,
        "standing": compared.standing,
        "difference": compared.difference,
        "reason": reason,
        "because": because(reason, held, gap, found, asked, printed),
        "list_id": held.list_id,
        "list_date": held.as_at,
        "completeness": held.completeness,
        "gap_months": str(gap),
        "same_source": "yes" if same_source else "no",
    }


def _reason(compared: Compared, found: Count, printed: Published, gap: int, other_reading: Count) -> str:
    if gap > NEAR_MONTHS:
        return "too far apart"
    if compared.outcome == AGREES:
        return "another date, same number" if gap else "same number"
    if compared.outcome == DIFFERS:
        if compare(other_reading, printed).outcome == AGREES:
            return "another definition"
        return "another date" if gap else "another size" if compared.of_size else "another number"
    return "list incomplete" if not found.is_whole else "not published"


HOLDS, FAILS, OPEN = "holds", "does not hold", "cannot be checked"
CHECK_COLUMNS = ("check_id", "kind", "about", "printed", "recomputed", "outcome", "because", "source_url")
ArithmeticRow = dict[str, str]


def check_arithmetic(published: pd.DataFrame | None = None) -> pd.DataFrame:
    """Recompute every per cent and every sum that the sources of the figures print themselves.

    Parameters
    ----------
    published : DataFrame, optional
        What `figures` returns; the shipped ones by default. A check whose figures are not there is left out.

    Returns
    -------
    DataFrame
        `CHECK_COLUMNS`, all text. `outcome` is "holds", "does not hold", or "cannot be checked" where a number is
        missing. A rounded per cent holds if anything that rounds to it does.

    Examples
    --------
    >>> checks = check_arithmetic().set_index("check_id")
    >>> checks.loc["hertfordshire-seats", ["printed", "recomputed", "outcome"]].tolist()
    ['15', '16', 'does not hold']
    """
    rows = (figures() if published is None else published).to_dict("records")
    known = {str(row["figure_id"]): {str(key): str(value) for key, value in row.items()} for row in rows}
    made = [_percent(known[figure], percent) for figure, percent in _percents(known)]
    made += [_sum(rule, known) for rule in _sums() if _figures_of(rule) <= known.keys()]
    return pd.DataFrame(made, columns=list(CHECK_COLUMNS), dtype=str)


def _percents(known: dict[str, ArithmeticRow]) -> list[tuple[str, str]]:
    beside = read_raw(PERCENTAGES)[["figure_id", "percent"]].itertuples(index=False, name=None)
    own = [(figure, row["as_published"]) for figure, row in known.items() if row["as_published"].endswith("%")]
    return [*own, *((figure, f"{percent}%") for figure, percent in beside if figure in known)]


def _percent(figure: ArithmeticRow, percent: str) -> ArithmeticRow:
    common = {"check_id": f"{figure['figure_id']}-percent", "kind": "per cent", "printed": percent}
    common |= {"about": _about(figure), "source_url": figure["source_url"]}
    spread = share_range(percent)
    if spread is None or not figure["of"]:
        return common | {
            "recomputed": "",
            "outcome": OPEN,
            "because": "The source does not print what it is a share of.",
        }
    whole = int(figure["of"])
    if not figure["value"]:
        return common | _any_number(spread, whole)
    share = Fraction(int(figure["value"]), whole)
    outcome = HOLDS if spread[0] <= share <= spread[1] else FAILS
    percent = f"{float(100 * share):.1f}%"
    said = f"{figure['value']} of {whole} is {percent}."
    return common | {"recomputed": percent, "outcome": outcome, "because": said}


def _any_number(spread: tuple[Fraction, Fraction], whole: int) -> ArithmeticRow:
    """Whether some whole number of the whole rounds to the printed per cent."""
    least, most = ceil(spread[0] * whole), floor(spread[1] * whole)
    if least > most:
        return {"recomputed": "", "outcome": FAILS, "because": f"No whole number of {whole} rounds to it."}
    numbers = f"{least} to {most}" if least < most else str(least)
    said = f"{numbers} of {whole} round to it."
    return {"recomputed": f"{numbers} of {whole}", "outcome": HOLDS, "because": said}


def _about(figure: ArithmeticRow) -> str:
    return figure["about"] or f"{figure['measure']}, {figure['lep']}, {figure['as_at'] or 'no date'}"


def _sums() -> list[ArithmeticRow]:
    rows = pd.read_csv(FIGURES / "sums.csv", dtype=str, keep_default_na=False).to_dict("records")
    return [{str(key): str(value) for key, value in row.items()} for row in rows]


def _figures_of(rule: ArithmeticRow) -> set[str]:
    return {part.partition(":")[0] for part in (*rule["parts"].split(), rule["whole"])}


def _sum(rule: ArithmeticRow, known: dict[str, ArithmeticRow]) -> ArithmeticRow:
    whole = known[rule["whole"].partition(":")[0]]
    common = {
        "check_id": rule["id"],
        "kind": rule["kind"],
        "about": rule["statement"],
        "source_url": whole["source_url"],
    }
    if rule["kind"] == "same percent":
        return common | _same(known[rule["parts"]]["as_published"], whole["as_published"], rule["reason"])
    parts = [_number(part, known) for part in rule["parts"].split()]
    printed = _number(rule["whole"], known)
    if not printed or not all(parts):
        return common | {
            "printed": printed,
            "recomputed": "",
            "outcome": OPEN,
            "because": "A number is missing.",
        }
    total = sum(map(int, parts))
    outcome = HOLDS if total == int(printed) else FAILS
    said = f"{' + '.join(parts)} = {total}; the source prints {printed}. {rule['reason']}."
    return common | {"printed": printed, "recomputed": str(total), "outcome": outcome, "because": said}


def _same(one: str, other: str, reason: str) -> ArithmeticRow:
    outcome = HOLDS if one == other else FAILS
    said = f"{one} and {other}. {reason}."
    return {"printed": other, "recomputed": one, "outcome": outcome, "because": said}


def _number(part: str, known: dict[str, ArithmeticRow]) -> str:
    """A figure's number, or with ":of" the whole it is taken from."""
    figure, _, column = part.partition(":")
    return known[figure][column or "value"]


SIGNED = "figures/reconciled.csv"
SIGNED_COLUMNS = ("figure_id", "outcome", "published", "found", "difference", "why", "signed_by", "signed_on")
_WATCHED = ("outcome", "published", "found", "difference")
_REMEDY = (
    f"look what changed; if the new result is meant, sign its row in data/raw/{SIGNED} anew "
    "and put the file's SHA-256 into manifest.csv"
)


def moved(reconciled: pd.DataFrame, signed: pd.DataFrame) -> list[Fault]:
    """Every reconciled figure that is not as it was signed.

    A figure is reconciled where it agrees or differs. One that cannot be compared need not be signed; one that was
    signed and no longer can be compared has moved, and so has one that now can.

    Parameters
    ----------
    reconciled : DataFrame
        What `reconcile` returns.
    signed : DataFrame
        `SIGNED_COLUMNS`, as `registers.read_raw("figures/reconciled.csv")` has them.

    Returns
    -------
    list of Fault
        One per figure that moved or whose row is not signed.

    Examples
    --------
    >>> now = pd.DataFrame([{"figure_id": "c1", "outcome": "agrees", "published": "5", "found": "5", "difference": ""}])
    >>> [fault.found for fault in moved(now, pd.DataFrame(columns=list(SIGNED_COLUMNS)))]
    ['agrees, published 5, found 5']
    """
    settled = reconciled[reconciled["outcome"].isin([AGREES, DIFFERS])]
    now = {row["figure_id"]: _said(row) for row in settled.to_dict("records")}
    before = {row["figure_id"]: _said(row) for row in signed.to_dict("records")}
    faults = [
        Fault(SIGNED, None, figure, now.get(figure, "no longer compared"), _expected(before, figure), _REMEDY)
        for figure in dict.fromkeys([*now, *before])
        if now.get(figure) != before.get(figure)
    ]
    return [*faults, *_unsigned(signed)]


def _expected(before: dict[str, str], figure: str) -> str:
    return f"as signed, {before[figure]}" if figure in before else "no result, as none is signed"


def _said(row: dict) -> str:
    outcome, published, found, difference = (row[name] for name in _WATCHED)
    return f"{outcome}, published {published}, found {found}" + (f", {difference}" if difference else "")


def _unsigned(signed: pd.DataFrame) -> Iterator[Fault]:
    for line, row in enumerate(signed.to_dict("records"), start=2):
        for column in ("why", "signed_by", "signed_on"):
            if not row[column]:
                yield Fault(SIGNED, line, column, "nothing", "a signed row", f"fill in {column}")
