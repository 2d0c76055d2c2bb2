"""Writes the reference of all modules from their docstrings, as HTML into build/api/, with a page per folder."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "onemetre"
SITE = ROOT / "build" / "api"

# Top-level folders that are not part of the plugin's code, or not tracked.
_OTHERS = {"tests", "tools", "benchmarks", "docs", "resources", "build", "dist"}
# Sphinx roles, which Markdown would print verbatim.
_ROLE = re.compile(r":(?:class|func|meth|mod|data|attr|exc):`[~.]*([^`]+)`")

_OPTIONS = {
    "docstring_style": "google",
    "docstring_options": {"warn_unknown_params": False, "warnings": False},
    "filters": ["!^_"],
    "members_order": "source",
    "show_root_heading": True,
    "show_root_full_path": True,
    "show_if_no_docstring": False,
    "show_source": False,
    "heading_level": 2,
    "line_length": 100,
}


def rooms() -> list[Path]:
    """Folders of the plugin's code."""
    found = (path.parent for path in ROOT.glob("*/__init__.py"))
    return sorted(path for path in found if path.name not in _OTHERS and not path.name.startswith("."))


def copy_sources(work: Path) -> Path:
    """Copy the sources under the package's name, which the checkout may lack; returns the copy."""
    package = work / PACKAGE
    for path in [*ROOT.glob("*.py"), *(path for room in rooms() for path in room.rglob("*.py"))]:
        target = package / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_ROLE.sub(r"`\1`", path.read_text(encoding="utf-8")), encoding="utf-8")
    return package


def pages(package: Path) -> Iterator[tuple[str, str]]:
    """Name and Markdown page of each folder with modules."""
    for init in sorted(package.rglob("__init__.py")):
        folder = init.parent
        modules = sorted(path.stem for path in folder.glob("*.py") if path.name != "__init__.py")
        name = ".".join(folder.relative_to(package.parent).parts)
        listed = "\n".join(f"::: {name}.{module}\n" for module in modules)
        about = f"::: {name}\n    options:\n      show_root_heading: false\n      members: []\n"
        yield name, f"# {name}\n\n{about}\n{listed}"


def settings(work: Path, navigation: list[dict[str, str]]) -> dict[str, Any]:
    """Contents of mkdocs.yml."""
    python = {"paths": [str(work)], "options": _OPTIONS}
    return {
        "site_name": "OneMetre, reference",
        "theme": {"name": "readthedocs", "highlightjs": False},
        "docs_dir": str(work / "pages"),
        "site_dir": str(SITE),
        "plugins": ["search", {"mkdocstrings": {"handlers": {"python": python}}}],
        "nav": navigation,
    }


def main() -> int:
    """Write the site; returns the exit code of mkdocs."""
    # Outside the checkout, because mypy would also find the copy.
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "pages").mkdir()
        navigation = []
        for name, text in pages(copy_sources(work)):
            file = "index.md" if name == PACKAGE else f"{name.removeprefix(PACKAGE + '.')}.md"
            (work / "pages" / file).write_text(text, encoding="utf-8")
            navigation.append({name: file})
        # JSON is valid YAML.
        (work / "mkdocs.yml").write_text(json.dumps(settings(work, navigation)), encoding="utf-8")
        program = ROOT / ".venv-docs" / "bin" / "mkdocs"
        command = [str(program), "build", "--quiet", "--clean", "-f", str(work / "mkdocs.yml")]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
