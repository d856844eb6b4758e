"""YAML as plain values, without the surprises: no anchors, tags, octal numbers or double keys.

Read from the parser's events, because the fast loader builds its values out of reach of any
rule of ours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import yaml

from api.intake.spots import (
    MAX_DEPTH,
    MAX_DIGITS,
    Refusal,
    RefusedTreeError,
    Spot,
    double_key,
    not_a_number,
    too_deep,
    too_large,
)
from taxonomy.errors import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL: Final = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}")
_NO_NUMBER: Final = re.compile(r"[-+]?\.(?:inf|nan)", re.IGNORECASE)
_WORDS: Final = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_SYNTAX: Final = (
    "Ret linjen; indrykning (med mellemrum, ikke tabulator) og kolon er de hyppigste fejl"
)


def read_yaml(text: str) -> tuple[object, Spot]:
    """Read YAML.

    Numbers are those that cannot be read otherwise: `0124` and `12:30` stay text, and so do
    dates, `yes` and `no`.

    Args:
        text: the whole file.

    Returns:
        Plain values, and where they stand.

    Raises:
        RefusedTreeError: with the line of everything that is not plain data.
    """
    odd = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if odd:
        line, found = text.count("\n", 0, odd.start()) + 1, f"U+{ord(odd[0]):04X}"
        problem = "filen indeholder et styretegn"
        raise RefusedTreeError([Refusal(line, problem, "Fjern tegnet", found)])
    reader = _EventReader(yaml.parse(text, Loader=_LOADER))
    try:
        content = reader.document()
    except yaml.YAMLError as error:
        raise RefusedTreeError([*reader.refusals, _broken(error, text)]) from None
    except RecursionError:
        raise RefusedTreeError([*reader.refusals, too_deep(0)]) from None
    if reader.refusals:
        raise RefusedTreeError(reader.refusals)
    return content


def _broken(error: yaml.YAMLError, text: str) -> Refusal:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return Refusal(0, "filen er ikke gyldig YAML", _SYNTAX)
    lines = text.split("\n", mark.line + 1)
    found = lines[mark.line].strip() if mark.line < len(lines) else ""
    return Refusal(mark.line + 1, "filen er ikke gyldig YAML", _SYNTAX, found)


class _EventReader:
    """Builds values and their places from events; what it refuses is collected."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.refusals: list[Refusal] = []
        self._events = events

    def document(self) -> tuple[object, Spot]:
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None, Spot(1)
        content = self._node(next(self._events), 1)
        next(self._events)
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._refuse(after, "filen har flere dokumenter", "Behold ét; fjern linjen ---")
        return content

    def _node(self, event: Any, depth: int) -> tuple[object, Spot]:  # noqa: ANN401
        line = event.start_mark.line + 1
        if getattr(event, "anchor", None):
            problem = "ankre og henvisninger (& og *) kan ikke bruges"
            self._refuse(event, problem, "Skriv indholdet begge steder", event.anchor)
        if getattr(event, "tag", None):
            self._refuse(event, "mærker (!) kan ikke bruges", "Fjern mærket", event.tag)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line), Spot(line)
        if isinstance(event, yaml.AliasEvent):
            return None, Spot(line)
        if depth > MAX_DEPTH:
            raise RefusedTreeError([*self.refusals, too_deep(line)])
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(line, depth)
        return self._mapping(line, depth)

    def _list(self, line: int, depth: int) -> tuple[list[object], Spot]:
        values: list[object] = []
        spots: list[Spot] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            value, spot = self._node(event, depth + 1)
            values.append(value)
            spots.append(spot)
        return values, Spot(line, spots)

    def _mapping(self, line: int, depth: int) -> tuple[dict[str, object], Spot]:
        values: dict[str, object] = {}
        spots: dict[str, Spot] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key, _ = self._node(event, depth + 1)
            value, spot = self._node(next(self._events), depth + 1)
            if not isinstance(key, str):
                remedy = "Sæt anførselstegn om nøglen"
                self._refuse(event, "nøglen er ikke tekst", remedy, getattr(event, "value", ""))
            elif key in values:
                self.refusals.append(double_key(event.start_mark.line + 1, key))
            else:
                values[key], spots[key] = value, spot
        return values, Spot(line, spots)

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> object:
        text: str = event.value
        if not event.implicit[0] or event.tag:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _NO_NUMBER.fullmatch(text):
            self.refusals.append(not_a_number(line, text))
        if _INTEGER.fullmatch(text):
            if len(text) <= MAX_DIGITS:
                return int(text)
            self.refusals.append(too_large(line, text))
        return float(text) if _DECIMAL.fullmatch(text) else text

    def _refuse(self, event: Any, problem: str, remedy: str, found: str = "") -> None:  # noqa: ANN401
        line = event.start_mark.line + 1
        self.refusals.append(Refusal(line, problem, remedy, shorten(found)))
