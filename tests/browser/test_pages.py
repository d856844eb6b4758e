"""The pages in a real browser: no errors, no foreign requests, keyboard, small screens."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

import pytest

from tests.api.small_region import HOSTILE_PERSON, hostile_region, small_region

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.services.region import Region

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PAGES = (
    "/",
    "/behov/cnc-drejer",
    "/behov/cnc-drejer?orden=pris&side=2",
    "/behov/cnc-drejer/person/p-07",
    "/behov/truck/person/p-00",
    "/behov/cnc-drejer/person/p-07/kalender",
    "/kompetence/cnc-drejning",
    "/fordeling",
    "/fordeling/person/p-07",
    "/kaeder",
    "/rkv",
    "/plan",
    "/hold?mindst=2",
    "/om",
    "/api",
)
FIRST_ANSWER = 90_000
"""Milliseconds: the first search is compiled while the page waits."""

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="chromium is not installed; apt-get install chromium"
)


def served(region: Region) -> Iterator[str]:
    """Serve a region on a free port until the test is done."""
    import uvicorn

    from api.app import create_app

    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(region), log_level="error", ws="none", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    yield from served(small_region())


@pytest.fixture(scope="module")
def hostile_site() -> Iterator[str]:
    yield from served(hostile_region())


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield found
        found.close()


class Visit:
    """One tab that notes what goes wrong and where requests go."""

    def __init__(self, browser: Any, width: int = 1280) -> None:
        """Open a tab."""
        self.errors: list[str] = []
        self.hosts: set[str | None] = set()
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.page.set_default_timeout(FIRST_ANSWER)
        self.page.on("console", lambda m: self.errors.append(m.text))
        self.page.on("pageerror", lambda e: self.errors.append(str(e)))
        self.page.on("requestfailed", lambda r: self.errors.append(r.url))
        self.page.on("request", lambda r: self.hosts.add(urlsplit(r.url).hostname))


@pytest.fixture
def visit(browser: Any) -> Iterator[Visit]:
    found = Visit(browser)
    yield found
    found.page.close()


def test_pages_load_without_errors_and_ask_nobody_else(site: str, visit: Visit) -> None:
    for path in PAGES:
        # The icon is fetched last, and leaving the page earlier would cut it off.
        answer = visit.page.goto(site + path, wait_until="networkidle")
        assert answer.status == 200, path
        assert visit.page.title().endswith("Kompetencematch")
    assert visit.errors == []
    assert visit.hosts == {"127.0.0.1"}


def test_every_link_on_the_pages_works(site: str, visit: Visit) -> None:
    links: set[str] = set()
    for path in PAGES:
        visit.page.goto(site + path)
        inside = visit.page.eval_on_selector_all("[href^='#']", "all => all.map(a => a.hash)")
        for anchor in inside:
            assert visit.page.locator(anchor).count() == 1, f"{path}{anchor}"
        links |= set(visit.page.eval_on_selector_all("[href]", "all => all.map(a => a.href)"))
    addresses = {link.partition("#")[0] for link in links}
    assert all(address.startswith(site + "/") for address in addresses)
    for address in sorted(addresses - _most_of_the_people(addresses)):
        answer = visit.page.request.get(address, timeout=FIRST_ANSWER)
        assert answer.status == 200, address


def _most_of_the_people(addresses: set[str]) -> set[str]:
    """Pages alike: three of a kind are enough, and each costs a search for alternatives."""
    return set(sorted(a for a in addresses if "/person/" in a)[3:])


@pytest.mark.parametrize("width", [320, 360, 768])
def test_pages_need_no_sideways_scroll(site: str, browser: Any, width: int) -> None:
    visit = Visit(browser, width)
    for path in PAGES:
        visit.page.goto(site + path)
        visit.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width, path
    visit.page.close()


def test_keyboard_walks_the_ranking_in_reading_order(site: str, visit: Visit) -> None:
    page = visit.page
    page.goto(f"{site}/behov/cnc-drejer")
    seen = []
    for _ in range(17):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.innerText.trim()"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", seen[-1]
    first = page.locator(".personer h3").first.inner_text()
    assert seen == [
        "Gå til indholdet",
        "Kompetencematch",
        "Overblik",
        "Fælles hold",
        "Fordeling",
        "Kæder",
        "Omplanlægning",
        "RKV",
        "Uddannelsesplaner",
        "Om rangeringen",
        "Data (JSON)",
        "Overblik",
        "Hvad behovet kræver (11)",
        "Passer bedst i dag",
        "Korteste kursuspakke",
        "Billigste kursuspakke",
        first,
    ]


def test_skip_link_leads_to_the_content(site: str, visit: Visit) -> None:
    visit.page.goto(site)
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.id") == "indhold"


def test_details_open_with_the_keyboard(site: str, visit: Visit) -> None:
    visit.page.goto(f"{site}/behov/cnc-drejer")
    summary = visit.page.locator(".personer summary").first
    summary.focus()
    visit.page.keyboard.press("Enter")
    assert visit.page.locator(".personer table").first.is_visible()


def test_from_the_front_page_to_a_package_by_clicking(site: str, visit: Visit) -> None:
    page = visit.page
    page.goto(site)
    page.get_by_role("link", name="CNC-operatører til drejning").click()
    page.get_by_role("link", name="Korteste kursuspakke").click()
    page.get_by_role("navigation", name="Sider").get_by_role("link", name="2").click()
    page.locator(".personer h3 a").last.click()
    assert page.get_by_role("heading", name="Kursuspakken").is_visible()
    page.get_by_role("link", name="Lavest pris").click()
    assert page.locator(".valg a[aria-current]").inner_text() == "Lavest pris"


TEXT_CONTRAST = """() => {
  const part = c => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const light = s => { const [r, g, b] = s.match(/[0-9.]+/g).map(Number);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b); };
  const back = e => { for (; e; e = e.parentElement) {
    const c = getComputedStyle(e).backgroundColor;
    if (c !== 'rgba(0, 0, 0, 0)') return c; } return 'rgb(255, 255, 255)'; };
  return [...document.querySelectorAll('body *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .filter(e => !e.closest('svg'))
    .map(e => { const a = light(getComputedStyle(e).color), b = light(back(e));
      return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.outerHTML.slice(0, 80)]; })
    .filter(([ratio]) => ratio < 4.5);
}"""


def test_text_stands_out_from_its_background(site: str, visit: Visit) -> None:
    for path in PAGES:
        visit.page.goto(site + path)
        assert visit.page.evaluate(TEXT_CONTRAST) == [], path


def test_hostile_names_run_nothing(hostile_site: str, visit: Visit) -> None:
    visit.page.on("dialog", lambda d: visit.errors.append(d.message))
    person = f"/behov/{quote('b-æ&1', safe='')}/person/{quote(HOSTILE_PERSON, safe='')}"
    visit.page.goto(hostile_site, wait_until="networkidle")
    assert visit.page.get_by_role("heading", name="<script>alert(1)</script>").is_visible()
    visit.page.goto(hostile_site + person, wait_until="networkidle")
    assert HOSTILE_PERSON in visit.page.locator("h1").inner_text()
    assert visit.errors == []
