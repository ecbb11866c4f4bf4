"""What all boards show together: members known, bounds over the others, "cannot tell" where too little is known."""

import re
from itertools import product

import numpy as np
import pandas as pd
import pytest

from lepdata.errors import UsageError
from lepdata.nation import over_time, spread
from lepdata.nation.chance import against_rest, blau, shannon
from lepdata.nation.spread import ANSWERS, BEYOND, CANNOT_TELL, KINDS, TALLY_COLUMNS, WITHIN, apart, readings, together
from lepdata.seating.boards import Board


def tallied(*rows, completeness="attendance"):
    """Boards from (for, against, open)."""
    boards = [(f"Board {n}", "2019-06-30", completeness, *row) for n, row in enumerate(rows)]
    return pd.DataFrame(boards, columns=list(TALLY_COLUMNS))


ALIKE = tallied((6, 6, 0), (7, 8, 1), (5, 5, 0), (9, 8, 0), (8, 9, 1), (6, 7, 0))
ONE_EACH = tallied(*[(1, 14, 0)] * 12)
COMPARISONS = [spread.funnel, spread.board_tests, spread.spread_of, spread.heterogeneity]


def sentences(text):
    return len(re.findall(r"[.!?](?=\s|$)", text))


@pytest.mark.parametrize("find", COMPARISONS)
@pytest.mark.parametrize(
    "frame", [ALIKE, ONE_EACH, tallied(), tallied((3, 3, 0))], ids=["alike", "one", "none", "single"]
)
def test_every_finding_is_said_in_two_sentences(find, frame):
    found = find(frame, "women")
    assert sentences(found.two_sentences) == 2 and found.answer in ANSWERS
    assert not re.search(r"nan|None|\{|  ", found.two_sentences)
    assert len(found.boards) + len(found.left_out) == len(frame)


@pytest.mark.parametrize("find", COMPARISONS)
def test_without_a_usable_list_it_says_so(find):
    for frame in (tallied(), tallied(*[(5, 5, 0)] * 9, completeness="partial"), tallied(*[(2, 2, 8)] * 9)):
        found = find(frame)
        assert found.answer == CANNOT_TELL and "cannot be told" in found.two_sentences
        assert len(found.left_out) == len(frame) and (found.left_out["reason"] != "").all()


@pytest.mark.parametrize(
    ("row", "used"),
    [
        ((5, 4, 1), True),
        ((5, 5, 1), True),
        ((4, 4, 1), False),
        ((9, 9, 2), True),
        ((9, 8, 2), False),
        ((0, 0, 1), False),
    ],
)
def test_more_than_one_member_in_ten_not_known_leaves_a_board_out(row, used):
    kept, left_out = spread.usable(tallied(row))
    assert (len(kept), len(left_out)) == ((1, 0) if used else (0, 1))


@pytest.mark.parametrize("completeness", ["partial", "truncated"])
def test_fragments_carry_no_share(completeness):
    kept, left_out = spread.usable(tallied((5, 5, 0), completeness=completeness))
    assert kept.empty and "fragments" in left_out["reason"].iloc[0]


def test_two_counts_of_one_board_are_used_neither():
    twice = pd.concat([ALIKE, ALIKE.iloc[[0]]], ignore_index=True)
    kept, left_out = spread.usable(twice)
    assert "Board 0" not in set(kept["lep"]) and left_out["lep"].tolist() == ["Board 0"] * 2


COMPOSITIONS = pd.DataFrame(
    [
        ("Exampleshire", "main board", "2018", "women", "3", "16"),
        ("Otherland", "main board", "2018", "women", "4", ""),
        ("Thirdshire", "main board", "2018", "women", "", "12"),
        ("Fourthshire", "sub-board", "2018", "women", "1", "9"),
        ("Fifthshire", "main board", "2019", "women", "1", "9"),
        ("(all 38)", "main board", "2018", "women", "144", "625"),
        ("Sixthshire", "main board", "2018", "council", "4", "16"),
    ],
    columns=["lep", "body", "as_at", "group", "count", "of"],
)


def test_published_counts_are_those_of_one_board_one_group_and_one_date():
    found = spread.published_tallies(COMPOSITIONS, "women", "2018")
    assert found.values.tolist() == [["Exampleshire", "2018", "published count", 3, 13, 0]]
    assert len(spread.usable(found)[0]) == 1


# The funnel and the tests of each board


def test_a_board_far_from_the_others_is_outside_and_is_named():
    far = pd.concat([ALIKE, tallied((24, 0, 0)).assign(lep="Far")], ignore_index=True)
    found = spread.funnel(far, target=0.5)
    place = found.frame.set_index("lep")["place"]
    assert place["Far"] == "far above" and (place.drop("Far") == "inside").all() and found.answer == BEYOND
    tested = spread.board_tests(far)
    assert tested.frame["lep"].iloc[0] == "Far" and tested.frame["says"].iloc[0] == "differs"
    assert tested.answer == BEYOND and "Far stands out" in tested.two_sentences


def test_boards_alike_are_inside_and_none_stands_out():
    assert spread.funnel(ALIKE).answer == WITHIN
    found = spread.board_tests(ALIKE)
    assert found.answer == WITHIN and "none stands out" in found.two_sentences
    assert (found.frame["adjusted"] >= found.frame["p"]).all()


def test_the_unknown_members_can_keep_a_board_from_being_called():
    """Of 20 members 2 are not known: with them against, the board would not be outside."""
    frame = pd.concat([tallied((14, 4, 2)).assign(lep="Edge"), tallied(*[(9, 9, 0)] * 6)], ignore_index=True)
    edge = spread.funnel(frame, target=0.5).frame.set_index("lep").loc["Edge"]
    assert edge["place"] == "above" and edge["whatever_the_unknown"] == "no"
    assert (edge["lowest"], edge["highest"]) == (0.7, 0.8)


def test_p_values_range_over_every_answer_of_the_unknown():
    frame = tallied((9, 10, 2), (5, 5, 0), (6, 6, 1), (4, 8, 0), (9, 3, 1))
    found = spread.board_tests(frame, benchmark=None).frame
    rest, rest_size = found["for"].sum() - found["for"], found["known"].sum() - found["known"]
    ranges = [
        [against_rest(k, n, r, s)] + [against_rest(k + x, n + o, r, s) for x in range(o + 1)]
        for k, n, o, r, s in zip(found["for"], found["known"], found["open"], rest, rest_size, strict=True)
    ]
    lowest = np.array([min(one) for one in ranges])
    highest = np.array([max(one) for one in ranges])
    assert (found["lowest_adjusted"] <= np.minimum(1, lowest * len(frame)) + 1e-12).all()
    assert (found["highest_adjusted"] >= highest - 1e-12).all()
    assert (found["lowest_adjusted"] <= found["adjusted"]).all() and (
        found["adjusted"] <= found["highest_adjusted"]
    ).all()


def test_a_benchmark_from_elsewhere_and_the_whole_board():
    found = spread.board_tests(ALIKE, "women", benchmark=0.23)
    assert "a share of 23%" in found.two_sentences
    whole = spread.funnel(ALIKE.assign(completeness=["full"] * 4 + ["attendance"] * 2)).frame
    assert whole["whole_board_seen"].tolist() == ["yes", "no", "yes", "yes", "no", "no"]


def test_limits_for_drawing_hold_both_levels():
    frame = spread.funnel_limits(0.5, range(5, 31))
    assert len(frame) == 52 and set(frame["level"]) == {0.95, 0.998}
    assert (frame["below"] <= (1 - frame["level"]) / 2).all() and (frame["above"] <= (1 - frame["level"]) / 2).all()


# Exactly one


def test_one_on_every_board_is_beyond_chance():
    found = spread.spread_of(ONE_EACH)
    one = found.frame.set_index("boards_with").loc["exactly one"]
    assert (one["observed"], found.answer) == (12, BEYOND) and one["p"] < 0.001
    assert one["expected"] == pytest.approx(12 * 11 * 0.0889, rel=0.2) or one["expected"] < 6
    assert "kept at one" in found.two_sentences


def test_two_or_none_on_every_board_is_beyond_chance_the_other_way():
    found = spread.spread_of(tallied(*[(4, 11, 0)] * 8, *[(0, 15, 0)] * 8))
    assert found.answer == BEYOND and "seldom alone" in found.two_sentences


def test_the_unknown_can_keep_it_from_being_told():
    found = spread.spread_of(tallied(*[(1, 14, 1)] * 12))
    one = found.frame.set_index("boards_with").loc["exactly one"]
    assert found.answer == CANNOT_TELL and one["p"] < 0.05 < one["highest_p"]
    assert (one["lowest_observed"], one["highest_observed"]) == (0, 12)


def test_the_readings_reach_the_fewest_and_the_most_boards_with_one():
    used = spread.usable(tallied((0, 10, 1), (1, 12, 1), (2, 15, 1), (0, 18, 2), (1, 20, 2), (0, 9, 0)))[0]
    answers = product(*(range(more + 1) for more in used["open"]))
    ones = [int(((used["for"] + np.array(more)) == 1).sum()) for more in answers]
    read = {name: int((counts == 1).sum()) for name, (counts, _) in readings(used).items()}
    assert (read["fewest boards with one"], read["most boards with one"]) == (min(ones), max(ones))
    for counts, sizes in readings(used).values():
        assert (counts >= used["for"]).all() and (counts <= used["for"] + used["open"]).all()
        assert (sizes <= used["size"]).all()


# Differences between boards


def test_boards_of_two_makes_differ_beyond_chance_and_alike_ones_do_not():
    two = spread.heterogeneity(tallied(*[(3, 12, 0)] * 6, *[(12, 3, 0)] * 6))
    assert two.answer == BEYOND and two.numbers["overdispersion"] > 2
    alike = spread.heterogeneity(ALIKE)
    assert alike.answer == WITHIN and "league table" in alike.two_sentences


@pytest.mark.parametrize("row", [(0, 12, 0), (12, 0, 0)])
def test_where_nobody_or_everybody_belongs_it_cannot_be_told(row):
    found = spread.heterogeneity(tallied(*[row] * 8))
    assert found.answer == CANNOT_TELL and "nobody or everybody" in found.two_sentences


def chi_square(counts, sizes):
    pooled = counts.sum() / sizes.sum()
    return ((counts - sizes * pooled) ** 2 / (sizes * pooled * (1 - pooled))).sum()


@pytest.mark.parametrize("seed", range(6))
def test_the_unknown_draw_boards_together_and_push_them_apart_as_far_as_they_can(seed):
    rng = np.random.default_rng(seed)
    size = rng.integers(10, 25, size=6)
    open_ = rng.integers(0, 3, size=6)
    count = rng.binomial(size - open_, 0.5)
    every = [count + np.array(more) for more in product(*(range(most + 1) for most in open_))]
    tried = [chi_square(counts, size) for counts in every]
    assert chi_square(together(count, open_, size), size) <= min(tried) * 1.1 + 1e-9
    assert chi_square(apart(count, open_, size), size) >= max(tried) * 0.98


def test_where_the_unknown_decide_the_differences_cannot_be_told():
    found = spread.heterogeneity(tallied(*[(11, 7, 2)] * 5, *[(6, 12, 2)] * 5))
    assert found.answer == CANNOT_TELL and found.frame["p"].min() <= 0.05 < found.frame["p"].max()


# Change on paired boards


def dated(frame, day):
    return frame.assign(as_at=day)


THEN = dated(tallied(*[(5, 10, 0)] * 8), "2016-03-31")
NOW = dated(tallied(*[(9, 6, 0)] * 8), "2020-03-31")


def test_a_common_rise_is_beyond_chance():
    found = over_time.paired(THEN, NOW, "2018-07-23")
    assert found.answer == BEYOND and found.numbers["p"] == 2 / 2**8 and "rose by 27 in 100" in found.two_sentences
    assert (found.frame["moved"] == "rose").all() and found.numbers["highest_sign_p"] == 2 / 2**8
    assert sentences(found.two_sentences) == 2


def test_five_pairs_are_too_few():
    found = over_time.paired(THEN.head(5), NOW.head(5), "2018-07-23")
    assert found.answer == CANNOT_TELL and sentences(found.two_sentences) == 2 and found.numbers["rose"] == 5


def test_a_change_within_the_unknown_is_not_told():
    found = over_time.paired(THEN, dated(tallied(*[(6, 9, 1)] * 8), "2020-03-31"), "2018-07-23")
    assert set(found.frame["moved"]) == {"rose"}  # 6 of 16 is more than 5 of 15, whoever the sixteenth is
    found = over_time.paired(THEN, dated(tallied(*[(5, 10, 1)] * 8), "2020-03-31"), "2018-07-23")
    assert set(found.frame["moved"]) == {"cannot tell"} and found.answer == CANNOT_TELL


def test_bounds_of_a_change_are_those_of_every_answer():
    then, now = tallied((5, 10, 2)), tallied((7, 6, 1))
    frame = over_time.paired(dated(then, "2016"), dated(now, "2019"), "2018").frame
    tried = [(7 + y) / 14 - (5 + x) / 17 for x in range(3) for y in range(2)]
    assert frame["lowest"].iloc[0] == pytest.approx(min(tried)) and frame["highest"].iloc[0] == pytest.approx(
        max(tried)
    )


@pytest.mark.parametrize(
    ("then_at", "now_at", "completeness", "words"),
    [
        ("2016-03-31", "2016-03-31", "full", "later than the first date"),
        ("2016-03-31", "2018-07-01", "full", "later than the first date"),
        ("2018-01-31", "2018-11-30", "full", "less than a year apart"),
        ("2016-03-31", "2020-03-31", "partial", "only fragments were found for the earlier"),
        ("", "2020-03-31", "full", "has no date"),
        ("2017-07-31", "2018-07-31", "full", ""),
    ],
)
def test_pairs_that_are_none_are_left_out_with_the_reason(then_at, now_at, completeness, words):
    then = dated(tallied((5, 5, 0), completeness=completeness), then_at)
    found = over_time.paired(then, dated(tallied((5, 5, 0)), now_at), "2018-07-23")
    assert len(found.frame) == (words == "")
    assert words in " ".join(found.left_out["reason"]) and len(found.left_out) == (words != "")


def test_a_board_seen_once_is_left_out():
    found = over_time.paired(THEN, NOW.head(6), "2018-07-23")
    assert found.left_out["lep"].tolist() == ["Board 6", "Board 7"] and found.answer == BEYOND


def test_no_pairs_at_all_can_still_be_said():
    found = over_time.paired(tallied(), tallied())
    assert found.answer == CANNOT_TELL and found.frame.empty and sentences(found.two_sentences) == 2


# Mixture


def board(letters, lep="Exampleshire", completeness="full"):
    kinds = {"p": "private", "c": "council", "v": "voluntary", "e": "education", "u": "unknown"}
    rows = [{"counts_as_member": "might" if one.isupper() else "yes", "sector": kinds[one.lower()]} for one in letters]
    return Board(lep, "main board", "2020", completeness, pd.DataFrame(rows, dtype=str))


def test_sectors_are_counted_once_and_the_unsure_are_open():
    frame = spread.sector_counts([board("pppccvuP")])
    row = frame.iloc[0]
    assert (row["private"], row["council"], row["voluntary"], row["open"]) == (3, 2, 1, 2)
    assert list(frame["lep"]) == ["Exampleshire"] and row[list(KINDS)].sum() == 6


def test_boards_made_to_a_pattern_are_more_mixed_than_chance():
    found = spread.diversity_indices(spread.sector_counts(board("ppppccccvve", f"B{n}") for n in range(12)))
    assert found.answer == BEYOND and "more mixed" in found.two_sentences and sentences(found.two_sentences) == 2
    assert len(found.frame) == 24 and (found.frame["lowest"] == found.frame["highest"]).all()


def test_boards_each_from_one_side_are_less_mixed():
    boards = [board("p" * 12, f"P{n}") for n in range(5)] + [board("c" * 12, f"C{n}") for n in range(5)]
    found = spread.diversity_indices(spread.sector_counts(boards))
    assert found.answer == BEYOND and "less mixed" in found.two_sentences


@pytest.mark.parametrize("letters", ["ppppcccceeuu", "ppppppvcceu", "pcveu" * 3 + "ppccvvee" * 3])
def test_an_index_lies_between_its_bounds_whoever_the_unknown_are(letters):
    boards = [board(letters * (2 if len(letters) < 20 else 1), f"B{n}") for n in range(6)]
    counts = spread.sector_counts(boards)
    found = spread.diversity_indices(counts.assign(open=counts["open"].clip(upper=2)))
    own = counts[list(KINDS)].to_numpy()[0]
    for index, measure in (("blau", blau), ("shannon", shannon)):
        row = found.frame[found.frame["index"] == index].iloc[0]
        added = [own + np.bincount(kinds, minlength=len(KINDS)) for kinds in product(range(len(KINDS)), repeat=2)]
        values = [float(measure(one)) for one in [own, *added]]
        assert row["lowest"] == pytest.approx(min(values)) and row["highest"] == pytest.approx(max(values))


def test_no_board_has_no_mixture():
    found = spread.diversity_indices(spread.sector_counts([]))
    assert found.answer == CANNOT_TELL and found.frame.empty


# All of them


def test_the_same_seed_gives_the_same_finding():
    for find in (spread.spread_of, spread.heterogeneity):
        frame = tallied(*[(1, 14, 0)] * 6, *[(0, 15, 0)] * 4, *[(3, 12, 0)] * 3)
        first, again, other = find(frame), find(frame), find(frame, seed=7)
        pd.testing.assert_frame_equal(first.frame, again.frame)
        assert first.two_sentences == again.two_sentences and not first.frame.equals(other.frame)


def test_nothing_given_is_changed():
    before = ALIKE.copy()
    for find in COMPARISONS:
        find(ALIKE)
    over_time.paired(THEN, NOW)
    pd.testing.assert_frame_equal(ALIKE, before)


def test_too_few_deals_are_refused():
    with pytest.raises(UsageError, match="say too little"):
        spread.spread_of(ONE_EACH, draws=5)
