"""Boards by name and date, and the review of one: all that its page says, with tidy frames to work on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property, wraps
from math import ceil
from operator import itemgetter
from pathlib import Path
from typing import Any

import pandas as pd

from lepdata.collections.figures import share_range
from lepdata.dates import AskedDate, asked_date, last_day, words
from lepdata.display import Record, in_columns, row_dicts
from lepdata.english import capital
from lepdata.errors import UsageError, unknown
from lepdata.files import rule_file
from lepdata.judging import judgement as judging
from lepdata.judging.counts import characteristics
from lepdata.judging.criteria import fraction_words
from lepdata.judging.framework_files import yardstick
from lepdata.judging.judgement import ANSWER_COLUMNS, Answer, Judgement, verdict_frame
from lepdata.judging.verdicts import judge
from lepdata.read.board import read_raw_boards
from lepdata.registers import frozen, geography
from lepdata.registers.whose import Collection, in_use, per_collection, rows_added, using
from lepdata.reviews import known, markup
from lepdata.reviews.given import left_open
from lepdata.reviews.markup import COMPLETENESS_WORDS, SECTOR_WORDS, Row, who
from lepdata.seating.boards import Board, Counts, counts_of, every_board, largest_sizes, with_context, with_notes
from lepdata.seating.lists import assemble
from lepdata.sectors.settling import TITLES_OFF
from lepdata.vocabulary import FRAGMENTS, MAIN_BOARD, body_kind
from lepdata.voice import publishing, voluntary
from lepdata.voice.councils import HOW, coverage_of, other_bodies

NOT_SEEN = "Not seen"  # the seats that no list shows
WAYS = dict(zip(HOW, ("Own seat", "Shared seat", "County only", NOT_SEEN), strict=True))  # how a council sits
_COLOURS = markup.SECTOR_COLOURS | dict(zip(WAYS.values(), ("#12436D", "#28A197", "#A285D1", "#767B80"), strict=True))
_OFFICES = {"chair": 0, "deputy chair": 1}  # who comes first among members


def board(lep: str, as_at: AskedDate = None, body: str = "") -> Board:
    """The best published list of a LEP's main board.

    Parameters
    ----------
    lep : str
        Its name, brand or slug, in any case.
    as_at : str, int (a year), date or Timestamp, optional
        A date; lists published for later dates are left out. By default the latest usable list.
    body : str
        Which board of the area, where it has several; by default its main board, or the only one.

    Examples
    --------
    >>> found = board("New Anglia", "2019-06")
    >>> found.completeness, len(found.members)
    ('full', 18)
    """
    name, body = find_board(lep, body)
    if found := _best_list(name, body, last_day(as_at)):
        return replace(found, members=in_columns(found.members))
    early = f"is dated {asked_date(as_at)} or earlier. Try a later date."
    raise UsageError(f"No published list of the {body} of {name} {early}")


def find_board(lep: str, body: str = "") -> tuple[str, str]:
    """Area and body of the board that is meant; it may be named as its page is, too, where an area has several."""
    by_slug = {slug: both for both, slug in _slugs().items()} if in_use().root and not body else {}
    if str(lep) in by_slug:
        return by_slug[lep]
    name = find_area(lep)
    return name, find_body(name, body)


def find_body(area: str, asked: str = "") -> str:
    """Which board of an area is meant: the one asked for, else its main board or the only one that is judged."""
    bodies = [body for name, body in _slugs() if name == area] or [MAIN_BOARD]
    wanted = (asked or MAIN_BOARD).casefold()
    meant = [body for body in bodies if body.casefold() == wanted] or ([] if asked else bodies)
    if not meant:
        raise unknown(f"board of {area}", asked, bodies)
    if len(meant) > 1:
        pages = [f"{slug} ({body})" for (name, body), slug in _slugs().items() if name == area]
        raise UsageError(f"{area} has {len(bodies)} boards. Fix: say which in its place: {' or '.join(pages)}.")
    return meant[0]


def _best_list(name: str, body: str, until: str) -> Board | None:
    found = assemble(known.seats(), name, until, body)
    if found is None:
        return None
    if not known.titles_tell():
        found = replace(found, caveats=(*found.caveats, TITLES_OFF))
    found = with_known(found)
    return with_notes(replace(found, not_read=(*found.not_read, *_unread_words(found.members))))


def with_known(board: Board) -> Board:
    """A board with what is known of it besides its members: published counts, its rules, the largest of its kind."""
    return with_context(board, *_of_every_board())


def _unread_words(members: pd.DataFrame) -> list[dict[str, str]]:
    """The words of one's own lists, on the lines of these members, that no rule reads; where names show."""
    if in_use().root is None or in_use().hidden:
        return []
    genders = _own_genders()
    own = members[members["row_id"].isin(genders)]
    told = own.assign(gender_as_published=own["row_id"].map(genders)).reset_index(drop=True)
    return left_open(told, dated=True)


def left_unread() -> list[str]:
    """What `_unread_words` says of all one's own lists, each in a sentence."""
    return [one["sentence"] for one in _unread_words(known.seats())]


def told_of_added(document: str) -> list[str]:
    """What is to be said of a document just added: its words that no rule reads, and where answers rest elsewhere."""
    from lepdata.collections.tables import seats_of

    root = in_use().root
    if root is None:  # the shipped data, which are not built where they are added to
        return []
    rows = seats_of({*rows_added(root / "boards" / f"{document}.csv")["lep"]})
    own = rows[rows["source_id"] == document]
    return [*(one["sentence"] for one in _unread_words(own)), *_rests_elsewhere(rows, own, document)]


def _rests_elsewhere(rows: pd.DataFrame, own: pd.DataFrame, document: str) -> Iterator[str]:
    """Of each body that a document may list newest, on which older list its answers rest all the same, and why."""
    for key, listed in own.groupby(["lep", "body"], sort=False):
        lep, body = map(str, key)
        people = listed[listed["place"] == "person"]
        if len(people) and (people["counts_as_member"] == "no").all():
            why = "; ".join(dict.fromkeys(people["why_not"]))
            yield f"Nobody on the list of {lep}, {body}, counts as a member ({why}). Is its date right?"
        newest, board = listed["date_to"].max(), assemble(rows, lep, "", body)
        if board is None or document in set(board.members["source_id"]) or newest < board.members["date_from"].max():
            continue
        until = board.members["date_to"].max()
        newer = "is newer" if newest > until else f"may be newer, since that is dated {words(board.as_at)} alone"
        held = f"The answers of {lep}, {body}, rest on its {board.completeness} list of {words(board.as_at)}"
        why = ": nothing says that this one is full. If it is, remove it and add it with --full"
        yield f"{held}; this one {newer}{why * (board.completeness == 'full')}."


@per_collection(maxsize=4)
def _own_genders() -> dict[str, str]:
    """What each line of one's own lists prints of gender, "" where it prints nothing."""
    own = (row for row in row_dicts(read_raw_boards()) if row.get("document"))
    return {row["row_id"]: row.get("gender_as_published", "") for row in own}


@per_collection(maxsize=4)
def _of_every_board() -> tuple[Counts, dict[str, int]]:
    counts = counts_of(known.read_table("compositions"))
    return counts, largest_sizes(known.seats(), counts)


def _frame(make: Callable[[BoardReview], pd.DataFrame]) -> cached_property[pd.DataFrame]:
    """A frame of a review that is made when it is asked for, among the review's own boards."""

    @wraps(make)
    def made(review: BoardReview) -> pd.DataFrame:
        with using(review.collection):
            return make(review)

    return cached_property(made)


@dataclass(frozen=True, repr=False)
class BoardReview(Record):
    """All that a board's page says, in tidy frames to work on, such as `members`, `seats`, `verdicts` and `lists`."""

    lep: str
    body: str
    as_at: str  # the date asked about; "" for the latest usable list
    last_day: str  # the last ISO day that date may mean
    board: Board | None  # the list judged; None where nothing dated was published by then
    judgement: Judgement | None  # under the rules in force at the list's date, or those asked for
    yardstick: Judgement | None  # under the last rules that LEPs were under, whatever the date, or those asked for
    lists: pd.DataFrame  # every published list, the newest first
    seen: pd.DataFrame  # every seat of every body
    compositions: pd.DataFrame  # every published count without names
    facts: dict[str, str]  # the LEP's row of the register
    collection: Collection = field(default_factory=in_use, repr=False)  # whose boards these are

    when = cached_property[str](lambda self: words(self.board.as_at) if self.board else "no date")  # of the list judged
    is_fragment = cached_property[bool](lambda self: self.board is not None and self.board.completeness in FRAGMENTS)

    def _shown(self) -> pd.DataFrame:
        return self.answers

    @property
    def slug(self) -> str:
        """What its page is called."""
        return _slugs().get((self.lep, self.body)) or geography.slug(self.lep.replace(":", ""))

    @property
    def source(self) -> str:
        """What a chart of its list names as its source."""
        titles = self.members["source"].unique()
        more = f" and {len(titles) - 1} more" if len(titles) > 1 else ""
        return f"Source: {titles[0]}{more}; sectors by lepdata." if len(titles) else ""

    @property
    def private(self) -> Answer | None:
        """What its list answers to the rule that asks for so many private members."""
        every = self.judgement.every_answer if self.judgement else ()
        return next((one for one in every if (one.first.rule.kind, one.first.rule.who) == ("share", "private")), None)

    # how many of its seats that rule would have private
    needed = cached_property[int](lambda self: ceil(self.private.first.limit * len(self.seats)) if self.private else 0)

    @property
    def due(self) -> pd.DataFrame:
        """The day by which the last rules ask for a share, as `day` and `label`; no row where they do not bind."""
        asked = self.yardstick.framework.criteria[0] if self.yardstick else None
        bound = asked and asked.due and not (self.judgement and self.judgement.measured)
        rows = [(asked.due, f"{fraction_words(asked.limit)} due, {words(asked.due)}")] if asked and bound else []
        return pd.DataFrame(rows, columns=["day", "label"])

    @_frame
    def councils(self) -> pd.DataFrame:
        """How each council of the area sits on the board: `lepdata.council_coverage`, and in words as `sits`."""
        found = coverage_of([self.board])
        return found.assign(sits=pd.Categorical(found["how"].map(WAYS), list(WAYS.values()), ordered=True))

    @cached_property
    def districts(self) -> pd.DataFrame:
        """The districts of its area, by how their councils sit, as `seats` has the members."""
        found = self.councils[self.councils["tier"] != "county"].sort_values("sits", kind="stable")
        return _as_squares(found.rename(columns={"council": "name"}), found["sits"].astype(str))

    @_frame
    def other_bodies(self) -> pd.DataFrame:
        """How many districts speak on each other body of the area, and how."""
        found = other_bodies(self.seen, self.lep, self.last_day)
        found = found[found["body"] != self.body].assign(kind=found["place"], date=found["as_at"].map(words))
        return found[["body", "kind", "date", "districts", "directly", "collectively", "through_county", "not_seen"]]

    @_frame
    def voluntary(self) -> pd.DataFrame:
        """The seats of the voluntary sector on every body of the area, newest first."""
        held = voluntary.voluntary_seats(self.seen, self.last_day)
        names = {"person": "name", "group": "kind", "doubt": "in_doubt", "source_url": "source_address"}
        held = held.sort_values("list_date", ascending=False, kind="stable").rename(columns=names)
        held = held.assign(name=held["name"].replace("", "(holder not named)"), date=held["list_date"].map(words))
        held["how_nominated"] = held["words"].where(held["words"] != "", held["how_nominated"])
        seen = held["source_address"].where(held["source_address"] == "", "the list")
        how = ["how_nominated", "in_doubt", "source", "source_address"]
        return held.assign(source=seen)[["name", "organisation", "kind", "body", "date", *how]]

    @_frame
    def voice(self) -> pd.DataFrame:
        """The questions about the voluntary sector's voice: each `statement`, its `outcome`, and the `reason`."""
        return _with_statements(voice_answers(self.lep, self.last_day), "question", voluntary.QUESTIONS)

    @_frame
    def publication(self) -> pd.DataFrame:
        """The same of what the board has to publish."""
        return _with_statements(publication_answers(self.lep, self.last_day), "duty", publishing.DUTIES)

    @_frame
    def documents(self) -> pd.DataFrame:
        """Where the lines of the list were published, or all that is known of the area where there is none."""
        seats = self.board.members if self.board else self.seen
        names = {"source_title": "source", "source_url": "source_address", "source_kind": "kind"}
        found = seats.groupby([*names], sort=False)["snapshot_date"].agg(["max", "size"]).reset_index()
        found = found.rename(columns=names | {"max": "list_date", "size": "lines_used"})
        found.insert(2, "original_or_copy", found["source_address"].map(frozen.copy_kind))
        return found.assign(kind=found["kind"].str.replace("_", " "), list_date=found["list_date"].map(words))

    @cached_property
    def members(self) -> pd.DataFrame:
        """Everyone on the list, chair and deputies first; `sector_shown` adds what conflicts or differs in print."""
        seats = self.board.members if self.board else self.seen.iloc[:0]
        order = seats["role_read"].map(_OFFICES).fillna(len(_OFFICES))
        by_sector = seats["sector"].map(list(SECTOR_WORDS).index)
        seats = seats.assign(_order=order, _sector=by_sector).sort_values(["_order", "_sector"], kind="stable")
        rows = [[make(seat) for make in _MEMBERS.values()] for seat in row_dicts(seats)]
        frame = pd.DataFrame(rows, columns=list(_MEMBERS))
        return frame.assign(sector=pd.Categorical(frame["sector"], list(SECTOR_WORDS.values()), ordered=True))

    @cached_property
    def seats(self) -> pd.DataFrame:
        """The members by sector, one a row, and as many unseen seats as the published size tells of."""
        own = self.members[self.members["counts_as_member"] == "yes"].sort_values("sector", kind="stable")
        own = own.assign(group=own["sector"].astype(str), known=own["sector_status"])
        unseen = (self.judgement.every_answer[0].verdicts[0].unseen or 0) if self.judgement else 0
        empty = pd.DataFrame({"name": ["a seat that no list shows"] * unseen, "group": NOT_SEEN, "known": ""})
        frame = pd.concat([own[["name", "group", "known"]], empty], ignore_index=True)
        return _as_squares(frame, frame["group"], frame["known"].map({"guessed": "?"}).fillna(""))

    @cached_property
    def shares(self) -> pd.DataFrame:
        """The share from business on each dated list, and what the board itself published: `lowest` to `highest`."""
        counted, lists = self.seen[self.seen["counts_as_member"] == "yes"], self.lists[self.lists["body"] == self.body]
        rows = [row for row in map(_share_printed, row_dicts(self.compositions)) if row]
        for one in row_dicts(lists[(lists["carries_a_share"] == "yes") & (lists["date_from"] != "")]):
            own = counted[counted["list_id"] == one["list_id"]]
            sectors, firm = own["sector"], own["sector"].mask(own["sector_status"] == "guessed", "unknown")
            parts = [int(kind.isin(["private", *more]).sum()) for kind in (sectors, firm) for more in ([], ["unknown"])]
            if n := len(own):
                about = ("from business", one["date"], one["date_from"], f"{markup.span(*parts[:2])} of {n}")
                rows.append(("A published list", *about, *(part / n for part in parts), one["date_address"]))
        bounds = ("lowest", "highest", "lowest_without_guesses", "highest_without_guesses")
        frame = pd.DataFrame(rows, columns=["what", "group", "date", "date_from", "count", *bounds, "address"])
        return frame.sort_values("date_from", kind="stable", ignore_index=True)

    @cached_property
    def verdicts(self) -> pd.DataFrame:
        """The rules applied: a row for each rule, definition of private and denominator."""
        return _verdicts(self.judgement)

    @_frame
    def characteristics(self) -> pd.DataFrame:
        """Women on the board, as far as sources say it, what nobody publishes of a person, and published counts."""
        is_lep = self.lep in set(geography.leps()["lep"])
        nation = _of_every_board()[0].get(("(all 38)", MAIN_BOARD), ()) if is_lep else ()  # of all LEPs together
        found = characteristics(self.board, nation) if self.board else ()
        numbers = ("members", "yes", "not_published")
        texts = ("characteristic", "published", "lowest_share", "highest_share", "reason")
        return judging.frame_of(found, (*texts, *numbers), numbers)

    @cached_property
    def answers(self) -> pd.DataFrame:
        """One answer a rule over all readings of private, with its sentence."""
        return self.judgement.answers if self.judgement else pd.DataFrame(columns=list(ANSWER_COLUMNS))

    @cached_property
    def last_rules(self) -> pd.DataFrame:
        """The same of the last rules that LEPs were under."""
        return _verdicts(self.yardstick)


def review_board(
    lep: str = "", as_at: AskedDate = None, framework: str | Path | None = None, body: str = ""
) -> BoardReview:
    """Review one LEP's main board: for `sentences`, `cards`, `table` and `chart`, and with frames to work on.

    Parameters
    ----------
    lep, as_at, body : optional
        As in `board`; of somebody's own boards the only area may go without saying.
    framework : str or Path, optional
        Rules to judge by; by default (None or "") those in force at the list's own date.

    Examples
    --------
    >>> review = review_board("New Anglia")
    >>> review.board.completeness, len(review.members)
    ('full', 18)
    """
    (name, body), until = find_board(lep or only_area(), body), last_day(as_at)
    board = _best_list(name, body, until)
    judgement, last = (judge(board, framework or rules) if board else None for rules in (None, yardstick()))
    seen, compositions = (_own(frame, name) for frame in (known.seats(), known.read_table("compositions")))
    compositions = compositions.assign(date=compositions["as_at"].map(words))
    whole = (_lists(name), seen, compositions, geography.facts(name))
    return BoardReview(name, body, asked_date(as_at), until, board, judgement, last, *whole)


def _as_squares(frame: pd.DataFrame, groups: pd.Series, guesses: pd.Series | str = "") -> pd.DataFrame:
    """A row a square: its `kind` with how many are of it, such as "Private 4", a letter as its `sign`, its `colour`."""
    kinds = groups + " " + groups.map(groups.value_counts()).astype(str)
    letters = groups.str[0].mask(groups == SECTOR_WORDS["unknown"], "?").mask(groups == NOT_SEEN, "")
    return frame.assign(sign=letters + guesses, kind=kinds, colour=groups.map(_COLOURS))


@per_collection(maxsize=4)
def _slugs() -> dict[tuple[str, str], str]:
    rows = known.read_table("boards")
    return {(lep, body): slug for lep, body, slug in zip(rows["lep"], rows["body"], rows["slug"], strict=True)}


def find_area(name: str) -> str:
    """The area that a name, brand, acronym, slug or code stands for, own areas of the collection in use included.

    Parameters
    ----------
    name : str
        In any case.

    Examples
    --------
    >>> find_area("HEY LEP")
    'Humber'
    """
    named = _slugs().items() if in_use().root else ()
    own = {text: area for (area, _), slug in named for text in (area.casefold(), slug)}
    find = geography.find_lep if in_use().is_file else geography.find_area
    return own.get(str(name).strip().casefold()) or find(name)


def only_area() -> str:
    areas = list(dict.fromkeys(area for area, _ in every_board(known.seats())))
    if len(areas) == 1:
        return areas[0]
    raise UsageError(f"Which board? Fix: name one of {', '.join(areas[:5])}{', ...' * (len(areas) > 5)}.")


def _own(frame: pd.DataFrame, lep: str) -> pd.DataFrame:
    return frame[frame["lep"] == lep].reset_index(drop=True)


def _lists(lep: str) -> pd.DataFrame:
    own = _own(known.read_table("lists"), lep).sort_values(["date_to", "list_id"], ascending=False, ignore_index=True)
    kinds = pd.Categorical(own["list_completeness"].map(COMPLETENESS_WORDS), list(COMPLETENESS_WORDS.values()), True)
    one_day = own["date_from"] == own["date_to"]
    days = ("&on=" + own["date_from"]).where(one_day, "&from=" + own["date_from"] + "&to=" + own["date_to"])
    addresses = f"../register.html#lep={geography.slug(lep)}" + days.where(own["date_from"] != "", "")
    dates = own["snapshot_date"].map(words)
    return own.assign(date=dates, date_address=addresses, what_it_is=kinds, documents=own["sources"])


def _sector(seat: Row) -> str:
    """The sector of the person's organisation; where the published seat is another's, that is said beside it."""
    sector, published = seat["sector"], seat["seat_sector"]
    if seat["sector_status"] == "conflicting":
        return f"{SECTOR_WORDS[sector]} (the evidence conflicts)"
    differs = published and published != sector and sector != "unknown"
    guess = ", a guess" * (seat["sector_status"] == "guessed")
    return SECTOR_WORDS[sector] + guess + (f" (published seat: {SECTOR_WORDS[published].lower()})" if differs else "")


def _share_printed(row: Row) -> tuple[Any, ...] | None:
    """A count of business or of women that was published without names, as a share where it is one."""
    part, of, group = row["count"], row["of"], {"private": "from business", "women": "women"}.get(row["group"])
    exact = (Fraction(f"{part}/{of}"),) * 2 if part and of else share_range(row["as_published"])
    if not exact or not group or not row["date_from"]:
        return None
    count = f"{part} of {of}" if part and of else row["as_published"]
    about = (group, words(row["as_at"]), row["date_from"], count)
    return ("Its own count", *about, *map(float, exact * 2), row["source_url"])


_MEMBERS: dict[str, Callable[[Row], str]] = {  # a column, and what makes its cell of a seat
    "name": who,
    "role": lambda seat: (
        (seat["role_read"] or seat["role"]) + " (might be a member)" * (seat["counts_as_member"] == "might")
    ),
    "job_and_organisation": markup.job_and_organisation,
    "organisation": itemgetter("organisation_shown"),
    "sector": lambda seat: SECTOR_WORDS[seat["sector"]],
    "sector_shown": _sector,
    "why": lambda seat: (
        capital(seat["sector_because"]) + (f" [corrected: {seat['correction_ids']}]" if seat["correction_ids"] else "")
    ),
    "why_address": lambda seat: (re.findall(r"(?<!\S)https?://\S*", seat["sector_source"]) or [""])[-1],
    "counts_as_member": itemgetter("counts_as_member"),
    "why_not_counted": itemgetter("why_not"),
    "source": itemgetter("source_title"),
    "source_address": itemgetter("source_url"),
    "date": lambda seat: words(seat["snapshot_date"]),
    **{name: itemgetter(name) for name in ("sector_status", "seat_id")},
}


def _verdicts(judgement: Judgement | None) -> pd.DataFrame:
    ordered = judgement.all_verdicts if judgement else ()
    frame = verdict_frame(ordered).rename(columns={"outcome": "answer", "timing": "when_due"})
    return frame.assign(
        rule=[verdict.name for verdict in ordered],
        reading=list(map(markup.reading, ordered)),
        why=[capital(verdict.reason.removeprefix("cannot tell: ")) for verdict in ordered],
    )


def _with_statements(answers: pd.DataFrame, by: str, asked: str) -> pd.DataFrame:
    return answers.assign(statement=answers[by].map({row["id"]: row["statement"] for row in rule_file(asked)}))


@per_collection(maxsize=4)
def voice_answers(lep: str, until: str) -> pd.DataFrame:
    """The answers about one partnership until an ISO day ("" for the latest): shared, so copy before you change."""
    return voluntary.voluntary_answers(_own(known.seats(), lep), until, lep=lep)


@per_collection(maxsize=4)
def publication_answers(lep: str, until: str) -> pd.DataFrame:
    """What documents show of the publication standard for one main board: shared as `voice_answers`."""
    return publishing.publication(known.seats(), lep, until)


def register_rows() -> list[dict[str, str]]:
    """One record of texts per seat: LEPs by name, the main board before other bodies, newest lists first."""
    seats = known.seats()
    seats = seats.assign(kind=seats["body"].map({body: body_kind(body) for body in seats["body"].unique()}))
    keys = {"lep": True, "other": True, "body": True, "date_to": False, "list_id": False}  # the last two descending
    seats = seats.assign(other=seats["kind"] != "LEP main board").sort_values([*keys], ascending=[*keys.values()])
    return [
        {
            **{name: seat[name] for name in ("lep", "body", "kind", "sector")},
            **{"id": seat["seat_id"], "slug": geography.slug(seat["lep"]), "name": who(seat)},
            **{"role": seat["role_read"] or seat["role"], "organisation": markup.job_and_organisation(seat)},
            **{"from": seat["organisation_shown"], "counts": seat["counts_as_member"]},
            **{"date": words(seat["snapshot_date"]), "first": seat["date_from"], "last": seat["date_to"]},
            **{"source": seat["source_title"], "address": seat["source_url"]},
        }
        for seat in row_dicts(seats)
    ]
