"""``dataframes`` and ``mapframes`` as users run them: sheets of their own, a folder of images, one of them broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from algorithms import BANDS, GREEN, context_of, failure, load, run, to_project
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayer
from rasters import mottled, write_raster

WEST, NORTH = 600_000, 5_000_000


@pytest.fixture
def sheets() -> QgsVectorLayer:
    """Two sheets of 100 x 60 m with names."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:32632&field=title:string", "sheets", "memory")
    for name, x in (("甲 1", 0), ("乙 2", 100)):
        feature = QgsFeature(layer.fields())
        feature["title"] = name
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(WEST + x, NORTH - 60, WEST + x + 100, NORTH)))
        layer.dataProvider().addFeature(feature)
    return layer


def test_sheets_are_mapped_and_shown(tmp_path: Path, sheets: QgsVectorLayer, project: QgsProject) -> None:
    images = tmp_path / "images"
    images.mkdir()
    pixels = mottled(60, 200)
    write_raster(images / "a.tif", pixels[:, :, :170])
    broken = write_raster(images / "b.tif", pixels[:, :, 170:], x=WEST + 170.0, compress="deflate")
    whole = broken.read_bytes()
    broken.write_bytes(whole[: len(whole) // 2])
    target = tmp_path / "frames.gpkg"
    made = load(
        context_of(project),
        "dataframes",
        {"FEATURES": sheets, "FEATURE_NAME": "title", "OUTPUT": to_project(target, project)},
    )
    (frames,) = (layer for layer in made if isinstance(layer, QgsVectorLayer))
    assert [category.value() for category in frames.renderer().categories()] == [
        "waiting", "running", "done", "empty", "failed",
    ]  # fmt: skip
    wanted = {
        "FRAMES": frames.id(),
        "INPUT": str(images),
        "TARGET": "green",
        "MODEL": GREEN,
        "BANDS": BANDS,
        "FOLDER": str(tmp_path / "out"),
    }
    context = context_of(project)
    with pytest.raises(Exception, match="1 of 2 frames failed and are left out: 乙_2") as caught:
        run("mapframes", wanted, context=context)
    assert str(tmp_path / "out") in str(caught.value)
    assert {frame["name"]: frame["status"] for frame in frames.getFeatures()} == {"甲_1": "done", "乙_2": "failed"}
    broken.write_bytes(whole)
    layers = load(context_of(project), "mapframes", wanted)
    (mosaic,) = (layer for layer in layers if isinstance(layer, QgsRasterLayer))
    assert (mosaic.width(), mosaic.height()) == (200, 60)
    assert mosaic.renderer().type() == "paletted"
    assert {frame["status"] for frame in frames.getFeatures()} == {"done"}


def test_what_is_no_layer_of_frames_is_refused(tmp_path: Path, sheets: QgsVectorLayer, project: QgsProject) -> None:
    project.addMapLayer(sheets)
    image = write_raster(tmp_path / "a.tif", mottled(20, 20))
    wanted = {"FRAMES": sheets.id(), "INPUT": str(image), "MODEL": GREEN, "FOLDER": str(tmp_path / "out")}
    assert "no layer of frames" in failure("mapframes", wanted)
