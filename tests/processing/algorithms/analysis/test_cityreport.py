"""The algorithm ``onemetre:cityreport``: from images to one page, in steps that resume."""

from __future__ import annotations

from pathlib import Path

import pytest
from algorithms import IMPERVIOUS, Recorder, context_of, failure, left, run
from qgis.core import QgsProject
from rasters import half_bright, write_raster


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
