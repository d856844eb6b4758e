"""JSON as plain values, refusing double keys and numbers that are none; places on demand."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Final, NoReturn

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

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_STRING: Final = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_PLAIN: Final = re.compile(r"[^\s,:\[\]{}\"]+")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_SHOWN: Final = 30


def read_json(text: str) -> object:
    """Read JSON.

    Args:
        text: the whole file.

    Returns:
        Plain values.

    Raises:
        RefusedTreeError: with the line of whatever is not plain data.
    """
    try:
        content = json.loads(
            text,
            parse_constant=_refuse,
            parse_int=_integer,
            parse_float=_decimal,
            object_pairs_hook=_unique,
        )
    except json.JSONDecodeError as error:
        found = text[error.pos : error.pos + _SHOWN] or "(filen slutter her)"
        remedy = "Ret tegnet på linjen; komma og anførselstegn er de hyppigste fejl"
        refusal = Refusal(error.lineno, "filen er ikke gyldig JSON", remedy, found)
        raise RefusedTreeError([refusal]) from None
    except (ValueError, RecursionError):
        raise RefusedTreeError(_refusals(text)) from None
    if _is_too_deep(content):
        raise RefusedTreeError(_refusals(text))
    return content


def json_spots(text: str) -> Spot:
    """Where every value of a JSON text stands.

    Raises:
        RefusedTreeError: when it is not JSON.
    """
    return _Scanner(text).value(1)


def _refusals(text: str) -> list[Refusal]:
    """The fast reader tells that something is wrong, the scanner tells where."""
    scanner = _Scanner(text)
    try:
        scanner.value(1)
    except RefusedTreeError as error:
        return error.refusals
    return scanner.refusals


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise ValueError
    return int(text)


def _decimal(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError
    return number


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        raise ValueError
    return mapping


def _is_too_deep(content: object) -> bool:
    layer: list[object] = [content]
    for _ in range(MAX_DEPTH):
        layer = [inner for value in layer for inner in _inner(value)]
        if not layer:
            return False
    return any(isinstance(value, dict | list) for value in layer)


def _inner(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


class _Scanner:
    """Walks JSON text and notes lines; what it refuses is collected, not thrown at once."""

    def __init__(self, text: str) -> None:
        self.refusals: list[Refusal] = []
        self._text = text
        self._at = 0
        self._line = 1

    def value(self, depth: int) -> Spot:
        first = self._peek()
        line = self._line
        if first in {"{", "["}:
            if depth > MAX_DEPTH:
                raise RefusedTreeError([*self.refusals, too_deep(line)])
            self._at += 1
            inner = self._object(depth) if first == "{" else self._array(depth)
            return Spot(line, inner)
        if first == '"':
            self._take(_STRING)
        else:
            self._check(self._take(_PLAIN), line)
        return Spot(line)

    def _object(self, depth: int) -> dict[str, Spot]:
        spots: dict[str, Spot] = {}
        while self._peek() != "}":
            line = self._line
            key = str(json.loads(self._take(_STRING), strict=False))
            if key in spots:
                self.refusals.append(double_key(line, key))
            self._expect(":")
            spots[key] = self.value(depth + 1)
            if self._peek() != "}":
                self._expect(",")
        self._at += 1
        return spots

    def _array(self, depth: int) -> list[Spot]:
        spots: list[Spot] = []
        while self._peek() != "]":
            spots.append(self.value(depth + 1))
            if self._peek() != "]":
                self._expect(",")
        self._at += 1
        return spots

    def _peek(self) -> str:
        match = _SPACE.match(self._text, self._at)
        end = match.end() if match else self._at
        self._line += self._text.count("\n", self._at, end)
        self._at = end
        return self._text[end : end + 1]

    def _expect(self, sign: str) -> None:
        if self._peek() != sign:
            self._lost()
        self._at += 1

    def _take(self, form: re.Pattern[str]) -> str:
        match = form.match(self._text, self._at)
        if match is None:
            self._lost()
        self._at = match.end()
        return match[0]

    def _lost(self) -> NoReturn:
        refusal = Refusal(self._line, "filen er ikke gyldig JSON", "Ret linjen")
        raise RefusedTreeError([*self.refusals, refusal])

    def _check(self, text: str, line: int) -> None:
        if text.lstrip("-") in {"NaN", "Infinity"}:
            self.refusals.append(not_a_number(line, text))
        elif _NUMBER.fullmatch(text):
            whole = text.lstrip("-").isdecimal()
            if len(text) > MAX_DIGITS if whole else math.isinf(float(text)):
                self.refusals.append(too_large(line, text))
        elif text not in {"true", "false", "null"}:
            self._lost()
