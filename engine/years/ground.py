"""The pixels of a stack on the ground."""

from __future__ import annotations

from rasterio.crs import CRS

from ...contract.errors import GridError
from ..raster.grid import Grid
from .stack import YearStack

_METRES_PER_DEGREE = 111_320.0


def ground_of(stack: YearStack) -> Grid:
    """The common window of a stack as a grid on which areas can be measured, also in degrees.

    Raises:
        GridError: The pixels are not square or not north up.
    """
    a, b, _, d, e, _ = tuple(stack.transform)[:6]
    if b or d or a <= 0 or abs(a + e) > 1e-6 * a:
        raise GridError(
            f"The pixels of {stack.maps[0].name} are not square or not north up.",
            "Warp all maps to one grid of square pixels with Warp (reproject), resampling method Nearest Neighbour.",
        )
    crs = CRS.from_wkt(stack.crs)
    unit = crs.linear_units_factor[1] if crs.is_projected else _METRES_PER_DEGREE
    return Grid(stack.crs, stack.transform.c, stack.transform.f, a, stack.width, stack.height, unit)
