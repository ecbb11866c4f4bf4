"""The audit page: its numbers are the labels' and the classifier's, and it hides nothing that is wrong or open."""

import pytest

import lepdata as lep
from lepdata.errors import UsageError
from lepdata.reviews.audit import likely_range
from lepdata.reviews.known import read_table
from lepdata.sectors.classifying import settled_rows


@pytest.fixture(scope="module")
def audit():
    return lep.review_accuracy()


def test_the_audit_asks_the_classifier_itself(audit):
    answers = settled_rows(read_table("sightings"), decisions=False).set_index("row_id")["sector"]
    assert audit.rows.set_index("row_id")["sector"].to_dict() == answers.to_dict()
    assert f"on {audit.scored['right'].sum()}, " in str(lep.sentences(audit))
    assert len(lep.caveats(audit)) == 4 and "trust" in lep.heading(audit)


@pytest.mark.parametrize("ask", [lep.table, lep.chart])
def test_what_a_page_makes_itself_is_told_to_whoever_asks_for_it(audit, ask):
    with pytest.raises(UsageError, match="its notebook makes them"):
        ask(audit, "evidence")


def test_the_residual_rule_and_decisions_can_be_switched(audit):
    bare, decided = lep.review_accuracy(residual=False), lep.review_accuracy(decisions=True)
    kinds = [set(one.rows["evidence_kind"]) & {"residual", "decision"} for one in (audit, bare, decided)]
    assert kinds == [{"residual"}, set(), {"residual", "decision"}]
    assert "switched off" in str(lep.sentences(bare))


@pytest.mark.parametrize(("right", "of"), [(0, 1), (1, 1), (9, 10), (500, 1000)])
def test_the_likely_range_is_that_of_scipy_and_shrinks_with_more_lines(right, of):
    from scipy.stats import binomtest  # a second to load, and nothing else of the tests asks for it

    lowest, highest = likely_range(right, of)
    assert (lowest, highest) == pytest.approx(tuple(binomtest(right, of).proportion_ci(method="wilson")))
    low, high = likely_range(right * 10, of * 10)
    assert high - low < highest - lowest and likely_range(0, 0) == (0.0, 1.0)
