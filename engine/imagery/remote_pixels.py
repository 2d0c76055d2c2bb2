"""Reads pieces of remote rasters onto the common grid, and tries again whatever can be mended by that."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import TypeVar
from urllib.parse import urlsplit

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.enums import Resampling
from rasterio.io import DatasetReader
from rasterio.transform import Affine
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window as RasterWindow

from ...contract.errors import SourceError
from ..raster.gdal_errors import GDAL_ERRORS
from ..raster.grid import Grid, Window
from .access import SILENT, Access, NotSignedError
from .scenes import CLASSES, Scene

TRIES = 6
_FORMATS = ["GTiff", "JP2OpenJPEG"]
_TYPES = ("uint8", "uint16")
# Pixels along a side: a band of Sentinel-2 has 10,980.
_LARGEST = 20_000
_LONGEST_S = 20.0

Pixels = NDArray[np.uint16]
T = TypeVar("T")


class RemotePixels:
    """Reads pieces; may be called from several threads.

    Args:
        access: Access to the service.
        check: Raises if the user cancelled.

    Attributes:
        size: Bytes, as they are stored, of the blocks that were fetched.
    """

    def __init__(self, access: Access, check: Callable[[], None]) -> None:
        self._access, self._check = access, check
        self._lock = threading.Lock()
        self._wait_until: dict[str, float] = {}
        self.size = 0

    def read(self, scene: Scene, role: str, grid: Grid, window: Window) -> Pixels:
        """Pixels of a band on a window of a grid, uint16 [rows, columns]; 0 = no data.

        Bands are interpolated by cubic convolution if they do not lie on the grid; classes take the nearest pixel.

        Raises:
            SourceError: The file cannot be read in several tries; the message names scene and asset.
            CancelledError: The user cancelled.
        """
        pixels, size = self._tried(scene, role, lambda path: _read(path, role, grid, window))
        with self._lock:
            self.size += size
        return pixels

    def _tried(self, scene: Scene, role: str, work: Callable[[str], T]) -> T:
        """Do something with a file, again if it fails in a way that can pass."""
        asset = scene.assets[role]
        host = urlsplit(asset.href).netloc
        statuses: list[int] = []
        for attempt in range(TRIES):
            self._check()
            self._wait(host)
            try:
                path = self._access.path(asset.href, scene.collection, fresh=statuses[-1:] == [403])
                with self._access.environment(asset.href, attempt):
                    return work(path)
            except _OtherImageError as error:
                raise SourceError(
                    f"The asset {asset.key} of the scene {scene.id} is no band of Sentinel-2 on a map ({error.bands} x "
                    f"{error.dtype}, up to {error.side} pixels wide).",
                    "Use another service.",
                ) from None
            except NotSignedError as error:
                raise SourceError(
                    f"{self._access.title} does not sign the address of the asset {asset.key} of the scene {scene.id}: "
                    f"its answer to the request for a token is {error.status or 'none'}.",
                    "The same run resumes where it stopped; try it later.",
                ) from None
            except GDAL_ERRORS as error:
                statuses.append(self._access.status(asset.href, scene.collection, error))
                # Who is silent twice, or refuses a link that was just signed, will not answer the third time.
                if statuses[-1] in (401, 404) or statuses[-2:] in ([SILENT, SILENT], [403, 403]):
                    break
                # What arrives damaged is no sign of a busy host.
                self._slow_down(host, attempt if _is_busy(statuses[-1]) else 0)
        raise _unreadable(scene, asset.key, self._access.title, statuses[-1])

    def placement(self, scene: Scene) -> tuple[str, Affine]:
        """Coordinate system (such as EPSG:32632, empty without a code) and transform of a scene's first band.

        Raises:
            SourceError: The file cannot be read in several tries.
        """
        role = next(role for role in scene.assets if role != CLASSES)

        def look(path: str) -> tuple[str, Affine]:
            with _opened(path) as dataset:
                code = dataset.crs.to_epsg() if dataset.crs else None
                return f"EPSG:{code}" if code else "", dataset.transform

        return self._tried(scene, role, look)

    def _wait(self, host: str) -> None:
        """Wait until the host may be asked again."""
        while (left := self._wait_until.get(host, 0.0) - time.monotonic()) > 0:
            self._check()
            time.sleep(min(left, 0.2))

    def _slow_down(self, host: str, attempt: int) -> None:
        """Leave a host alone for a while, longer after each failure; all threads wait, each a little differently.

        The pauses are as long as the user is patient: 0.2 s at first if 30 s are waited for an answer.
        """
        pause = min(self._access.timeout / 150 * 3.0**attempt, _LONGEST_S) * secrets.SystemRandom().uniform(0.5, 1.5)
        with self._lock:
            self._wait_until[host] = max(self._wait_until.get(host, 0.0), time.monotonic() + pause)


class _OtherImageError(Exception):
    """A file is an image, but none of Sentinel-2; says how many bands of which type it has, and how wide it is."""

    def __init__(self, dataset: DatasetReader, side: int) -> None:
        super().__init__()
        self.bands, self.dtype, self.side = dataset.count, dataset.dtypes[0], side


def _opened(path: str, overview: int | None = None) -> DatasetReader:
    """An open file, which the caller closes.

    Args:
        path: Path for GDAL.
        overview: Number of the overview to read in place of the image; None = the image.

    Raises:
        _OtherImageError: It has other pixels, or more of them, than any band of Sentinel-2.
    """
    options = {} if overview is None else {"overview_level": overview}
    dataset = DatasetReader(path, driver=_FORMATS, sharing=False, **options)
    side = max(dataset.width, dataset.height, *dataset.block_shapes[0])
    if dataset.count != 1 or dataset.dtypes[0] not in _TYPES or side > _LARGEST or not dataset.crs:
        with dataset:
            raise _OtherImageError(dataset, side)
    return dataset


def _overview(dataset: DatasetReader, here: Grid) -> int | None:
    """The coarsest overview that is as fine as the grid; None = the image itself. Warping takes none by itself."""
    fine = [number for number, factor in enumerate(dataset.overviews(1)) if factor * dataset.res[0] <= here.pixel]
    return max(fine, default=None)


def _read(path: str, role: str, grid: Grid, window: Window) -> tuple[Pixels, int]:
    here = grid.crop(window)
    resampling = Resampling.nearest if role == CLASSES else Resampling.cubic
    with ExitStack() as stack:
        dataset = stack.enter_context(_opened(path))
        if (level := _overview(dataset, here)) is not None:
            dataset = stack.enter_context(_opened(path, level))
        size = _stored_bytes(dataset, here)
        own = _aligned(dataset, here)
        if own is not None:
            return _direct(dataset, own, here), size
        same_grid = dataset.crs == rasterio.crs.CRS.from_wkt(here.crs) and dataset.res[0] > here.pixel
        with WarpedVRT(
            dataset,
            crs=here.crs,
            transform=here.transform,
            width=here.width,
            height=here.height,
            resampling=Resampling.nearest if same_grid and dataset.res[0] % here.pixel == 0 else resampling,
            src_nodata=0,
            nodata=0,
        ) as warped:
            return warped.read(1).astype(np.uint16), size


def _aligned(dataset: DatasetReader, here: Grid) -> Window | None:
    """Window of the raster's own pixels if they are those of the grid; None = they have to be warped."""
    if dataset.crs != rasterio.crs.CRS.from_wkt(here.crs) or dataset.res != (here.pixel,) * 2:
        return None
    col, row = ~dataset.transform * (here.x, here.y)
    if max(abs(col - round(col)), abs(row - round(row))) > 1e-3:
        return None
    return Window(round(col), round(row), here.width, here.height)


def _direct(dataset: DatasetReader, own: Window, here: Grid) -> Pixels:
    pixels = np.zeros((here.height, here.width), np.uint16)
    seen = own.intersection(Window(0, 0, dataset.width, dataset.height))
    if not seen.is_empty:
        top, left = seen.row - own.row, seen.col - own.col
        pixels[top : top + seen.height, left : left + seen.width] = dataset.read(
            1, window=RasterWindow(seen.col, seen.row, seen.width, seen.height)
        )
    return pixels


def _stored_bytes(dataset: DatasetReader, here: Grid) -> int:
    """Bytes of the blocks of full resolution under a window; 0 for formats that do not tell."""
    if dataset.driver != "GTiff" or dataset.crs is None or here.pixel > 2 * dataset.res[0]:
        return 0
    if dataset.crs != rasterio.crs.CRS.from_wkt(here.crs):
        return 0
    (left, top), (right, bottom) = (
        ~dataset.transform * point for point in ((here.bounds[0], here.bounds[3]), (here.bounds[2], here.bounds[1]))
    )
    rows, columns = dataset.block_shapes[0]
    total = 0
    for row in range(max(int(top) // rows, 0), -(-min(round(bottom), dataset.height) // rows)):
        for column in range(max(int(left) // columns, 0), -(-min(round(right), dataset.width) // columns)):
            stored = dataset.get_tag_item(f"BLOCK_SIZE_{column}_{row}", "TIFF", bidx=1)
            total += int(stored) if stored else 0
    return total


def _is_busy(status: int) -> bool:
    return status in (SILENT, 429) or status >= 500


def _unreadable(scene: Scene, key: str, title: str, status: int) -> SourceError:
    if status in (401, 403):
        return SourceError(
            f"{title} refuses access to the asset {key} of the scene {scene.id} ({status}).",
            "Check the credentials for the service; the same run resumes where it stopped.",
        )
    if status == 404:
        return SourceError(
            f"The asset {key} of the scene {scene.id} does not exist at {title}.",
            "Use another service, or leave the day out.",
        )
    if status == SILENT:
        return SourceError(
            f"{title} does not answer to the request for the asset {key} of the scene {scene.id}.",
            "Check the connection; the same run resumes later.",
        )
    if _is_busy(status):
        return SourceError(
            f"{title} is too busy for the asset {key} of the scene {scene.id}: it answers {status}.",
            "The same run resumes where it stopped; try it later.",
        )
    return SourceError(
        f"The asset {key} of the scene {scene.id} arrives damaged or incomplete from {title}.",
        "The same run resumes where it stopped; try it later.",
    )
