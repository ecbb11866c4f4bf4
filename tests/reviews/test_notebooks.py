"""The notebooks of a board and of the audit, cell by cell: what they make in sight adds up and says its source."""

import altair as alt
import pytest
from cases import NOTEBOOKS, shown_by

from lepdata.english import plural
from lepdata.reviews.markup import Table

pytestmark = pytest.mark.usefixtures("charts_as_before")


@pytest.mark.parametrize(
    ("lep", "as_at"),
    [
        ("New Anglia", ""),  # a full list
        ("Cornwall and Isles of Scilly", ""),  # hardly any sector known
        ("Gloucestershire", ""),  # seats without names
        ("Enterprise M3", "2010-06-01"),  # no list by then
    ],
)
def test_a_board_shows_everyone_on_the_list_and_every_list(lep: str, as_at: str) -> None:
    names, shown = shown_by("lep_review", lep=lep, as_at=as_at)
    review = names["review"]
    tables = {one.caption: one for one in shown if isinstance(one, Table)}
    (listed,) = (one for caption, one in tables.items() if caption.startswith(f"Members of the board of {lep}, "))
    others = tables[f"On the list but not members, {review.when}"]
    assert len(listed) + len(others) == (len(review.board.members) if review.board else 0)
    (rules,) = (one for caption, one in tables.items() if caption.startswith("The rules, asked of the list of "))
    assert rules["Answer"].tolist() == sorted(rules["Answer"], key=["Missed", "Depends", "Met", "No answer"].index)
    asked = review.judgement.every_answer if review.judgement else ()
    gathered = " ".join(rules.loc[rules["anchor address"] == ""].iloc[:, 3])
    assert all(one.criterion in set(rules["anchor address"]) or one.name.lower() in gathered.lower() for one in asked)
    lists = tables[f"Published lists of {lep}, newest first"]
    assert len(lists) == len(review.lists)
    drawn = [one.to_dict() for one in shown if isinstance(one, alt.TopLevelMixin)]
    alts = [one["description"] for one in drawn]
    if review.board:
        members = plural(sum(review.members["counts_as_member"] == "yes"), "member")
        assert f"of {members} listed" in alts[0] and alts[1].startswith("By each reading of “private” (")
    assert all(one["title"]["text"] and one["title"]["subtitle"][-1] for one in drawn)


@pytest.mark.parametrize("parameters", [{}, {"decisions": True, "residual": False}])
def test_the_audit_holds_every_scored_line_once(parameters: dict[str, bool]) -> None:
    names, shown = shown_by("how_far_to_trust", **parameters)
    scored = names["review"].scored
    tables = {one.caption: one for one in shown if isinstance(one, Table)}
    wrong, open_ = int((scored["outcome"] == "wrong").sum()), int((~scored["settled"]).sum())
    sectors = tables["What becomes of each sector’s members"]
    assert ", ".join(sectors) == "Sector, Labelled so, Found, Answered otherwise, Not settled, Others taken for it"
    assert sectors["Labelled so"].sum() == len(scored) and sectors["Others taken for it"].sum() == wrong
    confusion = tables["The reader’s label down, the classifier’s answer across, in lines"]
    assert confusion.drop(columns="Label").to_numpy().sum() == len(scored)
    unsettled = tables["What stays unknown, and why"]
    assert unsettled["Why"].is_unique and unsettled["Labelled"].sum() == open_
    assert unsettled["All lines"].sum() == (names["review"].rows["sector"] == "unknown").sum()
    drawn = [one.to_dict() for one in shown if hasattr(one, "to_dict") and not isinstance(one, Table)]
    assert len(drawn) == 2 and all(one["description"].endswith(".") for one in drawn)


@pytest.mark.parametrize("plan", ["lancashire-2019", "exampleshire-2023"])
def test_the_chart_of_a_plan_has_every_dated_item(plan: str) -> None:
    names, shown = shown_by("plan_review", plan=plan)
    (drawn,) = [one.to_dict() for one in shown if hasattr(one, "to_dict") and not isinstance(one, Table)]
    dated = plural(len(names["review"].by_date), "dated item")
    assert drawn["description"].startswith(f"Of {dated}, as at ") and drawn["title"]


@pytest.mark.parametrize("data", ["", "tests/boards/full.csv"])  # the shipped boards, and a file of one board
def test_the_gallery_answers_its_eight_questions(data: str) -> None:
    own = {"data": str(NOTEBOOKS.parent / data), "lep": "", "before": "2019", "after": "2020"} if data else {}
    names, shown = shown_by("gallery", **own)
    tables, drawn = ([one for one in shown if isinstance(one, kind)] for kind in (Table, alt.TopLevelMixin))
    assert (len(tables), len(drawn)) == (4, 5) and all(one.to_dict()["description"] for one in drawn)
    assert len(names["sitting"]) == names["boards"]["members"].sum()
    assert set(tables[2]["What"]) == ({"on both lists"} if data else {"new", "left", "on both lists"})
    for board, index in tables[3][
        ["Board", "Blau’s index"]
    ].to_numpy():  # the share of all pairs that are of two sectors
        own = [one for one in names["seen"].loc[names["seen"]["board"] == board, "sector"] if one != "Not known"]
        assert index == f"{sum(one != other for one in own for other in own) / len(own) ** 2:.2f}"
    assert names["councils"].sum() == len(names["asked"]) and names["sizes"]["members"].sum() == len(names["seen"])
