"""`make bench`: its page keeps what was not measured again, and the earlier plugin comes from the history."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onemetre.benchmarks.speed.earlier import COMMIT, earlier_checkout, earlier_request
from onemetre.benchmarks.speed.page import HEADING, with_section
from onemetre.contract.requests import MapRequest, Reading

ROOT = Path(__file__).parents[2]


def test_a_section_replaces_the_one_of_its_title_and_the_others_stay() -> None:
    page = ""
    for title, row in (("One", "| 1 |"), ("Two", "| 2 |"), ("One", "| 3 |")):
        page = with_section(page, f"## {title}\n\n{row}")
    assert page == f"{HEADING}\n\n## One\n\n| 3 |\n\n## Two\n\n| 2 |\n"
    assert with_section(page, "## Two\n\n| 2 |") == page


def test_the_page_in_the_repository_is_one_that_it_writes() -> None:
    page = (ROOT / "benchmarks" / "results.md").read_text(encoding="utf-8")
    last = page[page.rindex("\n## ") + 1 :]
    assert with_section(page, last) == page


def test_the_earlier_plugin_has_an_engine_and_models(tmp_path: Path) -> None:
    plugin = earlier_checkout(ROOT, tmp_path)
    if plugin is None:
        pytest.skip(f"the history has no commit {COMMIT}")
    assert (plugin / "engine" / "boot.py").is_file()
    assert (plugin / "models" / "zoo" / "jointseg.s2rgb_v2.onnx").is_file()


def test_without_the_history_there_is_no_earlier_plugin(tmp_path: Path) -> None:
    assert earlier_checkout(tmp_path, tmp_path) is None


def test_the_earlier_engine_is_asked_for_the_same_map() -> None:
    request = MapRequest(reading=Reading(sources=("/s.tif",), bands={"red": "1"}), model="/new.onnx", output="/m.tif")
    line = json.loads(earlier_request(request, Path("/old.onnx")))
    assert line["kind"] == "map"
    assert line["request"]["sources"] == ["/s.tif"] and line["request"]["model"] == "/old.onnx"
    assert line["request"]["output"] == "/m.tif" and line["request"]["bands"] == {"red": "1"}
