"""What the user states about a raster in place of what the file states: coordinate system, nodata, alpha band."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from rasterio.crs import CRS
from rasterio.errors import CRSError
from rasterio.io import DatasetReader

from ...contract.crs_text import is_undefined
from ...contract.errors import GridError, SourceError
from ...contract.requests import Reading
from ...contract.requests.reading import NO_NODATA
from .vrt import TYPES

# XML cannot contain them.
_CONTROL = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd]")


@dataclass(frozen=True)
class Stated:
    """Properties that replace those of the files.

    Attributes:
        crs: Coordinate system as WKT; empty = that of the files.
        nodata: Number, "none", or empty = that of the files.
        alpha: Number of the alpha band; 0 = by the files.
    """

    crs: str = ""
    nodata: str = ""
    alpha: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether the files decide everything."""
        return self == Stated()

    def crs_of(self, dataset: DatasetReader) -> str:
        """Coordinate system of a raster as WKT; empty = none."""
        return self.crs or (dataset.crs.to_wkt() if dataset.crs else "")

    def nodata_of(self, dataset: DatasetReader, name: str) -> tuple[float | None, ...]:
        """Nodata value of each band; None = none.

        Raises:
            SourceError: Pixels of the raster cannot hold the stated value.
        """
        if not self.nodata:
            return tuple(dataset.nodatavals)
        if self.nodata == NO_NODATA:
            return (None,) * dataset.count
        value = float(self.nodata)
        for dtype in dataset.dtypes:
            limits = np.iinfo(dtype) if np.dtype(dtype).kind in "iu" else None
            if limits and not (value.is_integer() and limits.min <= value <= limits.max):
                raise SourceError(
                    f"NODATA={self.nodata}: {name} has pixels of the type {dtype}, which cannot hold this number.",
                    f"Enter a number from {limits.min} to {limits.max}, or none.",
                )
        return (value,) * dataset.count

    def color_of(self, dataset: DatasetReader, band: int) -> str:
        """Colour interpretation of a band."""
        return "alpha" if band == self.alpha else str(dataset.colorinterp[band - 1].name)


def read_stated(reading: Reading, alpha: int) -> Stated:
    """Read what a request states about its rasters.

    Args:
        reading: The request.
        alpha: Number of the band with the role "alpha"; 0 = none.

    Raises:
        GridError: The coordinate system cannot be read.
    """
    crs = ""
    if reading.crs:
        try:
            crs = CRS.from_user_input(reading.crs).to_wkt()
        except CRSError:
            crs = ""
        if is_undefined(crs):
            raise GridError(
                "The coordinate system that was set for the input cannot be read.",
                "Choose another one in the layer's properties.",
            )
    return Stated(crs, reading.nodata, alpha)


def described_tags(dataset: DatasetReader, band: int) -> dict[str, str]:
    """Metadata of a band that XML can hold, of the domains that describe it."""
    tags = {**dataset.tags(band, ns="IMAGERY"), **dataset.tags(band)}
    return {key: _CONTROL.sub("", value) for key, value in tags.items() if not _CONTROL.search(key)}


def refuse_type(dtype: str, name: str) -> None:
    """Check that pixels are plain numbers, which can be mosaicked.

    Raises:
        SourceError: They are complex, or of a type that few programs know.
    """
    if dtype not in TYPES:
        raise SourceError(f"{name} has pixels of the type {dtype}.", "Convert it to integer or floating-point numbers.")
