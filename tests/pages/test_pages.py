"""Every page of a built site, opened as a reader would without a network (make test-pages)."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlparse
from urllib.request import url2pathname

import pytest
from headless import NoBrowser, Visit, programs, visit

from lepdata.site.pages import AT_THE_TOP

pytestmark = pytest.mark.pages


@pytest.fixture(scope="session")
def visits(chrome, site: Path) -> list[Visit]:
    return [visit(chrome, page) for page in sorted(site.rglob("*.html"))]


def of_file(address: str) -> Path:
    return Path(url2pathname(unquote(urlparse(urldefrag(address).url).path))).resolve()


def complaints(one: Visit, _all: list[Visit]) -> list[str]:
    return list(one.complaints)


def foreign_requests(one: Visit, _all: list[Visit]) -> list[str]:
    return [f"asks for {url}" for url in one.requests if not url.startswith("file:")]


def missing_headings(one: Visit, _all: list[Visit]) -> list[str]:
    seen = one.seen
    found = [] if len(seen["headings"]) == 1 and seen["headings"][0] else [f"h1: {seen['headings']}"]
    return found + [f"no {what}" for what in ("title", "language") if not seen[what]]


def pictures_without_words(one: Visit, _all: list[Visit]) -> list[str]:
    return [f"no text for {html}" for html in one.seen["unnamed"]]


def dead_links(one: Visit, everything: list[Visit]) -> list[str]:
    """Links within the site to a file or a place that is not there; places are known for the pages of the site."""
    places = {v.page.resolve(): set(v.seen["names"]) for v in everything}
    found = []
    for link in {link for link in one.seen["links"] if link.startswith("file:")}:
        target, place = of_file(link), unquote(urldefrag(link).fragment)
        if not target.is_file():
            found.append(f"dead link {link}")
        elif place and "=" not in place and place not in places.get(target, {place}):  # "lep=x" is a filter
            found.append(f"no such place {link}")
    return found


def wider_than_a_phone(one: Visit, _all: list[Visit]) -> list[str]:
    scroll, client = one.width_on_phone
    return [] if scroll <= client else [f"{scroll} pixels wide on a phone of {client}"]


def too_heavy(one: Visit, _all: list[Visit]) -> list[str]:
    most = HEAVIEST.get(one.page.name, HEAVIEST["any other"])
    size = one.page.stat().st_size
    return [] if size <= most else [f"{size} bytes, {most} allowed"]


HEAVIEST = {"any other": 300_000, "register.html": 700_000}
Guard = Callable[[Visit, list[Visit]], list[str]]


def words_of_the_machine(v: Visit, _: list[Visit]) -> list[str]:
    return re.findall(
        r"[^<>]{0,30}(?:\bof None\b|\bNaN\b|\bnan\b|&lt;NA&gt;|\bNaT\b)[^<>]{0,30}", v.page.read_text("utf-8")
    )


GUARDS: list[Guard] = [complaints, foreign_requests, missing_headings, pictures_without_words, dead_links]
GUARDS += [wider_than_a_phone, too_heavy, words_of_the_machine]


def test_the_site_is_whole(site: Path) -> None:
    top = {page.name for page in site.glob("*.html")}
    wanted = {*AT_THE_TOP, "index", "actions", "method", "register", "corrections", "downloads"}
    assert {f"{name}.html" for name in wanted} <= top
    assert len(list((site / "boards").glob("*.html"))) == 38


def test_every_page_can_be_reached(site: Path, visits: list[Visit]) -> None:
    linked = {of_file(link) for v in visits for link in v.seen["links"] if link.startswith("file:")}
    assert {page.relative_to(site).as_posix() for page in site.rglob("*.html") if page.resolve() not in linked} == set()


def test_the_whole_site_is_light(site: Path) -> None:
    # two megabytes are tables to take away, three the executed notebooks
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < 9_000_000


def test_no_page_leaves_the_site(site: Path, visits: list[Visit]) -> None:
    inside = [of_file(link) for v in visits for link in v.seen["links"] if link.startswith("file:")]
    assert {str(path) for path in inside if not path.is_relative_to(site)} == set()


def test_the_main_pages_have_charts(visits: list[Visit]) -> None:
    drawn = {v.page.name for v in visits if v.seen["pictures"]}
    assert {"national.html", "trust.html", "new-anglia.html"} <= drawn


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_every_page_keeps(guard: Guard, visits: list[Visit]) -> None:
    assert visits
    found = {v.page.as_posix(): guard(v, visits) for v in visits}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_machine_without_chromium_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PATH": "", "CHROMIUM": "", "CHROMEDRIVER": ""}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(NoBrowser, match="need Chromium and chromedriver"):
        programs()
