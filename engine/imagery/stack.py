"""Writes the bands of placed tiles as one GeoTIFF, block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rasterio.io import DatasetReader
from rasterio.windows import Window as RasterWindow

from ...contract.errors import SourceError
from ..raster.area import MappedArea
from ..raster.datasets import Recipe
from ..raster.gdal_errors import GDAL_ERRORS, cause_of
from ..raster.grid import Window
from ..write.products import BLOCK
from .clouds import RIM_PX, clear_ground
from .stack_file import StackFile
from .tiles import PlacedTile, Tiles

Block = NDArray[np.uint16]


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes:
        observed: Pixels with data in all bands.
        clouded: Pixels with data that were left out as clouds or shadows.
        pixels: Pixels of the area.
    """

    observed: int
    clouded: int
    pixels: int


def write_stack(
    draft: Path,
    tiles: Tiles,
    area: MappedArea,
    bands: Sequence[str],
    tags: Mapping[str, str],
    advance: Callable[[float], None],
    threads: int,
) -> Written:
    """Write the pixels of an area; outside it they are 0, which means no data.

    Args:
        draft: Path of the new file.
        tiles: The tiles on their common grid; where several have data, the first one counts.
        area: Area on that grid.
        bands: Names of the bands.
        tags: Metadata of the file.
        advance: Called with the fraction done, 0-1; may raise to stop.
        threads: Threads for compressing.

    Raises:
        SourceError: An image is damaged.
        SpaceError: The disk is full.
        OutputError: The file cannot be written.
    """
    observed = clouded = pixels = 0
    window = area.window
    file = StackFile(tiles.grid.crop(window), bands, tags, threads)
    with ExitStack() as stack:
        readers = [_Reader(tile, stack) for tile in tiles.placed]
        with file.writing(draft) as raster:
            for done, block in blocks_of(window, BLOCK):
                inside = area.inside(block)
                pixels += int(np.count_nonzero(inside))
                image, clouds = compose(readers, block, len(bands))
                image[:, ~inside] = 0
                observed += int(np.count_nonzero(image[0]))
                clouded += int(np.count_nonzero(clouds & inside & (image[0] == 0)))
                raster.write(image, window=_raster(block.shifted(-window.col, -window.row)))
                advance(0.9 * done)
    advance(1.0)
    return Written(observed, clouded, pixels)


def compose(readers: Sequence[_Reader], block: Window, count: int) -> tuple[Block, NDArray[np.bool_]]:
    """The bands of a block, [bands, rows, columns], and where all tiles with data have clouds."""
    image: Block = np.zeros((count, block.height, block.width), np.uint16)
    clouds = np.zeros((block.height, block.width), np.bool_)
    for reader in readers:
        here = block.intersection(reader.window)
        if here.is_empty:
            continue
        at = np.s_[here.row - block.row : here.bottom - block.row, here.col - block.col : here.right - block.col]
        empty = image[0][at] == 0
        if not empty.any():
            continue
        values, clear = reader.read(here)
        # A pixel counts if every band has data: a model would take a 0 in one of them for black.
        seen = (values > 0).all(axis=0)
        taken = empty & seen & clear
        image[:, at[0], at[1]][:, taken] = values[:, taken]
        clouds[at] |= seen & ~clear
    return image, clouds


class _Reader:
    """An opened tile.

    Args:
        tile: The tile.
        stack: Closes it.
    """

    def __init__(self, tile: PlacedTile, stack: ExitStack) -> None:
        self.window, self._name = tile.window, tile.product.name
        self._bands = tile.bands.open(stack)
        self._classes = _opened(tile.classes, stack)

    def read(self, window: Window) -> tuple[Block, NDArray[np.bool_]]:
        """Bands [bands, rows, columns] and clear pixels [rows, columns] of a window within the tile's."""
        own = window.shifted(-self.window.col, -self.window.row)
        try:
            values: Block = self._bands.read(window=_raster(own))
            if self._classes is None:
                return values, np.ones(values.shape[1:], np.bool_)
            whole = Window(0, 0, self.window.width, self.window.height)
            around = own.expanded(RIM_PX).intersection(whole)
            classes = self._classes.read(1, window=_raster(around))
        except GDAL_ERRORS as error:
            raise SourceError(
                f"{self._name} is damaged: its pixels cannot be read ({cause_of(error).rstrip('.')}).",
                "Download the product again.",
            ) from None
        clear = clear_ground(classes)
        top, left = own.row - around.row, own.col - around.col
        return values, clear[top : top + own.height, left : left + own.width]


def _opened(recipe: Recipe | None, stack: ExitStack) -> DatasetReader | None:
    return recipe.open(stack) if recipe is not None else None


def blocks_of(window: Window, side: int) -> Iterator[tuple[float, Window]]:
    """Square blocks of a window, on the common grid, with the fraction done after each."""
    rows, columns = (range(0, length, side) for length in (window.height, window.width))
    for number, row in enumerate(rows):
        for place, column in enumerate(columns):
            block = Window(window.col + column, window.row + row, side, side).intersection(window)
            yield (number + (place + 1) / len(columns)) / len(rows), block


def _raster(window: Window) -> RasterWindow:
    return RasterWindow(window.col, window.row, window.width, window.height)
