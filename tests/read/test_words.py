"""Published words read as the closed lists, and the rule files that say how."""

import pytest

from lepdata.dates import read_date
from lepdata.model import vocabulary
from lepdata.model.rule_files import rule_file
from lepdata.read.headings import NAME_PARTS, candidates, columns, heading_key
from lepdata.read.words import read_attendance, read_completeness, read_date_basis, read_role, read_status

ROLE_RULES = rule_file("board_file/roles.csv")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("", "member"),
        ("  ", "member"),
        ("Chair", "chair"),
        ("Chairman", "chair"),
        ("Chairwoman", "chair"),
        ("Chairperson", "chair"),
        ("Co-chair", "chair"),
        ("Interim chair", "chair"),
        ("Acting Chair", "chair"),
        ("Chair (interim)", "chair"),
        ("Chair of the Board", "chair"),
        ("Vice Chair", "deputy chair"),
        ("VICE-CHAIRMAN", "deputy chair"),
        ("deputy_chair", "deputy chair"),
        ("Public Sector Vice Chair", "deputy chair"),
        ("Director", "member"),
        ("Board member", "member"),
        ("Trustee", "member"),
        ("Non-Executive Director", "member"),
        ("Co-optee", "co-opted"),
        ("co-opted member", "co-opted"),
        ("Alternate", "substitute"),
        ("(sub)", "substitute"),
        ("Substitute for Cllr Example", "substitute"),
        ("Observers", "observer"),
        ("VCSE observer", "observer"),
        ("LEP Chief Executive", "officer"),
        ("Company Secretary", "officer"),
        # must not be read as a seat on the board
        ("Chief Executive", ""),
        ("Managing Director", ""),
        ("Director of Education", ""),
        ("Chair of the Audit Committee", ""),
        ("Chair designate", ""),
        ("Former chair", ""),
        ("Deputy", ""),
        ("Member of the public", ""),
        ("wizard", ""),
        ("-", ""),
        ("?", ""),
    ],
)
def test_roles(text, role):
    assert read_role(text) == role


@pytest.mark.parametrize("rule", ROLE_RULES, ids=[rule["rule_id"] for rule in ROLE_RULES])
def test_a_role_rule_reads_its_example_and_not_what_it_must_not(rule):
    read, must_not = read_role(rule["example"]), read_role(rule["must_not"])
    if rule["match"] == "left out":
        assert read in vocabulary.ROLES
        assert must_not == ""
    else:
        assert read == rule["role"]
        assert must_not != rule["role"]


@pytest.mark.parametrize(
    ("reader", "text", "value"),
    [
        (read_status, "", "current"),
        (read_status, "Current", "current"),
        (read_status, "resigned", "former"),
        (read_status, "Designate", "incoming"),
        (read_status, "standing-down", "outgoing"),
        (read_status, "gone fishing", ""),
        (read_attendance, "", ""),
        (read_attendance, "Apologies for absence", "apologies"),
        (read_attendance, "Attended", "present"),
        (read_attendance, "absent", ""),
        (read_completeness, "", "not stated"),
        (read_completeness, "Not stated", "not stated"),
        (read_completeness, "Full list", "full"),
        (read_completeness, "fullish", ""),
        (read_date_basis, "", ""),
        (read_date_basis, "c.", ""),
        (read_date_basis, "circa", "estimated"),
        (read_date_basis, "undated", "none"),
    ],
)
def test_choices(reader, text, value):
    assert reader(text) == value


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("", ""),
        ("2019", "2019"),
        ("2019-03", "2019-03"),
        (" 2019-03-31 ", "2019-03-31"),
        ("2019-03-31 00:00:00", "2019-03-31"),
        ("2019-03-31T00:00", "2019-03-31"),
        ("31 March 2019", "2019-03-31"),
        ("31st March 2019", "2019-03-31"),
        ("Sunday, 31 March 2019", "2019-03-31"),
        ("31-Mar-2019", "2019-03-31"),
        ("31 Sept 2019", None),
        ("30 Sept 2019", "2019-09-30"),
        ("March 31, 2019", "2019-03-31"),
        ("MARCH 2019", "2019-03"),
        ("03/2019", "2019-03"),
        ("31/03/2019", "2019-03-31"),
        ("31.3.2019", "2019-03-31"),
        ("13/01/2019", "2019-01-13"),
        ("12/12/2019", "2019-12-12"),
        ("12/01/2019", None),
        ("01/13/2019", None),
        ("13/2019", None),
        ("29/02/2020", "2020-02-29"),
        ("29/02/2019", None),
        ("2020-02-29", "2020-02-29"),
        ("2019-02-29", None),
        ("2019-00", None),
        ("2019-13", None),
        ("2019-3-1", None),
        ("31 Ma 2019", None),
        ("31 Marsh 2019", None),
        ("31-Mar-19", None),
        ("2019-03-31 14:30", None),
        ("March", None),
        ("2019/20", None),
        ("٢٠١٩", None),
    ],
)
def test_dates(text, iso):
    if iso is None:
        with pytest.raises(ValueError):
            read_date(text)
    else:
        assert read_date(text) == iso


def test_the_columns_are_the_contracts_and_their_lists_the_vocabularys():
    assert tuple(columns()) == vocabulary.BOARD_COLUMNS
    allowed = {column.name: column.allowed for column in columns().values() if column.allowed}
    assert allowed == {
        "role": vocabulary.ROLES,
        "status": vocabulary.STATUSES,
        "attendance": tuple(filter(None, vocabulary.ATTENDANCE)),
        "list_completeness": vocabulary.COMPLETENESS,
        "date_basis": vocabulary.DATE_BASIS,
    }


def test_every_heading_rule_reads_as_a_column_and_no_two_fight():
    rules = rule_file("board_file/headings.csv")
    known = {*vocabulary.BOARD_COLUMNS, *NAME_PARTS}
    assert all(set(candidates(rule["heading"])) <= known for rule in rules)
    assert all("|".join(candidates(rule["heading"])) == rule["reads_as"] for rule in rules)
    keys = [heading_key(rule["heading"]) for rule in rules]
    assert len(keys) == len(set(keys))
    assert not set(keys) & {heading_key(name) for name in vocabulary.BOARD_COLUMNS}


def test_no_two_rules_read_the_same_words():
    for name in ("roles.csv", "words.csv"):
        rules = rule_file(f"board_file/{name}")
        assert len({(rule.get("column", ""), rule["words"]) for rule in rules}) == len(rules)
        assert len({rule["rule_id"] for rule in rules}) == len(rules)
        assert all(rule["because"] for rule in rules)
