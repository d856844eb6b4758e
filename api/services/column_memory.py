"""What the columns of a table were settled as, remembered for tables with the same headers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from api.errors import WrongInputError
from api.intake.files import TREES, read_file
from api.intake.importing.columns import How, field_named, fold
from api.intake.trees import read_tree
from api.services.esco import home
from api.writing import write_whole
from taxonomy.errors import Fault
from taxonomy.ids import content_hash

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from api.intake.importing.columns import Column
    from taxonomy.snapshot import Taxonomy

FILE_NAME: Final = "kolonner.json"
_SAID: Final = {How.CHOSEN, How.REMEMBERED}


class ColumnMemory:
    """The user's own file of settled columns; headers that are not read are not kept in it."""

    def __init__(self) -> None:
        """Read what is there; a file that cannot be read counts as none."""
        self._path = home() / FILE_NAME
        self._known: dict[str, dict[str, str]] = {}
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return
        if isinstance(content, dict):
            self._known = {k: v for k, v in content.items() if isinstance(v, dict)}

    def recall(self, header: Sequence[str], taxonomy: Taxonomy) -> dict[str, str]:
        """Fields by header, as settled for the same headers before; empty when never met."""
        known = self._known.get(_key(header), {})
        fields = {h: field_named(_typed(str(f)), taxonomy) for h, f in known.items()}
        return {h: field for h, field in fields.items() if field}

    def remember(self, tables: Sequence[Sequence[Column]]) -> None:
        """Keep what was settled; a folder that cannot be written to is no reason to stop."""
        for columns in tables:
            settled = {c.header: c.field for c in columns if c.read or c.how in _SAID}
            self._known[_key([c.header for c in columns])] = settled
        content = json.dumps(self._known, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, content)
        except OSError:
            return


def _key(header: Sequence[str]) -> str:
    return content_hash([fold(word) for word in header])


def _typed(field: str) -> str:
    """A stored field as a person would type it."""
    return field.replace("competence:", "kompetence:", 1)


def chosen_columns(
    words: Sequence[str], mapping: Path | None, taxonomy: Taxonomy
) -> dict[str, str]:
    """Fields by header as a person has said, on the command line and in a file.

    Args:
        words: «Overskrift=felt» each; these win over the file.
        mapping: JSON or YAML with fields by header.
        taxonomy: for fields like «kompetence:cnc-drejning».

    Returns:
        Fields by header.

    Raises:
        WrongInputError: with every word that is no field.
    """
    said: list[tuple[str, str, str]] = []
    if mapping is not None:
        said += [(mapping.name, h, f) for h, f in _from_file(mapping).items()]
    for word in words:
        header, _, name = word.rpartition("=")
        said.append(("--map", header.strip(), name.strip()))
    faults, fields = [], {}
    for place, header, name in said:
        field = field_named(name, taxonomy) if header else None
        if field is None:
            remedy = 'Skriv "Overskrift=felt" med et felt som person, niveau, kompetencer, ignorér'
            faults.append(Fault(place, 0, header, name, "kolonnens felt kendes ikke", remedy))
        else:
            fields[header] = field
    if faults:
        raise WrongInputError(faults)
    return fields


def _from_file(path: Path) -> Mapping[str, str]:
    file = read_file(path, TREES)
    content, _ = read_tree(file)
    if not isinstance(content, dict):
        fault = Fault(file.name, 0, "", "", "filen er ikke overskrifter med felter",
                      "Skriv én linje for hver kolonne: Overskrift: felt")  # fmt: skip
        raise WrongInputError([fault])
    return {str(header): str(field) for header, field in content.items()}
