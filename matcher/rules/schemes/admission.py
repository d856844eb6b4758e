"""Admission to EUD and EUV: 02 in Danish and mathematics, and what stands in for it (R100-R104)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from matcher.rules.asking import Facts, fact
from matcher.rules.credit import Track  # noqa: TC001
from matcher.rules.findings import Finding, all_of, any_of
from matcher.rules.rule import Decides, Rule

if TYPE_CHECKING:
    from matcher.rules.asking import Case


class GradeScale(StrEnum):
    """The scale a grade was given on."""

    SEVEN = "7-trin"
    THIRTEEN = "13"


class BasicCourse(StrEnum):
    """A part of the basic course."""

    GF1 = "grundforløb 1"
    GF2 = "grundforløb 2"


@dataclass(frozen=True)
class AdmissionFacts(Facts):
    """Hvad adgangskravet skal vide."""

    start: date | None = fact("uddannelsesstart", "den dag, uddannelsen begynder")
    danish: float | None = fact("dansk_gennemsnit", "gennemsnit i dansk", "afgangsbevis i dansk")
    maths: float | None = fact(
        "matematik_gennemsnit", "gennemsnit i matematik", "afgangsbevis i matematik"
    )
    scale: GradeScale | None = fact("skala", "karakterskalaen", "afgangsbevis")
    left_school: int | None = fact("forlod_skolen_år", "året, skolen blev forladt")
    exam: bool | None = fact(
        "afgangseksamen_bestået", "folkeskolens afgangseksamen bestået", "afgangsbevis"
    )
    danish_test: str | None = fact(
        "prøve_dansk", "anden prøve i dansk", "prøvebevis i dansk", ("adgang/proever-dansk",)
    )
    maths_test: str | None = fact(
        "prøve_matematik", "anden prøve i matematik", "prøvebevis i matematik",
        ("adgang/proever-matematik",),
    )  # fmt: skip
    agreement: bool | None = fact("uddannelsesaftale", "uddannelsesaftale", "uddannelsesaftalen")
    track: Track | None = fact("spor", "EUV-spor", "skolens realkompetencevurdering")
    entrance_test: bool | None = fact(
        "optagelsesprøve_bestået", "optagelsesprøve bestået", "skolens optagelsesprøve og samtale"
    )
    basic_course: BasicCourse | None = fact("grundforløb", "hvilket grundforløb")
    begun_before: int | None = fact("begyndt_før", "gange, forløbet er begyndt før")


AdmissionCase: TypeAlias = "Case[AdmissionFacts]"


def admission(case: AdmissionCase) -> Finding:
    """Adgang kræver mindst 02 i dansk og i matematik eller en prøve, der svarer til.

    Har man forladt skolen i 2018 eller senere, skal afgangseksamen være bestået. En
    uddannelsesaftale, EUV1 eller en bestået optagelsesprøve træder i stedet. På den gamle skala
    svarer 6 til 02. Set fra 2018 til 2025. (R100, R101, R102, R103, R130)
    """
    return any_of(
        "Er adgangskravet opfyldt?",
        all_of("Uddannelsesaftale", case.holds("adgang/aftale-erstatter"), case.told("agreement")),
        case.among("track", "adgang/undtaget-spor"),
        all_of("Karakterer og prøver", danish(case), maths(case), _exam(case)),
        all_of("Optagelsesprøve", case.holds("adgang/optagelsesproeve"),
               case.told("entrance_test")),
    )  # fmt: skip


def danish(case: AdmissionCase) -> Finding:
    """Dansk: mindst 02, eller FVU trin 4, DSA, Prøve i Dansk 3, Studieprøven, niveau G.

    Set fra 2018 til 2025. (R100, R101, R102)
    """
    grade, test = _grade(case, "danish"), case.among("danish_test", "adgang/proever-dansk")
    return any_of("Er dansk på niveau?", grade, test)


def maths(case: AdmissionCase) -> Finding:
    """Matematik: mindst 02, eller FVU-matematik trin 2, eller niveau G eller højere.

    Set fra 2018 til 2025. (R100, R101, R102)
    """
    grade, test = _grade(case, "maths"), case.among("maths_test", "adgang/proever-matematik")
    return any_of("Er matematik på niveau?", grade, test)


def _grade(case: AdmissionCase, subject: str) -> Finding:
    if case.facts.scale is None:
        return case.judge("", lambda *_: False, ("scale", subject))
    old = case.facts.scale is GradeScale.THIRTEEN
    return case.at_least(subject, "adgang/karakter-13" if old else "adgang/karakter-7")


def _exam(case: AdmissionCase) -> Finding:
    before = case.judge("Er skolen forladt før kravet?", lambda left, first: left < first,
                        ("left_school",), ("adgang/eksamen-fra-aar",))  # fmt: skip
    return any_of("Er afgangseksamen på plads?", before, case.told("exam"))


def basic_course(case: AdmissionCase) -> Finding:
    """Grundforløb 1 må begyndes én gang, grundforløb 2 op til tre gange uden uddannelsesaftale.

    Gælder starter efter 1. august 2015. (R104)
    """
    first = case.facts.basic_course is BasicCourse.GF1
    limit = "adgang/gf1-gange" if first else "adgang/gf2-gange"
    again = case.judge("", lambda before, most: before < most, ("begun_before",), (limit,))
    known = case.known("basic_course")
    if first:
        return all_of("Må grundforløbet begyndes?", known, again)
    agreed = any_of("Aftale eller forsøg tilbage?", again, case.told("agreement"))
    return all_of("Må grundforløbet begyndes?", known, agreed)


def without_requirement(case: AdmissionCase) -> Finding:
    """Kravet om 02 gælder ikke på EUV1 og ikke med uddannelsesaftale. Set i 2018 (R130)."""
    return any_of(
        "Er personen undtaget fra 02?",
        case.among("track", "adgang/undtaget-spor"),
        all_of("Uddannelsesaftale", case.holds("adgang/aftale-erstatter"), case.told("agreement")),
    )


_START: Final = Decides("den dag, uddannelsen begynder", ("start",))
_GRADES: Final = ("adgang/karakter-7", "adgang/karakter-13")

RULES: Final = (
    Rule("adgang-02", "Er adgangskravet 02 opfyldt?", AdmissionFacts, _START,
         ("adgang/ordning", *_GRADES, "adgang/aftale-erstatter", "adgang/undtaget-spor",
          "adgang/proever-dansk", "adgang/proever-matematik", "adgang/eksamen-fra-aar",
          "adgang/optagelsesproeve"), admission),
    Rule("adgang-dansk", "Er dansk på niveau med 02?", AdmissionFacts, _START,
         ("adgang/ordning", *_GRADES, "adgang/proever-dansk"), danish),
    Rule("adgang-matematik", "Er matematik på niveau med 02?", AdmissionFacts, _START,
         ("adgang/ordning", *_GRADES, "adgang/proever-matematik"), maths),
    Rule("adgang-undtaget", "Er personen undtaget fra kravet om 02?", AdmissionFacts, _START,
         ("adgang/undtaget-spor", "adgang/aftale-erstatter"), without_requirement),
    Rule("adgang-grundforløb", "Må grundforløbet begyndes?", AdmissionFacts, _START,
         ("adgang/gf2-gange", "adgang/gf1-gange"), basic_course),
)  # fmt: skip
