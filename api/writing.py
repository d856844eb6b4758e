"""Files written whole or not at all, and plain values as the YAML that is read here."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import yaml

_Safe: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Plain(_Safe):  # type: ignore[misc]  # (the compiled dumper where there is one)
    """YAML without anchors: the same day twice is written twice, as a person would."""

    def ignore_aliases(self, data: object) -> bool:
        """Whether a value is written anew where it stands again; it always is."""
        del data
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """A number that is a name (a CVR number) stands in quotes."""
    style = "'" if text.isdecimal() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Plain.add_representer(str, _text)


def as_yaml(tree: object) -> str:
    """Plain values as YAML in their own order, the innermost ones on a line each.

    Args:
        tree: lists, texts, numbers, dates, and objects with text keys.

    Returns:
        The text, as `api.intake.trees` reads it.
    """
    text: str = yaml.dump(
        tree, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=2_000,
        default_flow_style=None,
    )  # fmt: skip
    return text


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it is either the old one or the new one, never a part.

    Args:
        path: the file; its folder must exist.
        content: text, written as UTF-8, or bytes.

    Raises:
        OSError: when the folder cannot be written to; then nothing is left behind.
    """
    data = content.encode() if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(dir=path.resolve().parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
