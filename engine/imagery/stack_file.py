"""The file that an import or a composite becomes: bands of reflectance x 10000 with names, tags and overviews."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import rasterio
from rasterio.enums import ColorInterp, Resampling
from rasterio.io import DatasetWriter

from ..raster.gdal_errors import GDAL_ERRORS, cause_of
from ..raster.grid import Grid
from ..raster.safe.bands import QUANTIFICATION
from ..write.failures import incomplete
from ..write.products import compression, overview_factors, tiled_options

OBSERVATIONS = "observations"
"""Name of the band with the number of clear observations, which has no scale."""

_COLORS = {"B02": ColorInterp.blue, "B03": ColorInterp.green, "B04": ColorInterp.red}


@dataclass(frozen=True)
class StackFile:
    """Description of the file.

    Attributes:
        grid: Grid of the file.
        bands: Names of the bands.
        tags: Metadata of the file.
        threads: Threads for compressing.
    """

    grid: Grid
    bands: Sequence[str]
    tags: Mapping[str, str]
    threads: int

    @contextmanager
    def writing(self, draft: Path) -> Iterator[DatasetWriter]:
        """The open file; overviews follow when it is complete.

        Raises:
            SpaceError: The disk is full.
            OutputError: The file cannot be written.
        """
        grid = self.grid
        try:
            with rasterio.open(
                draft,
                "w",
                driver="GTiff",
                width=grid.width,
                height=grid.height,
                count=len(self.bands),
                dtype="uint16",
                crs=grid.crs,
                transform=grid.transform,
                nodata=0,
                num_threads=str(self.threads),
                **tiled_options(2, "band"),
            ) as raster:
                self._describe(raster)
                yield raster
            factors = overview_factors(grid.width, grid.height)
            if factors:
                with (
                    rasterio.Env(COMPRESS_OVERVIEW=compression(), GDAL_NUM_THREADS=str(self.threads)),
                    rasterio.open(draft, "r+") as raster,
                ):
                    raster.build_overviews(factors, Resampling.average)
        except GDAL_ERRORS as error:
            raise incomplete(draft, draft.name, cause_of(error)) from error

    def _describe(self, raster: DatasetWriter) -> None:
        raster.update_tags(**self.tags)
        raster.scales = tuple(1.0 if band == OBSERVATIONS else 1 / QUANTIFICATION for band in self.bands)
        raster.offsets = (0.0,) * len(self.bands)
        for number, band in enumerate(self.bands, start=1):
            raster.set_band_description(number, band)
            if band != OBSERVATIONS:
                # The offset is in the numbers already, whatever the baseline says.
                raster.update_tags(number, BANDNAME=band, BOA_ADD_OFFSET="0")
        raster.colorinterp = [_COLORS.get(band, ColorInterp.undefined) for band in self.bands]
