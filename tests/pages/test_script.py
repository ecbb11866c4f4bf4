"""Search, filter, sort and download, as a reader with a keyboard does them; and the same pages without a script."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from headless import WIDE, WIDTH, kinds_of_pages, resize
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

pytestmark = pytest.mark.pages

SHOWN = "return [...document.querySelectorAll('#register tr[id]')].filter(r => !r.hidden).length"
# What "Download what is shown" hands to the browser, read back as text instead of saved.
CAUGHT = """
const done = arguments[arguments.length - 1];
URL.createObjectURL = blob => { blob.text().then(done); return '#caught'; };
document.querySelector('[data-download]').click();
"""


def open_page(chrome: Any, site: Path, address: str) -> None:
    resize(chrome, WIDE)
    chrome.get("about:blank")
    page, _, rest = address.partition("#")
    chrome.get((site / page).resolve().as_uri() + ("#" + rest if rest else ""))


def status(chrome: Any) -> str:
    return chrome.find_element("css selector", "form [role=status]").text


def tab_to(chrome: Any, wanted: str, most: int = 400) -> None:
    """Press Tab until the element that a selector means has the focus."""
    body = chrome.find_element("css selector", "body")
    for _ in range(most):
        if chrome.execute_script("return document.activeElement.matches(arguments[0])", wanted):
            return
        (chrome.switch_to.active_element or body).send_keys(Keys.TAB)
    pytest.fail(f"{most} presses of Tab do not reach {wanted}")


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("lep=new-anglia", "list.lep === 'new-anglia'"),
        ("sector=voluntary", "row.cells[3].textContent.trim() === 'Voluntary'"),
        ("body=successor%20business%20board", "list.body === 'successor business board'"),
        ("counts=might", "row.dataset.counts === 'might'"),
        ("on=2023-03-31&lep=new-anglia", "list.lep === 'new-anglia' && list.first === '2023-03-31'"),
        ("sector=council&lep=cumbria", "list.lep === 'cumbria' && row.cells[3].textContent.trim() === 'Council'"),
    ],
)
def test_a_link_shows_what_it_asks_for(chrome: Any, site: Path, asked: str, fits: str) -> None:
    open_page(chrome, site, f"register.html#{asked}")
    rows = "[...document.querySelectorAll('#register tr[id]')]"
    script = f"return {rows}.filter(row => {{ const list = row.parentElement.dataset; return {fits}; }}).length"
    expected = chrome.execute_script(script)
    assert chrome.execute_script(SHOWN) == expected > 0
    assert status(chrome).startswith(f"{expected:,} of ")


def test_dates_and_words_narrow_the_register(chrome: Any, site: Path) -> None:
    open_page(chrome, site, "register.html#from=2019-01&to=2019-12&lep=new-anglia")
    days = chrome.execute_script(
        "return [...document.querySelectorAll('#register tbody')].filter(b => !b.hidden).map(b => b.dataset.first)"
    )
    assert days and all(day.startswith("2019") for day in days)
    open_page(chrome, site, "register.html#q=no such words anywhere")
    assert chrome.execute_script(SHOWN) == 0
    assert status(chrome).startswith("0 of ")


def test_a_seat_without_a_date_fits_no_dates_and_the_number_is_right(chrome: Any, site: Path) -> None:
    open_page(chrome, site, "register.html#from=2018")
    undated = chrome.execute_script("return document.querySelectorAll('#register [data-first=\"\"] tr[id]').length")
    shown = chrome.execute_script(SHOWN)
    assert undated and shown
    assert status(chrome).startswith(f"{shown:,} of ")


def test_what_fits_again_is_there_again(chrome: Any, site: Path) -> None:
    open_page(chrome, site, "register.html#q=no such words anywhere")
    assert chrome.execute_script("return [...document.querySelectorAll('#register tbody')].every(b => b.hidden)")
    chrome.find_element("css selector", "button[type=reset]").click()
    WebDriverWait(chrome, 20).until(lambda _: status(chrome)[0] not in "0A")
    seen = "return [...document.querySelectorAll('#register tr[id]')].filter(r => r.checkVisibility()).length"
    assert chrome.execute_script(seen) == chrome.execute_script(SHOWN) > 2000


def test_the_browsers_own_search_finds_what_is_not_laid_out(chrome: Any, site: Path) -> None:
    """Rows below the screen are left out of layout by a way that keeps them in the search and in the order of keys."""
    open_page(chrome, site, "register.html")
    last = "const row = [...document.querySelectorAll('#register tr[id] th')].at(-1);"
    assert chrome.execute_script(last + "return getComputedStyle(row.closest('tbody')).contentVisibility") == "auto"
    assert chrome.execute_script(last + "return window.find(row.textContent)")


def test_a_line_can_be_linked_to(chrome: Any, site: Path) -> None:
    open_page(chrome, site, "register.html")
    line = chrome.execute_script("return [...document.querySelectorAll('#register tr[id]')].at(-1).id")
    open_page(chrome, site, f"register.html#{line}")
    assert chrome.execute_script("return document.querySelector(':target').getBoundingClientRect().top") < WIDE[1]


def test_what_is_shown_can_be_taken_away(chrome: Any, site: Path) -> None:
    open_page(chrome, site, "register.html#lep=london&sector=voluntary")
    chrome.set_script_timeout(20)
    rows = list(csv.reader(chrome.execute_async_script(CAUGHT).lstrip("\ufeff").splitlines()))
    assert rows[0][:3] == ["Name", "Role", "Job and organisation"]
    assert len(rows) - 1 == chrome.execute_script(SHOWN)
    assert {row[5] for row in rows[1:]} <= {"London"}


def test_a_formula_is_not_handed_on(chrome: Any, site: Path) -> None:
    open_page(chrome, site, "register.html#lep=london")
    chrome.set_script_timeout(20)
    chrome.execute_script("document.querySelector('#register tr[id]:not([hidden]) th').textContent = '=1+1'")
    assert '"\'=1+1"' in chrome.execute_async_script(CAUGHT)


def test_sorting_by_keyboard(chrome: Any, site: Path) -> None:
    open_page(chrome, site, "index.html")
    first = "return [...document.querySelectorAll('#board-list tbody tr')].map(r => r.cells[0].textContent.trim())"
    printed = chrome.execute_script(first)
    tab_to(chrome, "#board-list th:first-child .lep-sort")
    seen = []
    for _ in range(3):
        chrome.switch_to.active_element.send_keys(Keys.ENTER)
        seen.append(chrome.execute_script(first))
    assert seen[0] == sorted(printed, key=str.casefold)
    assert seen[1] == seen[0][::-1]
    assert seen[2] == printed


def offered(chrome: Any, site: Path, words: str, wanted: str) -> str:
    """The words of the first link that is offered for some words and has others in it."""
    open_page(chrome, site, "index.html")
    tab_to(chrome, "input[type=search]")
    chrome.switch_to.active_element.send_keys(words)
    links = "[...document.querySelectorAll('.lep-found a')].map(a => a.textContent)"
    found = f"return {links}.find(t => t.includes(arguments[0]))"
    return WebDriverWait(chrome, 20).until(lambda _: chrome.execute_script(found, wanted))


@pytest.mark.parametrize(("typed", "board"), [("great yarmouth", "New Anglia"), ("kendal", "Cumbria")])
def test_finding_a_board_by_a_district_or_a_town(chrome: Any, site: Path, typed: str, board: str) -> None:
    assert offered(chrome, site, typed, board) == board
    rows = "return [...document.querySelectorAll('#board-list tbody tr')].filter(r => !r.hidden)"
    assert chrome.execute_script(rows + ".map(r => r.cells[0].textContent.trim())") == [board]
    assert status(chrome).startswith("1 of 38 boards fit")


@pytest.mark.parametrize("typed", ["Inglewood", "hadley group", "Norfolk County Council"])
def test_finding_a_person_or_an_organisation(chrome: Any, site: Path, typed: str) -> None:
    """The number that is promised is the number that the register shows."""
    promised = re.search(r"(\d+) seats? in", offered(chrome, site, typed, "in the register"))
    chrome.switch_to.active_element.send_keys(Keys.ENTER)
    WebDriverWait(chrome, 20).until(lambda _: "register.html" in chrome.current_url)
    assert chrome.find_element("id", "q").get_attribute("value") == typed
    assert promised and status(chrome).startswith(f"{promised[1]} of ")


def test_disclosures_open_by_keyboard(chrome: Any, site: Path) -> None:
    open_page(chrome, site, "boards/new-anglia.html")
    tab_to(chrome, "summary")
    chrome.switch_to.active_element.send_keys(Keys.ENTER)
    assert chrome.execute_script("return document.activeElement.parentElement.open")


@pytest.mark.parametrize("page", ["index.html", "register.html", "boards/new-anglia.html", "national.html"])
def test_the_page_says_the_same_without_its_script(chrome: Any, site: Path, page: str) -> None:
    words = "return document.querySelector('main').innerText.length"
    open_page(chrome, site, page)
    with_script = chrome.execute_script(words)
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        open_page(chrome, site, page)
        chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        assert chrome.execute_script(words) > 0.9 * with_script
        assert not chrome.find_elements("css selector", "form:not([hidden])")
    finally:
        chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_twice_as_large_it_still_fits(chrome: Any, site: Path) -> None:
    """A window of 1280 at 200 % has room for 640."""
    resize(chrome, (640, 512))
    wide = {}
    for page in kinds_of_pages(site):
        chrome.get(page.as_uri())
        scroll, client = chrome.execute_script(WIDTH)
        wide |= {} if scroll <= client else {page.name: (scroll, client)}
    assert wide == {}


CUT = """
const details = [...document.querySelectorAll('details.lep-details')];
details.forEach(d => d.open = true);
return [...document.querySelectorAll('main table, main svg')].filter(e => e.checkVisibility())
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(e => e.outerHTML.slice(0, 120));
"""


def cut_on_paper(chrome: Any, page: Path) -> list[str]:
    """Tables and pictures that are wider than a sheet of A4 less its margins, at 96 to the inch."""
    resize(chrome, (680, 1000))
    chrome.get(page.as_uri())
    chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        return chrome.execute_script(CUT)
    finally:
        chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_print_cuts_no_table(chrome: Any, site: Path) -> None:
    cut = {page.name: cut_on_paper(chrome, page) for page in kinds_of_pages(site)}
    assert {name: found for name, found in cut.items() if found} == {}
