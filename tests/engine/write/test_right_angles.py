"""Right angles of outlines: rectangles come back, nothing moves further than it may."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyogrio
import pyproj
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from rasterio.features import rasterize
from rasters import write_raster
from shapely.affinity import rotate

from onemetre.engine.raster.grid import Grid
from onemetre.engine.write.legend import Legend
from onemetre.engine.write.outlines import trace
from onemetre.engine.write.polygons import Shaping, Written, write_polygons
from onemetre.engine.write.right_angles import AREA_CHANGE, square

SIDE = 60
LEGEND = [Legend(0, "other", "Other", "#000000"), Legend(1, "roof", "Roof", "#ff0000")]
SIDES = st.floats(6, 30)
ANGLES = st.floats(0, 90)
PLACES = st.floats(29, 31)


def drawn(shape: shapely.Geometry) -> np.ndarray:
    """A shape in pixels, with the stair steps of its edges."""
    pixels: np.ndarray = rasterize([(shape, 1)], out_shape=(SIDE, SIDE), dtype="uint8")
    return pixels


def turned(width: float, height: float, angle: float, x: float = 30.0, y: float = 30.0) -> shapely.Polygon:
    return rotate(shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2), angle)


def corners_of(ring: shapely.LinearRing) -> np.ndarray:
    """Cosines at the corners of a ring."""
    edges = np.diff(np.array(ring.coords), axis=0)
    edges = edges[np.hypot(*edges.T) > 0]
    behind = np.roll(edges, -1, axis=0)
    cosines: np.ndarray = (edges * behind).sum(axis=1) / np.hypot(*edges.T) / np.hypot(*behind.T)
    return cosines


def has_right_angles(polygon: shapely.Polygon) -> bool:
    return all(np.abs(corners_of(ring)).max() < 1e-6 for ring in (polygon.exterior, *polygon.interiors))


def shift(one: shapely.Polygon, other: shapely.Polygon) -> float:
    return float(shapely.hausdorff_distance(one.boundary, other.boundary, densify=0.05))


@settings(max_examples=150, deadline=None)
@given(SIDES, SIDES, ANGLES, PLACES, PLACES)
def test_a_rectangle_comes_back_from_its_stair_steps(
    width: float, height: float, angle: float, x: float, y: float
) -> None:
    wanted = turned(width, height, angle, x, y)
    steps = trace(drawn(wanted)).geometries()
    assume(steps.size == 1)
    found, changed = square(steps, 2.0, 1.0)
    (polygon,) = found
    assert changed.all() and polygon.is_valid
    assert len(polygon.exterior.coords) == 5 and has_right_angles(polygon)
    # Half a pixel's diagonal is what a pixel map can tell, and stair steps as much again.
    assert shift(polygon, wanted) < 1.42
    assert polygon.area == pytest.approx(steps[0].area, rel=0.05)


@settings(max_examples=60, deadline=None)
@given(st.floats(20, 30), st.floats(20, 30), st.floats(0, 90), st.floats(6, 9))
def test_a_courtyard_stays_and_has_the_direction_of_the_house(
    width: float, height: float, angle: float, yard: float
) -> None:
    house = turned(width, height, angle).difference(turned(yard, yard, angle))
    (steps,) = trace(drawn(house)).geometries()
    (polygon,), (changed,) = square(np.array([steps]), 2.0, 1.0)
    assert changed and len(polygon.interiors) == 1 and has_right_angles(polygon)
    yards = [shapely.Polygon(shape.interiors[0]).area for shape in (polygon, steps)]
    assert yards[0] == pytest.approx(yards[1], rel=0.15)
    outer, inner = (np.array(ring.coords) for ring in (polygon.exterior, polygon.interiors[0]))
    (a, b), (c, d) = outer[1] - outer[0], inner[1] - inner[0]
    assert abs(np.sin(2 * (np.arctan2(b, a) - np.arctan2(d, c)))) < 1e-6


def test_an_l_has_six_corners_and_a_dent_below_the_limit_is_gone() -> None:
    house = rotate(shapely.Polygon([(10, 10), (40, 10), (40, 25), (25, 25), (25, 45), (10, 45)]), 25, origin=(30, 30))
    pixels = drawn(house)
    (polygon,), (changed,) = square(trace(pixels).geometries(), 2.0, 1.0)
    assert changed and len(polygon.exterior.coords) == 7 and has_right_angles(polygon)
    assert shift(polygon, house) < 1.42
    box = np.zeros((SIDE, SIDE), np.uint8)
    box[10:40, 10:50] = 1
    box[10, 20:26] = 0
    (polygon,), (changed,) = square(trace(box).geometries(), 2.0, 1.0)
    assert changed and len(polygon.exterior.coords) == 5
    assert polygon.area == pytest.approx(30 * 40 - 6, rel=1e-3)


@settings(max_examples=150, deadline=None)
@given(
    arrays(np.uint8, st.tuples(st.integers(1, 14), st.integers(1, 14)), elements=st.integers(0, 2)),
    st.sampled_from([0.3, 1.0, 2.0, 4.0]),
)
def test_nothing_moves_further_than_the_limit(pixels: np.ndarray, limit: float) -> None:
    steps = trace(pixels).geometries()
    found, changed = square(steps, limit, 1.0)
    assert shapely.is_valid(found).all() and found.shape == changed.shape == steps.shape
    for before, after, new in zip(steps, found, changed, strict=True):
        assert len(after.interiors) == len(before.interiors)
        assert after.area == pytest.approx(before.area, rel=AREA_CHANGE + 1e-9)
        if new:
            assert has_right_angles(after) and after.exterior.is_ccw == before.exterior.is_ccw
            assert shift(before, after) <= limit + 1e-6
        else:
            assert after is before


def test_a_disc_keeps_its_outline_and_the_batch_makes_no_difference() -> None:
    shapes = [shapely.Point(30, 30).buffer(20), turned(20, 9, 31), shapely.Point(30, 30).buffer(3), turned(25, 25, 80)]
    steps = np.concatenate([trace(drawn(shape)).geometries() for shape in shapes])
    found, changed = square(steps, 1.5, 1.0)
    assert not changed[0] and changed[1] and changed[3]
    for index in range(steps.size):
        assert shapely.equals_exact(square(steps[index : index + 1], 1.5, 1.0)[0][0], found[index], 1e-9)


def test_the_file_has_them_and_the_rest_is_simplified(tmp_path: Path) -> None:
    pixels = np.zeros((SIDE, 2 * SIDE), np.uint8)
    pixels[:, :SIDE] = drawn(turned(24, 12, 30))
    pixels[:, SIDE:] = drawn(shapely.Point(30, 30).buffer(20))
    grid = Grid(pyproj.CRS.from_epsg(32632).to_wkt(), 600_000.0, 5_000_000.0, 1.0, 2 * SIDE, SIDE)
    raster = write_raster(tmp_path / "map.tif", pixels[None])

    def write(shaping: Shaping) -> tuple[Written, list[shapely.Polygon]]:
        counts = write_polygons(raster, tmp_path / "map.gpkg", grid, LEGEND, shaping, lambda _: None)
        _, _, wkb, _ = pyogrio.raw.read(tmp_path / "map.gpkg")
        return counts, sorted(shapely.from_wkb(wkb), key=lambda polygon: polygon.centroid.x)

    counts, (roof, disc) = write(Shaping(simplify_m=1.5, right_angles_m=2.0))
    assert counts == Written(2, 1) and len(roof.exterior.coords) == 5 and has_right_angles(roof)
    _, (_, simplified) = write(Shaping(simplify_m=1.5))
    assert shapely.equals_exact(disc, simplified)
    counts, (_, steps) = write(Shaping(right_angles_m=2.0))
    assert counts == Written(2, 1) and len(steps.exterior.coords) > len(disc.exterior.coords)
    assert write(Shaping(simplify_m=1.5))[0] == Written(2, 0)
