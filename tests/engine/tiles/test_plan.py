from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import rasterio
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from inputs import opened
from rasters import write_raster
from shapely.geometry.base import BaseGeometry

from onemetre.contract.errors import AreaError
from onemetre.contract.requests import Area
from onemetre.engine.raster.area import MappedArea, resolve_area
from onemetre.engine.raster.grid import SNAP, Window
from onemetre.engine.raster.opening import Source
from onemetre.engine.tiles.lattice import Lattice, Tile
from onemetre.engine.tiles.plan import plan_tiles

WIDTH, HEIGHT = 150, 110
UTM = "EPSG:32632"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Source]:
    """A raster with data in its left third alone, and one block at the right."""
    path = tmp_path_factory.mktemp("plan") / "sparse.tif"
    tiled = {"tiled": True, "blockxsize": 16, "blockysize": 16, "sparse_ok": True}
    write_raster(path, np.zeros((3, HEIGHT, WIDTH), np.uint8), nodata=0, **tiled)
    with rasterio.open(path, "r+") as raster:
        for col, row, width, height in ((0, 0, 48, HEIGHT), (112, 64, 16, 16)):
            white = np.full((3, height, width), 9, np.uint8)
            raster.write(white, window=rasterio.windows.Window(col, row, width, height))
    with opened(path) as source:
        yield source


def shapes() -> st.SearchStrategy[tuple[BaseGeometry, ...]]:
    """Discs, needles, rings and boxes, also on the edges of pixels, in metres from the corner of the raster."""
    place = st.tuples(st.integers(-10, 600), st.integers(-10, 440)).map(lambda p: (p[0] / 4, -p[1] / 4))
    size = st.integers(1, 120).map(lambda n: n / 4)
    boxes = st.builds(lambda p, w, h: shapely.box(p[0], p[1] - h, p[0] + w, p[1]), place, size, size)
    discs = st.builds(lambda p, r: shapely.Point(p).buffer(r), place, size)
    needles = st.builds(lambda p, q: shapely.LineString([p, q]).buffer(0.05), place, place)
    rings = st.builds(lambda p, r: shapely.Point(p).buffer(r + 4).difference(shapely.Point(p).buffer(r)), place, size)
    return st.lists(boxes | discs | needles | rings, min_size=1, max_size=12).map(tuple)


def brute_force(source: Source, area: MappedArea, lattice: Lattice) -> dict[int, list[Tile]]:
    """Every tile of the window, each compared with the whole area."""

    def wanted(tile: Tile) -> bool:
        inner = lattice.interior(tile)
        xmin, ymin, xmax, ymax = area.grid.bounds_of(inner.intersection(area.window))
        rim = SNAP * area.grid.pixel
        seen = shapely.box(xmin + rim, ymin + rim, xmax - rim, ymax - rim)
        return bool(area.region.intersects(seen)) and source.has_data(inner)

    window = area.window
    return {
        row: [Tile(col, row) for col in lattice.span(window.col, window.width) if wanted(Tile(col, row))]
        for row in lattice.span(window.row, window.height)
    }


@settings(max_examples=60, deadline=None)
@given(shapes(), st.integers(1, 40), st.integers(0, 9))
def test_the_plan_has_the_tiles_that_touch_the_area_and_may_have_data(
    source: Source, polygons: tuple[BaseGeometry, ...], stride: int, blend: int
) -> None:
    lattice = Lattice(stride + min(blend, stride), 0, min(blend, stride), 1)
    there = [shapely.affinity.translate(shape, source.grid.x, source.grid.y) for shape in polygons]
    try:
        area = resolve_area(Area(wkt=tuple(shape.wkt for shape in there), crs=UTM), source.grid, 1)
    except AreaError:
        assert not shapely.union_all(there).intersection(shapely.box(*source.grid.bounds)).area
        return
    inside = shapely.union_all(there).intersection(shapely.box(*source.grid.bounds))
    assert area.region.area == pytest.approx(inside.area)
    assert area.region.symmetric_difference(inside).area == pytest.approx(0, abs=1e-6)
    assert plan_tiles(source, area, lattice, lambda: None).rows == brute_force(source, area, lattice)


def test_the_plan_of_everything(source: Source) -> None:
    lattice = Lattice(12, 1, 2, 1)
    area = resolve_area(Area(), source.grid, 1)
    plan = plan_tiles(source, area, lattice, lambda: None)
    assert plan.rows == brute_force(source, area, lattice)
    assert plan.window == Window(0, 0, WIDTH, HEIGHT)
    assert 0 < plan.tiles < len(lattice.span(0, WIDTH)) * len(lattice.span(0, HEIGHT))
