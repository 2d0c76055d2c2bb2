"""The zip holds what the plugin loads, and nothing besides."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

from house_imports import ROOT, at_every_depth, imports_of, name_of, sources

from onemetre.engine.worker import HANDLERS
from onemetre.tools.package import FOLDERS

IMPORTS = [found for path in sources() for found in imports_of(path)]
MODULES = {name_of(path) for path in sources()}
HANDLER_MODULES = [
    importlib.util.resolve_name(name, "onemetre.engine").removeprefix("onemetre.") for name in HANDLERS.values()
]


def reached(*doors: str) -> set[str]:
    """Modules that load with these ones, at once or on first use, and the packages around them."""
    named: dict[str, set[str]] = {}
    for found in IMPORTS:
        if found.inside:
            named.setdefault(found.module, set()).add(found.target[1:])
    wanted, loaded = list(doors), set[str]()
    while wanted:
        for module in set(at_every_depth(wanted.pop())) & MODULES - loaded:
            loaded.add(module)
            wanted += named.get(module, ())
    return loaded


def test_the_search_follows_imports_but_not_the_table_of_the_worker() -> None:
    loaded = reached("engine.worker")
    assert {"engine", "engine.channel", "contract.requests", "contract.requests.wire"} <= loaded
    assert not {"engine.mapping.run", "processing.provider", "plugin"} & loaded


def test_the_zip_holds_no_module_that_nothing_in_the_plugin_imports() -> None:
    # QGIS loads the package; it starts boot, which loads the worker by its name.
    loaded = reached("", "engine.boot", "engine.worker", *HANDLER_MODULES)
    shipped = {name for name in MODULES if not name or name == "plugin" or name.split(".")[0] in FOLDERS}
    assert shipped - loaded == set()


def test_no_training_of_a_user_loads_what_made_the_bundled_models() -> None:
    handlers = [f"onemetre.{name}" for name in HANDLER_MODULES if name.startswith("models.training")]
    program = (
        "import importlib, sys; sys.path.append(sys.argv[1]);"
        "[importlib.import_module(name) for name in sys.argv[2:]];"
        "print(*(name for name in sys.modules if name.startswith('onemetre.')), sep='\\n')"
    )
    package = importlib.util.find_spec("onemetre")
    assert package is not None and package.origin is not None
    plugins = str(Path(package.origin).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", program, plugins, *handlers], capture_output=True, text=True, check=True
    )
    loaded = done.stdout.split()
    assert "onemetre.models.training.adapt.handler" in loaded
    assert not [name for name in loaded if name.startswith("onemetre.research")]


def test_research_stays_out_of_the_zip() -> None:
    assert "research" not in FOLDERS and (ROOT / "research").is_dir()
