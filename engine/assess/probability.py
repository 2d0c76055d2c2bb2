"""Probability rasters on the grid of a map."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack

import numpy as np
from numpy.typing import NDArray
from rasterio.io import DatasetReader

from ...contract.errors import SourceError
from ..raster.grid import Grid, Window
from .accuracy import UNKNOWN
from .class_map import MapClass, open_values, pixels_at, read_window
from .reference import warped

_MOST = 100


class ProbabilityMap:
    """Probabilities of one class in whole percent, on the grid of a map; its first band counts.

    Args:
        path: Path of the raster.
        grid: Grid of the map.
        stack: Closes the file at the end.
        remote: Whether the file may lie on the network.

    Attributes:
        name: Name for messages.
        target: Name of the class, as the raster states it; empty = not stated.

    Raises:
        SourceError: The raster is unreadable, or holds no whole percent.
        GridError: The raster has no coordinate system.
    """

    def __init__(self, path: str, grid: Grid, stack: ExitStack, *, remote: bool) -> None:
        raw, self.name = open_values(path, stack, remote=remote)
        if raw.dtypes[0] != "uint8":
            raise self._wrong(f"its values are {raw.dtypes[0]}")
        self.target = _target(raw.tags().get("ONEMETRE_CLASSES", ""))
        self._dataset = warped(path, "uint8", UNKNOWN, grid, stack, remote=remote)

    def read(self, window: Window) -> NDArray[np.uint8]:
        """Percent of a window, [rows, columns]; 255 = no data.

        Raises:
            SourceError: The pixels cannot be read, or are above 100.
        """
        return self._checked(read_window(self._dataset, window, self.name))

    def _checked(self, percent: NDArray[np.uint8]) -> NDArray[np.uint8]:
        if percent.max(initial=0, where=percent != UNKNOWN) > _MOST:
            raise self._wrong("it has values above 100")
        return percent

    def at(self, cols: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.uint8]:
        """Percent of pixels of the grid, [points]; 255 = no data.

        Raises:
            SourceError: The pixels cannot be read, or are above 100.
        """
        return self._checked(pixels_at(self._dataset, cols, rows, self.name, UNKNOWN))

    def class_in(self, classes: Sequence[MapClass]) -> int:
        """Number of the class among those of a map: the one that is stated, else the one with the value 1.

        Raises:
            SourceError: The map has neither.
        """
        for number, one in enumerate(classes):
            if one.name == self.target or (not self.target and one.value == 1):
                return number
        raise SourceError(
            f"{self.name} does not say of which class of the map its probabilities are.",
            "Choose the PROBABILITY output of the run that made the map.",
        )

    def _wrong(self, why: str) -> SourceError:
        return SourceError(
            f"{self.name} is not a probability raster of OneMetre: {why}.",
            "Choose the PROBABILITY output of a mapping algorithm.",
        )


def is_probability(dataset: DatasetReader) -> bool:
    """Whether a raster says that it holds the probability of a class, as those of OneMetre do."""
    return dataset.dtypes[0] == "uint8" and str(dataset.descriptions[0] or "").startswith("probability of ")


def _target(text: str) -> str:
    """The class of a raster of one class, by its tag; empty = not stated."""
    try:
        entries = json.loads(text)
        return str(entries[1]["name"]) if len(entries) == 2 and entries[1]["value"] == 1 else ""
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""
