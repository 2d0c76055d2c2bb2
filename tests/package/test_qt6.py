"""Readiness for Qt 6: enumerations by their full names, no methods that Qt 6 has not."""

from __future__ import annotations

import ast
import enum
import importlib
from pathlib import Path

import pytest
from house_imports import INSIDE_QGIS, name_of, room_of, sources

QT_FILES = [path for path in sources() if room_of(name_of(path)) in INSIDE_QGIS]


def qt_names(tree: ast.Module) -> dict[str, object]:
    """What a file imports from QGIS and Qt, by its name in the file."""
    names: dict[str, object] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and str(node.module).split(".")[0] == "qgis":
            module = importlib.import_module(str(node.module))
            names |= {
                alias.asname or alias.name: getattr(module, alias.name) for alias in node.names if alias.name != "*"
            }
    return names


def short_enums(tree: ast.Module, names: dict[str, object]) -> list[str]:
    """Members of enumerations that are reached through the class around the enumeration, as Qt 6 forbids."""
    found = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names):
            continue
        owner = names[node.value.id]
        member = getattr(owner, node.attr, None)
        is_member = isinstance(member, enum.Enum) or (isinstance(member, int) and type(member) not in {int, bool})
        if is_member and not (isinstance(owner, type) and isinstance(member, owner)):
            found.append(f"line {node.lineno}: {ast.unparse(node)} instead of {type(member).__qualname__}.{node.attr}")
    return found


def test_the_search_for_short_enums_finds_one() -> None:
    tree = ast.parse(
        "from qgis.core import Qgis\nfrom qgis.PyQt.QtCore import Qt\n"
        "a = Qt.AlignLeft\nb = Qt.AlignmentFlag.AlignLeft\nc = Qgis.Warning\nd = Qgis.MessageLevel.Warning\n"
    )
    assert [line.split(":")[0] for line in short_enums(tree, qt_names(tree))] == ["line 3", "line 5"]


@pytest.mark.parametrize("path", QT_FILES, ids=name_of)
def test_enumerations_are_named_in_full(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = short_enums(tree, qt_names(tree))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", QT_FILES, ids=name_of)
def test_dialogs_are_run_with_exec(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr in {"exec_", "print_"}]
