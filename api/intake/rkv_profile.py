"""What is told about a person for an assessment, or every fault that stands in the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, cast

from api.errors import WrongInputError
from api.intake.criteria import attainments
from api.intake.files import TREES, decode, read_file, single_fault
from api.intake.locating import FaultList, TreeLocator
from api.intake.people import shaped
from api.intake.protected import hide_protected
from api.intake.rkv_shapes import ProfileIn
from api.intake.rule_facts import parse_facts
from api.intake.trees import read_tree
from matcher.rules.profile import Education, Individual, Job, RkvProfile, SchoolRating
from matcher.rules.schemes.admission import AdmissionFacts
from matcher.rules.schemes.euv import EuvFacts
from taxonomy.concepts import Attainment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path as FilePath

    from api.intake.locating import Locator, Path
    from api.intake.rkv_shapes import IndividualIn, JobIn
    from matcher.rules.asking import Facts
    from matcher.rules.criteria import Criteria
    from taxonomy.snapshot import Taxonomy

_FACTS: Final[dict[str, type[Facts]]] = {"euv": EuvFacts, "adgang": AdmissionFacts}
STANDARD: Final = "standard"


@dataclass(frozen=True)
class _Under:
    """A locator for one object within a file."""

    whole: Locator
    prefix: Path

    @property
    def name(self) -> str:
        """The file's name."""
        return self.whole.name

    def place(self, path: Path) -> tuple[int, str]:
        """Where a path below the object stands in the whole file."""
        return self.whole.place((*self.prefix, *path))


def load_profile(
    path: FilePath, taxonomy: Taxonomy, criteria: Criteria | None = None
) -> tuple[RkvProfile, tuple[str, ...]]:
    """Read one person's profile.

    Args:
        path: YAML or JSON; see `docs/rkv.md`.
        taxonomy: competences, and the lists that rule facts are told in.
        criteria: their rows are what ratings may name; None lets any name through.

    Returns:
        The profile, and notices about how the file was read.

    Raises:
        WrongInputError: with every fault found.
    """
    file = read_file(path, TREES)
    tree, notices = read_tree(file)
    locator = TreeLocator(file.name, decode(file).text)
    return parse_profile(tree, locator, taxonomy, criteria), notices


def born_before(profile: RkvProfile, on: date, name: str) -> None:
    """Refuse a birth date that comes after the day the education begins.

    Args:
        profile: as it was read.
        on: the day the education begins.
        name: the file's name, for the message.

    Raises:
        WrongInputError: without the date itself, since it is about the person.
    """
    born = profile.euv.birth_date
    if born is not None and born > on:
        raise single_fault(name, "fødselsdatoen ligger efter den dag, uddannelsen begynder",
                           "Ret euv.fødselsdato eller startdagen")  # fmt: skip


def parse_profile(
    content: object, locator: Locator, taxonomy: Taxonomy, criteria: Criteria | None = None
) -> RkvProfile:
    """Turn plain values into a profile.

    Args:
        content: one object.
        locator: knows where the values stand.
        taxonomy: competences, and the lists that rule facts are told in.
        criteria: their rows are what ratings may name; None lets any name through.

    Returns:
        The profile; names and addresses in free text are hidden, and what is left out is not
        told.

    Raises:
        WrongInputError: with every fault found.
    """
    faults = FaultList(locator)
    tree = dict(content) if isinstance(content, dict) else {}
    if not isinstance(content, dict):
        faults.add((), content, "er ikke en profil", "Skriv person: og det, personen har vist")
    told = {key: tree.pop(key, None) or {} for key in _FACTS}
    facts = {key: _facts(key, told[key], locator, taxonomy, faults) for key in _FACTS}
    shape = shaped(ProfileIn, (), tree, faults)
    jobs = _jobs(shape, faults, taxonomy) if shape else ()
    if shape:
        _check(shape, criteria, faults)
    faults.raise_if_any()
    return _profile(cast("ProfileIn", shape), jobs, facts)


def _profile(shape: ProfileIn, jobs: tuple[Job, ...], facts: dict[str, Any]) -> RkvProfile:
    return RkvProfile(
        person=shape.person,
        school=shape.school,
        euv=facts["euv"],
        admission=facts["adgang"],
        jobs=jobs,
        educations=tuple(
            Education(e.id, e.kind, e.title, e.code, e.done, tuple(e.criteria), tuple(e.papers))
            for e in shape.educations
        ),
        ratings=tuple(SchoolRating(r.criterion, r.rating, r.by, r.on) for r in shape.ratings),
        individual=tuple(map(_individual, shape.individual)),
        declined=tuple(shape.declined),
    )


def _individual(each: IndividualIn) -> Individual:
    return Individual(
        id=each.id, basis_da=each.basis, competences_da=each.competences,
        gf2_weeks=each.gf2 or 0.0, main_weeks=each.main or 0.0,
        oplaering_months=each.training or 0.0, accepted=each.accepted, by=each.by, on=each.on,
    )  # fmt: skip


def _facts(
    key: str, told: object, locator: Locator, taxonomy: Taxonomy, faults: FaultList
) -> Facts:
    kind = _FACTS[key]
    try:
        return parse_facts(told, _Under(locator, (key,)), kind, taxonomy.parameters)
    except WrongInputError as error:
        faults.found.extend(error.faults)
        return kind()


def _jobs(shape: ProfileIn, faults: FaultList, taxonomy: Taxonomy) -> tuple[Job, ...]:
    read = (_job(job, ("job", n), faults, taxonomy) for n, job in enumerate(shape.jobs))
    return tuple(job for job in read if job)


def _job(job: JobIn, path: Path, faults: FaultList, taxonomy: Taxonomy) -> Job | None:
    shown = attainments(job.competences, (*path, "kompetencer"), faults, taxonomy)
    if job.first is None:
        faults.add((*path, "fra"), None, "feltet er tomt", "Skriv jobbets første dag")
        return None
    if job.last and job.last < job.first:
        faults.add((*path, "til"), job.last, "jobbet slutter, før det begynder", "Ret datoerne")
    wide = taxonomy.graph.widen(shown)
    return Job(
        id=job.id, first=job.first, last=job.last, hours=job.hours,
        tasks_da=" ".join(hide_protected(job.tasks).text.split()),
        competences=tuple(Attainment(c, level) for c, level in sorted(wide.items())),
        criteria=tuple(job.criteria), papers=tuple(job.papers),
    )  # fmt: skip


def _check(shape: ProfileIn, criteria: Criteria | None, faults: FaultList) -> None:
    shown = [("job", j.id) for j in shape.jobs] + [("uddannelser", e.id) for e in shape.educations]
    _unique(shown, faults)
    _unique([("individuel", i.id) for i in shape.individual], faults)
    if criteria is None:
        return
    rows = [row.id for row in criteria.rows]
    for each in (i.id for i in shape.individual if i.id in rows):
        faults.add(("individuel",), each, "id er også en række i bilaget", "Vælg et andet id")
    for path, name in _named(shape):
        if name not in rows:
            _unknown(path, name, rows, faults)
    own = [*rows, STANDARD, *(i.id for i in shape.individual)]
    for place, name in enumerate(shape.declined):
        if name not in own:
            _unknown(("ønsker_ikke", place), name, own, faults)


def _unique(named: Iterable[tuple[str, str]], faults: FaultList) -> None:
    listed = list(named)
    counts = Counter(name for _, name in listed)
    places: Counter[str] = Counter()
    for part, name in listed:
        if counts[name] > 1:
            faults.add((part, places[part], "id"), name, "id bruges mere end én gang",
                       "Giv hvert job, kursus og skøn sit id")  # fmt: skip
        places[part] += 1


def _named(shape: ProfileIn) -> Iterable[tuple[Path, str]]:
    for place, rating in enumerate(shape.ratings):
        yield ("vurderinger", place, "kriterium"), rating.criterion
    parts: tuple[tuple[str, list[Any]], ...] = (
        ("job", shape.jobs), ("uddannelser", shape.educations),
    )  # fmt: skip
    for part, listed in parts:
        for place, each in enumerate(listed):
            for n, name in enumerate(each.criteria):
                yield (part, place, "kriterier", n), name


def _unknown(path: Path, name: str, legal: list[str], faults: FaultList) -> None:
    near = get_close_matches(name, legal, 1, 0.5)
    remedy = f"Mente du {near[0]}?" if near else f"Rækkerne er: {', '.join(legal)}"
    faults.add(path, name, "rækken findes ikke i kriterierne", remedy)
