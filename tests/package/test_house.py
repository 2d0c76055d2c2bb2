"""The drawing of the house says what the imports say."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from onemetre.tools.house import ROOT, TARGET, drawing, read_house

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A house of three rooms; its engine has two folders."""
    sources = {
        "__init__.py": "",
        "plugin.py": "from .ui.menu import show",
        "ui/__init__.py": '"""What a person sees."""',
        "ui/menu.py": "from ..contract.errors import EngineError",
        "engine/__init__.py": '"""What does the work."""',
        "engine/worker.py": "HANDLERS = {'map': '.requests.map'}",
        "engine/requests/__init__.py": '"""What can be asked for."""',
        "engine/requests/map.py": "def handle():\n    from ..raster.grid import Grid",
        "engine/raster/__init__.py": '"""Pixels."""',
        "engine/raster/grid.py": "from ...contract import errors\nimport numpy",
        "contract/__init__.py": '"""What both processes import."""',
        "contract/errors.py": "",
    }
    for name, source in sources.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
    return tmp_path


def lines_of(svg: str) -> list[str]:
    return [path.get("class", "") for path in ET.fromstring(svg).iter(f"{SVG}path")]


def test_the_drawing_is_up_to_date() -> None:
    # Where it is not: make house
    assert TARGET.read_text(encoding="utf-8") == drawing(ROOT)


def test_imports_are_gathered_by_folder(small: Path) -> None:
    house = read_house(small)
    assert house.boxes["engine"] == {"worker", "requests", "raster"}
    assert house.imports == {
        ("plugin/plugin", "ui/menu"),
        ("ui/menu", "contract/errors"),
        ("engine/requests", "engine/raster"),
        ("engine/raster", "contract/errors"),
    }
    assert house.by_name == {("engine/worker", "engine/requests")}


def test_a_house_by_the_plan_has_no_red_line(small: Path) -> None:
    lines = lines_of(drawing(small))
    assert sorted(lines) == ["door", "door", "door", "edge", "edge name"]


@pytest.mark.parametrize(
    ("name", "line", "red"),
    [
        ("engine/raster/grid.py", "from ..requests.map import handle", "edge wrong"),
        ("contract/errors.py", "from ..engine.worker import HANDLERS", "door wrong"),
        ("ui/menu.py", "from ..engine.worker import HANDLERS", "door wrong"),
    ],
)
def test_an_import_against_the_plan_is_red(small: Path, name: str, line: str, red: str) -> None:
    path = small / name
    path.write_text(f"{path.read_text()}\n{line}\n")
    assert red in lines_of(drawing(small))
