"""Reference class rasters (the truth), read on the grid of a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.dtypes import in_dtype_range
from rasterio.enums import Resampling
from rasterio.io import DatasetReader
from rasterio.windows import Window as RasterioWindow

from ...contract.card import ModelCard
from ...contract.errors import ModelError, RequestError, SourceError
from ..raster.datasets import Recipe
from ..raster.georeference import refuse_unplaced
from ..raster.grid import Window
from ..raster.safe_paths import screen_path
from .accuracy import UNKNOWN
from .label_values import meaning_of

_INVALID = -1
_VALUES = 256


@dataclass(frozen=True)
class Coding:
    """Common numbers for the classes of truth and map: 0 the rest, 1, 2, ... the classes to evaluate.

    Attributes:
        names: Name per number.
        titles, colors: Display title and colour (#rrggbb) per number.
        truth: [256], number per value of a truth; 255 = unknown (:func:`.label_values.meaning_of`), -1 = invalid value.
    """

    names: tuple[str, ...]
    titles: tuple[str, ...]
    colors: tuple[str, ...]
    truth: NDArray[np.int16]

    @property
    def target(self) -> str:
        """The class, if only one is evaluated; empty = several."""
        return self.names[1] if len(self.names) == 2 else ""

    def of_map(self, card: ModelCard) -> NDArray[np.uint8]:
        """[256], number per value of a class raster that a model made for :attr:`target`."""
        table = np.full(_VALUES, UNKNOWN, np.uint8)
        if self.target:
            table[:2] = 0, 1
            return table
        for entry in card.classes:
            table[entry.value] = self.names.index(entry.name) if entry.name in self.names else 0
        return table


def coding_of(classes: Mapping[str, str], cards: Sequence[ModelCard]) -> Coding:
    """Determine the classes to evaluate.

    Args:
        classes: Value of the truth -> name of a class; empty = the values of the cards.
        cards: Cards of all models.

    Raises:
        RequestError: A value is not a number from 0 to 255, or only the rest is named.
        ModelError: A model lacks a named class, or the models assign different values to their classes.
    """
    first, *others = cards
    legend = {str(entry.value): entry.name for entry in first.classes}
    rest = next((entry for entry in first.classes if entry.value == 0), None)
    if not classes and any({str(entry.value): entry.name for entry in card.classes} != legend for card in others):
        raise ModelError(
            "The models have different classes.", "Assign values of the truth to classes, for example 1=impervious."
        )
    wanted = classes or legend
    for name in wanted.values():
        for card in cards:
            if name not in [entry.name for entry in card.classes]:
                raise ModelError(
                    f"The model {card.name} has no class {name!r}.",
                    f"Available classes: {', '.join(entry.name for entry in card.classes)}.",
                )
    judged = [entry for entry in first.classes if entry.name in wanted.values() and entry.value != 0]
    if not judged:
        raise RequestError(
            "The request names no class to evaluate.", "Name a class of the model with its value: 1=impervious."
        )
    names = [rest.name if rest else "other", *(entry.name for entry in judged)]
    if wrong := [value for value in wanted if not value.isdecimal() or int(value) >= _VALUES]:
        raise RequestError(f"The truth cannot have the value {wrong[0]}.", "Use values from 0 to 255.")
    table = np.full(_VALUES, 0 if classes else _INVALID, np.int16)
    for one, number in meaning_of({value: names.index(name) for value, name in wanted.items()}).items():
        table[one] = number
    return Coding(
        names=tuple(names),
        titles=(rest.title if rest else "Other", *(entry.title for entry in judged)),
        colors=(rest.color if rest else "#d9d9d9", *(entry.color for entry in judged)),
        truth=table,
    )


class Truth:
    """Class rasters on the grid of a map, resampled by nearest neighbour and coded.

    Args:
        paths: Paths of the rasters; where they overlap, the first one with a known class counts.
        dataset: Map whose grid is used.
        coding: Numbers for the values.
        stack: Closes the files at the end.
        remote: Whether the files may lie on the network.

    Attributes:
        has_255: Whether a pixel that was read has the value 255 and is unknown only for that.

    Raises:
        SourceError: A raster is unreadable, or does not have one band of whole numbers.
        GridError: A raster has no coordinate system.
    """

    def __init__(
        self, paths: Sequence[str], dataset: DatasetReader, coding: Coding, stack: ExitStack, *, remote: bool
    ) -> None:
        self._coding = coding
        self.has_255 = False
        self._rasters = [_on_grid(path, dataset, stack, remote=remote) for path in paths]

    def read(self, window: Window, shape: tuple[int, int] | None = None) -> NDArray[np.uint8]:
        """Numbers [rows, columns] of a window of the map, of the size ``shape`` if given; 255 = unknown.

        Raises:
            SourceError: A raster cannot be read, or has a value that is not a class.
        """
        size = shape or (window.height, window.width)
        result: NDArray[np.uint8] = np.full(size, UNKNOWN, np.uint8)
        where = RasterioWindow(window.col, window.row, window.width, window.height)
        for raster in self._rasters:
            values, valid = raster.read(where, size)
            codes = self._code(values, valid, raster.name)
            result = np.where(result == UNKNOWN, codes, result)
        return result

    def _code(self, values: NDArray[Any], valid: NDArray[np.bool_], name: str) -> NDArray[np.uint8]:
        small = (values >= 0) & (values < _VALUES)
        codes = np.where(small, self._coding.truth[np.where(small, values, 0).astype(np.intp)], _INVALID)
        self.has_255 |= bool(((values == UNKNOWN) & (codes == UNKNOWN) & valid).any())
        codes[~valid] = UNKNOWN
        if (codes == _INVALID).any():
            wrong = values[codes == _INVALID].flat[0]
            raise SourceError(
                f"{name} has the value {wrong}, which is not a class of the model.",
                "Assign the values to classes, for example 1=impervious. 255 means unknown, unless it is assigned.",
            )
        return codes.astype(np.uint8)


@dataclass(frozen=True)
class _OnGrid:
    """A class raster on the grid of a map.

    Attributes:
        name: Name of the raster for messages.
        dataset: The warped raster.
        nodata: Value of pixels without data; None = the second band is 0 where the raster has no pixels.
    """

    name: str
    dataset: DatasetReader
    nodata: float | None

    def read(self, window: RasterioWindow, size: tuple[int, int]) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """Values and valid pixels, [rows, columns] each."""
        bands = [1] if self.nodata is not None else [1, 2]
        pixels = self.dataset.read(bands, window=window, out_shape=(len(bands), *size), resampling=Resampling.nearest)
        return pixels[0], pixels[0] != self.nodata if self.nodata is not None else pixels[1] != 0


def _on_grid(path: str, dataset: DatasetReader, stack: ExitStack, *, remote: bool) -> _OnGrid:
    screen_path(path, trust_remote=remote)
    recipe = Recipe(path, remote)
    raw = recipe.open(stack)
    if raw.count != 1 or np.dtype(raw.dtypes[0]).kind not in "iu":
        raise SourceError(
            f"{recipe.name} is not a class raster: it has {raw.count} band(s) of type {raw.dtypes[0]}.",
            "As the truth, use a raster with one band of whole numbers.",
        )
    refuse_unplaced(raw, recipe.name)
    nodata = raw.nodata if raw.nodata is not None and in_dtype_range(raw.nodata, raw.dtypes[0]) else None
    warp: dict[str, Any] = {
        "crs": dataset.crs,
        "transform": dataset.transform,
        "width": dataset.width,
        "height": dataset.height,
        "resampling": Resampling.nearest,
    }
    # 255 may be a class: what lies outside a raster without a nodata value is told by a second band.
    warp |= {"add_alpha": True} if nodata is None else {"src_nodata": nodata, "nodata": nodata}
    return _OnGrid(recipe.name, Recipe(path, remote, warp=warp).open(stack), nodata)
