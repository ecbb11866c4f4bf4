"""A sample of a site has no dead link."""

from sample import copy_pages


def test_links_to_pages_left_out_become_words(tmp_path):
    site, out = tmp_path / "site", tmp_path / "out"
    (site / "boards").mkdir(parents=True)
    (site / "assets").mkdir()
    (site / "assets" / "lepdata.css").write_text("p {}")
    (site / "assets" / "lepdata.js").write_text("")
    (site / "boards" / "a.html").write_text(
        '<a href="../national.html">Nation</a> <a href="b.html">B</a> <a href="#top">Top</a> '
        '<a class="x" href="https://example.org/">Out</a> <a href="../national.html#c">Part</a>'
    )
    (site / "national.html").write_text('<a href="boards/a.html">A</a> <a href="boards/b.html"><b>B</b></a>')
    copy_pages(site, out, ["national.html", "boards/a.html"])
    assert (out / "boards" / "a.html").read_text() == (
        '<a href="../national.html">Nation</a> <span>B</span> <a href="#top">Top</a> '
        '<a class="x" href="https://example.org/">Out</a> <a href="../national.html#c">Part</a>'
    )
    assert (out / "national.html").read_text() == '<a href="boards/a.html">A</a> <span><b>B</b></span>'
    assert {path.name for path in (out / "assets").iterdir()} == {"lepdata.css", "lepdata.js"}
