"""Cuts patches from an image: labelled ones around drawn samples, and unlabelled ones spread over an area."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rasterio.features import rasterize

from ..assess.accuracy import UNKNOWN
from ..raster.area import MappedArea
from ..raster.grid import Window
from ..raster.source import Source
from .placement import Shape

_PARTS = 16
"""Largest number of patches per sample."""

_SHARE = 0.5
"""Preferred minimum share of a patch's area that has data."""


@dataclass(frozen=True)
class Layout:
    """Dimensions of the patches.

    Attributes:
        cell: Side of the labelled part of a patch, pixels of the working grid.
        margin: Width of the context around the labelled part, pixels of the working grid.
        factor: Pixels of the labels per pixel of the image along an axis.
    """

    cell: int
    margin: int
    factor: int = 1

    @property
    def side(self) -> int:
        """Side of a patch, pixels of the working grid."""
        return self.cell + 2 * self.margin


@dataclass(frozen=True)
class Piece:
    """A patch: a part of a sample with the image around it.

    Attributes:
        number, value: Number and class value of the sample.
        window: Window on the working grid.
        image: Pixels [bands, side, side] in the numeric range of the model's card.
        label: Labels, uint8 [side * factor, side * factor]: the value inside the sample, 255 elsewhere and at nodata.
    """

    number: int
    value: int
    window: Window
    image: NDArray[np.generic]
    label: NDArray[np.uint8]


def cut_samples(source: Source, shapes: Sequence[Shape], layout: Layout, tell: Callable[[float], None]) -> list[Piece]:
    """Cut patches around samples; a sample without any data yields none.

    Args:
        source: Opened image.
        shapes: Samples on the working grid of the image.
        layout: Dimensions of the patches.
        tell: Called with the fraction done.

    Raises:
        SourceError: The image cannot be read.
    """
    pieces: list[Piece] = []
    for done, shape in enumerate(shapes, start=1):
        parts = (_piece(source, shape, cell, layout) for cell in _cells_of(source, shape, layout))
        pieces += itertools.islice((part for part in parts if part is not None), _PARTS)
        tell(done / len(shapes))
    return pieces


def _cells_of(source: Source, shape: Shape, layout: Layout) -> list[Window]:
    """Cells of an image that a sample may cover, in random order: large samples are not cut completely."""
    if shape.region.is_empty:
        return []
    cells = _cells(source.grid.window_of(shape.region.bounds).intersection(source.grid.window), layout.cell)
    return [cells[index] for index in np.random.default_rng(shape.number).permutation(len(cells))]


def _piece(source: Source, shape: Shape, cell: Window, layout: Layout) -> Piece | None:
    """The patch of a sample's part in a cell; None = no data there."""
    grid = source.grid.scaled(layout.factor).crop(cell.scaled(layout.factor))
    inside = rasterize([shape.region], out_shape=(grid.height, grid.width), transform=grid.transform, dtype=np.uint8)
    if not inside.any():
        return None
    window = cell.expanded(layout.margin)
    image, valid = source.read(window)
    rim = layout.margin * layout.factor
    whole = np.pad(inside.astype(np.bool_), rim) & np.kron(valid, np.ones((layout.factor,) * 2, np.bool_))
    if not whole.any():
        return None
    label = np.where(whole, shape.value, UNKNOWN).astype(np.uint8)
    return Piece(shape.number, shape.value, window, image, label)


def cut_area(
    source: Source, area: MappedArea, side: int, most: int, seed: int, tell: Callable[[float], None]
) -> list[NDArray[np.generic]]:
    """Cut patches spread at random over an area, at least half of which has data; less if no patch has that much.

    Args:
        source: Opened image.
        area: Area on the working grid of the image.
        side: Side of a patch, pixels.
        most: Largest number of patches.
        seed: Seed of the random choice.
        tell: Called with the fraction done.

    Returns:
        Patches [bands, side, side] in the numeric range of the model's card; none if the area has no data at all.

    Raises:
        SourceError: The image cannot be read.
    """
    # Patches lie inside the image if it is large enough: beyond its edge it is mirrored.
    cells = [_pulled_in(cell, source.grid.window) for cell in _cells(area.window, side)]
    order = np.random.default_rng(seed).permutation(len(cells))
    good: list[NDArray[np.generic]] = []
    poor: list[NDArray[np.generic]] = []
    for index in order:
        if len(good) == most:
            break
        if not area.touches(cells[index]) or not source.has_data(cells[index]):
            continue
        image, valid = source.read(cells[index])
        mask = area.mask(cells[index])
        inside = valid if mask is None else valid[mask]
        if not inside.any():
            continue
        if inside.mean() >= _SHARE:
            good.append(image)
        elif len(poor) < most:
            poor.append(image)
        tell(len(good) / most)
    return good or poor


def _cells(window: Window, side: int) -> list[Window]:
    """Squares in rows and columns that cover a window, centred on it."""
    columns, rows = math.ceil(window.width / side), math.ceil(window.height / side)
    col = window.col - (columns * side - window.width) // 2
    row = window.row - (rows * side - window.height) // 2
    return [Window(col + c * side, row + r * side, side, side) for r in range(rows) for c in range(columns)]


def _pulled_in(cell: Window, whole: Window) -> Window:
    def start(at: int, side: int, size: int) -> int:
        return max(0, min(at, size - side))

    return Window(
        start(cell.col, cell.width, whole.width), start(cell.row, cell.height, whole.height), cell.width, cell.height
    )
