"""The source: from a list of paths to arrays of tiles, in the numbers and on the grid that the model wants."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.io import DatasetReader
from rasterio.windows import Window as RasterioWindow

from ..models.card import ModelCard
from .bands import BandInfo, resolve_bands
from .errors import SourceError
from .grid import Grid, Window
from .handles import Handles, Recipe, gdal_options
from .jobs import MapRequest
from .radiometry import Radiometry, plan_radiometry
from .validity import Validity, find_validity

Log = Callable[[str, str], None]
"""log(level, message); the levels are info and warning."""


class Source:
    """Pixels on the working grid. A context manager; :meth:`read` and :meth:`has_data` may be called from any thread.

    Attributes:
        grid: Working grid, at the card's resolution, anchored at the top-left corner of the (first) raster.
        fingerprint: Names everything that the pixels depend on: files with size and time, bands, conversion, grid.
        warnings: What the user has to know about the input, whole sentences.
    """

    def __init__(
        self,
        *,
        name: str,
        recipe: Recipe,
        grid: Grid,
        bands: tuple[int, ...],
        validity: Validity,
        radiometry: Radiometry,
        fingerprint: str,
        warnings: tuple[str, ...] = (),
    ) -> None:
        self.grid = grid
        self.fingerprint = fingerprint
        self.warnings = warnings
        self._name = name
        self._bands = bands
        self._validity = validity
        self._radiometry = radiometry
        self._handles = Handles(recipe)

    def __enter__(self) -> Source:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all handles; no thread may be reading any more."""
        self._handles.close()

    def read(self, window: Window) -> tuple[NDArray[np.generic], NDArray[np.bool_]]:
        """Read a window; it may reach outside the grid.

        What lies outside is filled with the mirror image of what lies inside: a function of the place alone, not of
        the window. Pixels without data get the fill of the card.

        Returns:
            Pixels [C, h, w] of the card's type, and whether each has data [h, w] (false outside the grid).

        Raises:
            SourceError: The pixels cannot be read.
        """
        inside = window.intersection(self.grid.window)
        if inside == window:
            return self._read(window)
        cols = mirror(window.col, window.width, self.grid.width)
        rows = mirror(window.row, window.height, self.grid.height)
        core = Window(int(cols.min()), int(rows.min()), int(np.ptp(cols)) + 1, int(np.ptp(rows)) + 1)
        values, valid = self._read(core)
        index = np.ix_(rows - core.row, cols - core.col)
        outside = np.ones((window.height, window.width), dtype=np.bool_)
        if not inside.is_empty:
            outside[
                inside.row - window.row : inside.bottom - window.row,
                inside.col - window.col : inside.right - window.col,
            ] = False
        return values[:, *index], valid[index] & ~outside

    def has_data(self, window: Window) -> bool:
        """Whether the window may have data, without reading pixels; true when that is not known."""
        return window.intersects(self.grid.window)

    def _read(self, window: Window) -> tuple[NDArray[np.generic], NDArray[np.bool_]]:
        with gdal_options():
            try:
                values, valid = self._validity.read(
                    self._handles.get(),
                    self._bands,
                    RasterioWindow(window.col, window.row, window.width, window.height),
                )
            except rasterio.errors.RasterioError as error:
                raise SourceError(
                    f"{self._name} is damaged: the pixels of columns {window.col} to {window.right - 1}, "
                    f"rows {window.row} to {window.bottom - 1} cannot be read ({_cause(error)}).",
                    "Copy or download the file again.",
                ) from None
        return self._radiometry.apply(values, valid), valid


def mirror(start: int, count: int, size: int) -> NDArray[np.int64]:
    """Indices within 0 .. size - 1 for the positions start .. start + count - 1, mirrored at the edges again and again.

    The edge pixel itself is repeated (-1 -> 0, -2 -> 1, size -> size - 1), so that one pixel is enough.
    """
    phase = np.arange(start, start + count) % (2 * size)
    return np.where(phase < size, phase, 2 * size - 1 - phase)


def open_source(request: MapRequest, card: ModelCard, log: Log) -> Source:
    """Open the input of a map request in the way that a model wants it.

    Args:
        request: Names the rasters, the bands, scale and offset.
        card: Says what the model wants: roles, type and meaning of the numbers, ground sampling.
        log: Told what is done to the pixels on the way.

    Raises:
        SourceError: No file, not a raster, refused, too coarse, or with numbers of unknown meaning.
        BandError: A role has no band.
        GridError: No coordinate system, or a geometry that cannot be mapped.
    """
    if not request.sources:
        raise SourceError("There is no input.", "Give at least one raster.")
    path = request.sources[0]
    if not os.path.exists(path):
        raise SourceError(f"The input {path} does not exist.")
    with gdal_options(), ExitStack() as stack:
        recipe = Recipe(path)
        dataset = recipe.open(stack)
        name = Path(path).name
        bands = resolve_bands(request.bands, card.roles, describe_bands(dataset), name)
        radiometry = plan_radiometry(
            card,
            dataset.dtypes[bands[0] - 1],
            [dataset.scales[b - 1] for b in bands],
            [dataset.offsets[b - 1] for b in bands],
            request.scale,
            request.offset,
            name,
        )
        transform = dataset.transform
        grid = Grid(
            dataset.crs.to_wkt(), transform.c, transform.f, transform.a, dataset.width, dataset.height,
            dataset.crs.linear_units_factor[1],
        )  # fmt: skip
        return Source(
            name=name,
            recipe=recipe,
            grid=grid,
            bands=bands,
            validity=find_validity(dataset, bands),
            radiometry=radiometry,
            fingerprint=json.dumps([request.sources, bands]),
        )


def describe_bands(dataset: DatasetReader) -> list[BandInfo]:
    """Number, name and colour of every band."""
    return [
        BandInfo(number, description or "", color.name)
        for number, description, color in zip(dataset.indexes, dataset.descriptions, dataset.colorinterp, strict=True)
    ]


def _cause(error: BaseException) -> str:
    while error.__cause__ is not None:
        error = error.__cause__
    return str(error)
