"""Hostile people: what stands in single cells and fields, and how tables are laid out."""

from __future__ import annotations

from datetime import date

from tests.api.intake.hostile import (
    HEADER,
    SOUND,
    Case,
    Legal,
    csv,
    evidence,
    in_sheet,
    one,
    people,
    person,
    repacked,
    showing,
    xlsx,
    zipped,
)

SOUND_ROW = ("p1", "cnc-drejning", 2, "job", date(2024, 5, 31))
BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (n + 1, b"&%c;" % n * 10) for n in range(97, 106))
    + b"]><x>&j;</x>"
)

DATES = [
    Case("løbenummer fra Excel i stedet for dato", "a.csv", one(dato="45231"), ("løbenummer",),
         ((2, "dato"),)),
    Case("løbenummer som tal i et regneark", "a.xlsx", xlsx((*SOUND_ROW[:4], 45231)),
         ("løbenummer",), ((2, "dato"),)),
    Case("løbenummer i JSON", "a.json", showing(shown=45231), ("løbenummer",)),
    Case("den 31. februar", "a.csv", one(dato="31-02-2024"), ("ikke en dato",), ((2, "dato"),)),
    Case("amerikansk dato", "a.csv", one(dato="12/31/2024"), ("ikke en dato",)),
    Case("kun et årstal", "a.csv", one(dato="2024"), ("ikke en dato", "ÅÅÅÅ-MM-DD")),
    Case("årstal med to cifre", "a.csv", one(dato="31-12-24"), ("ikke en dato",)),
    Case("an ISO week", "a.csv", one(dato="2024-W01-1"), ("ikke en dato",)),
    Case("a date with something after it", "a.csv", one(dato="2024-01-01xxxxxxxxx"),
         ("ikke en dato",)),
    Case("år 1", "a.csv", one(dato="0001-01-01"), ("årstallet 1",), ((2, "dato"),)),
    Case("år 9999", "a.csv", one(udløber="9999-12-31"), ("årstallet 9999",), ((2, "udløber"),)),
    Case("ja i stedet for dato", "a.json", showing(shown=True), ("ikke en dato",)),
    Case("certifikatet udløber, før det blev vist", "a.csv", one(udløber="2020-01-01"),
         ("udløber før",), ((2, "udløber"),)),
]  # fmt: skip

LEVELS = [
    Case("niveau 7", "a.csv", one(niveau="7"), ("niveauet", "4 (ekspert)"), ((2, "niveau"),)),
    Case("niveau -1", "a.csv", one(niveau="-1"), ("niveauet", "'-1'"), ((2, "niveau"),)),
    Case("niveau 2,5", "a.csv", one(niveau="2,5"), ("niveauet",), ((2, "niveau"),)),
    Case("niveau 2.5 i JSON", "a.json", showing(level=2.5), ("niveauet",),
         ((1, "people[0].evidence[0].level"),)),
    Case("niveau true", "a.json", showing(level=True), ("niveauet",)),
    Case("niveau null", "a.json", showing(level=None), ("niveauet",)),
    Case("niveau som et ord, vi ikke har", "a.csv", one(niveau="god"), ("niveauet", "'god'")),
    Case("niveau som en liste", "a.json", showing(level=[2]), ("niveauet", "en liste med 1")),
    Case("et certifikat på niveau 3", "a.csv", one(kompetence="asbest-sikkerhed", niveau="3"),
         ("haves eller haves ikke",), ((2, "niveau"),)),
    Case("måneder uden grænse bag nuller", "a.csv", one(måneder="0000000001234567890"),
         ("grænserne",), ((2, "måneder"),)),
    Case("negative måneder", "a.json", showing(months=-3), ("grænserne",)),
]  # fmt: skip

COMPETENCES = [
    Case("en kompetence, ingen kender, får forslag", "a.csv", one(kompetence="cnc-drejnig"),
         ("kendes ikke", "Mente du", "cnc-drejning"), ((2, "kompetence"),)),
    Case("et ord med flere betydninger", "a.csv", one(kompetence="drejebænk"),
         ("flere kompetencer", "konventionel-drejning"), ((2, "kompetence"),)),
    Case("et personligt træk som bevis", "a.csv", one(kompetence="fleksibilitet"),
         ("personligt træk",), ((2, "kompetence"),)),
    Case("en kompetence uden navn", "a.json", showing(competence="  "), ("feltet er tomt",)),
    Case("emoji som kompetence", "a.csv", one(kompetence="🧑‍🔧"), ("kendes ikke",)),
    Case("blandede skriftsystemer", "a.csv", one(kompetence="сnс-drejning х"), ("kendes ikke",)),
    Case("right-to-left mark in a word", "a.json", showing(competence="cnc\u200f-drejning"),
         ("styretegn (U+200F)",)),
    Case("text written backwards", "a.json", showing(competence="\u202egninjerd"), ("U+202E",)),
    Case("a terminal's colour codes", "a.json", showing(competence="\x1b[31mcnc"), ("U+001B",)),
    Case("a line break in a word", "a.csv", one(kompetence='"cnc\ndrejning"'), ("U+000A",),
         ((2, "kompetence"),)),
    Case("script i et id", "a.csv", one(person="<script>alert(1)</script>"), ("forkert form",),
         ((2, "person"),)),
    Case("script som kompetence", "a.csv", one(kompetence="<b onclick=x>tig</b>"),
         ("kendes ikke", "<b onclick=x>")),
    Case("et ukendt ord for art", "a.csv", one(art="hobby"), ("lovlige værdier", "job"),
         ((2, "art"),)),
    Case("art som sandt", "a.json", showing(kind=True), ("lovlige værdier",)),
    Case("vurderet af en, vi ikke kender", "a.json", showing(judge="nabo"), ("lovlige værdier",)),
    Case("udenlandsk måske", "a.json", showing(foreign="måske"), ("lovlige værdier",)),
]  # fmt: skip

CPR_PROBLEM = ("ligner et CPR-nummer", "skjult")
PRIVATE = [
    Case("CPR-nummer som id", "a.csv", one(person="010190-1234"), CPR_PROBLEM, ((2, "person"),)),
    Case("CPR-nummer uden bindestreg", "a.csv", one(person="0101901234"), CPR_PROBLEM),
    Case("CPR-nummer, der opfylder modulus 11", "a.csv", one(person="070761-4285"), CPR_PROBLEM),
    Case("CPR-nummer, der mistede nullet i Excel", "a.xlsx",
         xlsx((101901234, *SOUND_ROW[1:])), CPR_PROBLEM, ((2, "person"),)),
    Case("CPR-nummer som tal i JSON", "a.json", people(person(id=1101901234)), CPR_PROBLEM),
    Case("erstatnings-CPR-nummer", "a.csv", one(person="610190-1234"), CPR_PROBLEM),
    Case("CPR-nummer i en celle for kompetence", "a.csv", one(kompetence="drejning 010190 1234"),
         CPR_PROBLEM, ((2, "kompetence"),)),
    Case("CPR-nummer med punktummer", "a.csv", one(kompetence="01.01.90-1234"), CPR_PROBLEM),
    Case("CPR number in full-width digits", "a.csv", one(person="０１０１９０-１２３４"),
         CPR_PROBLEM),
    Case("CPR number with an invisible character in it", "a.json",
         people(person(id="0101\u200b901234")), CPR_PROBLEM),
    Case("CPR-nummer i et felt, der ikke findes", "a.json", people(person(**{"010190-1234": 1})),
         ("kendes ikke", "skjult")),
    Case("CPR-nummer som overskrift", "a.csv", csv(SOUND, header=HEADER + ";010190-1234"),
         ("kendes ikke", "skjult")),
    *(
        Case(f"kolonnen {name} er beskyttet", "a.csv", csv(SOUND, header=f"{HEADER};{name}"),
             ("må ikke indgå",), ((1, name),))
        for name in ("alder", "Køn", "navn", "CPR", "CPR-nr.", "ydelse", "Fødselsdato", "E-mail")
    ),
    Case("beskyttede felter i JSON tells no value", "a.json",
         people(person(evidence(alder=58), navn="Jens Hansen")), ("må ikke indgå",),
         ((1, "people[0].navn"), (1, "people[0].evidence[0].alder"))),
]  # fmt: skip

LAYOUTS = [
    Case("overskrifterne står to gange", "a.csv", csv(HEADER.upper(), SOUND), ("står igen",),
         ((2, ""),)),
    Case("to kolonner betyder det samme", "a.csv", csv(SOUND, header=HEADER + ";LEVEL"),
         ("betyder det samme",), ((1, "LEVEL"),)),
    Case("kolonner mangler, alle nævnes", "a.csv", b"person;dato\np1;2024-01-01\n",
         ("kolonnen mangler", "kompetence", "niveau"), ((1, "competence"), (1, "level"))),
    Case("en titel over overskrifterne", "a.csv", b"Udtraek november\n\n" + csv(SOUND),
         ("kolonnen kendes ikke",), ((1, "Udtraek november"),)),
    Case("en kolonne uden overskrift med indhold", "a.csv",
         csv("x;" + SOUND, header=";" + HEADER), ("ingen overskrift",), ((2, ""),)),
    Case("en række med for mange felter", "a.csv", csv(SOUND, SOUND + ";;note"),
         ("flere felter",), ((3, ""),)),
    Case("en række med for få felter", "a.csv", csv(SOUND, "p2;cnc-drejning"),
         ("feltet mangler",), ((3, "niveau"), (3, "art"))),
    Case("rækker uden person, som flettede celler giver", "a.csv", csv(SOUND, SOUND[2:], SOUND[2:]),
         ("feltet mangler",), ((3, "person"), (4, "person"))),
    Case("et anførselstegn for lidt", "a.csv", csv(SOUND, 'p2;"cnc-drejning;2;job', SOUND),
         ("anførselstegnene",), ((3, ""),)),
    Case("text after a quoted cell", "a.csv", csv('p2;"cnc"x;2;job'), ("anførselstegnene",),
         ((2, ""),)),
    Case("flere fejl i én række nævnes alle", "a.csv", csv("p 1;ukendt-xyz;9;hobby;31-02-2024;x;;"),
         (), tuple((2, c) for c in ("person", "niveau", "art", "dato", "måneder"))),
    Case("fejl i flere rækker nævnes alle", "a.csv", csv(SOUND, "p2;cnc-drejning;9;job", SOUND,
         "p3;cnc-drejning;8;job"), (), ((3, "niveau"), (5, "niveau"))),
    Case("line number after a cell of several lines", "a.csv",
         csv('p1;"a\n\n\nb";2;job', "p2;cnc-drejning;9;job"), (),
         ((2, "kompetence"), (6, "niveau"))),
    Case("det samme bevis-id to gange i CSV", "a.csv", csv(SOUND + "x", SOUND + "x"),
         ("mere end én gang",), ((2, "bevis_id"), (3, "bevis_id"))),
    Case("det samme bevis-id to gange i JSON", "a.json",
         people(person(evidence(id="x"), evidence(id="x", shown="2024-01-01"))),
         ("mere end én gang",), ((1, "people[0].evidence[1].id"),)),
    Case("den samme person to gange", "a.yaml", b"- id: p1\n- id: p2\n- id: ' p1'\n",
         ("mere end én gang",), ((1, "[0].id"), (3, "[2].id"))),
    Case("en liste, hvor der skal stå en person", "a.json", people(["p1"]), ("ikke en person",),
         ((1, "people[0]"),)),
    Case("beviser, der er et objekt", "a.json", people({"id": "p1", "evidence": {"level": 2}}),
         ("ikke en liste af beviser", "et objekt")),
    Case("et bevis, der er en tekst", "a.json", people(person("cnc-drejning")),
         ("forkert form",), ((1, "people[0].evidence[0]"),)),
    Case("en person uden id", "a.json", people({"evidence": []}), ("feltet mangler", "«id»")),
    Case("et kommatal som id", "a.yaml", b"- id: 1.10\n", ("skal være tekst", "anførselstegn")),
    Case("et id på 61 tegn", "a.csv", one(person="p" * 61), ("højst 60",)),
]  # fmt: skip

FORMULAS = [
    Case("formel i CSV", "a.csv", one(kompetence="=HYPERLINK(1)"), ("formel",),
         ((2, "kompetence"),)),
    Case("formel med plus i et id", "a.csv", one(person="+SUM(A1)"), ("formel",), ((2, "person"),)),
    Case("formel med snabel-a", "a.csv", one(kompetence="@SUM(A1)"), ("formel",)),
    Case("formel i et regneark", "a.xlsx", xlsx(SOUND_ROW, ("p2", "cnc-drejning", "=1+1", "job")),
         ("formel", "=1+1"), ((3, "C3"),)),
    Case("to formler nævnes begge", "a.xlsx", xlsx(("=A1", "cnc-drejning", "=1+1", "job")),
         ("formel",), ((2, "A2"), (2, "C2"))),
    Case("en celle med fejl i et regneark", "a.xlsx", xlsx(("p1", "#N/A", 2, "job")),
         ("viser en fejl", "#N/A"), ((2, "B2"),)),
    Case("TRUE som id i et regneark", "a.xlsx", xlsx((True, *SOUND_ROW[1:])), ("skal være tekst",),
         ((2, "person"),)),
    Case("en dato som niveau, som Excel gætter", "a.xlsx",
         xlsx(("p1", "cnc-drejning", date(2024, 2, 1), "job")), ("niveauet",), ((2, "niveau"),)),
    Case("a date no calendar has", "a.xlsx",
         in_sheet(xlsx(SOUND_ROW), b"45443", b"99999999999"), ("viser en fejl",), ((2, "E2"),)),
]  # fmt: skip

WORKBOOKS = [
    Case("et regneark uden indhold", "a.xlsx", xlsx(header=(None,)), ("tabellen er tom",)),
    Case("a zip bomb", "a.xlsx",
         lambda: zipped(xl__workbook_dot_xml=b" " * 300_000_000), ("pakkes ud",)),
    Case("a small zip bomb within the outer limit", "a.xlsx",
         lambda: zipped(xl__workbook_dot_xml=b" " * 60_000_000), ("pakkes ud",)),
    Case("XML that grows without end", "a.xlsx",
         repacked(xlsx(SOUND_ROW), lambda n, b: BOMB if n.endswith("sheet1.xml") else b),
         ("kan ikke læses",)),
    Case("a workbook without its parts", "a.xlsx", zipped(xl__workbook_dot_xml=b"<x/>"),
         ("kan ikke læses",)),
    Case("a workbook cut off in the middle", "a.xlsx", xlsx(SOUND_ROW)[:2000],
         ("ikke et regneark",)),
    Case("a row in the last column of the sheet", "a.xlsx",
         in_sheet(xlsx(SOUND_ROW), b'"E2"', b'"XFD2"'), ("200 kolonner",), ((2, ""),)),
    Case("a row beyond all rows", "a.xlsx",
         in_sheet(xlsx(SOUND_ROW), b'<row r="2"', b'<row r="1048576"'), ("500000 rækker",)),
]  # fmt: skip

LEGAL = [
    Legal("et regneark, der lyver om sin størrelse", "a.xlsx",
          in_sheet(xlsx(SOUND_ROW), b'ref="A1:H2"', b'ref="A1"'), 1),
    Legal("tal som id i et regneark", "a.xlsx", xlsx((17.0, *SOUND_ROW[1:])), 1),
    Legal("emoji-fri tekst med hårdt mellemrum", "a.csv", one(kompetence="CNC\u00a0drejning"), 1),
    Legal("niveau som ord", "a.csv", one(niveau="Rutineret"), 1),
    Legal("dansk dato", "a.csv", one(dato="31.5.2024"), 1),
]  # fmt: skip
