"""Reading `data/rules/**.yaml` into dated parameters."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import yaml

from taxonomy.concepts import Confidence
from taxonomy.errors import Fault, shorten
from taxonomy.parameters import DatedValue, Parameter

if TYPE_CHECKING:
    from pathlib import Path

    from taxonomy.rows import Faults

_REMEDY: Final = (
    "Felter: id, title_da, unit, values med start, checked_until, value, reference, "
    "source_url, confidence og note"
)


def read_parameters(root: Path, faults: Faults) -> tuple[Parameter, ...]:
    """Read every parameter below `root/rules`.

    Args:
        root: the data folder.
        faults: where faults are put.

    Returns:
        The parameters that could be read, sorted by file.
    """
    read = (_parameter(path, root, faults) for path in sorted((root / "rules").rglob("*.yaml")))
    return tuple(parameter for parameter in read if parameter)


def _parameter(path: Path, root: Path, faults: Faults) -> Parameter | None:
    name = path.relative_to(root).as_posix()
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        values = tuple(sorted(_value(row) for row in content["values"]))
        parameter = Parameter(content["id"], content["title_da"], content["unit"], values)
    except (KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        problem = "filen kan ikke læses som parameter"
        faults.found.append(Fault(name, _line(error), "", shorten(error), problem, _REMEDY))
        return None
    faults.found.extend(_id_faults(parameter, name))
    faults.found.extend(_period_faults(parameter, name))
    return parameter


def _line(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 0


def _value(row: dict[str, Any]) -> DatedValue:
    return DatedValue(
        start=_day(row["start"]),
        checked_until=_day(row["checked_until"]),
        value=float(row["value"]),
        reference=row["reference"],
        source_url=row["source_url"],
        confidence=Confidence(row["confidence"]),
        note=row["note"],
    )


def _day(value: object) -> date:
    if type(value) is not date:
        message = f"{value!r} er ikke en dato"
        raise ValueError(message)
    return value


def _id_faults(parameter: Parameter, name: str) -> list[Fault]:
    # The id is the file's place, so that two files can never give the same parameter.
    expected = name.removeprefix("rules/").removesuffix(".yaml")
    if parameter.id == expected:
        return []
    problem, remedy = "id svarer ikke til filens navn", f"Skriv id: {expected}"
    return [Fault(name, 0, "id", shorten(parameter.id), problem, remedy)]


def _period_faults(parameter: Parameter, name: str) -> list[Fault]:
    ends = [date.min, *(v.checked_until for v in parameter.values)]
    problem = "perioden overlapper den forrige eller slutter før den begynder"
    remedy = "Hver periode skal begynde efter den forriges checked_until"
    return [
        Fault(name, 0, "values", f"{v.start} til {v.checked_until}", problem, remedy)
        for v, end in zip(parameter.values, ends, strict=False)
        if v.start <= end or v.checked_until < v.start
    ]
