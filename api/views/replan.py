"""What is shown about a plan after an event: the same values for page, terminal and JSON."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from api.views import NeedView, View
from api.views.calendar import CauseView, RunView


class EventView(View):
    """Det, der er sket."""

    on: date = Field(description="Dagen, det vides; det, der er begyndt før, er begyndt")
    cancelled: list[str] = Field(description="Hold, der er aflyst")
    ill_from: date | None
    ill_to: date | None
    by: date | None = Field(description="Behovets nye frist; tom, når den ikke er flyttet")
    text_da: str


class ReplanChangeView(View):
    """Ét kursus før og efter."""

    kind: str = Field(description="done, going_on, kept, new_dates, other_run, dropped eller added")
    kind_da: str
    module: str
    title_da: str
    before: RunView | None
    after: RunView | None
    reason_da: str = Field(description="Hvorfor; tom, når kurset er uændret")


class ReplanView(View):
    """Den plan, der ændrer mindst."""

    person: str
    need: NeedView
    taxonomy: str
    event: EventView
    closed: bool
    late: bool = Field(description="Behovet lukkes først efter fristen")
    proven: bool
    courses_changed: int = Field(description="Kurser, der er taget ud eller kommet til")
    runs_changed: int = Field(description="Kurser, der har fået et andet hold")
    summary_da: str
    proof_da: str
    before: list[RunView]
    after: list[RunView]
    changes: list[ReplanChangeView]
    causes: list[CauseView] = Field(description="Det, der sammen står i vejen, når intet kan lukke")
    causes_da: str
    notices_da: list[str]
