"""Danish sentences about packages on real dates, for consultant, employer and person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api.wording import counted, number
from matcher.packages.calendar.alternatives import Way
from matcher.packages.calendar.constraints import OVERLAP
from matcher.packages.calendar.costs import DUE
from matcher.packages.calendar.reasons import Why

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matcher.packages.analysis import Difference, LimitPrice
    from matcher.packages.calendar.causes import Cause, Causes
    from matcher.packages.calendar.problem import CalendarCase
    from matcher.packages.calendar.reasons import CourseReason, RunReason
    from matcher.packages.calendar.solving import CalendarPackage
    from taxonomy.merit import Merit
    from taxonomy.snapshot import Taxonomy

WAY_DA: Final = {
    Way.OTHER_COURSES: "Andre kurser",
    Way.LATER: "Senere: begynder mindst fire uger efter den bedste",
    Way.NEARER: "Nærmere: ingen steder ligger mere end halvt så langt væk",
    Way.OTHER_RUNS: "Andre hold",
}
WHY_DA: Final = {
    Why.HELD: "ville ikke hjælpe: personen har allerede det, kurset giver",
    Why.NO_RUN: "der er ingen hold",
    Why.LIMITS: "ingen af holdene kan følges",
    Why.PREREQUISITE: "forudsætningerne kan ikke slutte, før holdene begynder",
    Why.OVERLAP: "holdene ligger samme dage som et hold i pakken",
    Why.WORSE: "pakken bliver ikke bedre med kurset",
    Why.NOT_BETTER: "pakken bliver ikke bedre med kurset",
}
_LESS: Final = {
    "weeks": ("uge kortere", "uger kortere"), "days": ("kursusdag færre", "kursusdage færre"),
    "km": ("km mindre kørsel", "km mindre kørsel"), "kroner": ("kr. billigere", "kr. billigere"),
    "needs": ("krav mere lukkes", "krav mere lukkes"),
    "late": ("krav mere når fristen", "krav mere når fristen"),
    "known_kroner": ("kr. billigere i oplyste priser", "kr. billigere i oplyste priser"),
    "known_km": ("km mindre kendt kørsel", "km mindre kendt kørsel"),
    "unknown_prices": ("hold færre uden oplyst pris", "hold færre uden oplyst pris"),
    "unknown_km": ("hold færre uden oplyst afstand", "hold færre uden oplyst afstand"),
}  # fmt: skip
_MORE: Final = {
    "weeks": ("uge længere", "uger længere"), "days": ("kursusdag mere", "kursusdage mere"),
    "km": ("km mere kørsel", "km mere kørsel"), "kroner": ("kr. dyrere", "kr. dyrere"),
    "needs": ("krav færre lukkes", "krav færre lukkes"),
    "late": ("krav færre når fristen", "krav færre når fristen"),
    "known_kroner": ("kr. dyrere i oplyste priser", "kr. dyrere i oplyste priser"),
    "known_km": ("km mere kendt kørsel", "km mere kendt kørsel"),
    "unknown_prices": ("hold mere uden oplyst pris", "hold mere uden oplyst pris"),
    "unknown_km": ("hold mere uden oplyst afstand", "hold mere uden oplyst afstand"),
}  # fmt: skip
MERIT: Final = "merit_tenths"
_ASK_PERSON: Final = {
    "near_enough": "Kan du komme længere omkring",
    "form_suits": "Kan du også følge undervisning på andre måder eller tidspunkter",
    "no_busy_day": "Kan det, du har på de optagne dage, flyttes",
    "only_free_days": "Kan du få flere dage fri",
    "not_too_early": "Kan du begynde før",
    "not_too_late": "Kan du fortsætte længere",
    "within_the_period": "Må kurserne ligge uden for perioden",
    "has_a_seat": "Kan du komme på venteliste til et fyldt hold",
    "not_cancelled": "Kan skolen oprette et aflyst hold igen",
    OVERLAP: "Kan et af kurserne tages på en anden måde end på de fælles dage",
    DUE: "Må det tage længere tid, end virksomheden har sat som frist",
}
_ASK_EMPLOYER: Final = {
    "near_enough": "Kan I hjælpe med transport, så der må være længere",
    "form_suits": "Kan arbejdstiden lægges, så flere slags undervisning passer",
    "no_busy_day": "Kan I undvære medarbejderen på de optagne dage",
    "only_free_days": "Kan I give fri på flere dage",
    "not_too_early": "Kan I undvære medarbejderen tidligere",
    "not_too_late": "Kan I undvære medarbejderen længere hen",
    "within_the_period": "Må kurserne ligge uden for perioden",
    "has_a_seat": "Kan I spørge skolen om en plads mere på et fyldt hold",
    "not_cancelled": "Kan I samle deltagere nok til, at skolen holder et aflyst hold",
    OVERLAP: "Kan I bestille et af kurserne på andre dage",
    DUE: "Kan I leve med, at fristen flyttes",
}


def changes(differences: Iterable[Difference]) -> str:
    """Differences as one phrase: «6 kursusdage færre, 3 uger kortere»."""
    parts = []
    for one in differences:
        if one.measure == MERIT:
            parts.append(_merit_change(one.by))
            continue
        words = (_LESS if one.by < 0 else _MORE)[one.measure]
        parts.append(counted(abs(round(one.by)), *words))
    return ", ".join(parts)


def _merit_change(tenths: float) -> str:
    """More tenths of weeks off a programme is a lower value, as less is better."""
    weeks = number(abs(tenths) / 10).removesuffix(",0")
    unit = "uge" if weeks == "1" else "uger"
    return f"{weeks} {unit} {'mere' if tenths < 0 else 'mindre'} mulig afkortning af en EUV"


def consultant(price: LimitPrice) -> str:
    """What a constraint costs, for the one who plans."""
    if not price.differences:
        return f"{_capital(price.title_da)}: koster ikke noget her."
    sure = "" if price.proven else " (ikke bevist inden for grænsen)"
    return f"Uden {price.title_da.removeprefix('at ')}: {changes(price.differences)}{sure}." if (
        not price.title_da.startswith("at ")
    ) else f"Uden kravet om, {price.title_da}: {changes(price.differences)}{sure}."  # fmt: skip


def employer(price: LimitPrice) -> str:
    """The same, as a question to the company; empty when nothing would change."""
    return _question(_ASK_EMPLOYER, price)


def person(price: LimitPrice) -> str:
    """The same, as a question to the person; empty when nothing would change."""
    return _question(_ASK_PERSON, price)


def _question(words: dict[str, str], price: LimitPrice) -> str:
    if not price.differences:
        return ""
    result = "alle krav kan lukkes" if price.opens else changes(price.differences)
    return f"{words[price.constraint]}? Så er resultatet: {result}."


def causes(value: Causes) -> str:
    """What stands in the way, and what it would take; empty when nothing does."""
    if not value.together:
        return ""
    together = "tilsammen " if len(value.together) > 1 else ""
    text = f"Det, der {together}står i vejen, er{_comma(value.together)}{_listed(value.together)}."
    if not value.enough:
        return f"{text} Ingen tre betingelser er nok at fjerne."
    if value.enough == value.together and len(value.enough) == 1:
        return f"{text} Uden den betingelse kan kravene lukkes."
    return f"{text} Kravene kan lukkes, hvis dette falder bort: {_listed(value.enough)}."


def _comma(value: Sequence[Cause]) -> str:
    """A comma stands before a clause that begins with «at»."""
    return ", " if value[0].title_da.startswith("at ") else " "


def _listed(value: Sequence[Cause]) -> str:
    titles = [cause.title_da for cause in value]
    return " og ".join([", ".join(titles[:-1]), titles[-1]] if len(titles) > 1 else titles)


def proof(package: CalendarPackage, *, alternative: bool = False) -> str:
    """Whether the package is proven best."""
    if not package.proven:
        weeks = counted(package.least_weeks, "uge", "uger")
        return f"Ikke bevist inden for grænsen; ingen, der lukker lige så meget, er under {weeks}"
    if not package.runs:
        return "Alle krav er opfyldt" if package.closed else "Bevist: ingen hold lukker mere"
    which = ", der er anderledes på den måde," if alternative else ""
    return f"Bevist: ingen pakke{which} er bedre i den rækkefølge, målene tæller"


def summary(package: CalendarPackage) -> str:
    """Weeks, days and runs in one line."""
    if not package.runs:
        return "Ingen kurser nødvendige" if package.closed else "Ingen hold kan følges"
    value = package.value
    parts = [counted(value.weeks, "uge", "uger"), counted(value.days, "kursusdag", "kursusdage"),
             counted(len(package.runs), "hold", "hold")]  # fmt: skip
    rest = "" if package.closed else f"; {counted(value.unclosed, 'krav', 'krav')} lukkes ikke"
    return ", ".join(parts) + rest


def told(package: CalendarPackage, case: CalendarCase, source: str) -> list[str]:
    """Money with its source, travel and risk, and of how many runs nobody has told."""
    value, runs = package.value, package.runs
    if not runs:
        return []
    money = f"Pris: {number(value.kroner, 0)} kr."
    if value.unknown_prices:
        money += f" plus {counted(value.unknown_prices, 'hold', 'hold')} uden oplyst pris"
    if value.unknown_prices < len(runs):
        money += f". {source}"
    travel = f"Kørsel: {number(value.km, 0)} km i alt, frem og tilbage hver kursusdag"
    if value.unknown_distances:
        places = sorted({r.place for r in runs if r.place} - set(case.availability.distances))
        travel += f"; afstanden til {', '.join(places)} er ikke oplyst"
    return [money, travel, _risk(package)]


def _risk(package: CalendarPackage) -> str:
    chances = [run.chance for run in package.runs if run.chance is not None]
    held = 1.0
    for chance in chances:
        held *= 1 - chance
    percent = number(100 * (1 - held), 0)
    text = f"Risiko for, at mindst ét hold aflyses: {percent} % efter de oplyste tal"
    unknown = package.value.unknown_chances
    if unknown == len(package.runs):
        text = "Risiko for aflysning: ikke oplyst"
    elif unknown:
        text += f"; for {counted(unknown, 'hold', 'hold')} er den ikke oplyst"
    return text


def run_reason(value: RunReason, case: CalendarCase) -> str:
    """Why one run is not taken."""
    if value.limit is not None:
        return value.limit.reason_da(value.run, case)
    if not value.opened:
        return "forudsætningerne kan ikke slutte, før holdet begynder"
    if value.overlaps is not None:
        return f"ligger samme dag som holdet {value.overlaps.id} i pakken"
    return "kan følges, men giver ikke en bedre pakke"


def course_reason(value: CourseReason, differences: Sequence[Difference]) -> str:
    """Why a course is not taken, with what the package would be like with it."""
    words = WHY_DA[value.why]
    if value.instead is None:
        return words
    if differences:
        return f"{words}; med det: {changes(differences)}"
    return f"{words}; med det er den lige så kort og lige så billig, men ringere i det næste"


def merit(row: Merit, taxonomy: Taxonomy) -> str:
    """What a course may take off a programme, and who says so."""
    module, programme = taxonomy.modules[row.module], taxonomy.programmes[row.programme]
    weeks = number(row.weeks).removesuffix(",0")
    unit = "uge" if row.weeks == 1 else "uger"
    return (
        f"«{module.title_da}» kan senere forkorte {programme.title_da} med {weeks} {unit} "
        f"({row.origin.status.value}; skolen afgør det)"
    )


def chosen_for_merit(instead: Iterable[str], gained: Iterable[Merit], taxonomy: Taxonomy) -> str:
    """Why one package is chosen among equals; `instead` are the modules not taken."""
    titles = ", ".join(f"«{taxonomy.modules[m].title_da}»" for m in instead)
    rows = "; ".join(merit(row, taxonomy) for row in gained)
    return f"Valgt frem for {titles}, der er lige så kort og koster det samme, fordi {rows}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
