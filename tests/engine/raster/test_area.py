from __future__ import annotations

import math

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from onemetre.contract.errors import AreaError
from onemetre.contract.requests import Area
from onemetre.engine.raster.area import resolve_area
from onemetre.engine.raster.grid import Grid, Window

UTM = "EPSG:32632"
GRID = Grid(pyproj.CRS(UTM).to_wkt(), 674_990.0, 5_154_960.0, 10.0, 935, 705)


def box(window: Window) -> BaseGeometry:
    return shapely.box(*GRID.bounds_of(window))


def projected(shape: BaseGeometry, crs: str, steps: int = 2000) -> BaseGeometry:
    """An independent, very dense projection."""
    transformer = pyproj.Transformer.from_crs(UTM, crs, always_xy=True)
    dense = shapely.segmentize(shape, shape.length / steps)
    return shapely.transform(dense, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1])))


def test_nothing_asked_for_is_everything() -> None:
    area = resolve_area(Area(), GRID, 10)
    assert area.window == GRID.window
    assert area.mask(Window(0, 0, 500, 300)) is None
    assert area.touches(Window(0, 0, 1, 1))
    assert not area.touches(Window(-5, 0, 5, 5))


def test_extent_snaps_outwards() -> None:
    xmin, ymin, xmax, ymax = GRID.bounds_of(Window(100, 200, 30, 40))
    area = resolve_area(Area(extent=(xmin + 4, ymin - 4, xmax + 4, ymax - 4), extent_crs=UTM), GRID, 10)
    assert area.window == Window(100, 200, 31, 41)
    assert area.mask(area.window.scaled(10)) is None


def test_extent_is_clipped_to_the_raster() -> None:
    xmin, ymin, _, ymax = GRID.bounds
    area = resolve_area(Area(extent=(xmin - 1e5, ymin + 10, xmin + 20, ymax + 1e5), extent_crs=UTM), GRID, 1)
    assert area.window == Window(0, 0, 2, 704)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:3035", "EPSG:25833", "ESRI:54009"])
def test_extent_of_another_crs_covers_its_ground(crs: str) -> None:
    inner = Window(300, 300, 100, 100)
    extent = projected(box(inner), crs).bounds
    window = resolve_area(Area(extent=extent, extent_crs=crs), GRID, 1).window
    assert window.contains(inner)
    assert inner.expanded(60).contains(window)


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", "EPSG:3035", "EPSG:32633"])
def test_polygons_of_another_crs_keep_their_place(crs: str) -> None:
    disc = box(Window(400, 300, 60, 60)).centroid.buffer(3000)
    area = resolve_area(Area(wkt=(projected(disc, crs).wkt,), crs=crs), GRID, 1)
    mask = area.mask(area.window)
    assert mask is not None
    assert mask.sum() * 100 == pytest.approx(disc.area, rel=2e-3)
    assert area.window == GRID.window_of(disc.bounds)


def test_long_edges_bend() -> None:
    # A parallel is a curve in UTM: a straight line between the corners would be some 270 m off in the middle.
    grid = Grid(GRID.crs, 600_000.0, 5_200_000.0, 1.0, 150_000, 100_000)
    wide = shapely.box(10.5, 46.3, 12.0, 46.5)
    area = resolve_area(Area(wkt=(wide.wkt,), crs="EPSG:4326"), grid, 1)
    to_utm = pyproj.Transformer.from_crs("EPSG:4326", UTM, always_xy=True)
    x, y = to_utm.transform(11.25, 46.4999)
    col, row = math.floor(x - grid.x), math.floor(grid.y - y)
    assert area.mask(Window(col, row, 1, 1)) is None
    x, y = to_utm.transform(11.25, 46.5001)
    outside = area.mask(Window(math.floor(x - grid.x), math.floor(grid.y - y), 1, 1))
    assert outside is not None
    assert not outside.any()


def test_axis_order_is_x_y() -> None:
    lon_lat = "POLYGON((11.32 46.48, 11.36 46.48, 11.36 46.51, 11.32 46.51, 11.32 46.48))"
    assert not resolve_area(Area(wkt=(lon_lat,), crs="EPSG:4326"), GRID, 1).window.is_empty


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_mask_is_pixel_centres_whatever_the_window(data: st.DataObject) -> None:
    corner = st.tuples(st.floats(5, 60), st.floats(5, 60))
    points = data.draw(st.lists(corner, min_size=3, max_size=8, unique=True))
    hull = shapely.MultiPoint([(GRID.x + 10 * c, GRID.y - 10 * r) for c, r in points]).convex_hull.buffer(7)
    area = resolve_area(Area(wkt=(hull.wkt,), crs=UTM), GRID, 2)
    window = Window(*data.draw(st.tuples(*[st.integers(0, 100)] * 2)), *data.draw(st.tuples(*[st.integers(1, 60)] * 2)))
    got = area.mask(window)
    rows, cols = np.mgrid[window.row : window.bottom, window.col : window.right]
    x, y = GRID.x + 5 * (cols + 0.5), GRID.y - 5 * (rows + 0.5)
    expected = shapely.contains_xy(hull, x, y)
    # Centres within a millimetre of the edge may fall on either side.
    clear = shapely.distance(hull.boundary, shapely.points(x, y)) > 1e-3
    assert (np.ones_like(expected) if got is None else got)[clear].tolist() == expected[clear].tolist()
    if got is not None and got.any():
        low = Window(window.col // 2, window.row // 2, window.width // 2 + 1, window.height // 2 + 1)
        assert area.touches(low)


def test_touches_knows_holes_and_neighbours() -> None:
    ring = box(Window(10, 10, 30, 30)).difference(box(Window(20, 20, 10, 10)))
    area = resolve_area(Area(wkt=(ring.wkt,), crs=UTM), GRID, 1)
    assert area.touches(Window(12, 12, 1, 1))
    assert not area.touches(Window(20, 20, 10, 10))
    assert not area.touches(Window(40, 10, 5, 5))
    assert area.mask(Window(10, 10, 10, 10)) is None


def test_many_polygons_count_together() -> None:
    parts = (Window(10, 10, 5, 5), Window(100, 200, 5, 5))
    area = resolve_area(Area(wkt=tuple(box(p).wkt for p in parts), crs=UTM), GRID, 1)
    assert area.window == Window(10, 10, 95, 195)
    mask = area.mask(area.window)
    assert mask is not None
    assert mask.sum() == 50


def test_polygons_within_an_extent() -> None:
    area = resolve_area(
        Area(
            wkt=(box(Window(10, 10, 50, 50)).wkt,),
            crs=UTM,
            extent=GRID.bounds_of(Window(40, 40, 100, 100)),
            extent_crs=UTM,
        ),
        GRID,
        1,
    )
    assert area.window == Window(40, 40, 20, 20)


def test_invalid_polygon_is_repaired() -> None:
    x, y = GRID.x + 100, GRID.y - 100
    bow_tie = f"POLYGON(({x} {y}, {x + 40} {y - 40}, {x + 40} {y}, {x} {y - 40}, {x} {y}))"
    mask = resolve_area(Area(wkt=(bow_tie,), crs=UTM), GRID, 10).mask(Window(100, 100, 40, 40))
    assert mask is not None
    assert mask.sum() == pytest.approx(800, abs=40)


def test_the_whole_world_is_clipped() -> None:
    world = shapely.box(-180, -90, 180, 90).wkt
    area = resolve_area(Area(wkt=(world,), crs="EPSG:4326"), GRID, 1)
    assert area.window == GRID.window
    assert area.mask(GRID.window) is None


def test_a_polygon_below_a_pixel_has_a_window() -> None:
    dot = shapely.Point(GRID.x + 55, GRID.y - 55).buffer(0.2)
    area = resolve_area(Area(wkt=(dot.wkt,), crs=UTM), GRID, 1)
    assert area.window == Window(5, 5, 1, 1)
    assert area.touches(Window(5, 5, 1, 1))


SQUARE = box(Window(10, 10, 5, 5)).wkt


@pytest.mark.parametrize(
    ("area", "message"),
    [
        (Area(wkt=("POLYGON EMPTY",), crs=UTM), "contains no polygon"),
        (Area(wkt=("POINT (1 1)",), crs=UTM), "contains no polygon"),
        (Area(wkt=(SQUARE,)), "area of interest has no coordinate system"),
        (Area(wkt=(SQUARE,), crs="EPSG:1"), "cannot be read"),
        (Area(wkt=("POLYGON((0 0, 1",), crs=UTM), "cannot be read"),
        (Area(wkt=(SQUARE,), crs="EPSG:4326"), "outside the input"),
        (Area(wkt=(shapely.box(0, 0, 1, 1).wkt,), crs="EPSG:4326"), "outside the input"),
        (Area(wkt=(shapely.box(0, 0, 1, 1).wkt,), crs=UTM), "outside the input"),
        (Area(extent=(0.0, 0.0, 1.0, 1.0), extent_crs=UTM), "extent lies outside the input"),
        (Area(extent=(5.0, 0.0, 1.0, 1.0), extent_crs=UTM), "extent is empty"),
        (Area(extent=(0.0, 0.0, math.nan, 1.0), extent_crs=UTM), "extent is empty"),
        (Area(extent=GRID.bounds), "extent has no coordinate system"),
        (
            Area(wkt=(SQUARE,), crs=UTM, extent=GRID.bounds_of(Window(90, 90, 5, 5)), extent_crs=UTM),
            "outside the input",
        ),
    ],
)
def test_what_cannot_be_mapped(area: Area, message: str) -> None:
    with pytest.raises(AreaError, match=message):
        resolve_area(area, GRID, 10)
