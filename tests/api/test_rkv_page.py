"""The page with an assessment: the same as the command's, and plainly an example."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest

from api.app import create_app
from api.services.assess_rkv import assess_profile
from api.settings import example_folder
from api.web.rkv import PEOPLE, PROGRAMME
from taxonomy.danish import counted
from tests.api.asking import Client
from tests.api.small_region import small_region


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(create_app(small_region()))


@pytest.mark.parametrize("person", PEOPLE)
def test_the_page_shows_what_the_command_says(client: Client, person: str) -> None:
    folder = example_folder("rkv")
    found = assess_profile(small_region().taxonomy, folder / "profiler" / f"{person}.yaml",
                           PROGRAMME, date(2025, 8, 4),
                           folder / "industritekniker-maskin.yaml")  # fmt: skip
    html = unescape(client.get(f"/rkv?person={person}").text)
    assert f"<strong>{found.track}</strong>" in html
    for weeks in (found.weeks.gf2, found.weeks.main, found.weeks.oplaering):
        assert weeks is not None
        assert f"<td>{counted(weeks, 'uger')}</td>" in html
    told = [*(c.reason_da for c in found.credits), *(r.reason_da for r in found.rows)]
    for text in (*told, *found.missing, *found.assumptions, *found.appeal_da):
        assert text in html, text
    assert "det er ikke bekendtgørelsens bilag 1" in html


def test_a_day_nobody_has_checked_is_told_as_such(client: Client) -> None:
    html = client.get("/rkv?start=2026-08-03").text
    assert "<strong>kan ikke afgøres</strong>" in html
    assert "ikke kontrolleret for 03.08.2026" in html


def test_an_unknown_example_is_refused(client: Client) -> None:
    answer = client.get("/rkv?person=../../x")
    assert answer.status_code == 404
    assert client.get("/rkv?start=ikke-en-dag").status_code == 422
