"""Popolo: valid, every reference leads somewhere, nobody joined by name alone, and every row comes back."""

import json
from pathlib import Path

import jsonschema
import pandas as pd
import pytest

from lepdata.export.formats import PLACED, as_popolo, popolo_json, published_tables
from lepdata.schema import columns

SCHEMA = json.loads((Path(__file__).with_name("examples") / "popolo.json").read_text(encoding="utf-8"))
POPOLO, COLLECTIONS = jsonschema.Draft202012Validator(SCHEMA), SCHEMA["required"]


@pytest.fixture(scope="module")
def document(every):
    return as_popolo(every)


def read_back(document):
    """The table `members`, from a Popolo document alone."""
    things, rows = {thing["id"]: thing for name in COLLECTIONS for thing in document[name]}, []
    for seat in [*document["memberships"], *document["posts"]]:
        body, extra = things[seat["organization_id"]], {**seat["extra"]}
        extra.pop("on_behalf_of_id", None)
        source = seat.get("sources", [{}])[0]
        person = things[seat["person_id"]]["name"] if "person_id" in seat else ""
        texts = (seat["id"], body["extra"]["lep"], body["name"], person, seat.get("role", ""), seat.get("label", ""))
        placed = dict(zip(PLACED, (*texts, source.get("url", ""), source.get("note", "")), strict=True))
        rows.append(dict.fromkeys(columns("members"), "") | placed | extra)
    return pd.DataFrame(rows, columns=columns("members"), dtype="str")


def test_the_document_keeps_to_the_specification_and_every_reference_leads_somewhere(document):
    POPOLO.validate(document)
    things = [thing for name in COLLECTIONS for thing in document[name]]
    ids = {thing["id"] for thing in things}
    assert len(ids) == len(things)  # none is used twice
    named = ("person_id", "organization_id", "parent_id", "on_behalf_of_id", "post_id")
    extra = [post["extra"] for post in document["posts"]]
    assert {thing[name] for thing in (*things, *extra) for name in named if name in thing} <= ids


def test_every_row_comes_back_and_one_lep_alone_is_whole(every, document):
    back = read_back(document).sort_values("seat_id", ignore_index=True)
    pd.testing.assert_frame_equal(back, every["members"].sort_values("seat_id", ignore_index=True))
    cumbria = published_tables(["Cumbria"])
    own = json.loads(popolo_json(cumbria))
    POPOLO.validate(own)
    ids = {membership["id"] for membership in own["memberships"]}
    assert own["memberships"] == [one for one in document["memberships"] if one["id"] in ids]
    assert popolo_json(cumbria) == popolo_json(cumbria)


def seat(seat_id, name="Ada Example", organisation="Example Ltd", lep="Cumbria", body="main board", **more):
    known = {"seat_id": seat_id, "lep": lep, "body": body, "person": name, "organisation_shown": organisation}
    keys = {"person_key": name.lower(), "organisation_key": organisation.lower()}
    return known | {"organisation": organisation, "postnominals": "", "gender": "not published"} | keys | more


def small(*seats):
    names = list(dict.fromkeys([*seats[0], *columns("members")]))
    text = pd.DataFrame(list(seats)).reindex(columns=names, fill_value="").fillna("").astype("str")
    return {"members": text[columns("members")], "seats": text}


@pytest.mark.parametrize(
    ("other", "persons"),
    [
        (seat("b"), 1),
        (seat("b", body="Local Transport Body"), 1),
        (seat("b", name="ADA EXAMPLE"), 1),
        (seat("b", organisation="Another Ltd"), 2),
        (seat("b", organisation=""), 2),
        (seat("b", lep="Dorset"), 2),
        (seat("b", name="Ben Example"), 2),
    ],
)
def test_who_is_one_person(other, persons):
    document = as_popolo(small(seat("a"), other))
    assert len(document["persons"]) == persons
    assert len(document["memberships"]) == 2
    alone = [seat(name, organisation="") for name in "ab"]
    assert len(as_popolo(small(*alone))["persons"]) == 2  # without organisation nobody is one person


def test_hostile_words_stay_words():
    evil = '</script><script>alert("x")</script> \u202e'
    document = as_popolo(small(seat("a", name=evil, organisation=evil, capacity_as_published=evil)))
    POPOLO.validate(document)
    assert json.loads(json.dumps(document)) == document
    assert read_back(document)["person"].tolist() == [evil]
