"""The algorithm ``onemetre:cityreport``: from images to one page, in steps that resume."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from algorithms import IMPERVIOUS, Recorder, context_of, failure, left, run
from imagery_server import ImageryServer
from numpy.typing import NDArray
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProcessingException, QgsProject, QgsVectorLayer
from rasters import half_bright, write_raster
from scenes import EARTH_SEARCH, Scene, collection, publish, town
from stac_server import StacServer

AREA = "Polygon ((640200 5203900, 640800 5203900, 640800 5203100, 640200 5203300, 640200 5203900))"


@pytest.fixture
def images(tmp_path: Path) -> list[str]:
    """Images of 10 m of two years; a part of the dark half becomes bright."""
    folder = tmp_path / "images"
    folder.mkdir()
    first = half_bright(40, 60, 3900, "uint16")
    second = first.copy()
    second[:, 5:25, 5:20] = first[:, :1, -1:]
    paths = [
        write_raster(folder / f"{year}.tif", pixels, pixel=10.0) for year, pixels in ((2018, first), (2022, second))
    ]
    return [str(path) for path in paths]


def values(images: list[str], out: Path) -> dict[str, object]:
    bands = "red=1,green=2,blue=3"
    return {"INPUTS": images, "MODEL": IMPERVIOUS, "BANDS": bands, "CONSISTENCY": False, "FOLDER": str(out / "city"),
            "PLACE": "Toy town"}  # fmt: skip


def test_it_makes_one_page_of_images(images: list[str], out: Path, project: QgsProject) -> None:
    context = context_of(project)
    results = run("cityreport", values(images, out), context=context)
    assert results["SUMMARY"].startswith("From 2018 to 2022") and "in Toy town grew by" in results["SUMMARY"]
    made = left(out / "city")
    assert {"2018 map.tif", "2022 probability.tif", "report.html", "change.tif", "first year.tif", "growth.gpkg",
            "growth.csv", "city report.html"} <= set(made)  # fmt: skip
    page = Path(results["REPORT"]).read_text(encoding="utf-8")
    assert page.count("<figure") >= 6 and "<h2>Maps by year</h2>" in page and "Toy town" in page
    loaded = {details.name for details in context.layersToLoadOnCompletion().values()}
    assert any("Toy town, change, 2018 to 2022" in name for name in loaded)


def test_a_later_run_makes_only_what_is_new(images: list[str], out: Path) -> None:
    run("cityreport", values(images, out))
    states = {path.name: path.stat().st_mtime_ns for path in (out / "city").glob("20*.tif")}
    page = (out / "city" / "city report.html").read_bytes()
    feedback = Recorder()
    run("cityreport", values(images, out), feedback=feedback)
    assert {path.name: path.stat().st_mtime_ns for path in (out / "city").glob("20*.tif")} == states
    assert (out / "city" / "city report.html").read_bytes() == page


def test_the_page_says_what_consistency_did(images: list[str], out: Path) -> None:
    run("cityreport", {**values(images, out), "CONSISTENCY": True})
    page = (out / "city" / "city report.html").read_text(encoding="utf-8")
    assert "The rule that makes the years consistent changed" in page
    assert "made consistent over the years before they were compared" in page


def test_bad_input_is_told_before_anything_is_made(images: list[str], out: Path, tmp_path: Path) -> None:
    assert "YEARS cannot be read" in failure("cityreport", {**values(images, out), "YEARS": "soon"})
    assert "does not exist" in failure("cityreport", {**values(images, out), "INPUTS": [str(tmp_path / "no.tif")]})
    assert "from 1 to 99" in failure("cityreport", {**values(images, out), "MIN_WIDTH": 100})
    assert left(out) == []


@pytest.fixture
def servers(tmp_path: Path) -> Iterator[tuple[StacServer, ImageryServer]]:
    """A service with one scene of each of two years; by the later one a field was built over."""

    def ground(band: str, date: str) -> NDArray[Any]:
        pixels = town(128)(band, date)
        if band != "scl" and date.startswith("2022"):
            pixels[20:60, 30:70] = {"red": 2300, "green": 2200, "blue": 2100, "nir": 2600}[band]
        return pixels

    (tmp_path / "pixels").mkdir()
    with ImageryServer(tmp_path / "pixels") as pixels:
        scenes = [Scene("2018-06-10", "02.14"), Scene("2022-07-20")]
        items = publish(tmp_path / "pixels", pixels.url, EARTH_SEARCH, scenes, ground)
        with StacServer(tmp_path / "stac", [collection(EARTH_SEARCH)], items) as stac:
            yield stac, pixels


def layer_of(kind: str, shapes: list[str], **fields: list[int]) -> QgsVectorLayer:
    """A memory layer with shapes as WKT, and a number of each in each field."""
    columns = "".join(f"&field={name}:integer" for name in fields)
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:32632{columns}", kind, "memory")
    features = []
    for number, wkt in enumerate(shapes):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttributes([column[number] for column in fields.values()])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


class Interrupting(Recorder):
    """Cancels the run when a text appears."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def setProgressText(self, text: str) -> None:  # noqa: N802 - QGIS calls it by this name
        super().setProgressText(text)
        if self._text in text:
            self.cancel()


def test_an_area_and_years_of_a_service_with_points_labelled_for_both(
    servers: tuple[StacServer, ImageryServer], out: Path
) -> None:
    stac, pixels = servers
    places = [(640_250.5 + 50 * col, 5_203_850.5 - 50 * row) for row in range(10) for col in range(11)]
    labels = [int(640_300 < x < 640_700 and 5_203_400 < y < 5_203_800) for x, y in places]
    points = layer_of(
        "Point",
        [QgsGeometry.fromPointXY(QgsPointXY(x, y)).asWkt() for x, y in places],
        label_2018=[0] * len(places),
        label_2022=labels,
    )
    given = {
        "AOI": layer_of("Polygon", [AREA]),
        "YEARS": "2018,2022",
        "SERVICE": stac.url,
        "MODEL": IMPERVIOUS,
        "CONSISTENCY": False,
        "REFERENCE": points,
        "CLASS_FIELD": ["label_2018", "label_2022"],
        "FOLDER": str(out / "city"),
    }
    with pytest.raises(QgsProcessingException):
        run("cityreport", given, feedback=Interrupting("2022"))
    assert any("2018" in path for path in pixels.requests)
    assert "2018 image.tif" in left(out / "city") and "city report.html" not in left(out / "city")
    pixels.forget()

    results = run("cityreport", given)
    page = Path(results["REPORT"]).read_text(encoding="utf-8")
    # Of 2022 all may have been fetched when the cancellation was heard.
    assert not any("2018" in path for path in pixels.requests)
    assert "Accuracy of the map of 2018" in page and "Accuracy of the map of 2022" in page
    assert "% of the map is right by 110 labelled points; with 95 % confidence it is between" in page
    assert "simple random sample" in page and "were not compared with reference points" not in page
    assert {"2018 accuracy.html", "2022 accuracy.html", "2022 accuracy.csv"} <= set(left(out / "city"))
    pixels.forget()

    latest = layer_of("Point", [one.geometry().asWkt() for one in points.getFeatures()], label=labels)
    run("cityreport", {**given, "REFERENCE": latest, "CLASS_FIELD": []})
    again = Path(results["REPORT"]).read_text(encoding="utf-8")
    assert "Accuracy of the map of 2018" not in again and "Accuracy of the map of 2022" in again
    assert not pixels.requests
    wrong = {**given, "FOLDER": str(out / "other")}
    assert "there is no map of 2022" in failure("cityreport", {**wrong, "YEARS": "2017,2018"})
    assert "the reference has no field 'class_2018'" in failure("cityreport", {**wrong, "CLASS_FIELD": ["class_2018"]})
    assert not (out / "other").exists()
