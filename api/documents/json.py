"""A document as JSON, without loss, and read back again."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from api.documents.json_reading import Reading
from api.errors import WrongInputError
from api.intake.files import decode, read_file
from api.intake.trees import read_tree, spots_of
from matcher.plans import document as values
from matcher.plans.document import Document
from taxonomy.errors import Fault

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

SCHEMA: Final = "kompetencematch/dokument/1"
KINDS: Final = {
    kind.__name__.lower(): kind
    for kind in (values.Paragraph, values.Bullets, values.Facts, values.Table, values.Gantt,
                 values.Radar)
}  # fmt: skip
_NAMES: Final[dict[type, str]] = {kind: name for name, kind in KINDS.items()}
_HALF_SIGN: Final = re.compile("[\ud800-\udfff]")


def draw(document: Document) -> bytes:
    """Draw a document as JSON.

    Args:
        document: what it says; levels are finite numbers.

    Returns:
        UTF-8 with a last line break; `read` gives an equal document.

    Raises:
        ValueError: when a level is infinite or no number.
    """
    tree = {"schema": SCHEMA, **_plain(document)}
    text = json.dumps(tree, ensure_ascii=False, indent=1, allow_nan=False)
    return (_HALF_SIGN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n").encode()


def _plain(value: Any) -> Any:  # noqa: ANN401
    if is_dataclass(value) and not isinstance(value, type):
        kind = {"type": _NAMES[type(value)]} if type(value) in _NAMES else {}
        return kind | {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _day(value) if hasattr(value, "isoformat") else value


def _day(value: date) -> str:
    return value.isoformat()


def read(path: Path) -> Document:
    """Read a document that was drawn as JSON.

    Args:
        path: a .json file.

    Returns:
        The document, equal to the one drawn.

    Raises:
        WrongInputError: for another schema or version, members that are missing or unknown,
            values of the wrong kind, and tables that do not hang together; every fault found,
            with its line.
    """
    file = read_file(path, frozenset({".json"}))
    tree, _ = read_tree(file)
    reading = Reading(KINDS, values)
    found = _document(tree, reading)
    if reading.faults or not isinstance(found, Document):
        spots = spots_of(decode(file).text)
        raise WrongInputError(
            Fault(file.name, spots.at(wrong.path).line, wrong.place, wrong.found, wrong.problem,
                  wrong.remedy)
            for wrong in reading.faults
        )  # fmt: skip
    return found


def _document(tree: object, reading: Reading) -> object:
    if not isinstance(tree, dict):
        reading.refuse((), tree, "et dokument er et objekt", 'Begynd med {"schema": …}')
        return None
    if tree.get("schema") != SCHEMA:
        reading.refuse(
            ("schema",), tree.get("schema", ""), "skemaet er ukendt",
            f"Det skal være «{SCHEMA}»; andre versioner læses ikke",
        )  # fmt: skip
        return None
    rest = {name: value for name, value in tree.items() if name != "schema"}
    return reading.value(Document, rest, ())
