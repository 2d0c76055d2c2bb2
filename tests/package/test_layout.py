"""The house rules that no other tool checks: who may import whom, what the plugin site refuses, readiness for Qt 6."""

from __future__ import annotations

import ast
import enum
import importlib
import importlib.util
import statistics
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

import pytest

from onemetre.engine.worker import HANDLERS
from onemetre.tools.package import FOLDERS

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("contract", "ui", "processing", "engine", "models")
CONTRACT = {"contract", "engine.jobs", "engine.errors", "engine.bands", "models.card", "models.catalogue"}

# Who may import which modules of other rooms. What is not here is a closed door.
DOORS: dict[str, set[str]] = {
    "": {"ui", "processing"},
    "contract": set(),
    "ui": {"processing"} | CONTRACT,
    "processing": CONTRACT,
    "engine": {"contract", "models.card"},
    "models": {"contract", "engine.errors", "engine.golden"},
    "models.training": {
        "contract",
        "engine.errors",
        "engine.golden",
        "engine.grid",
        "engine.source",
        "engine.raster",
        "engine.accuracy",
        "engine.boundary",
        "engine.intervals",
        # What a model learns of a city is read as it is mapped, and told as other results are.
        "engine.loading",
        "engine.memory",
        "engine.pieces",
        "engine.training_ground",
        "engine.adaptation_report",
        # Training is a request like others: what it is told and whom it tells.
        "engine.jobs",
        "engine.channel",
    },
}

# Packages of which nothing may be imported, besides what is not on the list of the rooms inside QGIS.
INSIDE_QGIS = {"", "ui", "processing"}
BANNED = {
    "": {"subprocess", "multiprocessing"},
    "ui": {"subprocess", "multiprocessing"},
    "processing": {"subprocess", "multiprocessing"},
    "contract": {"qgis", "PyQt5", "PyQt6", "torch"},
    "engine": {"qgis", "PyQt5", "PyQt6", "torch"},
    "models": {"qgis", "PyQt5", "PyQt6"},
    "models.training": {"qgis", "PyQt5", "PyQt6"},
}
UNSAFE_MODULES = {"pickle", "cPickle", "dill", "shelve", "marshal", "tarfile", "PyQt5", "PyQt6"}
UNSAFE_CALLS = {"eval", "exec", "compile", "__import__"}


@dataclass(frozen=True)
class Import:
    """One import statement: the module it is in, the module it names, its line, what it takes from that module."""

    module: str
    target: str
    line: int
    name: str = ""


def sources() -> list[Path]:
    """Every Python file of the package."""
    return sorted([*ROOT.glob("*.py"), *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))])


def name_of(path: Path) -> str:
    """Dotted name below the package."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def room_of(module: str) -> str:
    """Key of DOORS."""
    first, *rest = module.split(".")
    if first not in ROOMS:
        return ""
    return "models.training" if first == "models" and rest[:1] == ["training"] else first


def imports_of(path: Path) -> Iterator[Import]:
    """Imports at any depth, relative ones resolved to names below the package and marked by a leading dot."""
    package = path.relative_to(ROOT).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(name_of(path), alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield Import(name_of(path), str(node.module), node.lineno)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1]
            for alias in node.names:
                # `from .x import y` names the module x, `from . import y` the module y.
                target = "." + ".".join((*base, node.module or alias.name))
                yield Import(name_of(path), target, node.lineno, alias.name if node.module else "")


ALL_IMPORTS = [found for path in sources() for found in imports_of(path)]


def reached(*doors: str) -> set[str]:
    """Modules that are loaded with these ones, at once or when something is used; the packages around them too."""
    named: dict[str, set[str]] = {}
    for found in ALL_IMPORTS:
        if found.target.startswith("."):
            named.setdefault(found.module, set()).update({found.target[1:], f"{found.target[1:]}.{found.name}"})
    known, wanted = {name_of(path) for path in sources()}, list(doors)
    loaded: set[str] = set()
    while wanted:
        name = wanted.pop()
        # What an import names is a module, a package, or something in one of them.
        for module in {name, f"{name}.__init__"} & known - loaded:
            loaded.add(module)
            wanted += [*named.get(module, ()), module.removesuffix(".__init__").rpartition(".")[0]]
    return loaded


def test_there_is_something_to_check() -> None:
    assert len(sources()) > 30
    assert any(i.target == ".engine.jobs" and i.module.startswith("processing.") for i in ALL_IMPORTS)


@pytest.mark.parametrize("room", DOORS)
def test_no_door_but_those_of_the_plan(room: str) -> None:
    closed = []
    for found in ALL_IMPORTS:
        if room_of(found.module) != room or not found.target.startswith("."):
            continue
        target = found.target[1:]
        at_home = target.split(".")[0] == room.split(".", maxsplit=1)[0] or (not room and "." not in target)
        open_door = any(target == door or target.startswith(door + ".") for door in DOORS[room])
        if not at_home and not open_door:
            closed.append(f"{found.module}:{found.line} imports {target}")
    assert not closed, "\n".join(closed)


def test_what_loads_a_module_is_known() -> None:
    loaded = reached("engine.worker")
    assert {"engine.__init__", "engine.channel", "engine.jobs.__init__", "engine.jobs.wire"} <= loaded
    # Only the table of the worker names the modules that handle requests.
    assert not {"engine.mapping", "processing.provider", "plugin"} & loaded


@pytest.mark.xfail(
    strict=True, reason="models/training has what made the bundled models, and engine.stratified is a benchmark's"
)
def test_the_zip_holds_no_module_that_nothing_in_the_plugin_imports() -> None:
    handlers = [importlib.util.resolve_name(name, "onemetre.engine") for name in HANDLERS.values()]
    # QGIS loads the package; it starts boot, which loads the worker by its name.
    loaded = reached("__init__", "engine.boot", "engine.worker", *(name.removeprefix("onemetre.") for name in handlers))
    shipped = {name_of(path) for path in sources() if path.parent == ROOT or path.relative_to(ROOT).parts[0] in FOLDERS}
    assert shipped - loaded == set()


def test_definitions_do_not_depend_on_training() -> None:
    assert not [i for i in ALL_IMPORTS if room_of(i.module) == "models" and i.target.startswith(".models.training")]


def test_imports_inside_the_package_are_relative() -> None:
    assert not [i for i in ALL_IMPORTS if i.target.split(".")[0] == "onemetre"]


@pytest.mark.parametrize("room", sorted(INSIDE_QGIS))
def test_qgis_is_given_nothing_but_the_standard_library_and_qgis(room: str) -> None:
    # ``processing`` without a dot is QGIS's own, which comes with it.
    known = {*sys.stdlib_module_names, "qgis", "processing"}
    foreign = [
        f"{i.module}:{i.line} imports {i.target}"
        for i in ALL_IMPORTS
        if room_of(i.module) == room and not i.target.startswith(".") and i.target.split(".")[0] not in known
    ]
    assert not foreign, "\n".join(foreign)


@pytest.mark.parametrize("module", sorted(CONTRACT))
def test_the_contract_needs_the_standard_library_only(module: str) -> None:
    inside = [i for i in ALL_IMPORTS if f"{i.module}.".startswith(f"{module}.") and not i.target.startswith(".")]
    assert not [i for i in inside if i.target.split(".")[0] not in sys.stdlib_module_names]


def test_importing_the_contract_loads_nothing_heavy() -> None:
    program = (
        "import sys; sys.path.append(sys.argv[1]);"
        "import onemetre.engine.jobs, onemetre.engine.errors, onemetre.engine.bands;"
        "import onemetre.models.card, onemetre.models.catalogue, onemetre.contract.tasks, onemetre.contract.file_lock;"
        "print(sorted({'numpy', 'torch', 'qgis', 'rasterio', 'onnxruntime'} & set(sys.modules)))"
    )
    package = importlib.util.find_spec("onemetre")
    assert package is not None and package.origin is not None
    plugins = Path(package.origin).parents[1]
    done = subprocess.run(
        [sys.executable, "-I", "-c", program, str(plugins)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("room", BANNED)
def test_banned_packages_stay_out(room: str) -> None:
    found = [i for i in ALL_IMPORTS if room_of(i.module) == room and i.target.split(".")[0] in BANNED[room]]
    assert not found


@pytest.mark.parametrize(
    "init", ["contract/__init__.py", "engine/__init__.py", "models/__init__.py", "models/training/__init__.py"]
)
def test_rooms_import_nothing_by_themselves(init: str) -> None:
    tree = ast.parse((ROOT / init).read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_constructs_that_the_plugin_site_refuses(path: Path) -> None:
    found = [f"line {i.line} imports {i.target}" for i in imports_of(path) if i.target.split(".")[0] in UNSAFE_MODULES]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        keywords = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
        if name in UNSAFE_CALLS or name in {"os.system", "os.popen"}:
            found.append(f"line {node.lineno} calls {name}")
        if keywords.get("shell") == "True":
            found.append(f"line {node.lineno} starts a shell")
        if name == "torch.load" and keywords.get("weights_only") != "True":
            found.append(f"line {node.lineno} loads weights that may run code")
    assert not found, "\n".join(found)


def test_files_hold_one_concept() -> None:
    sizes = {name_of(path): path.stat().st_size for path in sources() if path.name != "__init__.py"}
    assert not {name: size for name, size in sizes.items() if size > 25_000}
    assert statistics.median(sizes.values()) <= 6_000


# --- Qt 6 ------------------------------------------------------------------------------------------------------------

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


# --- The plugin site -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def metadata() -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    return dict(parser["general"])


def test_metadata_has_what_the_site_demands(metadata: dict[str, str]) -> None:
    demanded = {
        "name", "description", "about", "version", "qgisMinimumVersion", "author", "email", "tracker", "repository",
        "homepage", "hasProcessingProvider", "icon", "tags", "category",
    }  # fmt: skip
    assert not {key for key in demanded if not metadata.get(key, "").strip()}
    assert "plugin" not in metadata["name"].lower()
    assert metadata["qgisMinimumVersion"] == "3.40" and metadata["qgisMaximumVersion"] == "4.99"
    assert metadata["version"].count(".") == 2
    for key in ("tracker", "repository", "homepage"):
        assert metadata[key].startswith("https://")


def test_metadata_tells_the_truth(metadata: dict[str, str]) -> None:
    from onemetre.plugin import OneMetrePlugin

    assert metadata["hasProcessingProvider"] == "yes"
    assert callable(OneMetrePlugin.initProcessing)
    assert (ROOT / metadata["icon"]).is_file()
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {metadata['version']}" in changes or "## Unreleased" in changes


def test_the_licence_is_in_the_package() -> None:
    assert "Version 2, June 1991" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_the_package_is_small_enough_for_the_site() -> None:
    files = [path for room in (*ROOMS, "resources") for path in (ROOT / room).rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files if "__pycache__" not in path.parts) < 25_000_000
    assert not [path for path in files if path.suffix in {".sh", ".bat", ".exe", ".dll", ".so", ".pyd"}]
