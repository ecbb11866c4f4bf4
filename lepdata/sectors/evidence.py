"""Reasons and the seats they speak about: a reason that many seats share is written once."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from lepdata.names import pronoun_in
from lepdata.schema import columns
from lepdata.seating.distinct import Numbers, ask_once, marked, mixed, number, read_once
from lepdata.sectors.institutions import acronym_in_area, codes_named, is_place
from lepdata.sectors.rulebook import FIELDS, Match, affiliations, bare_name, is_department, match_cell, pattern
from lepdata.spelling import LONGEST, fold
from lepdata.vocabulary import MAIN_BOARD_KIND, body_kind

REASON_COLUMNS = tuple(name for name in columns("evidence", stored=True) if name != "seat_id")


class Evidence(NamedTuple):
    reasons: pd.DataFrame
    seat: Numbers
    reason: Numbers

    def only(self, wanted: pd.Series) -> "Evidence":
        """What is left if only some of the reasons speak; one truth value for each reason."""
        return self.where(wanted.to_numpy(dtype=bool)[self.reason])

    def where(self, kept: Numbers) -> "Evidence":
        """Some of the pairs of seat and reason; one truth value for each pair."""
        return Evidence(self.reasons, self.seat[kept], self.reason[kept])

    def seats(self, count: int) -> Numbers:
        return marked(self.seat, count)

    def strongest(self, count: int) -> "Evidence":
        strength = self.reasons["strength"].to_numpy()[self.reason]
        best = np.zeros(count, dtype=strength.dtype)
        np.maximum.at(best, self.seat, strength)
        return self.where(strength == best[self.seat])

    def disputed(self, count: int) -> Numbers:
        """Which of so many seats have reasons here that say different things."""
        return mixed(pd.factorize(self.reasons["says"])[0][self.reason], self.seat, count)

    def first(self) -> "Evidence":
        return self.where(~pd.Series(self.seat).duplicated().to_numpy())

    def frame(self, seat_ids: pd.Series) -> pd.DataFrame:
        told = self.reasons.take(self.reason).reset_index(drop=True)
        told.insert(0, "seat_id", seat_ids.array.take(self.seat))
        return told


@cache
def no_evidence() -> Evidence:
    types = {name: "int64" if name == "strength" else "str" for name in REASON_COLUMNS}
    nothing = np.zeros(0, dtype="int64")
    return Evidence(pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in types.items()}), nothing, nothing)


def together(*parts: Evidence) -> Evidence:
    parts = tuple(part for part in parts if len(part.seat)) or parts[:1]  # most kinds of reasons tell of nobody
    before = np.cumsum([0, *(len(part.reasons) for part in parts[:-1])])
    reasons = pd.concat([part.reasons for part in parts], ignore_index=True)
    reason = np.concatenate([part.reason + offset for part, offset in zip(parts, before, strict=True)])
    return Evidence(reasons, np.concatenate([part.seat for part in parts]), reason)


def from_frame(told: pd.DataFrame, seat_ids: pd.Index) -> Evidence:
    """Evidence from a frame that `Evidence.frame` made; rows about other seats than those given are left out."""
    seat = seat_ids.get_indexer(pd.Index(told["seat_id"]))
    return Evidence(told[list(REASON_COLUMNS)].reset_index(drop=True), seat, np.arange(len(told))).where(seat >= 0)


def of_texts(by_text: list[list[tuple]], numbers: Numbers) -> Evidence:
    """The reasons that each text gives, told of every seat that has the text; `numbers` says which text that is."""
    told = [reason for reasons in by_text for reason in reasons]
    if not told:
        return no_evidence()
    count = np.array([len(reasons) for reasons in by_text])
    each, before = count[numbers], (np.cumsum(count) - count)[numbers]  # of every seat: how many, and after how many
    nth = np.arange(each.sum()) - np.repeat(np.cumsum(each) - each, each)
    seat = np.repeat(np.arange(len(numbers)), each)
    return Evidence(pd.DataFrame(told, columns=list(REASON_COLUMNS)), seat, np.repeat(before, each) + nth)


_LONGEST_QUOTE, _BEFORE_THE_MATCH = 80, 20
_MOST_CELLS = 500
GUESS, _TRADING_NAME = "residual", "residual-trading-name"  # the kind of every guess, and the one at bare names
_OFFICE_ALONE = "title-council-officer"  # speaks only where no organisation is printed
_NO_PERSON = "legal-form"  # whatever has one is a body, however weakly that tells of which sector
_PLACES = ("council-place", "university-place")  # "Head of Operations, Liverpool": a title says where somebody works
_BOTH = {"seat": ("seat_sector",), "seat and sector": ("sector", "seat_sector")}


def own_evidence(rows: pd.DataFrame, *, residual: bool = True) -> Evidence:
    """What every described row's own cells say, each distinct cell read once; `residual`: a bare trading name, too."""
    found = [_of_cells(rows, rows[field], field, residual) for field in FIELDS if field in rows]
    employed = rows["organisation"] != ""
    for field, named in (("capacity_as_published", _in_capacity), ("job_title", _in_job_title)):
        found.append(_of_cells(rows, rows[field].mask(employed, ""), field, residual, named))
    found.append(_of_cells(rows, rows["organisation"], "organisation", residual, _in_seat))
    beside = rows["person_name"].str.contains("/", regex=False) & (rows["pronoun_as_published"] == "")
    if beside.any():
        pronouns = read_once(pronoun_in, rows["person_name"].where(beside, ""))
        found.append(_of_cells(rows, pronouns, "pronoun_as_published", residual))
    told = together(*found)
    office = (told.reasons["rule"] == _OFFICE_ALONE).to_numpy()[told.reason] & employed.to_numpy()[told.seat]
    place = told.reasons["rule"].isin(_PLACES) & (told.reasons["field"] == "job_title")
    return told.where(~office & ~place.to_numpy()[told.reason] & ~_without_footing(told, rows))


Named = Iterator[tuple[str, str, int]]  # words that name a body, how to read them, and the weakest rule that may


def _of_cells(
    rows: pd.DataFrame, texts: pd.Series, field: str, residual: bool, named: Callable[[str], Named] | None = None
) -> Evidence:
    """What the different texts of a column say; with `named`, what those say that a text names inside it."""
    numbers, first = number(texts)
    by_text = []
    for text in texts.iloc[first]:
        inside = () if text[:1] == "=" else [(text, field, 0)] if named is None else named(text)
        each = ((match, least) for words, read_as, least in inside for match in match_cell(words.strip(), read_as))
        found = [match for match, least in each if match.rule.strength >= least or match.rule.id == _NO_PERSON]
        if residual and not (found or named) and field == "organisation":
            found = bare_name(text)
        told = (match for match in found if residual or match.rule.kind != GUESS)
        by_text.append([reason for match in told for reason in _reasons(text, field, match)])
    return _in_area(of_texts(by_text, numbers), rows)


def _reasons(text: str, field: str, match: Match) -> Iterator[tuple]:
    rule, matched, body = match.rule, match.matched, match.kind or match.rule.sector_kind
    kind = "published sector" if field == "sector_as_published" else rule.kind
    said = (body, rule.id, kind, field, matched, match.strength, excerpt(text, matched), "", "")
    for about in _BOTH.get(rule.about, (rule.about,)):
        yield about, rule.sector, *said


def excerpt(text: str, matched: str = "") -> str:
    """The cell as a reason quotes it; of a long one, the part where the words that decided stand."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    text = " ".join(text.split())
    if len(text) <= _LONGEST_QUOTE:
        return text
    at = text.casefold().find(matched.split()[0]) if matched else 0
    start = 0 if at + len(matched) < _LONGEST_QUOTE else max(0, at - _BEFORE_THE_MATCH)
    cut = text[start : start + _LONGEST_QUOTE - 1]
    return f"{'…' * (start > 0)}{cut}{'…' * (start + len(cut) < len(text))}"


_SITS_FOR, _STANDS_IN, _SEAT_NAMED = pattern("sits for"), pattern("stands in"), pattern("a seat's words")
_OFFICE_IN, _SECOND_OFFICE = pattern("office in"), pattern("second office")
_A_LOOK, _IS_A_BODY, _NAMES_A_BODY, _IS_NO_SURNAME = 41, 60, 66, 80  # strengths; "for Ada Church" is a person
_IN_BRACKETS = re.compile(r"\(([^()]{3,})\)")


def _in_capacity(text: str) -> Named:
    inside, outside = _IN_BRACKETS.findall(text), _IN_BRACKETS.sub(" ", text).strip()
    sits_for, stands_in = _SITS_FOR.match(outside), _STANDS_IN.match(outside)
    bodies = [(words, _NAMES_A_BODY) for words in [*inside, *(sits_for.groups("") if sits_for else ())]]
    for words, least in [*bodies, *([(stands_in[1], _IS_NO_SURNAME)] if stands_in else [])]:
        yield words, "organisation", least
        yield words, "sector_as_published", 0
    if not _SEAT_NAMED.search(outside):
        yield outside, "organisation", _IS_NO_SURNAME


def _in_seat(text: str) -> Named:
    """The same of a seat that stands where an organisation or a title should: "FE Representative"."""
    if sits_for := _SITS_FOR.match(_IN_BRACKETS.sub(" ", text).strip()):
        yield "".join(sits_for.groups("")), "sector_as_published", 0


def names_whom(capacity: str) -> bool:
    """Whether a capacity names for whom its holder sits."""
    return bool(_SITS_FOR.match(capacity)) or capacity.casefold().startswith("on behalf of")


def _in_job_title(text: str) -> Named:
    """The same of a job title: "Chair of the Exbridge Trust"; "Director of Housing" names a department, no body."""
    yield from _in_seat(text)
    if found := _OFFICE_IN.match(text[:LONGEST]):
        named, *more = _SECOND_OFFICE.split(found["named"], maxsplit=1)
        every = affiliations(named)
        parts = [part for part in every if not is_department(part)]
        employer = found["head"] or not found["of"] or len(parts) < len(every)  # "Director of Housing, Exbridge Homes"
        yield ", ".join(parts), "organisation", _A_LOOK if employer else _IS_A_BODY
        yield from _in_job_title(more[0]) if more and not parts else ()


_OF_A_PLACE = {"town board", "partnership group"}
_OF_SERVICES, _OF_FIRMS = pattern("public services"), pattern("firms' own board")
_FIRMS_TITLE, _FIRMS_NAME = pattern("firm's title"), pattern("firm's name")
_NO_PLACE = {"north", "south", "east", "west", "great", "greater", "heart", "region"}


def _without_footing(told: Evidence, rows: pd.DataFrame) -> Numbers:
    """Which reasons guess at a name with the list's own place in it, or on a board where bare names tell too little."""
    guesses = np.flatnonzero((told.reasons["rule"] == _TRADING_NAME).to_numpy()[told.reason])
    cells = (rows[field].iloc[told.seat[guesses]] for field in ("organisation", "lep", "body", "job_title"))
    return marked(guesses[ask_once(_too_weak, *cells)], len(told.seat))


def _too_weak(name: str, lep: str, body: str, title: str) -> bool:
    """ "Made in Exbridge" is a body of Exbridge, "Leeds & Ilkley" of two, and elsewhere a name must look a firm's."""
    # On boards of towns, groups and public services as many bare names are those of charities and public bodies, and
    # off the boards of LEPs as many of one coined word: there the title, at least, must be one that firms have.
    shared = set(fold(name).split()) & set(fold(f"{lep} {body}").split()) - _NO_PLACE
    kind = body_kind(body)
    tells_little = kind in _OF_A_PLACE or _OF_SERVICES.search(body) or (" " not in name and kind != MAIN_BOARD_KIND)
    like_a_firm = _FIRMS_TITLE.search(title) or _FIRMS_NAME.search(name) or _OF_FIRMS.search(body)
    of_places = all(map(is_place, fold(name).split(" and ")))
    return of_places or any(len(word) > 3 for word in shared) or (tells_little and not like_a_firm)


def _in_area(told: Evidence, rows: pd.DataFrame) -> Evidence:
    """Initials are a council's only where such a council lies in the LEP's area or the list's words name it."""
    short = (told.reasons["rule"] == "council-acronym").to_numpy()[told.reason]
    initials = told.where(short)
    if not len(initials.seat):
        return told
    # what each list prints of places: area, body, source, and the organisations named on it
    lists, first = number(rows["lep"], rows["body"])
    around = {}
    for one in np.unique(lists[initials.seat]):
        cells = rows.loc[lists == one, ["organisation", "capacity_as_published"]].stack().unique()[:_MOST_CELLS]
        head = rows.iloc[first[one]][["lep", "body", "source_title", "source_url"]]
        around[one] = codes_named(fold(re.sub("[./_-]", " ", " ".join([*head, *cells]))))
    kept = ~short
    where = (rows["lep"].iloc[initials.seat], pd.Series([around[one] for one in lists[initials.seat]], dtype="str"))
    kept[short] = ask_once(acronym_in_area, told.reasons["matched"].iloc[initials.reason], *where)
    return told.where(kept)


_LOOKS = (GUESS, "name shape", "legal form", "fuzzy match")
_NO_SECTOR = ("company-register", "housing-association")  # a charity may be either
_SEATS_THAT_TELL = ("seat-voluntary", "seat-union", "seat-school")  # in the capacity; there others may be a portfolio


def published_first(told: Evidence, rows: pd.DataFrame) -> Evidence:
    """What is published beats what a name only looks like, but "private" unmakes no charity; where unread, no guess."""
    reasons, count = told.reasons, len(rows)
    rules = (reasons["kind"] == "published sector") | reasons["rule"].isin(_SEATS_THAT_TELL)
    ruling = told.only((reasons["about"] == "sector") & rules & ~reasons["says"].isin(("private", "unknown"))).first()
    says = pd.factorize(reasons["says"])[0]
    published = np.full(count, -1)
    published[ruling.seat] = says[ruling.reason]
    look = (reasons["field"] == "organisation") & reasons["kind"].isin(_LOOKS) | reasons["rule"].isin(_NO_SECTOR)
    against = (published[told.seat] >= 0) & (published[told.seat] != says[told.reason])
    read = told.only(reasons["kind"] == "published sector").seats(count)
    unread = (rows["sector_as_published"] != "").to_numpy() & ~read
    public_seat = told.only(reasons["rule"] == "seat-public").seats(count)
    guessed = (reasons["kind"] == GUESS).to_numpy()[told.reason] & (unread | public_seat)[told.seat]
    return told.where(~(against & look.to_numpy()[told.reason]) & ~guessed)
