"""What a reader sees of each page: on a phone, in forced colours, on paper, by keyboard; and one answer on all."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from headless import BOARDS, WIDE, kinds_of_pages, resize

pytestmark = pytest.mark.pages

PHONE = (390, 844)
CHARTED = ("index.html", "national.html", "boards/new-anglia.html", "boards/cumbria.html", "trust.html")


@contextmanager
def seen_by(chrome: Any, media: str = "", **features: str) -> Iterator[None]:
    """A medium or a preference of the reader, for as long as asked."""
    wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": wanted})
    try:
        yield
    finally:
        nothing = [{"name": one["name"], "value": ""} for one in wanted]
        chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": nothing})


def faults(chrome: Any, pages: list[Path], size: tuple[int, int], script: str) -> dict[str, Any]:
    found = {}
    for page in pages:
        resize(chrome, size)
        chrome.get(page.as_uri())
        if told := chrome.execute_script(script):
            found[f"{page.parent.name}/{page.name}"] = told
    return found


SQUEEZED = """
document.querySelectorAll('main details').forEach(d => d.open = true);
const seen = e => e.checkVisibility();
const rows = [...document.querySelectorAll('main tbody tr, main tfoot tr')].filter(seen).slice(0, 1500);
const tall = rows.filter(r => r.getBoundingClientRect().height > 300).map(r => 'tall: ' + r.textContent.slice(0, 60));
const thin = rows.flatMap(r => [...r.cells]).filter(c => seen(c) && c.getBoundingClientRect().width < 60)
  .map(c => 'thin: ' + c.getBoundingClientRect().width + ' ' + c.textContent.slice(0, 40));
return [...tall, ...thin].slice(0, 5);
"""


def test_no_cell_is_squeezed_on_a_phone(chrome: Any, site: Path) -> None:
    assert faults(chrome, kinds_of_pages(site), PHONE, SQUEEZED) == {}


ANSWER_FAR = """
const answers = c => c.matches('[data-answer]') || c.querySelector('[data-outcome]');
return [...document.querySelectorAll('main table:has([data-outcome], td[data-answer])')]
  .filter(t => t.checkVisibility() && ![...t.tBodies[0].rows].some(r => [...r.cells].slice(0, 2).some(answers)))
  .map(t => t.caption && t.caption.textContent);
"""


def test_the_answer_is_the_first_or_the_second_column(chrome: Any, site: Path) -> None:
    assert faults(chrome, kinds_of_pages(site), PHONE, ANSWER_FAR) == {}


SHRUNK = """
const scale = s => s.getBoundingClientRect().width / s.viewBox.baseVal.width;
return [...document.querySelectorAll('svg.lep-chart')].filter(s => s.checkVisibility() && scale(s) && scale(s) < 0.9)
  .map(s => [scale(s), s.closest('figure').textContent.trim().slice(0, 50)]);
"""


def test_charts_are_drawn_for_a_phone_and_not_shrunk(chrome: Any, site: Path) -> None:
    pages = [site / name for name in CHARTED]
    assert faults(chrome, pages, PHONE, SHRUNK) == {}
    assert faults(chrome, pages, WIDE, SHRUNK) == {}


COLOURS = """
const linear = x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
const light = c => c.match(/[\\d.]+/g).slice(0, 3).map(x => linear(x / 255))
  .reduce((sum, x, n) => sum + x * [0.2126, 0.7152, 0.0722][n], 0);
const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
const found = [];
for (const svg of document.querySelectorAll('svg.lep-chart')) {
  if (!svg.checkVisibility()) continue;
  const forced = matchMedia('(forced-colors: active)').matches;
  const paper = forced ? getComputedStyle(svg).backgroundColor : 'rgb(255, 255, 255)';
  if (paper !== 'rgb(255, 255, 255)') found.push('paper ' + paper);
  for (const mark of svg.querySelectorAll('path, rect, line, text, circle')) {
    const style = getComputedStyle(mark);
    const inks = ['fill', 'stroke'].map(p => style[p]).filter(c => c.startsWith('rgb(') && c !== 'rgb(255, 255, 255)');
    if (inks.includes('rgb(229, 230, 231)')) continue;  // lines of the grid, which say nothing
    const best = Math.max(0, ...inks.map(c => ratio(c, paper)));
    const least = mark.tagName === 'text' ? 4.5 : 3;
    if (inks.length && best < least) found.push(mark.tagName + ' ' + inks + ' ' + best.toFixed(2));
  }
}
return [...new Set(found)].slice(0, 5);
"""


@pytest.mark.parametrize(
    "wishes",
    [{}, {"prefers_color_scheme": "dark"}, {"forced_colors": "active", "prefers_color_scheme": "dark"}],
    ids=["light", "dark", "forced"],
)
def test_every_mark_of_a_chart_stands_out(chrome: Any, site: Path, wishes: dict[str, str]) -> None:
    with seen_by(chrome, **wishes):
        assert (
            faults(chrome, [page for page in kinds_of_pages(site) if page.name != "register.html"], WIDE, COLOURS) == {}
        )


SILENT = """
return [...document.querySelectorAll('figure.lep-figure')].filter(f => f.querySelector('[role=img]')).filter(f => {
  const title = f.querySelector('figcaption'), alt = f.querySelector('[role=img]').getAttribute('aria-label');
  return !title || title.textContent.trim().length < 15 || alt.length < 30 || !f.querySelector('.lep-take');
}).map(f => f.textContent.trim().slice(0, 60));
"""


def test_every_chart_has_a_title_an_alternative_and_a_picture_to_take(chrome: Any, site: Path) -> None:
    assert faults(chrome, [site / name for name in CHARTED], WIDE, SILENT) == {}


TAKEN = """
const done = arguments[arguments.length - 1], [what, which] = arguments;
const told = (blob, b) => done([blob.type, b.byteLength, new TextDecoder().decode(b.slice(0, 400))]);
URL.createObjectURL = blob => { blob.arrayBuffer().then(b => told(blob, b)); return '#caught'; };
[...document.querySelectorAll(what + ' .lep-take, ' + what + ' + .lep-takes .lep-take')]
  .find(b => b.textContent === which).click();
"""


@pytest.mark.parametrize(
    ("what", "which", "kind", "holds"),
    [
        ("figure", "SVG", "image/svg+xml", "<svg"),
        ("figure", "PNG", "image/png", "PNG"),
        (".lep-scroll", "CSV", "text/csv", "Board"),
    ],
)
def test_a_chart_and_a_table_can_be_taken_away(
    chrome: Any, site: Path, what: str, which: str, kind: str, holds: str
) -> None:
    resize(chrome, WIDE)
    chrome.set_script_timeout(20)
    chrome.get((site / "national.html").as_uri())
    found, size, begins = chrome.execute_async_script(TAKEN, what, which)
    assert found.startswith(kind) and size > 1000 and holds in begins


FOCUS = """
return [...document.querySelectorAll('.lep-scroll')].filter(b => b.checkVisibility())
  .filter(b => (b.tabIndex === 0) !== (b.scrollWidth > b.clientWidth + 1)).map(b => b.getAttribute('aria-label'));
"""


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_frame_takes_the_focus_only_where_it_scrolls(chrome: Any, site: Path, size: tuple[int, int]) -> None:
    chrome.set_script_timeout(20)
    wait = "const done = arguments[arguments.length - 1]; requestAnimationFrame(() => setTimeout(done, 50))"
    found = {}
    for page in kinds_of_pages(site):
        resize(chrome, size)
        chrome.get(page.as_uri())
        chrome.execute_async_script(wait)
        if told := chrome.execute_script(FOCUS):
            found[page.name] = told
    assert found == {}


CONTENTS = """
const sections = [...document.querySelectorAll('main h2')];
const listed = [...document.querySelectorAll('.lep-contents a')];
const dead = listed.filter(a => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map(a => a.hash);
return sections.length >= 4 && sections.some(h => !h.closest('summary')) && !listed.length
  ? 'no list of ' + sections.length + ' sections' : dead.join(' ');
"""


def test_a_long_page_has_a_list_of_its_sections(chrome: Any, site: Path) -> None:
    assert faults(chrome, kinds_of_pages(site), WIDE, CONTENTS) == {}


ON_PAPER = """
dispatchEvent(new Event('beforeprint'));
const folded = [...document.querySelectorAll('main details')].filter(d => !d.closest('figure') && !d.open).length;
const page = document.querySelector('.lep-paper');
const whole = document.querySelectorAll('main figure svg, main .lep-answer');
const high = [...whole].filter(e => e.checkVisibility() && e.getBoundingClientRect().height > 500).length;
const links = [...document.querySelectorAll('main a[href^=http]')].filter(a => a.checkVisibility());
const bare = links.filter(a => !getComputedStyle(a, '::after').content.includes('http')).length;
return [folded && 'folded', !page.checkVisibility() && 'no address', !/lists up to/.test(page.textContent) && 'no date',
  high && 'half a page may stay blank', bare && 'links without their address'].filter(Boolean);
"""


def test_paper_has_every_fold_open_the_address_and_the_date(chrome: Any, site: Path) -> None:
    pages = [site / "national.html", *(site / "boards" / f"{name}.html" for name in BOARDS)]
    with seen_by(chrome, "print"):
        assert faults(chrome, pages, (680, 1000), ON_PAPER) == {}


READY = """
const [entry] = performance.getEntriesByType('navigation'), before = performance.now();
const box = document.getElementById('q');
box.value = 'norfolk';
box.dispatchEvent(new Event('input', { bubbles: true }));
document.body.offsetHeight;
return [entry.domContentLoadedEventEnd, performance.now() - before];
"""


def test_the_register_is_ready_within_a_second_on_a_phone(chrome: Any, site: Path) -> None:
    """The better of three: other programs share this machine."""
    took = []
    for _ in range(3):
        resize(chrome, PHONE)
        chrome.get("about:blank")
        chrome.get((site / "register.html").as_uri())
        took.append(chrome.execute_script(READY))
    assert min(opened for opened, _ in took) < 1000 and min(filtered for _, filtered in took) < 300, took


MARK = re.compile(
    r'<td data-answer="([^"]*)"[^>]*><a href="boards/([^"#]+)#([^"]+)">'
    r'.\*?<span class="lep-unseen"> ([^<;]*)[^<]*</span>'
)
ROW = re.compile(r'<tr id="([^"]+)"><th scope="row">.*?data-outcome="([^"]*)"[^>]*>[^<]*</span><td>([^<]*)<', re.DOTALL)


def test_every_mark_of_the_matrix_leads_to_a_row_that_says_the_same(site: Path) -> None:
    marks = MARK.findall((site / "national.html").read_text(encoding="utf-8"))
    pages = {page: dict() for _, page, *_ in marks}
    for page in pages:
        html = (site / "boards" / page).read_text(encoding="utf-8")
        pages[page] = {name: (answer, unescape(sure).casefold()) for name, answer, sure in ROW.findall(html)}
    found = {(page, rule): (answer, words.partition("(")[2].rstrip(")")) for answer, page, rule, words in marks}
    assert len(found) == 38 * 12
    assert {
        key: (pages[key[0]].get(key[1]), said) for key, said in found.items() if pages[key[0]].get(key[1]) != said
    } == {}


ENDS = """
const end = e => e ? Math.round(e.getBoundingClientRect().bottom) : 0;
const main = document.querySelector('main'), little = main.querySelector('[data-known="little"]');
const first = [main.querySelector('.lep-answer'), ...(little ? [] : [...main.querySelectorAll('figure [role=img]')])];
return [Boolean(little), end(document.body), Math.max(...first.slice(0, 3).map(end)), end(main)];
"""


def test_a_board_is_told_on_five_screens_its_answer_on_the_first_and_a_fragment_on_one(chrome: Any, site: Path) -> None:
    found = faults(chrome, sorted((site / "boards").glob("*.html")), (1280, 900), ENDS)
    assert {page: told for page, told in found.items() if told[1] > 5.1 * 900 or told[2] > 900} == {}
    assert {page: told for page, told in found.items() if told[0] and told[3] > 1000} == {}
    assert any(little for little, *_ in found.values()) and len(found) > 1


SIX_SCREENS = """
const end = document.querySelector('main').getBoundingClientRect().bottom + scrollY;
return end > 6 * 900 ? Math.round(end) : '';
"""


def test_all_boards_are_told_on_six_screens(chrome: Any, site: Path) -> None:
    assert faults(chrome, [site / "national.html"], (1280, 900), SIX_SCREENS) == {}
