"""Pages of plans, followed and drafted: what they say, show and warn of; published words cannot harm them."""

import pandas as pd
import pytest
from cases import shown_by

import lepdata
from lepdata.change.action_plan import columns
from lepdata.errors import UsageError
from lepdata.reviews.parts import caveats, heading, sentences
from lepdata.reviews.plans import review_draft, review_plan

DAYS = "lancashire-2019 2023-09-20 known|south-east-2019 2020-12-11 known|exampleshire-2023 2024-01-10 update"


@pytest.mark.parametrize(("name", "as_at", "basis"), [one.split() for one in DAYS.split("|")])
def test_a_plan_shows_itself_at_the_date_of_its_data_and_never_of_the_clock(name, as_at, basis) -> None:
    review = review_plan(name)
    assert (review.as_at, review.as_at_basis) == (as_at, basis)
    assert heading(review).startswith("<h1>") and len(sentences(review)) >= 3 and caveats(review)
    assert review_plan(name, "2019-06").as_at == "2019-06-30"


def test_a_fictional_plan_is_marked_everywhere() -> None:
    review, other = review_plan("exampleshire-2023"), review_plan("lancashire-2019")
    assert "Fictional" in heading(review) and "fictional" in sentences(review)[0] and "fictional" in caveats(review)[0]
    assert "ictional" not in heading(other) + " ".join(caveats(other))
    warned = [one for one in caveats(other) if "14/03/18" in one]
    assert len(warned) == 3  # in the note of the copy, its two readings, and its year
    with pytest.raises(UsageError, match="cannot be read"):
        review_plan("lancashire-2019", "2019-02-30")


def test_published_words_are_escaped(tmp_path) -> None:
    bad = "<script>alert(1)</script>"
    given = {"plan_id": "bad-2023", "lep": "Exampleshire", "title": bad, "improvement": "1", "improvement_summary": bad}
    given |= {"item_id": "bad-2023/1.p1", "kind": "monitoring", "text": bad, "when_as_published": bad, "owner": bad}
    pd.DataFrame([given]).reindex(columns=columns("plan"), fill_value="").to_csv(tmp_path / "bad.csv", index=False)
    _, shown = shown_by("plan_review", plan=str(tmp_path / "bad.csv"), as_at="2023")
    page = "".join(one._repr_html_() for one in shown if one is not None)  # nothing of it is dated: no chart
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_every_board_has_a_draft_that_asks_for_what_is_missed_and_names_nobody() -> None:
    seats = lepdata.seats()
    for lep in lepdata.boards()["lep"][::4]:
        one = review_draft(lep)
        items = one.draft.plan.items
        missed = [need.id for need in one.draft.needs if need.state == "not met"]
        sure = [item for item in items if not item.improvement_summary.startswith(("If a full list", "Publish who"))]
        assert items and bool(sure) == bool(missed), lep
        assert one.stage.stage in ("cannot tell", "guidance", "plan", "share", "review")
        names = {name for name in seats.loc[seats["lep"] == lep, "person"] if " " in name}
        said = " ".join([*(item.text for item in items), one.draft.plan.note, one.stage.reason])
        assert not [name for name in names if name in said], lep


def test_the_page_of_a_board_shows_its_draft() -> None:
    names, _ = shown_by("lep_review", lep="London")
    review, asked = names["draft"], names["asked"]
    assert review.draft == review_draft("London").draft
    assert list(asked.columns) == ["improvement", "how_it_is_measured", "first_milestone", "when"]
    assert len(asked) == len({item.improvement for item in review.items})
