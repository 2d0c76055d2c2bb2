"""Exceptions of GDAL and their messages."""

from __future__ import annotations

from rasterio._err import CPLE_BaseError
from rasterio.errors import RasterioError

GDAL_ERRORS = (RasterioError, CPLE_BaseError)
"""Exceptions that a call of rasterio may raise: most functions wrap GDAL's own, some let them through."""


def cause_of(error: BaseException) -> str:
    """GDAL's own message: rasterio's wrapper may state no more than that there is a cause."""
    while error.__cause__ is not None:
        error = error.__cause__
    return str(error)
