"""From a path in the values back to the place in the file a person can find."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol

from api.errors import WrongInputError
from api.intake.trees import spots_of
from taxonomy.errors import Fault, shorten
from taxonomy.labels import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from api.intake.spots import Spot

Path = tuple[str | int, ...]
MAX_FAULTS: Final = 500


class Locator(Protocol):
    """Knows where a value stands in its file."""

    @property
    def name(self) -> str:
        """The file's name."""

    def place(self, path: Path) -> tuple[int, str]:
        """Line (0 when unknown) and the field as a person would name it."""


@dataclass(frozen=True)
class TreeLocator:
    """For JSON and YAML: the line, and the path with keys and places."""

    name: str
    text: str

    @cached_property
    def _spots(self) -> Spot:
        return spots_of(self.text)

    def place(self, path: Path) -> tuple[int, str]:
        """Line in the file and a path like `people[3].evidence[0].level`."""
        shown = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path)
        return self._spots.at(path).line, shown.lstrip(".")


@dataclass(frozen=True)
class TableLocator:
    """For tables: the row a value came from and the header it stood under."""

    name: str
    lines: Mapping[Path, int]
    headers: Mapping[str, str]

    def place(self, path: Path) -> tuple[int, str]:
        """Row in the file and the column's own header."""
        last = path[-1] if path else ""
        column = last if isinstance(last, str) and last not in {"people", "evidence"} else ""
        if column == "id" and "evidence" in path:
            column = "evidence_id"
        lengths = range(len(path), -1, -1)
        line = next((self.lines[path[:n]] for n in lengths if path[:n] in self.lines), 0)
        return line, self.headers.get(column, column)


@dataclass
class FaultList:
    """Faults of one file, added by path; the first `MAX_FAULTS` are told, the rest counted."""

    locator: Locator
    found: list[Fault] = field(default_factory=list)
    left_out: int = 0

    @property
    def full(self) -> bool:
        """Whether more faults would only be counted."""
        return len(self.found) >= MAX_FAULTS

    def add(self, path: Path, value: object, problem: str, remedy: str) -> None:
        """Note what is wrong at a path."""
        if self.full:
            self.left_out += 1
            return
        line, shown = self.locator.place(path)
        self.found.append(Fault(self.locator.name, line, shown, _shown(value), problem, remedy))

    def add_shape(self, path: Path, errors: list[ErrorDetails]) -> None:
        """Note every fault a shape found below a path."""
        for error in errors:
            problem, remedy = _danish(error)
            silent = error["type"] in {"missing", "extra_forbidden"}
            self.add((*path, *error["loc"]), None if silent else error["input"], problem, remedy)

    def raise_if_any(self) -> None:
        """Tell all that was noted.

        Raises:
            WrongInputError: when anything was.
        """
        if self.left_out:
            problem = f"filen har {self.left_out} fejl mere, som ikke er vist"
            self.found.append(Fault(self.locator.name, 0, "", "", problem, "Ret disse først"))
            self.left_out = 0
        if self.found:
            raise WrongInputError(self.found)


def _shown(value: object) -> str:
    """A single value as it stands; of anything larger only what it is, since it may tell much."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return "et objekt"
    return f"en liste med {len(value)}" if isinstance(value, list) else shorten(value)


_PROTECTED_WORDS: Final = frozenset(map(normalise, (
    "alder", "age", "fødselsdato", "foedselsdato", "fødselsdag", "fødselsår", "birthdate",
    "birth_date", "date_of_birth", "køn", "koen", "sex", "gender", "navn", "name", "fulde navn",
    "fornavn", "efternavn", "mellemnavn", "first_name", "last_name", "full_name", "adresse",
    "address", "postnr", "postnummer", "by_navn", "nationalitet", "nationality", "oprindelse",
    "origin", "etnicitet", "ethnicity", "religion", "modersmål", "helbred", "health", "diagnose",
    "sygdom", "sygedage", "sygefravær", "handicap", "disability", "ydelse", "ydelsestype",
    "benefit", "kontanthjælp", "dagpenge", "sygedagpenge", "ledighed", "ledighedslængde",
    "ledig siden", "unemployment", "unemployed_since", "fagforening", "a-kasse", "union", "foto",
    "photo", "cpr", "ssn", "personnummer", "civilstand", "børn", "statsborgerskab", "e-mail",
    "email", "mail", "telefon", "telefonnummer", "tlf", "mobil", "phone", "straffeattest",
)))  # fmt: skip


def is_protected(name: str) -> bool:
    """Whether a field or column tells something that may not count when people are ranked.

    >>> is_protected("CPR-nr."), is_protected("Køn (M/K)"), is_protected("niveau")
    (True, True, False)
    """
    word = normalise(name)
    first = word.partition(" ")[0]
    alone = first in {"cpr", "køn", "alder", "navn"} or word.startswith("cpr")
    return alone or word in _PROTECTED_WORDS


PROTECTED_PROBLEM: Final = "oplysningen må ikke indgå i rangeringen"


_SCHEMA: Final = "Følg skemaet: kompetencematch schema people eller plan"
_FORM: Final = ("indholdet har forkert form", _SCHEMA)
_UNKNOWN: Final = (
    "feltet kendes ikke",
    "Fjern det, eller ret navnet; se kompetencematch schema",
)
_PLAIN_FAULTS: Final = {
    "string_unicode": ("teksten indeholder ødelagte tegn", "Skriv den igen i UTF-8"),
    "extra_forbidden": _UNKNOWN,
    "invalid_key": _UNKNOWN,
    "string_pattern_mismatch": (
        "id har forkert form",
        "Brug bogstaver, tal, punktum, bindestreg; højst 60 tegn",
    ),
    "list_type": _FORM,
    "model_type": _FORM,
    "dict_type": _FORM,
    "model_attributes_type": _FORM,
}


def _danish(error: ErrorDetails) -> tuple[str, str]:
    kind, context = error["type"], error.get("ctx", {})
    field_name = str(error["loc"][-1]) if error["loc"] else ""
    if kind == "dansk":
        return str(context["problem"]), str(context["remedy"])
    if kind == "missing":
        return "feltet mangler", f"Udfyld «{field_name}»"
    if kind == "too_short" and isinstance(error["input"], str):
        return "feltet er tomt", f"Udfyld «{field_name}»"
    if kind == "extra_forbidden" and is_protected(field_name):
        return PROTECTED_PROBLEM, "Fjern feltet fra filen"
    if kind in {"too_long", "too_short"}:
        return "listen har forkert længde", f"Tilladt: {_limits(context)}"
    return _PLAIN_FAULTS.get(kind, ("værdien kan ikke bruges", _SCHEMA))


def _limits(context: Mapping[str, object]) -> str:
    if "max_length" in context:
        return f"højst {context['max_length']}"
    return f"mindst {context.get('min_length', 1)}"
