"""An order for a plan from YAML or JSON, or every fault that stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, cast

from api.intake.criteria import load_criteria
from api.intake.files import TREES, decode, read_file
from api.intake.locating import FaultList, TreeLocator
from api.intake.people import shaped
from api.intake.plan_shapes import OrderIn
from api.intake.protected import has_contact
from api.intake.rkv_profile import born_before, load_profile
from api.intake.rule_facts import facts_shape
from api.intake.trees import read_tree
from matcher.facts import Need, Requirement
from matcher.packages.package import Packager
from matcher.packages.problem import build_problem
from matcher.plans.calendar import CLOSED_WEEKS, CalendarPeriod, SchoolCalendar
from matcher.plans.plan import Subject
from matcher.plans.request import AcademyModule, Mentorship, PlanRequest, Situation
from matcher.plans.rkv import assess, last_checked
from matcher.rules.asking import told_fields
from matcher.rules.credit import Assessment, Credit, Weeks
from matcher.rules.law import LawBook
from matcher.rules.registry import RULES
from taxonomy.concepts import Attainment, LineKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from api.intake.plan_shapes import AssessmentIn, CalendarIn, CreditIn, WeeksIn
    from taxonomy.concepts import JobProfile
    from taxonomy.ids import CompetenceId, ModuleId
    from taxonomy.snapshot import Taxonomy

_OPEN_WEEKS: Final = 26
"""A calendar must leave at least so many weeks open, or nothing could be placed."""


_MUST: Final = "must:"


@dataclass(frozen=True)
class PlanOrder:
    """What is ordered.

    Attributes:
        id: names the order among examples.
        title: what the plan shows, for a list of plans.
        dates: days somebody has set for a period by its key, instead of the proposal.
    """

    id: str
    title: str
    request: PlanRequest
    dates: Mapping[str, tuple[date, date]]


@dataclass(frozen=True)
class Overrides:
    """What is given beside the file.

    Attributes:
        written: the day the plan is worked out, where the file does not say.
    """

    written: date
    programme: str = ""
    start: date | None = None


def load_order(path: Path, taxonomy: Taxonomy, given: Overrides) -> PlanOrder:
    """Read an order.

    Args:
        path: YAML or JSON; see docs/planer.md.
        taxonomy: programmes, modules, competences and the lists that facts are told in.
        given: programme and start in place of the file's.

    Returns:
        The order.

    Raises:
        WrongInputError: with every fault found.
    """
    file = read_file(path, TREES)
    tree, _ = read_tree(file)
    faults = FaultList(TreeLocator(file.name, decode(file).text))
    shape = shaped(OrderIn, (), tree, faults)
    faults.raise_if_any()
    return _Reading(cast("OrderIn", shape), taxonomy, given, faults, path.parent).order()


class _Reading:
    def __init__(
        self,
        order: OrderIn,
        taxonomy: Taxonomy,
        given: Overrides,
        faults: FaultList,
        folder: Path,
    ) -> None:
        self.shape, self.taxonomy, self.given, self.faults = order, taxonomy, given, faults
        self.folder = folder

    def order(self) -> PlanOrder:
        shape = self.shape
        written = shape.written or self.given.written
        start = self.given.start or shape.start
        if start is None:
            self.faults.add(("start",), None, "feltet er tomt", "Skriv start: ÅÅÅÅ-MM-DD")
        programme = self.given.programme or shape.programme
        self._known("uddannelse", [programme] if programme else [], self.taxonomy.programmes)
        profile = self._profile()
        situation = self._situation()
        before = self._courses("kurser", shape.before)
        inside = self._courses("kurser_i_oplæring", shape.inside)
        self._known("niveauer", shape.levels, self.taxonomy.competences)
        academy = self._academy()
        calendar = self._calendar(programme)
        self._check_dates()
        self._check_texts(shape.model_dump(by_alias=True, exclude={"contact"}), ())
        self.faults.raise_if_any()
        levels = self.taxonomy.graph.widen(
            [Attainment(c, level) for c, level in shape.levels.items() if level]
        )
        if shape.find and profile:
            before = (*before, *self._package(profile, levels, written))
        request = PlanRequest(
            kind=shape.kind,
            person=shape.person,
            levels=levels,
            written=written,
            start=start or written,
            programme=programme or None,
            assessment=self._assessment(programme, written, start or written),
            unchanged=self._unchanged(programme, start or written),
            goal_da=shape.goal.title or (profile.title_da if profile else ""),
            goal_en=shape.goal.title_en or (profile.title_en if profile else ""),
            needed=_needed(profile),
            goals=_goals(profile, self.taxonomy),
            before=before,
            inside=inside,
            academy=academy,
            subjects=tuple(
                Subject(s.title, s.title, s.level, s.weeks, s.credit, proposed=False,
                        source_da=s.source)
                for s in shape.subjects
            ),
            calendar=calendar,
            situation=situation,
            foreign=tuple(shape.foreign),
            mentor=Mentorship(shape.mentor.weeks, shape.mentor.text, shape.mentor.text_en)
            if shape.mentor
            else None,
            pause_weeks=shape.pause,
            example=shape.example,
            school=shape.school,
            contact=shape.contact,
        )  # fmt: skip
        dates = {key: (d.first, d.last) for key, d in shape.dates.items() if d.first and d.last}
        return PlanOrder(shape.id, shape.title, request, dates)

    def _known(self, field: str, names: Any, legal: Mapping[str, object]) -> None:  # noqa: ANN401
        for place, name in enumerate(names):
            if name not in legal:
                near = ", ".join(get_close_matches(name, legal, 3, 0.5)) or "se taxonomien"
                path = (field, name) if isinstance(names, dict) else (field, place)
                self.faults.add(path, name, "findes ikke i taxonomien", f"Mente du: {near}?")

    def _profile(self) -> JobProfile | None:
        name = self.shape.goal.profile
        if name:
            self._known("mål", [name], self.taxonomy.profiles)
        return self.taxonomy.profiles.get(name)

    def _courses(self, field: str, names: list[str]) -> tuple[ModuleId, ...]:
        self._known(field, names, self.taxonomy.modules)
        for place, name in enumerate(names):
            module = self.taxonomy.modules.get(name)
            if module and module.days is None:
                self.faults.add((field, place), name, "kursets længde kendes ikke",
                                "Vælg et kursus med kendt længde")  # fmt: skip
        return tuple(names)

    def _package(
        self, profile: JobProfile, levels: Mapping[CompetenceId, int], written: date
    ) -> tuple[ModuleId, ...]:
        need = _need(profile)
        packager = Packager(build_problem(need, self.taxonomy, written).without_programmes())
        return packager.best_from(packager.problem.holding(levels)).modules

    def _academy(self) -> tuple[AcademyModule, ...]:
        found = []
        for place, each in enumerate(self.shape.academy):
            for field, levels in (("giver", each.gives), ("kræver", each.asks)):
                for name in (n for n in levels if n not in self.taxonomy.competences):
                    self.faults.add(("moduler", place, field), name, "findes ikke i taxonomien",
                                    "Brug en kompetence fra taxonomien")  # fmt: skip
            gives = tuple(Attainment(c, level) for c, level in each.gives.items())
            asks = tuple((Attainment(c, level),) for c, level in each.asks.items())
            found.append(AcademyModule(each.id, each.title, each.title_en or each.title, each.days,
                                       each.ects, gives, asks, each.status, each.code))  # fmt: skip
        return tuple(found)

    def _calendar(self, programme: str) -> SchoolCalendar:
        told: CalendarIn | None = self.shape.calendar
        if told is None:
            return SchoolCalendar()
        periods = []
        for place, p in enumerate(told.periods):
            if p.first is None or p.last is None or p.last < p.first:
                self.faults.add(("kalender", "perioder", place), None,
                                "perioden mangler en dag eller slutter, før den begynder",
                                "Skriv fra: og til:")  # fmt: skip
                continue
            periods.append(CalendarPeriod(programme, p.number, p.first, p.last, p.place))
        closed = CLOSED_WEEKS if told.closed_weeks is None else frozenset(told.closed_weeks)
        if len(closed) > _OPEN_WEEKS:
            self.faults.add(("kalender", "lukkede_uger"), None, "for mange lukkede uger",
                            f"Højst {_OPEN_WEEKS} uger kan være lukkede")  # fmt: skip
        return SchoolCalendar(tuple(periods), closed, told.source, told.example)

    def _check_dates(self) -> None:
        for key, days in self.shape.dates.items():
            if days.first is None or days.last is None:
                self.faults.add(("datoer", key), None, "datoen mangler", "Skriv fra: og til:")

    def _check_texts(self, told: object, path: tuple[str | int, ...]) -> None:
        """No way to reach a person stands in a plan that goes from hand to hand."""
        if isinstance(told, str) and has_contact(told):
            self.faults.add(path, None, "ligner en mailadresse, et telefonnummer eller en adresse",
                            "Fjern den; skolens egen kontakt skrives i feltet kontakt")  # fmt: skip
        elif isinstance(told, dict):
            for key, value in told.items():
                self._check_texts(value, (*path, key))
        elif isinstance(told, list):
            for place, value in enumerate(told):
                self._check_texts(value, (*path, place))

    def _unchanged(self, programme: str, start: date) -> Assessment | None:
        """What the school's rules would give as they were last checked, where they are not now."""
        then = last_checked(LawBook(self.taxonomy.parameters.values()), start)
        if self.shape.assessment is not None or then is None:
            return None
        return self._assessed(programme, then)

    def _situation(self) -> Situation:
        told: dict[str, Any] = {}
        kinds = dict.fromkeys(rule.facts for rule in RULES.values())
        shapes = [facts_shape(kind, self.taxonomy.parameters) for kind in kinds]
        keys = {each.key: name for kind in kinds for name, each in told_fields(kind).items()}
        for key, value in self.shape.facts.items():
            if key not in keys:
                near = ", ".join(get_close_matches(key, keys, 2, 0.5)) or "se docs/regler.md"
                self.faults.add(("oplysninger", key), None, "oplysningen kendes ikke",
                                f"Mente du: {near}?")  # fmt: skip
                continue
            fit = next(s for s in shapes if key in {f.alias for f in s.model_fields.values()})
            read = shaped(fit, ("oplysninger",), {key: value}, self.faults)
            if read is not None:
                plain = read.model_dump(by_alias=True)[key]
                told[key] = tuple(plain) if isinstance(plain, list) else plain
        return Situation(told)

    def _assessment(self, programme: str, written: date, start: date) -> Assessment | None:
        told: AssessmentIn | None = self.shape.assessment
        if told is None:
            return self._assessed(programme, start)
        full = _weeks(told.full)
        credits_ = tuple(map(_credit, told.credits))
        basis = self.taxonomy.programmes[programme].legal_basis if programme else ""
        return Assessment(
            self.shape.person, programme, told.on or written, told.edition or basis, told.track,
            told.reason, (), full, credits_, _after(full, credits_), tuple(told.missing),
            tuple(told.assumptions), self.shape.example,
        )  # fmt: skip

    def _assessed(self, programme: str, start: date) -> Assessment | None:
        """The assessment worked out from a profile and the education's criteria."""
        files = self.shape.rkv
        if files is None or not programme:
            return None
        criteria = None
        if files.criteria:
            criteria, _ = load_criteria(self.folder / files.criteria, self.taxonomy)
        profile, _ = load_profile(self.folder / files.profile, self.taxonomy, criteria)
        born_before(profile, start, files.profile)
        book = LawBook(self.taxonomy.parameters.values())
        return assess(profile, self.taxonomy.programmes[programme], start, book, criteria)


def _weeks(told: WeeksIn) -> Weeks:
    return Weeks(told.gf2, told.main, told.training)


def _credit(told: CreditIn) -> Credit:
    return Credit(
        told.block, told.kind, told.basis, told.criterion, told.rating, told.school or 0.0,
        told.gf2, told.training or 0.0, told.accepted, told.reason, tuple(told.sources),
    )  # fmt: skip


def _after(full: Weeks, credits_: tuple[Credit, ...]) -> Weeks:
    taken = [c for c in credits_ if c.accepted]
    gf2 = sum(c.school_weeks for c in taken if c.gf2)
    main = sum(c.school_weeks for c in taken if not c.gf2)
    return Weeks(
        _less(full.gf2, gf2), _less(full.main, main),
        _less(full.oplaering, sum(c.oplaering_weeks for c in taken)),
    )  # fmt: skip


def _less(full: float | None, taken: float) -> float | None:
    return None if full is None else max(0.0, round(full - taken, 2))


def _need(profile: JobProfile) -> Need:
    groups: dict[str, list[Attainment]] = {}
    kinds = {LineKind.MUST, LineKind.ONE_OF}
    for line in (each for each in profile.lines if each.kind in kinds):
        name = line.group if line.kind is LineKind.ONE_OF else f"{_MUST}{line.competence}"
        groups.setdefault(name, []).append(Attainment(line.competence, line.level))
    asked = tuple(
        Requirement(name, LineKind.MUST if len(options) == 1 else LineKind.ONE_OF, name,
                    tuple(options))
        for name, options in groups.items()
    )  # fmt: skip
    return Need(profile.id, profile.field, profile.title_da, profile.id, asked)


def _goals(
    profile: JobProfile | None, taxonomy: Taxonomy
) -> tuple[tuple[str, tuple[Attainment, ...]], ...]:
    if profile is None:
        return ()
    labels = taxonomy.competences
    return tuple(
        (
            labels[r.key.removeprefix("must:")].label_da if len(r.options) == 1 else r.title,
            r.options,
        )
        for r in _need(profile).requirements
    )


def _needed(profile: JobProfile | None) -> Mapping[CompetenceId, int]:
    if profile is None:
        return {}
    return {line.competence: line.level for line in profile.lines if line.kind is LineKind.MUST}
