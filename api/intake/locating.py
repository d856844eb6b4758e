"""From a path in the values back to the place in the file a person can find."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from api.intake.trees import line_of
from taxonomy.errors import Fault, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]


class Locator(Protocol):
    """Knows where a value stands in its file."""

    name: str

    def place(self, path: Path) -> tuple[int, str]:
        """Line (0 when unknown) and the field as a person would name it."""


@dataclass(frozen=True)
class TreeLocator:
    """For JSON and YAML: the line, and the path with keys and places."""

    name: str
    text: str

    def place(self, path: Path) -> tuple[int, str]:
        """Line in the file and a path like `people[3].evidence[0].level`."""
        shown = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path)
        return line_of(self.text, path), shown.lstrip(".")


@dataclass(frozen=True)
class TableLocator:
    """For tables: the row a value came from and the header it stood under."""

    name: str
    lines: Mapping[Path, int]
    headers: Mapping[str, str]

    def place(self, path: Path) -> tuple[int, str]:
        """Row in the file and the column's own header."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                column = next((str(p) for p in reversed(path) if isinstance(p, str)), "")
                return self.lines[path[:length]], self.headers.get(column, column)
        return 0, ""


@dataclass
class FaultList:
    """Faults of one file, added by path."""

    locator: Locator
    found: list[Fault] = field(default_factory=list)

    def add(self, path: Path, value: object, problem: str, remedy: str) -> None:
        """Note what is wrong at a path."""
        line, shown = self.locator.place(path)
        text = "" if value is None else shorten(value)
        self.found.append(Fault(self.locator.name, line, shown, text, problem, remedy))

    def add_shape(self, path: Path, errors: list[ErrorDetails]) -> None:
        """Note every fault a shape found below a path."""
        for error in errors:
            whole = (*path, *(part for part in error["loc"] if part != "function-before"))
            problem, remedy = _danish(error)
            missing = error["type"] == "missing"
            self.add(whole, None if missing else error["input"], problem, remedy)


PROTECTED: dict[str, str] = dict.fromkeys(
    ("alder", "age", "fødselsdato", "foedselsdato", "birthdate", "birth_date", "køn", "koen",
     "sex", "gender", "navn", "name", "fornavn", "efternavn", "adresse", "address", "postnr",
     "postnummer", "by_navn", "nationalitet", "nationality", "oprindelse", "origin", "etnicitet",
     "ethnicity", "religion", "modersmål", "helbred", "health", "diagnose", "sygdom",
     "handicap", "disability", "ydelse", "benefit", "ledighed", "ledighedslængde",
     "unemployment", "unemployed_since", "fagforening", "union", "foto", "photo", "cpr",
     "cpr-nummer", "cpr_nummer", "cprnr", "ssn", "civilstand", "børn", "statsborgerskab"),
    "må ikke indgå i rangeringen",
)  # fmt: skip


def _danish(error: ErrorDetails) -> tuple[str, str]:
    kind, context = error["type"], error.get("ctx", {})
    field_name = str(error["loc"][-1]) if error["loc"] else ""
    if kind == "dansk":
        return str(context["problem"]), str(context["remedy"])
    if kind == "missing":
        return "feltet mangler", f"Tilføj «{field_name}»"
    if kind == "extra_forbidden" and field_name.casefold() in PROTECTED:
        return f"oplysningen {PROTECTED[field_name.casefold()]}", "Fjern feltet fra filen"
    if kind == "extra_forbidden":
        return "feltet kendes ikke", "Fjern det, eller ret navnet; se kompetencematch schema"
    if kind == "string_pattern_mismatch":
        return "id har forkert form", "Brug bogstaver, tal, punktum, bindestreg; højst 60 tegn"
    if kind in {"too_long", "too_short"}:
        return "listen har forkert længde", f"Tilladt: {_limits(context)}"
    if kind in {"list_type", "model_type", "dict_type", "model_attributes_type"}:
        return "indholdet har forkert form", "Følg skemaet: kompetencematch schema people eller plan"
    return "værdien kan ikke bruges", "Følg skemaet: kompetencematch schema people eller plan"


def _limits(context: Mapping[str, object]) -> str:
    if "max_length" in context:
        return f"højst {context['max_length']}"
    return f"mindst {context.get('min_length', 1)}"
