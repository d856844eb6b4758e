"""A document as plain data for the template, and the typesetter that never reads its texts."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import typst

from api.documents.figures import Web, rows, web
from api.documents.signs import is_letter, legible
from api.documents.words import WORDS, day, facts_about, status
from matcher.plans.document import Bullets, Facts, Gantt, Paragraph, Radar, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.plans.document import Block, Document, Language, Section

FONTS: Final = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
LABELLED_AXES: Final = 12
_TEMPLATE: Final = Path(__file__).with_name("document.typ")
_NOWHERE: Final = _TEMPLATE.with_name("no-packages")
_PIXELS_AN_INCH: Final = 220
_LINE_KINDS: Final = ("before", "after", "needed")
_UNUSUAL: Final = re.compile(r"[^\n -~ -ž–—‘’“”•…€]")
_UNBROKEN: Final = re.compile(r"[^\s\u200b-]{18,}")
_WORD: Final = re.compile(r"\W*[^\W\d_]{1,40}\W*")
_PIECE: Final = re.compile(r".{1,16}?[/._?&=,;:)]+|.{1,16}")
_SHORT_CELL: Final = 18
_WIDEST: Final = 60
_NARROW_SUM: Final = 84
_LONG_CELL: Final = 600
_LINES_KEPT: Final = 18
_SIGNS_A_LINE: Final = 100
Tree: TypeAlias = dict[str, Any]


def typeset(document: Document) -> bytes:
    """A document as a tagged PDF (PDF/UA-1), with the fonts that come with the typesetter.

    Args:
        document: any texts; nothing in them is read as markup.

    Returns:
        The file; the same document gives the same bytes.
    """
    written = document.written
    stamp = datetime(max(written.year, 1970), written.month, written.day, tzinfo=UTC)
    return _compile(document_tree(document), format="pdf", pdf_standards=["ua-1"], timestamp=stamp)


def typeset_figure(figure: Gantt | Radar, language: Language) -> tuple[bytes, ...]:
    """The pictures of a figure alone, as PNG, 166 mm wide; none where there is nothing to draw."""
    base = {"language": language.value, "region": WORDS[language].region, "letter": False}
    return tuple(
        _compile({**base, "draft": "", "only": picture}, format="png", ppi=_PIXELS_AN_INCH)
        for picture in _pictures(figure, language)
    )


def _compile(tree: Tree, **options: Any) -> bytes:  # noqa: ANN401
    """Set a tree; neither packages nor files are looked for, in any folder of the machine."""
    compiler = typst.Compiler(
        _template(),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(tree)},
        root=_TEMPLATE.parent,
        package_path=_NOWHERE,
        package_cache_path=_NOWHERE,
    )
    made = compiler.compile(**options)
    if not isinstance(made, bytes):
        raise TypeError("A picture stands on one page.")
    return made


@cache
def _template() -> bytes:
    return _TEMPLATE.read_bytes()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def text(value: str) -> str:
    """A text as it can be set: every sign has a shape, and long words can be broken.

    A sign that no font here has is named by its number, so that it is not lost.

    >>> text("pris: 5 € 🙂")
    'pris: 5 € [U+1F642]'
    """
    shown = _UNUSUAL.sub(lambda found: _shown(found[0]), legible(value))
    return _UNBROKEN.sub(_breakable, shown)


def _shown(sign: str) -> str:
    return sign if _has_shape(sign) else f"[U+{ord(sign):04X}]"


@lru_cache(maxsize=20_000)
def _has_shape(sign: str) -> bool:
    """Whether the fonts can draw a sign, upright and bold; asked of the typesetter itself."""
    fonts = ", ".join(json.dumps(name) for name in FONTS)
    sample = f"#set text(font: ({fonts}), fallback: false)\n#set document(title: [x])\n#let it = "
    sample += f'str.from-unicode({ord(sign)})\n#it#text(weight: "bold", it)'
    try:
        typst.Compiler(sample.encode(), font_paths=_fonts()).compile(
            format="pdf", pdf_standards=["ua-1"]
        )
    except typst.TypstError:
        return False
    return True


def _breakable(found: re.Match[str]) -> str:
    """Places to break an address, a code or a very long word, none in an ordinary one."""
    return found[0] if _WORD.fullmatch(found[0]) else "\u200b".join(_PIECE.findall(found[0]))


def document_tree(document: Document) -> Tree:
    """Everything a document says, as the template wants it."""
    words, written = WORDS[document.language], document.written
    plain = text(document.title).replace("\n", " ").strip()
    return {
        "only": None,
        "language": document.language.value,
        "region": words.region,
        "letter": is_letter(document),
        "title": text(document.title),
        "plain-title": plain or text(document.id) or words.about,
        "short-title": plain,
        "subtitle": text(document.subtitle),
        "day": [written.year, written.month, written.day],
        "written": day(written, document.language),
        "about": _texts(facts_about(document)),
        "status": text(status(document)),
        "draft": "" if document.signature else words.draft,
        "foot": text(f"{document.id} · {words.version.lower()} {document.version}"),
        "page": words.page,
        "of": words.of,
        "sections": [_section(section, document.language) for section in document.sections],
        "sources-title": words.sources,
        "sources": [text(source) for source in document.sources],
    }


def _section(section: Section, language: Language) -> Tree:
    return {
        "title": text(section.title),
        "blocks": [_block(block, language) for block in section.blocks],
    }


def _block(block: Block, language: Language) -> Tree:
    match block:
        case Paragraph():
            leads = block.text.rstrip().endswith(":")
            said = {"text": text(block.text), "note": block.note, "leads": leads}
            return {"kind": "paragraph", **said}
        case Bullets():
            items = [text(item) for item in block.items]
            return {"kind": "bullets", "items": items, "numbered": block.numbered}
        case Facts():
            return {"kind": "facts", "rows": _texts(block.rows)}
        case Table():
            return {"kind": "table", **_table(block)}
        case Gantt() | Radar():
            return {"kind": "pictured", **_pictured(block, language)}


def _texts(lines: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[text(cell) for cell in line] for line in lines]


def _table(table: Table) -> Tree:
    rows_ = _texts(table.rows)
    widths = _widths(table)
    return {
        "title": text(table.title),
        "header": [text(name) for name in table.header],
        "rows": rows_,
        "numeric": table.numeric,
        "note": text(table.note),
        "columns": widths,
        "long": any(len(cell) > _LONG_CELL for row in rows_ for cell in row),
        "short": sum(_lines(row, widths) for row in rows_) <= _LINES_KEPT,
    }


def _widths(table: Table) -> list[int | None]:
    """Shares of the width by how much a column says; None where it takes just what it needs."""
    columns = [[table.header[n], *(row[n] for row in table.rows)] for n in range(len(table.header))]
    longest = [max(map(len, column)) for column in columns]
    short = [length <= _SHORT_CELL for length in longest]
    if sum(length for length, narrow in zip(longest, short, strict=True) if narrow) > _NARROW_SUM:
        short = [False] * len(columns)
    if all(short) and columns:
        short[-1] = False
    return [
        None if narrow else min(max(round(mean(map(len, column)) + length) // 2, 12), _WIDEST)
        for column, length, narrow in zip(columns, longest, short, strict=True)
    ]


def _lines(row: Sequence[str], widths: Sequence[int | None]) -> int:
    """About how many lines a row takes; far from the truth only in favour of breaking."""
    shares = sum(width for width in widths if width)
    free = max(_SIGNS_A_LINE - _SHORT_CELL * widths.count(None), _SHORT_CELL)
    lines = [
        sum(1 + len(part) * shares // (width * free) for part in cell.split("\n")) if width else 1
        for cell, width in zip(row, widths, strict=True)
    ]
    return max(lines, default=0)


def _pictured(figure: Gantt | Radar, language: Language) -> Tree:
    pictures = _pictures(figure, language)
    return {
        "title": text(figure.title),
        "pictures": [{**picture, "alt": alt} for picture, alt in zip(
            pictures, alts(figure, len(pictures)), strict=True)],
        "undrawn": "" if pictures else text(figure.alt),
        "table": _table(figure.table),
    }  # fmt: skip


def alts(figure: Gantt | Radar, count: int) -> tuple[str, ...]:
    """What each picture of a figure says in words; numbered where there are several."""
    said = legible(figure.alt or figure.title or figure.table.title) or "–"
    return tuple(f"{said} ({n}/{count})" if count > 1 else said for n in range(1, count + 1))


def _pictures(figure: Gantt | Radar, language: Language) -> list[Tree]:
    if isinstance(figure, Radar):
        return [_web(found) for found in [web(figure.axes, language)] if found]
    return [
        {
            "kind": "gantt",
            "scale": one.scale,
            "ticks": [vars(tick) for tick in one.ticks],
            "strips": [{**vars(strip), "label": text(strip.label)} for strip in one.strips],
            "shades": [text(shade) for shade in one.shades],
            "height": one.height,
        }
        for one in rows(figure, language)
    ]


def _web(found: Web) -> Tree:
    """Where the axes are many, they are numbered, and the names stand below."""
    numbered = len(found.labels) > LABELLED_AXES
    names = [text(label) for label in found.labels]
    return {
        "kind": "radar",
        "numbered": numbered,
        "names": names,
        "labels": [str(n) for n in range(1, len(names) + 1)] if numbered else names,
        "spokes": found.spokes,
        "lines": [
            {"kind": kind, "name": line.name, "points": line.points}
            for kind, line in zip(_LINE_KINDS, found.lines, strict=False)
        ],
    }
