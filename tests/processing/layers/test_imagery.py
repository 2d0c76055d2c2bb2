"""What a raster layer says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
import rasterio
from algorithms import BANDS, GREEN, IMPERVIOUS, failure, run
from qgis.core import Qgis, QgsDateTimeRange, QgsRasterLayer
from qgis.PyQt.QtCore import QDateTime, Qt
from rasterio.transform import from_origin
from rasters import half_bright, mottled, write_raster

from onemetre.processing.app.live_catalogue import live_catalogue
from onemetre.processing.layers.model_fit import misfit, missing_roles
from onemetre.processing.layers.raster_facts import bands_of, is_map, pixel_metres, refusal, year_in, year_of


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("S2A_MSIL2A_20220612T101031_N0400_R022_T32TPS_20220612T160359", 2022),
        ("S2B_MSIL1C_20180701T101019_N0206_R022_T32TPS_20200101T000000.SAFE", 2018),
        ("bolzano_2022-06-12", 2022),
        ("bolzano 2019-07", 2019),
        ("T32TPS_20170801T101021_TCI", 2017),
        ("ortho 2014 rgb", 2014),
        ("ortho2014.tif", 2014),
        ("tile_20221399", None),
        ("12022.tif", None),
        ("N0400_R022", None),
        ("", None),
    ],
)
def test_year_in_a_name(text: str, year: int | None) -> None:
    assert year_in(text) == year


def layer_of(path: Path, name: str = "image") -> QgsRasterLayer:
    layer = QgsRasterLayer(str(path), name)
    assert layer.isValid()
    return layer


def test_a_temporal_range_goes_before_tags_and_tags_before_names(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "scene_2011.tif", half_bright(20, 20, 250))
    assert year_of(layer_of(path)) == 2011
    assert year_of(layer_of(path, "in 2012")) == 2012
    with rasterio.open(path, "r+") as raster:
        raster.update_tags(TIFFTAG_DATETIME="2013:05:01 10:00:00")
    layer = layer_of(path, "in 2012")
    assert year_of(layer) == 2013
    temporal = layer.temporalProperties()
    temporal.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
    begin = QDateTime.fromString("2014-01-01T00:00:00", Qt.DateFormat.ISODate)
    temporal.setFixedTemporalRange(QgsDateTimeRange(begin, begin.addYears(1)))
    temporal.setIsActive(True)
    assert year_of(layer) == 2014


def test_a_map_is_no_imagery(bright: Path, out: Path) -> None:
    values = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "YEAR": 2020, "OUTPUT": str(out / "map.tif")}
    made = layer_of(Path(run("greenspace", values)["OUTPUT"]))
    assert is_map(made) and year_of(made) == 2020
    assert not is_map(layer_of(bright)) and not refusal(layer_of(bright))


def test_an_on_line_layer_is_refused_with_the_reason() -> None:
    layer = QgsRasterLayer("type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png", "tiles", "wms")
    assert "pictures rather than measured values" in refusal(layer)


def test_pixels_in_degrees_have_metres(tmp_path: Path) -> None:
    place = from_origin(11, 46, 1e-4, 1e-4)
    path = write_raster(tmp_path / "a.tif", half_bright(20, 20, 250), crs="EPSG:4326", transform=place)
    assert 7.5 < pixel_metres(layer_of(path)) < 8


def test_a_model_says_which_band_is_missing_and_which_pixels_it_wants(tmp_path: Path) -> None:
    card = live_catalogue().get(GREEN).card
    one_band = layer_of(write_raster(tmp_path / "one.tif", half_bright(20, 20, 250)[:1]), "one")
    assert missing_roles(card, one_band, "red=1") == ["green", "blue"]
    assert "green, blue" in misfit(card, one_band, "red=1")
    coarse = layer_of(write_raster(tmp_path / "coarse.tif", half_bright(20, 20, 250), pixel=10.0), "coarse")
    assert "those of coarse are 10 m" in misfit(card, coarse, BANDS)
    fine = layer_of(write_raster(tmp_path / "fine.tif", half_bright(20, 20, 250)), "fine")
    assert not misfit(card, fine, BANDS)
    assert [band.number for band in bands_of(fine)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("task", "model", "pixel", "numbers", "scale", "told"),
    [
        ("greenspace", GREEN, 1.0, "uint16", 1.0, ""),
        ("impervioussurface", IMPERVIOUS, 10.0, "uint8", 1.0, "It expects 16-bit numbers; scene has 8-bit numbers"),
        ("greenspace", GREEN, 1.0, "uint16", 0.0001, ""),
        ("impervioussurface", IMPERVIOUS, 10.0, "float32", 1.0, ""),
    ],
)
def test_numbers_without_a_meaning_are_told_before_the_engine_refuses_them(
    tmp_path: Path, task: str, model: str, pixel: float, numbers: str, scale: float, told: str
) -> None:
    pixels = mottled(20, 20).astype(numbers) if numbers == "uint16" else half_bright(20, 20, 250, numbers)
    path = write_raster(tmp_path / "scene.tif", pixels, pixel=pixel)
    with rasterio.open(path, "r+") as raster:
        raster.scales = (scale,) * 3
    reason = misfit(live_catalogue().get(model).card, layer_of(path, "scene"), BANDS)
    wanted = {"INPUT": str(path), "BANDS": BANDS, "MODEL": model, "OUTPUT": str(tmp_path / "map.tif")}
    if told:
        assert told in reason
        assert "meaning of the numbers is unknown" in failure(task, wanted)
    else:
        assert reason == ""
        assert Path(run(task, wanted)["OUTPUT"]).is_file()


def test_raster_without_a_place_cannot_be_mapped(tmp_path: Path) -> None:
    flat = write_raster(tmp_path / "flat.tif", half_bright(8, 8, 250), transform=None)
    assert "no geotransform" in refusal(layer_of(flat))
