"""The recipes for developers name files and targets of make that there are."""

from __future__ import annotations

import re

import pytest
from house_imports import ROOT

RECIPES = (ROOT / "docs" / "develop.md").read_text(encoding="utf-8")


def quoted(pattern: str) -> list[str]:
    """What fits the pattern as a whole, of all that the recipes write as code."""
    return sorted({text for text in re.findall(r"`([^`\n]+)`", RECIPES) if re.fullmatch(pattern, text)})


# Names with a part to be filled in, as tests/models/<name>.py, are not looked for.
PATHS = quoted(r"[\w.-]+/|[\w.-]+(/[\w.-]+)+/?|[\w-]+\.(md|toml|txt)")
TARGETS = [text.split()[1] for text in quoted(r"make [a-z]+( .*)?")]


def test_there_is_something_to_look_for() -> None:
    assert {"engine/worker.py", "tests/support/engine_process.py", "ui/menu.py"} <= set(PATHS)
    assert {"docs", "house", "translations"} <= set(TARGETS)


@pytest.mark.parametrize("path", PATHS)
def test_the_recipes_name_files_that_there_are(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("target", TARGETS)
def test_the_recipes_name_targets_of_make_that_there_are(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
