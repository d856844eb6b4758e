"""Documents made by chance, with texts that would be markup, formulas or nothing elsewhere."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

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

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE: Final = (
    '#import "x"', "$ x^2 $", "[klamme]", "\\", "\\u{41}", "@kilde", "// nej", "/* nej */",
    "«citat»", "*fed* _kursiv_", "= overskrift", "- punkt", "+ punkt", "/ led: ord", "<mærke>",
    "`kode`", "~", "---", "https://eksempel.dk/a?b=c&d=%20", "#(1+1)", "]", "}", '"', "'",
    "=1+1", "+45", "-1", "@SUM(A1)", '=HYPERLINK("x")', "#N/A", "<w:t>&amp;</w:t>", "&lt;",
    "{\\rtf}", "fi ffi fl", "Łódź", "Ærø å", "Київ", "😀 smil", "👩\u200d🔧", "a\u0301", "\x07ring",
    "a\tb", "a\nb", "x" * 300, "Speciallægepraksisplanlægningsstabiliseringsperiode",
    "\u202eomvendt", "\x00", "SUMMARY:x\nUID:y", "a;b,c\\n", "_x0041_", "1.234,5", "007", "",
)  # fmt: skip
READABLE: Final = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.sampled_from("abcæøåÆØÅ 0123456789.,;:!?()[]{}#$%&/\\@*_-+=<>\"'`~^|§€–«»\n"),
            max_size=40),
)  # fmt: skip
ANYTHING: Final = READABLE | st.text(max_size=30)
DAYS: Final = st.dates(date(1970, 1, 1), date(2100, 12, 31))
LEVELS: Final = st.floats(0, 4, allow_nan=False)


@st.composite
def tables(draw: st.DrawFn, texts: st.SearchStrategy[str] = READABLE) -> Table:
    """A table of at most four columns."""
    width = draw(st.integers(1, 4))
    row = st.tuples(*[texts] * width)
    rows = draw(st.lists(row, max_size=4))
    numeric = draw(st.lists(st.integers(0, width - 1), unique=True, max_size=2))
    return Table(
        draw(texts), draw(row), tuple(rows), tuple(numeric), draw(texts), draw(st.booleans())
    )


@st.composite
def bars(draw: st.DrawFn, texts: st.SearchStrategy[str] = READABLE) -> Bar:
    """A period; its last day is never before its first."""
    first, last = sorted(draw(st.tuples(DAYS, DAYS)))
    return Bar(draw(texts), first, last, draw(texts))


def blocks(texts: st.SearchStrategy[str] = READABLE) -> st.SearchStrategy[Any]:
    """Any block."""
    many = st.lists(texts, max_size=4).map(tuple)
    axes = st.builds(Axis, texts, LEVELS, LEVELS, st.none() | LEVELS)
    return st.one_of(
        st.builds(Paragraph, texts, st.booleans()),
        st.builds(Bullets, many, st.booleans()),
        st.builds(Facts, st.lists(st.tuples(texts, texts), max_size=4).map(tuple)),
        tables(texts),
        st.builds(Gantt, texts, st.lists(bars(texts), max_size=5).map(tuple), tables(texts), texts),
        st.builds(Radar, texts, st.lists(axes, max_size=14).map(tuple), tables(texts), texts),
    )


@st.composite
def appointments(draw: st.DrawFn, texts: st.SearchStrategy[str] = READABLE) -> Appointment:
    """A period for the calendar."""
    first, last = sorted(draw(st.tuples(DAYS, DAYS)))
    uid = f"{draw(st.uuids())}@kompetencematch"
    return Appointment(uid, draw(texts), first, last, draw(texts), draw(st.integers(0, 9)))


def documents(texts: st.SearchStrategy[str] = READABLE) -> st.SearchStrategy[Document]:
    """Any document."""
    sections = st.builds(Section, texts, st.lists(blocks(texts), max_size=4).map(tuple))
    return st.builds(
        Document,
        id=texts,
        version=st.integers(1, 99),
        title=texts,
        subtitle=texts,
        language=st.sampled_from(Language),
        written=DAYS,
        signature=st.none() | st.builds(Signature, texts, texts, DAYS),
        sections=st.lists(sections, max_size=3).map(tuple),
        appointments=st.lists(appointments(texts), max_size=3).map(tuple),
        sources=st.lists(texts, max_size=3).map(tuple),
    )


def said(value: object) -> Iterator[str]:
    """Every text in a value, at any depth; appointments say nothing that tables do not."""
    if isinstance(value, str) and not isinstance(value, Language):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from said(item)
    elif is_dataclass(value) and not isinstance(value, Appointment):
        for part in fields(value):
            yield from said(getattr(value, part.name))


def bare(text: str) -> str:
    """Text without spaces, line breaks, hyphens and signs without width, in one form."""
    plain = unicodedata.normalize("NFKC", text)
    kept = (c for c in plain if not c.isspace() and unicodedata.category(c) not in {"Cf", "Pd"})
    return "".join(kept)
