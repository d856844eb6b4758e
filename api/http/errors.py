"""How errors look as JSON, and which ones every resource can answer with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taxonomy.errors import Fault


class FaultView(BaseModel):
    """Én fejl i det, der blev sendt."""

    model_config = ConfigDict(from_attributes=True)

    file: str = Field(description="Filen eller den del af forespørgslen, fejlen står i")
    line: int = Field(description="Linje fra 1; 0, når den ikke kan siges")
    field: str = Field(description="Feltet, fx people[3].evidence[0].level")
    found: str = Field(description="Det, der stod, højst 80 tegn")
    problem: str = Field(description="Hvad der er galt")
    remedy: str = Field(description="Hvad der ville være rigtigt")


class ErrorView(BaseModel):
    """En fejl: en besked til mennesker, og hver enkelt fejl for sig."""

    besked: str
    fejl: list[FaultView]


DESCRIPTIONS: Final = {
    400: "Indholdet er ikke gyldig JSON",
    404: "Det, der spørges om, findes ikke",
    409: "Spørgsmålet er rigtigt, men der følger intet af det, der er givet",
    413: "Forespørgslen fylder mere end 5 MB",
    422: "Noget i forespørgslen kan ikke bruges; alle fejl er nævnt",
}

EXAMPLE: Final = {
    "besked": "1 fejl; intet er indlæst.",
    "fejl": [
        {
            "file": "people",
            "line": 0,
            "field": "people[0].evidence[0].level",
            "found": "7",
            "problem": "niveauet er ikke et af de lovlige",
            "remedy": "Skriv et tal fra 0 til 4 eller niveauets navn",
        }
    ],
}


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The documented error responses of a resource."""
    return {
        status: {"model": ErrorView, "description": DESCRIPTIONS[status]} for status in statuses
    }


def error_view(message: str, faults: Iterable[Fault] = ()) -> ErrorView:
    """An error as JSON shows it."""
    return ErrorView(besked=message, fejl=[FaultView.model_validate(fault) for fault in faults])
