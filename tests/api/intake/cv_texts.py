"""Invented CVs of different shape, each with what must be found in it and what must not.

Nobody in them is real. An expected line is (competence, kind, level, shown, months, expires);
a reader may find more than what is listed, but never what stands under `never`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ON = date(2026, 11, 22)
Line = tuple[str, str, int, date | None, int | None, date | None]


@dataclass(frozen=True)
class CvText:
    """A CV and the truth about it.

    Attributes:
        never: competences that are no evidence, though their words stand there.
        secrets: words that no answer may repeat.
    """

    name: str
    text: str
    expected: tuple[Line, ...]
    never: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    wished: tuple[str, ...] = ()


END = {year: date(year, 12, 31) for year in range(2000, 2027)}

DATES_FIRST = CvText(
    "dates first",
    """Jens Opdigtet Smed
Opdigtevej 12, 2. tv, 9999 Opdigt
Tlf. 11 22 33 44 · jens@opdigtet.example
CPR 010190-1234, gift, 2 børn

Erhvervserfaring
2015–2020\tCNC-operatør, Opdigtet Spån A/S
- CNC-drejning, måleteknik
- tegningslæsning
aug. 2021 - nu\tOpdigtet Smedie
MAG-svejsning, CNC-drejning

Certifikater
Gaffeltruck B, gyldig til 05/2027
§ 17, 2016

Referencer
Hans Opdigtet, TIG-svejsning, 55 66 77 88
""",
    (
        ("cnc-drejning", "job", 3, END[2020], 60, None),
        ("maaleteknik", "job", 3, END[2020], 60, None),
        ("tegningslaesning", "job", 3, END[2020], 60, None),
        ("mag-svejsning", "job", 3, ON, 64, None),
        ("cnc-drejning", "job", 3, ON, 64, None),
        ("gaffeltruck-b", "certificate", 1, None, None, date(2027, 5, 31)),
        ("paragraf-17", "certificate", 1, END[2016], None, None),
    ),
    never=("tig-svejsning",),
    secrets=(
        "Jens",
        "Opdigtevej",
        "11 22 33 44",
        "jens@",
        "010190",
        "1234",
        "gift",
        "Hans",
        "55 66",
    ),
)

DATES_LAST = CvText(
    "dates on the right, English",
    """CURRICULUM VITAE
Anna Invented Nobody
Phone: +45 11 22 33 44

WORK EXPERIENCE
Operator at Invented Robots Ltd\tJan 2019 – Dec 2021
• industrial robot operation
• CNC machine operation
Welder, Invented Steel\t2016 – 2018
• MAG welding (135)

EDUCATION AND TRAINING
2010-2014\tTechnical school, metrology

LANGUAGES
English: fluent
Danish: basic

SKILLS
robot programming, Lean

INTERESTS
Football, fishing
""",
    (
        ("industrirobot-betjening", "job", 2, END[2021], 36, None),
        ("cnc-betjening", "job", 2, END[2021], 36, None),
        ("mag-svejsning", "job", 2, END[2018], 24, None),
        ("engelsk", "statement", 3, None, None, None),
        ("dansk", "statement", 1, None, None, None),
        ("robotprogrammering", "statement", 1, None, None, None),
    ),
    secrets=("Anna", "Nobody", "+45", "11 22", "fishing"),
)

MIXED = CvText(
    "half Danish, half English",
    """PROFIL
Faglig stolthed, skills within welding; TIG-svejsning, 4 år

EXPERIENCE
2012-2016: Opdigtet Steel, Esbjerg
plate bending, kantbukning
2017 - 2019: Offshore Invented
rørsvejsning, MAG

COURSES
Førstehjælp, 2021
Varmt arbejde, udløbet 2022
""",
    (
        ("tig-svejsning", "statement", 2, None, None, None),
        ("kantbukning", "job", 2, END[2016], 48, None),
        ("mag-svejsning", "job", 2, END[2019], 24, None),
        ("foerstehjaelp", "certificate", 1, END[2021], None, None),
        ("varmt-arbejde", "certificate", 1, None, None, END[2022]),
    ),
)

CANTEEN = CvText(
    "a note from the canteen",
    "Hej, jeg hedder Karl Opdigtet Smed, jeg er 45 år. truck B, udløbet 2021, MAG-svejsning, "
    "10 år\n",
    (("mag-svejsning", "statement", 3, None, None, None),),
    never=("faglaert-smed",),
    secrets=("Karl", "45 år"),
)

EUROPASS = CvText(
    "labels on the left",
    """Personlige oplysninger
Navn:\tPia Opdigtet Svejser
Nationalitet:\tdansk
Fødselsdato:\t01.02.1980
Erhvervserfaring
Dato:\t03/2018-12/2021
Stilling:\tmedarbejder
Opgaver:\tlagerstyring, pluk og pak
Dato:\t2010 - 2017
Opgaver:\tpalletering
Uddannelse
Dato:\t2008
Bevis:\tindustriassistent
Modersmål:\tdansk
Andre sprog:\tengelsk
""",
    (
        ("pluk-pak", "job", 2, END[2021], 46, None),
        ("palletering", "job", 3, END[2017], 84, None),
    ),
    secrets=("Pia", "01.02.1980", "Svejser"),
)

TITLE_FIRST = CvText(
    "the date below the title",
    """Arbejdserfaring

Pakkerimedarbejder
Opdigtet Mejeri A/S, 2019 - 2022
- betjening af pakkelinjer
- HACCP

Lagermand
Opdigtet Lager, 2014 - 2018
- varemodtagelse

Ønsker
robotprogrammering
""",
    (
        ("pakkelinje-betjening", "job", 2, END[2022], 36, None),
        ("haccp", "job", 2, END[2022], 36, None),
        ("varemodtagelse", "job", 2, END[2018], 48, None),
    ),
    wished=("robotprogrammering",),
    never=("robotprogrammering",),
)

CHAOTIC = CvText(
    "chaotic",
    """kan ALT muligt!!! ring bare 11223344
hydraulik; pneumatik; omhyggelig
*** truck ***
2015-2018
klargjorde ordrer
CNC-fræsning

2003-2005, kørte lastbil
kurser : 2019, Lean
""",
    (
        ("hydraulik", "statement", 1, None, None, None),
        ("pneumatik", "statement", 1, None, None, None),
        ("cnc-fraesning", "job", 2, END[2018], 36, None),
        ("lean", "course", 1, END[2019], None, None),
    ),
    never=("omhu",),
    secrets=("11223344",),
)

SUMMED = CvText(
    "years in several jobs together",
    """Ansættelser
2010-2012 Opdigtet A
vindmølleservice
2012-2014 Opdigtet B
vindmølleservice
2016-2017 Opdigtet C
vindmølleservice, glasfiberlaminering
""",
    (
        ("vindmoelle-service", "job", 3, END[2012], 24, None),
        ("vindmoelle-service", "job", 3, END[2017], 12, None),
        ("glasfiberlaminering", "job", 1, END[2017], 12, None),
    ),
)

COLUMN_LEFT = """Kompetencer
CNC-drejning
hydraulik

Sprog
Dansk: modersmål
Engelsk: lidt"""
COLUMN_RIGHT = """Erhvervserfaring
2015-2020 Opdigtet Spån
måleteknik
2010-2015 Opdigtet Smedie
MAG-svejsning
Kurser
Lean, 2018"""
TWO_COLUMNS = CvText(
    "two columns",
    COLUMN_LEFT + "\n" + COLUMN_RIGHT + "\n",
    (
        ("cnc-drejning", "statement", 1, None, None, None),
        ("hydraulik", "statement", 1, None, None, None),
        ("dansk", "statement", 3, None, None, None),
        ("engelsk", "statement", 1, None, None, None),
        ("maaleteknik", "job", 3, END[2020], 60, None),
        ("mag-svejsning", "job", 3, END[2015], 60, None),
        ("lean", "course", 1, END[2018], None, None),
    ),
)

ALL = (DATES_FIRST, DATES_LAST, MIXED, CANTEEN, EUROPASS, TITLE_FIRST, CHAOTIC, SUMMED, TWO_COLUMNS)
