"""Which exceptions are GDAL's, and what they say."""

from __future__ import annotations

from rasterio._err import CPLE_BaseError
from rasterio.errors import RasterioError

GDAL_ERRORS = (RasterioError, CPLE_BaseError)
"""What a call of rasterio may fail with: most functions wrap GDAL's own exceptions, some let them through."""


def cause_of(error: BaseException) -> str:
    """What GDAL itself says: rasterio's wrapping may say no more than that there is a cause."""
    while error.__cause__ is not None:
        error = error.__cause__
    return str(error)
