"""Which column holds what: chosen, remembered, recognised, near; the private ones left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process

from api.intake.cpr import cell_without_cpr
from api.intake.locating import is_protected
from api.intake.people import HEADERS, REQUIRED
from matcher.facts import EvidenceKind
from taxonomy.labels import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from taxonomy.snapshot import Taxonomy

IGNORE: Final = "ignore"
OF_COMPETENCE: Final = "competence:"
"""A column whose header is a competence and whose cells are levels: this, and the id."""

TEXTS: Final = {
    "statements": EvidenceKind.STATEMENT,
    "jobs": EvidenceKind.JOB,
    "courses": EvidenceKind.COURSE,
    "certificates": EvidenceKind.CERTIFICATE,
    "education": EvidenceKind.EDUCATION,
}
"""Columns in which several things may stand in a cell, and how those were shown."""

FIELD_DA: Final = {
    "id": "person", "competence": "kompetence", "level": "niveau", "kind": "vist ved",
    "judge": "vurderet af", "shown": "dato", "months": "måneder", "expires": "udløber",
    "foreign": "udenlandsk", "suggested": "forslag", "evidence_id": "bevis_id",
    "statements": "kompetencer", "jobs": "erfaring", "courses": "kurser",
    "certificates": "certifikater", "education": "uddannelse", IGNORE: "ignorér",
}  # fmt: skip
_MORE: Final = {
    "id": ("pseudonym id", "borger id", "borgernr", "person nr", "personnr", "deltager",
           "deltager id", "medarbejder", "medarbejder id", "medarbejdernr"),
    "competence": ("kompetencenavn",),
    "level": ("kompetenceniveau",),
    "judge": ("bedømt af",),
    "shown": ("senest vist", "sidst vist", "datoer"),
    "months": ("varighed", "længde i måneder"),
    "expires": ("gyldighed", "udløbsdato"),
    "statements": ("kompetencer", "faglige kompetencer", "competences", "færdigheder",
                   "kvalifikationer", "skills", "kan ellers", "øvrige kompetencer"),
    "jobs": ("erfaring", "erhvervserfaring", "joberfaring", "arbejdserfaring", "job", "jobs",
             "tidligere job", "ansættelser", "beskæftigelse", "stilling", "stillinger",
             "experience", "work experience"),
    "courses": ("kurser", "kursus", "kursusnavn", "efteruddannelse", "amu", "amu kurser",
                "courses"),
    "certificates": ("certifikater", "certifikat", "beviser", "certificates", "licenses"),
    "education": ("uddannelse", "uddannelser", "uddannelsesbaggrund", "faglig baggrund",
                  "education"),
    IGNORE: ("ønsker", "jobønsker", "ønsker job", "bemærkninger", "noter"),
}  # fmt: skip
_NEAR: Final = 85
_CLOSE: Final = 3
_SHORTEST_NEAR: Final = 5
_PRIVATE_PARTS: Final = ("cpr", "personnummer", "navn", "adresse", "fødsels", "telefon", "mail")
_NUMBERED: Final = re.compile(r"\s*\d{1,2}$")


class How(StrEnum):
    """How it was settled what a column holds."""

    CHOSEN = "chosen"
    REMEMBERED = "remembered"
    KNOWN = "known"
    LABEL = "label"
    NEAR = "near"
    PROTECTED = "protected"
    UNKNOWN = "unknown"
    UNUSED = "unused"


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        header: as it stands, without CPR numbers.
        place: counted from 0 among the columns that have a header.
        field: what it holds: a key of `FIELD_DA`, or a competence after `OF_COMPETENCE`.
        how: how that was settled; protected, unknown and unused columns are not read.
        near: the word a header was taken for, or what it may have been meant as.
    """

    header: str
    place: int
    field: str
    how: How
    near: str = ""

    @property
    def read(self) -> bool:
        """Whether anything is taken from the column."""
        return self.field != IGNORE


def fold(text: str) -> str:
    """A header in the form in which headers are compared: no case, marks or Danish letters.

    >>> fold("Måneder:"), fold("maaneder"), fold("Kursus 2")
    ('maaneder', 'maaneder', 'kursus')
    """
    plain = normalise(text).replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return _NUMBERED.sub("", re.sub(r"[^\w§]+", " ", plain).strip())


_KNOWN: Final = {
    fold(word): name
    for words in ({k: v for k, v in HEADERS.items() if k != "evidence"}, _MORE)
    for name, listed in words.items()
    for word in (name, *listed)
}
_FIELDS: Final = {fold(word): name for name, da in FIELD_DA.items() for word in (name, da)}


def field_named(text: str, taxonomy: Taxonomy) -> str | None:
    """What a person calls a field: «niveau», «level» or «kompetence:cnc-drejning».

    Args:
        text: as typed.
        taxonomy: for the competences.

    Returns:
        A field of a column, or None for a word that is none.
    """
    head, colon, competence = text.partition(":")
    if colon and _FIELDS.get(fold(head)) == "competence":
        ids = taxonomy.labels.exact(competence)
        return OF_COMPETENCE + ids[0] if len(ids) == 1 else None
    return _FIELDS.get(fold(text))


def looks_like_headers(cells: Sequence[str]) -> bool:
    """Whether a row has at least two cells that are headers we know."""
    return len({place for place, cell in enumerate(cells) if fold(cell) in _KNOWN}) > 1


def is_private(header: str) -> bool:
    """Whether a header tells of something that may never be read here.

    >>> is_private("Borgerens navn"), is_private("CPR-nr"), is_private("Kompetencenavn")
    (True, True, False)
    """
    if is_protected(header):
        return True
    if fold(header) in _KNOWN:
        return False
    words = normalise(header).split()
    parts = (part in word for word in words for part in _PRIVATE_PARTS)
    return any(parts) or any(map(is_protected, words))


def recognise(
    header: Sequence[str],
    taxonomy: Taxonomy,
    chosen: Mapping[str, str],
    remembered: Mapping[str, str],
) -> tuple[Column, ...]:
    """Settle what every column holds.

    Args:
        header: as it stands in the file.
        taxonomy: a header may be the name of a competence.
        chosen: fields by header as a person has said now.
        remembered: fields by header as settled for the same headers before.

    Returns:
        One column per header, in order. A private column is never read, whatever is chosen.
    """
    said = [{fold(h): f for h, f in words.items()} for words in (chosen, remembered)]
    columns = [
        _column(cell_without_cpr(h).text.strip() or "[uden navn]", place, taxonomy, *said)
        for place, h in enumerate(header)
    ]
    return _settled(columns)


def _column(
    header: str,
    place: int,
    taxonomy: Taxonomy,
    chosen: Mapping[str, str],
    before: Mapping[str, str],
) -> Column:
    word = fold(header)
    if is_private(header):
        return Column(header, place, IGNORE, How.PROTECTED)
    if word in chosen:
        return Column(header, place, chosen[word], How.CHOSEN)
    if word in before:
        return Column(header, place, before[word], How.REMEMBERED)
    if word in _KNOWN:
        return Column(header, place, _KNOWN[word], How.KNOWN)
    ids = taxonomy.labels.exact(header)
    if len(ids) == 1:
        return Column(header, place, OF_COMPETENCE + ids[0], How.LABEL)
    return _near(header, place, taxonomy)


def _near(header: str, place: int, taxonomy: Taxonomy) -> Column:
    word = fold(header)
    hits = process.extract(word, _KNOWN.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=5)
    fields = {_KNOWN[hit[0]] for hit in hits if hit[1] > hits[0][1] - _CLOSE}
    if len(word) >= _SHORTEST_NEAR and len(fields) == 1:
        return Column(header, place, fields.pop(), How.NEAR, hits[0][0])
    meant = taxonomy.labels.near(header, 1)
    return Column(header, place, IGNORE, How.UNKNOWN, meant[0] if meant else "")


def _settled(columns: list[Column]) -> tuple[Column, ...]:
    """Columns that only make sense beside others, seen together with them."""
    there = {column.field for column in columns}
    if "competence" not in there and {"id", "level", "kind"} <= there:
        columns = [_as_competence(c) for c in columns]
        there = {column.field for column in columns}
    if "competence" in there:
        return tuple(columns)
    beside = set(HEADERS) - {"id", "judge", "competence"}
    return tuple(
        Column(c.header, c.place, IGNORE, How.UNUSED) if c.field in beside else c for c in columns
    )


def _as_competence(column: Column) -> Column:
    """In a table of one evidence a row, a column headed «certifikat» or «kan» names it."""
    single = fold(column.header) in {fold(word) for word in HEADERS["competence"]}
    return Column(column.header, column.place, "competence", column.how) if single else column


ONE_OF_EACH: Final = frozenset(HEADERS)
LONG: Final = frozenset(REQUIRED)
