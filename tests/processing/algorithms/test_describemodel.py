from __future__ import annotations

import json
from pathlib import Path

import pytest
from algorithms import GREEN, IMPERVIOUS, THREE, failure, run
from foreign_models import write_foreign

from onemetre.contract.card import card_from_json, read_card


def test_a_model_of_the_catalogue_is_described(toys: Path) -> None:
    result = run("describemodel", {"MODEL": IMPERVIOUS})
    assert result["NAME"] == IMPERVIOUS
    assert result["TASK"] == "impervious-surface"
    assert result["RESOLUTION_M"] == 10
    assert result["SCALE_FACTOR"] == 10
    assert result["BANDS"] == "red,green,blue"
    assert result["CLASSES"] == "0=other,1=impervious"
    assert result["SHA256"] == read_card(str(toys / f"{IMPERVIOUS}.json")).sha256
    assert card_from_json(json.loads(result["CARD"])).name == IMPERVIOUS
    assert "OUTPUT" not in result


def test_a_file_is_described_instead_of_the_model(toys: Path) -> None:
    assert run("describemodel", {"MODEL": GREEN, "MODEL_FILE": str(toys / f"{THREE}.onnx")})["NAME"] == THREE


def test_a_foreign_file_is_described_by_its_metadata(tmp_path: Path) -> None:
    result = run("describemodel", {"MODEL_FILE": str(write_foreign(tmp_path))})
    assert result["CLASSES"] == "0=background,1=field"
    assert result["RESOLUTION_M"] == 0.5


def test_the_report_is_a_page(tmp_path: Path) -> None:
    result = run("describemodel", {"MODEL": GREEN, "OUTPUT": str(tmp_path / "card.html")})
    page = (tmp_path / "card.html").read_text()
    assert result["OUTPUT"] == str(tmp_path / "card.html")
    assert page.startswith("<!DOCTYPE html>")
    assert result["SHA256"] in page
    assert "#27ae60" in page
    assert "has not been measured" in page


def test_the_report_has_the_measured_accuracy_and_stays_text(toys: Path, tmp_path: Path) -> None:
    card = json.loads((toys / f"{GREEN}.json").read_text())
    card["onemetre:accuracy"] = [{"metric": "F1 <green>", "value": 91.25, "data": "Ohio & Pasadena"}]
    card["title"] = "<script>alert(1)</script>"
    (tmp_path / "toy.json").write_text(json.dumps(card))
    (tmp_path / "toy.onnx").write_bytes((toys / f"{GREEN}.onnx").read_bytes())
    run("describemodel", {"MODEL_FILE": str(tmp_path / "toy.onnx"), "OUTPUT": str(tmp_path / "card.html")})
    page = (tmp_path / "card.html").read_text()
    assert all(told in page for told in ("F1 &lt;green&gt;", "91.2", "Ohio &amp; Pasadena"))
    assert "<script" not in page


def test_a_report_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    gone = tmp_path / "gone" / "card.html"
    assert str(gone) in failure("describemodel", {"MODEL": GREEN, "OUTPUT": str(gone)})


def test_only_a_page_is_written(tmp_path: Path) -> None:
    message = failure("describemodel", {"MODEL": GREEN, "OUTPUT": str(tmp_path / "card.pdf")})
    assert ".html" in message


@pytest.mark.parametrize("name", ["toy.unknown", "0", "TOY.GREEN_V1"])
def test_a_name_that_nobody_has_lists_those_that_there_are(name: str) -> None:
    message = failure("describemodel", {"MODEL": name})
    assert repr(name) in message
    assert all(known in message for known in (GREEN, IMPERVIOUS, THREE))
