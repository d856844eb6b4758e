"""Short ways to import a table that was written now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.intake.importing.words import WordReader
from api.services.import_people import Choices, import_people, preview_people
from api.services.reading import LateReader
from tests.api.intake.reading import TAXONOMY

if TYPE_CHECKING:
    from pathlib import Path

    from api.services.import_people import PeopleImport

WORDS = WordReader(TAXONOMY, LateReader(TAXONOMY))


def previewed(
    folder: Path, content: bytes | str, *choices: str, name: str = "a.csv"
) -> PeopleImport:
    """What an import of one table would do to `out.yaml` beside it."""
    source = folder / name
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    return preview_people([source], folder / "out.yaml", TAXONOMY, Choices(choices))


def imported(
    folder: Path, content: bytes | str, *choices: str, name: str = "a.csv"
) -> PeopleImport:
    """One table imported into `out.yaml` beside it."""
    return import_people(previewed(folder, content, *choices, name=name))
