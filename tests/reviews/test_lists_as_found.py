"""From a list as somebody else made it to the answer: who counts, and what is said first."""

import pytest

import lepdata as lep

HEAD = "Name,Organisation,Role\n"
THREE = "Ada Reed,Reed Foods Ltd,Chair\nBen Moss,Moss plc,Member\nCllr Cy Fern,Fern District Council,Member\n"
NINETEEN = "".join(f"Person {letter} Reed,Reed {letter} Ltd,Member\n" for letter in "ABCDEFGHIJKLMNOPQR")

# What a list prints, how many count as members, and the answer to "are two-thirds private?"; None: not asked.
LISTS = {
    "terms": (
        "Name,Organisation,Joined,Resigned\nAda Reed,Reed Ltd,2019,\nBen Moss,Moss plc,2017,2020-05-01\n"
        "Cllr Cy Fern,Fern District Council,2019,\n", 2, "not met",
    ),
    "parts": (
        "Name,Post,Role\nBusiness representatives,,\nAda Reed,Owner,Chair\nBen Moss,Partner,\nCouncil members,,\n"
        "Cy Fern,Leader,\nIn attendance,,\nDi Holm,Policy Officer,\n", 3, "met",
    ),
    "remarks": (
        HEAD + NINETEEN + "Ada Reed,Reed Ltd,Chair\n* voting from June,,\nSource: the minutes,,\nTotal: 19,,\n",
                19, "met"),
    "empty seats": (HEAD + THREE + "Unfilled,,Member\nTBC,,Member\n-,,Member\nAwaiting nomination,,Member\n",
                    3, "met"),
    "several people": (HEAD + "Ada Reed & Ben Moss,Reed Ltd,Member\nCllr Cy Fern,Fern Council,Chair\n", 3, "met"),
    "printed once": ("Sector,Name\nPrivate sector,Ada Reed\n,Ben Moss\nLocal authority,Cy Fern\n,Di Holm\n", 4,
                     "not met"),
    "officers of a company": (
        'officer_name,officer_role,appointed_on,resigned_on\n"REED, Ada",director,2016-04-01,\n'
        '"MOSS, Ben",director,2016-04-01,2019-01-01\nFERN LIMITED,corporate-secretary,2016-04-01,\n', 1, None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", LISTS)
def test_who_counts_on_a_list_as_it_was_found(tmp_path, kind):
    text, members, answer = LISTS[kind]
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    found = lep.check(tmp_path / "list.csv", full=True, as_at="2022-06-30")
    assert found.members == members
    if answer:
        answers = found.answers.set_index("criterion")["answer"]
        assert answers["private-two-thirds"] == answer
