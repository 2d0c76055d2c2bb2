"""Open rasters, one handle a thread: GDAL's datasets must not be shared between threads."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import rasterio
from rasterio.io import DatasetReader
from rasterio.vrt import WarpedVRT

from .errors import SourceError

# rasterio takes the size of the block cache in bytes (GDAL itself in MB): with 256 nothing would ever be cached.
_OPTIONS = {"GDAL_CACHEMAX": 256 * 2**20, "GDAL_VRT_ENABLE_PYTHON": "NO"}


def gdal_options() -> rasterio.Env:
    """The GDAL settings under which inputs are opened and read: a context manager, to be entered in each thread."""
    return rasterio.Env(**_OPTIONS)


@dataclass(frozen=True)
class Recipe:
    """How to open pixels.

    Attributes:
        target: A path, or the text of a VRT.
        drivers: GDAL drivers that may open it; empty = all.
        label: Name for messages; empty = the file's name.
        warp: Arguments of :class:`rasterio.vrt.WarpedVRT`; None = the pixels as they are.
    """

    target: str
    drivers: tuple[str, ...] = ()
    label: str = ""
    warp: Mapping[str, Any] | None = field(default=None, hash=False)

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return self.label or Path(self.target).name

    def open(self, stack: ExitStack) -> DatasetReader:
        """Open; the stack closes.

        Raises:
            SourceError: The target cannot be opened.
        """
        try:
            # rasterio.open takes one driver only, and turns names into URLs.
            dataset = stack.enter_context(
                DatasetReader(self.target, driver=list(self.drivers)) if self.drivers else rasterio.open(self.target)
            )
            return stack.enter_context(WarpedVRT(dataset, **self.warp)) if self.warp is not None else dataset
        except rasterio.errors.RasterioIOError as error:
            raise SourceError(
                f"{self.name} is not a raster that can be read ({str(error).rstrip('.')}).",
                "Give a raster file, for example a GeoTIFF.",
            ) from None


class Handles:
    """Datasets of one recipe, opened in each thread on its first use."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self._local = threading.local()
        self._lock = threading.Lock()
        self._stack = ExitStack()
        self._closed = False

    def get(self) -> DatasetReader:
        """The calling thread's dataset.

        Raises:
            SourceError: It cannot be opened, or everything was closed.
        """
        dataset: DatasetReader | None = getattr(self._local, "dataset", None)
        if dataset is None:
            with self._lock:
                if self._closed:
                    raise SourceError("The source is closed.")
                dataset = self._local.dataset = self.recipe.open(self._stack)
        return dataset

    def close(self) -> None:
        """Close the datasets of all threads; none of them may be reading."""
        with self._lock:
            self._closed = True
            self._local = threading.local()
            self._stack.close()
