"""What Word's file format has and the library has no words for: fields, languages, alt texts."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.shape import InlineShape
    from docx.table import Table, _Row
    from docx.text.paragraph import Paragraph

_START_OVER: Final = "1"


def element(name: str, **attributes: str) -> Any:  # noqa: ANN401
    """An element of the main namespace with attributes of it."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def field(paragraph: Paragraph, code: str, shown: str) -> None:
    """A field that Word works out, such as the number of the page.

    Args:
        paragraph: gets the field at its end.
        code: PAGE or NUMPAGES.
        shown: stands there until it has been worked out.
    """
    simple = element("fldSimple", instr=f" {code} ")
    run = paragraph.add_run(shown)
    paragraph._p.remove(run._r)  # noqa: SLF001 (the library has no fields)
    simple.append(run._r)  # noqa: SLF001
    paragraph._p.append(simple)  # noqa: SLF001


def set_language(word: Word, tag: str) -> None:
    """The language of all text, for spelling, hyphenation and reading aloud.

    Args:
        word: the document.
        tag: as da-DK.
    """
    styles = word.styles.element
    properties = styles.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val=tag, eastAsia=tag, bidi="ar-SA"))
    settings = word.settings.element
    settings.append(element("autoHyphenation", val="true"))
    for old in settings.findall(qn("w:themeFontLang")):
        old.set(qn("w:val"), tag)


def repeat(row: _Row) -> None:
    """Let a table's header stand again on each page."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001


def keep_whole(row: _Row) -> None:
    """Keep a row of a table on one page."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001


def rule(table: Table) -> None:
    """Thin lines between the rows of a table, and its text flush with the text around it."""
    borders = element("tblBorders")
    for side, size, colour in (("top", "8", "12384F"), ("bottom", "8", "12384F"),
                               ("insideH", "4", "BEBEBE")):  # fmt: skip
        borders.append(element(side, val="single", sz=size, space="0", color=colour))
    properties = table._tbl.tblPr  # noqa: SLF001
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(element("tblInd", w="108", type="dxa"))
    layout.addprevious(borders)


def describe_table(table: Table, title: str) -> None:
    """A table's name for those who have it read aloud."""
    properties = table._tbl.tblPr  # noqa: SLF001
    properties.append(element("tblCaption", val=title))


def describe_picture(picture: InlineShape, title: str, alt: str) -> None:
    """What a picture says in words."""
    inline = picture._inline  # noqa: SLF001
    for side in "TBLR":
        inline.set(f"dist{side}", "0")
    told = inline.docPr
    told.set("title", title)
    told.set("descr", alt)


def numbering_anew(word: Word, style: str) -> str:
    """A list that counts from 1 again.

    Args:
        word: the document.
        style: name of a numbered style.

    Returns:
        The id of the new numbering.
    """
    numbering = word.part.numbering_part.element
    old = word.styles[style].element.pPr.numPr.numId.val
    model = next(num for num in numbering.num_lst if num.numId == old)
    made = numbering.add_num(deepcopy(model.abstractNumId).val)
    made.add_lvlOverride(ilvl=0).add_startOverride(int(_START_OVER))
    return str(made.numId)


def number_by(paragraph: Paragraph, numbering: str) -> None:
    """Let a paragraph count in a list of its own."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = int(numbering)


def shade(cell: Any, colour: str) -> None:  # noqa: ANN401
    """Fill a cell with a colour, six hexadecimal digits."""
    cell._tc.get_or_add_tcPr().append(  # noqa: SLF001
        element("shd", val="clear", color="auto", fill=colour)
    )


def plain_font(style: Any, name: str) -> None:  # noqa: ANN401
    """A style's font by name instead of by theme, and without a rule below."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), name)
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)
    properties = style.element.pPr
    for border in [] if properties is None else properties.findall(qn("w:pBdr")):
        properties.remove(border)
