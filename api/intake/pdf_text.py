"""PDF as pages of text, within limits that keep a hostile file from taking time or memory."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any, Final

from api.errors import WrongInputError
from api.intake.columns import reading_order
from api.intake.files import single_fault

if TYPE_CHECKING:
    from api.intake.files import InputFile

MAX_PAGES: Final = 30
MAX_PDF_BYTES: Final = 10 * 1024 * 1024
MAX_PAGE_CONTENT: Final = 1024 * 1024
MAX_CONTENT: Final = 3 * 512 * 1024  # about three seconds of work
MAX_STREAM: Final = 8 * 1024 * 1024
FEWEST_CHARACTERS: Final = 20
_LIMITS: Final[dict[str, Any]] = {
    "maximum_declared_stream_length": MAX_PDF_BYTES,
    "zlib_maximum_output_length": MAX_STREAM,
    "zlib_maximum_recovery_input_length": 1024 * 1024,
    "lzw_maximum_output_length": MAX_STREAM,
    "run_length_maximum_output_length": MAX_STREAM,
    "array_based_stream_maximum_output_length": MAX_STREAM,
    "stream_decoding_work_maximum_length": 4 * MAX_STREAM,
    "stream_filters_maximum_length": 4,
    "stream_parsing_work_maximum_count": 400_000,
    "page_tree_maximum_entries": 10_000,
    "page_tree_maximum_depth": 50,
    "xform_maximum_invocations_per_extraction": 200,
}
_BROKEN: Final = (
    "PDF-filen er beskadiget og kan ikke læses",
    "Åbn den, og gem den igen som PDF, eller send den som .docx",
)


def pdf_pages(file: InputFile) -> tuple[list[str], tuple[str, ...]]:
    """Read the pages of a PDF, columns one after the other.

    Args:
        file: with suffix .pdf.

    Returns:
        The text of each page, and notices for the reader.

    Raises:
        WrongInputError: when it is locked, has no text, is broken, or is too large.
    """
    if len(file.content) > MAX_PDF_BYTES:
        problem = f"PDF-filen fylder over {MAX_PDF_BYTES // 1024 // 1024} MB"
        raise single_fault(file.name, problem, "Fjern billeder, eller gem kun siderne med tekst")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings may quote the text
    try:
        pages = _pages(file)
    except WrongInputError:
        raise
    except Exception:  # noqa: BLE001  (a broken PDF fails in many ways)
        raise single_fault(file.name, *_BROKEN) from None
    empty = [n for n, page in enumerate(pages, start=1) if not page.strip()]
    if sum(len(page.strip()) for page in pages) < FEWEST_CHARACTERS:
        problem = "PDF-filen er et billede af en tekst (scannet eller fotograferet)"
        raise single_fault(file.name, problem, "Find den fil, den er lavet af, eller skriv teksten")
    shown = ", ".join(map(str, empty))
    notice = (f"{file.name}: side {shown} har ingen tekst (et billede?) og er ikke læst.",)
    return pages, notice if empty else ()


def _pages(file: InputFile) -> list[str]:
    from pypdf import apply_configuration  # noqa: PLC0415  (slow to import, seldom needed)

    with apply_configuration(**_LIMITS):
        return _read_pages(file)


def _read_pages(file: InputFile) -> list[str]:
    from pypdf import PdfReader  # noqa: PLC0415

    reader = PdfReader(io.BytesIO(file.content), strict=False)
    if reader.is_encrypted and not _unlocked(reader):
        problem = "PDF-filen er låst eller beskyttet med adgangskode"
        raise single_fault(file.name, problem, "Gem den uden adgangskode og beskyttelse")
    if len(reader.pages) > MAX_PAGES:
        problem = f"PDF-filen har {len(reader.pages)} sider, højst {MAX_PAGES} kan læses"
        raise single_fault(file.name, problem, "Gem kun de sider, der skal læses")
    left, pages = MAX_CONTENT, []
    for page in reader.pages:
        content = page.get_contents()
        size = len(content.get_data()) if content is not None else 0
        left -= size
        if size > MAX_PAGE_CONTENT or left < 0:
            remedy = "Gem den igen uden tegninger og billeder, eller send den som .docx"
            raise single_fault(file.name, "PDF-filens sider er for tunge at læse", remedy)
        pages.append(reading_order(_laid_out(page)) if size else "")
    return pages


def _unlocked(reader: Any) -> bool:  # noqa: ANN401
    """Whether the file opens without a password; some locks need what is not installed."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # noqa: BLE001  (every lock fails in its own way)
        return False


def _laid_out(page: Any) -> str:  # noqa: ANN401
    """The page with signs where they stand; in the order they were drawn when that gives none."""
    if page.rotation:
        page.transfer_rotation_to_content()
    text = str(page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False))
    return text if text.strip() else str(page.extract_text())
