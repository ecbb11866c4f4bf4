"""A sample of a site has no dead link."""

from sample import copy_pages


def test_links_to_pages_left_out_become_words(tmp_path):
    site, out = tmp_path / "site", tmp_path / "out"
    files = {"assets/lepdata.css": "p {}", "assets/lepdata.js": "", "assets/icon.svg": ""}
    files["boards/a.html"] = (
        '<a href="../national.html">Nation</a> <a href="b.html">B</a> <a href="#top">Top</a> '
        '<a class="x" href="https://example.org/">Out</a> <a href="../national.html#c">Part</a>'
    )
    files["national.html"] = '<a href="boards/a.html">A</a> <a href="boards/b.html"><b>B</b></a>'
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    copy_pages(site, out, ["national.html", "boards/a.html"])
    assert (out / "boards/a.html").read_text() == files["boards/a.html"].replace(
        '<a href="b.html">B</a>', "<span>B</span>"
    )
    assert (out / "national.html").read_text() == '<a href="boards/a.html">A</a> <span><b>B</b></span>'
    assert {path.name for path in (out / "assets").iterdir()} == {"lepdata.css", "lepdata.js", "icon.svg"}
