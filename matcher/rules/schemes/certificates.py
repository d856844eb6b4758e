"""Certificates the working environment demands, their expiry and papers from abroad."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from matcher.rules.asking import Facts, fact
from matcher.rules.findings import Finding, all_of, any_of, cannot_tell, opposite
from matcher.rules.rule import THE_DAY_ASKED, Decides, Rule
from taxonomy.danish import show

if TYPE_CHECKING:
    from matcher.rules.asking import Case


class Truck(StrEnum):
    """A machine that lifts along a mast."""

    STACKER = "gaffelstabler"
    TRUCK = "gaffeltruck"
    OTHER = "andet"


class Crane(StrEnum):
    """A kind of crane."""

    MOBILE = "mobilkran"
    TOWER = "tårnkran eller fast kran"
    OTHER = "anden kran"


class Dangerous(StrEnum):
    """Work with epoxy and isocyanates."""

    EPOXY = "epoxy og isocyanater"
    JOINTS = "fugning"
    HIGH_RISK = "isocyanater med øget risiko"


class Joining(StrEnum):
    """A way of joining metal that is tested to a standard."""

    MANUAL = "manuel svejsning"
    OPERATOR = "svejseoperatør"
    BRAZING = "hårdlodning"


_TRUCKS: Final = {
    Truck.STACKER: "certifikat/truck-stabler",
    Truck.TRUCK: "certifikat/truck-truck",
}
_CRANES: Final = {
    Crane.MOBILE: "certifikat/kran-mobil",
    Crane.TOWER: "certifikat/kran-taarn",
    Crane.OTHER: "certifikat/kran-basis",
}
_STANDARDS: Final = {
    Joining.MANUAL: "certifikat/svejser-manuel",
    Joining.OPERATOR: "certifikat/svejser-operatoer",
    Joining.BRAZING: "certifikat/svejser-lodning",
}


@dataclass(frozen=True)
class CertificateFacts(Facts):
    """Hvad reglerne om certifikater skal vide."""

    birth_date: date | None = fact("fødselsdato", "fødselsdato")
    machine: Truck | None = fact("maskine", "maskinen")
    mast_and_motor: bool | None = fact("mekanisk_løft_og_drift", "mekanisk løft langs en mast og "
                                       "mekanisk drift", "maskinens datablad")  # fmt: skip
    crane: Crane | None = fact("kran", "krantypen", "kranens datablad")
    tonne_metres: float | None = fact("tonmeter", "kranens tonmeter", "kranens datablad")
    lift: str | None = fact("løft", "løftets art", "", ("certifikat/kran-altid",))
    within_eud: bool | None = fact("led_i_eud", "arbejdet er led i en erhvervsuddannelse")
    work: str | None = fact("arbejde", "arbejdets art", "",
                            ("certifikat/svejs-arbejde", "certifikat/anerkendes",
                             "certifikat/arbejdsgiver-kontrollerer"))  # fmt: skip
    e_learning: bool | None = fact("e_læring", "uddannelsen er taget som e-læring", "kursusbevis")
    substance: Dangerous | None = fact("stof", "arbejdet med epoxy eller isocyanater")
    course_taken: date | None = fact("kursus_taget", "den dag, uddannelsen er taget", "kursusbevis")
    joining: Joining | None = fact("metode", "metoden")
    statutory_at_home: bool | None = fact(
        "lovkrav_i_hjemlandet", "EU/EØS-certifikat fra et land, hvor det er lovpligtigt",
        "det udenlandske certifikat",
    )  # fmt: skip
    years: float | None = fact("års_erfaring_i_perioden", "års erfaring i den periode, der tæller",
                               "arbejdsgivererklæringer")  # fmt: skip
    elected: date | None = fact("valgt", "den dag, personen er valgt")
    safety_course: date | None = fact("arbejdsmiljøuddannelse", "den dag, uddannelsen er afsluttet",
                                      "kursusbevis")  # fmt: skip
    years_since: int | None = fact("hele_år_siden_valg", "hele år siden valget")


CertificateCase: TypeAlias = "Case[CertificateFacts]"


def truck(case: CertificateCase) -> Finding:
    """Gaffeltruck og gaffelstabler med mekanisk løft langs en mast kræver certifikat (R140).

    A til stabler, B til truck. Om andre maskiner kræver et andet certifikat, siger reglen ikke.
    Set fra 2013 til 2021.
    """
    known = case.judge("", lambda machine: machine in _TRUCKS, ("machine",))
    driven = case.told("mast_and_motor")
    needed = all_of("Kræves der truckcertifikat?", known, driven)
    if not needed.yes:
        return needed
    law = _TRUCKS[case.facts.machine or Truck.TRUCK]
    return all_of("Kræves der truckcertifikat?", needed, case.holds(law), outcome=case.text(law))


def crane(case: CertificateCase) -> Finding:
    """Kran kræver certifikat over 8 tonmeter og altid til samløft og personløft (R141).

    Fire uddannelser fra 1. januar 2018; ældre certifikater gælder fortsat på deres område.
    """
    known = case.known("crane")
    if not known.yes:
        return known
    by_size = case.by_scale("tonne_metres", _CRANES[case.facts.crane or Crane.OTHER])
    if by_size.yes:
        return by_size
    special = case.among("lift", "certifikat/kran-altid")
    return any_of("Kræves der certifikat?", by_size, special,
                  outcome="certifikat uanset størrelse")  # fmt: skip


def crane_age(case: CertificateCase) -> Finding:
    """Kranfører fra 18 år; 15-17 år kun som led i en erhvervsuddannelse. Fra 2018 (R141)."""
    young = all_of("Led i en EUD", case.at_least(case.age(), "certifikat/kran-alder-eud"),
                   case.told("within_eud"))  # fmt: skip
    return any_of("Er personen gammel nok?",
                  case.at_least(case.age(), "certifikat/kran-alder"), young)  # fmt: skip


def welding(case: CertificateCase) -> Finding:
    """Svejsning, termisk skæring og slibning i forbindelse hermed kræver § 17-uddannelsen (R142).

    Uddannelsen må ikke være e-læring. Set fra 2016 til 28. januar 2022.
    """
    return case.among("work", "certifikat/svejs-arbejde")


def welding_course(case: CertificateCase) -> Finding:
    """§ 17-uddannelsen må ikke holdes som e-læring. Set til 28. januar 2022 (R142)."""
    allowed = case.judge("", lambda online, may: may or not online, ("e_learning",),
                         ("certifikat/svejs-e-laering",))  # fmt: skip
    return all_of("Kan kurset bruges?", allowed)


def epoxy_days(case: CertificateCase) -> Finding:
    """To dage om epoxy og isocyanater, én om fugning, én mere ved øget risiko (R143).

    Set til 21. september 2023.
    """
    known = case.known("substance")
    if not known.yes:
        return known
    law = {
        Dangerous.JOINTS: ("certifikat/fugning-dage",),
        Dangerous.HIGH_RISK: ("certifikat/epoxy-dage", "certifikat/isocyanat-ekstra-dage"),
    }.get(case.facts.substance or Dangerous.EPOXY, ("certifikat/epoxy-dage",))
    days = case.amount("Kursusdage", lambda *each: sum(each), (), law, "dage")
    return days.giving(days.outcome)


def isocyanate_valid(case: CertificateCase) -> Finding:
    """Fra 24. august 2023 fornyes uddannelsen i isocyanater hvert femte år (R143).

    Før den dag var der intet krav om fornyelse. For den, der er uddannet før kravet og for længe
    siden, giver kilden ingen overgangsregel, så det kan ikke afgøres.
    """
    taken = case.judge("Er den taget?", lambda day, on: day <= on, ("course_taken", case.this_day))
    fresh = case.in_time("course_taken", case.this_day, "certifikat/isocyanat-fornyelse")
    since = case.since("certifikat/isocyanat-fornyelse")
    if fresh.no and since and (case.facts.course_taken or since) < since:
        reason = f"{fresh.reason}; kilden giver ingen overgangsregel for uddannelse før kravet"
        return cannot_tell(fresh.question, f"{reason} den {show(since)}",
                           "Arbejdstilsynets overgangsregel", fresh)  # fmt: skip
    return all_of("Er uddannelsen gyldig?", taken, fresh)


def welder_standard(case: CertificateCase) -> Finding:
    """Svejsere prøves efter EN ISO 9606, operatører efter 14732, loddere efter ISO 13585 (R145).

    Før EN ISO 9606 hed den EN 287-1. Kilderne er udaterede.
    """
    known = case.known("joining")
    if not known.yes:
        return known
    law = _STANDARDS[case.facts.joining or Joining.MANUAL]
    return all_of("Hvilken standard?", case.holds(law), outcome=case.text(law))


def foreign_truck(case: CertificateCase) -> Finding:
    """Er certifikatet lovpligtigt i EU/EØS-landet, anerkender Arbejdstilsynet det (R144).

    Ellers kræves to års erfaring inden for ti år. Set i 2013.
    """
    statutory = case.told("statutory_at_home")
    if statutory.yes:
        return statutory.giving("søg anerkendelse hos Arbejdstilsynet")
    window = case.holds("certifikat/udenlandsk-truck-vindue")
    enough = case.at_least("years", "certifikat/udenlandsk-truck-erfaring")
    either = any_of("Er grundlaget der?", statutory, all_of("Erfaring", window, enough))
    return either.giving("på erfaring") if either.yes else either


def recognition(case: CertificateCase) -> Finding:
    """Ja: Arbejdstilsynet skal anerkende. Nej: arbejdsgiveren kontrollerer papirerne (R156).

    Gælder midlertidigt arbejde fra EU/EØS. Kilden er udateret.
    """
    listed = case.among("work", "certifikat/anerkendes")
    if listed.yes:
        return listed.giving("Arbejdstilsynet anerkender")
    by_firm = case.among("work", "certifikat/arbejdsgiver-kontrollerer")
    if by_firm.yes:
        by_authority = opposite("Skal Arbejdstilsynet anerkende?", by_firm)
        return by_authority.giving("arbejdsgiveren kontrollerer papirerne").after(listed)
    if by_firm.no:
        return cannot_tell("Hvem ser på papirerne?", by_firm.reason,
                           "Arbejdstilsynets liste over arbejde", listed, by_firm)  # fmt: skip
    return by_firm


def employer_checks(case: CertificateCase) -> Finding:
    """Hvor arbejdsgiveren kontrollerer, kræves mindst et års arbejde inden for ti år (R156).

    Kilden er udateret.
    """
    return all_of(
        "Er erfaringen nok?",
        case.among("work", "certifikat/arbejdsgiver-kontrollerer"),
        case.holds("certifikat/udenlandsk-vindue"),
        case.at_least("years", "certifikat/udenlandsk-erfaring"),
    )


def safety_training(case: CertificateCase) -> Finding:
    """Den valgte har tre dages arbejdsmiljøuddannelse inden for tre måneder efter valget (R146).

    Kilden er udateret.
    """
    days = case.holds("certifikat/arbejdsmiljoe-dage")
    in_time = case.in_time("elected", "safety_course", "certifikat/arbejdsmiljoe-frist")
    return all_of("Er uddannelsen taget i tide?", days, in_time)


def safety_refresher(case: CertificateCase) -> Finding:
    """To dage i det første år og halvanden dag hvert følgende år. Kilden er udateret (R146)."""
    known = case.known("years_since")
    if not known.yes:
        return known
    first = opposite("Er det første år?", case.judge("", lambda y: y > 0, ("years_since",)))
    law = (
        "certifikat/arbejdsmiljoe-foerste-aar" if first.yes else "certifikat/arbejdsmiljoe-aarligt"
    )
    days = case.amount("Dage", lambda days: days, (), (law,), "dage")
    return days.giving(days.outcome)


_TAKEN: Final = Decides("den dag, uddannelsen tages", ("course_taken",))
_ELECTED: Final = Decides("den dag, personen vælges", ("elected",))

RULES: Final = (
    Rule("truckcertifikat", "Kræver maskinen truckcertifikat?", CertificateFacts, THE_DAY_ASKED,
         ("certifikat/truck", *_TRUCKS.values()), truck),
    Rule("krancertifikat", "Kræver kranen certifikat?", CertificateFacts, THE_DAY_ASKED,
         ("certifikat/kran", *_CRANES.values(), "certifikat/kran-altid"), crane),
    Rule("kranfører-alder", "Er kranføreren gammel nok?", CertificateFacts, THE_DAY_ASKED,
         ("certifikat/kran", "certifikat/kran-alder", "certifikat/kran-alder-eud"), crane_age),
    Rule("svejsning-17", "Kræver arbejdet § 17-uddannelsen?", CertificateFacts, THE_DAY_ASKED,
         ("certifikat/svejs", "certifikat/svejs-arbejde"), welding),
    Rule("svejsning-17-kursus", "Kan § 17-kurset bruges?", CertificateFacts, _TAKEN,
         ("certifikat/svejs", "certifikat/svejs-e-laering"), welding_course),
    Rule("epoxy-dage", "Hvor mange kursusdage kræver arbejdet?", CertificateFacts, THE_DAY_ASKED,
         ("certifikat/epoxy-dage", "certifikat/fugning-dage", "certifikat/isocyanat-ekstra-dage"),
         epoxy_days),
    Rule("isocyanat-gyldig", "Er uddannelsen i isocyanater gyldig?", CertificateFacts,
         THE_DAY_ASKED, ("certifikat/isocyanat-fornyelse",), isocyanate_valid),
    Rule("svejsestandard", "Hvilken standard prøves der efter?", CertificateFacts, THE_DAY_ASKED,
         tuple(_STANDARDS.values()), welder_standard),
    Rule("udenlandsk-truck", "Kan et udenlandsk truckcertifikat bruges?", CertificateFacts,
         THE_DAY_ASKED, ("certifikat/udenlandsk-truck-erfaring",
                         "certifikat/udenlandsk-truck-vindue"), foreign_truck),
    Rule("udenlandsk-anerkendelse", "Skal Arbejdstilsynet anerkende papirerne?", CertificateFacts,
         THE_DAY_ASKED, ("certifikat/anerkendes", "certifikat/arbejdsgiver-kontrollerer"),
         recognition),
    Rule("udenlandsk-erfaring", "Er den udenlandske erfaring nok for arbejdsgiveren?",
         CertificateFacts, THE_DAY_ASKED,
         ("certifikat/arbejdsgiver-kontrollerer", "certifikat/udenlandsk-vindue",
          "certifikat/udenlandsk-erfaring"), employer_checks),
    Rule("arbejdsmiljøuddannelse", "Er arbejdsmiljøuddannelsen taget i tide?", CertificateFacts,
         _ELECTED, ("certifikat/arbejdsmiljoe-dage", "certifikat/arbejdsmiljoe-frist"),
         safety_training),
    Rule("arbejdsmiljø-supplerende", "Hvor mange supplerende dage?", CertificateFacts,
         THE_DAY_ASKED, ("certifikat/arbejdsmiljoe-foerste-aar",
                         "certifikat/arbejdsmiljoe-aarligt"), safety_refresher),
)  # fmt: skip
