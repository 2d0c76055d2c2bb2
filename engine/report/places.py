"""Pictures of single places of a map: the image with a frame, and the map over it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, Resampling
from rasterio.io import DatasetReader

from ...contract.errors import SourceError
from ..assess.accuracy import UNKNOWN
from ..assess.class_map import Codes, MapClass
from ..raster.datasets import Recipe
from ..raster.gdal_errors import GDAL_ERRORS, cause_of
from ..raster.georeference import refuse_unplaced
from ..raster.grid import Grid, Window
from ..raster.safe_paths import screen_path
from ..write.legend import Legend
from .pictures import Picture, overlay

_ENLARGED = 3
_FRAME = (255, 255, 0)
_GREY = 235


@dataclass(frozen=True)
class Place:
    """A place where map and reference differ.

    Attributes:
        caption: What there is to see.
        pictures: Pictures with their names.
    """

    caption: str
    pictures: Sequence[tuple[str, Picture]]


class Backdrop:
    """An image below pictures, in any coordinate system.

    Args:
        path: Path of the image.
        stack: Closes the file at the end.
        remote: Whether the file may lie on the network.

    Raises:
        SourceError: The image is unreadable.
        GridError: The image has no coordinate system.
    """

    def __init__(self, path: str, stack: ExitStack, *, remote: bool) -> None:
        screen_path(path, trust_remote=remote)
        self._path, self._remote = path, remote
        raw = Recipe(path, remote).open(stack)
        if raw.count == 0:
            raise SourceError("The image has no band.", "Choose another image.")
        refuse_unplaced(raw, Recipe(path, remote).name)
        self._bands = _natural(raw)

    def read(self, grid: Grid) -> Picture:
        """The image on a small grid, stretched to its own contrast; [height, width, 3].

        Raises:
            SourceError: The pixels cannot be read.
        """
        warp: dict[str, Any] = {
            "crs": grid.crs,
            "transform": grid.transform,
            "width": grid.width,
            "height": grid.height,
            "resampling": Resampling.bilinear,
        }
        with ExitStack() as stack:
            dataset = Recipe(self._path, self._remote, warp=warp).open(stack)
            try:
                pixels = dataset.read(self._bands).astype(np.float32)
            except GDAL_ERRORS as error:
                raise SourceError(
                    f"The image is damaged: its pixels cannot be read ({cause_of(error).rstrip('.')}).",
                    "Copy the file again.",
                ) from None
        known = np.isfinite(pixels).all(axis=0) & (pixels != 0).any(axis=0)
        if not known.any():
            return np.full((grid.height, grid.width, 3), _GREY, np.uint8)
        low, high = np.percentile(pixels[:, known], (2, 98))
        shown = np.clip((pixels - low) / max(float(high - low), 1e-6), 0, 1) * 255
        return np.where(known[..., None], np.moveaxis(np.nan_to_num(shown), 0, -1), _GREY).astype(np.uint8)


def point_caption(where: str, found: str, true: str, pixels: float) -> str:
    """Caption of a wrong point: its place, the classes of map and reference, and the pixels that it stands for."""
    return f"{where}: mapped {found}, reference {true}, stands for {pixels:,.0f} pixels"


def square_caption(where: str, errors: int, known: int) -> str:
    """Caption of a square with errors: its place, and numbers of pixels."""
    return f"{where}: {errors:,} of {known:,} pixels differ"


def place_text(name: str, longitude: float, latitude: float) -> str:
    """Name of a map, and longitude and latitude of a place, degrees."""
    return f"{name}, {longitude:.5f} E {latitude:.5f} N"


def picture_of(
    codes: Codes, truth: Codes | None, image: Picture | None, classes: Sequence[MapClass], frame: Window
) -> list[tuple[str, Picture]]:
    """Pictures of a place, enlarged: the image, the map, and the reference if it has pixels.

    Args:
        codes: Numbers of the map's classes, [rows, columns], 255 = none.
        truth: Numbers of the reference's classes, the same size; None = only a point is known.
        image: The image, [rows, columns, 3]; None = no image.
        classes: Classes of the map.
        frame: Pixels to frame.
    """
    plain = np.full((*codes.shape, 3), _GREY, np.uint8)
    pictures = [] if image is None else [("Image", image)]
    pictures.append(("Map", colored(plain if image is None else image, codes, classes)))
    if truth is not None:
        pictures.append(("Reference", colored(plain if image is None else image, truth, classes)))
    return [(name, framed(enlarge(picture), frame)) for name, picture in pictures]


def colored(picture: Picture, codes: Codes, classes: Sequence[MapClass]) -> Picture:
    """Classes in their colours over a picture; the class with the value 0 and unknown pixels stay as they are."""
    legend = [
        Legend(number + 1, one.name, one.title, one.color) for number, one in enumerate(classes) if one.value != 0
    ]
    shifted = np.where(codes == UNKNOWN, 0, codes.astype(np.int16) + 1).astype(np.uint8)
    return overlay(picture, shifted, legend)


def enlarge(picture: Picture) -> Picture:
    """Each pixel as a square, so that pixels stay visible."""
    return picture.repeat(_ENLARGED, axis=0).repeat(_ENLARGED, axis=1)


def framed(picture: Picture, frame: Window) -> Picture:
    """A frame around pixels of an enlarged picture."""
    result: NDArray[np.uint8] = picture.copy()
    top, left = max(0, frame.row * _ENLARGED - 1), max(0, frame.col * _ENLARGED - 1)
    bottom = max(0, min(picture.shape[0] - 1, frame.bottom * _ENLARGED))
    right = max(0, min(picture.shape[1] - 1, frame.right * _ENLARGED))
    result[top, left : right + 1] = result[bottom, left : right + 1] = _FRAME
    result[top : bottom + 1, left] = result[top : bottom + 1, right] = _FRAME
    return result


def _natural(dataset: DatasetReader) -> list[int]:
    """Numbers of the red, green and blue band; of a raster with fewer bands the first one three times."""
    wanted = (ColorInterp.red, ColorInterp.green, ColorInterp.blue)
    if set(wanted) <= set(dataset.colorinterp):
        return [dataset.colorinterp.index(color) + 1 for color in wanted]
    return [1, 2, 3] if dataset.count >= len(wanted) else [1, 1, 1]
