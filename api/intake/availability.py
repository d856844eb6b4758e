"""When and where people can attend: one file for several people, by their pseudonymous ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from api.intake.files import TABLES, TREES, decode, read_file
from api.intake.locating import FaultList, TreeLocator
from api.intake.people import shaped
from api.intake.runs import FORM_WORDS
from api.intake.schemas import Day, Filled, Identifier  # noqa: TC001  (pydantic reads them)
from api.intake.tables import read_table
from api.intake.trees import read_tree
from matcher.packages.calendar.problem import Availability, Period, RunForm
from taxonomy.errors import Fault, FaultyDataError
from taxonomy.labels import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path as FilePath

    from api.intake.locating import Path
    from api.intake.tables import Table

MAX_KM: Final = 2_000


def _fault(problem: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError("dansk", "{problem}", {"problem": problem, "remedy": remedy})


def _km(value: object) -> object:
    if value is None or value == "":
        return None
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        number = -1.0
    if isinstance(value, bool) or not 0 <= number <= MAX_KM:
        raise _fault("er ikke en afstand", f"Skriv kilometer fra 0 til {MAX_KM}")
    return number


def _forms(value: object) -> object:
    parts = value if isinstance(value, list) else str(value or "").replace(",", "|").split("|")
    words = [normalise(str(part)) for part in parts if str(part).strip()]
    if not words or any(word not in FORM_WORDS for word in words):
        raise _fault("undervisningsformen kendes ikke", "Lovlige: dag, aften, weekend, online")
    return [FORM_WORDS[word] for word in words]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PeriodIn(_Shape):
    """Dage fra og til, begge med."""

    fra: Day
    til: Day


Km = Annotated[float | None, BeforeValidator(_km)]


class AvailabilityIn(_Shape):
    """Hvornår og hvor en person kan deltage."""

    person: Identifier
    tidligst: Day = None
    senest: Day = None
    optaget: list[PeriodIn] = Field(default_factory=list, max_length=200)
    fri: list[PeriodIn] = Field(default_factory=list, max_length=200)
    former: Annotated[list[RunForm], BeforeValidator(_forms)] = list(RunForm)
    hoejst_km: Km = None
    afstande: dict[Filled, Km] = Field(default_factory=dict, max_length=1_000)


def load_availability(path: FilePath, earliest: date) -> Mapping[str, Availability]:
    """Read when and where people can attend.

    Args:
        path: YAML or JSON with a list of people under `personer`.
        earliest: first possible day for those who tell none.

    Returns:
        Availability by person id.

    Raises:
        WrongInputError: with every fault found; then nothing is read.
    """
    file = read_file(path, TREES)
    tree, _ = read_tree(file)
    faults = FaultList(TreeLocator(file.name, decode(file).text))
    listed: Any = tree.get("personer") if isinstance(tree, dict) and len(tree) == 1 else None
    if not isinstance(listed, list):
        faults.add((), None, "filen er ikke en liste af personer", "Skriv personer: og en liste")
        listed = []
    found: dict[str, Availability] = {}
    for place, row in enumerate(listed):
        here: Path = ("personer", place)
        shape = shaped(AvailabilityIn, here, row, faults)
        if shape is None:
            continue
        if shape.person in found:
            faults.add((*here, "person"), shape.person, "personen står mere end én gang",
                       "Saml oplysningerne ét sted")  # fmt: skip
        found[shape.person] = _availability(here, shape, faults, earliest)
    faults.raise_if_any()
    return found


def _availability(
    path: Path, shape: AvailabilityIn, faults: FaultList, earliest: date
) -> Availability:
    first = shape.tidligst or earliest
    if shape.senest and shape.senest < first:
        faults.add((*path, "senest"), shape.senest, "ligger før den tidligste dag", "Ret datoerne")
    return Availability(
        earliest=first,
        latest=shape.senest,
        busy=_periods((*path, "optaget"), shape.optaget, faults),
        free=_periods((*path, "fri"), shape.fri, faults),
        forms=frozenset(shape.former),
        farthest=shape.hoejst_km,
        distances={place: km for place, km in shape.afstande.items() if km is not None},
    )


def _periods(path: Path, rows: list[PeriodIn], faults: FaultList) -> tuple[Period, ...]:
    found = []
    for place, row in enumerate(rows):
        if row.fra is None or row.til is None or row.til < row.fra:
            faults.add((*path, place), None, "perioden kan ikke bruges",
                       "Skriv fra og til, og til må ikke ligge før fra")  # fmt: skip
        else:
            found.append(Period(row.fra, row.til))
    return tuple(found)


def load_distances(path: FilePath) -> Mapping[str, float]:
    """Read kilometres one way by place.

    Args:
        path: CSV or XLSX with the columns `sted` and `km`.

    Returns:
        Kilometres by place.

    Raises:
        FaultyDataError: with every fault found; then nothing is read.
    """
    table: Table = read_table(read_file(path, TABLES))
    header = [normalise(word) for word in table.header]
    if sorted(header) != ["km", "sted"]:
        problem, remedy = "kolonnerne er ikke sted og km", "Første række skal være sted,km"
        raise FaultyDataError([Fault(table.name, table.header_line, "", "", problem, remedy)])
    faults, found = list[Fault](), dict[str, float]()
    for line, cells in table.rows:
        row = dict(zip(header, cells, strict=True))
        place, told = str(row["sted"]).strip(), str(row["km"])
        try:
            km = _km(told)
        except PydanticCustomError:
            km = None
        if not place or place in found or not isinstance(km, float):
            problem = "stedet mangler, står to gange, eller afstanden kan ikke læses"
            remedy = f"Skriv et sted og kilometer fra 0 til {MAX_KM}"
            faults.append(Fault(table.name, line, "km", told, problem, remedy))
        elif isinstance(km, float):
            found[place] = km
    if faults:
        raise FaultyDataError(faults)
    return found
