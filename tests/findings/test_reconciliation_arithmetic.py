"""The sources' own sums."""

import pandas as pd
import pytest

from lepdata.collections.published import check_arithmetic

FAILING = {
    "hertfordshire-seats": ("15", "16"),
    "ratings-governance": ("38", "37"),
    "ratings-delivery": ("38", "37"),
    "ratings-strategy": ("38", "37"),
    "registers-two-sources": ("62%", "42%"),
    "v16-leps-percent": ("12%", "11.5%"),
}


def figure(name="f1", value="", of="", as_published=""):
    text = {"about": "", "lep": "Cumbria", "as_at": "", "measure": "women", "source_url": "https://example.org/"}
    return {"figure_id": name, "value": value, "of": of, "as_published": as_published, **text}


@pytest.mark.parametrize(
    ("value", "of", "percent", "outcome"),
    [
        ("1", "3", "33%", "holds"),
        ("1", "3", "34%", "does not hold"),
        ("1", "8", "12%", "holds"),  # 12.5 may be rounded either way
        ("1", "8", "13%", "holds"),
        ("1", "8", "12.4%", "holds"),  # 12.4 with its half: the last digit is the source's
        ("1", "8", "14%", "does not hold"),
        ("", "8", "12%", "holds"),
        ("", "8", "20%", "does not hold"),  # no whole number of eight is a fifth
        ("3", "", "50%", "cannot be checked"),
        ("", "", "50%", "cannot be checked"),
    ],
)
def test_a_per_cent(value, of, percent, outcome):
    found = check_arithmetic(pd.DataFrame([figure("f1", value, of, percent)]))
    assert found["outcome"].tolist() == [outcome]


@pytest.mark.parametrize(
    ("parts", "whole", "outcome"),
    [(("3", "1"), "4", "holds"), (("3", "2"), "4", "does not hold"), (("3", ""), "4", "cannot be checked")],
)
def test_a_sum(parts, whole, outcome):
    """The public members of a Cornwall board, whose sum the rules know."""
    rows = [figure("v33-council", parts[0]), figure("v33-education", parts[1]), figure("v33-public", whole)]
    assert check_arithmetic(pd.DataFrame(rows))["outcome"].tolist() == [outcome]


def test_a_sum_whose_figures_are_gone_is_left_out():
    assert check_arithmetic(pd.DataFrame([figure("v33-public", "5")])).empty


def test_what_the_sources_print_wrongly_is_known_and_nothing_else():
    checks = check_arithmetic().set_index("check_id")
    failing = checks[checks["outcome"] == "does not hold"]
    assert {name: (row["printed"], row["recomputed"]) for name, row in failing.iterrows()} == FAILING
    assert len(checks[checks["outcome"] == "holds"]) > 40
