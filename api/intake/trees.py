"""JSON and YAML as plain values, without surprises, and the line on which a value stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api.errors import WrongInputError
from api.intake.files import InputFile, decode
from api.intake.json_text import json_spots, read_json
from api.intake.spots import RefusedTreeError, Spot
from api.intake.yaml_text import read_yaml
from taxonomy.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_REFUSALS: Final = 500


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
    try:
        if file.suffix == ".json":
            return read_json(decoded.text), decoded.notices
        return read_yaml(decoded.text)[0], decoded.notices
    except RefusedTreeError as error:
        raise WrongInputError(
            Fault(file.name, r.line, "", r.found, r.problem, r.remedy)
            for r in error.refusals[:MAX_REFUSALS]
        ) from None


def spots_of(text: str) -> Spot:
    """Where the values of a JSON or YAML text stand.

    Args:
        text: the whole file, already read without faults.

    Returns:
        The root's spot; line 0 when the text is neither.
    """
    try:
        if text.lstrip()[:1] in {"{", "["}:
            return json_spots(text)
    except RefusedTreeError:
        pass  # YAML may begin with the same signs
    try:
        return read_yaml(text)[1]
    except RefusedTreeError:
        return Spot(0)


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line on which the value at a path stands, or its nearest parent's.

    Args:
        text: the whole file.
        path: keys and places from the root.

    Returns:
        Line from 1; 0 when it cannot be told.
    """
    return spots_of(text).at(path).line
