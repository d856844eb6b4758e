"""Use case: keep an answer with the law it rests on, and hold it against the law of today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pydantic import Field, TypeAdapter, ValidationError

from api.errors import WrongInputError
from api.intake.files import decode, read_file, single_fault
from api.views import View
from api.writing import write_whole
from matcher.rules.findings import Finding, Verdict
from matcher.rules.law import LawBook, LookUp
from matcher.rules.registry import RULES
from matcher.rules.results import altered_by, replay
from matcher.rules.rule import RuleAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from taxonomy.errors import Fault
    from taxonomy.snapshot import Taxonomy

_JSON: Final = frozenset({".json"})
_UNREADABLE: Final = "filen er ikke et gemt svar"
_KEPT_BY: Final = "Brug en fil, der er skrevet med rules explain --store"
_RULE_GONE: Final = "reglen findes ikke længere"
_NOTHING: Final = Finding("", Verdict.NOT_CHECKED, "")
_CODE_CHANGED: Final = "reglen selv er ændret; opslagene giver nu et andet svar"


class StoredView(View):
    """Et svar, som det gemmes: oplysninger, opslag i loven og det, der blev svaret."""

    rule: str
    facts: dict[str, Any]
    asked: date
    decided_on: date
    simulated: bool
    law_hash: str
    look_ups: dict[str, LookUp]
    verdict: str
    outcome: str
    amount: float | None
    missing_da: list[str]


class ReplayView(View):
    """Et gemt svar regnet om, og hvad loven i dag ville sige om den samme dag."""

    file: str
    rule: str
    asked: date
    then_da: str
    now_da: str
    altered: bool
    law_hash: str
    simulated: bool = Field(description="Forventet lov kunne bruges; svaret afgjorde intet")


def store_answer(answer: RuleAnswer, path: Path) -> None:
    """Write an answer as JSON; the file is replaced as a whole.

    Raises:
        WrongInputError: when the file cannot be written.
    """
    found = answer.finding
    view = StoredView(
        rule=answer.rule,
        facts=TypeAdapter(type(answer.facts)).dump_python(answer.facts, mode="json"),
        asked=answer.asked,
        decided_on=answer.decided_on,
        simulated=answer.simulated,
        law_hash=answer.law_hash,
        look_ups=dict(answer.look_ups),
        verdict=found.verdict.value,
        outcome=found.outcome,
        amount=found.amount,
        missing_da=list(found.missing),
    )
    try:
        write_whole(path, view.model_dump_json(indent=1))
    except OSError:
        raise single_fault(path.name, "filen kan ikke skrives", "Vælg en anden mappe") from None


def read_answer(path: Path) -> RuleAnswer:
    """Read a stored answer and work it out again from its own look-ups.

    Args:
        path: JSON written by `store_answer`.

    Returns:
        The answer with its whole tree.

    Raises:
        WrongInputError: when it is no stored answer, or the rule itself has changed since.
    """
    file = read_file(path, _JSON)
    try:
        view = StoredView.model_validate_json(decode(file).text)
        if view.rule not in RULES:
            raise single_fault(file.name, _RULE_GONE, "Se reglerne: kompetencematch rules list")
        facts = TypeAdapter(RULES[view.rule].facts).validate_python(view.facts)
    except ValidationError:
        raise single_fault(file.name, _UNREADABLE, _KEPT_BY) from None
    looked_up = tuple(sorted(view.look_ups.items()))
    answer = replay(RuleAnswer(
        view.rule, facts, view.asked, view.decided_on, _NOTHING, looked_up,
        view.law_hash, view.simulated,
    ))  # fmt: skip
    verdict, outcome, amount, missing = answer.told
    if (verdict.value, outcome, amount, list(missing)) != (
        view.verdict, view.outcome, view.amount, view.missing_da,
    ):  # fmt: skip
        raise single_fault(file.name, _CODE_CHANGED, "Afgør sagen igen, og gem det nye svar")
    return answer


def replay_files(taxonomy: Taxonomy, paths: Iterable[Path]) -> list[ReplayView]:
    """Hold stored answers against the parameters as they are now.

    Args:
        taxonomy: with the dated parameters.
        paths: files written by `store_answer`.

    Returns:
        One line for each, with what would be answered now and whether that differs.

    Raises:
        WrongInputError: with the fault of every file that is no stored answer.
    """
    book = LawBook(taxonomy.parameters.values())
    stored: list[tuple[str, RuleAnswer]] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            stored.append((path.name, read_answer(path)))
        except WrongInputError as error:
            faults += error.faults
    if faults:
        raise WrongInputError(faults)
    return [_held(name, answer, book) for name, answer in stored]


def _held(name: str, then: RuleAnswer, book: LawBook) -> ReplayView:
    change = next(altered_by([then], book), None)
    return ReplayView(
        file=name,
        rule=then.rule,
        asked=then.asked,
        then_da=_told(then),
        now_da=_told(change.after if change else then),
        altered=change is not None,
        law_hash=then.law_hash,
        simulated=then.simulated,
    )


def _told(answer: RuleAnswer) -> str:
    verdict, outcome, _, _ = answer.told
    return f"{verdict.value} – {outcome}" if outcome else verdict.value
