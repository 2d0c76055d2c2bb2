"""Judging models as users do."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from algorithms import BANDS, GREEN, IMPERVIOUS, THREE, Recorder, context_of, failure, run
from headless import Headless
from qgis.core import QgsProject, QgsRasterLayer
from rasters import read_raster, write_raster

from onemetre.contract.requests import Reading
from onemetre.processing.algorithms.training.evaluatemodel import places_of

FIGURES = ("OVERALL_ACCURACY", "MEAN_F1", "PIXELS")


@pytest.fixture
def truth(tmp_path: Path) -> Path:
    """Of the raster ``bright``: green is its right half."""
    pixels = np.zeros((1, 80, 96), np.uint8)
    pixels[:, :, 48:] = 1
    return write_raster(tmp_path / "truth.tif", pixels)


def test_figures_page_and_table(bright: Path, truth: Path, out: Path) -> None:
    feedback = Recorder()
    result = run(
        "evaluatemodel",
        {
            "MODELS": [GREEN, THREE],
            "INPUT": [str(bright)],
            "TRUTH": [str(truth)],
            "CLASSES": "",
            "BANDS": BANDS,
            "REPORT": str(out / "page.html"),
            "TABLE": str(out / "figures.csv"),
        }
        | {"MODELS": [GREEN]},
        feedback=feedback,
    )
    assert result["OVERALL_ACCURACY"] > 98
    assert result["MEAN_F1"] > 98
    assert result["PIXELS"] == 80 * 96
    assert result["DEVICE_USED"] == "cpu"
    assert any("F1 of green" in line for line in feedback.infos)
    assert "Urban green" in (out / "page.html").read_text()
    with (out / "figures.csv").open(newline="") as file:
        assert {row["map"] for row in csv.DictReader(file)} == {GREEN, "all green"}


def test_a_mask_of_0_and_255_is_told_and_can_be_named(bright: Path, truth: Path, tmp_path: Path) -> None:
    mask = write_raster(tmp_path / "mask.tif", read_raster(truth) * np.uint8(255))
    parameters = {"MODELS": [GREEN], "INPUT": [str(bright)], "TRUTH": [str(mask)], "BANDS": BANDS}
    feedback = Recorder()
    result = run("evaluatemodel", parameters, feedback=feedback)
    assert "CLASSES=255=green" in result["WARNINGS"]
    assert any("green does not occur in the truth" in warning for warning in feedback.warnings)
    named = run("evaluatemodel", parameters | {"CLASSES": "0=other,255=green"})
    assert named["WARNINGS"] == ""
    plain = run("evaluatemodel", parameters | {"TRUTH": [str(truth)]})
    assert [named[key] for key in FIGURES] == [plain[key] for key in FIGURES]


def test_layers_of_the_project_are_judged(bright: Path, truth: Path, project: QgsProject) -> None:
    layers = [QgsRasterLayer(str(bright), "picture"), QgsRasterLayer(str(truth), "known")]
    project.addMapLayers(layers)
    parameters = {"MODELS": GREEN, "INPUT": [layers[0].id()], "TRUTH": ["known"], "BANDS": BANDS}
    assert run("evaluatemodel", parameters, context=context_of(project))["PIXELS"] == 80 * 96


def test_it_runs_in_scripts(qgis_process: Headless, bright: Path, truth: Path, tmp_path: Path) -> None:
    ran = qgis_process(
        "run", "onemetre:evaluatemodel", f"--MODELS={GREEN}", f"--INPUT={bright}", f"--TRUTH={truth}",
        f"--BANDS={BANDS}", "--REPORT=page.html", "--TABLE=figures.csv", cwd=tmp_path,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "page.html").is_file()
    assert (tmp_path / "figures.csv").is_file()


def test_a_truth_of_the_same_name_belongs_to_its_image() -> None:
    images = Reading(sources=("/a/one.tif", "/a/two.tif", "/b/two.tif"), bands={"red": "1"})
    first, second, third = places_of(images, ("/t/one.tif", "/t/rest.tif"))
    assert first.truth == ("/t/one.tif",)
    assert second.truth == third.truth == ("/t/one.tif", "/t/rest.tif")
    assert [first.name, second.name, third.name] == ["one", "two", "two (2)"]
    assert third.reading == Reading(sources=("/b/two.tif",), bands={"red": "1"})


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"MODELS": "toy.unknown"}, "toy.unknown"),
        ({"MODELS": [GREEN, "toy.unknown"]}, "toy.unknown"),
        ({"MODELS": [GREEN, IMPERVIOUS]}, "different classes"),
        ({"TRUTH": []}, "TRUTH"),
        ({"TRUTH": "/not/there.tif"}, "Correct TRUTH"),
        ({"CLASSES": "green"}, "CLASSES cannot be read"),
        ({"CLASSES": "1=roof"}, "has no class 'roof'"),
        ({"REPORT": "page.pdf"}, ".html"),
    ],
)
def test_what_cannot_be_judged_is_one_message(
    bright: Path, truth: Path, change: dict[str, object], complaint: str
) -> None:
    parameters = {"MODELS": GREEN, "INPUT": [str(bright)], "TRUTH": [str(truth)], "BANDS": BANDS}
    assert complaint in failure("evaluatemodel", parameters | change)
