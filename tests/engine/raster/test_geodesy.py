from __future__ import annotations

import pyproj
import pytest
from rasterio.transform import Affine

from onemetre.contract.errors import GridError
from onemetre.engine.raster.geodesy import length_across, north_of


def placed(crs: int, longitude: float, latitude: float, pixel: float, turned: float = 0.0) -> tuple[str, Affine]:
    """A raster whose pixel (50, 50) lies at a place, its columns turned anticlockwise by degrees."""
    x, y = pyproj.Transformer.from_crs(4326, crs, always_xy=True).transform(longitude, latitude)
    inside = Affine.rotation(turned) * Affine.scale(pixel, -pixel) * Affine.translation(-50, -50)
    return pyproj.CRS.from_epsg(crs).to_wkt(), Affine.translation(x, y) * inside


@pytest.mark.parametrize(
    ("crs", "place", "pixel", "turned", "degrees"),
    [
        (4326, (11.3, 46.5), 1e-4, 0, 0),
        (3857, (11.3, 46.5), 1.0, 0, 0),
        (3857, (11.3, 46.5), 1.0, 30, 30),
        # Grid convergence by PROJ: positive where true north lies west of grid north.
        (32632, (11.8, 46.5), 1.0, 0, None),
        (32632, (6.1, -30.0), 1.0, 0, None),
        (2154, (-4.0, 48.0), 1.0, 0, None),
        # Around the south pole, north leads away from it.
        (3031, (0.0, -80.0), 10.0, 0, 0),
        (3031, (90.0, -80.0), 10.0, 0, 90),
        (3031, (180.0, -80.0), 10.0, 0, 180),
    ],
)
def test_north_is_true_north(
    crs: int, place: tuple[float, float], pixel: float, turned: float, degrees: float | None
) -> None:
    wkt, transform = placed(crs, *place, pixel, turned)
    if degrees is None:
        degrees = -pyproj.Proj(crs).get_factors(*place).meridian_convergence
    found = north_of(wkt, transform, 50, 50)
    assert (found - degrees + 180) % 360 - 180 == pytest.approx(0, abs=0.02)


@pytest.mark.parametrize(("crs", "pixel"), [(4326, 1e-4), (3857, 1.0), (32632, 1.0), (2154, 1.0)])
def test_lengths_are_those_on_the_ground(crs: int, pixel: float) -> None:
    wkt, transform = placed(crs, 7.0, 46.5, pixel)
    x0, y0 = transform * (0, 50)
    x1, y1 = transform * (100, 50)
    degrees = pyproj.Transformer.from_crs(crs, 4326, always_xy=True)
    (west, south), (east, north) = degrees.transform(x0, y0), degrees.transform(x1, y1)
    exact = pyproj.Geod(ellps="WGS84").inv(west, south, east, north)[2]
    assert length_across(wkt, transform, (0, 100), 50) == pytest.approx(exact, rel=1e-9)
    # Web Mercator is longer than the ground by 1 / cos(latitude), degrees of longitude are 76.7 km there.
    known = {4326: 766.9, 3857: 68.9, 32632: 100, 2154: 100}[crs]
    assert exact == pytest.approx(known, rel=2e-3)


def test_nowhere_has_no_north() -> None:
    with pytest.raises(GridError, match="place it on Earth"):
        north_of(pyproj.CRS.from_epsg(32632).to_wkt(), Affine.translation(1e20, 0), 0, 0)
