"""People as the files that can be read again: YAML, JSON or CSV, the same bytes for the same."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

from api.intake.files import single_fault
from api.services.build_example import JUDGE_DA, KIND_DA
from api.writing import as_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from matcher.facts import Evidence, Person

ENDINGS: Final = (".yaml", ".yml", ".json", ".csv")
_HEADER: Final = ("person", "bevis_id", "kompetence", "niveau", "vist ved", "vurderet af", "dato",
                  "måneder", "udløber", "udenlandsk", "forslag")  # fmt: skip


def check_ending(out: Path) -> None:
    """Refuse a file we cannot write, before anything is read.

    Raises:
        WrongInputError: for another ending than those of `ENDINGS`.
    """
    if out.suffix.lower() not in ENDINGS:
        problem, remedy = "personer kan ikke skrives i den filtype", "Brug .yaml, .json eller .csv"
        raise single_fault(out.name, problem, remedy, out.suffix)


def people_text(people: Sequence[Person], ending: str) -> str:
    """Write people.

    Args:
        people: in the order they are to stand.
        ending: one of `ENDINGS`.

    Returns:
        The whole file; reading it gives the same people.
    """
    if ending == ".csv":
        return _csv(people)
    listed = [{"id": p.id, "evidence": [_plain(e) for e in p.evidence]} for p in people]
    if ending == ".json":
        return json.dumps({"people": listed}, ensure_ascii=False, indent=1, default=str) + "\n"
    return as_yaml({"people": listed})


def _plain(e: Evidence) -> dict[str, Any]:
    """The fields that say something."""
    fields = {
        "id": e.id, "competence": e.competence, "level": e.level, "kind": e.kind.value,
        "judge": e.judge.value, "shown": e.shown, "months": e.months, "expires": e.expires,
        "foreign": e.foreign or None, "suggested": e.suggested or None,
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value is not None}


def _csv(people: Sequence[Person]) -> str:
    stream = io.StringIO()
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(_HEADER)
    for person in people:
        rows.writerows(_row(person.id, e) for e in person.evidence)
        if not person.evidence:
            rows.writerow((person.id, *[""] * (len(_HEADER) - 1)))
    return stream.getvalue()


def _row(person: str, e: Evidence) -> tuple[object, ...]:
    return (
        person, e.id, e.competence, e.level, KIND_DA[e.kind], JUDGE_DA[e.judge], e.shown or "",
        "" if e.months is None else e.months, e.expires or "", "ja" if e.foreign else "",
        "ja" if e.suggested else "",
    )  # fmt: skip
