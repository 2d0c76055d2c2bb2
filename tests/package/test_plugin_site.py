"""The rules of QGIS's plugin site, as far as a checkout can break them; tests of the zip are in test_package.py."""

from __future__ import annotations

import ast
from configparser import ConfigParser
from pathlib import Path

import pytest
from house_imports import ROOMS, ROOT, imports_of, name_of, sources

UNSAFE_MODULES = {"pickle", "cPickle", "dill", "shelve", "marshal", "tarfile", "PyQt5", "PyQt6"}
UNSAFE_CALLS = {"eval", "exec", "compile", "__import__"}
SHIPPED = [*(room for room in ROOMS if room != "research"), "resources"]


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
    files = [path for room in SHIPPED for path in (ROOT / room).rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files if "__pycache__" not in path.parts) < 25_000_000
    assert not [path for path in files if path.suffix in {".sh", ".bat", ".exe", ".dll", ".so", ".pyd"}]
