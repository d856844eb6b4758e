"""The pages: the JSON's numbers, everything escaped, nobody hidden, strict templates."""

from __future__ import annotations

import re
from dataclasses import fields
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from jinja2 import meta

from api.app import create_app
from api.web import contexts
from api.web.need import PAGE_SIZE
from api.web.rendering import TEMPLATES
from api.wording import number
from tests.api.asking import Client
from tests.api.small_region import (
    HOSTILE_PERSON,
    empty_region,
    hostile_region,
    small_region,
)

PAGES = (
    "/",
    "/behov/cnc-drejer",
    "/behov/cnc-drejer?orden=dage",
    "/behov/cnc-drejer?orden=pris&side=2",
    "/behov/truck",
    "/behov/cnc-drejer/person/p-07",
    "/behov/cnc-drejer/person/p-29?mindst=pris",
    "/behov/truck/person/p-00",
    "/behov/cnc-drejer/person/p-07/kalender",
    "/behov/cnc-drejer/person/p-29/kalender",
    "/behov/tig/person/p-00/kalender",
    "/kompetence/cnc-drejning",
    "/kompetence/omhu",
    "/kompetence/IPC-7711/7721",
    "/fordeling",
    "/fordeling?loft=1&hold=2",
    "/fordeling/person/p-07",
    "/kaeder",
    "/kaeder?led=1",
    "/rkv",
    "/rkv?person=mangler-02",
    "/rkv?person=ingen-erfaring&start=2026-08-03",
    "/hold",
    "/hold?mindst=2&hoejst=12&dage=15&budget=50000",
    "/om",
    "/plan",
    "/api",
)


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(create_app(small_region()))


def read(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.text


class Outline(HTMLParser):
    """The tags of a page, its headings and its tables."""

    VOID = frozenset({"meta", "link", "br", "rect", "circle", "line", "polygon", "input"})

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that opens."""
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id" and value]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        if tag not in self.VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_well_formed_and_accessible(client: Client, path: str) -> None:
    html = read(client, path)
    outline = Outline(html)
    assert outline.open == []
    assert '<html lang="da">' in html
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    steps = zip(outline.headings, outline.headings[1:], strict=False)
    assert all(after - before <= 1 for before, after in steps)
    assert len(outline.ids) == len(set(outline.ids))
    assert html.count("<table") == html.count("<caption")
    assert all("scope" in attrs for tag, attrs in outline.tags if tag == "th")
    first_link = next(attrs for tag, attrs in outline.tags if tag == "a")
    assert first_link["href"] == "#indhold"


@pytest.mark.parametrize("path", PAGES)
def test_pages_hold_no_script_style_or_foreign_address(client: Client, path: str) -> None:
    outline = Outline(read(client, path))
    assert not {"script", "style", "iframe"} & {tag for tag, _ in outline.tags}
    for _, attrs in outline.tags:
        assert "style" not in attrs
        assert not any(name.startswith("on") for name in attrs)
        for name in ("href", "src"):
            assert (attrs.get(name) or "/").startswith(("/", "#"))


def test_page_and_json_show_the_same_numbers(client: Client) -> None:
    for order, word in (("fit", "fit"), ("days", "dage"), ("fee", "pris")):
        listed = client.get(f"/api/v1/needs/cnc-drejer/ranking?order={order}").json()["candidates"]
        pages = [read(client, f"/behov/cnc-drejer?orden={word}&side={n}") for n in (1, 2)]
        rows = [row for page in pages for row in page.split('<div class="hoved">')[1:]]
        assert len(rows) == len(listed)
        for row, candidate in zip(rows, listed, strict=True):
            assert f">{candidate['person']}</a>" in row
            tie = f" (delt af {candidate['tied']})" if candidate["tied"] > 1 else ""
            assert f"Plads {candidate['rank']}{tie}<" in row
            assert f"<strong>{number(candidate['score'])}</strong> af 100" in row
            for part in candidate["rows"][1:]:
                assert f"<td>{number(part['points'])}</td>" in row
            if not candidate["fit"]:
                assert f"efter {candidate['package']['days']} dag" in row
                assert f"Derefter {number(candidate['score_after'])} point" in row


def test_person_page_shows_the_package_of_the_json(client: Client) -> None:
    answer = client.get("/api/v1/needs/cnc-drejer/people/p-07/package").json()
    html = read(client, "/behov/cnc-drejer/person/p-07")
    assert f"{answer['best']['days']} dage, {len(answer['best']['steps'])} kurser" in html
    for step in answer["best"]["steps"]:
        assert f"<strong>{step['module']['title_da']}</strong>" in html
        assert step["reason_da"] in html
    for comparison in answer["comparisons"]:
        assert comparison["status_da"] in html
        assert comparison["evidence_da"] in html
    assert answer["best"]["proof_da"] in html
    assert answer["best"]["fee"]["reference"] in html


def test_ranking_pages_hide_nobody(client: Client) -> None:
    first, second = (read(client, f"/behov/cnc-drejer?side={n}") for n in (1, 2))
    assert first.count('<div class="hoved">') == PAGE_SIZE
    people = re.findall(r'/person/(p-\d+)">', first + second)
    assert sorted(people) == [f"p-{n:02}" for n in range(30)]
    assert "Viser nr. 26–30 af 30" in second


def test_a_page_past_the_last_says_so(client: Client) -> None:
    assert "Side 3 findes ikke; listen har 2 sider" in read(client, "/behov/cnc-drejer?side=3", 404)


def test_every_course_tells_status_and_basis_of_its_length(client: Client) -> None:
    html = read(client, "/behov/tig/person/p-07")
    courses = html.count('class="kursusnavn"')
    assert courses > 3
    assert html.count('class="skilt skilt-') == courses
    assert html.count("længden er vores forslag") + html.count("ifølge kilden") == courses


def test_every_amount_leads_to_its_reference_and_validity(client: Client) -> None:
    html = read(client, "/behov/cnc-drejer/person/p-07")
    used = set(re.findall(r'href="#(pris-\d+)"', html))
    assert used
    for note in used:
        (text,) = re.findall(rf'<li id="{note}">(.*?)</li>', html)
        assert "gælder fra 4. august 2026, kontrolleret til og med 31. december 2026" in text
        assert "paragraf ikke set" in text
        assert "fuld pris" in text


def test_amounts_nobody_has_checked_are_not_shown() -> None:
    from dataclasses import replace
    from datetime import date

    later = replace(small_region(), on=date(2031, 1, 2))
    client = Client(create_app(later))
    html = read(client, "/behov/cnc-drejer/person/p-07")
    assert "er ikke kontrolleret for 02.01.2031" in html
    assert " kr." not in html


def test_traits_are_named_and_never_scored(client: Client) -> None:
    html = read(client, "/behov/truck")
    assert "Personlige træk giver aldrig point" in html
    assert "omhu" in html.partition("Virksomheden nævner også")[2]
    assert ">omhu</th>" not in html


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/ukendt", 404),
        ("/behov/ukendt", 404),
        ("/behov/truck/person/ukendt", 404),
        ("/fordeling/person/ukendt", 404),
        ("/fordeling/person/p-01", 404),
        ("/fordeling?loft=0", 422),
        ("/kaeder?led=0", 422),
        ("/kompetence/xqzwv", 404),
        ("/behov/truck?orden=navn", 422),
        ("/behov/truck?side=0", 422),
        ("/static/../app.py", 404),
    ],
)
def test_errors_are_danish_pages(client: Client, path: str, status: int) -> None:
    html = read(client, path, status)
    Outline(html)
    assert '<html lang="da">' in html
    assert f"Status {status}" in html


def test_posting_to_a_page_is_refused_with_a_page(client: Client) -> None:
    answer = client.post("/om")
    assert answer.status_code == 405
    assert "Det kan siden ikke" in answer.text
    assert answer.headers["allow"] == "GET"


def test_a_fault_of_ours_is_told_without_its_details() -> None:
    app = create_app(small_region())
    app.state.answers = "i stykker"
    client = Client(app)
    answer = client.get("/api/v1/health")
    assert answer.status_code == 500
    assert "create_app" not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_names_and_ids_are_escaped() -> None:
    person = f"/behov/{quote('b-æ&1', safe='')}/person/{quote(HOSTILE_PERSON, safe='')}"
    client = Client(create_app(hostile_region()))
    for path in ("/", f"/behov/{quote('b-æ&1')}", person, "/api"):
        html = read(client, path)
        assert "<script" not in html
        assert "<b>&" not in html
        assert "<i>" not in html
        Outline(html)
    assert person in read(client, f"/behov/{quote('b-æ&1')}")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in read(client, "/")
    assert "<script" not in read(client, "/behov/<script>", 404)


@pytest.mark.parametrize("path", ["/", "/fordeling", "/kaeder", "/om", "/plan", "/api"])
def test_a_region_with_nothing_in_it_has_pages(path: str) -> None:
    client = Client(create_app(empty_region()))
    Outline(read(client, path))


@pytest.mark.parametrize("page", contexts.Page.__subclasses__(), ids=lambda page: page.__name__)
def test_templates_use_their_whole_context_and_nothing_else(page: type[contexts.Page]) -> None:
    names: set[str] = set()
    for template in (page.template, "ramme.html"):
        assert TEMPLATES.loader
        source = TEMPLATES.loader.get_source(TEMPLATES, template)[0]
        names |= meta.find_undeclared_variables(TEMPLATES.parse(source))
    macros = {"dele", "links", "kaede"}
    assert names - macros == {field.name for field in fields(page)}
