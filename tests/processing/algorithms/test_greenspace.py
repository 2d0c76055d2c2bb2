from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from algorithms import BANDS, GREEN, Recorder, left, run
from qgis.core import QgsProperty, QgsVectorLayer
from rasters import DATA, half_bright, needs_data, read_raster, write_raster


def test_a_map_follows_the_bright_half(bright: Path, out: Path) -> None:
    feedback = Recorder()
    result = run(
        "greenspace",
        {
            "INPUT": str(bright),
            "BANDS": BANDS,
            "MODEL": GREEN,
            "OUTPUT": str(out / "green.tif"),
            "PROBABILITY": str(out / "p.tif"),
        },
        feedback=feedback,
    )
    assert left(out) == ["green.qml", "green.tif", "p.qml", "p.tif"]
    (classes,) = read_raster(result["OUTPUT"])
    (probability,) = read_raster(result["PROBABILITY"])
    assert classes.shape == (80, 96)
    assert (classes[:, :47] == 0).all()
    assert (classes[:, 49:] == 1).all()
    assert (probability[:, 49:] == 100).all()
    assert result["AREA_KM2"] == pytest.approx(80 * 48 / 1e6, rel=0.03)
    assert result["COVERED_KM2"] == pytest.approx(80 * 96 / 1e6, rel=1e-3)
    assert result["DEVICE_USED"] == "cpu"
    assert result["SECONDS"] > 0
    assert feedback.progress() == 100
    assert feedback.warnings == []
    assert any("Estimate" in info for info in feedback.infos)


def test_the_threshold_decides(tmp_path: Path, out: Path) -> None:
    middle = write_raster(tmp_path / "middle.tif", np.full((3, 40, 40), 140, np.uint8))
    parameters = {"INPUT": [str(middle)], "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif")}
    assert run("greenspace", parameters)["AREA_KM2"] > 0
    assert run("greenspace", {**parameters, "THRESHOLD": 90})["AREA_KM2"] == 0


def test_expressions_give_values_and_null_gives_none(bright: Path, out: Path) -> None:
    parameters = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif")}
    plain = run("greenspace", parameters)["AREA_KM2"]
    expressions = {"YEAR": "2000 + 20", "THRESHOLD": "NULL", "SCALE": "NULL", "OFFSET": "NULL", "DEVICE": "'cpu'"}
    properties = {name: QgsProperty.fromExpression(text) for name, text in expressions.items()}
    assert run("greenspace", {**parameters, **properties})["AREA_KM2"] == plain
    with rasterio.open(out / "green.tif") as raster:
        assert raster.tags()["ONEMETRE_YEAR"] == "2020"
    run("greenspace", {**parameters, "YEAR": QgsProperty.fromExpression("NULL")})
    with rasterio.open(out / "green.tif") as raster:
        assert "ONEMETRE_YEAR" not in raster.tags()


@pytest.mark.parametrize("name", ["green.tiff", "green.TIF"])
def test_every_ending_of_a_geotiff_is_good(bright: Path, out: Path, name: str) -> None:
    parameters = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / name)}
    assert run("greenspace", parameters)["OUTPUT"] == str(out / name)
    assert left(out) == sorted(["green.qml", name])


def test_right_angles_are_counted_in_the_log(bright: Path, out: Path) -> None:
    feedback = Recorder()
    values = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "map.tif"), "RIGHT_ANGLES": 2.5}
    run("greenspace", values, feedback=feedback)
    assert feedback.warnings == ["RIGHT_ANGLES has no effect without POLYGONS."]
    result = run("greenspace", {**values, "POLYGONS": str(out / "map.gpkg")}, feedback=feedback)
    (layer,) = QgsVectorLayer(result["POLYGONS"]).getFeatures()
    assert len(list(layer.geometry().vertices())) == 5 and len(feedback.warnings) == 1
    told = [info for info in feedback.infos if info.startswith("Right angles")]
    assert len(told) == 1 and told[0].startswith("Right angles: 1 of 1 polygons.") and "2.5 m" in told[0]


def test_several_rasters_are_one_input(tmp_path: Path, out: Path) -> None:
    west = write_raster(tmp_path / "west.tif", half_bright(40, 40, 250))
    east = write_raster(tmp_path / "east.tif", half_bright(40, 40, 250), x=600_040.0)
    result = run(
        "greenspace",
        {"INPUT": [str(west), str(east)], "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif")},
    )
    assert read_raster(result["OUTPUT"]).shape == (1, 40, 80)


def test_scale_and_offset_are_applied(tmp_path: Path, out: Path) -> None:
    raster = write_raster(tmp_path / "reflectance.tif", half_bright(40, 40, 9000, "uint16"))
    parameters = {"INPUT": str(raster), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif")}
    lit = run("greenspace", {**parameters, "SCALE": 1e-4, "OFFSET": 0.0})
    dark = run("greenspace", {**parameters, "SCALE": 1e-4, "OFFSET": -0.8})
    assert lit["AREA_KM2"] > 0
    assert dark["AREA_KM2"] == 0


@needs_data
def test_real_imagery_of_another_resolution(out: Path) -> None:
    feedback = Recorder()
    crop = DATA / "naip_california" / "claremont_2020_1.tif"
    parameters = {"INPUT": str(crop), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif")}
    result = run("greenspace", parameters, feedback=feedback)
    assert 0 < result["AREA_KM2"] < result["COVERED_KM2"]
    assert result["COVERED_KM2"] == pytest.approx((256 * 0.6 / 1000) ** 2, rel=0.02)
    assert any("resampled" in info for info in feedback.infos + feedback.warnings)
