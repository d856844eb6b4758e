"""Office files as zip archives that are the same for the same document."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from datetime import date

_CORE: Final = "docProps/core.xml"
_MOMENT: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FIRST_YEAR: Final = 1980  # (the zip format's own)


def steady(archive: bytes, written: date) -> bytes:
    """The same archive with the day a document was written in place of the clock.

    Args:
        archive: a .docx or .xlsx file.
        written: stands as the day it was made and changed, at midnight.

    Returns:
        The file, with its parts in the same order.
    """
    stream = io.BytesIO()
    day = (max(written.year, _FIRST_YEAR), written.month, written.day, 0, 0, 0)
    with ZipFile(io.BytesIO(archive)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            info = ZipInfo(name, day)
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, _dated(part, written) if name == _CORE else part)
    return stream.getvalue()


def _dated(core: bytes, written: date) -> bytes:
    moment = f"{written.isoformat()}T00:00:00Z".encode()
    return _MOMENT.sub(lambda found: found[1] + moment, core)
