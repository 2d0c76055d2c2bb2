"""Sizes of samples, and the pixels that are drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
from engine_process import run
from hypothesis import given
from hypothesis import strategies as st
from rasters import mottled, write_raster

from onemetre.contract.requests import Area, SamplePointsRequest, Zones
from onemetre.engine.assess.sample_size import allocate, points_needed
from onemetre.engine.assess.strata import near_edges


def test_olofsson_2014_section_5_needs_641_points() -> None:
    pixels = [200_000, 150_000, 3_200_000, 6_450_000]
    assert points_needed(pixels, [0.7, 0.6, 0.9, 0.95], 0.01) == 641


sizes = st.lists(st.integers(0, 10_000), min_size=1, max_size=6).filter(any)


@given(sizes, st.integers(1, 3000), st.integers(0, 60), st.sampled_from(["proportional", "equal", "optimal"]))
def test_no_stratum_gets_more_than_it_has_nor_less_than_asked(
    pixels: list[int], number: int, minimum: int, how: str
) -> None:
    points = allocate(number, pixels, [0.9] * len(pixels), how, minimum)
    assert (points <= pixels).all()
    assert (points >= np.minimum(minimum, pixels)).all()
    least = np.minimum(minimum, pixels).sum()
    assert points.sum() == min(max(number, least), sum(pixels))


def test_the_optimal_allocation_follows_size_and_spread() -> None:
    points = allocate(300, [10_000, 10_000], [0.5, 0.9], "optimal", 0)
    assert points.tolist() == [round(300 * 0.5 / 0.8), round(300 * 0.3 / 0.8)]


def brute_edges(classes: np.ndarray, distance: int) -> np.ndarray:
    rows, cols = classes.shape
    touching = np.zeros(classes.shape, bool)
    for row in range(rows):
        for col in range(cols):
            for other_row, other_col in ((row + 1, col), (row, col + 1)):
                if other_row < rows and other_col < cols:
                    pair = classes[row, col], classes[other_row, other_col]
                    if pair[0] != pair[1] and 255 not in pair:
                        touching[row, col] = touching[other_row, other_col] = True
    near = np.zeros(classes.shape, bool)
    for row, col in np.argwhere(touching):
        near[max(0, row - distance + 1) : row + distance, max(0, col - distance + 1) : col + distance] = True
    return near


@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_edges_are_those_of_a_plain_search(seed: int, distance: int) -> None:
    classes = np.random.default_rng(seed).choice([0, 1, 2, 255], (9, 11), p=[0.6, 0.2, 0.1, 0.1]).astype(np.uint8)
    assert (near_edges(classes, distance) == brute_edges(classes, distance)).all()


@pytest.fixture
def city(tmp_path: Path) -> Path:
    classes = (mottled(260, 310, 1) > 150).astype("uint8")
    classes[:, :30, :40] = 255
    return write_raster(tmp_path / "map.tif", classes, nodata=255)


def draw(tmp_path: Path, city: Path, **wanted: object) -> tuple[dict[str, object], dict[str, np.ndarray], np.ndarray]:
    request = SamplePointsRequest(map=str(city), output=str(tmp_path / "points.gpkg"), **wanted)
    result = run(request)
    assert result["event"] == "result", result
    meta, _, shapes, columns = pyogrio.raw.read(tmp_path / "points.gpkg", "points")
    import shapely

    places = shapely.get_coordinates(shapely.from_wkb(shapes))
    return result, dict(zip(meta["fields"].tolist(), columns, strict=True)), places


@pytest.mark.parametrize("design", ["stratified", "random", "systematic"])
def test_no_pixel_is_drawn_twice_and_the_seed_decides(tmp_path: Path, city: Path, design: str) -> None:
    _, _, places = draw(tmp_path, city, design=design, number=3000, seed=7)
    assert len(np.unique(places, axis=0)) == len(places) > 2500
    with rasterio.open(city) as raster:
        assert 255 not in np.array(list(raster.sample(places)))
    _, _, again = draw(tmp_path, city, design=design, number=3000, seed=7)
    assert (again == places).all()
    _, _, others = draw(tmp_path, city, design=design, number=3000, seed=8)
    assert len(others) != len(places) or (others != places).any()


def test_all_pixels_can_be_drawn(tmp_path: Path) -> None:
    small = write_raster(tmp_path / "small.tif", np.arange(48, dtype="uint8").reshape(1, 6, 8) % 3)
    result, columns, places = draw(tmp_path, small, number=48, minimum=0)
    assert result["points"] == 48 and len(np.unique(places, axis=0)) == 48
    assert sorted(columns["number"]) == list(range(1, 49))


def test_strata_are_classes_in_zones_and_edges(tmp_path: Path, city: Path) -> None:
    zones = Zones(
        names=("west", "east"),
        wkt=(
            "POLYGON ((600000 5000000, 600150 5000000, 600150 4999700, 600000 4999700, 600000 5000000))",
            "POLYGON ((600150 5000000, 600310 5000000, 600310 4999900, 600150 4999900, 600150 5000000))",
        ),
        crs="EPSG:32632",
    )
    result, columns, places = draw(tmp_path, city, number=400, zones=zones, edge_m=1.0, minimum=20)
    with rasterio.open(city) as raster:
        classes = raster.read(1)
    edges = brute_edges(classes, 1)
    cols, rows = (places[:, 0] - 600_000).astype(int), (5_000_000 - places[:, 1]).astype(int)
    for stratum, col, row in zip(columns["stratum"], cols, rows, strict=True):
        zone = "west" if col < 150 else "east"
        assert stratum == f"{zone} / {'edge' if edges[row, col] else classes[row, col]}"
        assert zone == "west" or row < 100
    sizes = {one["name"]: one["pixels"] for one in result["design"]["strata"]}
    assert sizes["west / edge"] == np.count_nonzero(edges[:, :150] & (classes[:, :150] != 255))
    assert sum(sizes.values()) == np.count_nonzero(classes[:, :150] != 255) + 160 * 100
    ground = sum(one["km2"] for one in result["design"]["strata"])
    assert ground == pytest.approx(sum(sizes.values()) / 1e6, rel=2e-3)


def test_points_stay_in_the_area(tmp_path: Path, city: Path) -> None:
    triangle = "POLYGON ((600100 4999990, 600250 4999990, 600100 4999800, 600100 4999990))"
    _, _, places = draw(tmp_path, city, number=500, area=Area(wkt=(triangle,), crs="EPSG:32632"))
    import shapely

    assert shapely.intersects_xy(shapely.from_wkt(triangle), places).all()


@given(st.data())
def test_every_pixel_has_the_same_chance(data: st.DataObject) -> None:
    """Ranks are drawn from all pixels of a stratum: over many seeds each block gets its share."""
    from onemetre.engine.assess.sample_points import draw as draw_points

    class Row:
        names = ("all",)

        def blocks(self) -> list[object]:
            from onemetre.engine.raster.grid import Window

            return list(Window(0, 0, 40, 1).blocks(10))

        def read(self, window: object) -> tuple[np.ndarray, np.ndarray]:
            return np.zeros((1, 10), np.int32), np.zeros((1, 10), np.uint8)

    seed = data.draw(st.integers(0, 10_000))
    hits = np.zeros(40)
    for number in range(60):
        drawn = draw_points(Row(), np.full((4, 1), 10), np.array([20]), seed + number, lambda _: None)
        hits[drawn.cols] += 1
    assert hits.sum() == 1200
    # 60 draws with one half each: 10 or 50 hits are 5 standard deviations away.
    assert hits.min() > 10 and hits.max() < 50


@pytest.mark.parametrize(
    ("wrong", "kind", "told"),
    [
        ({"number": 90_000}, "request", "90000 points are too many"),
        ({"expected": {"lake": 0.9}}, "request", "Expected accuracies are given for lake"),
        ({"area": Area(wkt=("POLYGON ((0 0, 1 0, 1 1, 0 0))",), crs="EPSG:32632")}, "area", "lies outside"),
        ({"zones": Zones(names=("a",), wkt=("POLYGON ((0 0, 1 0, 1 1, 0 0))",), crs="EPSG:32632")}, "area", "No zone"),
        ({"classes": {"9": "lake"}}, "source", "no pixel of a class"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(
    tmp_path: Path, city: Path, wrong: dict[str, object], kind: str, told: str
) -> None:
    last = run(SamplePointsRequest(map=str(city), output=str(tmp_path / "points.gpkg"), **wrong))
    assert (last["event"], last["kind"]) == ("error", kind)
    assert told in last["message"] and last["hint"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.tif"]


def test_other_layers_of_a_geopackage_are_not_replaced(tmp_path: Path, city: Path) -> None:
    import shapely

    target = tmp_path / "points.gpkg"
    pyogrio.raw.write(
        target,
        shapely.to_wkb(np.array([shapely.Point(1, 2)])),
        [],
        [],
        geometry_type="Point",
        crs="EPSG:32632",
        layer="mine",
    )
    last = run(SamplePointsRequest(map=str(city), output=str(target)))
    assert last["kind"] == "output" and "already holds other layers: mine" in last["message"]
