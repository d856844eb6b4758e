"""Hostile tables for import: those that must be refused, and those that must be read."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from tests.api.intake.hostile import OLE, Case, xlsx

WIDE = "person;kompetencer;erfaring;certifikater"
LONG = "person;kompetence;niveau;art;dato;måneder;udløber"


def table(*rows: str, header: str = WIDE) -> bytes:
    return "\n".join((header, *rows, "")).encode()


def long(**cells: str) -> bytes:
    sound = dict(
        zip(
            LONG.split(";"), ["p1", "cnc-drejning", "2", "job", "2024-05-31", "12", ""], strict=True
        )
    )
    return table(";".join((sound | cells).values()), header=LONG)


REFUSED = [
    Case("UTF-16", "a.csv", table("p1;tig").decode().encode("utf-16"), ("UTF-16",)),
    Case("hverken UTF-8 eller Windows-1252", "a.csv", b"person;kompetencer\np1;\x81\x8d\n",
         ("tegnkodningen",)),
    Case("et regneark omdøbt til CSV", "a.csv", xlsx(header=("person", "kompetencer")),
         ("ikke en tekstfil",)),
    Case("et gammelt regneark", "a.xlsx", OLE * 40, (".xlsx",)),
    Case("JSON kan ikke importeres", "a.json", b"[]", ("CSV, XLSX",)),
    Case("en tom fil", "a.csv", b"\n\n", ("tom",)),
    Case("ingen kolonne med id, kun navn og CPR", "a.csv",
         table("Jens Hansen;010190-1234;tig", header="navn;cpr;kompetencer"),
         ("pseudonymt id", "navn og CPR-nummer kan ikke bruges"), ((1, ""),)),
    Case("ingen kolonne med kompetencer", "a.csv", table("p1;2024", header="person;nr 2"),
         ("ingen kolonne er genkendt som kompetencer",)),
    Case("to kolonner med id", "a.csv", table("p1;b1;tig", header="Person;Borger;Kompetencer"),
         ("to kolonner betyder «person»", "ignorér"), ((1, "Person"), (1, "Borger"))),
    Case("den samme overskrift to gange", "a.csv",
         table("p1;tig;2;3;job", header="person;kompetence;niveau;Niveau;art"),
         ("to kolonner betyder «niveau»",), ((1, "niveau"), (1, "Niveau"))),
    Case("CPR-nummer som id", "a.csv", table("010190-1234;tig"), ("id er et CPR-nummer",),
         ((2, "person"),)),
    Case("CPR-nummer, der mistede nullet", "a.xlsx", xlsx((101901234, "tig"),
         header=("person", "kompetencer")), ("id er et CPR-nummer",), ((2, "person"),)),
    Case("et navn som id vises ikke", "a.csv", table("Jens Hansen;tig"), ("id har forkert form",),
         ((2, "person"),)),
    Case("flettede celler giver rækker uden id", "a.csv", table("p1;tig", ";mag", ";kran"),
         ("rækken har intet id", "flettede celler"), ((3, "person"), (4, "person"))),
    Case("flettede overskrifter i to rækker", "a.csv",
         table(";CNC-drejning;TIG-svejsning", "p1;2;3", header="person;kompetencer;"),
         ("flere felter",), ((2, ""),)),
    Case("formler", "a.xlsx", xlsx(("p1", "tig", "=1+1"), ("=A2", "mag", None),
         header=("person", "kompetencer", "erfaring")), ("formel",), ((2, "C2"), (3, "A3"))),
    Case("den 31. februar", "a.csv", long(dato="31/2-2021"), ("ikke en dato",), ((2, "dato"),)),
    Case("årstal med to cifre", "a.csv", long(dato="1/2-21"), ("ikke en dato",), ((2, "dato"),)),
    Case("et løbenummer", "a.csv", long(dato="45231"), ("løbenummer",), ((2, "dato"),)),
    Case("niveau 7", "a.csv", long(niveau="7"), ("niveauet",), ((2, "niveau"),)),
    Case("niveau 7 under kompetencens navn", "a.csv", table("p1;7", header="person;TIG-svejsning"),
         ("niveauet",), ((2, "TIG-svejsning"),)),
    Case("længde uden mening", "a.csv", long(måneder="længe"), ("helt tal",), ((2, "måneder"),)),
    Case("et certifikat på niveau 3", "a.csv", long(kompetence="asbest-sikkerhed", niveau="3"),
         ("haves eller haves ikke",), ((2, "niveau"),)),
    Case("et personligt træk på et niveau", "a.csv", long(kompetence="fleksibilitet", niveau="1"),
         ("personligt træk",), ((2, "kompetence"),)),
    Case("fejl i flere rækker nævnes alle", "a.csv",
         table("p1;cnc-drejning;9;job", "p2;cnc-drejning;1;hobby", "p 3;tig;1;job",
               header="person;kompetence;niveau;art"),
         (), ((2, "niveau"), (3, "art"), (4, "person"))),
    Case("det samme bevis-id om to ting", "a.csv",
         table("p1;cnc-drejning;1;job;x", "p1;tig-svejsning;1;job;x",
               header="person;kompetence;niveau;art;bevis_id"),
         ("mere end én gang",), ((3, "bevis_id"),)),
    Case("en endeløs celle i en privat kolonne vises ikke", "a.csv",
         table(f"p1;Jens {'x' * 2_000};tig", header="person;Diagnose;kompetencer"),
         ("længere end 2000 tegn",), ((2, "Diagnose"),)),
    Case("over 100.000 rækker", "a.csv", lambda: table(*["p1;tig"] * 100_001),
         ("100001 rækker", "100000", "Del filen")),
    Case("over 500 forskellige beviser om én", "a.csv",
         lambda: table(*[f"p1;cnc-drejning;2;job;{1 + n % 28}/{1 + n // 28 % 12}-{2000 + n // 336}"
                         for n in range(501)], header="person;kompetence;niveau;art;dato"),
         ("501 beviser",)),
]  # fmt: skip


class Readable(NamedTuple):
    """A table that looks wrong and must be read.

    Attributes:
        shown: (person, competence, level) of everything read.
        told: words of a notice.
    """

    name: str
    file: str
    content: bytes
    shown: tuple[tuple[str, str, int], ...]
    told: str = ""


ONE = (("p1", "cnc-drejning", 2),)
READ = [
    Readable("Windows-1252", "a.csv", table("p1;måleteknik: 1").decode().encode("cp1252"),
             (("p1", "maaleteknik", 1),), "Windows-1252"),
    Readable("UTF-8 med mærke", "a.csv", b"\xef\xbb\xbf" + table("p1;cnc-drejning: 2"), ONE),
    Readable("tabulator", "a.csv", table("p1\tcnc-drejning: 2", header="person\tkompetencer"), ONE,
             "tabulator"),
    Readable("en titel med komma over overskrifterne", "a.csv",
             b"Udtraek, november, 2026\n\n" + table("p1;cnc-drejning: 2"), ONE, "linje 1"),
    Readable("flettet titel i et regneark", "a.xlsx",
             xlsx(("person", "kompetencer"), ("p1", "CNC-drejning: 2"), header=("Borgere",)),
             ONE, "over overskrifterne"),
    Readable("tomme rækker", "a.csv", table(";;;", "p1;cnc-drejning: 2", "", ";;;"), ONE),
    Readable("niveau som ord", "a.csv", long(niveau="Rutineret"), ONE),
    Readable("dansk dato med skråstreg", "a.csv", long(dato="1/2-2021"), ONE),
    Readable("dato fra et regneark", "a.xlsx",
             xlsx(("p1", "cnc-drejning", 2.0, "job", datetime(2024, 5, 31), 12.0, None),  # noqa: DTZ001
                  header=LONG.split(";")), ONE),
    Readable("længde i år", "a.csv", long(måneder="2 år"), ONE),
    Readable("kolonnen Navn er der, men læses ikke", "a.csv",
             table("p1;Jens Hansen;58;cnc-drejning: 2", header="person;Navn;Alder;kompetencer"),
             ONE),
    Readable("en formel i et ord", "a.csv", table("p1;=HYPERLINK(1), cnc-drejning: 2"), ONE),
    Readable("krydser under kompetencens navn", "a.csv",
             table("p1;x;;nej", header="person;TIG-svejsning;CNC-drejning;gaffeltruck B"),
             (("p1", "tig-svejsning", 1),)),
    Readable("nul er en vurdering", "a.csv", table("p1;0", header="person;CNC-drejning"),
             (("p1", "cnc-drejning", 0),)),
    Readable("flere kurser i hver sin kolonne", "a.csv",
             table("p1;cnc-drejning: 2;;tig-svejsning: 1",
                   header="person;Kursus 1;Kursus 2;Kursus 3"), (*ONE, ("p1", "tig-svejsning", 1))),
    Readable("det samme to gange tæller én", "a.csv",
             table("p1;cnc-drejning: 2, CNC-drejning", "p1;cnc-drejning: 2"), ONE),
    Readable("emoji og styretegn", "a.csv",
             table("p1;🧑‍🔧 \u202e\x07; ;", "p1;cnc-drejning: 2"), ONE),
    Readable("ønsker og bemærkninger læses ikke", "a.csv",
             table("p1;tig-svejsning;cnc-drejning: 2;mag",
                   header="person;Ønsker;Kompetencer;Noter"), ONE),
    Readable("tal og datoer i en celle med tekst", "a.xlsx",
             xlsx(("p1", 45231, date(2024, 5, 1)), ("p1", "cnc-drejning: 2", True),
                  header=("person", "kompetencer", "erfaring")), ONE),
]  # fmt: skip
