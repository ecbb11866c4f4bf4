"""Which publication duties documents show: both sides of each answer, and what never counts as a failure."""

from pathlib import Path

import pytest
from cases import table

from lepdata.reviews import known
from lepdata.voice.publishing import publication

EXAMPLES = Path(__file__).with_name("examples")

MAIN, JOINT = "main board", "Exampleshire Joint Committee"
PAGE = {"source_kind": "lep_page", "snapshot_date": "2022-06-01"}


def outcome(frame, duty: str, body: str = MAIN, column: str = "outcome") -> str:
    answers = publication(frame, "New Anglia", body=body)
    return answers.set_index("duty").loc[duty, column]


@pytest.mark.parametrize(*table(EXAMPLES / "a_field.csv"))
def test_a_field(settled, person, titles, completeness, kind, expected):
    rows = [person(job_title=title, **{**PAGE, "source_kind": kind}) for title in titles.split("|")]
    assert outcome(settled(rows, list_completeness=completeness), "job-titles") == expected


def test_an_office_without_an_organisation_is_no_job(settled, person):
    assert outcome(settled([person("", job_title="Director", **PAGE)]), "job-titles") == "not met"
    assert outcome(settled([person("Example Ltd", job_title="Director", **PAGE)]), "job-titles") == "met"


def test_a_document_is_judged_for_itself_and_the_partnership_for_all(settled, person):
    shows = person("Example Ltd", job_title="Engineer", **PAGE)
    not_ = person(
        "Example Ltd", "Bea Example", **PAGE | {"snapshot_date": "2022-07-01", "source_url": "https://example.org/2"}
    )
    frame = settled([shows, not_])
    assert outcome(frame, "job-titles") == "met"
    assert outcome(settled([not_]), "job-titles") == "not met"
    agenda = settled([not_ | {"source_kind": "agenda"}])
    assert outcome(agenda, "job-titles") == "cannot tell"
    assert "another page" in outcome(agenda, "job-titles", column="reason")


@pytest.mark.parametrize(
    ("day", "timing"),
    [("2020-09-27", "not in force"), ("2020-09-28", "due"), ("2020", "due"), ("2019", "not in force")],
)
def test_timing_on_both_sides(settled, person, day, timing):
    frame = settled([person(job_title="Engineer", **PAGE | {"snapshot_date": day})])
    assert outcome(frame, "job-titles", column="timing") == timing


@pytest.mark.parametrize(("basis", "expected"), [("printed", "met"), ("estimated", "not met"), ("inferred", "not met")])
def test_a_list_is_dated_only_where_the_date_was_printed(settled, person, basis, expected):
    assert outcome(settled([person(**PAGE)], date_basis=basis), "list-dated") == expected


@pytest.mark.parametrize(*table(EXAMPLES / "only_a_document_of_the_kind_asked_for_was_seen.csv"))
def test_only_a_document_of_the_kind_asked_for_was_seen(settled, person, kind, minutes, drafts, papers):
    answers = publication(settled([person(**PAGE | {"source_kind": kind})]), "New Anglia").set_index("duty")
    assert answers.loc["minutes-published", "outcome"] == minutes
    assert drafts in answers.loc["draft-minutes", "reason"]
    assert papers in answers.loc["agenda-and-papers", "reason"]


def test_nothing_seen_is_never_a_failure(settled, person):
    answers = publication(settled([person(**PAGE)], lep="London"), "New Anglia")
    assert set(answers["outcome"]) == {"cannot tell"} and set(answers["documents"]) == {0}


def test_today_no_partnership_is_said_to_fail_on_what_was_never_seen_whole():
    answers = publication(known.seats())
    assert set(answers.loc[answers["outcome"] == "not met", "source_url"]) <= set(
        known.read_table("sightings").query("list_completeness == 'full' and source_kind == 'lep_page'")["source_url"]
    )
