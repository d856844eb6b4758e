"""FVU and AVU on the way to 02 (R200-R204, R124)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from matcher.rules.asking import Facts, fact
from matcher.rules.findings import Finding, all_of, any_of, cannot_tell
from matcher.rules.rule import Decides, Rule
from matcher.rules.schemes.words import Schooling, Standing  # noqa: TC001
from taxonomy.danish import show

if TYPE_CHECKING:
    from matcher.rules.asking import Case


class Subject(StrEnum):
    """A subject of FVU."""

    DANISH = "FVU-dansk"
    MATHS = "FVU-matematik"
    ENGLISH = "FVU-engelsk"
    DIGITAL = "FVU-digital"


_LAST_STEP: Final = {
    Subject.DANISH: "fvu/sidste-trin-dansk",
    Subject.MATHS: "fvu/sidste-trin-matematik",
}


@dataclass(frozen=True)
class FvuFacts(Facts):
    """Hvad reglerne om FVU og AVU skal vide."""

    birth_date: date | None = fact("fødselsdato", "fødselsdato")
    start: date | None = fact("kursusstart", "den dag, undervisningen begynder")
    subject: Subject | None = fact("fag", "faget")
    step: int | None = fact("gennemført_trin", "højeste gennemførte trin", "FVU-bevis")
    avu_level: str | None = fact("avu_niveau", "niveau på AVU- eller realkompetencebevis",
                                 "AVU-bevis", ("avu/niveauer",))  # fmt: skip
    screened: bool | None = fact("visitationstest", "visitationstest taget")
    weekly_hours: float | None = fact("job_timer_pr_uge", "arbejdstimer pr. uge")
    exception: str | None = fact("undtagelse", "anden grund under hovedreglens alder", "",
                                 ("fvu/undtagelser",))  # fmt: skip
    attendance: float | None = fact("fremmøde_procent", "fremmøde i procent")
    tested: bool | None = fact("prøve_bestået", "trinprøve bestået")
    standing: Standing | None = fact("beskæftigelse", "i arbejde eller ledig")
    schooling: Schooling | None = fact("uddannelse", "højeste uddannelse")
    employer_agrees: bool | None = fact(
        "arbejdsgiver_enig", "arbejdsgiveren er enig i behovet", "aftale med arbejdsgiveren"
    )


FvuCase: TypeAlias = "Case[FvuFacts]"


def last_step(case: FvuCase) -> Finding:
    """Det sidste trin i FVU-dansk og FVU-matematik svarer til 9. klasse og giver adgang.

    Mangler der trin, siges hvor mange og hvor mange timer. Set i 2019. (R200, R201)
    """
    known = case.judge("", lambda subject: subject in _LAST_STEP, ("subject",))
    if not known.yes:
        return all_of("Fører faget til 02?", known)
    law = _LAST_STEP[case.facts.subject or Subject.DANISH]
    found = case.at_least("step", law)
    return (found.giving(_steps_left(case, law)) if found.no else found).after(known)


def _steps_left(case: FvuCase, law: str) -> str:
    steps = case.value(law) - (case.facts.step or 0)
    per_step = (case.value("fvu/timer-mindst"), case.value("fvu/timer-hoejst"))
    hours = "-".join(show(steps * each) for each in per_step if each is not None)
    return f"mangler trin: {show(steps)}" + (f" ({hours} timer)" if hours else "")


def avu_level(case: FvuCase) -> Finding:
    """Et AVU- eller realkompetencebevis på niveau G eller højere svarer til kravet.

    Et bevis kan dække et helt fag eller en afgrænset del. Set fra 2018 til 2025. (R102, R124)
    """
    return case.among("avu_level", "avu/niveauer")


def admission(case: FvuCase) -> Finding:
    """FVU kræver visitationstest og som hovedregel en vis alder; job eller andet kan give adgang.

    Mellem de to aldre, kilderne nævner, kan det ikke afgøres uden en undtagelse. Set i 2019,
    udateret. (R202, R203)
    """
    screened = all_of("Visitation", case.holds("fvu/visitation"), case.told("screened"))
    return all_of("Er der adgang til FVU?", screened, _old_enough(case))


def _old_enough(case: FvuCase) -> Finding:
    ways = any_of(
        "Alder eller undtagelse?",
        case.at_least(case.age(), "fvu/mindstealder"),
        case.at_least("weekly_hours", "fvu/job-timer"),
        case.among("exception", "fvu/undtagelser"),
    )
    other = case.at_least(case.age(), "fvu/anden-mindstealder")
    if ways.no and other.yes:
        reason = "kilderne er uenige om alderen"
        return cannot_tell(ways.question, reason, "FVU-loven og VUC's visitation", ways, other)
    return ways.after(other) if other.no else ways


def fee(case: FvuCase) -> Finding:
    """FVU er gratis. Set i 2019 (R202)."""
    return case.amount("Deltagerbetaling for FVU", lambda rate: rate, (),
                       ("fvu/deltagerbetaling",), "kr. pr. dag")  # fmt: skip


def certificate(case: FvuCase) -> Finding:
    """Trinprøven er frivillig; uden prøve gives deltagerbevis ved nok fremmøde (R202)."""
    passed = case.told("tested")
    if passed.yes:
        return passed.giving("bestået trinprøve")
    attended = case.at_least("attendance", "fvu/fremmoede")
    return (attended.giving("deltagerbevis") if attended.yes else attended).after(passed)


def allowance(case: FvuCase) -> Finding:
    """SVU er mulig for kort uddannede i arbejde fra en vis alder. Kan være ændret siden (R202).

    Hvor grænsen for kort uddannet går over ufaglært, er ikke set.
    """
    base = all_of(
        "Er alder og arbejde i orden?",
        case.judge("", lambda s: s == "i arbejde", ("standing",)),
        case.at_least(case.age(), "fvu/svu-alder"),
    )
    short = case.among("schooling", "fvu/svu-uddannelse")
    if short.no:  # the source does not say where the limit goes, so this is no no
        short = cannot_tell(short.question, short.reason, "SVU-reglernes grænse", short)
    return all_of("Kan der gives SVU?", base, short)


def at_work(case: FvuCase) -> Finding:
    """FVU-engelsk og FVU-digital kan holdes på arbejdspladsen, når arbejdsgiveren ser behovet.

    Om de andre fag siger kilden intet. (R204)
    """
    listed = case.among("subject", "fvu/arbejdsplads-fag")
    if listed.no:
        return cannot_tell(listed.question, listed.reason, "FVU-bekendtgørelsen", listed)
    return all_of("Kan holdet være på arbejdspladsen?", listed, case.told("employer_agrees"))


_START: Final = Decides("den dag, undervisningen begynder", ("start",))

RULES: Final = (
    Rule("fvu-til-02", "Er FVU nået til adgangskravet?", FvuFacts, _START,
         ("fvu/ordning", *_LAST_STEP.values(), "fvu/timer-mindst", "fvu/timer-hoejst"), last_step),
    Rule("avu-til-02", "Svarer beviset til adgangskravet?", FvuFacts, _START,
         ("avu/niveauer",), avu_level),
    Rule("fvu-adgang", "Er der adgang til FVU?", FvuFacts, _START,
         ("fvu/ordning", "fvu/visitation", "fvu/mindstealder", "fvu/anden-mindstealder",
          "fvu/job-timer", "fvu/undtagelser"), admission),
    Rule("fvu-pris", "Hvad koster FVU?", FvuFacts, _START, ("fvu/deltagerbetaling",), fee),
    Rule("fvu-bevis", "Gives der bevis?", FvuFacts, _START, ("fvu/fremmoede",), certificate),
    Rule("fvu-svu", "Kan der gives SVU til FVU?", FvuFacts, _START,
         ("fvu/svu-alder", "fvu/svu-uddannelse"), allowance),
    Rule("fvu-arbejdsplads", "Kan FVU holdes på arbejdspladsen?", FvuFacts, _START,
         ("fvu/arbejdsplads-fag",), at_work),
)  # fmt: skip
