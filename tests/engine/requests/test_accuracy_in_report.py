"""The report of a map takes the accuracy of its map, and of no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from engine_process import run
from rasters import half_bright, write_raster
from toy_models import write_toy

from onemetre.contract.errors import RequestError
from onemetre.contract.requests import AccuracyRequest, MapRequest, Reading, ReferencePoints, ReferencePolygons, Zones

BOX = "POLYGON ((600000 5000000, 600060 5000000, 600060 4999910, 600000 4999910, 600000 5000000))"


def mapped(folder: Path, name: str, **fields: Any) -> tuple[Path, Path]:
    """A map of an image whose right half is green, and its report."""
    image = write_raster(folder / "image.tif", half_bright(90, 120, 250))
    raster, report = folder / f"{name}.tif", folder / f"{name}.html"
    reading = Reading(sources=(str(image),), bands={"red": "1", "green": "2", "blue": "3"})
    model = str(write_toy(folder, halo=1))
    made = run(
        MapRequest(reading=reading, model=model, output=str(raster), report=str(report), target="green", **fields)
    )
    assert made["event"] == "result", made
    return raster, report


def points(wrong: int) -> ReferencePoints:
    """200 points on a grid, a number of which say the opposite of the map."""
    x, y = (axis.ravel() for axis in np.meshgrid(600_003.5 + 6 * np.arange(20), 4_999_995.5 - 9 * np.arange(10)))
    labels = (x > 600_060).astype(int)
    labels[:wrong] ^= 1
    many = len(x)
    return ReferencePoints(
        crs="EPSG:32632",
        x=tuple(x.tolist()),
        y=tuple(y.tolist()),
        labels=tuple(map(str, labels.tolist())),
        strata=("",) * many,
        stratum_pixels=(0.0,) * many,
        drawn=(None,) * many,
    )


def add(raster: Path, report: Path, **reference: Any) -> dict[str, Any]:
    return run(AccuracyRequest(maps=(str(raster),), add_to=str(report), **reference))


def test_a_report_gets_its_accuracy_and_keeps_the_latest(tmp_path: Path) -> None:
    raster, report = mapped(tmp_path, "map", year=2022)
    before = report.read_text(encoding="utf-8")
    assert "No interval: this map has not been compared" in before
    first = add(raster, report, points=points(20))
    assert first["event"] == "result", first
    page = report.read_text(encoding="utf-8")
    assert "About 90 % of the map is right by 200 labelled points; with 95 % confidence it is between" in page
    assert page.count("<h2>Accuracy of this map</h2>") == 1 and "simple random sample" in page
    assert "No interval" not in page and page.index("</section>") < page.index("<h2>Accuracy") < page.index("<details>")
    assert add(raster, report, points=points(0))["overall"]["value"] == 1
    again = report.read_text(encoding="utf-8")
    assert again.count("<h2>Accuracy of this map</h2>") == 1 and "About 100 % of the map" in again
    assert "About 90 %" not in again
    # What is around the two places is as it was.
    assert before.split("<!--onemetre-reliability-->")[0] == again.split("<!--onemetre-reliability-->")[0]
    assert before.split("<!--/onemetre-accuracy-->")[1] == again.split("<!--/onemetre-accuracy-->")[1]
    box = ReferencePolygons(crs="EPSG:32632", wkt=(BOX,), labels=("0",))
    assert add(raster, report, polygons=box)["event"] == "result"
    page = report.read_text(encoding="utf-8")
    assert "The map is right at 100.0 % of 5,400 pixels of the reference." in page and "Error matrix, pixels" in page
    assert not list(tmp_path.glob(".*part*"))


def test_what_is_not_the_report_of_the_map_stays_as_it_is(tmp_path: Path) -> None:
    raster, report = mapped(tmp_path, "map", year=2022)
    other, _ = mapped(tmp_path, "other", year=2018)
    page = tmp_path / "page.html"
    page.write_text("<html></html>")
    kept = report.read_bytes()
    for map_, target, complaint in (
        (other, report, "map.html is the report of another map."),
        (raster, page, "page.html is no report of a map that can take its accuracy."),
        (raster, tmp_path / "none.html", "The report none.html cannot be read."),
        (raster, tmp_path / "none.txt", "none.txt: OneMetre writes HTML here"),
    ):
        result = add(map_, target, points=points(0))
        assert result["event"] == "error" and result["message"].startswith(complaint), result
    assert report.read_bytes() == kept and page.read_text() == "<html></html>"
    # A run that fails later leaves it, too.
    assert (
        add(
            raster,
            report,
            points=ReferencePoints(
                crs="EPSG:32632", x=(0.0,), y=(0.0,), labels=("1",), strata=("",), stratum_pixels=(0.0,), drawn=(None,)
            ),
        )["event"]
        == "error"
    )
    assert report.read_bytes() == kept
    zones = Zones(names=("a",), wkt=(BOX,), crs="EPSG:32632")
    with pytest.raises(RequestError, match="takes the accuracy of that whole map only"):
        AccuracyRequest(maps=(str(raster),), points=points(0), zones=zones, add_to=str(report))
