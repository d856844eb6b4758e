"""`link`: text in, competences out, and nothing of the person."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMAND = str(Path(sys.executable).with_name("kompetencematch"))


def link(tmp_path: Path, *words: str, text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    home = {**os.environ, "KOMPETENCEMATCH_HOME": str(tmp_path), "COLUMNS": "200"}
    asked: Sequence[str] = (COMMAND, "link", *words)
    return subprocess.run(asked, input=text, capture_output=True, env=home, check=False)


def test_mentions_with_places_as_json(tmp_path: Path) -> None:
    text = "cpr 010190-1235: drejer, lidt CNC, gaffeltruck B udløbet 2021"
    done = link(tmp_path, text, "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert b"1235" not in done.stdout + done.stderr
    assert [m["competence"] for m in told["mentions"]] == [
        "cnc-drejning", "cnc-betjening", "gaffeltruck-b",
    ]  # fmt: skip
    assert {m["status"] for m in told["mentions"]} == {"foreslået"}
    assert all(text[m["start"] : m["end"]] == m["text"] for m in told["mentions"])
    assert "1 CPR-nummer er fjernet" in told["notices"][0]
    assert told["esco"] == ""


def test_a_file_and_standard_input_give_the_same(tmp_path: Path) -> None:
    words = b"passet kantpresse, ikke truck\n"
    (tmp_path / "note.txt").write_bytes(words)
    read = link(tmp_path, str(tmp_path / "note.txt"), "--json")
    piped = link(tmp_path, "-", "--json", text=words)
    assert json.loads(read.stdout)["mentions"] == json.loads(piped.stdout)["mentions"]


def test_what_is_no_text_is_told_in_danish(tmp_path: Path) -> None:
    for asked, text in (
        (str(tmp_path), b""), ("findesikke.txt", b""), ("-", b"svejser \x81 010190-1235"),
    ):  # fmt: skip
        done = link(tmp_path, asked, text=text)
        assert done.returncode == 2, asked
        assert b"Traceback" not in done.stderr
        assert b"1235" not in done.stderr
        assert b"010190" not in done.stderr


def test_the_table_says_that_nothing_is_confirmed(tmp_path: Path) -> None:
    done = link(tmp_path, "rutineret i TIG-svejsning, god pension")
    assert "Foreslået, ikke bekræftet" in done.stdout.decode()
    assert "TIG-svejsning" in done.stdout.decode()
