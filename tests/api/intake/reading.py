"""The real taxonomy, read once, and people read from bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from api.errors import WrongInputError
from api.intake.people import load_people
from taxonomy.errors import FaultyDataError
from taxonomy.loading import load_taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from api.intake.people import PeopleFile
    from taxonomy.errors import Fault

T = TypeVar("T")

TAXONOMY = load_taxonomy()


def read_people(folder: Path, name: str, content: bytes) -> PeopleFile:
    """People from a file written now."""
    path = folder / name
    path.write_bytes(content)
    return load_people(path, TAXONOMY)


def outcome(read: Callable[[], T]) -> tuple[T | None, tuple[Fault, ...] | None]:
    """What was read, or the faults that were told; anything else is an error of ours."""
    try:
        return read(), None
    except (WrongInputError, FaultyDataError) as error:
        return None, error.faults
