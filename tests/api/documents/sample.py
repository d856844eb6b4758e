"""A rich plan and a letter, made up, with everything a document can hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from matcher.plans.document import (
    Appointment,
    Axis,
    Bar,
    Bullets,
    Document,
    Facts,
    Gantt,
    Language,
    Paragraph,
    Radar,
    Section,
    Signature,
    Table,
)

_PERIODS: Final = (
    ("Grundforløb 2, anden halvdel", date(2027, 1, 11), date(2027, 3, 19), "skole"),
    ("Oplæring hos Nordjysk Spåntagning (opdigtet)", date(2027, 3, 22), date(2027, 8, 6),
     "oplæring"),
    ("1. skoleperiode, hovedforløb", date(2027, 8, 9), date(2027, 10, 15), "skole"),
    ("Oplæring", date(2027, 10, 18), date(2028, 1, 14), "oplæring"),
    ("AMU: CNC fræsning, opspænding og nulpunkter", date(2028, 1, 17), date(2028, 1, 28), "AMU"),
    ("2. skoleperiode, hovedforløb", date(2028, 2, 7), date(2028, 4, 7), "skole"),
    ("Sommerferie", date(2028, 7, 10), date(2028, 7, 28), "ferie"),
    ("3. skoleperiode, hovedforløb", date(2028, 8, 14), date(2028, 10, 6), "skole"),
    ("Svendeprøve", date(2028, 11, 20), date(2028, 12, 1), "prøve"),
)  # fmt: skip
_SUBJECTS: Final = (
    ("Spåntagning, CNC-drejning", "Avanceret", "6,0", "4,0", "Erhvervserfaring, 7 år med drejning"),
    ("Spåntagning, CNC-fræsning", "Rutineret", "6,0", "6,0", ""),
    ("CAD/CAM-teknik", "Rutineret", "4,0", "4,0", ""),
    ("Materialeforståelse og varmebehandling", "Rutineret", "3,0", "1,5",
     "AMU-bevis: Materialeforståelse, plastmaterialer og stål"),
    ("Måleteknik og kvalitetsstyring", "Avanceret", "3,0", "0,0",
     "AMU-bevis: Måling og kontrol, gyldigt; afkortning følger uddannelsens bilag"),
    ("Arbejdsmiljø, sikkerhed og førstehjælp", "Begynder", "1,0", "0,0",
     "Gyldigt førstehjælpsbevis"),
    ("Dansk", "F", "2,0", "0,0", "Bevis fra VUC, karakter 7"),
    ("Matematik", "E", "2,0", "2,0", ""),
    ("Produktionsteknologi med robotbetjening og automatiske emneskift", "Rutineret", "4,0", "4,0",
     ""),
)  # fmt: skip
_AXES: Final = (
    ("CNC-drejning", 3, 4, 4.0), ("CNC-fræsning", 1, 3, 3.0), ("CAD/CAM-programmering", 0, 3, 3.0),
    ("Måleteknik og kvalitetsstyring", 3, 3, 3.0),
    ("Materialeforståelse og varmebehandling", 2, 3, 2.0), ("Tegningslæsning", 3, 4, 3.0),
    ("Robotbetjening og automatiske emneskift", 0, 2, 2.0), ("Vedligehold af maskiner", 2, 3, 2.0),
    ("Produktionsplanlægning og dokumentation", 1, 2, 2.0),
    ("Arbejdsmiljø, sikkerhed og førstehjælp", 3, 3, 3.0), ("Dansk", 3, 3, 2.0),
    ("Matematik og teknisk beregning", 1, 3, 3.0),
)  # fmt: skip


def _shown(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _gantt() -> Gantt:
    rows = tuple(
        (label, kind, _shown(first), _shown(last), str(((last - first).days + 3) // 7))
        for label, first, last, kind in _PERIODS
    )
    return Gantt(
        title="Perioderne over tid",
        bars=tuple(Bar(label, first, last, kind) for label, first, last, kind in _PERIODS),
        table=Table("Perioderne med datoer", ("Periode", "Art", "Fra", "Til", "Uger"), rows,
                    numeric=(4,), note="Ferie følger skolens ferieplan og kan flytte sig."),
        alt="Ni perioder fra 11. januar 2027 til 1. december 2028. Skole og oplæring skiftes; "
            "forløbet ender med svendeprøve. Tabellen nedenfor viser de samme datoer.",
    )  # fmt: skip


def _radar() -> Radar:
    levels = ("ingen", "begynder", "rutineret", "avanceret", "ekspert")
    rows = tuple(
        (label, levels[before], levels[after], levels[round(needed)])
        for label, before, after, needed in _AXES
    )
    return Radar(
        title="Kompetencespind før og efter planen",
        axes=tuple(Axis(label, before, after, needed) for label, before, after, needed in _AXES),
        table=Table("Niveauer før og efter", ("Kompetence", "Før", "Efter", "Krav"), rows),
        alt="Tolv kompetencer før og efter. Størst fremgang: CAD/CAM-programmering fra ingen til "
            "avanceret. Alle krav er nået efter planen.",
    )  # fmt: skip


def _subjects() -> Table:
    return Table(
        "Fag med niveau, uger og merit",
        ("Fag", "Niveau", "Uger", "Uger efter merit", "Begrundelse for merit"),
        _SUBJECTS,
        numeric=(2, 3),
        note="Uger efter merit er forslag, indtil skolen har vurderet.",
        subjects=True,
    )


_ADDRESS: Final = "https://eksempel.dk/eli/lta/2026/0000/bilag-1-industritekniker-kriterier"
_INTRODUCTION: Final = (
    "Planen viser vejen fra ufaglært maskinarbejder til industritekniker. Den bygger på "
    "realkompetencevurderingen, de skoleperioder, skolen har oplyst, og virksomhedens behov for "
    "CNC-operatører. Det, der ikke kunne afgøres, står som åbne spørgsmål."
)
PLAN: Final = Document(
    id="plan-0007",
    version=2,
    title="Plan for euv2: industritekniker, maskin",
    subtitle="Deltager P-0007 · erhvervsuddannelse for voksne med erhvervserfaring",
    language=Language.DANISH,
    written=date(2026, 11, 22),
    signature=None,
    sections=(
        Section("Kort fortalt", (
            Paragraph(_INTRODUCTION),
            Facts((
                ("Uddannelse", "Industritekniker, version efter bekendtgørelsen pr. 1.8.2026"),
                ("Speciale", "Maskin"),
                ("Spor", "EUV2, relevant erhvervserfaring under to år"),
                ("Start", "11. januar 2027"),
                ("Forventet slut", "1. december 2028"),
                ("Merit i alt", "9,5 uger af 31 uger"),
            )),
        )),
        Section("Perioder", (_gantt(),)),
        Section("Fag og merit", (
            Paragraph("Hvert fag står med de uger, uddannelsen har, og de uger, der er tilbage."),
            _subjects(),
        )),
        Section("Kompetencer", (_radar(),)),
        Section("Økonomi", (
            Table("Hvem betaler hvad", ("Betaler", "Post", "Beløb", "Regel"), (
                ("AUB", "Lønrefusion under skoleophold", "kan ikke afgøres",
                 "Satsen er ikke kontrolleret for 2027 [2]"),
                ("Deltager", "Deltagerbetaling, AMU 10 dage", "2.050 kr.", "Takst pr. dag [3]"),
                ("Arbejdsgiver", "Løn under oplæring", "efter overenskomst", ""),
            ), numeric=(2,)),
        )),
        Section("Åbne spørgsmål", (
            Bullets((
                "Er oplæringsaftalen underskrevet? Uden den kan hovedforløbet ikke begynde.",
                "Hvilken version af bilag 1 gælder for deltagere, der starter efter 1.1.2027?",
                "Skal matematik på E-niveau læses før eller under grundforløb 2?",
            ), numbered=True),
            Bullets(("Skolen vurderer meritten endeligt.", "Datoer kan flytte sig.")),
            Paragraph("Planen er et forslag. Skolen træffer afgørelsen om merit.", note=True),
        )),
    ),
    appointments=tuple(
        Appointment(f"plan-0007-{place}@kompetencematch", f"{kind}: {label}".capitalize(), first,
                    last, "Skolen" if kind == "skole" else "", sequence=place % 3)
        for place, (label, first, last, kind) in enumerate(_PERIODS)
    ),
    sources=(
        f"[1] Bekendtgørelse om erhvervsuddannelser (opdigtet henvisning), {_ADDRESS}",
        "[2] Bekendtgørelse om AUB-satser, ikke kontrolleret for 2027 (opdigtet).",
        "[3] Takstkatalog, deltagerbetaling, 2026 (opdigtet).",
    ),
)  # fmt: skip
SIGNED: Final = replace(
    PLAN,
    version=3,
    signature=Signature("Eksempel Eksempelsen", "studievejleder", date(2026, 12, 1)),
)
LETTER: Final = Document(
    id="brev-0007",
    version=1,
    title="Din plan for at blive industritekniker",
    subtitle="",
    language=Language.DANISH,
    written=date(2026, 11, 22),
    signature=Signature("Eksempel Eksempelsen", "studievejleder", date(2026, 11, 23)),
    sections=(
        Section("", (
            Paragraph("Kære deltager"),
            Paragraph("Du har fortalt os, hvad du kan, og hvad du gerne vil. Vi har set på det "
                      "sammen med skolen. Her er vores forslag til en plan."),
            Paragraph("Du starter på grundforløbet den 11. januar 2027. Du er i skole i ti uger. "
                      "Så er du i oplæring i en virksomhed. Sådan skiftes skole og oplæring, til "
                      "du går til svendeprøve i november 2028."),
            Paragraph("Du får merit for det, du kan i forvejen. Det betyder, at du kan springe "
                      "noget af skolen over. I alt sparer du ni en halv uge."),
        )),
        Section("Det skal du gøre nu", (
            Paragraph("Ring til os, hvis noget er forkert. Aftal med din virksomhed, hvem der er "
                      "din oplæringsansvarlige. Skriv til os, når aftalen er på plads."),
            Paragraph("Venlig hilsen"),
            Paragraph("Du kan klage over skolens vurdering af merit. Skolen kan fortælle hvordan.",
                      note=True),
        )),
    ),
    appointments=(),
    sources=(),
)  # fmt: skip


def with_many(rows: int) -> Document:
    """The plan with many subjects and many periods, so that tables and pictures break."""
    many = tuple((f"Fag nummer {n} med et langt navn", "Rutineret", "1,0", "0,5",
                  "Begrundelse i flere ord, så den fylder mere end én linje i tabellen")
                 for n in range(rows))  # fmt: skip
    start = date(2027, 1, 4)
    bars = tuple(
        Bar(f"Periode {n}", start + timedelta(weeks=3 * n), start + timedelta(weeks=3 * n + 2),
            ("skole", "oplæring", "AMU")[n % 3])
        for n in range(rows)
    )  # fmt: skip
    gantt = replace(_gantt(), bars=bars)
    sections = (Section("Fag", (replace(_subjects(), rows=many),)), Section("Tid", (gantt,)))
    return replace(PLAN, sections=sections)
