"""Answers kept as files: the same when read again, and held against changed law."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from api.errors import WrongInputError
from api.services.store_answers import read_answer, replay_files, store_answer
from matcher.rules.law import LawBook
from matcher.rules.registry import RULES
from matcher.rules.rule import decide
from tests.matcher.rules.reading import written_cases

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.rules.rule import RuleAnswer
    from taxonomy.snapshot import Taxonomy


@pytest.fixture
def answers(taxonomy: Taxonomy) -> list[RuleAnswer]:
    """One answer of every rule and verdict."""
    book = LawBook(taxonomy.parameters.values())
    told = (
        decide(RULES[c.rule], c.facts, book, c.on, simulate=c.simulate) for c in written_cases()
    )
    return list({(a.rule, a.verdict): a for a in told}.values())


def test_every_answer_is_the_same_when_read_again(
    tmp_path: Path, answers: list[RuleAnswer]
) -> None:
    assert len(answers) > 200
    for answer in answers:
        store_answer(answer, tmp_path / "svar.json")
        assert read_answer(tmp_path / "svar.json") == answer


def _one(answers: list[RuleAnswer], rule: str) -> RuleAnswer:
    return next(a for a in answers if a.rule == rule and a.finding.amount)


def test_a_change_shows_which_files_it_would_alter(
    tmp_path: Path, answers: list[RuleAnswer], taxonomy: Taxonomy
) -> None:
    for rule in ("veu-uge", "dagpenge-sats"):
        store_answer(_one(answers, rule), tmp_path / f"{rule}.json")
    files = sorted(tmp_path.glob("*.json"))
    assert [view.altered for view in replay_files(taxonomy, files)] == [False, False]
    weekly = taxonomy.parameters["veu/sats-uge"]
    raised = tuple(replace(row, value=row.number + 100) for row in weekly.values)
    changed = _Changed({**taxonomy.parameters, weekly.id: replace(weekly, values=raised)})
    views = replay_files(changed, files)  # type: ignore[arg-type]
    assert {view.file: view.altered for view in views} == {
        "dagpenge-sats.json": False,
        "veu-uge.json": True,
    }
    assert views[1].then_da != views[1].now_da


class _Changed:
    """A taxonomy as far as the rules see it."""

    def __init__(self, parameters: object) -> None:
        self.parameters = parameters


def test_a_stored_answer_that_its_look_ups_do_not_give_is_refused(
    tmp_path: Path, answers: list[RuleAnswer]
) -> None:
    path = tmp_path / "svar.json"
    store_answer(_one(answers, "veu-uge"), path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**stored, "outcome": "9.999 kr. pr. uge"}), encoding="utf-8")
    with pytest.raises(WrongInputError, match="reglen selv er ændret"):
        read_answer(path)


@pytest.mark.parametrize("content", ["{}", "[]", '{"rule": "findes-ikke"}', "ikke json"])
def test_anything_else_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "svar.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WrongInputError, match="ikke et gemt svar"):
        read_answer(path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, answers: list[RuleAnswer]) -> None:
    with pytest.raises(WrongInputError, match="kan ikke skrives"):
        store_answer(answers[0], tmp_path / "findes-ikke" / "svar.json")
