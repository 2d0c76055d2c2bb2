"""The source: from a list of paths to arrays of tiles, in the numbers and on the grid that the model wants."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.io import DatasetReader
from rasterio.windows import Window as RasterioWindow

from ..models.card import ModelCard
from .bands import BandInfo, resolve_bands
from .coverage import Coverage, find_marks
from .errors import SourceError
from .grid import Window
from .handles import Handles, Recipe, gdal_options
from .jobs import MapRequest
from .mosaic import Mosaic, build_mosaic
from .paths import local_drivers, screen_path
from .radiometry import Radiometry, plan_radiometry
from .validity import Validity, find_validity
from .warping import Placement, place

Log = Callable[[str, str], None]
"""log(level, message); the levels are info and warning."""


class Source:
    """Pixels on the working grid. A context manager; :meth:`read` and :meth:`has_data` may be called from any thread.

    Attributes:
        grid: Working grid, at the card's resolution, anchored at the top-left corner of the input.
        fingerprint: Names everything that the pixels depend on: files with size and time, bands, conversion, grid.
        warnings: What the user has to know about the input, whole sentences.
    """

    def __init__(
        self,
        *,
        input_: Mosaic,
        placement: Placement,
        bands: tuple[int, ...],
        validity: Validity,
        radiometry: Radiometry,
        coverage: Coverage,
        fingerprint: str,
    ) -> None:
        self.grid = placement.grid
        self.fingerprint = fingerprint
        self.warnings = (placement.note,) if placement.level == "warning" else ()
        self._input = input_
        self._placement = placement
        self._bands = bands
        self._validity = validity
        self._radiometry = radiometry
        self._coverage = coverage
        self._pixels = Handles(dataclasses.replace(input_.recipe, warp=placement.warp))
        self._blocks = Handles(input_.recipe)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all handles; no thread may be reading any more."""
        self._pixels.close()
        self._blocks.close()

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
        """Whether a window may have data, without reading pixels; true when that is not known."""
        with gdal_options():
            return self._coverage.has_data(self._blocks.get(), window)

    def _read(self, window: Window) -> tuple[NDArray[np.generic], NDArray[np.bool_]]:
        area = RasterioWindow(window.col, window.row, window.width, window.height)
        with gdal_options():
            try:
                values, valid = self._validity.read(self._pixels.get(), self._bands, area)
            except rasterio.errors.RasterioError as error:
                raise self._damaged(window, error) from None
        return self._radiometry.apply(values, valid), valid

    def _damaged(self, window: Window, error: Exception) -> SourceError:
        """Name the file behind a failed read, and its pixels."""
        below = self._placement.source_window(window)
        culprit, pixels, cause = self._input.recipe, below, _cause(error)
        for recipe, place_ in self._input.parts:
            part = below.intersection(place_).shifted(-place_.col, -place_.row)
            try:
                with ExitStack() as stack:
                    recipe.open(stack).read(window=RasterioWindow(part.col, part.row, part.width, part.height))
            except (rasterio.errors.RasterioError, SourceError) as again:
                culprit, pixels, cause = recipe, part, _cause(again)
                break
        return SourceError(
            f"{culprit.name} is damaged: the pixels of columns {pixels.col} to {pixels.right - 1}, "
            f"rows {pixels.row} to {pixels.bottom - 1} cannot be read ({cause}).",
            "Copy or download the file again.",
        )


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
    with gdal_options(), ExitStack() as stack:
        files = [f for path in request.sources for f in screen_path(path, trust_remote=request.trust_remote)]
        drivers = () if request.trust_remote else local_drivers()
        input_ = _assemble([Recipe(path, drivers) for path in request.sources])
        dataset, name = input_.recipe.open(stack), input_.recipe.name
        if dataset.count == 0:
            raise _no_bands(dataset, name)
        bands = resolve_bands(request.bands, card.roles, describe_bands(dataset), name)
        types = sorted({dataset.dtypes[b - 1] for b in bands})
        if len(types) > 1:
            raise SourceError(f"The bands of {name} have different types: {', '.join(types)}.", "Convert them to one.")
        radiometry = plan_radiometry(
            card,
            types[0],
            [dataset.scales[b - 1] for b in bands],
            [dataset.offsets[b - 1] for b in bands],
            request.scale,
            request.offset,
            name,
        )
        placement = place(dataset, card.resolution, name)
        if placement.note:
            log(placement.level, placement.note)
        if len(request.sources) > 1:
            log("info", f"{len(request.sources)} rasters are mapped as one; where they overlap, the first one counts.")
        warped = dataclasses.replace(input_.recipe, warp=placement.warp).open(stack)
        raw = find_validity(dataset, bands)
        return Source(
            input_=input_,
            placement=placement,
            bands=bands,
            validity=find_validity(warped, bands),
            radiometry=radiometry,
            coverage=Coverage(placement, tuple(w for _, w in input_.parts), find_marks(dataset, bands, raw)),
            fingerprint=_fingerprint(
                request.sources, [*files, *map(Path, dataset.files)], bands, radiometry, placement
            ),
        )


def describe_bands(dataset: DatasetReader) -> list[BandInfo]:
    """Number, name and colour of every band."""
    return [
        BandInfo(number, description or "", color.name)
        for number, description, color in zip(dataset.indexes, dataset.descriptions, dataset.colorinterp, strict=True)
    ]


def _assemble(recipes: list[Recipe]) -> Mosaic:
    if len(recipes) > 1:
        return build_mosaic(recipes)
    with ExitStack() as stack:
        dataset = recipes[0].open(stack)
        return Mosaic(recipes[0], ((recipes[0], Window(0, 0, dataset.width, dataset.height)),))


def _no_bands(dataset: DatasetReader, name: str) -> SourceError:
    inner = ", ".join(s.rsplit(":", 1)[-1] for s in dataset.subdatasets[:5])
    hint = f"Its rasters lie inside ({inner}): export one of them as a GeoTIFF." if inner else "Give another file."
    return SourceError(f"{name} has no bands.", hint)


def _fingerprint(
    sources: tuple[str, ...], files: list[Path], bands: tuple[int, ...], radiometry: Radiometry, placement: Placement
) -> str:
    states = {str(f): (f.stat().st_size, f.stat().st_mtime_ns) for f in files if f.is_file()}
    conversion = dataclasses.asdict(radiometry)
    grid = dataclasses.asdict(placement.grid)
    return json.dumps([sources, states, bands, conversion, grid, placement.note], sort_keys=True)


def _cause(error: BaseException) -> str:
    while error.__cause__ is not None:
        error = error.__cause__
    return str(error)
