"""What the README and the guide say is there, is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.cli import bench
from api.cli.cohort import cohort_app
from api.cli.documents import plans_app
from api.cli.main import app, courses_app, taxonomy_app
from api.cli.people import people_app
from api.cli.plan import plan_app
from api.cli.rkv import rkv_app
from api.cli.rules import rules_app

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "data").rglob("*.md")])
GROUPS = {
    "taxonomy": taxonomy_app, "courses": courses_app, "rules": rules_app, "people": people_app,
    "plans": plans_app, "rkv": rkv_app, "bench": bench.app, "plan": plan_app,
    "cohort": cohort_app,
}  # fmt: skip
FORBIDDEN = re.compile(r"/root/|/home/|/tmp/")


def commands() -> set[str]:
    """Every command as it is typed."""
    names = {str(c.name or (c.callback and c.callback.__name__)) for c in app.registered_commands}
    for group, inside in GROUPS.items():
        if inside.registered_callback is not None:  # (the group's name alone is a command too)
            names.add(group)
        names |= {f"{group} {c.name}" for c in inside.registered_commands}
    return names


def test_every_command_in_the_readme_exists() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    typed = re.findall(rf"kompetencematch ((?:(?:{'|'.join(GROUPS)}) )?[a-z]+)", text)
    assert typed
    assert set(typed) <= commands()


def test_every_make_target_in_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = re.findall(r"make ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert {"run", "test"} <= set(named) <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere_and_nothing_names_a_machine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        if not link.startswith("http"):
            assert (page.parent / link).exists(), link
    assert not FORBIDDEN.search(text)


def test_files_named_in_the_decisions_exist() -> None:
    for page in (ROOT / "docs" / "decisions").glob("*.md"):
        text = page.read_text(encoding="utf-8")
        for name in re.findall(r"`((?:tests|matcher|api|taxonomy|data)/[\w/.-]+)`", text):
            assert (ROOT / name).exists(), f"{page.name}: {name}"


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(p.name[:4]) for p in (ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
