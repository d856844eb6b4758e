"""Reading one CSV table into typed cells, collecting faults with file and line."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

from taxonomy.concepts import MAX_LEVEL, Attainment, Clause
from taxonomy.errors import Fault, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class Lines(Protocol):
    """A CSV reader: the cells of each line, and the number of the line just read."""

    @property
    def line_num(self) -> int:
        """The line just read, counted from 1."""
        ...

    def __iter__(self) -> Iterator[list[str]]:
        """The cells of each line."""
        ...


@dataclass
class Faults:
    """Where readers put what they find wrong, so that all of it is told at once."""

    found: list[Fault] = field(default_factory=list)

    def add(self, row: Row, column: str, problem: str, remedy: str) -> None:
        """Note a fault in one cell of a row."""
        found = shorten(row.cells.get(column, ""))
        self.found.append(Fault(row.file, row.line, column, found, problem, remedy))


@dataclass(frozen=True)
class Row:
    """One line of a table: the cells by column name, and where it stands."""

    file: str
    line: int
    cells: dict[str, str]
    faults: Faults

    def text(self, column: str, *, required: bool = False) -> str:
        """The cell without surrounding space; a fault when it is required and empty."""
        value = self.cells[column].strip()
        if required and not value:
            self.faults.add(self, column, "feltet er tomt", "Skriv en værdi")
        return value

    def items(self, column: str) -> tuple[str, ...]:
        """The parts of a `|`-separated cell, in order."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())

    def choice(self, column: str, options: type[E]) -> E:
        """The cell as one of an enumeration's values; the first option after a fault."""
        value = self.cells[column].strip()
        legal = {option.value: option for option in options}
        if value not in legal:
            self.faults.add(self, column, "ukendt værdi", f"Lovlige: {', '.join(legal)}")
        return legal.get(value, next(iter(options)))

    def number(self, column: str, low: int, high: int) -> int | None:
        """The cell as a whole number from `low` to `high`; None when empty or faulty."""
        return self._parsed(column, lambda text: _within(int(text), low, high),
                            f"Skriv et helt tal fra {low} til {high}")  # fmt: skip

    def decimal(self, column: str) -> float | None:
        """The cell as a number of at least 0; None when empty or faulty."""
        return self._parsed(column, lambda text: _within(float(text), 0, 1e9), "Skriv et tal")

    def decimals(self, column: str) -> tuple[float, ...]:
        """The cell `10+10+7.5` as numbers of at least 0; empty after a fault."""
        read = self._parsed(
            column,
            lambda text: tuple(_within(float(part), 0, 1e9) for part in text.split("+")),
            "Skriv tal med + imellem, fx 10+10+5",
        )
        return read or ()

    def day(self, column: str) -> date:
        """The cell as a date written YYYY-MM-DD; 1 January 1970 after a fault."""
        day = self._parsed(column, date.fromisoformat, "Skriv datoen som ÅÅÅÅ-MM-DD")
        if day is None and not self.cells[column].strip():
            self.faults.add(self, column, "datoen mangler", "Skriv datoen som ÅÅÅÅ-MM-DD")
        return day or date(1970, 1, 1)

    def yes(self, column: str) -> bool:
        """Whether the cell says yes; a fault when it says neither yes nor no."""
        value = self.cells[column].strip()
        if value not in {"yes", "no"}:
            self.faults.add(self, column, "hverken ja eller nej", "Skriv yes eller no")
        return value == "yes"

    def attainments(self, column: str) -> tuple[Attainment, ...]:
        """The cell `id:level|id:level` as attainments."""
        return tuple(a for part in self.items(column) if (a := self._attainment(column, part)))

    def clauses(self, column: str) -> tuple[Clause, ...]:
        """The cell `a:1 & b:2 / c:1` as a conjunction of alternatives."""
        text = self.cells[column].strip()
        parts = [part.split(" / ") for part in text.split(" & ")] if text else []
        read = (
            tuple(a for option in part if (a := self._attainment(column, option.strip())))
            for part in parts
        )
        return tuple(clause for clause in read if clause)

    def _attainment(self, column: str, text: str) -> Attainment | None:
        competence, _, level = text.partition(":")
        if level not in {str(n) for n in range(1, MAX_LEVEL + 1)}:
            self.faults.add(self, column, f"niveauet i «{text}» er uden for 1-4",
                            f"Skriv kompetence:niveau, fx {competence}:2")  # fmt: skip
            return None
        return Attainment(competence, int(level))

    def _parsed(self, column: str, parse: Callable[[str], T], remedy: str) -> T | None:
        value = self.cells[column].strip()
        if not value:
            return None
        try:
            return parse(value)
        except ValueError:
            self.faults.add(self, column, "værdien kan ikke læses", remedy)
            return None


N = TypeVar("N", int, float)


def _within(value: N, low: float, high: float) -> N:
    if not low <= value <= high:
        raise ValueError(value)
    return value


def read_table(path: Path, root: Path, columns: tuple[str, ...], faults: Faults) -> Iterator[Row]:
    """Read a CSV file of ours.

    Args:
        path: the file.
        root: folder that file names in faults are given relative to.
        columns: the header the file must have, in order.
        faults: where faults are put.

    Yields:
        A `Row` for each line with the right number of cells.
    """
    name = path.relative_to(root).as_posix()
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            header = tuple(next(reader, ()))
            if header == columns:
                yield from _rows(reader, name, columns, faults)
                return
    except (UnicodeDecodeError, csv.Error) as error:
        problem, remedy = "filen kan ikke læses", "Gem den som CSV i UTF-8 med komma"
        faults.found.append(Fault(name, 0, "", shorten(error), problem, remedy))
        return
    remedy = f"Første linje skal være {','.join(columns)}"
    faults.found.append(Fault(name, 1, "", shorten(header), "forkert overskrift", remedy))


def _rows(reader: Lines, name: str, columns: tuple[str, ...], faults: Faults) -> Iterator[Row]:
    for cells in reader:
        if len(cells) == len(columns):
            yield Row(name, reader.line_num, dict(zip(columns, cells, strict=True)), faults)
        else:
            problem = f"{len(cells)} felter, men der skal være {len(columns)}"
            remedy = "Sæt anførselstegn om felter med komma"
            faults.found.append(Fault(name, reader.line_num, "", "", problem, remedy))
