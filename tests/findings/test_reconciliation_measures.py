"""What a published figure counts, and how a member answers it."""

import pytest

from lepdata.collections.published import answer, by_organisation, figures, measure, measures
from lepdata.errors import UsageError
from lepdata.judging.roll import Member
from lepdata.voice.voluntary import voluntary_measures


def member(sector="unknown", seat="", gender="not published", words=""):
    return Member(True, "member", sector, seat, "", "unknown", gender, words)


@pytest.mark.parametrize(
    ("asked", "given", "said"),
    [
        ("members", {}, "for"),
        ("women", {"gender": "woman"}, "for"),
        ("women", {"gender": "man"}, "against"),
        ("women", {}, "unknown"),
        ("private", {"sector": "private"}, "for"),
        ("private", {"sector": "council"}, "against"),
        ("private", {}, "unknown"),
        # publishers count by seat: it goes before the organisation
        ("private", {"sector": "education", "seat": "private"}, "for"),
        ("private", {"sector": "private", "seat": "other_public"}, "against"),
        ("council", {"sector": "council"}, "for"),
        ("council", {"sector": "private"}, "against"),
        # a seat for "the public sector" may be a council's or not
        ("council", {"seat": "other_public"}, "unknown"),
        ("public", {"seat": "other_public"}, "for"),
        ("public", {"sector": "education"}, "for"),
        ("public", {"sector": "voluntary"}, "against"),
        # a seat for the sector gives it a voice, whoever holds it
        ("voluntary", {"sector": "private", "seat": "voluntary"}, "for"),
        ("voluntary", {"sector": "voluntary", "seat": "private"}, "for"),
        ("voluntary", {"sector": "education"}, "against"),
        ("council women", {"sector": "council", "gender": "woman"}, "for"),
        ("council women", {"sector": "council", "gender": "man"}, "against"),
        ("council women", {"sector": "council"}, "unknown"),
        ("council women", {"sector": "private", "gender": "woman"}, "against"),
        ("council women", {"gender": "man"}, "against"),
        ("rural", {"words": "Rural champion"}, "for"),
        ("rural", {"words": "former rural champion"}, "unknown"),
        ("rural", {"words": ""}, "unknown"),
    ],
)
def test_how_a_member_answers(asked, given, said):
    assert answer(member(**given), measure(asked)) == said


def test_by_organisation_the_seat_counts_no_more():
    held_from_a_college = member("education", "private")
    assert answer(held_from_a_college, by_organisation(measure("private"))) == "against"
    assert by_organisation(measure("women")) == measure("women")


def test_every_measure_is_used_and_every_used_one_exists():
    used = set(figures()["measure"])
    asked = {one.asked for one in measures().values()} | {one.base for one in measures().values()}
    assert used <= set(measures())
    assert set(measures()) - used - asked == set()


def test_every_measure_can_be_counted_or_says_why_not():
    for one in measures().values():
        assert one.level in ("members", "boards", "study", "none")
        assert bool(one.why_not) == (one.level == "none"), one.name
        assert one.level == "none" or (one.one and one.many), one.name
        if one.level == "boards":
            assert measures()[one.asked].level == "members" and one.least > 0


def test_the_studys_measures_exist(shipped):
    known = set(voluntary_measures(shipped)["measure"])
    assert {one.asked for one in measures().values() if one.level == "study"} <= known


def test_an_unknown_measure_is_refused_with_near_ones():
    with pytest.raises(UsageError, match="council women"):
        measure("council woman")
