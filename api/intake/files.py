"""Bytes from disk, within limits, as text in a known encoding."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from api.errors import WrongInputError
from taxonomy.errors import Fault, shorten

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_NAME: Final = 120
TREES: Final = frozenset({".json", ".yaml", ".yml"})
TABLES: Final = frozenset({".csv", ".xlsx"})
_BINARY: Final = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\x1f\x8b")
_WINDOWS_LETTERS: Final = frozenset("æøåÆØÅéÉèüÜöÖäÄëáóúíñç§½°±µ–—’‘“”«»…·×€´¨\xa0")


@dataclass(frozen=True)
class InputFile:
    """A file's content and the name it is called by in messages."""

    name: str
    suffix: str
    content: bytes


@dataclass(frozen=True)
class Decoded:
    """Text, and what the reader should be told about how it was read."""

    text: str
    notices: tuple[str, ...] = ()


def single_fault(name: str, problem: str, remedy: str, found: str = "") -> WrongInputError:
    """An error with one fault about a whole file."""
    return WrongInputError([Fault(name, 0, "", found, problem, remedy)])


def read_file(path: Path, suffixes: frozenset[str]) -> InputFile:
    """Read a file within limits.

    Args:
        path: where it is.
        suffixes: the endings that can be read here.

    Returns:
        The content, at most `MAX_BYTES`.

    Raises:
        WrongInputError: when it is missing, a folder, unreadable, empty, too large, or of
            a kind that cannot be read here.
    """
    name, suffix = shorten(path.name or path, MAX_NAME), path.suffix.lower()
    if suffix not in suffixes:
        legal = ", ".join(sorted(s[1:].upper() for s in suffixes))
        raise single_fault(name, "filtypen kan ikke læses her", f"Brug {legal}", suffix)
    try:
        content = _bytes(path)
    except FileNotFoundError:
        raise single_fault(name, "filen findes ikke", "Kontrollér navn og mappe") from None
    except (OSError, ValueError):
        remedy = "Kontrollér, at det er en fil, og at du har adgang til den"
        raise single_fault(name, "filen kan ikke åbnes", remedy) from None
    if len(content) > MAX_BYTES:
        raise single_fault(
            name,
            f"filen fylder mere end {MAX_BYTES // 1024 // 1024} MB og kan ikke læses",
            "Del filen, eller fjern indhold, der ikke hører til",
        )
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        raise single_fault(name, "filen er tom", "Vælg en fil med indhold")
    return InputFile(name, suffix, content)


def _bytes(path: Path) -> bytes:
    """At most one byte over the limit; a pipe or a device would never end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(path)
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def decode(file: InputFile) -> Decoded:
    """Turn bytes into text: UTF-8, or Windows-1252 as Danish spreadsheets write it.

    Args:
        file: any text file.

    Returns:
        The text, with a notice when it was not UTF-8.

    Raises:
        WrongInputError: when it is binary or in another encoding.
    """
    content = file.content
    utf16_without_mark = content[:1] == b"\x00" or content[1:2] == b"\x00"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or utf16_without_mark:
        raise single_fault(file.name, "filen er i UTF-16", "Gem den som UTF-8")
    if b"\x00" in content or content.startswith(_BINARY):
        remedy = f"Gem indholdet som rigtig {file.suffix[1:].upper()} i UTF-8"
        raise single_fault(file.name, "filen er ikke en tekstfil", remedy)
    try:
        return Decoded(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _windows(file, error)


def _windows(file: InputFile, error: UnicodeDecodeError) -> Decoded:
    try:
        text = file.content.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if text and all(c in _WINDOWS_LETTERS for c in set(text) if not c.isascii()):
        return Decoded(text, (f"{file.name} er læst som Windows-1252; gem helst som UTF-8.",))
    line = file.content[: error.start].count(b"\n") + 1
    # Only the place: what stands around the byte may be about a person.
    found = f"byte {file.content[error.start]:02x}"
    problem = "tegnkodningen er hverken UTF-8 eller Windows-1252"
    raise WrongInputError([Fault(file.name, line, "", found, problem, "Gem filen som UTF-8")])
