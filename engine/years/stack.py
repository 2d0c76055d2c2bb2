"""Opens the maps of several years as one stack of rasters on one grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import Resampling
from rasterio.transform import Affine
from rasterio.windows import Window as RasterWindow

from ...contract.errors import GridError, SourceError
from ...contract.requests import YearRaster
from ...contract.requests.years import MOST_YEARS
from ..raster.datasets import Handles, Recipe, gdal_options
from ..raster.gdal_errors import GDAL_ERRORS, cause_of
from ..raster.georeference import refuse_unplaced
from ..raster.grid import Grid, Window
from ..raster.safe_paths import screen_path
from ..write.legend import NODATA, Legend
from ..write.products import BLOCK
from .agreement import common_window, refuse_other_content, refuse_years, shift_of
from .year_map import YearMap, describe_map

_PERCENT = 100


class YearStack:
    """Rasters of several years on the pixels that all of them share.

    May be read by several threads, each under :func:`gdal_options`.

    Attributes:
        maps: The maps, the earliest first.
        crs: Coordinate system as WKT.
        transform: From (column, row) to (x, y).
        width, height: Size of the common window, pixels.
        cropped: Whether a map reaches beyond the common window.
    """

    def __init__(
        self,
        maps: Sequence[YearMap],
        crs: str,
        transform: Affine,
        windows: Sequence[Window],
        handles: Sequence[tuple[Handles, float | None]],
        *,
        cropped: bool,
    ) -> None:
        self.maps = tuple(maps)
        self.crs = crs
        self.transform = transform
        self.width, self.height = windows[0].width, windows[0].height
        self.cropped = cropped
        self._windows = tuple(windows)
        self._handles = tuple(handles)

    @property
    def years(self) -> tuple[int, ...]:
        """The years, ascending."""
        return tuple(one.year for one in self.maps)

    @property
    def percent(self) -> bool:
        """Whether the values are probabilities, 0-100 %, else classes."""
        return self.maps[0].percent

    @property
    def legend(self) -> tuple[Legend, ...]:
        """Classes of the maps; empty = none states them."""
        return next((one.legend for one in self.maps if one.legend), ())

    @property
    def files(self) -> list[Path]:
        """Files that the maps are read from."""
        return [file for one in self.maps for file in one.files]

    @property
    def grid(self) -> Grid:
        """The common window as a grid of square pixels.

        Raises:
            GridError: The pixels are not square, not north up, or in degrees.
        """
        first, crs = self.maps[0].name, self._handles[0][0].get().crs
        a, b, _, d, e, _ = tuple(self.transform)[:6]
        if b or d or a <= 0 or abs(a + e) > 1e-6 * a:
            raise GridError(
                f"The pixels of {first} are not square or not north up.",
                "Warp all maps to one grid of square pixels with Warp (reproject).",
            )
        if not crs.is_projected:
            raise GridError(
                f"The coordinate system of {first} is in degrees.",
                "Warp all maps to one projected coordinate system with Warp (reproject).",
            )
        metres = crs.linear_units_factor[1]
        return Grid(self.crs, self.transform.c, self.transform.f, a, self.width, self.height, metres)

    def read(self, window: Window) -> NDArray[np.uint8]:
        """Pixels of all years, [years, rows, columns]; 255 = not observed.

        Args:
            window: Part of the common window.

        Raises:
            SourceError: A raster cannot be read, or has a probability above 100.
        """
        block = np.empty((len(self.maps), window.height, window.width), np.uint8)
        for layer, one, part, (handles, nodata) in zip(block, self.maps, self._windows, self._handles, strict=True):
            there = RasterWindow(part.col + window.col, part.row + window.row, window.width, window.height)
            try:
                handles.get().read(one.band, window=there, out=layer)
            except GDAL_ERRORS as error:
                last = there.row_off + there.height - 1
                raise SourceError(
                    f"{one.name} is damaged: the pixels in rows {there.row_off} to {last} cannot be read "
                    f"({cause_of(error).rstrip('.')}).",
                    "Copy it again, or make it anew.",
                ) from None
            if nodata is not None and nodata != NODATA:
                layer[layer == nodata] = NODATA
            if one.percent and np.any((layer > _PERCENT) & (layer != NODATA)):
                raise SourceError(
                    f"{one.name} is no map of probabilities: it has values from 101 to 254.",
                    "Choose maps in whole percent, 0 to 100, with 255 where nothing is known.",
                )
        return block

    def sample(self, number: int, step: int) -> NDArray[np.uint8]:
        """Every n-th pixel of one map along both axes, [rows, columns]; 255 = not observed.

        Args:
            number: Place of the map in the stack.
            step: Pixels of the stack per pixel of the sample.
        """
        one, part, (handles, nodata) = self.maps[number], self._windows[number], self._handles[number]
        shape = (-(-self.height // step), -(-self.width // step))
        there = RasterWindow(part.col, part.row, self.width, self.height)
        found: NDArray[np.uint8] = handles.get().read(
            one.band, window=there, out_shape=shape, resampling=Resampling.nearest
        )
        if nodata is not None:
            found[found == nodata] = NODATA
        return found

    def blocks(self, pixels: int = 2**22) -> Iterator[Window]:
        """Windows that cover the stack, row by row, in multiples of the blocks that maps are stored in.

        Args:
            pixels: Most pixels of a window.
        """
        rows = BLOCK
        columns = max(BLOCK, pixels // rows // BLOCK * BLOCK)
        for row in range(0, self.height, rows):
            for col in range(0, self.width, columns):
                yield Window(col, row, min(columns, self.width - col), min(rows, self.height - row))


def open_years(
    rasters: Sequence[YearRaster], stack: ExitStack, *, trust_remote: bool = False, percent: bool | None = None
) -> YearStack:
    """Open the maps of several years.

    Maps that differ only in their extent are read where they overlap.

    Args:
        rasters: The maps in any order.
        stack: Closes them.
        trust_remote: Whether /vsi paths and URLs are allowed.
        percent: What rasters without a statement hold, and what the others have to hold: probabilities (True), classes
            (False), or whatever they state (None), without a statement classes.

    Raises:
        SourceError: Fewer than two maps, a year that is unknown or there twice, a map that cannot be opened, or maps
            with other values, classes or models than the first one.
        GridError: A map is not placed, or has other pixels than the first one.
    """
    if len(rasters) > MOST_YEARS:
        raise SourceError(f"There are {len(rasters)} maps, more than {MOST_YEARS}.", "Choose fewer years.")
    with gdal_options(remote=trust_remote):
        opened = [_open(raster, stack, trust_remote, percent) for raster in rasters]
        refuse_years([(one.year, one.name) for one, _ in opened])
        opened.sort(key=lambda pair: pair[0].year)
        maps = [one for one, _ in opened]
        for one in maps[1:]:
            refuse_other_content(maps[0], one)
        datasets = [handles.get() for _, handles in opened]
        shifts = [shift_of(maps[0], datasets[0], one, dataset) for one, dataset in zip(maps, datasets, strict=True)]
        extents = [
            Window(col, row, dataset.width, dataset.height)
            for (col, row), dataset in zip(shifts, datasets, strict=True)
        ]
        common = common_window(maps, extents)
        return YearStack(
            maps,
            datasets[0].crs.to_wkt(),
            datasets[0].transform * Affine.translation(common.col, common.row),
            [common.shifted(-extent.col, -extent.row) for extent in extents],
            [(handles, handles.get().nodatavals[one.band - 1]) for one, handles in opened],
            cropped=any(extent != common for extent in extents),
        )


def _open(raster: YearRaster, stack: ExitStack, trust_remote: bool, percent: bool | None) -> tuple[YearMap, Handles]:
    files = screen_path(raster.path, trust_remote=trust_remote)
    handles = Handles(Recipe(raster.path, trust_remote))
    stack.callback(handles.close)
    dataset, name = handles.get(), handles.recipe.name
    refuse_unplaced(dataset, name)
    return describe_map(dataset, raster, name, files, percent), handles
