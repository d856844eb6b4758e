"""JSON and YAML as plain values, without surprises, and the line on which a value stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NoReturn

import yaml

from api.errors import WrongInputError
from api.intake.files import InputFile, decode, single_fault
from taxonomy.errors import Fault, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_DEPTH: Final = 20
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Base):  # type: ignore[misc]
    """Safe YAML without anchors (which can grow without end) and without double keys."""

    def compose_node(self, parent: Any, index: Any) -> Any:  # noqa: ANN401
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            problem = "ankre og henvisninger (& og *) kan ikke bruges"
            raise yaml.constructor.ConstructorError(None, None, problem, event.start_mark)
        self.depth = getattr(self, "depth", 0) + 1
        if self.depth > MAX_DEPTH:
            problem = f"indholdet er mere end {MAX_DEPTH} niveauer dybt"
            raise yaml.constructor.ConstructorError(None, None, problem, event.start_mark)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _unique_mapping(loader: Any, node: yaml.MappingNode) -> dict[str, object]:  # noqa: ANN401
    mapping: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            problem = f"nøglen {shorten(key, 30)} er ikke tekst"
            raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
        if key in mapping:
            problem = f"nøglen «{key}» står to gange"
            raise yaml.constructor.ConstructorError(None, None, problem, key_node.start_mark)
        mapping[key] = loader.construct_object(value_node, deep=True)
    return mapping


_StrictLoader.add_constructor("tag:yaml.org,2002:map", _unique_mapping)


def read_tree(file: InputFile) -> tuple[object, tuple[str, ...]]:
    """Read JSON or YAML.

    Args:
        file: with suffix .json, .yaml or .yml.

    Returns:
        Plain values, and notices for the reader.

    Raises:
        WrongInputError: with the line, for anything but plain data.
    """
    decoded = decode(file)
    read = _read_json if file.suffix == ".json" else _read_yaml
    return read(file.name, decoded.text), decoded.notices


def _read_json(name: str, text: str) -> object:
    def refuse(constant: str) -> NoReturn:
        message = f"{constant} er ikke et tal"
        raise ValueError(message)

    try:
        content = json.loads(text, parse_constant=refuse, object_pairs_hook=_unique_pairs)
    except json.JSONDecodeError as error:
        fault = Fault(name, error.lineno, "", shorten(text[error.pos : error.pos + 30]),
                      "filen er ikke gyldig JSON", "Ret tegnet på linjen; komma og anførselstegn "
                      "er de hyppigste fejl")  # fmt: skip
        raise WrongInputError([fault]) from None
    except (ValueError, RecursionError) as error:
        raise single_fault(name, "indholdet kan ikke bruges", "Ret filen", shorten(error)) from None
    if _too_deep(content):
        raise single_fault(name, f"indholdet er mere end {MAX_DEPTH} niveauer dybt", "Følg skemaet")
    return content


def _unique_pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        message = f"nøglen «{shorten(double, 40)}» står to gange"
        raise ValueError(message)
    return mapping


def _too_deep(content: object) -> bool:
    layer, depth = [content], 0
    while layer and depth <= MAX_DEPTH:
        inner = [v.values() if isinstance(v, dict) else v for v in layer if isinstance(v, (dict, list))]
        layer, depth = [value for values in inner for value in values], depth + 1
    return depth > MAX_DEPTH


def _read_yaml(name: str, text: str) -> object:
    try:
        return yaml.load(text, Loader=_StrictLoader)  # noqa: S506  (a subclass of the safe loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or "uventet indhold"
        line = mark.line + 1 if mark else 0
        fault = Fault(name, line, "", shorten(problem), "filen er ikke gyldig YAML",
                      "Ret linjen; indrykning og kolon er de hyppigste fejl")  # fmt: skip
        raise WrongInputError([fault]) from None
    except (ValueError, RecursionError) as error:
        raise single_fault(name, "indholdet kan ikke bruges", "Ret filen", shorten(error)) from None


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line on which the value at a path stands, or its nearest parent's.

    Args:
        text: the whole file; JSON is read as YAML.
        path: keys and places from the root.

    Returns:
        Line from 1; 0 when it cannot be told.
    """
    try:
        node = yaml.compose(text, Loader=_Base)
    except (yaml.YAMLError, RecursionError):
        return 0
    for part in path:
        inner = _child(node, part)
        if inner is None:
            break
        node = inner
    return node.start_mark.line + 1 if node is not None else 0


def _child(node: yaml.Node | None, part: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
        children: list[yaml.Node] = node.value
        return children[part] if part < len(children) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    return None
