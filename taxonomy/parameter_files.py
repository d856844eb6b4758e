"""Reading `data/rules/**.yaml` into dated parameters."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import yaml

from taxonomy.concepts import Confidence
from taxonomy.errors import Fault, shorten
from taxonomy.parameters import DatedValue, Parameter, Period, Scale

if TYPE_CHECKING:
    from pathlib import Path

    from taxonomy.parameters import Value
    from taxonomy.rows import Faults

_FILE_FIELDS: Final = ("id", "title_da", "unit", "law", "paragraph", "checked_by", "values")
_ROW_FIELDS: Final = (
    "start", "checked_until", "value", "reference", "source_url", "confidence", "note", "facts",
)  # fmt: skip
_ROW_MAY_HAVE: Final = ("law", "paragraph", "checked_by", "period", "expected")
_REMEDY: Final = (
    f"Felter: {', '.join(_FILE_FIELDS)}; hver værdi har {', '.join(_ROW_FIELDS)} "
    f"og eventuelt {', '.join(_ROW_MAY_HAVE)}"
)
_FACT: Final = re.compile(r"R\d+[a-z]?")
_MAPPING: Final = "tag:yaml.org,2002:map"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Plain values; a key that stands twice is an error, since only one of them would count."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:  # noqa: ANN401
    keys = [loader.construct_object(key) for key, _ in node.value]
    double = next((key for place, key in enumerate(keys) if key in keys[:place]), None)
    if double is not None:
        problem = f"{double!r} står mere end én gang"
        raise yaml.constructor.ConstructorError(problem=problem, problem_mark=node.start_mark)
    return dict(zip(keys, (loader.construct_object(v, deep=True) for _, v in node.value)))  # noqa: B905


_Loader.add_constructor(_MAPPING, _mapping)


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
        content = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506
        _refuse_unknown(content, _FILE_FIELDS)
        values = sorted((_value(row, content) for row in content["values"]), key=_by_start)
        _refuse_mixed(values)
        parameter = Parameter(content["id"], content["title_da"], content["unit"], tuple(values))
    except (KeyError, TypeError, ValueError, AttributeError, yaml.YAMLError) as error:
        problem = "filen kan ikke læses som parameter"
        faults.found.append(Fault(name, _line(error), "", shorten(error), problem, _REMEDY))
        return None
    faults.found.extend(_id_faults(parameter, name))
    faults.found.extend(_period_faults(parameter, name))
    return parameter


def _by_start(dated: DatedValue) -> date:
    return dated.start


def _line(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark else 0


def _refuse_unknown(row: dict[str, Any], known: tuple[str, ...]) -> None:
    unknown = sorted(set(row) - set(known))
    if unknown:
        message = f"ukendt felt: {', '.join(map(str, unknown))}"
        raise ValueError(message)


def _refuse_mixed(values: list[DatedValue]) -> None:
    # A rate written as a word among numbers is a slip, not another kind of value.
    kinds = {type(row.value).__name__ for row in values if row.value is not None}
    if len(kinds) > 1:
        message = f"værdierne er ikke af samme slags: {', '.join(sorted(kinds))}"
        raise ValueError(message)


def _value(row: dict[str, Any], whole: dict[str, Any]) -> DatedValue:
    _refuse_unknown(row, (*_ROW_FIELDS, *_ROW_MAY_HAVE))
    return DatedValue(
        start=_day(row["start"]),
        checked_until=_day(row["checked_until"]),
        value=_plain(row["value"]),
        reference=row["reference"],
        source_url=row["source_url"],
        confidence=Confidence(row["confidence"]),
        note=row["note"],
        law=row.get("law", whole["law"]),
        paragraph=row.get("paragraph", whole["paragraph"]),
        facts=_facts(row["facts"]),
        checked_by=row.get("checked_by", whole["checked_by"]),
        period=Period(row.get("period", Period.SOURCE)),
        expected=_yes_or_no(row.get("expected", False)),
    )


def _plain(value: object) -> Value | None:
    """A number, a yes or no, a text, a list of texts, a scale, or nothing."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if isinstance(value, list) and value:
        return _scale(value)
    message = f"{shorten(value)} er hverken tal, ja eller nej, tekst, liste eller skala"
    raise ValueError(message)


def _scale(rows: list[Any]) -> Scale:
    for row in rows:
        _refuse_unknown(row, ("over", "value"))
    steps = tuple((float(row["over"]), _step(row["value"])) for row in rows)
    bounds = [bound for bound, _ in steps]
    if bounds != sorted(set(bounds)):
        message = f"skalaens grænser stiger ikke: {bounds}"
        raise ValueError(message)
    return Scale(steps)


def _step(value: object) -> float | str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    message = f"{shorten(value)} er hverken tal eller tekst i skalaen"
    raise ValueError(message)


def _facts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(_is_fact(item) for item in value):
        message = f"{shorten(value)} er ikke en liste af numre på fakta, for eksempel [R40]"
        raise ValueError(message)
    return tuple(value)


def _is_fact(value: object) -> bool:
    return isinstance(value, str) and _FACT.fullmatch(value) is not None


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        message = f"{value!r} er hverken true eller false"
        raise TypeError(message)
    return value


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
