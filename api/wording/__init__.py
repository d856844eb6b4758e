"""Danish sentences from values; the only place where results become prose."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from matcher.facts import EvidenceKind, Judge
from matcher.matching.comparisons import GapStatus
from matcher.matching.standing import is_future
from matcher.packages.package import Method, Obstacle
from matcher.packages.upskilling import MissingKind
from taxonomy.concepts import LEVEL_NAMES, CompetenceKind, LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from matcher.facts import Evidence, Requirement
    from matcher.matching.comparisons import Comparison
    from matcher.packages.counterfactual import Counterfactual
    from matcher.packages.package import Blocked, Package, Step
    from matcher.packages.upskilling import MissingDatum
    from taxonomy.concepts import Attainment, Clause
    from taxonomy.snapshot import Taxonomy

STATUS_DA: Final = {
    GapStatus.HELD: "har det",
    GapStatus.EXPIRED: "har haft det; udløbet eller for gammelt",
    GapStatus.UNASSESSED: "udenlandsk bevis; skal vurderes først",
    GapStatus.NEARLY: "næsten; ét niveau for lavt",
    GapStatus.PARTLY: "noget; mere end ét niveau for lavt",
    GapStatus.NOT_SHOWN: "ikke vist",
    GapStatus.NOT_HELD: "vurderet, har det ikke",
}
EVIDENCE_DA: Final = {
    EvidenceKind.JOB: "job",
    EvidenceKind.COURSE: "kursus",
    EvidenceKind.CERTIFICATE: "certifikat",
    EvidenceKind.EDUCATION: "uddannelse",
    EvidenceKind.TEST: "prøve",
    EvidenceKind.RKV: "realkompetencevurdering",
    EvidenceKind.STATEMENT: "udsagn",
}
JUDGE_DA: Final = {
    Judge.SELF: "personen selv",
    Judge.EMPLOYER: "arbejdsgiver",
    Judge.SCHOOL: "skole",
    Judge.AUTHORITY: "myndighed",
}
BASELINE_DA: Final = {
    "greedy": "Grådig dækning (flest huller lukket pr. dag)",
    "ratio": "Andelsreglen (kurser efter andel af manglende kompetencer)",
}
SUGGESTED_DA: Final = "foreslået, ikke bekræftet"
CONFIDENCE_DA: Final = {"high": "høj", "medium": "middel", "low": "lav"}
STATUS_MODULE_DA: Final = {
    "officiel": "officiel titel og kode",
    "navngivet": "titel fra kilde; kode ikke fundet",
    "forslag": "forslag; ikke en officiel uddannelse",
}


def number(value: float, decimals: int = 1) -> str:
    """A number as Danes write it.

    >>> number(1234.56), number(3.0, 0)
    ('1.234,6', '3')
    """
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun.

    >>> counted(1, "dag", "dage"), counted(1200, "dag", "dage")
    ('1 dag', '1.200 dage')
    """
    return f"{number(count, 0)} {one if count == 1 else many}"


def amount(kroner: int, *, estimate: bool) -> str:
    """An amount, said to be an estimate when it is one.

    >>> amount(1090, estimate=True), amount(436, estimate=False)
    ('skøn 1.090 kr.', '436 kr.')
    """
    return f"{'skøn ' if estimate else ''}{number(kroner, 0)} kr."


def attainment(value: Attainment, taxonomy: Taxonomy) -> str:
    """A competence with its level: «CNC-drejning, rutineret»; a certificate by name alone."""
    competence = taxonomy.competences[value.competence]
    if competence.kind in {CompetenceKind.CERTIFICATE, CompetenceKind.TRAIT}:
        return competence.label_da
    return f"{competence.label_da} ({LEVEL_NAMES[value.level]})"


def clause(value: Clause, taxonomy: Taxonomy) -> str:
    """Alternatives joined by «eller»."""
    return " eller ".join(attainment(a, taxonomy) for a in value)


def requirement(value: Requirement, taxonomy: Taxonomy) -> str:
    """A requirement's heading: the group's name, or the competence with its level."""
    words = clause(value.options, taxonomy)
    if value.kind is LineKind.ONE_OF and value.title:
        return f"{value.title}: {words}"
    return words


def evidence(value: Evidence | None) -> str:
    """How something was shown, by whom it was judged, and when."""
    if value is None:
        return ""
    parts = [f"{EVIDENCE_DA[value.kind]}, vurderet af {JUDGE_DA[value.judge]}"]
    if value.months:
        parts.append(f"{value.months} måneder")
    parts.append(f"vist {value.shown:%d.%m.%Y}" if value.shown else "uden dato")
    if value.expires:
        parts.append(f"gyldig til {value.expires:%d.%m.%Y}")
    if value.foreign:
        parts.append("udenlandske papirer, ikke vurderet")
    if value.suggested:
        parts.append(SUGGESTED_DA)
    return ", ".join(parts)


def step_reason(step: Step, titles: Mapping[Clause, str], taxonomy: Taxonomy) -> str:
    """Why a course is in a package; `titles` names the groups among the goals."""
    parts = []
    if step.closes:
        goals = (closed(step, goal, titles.get(goal, ""), taxonomy) for goal in step.closes)
        parts.append("lukker " + "; ".join(goals))
    if step.opens:
        later = (f"«{taxonomy.modules[m].title_da}»" for m in step.opens)
        parts.append("giver forudsætninger for " + ", ".join(later))
    text = " og ".join(parts)
    return text[:1].upper() + text[1:]


def closed(step: Step, goal: Clause, title: str, taxonomy: Taxonomy) -> str:
    """What a course gives of a goal: of alternatives only those it truly reaches."""
    gives = step.course.gives
    reached = tuple(a for a in goal if gives.get(a.competence, 0) >= a.level)
    words = clause(reached, taxonomy)
    if len(goal) == 1:
        return words
    return f"«{title}» med {words}" if title else f"{words} (et af alternativerne)"


def assumptions(
    comparisons: Iterable[Comparison], shown: Mapping[str, Evidence], on: date
) -> list[str]:
    """What a result takes for granted about what is held, and somebody should ask about."""
    found = []
    for comparison in comparisons:
        proof_ = shown.get(comparison.evidence or "")
        if proof_ is None or not comparison.met:
            continue
        if comparison.suggested:
            found.append("bygger på noget, der er foreslået ud fra tekst og ikke bekræftet")
        elif proof_.judge is Judge.SELF:
            found.append(f"bygger på personens egne ord ({EVIDENCE_DA[proof_.kind]})")
        elif proof_.foreign:
            found.append("bygger på udenlandske papirer, som ingen har vurderet")
        elif proof_.shown is None:
            found.append("bygger på et bevis uden dato")
    lines = [f"{counted(n, 'krav', 'krav')} {text}" for text, n in Counter(found).items()]
    later = sum(is_future(evidence_, on) for evidence_ in shown.values())
    if later:
        lines.append(
            f"{counted(later, 'bevis', 'beviser')} er fra efter {on:%d.%m.%Y} og tæller ikke"
        )
    return lines


def blocked(value: Blocked, taxonomy: Taxonomy) -> str:
    """Why a requirement cannot be closed."""
    goal = clause(value.goal, taxonomy)
    if value.obstacle is Obstacle.NOT_TAUGHT:
        return f"{goal} kan ikke lukkes, fordi intet kursus i kataloget giver det"
    titles = ", ".join(f"«{taxonomy.modules[m].title_da}»" for m in value.courses[:3])
    if value.obstacle is Obstacle.PREREQUISITE:
        return (
            f"{goal} kan ikke lukkes, fordi forudsætningerne for {titles} ikke kan nås med kurser"
        )
    return f"{goal}: pakken blev ikke fundet inden for grænsen; prøv igen eller del behovet"


def proof(package: Package, *, alternative: bool = False) -> str:
    """Whether and how the package is proven shortest."""
    if not package.closed:
        return "Kan ikke lukkes med kurser"
    if not package.steps:
        return "Alle krav er opfyldt; ingen kurser er nødvendige"
    method = "udtømmende søgning" if package.method is Method.SEARCH else "CP-SAT"
    if not package.proven:
        return f"Ikke bevist inden for grænsen ({method})"
    if alternative:
        return f"Bevist: ingen pakke, der er lige så anderledes, er bedre ({method})"
    return f"Bevist: ingen pakke er bedre ({method})"


def counterfactual(value: Counterfactual, taxonomy: Taxonomy) -> str:
    """«Med kurset X rykker personen fra plads 14 til 3»."""
    module = taxonomy.modules[value.module]
    days = counted(module.days or 0, "dag", "dage")
    return (
        f"Med kurset «{module.title_da}» ({days}, {module.origin.status.value}) "
        f"rykker personen fra plads {value.rank_before} til {value.rank_after}"
    )


def missing(value: MissingDatum, label: str) -> str:
    """What nobody has told us and how many points it could mean."""
    points = number(value.points)
    if value.kind is MissingKind.NOT_SHOWN:
        return f"Intet viser {label}; kan betyde op til {points} point"
    if value.kind is MissingKind.SUGGESTED:
        return f"Bekræft {label}: det er kun foreslået; holder det ikke, falder det {points} point"
    if value.kind is MissingKind.UNASSESSED:
        return f"{label} er vist med udenlandske papirer; en vurdering kan betyde {points} point"
    return f"Datoen mangler for {label}; er det for gammelt, falder det {points} point"
