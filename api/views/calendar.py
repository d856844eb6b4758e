"""What is shown about packages on real dates: the same values for page, terminal and JSON."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from api.views import BlockedView, ModuleView, NeedView, View


class RunView(View):
    """Et hold: et kursus på et sted på bestemte dage."""

    id: str
    module: ModuleView
    days: list[date]
    form: str
    place: str
    km: float | None = Field(description="Kilometer én vej; tom, når ingen har oplyst det")
    seats: int | None
    kroner: int | None = Field(description="Pris med tillæg; tom, når den ikke er oplyst")
    price_source_da: str = Field(description="Hvor prisen står, og hvad den gælder; tom uden pris")
    cancel_chance: float | None = Field(
        description="Andel, 0 til 1; 0 ved garanti eller opfyldt mindsteantal; tom: ikke oplyst"
    )


class CalendarStepView(View):
    """Ét hold i en pakke og grunden til, at det er der."""

    run: RunView
    reason_da: str


class CalendarPackageView(View):
    """Hold, der kan følges af én person, med pakkens mål i den rækkefølge, de tæller."""

    closed: bool
    proven: bool
    proof_da: str
    summary_da: str
    first: date | None
    last: date | None
    weeks: int
    days: int
    kroner: int | None = Field(description="Tom, når en af priserne ikke er oplyst")
    km: int | None = Field(description="Frem og tilbage hver dag; tom, når en afstand mangler")
    late: int
    steps: list[CalendarStepView]
    open_da: list[str] = Field(description="Krav, pakken ikke lukker")
    late_da: list[str] = Field(description="Krav, der først lukkes efter fristen")
    told_da: list[str] = Field(description="Pris, kørsel, risiko og det, ingen har oplyst")
    merit_da: list[str] = Field(description="Hvad der senere kan forkorte en EUV, med status")


class CalendarAlternativeView(View):
    """En pakke, der er klart anderledes."""

    way: str
    way_da: str
    package: CalendarPackageView


class RunReasonView(View):
    """Hvorfor ét hold ikke er valgt."""

    run: str
    first: date
    place: str
    text_da: str


class CourseReasonView(View):
    """Hvorfor et kursus ikke er valgt."""

    module: str
    title_da: str
    why: str
    text_da: str
    runs: list[RunReasonView]


class CauseView(View):
    """Noget, der står i vejen."""

    name: str
    title_da: str
    who: str


class ChangeView(View):
    """Hvor meget ét mål ville ændre sig; et negativt tal er mindre."""

    measure: str
    by: float


class LimitPriceView(View):
    """Hvad én betingelse koster, sagt til tre læsere."""

    constraint: str
    title_da: str
    who: str
    changes: list[ChangeView]
    opens: bool
    proven: bool
    consultant_da: str
    employer_da: str
    person_da: str


class CalendarAnswerView(View):
    """Den bedste pakke på rigtige datoer, alternativer, grunde og hvad betingelserne koster."""

    person: str
    need: NeedView
    on: date
    taxonomy: str
    first: date | None = Field(description="Perioden, der er set på")
    last: date | None
    runs: int = Field(description="Hold i alt af kurser, der kan betyde noget for behovet")
    order_da: list[str] = Field(description="Det, der tæller, i rækkefølge")
    best: CalendarPackageView
    alternatives: list[CalendarAlternativeView]
    reasons: list[CourseReasonView]
    blocked: list[BlockedView] = Field(description="Krav, som intet kursus kan lukke")
    without_runs_da: list[str] = Field(description="Krav, som ingen af holdene kan lukke")
    causes: list[CauseView] = Field(description="Den mindste samling af årsager, der er fundet")
    enough: list[str] = Field(description="De færreste betingelser, hvis fravær er nok")
    causes_da: str
    prices: list[LimitPriceView]
    notices_da: list[str]
