"""Documents people write in (text, PDF, Word) as one running text, or why they cannot be read."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from api.intake.docx_text import docx_text
from api.intake.files import InputFile, decode, read_file, single_fault
from api.intake.pdf_text import pdf_pages

if TYPE_CHECKING:
    from pathlib import Path

TEXTS: Final = frozenset({".txt", ".md"})
DOCUMENTS: Final = TEXTS | {".pdf", ".docx"}
MAX_CHARACTERS: Final = 200_000
_REFUSED: Final = {
    ".docm": ("dokumentet kan indeholde makroer", "Gem det som .docx uden makroer"),
    ".dotm": ("skabelonen kan indeholde makroer", "Gem den som .docx uden makroer"),
    ".doc": ("filen er i det gamle Word-format", "Åbn den i Word, og gem den som .docx"),
    ".odt": ("filen er i OpenDocument-format", "Gem den som .docx eller .pdf"),
    ".rtf": ("filen er i RTF-format", "Gem den som .docx eller .pdf"),
    ".pages": ("filen er fra Pages", "Eksportér den som .docx eller .pdf"),
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".heic", ".tif", ".tiff"),
        ("filen er et billede", "Skriv teksten af, eller find dokumentet, billedet er taget af"),
    ),
}
_SIGNATURES: Final = {b"%PDF": ".pdf", b"PK\x03\x04": ".docx"}
_ODD: Final = {"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u00ad": "", "\ufeff": "",
               "\r\n": "\n", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\u2028": "\n", "\u2029": "\n",
               "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\uf0b7": "•"}  # fmt: skip


@dataclass(frozen=True)
class DocumentText:
    """The text of a document, in the order a person reads it.

    Attributes:
        name: the file's name, without its folder.
        text: lines one below the other; cells on one line with a tab between.
        pages: position in the text where each page begins; one page where the kind of file
            has none.
        notices: what the reader should be told about how it was read.
    """

    name: str
    text: str
    pages: tuple[int, ...] = (0,)
    notices: tuple[str, ...] = ()


def read_document(path: Path) -> DocumentText:
    """Read a text, a PDF or a Word document.

    Args:
        path: .txt, .md, .pdf or .docx.

    Returns:
        Its text, at most `MAX_CHARACTERS` long.

    Raises:
        WrongInputError: when it is of another kind, locked, an image, broken, or too large.
    """
    if path.suffix.lower() in _REFUSED:
        raise single_fault(path.name, *_REFUSED[path.suffix.lower()])
    file = read_file(path, DOCUMENTS)
    _check_kind(file)
    if file.suffix in TEXTS:
        decoded = decode(file)
        return _document(file.name, [decoded.text], decoded.notices)
    if file.suffix == ".pdf":
        return _document(file.name, *pdf_pages(file))
    return _document(file.name, [docx_text(file)], ())


def _check_kind(file: InputFile) -> None:
    """Refuse a file whose content is another kind than its name says."""
    start = file.content[:1024].lstrip()
    told = next((kind for sign, kind in _SIGNATURES.items() if start.startswith(sign)), "")
    wrong = (told or file.suffix) != file.suffix
    if wrong or (file.suffix == ".pdf" and b"%PDF" not in start):
        content = told[1:].upper() if told else "noget andet"
        problem = f"navnet siger {file.suffix[1:].upper()}, men indholdet er {content}"
        raise single_fault(file.name, problem, "Ret filens endelse, eller gem den igen")


def _document(name: str, pages: list[str], notices: tuple[str, ...]) -> DocumentText:
    plain = [_plain(page) for page in pages]
    starts, length = [], 0
    for page in plain:
        starts.append(length)
        length += len(page) + 1
    text = "\n".join(plain)
    if len(text) > MAX_CHARACTERS:
        problem = f"teksten er over {MAX_CHARACTERS // 1_000}.000 tegn lang"
        raise single_fault(name, problem, "Del dokumentet, eller behold kun det, der skal læses")
    if not text.strip():
        raise single_fault(name, "dokumentet har ingen tekst", "Vælg et dokument med tekst")
    return DocumentText(name, text, tuple(starts), notices)


def _plain(text: str) -> str:
    """Composed letters, plain spaces and line breaks, and nothing that cannot be seen."""
    for odd, meant in _ODD.items():
        text = text.replace(odd, meant)
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii() and composed.replace("\n", "").replace("\t", "").isprintable():
        return composed
    return "".join(
        c if c in "\n\t" or c.isprintable() else " "
        for c in composed
        if c in "\n\t" or unicodedata.category(c) not in {"Cf", "Co", "Cs", "Cn"}
    )
