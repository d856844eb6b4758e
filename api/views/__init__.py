"""What is shown: the same values for page, terminal and JSON."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field


class View(BaseModel):
    """Base of all views: frozen, and nothing beside the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FeeView(View):
    """Et beløb med hjemmel og gyldighed, eller grunden til, at det ikke kan siges."""

    kroner: int | None
    why_da: str = Field(description="Grunden, når beløbet ikke kan siges")
    estimate: bool = Field(
        default=False, description="Skøn: længden er vores forslag, eller taksten er ikke almen"
    )
    legal_basis: str = Field(
        default="", description="Lov og paragraf; tom, når vores kilder ikke nævner dem"
    )
    reference: str = ""
    source_url: str = ""
    valid_from: date | None = None
    checked_until: date | None = None
    confidence: str = ""
    note_da: str = ""


class ModuleView(View):
    """Et kursus med sin status; forslag har aldrig en national kode."""

    id: str
    title_da: str
    title_en: str
    kind: str
    status: str = Field(description="officiel, navngivet eller forslag")
    national_code: str
    days: int | None
    days_from_source: bool = Field(description="falsk: længden er vores forslag")
    fee: FeeView
    note_da: str


class AttainmentView(View):
    """En kompetence på et niveau."""

    competence: str
    label_da: str
    label_en: str
    kind: str
    level: int


class RequirementView(View):
    """Et krav, en gruppe af alternativer, en fordel eller et personligt træk."""

    key: str
    kind: str
    title_da: str
    options: list[AttainmentView]
    weight: int
    suggested: bool = Field(
        default=False, description="Læst ud af tekst; virksomheden har ikke bekræftet det"
    )


class ComparisonView(View):
    """Personen mod ét krav."""

    requirement: RequirementView
    option: AttainmentView
    status: str
    status_da: str
    level: int
    credit: float
    quality: float
    evidence: str | None
    evidence_da: str
    via_da: str
    near_da: list[str]
    suggested: bool = Field(
        default=False, description="Hviler på noget, der er foreslået og ikke bekræftet"
    )


class ScoreRowView(View):
    """Én addend i pointtallet."""

    kind: str
    key: str
    label_da: str
    points: float
    possible: float
    share: float


class StepView(View):
    """Ét kursus i en pakke og grunden til, at det er der."""

    module: ModuleView
    closes: list[AttainmentView]
    closes_da: list[str]
    opens: list[str]
    reason_da: str


class BlockedView(View):
    """Et krav, som intet kursus kan lukke."""

    goal_da: str
    obstacle: str
    reason_da: str


class PackageView(View):
    """En kursuspakke: kurser i rækkefølge, dage, beløb og bevis for, at den er den korteste."""

    closed: bool
    days: int | None
    fee: FeeView
    method: str
    proven: bool
    proof_da: str
    steps: list[StepView]
    blocked: list[BlockedView]


class CounterfactualView(View):
    """Det ene kursus, der flytter personen mest."""

    module: ModuleView
    rank_before: int
    rank_after: int
    points: float
    text_da: str


class MissingView(View):
    """En oplysning, der mangler, og hvad den kan betyde."""

    kind: str
    key: str
    points: float
    text_da: str


class CandidateView(View):
    """Én person til ét behov, nu og efter den korteste pakke."""

    person: str
    employed_here: bool
    rank: int
    tied: int
    score: float
    rows: list[ScoreRowView]
    fit: bool
    comparisons: list[ComparisonView]
    package: PackageView
    score_after: float
    rank_after: int = Field(description="Plads efter pakken, når de andre er som nu")
    tied_after: int
    rank_after_all: int = Field(description="Plads, når alle har taget hver sin korteste pakke")
    counterfactual: CounterfactualView | None
    missing: list[MissingView]
    suggested: bool = Field(description="Hviler på oplysninger, ingen har bekræftet")
    unconfirmed_points: float = Field(
        0.0, description="Så mange af pointene falder bort uden det, der kun er foreslået"
    )
    to_confirm: list[str] = Field(
        default_factory=list, description="Beviser, som en person skal bekræfte"
    )


class NeedView(View):
    """Et behov i en virksomheds plan."""

    id: str
    plan: str
    company: str
    area: str
    area_title: str
    title: str
    profile: str | None
    headcount: int
    by: date | None
    importance: int
    requirements: list[RequirementView]
    traits: list[str]


class RankingView(View):
    """Alle personer til ét behov; ingen er udeladt, medmindre `shown` er mindre end `total`."""

    need: NeedView
    on: date
    order: str
    taxonomy: str
    settings: str
    tie_seed: int
    total: int
    shown: int
    notice_da: str
    candidates: list[CandidateView]


class BaselineView(View):
    """Hvad en tommelfingerregel ville foreslå."""

    name: str
    name_da: str
    days: int
    closed: bool
    extra_days: int | None
    modules: list[str]


class PackageAnswerView(View):
    """Den bedste pakke for én person, alternativerne og tommelfingerreglerne."""

    person: str
    need: NeedView
    on: date
    objective: str
    taxonomy: str
    best: PackageView
    choice_da: str = Field(
        "", description="Hvorfor pakken er valgt frem for en lige så kort og lige så billig"
    )
    alternatives: list[PackageView]
    baselines: list[BaselineView]
    assumptions_da: list[str] = Field(description="Hvad der er taget for givet; spørg ind til det")
    comparisons: list[ComparisonView]


class RequirementGapView(View):
    """Et fagområdes folk mod ét krav."""

    requirement: RequirementView
    counts: dict[str, int]
    nearest: list[str]
    suggested: dict[str, int] = Field(
        default_factory=dict, description="Heraf hviler på noget, ingen har bekræftet"
    )


class NeedGapView(View):
    """Et fagområdes folk mod ét behov."""

    need: NeedView
    fit: list[str]
    lacking: int
    requirements: list[RequirementGapView]
    people: dict[str, list[ComparisonView]]
    unconfirmed: list[str] = Field(
        default_factory=list, description="Dem i fit, der kun passer, hvis forslag bekræftes"
    )


class AreaGapView(View):
    """Ét fagområde."""

    id: str
    title: str
    employees: int
    unknown: list[str]
    needs: list[NeedGapView]


class CompanyGapView(View):
    """Én virksomheds kompetencegab, fagområde for fagområde."""

    plan: str
    company: str
    cvr: str
    areas: list[AreaGapView]


class GapsView(View):
    """Gab for alle virksomheder i filen."""

    on: date
    taxonomy: str
    settings: str
    companies: list[CompanyGapView]


class CompetenceView(View):
    """En kompetence med alt, hvad vi ved om den."""

    id: str
    kind: str
    field_da: str
    label_da: str
    label_en: str
    definition_da: str
    synonyms_da: list[str]
    synonyms_en: list[str]
    broader: list[str]
    narrower: list[str]
    near: list[str]
    valid_years: int | None
    esco_uri: str
    esco_match: str
    status: str
    sources: list[str]
    as_of: date
    confidence: str
    taught_by: list[ModuleView]
