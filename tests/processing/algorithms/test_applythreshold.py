"""The algorithm ``onemetre:applythreshold``, and how fast runs were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from algorithms import BANDS, GREEN, THREE, Recorder, context_of, failure, left, load, run, to_project
from qgis.core import QgsProject, QgsRasterLayer
from rasters import read_raster

from onemetre.processing.client.speeds import remember_run, speed_of


@pytest.fixture
def mapped(bright: Path, out: Path) -> dict[str, Any]:
    """A map of 2020 with its probability."""
    values = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "YEAR": 2020, "OUTPUT": str(out / "map.tif")}
    return run("greenspace", {**values, "PROBABILITY": str(out / "p.tif")})


def test_a_map_with_another_threshold_is_styled_like_the_first(
    mapped: dict[str, Any], out: Path, project: QgsProject
) -> None:
    values = {"INPUT": mapped["PROBABILITY"], "THRESHOLD": 99, "OUTPUT": to_project(out / "again.tif", project)}
    (layer,) = load(context_of(project), "applythreshold", values)
    assert layer.name() == "Urban green, 2020, 99 %"
    labels = [entry.label for entry in layer.renderer().classes()]
    written = QgsRasterLayer(mapped["OUTPUT"])
    first = [entry.label for entry in written.renderer().classes()]
    # Bright is 100 % and dark 0 % in this image, so that any threshold gives the same.
    assert labels == first and (read_raster(out / "again.tif") == read_raster(mapped["OUTPUT"])).all()
    assert layer.temporalProperties().isActive()
    assert "again.qml" in left(out)


def test_what_it_gives_in_a_script(mapped: dict[str, Any], out: Path) -> None:
    results = run("applythreshold", {"INPUT": mapped["PROBABILITY"], "OUTPUT": str(out / "again.tif")})
    assert results["AREA_KM2"] == mapped["AREA_KM2"] and results["COVERED_KM2"] == mapped["COVERED_KM2"]


def test_bad_input_is_told(mapped: dict[str, Any], bright: Path, out: Path) -> None:
    output = {"OUTPUT": str(out / "again.tif")}
    assert "not a probability raster" in failure("applythreshold", {"INPUT": str(bright), **output})
    both = [mapped["PROBABILITY"], str(bright)]
    assert "Choose one probability raster" in failure("applythreshold", {"INPUT": both, **output})
    assert "from 1 to 99" in failure("applythreshold", {"INPUT": mapped["PROBABILITY"], "THRESHOLD": 100, **output})
    classes = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": THREE, "PROBABILITY": str(out / "three.tif")}
    run("segment", {**classes, "OUTPUT": str(out / "classes.tif")})
    assert "several classes" in failure("applythreshold", {"INPUT": str(out / "three.tif"), **output})
    assert "again.tif" not in left(out)


def test_runs_say_how_fast_the_model_is(mapped: dict[str, Any]) -> None:
    speed = speed_of(GREEN, "cpu")
    assert speed is not None and speed > 0
    assert speed_of(GREEN, "cuda:7") is None
    for _ in range(30):
        remember_run(GREEN, "cpu", 100.0, 50.0)
    # Later runs count for more, and long ones too.
    assert speed_of(GREEN, "cpu") == pytest.approx(2.0, rel=1e-3)


def test_the_probability_of_every_class_shows_the_mapped_one(bright: Path, out: Path, project: QgsProject) -> None:
    names = {"greenspace": (GREEN, 1, 2), "segment": (THREE, 3, 3)}
    for name, (model, shown, count) in names.items():
        values = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": model, "OUTPUT": str(out / f"{name}.tif")}
        values |= {"PROBABILITY": to_project(out / f"{name}_p.tif", project), "EVERY_PROBABILITY": True}
        run(name, values, context=context_of(project))
        layer = QgsRasterLayer(str(out / f"{name}_p.tif"))
        assert layer.bandCount() == count and layer.bandName(shown).endswith("probability of green")
        assert layer.renderer().inputBand() == shown and layer.renderer().classificationMax() == 100
    assert run("applythreshold", {"INPUT": str(out / "greenspace_p.tif"), "OUTPUT": str(out / "again.tif")})
    several = failure("applythreshold", {"INPUT": str(out / "segment_p.tif"), "OUTPUT": str(out / "no.tif")})
    assert "probabilities of several classes" in several


def test_the_probability_of_every_class_without_a_probability_is_a_warning(bright: Path, out: Path) -> None:
    feedback = Recorder()
    values = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "map.tif")}
    run("greenspace", {**values, "EVERY_PROBABILITY": True}, feedback=feedback)
    assert feedback.warnings == ["EVERY_PROBABILITY has no effect without PROBABILITY."]
    assert "PROBABILITY" not in run("greenspace", {**values, "EVERY_PROBABILITY": False}, feedback=feedback)
    assert len(feedback.warnings) == 1
