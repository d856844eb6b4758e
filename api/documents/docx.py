"""A document as DOCX: real headings, lists and tables, so that a school can write on in it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor

from api.documents import docx_parts as parts
from api.documents.archives import steady
from api.documents.signs import is_letter, legible
from api.documents.typesetting import alts, typeset_figure
from api.documents.words import WORDS, day, facts_about, status
from matcher.plans.document import Bullets, Facts, Gantt, Paragraph, Radar, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.document import Document as Word
    from docx.styles.style import ParagraphStyle
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph as WordParagraph

    from matcher.plans.document import Block, Document, Language

FONT: Final = "Calibri"
_INK: Final = RGBColor(0x12, 0x38, 0x4F)
_GREY: Final = RGBColor(0x46, 0x46, 0x46)
_TEXT_WIDTH: Final = 166
_SIGN: Final = 1.9  # millimetres, of ten points
_CELL_MARGINS: Final = 5
_LONGEST_WORD: Final = 22
_WIDEST: Final = 120
_ROWS_KEPT: Final = 12
_HEAD_FILL: Final = "E9EFF3"
_SIZES: Final = {"Title": 22, "Subtitle": 13, "Heading 1": 15, "Heading 2": 11, "Caption": 10}
_LETTER_SIZES: Final = _SIZES | {"Title": 16, "Heading 1": 13}


def draw(document: Document) -> bytes:
    """Draw a document as DOCX.

    Args:
        document: what it says. Until it is signed, the head of every page marks it as a draft.

    Returns:
        The file, the same for the same document; figures stand as pictures with their text
        alternative, each followed by its table.
    """
    word = docx.Document()
    _set_up(word, document)
    _head(word, document)
    for section in document.sections:
        if section.title:
            word.add_heading(legible(section.title), level=1)
        for block in section.blocks:
            _block(word, block, document.language)
    if is_letter(document):
        _text(word, status(document), "Note")
    _sources(word, document)
    stream = io.BytesIO()
    word.save(stream)
    return steady(stream.getvalue(), document.written)


def _set_up(word: Word, document: Document) -> None:
    words = WORDS[document.language]
    parts.set_language(word, f"{document.language.value}-{words.region}")
    properties = word.core_properties
    properties.title = legible(document.title)[:255]
    properties.author, properties.comments = "Kompetencematch", ""
    properties.language = f"{document.language.value}-{words.region}"
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm((210 - _TEXT_WIDTH) / 2)
    page.top_margin, page.bottom_margin = Mm(26), Mm(24)
    _styles(word, _LETTER_SIZES if is_letter(document) else _SIZES)
    _running(word, document)


def _styles(word: Word, sizes: Mapping[str, int]) -> None:
    normal = _style(word, "Normal")
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in sizes.items():
        style = _style(word, name)
        style.font.name, style.font.size, style.font.italic = FONT, Pt(size), False
        style.font.bold, style.font.color.rgb = name != "Subtitle", _INK
        parts.plain_font(style, FONT)
    _style(word, "Subtitle").font.color.rgb = _GREY
    _style(word, "Heading 1").paragraph_format.space_before = Pt(18)
    _style(word, "Heading 1").paragraph_format.space_after = Pt(6)
    caption = _style(word, "Caption").paragraph_format
    caption.keep_with_next, caption.space_before, caption.space_after = True, Pt(10), Pt(4)
    note = word.styles.add_style("Note", 1)
    note.base_style = normal
    note.font.size, note.font.color.rgb = Pt(9.5), _GREY


def _style(word: Word, name: str) -> ParagraphStyle:
    style: ParagraphStyle = word.styles[name]
    return style


def _running(word: Word, document: Document) -> None:
    """Head with draft mark and, after the first page, the title; foot with id, version, page."""
    page = word.sections[0]
    page.different_first_page_header_footer = True
    title = legible(document.title).replace("\n", " ")
    for header, shown in ((page.first_page_header, ""), (page.header, title)):
        head = _line(word, header.paragraphs[0])
        head.add_run(shown + "\t")
        if not document.signature:
            head.add_run(WORDS[document.language].draft).bold = True
    for footer in (page.first_page_footer, page.footer):
        _foot(_line(word, footer.paragraphs[0]), document)


def _line(word: Word, paragraph: WordParagraph) -> WordParagraph:
    """A small line with something at either end."""
    paragraph.style = word.styles["Note"]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(_TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    return paragraph


def _foot(line: WordParagraph, document: Document) -> None:
    words = WORDS[document.language]
    line.add_run(f"{legible(document.id)} · {words.version.lower()} {document.version}\t")
    line.add_run(f"{words.page} ")
    parts.field(line, "PAGE", "1")
    line.add_run(f" {words.of} ")
    parts.field(line, "NUMPAGES", "1")


def _head(word: Word, document: Document) -> None:
    if is_letter(document):
        written = _text(word, day(document.written, document.language))
        written.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        written.paragraph_format.space_after = Pt(30)
    _text(word, document.title, "Title")
    if document.subtitle:
        _text(word, document.subtitle, "Subtitle")
    if not is_letter(document):
        _facts(word, facts_about(document))


def _text(word: Word, text: str, style: str = "Normal") -> WordParagraph:
    return word.add_paragraph(legible(text), style)


def _block(word: Word, block: Block, language: Language) -> None:
    match block:
        case Paragraph():
            _text(word, block.text, "Note" if block.note else "Normal")
        case Bullets():
            _bullets(word, block)
        case Facts():
            _facts(word, block.rows)
        case Table():
            _table(word, block)
        case Gantt() | Radar():
            _figure(word, block, language)


def _bullets(word: Word, bullets: Bullets) -> None:
    style = "List Number" if bullets.numbered else "List Bullet"
    numbering = parts.numbering_anew(word, style) if bullets.numbered else None
    for item in bullets.items:
        paragraph = _text(word, item, style)
        if numbering:
            parts.number_by(paragraph, numbering)


def _facts(word: Word, rows: Sequence[tuple[str, str]]) -> None:
    if not rows:
        return
    table = word.add_table(0, 2)
    for name, value in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = legible(name), legible(value)
        for run in cells[0].paragraphs[0].runs:
            run.font.color.rgb = _GREY
    _tidy(table, (52, _TEXT_WIDTH - 52), ())
    _text(word, "")


def _table(word: Word, table: Table) -> None:
    if table.title:
        _text(word, table.title, "Caption")
    if table.header:
        drawn = word.add_table(0, len(table.header))
        for row in (table.header, *table.rows):
            made = drawn.add_row()
            parts.keep_whole(made)
            for cell, value in zip(made.cells, row, strict=True):
                cell.text = legible(value)
        _header(drawn)
        _keep(drawn)
        _tidy(drawn, _millimetres(table), table.numeric)
        parts.describe_table(drawn, legible(table.title))
    _text(word, table.note, "Note")


def _header(table: WordTable) -> None:
    parts.repeat(table.rows[0])
    for cell in table.rows[0].cells:
        parts.shade(cell, _HEAD_FILL)
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _keep(table: WordTable) -> None:
    """A short table stands on one page; a longer one begins with two rows at the least."""
    rows = table.rows
    for row in rows[:-1] if len(rows) <= _ROWS_KEPT else rows[:2]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _tidy(table: WordTable, widths: Sequence[float], numeric: Sequence[int]) -> None:
    """Columns of given widths in millimetres, small text, numbers to the right."""
    table.autofit = False
    parts.rule(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for place, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
            cell.width = Mm(width)
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(2)
                if place in numeric:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                for run in paragraph.runs:
                    run.font.size = Pt(10)


def _millimetres(table: Table) -> list[float]:
    """Widths that hold each column's longest word; the rest goes where there is most to say."""
    columns = list(zip(table.header, *table.rows, strict=True))
    words = [max((len(word) for cell in column for word in cell.split()), default=1)
             for column in columns]  # fmt: skip
    least = [min(word, _LONGEST_WORD) * _SIGN + _CELL_MARGINS for word in words]
    wishes = [min(max(map(len, column)), _WIDEST) * _SIGN for column in columns]
    more = [max(wish - base, 0) + 1 for wish, base in zip(wishes, least, strict=True)]
    spare = max(_TEXT_WIDTH - sum(least), 0)
    widths = [base + spare * extra / sum(more) for base, extra in zip(least, more, strict=True)]
    return [width * _TEXT_WIDTH / sum(widths) for width in widths]


def _figure(word: Word, figure: Gantt | Radar, language: Language) -> None:
    if figure.title:
        _text(word, figure.title, "Caption")
    pictures = typeset_figure(figure, language)
    for picture, alt in zip(pictures, alts(figure, len(pictures)), strict=True):
        shape = word.add_picture(io.BytesIO(picture), width=Mm(_TEXT_WIDTH))
        parts.describe_picture(shape, legible(figure.title), alt)
    if figure.alt and not pictures:
        _text(word, figure.alt, "Note")
    _table(word, figure.table)


def _sources(word: Word, document: Document) -> None:
    if document.sources:
        word.add_heading(WORDS[document.language].sources, level=1)
    for source in document.sources:
        _text(word, source, "Note")
