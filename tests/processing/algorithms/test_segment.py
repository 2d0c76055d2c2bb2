from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from algorithms import BANDS, GREEN, THREE, Recorder, failure, left, run
from foreign_models import DEEPNESS, write_foreign
from rasters import read_raster, write_raster


@pytest.fixture
def ramp(tmp_path: Path) -> Path:
    """A 1 m raster in three stripes: dark, middle, bright."""
    stripes = np.repeat(np.array([10, 128, 250], np.uint8), 30)
    return write_raster(tmp_path / "ramp.tif", np.broadcast_to(stripes, (3, 60, 90)))


def test_the_map_has_the_values_of_the_card(ramp: Path, out: Path) -> None:
    result = run("segment", {"INPUT": str(ramp), "BANDS": BANDS, "MODEL": THREE, "OUTPUT": str(out / "classes.tif")})
    (classes,) = read_raster(result["OUTPUT"])
    assert [classes[30, x] for x in (15, 45, 75)] == [0, 1, 2]
    assert result["AREA_KM2"] == pytest.approx(60 * 60 / 1e6, rel=0.05)


def test_a_file_with_a_card_counts_instead_of_the_model(ramp: Path, out: Path, toys: Path) -> None:
    file = toys / f"{GREEN}.onnx"
    parameters = {"INPUT": str(ramp), "BANDS": BANDS, "MODEL": THREE, "MODEL_FILE": str(file)}
    result = run("segment", {**parameters, "OUTPUT": str(out / "classes.tif"), "PROBABILITY": str(out / "p.tif")})
    assert set(np.unique(read_raster(result["OUTPUT"]))) == {0, 1}
    assert left(out) == ["classes.qml", "classes.tif", "p.qml", "p.tif"]


def test_a_missing_model_file_is_named(ramp: Path, out: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone.onnx"
    parameters = {"INPUT": str(ramp), "MODEL_FILE": str(gone), "OUTPUT": str(out / "classes.tif")}
    assert str(gone) in failure("segment", parameters)
    assert left(out) == []


def test_what_other_programs_keep_beside_a_model_does_not_matter(ramp: Path, out: Path, tmp_path: Path) -> None:
    file = write_foreign(tmp_path, metadata={**DEEPNESS, "resolution": 100})
    file.with_suffix(".json").write_text('{"epochs": 80}')
    feedback = Recorder()
    parameters = {"INPUT": str(ramp), "MODEL_FILE": str(file), "BANDS": BANDS, "OUTPUT": str(out / "c.tif")}
    run("segment", parameters, feedback=feedback)
    assert any("foreign.json" in warning for warning in feedback.warnings)
    assert run("describemodel", {"MODEL_FILE": str(file)})["CLASSES"] == "0=background,1=field"


def test_a_network_of_somebody_else(ramp: Path, out: Path, tmp_path: Path) -> None:
    metadata = {**DEEPNESS, "resolution": 100}
    file = write_foreign(tmp_path, metadata=metadata)
    result = run("segment", {"INPUT": str(ramp), "MODEL_FILE": str(file), "BANDS": BANDS, "OUTPUT": str(out / "c.tif")})
    (classes,) = read_raster(result["OUTPUT"])
    assert [classes[30, x] for x in (15, 75)] == [0, 1]
