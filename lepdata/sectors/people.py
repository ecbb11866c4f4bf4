"""Which rows may be one person, and what the other published lines about the person say, with those lines named."""

from itertools import takewhile
from typing import NamedTuple

import numpy as np
import pandas as pd

from lepdata.dates import words
from lepdata.display import row_dicts
from lepdata.files import rule_file
from lepdata.registers.frozen import read_raw
from lepdata.seating.distinct import Numbers, first_rows, marked, mixed, number, read_once, spread
from lepdata.sectors.evidence import GUESS, REASON_COLUMNS, Evidence, no_evidence, together
from lepdata.sectors.institutions import named_body
from lepdata.sectors.settling import OTHER_SIGHTING, seen_reason
from lepdata.spelling import one_slip

_SHORTEST_FOR_A_SLIP, _ALIKE_AT_THE_START = 9, 2
_SHORT_NAMES = {row["short"]: row["long"] for row in rule_file("members/short_names.csv")}
_STYLES = (("councillor", {"cllr", "mayor"}), ("professor", {"prof"}))


class People(NamedTuple):
    """`printed` numbers each row's name among `names`, `person` the people, -1 for nobody; `first` are their rows."""

    names: pd.DataFrame
    printed: Numbers
    person: Numbers
    first: Numbers

    def everyone(self) -> pd.DataFrame:
        return self.names.iloc[self.printed[self.first]].assign(person=self.person[self.first])


def people_of(rows: pd.DataFrame) -> People:
    area = rows["lep"].where(rows["lep"] != "", "(" + rows["body"] + ")")  # without a LEP never across boards
    printed, first = number(area, rows["person_name"])  # what a name says is worked out once for each printed
    names = rows[["surname_key", "place"]].iloc[first].rename(columns={"surname_key": "surname"})
    names.insert(0, "lep", area.iloc[first])
    names["given"] = read_once(_lengthened, rows["given_key"].iloc[first])
    names["initial"] = rows["given_key"].iloc[first].str[:1]
    named = ((names["place"] == "person") & (names["given"] != "")).to_numpy()[printed]
    name = number(names["lep"], names["given"], names["surname"])[0][printed]
    # where a councillor and a professor share a name, each keeps to rows styled alike; the unstyled join neither
    style = read_once(
        lambda said: next((one for one, marks in _STYLES if marks & {*said.split()}), ""), rows["honorifics"]
    )
    codes, styled = number(style)[0], (style != "").to_numpy()
    contested = mixed(codes[styled & named], name[styled & named], len(name) + 1)[name]
    person = np.where(contested, len(name) * (codes + 1) + name, name)
    person[~named | contested & ~styled] = -1
    person[_shared(rows, person)] = -1
    person[person >= 0] = pd.factorize(person[person >= 0])[0]  # numbered from 0 on, as their first rows come
    return People(names, printed, person, first_rows(person))


def _lengthened(given: str) -> str:
    first, _, _ = given.partition(" ")
    if len(first) > 1:
        return _SHORT_NAMES.get(first, first)
    # "c j" are two initials; in "s chapman" the surname's first half follows the only one
    return "".join(takewhile(lambda word: len(word) == 1, given.split()))


def _shared(rows: pd.DataFrame, person: Numbers) -> Numbers:
    """Rows whose name one list prints for two people: with two organisations, or as an officer and something else."""
    one_list = number(pd.Series(person), rows["body"], rows["snapshot_date"])[0]
    twice = (person >= 0) & pd.Series(one_list).duplicated(keep=False).to_numpy()
    rows, one_list, count = rows.loc[twice, ["organisation_key", "role_read"]], one_list[twice], len(person)
    employer, stated = number(rows["organisation_key"])[0], (rows["organisation_key"] != "").to_numpy()
    two_employers = mixed(employer[stated], one_list[stated], count)
    two_posts = mixed((rows["role_read"] == "officer").to_numpy(), one_list, count)
    return np.isin(person, person[twice][(two_employers | two_posts)[one_list]])


def _loose_links(asking: pd.DataFrame, everyone: pd.DataFrame, known: Numbers) -> pd.DataFrame:
    """Link rows to the one known person of their LEP whom the name may mean."""
    number_of, first = number(asking["lep"], asking["given"], asking["surname"])
    names = asking.iloc[first].reset_index(drop=True)  # a name is looked for once, however many rows bear it
    full = everyone[everyone["given"].str.len() > 2]
    length = names["given"].str.len()
    initials = names[length.between(1, 2)]
    # where anybody has this very surname and initial, the name is no misprint of another's
    by = ["lep", "surname", "initial"]
    like = full.loc[full["surname"].isin(initials["surname"]), by]
    nobody = initials[~pd.MultiIndex.from_frame(initials[by]).isin(pd.MultiIndex.from_frame(like))]
    nobody = nobody.assign(given=nobody["initial"])
    ways = {
        "initial and surname": _only_one(initials, full, by),
        "surname": _only_one(names[length == 0], full, by[:2]),
        "one letter apart": _one_letter_apart(names[length > 2], full[known[full["person"]]]),
        "initial, and surname one letter apart": _one_letter_apart(nobody, full.assign(given=full["initial"]), 1),
    }
    links = []
    for quality, found in ways.items():
        person = np.full(len(names), -1)
        person[found.index] = np.where(known[found], found, -1)
        linked = pd.DataFrame({"person": person[number_of]}, index=asking.index)
        links.append(linked[linked["person"] >= 0].assign(quality=quality))
    return pd.concat(links)


def _only_one(names: pd.DataFrame, full: pd.DataFrame, by: list[str]) -> pd.Series:
    asked = full[full["surname"].isin(names["surname"])]
    alone = asked[~asked.duplicated(by, keep=False)][[*by, "person"]]
    return names[by].reset_index(names="at").merge(alone, on=by).set_index("at")["person"]


def _one_letter_apart(names: pd.DataFrame, known: pd.DataFrame, alike: int = _ALIKE_AT_THE_START) -> pd.Series:
    """Names of some length that differ by one letter in the given name or in the surname, the other being equal."""
    pairs = []
    for same, slipped in (("given", "surname"), ("surname", "given")):
        left = names.assign(start=names[slipped].str[:alike], at=names.index)
        right = known[known[same].isin(names[same])]
        right = right.assign(start=right[slipped].str[:alike], other=right[slipped])
        both = left.merge(right[["lep", same, "start", "other", "person"]], on=["lep", same, "start"])
        long_enough = both["given"].str.len() + both["surname"].str.len() >= _SHORTEST_FOR_A_SLIP
        both = both[(both[slipped] != both["other"]) & long_enough]
        near = [one_slip(a, b) for a, b in zip(both[slipped].tolist(), both["other"].tolist(), strict=True)]
        pairs.append(both[np.array(near, dtype=bool)].set_index("at")["person"])
    every = pd.concat(pairs)
    return every[~every.index.duplicated(keep=False)]


_EMPLOYER_KINDS = [row["kind"] for row in rule_file("names/evidence.csv") if row["of_employers"] == "yes"]
EMPLOYER, STYLE_OR_SEAT = 50, 28
LONGEST_GAP, UNDATED_GAP, DAYS_A_YEAR = 9, 5, 365.25
# an elected office is no employer: years later it weighs less than a seat's own words
OFFICE_ENDS_AFTER, ENDED_OFFICE = 2, 20
_PENALTY = {row["match"]: int(row["penalty"]) for row in rule_file("members/name_matches.csv")}


def sighting_evidence(rows: pd.DataFrame, own: Evidence) -> Evidence:
    """Evidence carried from a person's other rows to the rows that name no employer."""
    people, reasons, count = people_of(rows), own.reasons, len(rows)
    about = (reasons["about"] == "sector") & (reasons["says"] != "unknown")
    told = about & (reasons["kind"] != GUESS) & (reasons["rule"] != "published-public")
    of_employers = reasons["kind"].isin(_EMPLOYER_KINDS)
    employers = own.only(told & of_employers)
    # an organisation of their own that no rule settles is an employer; one that only names the LEP or a seat is none
    no_body = reasons["kind"].isin(("not an employer", "seat words")) & (reasons["field"] == "organisation")
    unnamed = (rows["organisation_key"] == "").to_numpy() | own.only(no_body).seats(count)
    no_employer = ~employers.seats(count) & unnamed
    silent = no_employer & ~own.only(about).seats(count)
    seats = _carry(rows, people, own.only(told & ~of_employers), silent, STYLE_OR_SEAT)
    # one person published on a public-sector seat and on a private one: neither seat tells of the employer
    public = own.only(reasons["rule"] == "seat-public").seats(count)
    public = public | ((people.person >= 0) & np.isin(people.person, people.person[public]))
    denied = seats.reasons["says"].isin(("private", "voluntary")).to_numpy()[seats.reason] & public[seats.seat]
    return together(_carry(rows, people, employers, no_employer, EMPLOYER), seats.where(~denied))


def _carry(rows: pd.DataFrame, people: People, told: Evidence, wanting: Numbers, base: int) -> Evidence:
    wanting = wanting & (rows["place"] == "person").to_numpy()
    # the strongest reason of each row that speaks, if nothing as strong in that row contradicts it
    best = told.strongest(len(rows))
    clear = best.where((~best.disputed(len(rows)) & (people.person >= 0))[best.seat]).first()
    if not len(clear.seat) or not wanting.any():
        return no_evidence()
    seen = pd.DataFrame({"seen": clear.seat, "reason": clear.reason, "person": people.person[clear.seat]})
    seen["says"] = told.reasons["says"].take(clear.reason).array
    seen["when"] = seen["when_seen"] = _when(rows["date_from"].iloc[clear.seat])
    wants = _links(people, wanting, seen)
    wants["when"] = _when(rows["date_from"].iloc[wants["seat"]])
    wants = wants.sort_values("when", kind="stable")
    # of each sector the same person's last sighting up to the day of a want, and the first from its day on
    nearest: list[pd.DataFrame] = []
    for own in (one.sort_values("when", kind="stable") for _, one in seen.groupby("says", sort=False)):
        nearest += [pd.merge_asof(wants, own, on="when", by="person")]
        nearest += [pd.merge_asof(wants, own, on="when", by="person", direction="forward")]
    found = pd.concat(nearest, ignore_index=True).dropna(subset="seen").drop_duplicates(["seat", "says", "seen"])
    found = found.astype(dict.fromkeys(("seen", "reason", "when_seen"), "int64"))
    return _as_evidence(rows, told.reasons, found, base) if len(found) else no_evidence()


def _when(days: pd.Series) -> Numbers:
    """Days since 1900; -1 where there is no date."""
    since = pd.to_datetime(days.where(days != "", None), format="%Y-%m-%d") - pd.Timestamp("1900-01-01")
    return since.dt.days.fillna(-1).to_numpy("int64")


def _links(people: People, wanting: Numbers, seen: pd.DataFrame) -> pd.DataFrame:
    """Rows that want an employer, each with the person who may be meant and how the name was matched."""
    known = marked(seen["person"].to_numpy(), len(people.first))
    exact = wanting & (people.person >= 0)
    exact[exact] = known[people.person[exact]]
    full = pd.DataFrame({"person": people.person[exact]}, index=np.flatnonzero(exact)).assign(quality="full name")
    others = wanting & ~exact
    asking = people.names.iloc[people.printed[others]].set_axis(np.flatnonzero(others))
    return pd.concat([full, _loose_links(asking, people.everyone(), known)]).reset_index(names="seat")


def _as_evidence(rows: pd.DataFrame, reasons: pd.DataFrame, found: pd.DataFrame, base: int) -> Evidence:
    undated = (found["when"] < 0) | (found["when_seen"] < 0)
    gap = ((found["when"] - found["when_seen"]).abs() / DAYS_A_YEAR).round().where(~undated, UNDATED_GAP)
    ended = (found["says"] == "council") & (gap >= OFFICE_ENDS_AFTER) & (base == EMPLOYER)
    strength = base - gap.clip(upper=LONGEST_GAP) - found["quality"].map(_PENALTY) - ended * ENDED_OFFICE
    # where it was seen: row, date and address, put into words once for each row seen
    numbers, first = number(found["seen"])
    there = rows[["seat_id", "snapshot_date", "date_from", "source_url"]].iloc[found["seen"].iloc[first]]
    days = there["snapshot_date"], there["date_from"]
    date = read_once(lambda text, first: words(text.strip()) if first else "no date", *days)
    address = there["source_url"].where(there["source_url"] == "", ", " + there["source_url"])
    places = (there["seat_id"] + ", " + date + address).tolist()
    kept = reasons[["says", "sector_kind", "words"]].assign(seen=seen_reason(reasons))
    told = kept.take(found["reason"].to_numpy()).reset_index(drop=True)
    told = told.assign(about="sector", rule=OTHER_SIGHTING, kind="other sighting", field="person_name")
    told["matched"], told["source"] = found["quality"].array, spread(places, numbers, told.index)
    told["strength"] = strength.clip(lower=1).astype("int64").array
    return Evidence(told[list(REASON_COLUMNS)], found["seat"].to_numpy(), np.arange(len(found)))


# --- people who sat on boards of several areas

_SIDES = ("person_a", "person_b")
_Pairs = dict[frozenset[int], str]  # two numbers of people who are one, and how that is known


def people_on_several_boards(seats: pd.DataFrame, matches: pd.DataFrame | None = None) -> pd.DataFrame:
    """Members of boards of several LEPs, by a signed match or a shared organisation: never by name alone."""
    members = seats[(seats["counts_as_member"] == "yes") & (seats["place"] == "person")].reset_index(drop=True)
    people, made = people_of(members), []
    names = people.names[["given", "surname"]].iloc[people.printed].reset_index(drop=True)
    rows = members.assign(number=people.person, named=names["given"] + " " + names["surname"])
    rows = rows[(rows["number"] >= 0) & (names["given"].str.len() > 1)]  # whom a name tells from others of the LEP
    pairs = _same_people(rows, read_raw("people_matches.csv") if matches is None else matches)
    groups: list[frozenset[int]] = []  # numbers that are one person, over any chain of pairs
    for pair in pairs:
        joined = [group for group in groups if group & pair]
        groups = [group for group in groups if group not in joined] + [pair.union(*joined)]
    for group in groups:
        own, reasons = rows[rows["number"].isin(group)], (because for pair, because in pairs.items() if pair <= group)
        dated, leps = own.loc[own["date_from"] != "", "snapshot_date"], "; ".join(sorted(set(own["lep"]) - {""}))
        seen = (dated.min(), dated.max()) if len(dated) else ("", "")
        made.append((own["person"].mode().iloc[0], leps, *seen, "; ".join(dict.fromkeys(reasons))))
    return pd.DataFrame(made, columns=["person", "leps", "first_seen", "last_seen", "because"]).sort_values(
        "person", kind="stable", ignore_index=True
    )


def _same_people(rows: pd.DataFrame, matches: pd.DataFrame) -> _Pairs:
    """Every two people of two LEPs who are one: somebody decided so, or they bear one name and share a body."""
    number = {seat: person for person, ids in zip(rows["number"], rows["row_ids"], strict=True) for seat in ids.split()}
    decided: dict[frozenset[int], str] = {}  # why two are one; "" where somebody decided that they are not
    for match in row_dicts(matches):
        ones, others = ({number[seat] for seat in match[side].split() if seat in number} for side in _SIDES)
        because = f"{match['because']} ({match['source']})" if match["decision"] == "same" else ""
        decided |= {frozenset((one, other)): because for one in ones for other in others - {one}}
    bodies = rows.assign(body=[named_body(key) for key in rows["organisation_key"]]).query("body != ''")
    named = bodies[["named", "body", "number", "lep"]].drop_duplicates()
    both = named.merge(named, on=["named", "body"], suffixes=("", "_other"))
    both = both[(both["number"] < both["number_other"]) & (both["lep"] != both["lep_other"])]
    found = both.sort_values(["named", "number", "number_other", "body"])
    pairs: _Pairs = {}
    for one, other, body in zip(found["number"], found["number_other"], found["body"], strict=True):
        if frozenset((one, other)) not in decided:
            pairs.setdefault(frozenset((one, other)), f"both from {body}")
    return pairs | {pair: because for pair, because in decided.items() if because}
