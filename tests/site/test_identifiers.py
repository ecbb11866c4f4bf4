from pathlib import Path

import pytest
from cases import table

from lepdata.site.charts import distinct

EXAMPLES = Path(__file__).with_name("examples")


@pytest.mark.parametrize(*table(EXAMPLES / "a_taken_identifier_is_numbered_with_all_that_points_at_it.csv"))
def test_a_taken_identifier_is_numbered_with_all_that_points_at_it(html, shown):
    assert distinct(html, {"a"}) == shown


def test_numbers_go_on():
    used: set[str] = set()
    pieces = [distinct('<p id="a"></p>', used) for _ in range(3)]
    assert pieces == ['<p id="a"></p>', '<p id="a-2"></p>', '<p id="a-3"></p>']
