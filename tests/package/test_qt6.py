"""Readiness for QGIS 4: names, calls and windows with PyQt6, enumerations in full, nothing that QGIS calls deprecated.

PyQt6 is only ever loaded, or read by mypy, in a process of its own: with PyQt5 in the same one, both crash.
"""

from __future__ import annotations

import ast
import configparser
import enum
import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from house_imports import INSIDE_QGIS, ROOT, name_of, room_of, sources
from qgis.core import Qgis

SUPPORT = ROOT / "tests" / "support"
ON_QT6 = SUPPORT / "qt6"
"""Holds a package ``qgis`` on PyQt6."""

oldest_qgis = pytest.mark.skipif(
    Qgis.versionInt() >= 34100, reason="what a later QGIS offers instead need not be in 3.40, which is supported too"
)

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


def old_homes(tree: ast.Module, names: dict[str, object]) -> list[str]:
    """Enumerations of QGIS that are reached where they were before they moved to Qgis: aliases that may go."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id != "Qgis":
            enumeration = getattr(names.get(node.value.id), node.attr, None)
            if isinstance(enumeration, type) and enumeration.__qualname__.startswith("Qgis."):
                found.append(f"line {node.lineno}: {ast.unparse(node)} instead of {enumeration.__qualname__}")
    return found


def test_the_search_for_old_homes_finds_one() -> None:
    tree = ast.parse(
        "from qgis.core import Qgis, QgsTask, QgsWkbTypes\n"
        "a = QgsWkbTypes.GeometryType.PolygonGeometry\nb = Qgis.GeometryType.Polygon\nc = QgsTask.Flag.CanCancel\n"
    )
    assert old_homes(tree, qt_names(tree)) == ["line 2: QgsWkbTypes.GeometryType instead of Qgis.GeometryType"]


@oldest_qgis
@pytest.mark.parametrize("path", QT_FILES, ids=name_of)
def test_enumerations_are_reached_where_they_are(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = old_homes(tree, qt_names(tree))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", QT_FILES, ids=name_of)
def test_dialogs_are_run_with_exec(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [n.lineno for n in ast.walk(tree) if isinstance(n, ast.Attribute) and n.attr in {"exec_", "print_"}]


def read_with_qt6(cache: Path, *what: str) -> list[str]:
    """What mypy finds wrong in files or packages if Qt is Qt 6."""
    config = ["--config-file", str(ON_QT6 / "mypy.ini"), "--cache-dir", str(cache), "--no-error-summary"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *config, *what],
        env={**os.environ, "MYPYPATH": str(ON_QT6)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1) and not done.stderr, done.stderr or done.stdout
    return [line for line in done.stdout.splitlines() if ": error: " in line]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mypy")


OF_QT5 = """
from qgis.PyQt.QtCore import QRegExp
from qgis.PyQt.QtGui import QFontMetrics, QMouseEvent
from qgis.PyQt.QtWidgets import QAction, QApplication, QComboBox, QDialog, QWidget


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.box = QComboBox()
        self.box.setSizeAdjustPolicy(QComboBox.AdjustToContents)
        self.box.setSizePolicy(7, 7)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        print(event.globalPos(), event.position())

    def width_of(self, text: str) -> int:
        return self.fontMetrics().width(text)


QDialog().exec_()
QApplication.desktop()
QAction("Map", Window()).trigger()
"""


def test_reading_with_qt6_finds_what_only_qt5_has(cache: Path, tmp_path: Path) -> None:
    code = tmp_path / "of_qt5.py"
    code.write_text(OF_QT5, encoding="utf-8")
    found = sorted({int(line.split(":")[1]) for line in read_with_qt6(cache, str(code))})
    faulty = ("QRegExp", "AdjustToContents", "setSizePolicy(7", "globalPos", "width(text)", "exec_", "desktop()")
    lines = OF_QT5.splitlines()
    assert found == [next(n for n, line in enumerate(lines, 1) if fault in line) for fault in faulty]


def test_every_name_and_call_of_qt_exists_in_qt6(cache: Path) -> None:
    found = read_with_qt6(cache, "-p", "onemetre.ui", "-p", "onemetre.processing", "-m", "onemetre.plugin")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", QT_FILES, ids=name_of)
def test_no_signal_is_chosen_by_its_types(path: Path) -> None:
    """Which types a signal offers is known only when it is connected, and differs: the first signature does for all."""
    found = [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"connect", "disconnect", "emit"}
        and isinstance(node.value, ast.Subscript)
        and isinstance(node.value.value, ast.Attribute)
    ]
    assert not found, "\n".join(found)


def deprecated_names() -> set[str]:
    """Methods and members that every class of the installed QGIS that has them calls deprecated."""
    kept: dict[str, bool] = {}
    for module in ("core", "gui", "analysis"):
        for found in vars(importlib.import_module(f"qgis.{module}")).values():
            for name, member in vars(found).items() if isinstance(found, type) else ():
                text = str(getattr(member, "__doc__", "") or "")
                # A signature a line; only some of them may be deprecated.
                signatures = sum(line.startswith(f"{name}(") for line in text.splitlines())
                deprecated = text.count(".. deprecated::")
                kept[name] = kept.get(name, False) or deprecated < max(signatures, 1)
    return {name for name, good in kept.items() if not good}


@oldest_qgis
def test_nothing_is_used_that_qgis_calls_deprecated() -> None:
    """QGIS 4.0 removed what Qt 6 forbids; what it may remove later is what its own documentation marks."""
    deprecated = deprecated_names()
    assert {"fromProj4", "writeAsVectorFormatV2"} <= deprecated
    found = [
        f"{name_of(path)}:{node.lineno} {ast.unparse(node)}"
        for path in QT_FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in deprecated
    ]
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the windows that need no class of QGIS did under PyQt6."""
    done = subprocess.run(
        [sys.executable, str(SUPPORT / "qt6_windows.py"), str(tmp_path_factory.mktemp("pictures"))],
        env={**os.environ, "PYTHONPATH": str(ON_QT6), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["qt"].startswith("6.")
    return found


def test_windows_raise_and_warn_of_nothing_under_qt6(used: dict[str, Any]) -> None:
    assert not used["complaints"], "\n".join(used["complaints"])


PAINTED = {"setup", "setup_busy", "result", "learning", "classes", "values", "steps", "run", "run_busy"}
PAINTED |= {"opacity", "jobs", "job_log", "divider"}


def test_windows_are_painted_under_qt6(used: dict[str, Any]) -> None:
    assert used["seen"].keys() == PAINTED
    empty = [name for name, facts in used["seen"].items() if facts["colors"] < 20 or min(facts["size"]) < 30]
    assert not empty


@pytest.mark.parametrize(
    ("window", "facts"),
    [
        ("setup", {"profile": "train", "existing": True, "python": "C:/Python/python.exe"}),
        ("result", {"compare": [[]], "swipe": [[True], [False]], "report": [[]], "map_with": [[]]}),
        ("learning", {"pause": [[]], "keep_best": [[]], "cancel": [[]]}),
        ("classes", {"chosen": [[1], [0]], "value": 0, "texts": ["Impervious surface", "7", "1.2 ha"]}),
        ("values", {"changed": 1, "chosen": {"roof": 1}}),
        ("steps", {"at": 1, "opened": 1}),
        ("run", {"run": 1, "cancel": 1, "rest": 1}),
        ("jobs", {"cells": ["bolzano", "done", "1:15", "23.4"], "status": "failed"}),
        ("divider", {"moved": [0.6, 0.4], "left": 1}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_windows_answer_mouse_and_keys_under_qt6(used: dict[str, Any], window: str, facts: dict[str, Any]) -> None:
    assert {name: used["seen"][window].get(name) for name in facts} == facts


def test_the_divider_follows_its_canvas_under_qt6(used: dict[str, Any]) -> None:
    assert used["seen"]["divider"]["middle"] == pytest.approx(0.4 * 400, abs=4)


def test_qgis_with_qt6_would_load_the_plugin() -> None:
    """QGIS 4 looks at the version; QGIS 3 with Qt 6, as of some installers, at the other key."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    general = metadata["general"]
    assert general.getfloat("qgisMinimumVersion") < 4 <= general.getfloat("qgisMaximumVersion")
    assert general.getboolean("supportsQt6")
