"""What is shown about runs for everybody at once: the same values for terminal and JSON."""

from __future__ import annotations

from pydantic import Field

from api.views import View
from api.views.calendar import RunView


class SeatMeasureView(View):
    """Ét mål for hele gruppen, i den rækkefølge målene tæller."""

    name: str
    name_da: str
    value: int
    bound: int | None = Field(
        description="Mindre kan det ikke blive, når målene før er som her; tom: vides ikke"
    )
    proven: bool
    one_by_one: int = Field(description="Det samme, når personerne vælger én efter én")


class PlacementView(View):
    """Hvad én person får."""

    person: str
    need: str
    need_da: str
    served: bool
    runs: list[RunView]
    reason_da: str = Field(description="Hvorfor personen ikke får hold, eller hvad det koster")


class ShortRunView(View):
    """Et hold, der stadig mangler deltagere."""

    run: str
    title_da: str
    placed: int
    missing: int
    text_da: str


class SeatPlanView(View):
    """Hold til alle på én gang."""

    people: int
    served: int
    more_than_one_by_one: int
    proven: bool
    timed_out: bool
    summary_da: str
    proof_da: str
    measures: list[SeatMeasureView]
    placements: list[PlacementView]
    short: list[ShortRunView]
    full: list[str]
    without_need: list[str] = Field(
        description="Personer, der ikke er med: intet behov kan lukkes med kurser"
    )
    complete: list[str] = Field(description="Personer, der intet mangler til et af behovene")
    price_source_da: str = Field(description="Hvor holdenes priser står, og hvad de gælder")
    notices_da: list[str]
