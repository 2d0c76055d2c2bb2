"""Draws small pictures of inputs and class rasters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ..raster.grid import Window
from ..raster.source import Source
from ..write.legend import Legend

_OVERLAY = 0.65

Picture = NDArray[np.uint8]
"""[height, width, 3], red, green, blue 0-255."""


def natural_colours(source: Source, window: Window, step: int, roles: Sequence[str]) -> Picture:
    """A subsampled, contrast-stretched input: in natural colours if it has them, else its first band in grey.

    Args:
        source: Opened input.
        window: Part of the input's working grid.
        step: Pixels of the input per pixel of the picture along an axis.
        roles: Roles of the bands.

    Returns:
        The picture, white at nodata pixels.

    Raises:
        SourceError: The input cannot be read.
    """
    natural = {"red", "green", "blue"} <= set(roles)
    bands = [roles.index(role) for role in ("red", "green", "blue")] if natural else [0, 0, 0]
    lines, valid = [], []
    for row in range(step // 2, window.height, step):
        values, here = source.read(Window(window.col, window.row + row, window.width, 1))
        lines.append(values[bands, 0, step // 2 :: step])
        valid.append(here[0, step // 2 :: step])
    shown, mask = np.stack(lines, axis=1).astype(np.float32), np.stack(valid)
    if not mask.any():
        return np.full((*mask.shape, 3), 255, np.uint8)
    # All bands are stretched together, so that grey stays grey.
    low, high = np.percentile(shown[:, mask], (2, 98))
    stretched = np.clip((shown - low) / max(high - low, 1e-6), 0, 1) * 255
    return np.where(mask[..., None], np.moveaxis(stretched, 0, -1), 255).astype(np.uint8)


def enlarged(picture: Picture, times: int) -> Picture:
    """A picture enlarged by a whole number, interpolated."""
    height, width = picture.shape[:2]
    size = width * times, height * times
    return np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BILINEAR)) if times > 1 else picture


def overlay(picture: Picture, classes: NDArray[np.uint8], legend: Sequence[Legend]) -> Picture:
    """Overlay the classes above 0, [height, width], in their colours on a picture of the same size."""
    result = picture.astype(np.float32)
    for entry in legend:
        if entry.value:
            color = np.array([int(entry.color[i : i + 2], 16) for i in (1, 3, 5)], np.float32)
            here = classes == entry.value
            result[here] += _OVERLAY * (color - result[here])
    return result.astype(np.uint8)
