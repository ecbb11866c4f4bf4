"""Whole boards: what is said of them, in counts and in words."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lepdata.errors import InputFaults, UsageError
from lepdata.judging.judge import judge
from lepdata.judging.records import breaches, overall
from lepdata.seating.boards import Board

TWO_THIRDS = "private-two-thirds"


@pytest.mark.parametrize(
    ("seats", "completeness", "size", "outcome", "as_listed", "overturned_by", "unseen"),
    [
        ("ppppppppcccc", "full", None, "met", "met", None, 0),
        ("pppppppcccc", "full", None, "not met", "not met", None, 0),
        ("pppppppcccc", "attendance", None, "cannot tell", "not met", 1, None),
        ("ppppppppppcccc", "attendance", None, "cannot tell", "met", 2, None),
        ("ppppppppppcccc", "assembled", None, "cannot tell", "met", 2, None),
        ("ppppppppppcccc", "not stated", None, "cannot tell", "met", 2, None),
        ("ppppppppppcccc", "not stated", 15, "met", "met", None, 1),
        ("ppppppppppcccc", "not stated", 16, "cannot tell", "met", 2, 2),
        ("ppppppppppcccc", "not stated", 14, "met", "met", None, 0),
        ("ppppppppppcccc", "full", 16, "met", "met", None, 0),
        ("ppppppppppcccc", "not stated", 13, "cannot tell", "met", 2, None),
        ("ppppppppppcccc", "truncated", None, "cannot tell", "met", 2, None),
        ("ppppppppppcccc", "partial", None, "cannot tell", "met", 2, None),
        ("ppppppppppcccc", "partial", 15, "met", "met", None, 1),
        ("ppppuuuu", "full", None, "cannot tell", "cannot tell", None, 0),
        ("uuuuuuuu", "full", None, "cannot tell", "cannot tell", None, 0),
        ("", "full", None, "cannot tell", "cannot tell", None, 0),
        ("", "not stated", 14, "cannot tell", "cannot tell", None, 14),
        ("ppppppppccccC", "full", None, "cannot tell", "cannot tell", None, 0),
        ("ppppppppccccP", "full", None, "met", "met", None, 0),
        ("ppppppppccccC", "not stated", 12, "met", "met", None, 0),
    ],
)
def test_two_thirds_by_completeness(board, one, seats, completeness, size, outcome, as_listed, overturned_by, unseen):
    found = one(judge(board(seats, completeness=completeness, board_size=size)), TWO_THIRDS)
    assert (found.outcome, found.as_listed) == (outcome, as_listed)
    assert (found.overturned_by, found.unseen) == (overturned_by, unseen)


@pytest.mark.parametrize(
    ("seats", "business", "national"),
    [("pppppppevccc", "not met", "met"), ("ppppppppcccc", "met", "met"), ("pppcccc", "not met", "not met")],
)
def test_the_definition_can_decide(board, one, seats, business, national):
    judged = judge(board(seats))
    assert one(judged, TWO_THIRDS, "business").outcome == business
    assert one(judged, TWO_THIRDS, "national-accounts").outcome == national


def test_as_published_takes_the_seat_before_the_organisation(board, seat, one):
    judged = judge(board([seat("p"), seat("e", seat_sector="private"), seat("c")]))
    assert one(judged, TWO_THIRDS, "business").for_ == 1
    assert one(judged, TWO_THIRDS, "as-published").for_ == 2


def test_every_definition_is_shown_and_the_ruling_one_first(board):
    judged = judge(board("ppc"), definition="national-accounts")
    shown = [verdict.definition for verdict in judged.verdicts if verdict.criterion == TWO_THIRDS]
    assert shown == ["national-accounts", "business", "as-published"]
    assert judged.ruling_definition == "national-accounts"


def test_both_denominators_only_where_somebody_is_co_opted(board, seat, one):
    plain = judge(board("ppc"))
    assert {verdict.denominator for verdict in plain.verdicts} == {"all"}
    mixed = judge(board([*[seat("p")] * 2, seat("c"), seat("c", role_read="co-opted")]))
    assert one(mixed, TWO_THIRDS).outcome == "not met"
    without = one(mixed, TWO_THIRDS, denominator="without co-opted")
    assert (without.outcome, without.for_, without.against) == ("met", 2, 1)
    assert without.reason == "2 of 3 members who are not co-opted are private: exactly two-thirds"


def test_unseen_members_may_be_of_either_sort_without_co_opted(board, seat, one):
    seats = [*[seat("p")] * 2, seat("c"), seat("c", role_read="co-opted")]
    judged = judge(board(seats, completeness="not stated", board_size=5))
    assert one(judged, TWO_THIRDS, denominator="without co-opted").unseen == 1
    assert one(judged, TWO_THIRDS, denominator="without co-opted").outcome == "cannot tell"


@pytest.mark.parametrize("counts", ["no", ""])
def test_those_who_do_not_count_are_not_counted(board, seat, counts):
    judged = judge(board([seat("p"), seat("c", counts_as_member=counts)]))
    assert judged.members == 1


@pytest.mark.parametrize(
    ("holders", "outcome", "words"),
    [
        ("p", "met", "the chair is private"),
        ("c", "not met", "the chair is not private"),
        ("u", "cannot tell", "cannot tell: whether the chair is private is not known"),
        ("pp", "met", "both chairs listed are private"),
        ("ppp", "met", "all 3 chairs listed are private"),
        ("pc", "not met", "1 of 2 chairs listed is not private"),
        ("cc", "not met", "2 of 2 chairs listed are not private"),
        ("pu", "cannot tell", "cannot tell: 1 of 2 chairs listed is private and 1 is unknown"),
        ("uu", "cannot tell", "cannot tell: of 2 chairs listed 2 are unknown"),
        ("P", "cannot tell", "cannot tell: it is unclear whether the chair listed counted as a member"),
        ("pC", "cannot tell", "cannot tell: the chair is private, but another chair listed may have been a member"),
        ("pP", "met", "the chair is private"),
        ("", "cannot tell", "cannot tell: no chair is listed"),
    ],
)
@pytest.mark.parametrize("completeness", ["full", "truncated"])
def test_chair(board, seat, one, holders, outcome, words, completeness):
    seats = [seat(letter, role_read="chair") for letter in holders] + [seat("p"), seat("c", role_read="deputy chair")]
    found = one(judge(board(seats, completeness=completeness)), "chair-private")
    assert (found.outcome, found.reason) == (outcome, words)


def test_deputy_chair_is_not_the_chair(board, seat, one):
    judged = judge(board([seat("c", role_read="chair"), seat("p", role_read="deputy chair")]))
    assert one(judged, "deputy-chair-private").outcome == "met"
    assert one(judged, "chair-private").outcome == "not met"


@pytest.mark.parametrize(
    ("genders", "third", "half"),
    [
        ("wwwmmmmmm", "met", "not met"),
        ("wwmmmmm", "not met", "not met"),
        ("wwmm", "met", "met"),
        ("wwmmm", "met", "not met"),
        ("wwm?", "met", "met"),
        ("w?????", "cannot tell", "cannot tell"),
        ("??????", "cannot tell", "cannot tell"),
    ],
)
def test_women(board, seat, one, genders, third, half):
    said = {"w": "woman", "m": "man", "?": "not published"}
    judged = judge(board([seat("p", gender=said[letter]) for letter in genders]))
    assert one(judged, "women-one-third").outcome == third
    assert one(judged, "women-half").outcome == half


@pytest.mark.parametrize(
    ("row", "voice", "councils"),
    [
        ({"sector": "voluntary"}, "met", "not met"),
        ({"sector": "private", "seat_sector": "voluntary"}, "met", "not met"),
        ({"sector": "council"}, "not met", "met"),
        ({"sector": "unknown"}, "cannot tell", "cannot tell"),
    ],
)
def test_voices_on_a_full_list(board, seat, one, row, voice, councils):
    judged = judge(board([seat("p"), seat("p", **row)]))
    assert one(judged, "voluntary-voice").outcome == voice
    assert one(judged, "councils-represented").outcome == councils


def test_a_voice_seen_on_a_fragment_is_a_voice(board, one):
    judged = judge(board("pv", completeness="truncated"))
    assert one(judged, "voluntary-voice").outcome == "met"
    assert one(judged, "councils-represented").outcome == "cannot tell"
    assert one(judged, "councils-represented").as_listed == "not met"


@pytest.mark.parametrize(
    ("sector", "kind", "outcome"),
    [
        ("voluntary", "infrastructure body", "met"),
        ("voluntary", "charity", "not met"),
        ("voluntary", "", "cannot tell"),
        ("voluntary", "voluntary seat", "cannot tell"),
        ("voluntary", "voluntary sector", "cannot tell"),
        ("private", "", "not met"),
        ("unknown", "", "cannot tell"),
    ],
)
def test_infrastructure_body(board, seat, one, sector, kind, outcome):
    judged = judge(board([seat("p"), seat("p", sector=sector, sector_kind=kind)]), "integration-2024")
    assert one(judged, "voluntary-infrastructure").outcome == outcome


@pytest.mark.parametrize(
    ("cells", "criterion", "outcome"),
    [
        ({"organisation_key": "example lep"}, "partnership-present", "met"),
        ({"capacity_as_published": "LEP representative"}, "partnership-present", "met"),
        ({"job_title": "former LEP chair"}, "partnership-present", "cannot tell"),
        ({"organisation_key": "help for leopards"}, "partnership-present", "cannot tell"),
        ({"organisation_key": "jobcentre plus"}, "employment-support", "met"),
        ({"organisation_key": "job lots ltd"}, "employment-support", "cannot tell"),
        ({"organisation_key": "norbridge college"}, "skills-providers", "met"),
        ({"organisation_key": "collegiate widgets ltd"}, "skills-providers", "cannot tell"),
        ({"sector": "health"}, "statutory-partners", "met"),
        ({"sector": "private"}, "statutory-partners", "not met"),
    ],
)
def test_what_the_study_recommends_of_partnership_groups(board, seat, one, cells, criterion, outcome):
    judged = judge(board([seat("p"), seat("p", **cells)]), "ukspf-2022")
    assert one(judged, criterion).outcome == outcome


def test_an_organisation_is_read_only_where_the_rule_says_so(board, seat, one):
    judged = judge(board([seat("p"), seat("p", organisation_key="diversity champion ltd")]), "nlgaf-2021")
    assert one(judged, "diversity-champion").outcome == "cannot tell"


@pytest.mark.parametrize(
    ("title", "capacity", "criterion", "outcome"),
    [
        ("LEP Diversity Champion", "", "diversity-champion", "met"),
        ("", "Diversity champion", "diversity-champion", "met"),
        ("Digital Lead & SME Champion", "", "sme-representative", "met"),
        ("co-chair; formerly deputy chair and SME representative", "", "sme-representative", "cannot tell"),
        ("LEP Champion for Skills", "", "sme-representative", "cannot tell"),
        ("Diversity Championship Manager", "", "diversity-champion", "cannot tell"),
        ("", "", "diversity-champion", "cannot tell"),
    ],
)
def test_published_words(board, seat, one, title, capacity, criterion, outcome):
    judged = judge(board([seat("p", job_title=title, capacity_as_published=capacity), seat("c")]))
    assert one(judged, criterion).outcome == outcome


def test_geography_cannot_be_told(board, one):
    found = one(judge(board("ppc")), "geography")
    assert (found.outcome, found.as_listed) == ("cannot tell", "cannot tell")
    assert "nothing published says which part of the area" in found.reason


@pytest.mark.parametrize(
    ("members", "size", "completeness", "outcome"),
    [
        (20, None, "full", "met"),
        (21, None, "full", "not met"),
        (21, None, "truncated", "not met"),
        (12, None, "not stated", "cannot tell"),
        (12, 20, "not stated", "met"),
        (12, 21, "not stated", "not met"),
    ],
)
def test_board_size(board, one, members, size, completeness, outcome):
    judged = judge(board("p" * members, completeness=completeness, board_size=size))
    assert one(judged, "board-size").outcome == outcome


@pytest.mark.parametrize(("co_opted", "outcome"), [(5, "met"), (6, "not met")])
def test_co_opted_limit(board, seat, one, co_opted, outcome):
    judged = judge(board([seat("p"), *[seat("c", role_read="co-opted")] * co_opted]))
    assert one(judged, "co-opted-limit").outcome == outcome


@pytest.mark.parametrize(
    ("seats", "completeness", "size", "words"),
    [
        ("ppppppppcccc", "full", None, "8 of 12 members are private: exactly two-thirds"),
        ("pppppppppccc", "full", None, "9 of 12 members are private: more than two-thirds"),
        ("pppppppcccc", "full", None, "7 of 11 members are private: less than two-thirds"),
        ("pcc", "full", None, "1 of 3 members is private: less than two-thirds"),
        ("ccc", "full", None, "none of 3 members is private: less than two-thirds"),
        ("p", "full", None, "1 of 1 member is private: more than two-thirds"),
        (
            "ppppppppppcccc",
            "attendance",
            None,
            "cannot tell: on the 14 listed 10 are private, and it would take 2 unseen others to overturn that",
        ),
        (
            "ppppppppcccc",
            "attendance",
            None,
            "cannot tell: on the 12 listed 8 are private, and it would take 1 unseen other to overturn that",
        ),
        (
            "pppccc",
            "attendance",
            None,
            "cannot tell: on the 6 listed 3 are private: too few, and it would take 3 unseen others to overturn that",
        ),
        (
            "pppppuu",
            "attendance",
            None,
            "cannot tell: on the 7 listed 5 are private and 2 are unknown, "
            "and it would take as few as 1 unseen other to overturn that",
        ),
        ("ppppuc", "attendance", None, "cannot tell: on the 6 listed 4 are private and 1 is unknown, and it would"),
        ("pppppppppcu", "full", None, "9 of 11 members are private and 1 is unknown: more than two-thirds however"),
        ("ppcu", "full", None, "so the share lies between 1/2 and 3/4, where two-thirds would be enough"),
        ("pppC", "full", None, "3 of 3 members are private and 1 other may or may not be a member: more than"),
        ("ppp", "truncated", None, "cannot tell: the list is cut off; on the 3 listed 3 are private"),
        ("ppppp", "not stated", 6, "5 of 5 members are private and 1 may be unseen: more than two-thirds however"),
        ("", "full", None, "cannot tell: no member is listed"),
        ("PC", "full", None, "cannot tell: 2 people listed may or may not be members"),
    ],
)
def test_the_sum_in_words(board, one, seats, completeness, size, words):
    reason = one(judge(board(seats, completeness=completeness, board_size=size)), TWO_THIRDS).reason
    assert reason.startswith(words) or reason.endswith(words)


@pytest.mark.parametrize(
    ("seats", "completeness", "criterion", "words"),
    [
        ("ppppppppcccc", "full", TWO_THIRDS, None),
        (
            "pppppppcccc",
            "full",
            TWO_THIRDS,
            "1 seat passing to private members, or 1 more private member and no other change",
        ),
        (
            "ppppppcccc",
            "full",
            TWO_THIRDS,
            "1 seat passing to private members, or 2 more private members and no other change",
        ),
        ("ppppppppcccc", "attendance", TWO_THIRDS, "a full list"),
        ("pppu", "full", TWO_THIRDS, None),
        ("ppcu", "full", TWO_THIRDS, "the sector of 1 member"),
        ("ppcuP", "not stated", TWO_THIRDS, "a full list, the sector of 1 member and whether 1 person is a member"),
        ("", "full", TWO_THIRDS, "a list that names the members"),
        ("p" * 22, "full", "board-size", "2 members fewer"),
        ("pc", "full", "voluntary-voice", "1 member from the voluntary sector"),
        ("pc", "full", "chair-private", "a list that names the chair"),
        ("pc", "full", "women-half", "the published gender of 2 members"),
    ],
)
def test_remedies(board, one, seats, completeness, criterion, words):
    assert one(judge(board(seats, completeness=completeness)), criterion).remedy == words


@pytest.mark.parametrize(
    ("as_at", "timing"),
    [
        ("2020-03-30", "not yet due"),
        ("2020-03-31", "due"),
        ("2020-03", "due"),
        ("2019", "not yet due"),
        ("2020", "due"),
        ("", "due"),
        ("not a date", "due"),
    ],
)
def test_timing_at_the_boards_date(board, one, as_at, timing):
    assert one(judge(board("ppc", as_at=as_at)), TWO_THIRDS).timing == timing


def test_an_unruled_body_is_bound_by_nothing(board):
    judged = judge(board("pcc", body="Exampleshire Growth Forum"))
    assert {verdict.timing for verdict in judged.verdicts} == {"not in force"}
    assert breaches(judged) == ()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"as_at": ""}, "no date"),
        ({"as_at": "2019-02-30"}, "cannot be read"),
        ({"as_at": "2018"}, "spans white-paper-2010 and strengthened-2018"),
        ({"as_at": "2020"}, "within which private-two-thirds and women-one-third changed"),
        ({"as_at": "2001"}, "No framework"),
        ({"completeness": "not stated"}, "Nothing says that the list is full"),
        ({"completeness": "truncated"}, "cut off"),
        ({"completeness": "not stated", "board_size": 2}, "size of 2 is smaller than the 3 members listed"),
        ({"completeness": "not stated", "board_size": 4}, "1 member may be missing"),
        ({"board_size": 4}, "the list is believed"),
        ({"body": "Growth Forum"}, "yardstick"),
        ({"caveats": ("Said before.",)}, "Said before."),
    ],
)
def test_caveats_attach_where_their_condition_holds(board, more, words):
    plain = " ".join(judge(board("ppc")).caveats)
    assert words not in plain
    assert words in " ".join(judge(board("ppc", **more)).caveats)


def test_a_plain_full_board_has_no_caveat(board):
    assert judge(board("ppc")).caveats == ()


@pytest.mark.parametrize(
    ("seats", "words"),
    [("uuu", "sector of no member"), ("ppC", "1 person listed may or may not"), ("", "No member is listed")],
)
def test_caveats_about_members(board, seats, words):
    assert words in " ".join(judge(board(seats)).caveats)


def test_only_vacancies(board, seat, one):
    judged = judge(board([seat("u", place="vacancy", counts_as_member="no")] * 2))
    assert one(judged, TWO_THIRDS).reason == "cannot tell: only 2 vacancies are listed"
    assert "Only vacancies are listed." in judged.caveats
    assert {verdict.outcome for verdict in judged.verdicts} == {"cannot tell"}


def test_two_chairs_are_said(board, seat):
    judged = judge(board([seat("p", role_read="chair"), seat("c", role_read="chair")]))
    assert any(caveat.startswith("2 chairs are listed") for caveat in judged.caveats)


def test_a_member_twice_counts_once_and_two_namesakes_twice(board, seat):
    ada = {"person_key": "ada example", "organisation_key": "acme"}
    twice = judge(board([seat("p", **ada, role_read="chair"), seat("p", **ada), seat("c")]))
    assert twice.members == 2
    assert any("already listed" in caveat for caveat in twice.caveats)
    other = ada | {"organisation_key": "example council"}
    namesakes = judge(board([seat("p", **ada), seat("c", **other)]))
    assert namesakes.members == 2
    assert any("more than one organisation" in caveat for caveat in namesakes.caveats)


def test_a_member_twice_keeps_the_office_and_doubts_a_disputed_sector(board, seat, one):
    ada = {"person_key": "ada example", "organisation_key": "acme"}
    judged = judge(board([seat("p", **ada), seat("c", **ada, role_read="chair")]))
    assert one(judged, "chair-private").reason == "cannot tell: whether the chair is private is not known"


def test_unnamed_seats_are_never_one_person(board, seat):
    assert judge(board([seat("p", place="unnamed seat")] * 3)).members == 3


@pytest.mark.parametrize(
    ("names", "error", "words"),
    [
        ({"framework": "nlgaf-2020"}, UsageError, "nlgaf-2019"),
        ({"definition": "busines"}, UsageError, "business"),
    ],
)
def test_unknown_names_are_refused(board, names, error, words):
    with pytest.raises(error, match=words):
        judge(board("ppc"), **names)


def test_a_framework_named_outside_its_time_says_so(board, one):
    judged = judge(board("ppc", as_at="2015-01-01"), "nlgaf-2021")
    assert one(judged, TWO_THIRDS).timing == "not in force"
    assert judged.caveats == ("nlgaf-2021 was not in force on 1 January 2015.",)


def test_own_framework_with_every_member_private(board, one, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        """
        id = "mine"
        version = "1"
        title = "All private"
        body_kind = "my committee"
        in_force_from = "2019-01-01"
        ruling_definition = "as-published"
        source = "https://example.org"
        verified = "yes-primary"
        [[criteria]]
        id = "all-private"
        statement = "Everybody is private."
        kind = "share"
        threshold = "1"
        who = "private"
        strength = "requirement"
        source = "https://example.org"
        verified = "yes-primary"
        """,
        encoding="utf-8",
    )
    judged = judge(board("ppc", completeness="not stated"), path)
    found = one(judged, "all-private")
    assert (found.outcome, found.overturned_by) == ("not met", None)
    assert found.remedy == "1 private member in place of those who are not"
    assert breaches(judged) == ("all-private",)
    path.write_text("id = 3", encoding="utf-8")
    with pytest.raises(InputFaults):
        judge(board("ppc"), path)


@pytest.mark.parametrize(
    ("seats", "together"),
    [
        ("ppppppppcccc", "met under every definition"),
        ("pppcccc", "not met under every definition"),
        ("pppppppevccc", "depends on the definition"),
        ("ppuu", "cannot tell"),
    ],
)
def test_overall(board, seats, together):
    judged = judge(board(seats))
    assert overall(v for v in judged.verdicts if v.criterion == TWO_THIRDS) == together


def test_overall_as_listed(board):
    verdicts = [v for v in judge(board("pp", completeness="not stated")).verdicts if v.criterion == TWO_THIRDS]
    assert overall(verdicts) == "cannot tell"
    assert overall(verdicts, as_listed=True) == "met under every definition"


@pytest.mark.parametrize(
    ("seats", "more", "broken"),
    [
        ("pcc", {}, (TWO_THIRDS,)),
        ("ppc", {}, ()),
        ("pcc", {"as_at": "2020-01-01"}, ()),
        ("pcc", {"completeness": "not stated"}, ()),
        ("pcc", {"as_at": "2024-06-01"}, ()),
        ("ppevccc", {}, (TWO_THIRDS,)),
    ],
)
def test_breaches_are_due_requirements_under_the_ruling_definition(board, seats, more, broken):
    assert breaches(judge(board(seats, **more))) == broken


def test_a_breach_is_one_under_every_denominator(board, seat):
    seats = [*[seat("p")] * 2, seat("c"), seat("c", role_read="co-opted")]
    assert breaches(judge(board(seats))) == ()
    assert breaches(judge(board([*seats, seat("c")]))) == (TWO_THIRDS,)


def test_breaches_follow_the_definition_asked_for(board):
    assert breaches(judge(board("pppppppevccc"), definition="national-accounts")) == ()


def test_the_board_given_is_not_changed(board):
    given_board = board("ppc")
    before = given_board.members.copy()
    judge(given_board)
    pd.testing.assert_frame_equal(given_board.members, before)


def test_missing_columns_count_as_empty():
    members = pd.DataFrame({"counts_as_member": ["yes", "yes"], "role_read": ["chair", "member"]})
    judged = judge(Board("Exampleshire", "main board", "2022", "full", members))
    assert {verdict.outcome for verdict in judged.verdicts} <= {"cannot tell", "met"}
    assert judged.members == 2


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    seats=st.text("pcveuPCVEU", max_size=14),
    completeness=st.sampled_from(["full", "attendance", "partial", "truncated", "not stated", "assembled"]),
    size=st.none() | st.integers(0, 25),
    as_at=st.sampled_from(["", "2009", "2018", "2020-03", "2023-12-31", "2030-01-01"]),
    body=st.sampled_from(["", "main board", "ESIF committee", "UKSPF group", "Business Board", "anything"]),
)
def test_every_board_gets_verdicts_with_words(seats, completeness, size, as_at, body):
    rows = [_row(letter) for letter in seats]
    members = pd.DataFrame(rows, columns=["counts_as_member", "sector", "national_accounts_sector"], dtype=str)
    judged = judge(Board("Exampleshire", body, as_at, completeness, members, size))
    assert judged.verdicts
    for verdict in judged.verdicts:
        assert verdict.for_ + verdict.against + verdict.unknown <= judged.members
        assert (verdict.outcome == "cannot tell") == verdict.reason.startswith("cannot tell: ")
        assert (verdict.remedy is None) == (verdict.outcome == "met")
        assert verdict.overturned_by is None or verdict.unseen is None or verdict.overturned_by <= verdict.unseen


def _row(letter: str) -> list[str]:
    sector = {"p": "private", "c": "council", "v": "voluntary", "e": "education", "u": "unknown"}[letter.lower()]
    return ["might" if letter.isupper() else "yes", sector, "public" if sector == "council" else "private"]


@pytest.mark.parametrize(("lists", "outcome", "as_listed"), [(1, "not met", "not met"), (2, "cannot tell", "not met")])
def test_names_of_several_dates_do_not_prove_that_a_board_was_too_large(board, one, lists, outcome, as_listed):
    found = one(judge(replace(board("p" * 22, completeness="assembled"), lists=lists)), "board-size")
    assert (found.outcome, found.as_listed) == (outcome, as_listed)
    assert ("need have sat at once" in found.reason) == (lists == 2)


@pytest.mark.parametrize(
    ("holders", "outcome", "words"),
    [
        ("p", "met", "the deputy chair is private"),
        ("pc", "met", "1 of 2 deputy chairs listed is private"),
        ("pu", "met", "1 of 2 deputy chairs listed is private"),
        ("pp", "met", "both deputy chairs listed are private"),
        ("c", "not met", "the deputy chair is not private"),
        ("cc", "not met", "2 of 2 deputy chairs listed are not private"),
        ("cu", "cannot tell", "1 of 2 deputy chairs listed is not private and 1 is unknown"),
        ("u", "cannot tell", "whether the deputy chair is private is not known"),
        ("", "cannot tell", "no deputy chair is listed"),
    ],
)
def test_one_private_deputy_chair_among_several_is_enough(board, seat, one, holders, outcome, words):
    seats = [seat(letter, role_read="deputy chair") for letter in holders] + [seat("p", role_read="chair"), seat("c")]
    found = one(judge(board(seats)), "deputy-chair-private")
    assert (found.outcome, found.reason.removeprefix("cannot tell: ")) == (outcome, words)


BECAUSE = "an elected mayor may chair in place of a business leader (https://"


@pytest.mark.parametrize(
    ("holders", "outcome", "words"),
    [
        ([("c", "Mayor of London")], "met", f"the chair is excepted, because {BECAUSE}"),
        ([("u", "The elected Mayor of Exbridge")], "met", f"the chair is excepted, because {BECAUSE}"),
        ([("c", "Metro Mayor and Chair of the board")], "met", "the chair is excepted"),
        ([("c", "co-chair, Mayor of London"), ("p", "")], "met", "of 2 chairs listed 1 is private and 1 is excepted"),
        ([("c", "Mayor of London"), ("c", "Leader")], "not met", "1 is not private and 1 is excepted"),
        ([("c", "Mayor of London"), ("u", "")], "cannot tell", "1 is excepted"),
        ([("p", "Mayor of London")], "met", "the chair is private"),
        ([("c", "Deputy Mayor of London")], "not met", "the chair is not private"),
        ([("c", "Deputy Mayor for Business & Enterprise")], "not met", "the chair is not private"),
        ([("c", "Mayor of London's adviser")], "not met", "the chair is not private"),
        ([("c", "Lord Mayor of Exford")], "not met", "the chair is not private"),
        ([("c", "Mayor of Exford")], "not met", "the chair is not private"),
        ([("c", "Former Mayor of London")], "not met", "the chair is not private"),
        ([("c", "")], "not met", "the chair is not private"),
    ],
)
def test_the_rule_of_2010_excepts_an_elected_mayor(board, seat, one, holders, outcome, words):
    seats = [seat(letter, role_read="chair", job_title=title) for letter, title in holders] + [seat("p")]
    found = one(judge(board(seats, as_at="2012-01-01")), "chair-private")
    assert found.outcome == outcome and words in found.reason


def test_later_rules_except_nobody(board, seat, one):
    seats = [seat("c", role_read="chair", job_title="Mayor of London"), seat("p")]
    assert one(judge(board(seats)), "chair-private").outcome == "not met"


def test_a_capacity_or_a_title_before_the_name_is_read_too(board, seat, one):
    for column in ("capacity_as_published", "honorific"):
        seats = [seat("c", role_read="chair", **{column: "Elected Mayor"}), seat("p")]
        members = pd.DataFrame(seats, dtype=str).fillna("")
        judged = judge(replace(board(seats, as_at="2012-01-01"), members=members))
        assert one(judged, "chair-private").outcome == "met"
