"""What maps are called: what, where and when, from whatever names the place and the day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import rasterio
from algorithms import BANDS, GREEN, context_of, failure, load, run, to_project
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QLocale
from rasters import half_bright, write_raster

from onemetre.processing.app.i18n import install_translator, remove_translator
from onemetre.processing.layers.map_names import LONGEST, layer_titles, place_of, run_title, when_of
from onemetre.processing.layers.raster_facts import date_in, date_of


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Bolzano", "Bolzano"),
        ("scene 2022", "scene"),
        ("S2_L2A_20220612_bolzano", "bolzano"),
        ("S2A_MSIL2A_20220612T101559_N0400_R065_T32TPS_20220612T162050", "T32TPS"),
        ("T32TPS_20220612T101559_B02_10m", "T32TPS"),
        ("ortho_2019-07-01_Old Town", "ortho Old Town"),
        ("北京_2022", "北京"),
        ("2022", ""),
        ("S2 2022-06-12", "S2 2022-06-12"),
        ("x" * 100, "x" * (LONGEST - 1) + "…"),
    ],
)
def test_the_place_is_what_is_left_of_a_name(name: str, place: str) -> None:
    assert place_of([name]) == place


def test_several_rasters_have_one_place() -> None:
    assert place_of(["town_2020", "town_2021"]) == "town"
    assert place_of(["a", "b", "c"]) == "a and 2 more"
    assert place_of([]) == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("S2A_MSIL2A_20220612T101559_N0400_R065_T32TPS_20220613T162050", date(2022, 6, 12)),
        ("T32TPS_20220612T101559_B02", date(2022, 6, 12)),
        ("a 2022-06-12 b", date(2022, 6, 12)),
        ("a_2022-06", None),
        ("a_2022", None),
        ("20220231", None),
        ("1202206121", None),
    ],
)
def test_a_day_in_a_text(text: str, day: date | None) -> None:
    assert date_in(text) == day


def test_a_day_is_that_of_all_rasters_and_of_the_year() -> None:
    day = date(2022, 6, 12)
    assert when_of([day, day], 2022) == when_of([day], None) == day
    assert when_of([day, date(2022, 6, 15)], 2022) == when_of([day, None], 2022) == when_of([], 2022) == 2022
    assert when_of([day], 2021) == 2021 and when_of([None], None) is None
    assert when_of([2022, 2022], None) == 2022 and when_of([2021, 2022], None) is None


def test_the_day_of_a_file_by_its_tag(tmp_path: Path) -> None:
    path = write_raster(tmp_path / "ortho.tif", half_bright(10, 10, 250))
    with rasterio.open(path, "r+") as raster:
        raster.update_tags(TIFFTAG_DATETIME="2021:05:04 10:00:00")
    assert date_of(QgsRasterLayer(str(path), "ortho")) == date(2021, 5, 4)
    # A name does not contradict the tag, which also decides the year.
    assert date_of(QgsRasterLayer(str(path), "ortho 2022-06-12")) == date(2021, 5, 4)


@pytest.fixture
def aoi(project: QgsProject) -> QgsVectorLayer:
    """A layer of the project with the whole of the bright raster."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:32632", "Old town", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("Polygon ((0 0, 1e7 0, 1e7 1e7, 0 1e7, 0 0))"))
    layer.dataProvider().addFeature(feature)
    project.addMapLayer(layer)
    return layer


def test_a_map_is_named_after_its_area_and_its_day(
    bright: Path, out: Path, project: QgsProject, aoi: QgsVectorLayer
) -> None:
    path = bright.rename(bright.with_name("S2_L2A_20220612_bolzano.tif"))
    plain = write_raster(bright.with_name("town_2021.tif"), half_bright(20, 20, 250))
    image = QgsRasterLayer(str(path), "S2_L2A_20220612_bolzano")
    project.addMapLayer(image)
    box = image.extent()
    extent = f"{box.xMinimum()},{box.xMaximum()},{box.yMinimum()},{box.yMaximum()} [EPSG:32632]"

    def name(**more: object) -> str:
        inputs = {"INPUT": str(path), "BANDS": BANDS, "MODEL": GREEN}
        file = out / f"{len(list(out.iterdir()))}.tif"
        layers = load(context_of(project), "greenspace", inputs | {"OUTPUT": to_project(file, project)} | more)
        return next(layer.name() for layer in layers if layer.source() == str(file))

    assert name() == "Urban green, bolzano, 12 Jun 2022"
    assert name(AOI=aoi) == name(AOI=aoi.id(), INPUT=image.id()) == "Urban green, Old town, 12 Jun 2022"
    assert name(EXTENT=extent) == "Urban green, bolzano (extent), 12 Jun 2022"
    assert name(INPUT=str(plain)) == "Urban green, town, 2021"
    assert name(YEAR=2020) == "Urban green, bolzano, 2020"
    assert name(TITLE=" Parks \n of  Bolzano") == "Parks of Bolzano"


def test_the_report_has_the_title_of_the_map(bright: Path, out: Path) -> None:
    wanted = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "REPORT": str(out / "r.html"), "YEAR": 2022}
    run("greenspace", wanted | {"OUTPUT": str(out / "map.tif")})
    assert "<h1>Urban green, bright, 2022</h1>" in (out / "r.html").read_text()
    run("greenspace", wanted | {"OUTPUT": str(out / "map.tif"), "TITLE": "Parks <b>"})
    assert "<h1>Parks &lt;b&gt;</h1>" in (out / "r.html").read_text()
    assert "300 characters" in failure("greenspace", wanted | {"OUTPUT": str(out / "x.tif"), "TITLE": "x" * 301})


def test_names_are_in_the_language_of_qgis() -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("zh_CN"))
    translator = install_translator()
    try:
        assert run_title("x", "博尔扎诺", date(2022, 6, 12)) == "x，博尔扎诺，2022年6月12日"  # noqa: RUF001 - Chinese
        assert list(layer_titles(2022).values()) == ["2022 年轮廓", "2022 年地图", "2022 年概率", "2022 年超分辨率影像"]
    finally:
        remove_translator(translator)
        QLocale.setDefault(before)
    assert list(layer_titles(None).values()) == ["Outlines", "Map", "Probability", "Super-resolved image"]
