"""What is set for a layer in QGIS counts in the run: its coordinate system, and the nodata of the Transparency page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from algorithms import BANDS, GREEN, context_of, failure, run
from numpy.typing import NDArray
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProject, QgsRasterLayer, QgsRasterRange
from rasters import half_bright, read_raster, write_raster

UTM33 = QgsCoordinateReferenceSystem("EPSG:32633")


@pytest.fixture
def context(project: QgsProject) -> QgsProcessingContext:
    return context_of(project)


def image(nodata: int = 0) -> NDArray[Any]:
    """A bright raster with a field of a number."""
    pixels = half_bright(80, 96, 250)
    pixels[:, 10:30, 10:30] = nodata
    return pixels


def layer_of(path: Path, project: QgsProject) -> QgsRasterLayer:
    layer = QgsRasterLayer(str(path), path.stem)
    assert project.addMapLayer(layer)
    return layer


def user_nodata(layer: QgsRasterLayer, low: float, high: float | None = None) -> None:
    for band in (1, 2, 3):
        layer.dataProvider().setUserNoDataValue(band, [QgsRasterRange(low, low if high is None else high)])


def mapped(
    inputs: object, out: Path, context: QgsProcessingContext, **parameters: object
) -> tuple[dict[str, Any], NDArray[Any]]:
    path = out / "green.tif"
    given = {"INPUT": inputs, "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(path), **parameters}
    result = run("greenspace", given, context=context)
    return result, read_raster(path)[0]


@pytest.mark.parametrize("own", ["EPSG:32632", None])
@pytest.mark.parametrize("by", ["layer", "id", "source"])
def test_coordinate_system_of_the_layer_counts(
    tmp_path: Path, out: Path, project: QgsProject, context: QgsProcessingContext, own: str | None, by: str
) -> None:
    layer = layer_of(write_raster(tmp_path / "a.tif", image(), crs=own), project)
    layer.setCrs(UTM33)
    value = {"layer": layer, "id": layer.id(), "source": [layer.source()]}[by]
    mapped(value, out, context)
    assert QgsRasterLayer(str(out / "green.tif")).crs() == UTM33


def test_a_layer_without_coordinate_system_is_refused(
    tmp_path: Path, out: Path, project: QgsProject, context: QgsProcessingContext
) -> None:
    layer = layer_of(write_raster(tmp_path / "a.tif", image()), project)
    layer.setCrs(QgsCoordinateReferenceSystem())
    parameters = {"INPUT": layer, "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif")}
    assert "The layer a has no coordinate system" in failure("greenspace", parameters)


def test_layers_in_different_coordinate_systems_are_refused(
    tmp_path: Path, out: Path, project: QgsProject, context: QgsProcessingContext
) -> None:
    layers = [
        layer_of(write_raster(tmp_path / f"{i}.tif", image(), x=600_000.0 + 96 * i, crs=None), project)
        for i in range(2)
    ]
    layers[0].setCrs(UTM33)
    layers[1].setCrs(QgsCoordinateReferenceSystem("EPSG:32632"))
    parameters = {"INPUT": layers, "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif")}
    assert "different coordinate systems" in failure("greenspace", parameters)
    layers[1].setCrs(UTM33)
    _, values = mapped(layers, out, context)
    assert values.shape == (80, 192)


def test_additional_nodata_value_counts(
    tmp_path: Path, out: Path, project: QgsProject, context: QgsProcessingContext
) -> None:
    layer = layer_of(write_raster(tmp_path / "a.tif", image(7)), project)
    user_nodata(layer, 7)
    _, values = mapped(layer, out, context)
    assert (values[10:30, 10:30] == 255).all()
    assert (values == 255).sum() == 400


def test_nodata_value_that_is_switched_off_does_not_count(
    tmp_path: Path, out: Path, project: QgsProject, context: QgsProcessingContext
) -> None:
    path = write_raster(tmp_path / "a.tif", image(), nodata=0)
    layer = layer_of(path, project)
    assert (mapped(layer, out, context)[1] == 255).sum() == 400
    for band in (1, 2, 3):
        layer.dataProvider().setUseSourceNoDataValue(band, False)
    result, *_ = mapped(layer, out, context, OUTPUT=str(out / "off.tif"))
    assert result["COVERED_KM2"] == pytest.approx(96 * 80 / 1e6, rel=1e-3)


@pytest.mark.parametrize(("low", "high"), [(7, 7), (3, 9)])
def test_several_nodata_values_are_refused(
    tmp_path: Path, out: Path, project: QgsProject, context: QgsProcessingContext, low: int, high: int
) -> None:
    layer = layer_of(write_raster(tmp_path / "a.tif", image(), nodata=0), project)
    user_nodata(layer, low, high)
    parameters = {"INPUT": layer, "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif")}
    assert "several nodata values" in failure("greenspace", parameters)
    result, _ = mapped(layer, out, context, NODATA="none")
    assert result["COVERED_KM2"] == pytest.approx(96 * 80 / 1e6, rel=1e-3)


@pytest.mark.parametrize(
    ("text", "missing"), [("7", 400), (7, 400), ("7.0", 400), ("none", 0), ("NONE", 0), (None, 400)]
)
def test_nodata_parameter(tmp_path: Path, out: Path, context: QgsProcessingContext, text: object, missing: int) -> None:
    path = write_raster(tmp_path / "a.tif", image(7), nodata=7 if missing == 0 or text is None else None)
    _, values = mapped(str(path), out, context, NODATA=text)
    assert (values == 255).sum() == missing


@pytest.mark.parametrize("text", ["black", "0,255", "0x"])
def test_nodata_parameter_that_is_no_number(tmp_path: Path, out: Path, text: str) -> None:
    path = write_raster(tmp_path / "a.tif", image())
    parameters = {"INPUT": str(path), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif"), "NODATA": text}
    assert f"NODATA cannot be {text!r}" in failure("greenspace", parameters)


def test_alpha_in_bands(tmp_path: Path, out: Path, context: QgsProcessingContext) -> None:
    alpha = np.full((1, 80, 96), 255, "uint8")
    alpha[:, 10:30, 10:30] = 0
    pixels = np.concatenate([half_bright(80, 96, 250), alpha])
    path = write_raster(tmp_path / "a.tif", pixels, photometric="minisblack", alpha="unspecified")
    parameters = {"INPUT": str(path), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif")}
    assert "looks like an alpha band" in failure("greenspace", parameters)
    _, values = mapped(str(path), out, context, BANDS=f"{BANDS},alpha=4")
    assert (values[10:30, 10:30] == 255).all()
    assert (values == 255).sum() == 400


@pytest.mark.parametrize("value", ["EPSG:32633", UTM33, UTM33.toWkt()])
def test_coordinate_system_as_parameter(
    tmp_path: Path, out: Path, context: QgsProcessingContext, value: object
) -> None:
    path = write_raster(tmp_path / "a.tif", image(), crs=None)
    mapped(str(path), out, context, INPUT_CRS=value)
    assert QgsRasterLayer(str(out / "green.tif")).crs() == UTM33


def test_coordinate_system_that_is_none(tmp_path: Path, out: Path) -> None:
    path = write_raster(tmp_path / "a.tif", image())
    given = {"INPUT": str(path), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif"), "INPUT_CRS": "moon"}
    assert "INPUT_CRS cannot be 'moon'" in failure("greenspace", given)
