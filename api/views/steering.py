"""What is shown of an assignment and of vacancy chains."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from api.views import View


class CourseLineView(View):
    """Et kursus i en pakke."""

    id: str
    title_da: str
    days: int | None
    status: str = Field(description="officiel, navngivet eller forslag")


class DifferenceView(View):
    """Hvor meget et tal ville ændre sig; negativt er mindre."""

    measure: str
    by: float


class LimitPriceView(View):
    """Hvad én begrænsning koster: løsningen igen uden den."""

    constraint: str
    title_da: str
    differences: list[DifferenceView]
    opens: bool = Field(description="Der er kun en løsning uden begrænsningen")
    proven: bool
    text_da: str


class LevelView(View):
    """Hvor langt beviset nåede for ét mål."""

    measure: str
    found: int | None
    bound: int | None
    gap: int | None
    proven: bool


class AnswerView(View):
    """Det, hvert svar siger om sig selv."""

    on: date
    taxonomy: str
    method: str = Field(description="flow, programme (heltal) eller one_by_one (tommelfingerregel)")
    proven: bool
    proof_da: str
    levels: list[LevelView]
    constraints_da: list[str]
    prices: list[LimitPriceView]
    causes_da: list[str] = Field(
        description="Når der intet er: det mindste sæt af årsager, der er fundet"
    )


class HistogramRowView(View):
    """Hvor mange ledige pladser der har så mange personer."""

    people: int
    positions: int


class CrowdView(View):
    """Hvordan personerne er spredt over de ledige pladser."""

    positions_without_anybody: int
    positions_with_more_than_five: int
    most_at_one_position: int
    needs_without_anybody: int
    days: int
    points: float
    people: int
    histogram: list[HistogramRowView]


class NeedCrowdView(View):
    """Ét behov før og efter."""

    need: str
    title: str
    company: str
    positions: int
    limit: int = Field(description="Flest, der henvises: loftet gange pladserne")
    before: int = Field(description="Så mange har det som eget førstevalg")
    after: int = Field(description="Så mange henvises")


class VacancyView(View):
    """Et behov, som én person ser det."""

    need: str
    title: str
    company: str
    days: int | None = Field(description="Kursusdage, før alle krav er opfyldt; null: kan ikke")
    points: float | None = Field(description="Point efter kurserne, 0 til 100")
    courses: list[CourseLineView]
    positions: int
    others: int = Field(description="Så mange andre er henvist dertil")
    suggested: bool
    text_da: str


class SteeredView(View):
    """Én persons forslag ved siden af det, personen ville vælge alene."""

    person: str
    suggested: VacancyView | None
    alone: VacancyView | None
    why: str
    why_da: str
    others: int = Field(description="Så mange andre er henvist til personens førstevalg")
    wanting: int = Field(description="Så mange andre har samme førstevalg")
    more_days: int | None
    fewer_points: float | None


class SteeredPersonView(SteeredView):
    """Én person med alle behov: forslaget først, intet skjult."""

    vacancies: list[VacancyView]


class LadderView(View):
    """Fordelingen med et andet loft."""

    cap: int | None
    people: int
    days: int
    points: float
    positions_without_anybody: int
    most_at_one_position: int
    proven: bool


class AssignmentView(AnswerView):
    """Hvem der foreslås hvad, når højst så mange henvises til samme plads."""

    cap: int | None
    class_cap: int | None
    first: str = Field(description="days: færrest dage er bedst; fit: flest point er bedst")
    total: int = Field(description="Personer i fordelingen")
    employees_left_out: int = Field(description="Ansatte i planerne; deres vej er kæderne")
    positions: int
    before: CrowdView
    after: CrowdView
    needs: list[NeedCrowdView]
    ladder: list[LadderView]
    people: list[SteeredView]


class LinkView(View):
    """Ét led i en kæde."""

    person: str
    takes_da: str
    need: str
    job_of: str = Field(description="Den ansatte, hvis job overtages")
    days: int
    courses: list[CourseLineView]


class ChainView(View):
    """En kæde fra det ledige behov til den, der ikke forlader et job."""

    need: str
    title: str
    company: str
    days: int
    line_da: str
    links: list[LinkView]


class ChainValueView(View):
    """Hvad et sæt kæder giver."""

    filled: int
    days: int
    moved: int


class UnknownJobView(View):
    """En ansat, hvis opgaver ingen har beskrevet."""

    person: str
    company: str
    text_da: str


class NeedFilledView(View):
    """Ét behov med direkte besættelse og med kæder."""

    need: str
    title: str
    company: str
    positions: int
    directly: int
    with_chains: int


class ChainsView(AnswerView):
    """Kæderne, der besætter flest ledige pladser med mindst undervisning."""

    longest: int
    positions: int
    directly: ChainValueView
    with_chains: ChainValueView
    summary_da: str
    needs: list[NeedFilledView]
    chains: list[ChainView]
    unknown_jobs: list[UnknownJobView]
