"""Kompetenceforsyningsplaner from JSON or YAML, or every fault that stands in the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from api.intake.files import TREES, decode, read_file
from api.intake.locating import FaultList, TreeLocator
from api.intake.people import shaped
from api.intake.schemas import MAX_NEEDS, NeedIn, PlanIn
from api.intake.trees import read_tree
from api.intake.words import competence_for
from matcher.facts import Area, CompetencePlan, Job, Need, Requirement
from taxonomy.concepts import Attainment, CompetenceKind, LineKind

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from api.intake.locating import Locator, Path
    from api.intake.schemas import JobIn, OptionIn, RequirementIn
    from taxonomy.concepts import JobProfile
    from taxonomy.snapshot import Taxonomy

FEWEST_OPTIONS: Final = 2
CVR_WEIGHTS: Final = (2, 7, 6, 5, 4, 3, 2, 1)


@dataclass(frozen=True)
class PlanFile:
    """Plans read, and what the reader should be told about how."""

    plans: tuple[CompetencePlan, ...]
    notices: tuple[str, ...]


def load_plans(path: FilePath, taxonomy: Taxonomy) -> PlanFile:
    """Read a file with one plan or several.

    Args:
        path: JSON or YAML.
        taxonomy: job profiles and competences.

    Returns:
        The plans, sorted by id.

    Raises:
        WrongInputError: with every fault found; then no plan is read.
    """
    file = read_file(path, TREES)
    tree, notices = read_tree(file)
    locator = TreeLocator(file.name, decode(file).text)
    return PlanFile(parse_plans(tree, locator, taxonomy), notices)


def parse_plans(
    content: object, locator: Locator, taxonomy: Taxonomy
) -> tuple[CompetencePlan, ...]:
    """Turn plain values into plans.

    Args:
        content: one plan, or an object with `plans`.
        locator: knows where the values stand.
        taxonomy: job profiles and competences.

    Returns:
        The plans, sorted by id.

    Raises:
        WrongInputError: with every fault found.
    """
    faults = FaultList(locator)
    rows: list[tuple[Path, object]] = [((), content)]
    if isinstance(content, dict) and isinstance(content.get("plans"), list):
        rows = [(("plans", i), plan) for i, plan in enumerate(content["plans"])]
        for key in content.keys() - {"plans"}:
            faults.add((key,), None, "feltet kendes ikke", "Filen skal kun have «plans»")
    plans = [_plan(path, row, faults, taxonomy) for path, row in rows]
    _report_doubles([(path, row) for path, row in rows if isinstance(row, dict)], faults)
    faults.raise_if_any()
    return tuple(sorted((p for p in plans if p), key=lambda plan: plan.id))


def _report_doubles(rows: list[tuple[Path, dict[str, object]]], faults: FaultList) -> None:
    """Ids of plans, and ids of needs over all plans: a need is asked for by its id alone."""
    listed = [(path, row.get("needs")) for path, row in rows]
    needs = [
        ((*path, "needs", place, "id"), need.get("id"))
        for path, inner in listed
        for place, need in enumerate(inner if isinstance(inner, list) else ())
        if isinstance(need, dict)
    ]
    for ids in ([((*path, "id"), row.get("id")) for path, row in rows], needs):
        counts = Counter(str(value).strip() for _, value in ids if value is not None)
        for path, value in ids:
            if counts[str(value).strip()] > 1:
                faults.add(path, value, "id bruges mere end én gang",
                           "Giv hver plan og hvert behov sit eget id")  # fmt: skip


def is_cvr(text: str) -> bool:
    """Whether a CVR number has 8 digits and passes modulus 11.

    >>> is_cvr("00000019"), is_cvr("12345678")
    (True, False)
    """
    if len(text) != len(CVR_WEIGHTS) or not (text.isascii() and text.isdecimal()):
        return False
    return sum(w * int(d) for w, d in zip(CVR_WEIGHTS, text, strict=True)) % 11 == 0


def _plan(path: Path, row: object, faults: FaultList, taxonomy: Taxonomy) -> CompetencePlan | None:
    if not isinstance(row, dict):
        faults.add(path, row, "er ikke en plan", "Se kompetencematch schema plan")
        return None
    listed = row.get("needs", [])
    plan = shaped(PlanIn, path, {**row, "needs": []} if isinstance(listed, list) else row, faults)
    if not isinstance(listed, list):
        return None
    if len(listed) > MAX_NEEDS:
        problem = f"planen har {len(listed)} behov, højst {MAX_NEEDS} kan læses"
        faults.add((*path, "needs"), None, problem, "Del planen i flere")
        return None
    needs = [_need((*path, "needs", i), n, faults, taxonomy) for i, n in enumerate(listed)]
    if plan is None:
        return None
    if not is_cvr(plan.cvr):
        faults.add((*path, "cvr"), plan.cvr, "er ikke et gyldigt CVR-nummer",
                   "8 cifre, der opfylder modulus 11")  # fmt: skip
    areas = tuple(
        Area(
            a.id, a.title, tuple(a.employees), _jobs((*path, "areas", i), plan, i, faults, taxonomy)
        )
        for i, a in enumerate(plan.areas)
    )
    _check_areas(path, plan, needs, faults)
    return CompetencePlan(plan.id, plan.company, plan.cvr, areas, tuple(n for n in needs if n))


def _check_areas(path: Path, plan: PlanIn, needs: list[Need | None], faults: FaultList) -> None:
    areas = Counter(area.id for area in plan.areas)
    for place, area in enumerate(plan.areas):
        here = (*path, "areas", place)
        if areas[area.id] > 1:
            faults.add((*here, "id"), area.id, "fagområdet står mere end én gang",
                       "Giv hvert sit id")  # fmt: skip
        for employee, count in Counter(area.employees).items():
            if count > 1:
                faults.add((*here, "employees", area.employees.index(employee)), employee,
                           "den ansatte står mere end én gang", "Behold én af dem")  # fmt: skip
    for place, need in enumerate(needs):
        if need and need.area not in areas:
            problem, legal = "fagområdet findes ikke i planen", f"Lovlige: {', '.join(areas)}"
            faults.add((*path, "needs", place, "area"), need.area, problem, legal)


def _need(path: Path, row: object, faults: FaultList, taxonomy: Taxonomy) -> Need | None:
    shape = shaped(NeedIn, path, row, faults)
    if shape is None:
        return None
    profile = _profile(shape.profile, (*path, "profile"), faults, taxonomy)
    requirements = _requirements(path, shape, profile, faults, taxonomy)
    fields = shape.model_dump(exclude={"requirements", "profile", "suggested"})
    return Need(profile=profile.id if profile else None, requirements=requirements, **fields)


def _jobs(
    path: Path, plan: PlanIn, area: int, faults: FaultList, taxonomy: Taxonomy
) -> tuple[Job, ...]:
    """The jobs of an area's employees; nobody has more than one in the whole plan."""
    counts, found = Counter(job.person for a in plan.areas for job in a.jobs), []
    for place, shape in enumerate(plan.areas[area].jobs):
        here = (*path, "jobs", place)
        if shape.person not in plan.areas[area].employees:
            faults.add((*here, "person"), shape.person, "er ikke blandt fagområdets ansatte",
                       "Skriv den ansatte i employees, eller fjern jobbet")  # fmt: skip
        if counts[shape.person] > 1:
            faults.add((*here, "person"), shape.person, "den ansatte har mere end ét job",
                       "Behold ét af dem")  # fmt: skip
        profile = _profile(shape.profile, (*here, "profile"), faults, taxonomy)
        requirements = _requirements(here, shape, profile, faults, taxonomy)
        found.append(Job(shape.person, shape.title, profile.id if profile else None, requirements))
    return tuple(found)


def _requirements(
    path: Path,
    shape: NeedIn | JobIn,
    profile: JobProfile | None,
    faults: FaultList,
    taxonomy: Taxonomy,
) -> tuple[Requirement, ...]:
    """What a need or a job asks for: the profile's lines with its own put in."""
    own = [
        r
        for i, line in enumerate(shape.requirements)
        if (r := _requirement((*path, "requirements", i), line, faults, taxonomy))
    ]
    counts = Counter(r.key for r in own)
    for key in (key for key, count in counts.items() if count > 1):
        faults.add((*path, "requirements"), key, "kravet står mere end én gang", "Behold ét")
    asked = any(line.kind in {LineKind.MUST, LineKind.ONE_OF} for line in shape.requirements)
    if shape.profile is None and not asked:
        what = "behovet" if isinstance(shape, NeedIn) else "jobbet"
        faults.add(path, None, f"{what} har hverken jobprofil eller krav",
                   "Angiv profile, eller mindst ét krav (must)")  # fmt: skip
    asked_by_profile = profile_requirements(profile) if profile else ()
    if isinstance(shape, NeedIn) and shape.suggested:
        asked_by_profile = tuple(replace(r, suggested=True) for r in asked_by_profile)
    return merged(asked_by_profile, tuple(own))


def _profile(
    word: str | None, path: Path, faults: FaultList, taxonomy: Taxonomy
) -> JobProfile | None:
    if word is None:
        return None
    if word not in taxonomy.profiles:
        near = get_close_matches(word, taxonomy.profiles, 3, 0.4) or list(taxonomy.profiles)[:5]
        faults.add(path, word, "jobprofilen findes ikke", f"Mente du: {', '.join(near)}?")
    return taxonomy.profiles.get(word)


def profile_requirements(profile: JobProfile) -> tuple[Requirement, ...]:
    """A job profile's lines as requirements: groups gathered, everything else line by line."""
    groups: dict[str, list[Any]] = {}
    for line in profile.lines:
        name = line.group if line.kind is LineKind.ONE_OF else line.competence
        groups.setdefault(f"{line.kind}:{name}", []).append(line)
    return tuple(
        Requirement(
            key=key,
            kind=lines[0].kind,
            title=lines[0].group if lines[0].kind is LineKind.ONE_OF else "",
            options=tuple(sorted(Attainment(x.competence, x.level or 1) for x in lines)),
            weight=max(x.weight for x in lines) or 1,
        )
        for key, lines in groups.items()
    )


def merged(
    profile: tuple[Requirement, ...], own: tuple[Requirement, ...]
) -> tuple[Requirement, ...]:
    """The profile's requirements with the company's own put in: its own word on a competence wins.

    A single competence the company names replaces the profile's line about the same one,
    whatever its kind or level.
    """
    named = {r.options[0].competence for r in own if len(r.options) == 1}
    kept = [r for r in profile if len(r.options) > 1 or r.options[0].competence not in named]
    keys = {r.key for r in own}
    return (*(r for r in kept if r.key not in keys), *own)


def _requirement(
    path: Path, line: RequirementIn, faults: FaultList, taxonomy: Taxonomy
) -> Requirement | None:
    if line.kind is LineKind.ONE_OF:
        return _group(path, line, faults, taxonomy)
    if line.competence is None or line.options:
        faults.add(path, line.kind, "kravet har forkert form", "one_of skal have options; de andre "
                   "skal have competence og ingen options")  # fmt: skip
        return None
    option = _option(path, line, line.kind, faults, taxonomy)
    if option is None:
        return None
    key = f"{line.kind}:{option.competence}"
    return Requirement(key, line.kind, line.title, (option,), line.weight, line.suggested)


def _group(
    path: Path, line: RequirementIn, faults: FaultList, taxonomy: Taxonomy
) -> Requirement | None:
    if line.competence is not None or len(line.options) < FEWEST_OPTIONS:
        faults.add(path, line.kind, "gruppen skal have mindst to alternativer i options",
                   "Skriv flere, eller brug must og competence til ét krav")  # fmt: skip
        return None
    read = [
        _option((*path, "options", i), o, line.kind, faults, taxonomy)
        for i, o in enumerate(line.options)
    ]
    known = tuple(sorted(option for option in read if option))
    if len({option.competence for option in known}) < len(known):
        faults.add((*path, "options"), None, "den samme kompetence står mere end én gang",
                   "Behold den med det laveste niveau, der er nok")  # fmt: skip
    name = "+".join(o.competence for o in known)
    if len(known) < len(line.options):
        return None
    key = f"{line.kind}:{name}"
    return Requirement(key, line.kind, line.title, known, line.weight, line.suggested)


def _option(
    path: Path,
    named: RequirementIn | OptionIn,
    kind: LineKind,
    faults: FaultList,
    taxonomy: Taxonomy,
) -> Attainment | None:
    word, level = named.competence or "", named.level
    competence = competence_for(word, (*path, "competence"), faults, taxonomy)
    if competence is None:
        return None
    sort = taxonomy.competences[competence].kind
    if (sort is CompetenceKind.TRAIT) != (kind is LineKind.TRAIT):
        faults.add((*path, "competence"), word,
                   "personlige træk står for sig og kan ikke være krav",
                   "Brug kind: trait til træk, og kun til dem")  # fmt: skip
        return None
    low, high = 1, 1 if sort is CompetenceKind.CERTIFICATE else 4
    if kind is not LineKind.TRAIT and not low <= level <= high:
        faults.add((*path, "level"), level, "niveauet kan ikke kræves her",
                   "Et certifikat kræves på niveau 1, andet på niveau 1-4")  # fmt: skip
        return None
    return Attainment(competence, level)
