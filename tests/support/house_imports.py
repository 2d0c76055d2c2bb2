"""The imports of the package, for the tests of its layout."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("ui", "processing", "research", "models", "engine", "contract")

INSIDE_QGIS = ("", "ui", "processing")
"""Rooms that run in QGIS's own Python; "" is the shell at the top."""


@dataclass(frozen=True)
class Import:
    """One import statement.

    Attributes:
        module: Dotted name of the importing module below the package.
        target: The imported module; one of the package starts with a dot: ``.engine.raster.grid``.
        line: Line of the statement.
    """

    module: str
    target: str
    line: int

    @property
    def inside(self) -> bool:
        """Whether the target belongs to the package."""
        return self.target.startswith(".")

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target.lstrip('.')}"


def sources(root: Path = ROOT) -> list[Path]:
    """Every Python file of the package, without tests and tools."""
    return sorted([*root.glob("*.py"), *(path for room in ROOMS for path in (root / room).rglob("*.py"))])


def name_of(path: Path, root: Path = ROOT) -> str:
    """Dotted name below the package; a package's ``__init__.py`` has the package's name."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """Room of a module; "" for the shell, ``models.training`` is a separate room."""
    first, *rest = module.split(".")
    if first not in ROOMS:
        return ""
    return "models.training" if first == "models" and rest[:1] == ["training"] else first


def imports_of(path: Path, root: Path = ROOT) -> Iterator[Import]:
    """Imports of a file, including those inside functions."""
    package = path.relative_to(root).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(name_of(path, root), alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield Import(name_of(path, root), str(node.module), node.lineno)
        elif isinstance(node, ast.ImportFrom):
            base = (*package[: len(package) - node.level + 1], *(node.module.split(".") if node.module else ()))
            # `from .x import y` imports the module y if there is one, else x.
            modules = {(*base, alias.name) if _is_module(root, (*base, alias.name)) else base for alias in node.names}
            yield from (Import(name_of(path, root), "." + ".".join(module), node.lineno) for module in sorted(modules))


def folder_of(module: str, root: Path = ROOT) -> str:
    """Folder of a module; a module at the door of a room (``engine.channel``) stands for itself."""
    if (root / Path(*module.split("."))).is_dir():
        return module
    folder = module.rpartition(".")[0]
    return module if "." not in folder else folder


def at_every_depth(name: str) -> list[str]:
    """A dotted name and its parents: ``a.b.c`` -> ``a``, ``a.b``, ``a.b.c``."""
    parts = name.split(".")
    return [".".join(parts[:depth]) for depth in range(1, len(parts) + 1)]


def mutual(imports: Iterable[Import], root: Path = ROOT) -> list[str]:
    """Folders that import each other, at any depth, with an import in each direction."""
    seen: dict[tuple[str, str], Import] = {}
    for found in imports:
        if not found.inside:
            continue
        here, there = folder_of(found.module, root), folder_of(found.target[1:], root)
        for one in at_every_depth(here):
            for other in at_every_depth(there):
                apart = one != other and not f"{one}.".startswith(f"{other}.") and not f"{other}.".startswith(f"{one}.")
                if apart:
                    seen.setdefault((one, other), found)
    return [f"{seen[pair]}; {seen[pair[::-1]]}" for pair in sorted(seen) if pair < pair[::-1] and pair[::-1] in seen]


def _is_module(root: Path, parts: tuple[str, ...]) -> bool:
    path = root.joinpath(*parts)
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()
