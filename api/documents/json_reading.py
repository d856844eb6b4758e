"""Plain values into frozen dataclasses by their types, with every fault found on the way."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from math import isfinite
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, Union, get_args, get_origin, get_type_hints

from matcher.plans.document import Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

Path: TypeAlias = tuple[str | int, ...]
_PLAIN_WORDS: Final = {str: "tekst", int: "et helt tal", float: "et tal", bool: "true eller false"}


@dataclass(frozen=True)
class Wrong:
    """One thing wrong at a path of names and places."""

    path: Path
    found: str
    problem: str
    remedy: str

    @property
    def place(self) -> str:
        """The path as it is written.

        >>> Wrong(("sections", 0, "title"), "", "", "").place
        'sections[0].title'
        """
        parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in self.path)
        return "".join(parts).removeprefix(".")


class Reading:
    """One reading of one tree; the faults gather as it goes.

    Attributes:
        faults: what was wrong, in the order it was met.
    """

    def __init__(self, kinds: Mapping[str, type], module: ModuleType) -> None:
        """Take the blocks by the name of their kind, and the module whose types are read."""
        self.faults: list[Wrong] = []
        self._kinds = kinds
        self._names = vars(module)

    def refuse(self, path: Path, found: object, problem: str, remedy: str) -> None:
        """Remember a fault."""
        self.faults.append(Wrong(path, str(found), problem, remedy))

    def value(self, wanted: Any, tree: object, path: Path) -> Any:  # noqa: ANN401
        """A plain value as the wanted type; None, and a fault, where it cannot be."""
        if get_origin(wanted) in {Union, UnionType}:
            return self._either(get_args(wanted), tree, path)
        if get_origin(wanted) is tuple:
            return self._items(get_args(wanted), tree, path)
        if wanted in self._kinds.values():
            return self._either((wanted,), tree, path)
        if is_dataclass(wanted):
            return self._object(wanted, tree, path)
        return self._single(wanted, tree, path)

    def _single(self, wanted: Any, tree: object, path: Path) -> Any:  # noqa: ANN401
        """A text, a number, a truth, a day or one of some words."""
        if wanted is date or issubclass(wanted, StrEnum):
            return self._named(wanted, tree, path)
        if wanted is float and type(tree) is int:
            tree = float(tree)
        if type(tree) is wanted and (not isinstance(tree, float) or isfinite(tree)):
            return tree
        legal = f"Her skal stå {_PLAIN_WORDS[wanted]}"
        return self.refuse(path, tree, "værdien har forkert form", legal)

    def _either(self, wanted: tuple[Any, ...], tree: object, path: Path) -> Any:  # noqa: ANN401
        """A value or null; or one of some blocks, told by its type."""
        if NoneType in wanted:
            other = next(kind for kind in wanted if kind is not NoneType)
            return None if tree is None else self.value(other, tree, path)
        legal = {name: kind for name, kind in self._kinds.items() if kind in wanted}
        if not isinstance(tree, dict):
            return self.refuse(path, tree, "værdien er ikke et objekt", "Skriv den i { }")
        name = tree.get("type", "")
        if not isinstance(name, str) or name not in legal:
            return self.refuse(
                (*path, "type"), name, "slags er ukendt", f"Brug en af: {', '.join(legal)}"
            )
        rest = {member: value for member, value in tree.items() if member != "type"}
        return self._object(legal[name], rest, path)

    def _items(self, wanted: tuple[Any, ...], tree: object, path: Path) -> Any:  # noqa: ANN401
        if not isinstance(tree, list):
            return self.refuse(path, tree, "værdien er ikke en liste", "Skriv den i [ ]")
        if wanted[-1] is Ellipsis:
            wanted = (wanted[0],) * len(tree)
        if len(wanted) != len(tree):
            return self.refuse(path, len(tree), "listen har forkert længde",
                               f"Der skal være {len(wanted)} værdier")  # fmt: skip
        return tuple(
            self.value(kind, item, (*path, place))
            for place, (kind, item) in enumerate(zip(wanted, tree, strict=True))
        )

    def _object(self, wanted: Any, tree: object, path: Path) -> Any:  # noqa: ANN401
        if not isinstance(tree, dict):
            return self.refuse(path, tree, "værdien er ikke et objekt", "Skriv den i { }")
        hints = get_type_hints(wanted, self._names)
        before = len(self.faults)
        self._check_names(wanted, tree, path)
        given = {
            name: self.value(hint, tree[name], (*path, name))
            for name, hint in hints.items()
            if name in tree
        }
        if len(self.faults) > before:
            return None
        made = wanted(**given)
        return self._whole(made, path) if isinstance(made, Table) else made

    def _check_names(self, wanted: Any, tree: dict[str, object], path: Path) -> None:  # noqa: ANN401
        parts = {part.name: part for part in fields(wanted)}
        for name in tree.keys() - parts.keys():
            self.refuse((*path, name), name, "feltet er ukendt",
                        f"Brug kun: {', '.join(parts)}")  # fmt: skip
        for name, part in parts.items():
            if name not in tree and part.default is MISSING:
                self.refuse((*path, name), "", "feltet mangler", "Tilføj det")

    def _whole(self, table: Table, path: Path) -> Table:
        """The same table; a fault for each row and column number that does not fit the header."""
        width = len(table.header)
        for place, row in enumerate(table.rows):
            if len(row) != width:
                self.refuse((*path, "rows", place), len(row), "rækken passer ikke til hovedet",
                            f"Der skal være {width} celler")  # fmt: skip
        for place, column in enumerate(table.numeric):
            if not 0 <= column < width:
                self.refuse((*path, "numeric", place), column, "kolonnen findes ikke",
                            f"Kolonner tælles fra 0 til {width - 1}")  # fmt: skip
        return table

    @staticmethod
    def _parsed(wanted: Any, tree: str) -> Any:  # noqa: ANN401
        return date.fromisoformat(tree) if wanted is date else wanted(tree)

    def _named(self, wanted: Any, tree: object, path: Path) -> Any:  # noqa: ANN401
        try:
            if isinstance(tree, str):
                return self._parsed(wanted, tree)
        except ValueError:
            pass
        legal = "en dato som 2026-11-22" if wanted is date else ", ".join(wanted)
        return self.refuse(path, tree, "værdien har forkert form", f"Her skal stå {legal}")
