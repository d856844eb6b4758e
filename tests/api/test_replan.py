"""Re-planning and shared seats as commands, JSON and a page."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from api import settings
from api.app import create_app
from api.cli import asking
from api.cli.main import app
from api.errors import NothingPossibleError, UnknownThingError, WrongInputError
from api.services.replan import best_plan, cancel_run, replan_need
from matcher.packages.calendar.problem import Period
from matcher.packages.calendar.replanning import Event
from tests.api.asking import Client

if TYPE_CHECKING:
    from api.services.region import Region

ON = date(2026, 11, 22)
EXAMPLE = settings.example_folder("nordjylland")
NEED, PERSON = "vr-robotsvejser", "nj-062"
COMMON = [
    "--plan", str(EXAMPLE / "planer.yaml"), "--people", str(EXAMPLE / "personer.csv"),
    "--on", "2026-11-22", "--runs", str(EXAMPLE / "hold.csv"), "--from", "2026-12-01",
    "--until", "2027-12-01", "--availability", str(EXAMPLE / "kalender.yaml"),
]  # fmt: skip


@pytest.fixture(scope="module")
def region() -> Region:
    return asking.example("nordjylland", ON)


@pytest.fixture
def kept(tmp_path: Path, capsysbinary: Any) -> Path:
    """The JSON of `package --runs`, as somebody kept it."""
    app(["package", *COMMON, "--need", NEED, "--person", PERSON, "--json"], standalone_mode=False)
    path = tmp_path / "plan.json"
    path.write_bytes(capsysbinary.readouterr().out)
    return path


def _runs(path: Path) -> list[str]:
    told = json.loads(path.read_text(encoding="utf-8"))
    return [step["run"]["id"] for step in told["best"]["steps"]]


def test_a_kept_package_is_laid_anew_after_a_cancelled_run(kept: Path, capsysbinary: Any) -> None:
    first, *others = _runs(kept)
    app(["replan", str(kept), *COMMON, "--cancelled", first, "--json"], standalone_mode=False)
    told = json.loads(capsysbinary.readouterr().out)
    assert told["event"]["cancelled"] == [first]
    assert [run["id"] for run in told["before"]] == [first, *others]
    assert first not in {run["id"] for run in told["after"]}
    assert told["proven"]
    reasons = {c["before"]["id"]: c["reason_da"] for c in told["changes"] if c["before"]}
    assert reasons[first] == "holdet er aflyst"
    for change in told["changes"]:
        assert bool(change["reason_da"]) == (change["kind"] not in {"kept", "done", "going_on"})


def test_a_small_file_of_ones_own_is_the_same_plan(
    kept: Path, tmp_path: Path, capsysbinary: Any
) -> None:
    first = _runs(kept)[0]
    small = tmp_path / "plan.yaml"
    small.write_text(
        f"person: {PERSON}\nneed: {NEED}\nruns: [{', '.join(_runs(kept))}]\n", encoding="utf-8"
    )
    told = []
    for path in (kept, small):
        app(["replan", str(path), *COMMON, "--cancelled", first, "--json"], standalone_mode=False)
        told.append(json.loads(capsysbinary.readouterr().out))
    assert told[0] == told[1]


def test_the_terminal_tells_what_and_why(kept: Path, capsysbinary: Any) -> None:
    app(["replan", str(kept), *COMMON, "--cancelled", _runs(kept)[0]], standalone_mode=False)
    text = capsysbinary.readouterr().out.decode()
    assert "er aflyst." in text
    assert "Bevist: ingen plan ændrer færre kurser" in text


def test_ill_for_the_whole_year_is_told_with_its_cause(kept: Path) -> None:
    with pytest.raises(NothingPossibleError, match="de optagne dage"):
        app(["replan", str(kept), *COMMON, "--ill", "2026-11-22..2027-12-01"],
            standalone_mode=False)  # fmt: skip


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--ill", "2027-01-04"], "er ikke en periode"),
        (["--ill", "2027-02-04..2027-01-04"], "slutter, før den begynder"),
        (["--by", "snart"], "er ikke en dato"),
    ],
)
def test_a_wrong_event_is_told(kept: Path, options: list[str], problem: str) -> None:
    with pytest.raises(WrongInputError, match=problem):
        app(["replan", str(kept), *COMMON, *options], standalone_mode=False)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("person: nj-062\nneed: vr-robotsvejser\nruns: []\n", "runs"),
        ("person: nj-062\nneed: vr-robotsvejser\nruns: [ukendt]\n", "står ikke i holdfilen"),
        ("- en\n- liste\n", "plan"),
        ("person: nj-062\nneed: vr-robotsvejser\nruns: [x]\ncpr: 1\n", "cpr"),
    ],
)
def test_a_plan_that_cannot_be_read_is_told(tmp_path: Path, text: str, problem: str) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WrongInputError, match=problem):
        app(["replan", str(path), *COMMON], standalone_mode=False)


def test_an_unknown_run_cannot_be_cancelled_anywhere(kept: Path, region: Region) -> None:
    problem = "«findes-ikke» findes hverken i holdfilen eller planen"
    with pytest.raises(UnknownThingError, match=problem):
        app(["replan", str(kept), *COMMON, "--cancelled", "findes-ikke"], standalone_mode=False)
    with pytest.raises(UnknownThingError, match=problem):
        cancel_run(region, "vr-robotsvejser", "nj-062", "findes-ikke")


def test_illness_is_told_in_words(region: Region) -> None:
    plan = best_plan(region, NEED, PERSON)
    ill = Period(plan[0].start, plan[0].end)
    view = replan_need(region, NEED, PERSON, plan, Event(ON, ill=ill))
    assert "kan ikke deltage fra" in view.event.text_da
    hit = next(c for c in view.changes if c.before and c.before.id == plan[0].id)
    assert "falder sammen med de optagne dage" in hit.reason_da


def test_the_page_shows_both_plans_and_the_json_says_the_same(region: Region) -> None:
    client = Client(create_app(region))
    html = client.get("/omplanlaegning").text
    assert "er aflyst." in html
    assert "<svg" in html
    assert "Planen før og nu" in html
    address = f"/omplanlaegning?behov={NEED}&person={PERSON}"
    assert "holdet er aflyst" in client.get(address).text
    first = best_plan(region, NEED, PERSON)[0].id
    path = f"/api/v1/needs/{NEED}/people/{PERSON}/replan"
    told = client.get(f"{path}?cancelled={first}").json()
    assert told["event"]["cancelled"] == [first]
    assert client.get(f"{path}?ill_from=2027-01-01").status_code == 422
    assert client.get(f"/api/v1/needs/x/people/{PERSON}/replan").status_code == 404


def test_a_region_without_runs_says_so() -> None:
    client = Client(create_app(asking.example("oestjylland", ON)))
    assert "ikke indlæst kursushold" in client.get("/omplanlaegning").text


def test_seats_are_shared_and_everybody_is_told(capsysbinary: Any) -> None:
    app(["seats", *COMMON, "--need", "tr-mag", "--need", "hv-kabel", "--seconds", "300", "--json"],
        standalone_mode=False)  # fmt: skip
    told = json.loads(capsysbinary.readouterr().out)
    assert told["proven"]
    assert told["people"] == len(told["placements"])
    assert told["served"] == sum(p["served"] for p in told["placements"])
    assert all(p["runs"] or p["reason_da"] for p in told["placements"])
    assert {m["name"] for m in told["measures"]} >= {"unserved", "weeks", "days", "kroner", "km"}
    everybody = {p["person"] for p in told["placements"]} | {*told["complete"]}
    assert len(everybody | {*told["without_need"]}) == 164


def test_no_runs_and_nobody_served_are_told(tmp_path: Path, capsys: Any) -> None:
    header, *rows = Path(COMMON[COMMON.index("--runs") + 1]).read_text("utf-8").splitlines()
    runs = tmp_path / "hold.csv"
    asked = ["seats", *COMMON, "--runs", str(runs), "--need", "tr-mag"]
    runs.write_text(header + "\n", "utf-8")
    with pytest.raises(NothingPossibleError, match="ingen kursushold i hold"):
        app(asked, standalone_mode=False)
    runs.write_text("\n".join([header, rows[1]]) + "\n", "utf-8")
    with pytest.raises(NothingPossibleError, match="Ingen får lukket sit behov"):
        app(asked, standalone_mode=False)
    assert "som den står i hold.csv" in " ".join(capsys.readouterr().out.split())


def test_seats_in_the_terminal(capsys: Any) -> None:
    app(["seats", *COMMON, "--need", "tr-mag", "--minimum", "--seconds", "300"],
        standalone_mode=False)  # fmt: skip
    text = capsys.readouterr().out
    assert "får lukket deres behov inden fristen" in text
    assert "Én efter én" in text
