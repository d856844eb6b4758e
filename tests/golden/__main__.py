"""`python -m tests.golden`: write the golden texts anew, to be read before they are committed."""

from __future__ import annotations

from rich.console import Console

from tests.golden.plans import FOLDER, texts


def main() -> None:
    """Write every text, take away those that are no more, and tell which changed."""
    console = Console()
    FOLDER.mkdir(exist_ok=True)
    now = texts()
    for path in FOLDER.glob("*.md"):
        if path.name not in now:
            path.unlink()
            console.print(f"fjernet: {path.name}")
    for name, text in now.items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            console.print(f"skrevet: {name}")


if __name__ == "__main__":
    main()
