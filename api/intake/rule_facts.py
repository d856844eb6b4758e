"""Facts for a rule from JSON or YAML, or every fault that stands in the way."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args, get_type_hints

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError

from api.intake.files import TREES, decode, read_file
from api.intake.locating import FaultList, TreeLocator
from api.intake.people import shaped
from api.intake.schemas import YES_WORDS, Day
from api.intake.trees import read_tree
from matcher.rules.asking import Told, told_fields
from taxonomy.labels import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from api.intake.locating import Locator
    from matcher.rules.asking import Facts
    from taxonomy.parameters import Parameter

OTHER: Final = "andet"
"""The word for something that stands on no list."""
MOST: Final = 1_000_000
_NUMBER: Final = re.compile(r"\d{1,9}([.,]\d{1,4})?", re.ASCII)


def load_facts(
    path: Path, kind: type[Facts], parameters: Mapping[str, Parameter]
) -> tuple[Facts, tuple[str, ...]]:
    """Read a file of facts.

    Args:
        path: JSON or YAML with one object; its keys are the facts' Danish names.
        kind: the type of facts the rule needs.
        parameters: their lists hold the words some facts may be told in.

    Returns:
        The facts, and notices about how the file was read.

    Raises:
        WrongInputError: with every fault found.
    """
    file = read_file(path, TREES)
    tree, notices = read_tree(file)
    locator = TreeLocator(file.name, decode(file).text)
    return parse_facts(tree, locator, kind, parameters), notices


def parse_facts(
    content: object, locator: Locator, kind: type[Facts], parameters: Mapping[str, Parameter]
) -> Facts:
    """Turn plain values into facts.

    Args:
        content: one object.
        locator: knows where the values stand.
        kind: the type of facts the rule needs.
        parameters: their lists hold the words some facts may be told in.

    Returns:
        The facts; what is left out is not told.

    Raises:
        WrongInputError: with every fault found.
    """
    faults = FaultList(locator)
    if not isinstance(content, dict):
        faults.add((), content, "er ikke en samling af oplysninger", "Skriv navn: værdi på linjer")
        content = {}
    known = {told.key: name for name, told in told_fields(kind).items()}
    for key in (key for key in content if key not in known):
        near = get_close_matches(str(key), known, 1, 0.6)
        legal = f"Mente du {near[0]}?" if near else f"Reglen spørger om: {', '.join(known)}"
        faults.add((str(key),), None, "oplysningen kendes ikke", legal)
    told = {key: value for key, value in content.items() if key in known}
    shape = shaped(facts_shape(kind, parameters), (), told, faults)
    faults.raise_if_any()
    return kind(**{each.name: _frozen(getattr(shape, each.name)) for each in fields(kind)})


def facts_shape(kind: type[Facts], parameters: Mapping[str, Parameter]) -> type[BaseModel]:
    """The shape of a type of facts at the border, with the facts' Danish names.

    Args:
        kind: a type of facts.
        parameters: their lists hold the words some facts may be told in.

    Returns:
        A pydantic model whose fields may all be left out.
    """
    hints = get_type_hints(kind)
    shapes: dict[str, Any] = {
        name: (_shape(hints[name], told, parameters), _field(told))
        for name, told in told_fields(kind).items()
    }
    config = ConfigDict(extra="forbid", frozen=True)
    return create_model(kind.__name__, __config__=config, **shapes)


def _field(told: Told) -> Any:  # noqa: ANN401  (pydantic's own type of a default)
    return Field(default=None, alias=told.key, description=told.title)


def legal_words(told: Told, parameters: Mapping[str, Parameter]) -> tuple[str, ...]:
    """The words a fact may be told in: all that have ever stood on its lists, and «andet»."""
    rows = (row for name in told.words if name in parameters for row in parameters[name].values)
    words = (word for row in rows if isinstance(row.value, tuple) for word in row.value)
    return tuple(dict.fromkeys([*words, OTHER]))


def _shape(hint: Any, told: Told, parameters: Mapping[str, Parameter]) -> Any:  # noqa: ANN401
    inner = next(part for part in get_args(hint) if part is not type(None))
    if inner is date:
        return Day
    if inner is bool:
        return _chosen(bool, YES_WORDS)
    if inner in {int, float}:
        return Annotated[inner | None, BeforeValidator(lambda v: _number(v, inner))]
    if isinstance(inner, type) and issubclass(inner, StrEnum):
        return _chosen(inner, {each.value: each for each in inner})
    words = {word: word for word in legal_words(told, parameters)}
    if inner is str:
        return _chosen(str, words)
    several: Any = list[_chosen(str, words)] | None  # type: ignore[misc]
    return Annotated[several, BeforeValidator(_listed)]


def _listed(value: object) -> object:
    if value is None or isinstance(value, list):
        return value
    raise _fault("er ikke en liste", "Skriv hvert punkt på sin egen linje med en bindestreg foran")


def _chosen(kind: type, words: Mapping[str, Any]) -> Any:  # noqa: ANN401
    return Annotated[kind | None, BeforeValidator(lambda value: _word(value, words))]


def _word(value: object, words: Mapping[str, Any]) -> object:
    if value is None or value in words.values():
        return value
    meant = {normalise(word): meant for word, meant in words.items() if word}
    found = meant.get(normalise(str(value)))
    if found is None:
        legal = ", ".join(word for word in words if word)
        raise _fault("er ikke en af de lovlige værdier", f"Lovlige: {legal}")
    return found


def _number(value: object, kind: type) -> object:
    if value is None:
        return None
    plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    text = str(value).strip().removesuffix(".0") if plain else ""
    if not _NUMBER.fullmatch(text) or (kind is int and not text.isdecimal()):
        what = "helt tal" if kind is int else "tal"
        raise _fault(f"er ikke et {what} fra 0 og op", f"Skriv et {what}, højst {MOST}")
    number = kind(text.replace(",", "."))
    if number > MOST:
        raise _fault("er for stort et tal", f"Skriv et tal på højst {MOST}")
    return number


def _fault(problem: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError("dansk", "{problem}", {"problem": problem, "remedy": remedy})


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
