from __future__ import annotations

import re

import pytest
from algorithms import algorithm

from onemetre.processing.provider import ALGORITHMS
from onemetre.tools.make_docs import GUIDE, page

EVERY = sorted(algorithm.NAME for algorithm in ALGORITHMS)


@pytest.mark.parametrize("name", EVERY)
def test_the_page_in_the_guide_is_that_of_the_help(name: str) -> None:
    # Where it is not: make docs
    assert (GUIDE / f"{name}.md").read_text(encoding="utf-8") == page(algorithm(name))


WRITTEN_BY_HAND = {
    "README",
    "install",
    "city",
    "tour",
    "batch",
    "dock",
    "growth",
    "howright",
    "years",
    "models",
    "options",
    "scale",
}


def test_the_guide_has_no_page_of_what_is_gone() -> None:
    assert {path.stem for path in GUIDE.glob("*.md")} == {*EVERY, *WRITTEN_BY_HAND}


def test_the_list_of_the_guide_has_every_algorithm_by_its_title() -> None:
    text = (GUIDE / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\* \[(.+)\]\((\w+)\.md\)$", text, re.MULTILINE)
    assert sorted(listed) == sorted((algorithm(name).HELP.title, name) for name in EVERY)


def test_the_table_of_the_readme_has_every_algorithm() -> None:
    text = (GUIDE.parents[1] / "README.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `onemetre:(\w+)` \|", text, re.MULTILINE)) == EVERY
