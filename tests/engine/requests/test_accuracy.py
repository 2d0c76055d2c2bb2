"""The request kind ``accuracy``: what it says of maps whose errors are known."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
from engine_process import run
from rasters import write_raster
from referenced import changed, drawn_points, tag, write_city

from onemetre.contract.requests import AccuracyRequest, ReferencePoints, ReferencePolygons, Zones

WEST = "POLYGON ((600000 5000000, 600200 5000000, 600200 4999700, 600000 4999700, 600000 5000000))"
EAST = "POLYGON ((600200 5000000, 600400 5000000, 600400 4999700, 600200 4999700, 600200 5000000))"
FAR = "POLYGON ((0 0, 9 0, 9 9, 0 0))"
MIDDLE = (600_010.5, 4_999_900.5)
ZONES = Zones(names=("west", "east"), wkt=(WEST, EAST), crs="EPSG:32632")


def accuracy(city: Path, **wanted: Any) -> dict[str, Any]:
    return run(AccuracyRequest(maps=(str(city),), **wanted))


def good(city: Path, **wanted: Any) -> dict[str, Any]:
    result = accuracy(city, **wanted)
    assert result["event"] == "result", result
    return result


def contains(figure: dict[str, float], value: float) -> bool:
    return figure["low"] <= value <= figure["high"]


def test_points_estimate_what_the_whole_truth_says(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    whole = write_raster(tmp_path / "truth.tif", truth[None], nodata=255)
    counted = good(city, raster=str(whole))
    sampled = good(city, points=drawn_points(city, truth, number=900, seed=2))
    assert counted["counted"] == truth.size and sampled["counted"] == 900
    assert counted["overall"]["low"] is None
    assert contains(sampled["overall"], counted["overall"]["value"])
    for name in ("users", "producers", "f1", "area_ha"):
        for ours, real in zip(sampled[name], counted[name], strict=True):
            assert contains(ours, real["value"]), name
    assert counted["area_ha"][1]["value"] == pytest.approx(truth.sum() / 10_000, rel=1e-3)
    # The map has less of the class than there is; the points say so, the mapped area does not.
    assert abs(sampled["area_ha"][1]["value"] - counted["area_ha"][1]["value"]) < abs(
        sampled["mapped_ha"][1] - counted["area_ha"][1]["value"]
    )
    assert sampled["design"] == "stratified sample with 2 strata, seed 2" and not sampled["warnings"]


def test_zones_are_reported_one_by_one_and_pooled(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    table = tmp_path / "table.csv"
    points = drawn_points(city, truth, number=1500, zones=ZONES)
    pooled = good(city, points=points, zones=ZONES, table=str(table), kappa=True)
    with table.open(encoding="utf-8") as file:
        rows = {(row["zone"], row["figure"], row["class"], row["reference_class"]): row for row in csv.DictReader(file)}
    assert {zone for zone, *_ in rows} == {"west", "east", "All together"}
    for zone, part in (("west", truth[:, :200]), ("east", truth[:, 200:])):
        row = rows[zone, "area", "impervious", ""]
        assert float(row["low"]) <= part.sum() / 10_000 <= float(row["high"])
        assert row["unit"] == "ha"
    together = rows["All together", "area", "impervious", ""]
    assert float(together["value"]) == pytest.approx(pooled["area_ha"][1]["value"], abs=1e-5)
    assert float(rows["All together", "kappa", "", ""]["value"]) > 0.5
    counts = [int(row["value"]) for key, row in rows.items() if key[:2] == ("west", "count")]
    assert sum(counts) + sum(int(r["value"]) for k, r in rows.items() if k[:2] == ("east", "count")) == 1500


def test_polygons_are_counted_and_all_outputs_written(tmp_path: Path) -> None:
    city, _ = write_city(tmp_path)
    result = good(
        city,
        polygons=ReferencePolygons(
            crs="EPSG:32632",
            wkt=(
                "POLYGON ((600010 4999990, 600030 4999990, 600030 4999980, 600010 4999980, 600010 4999990))",
                "POLYGON ((600100 4999900, 600110 4999900, 600110 4999880, 600100 4999880, 600100 4999900))",
            ),
            labels=("roof", "lawn"),
        ),
        values={"roof": "impervious", "lawn": "0"},
        report=str(tmp_path / "report.html"),
        errors=str(tmp_path / "errors.gpkg"),
        image=str(city),
    )
    assert result["counted"] == 400
    # Two polygons are two clusters; of each class there is one, which knows no spread.
    assert result["overall"]["low"] < result["overall"]["value"] < result["overall"]["high"]
    assert result["producers"][0]["low"] is None and result["area_ha"][0]["low"] is None
    assert result["warnings"] == ["There are few polygons on the map (2): the true intervals are wider."]
    assert [sum(column) for column in zip(*result["matrix"], strict=True)] == [200, 200]
    info = pyogrio.read_info(tmp_path / "errors.gpkg", layer="errors")
    assert info["geometry_type"] == "Polygon"
    _, _, _, (_, errors, compared, _) = pyogrio.raw.read(tmp_path / "errors.gpkg", "errors")
    assert errors.sum() == result["matrix"][0][1] + result["matrix"][1][0] and compared.sum() <= 400
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Rows are the map, columns the reference" in page and "by polygons and not by pixels" in page
    assert page.count("data:image/png") >= 3 and "http" not in page.replace("http-equiv", "")


def test_the_report_of_points_shows_the_worst_and_the_package_all(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    points = drawn_points(city, truth, number=400)
    outputs = {"report": str(tmp_path / "report.html"), "errors": str(tmp_path / "errors.gpkg")}
    result = good(city, points=points, **outputs)
    wrong = result["matrix"][0][1] + result["matrix"][1][0]
    _, _, _, columns = pyogrio.raw.read(tmp_path / "errors.gpkg", "errors")
    assert len(columns[4]) == 400 and int((columns[4] == 0).sum()) == wrong > 12
    assert sum(columns[5]) == pytest.approx(truth.size)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.count("stands for") == 12


def test_probabilities_narrow_the_interval_of_the_area(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    rng = np.random.default_rng(5)
    percent = np.clip(np.where(truth == 1, 85, 12) + rng.normal(0, 8, truth.shape), 0, 100).astype("uint8")
    likely = write_raster(tmp_path / "p.tif", percent[None], nodata=255)
    tag(likely)
    result = good(city, points=drawn_points(city, truth, number=600), probability=str(likely))
    real = truth.sum() / 10_000
    assert contains(result["assisted_ha"], real) and contains(result["area_ha"][1], real)
    width = [figure["high"] - figure["low"] for figure in (result["assisted_ha"], result["area_ha"][1])]
    assert width[0] < 0.6 * width[1]


def test_maps_of_several_cities_are_pooled(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    first, truth = write_city(tmp_path / "one")
    second = write_raster(tmp_path / "second.tif", (1 - truth)[None], nodata=255, x=610_000.0)
    tag(second)
    west = write_raster(
        tmp_path / "truth.tif", np.hstack([truth, np.full((300, 9600), 255, "uint8"), truth])[None], nodata=255
    )
    result = run(AccuracyRequest(maps=(str(first), str(second)), raster=str(west), table=str(tmp_path / "t.csv")))
    assert result["counted"] == 2 * truth.size
    with (tmp_path / "t.csv").open(encoding="utf-8") as file:
        overall = {
            row["zone"]: float(row["value"]) for row in csv.DictReader(file) if row["figure"] == "overall_accuracy"
        }
    assert overall["second.tif"] == 0
    assert overall["All together"] == pytest.approx(overall["map.tif"] / 2)


def test_without_strata_a_simple_random_sample_is_assumed_and_said(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    points = drawn_points(city, truth, number=500, design="random")
    bare = changed(points, design=None, strata=("",) * 500, stratum_pixels=(0.0,) * 500)
    result = good(city, points=bare)
    assert result["design"] == "simple random, assumed"
    assert "a simple random sample of the map's pixels is assumed" in result["warnings"][0]
    assert result["overall"] == good(city, points=points)["overall"]


def test_sizes_beside_the_points_are_as_good_as_the_design(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    points = drawn_points(city, truth, number=300)
    assert good(city, points=changed(points, design=None))["overall"] == good(city, points=points)["overall"]


def test_reference_points_in_degrees_are_transformed(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    points = drawn_points(city, truth, number=300)
    lon, lat = zip(*points.drawn, strict=True)
    result = good(city, points=changed(points, crs="EPSG:4326", x=lon, y=lat))
    assert result["overall"] == good(city, points=points)["overall"] and not result["warnings"]


def test_what_does_not_count_is_told(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    points = drawn_points(city, truth, number=300)
    labels, strata, x = list(points.labels), list(points.strata), list(points.x)
    labels[0], labels[1], labels[2] = "", "-1", "not sure"
    strata[3] = ""  # added by somebody
    x[4] += 5 if x[4] < 600_200 else -5
    x[5] += 50_000
    result = good(city, points=changed(points, labels=tuple(labels), strata=tuple(strata), x=tuple(x)))
    told = " ".join(result["warnings"])
    for sentence in (
        "1 points have no label",
        "2 points are not sure",
        "1 points were not drawn with the sample",
        "1 points were moved after they were drawn",
        "1 points lie outside the map",
    ):
        assert sentence in told
    assert result["counted"] == 295


def test_thin_strata_are_told(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    points = drawn_points(city, truth, number=200, zones=ZONES)
    first, second = points.design.strata[0].name, points.design.strata[1].name
    labels, seen = list(points.labels), 0
    for index, name in enumerate(points.strata):
        seen += name == second
        if name == first or (name == second and seen > 1):
            labels[index] = ""
    told = " ".join(good(city, points=changed(points, labels=tuple(labels)))["warnings"])
    assert f"Strata without a labelled point: {first}" in told
    assert f"Strata with a single labelled point: {second}" in told


def test_points_of_another_area_are_told(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    (tmp_path / "part").mkdir()
    part, _ = write_city(tmp_path / "part", 150, 200)
    points = drawn_points(part, truth, number=200)
    result = good(city, points=points)
    assert any("The strata add up to 30,000 pixels, but the maps have 120,000" in one for one in result["warnings"])
    assert sum(one["value"] for one in result["area_ha"]) == pytest.approx(3.0, rel=2e-3)


def test_points_on_nodata_are_counted_apart(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    points = drawn_points(city, truth, number=300)
    import rasterio

    with rasterio.open(city, "r+") as raster:
        pixels = raster.read(1)
        pixels[:100] = 255
        raster.write(pixels, 1)
    result = good(city, points=points)
    away = sum(y > 4_999_900 for y in points.y)
    assert any(f"{away} points lie where the map has no data" in one for one in result["warnings"])


def points_at(x: float, y: float, labels: tuple[str, ...] = ("1", "0")) -> ReferencePoints:
    many = len(labels)
    return ReferencePoints(
        crs="EPSG:32632",
        x=(x,) * many,
        y=tuple(y + number for number in range(many)),
        labels=labels,
        strata=("",) * many,
        stratum_pixels=(0.0,) * many,
        drawn=(None,) * many,
    )


@pytest.mark.parametrize(
    ("wanted", "kind", "told"),
    [
        ({"points": points_at(0.0, 0.0)}, "area", "does not overlap the map: the reference covers 4.5"),
        ({"points": points_at(*MIDDLE, ("roof", "1"))}, "request", "the map has not: roof. The map has 0 = Other"),
        ({"points": points_at(*MIDDLE, ("-1", "-1"))}, "request", "are not sure"),
        ({"points": points_at(*MIDDLE, ("", ""))}, "request", "No reference point has a label"),
        (
            {"polygons": ReferencePolygons(crs="EPSG:32632", wkt=(FAR,), labels=("1",))},
            "area",
            "does not overlap the map",
        ),
        (
            {"points": points_at(*MIDDLE), "zones": Zones(names=("a",), wkt=(FAR,), crs="EPSG:32632")},
            "area",
            "No zone",
        ),
    ],
)
def test_what_cannot_be_assessed_is_one_sentence(tmp_path: Path, wanted: dict[str, Any], kind: str, told: str) -> None:
    city, _ = write_city(tmp_path)
    last = accuracy(city, table=str(tmp_path / "table.csv"), **wanted)
    assert (last["event"], last["kind"]) == ("error", kind)
    assert told in last["message"] and last["hint"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.tif"]


def test_a_reference_raster_with_other_values_is_refused_with_both_sides(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    other = write_raster(tmp_path / "other.tif", (truth * 7)[None])
    last = accuracy(city, raster=str(other))
    assert "classes that the map has not: 7. The map has 0 = Other, 1 = Impervious surface" in last["message"]
    assert good(city, raster=str(other), values={"7": "impervious"})["counted"] == truth.size


def test_a_reference_of_64_bits_in_another_system_is_read(tmp_path: Path) -> None:
    city, truth = write_city(tmp_path)
    wide = write_raster(tmp_path / "wide.tif", truth[None].astype("int64"), nodata=255)
    assert good(city, raster=str(wide))["counted"] == truth.size


def test_a_single_point_is_an_estimate_without_interval(tmp_path: Path) -> None:
    city, _ = write_city(tmp_path)
    result = good(
        city, points=points_at(*MIDDLE, ("1",)), errors=str(tmp_path / "e.gpkg"), report=str(tmp_path / "r.html")
    )
    assert result["counted"] == 1 and result["overall"]["low"] is None
    assert any("Strata with a single labelled point: map.tif" in one for one in result["warnings"])


def test_areas_of_a_map_in_degrees_are_those_on_the_ground(tmp_path: Path) -> None:
    from pyproj import Geod
    from rasterio.transform import from_origin

    pixel = 8.983e-6
    classes = np.zeros((2000, 1000), "uint8")
    classes[500:] = 1
    where = {"crs": "EPSG:4326", "transform": from_origin(11.3, 46.5, pixel, pixel), "nodata": 255}
    city = write_raster(tmp_path / "map.tif", classes[None], **where)
    result = good(city, raster=str(write_raster(tmp_path / "truth.tif", classes[None], **where)))
    west, north, south = 11.3, 46.5 - 500 * pixel, 46.5 - 2000 * pixel
    lon = [west, west + 1000 * pixel, west + 1000 * pixel, west]
    area = abs(Geod(ellps="WGS84").polygon_area_perimeter(lon, [south, south, north, north])[0])
    assert result["mapped_ha"][1] == pytest.approx(area / 1e4, rel=1e-5)
    assert result["overall"]["value"] == 1


def test_without_a_map_or_with_two_references_nothing_is_assessed() -> None:
    from onemetre.contract.errors import RequestError

    with pytest.raises(RequestError, match="names no map"):
        AccuracyRequest(maps=(), raster="x")
    with pytest.raises(RequestError, match="not exactly one reference"):
        AccuracyRequest(maps=("a",), raster="x", points=points_at(0, 0))
