"""Requests and results of making imagery for the models out of satellite products."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ..errors import RequestError
from .compute import Compute
from .mapping import Area

SENTINEL_BANDS = ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B11", "B12")
"""Bands that can be imported; B10 is not part of Level-2A."""


@dataclass(frozen=True, kw_only=True)
class ImportSentinel2Request:
    """Turn Sentinel-2 products into one raster of 10 m in reflectance x 10000.

    Attributes:
        products: Folders, zip archives or metadata files of products, absolute; where they overlap, the first one that
            has data counts.
        bands: Names of the bands in the order of the output.
        area: Area to import; empty = all of the products.
        masked: Whether clouds and their shadows become nodata, by the scene classification of Level-2A.
        output: Path of the GeoTIFF, absolute.
        compute: Threads to use.

    Raises:
        RequestError: No product, or a band that is unknown or named twice.
    """

    kind: ClassVar[str] = "import-sentinel2"

    products: tuple[str, ...]
    bands: tuple[str, ...]
    area: Area = field(default_factory=Area)
    masked: bool = False
    output: str
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        if not self.products:
            raise RequestError("The request names no product.", "Choose at least one Sentinel-2 product.")
        unknown = [band for band in self.bands if band not in SENTINEL_BANDS]
        if unknown or not self.bands:
            shown = f"Sentinel-2 has no band {unknown[0]!r}." if unknown else "The request names no band."
            raise RequestError(shown, f"Bands: {', '.join(SENTINEL_BANDS)}.")
        if len(set(self.bands)) < len(self.bands):
            raise RequestError("A band is named twice.", "Name each band once.")


@dataclass(frozen=True, kw_only=True)
class ImportSentinel2Result:
    """Result of an import.

    Attributes:
        output: Path of the raster.
        width, height: Size in pixels.
        crs: Coordinate system, as WKT.
        start, end: Days of the first and last acquisition, ISO 8601; empty = not stated.
        observed: Share of the area with data in all bands, 0-1.
        clouded: Share of the area left out as cloud or shadow, 0-1.
        seconds: Wall time in seconds.
        warnings: Warnings for the user, whole sentences.
    """

    kind: ClassVar[str] = "import-sentinel2"

    output: str
    width: int
    height: int
    crs: str
    start: str
    end: str
    observed: float
    clouded: float
    seconds: float
    warnings: tuple[str, ...] = ()
