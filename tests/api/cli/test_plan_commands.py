"""The commands of plans, as they are typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from typer.testing import CliRunner

from api.cli.main import app
from api.errors import NothingPossibleError, UnknownThingError, WrongInputError
from api.settings import example_folder

if TYPE_CHECKING:
    from pathlib import Path

RUNNER = CliRunner()


def _typed(*words: str) -> str:
    result = RUNNER.invoke(app, ["plan", *words], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_plan_is_shown() -> None:
    shown = _typed("draft", "--person", "kabelmontoer")
    assert shown.startswith("# Kursusplan: kabelmontør")
    assert "40 dage" in shown


def test_the_letter_and_english_are_shown() -> None:
    assert _typed("draft", "--person", "kabelmontoer", "--letter").startswith("# Din plan")
    assert "## Overview" in _typed("draft", "--person", "kabelmontoer", "--english")
    with pytest.raises(WrongInputError, match="kun på dansk"):
        RUNNER.invoke(app, ["plan", "draft", "--person", "kabelmontoer", "--letter", "--english"],
                      catch_exceptions=False)  # fmt: skip


@pytest.mark.parametrize("ending", ["pdf", "docx", "xlsx", "ics", "json", "md"])
def test_a_plan_is_written_in_every_format(ending: str, tmp_path: Path) -> None:
    out = tmp_path / f"plan.{ending}"
    _typed("draft", "--person", "euv1-industritekniker", "--out", str(out))
    assert out.stat().st_size > 500


def test_programme_and_day_go_before_the_orders(tmp_path: Path) -> None:
    out = tmp_path / "plan.json"
    _typed("draft", "--person", "euv2-cnc-tekniker", "--from", "2026-08-10", "--out", str(out))
    document = json.loads(out.read_text("utf-8"))
    assert document["appointments"][0]["first"] >= "2026-08-10"


def test_the_calendar_keeps_its_uids_when_the_start_moves(tmp_path: Path) -> None:
    uids = []
    for start in ("2026-12-07", "2027-02-01"):
        out = tmp_path / f"{start}.ics"
        _typed("draft", "--person", "kabelmontoer", "--from", start, "--out", str(out))
        found = Calendar.from_ical(out.read_bytes())
        uids.append([str(event["UID"]) for event in found.walk("VEVENT")])
    assert uids[0] == uids[1]
    assert len(uids[0]) == 1


def test_a_plan_that_holds_together_is_told_with_its_questions() -> None:
    told = _typed("check", "--person", "amu-cnc-operatoer")
    assert "Planen hænger sammen: 7 perioder" in told
    assert "Skal afklares" in told


def test_a_plan_without_periods_is_no_plan_yet() -> None:
    with pytest.raises(NothingPossibleError):
        RUNNER.invoke(app, ["plan", "check", "--person", "uafklaret-2027"], catch_exceptions=False)


def test_the_faults_of_a_plan_are_told(tmp_path: Path) -> None:
    text = (example_folder("planer") / "kabelmontoer.yaml").read_text("utf-8")
    path = tmp_path / "min.yaml"
    dates = "datoer: {'kursus:m-kabelmontoer': {fra: 2027-01-11, til: 2027-01-15}}\n"
    path.write_text(text + dates, encoding="utf-8")
    with pytest.raises(WrongInputError, match="datoerne rummer kun 5 dage"):
        RUNNER.invoke(app, ["plan", "check", "--person", str(path)], catch_exceptions=False)


def test_the_difference_of_two_plans_is_a_table() -> None:
    told = _typed("diff", "kabelmontoer", "amu-cnc-operatoer")
    assert "Forventet slut" in told
    assert "Der er ingen forskel." in _typed("diff", "kabelmontoer", "kabelmontoer")


def test_a_wrong_day_is_told_by_its_own_name() -> None:
    with pytest.raises(WrongInputError, match="--from"):
        RUNNER.invoke(app, ["plan", "draft", "--person", "kabelmontoer", "--from", "nytår"],
                      catch_exceptions=False)  # fmt: skip


def test_a_plan_is_made_again_with_its_reasons(tmp_path: Path) -> None:
    out = tmp_path / "ny.md"
    told = _typed("replan", "--person", "kabelmontoer", "--ill", "2027-01-25/2027-01-29",
                  "--on", "2027-01-25", "--out", str(out))  # fmt: skip
    assert "personen er syg" in told
    assert "## Ændret siden sidst" in out.read_text("utf-8")
    key = "kursus:m-kabelmontoer"
    moved = f"{key}=2027-02-01/2027-03-31"
    assert "flyttet perioden" in _typed("replan", "--person", "kabelmontoer", "--move", moved)
    assert "Der er ingen forskel." in _typed("replan", "--person", "kabelmontoer")


@pytest.mark.parametrize("words", [["--ill", "i morgen"], ["--ill", "2027-02-02/2027-02-01"]])
def test_wrong_days_of_absence_are_told(words: list[str]) -> None:
    with pytest.raises(WrongInputError, match="--ill"):
        RUNNER.invoke(app, ["plan", "replan", "--person", "kabelmontoer", *words],
                      catch_exceptions=False)  # fmt: skip


def test_a_period_that_is_not_there_cannot_be_moved() -> None:
    with pytest.raises(UnknownThingError, match="kursus:m-kabelmontoer"):
        RUNNER.invoke(app, ["plan", "replan", "--person", "kabelmontoer", "--move",
                            "skole-9=2027-02-02"], catch_exceptions=False)  # fmt: skip
