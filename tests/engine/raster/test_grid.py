from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onemetre.engine.raster.grid import Grid, Window

offsets = st.integers(-10_000, 10_000)
sizes = st.integers(0, 5_000)
windows = st.builds(Window, offsets, offsets, sizes, sizes)
grids = st.builds(
    Grid,
    st.just("a CRS"),
    st.floats(-2e7, 2e7),
    st.floats(-2e7, 2e7),
    st.sampled_from([0.2, 0.6, 1.0, 10.0, 1 / 3, 3.28083989501]),
    st.integers(1, 100_000),
    st.integers(1, 100_000),
)


@given(windows, windows)
def test_intersection_is_what_both_contain(a: Window, b: Window) -> None:
    common = a.intersection(b)
    assert common == b.intersection(a) or common.is_empty
    assert a.contains(common)
    assert b.contains(common)
    cols = range(max(a.col, b.col), min(a.right, b.right))
    rows = range(max(a.row, b.row), min(a.bottom, b.bottom))
    assert common.width * common.height == len(cols) * len(rows)
    assert a.intersects(b) == (not common.is_empty)


@given(windows, st.integers(1, 10))
def test_scaling_keeps_ground(window: Window, factor: int) -> None:
    scaled = window.scaled(factor)
    assert (scaled.col, scaled.bottom) == (window.col * factor, window.bottom * factor)
    assert scaled.width * scaled.height == window.width * window.height * factor**2


@given(windows.filter(lambda w: not w.is_empty), st.integers(0, 100))
def test_expanding_adds_a_rim(window: Window, rim: int) -> None:
    assert window.expanded(rim).contains(window)
    assert window.expanded(rim).width == window.width + 2 * rim


def test_negative_size_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Window(0, 0, -1, 5)


@given(grids, windows.filter(lambda w: not w.is_empty))
def test_bounds_of_a_window_give_the_window(grid: Grid, window: Window) -> None:
    assert grid.window_of(grid.bounds_of(window)) == window


@given(grids, windows.filter(lambda w: not w.is_empty), st.tuples(*[st.floats(0.01, 0.99)] * 4))
def test_window_of_snaps_outwards(grid: Grid, window: Window, cut: tuple[float, float, float, float]) -> None:
    xmin, ymin, xmax, ymax = grid.bounds_of(window.expanded(1))
    left, bottom, right, top = (c * grid.pixel for c in cut)
    assert grid.window_of((xmin + left, ymin + bottom, xmax - right, ymax - top)) == window.expanded(1)


@given(grids)
def test_a_point_lies_in_one_pixel(grid: Grid) -> None:
    x, y = grid.x + 2.5 * grid.pixel, grid.y - 7.5 * grid.pixel
    assert grid.window_of((x, y, x, y)) == Window(2, 7, 1, 1)


@given(grids, windows, st.integers(1, 10))
def test_crop_and_scale_commute(grid: Grid, window: Window, factor: int) -> None:
    one, other = grid.crop(window).scaled(factor), grid.scaled(factor).crop(window.scaled(factor))
    assert (one.width, one.height) == (other.width, other.height)
    assert one.bounds == pytest.approx(other.bounds, abs=1e-6)


def test_transform_leads_from_pixels_to_coordinates() -> None:
    grid = Grid("a CRS", 100.0, 200.0, 10.0, 3, 2)
    transform = grid.transform
    assert (transform.a * 3 + transform.c, transform.e * 2 + transform.f) == (130.0, 180.0)
    assert grid.bounds == (100.0, 180.0, 130.0, 200.0)
