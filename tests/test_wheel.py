"""The wheel carries the data: an installed product finds its taxonomy, examples and templates."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
ASK = """
from taxonomy.loading import data_folder, load_taxonomy
from api.settings import example_folder
from api.web import rendering
print(data_folder().name, len(load_taxonomy().competences) > 0, example_folder().is_dir())
"""


def test_an_installed_wheel_finds_its_data(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    site = tmp_path / "site"
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(site)
        names = wheel.namelist()
    assert "taxonomy/_data/taxonomy/sources.csv" in names
    assert any(name.endswith("templates/overblik.html") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "docs/"))]
    # Run from an empty folder, with the wheel first, so that the checkout cannot answer.
    environment = os.environ | {"PYTHONPATH": str(site)}
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=tmp_path, env=environment, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["_data", "True", "True"]
