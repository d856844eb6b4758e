"""What a hostile case is, and short ways to write the files they are made of."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HEADER = "person;kompetence;niveau;art;dato;måneder;udløber;bevis_id"
SOUND = "p1;cnc-drejning;2;job;2024-05-31;12;;"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Case(NamedTuple):
    """A file that must be refused, and what must be told about it.

    Attributes:
        name: the case as a sentence.
        file: the file's name.
        content: its bytes, or a way to make them when they are large.
        words: each stands somewhere in what is told.
        places: (line, field) of faults that must be among those told.
    """

    name: str
    file: str
    content: bytes | Callable[[], bytes]
    words: tuple[str, ...]
    places: tuple[tuple[int, str], ...] = ()

    @property
    def bytes(self) -> bytes:
        """The file's content."""
        return self.content if isinstance(self.content, bytes) else self.content()


class Legal(NamedTuple):
    """A file that looks wrong and must be read: how many, and words of the notice."""

    name: str
    file: str
    content: bytes
    people: int
    notice: str = ""


def csv(*rows: str, header: str = HEADER) -> bytes:
    """A semicolon table in UTF-8; the first row after the header stands on line 2."""
    return "\n".join((header, *rows, "")).encode()


def one(**cells: str) -> bytes:
    """A table with one sound row in which some cells are replaced."""
    names = ("person", "kompetence", "niveau", "art", "dato", "måneder", "udløber", "bevis_id")
    sound = dict(zip(names, SOUND.split(";"), strict=True)) | cells
    return csv(";".join(sound[name] for name in names))


def evidence(**fields: Any) -> dict[str, Any]:
    """Sound evidence with some fields replaced or added."""
    return {"competence": "cnc-drejning", "level": 2, "kind": "job"} | fields


def people(*people: Any) -> bytes:
    """A JSON file of people; each person is an object or anything else."""
    return json.dumps({"people": people}, ensure_ascii=False).encode("utf-8", "surrogatepass")


def person(*shown: Any, **fields: Any) -> dict[str, Any]:
    """A sound person with the given evidence."""
    return {"id": "p1", "evidence": list(shown)} | fields


def showing(**fields: Any) -> bytes:
    """A JSON file with one person whose only evidence has some fields replaced."""
    return people(person(evidence(**fields)))


def need(**fields: Any) -> dict[str, Any]:
    """A sound need with some fields replaced; None takes a field away."""
    whole = {"id": "b1", "area": "drift", "title": "Drejer", "profile": "p-cnc-opstiller"} | fields
    return {name: value for name, value in whole.items() if value is not None}


def plan(*needs: Any, **fields: Any) -> bytes:
    """A JSON file with one plan."""
    areas = [{"id": "drift", "title": "Drift", "employees": ["m1"]}]
    whole = {"id": "plan", "company": "Eksempel A/S", "cvr": "00000019", "areas": areas}
    return json.dumps(whole | {"needs": needs} | fields, ensure_ascii=False, indent=1).encode()


def asking(*requirements: Any) -> bytes:
    """A plan with one need that has these requirements and no profile."""
    return plan(need(profile=None, requirements=requirements))


RUN_HEADER = (
    "id,holdTitle,kviknummer,institution,lokationSted,startDate,endDate,duration,normpris,"
    "tillaegspris,aflyst,link"
)


def runs(*rows: str, header: str = RUN_HEADER) -> bytes:
    """A portal file."""
    return "\n".join((header, *rows, "")).encode()


def run(**cells: str) -> str:
    """A sound row of a portal file with some cells replaced."""
    sound = {
        "id": "1", "holdTitle": "Asbest", "kviknummer": "22906", "institution": "AMU",
        "lokationSted": "Aalborg", "startDate": "2026-08-10", "endDate": "2026-08-11",
        "duration": "2", "normpris": "436", "tillaegspris": "", "aflyst": "False",
        "link": "https://voksenuddannelse.dk/kurs?subject_code=22906&type=amu",
    } | cells  # fmt: skip
    return ",".join(sound[name] for name in RUN_HEADER.split(","))


Cell = str | int | float | bool | date | datetime | None


def xlsx(*rows: Sequence[Cell], header: Sequence[Cell] | None = None) -> bytes:
    """A real workbook with one sheet; the first row after the header stands on row 2."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(header or HEADER.split(";")))
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A workbook whose parts are changed one by one, as no spreadsheet program would."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()


def in_sheet(content: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook whose sheet has other XML."""
    return repacked(content, lambda n, b: b.replace(old, new) if n.endswith("sheet1.xml") else b)


def zipped(**parts: bytes) -> bytes:
    """A zip of files whose names are written with __ for / and _dot_ for a full stop."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()
