"""Hostile files of people: encodings, sizes, wrong kinds of file, broken trees."""

from __future__ import annotations

from tests.api.intake.hostile import (
    OLE,
    SOUND,
    Case,
    Legal,
    csv,
    evidence,
    people,
    person,
    zipped,
)

SOUND_YAML = (
    b"people:\n- id: p1\n  evidence:\n  - {competence: cnc-drejning, level: 2, kind: job}\n"
)
DEEP = 200
LAUGHS = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (n + 1, n + 1, b", ".join([b"*%c" % n] * 9)) for n in range(97, 105)
)
NUL, CONTROL = b"\x00", b"\x07"

ENCODINGS = [
    Case("CSV i UTF-16, som Excels «Unicode-tekst» gemmer", "a.csv",
         csv(SOUND).decode().encode("utf-16"), ("UTF-16", "UTF-8")),
    Case("CSV i UTF-16 uden mærke i begyndelsen", "a.csv",
         csv(SOUND).decode().encode("utf-16-le"), ("UTF-16",)),
    Case("JSON i UTF-32", "a.json", '{"people": []}'.encode("utf-32"), ("UTF-16",)),
    Case("bytes that are no Latin-1 text", "a.csv", csv(SOUND) + b"p2;\x90\x81\x8d;2;job;;;;\n",
         ("tegnkodningen", "UTF-8"), ((3, ""),)),
    Case("half a UTF-8 letter, cut off by a full disk", "a.csv", csv("p1;spåntagning"[:11])[:-2]
         + b"\xc3", ("tegnkodningen",), ((2, ""),)),
    Case("Latin-1 and UTF-8 mixed in one file", "a.csv", csv("p1;æble;2;job;;;;") + b"p2;\xe6ble",
         ("tegnkodningen",), ((3, ""),)),
    Case("a NUL byte in a table", "a.csv", csv(SOUND) + b"p2;cnc" + NUL, ("ikke en tekstfil",)),
    Case("a NUL byte in YAML", "a.yaml", SOUND_YAML + NUL, ("ikke en tekstfil",)),
    Case("a lone surrogate in a JSON id", "a.json", br'{"people": [{"id": "p\ud800"}]}',
         ("styretegn (U+D800)",), ((1, "people[0].id"),)),
    Case("a lone surrogate as a JSON key", "a.json", br'{"people": [{"id": "p1", "\udfff": 1}]}',
         ("ødelagte tegn",), ((1, "people[0]"),)),
    Case("a bell in YAML", "a.yaml", SOUND_YAML + b"# " + CONTROL, ("styretegn", "U+0007"),
         ((5, ""),)),
]  # fmt: skip

SIZES = [
    Case("en fil på 21 MB", "a.csv", lambda: csv(SOUND) + b" " * 21 * 1024 * 1024, ("20 MB",)),
    Case("en celle på 50 MB", "a.csv", lambda: csv("p1;" + "x" * 50_000_000), ("20 MB",)),
    Case("a cell of 19 MB", "a.csv", lambda: csv("p1;" + "x" * 19_000_000), ("længere end 2000",),
         ((2, ""),)),
    Case("a cell of 2,001 characters", "a.csv", csv(f"p1;{'x' * 2001};2;job"),
         ("længere end 2000",), ((2, "kompetence"),)),
    Case("100.000 beviser for én person i CSV", "a.csv", lambda: csv(*[SOUND] * 100_000),
         ("100000 beviser", "højst 500"), ((2, ""),)),
    Case("100.000 beviser for én person i JSON", "a.json",
         lambda: people(person(*[evidence()] * 100_000)), ("100000 beviser", "højst 500"),
         ((1, "people[0].evidence"),)),
    Case("a million empty columns beyond those allowed", "a.csv",
         lambda: csv(SOUND, header="person" + ";" * 1_000_000), ("200 kolonner",)),
    Case("thousands of faults are counted, not all told", "a.csv",
         csv(*[f"p{i};cnc-drejning;9;job" for i in range(3_000)]), ("2500 fejl mere",)),
]  # fmt: skip

KINDS = [
    Case("en tom fil", "a.csv", b"", ("filen er tom",)),
    Case("only a byte order mark and blank lines", "a.csv", b"\xef\xbb\xbf\r\n \r\n", ("tom",)),
    Case("et Word-dokument omdøbt til CSV", "a.csv", zipped(word__document_dot_xml=b"<w/>"),
         ("ikke en tekstfil",)),
    Case("et Word-dokument omdøbt til XLSX", "a.xlsx", zipped(word__document_dot_xml=b"<w/>"),
         ("ikke et regneark",)),
    Case("en PDF omdøbt til CSV", "a.csv", b"%PDF-1.7\n1 0 obj\n", ("ikke en tekstfil",)),
    Case("et billede omdøbt til CSV", "a.csv", b"\x89PNG\r\n\x1a\nIHDR", ("ikke en tekstfil",)),
    Case("et billede omdøbt til YAML", "a.yaml", b"\x89PNG\r\n\x1a\nIHDR", ("ikke en tekstfil",)),
    Case("et gammelt eller låst Excel-ark", "a.xlsx", OLE + b"x" * 600, ("adgangskode",)),
    Case("et gammelt Excel-ark omdøbt til CSV", "a.csv", OLE + b"x" * 600, ("ikke en tekstfil",)),
    Case("CSV omdøbt til XLSX", "a.xlsx", csv(SOUND), ("ikke et regneark",)),
    Case("a web page saved as CSV", "a.csv", b"<!DOCTYPE html>\n<table><tr><td>p1</td></table>\n",
         ("kolonnen mangler",)),
    Case("en filtype, der ikke kan læses", "a.txt", b"p1", ("filtypen", "CSV", "XLSX", ".txt")),
    Case("en fil uden endelse", "personer", b"p1", ("filtypen",)),
    Case("a file named after a CPR number", "010190-1234.csv", b"", ("tom", "CPR-nummer skjult")),
]  # fmt: skip

TREES = [
    Case("YAML-ankre", "a.yaml", b"people: &alle\n- id: p1\n", ("ankre", "'alle'"), ((1, ""),)),
    Case("YAML that grows without end (billion laughs)", "a.yaml", LAUGHS, ("ankre",),
         ((1, ""), (9, ""))),
    Case("YAML that makes Python objects", "a.yaml",
         b"people:\n- !!python/object/apply:os.system ['true']\n", ("mærker",), ((2, ""),)),
    Case("et YAML-mærke på en tekst", "a.yaml", b"people:\n- id: !!str 7\n", ("mærker",)),
    Case("den samme nøgle to gange i YAML", "a.yaml", b"people: []\npeople: []\n",
         ("to gange", "'people'"), ((2, ""),)),
    Case("den samme nøgle to gange i JSON", "a.json",
         b'{"people": [\n{"id": "p1",\n"id": "p2"}]}', ("to gange", "'id'"), ((3, ""),)),
    Case("two double keys are both told", "a.json",
         b'[{"id": "p1",\n"id": "p2"},\n{"evidence": [],\n"evidence": []}]',
         ("'id'", "'evidence'"), ((2, ""), (4, ""))),
    Case("a CPR number as a double key", "a.yaml", b"010190-1234: 1\n010190-1234: 2\n",
         ("to gange", "skjult"), ((2, ""),)),
    Case("NaN i JSON", "a.json", b'[\n{"id": NaN}]', ("ikke et tal", "NaN"), ((2, ""),)),
    Case("Infinity i JSON", "a.json", b'[\n{"id": -Infinity}]', ("ikke et tal",), ((2, ""),)),
    Case("et uendeligt tal i YAML", "a.yaml", b"people:\n- id: .inf\n", ("ikke et tal",),
         ((2, ""),)),
    Case("et alt for stort heltal i JSON", "a.json", b'[\n{"id": ' + b"9" * 5000 + b"}]",
         ("for stort",), ((2, ""),)),
    Case("et alt for stort kommatal i JSON", "a.json", b'[\n{"id": 1e999}]', ("for stort",),
         ((2, ""),)),
    Case("et alt for stort heltal i YAML", "a.yaml", b"people:\n- id: " + b"9" * 5000,
         ("for stort",), ((2, ""),)),
    Case("200 niveauer i JSON", "a.json", b"[\n" * DEEP + b"]" * DEEP, ("20 niveauer",),
         ((21, ""),)),
    Case("100.000 niveauer i JSON", "a.json", b"[" * 100_000, ("20 niveauer",), ((1, ""),)),
    Case("200 niveauer i YAML", "a.yaml", b"[\n" * DEEP + b"]" * DEEP, ("20 niveauer",),
         ((21, ""),)),
    Case("100.000 niveauer i YAML", "a.yaml", b"{a: " * 100_000, ("20 niveauer",), ((1, ""),)),
    Case("et komma for lidt i JSON", "a.json", b'[\n{"id": "p1"}\n{"id": "p2"}]',
         ("gyldig JSON",), ((3, ""),)),
    Case("JSON cut off in the middle", "a.json", b'{"people": [\n{"id": "p1"', ("gyldig JSON",),
         ((2, ""),)),
    Case("tabulator som indrykning i YAML", "a.yaml", b"people:\n- id: p1\n\tevidence: []\n",
         ("gyldig YAML", "tabulator"), ((3, ""),)),
    Case("to dokumenter i én YAML-fil", "a.yaml", SOUND_YAML + b"---\n" + SOUND_YAML,
         ("flere dokumenter",), ((5, ""),)),
    Case("YAML with nothing but a comment", "a.yaml", b"# personer\n", ("ikke en liste",)),
    Case("a number as a YAML key", "a.yaml", b"people: []\n7: x\n", ("ikke tekst",), ((2, ""),)),
    Case("a list as a YAML key", "a.yaml", b"people: []\n? [a]\n: x\n", ("ikke tekst",)),
    Case("en tekst i stedet for en fil med personer", "a.json", b'"people"', ("ikke en liste",)),
    Case("personer, der er et objekt", "a.json", b'{"people": {"p1": []}}', ("ikke en liste",)),
    Case("ekstra felter ved siden af people", "a.yaml", b"people: []\nkommune: x\n",
         ("feltet kendes ikke",), ((2, "kommune"),)),
]  # fmt: skip

LEGAL = [
    Legal("BOM i begyndelsen", "a.csv", b"\xef\xbb\xbf" + csv(SOUND), 1),
    Legal("BOM i JSON", "a.json", b"\xef\xbb\xbf" + people(person(evidence())), 1),
    Legal("semikolon som skilletegn", "a.csv", csv(SOUND), 1, "semikolon"),
    Legal("tabulator som skilletegn", "a.csv", csv(SOUND).replace(b";", b"\t"), 1, "tabulator"),
    Legal("Excels linje «sep=;»", "a.csv", b"sep=;\r\n" + csv(SOUND), 1, "semikolon"),
    Legal("Windows-1252 med æøå", "a.csv",
          csv("p1;spåntagning;2;job;;12;;").decode().encode("cp1252"), 1, "Windows-1252"),
    Legal("YAML i Windows-1252", "a.yaml", SOUND_YAML + "# Ærø på øen".encode("cp1252"), 1,
          "Windows-1252"),
    Legal("linjeskift fra en gammel Mac", "a.csv", csv(SOUND).replace(b"\n", b"\r"), 1),
    Legal("tomme rækker og kolonner fra et regneark", "a.csv",
          csv(";;;;;;;;;", SOUND + ";;;", ";;;", header="\n;;\nperson;kompetence;niveau;art;;;"
              ).replace(b"2024-05-31;12", b";"), 1),
    Legal("ingen personer", "a.json", b'{"people": []}', 0),
    Legal("kun overskrifter", "a.csv", csv(), 0),
    Legal("en person uden beviser", "a.csv", csv("p1"), 1),
    Legal("en liste uden people", "a.yaml", b"- id: p1\n", 1),
    Legal("filnavn med store bogstaver", "A.CSV", csv(SOUND), 1),
]  # fmt: skip
