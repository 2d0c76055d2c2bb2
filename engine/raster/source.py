"""Reads tiles of an open input from any thread, on the model's grid and in its numeric range."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rasterio.windows import Window as RasterioWindow

from ...contract.errors import SourceError
from ...contract.local_paths import is_local_path
from .coverage import Coverage
from .datasets import Handles, gdal_options
from .file_states import changed_meanwhile
from .gdal_errors import GDAL_ERRORS, cause_of
from .grid import Window
from .mosaic import Mosaic
from .numbers.radiometry import Radiometry
from .validity import Validity
from .warping import Placement


class Source:
    """Pixels on the working grid. A context manager; :meth:`read` and :meth:`has_data` may be called from any thread.

    Attributes:
        grid: Working grid, at the card's resolution, anchored at the top-left corner of the input.
        files: Local files that the pixels come from, including those behind a VRT and beside a raster.
        fingerprint: Text of everything that the pixels depend on besides the content of the files: bands, conversion,
            grid.
        meaning: What the numbers of the input mean and who states it, one sentence.
        warnings: Warnings about the input for the user, whole sentences.
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
        files: tuple[Path, ...],
        fingerprint: str,
        meaning: str,
        warnings: tuple[str, ...] = (),
    ) -> None:
        self.grid = placement.grid
        self.files = files
        self.fingerprint = fingerprint
        self.meaning = meaning
        self.warnings = (*warnings, placement.note) if placement.level == "warning" else warnings
        self._input = input_
        self._placement = placement
        self._bands = bands
        self._validity = validity
        self._radiometry = radiometry
        self._coverage = coverage
        self._pixels = Handles(dataclasses.replace(input_.recipe, warp=placement.warp))
        self._blocks = Handles(input_.recipe) if placement.warp is not None else self._pixels

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all datasets; no thread may be reading any more."""
        self._pixels.close()
        self._blocks.close()

    def reopen(self) -> None:
        """Forget everything that was read, so that it is read from the files again; no thread may be reading."""
        self._pixels.reopen()
        self._blocks.reopen()

    def read(self, window: Window) -> tuple[NDArray[np.generic], NDArray[np.bool_]]:
        """Read a window; it may reach outside the grid.

        Pixels outside are filled with the mirror image of those inside: they depend on the place alone, not on the
        window. Nodata pixels get the fill of the card.

        Returns:
            Pixels [C, h, w] of the card's type, and whether each has data [h, w] (false outside the grid).

        Raises:
            SourceError: The pixels cannot be read.
        """
        inside = window.intersection(self.grid.window)
        if inside == window:
            return self._read(window)
        cols = _mirror(window.col, window.width, self.grid.width)
        rows = _mirror(window.row, window.height, self.grid.height)
        core = Window(int(cols.min()), int(rows.min()), int(np.ptp(cols)) + 1, int(np.ptp(rows)) + 1)
        values, valid = self._read(core)
        rows, cols = rows - core.row, cols - core.col
        here = np.zeros((window.height, window.width), dtype=np.bool_)
        top, left = inside.row - window.row, inside.col - window.col
        here[top : top + inside.height, left : left + inside.width] = True
        # Row by row and then column by column: copying whole rows is fast, indexing both at once is not.
        return values.take(rows, axis=1).take(cols, axis=2), valid.take(rows, axis=0).take(cols, axis=1) & here

    def has_data(self, window: Window) -> bool:
        """Whether a window may have data, without reading pixels; true if unknown."""
        return self.have_data([window])[0]

    def have_data(self, windows: Sequence[Window]) -> list[bool]:
        """Whether each of several windows may have data, as :meth:`has_data` says it."""
        with gdal_options(remote=self._input.recipe.remote):
            dataset = self._blocks.get()
            return [self._coverage.has_data(dataset, window) for window in windows]

    def files_in(self, window: Window) -> tuple[Path, ...]:
        """Local files that the pixels of a window come from; of a single raster all of its files."""
        below, parts = self._placement.source_window(window), self._input.parts
        if len(parts) == 1:
            return self.files
        near = [recipe.target for recipe, part in parts if below.intersects(part) and is_local_path(recipe.target)]
        return tuple(path for path in map(Path, near) if path.is_file())

    def _read(self, window: Window) -> tuple[NDArray[np.generic], NDArray[np.bool_]]:
        area = RasterioWindow(window.col, window.row, window.width, window.height)
        with gdal_options(remote=self._input.recipe.remote):
            try:
                values, valid = self._validity.read(self._pixels.get(), self._bands, area)
            except GDAL_ERRORS as error:
                raise self._damaged(window, error) from None
        if values.shape[1:] != (window.height, window.width):
            # Opened again by another thread, the file has another size than before.
            raise changed_meanwhile(sorted({file.name for file in self.files}))
        return self._radiometry.apply(values, valid), valid

    def _damaged(self, window: Window, error: Exception) -> SourceError:
        """The error for a failed read, naming the file and its pixels."""
        below = self._placement.source_window(window)
        whole = Window(0, 0, max(w.right for _, w in self._input.parts), max(w.bottom for _, w in self._input.parts))
        culprit, pixels, cause = self._input.recipe, below.intersection(whole), cause_of(error)
        for recipe, place_ in self._input.parts:
            part = below.intersection(place_).shifted(-place_.col, -place_.row)
            if part.is_empty:
                continue
            try:
                with ExitStack() as stack:
                    recipe.open(stack).read(window=RasterioWindow(part.col, part.row, part.width, part.height))
            except (*GDAL_ERRORS, SourceError) as again:
                culprit, pixels, cause = recipe, part, cause_of(again)
                break
        return SourceError(
            f"{culprit.name} is damaged: the pixels in columns {pixels.col} to {pixels.right - 1}, "
            f"rows {pixels.row} to {pixels.bottom - 1} cannot be read ({cause}).",
            "Copy or download the file again.",
        )


def _mirror(start: int, count: int, size: int) -> NDArray[np.int64]:
    """Indices within 0 .. size - 1 for the positions start .. start + count - 1, mirrored repeatedly at the edges.

    The edge pixel itself is repeated (-1 -> 0, -2 -> 1, size -> size - 1), so that a single pixel suffices.
    """
    phase = np.arange(start, start + count) % (2 * size)
    return np.where(phase < size, phase, 2 * size - 1 - phase)
