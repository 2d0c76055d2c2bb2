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

NOWHERE = Affine.scale(2.0)
"""Place of a raster that has none: rasterio warns where there is no transform or the identity."""

SUPERRESOLVED_NODATA = 0
"""What says "no data" in the super-resolved image, as in Sentinel-2 products."""


@dataclass(frozen=True)
class Product:
    """One output raster.

    Attributes:
        name: class, probability or superresolved.
        path: Where it goes in the end.
        dtype: uint8 or uint16.
        nodata: Value of pixels without a result.
        bands: Description of each band.
        colors: Value -> #rrggbb of the colour table; empty = none.
        scale, offset: Physical value = number * scale + offset.
        unit: Unit of the values, e.g. "%".
        overview: Resampling of the overviews. Of a class raster every n-th pixel is taken: that keeps the shares of the
            classes, where a majority would lose whatever is thinner than a pixel.
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
    overview: Literal["nearest", "average"] = "average"


@functools.cache
def compression() -> str:
    """ZSTD where GDAL has it, else DEFLATE."""
    with MemoryFile() as memory:
        try:
            shape = {"width": 1, "height": 1, "count": 1, "dtype": "uint8", "transform": NOWHERE}
            with memory.open(driver="GTiff", compress="ZSTD", **shape):
                return "ZSTD"
        except GDAL_ERRORS:
            return "DEFLATE"


def creation_options(product: Product, *, block_rows: int = BLOCK) -> dict[str, Any]:
    """GDAL's creation options for a product: tiled, compressed fast, BigTIFF."""
    method = compression()
    level = {"zstd_level": 1} if method == "ZSTD" else {"zlevel": 1}
    return {
        "tiled": True,
        "blockxsize": BLOCK,
        "blockysize": block_rows,
        "compress": method,
        "predictor": 2 if product.name == "superresolved" else 1,
        "interleave": "pixel",
        "bigtiff": "YES",
        **level,
    }
