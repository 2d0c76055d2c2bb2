"""The house rules: who may import whom, how much stands in a folder and in a file."""

from __future__ import annotations

import ast
import importlib.util
import statistics
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from house_imports import (
    INSIDE_QGIS,
    ROOT,
    Import,
    imports_of,
    mutual,
    name_of,
    room_of,
    sources,
)

# Who may import which folders of other rooms; what is not here is a closed door.
DOORS: dict[str, set[str]] = {
    "": {"ui", "processing"},
    "ui": {"processing", "contract"},
    "processing": {"contract"},
    "engine": {"contract"},
    "models": {"contract", "engine.infer.golden"},
    "models.training": {
        "contract",
        "models",
        "engine.channel",
        "engine.memory",
        *(f"engine.{folder}" for folder in ("raster", "infer", "assess", "samples", "report")),
    },
    "research": {"contract", "models", "engine.assess"},
    "contract": set(),
}

# The floors inside the rooms, from the roof down: a folder imports from the floors below its own.
FLOORS: dict[str, list[set[str]]] = {
    "ui": [
        {"menu"},
        {"dock", "adapt", "label", "setup"},
        {"preview", "swipe", "options", "dynamics", "diagnostics"},
        {"background"},
        {"widgets"},
    ],
    "processing": [
        {"provider"},
        {"algorithms"},
        {"bases"},
        {"layers"},
        {"parameters"},
        {"runtime"},
        {"client"},
        {"app"},
    ],
    "engine": [
        {"boot", "worker"},
        {"requests"},
        {"frames"},
        {"mapping"},
        {"tiles", "samples", "report", "imagery"},
        {"years"},
        {"infer", "write", "assess"},
        {"raster"},
        {"channel", "memory", "explain"},
    ],
    "models": [{"training"}, {"export"}, {"networks"}],
    "models.training": [{"adapt", "pretrain"}, {"simulate", "losses"}, {"pairs"}, {"labels"}, {"loop"}],
    "research": [{"green", "jointseg"}, {"places"}, {"city"}],
    "ui.dock": [{"entry"}, {"dock"}, {"jobs"}, {"scenes", "series"}, {"parts"}, {"state"}],
    "ui.adapt": [{"entry"}, {"dock"}, {"learning", "method", "result", "samples"}, {"model", "steps"}],
    "contract": [
        {"requests"},
        {"catalogue", "accuracy_words"},
        {"card", "tasks", "band_roles", "band_files", "file_lock", "geopackage"},
        {
            "band_names",
            "card_rules",
            "crs_text",
            "image_names",
            "imagery_services",
            "local_paths",
            "system_paths",
            "patient_files",
            "product_legends",
            "regular_file",
            "told",
        },
        {"errors"},
        {"redaction"},
    ],
}
# Neighbours on one floor that may import each other's folder, in this direction.
SAME_FLOOR: set[tuple[str, str]] = set()

# Packages of which nothing may be imported, besides what is not on the list of the rooms inside QGIS.
BANNED = {
    "": {"subprocess", "multiprocessing"},
    "ui": {"subprocess", "multiprocessing"},
    "processing": {"subprocess", "multiprocessing"},
    "engine": {"qgis", "PyQt5", "PyQt6", "torch"},
    "models": {"qgis", "PyQt5", "PyQt6"},
    "models.training": {"qgis", "PyQt5", "PyQt6"},
    "research": {"qgis", "PyQt5", "PyQt6"},
}
MOST_FILES = 25

ALL_IMPORTS = [found for path in sources() for found in imports_of(path)]


def closed_doors(imports: list[Import]) -> list[str]:
    """Imports across rooms that no door allows."""
    found = []
    for one in imports:
        room, target = room_of(one.module), one.target[1:]
        at_home = target.split(".")[0] == room.split(".", maxsplit=1)[0] or (not room and "." not in target)
        open_door = any(f"{target}.".startswith(f"{door}.") for door in DOORS[room])
        if one.inside and not at_home and not open_door:
            found.append(str(one))
    return found


def wrong_stairs(imports: list[Import]) -> list[str]:
    """Imports inside a room that lead up, or to a neighbour without a door between them."""
    found = []
    for one in imports:
        if not one.inside:
            continue
        for room, floors in FLOORS.items():
            here, there = _below(room, one.module), _below(room, one.target[1:])
            if not here or not there or here == there:
                continue
            level = {name: number for number, floor in enumerate(floors) for name in floor}
            assert here in level and there in level, f"{here} or {there} has no floor in {room}"
            neighbours = level[here] == level[there] and (f"{room}.{here}", f"{room}.{there}") in SAME_FLOOR
            if level[here] >= level[there] and not neighbours:
                found.append(str(one))
    return found


def _below(room: str, module: str) -> str:
    """The folder or module of a room that a module lies in; empty = not in this room."""
    return module[len(room) + 1 :].split(".", maxsplit=1)[0] if module.startswith(f"{room}.") else ""


def test_there_is_something_to_check() -> None:
    assert len(sources()) > 300
    assert any(i.target == ".contract.requests" and i.module.startswith("processing.") for i in ALL_IMPORTS)
    assert {room_of(i.module) for i in ALL_IMPORTS} == set(DOORS)


def test_no_door_but_those_of_the_plan() -> None:
    found = closed_doors(ALL_IMPORTS)
    assert not found, "\n".join(found)


def test_nobody_climbs_the_stairs() -> None:
    found = wrong_stairs(ALL_IMPORTS)
    assert not found, "\n".join(found)


def test_no_two_folders_import_each_other() -> None:
    found = mutual(ALL_IMPORTS)
    assert not found, "\n".join(found)


def test_the_search_finds_a_closed_door_a_wrong_stair_and_two_folders_that_hold_each_other(tmp_path: Path) -> None:
    files = {
        "engine/raster/grid.py": "from ..mapping.run import Run\nfrom ...models.networks import rrdb\n",
        "engine/mapping/run.py": "from ..raster.grid import Grid\n",
        "models/networks/rrdb.py": "",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        (path.parent / "__init__.py").touch()
        (path.parents[1] / "__init__.py").touch()
    imports = [found for path in sources(tmp_path) for found in imports_of(path, tmp_path)]
    assert closed_doors(imports) == ["engine.raster.grid:2 imports models.networks.rrdb"]
    assert wrong_stairs(imports) == ["engine.raster.grid:1 imports engine.mapping.run"]
    assert len(mutual(imports, tmp_path)) == 1


def test_imports_inside_the_package_are_relative() -> None:
    assert not [i for i in ALL_IMPORTS if i.target.split(".")[0] == "onemetre"]


@pytest.mark.parametrize("room", sorted(INSIDE_QGIS))
def test_qgis_is_given_nothing_but_the_standard_library_and_qgis(room: str) -> None:
    # ``processing`` without a dot is QGIS's own, which comes with it.
    known = {*sys.stdlib_module_names, "qgis", "processing"}
    foreign = [
        str(i)
        for i in ALL_IMPORTS
        if room_of(i.module) == room and not i.inside and i.target.split(".")[0] not in known
    ]
    assert not foreign, "\n".join(foreign)


def test_the_contract_needs_the_standard_library_only() -> None:
    foreign = [i for i in ALL_IMPORTS if room_of(i.module) == "contract" and not i.inside]
    assert not [str(i) for i in foreign if i.target.split(".")[0] not in sys.stdlib_module_names]


def test_importing_the_contract_loads_nothing_heavy() -> None:
    modules = [f"onemetre.{name_of(path)}" for path in sources() if path.is_relative_to(ROOT / "contract")]
    program = (
        "import importlib, sys; sys.path.append(sys.argv[1]);"
        "[importlib.import_module(name) for name in sys.argv[2:]];"
        "print(sorted({'numpy', 'torch', 'qgis', 'rasterio', 'onnxruntime'} & set(sys.modules)))"
    )
    package = importlib.util.find_spec("onemetre")
    assert package is not None and package.origin is not None
    plugins = str(Path(package.origin).parents[1])
    done = subprocess.run(
        [sys.executable, "-I", "-c", program, plugins, *modules], capture_output=True, text=True, check=True
    )
    assert len(modules) > 10
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("room", BANNED)
def test_banned_packages_stay_out(room: str) -> None:
    found = [i for i in ALL_IMPORTS if room_of(i.module) == room and i.target.split(".")[0] in BANNED[room]]
    assert not found


def test_every_folder_says_what_it_is_for_and_imports_nothing_by_itself() -> None:
    for folder in {path.parent for path in sources()} - {ROOT}:
        tree = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
        about = ast.get_docstring(tree) or ""
        assert about.endswith("."), folder
        if folder != ROOT / "contract" / "requests":  # the door to all requests
            assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)], folder


def test_no_folder_is_crowded() -> None:
    tracked = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = Counter(str(Path(name).parent) for name in tracked.splitlines())
    assert not {folder: count for folder, count in files.items() if count > MOST_FILES}


def test_files_hold_one_concept() -> None:
    sizes = {name_of(path): path.stat().st_size for path in sources() if path.name != "__init__.py"}
    assert not {name: size for name, size in sizes.items() if size > 25_000}
    assert statistics.median(sizes.values()) <= 6_000


def test_every_door_of_the_plan_is_used() -> None:
    used = {(room_of(i.module), i.target[1:]) for i in ALL_IMPORTS if i.inside}
    unused = [
        f"{room} -> {door}"
        for room, doors in DOORS.items()
        for door in sorted(doors)
        if not any(here == room and f"{target}.".startswith(f"{door}.") for here, target in used)
    ]
    assert not unused
