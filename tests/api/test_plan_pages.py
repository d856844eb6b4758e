"""The page of the example plans, their files, and the same as JSON."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from api.app import create_app
from api.cli.asking import example
from api.services.draft_plan import example_orders
from tests.api.asking import Client
from tests.api.small_region import empty_region
from tests.conftest import ON

NAMES = [path.stem for path in example_orders()]


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(create_app(example("nordjylland", ON)))


def test_every_plan_is_listed_with_all_its_files(client: Client) -> None:
    html = client.get("/plan").text
    for name in NAMES:
        for ending in ("pdf", "docx", "xlsx", "ics", "json", "brev.pdf"):
            assert f'href="/plan/{name}.{ending}"' in html
    assert "opdigtede" in html


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "ics", "json", "brev.pdf"])
def test_a_file_is_fetched(ending: str, client: Client) -> None:
    answer = client.get(f"/plan/kabelmontoer.{ending}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].endswith(f'"kabelmontoer.{ending}"')
    assert len(answer.content) > 300


def test_the_letter_is_the_letter(client: Client) -> None:
    pdf = PdfReader(BytesIO(client.get("/plan/kabelmontoer.brev.pdf").content))
    assert "Din plan" in pdf.pages[0].extract_text()


@pytest.mark.parametrize(
    "file", ["kabelmontoer.exe", "findes-ikke.pdf", "kabelmontoer", "%2e%2e.pdf"]
)
def test_what_is_not_there_is_not_found(file: str, client: Client) -> None:
    assert client.get(f"/plan/{file}").status_code == 404


def test_the_plans_as_json(client: Client) -> None:
    told = client.get("/api/v1/plans").json()["plans"]
    assert [plan["id"] for plan in told] == NAMES
    one = client.get("/api/v1/plans/kabelmontoer").json()
    assert one in told
    assert one["periods"][0]["days"] == 40
    assert re.fullmatch(r"plan-[0-9a-f]{12}", one["plan"])
    missing = client.get("/api/v1/plans/findes-ikke")
    assert missing.status_code == 404
    assert "kabelmontoer" in missing.json()["besked"]


def test_a_taxonomy_without_the_courses_has_no_plans() -> None:
    client = Client(create_app(empty_region()))
    assert client.get("/api/v1/plans").status_code == 200
