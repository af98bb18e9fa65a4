"""The house guards itself: front doors, foreign keys, file sizes, names, no machine's paths (house.md)."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "mingzhi"
#: From below to above; a foreign key goes from a later storey to the same or an earlier one.
STOREYS = ["ground", "law", "ledger", "registry", "casework", "oversight", "doors", "config"]
WITH_ROOMS = {"ledger", "registry", "casework", "oversight"}
LONGEST = 400
DRAWERS = re.compile(r"^(utils?|helpers?|common|misc|manager|base)(\.py)?$")


def modules() -> Iterator[Path]:
    """Every module of the product."""
    return (path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)


def room_of(path: Path) -> tuple[str, str] | None:
    """Storey and room of a module, where its storey has rooms with front doors."""
    parts = path.relative_to(PACKAGE).parts
    return (parts[0], parts[1]) if len(parts) > 2 and parts[0] in WITH_ROOMS else None


def test_a_room_is_entered_only_by_its_front_door() -> None:
    wrong = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
                if node.module.count(".") == 2:
                    names = [f"{node.module}.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            for name in names:
                parts = name.split(".")
                if len(parts) < 4 or parts[0] != "mingzhi" or parts[1] not in WITH_ROOMS:
                    continue
                if room_of(path) != (parts[1], parts[2]) and parts[3] not in ("api", "events"):
                    wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert sorted(set(wrong)) == []


def test_foreign_keys_only_go_down_or_stay_in_the_storey() -> None:
    wrong = []
    for model in apps.get_models():
        here = model.__module__.split(".")
        if here[0] != "mingzhi":
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target is None or field.auto_created or not target.__module__.startswith("mingzhi."):
                continue
            there = target.__module__.split(".")
            if STOREYS.index(there[1]) > STOREYS.index(here[1]):
                wrong.append(f"{model.__name__}.{field.name}")
            if there[1:3] != here[1:3] and field.remote_field.related_name != "+":
                wrong.append(f"{model.__name__}.{field.name} has a way back")
    assert wrong == []


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    everywhere = [*modules(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]
    long = {
        str(path.relative_to(ROOT)): count
        for path in everywhere
        if "migrations" not in path.parts and (count := path.read_text(encoding="utf-8").count("\n")) > LONGEST
    }
    assert long == {}


def test_there_are_no_drawers() -> None:
    assert [str(path) for path in PACKAGE.rglob("*") if DRAWERS.match(path.name)] == []


def test_every_module_and_public_name_says_what_it_is() -> None:
    silent = []
    for path in modules():
        if "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            silent.append(str(path.relative_to(ROOT)))
        for node in tree.body:
            named = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if named and not ast.get_docstring(node):
                silent.append(f"{path.relative_to(ROOT)}:{node.name}")
    assert silent == []


def test_the_tree_names_no_machine() -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if tracked.returncode:
        pytest.skip("NOT TESTED: this is no git checkout")
    paths = [ROOT / name for name in tracked.stdout.decode().split("\0") if name]
    pattern = re.compile(rb"(?<![\w./-])/(?:work|root|home/\w+)/[\w.]")
    texts = [path for path in paths if path.suffix not in (".lock", ".docx", ".png") and path.is_file()]
    found = [str(path.relative_to(ROOT)) for path in texts if pattern.search(path.read_bytes())]
    assert found == []
