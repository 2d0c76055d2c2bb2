"""Finds the user-visible texts in the plugin's sources: translatable ones, and those written so that they are not.

A text is translated if it is written in a call of ``tr()`` or ``translatable()``, or in one of the tables below.
Qt's own tool would find only the former.
"""

from __future__ import annotations

import ast
import builtins
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("processing", "ui")
CARDS = ROOT / "models" / "zoo"

_MARKS = {"tr", "translatable"}
# Calls whose texts are translated when shown; number of arguments to take, None = all, including nested ones.
_RECORDS = {"AlgorithmHelp": None, "Failure": 2}
# Variables whose value, or the values of whose table, are translated when shown.
_TABLES = {"SHARED", "TITLE", "GROUP"}
# Files that translate the contents of such a table.
_READERS = {
    "processing/bases/algorithm.py",
    "processing/bases/help.py",
    "processing/bases/map_algorithm.py",
    "processing/runtime/triage.py",
}

# Calls that show a text.
_SHOWING = re.compile(
    r"(set(Text|Title|WindowTitle|ToolTip|StatusTip|WhatsThis|PlaceholderText|SpecialValueText|Suffix|Prefix|"
    r"AccessibleName|AccessibleDescription|InformativeText|DialogTitle|ProgressText|LabelText|HeaderLabels|Label)|"
    r"push(Info|Warning|Message)|reportError|createMessage|add(Item|Row|Tab|Action|Menu|Button|Section)|"
    r"Q(Label|PushButton|ToolButton|CheckBox|RadioButton|GroupBox|Action|Menu|MessageBox|DockWidget|TableWidgetItem|"
    r"TreeWidgetItem|ListWidgetItem)|QgsCollapsibleGroupBox|QgsProcessing(Parameter|Output)\w+|\w+Error)"
)
# Words that are the same in every language.
_NAMES = re.compile(
    r"OneMetre|Python|GeoTIFF|GeoPackage|ONNX|Deepness|SHA-256|\b(F1|IoU|CPU|GPU|CUDA|km2|km|m|s|kB|MB|GB|px)\b"
)
_WORD = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True)
class Text:
    """A text in the sources: file and line of its first occurrence, and the context that Qt finds it by."""

    text: str
    file: str
    line: int
    context: str = "OneMetre"


class _Reader(ast.NodeVisitor):
    """Collects the texts of one file.

    Attributes:
        texts: Line of each text.
        problems: Texts that cannot be translated as written.
    """

    def __init__(self, path: Path) -> None:
        self.file = path.relative_to(ROOT).as_posix()
        self.texts: dict[str, int] = {}
        self.problems: list[str] = []
        self._constants: dict[str, ast.expr] = {}
        self._variables: list[str] = []
        self._marks = False
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self._constants[node.targets[0].id] = node.value
        self.visit(tree)
        if self._variables and self.file not in _READERS and not self._marks:
            self.problems += self._variables

    def visit_Call(self, node: ast.Call) -> None:
        """Collect the texts of a call."""
        name = name_of_call(node)
        if name == "str" and self.file.startswith("ui/") and _is_error(node.args[0]):
            self._refuse_error(node)
        if name in _MARKS and self.file != "processing/app/i18n.py":
            self._marks |= name == "translatable"
            for argument in node.args:
                # The titles of bundled models and of their classes are in the table of texts.
                from_card = isinstance(argument, ast.Attribute) and argument.attr == "title"
                if not from_card and not self._take(argument):
                    wrong = self.problems if isinstance(argument, ast.JoinedStr) else self._variables
                    wrong.append(f"{self.file}:{node.lineno}: {ast.unparse(node)} has no text that can be found")
        elif name in _RECORDS:
            for argument in node.args[: _RECORDS[name]]:
                self._take_all(argument)
        elif _SHOWING.fullmatch(name) and not hasattr(builtins, name):
            for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
                if _says_something(argument):
                    self.problems.append(f"{self.file}:{argument.lineno}: {ast.unparse(argument)} is without tr()")
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        """Collect the texts of a table."""
        if isinstance(node.targets[0], ast.Name) and node.targets[0].id in _TABLES:
            value = node.value
            # The first of two is the group's id.
            self._take_all(value.elts[1] if isinstance(value, ast.Tuple) else value)
        self.generic_visit(node)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> None:
        """Find errors that are written into a text of a window."""
        if self.file.startswith("ui/") and _is_error(node.value):
            self._refuse_error(node)
        self.generic_visit(node)

    def _refuse_error(self, node: ast.expr) -> None:
        self.problems.append(f"{self.file}:{node.lineno}: {ast.unparse(node)} is English: use error_text()")

    def _take_all(self, node: ast.expr) -> None:
        for value in node.values if isinstance(node, ast.Dict) else [node]:
            if not self._take(value):
                self.problems.append(f"{self.file}:{value.lineno}: {ast.unparse(value)} is not a text")

    def _take(self, node: ast.expr) -> bool:
        if isinstance(node, ast.IfExp):
            return self._take(node.body) and self._take(node.orelse)
        text = self._fold(node)
        if text:
            self.texts.setdefault(text, node.lineno)
        return text is not None

    def _fold(self, node: ast.expr) -> str | None:
        """The text of an expression of literals and module constants; None = not such an expression."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        if isinstance(node, ast.Name) and node.id in self._constants:
            return self._fold(self._constants[node.id])
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self._fold(node.left), self._fold(node.right)
            return None if left is None or right is None else left + right
        return None


def name_of_call(call: ast.Call) -> str:
    """Last part of the name of the called function; empty = it has none."""
    node = call.func
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _is_error(node: ast.expr) -> bool:
    """Whether it is an error by its name, whose message and hint may be those of the engine."""
    return (isinstance(node, ast.Name) and node.id == "error") or (
        isinstance(node, ast.Attribute) and node.attr == "error"
    )


def _says_something(node: ast.expr) -> bool:
    """Whether it is a text with words, not the name of a parameter or a widget."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    text = "".join(part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))
    return has_words(text) and not re.fullmatch(r"[A-Z0-9_]+|[a-z0-9_]+", text)


def has_words(text: str) -> bool:
    """Whether a text contains anything that differs between languages."""
    return bool(_WORD.search(_NAMES.sub("", text)))


def _files() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def texts() -> list[Text]:
    """Every translated text of the sources, once, by file and line."""
    found: dict[str, Text] = {}
    for path in _files():
        reader = _Reader(path)
        for text, line in sorted(reader.texts.items(), key=lambda pair: pair[1]):
            found.setdefault(text, Text(text, reader.file, line))
    for card in sorted(CARDS.glob("*.json")):
        for text in _titles(json.loads(card.read_text(encoding="utf-8"))):
            found.setdefault(text, Text(text, card.relative_to(ROOT).as_posix(), 1))
    return list(found.values())


def _titles(card: dict[str, Any]) -> list[str]:
    """Titles of a bundled model for display: its own, and those of its classes, which form the legend of the map."""
    classes = [c["title"] for output in card["mlm:output"] for c in output.get("classification:classes", ())]
    return [card["title"], *classes]


def sources_problems() -> list[str]:
    """User-visible texts in the sources that cannot be translated as written."""
    return [problem for path in _files() for problem in _Reader(path).problems]
