"""Draws the house, docs/images/house.svg, from the imports of all rooms.

Rooms are listed here; their folders are found on disk, so that a new folder appears in the next drawing.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from onemetre.tools.house_picture import picture

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "images" / "house.svg"

SHELL = "plugin"
WINGS = ((SHELL, "ui", "processing"), ("research", "models", "engine"))
"""Rooms of the two wings, from the roof down."""
GROUND = "contract"

# A folder whose subfolders are drawn instead of the folder itself.
_OPENED = ("models", "training")
_FEW = 8
"""Up to this many files at a room's door are drawn one by one; more are drawn as one box."""
# A module loaded on request, by its relative name in a table.
_BY_NAME = re.compile(r"\.{1,2}[a-z_]\w*(\.[a-z_]\w*)*")


@dataclass
class House:
    """Contents of the drawing.

    Attributes:
        boxes: Boxes of each room: folders, and files at its door.
        about: First line of ``__init__.py`` by room or "room/box".
        imports: "room/box" of the importing and of the imported module.
        by_name: The same pairs for modules that are loaded by name on request.
    """

    boxes: dict[str, set[str]] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    imports: set[tuple[str, str]] = field(default_factory=set)
    by_name: set[tuple[str, str]] = field(default_factory=set)


def read_house(root: Path) -> House:
    """The rooms that exist below a folder, and the imports between them."""
    rooms = [room for room in (*WINGS[0][1:], *WINGS[1], GROUND) if (root / room).is_dir()]
    paths = [*root.glob("*.py"), *(path for room in rooms for path in (root / room).rglob("*.py"))]
    modules = {path.relative_to(root).with_suffix("").parts: path for path in sorted(paths)}
    loose = Counter(module[:-1] for module in modules if module[-1] != "__init__")
    home = {module: _box(module, loose) for module in modules}
    house = House()
    for module, path in modules.items():
        room, _, box = home[module].partition("/")
        boxes = house.boxes.setdefault(room, set())
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if module[-1] == "__init__":
            house.about["/".join(module[:-1])] = (ast.get_docstring(tree) or "").partition("\n")[0]
        if box:
            boxes.add(box)
        for edges, found in ((house.imports, _imports(module, tree)), (house.by_name, _by_name(module, tree))):
            for targets in found:
                there = {_home_of(target, home) for target in targets} - {"", home[module]}
                edges.update((home[module], other) for other in there)
    return house


def _box(module: tuple[str, ...], loose: Mapping[tuple[str, ...], int]) -> str:
    """The "room/box" of a module; none for the ``__init__.py`` of a room or of a folder whose subfolders are drawn."""
    *folder, name = module
    if not folder:
        return SHELL if name == "__init__" else f"{SHELL}/{name}"
    if len(folder) > 1 and folder != list(_OPENED):
        return "/".join(folder[:3] if tuple(folder[:2]) == _OPENED else folder[:2])
    if name == "__init__":
        return folder[0]
    return "/".join([*folder, name if loose[tuple(folder)] <= _FEW else "*"])


def _home_of(target: tuple[str, ...], home: Mapping[tuple[str, ...], str]) -> str:
    """The box of an import's target (module, package, or a name in one of them); empty = not part of the project."""
    for name in (target, (*target, "__init__"), target[:-1], (*target[:-1], "__init__")):
        if "/" in home.get(name, ""):
            return home[name]
    return ""


def _imports(module: tuple[str, ...], tree: ast.Module) -> Iterator[set[tuple[str, ...]]]:
    """Targets of each relative import of a module, at any depth, from the root of the package."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = (*module[: len(module) - node.level], *(node.module.split(".") if node.module else ()))
            yield {(*base, alias.name) for alias in node.names}


def _by_name(module: tuple[str, ...], tree: ast.Module) -> Iterator[set[tuple[str, ...]]]:
    """Targets of each entry in a module's tables."""
    for node in ast.walk(tree):
        for value in node.values if isinstance(node, ast.Dict) else ():
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and _BY_NAME.fullmatch(value.value):
                name = value.value.lstrip(".")
                yield {(*module[: len(module) - (len(value.value) - len(name))], *name.split("."))}


def drawing(root: Path) -> str:
    """The house below a folder, as SVG."""
    house = read_house(root)
    return picture(house.boxes, house.about, house.imports, house.by_name, WINGS, GROUND)


def main() -> None:
    """Write the drawing."""
    TARGET.write_text(drawing(ROOT), encoding="utf-8")


if __name__ == "__main__":
    main()
