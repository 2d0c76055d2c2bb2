from __future__ import annotations

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from onemetre.engine.raster.areas import Areas
from onemetre.engine.raster.grid import Grid


def grid(crs: int, x: float, y: float, side_m: float = 40_000) -> Grid:
    wkt = pyproj.CRS.from_epsg(crs)
    unit = wkt.axis_info[0].unit_conversion_factor
    side = round(side_m / unit)
    return Grid(wkt.to_wkt(), x, y, 1.0, side, side, unit)


# Central Europe in UTM at the edge of its zone, New York in US survey feet, and Europe in an equal-area projection.
GRIDS = [grid(32632, 780_000, 5_200_000), grid(2263, 950_000, 250_000), grid(3035, 4_300_000, 2_600_000)]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(GRIDS),
    st.floats(0.05, 0.95),
    st.floats(0.05, 0.95),
    st.floats(1, 15_000),
    st.lists(st.floats(0.3, 1), min_size=5, max_size=5),
)
def test_the_area_is_that_on_the_ellipsoid(
    where: Grid, across: float, down: float, size_m: float, radii: list[float]
) -> None:
    x, y = where.x + across * where.width, where.y - down * where.height
    reach = size_m / where.metres_per_unit / 2
    angles = np.linspace(0, 2 * np.pi, 5, endpoint=False)
    ring = np.column_stack(
        [x + reach * np.multiply(radii, np.cos(angles)), y + reach * np.multiply(radii, np.sin(angles))]
    )
    crs = pyproj.CRS.from_wkt(where.crs)
    longitude, latitude = pyproj.Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True).transform(*ring.T)
    exact = abs(crs.get_geod().polygon_area_perimeter(longitude, latitude)[0])
    # Geodesics leave the straight lines of the map a little, and are rounded to a hundredth of a millimetre.
    (found,) = Areas(where).of(np.array([shapely.Polygon(ring)]))
    assert found == pytest.approx(exact, rel=2e-6, abs=1e-4)


def test_holes_do_not_count() -> None:
    where = GRIDS[0]
    box = shapely.box(where.x + 100, where.y - 300, where.x + 300, where.y - 100)
    hole = shapely.Polygon(box.exterior, [box.buffer(-50, join_style="mitre").exterior])
    whole, less = Areas(where).of(np.array([box, hole]))
    assert less == pytest.approx(whole * 3 / 4, rel=1e-6)
    assert Areas(where).of(np.array([], object)).shape == (0,)
