"""Whole boards: what is said of them, in counts and in words."""

from pathlib import Path

import pandas as pd
import pytest
from cases import table
from hypothesis import given, settings
from hypothesis import strategies as st

from lepdata.judging.answers import breaches
from lepdata.judging.verdicts import judge
from lepdata.seating.boards import Board

TWO_THIRDS = "private-two-thirds"
EXAMPLES = Path(__file__).with_name("examples")


@pytest.mark.parametrize(*table(EXAMPLES / "two_thirds_by_completeness.csv"))
def test_two_thirds_by_completeness(board, one, seats, completeness, size, outcome, as_listed, overturned_by, unseen):
    size, overturned_by, unseen = (int(n) if n else None for n in (size, overturned_by, unseen))
    found = one(judge(board(seats, completeness=completeness, board_size=size)), TWO_THIRDS)
    assert (found.outcome, found.as_listed) == (outcome, as_listed)
    assert (found.overturned_by, found.unseen) == (overturned_by, unseen)


@pytest.mark.parametrize(
    ("seats", "business", "national", "together"),
    [
        ("pppppppevccc", "not met", "met", "depends"),
        ("ppppppppcccc", "met", "met", "met"),
        ("pppcccc", "not met", "not met", "not met"),
        ("ppuu", "cannot tell", "cannot tell", "cannot tell"),
    ],
)
def test_the_definition_can_decide(board, one, seats, business, national, together):
    judged = judge(board(seats))
    assert one(judged, TWO_THIRDS, "business").outcome == business
    assert one(judged, TWO_THIRDS, "national-accounts").outcome == national
    own = judged.answer(TWO_THIRDS)
    assert (own.answer, own.as_listed) == (together, together)
    assert breaches(judged) == ((TWO_THIRDS,) if together == "not met" else ())
    ruled = judge(board(seats), definition="national-accounts")
    shown = [verdict.definition for verdict in ruled.all_verdicts if verdict.criterion == TWO_THIRDS]
    assert (ruled.ruling_definition, shown) == (shown[0], ["national-accounts", "business", "as-published"])
    assert breaches(ruled) == ((TWO_THIRDS,) if national == "not met" else ())


def test_as_published_takes_the_seat_and_both_denominators_only_where_somebody_is_co_opted(board, seat, one):
    judged = judge(board([seat("p"), seat("e", seat_sector="private"), seat("c")]))
    assert [one(judged, TWO_THIRDS, reading).for_ for reading in ("business", "as-published")] == [1, 2]
    assert {verdict.denominator for verdict in judge(board("ppc")).all_verdicts} == {"all"}
    seats = [*[seat("p")] * 2, seat("c"), seat("c", role_read="co-opted")]
    mixed = judge(board(seats))
    assert one(mixed, TWO_THIRDS).outcome == "not met"
    without = one(mixed, TWO_THIRDS, denominator="without co-opted")
    assert (without.outcome, without.for_, without.against) == ("met", 2, 1)
    assert without.reason == "2 of 3 members who are not co-opted are private: exactly two-thirds"
    assert breaches(mixed) == (TWO_THIRDS,)  # an answer counts everyone
    assert breaches(judge(board([*seats, seat("c")]))) == (TWO_THIRDS,)
    # An unseen member may be of either sort.
    five = judge(board(seats, completeness="not stated", board_size=5))
    open_ = one(five, TWO_THIRDS, denominator="without co-opted")
    assert (open_.unseen, open_.outcome) == (1, "cannot tell")


def holders(office, letters):
    """Whoever holds an office, beside a member and the other office."""
    other = "chair" if office == "deputy chair" else "deputy chair"
    return [(letter, {"role_read": office}) for letter in letters] + [("p", {}), ("c", {"role_read": other})]


def genders(letters):
    said = {"w": "woman", "m": "man", "?": "not published"}
    return [("p", {"gender": said[letter]}) for letter in letters]


def beside(**row):
    """A private member, and somebody of whom more is said."""
    return [("p", {}), ("p", row)]


CANNOT = "cannot tell: "


@pytest.mark.parametrize(
    ("seats", "rules", "criterion", "outcome", "words"),
    [
        (holders("chair", "p"), "", "chair-private", "met", "the chair is private"),
        (holders("chair", "c"), "", "chair-private", "not met", "the chair is not private"),
        (holders("chair", "u"), "", "chair-private", CANNOT, "whether the chair is private is not known"),
        (holders("chair", "pp"), "", "chair-private", "met", "both chairs listed are private"),
        (holders("chair", "ppp"), "", "chair-private", "met", "all 3 chairs listed are private"),
        (holders("chair", "pc"), "", "chair-private", "not met", "1 of 2 chairs listed is not private"),
        (holders("chair", "pu"), "", "chair-private", CANNOT, "1 of 2 chairs listed is private and 1 is unknown"),
        (holders("chair", "uu"), "", "chair-private", CANNOT, "of 2 chairs listed 2 are unknown"),
        (holders("chair", "P"), "", "chair-private", CANNOT, "it is unclear whether the chair listed counted as a"),
        (holders("chair", "pC"), "", "chair-private", CANNOT, "another chair listed may have been a member"),
        (holders("chair", "pP"), "", "chair-private", "met", "the chair is private"),
        (holders("chair", ""), "", "chair-private", CANNOT, "no chair is listed"),
        # One private deputy chair among several is enough.
        (holders("deputy chair", "pc"), "", "deputy-chair-private", "met", "1 of 2 deputy chairs listed is private"),
        (holders("deputy chair", "pu"), "", "deputy-chair-private", "met", "1 of 2 deputy chairs listed is private"),
        (holders("deputy chair", "c"), "", "deputy-chair-private", "not met", "the deputy chair is not private"),
        (holders("deputy chair", "cu"), "", "deputy-chair-private", CANNOT, "is not private and 1 is unknown"),
        (holders("deputy chair", ""), "", "deputy-chair-private", CANNOT, "no deputy chair is listed"),
        (genders("wwwmmmmmm"), "", "women-one-third", "met", "exactly a third"),
        (genders("wwwmmmmmm"), "", "women-half", "not met", "less than half"),
        (genders("wwmmm"), "", "women-half", "not met", ""),
        (genders("wwm?"), "", "women-half", "met", ""),
        (genders("w?????"), "", "women-one-third", CANNOT, ""),
        (beside(sector="voluntary"), "", "voluntary-voice", "met", "1 member is from the voluntary sector"),
        (beside(seat_sector="voluntary"), "", "voluntary-voice", "met", ""),
        (beside(sector="council"), "", "voluntary-voice", "not met", "none of 2 members is from the voluntary sector"),
        (beside(sector="council"), "", "councils-represented", "met", ""),
        (beside(sector="unknown"), "", "voluntary-voice", CANNOT, ""),
        *(
            (beside(sector=sector, sector_kind=kind), "integration-2024", "voluntary-infrastructure", outcome, "")
            for sector, kind, outcome in (
                ("voluntary", "infrastructure body", "met"),
                ("voluntary", "charity", "not met"),
                ("voluntary", "", CANNOT),
                ("voluntary", "voluntary seat", CANNOT),
                ("voluntary", "voluntary sector", CANNOT),
                ("private", "", "not met"),
                ("unknown", "", CANNOT),
            )
        ),
        # What the 2020 study recommends of partnership groups.
        (beside(organisation_key="example lep"), "ukspf-2022", "partnership-present", "met", ""),
        (beside(capacity_as_published="LEP representative"), "ukspf-2022", "partnership-present", "met", ""),
        (beside(job_title="former LEP chair"), "ukspf-2022", "partnership-present", CANNOT, ""),
        (beside(organisation_key="help for leopards"), "ukspf-2022", "partnership-present", CANNOT, ""),
        (beside(organisation_key="jobcentre plus"), "ukspf-2022", "employment-support", "met", ""),
        (beside(organisation_key="job lots ltd"), "ukspf-2022", "employment-support", CANNOT, ""),
        (beside(organisation_key="norbridge college"), "ukspf-2022", "skills-providers", "met", ""),
        (beside(organisation_key="collegiate widgets ltd"), "ukspf-2022", "skills-providers", CANNOT, ""),
        (beside(sector="health"), "ukspf-2022", "statutory-partners", "met", ""),
        (beside(sector="private"), "ukspf-2022", "statutory-partners", "not met", ""),
        # An organisation is read only where the rule says so.
        (beside(organisation_key="diversity champion ltd"), "nlgaf-2021", "diversity-champion", CANNOT, ""),
        (beside(job_title="LEP Diversity Champion"), "", "diversity-champion", "met", ""),
        (beside(job_title="Digital Lead & SME Champion"), "", "sme-representative", "met", ""),
        (beside(job_title="co-chair; formerly SME representative"), "", "sme-representative", CANNOT, ""),
        (beside(job_title="Diversity Championship Manager"), "", "diversity-champion", CANNOT, "need not print it"),
        (beside(), "", "geography", CANNOT, "nothing published says which part of the area"),
        ([("p", {})] + [("c", {"role_read": "co-opted"})] * 5, "", "co-opted-limit", "met", "at most 5"),
        ([("p", {})] + [("c", {"role_read": "co-opted"})] * 6, "", "co-opted-limit", "not met", "more than 5"),
    ],
)
def test_full_boards_on_both_sides(board, seat, one, seats, rules, criterion, outcome, words):
    found = one(judge(board([seat(letter, **row) for letter, row in seats]), rules or None), criterion)
    assert found.outcome == outcome.removesuffix(": ")
    assert found.reason.startswith(outcome if outcome == CANNOT else "") and words in found.reason


@pytest.mark.parametrize(*table(EXAMPLES / "board_size.csv"))
def test_board_size(board, one, members, size, completeness, outcome):
    own = board("p" * int(members), completeness=completeness, board_size=int(size) if size else None)
    assert one(judge(own), "board-size").outcome == outcome


@pytest.mark.parametrize(*table(EXAMPLES / "remedies.csv"))
def test_remedies(board, one, seats, completeness, criterion, words):
    assert one(judge(board(seats, completeness=completeness)), criterion).remedy == (words or None)


@pytest.mark.parametrize(*table(EXAMPLES / "timing_at_the_boards_date.csv"))
def test_timing_at_the_boards_date(board, one, as_at, rules, timing):
    judged = judge(board("ppc", as_at=as_at), rules or None)
    assert one(judged, TWO_THIRDS).timing == timing
    assert not rules or judged.caveats == ("nlgaf-2021 was not in force on 1 January 2015.",)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"as_at": ""}, "no date"),
        ({"as_at": "2019-02-30"}, "cannot be read"),
        ({"as_at": "2018"}, "spans white-paper-2010 and strengthened-2018"),
        ({"as_at": "2020"}, "within which private-two-thirds, board-size, co-opted-limit, women-one-third and"),
        ({"as_at": "2001"}, "No framework"),
        ({"completeness": "not stated"}, "Nothing says that the list is full"),
        ({"completeness": "truncated"}, "cut off"),
        ({"completeness": "not stated", "board_size": 2}, "size of 2 is smaller than the 3 members listed"),
        ({"completeness": "not stated", "board_size": 4}, "1 member may be missing"),
        ({"board_size": 4}, "the list is believed"),
        ({"body": "Growth Forum"}, "it is only measured, by"),
        ({"caveats": ("Said before.",)}, "Said before."),
    ],
)
def test_caveats_attach_where_their_condition_holds(board, more, words):
    plain = " ".join(judge(board("ppc")).caveats)
    assert words not in plain
    assert words in " ".join(judge(board("ppc", **more)).caveats)


@pytest.mark.parametrize(
    ("rows", "members", "words"),
    [
        ([("u", {})] * 3, 3, "sector of no member"),
        ([("p", {}), ("C", {})], 1, "1 person listed may or may not"),
        ([], 0, "No member is listed"),
        ([("u", {"place": "vacancy", "counts_as_member": "no"})] * 2, 0, "Only vacancies are listed."),
        ([("u", {"counts_as_member": "no"})], 0, "Nobody listed counts as a member"),
        ([("p", {"role_read": "chair"}), ("c", {"role_read": "chair"})], 2, "2 chairs are listed"),
        ([("p", {"person_key": "ada", "organisation_key": "acme"})] * 2, 1, "already listed"),
        ([("p", {"person_key": "ada", "organisation_key": key}) for key in "xy"], 2, "more than one organisation"),
        ([("p", {"place": "unnamed seat"})] * 3, 3, ""),
        ([("p", {}), ("c", {"counts_as_member": ""})], 1, ""),
    ],
)
def test_who_counts_and_what_to_bear_in_mind(board, seat, rows, members, words):
    judged = judge(board([seat(letter, **row) for letter, row in rows]))
    assert judged.members == members
    assert words in " ".join(judged.caveats) and bool(words) == bool(judged.caveats)


@pytest.mark.parametrize(
    ("seats", "more", "broken"),
    [
        ("pcc", {}, (TWO_THIRDS,)),
        ("ppc", {}, ()),
        ("pcc", {"as_at": "2020-01-01"}, ()),
        ("pcc", {"completeness": "not stated"}, ()),
        ("pcc", {"as_at": "2024-06-01"}, ()),
        ("pcc", {"body": "Exampleshire Growth Forum"}, ()),
        ("ppevccc", {}, (TWO_THIRDS,)),
    ],
)
def test_breaches_are_due_requirements_under_the_ruling_definition(board, seats, more, broken):
    assert breaches(judge(board(seats, **more))) == broken


def test_the_board_given_is_not_changed_and_missing_columns_count_as_empty(board):
    own = board("ppc")
    before = own.members.copy()
    judge(own)
    pd.testing.assert_frame_equal(own.members, before)
    members = pd.DataFrame({"counts_as_member": ["yes", "yes"], "role_read": ["chair", "member"]})
    judged = judge(Board("Exampleshire", "main board", "2022", "full", members))
    assert {verdict.outcome for verdict in judged.all_verdicts} <= {"cannot tell", "met"} and judged.members == 2


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    seats=st.text("pcveuPCVEU", max_size=14),
    completeness=st.sampled_from(["full", "attendance", "partial", "truncated", "not stated"]),
    size=st.none() | st.integers(0, 25),
    as_at=st.sampled_from(["", "2009", "2018", "2020-03", "2023-12-31", "2030-01-01"]),
    body=st.sampled_from(["", "main board", "ESIF committee", "UKSPF group", "Business Board", "anything"]),
)
def test_every_board_gets_verdicts_with_words(seats, completeness, size, as_at, body):
    rows = [_row(letter) for letter in seats]
    members = pd.DataFrame(rows, columns=["counts_as_member", "sector", "national_accounts_sector"], dtype=str)
    judged = judge(Board("Exampleshire", body, as_at, completeness, members, size))
    assert judged.all_verdicts
    for verdict in judged.all_verdicts:
        assert verdict.for_ + verdict.against + verdict.unknown <= judged.members
        assert (verdict.outcome == "cannot tell") == verdict.reason.startswith("cannot tell: ")
        assert (verdict.remedy is None) == (verdict.outcome == "met")
        assert verdict.overturned_by is None or verdict.unseen is None or verdict.overturned_by <= verdict.unseen


def _row(letter: str) -> list[str]:
    sector = {"p": "private", "c": "council", "v": "voluntary", "e": "education", "u": "unknown"}[letter.lower()]
    return ["might" if letter.isupper() else "yes", sector, "public" if sector == "council" else "private"]


@pytest.mark.parametrize(*table(EXAMPLES / "the_rule_of_2010_excepts_an_elected_mayor.csv"))
def test_the_rule_of_2010_excepts_an_elected_mayor(board, seat, one, holders, outcome, words):
    chairs = [chair.partition(" ") for chair in holders.split("; ")]
    seats = [seat(letter, role_read="chair", job_title=title) for letter, _, title in chairs] + [seat("p")]
    found = one(judge(board(seats, as_at="2012-01-01")), "chair-private")
    assert found.outcome == outcome and words in found.reason


def test_later_rules_except_nobody_and_any_title_is_read(board, seat, one):
    seats = [seat("c", role_read="chair", job_title="Mayor of London"), seat("p")]
    assert one(judge(board(seats)), "chair-private").outcome == "not met"
    for column in ("capacity_as_published", "honorific"):
        seats = [seat("c", role_read="chair", **{column: "Elected Mayor"}), seat("p")]
        assert one(judge(board(seats, as_at="2012-01-01")), "chair-private").outcome == "met"
