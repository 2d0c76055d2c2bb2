"""Open rasters, one dataset per thread: GDAL's datasets must not be shared between threads."""

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

from ...contract.errors import SourceError
from ...contract.local_paths import file_of_variable
from ...contract.redaction import shown_name
from .gdal_errors import GDAL_ERRORS, cause_of
from .safe_paths import local_drivers
from .soundness import refuse_unsound

BLOCK_CACHE = 256 * 2**20
"""Size of GDAL's block cache in bytes if memory is not limited."""

# rasterio takes the size of the block cache in bytes (GDAL itself in MB): with 256 nothing would ever be cached.
_OPTIONS: dict[str, int | str] = {"GDAL_CACHEMAX": BLOCK_CACHE, "GDAL_VRT_ENABLE_PYTHON": "NO"}
# A tag inside a harmless TIFF can name an overview on the network. Only the name below, which does not exist, may be
# fetched.
_OFFLINE = {"CPL_VSIL_CURL_ALLOWED_FILENAME": "/vsicurl/none"}


def gdal_options(*, remote: bool) -> rasterio.Env:
    """GDAL settings for opening and reading inputs: a context manager to enter in each thread.

    Args:
        remote: Whether GDAL may access the network.
    """
    return rasterio.Env(**_OPTIONS, **({} if remote else _OFFLINE))


def limit_block_cache(size: int) -> None:
    """Set the size in bytes of GDAL's block cache, which the whole process shares."""
    _OPTIONS["GDAL_CACHEMAX"] = size


@dataclass(frozen=True)
class Recipe:
    """Instructions for opening a raster.

    Attributes:
        target: A path, or the text of a VRT.
        remote: Whether the target may access the network, and be of any format that GDAL knows.
        label: Name for messages; empty = the file's name.
        warp: Arguments of :class:`rasterio.vrt.WarpedVRT`; None = the pixels as they are.
    """

    target: str
    remote: bool = False
    label: str = ""
    warp: Mapping[str, Any] | None = field(default=None, hash=False)

    @property
    def name(self) -> str:
        """Name of the raster for messages."""
        file = file_of_variable(self.target)
        variable = f"{Path(file).name}{self.target[self.target.rindex(':') :]}" if file else ""
        return self.label or variable or shown_name(self.target)

    def open(self, stack: ExitStack) -> DatasetReader:
        """Open the dataset, under :func:`gdal_options`; the stack closes it.

        Raises:
            SourceError: The target cannot be opened, or has a damaged mask or blocks that are too large.
        """
        try:
            # rasterio.open turns names into URLs, and takes one driver only.
            dataset = stack.enter_context(
                rasterio.open(self.target)
                if self.remote
                else DatasetReader(self.target, driver=list(local_drivers()), sharing=False)
            )
            refuse_unsound(dataset, self.target, self.name)
            return stack.enter_context(WarpedVRT(dataset, **self.warp)) if self.warp is not None else dataset
        except GDAL_ERRORS as error:
            raise SourceError(
                f"{self.name} is not a readable raster ({cause_of(error).rstrip('.')}).",
                "Choose a raster file, for example a GeoTIFF.",
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
            SourceError: The dataset cannot be opened, or :meth:`close` was called.
        """
        dataset: DatasetReader | None = getattr(self._local, "dataset", None)
        if dataset is None:
            with self._lock:
                if self._closed:
                    raise SourceError("The source is closed.")
                dataset = self._local.dataset = self.recipe.open(self._stack)
        return dataset

    def reopen(self) -> None:
        """Close the datasets of all threads, of which none may be reading; the next read opens the files again."""
        with self._lock:
            self._local = threading.local()
            self._stack.close()

    def close(self) -> None:
        """Close the datasets of all threads; none may be reading."""
        with self._lock:
            self._closed = True
            self._local = threading.local()
            self._stack.close()
