import pytest

from lepdata.site.html import framed
from lepdata.site.pages import Stamp
from lepdata.site.pages import page as page_of

MIME = ("text/markdown", "text/plain")
STAMP = Stamp("data 7", "0.1.0", "rules 5", "https://example.org/issues")


def page(notebook, title="given", **frame) -> str:
    return page_of(notebook, title, **{"stamp": STAMP, "here": "", **frame})


def stream(text: str, name: str = "stdout") -> dict:
    return {"output_type": "stream", "name": name, "text": text}


def test_a_page_is_the_outputs_without_the_code(executed, html, chart_output, spec, read):
    pieces = html("<p>a table</p>"), chart_output(spec("Ada")), stream("printed\n")
    made = page(executed("a", "# The *first* one", *pieces))
    words = read(made).text
    for word in ("The first one", "a table", "Members of Ada", "printed"):
        assert word in words
    for word in ("secret_code", "not this", "In [", "Out["):
        assert word not in made
    assert words.index("a table") < words.index("Members of Ada") < words.index("printed")


@pytest.mark.parametrize(
    ("first", "title"), [("# A & B", "A & B"), ("no heading", "given"), ("## lower", "given"), ("# A\n\n# second", "A")]
)
def test_there_is_one_first_heading_and_it_names_the_page(executed, read, first, title):
    made = read(page(executed("a", first), "given"))
    assert [tag for tag, _ in made.tags].count("h1") == 1
    assert f"{title} – who sits on England’s LEP boards" in made.text


def test_identifiers_on_a_page_are_distinct(executed, html, chart_output, spec, read):
    twice = html('<table id="t"><tr><td headers="t">x</td></tr></table><p id="content"></p>')
    clipped = chart_output(spec("Ada"))
    found = read(page(executed("a", twice, twice, clipped, clipped))).all("id")
    assert len(found) == len(set(found)) >= 5


def test_no_page_asks_for_anything_from_elsewhere(executed, html, chart_output, spec, read):
    foreign = html("<script src='https://example.org/x.js'></script><p>b</p>")
    made = read(page(executed("a", "# A", foreign, chart_output(spec("A")))))
    loaded = [a for t, a in made.tags if t in ("link", "img", "script", "iframe", "image", "use", "source", "object")]
    addresses = [a.get(key) or "" for a in loaded for key in ("src", "href", "xlink:href", "data")]
    ours = ("", "assets/lepdata.css", "assets/lepdata.js", "assets/icon.svg")
    assert all(address in ours or address.startswith("data:") for address in addresses)
    assert made.harmless
    assert "https://" not in "".join(a["style"] or "" for _, a in made.tags if "style" in a)


TOP = {f"{name}.html" for name in ("index", "national", "actions", "register", "method", "downloads", "corrections")}


@pytest.mark.parametrize("root", ["", "../"])
def test_links_lead_to_the_top_of_the_site(executed, read, root):
    made = read(page(executed("a", "# A"), root=root, here="boards", stamp=Stamp("1", "1", "1")))
    assert made.all("href", "link")[1] == f"{root}assets/lepdata.css"
    links = [link for link in made.all("href", "a") if not link.startswith("#")]
    assert links and all(link.removeprefix(root).partition("#")[0] in TOP and link.startswith(root) for link in links)
    assert [a["href"] for _, a in made.tags if a.get("aria-current")] == [f"{root}index.html#boards"]


def test_a_failure_is_said_and_hostile_words_in_it_stay_words(executed, error, read):
    made = read(page(executed("a", "# A", stream("before"), error, stream("after"))))
    assert "This review is not complete." in made.text and "ValueError: no <board> {{ x }}" in made.text
    assert {"name": "lepdata-review", "content": "failed"} in [a for t, a in made.tags if t == "meta"]
    assert "\x1b" not in made.text


def test_hostile_words_stay_words(executed, read, hostile, as_shown):
    shown, plain = ({"output_type": "display_data", "metadata": {}, "data": {kind: hostile}} for kind in MIME)
    made = read(page(executed("a", stream(hostile), shown, plain), hostile, stamp=Stamp(*[hostile] * 4)))
    assert made.harmless and "49" not in made.text
    assert made.text.count(as_shown) >= 6  # title, heading, stream, result, stamp, contact


@pytest.mark.parametrize(
    ("html", "frames"),
    [("<table><caption>Of <b>Ada</b></caption><tr><td>1</td></tr></table>", 1), ("<p>no table</p>", 0)],
)
def test_tables_scroll_in_a_frame(read, html, frames):
    """The keyboard reaches it where it scrolls: tests/pages/test_readable.py."""
    assert [a.get("class") for tag, a in read(framed(html)).tags if tag == "div"] == ["lep-scroll"] * frames


WHERE = Stamp("data 7", "0.1.0", "rules 5", "us@example.org", "spring", "", "https://example.org/lep/", "May 2023")


def test_a_page_of_record(executed, read):
    """It says what it is, where it stands, what it rests on, whom to write to and how to cite it."""
    first = "Cumbria reported that ten of its fourteen members were from business. " * 4
    made = read(page(executed("a", f"# Cumbria\n\n{first}"), stamp=WHERE, path="boards/cumbria.html", root="../"))
    about = {a.get(by): a.get("content") for tag, a in made.tags if tag == "meta" for by in ("name", "property")}
    assert about["description"] == about["og:description"] and about["description"].startswith("Cumbria reported")
    assert len(about["description"]) <= 201 and about["og:title"].startswith("Cumbria – ")
    assert about["og:url"] == "https://example.org/lep/boards/cumbria.html"
    assert about["og:image"] == "https://example.org/lep/assets/preview.jpg"
    assert "https://example.org/lep/boards/cumbria.html" in made.all("href", "link")
    for words in ("us@example.org", "To cite:", "spring", "lists up to May 2023", "Open Government Licence"):
        assert words in made.text


@pytest.mark.parametrize(("sections", "listed"), [(3, 0), (4, 4), (6, 6)])
def test_a_long_page_begins_with_its_contents(executed, html, read, sections, listed):
    twice = [f"## Part {number // 2}" for number in range(sections)]
    made = page(executed("a", "# A", *twice), "A")
    links = [link for link in read(made).all("href", "a") if link.startswith("#part")]
    assert len(links) == listed == len(set(links))
    assert {link[1:] for link in links} <= set(read(made).all("id"))
    assert "lep-contents" not in made or made.index("lep-contents") < made.index("<h2")


def test_a_section_that_is_folded_is_listed_and_not_torn(executed, html):
    folds = html("<details><summary><h2>Folded</h2></summary><p>x</p></details>")
    made = page(executed("a", "# A", folds, "## B", "## C", "## D"), "A")
    assert made.index("</nav><details><summary><h2 id=") > 0
