import pytest

from lepdata.site.charts import distinct


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<p id="b"></p>', '<p id="b"></p>'),
        ('<p id="a"></p>', '<p id="a-2"></p>'),
        ("<p id='a'></p>", '<p id="a-2"></p>'),
        ('<i id="a"></i><u aria-labelledby="a b"></u>', '<i id="a-2"></i><u aria-labelledby="a-2 b"></u>'),
        ('<i id="a"></i><g clip-path="url(#a)"></g>', '<i id="a-2"></i><g clip-path="url(#a-2)"></g>'),
        ('<i id="a"></i><use xlink:href="#a"></use>', '<i id="a-2"></i><use xlink:href="#a-2"></use>'),
        ('<i id="a"></i><a href="page.html#a">x</a>', '<i id="a-2"></i><a href="page.html#a">x</a>'),
        ('<style>#a td {}</style><i id="a"></i>', '<style>#a-2 td {}</style><i id="a-2"></i>'),
        ('<i id="a"></i>the words id="a" and url(#a)', '<i id="a-2"></i>the words id="a" and url(#a)'),
        ('<a href="#a">up to another piece</a>', '<a href="#a">up to another piece</a>'),
        ('<i data-id="a"></i>', '<i data-id="a"></i>'),
        ('<i id="a" title="1 > 0"></i>', '<i id="a-2" title="1 > 0"></i>'),
    ],
)
def test_a_taken_identifier_is_numbered_with_all_that_points_at_it(html, shown):
    assert distinct(html, {"a"}) == shown


def test_numbers_go_on():
    used: set[str] = set()
    pieces = [distinct('<p id="a"></p>', used) for _ in range(3)]
    assert pieces == ['<p id="a"></p>', '<p id="a-2"></p>', '<p id="a-3"></p>']
