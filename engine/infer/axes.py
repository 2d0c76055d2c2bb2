"""Order of the axes of images and maps: PyTorch has the channels before rows and columns, TensorFlow after them.

Everywhere else the channels come first. Networks with another order get their input, and return their output, through
one transposition.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Shape = Sequence[int | None]
"""Sizes of the axes; None = variable."""


def channels_are_last(shape: Shape) -> bool:
    """Whether the sizes can only mean batch x rows x columns x channels: square, with a known number of channels."""
    if len(shape) != 4:
        return False
    _, rows, columns, channels = shape
    return channels is not None and rows == columns and columns != channels


def map_channels_are_last(shape: Shape, *, image_last: bool) -> bool:
    """The same for a map; variable sizes, and sizes that fit both orders, follow the image.

    Args:
        shape: Sizes of the map.
        image_last: Whether the channels of the image come last.
    """
    if len(shape) != 4:
        return False
    _, channels, rows, columns = shape
    if channels is not None and rows == columns and rows != channels:
        return False
    return image_last or (columns is not None and channels is not None and channels_are_last(shape))


def channels_first(shape: Shape, *, last: bool) -> list[int | None]:
    """Sizes in the order batch, channels, rows, columns."""
    return [shape[0], shape[3], shape[1], shape[2]] if last else list(shape)


def to_last(tiles: NDArray[Any]) -> NDArray[Any]:
    """[N, C, H, W] -> [N, H, W, C]."""
    return np.ascontiguousarray(tiles.transpose(0, 2, 3, 1))


def to_first(tiles: NDArray[Any]) -> NDArray[Any]:
    """[N, H, W, C] -> [N, C, H, W]."""
    return np.ascontiguousarray(tiles.transpose(0, 3, 1, 2))
