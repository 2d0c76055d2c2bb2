"""Other products on their own grid: is the surface there, and how much of a cell is it."""

from __future__ import annotations

from contextlib import ExitStack

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import SourceError
from ...contract.product_legends import ProductLegend
from ...contract.requests import Reading
from ..raster.datasets import Recipe
from ..raster.georeference import refuse_unplaced
from ..raster.grid import Window
from ..raster.opening import assemble
from ..raster.safe_paths import screen_path
from .class_map import grid_of, pixels_at, read_window

UNKNOWN_SHARE = np.float32(np.nan)


class Product:
    """An opened product.

    Args:
        paths: Paths of its rasters; tiles are put together, the first one on top.
        legend: Meaning of the values.
        year: Year that counts, for a legend of years.
        stack: Closes the files at the end.
        remote: Whether the files may lie on the network.

    Attributes:
        name: Name for messages.
        grid: Grid of the product.

    Raises:
        SourceError: A raster is unreadable, has complex numbers, or has no band.
        GridError: A raster has no coordinate system, or its pixels are not square and north up.
    """

    def __init__(
        self, paths: tuple[str, ...], legend: ProductLegend, year: int | None, stack: ExitStack, *, remote: bool
    ) -> None:
        for path in paths:
            screen_path(path, trust_remote=remote)
        recipe = (
            Recipe(paths[0], remote)
            if len(paths) == 1
            else assemble(Reading(sources=paths, trust_remote=remote)).recipe
        )
        dataset = recipe.open(stack)
        self.name, self._dataset, self._legend, self._year = recipe.name, dataset, legend, year
        if dataset.count == 0 or np.dtype(dataset.dtypes[0]).kind not in "iuf":
            raise SourceError(f"{self.name} has no band of numbers.", "Choose the raster of the product.")
        refuse_unplaced(dataset, self.name)
        self.grid = grid_of(dataset, self.name)
        self._nodata = {*legend.nodata, *([] if dataset.nodata is None else [dataset.nodata])}

    def read(self, window: Window) -> NDArray[np.float32]:
        """Share of each cell that is the surface, 0-1, [rows, columns]; NaN = no data. Classes and years: 0 or 1.

        Raises:
            SourceError: The pixels cannot be read.
        """
        return self._shares(read_window(self._dataset, window, self.name))

    def at(self, cols: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Share of single cells, [points]; NaN = no data, or outside."""
        inside = (cols >= 0) & (rows >= 0) & (cols < self.grid.width) & (rows < self.grid.height)
        shares = self._shares(pixels_at(self._dataset, cols, rows, self.name, 0))
        shares[~inside] = UNKNOWN_SHARE
        return shares

    def is_surface(self, shares: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Whether cells with these shares count as the surface."""
        least = self._legend.threshold / self._legend.full if self._legend.kind == "threshold" else 0.5
        return shares >= np.float32(least)

    @property
    def has_shares(self) -> bool:
        """Whether the product states how much of a cell is the surface."""
        return self._legend.kind == "threshold"

    def _shares(self, values: NDArray[np.generic]) -> NDArray[np.float32]:
        known = ~np.isin(values, list(self._nodata))
        if values.dtype.kind == "f":
            known &= np.isfinite(values)
        match self._legend.kind:
            case "classes":
                found = np.isin(values, self._legend.values).astype(np.float32)
            case "threshold":
                found = (values.astype(np.float64) / self._legend.full).astype(np.float32)
                # What is above all surface is a code of the product, such as cloud or outside.
                known &= (found >= 0) & (found <= 1)
            case _:
                built = [
                    value
                    for value in np.unique(values[known]).tolist()
                    if (year := self._legend.year_of(int(value))) is not None and year <= (self._year or 0)
                ]
                found = np.isin(values, built).astype(np.float32)
        found[~known] = UNKNOWN_SHARE
        return found
