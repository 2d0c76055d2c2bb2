"""The rasters that a run writes, and how they are encoded."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from rasterio.io import MemoryFile
from rasterio.transform import Affine

from ..raster.gdal_errors import GDAL_ERRORS

BLOCK = 512
_SMALLEST_OVERVIEW = 256

NOWHERE = Affine.scale(2.0)
"""Dummy transform of a raster without a location: rasterio warns if the transform is missing or the identity."""

SUPERRESOLVED_NODATA = 0
"""Nodata value of the super-resolved image, as in Sentinel-2 products."""


@dataclass(frozen=True)
class Product:
    """One output raster.

    Attributes:
        name: Name of the product: class, probability or superresolved.
        path: Final path of the file.
        dtype: Data type, uint8 or uint16.
        nodata: Value of pixels without a result.
        bands: Description of each band.
        colors: Value -> #rrggbb of the colour table; empty = none.
        scale, offset: Physical value = number * scale + offset.
        unit: Unit of the values, e.g. "%".
        statistics: Whether the file states the statistics of each band; for uint8 only.
        overview: Resampling of the overviews. A class raster uses every n-th pixel: this preserves the shares of the
            classes, whereas a majority would lose everything thinner than a pixel.
        cog: Whether the file is a Cloud Optimized GeoTIFF.
    """

    name: str
    path: Path
    dtype: Literal["uint8", "uint16"]
    nodata: int
    bands: tuple[str, ...]
    colors: dict[int, str] = field(default_factory=dict)
    scale: float = 1.0
    offset: float = 0.0
    unit: str = ""
    statistics: bool = False
    overview: Literal["nearest", "average"] = "average"
    cog: bool = False


def probability_band(name: str) -> str:
    """Description of the band with the probability of a class."""
    return f"probability of {name}"


@functools.cache
def compression() -> str:
    """The compression method: ZSTD if GDAL supports it, else DEFLATE."""
    with MemoryFile() as memory:
        try:
            shape = {"width": 1, "height": 1, "count": 1, "dtype": "uint8", "transform": NOWHERE}
            with memory.open(driver="GTiff", compress="ZSTD", **shape):
                return "ZSTD"
        except GDAL_ERRORS:
            return "DEFLATE"


def overview_factors(width: int, height: int) -> list[int]:
    """Factors of the overviews of a raster: down to the last one with a side of at least 256 pixels."""
    return [2**n for n in range(1, 32) if max(width, height) >> n >= _SMALLEST_OVERVIEW]


def tiled_options(predictor: int, interleave: str, *, block_rows: int = BLOCK) -> dict[str, Any]:
    """GDAL's creation options of all rasters: tiled, fast compression, BigTIFF."""
    method = compression()
    level = {"zstd_level": 1} if method == "ZSTD" else {"zlevel": 1}
    return {
        "tiled": True,
        "blockxsize": BLOCK,
        "blockysize": block_rows,
        "compress": method,
        "predictor": predictor,
        "interleave": interleave,
        "bigtiff": "YES",
        **level,
    }


def creation_options(product: Product, *, block_rows: int = BLOCK) -> dict[str, Any]:
    """GDAL's creation options for a product."""
    return tiled_options(2 if product.name == "superresolved" else 1, "pixel", block_rows=block_rows)


def cog_options(overview: str, threads: int) -> dict[str, Any]:
    """Options of GDAL's COG driver, which makes the overviews, too.

    Args:
        overview: Resampling of the overviews.
        threads: Number of processor threads.
    """
    method = compression()
    return {
        "driver": "COG",
        "blocksize": BLOCK,
        "compress": method,
        "level": 1,
        "bigtiff": "IF_SAFER",
        "overview_resampling": overview.upper(),
        "overviews": "IGNORE_EXISTING",
        "num_threads": str(threads),
    }
