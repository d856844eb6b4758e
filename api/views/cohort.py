"""What is shown of group packages and new courses: the same for page, terminal and JSON."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from api.views import AttainmentView, ModuleView, View


class CohortLimitsView(View):
    """De grænser, der blev regnet med."""

    least: int = Field(description="Færrest deltagere på et hold")
    most: int = Field(description="Flest deltagere på et hold")
    classes: int = Field(description="Flest hold af samme kursus")
    days: int = Field(description="Flest kursusdage for én person")
    budget: int | None = Field(description="Kroner til deltagerbetaling; null: intet loft")
    unknown_fees_da: str = Field(description="Hvad der gøres ved kurser uden kendt pris")
    open_courses: list[str] = Field(description="Kurser på åbne hold, uden mindste antal")


class StageView(View):
    """Ét mål: hvad der blev nået, og hvad der højst kunne nås blandt de undersøgte pakker."""

    measure: str
    measure_da: str
    value: int
    bound: int
    proven: bool


class HeldView(View):
    """Et kursus, der holdes."""

    module: ModuleView
    participants: list[str]
    companies: list[str]
    classes: int = Field(description="Antal hold; 0: åbne hold")
    core: bool = Field(description="Fælles kerne: deltagere på vej til mindst to virksomheder")


class CohortStepView(View):
    """Et kursus på én persons vej og grunden til, at det er der."""

    module: ModuleView
    core: bool
    reason_da: str


class WayView(View):
    """Én persons vej: først kerne og hale i den rækkefølge, de kan tages."""

    person: str
    need: str
    title: str
    company: str
    steps: list[CohortStepView]
    days: int
    kroner: int = Field(description="Kendt deltagerbetaling")
    unknown: int = Field(description="Kurser, hvis pris ikke kan siges; aldrig nul kroner")


class OutcomeView(View):
    """Hvad et behov får, og hvorfor pladser står tilbage."""

    need: str
    title: str
    company: str
    headcount: int
    people: list[str]
    open: int
    why: str
    why_da: str


class PriceView(View):
    """Hvad en grænse koster: regnet om uden den."""

    constraint: str
    title_da: str
    text_da: str
    differences: dict[str, float]
    proven: bool


class ShareView(View):
    """Hvad én betaler."""

    payer: str
    places: int
    days: int
    kroner: int
    unknown: int


class SplitView(View):
    """Deltagerbetalingen fordelt; delene giver summen på kronen."""

    by_da: str
    rule: str
    rule_da: str
    shares: list[ShareView]
    kroner: int
    unknown: int


class CohortView(View):
    """En gruppepakke: fælles kerne, haler, hvem der ender hvor, og hvad grænserne koster."""

    on: date
    taxonomy: str
    limits: CohortLimitsView
    companies: int
    needs_count: int
    people_count: int
    places: int = Field(description="Pladser, der søges til")
    filled: int
    days: int
    kroner: int = Field(description="Kendt deltagerbetaling; hvert kursus' kilde står i module.fee")
    estimate: bool = Field(description="Beløbet er et skøn, fordi et af kursernes priser er det")
    unknown: int
    proof: str = Field(description="best, best_among eller gap")
    proof_da: str
    packages: int = Field(description="Pakker, der blev valgt imellem")
    stages: list[StageView]
    courses: list[HeldView]
    people: list[WayView]
    needs: list[OutcomeView]
    prices: list[PriceView]
    causes_da: list[str] = Field(description="Mindste sæt af grunde, når ingen plads kan besættes")
    splits: list[SplitView]


class GainView(View):
    """En deltager på det nye kursus."""

    person: str
    need: str
    title: str
    company: str
    closes_da: list[str]
    instead: list[ModuleView]
    days_instead: int | None


class ReplacedView(View):
    """Et kursus, det nye ville træde i stedet for, og for hvor mange."""

    module: ModuleView
    participants: int


class NewCourseView(View):
    """Et foreslået kursus. Titel og længde er vores forslag og aldrig officielle."""

    on: date
    taxonomy: str
    title_da: str
    status: str = "forslag"
    outcomes: list[AttainmentView]
    days: int
    most_outcomes: int
    lift: int
    places: int
    places_today: int
    places_after: int
    bound: int
    proven: bool
    proof_da: str
    gains: list[GainView]
    replaces: list[ReplacedView]
