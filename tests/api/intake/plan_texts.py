"""Invented texts of needs, each with the needs that stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ON = date(2026, 11, 22)


@dataclass(frozen=True)
class NeedTruth:
    """A need as a careful person reads it; demands are the least that must be found."""

    title: str
    headcount: int
    by: date | None
    profile: str | None
    asked: frozenset[tuple[str, str]] = frozenset()
    importance: int = 2


@dataclass(frozen=True)
class PlanText:
    """A text, its needs, what it must not ask for, and words to be asked about."""

    name: str
    text: str
    needs: tuple[NeedTruth, ...]
    never: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def demand(*pairs: str) -> frozenset[tuple[str, str]]:
    """«must:competence» as pairs."""
    return frozenset((kind, name) for kind, _, name in (pair.partition(":") for pair in pairs))


TURNERS = PlanText(
    "one sentence",
    "Vi mangler 3 CNC-operatører senest marts 2027, CNC-drejning; måleteknik; det er en fordel "
    "med, robot. Vi er et ungt team, og du er dynamisk.",
    (
        NeedTruth("CNC-operatører", 3, date(2027, 3, 31), "p-cnc-operatoer-drejning",
                  demand("must:cnc-drejning", "must:maaleteknik",
                         "advantage:industrirobot-betjening")),
    ),
    flags=("ungt team", "dynamisk"),
)  # fmt: skip

LISTS = PlanText(
    "headings and lists",
    """Virksomhed: Opdigtet Spån A/S
CVR 00000019
Fagområde: Svejseri
Vi søger 2 TIG-svejsere og en klejnsmed inden 1. maj. Det haster.
Krav:
- tegningslæsning
Det er en fordel:
- gaffeltruck B
- omhyggelig
Vi tilbyder:
- Lean

Fagområde: Pakkeri
4 pakkelinjeoperatører fra august 2027
- HACCP er ikke nok
Native dansk er et krav.
""",
    (
        NeedTruth("TIG-svejsere", 2, date(2027, 5, 1), "p-svejser-tig-rustfri",
                  demand("must:tegningslaesning", "advantage:gaffeltruck-b", "trait:omhu"), 3),
        NeedTruth("Klejnsmed", 1, date(2027, 5, 1), "p-klejnsmed",
                  demand("must:tegningslaesning", "advantage:gaffeltruck-b"), 3),
        NeedTruth("Pakkelinjeoperatører", 4, date(2027, 8, 1), "p-pakkelinjeoperatoer"),
    ),
    never=("lean",),
    flags=("Native",),
)  # fmt: skip

NO_TITLE = PlanText(
    "people by what they do",
    "Vi får brug for to medarbejdere til lageret som kan, pluk og pak, varemodtagelse, på sigt.\n"
    "Uge 10 2027 åbner vi en linje til.\n",
    (
        NeedTruth("Medarbejdere til lageret", 2, date(2027, 3, 14), None,
                  demand("must:pluk-pak", "must:varemodtagelse"), 1),
    ),
)  # fmt: skip

ENGLISH = PlanText(
    "English",
    "We are looking for 5 robot operators by 1. kvartal 2027, metrology. Lean, is an advantage.\n",
    (
        NeedTruth("Robot operators", 5, date(2027, 3, 31), "p-robotoperatoer",
                  demand("must:maaleteknik")),
    ),
)  # fmt: skip

NOTHING = PlanText(
    "no need at all",
    "Vi er Nordens førende inden for stål og har 50 års erfaring. Ring og hør mere.\n",
    (),
)

ALL = (TURNERS, LISTS, NO_TITLE, ENGLISH, NOTHING)
