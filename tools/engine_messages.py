"""Finds the messages of the engine process as patterns, with ``{}`` for each value that is filled in.

The engine is not translated. QGIS recognises its messages by these patterns and shows them in its own language
(``processing/client/engine_words.py``).
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

from onemetre.tools.translatable import ROOT, Text, name_of_call

ROOMS = ("contract", "engine", "models")
CONTEXT = "OneMetre engine"

# Calls whose text reaches the user.
_SAYING = re.compile(r"log|progress|\w+Error")
# Marks a text as such, however short it is.
_TOLD = "told"
_WORDS = re.compile(r"[A-Za-z]{2,} [a-z]{2,}|[0-9}] [a-z]{4,}")
_MARKUP = set("<\n\\")
_SQL = re.compile(r"(SELECT|UPDATE|PRAGMA|BEGIN|ROLLBACK)\b")
# Text on cards and in reports is not translated.
_WRITTEN = {"description", "training_data", "data", "metric"}
_WRITERS = re.compile(r".*/(\w*report|page|story|stac)\.py|models/training/\w+/card\.py")
_LEAST = 6
"""Minimum number of letters in a pattern and in a piece: shorter ones would match anything."""


def engine_texts() -> list[Text]:
    """Every pattern and every piece that is filled into one, once, by file and line."""
    found: dict[str, Text] = {}
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        file = path.relative_to(ROOT).as_posix()
        # Developers' programs are in English only.
        if '__name__ == "__main__"' in source or _WRITERS.fullmatch(file):
            continue
        for line, pattern in sorted(_patterns(ast.parse(source))):
            found.setdefault(pattern, Text(pattern, file, line, CONTEXT))
    return list(found.values())


def _patterns(tree: ast.Module) -> Iterator[tuple[int, str]]:
    silent = {id(part) for node in ast.walk(tree) for part in _not_said(node)}
    inside = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
        if part is not node
    }
    said = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _SAYING.fullmatch(name_of_call(node))
        for argument in node.args
        for part in _alternatives(argument)
    }
    marked = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of_call(node) == _TOLD
        for argument in node.args
        for part in _alternatives(argument)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant | ast.JoinedStr) or id(node) in silent | inside:
            continue
        pattern = _pattern(node)
        if _SQL.match(pattern):
            continue
        is_piece = _letters(pattern) >= _LEAST and (" " in pattern or pattern[:1].isupper())
        is_whole = "{}" not in pattern and pattern[:1].isupper()
        is_prose = _WORDS.search(pattern) and not _MARKUP & set(pattern)
        if is_prose or id(node) in marked or (id(node) in said and (is_piece or is_whole)):
            yield node.lineno, pattern
            yield from _pieces(node)


def _not_said(node: ast.AST) -> Iterator[ast.AST]:
    """Documentation, types, and text that is handled elsewhere."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif (isinstance(node, ast.keyword) and node.arg in _WRITTEN) or (
        isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and name_of_call(node.exc) in dir(__builtins__)
    ):
        yield from ast.walk(node)
    elif isinstance(node, ast.Call) and hasattr(builtins, name_of_call(node)):
        # ValueError and similar are for programmers.
        yield from ast.walk(node)


def _alternatives(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _alternatives(node.body)
        yield from _alternatives(node.orelse)
    else:
        yield node


def _pattern(node: ast.Constant | ast.JoinedStr) -> str:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(
        str(part.value).replace("{", "{{").replace("}", "}}") if isinstance(part, ast.Constant) else "{}"
        for part in parts
        if not isinstance(part, ast.Constant) or isinstance(part.value, str)
    )


def _pieces(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Alternative words in the sources that are filled into a pattern."""
    for part in ast.walk(node):
        if isinstance(part, ast.IfExp):
            for piece in _alternatives(part):
                if isinstance(piece, ast.Constant) and isinstance(piece.value, str) and _letters(piece.value) >= _LEAST:
                    yield piece.lineno, piece.value


def _letters(pattern: str) -> int:
    return sum(letter.isalpha() for letter in pattern)
