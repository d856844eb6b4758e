"""Use case: a realkompetencevurdering towards one programme, stored, and two of them compared."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from pydantic import Field, ValidationError

from api.errors import UnknownThingError
from api.intake.criteria import load_criteria
from api.intake.files import decode, read_file, single_fault
from api.intake.rkv_profile import born_before, load_profile
from api.services.explain_rules import FindingView, finding_view
from api.services.store_criteria import installed_criteria
from api.views import View
from api.writing import write_whole
from matcher.plans.rkv import assess
from matcher.plans.rkv_compare import compare
from matcher.rules.credit import Admission, Assessment, Block, Credit, Rated, Track, Weeks
from matcher.rules.credit import CreditKind as Kind
from matcher.rules.credit import Rating as Rate
from matcher.rules.criteria import in_force
from matcher.rules.law import LawBook

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.rules.criteria import Criteria
    from taxonomy.concepts import Programme
    from taxonomy.snapshot import Taxonomy

_JSON: Final = frozenset({".json"})


class WeeksView(View):
    """Uger i de tre dele; null, hvor det ikke kan afgøres."""

    gf2: float | None
    main: float | None
    oplaering: float | None


class RatedView(View):
    """Én række i skolens skema, som den er afgjort."""

    criterion: str
    block: Block
    title_da: str
    rating: Rate
    school: Rate | None = Field(description="Skolens egen vurdering; null, hvor der ingen er")
    months: int
    shown: list[str]
    outdated: list[str]
    undocumented: list[str]
    reason_da: str
    missing: list[str]


class CreditView(View):
    """Én afkortning med grunden til den."""

    block: Block | None
    kind: Kind
    basis_da: str
    criterion: str
    rating: Rate
    school_weeks: float
    gf2: bool
    oplaering_weeks: float
    accepted: bool
    reason_da: str
    sources: list[str]
    capped_da: str


class AssessmentView(View):
    """Vurderingen af én person til én uddannelse."""

    person: str
    programme: str
    programme_da: str
    on: date
    version_da: str
    example: bool
    track: Track | None
    track_reason_da: str
    relevant_months: int | None
    admission: Admission
    admission_reason_da: str
    full: WeeksView
    weeks: WeeksView
    rows: list[RatedView]
    credits: list[CreditView]
    missing: list[str]
    assumptions: list[str]
    appeal_da: list[str]
    amu_counted: list[str]
    notices_da: list[str]
    criteria_hash: str
    law_hash: str
    findings: list[FindingView]


class DifferenceView(View):
    """Én forskel mellem to vurderinger, og hvorfor."""

    what_da: str
    first_da: str
    second_da: str
    cause: str
    why_da: str
    rule_bound: bool


class ComparisonView(View):
    """To vurderinger holdt op mod hinanden."""

    first: str
    second: str
    same_rule_bound: bool = Field(description="Standard og del A til C er ens")
    causes: list[str]
    differences: list[DifferenceView]


def programme_named(taxonomy: Taxonomy, name: str) -> Programme:
    """The programme with this id.

    Raises:
        UnknownThingError: naming the nearest ones.
    """
    if name in taxonomy.programmes:
        return taxonomy.programmes[name]
    near = get_close_matches(name, taxonomy.programmes, 3, 0.4)
    legal = ", ".join(near) or "id i data/taxonomy/programmes.csv"
    message = f"«{name[:80]}» er ikke en uddannelse. Se: {legal}"
    raise UnknownThingError(message)


def assess_profile(
    taxonomy: Taxonomy, profile: Path, programme: str, on: date, criteria: Path | None = None
) -> AssessmentView:
    """Assess the person in a file.

    Args:
        taxonomy: with programmes and dated parameters.
        profile: YAML or JSON.
        programme: id in the taxonomy.
        on: the day the education begins.
        criteria: a file; None looks among the criteria that are installed.

    Returns:
        The assessment; where the criteria are not there, it names the document needed.

    Raises:
        UnknownThingError: for a programme that is not there.
        WrongInputError: with every fault in a file.
    """
    wanted = programme_named(taxonomy, programme)
    used, about = _criteria(taxonomy, wanted, on, criteria)
    read, notices = load_profile(profile, taxonomy, used)
    born_before(read, on, profile.name)
    book = LawBook(taxonomy.parameters.values())
    found = assess(read, wanted, on, book, used)
    return assessment_view(found, wanted, (*about, *notices))


def _criteria(
    taxonomy: Taxonomy, programme: Programme, on: date, path: Path | None
) -> tuple[Criteria | None, tuple[str, ...]]:
    if path is not None:
        return load_criteria(path, taxonomy)
    return in_force(installed_criteria(taxonomy), programme.id, on), ()


def assessment_view(
    found: Assessment, programme: Programme, notices: tuple[str, ...] = ()
) -> AssessmentView:
    """Show an assessment."""
    return AssessmentView.model_validate({
        **asdict(replace(found, findings=())),
        "programme_da": programme.title_da,
        "notices_da": list(notices),
        "findings": [finding_view(each) for each in found.findings],
    })  # fmt: skip


def store_assessment(view: AssessmentView, path: Path) -> None:
    """Write an assessment as JSON; the file is replaced as a whole.

    Raises:
        WrongInputError: when the file cannot be written.
    """
    try:
        write_whole(path, view.model_dump_json(indent=1))
    except OSError:
        raise single_fault(path.name, "filen kan ikke skrives", "Vælg en anden mappe") from None


def read_assessment(path: Path) -> Assessment:
    """Read a stored assessment; the rules' traces are not read back.

    Raises:
        WrongInputError: when it is no stored assessment.
    """
    file = read_file(path, _JSON)
    try:
        view = AssessmentView.model_validate_json(decode(file).text)
    except ValidationError:
        remedy = "Brug en fil, der er skrevet med rkv assess --store eller --json"
        raise single_fault(file.name, "filen er ikke en gemt vurdering", remedy) from None
    return _assessment(view)


def _assessment(view: AssessmentView) -> Assessment:
    own = {"programme_da", "notices_da", "findings", "full", "weeks", "rows", "credits"}
    return Assessment(
        **{k: _frozen(v) for k, v in view if k not in own},
        findings=(),
        full=Weeks(**dict(view.full)),
        weeks=Weeks(**dict(view.weeks)),
        rows=tuple(Rated(**{k: _frozen(v) for k, v in row}) for row in view.rows),
        credits=tuple(Credit(**{k: _frozen(v) for k, v in c}) for c in view.credits),
    )


def _frozen(value: Any) -> Any:  # noqa: ANN401  (a field of any type)
    return tuple(value) if isinstance(value, list) else value


def compare_files(first: Path, second: Path) -> ComparisonView:
    """Hold two stored assessments against each other.

    Args:
        first: JSON written by `store_assessment`.
        second: likewise.

    Returns:
        Every difference and its cause.

    Raises:
        WrongInputError: when a file is no stored assessment.
    """
    found = compare(read_assessment(first), read_assessment(second))
    return ComparisonView(
        first=first.name,
        second=second.name,
        same_rule_bound=found.same_rule_bound,
        causes=[cause.value for cause in found.causes],
        differences=[DifferenceView.model_validate(asdict(each)) for each in found.differences],
    )
