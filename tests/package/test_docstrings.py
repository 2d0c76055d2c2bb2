"""Docstrings describe: every argument and attribute has words of its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from house_imports import ROOT, sources

SECTIONS = ("Args:", "Attributes:")
_ENTRY = re.compile(r"(?P<indent> *)(?P<names>\*{0,2}\w+(?:, \*{0,2}\w+)*): ?(?P<text>.*)")
_STUB = re.compile(r"(Of|Likewise|See|Its|Their|The same|As in|As for|Ditto|Idem)\b")
_FEWEST_WORDS = 2


def entries(docstring: str) -> Iterator[tuple[str, str]]:
    """Names and description of every entry under Args and Attributes, continuation lines joined."""
    names, text, inside, margin = "", "", False, -1
    for line in [*docstring.splitlines(), "End:"]:
        stripped, indent = line.strip(), len(line) - len(line.lstrip())
        match = _ENTRY.fullmatch(line)
        if inside and match and (margin < 0 or indent == margin):
            if names:
                yield names, text
            names, text, margin = match["names"], match["text"], indent
        elif inside and stripped and margin >= 0 and indent > margin:
            text = f"{text} {stripped}"
        elif stripped:
            if names:
                yield names, text
            names, text, inside, margin = "", "", stripped in SECTIONS, -1


def is_stub(text: str) -> bool:
    """Whether a description says nothing without another one beside it."""
    return bool(_STUB.match(text)) or len(text.split()) < _FEWEST_WORDS


@pytest.mark.parametrize(
    ("text", "stub"),
    [
        ("Of the model.", True),
        ("Likewise.", True),
        ("See :class:`Card`.", True),
        ("Pixels.", True),
        ("Height of the tile in pixels.", False),
        ("Model card.", False),
    ],
)
def test_the_search_knows_a_stub(text: str, stub: bool) -> None:
    assert is_stub(text) == stub


def test_the_search_reads_entries() -> None:
    docstring = "Line.\n\nArgs:\n    one, two: First\n        and more.\n    three: Third.\n\nReturns:\n    four: No."
    assert list(entries(docstring)) == [("one, two", "First and more."), ("three", "Third.")]


def test_every_argument_is_described() -> None:
    stubs, count = [], 0
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for names, text in entries(ast.get_docstring(node) or ""):
                count += 1
                if is_stub(text):
                    stubs.append(f"{path.relative_to(ROOT)}: {names}: {text}")
    assert count > 500
    assert not stubs, "\n".join(stubs)
