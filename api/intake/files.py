"""Bytes from disk, within limits, as text in a known encoding."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from api.errors import WrongInputError
from taxonomy.errors import Fault

MAX_BYTES: Final = 20 * 1024 * 1024
TREES: Final = frozenset({".json", ".yaml", ".yml"})
TABLES: Final = frozenset({".csv", ".xlsx"})


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
    name, suffix = path.name or str(path), path.suffix.lower()
    if suffix not in suffixes:
        legal = ", ".join(sorted(s[1:].upper() for s in suffixes))
        raise single_fault(name, "filtypen kan ikke læses her", f"Brug {legal}", suffix)
    try:
        size = path.stat().st_size
        content = b"" if size > MAX_BYTES else path.read_bytes()
    except FileNotFoundError:
        raise single_fault(name, "filen findes ikke", "Kontrollér navn og mappe") from None
    except (OSError, ValueError) as error:
        raise single_fault(name, "filen kan ikke åbnes", "Kontrollér, at det er en fil, og at du "
                           "har adgang til den", type(error).__name__) from None  # fmt: skip
    if size > MAX_BYTES:
        raise single_fault(name, f"filen fylder {size // 1024 // 1024} MB, højst 20 MB kan læses",
                           "Del filen, eller fjern indhold, der ikke hører til")  # fmt: skip
    if not content.strip():
        raise single_fault(name, "filen er tom", "Vælg en fil med indhold")
    return InputFile(name, suffix, content)


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
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise single_fault(file.name, "filen er i UTF-16", "Gem den som UTF-8")
    if b"\x00" in content or content.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise single_fault(file.name, "filen er ikke en tekstfil",
                           f"Gem indholdet som rigtig {file.suffix[1:].upper()} i UTF-8")  # fmt: skip
    try:
        return Decoded(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _windows(file, error)


def _windows(file: InputFile, error: UnicodeDecodeError) -> Decoded:
    try:
        text = file.content.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    odd = [c for c in text if not c.isascii() and c not in "æøåÆØÅéÉèüÜöÖäÄëáóúíñç§½°±µ–—’‘“”«»…·×€´¨"]
    if not text or odd:
        line = file.content[: error.start].count(b"\n") + 1
        fault = Fault(file.name, line, "", repr(file.content[error.start : error.start + 12]),
                      "tegnkodningen er hverken UTF-8 eller Windows-1252", "Gem filen som UTF-8")  # fmt: skip
        raise WrongInputError([fault]) from None
    return Decoded(text, (f"{file.name} er læst som Windows-1252; gem helst som UTF-8.",))
