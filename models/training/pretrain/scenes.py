"""Simulated Sentinel-2 scenes of a user's own 1 m images."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ...networks.jointseg import JointSeg
from ..labels import UNKNOWN
from ..pairs.folders import Pair
from ..pairs.kept_pairs import KeptPairs, corner_near_known
from ..pairs.resize import resize
from ..simulate.scenes import FACTOR, MARGIN, Piece, Scene, draw_reflectance, draw_scene, piece_side, simulate, turn
from ..simulate.sensor import FloatImage

SIZE = 32
"""Input pixels along a side of a scene to learn from, as the bundled JointSeg has."""

TILE_M = 480
"""Most ground along a side of a tile to judge by."""

_BRIGHTEST = 0.25
"""Mean reflectance of the brightest ground without snow: images that seem brighter were stretched for people."""

_AROUND = (MARGIN + JointSeg.HALO) * FACTOR + FACTOR - 1
"""Ground around a tile: for the point spread, for what the network sees around a pixel, and for the phase."""


def at_metre(pair: Pair, resolution: float) -> Pair:
    """A pair resampled to 1 m: means over the new pixels of the image, the label at their centres.

    Args:
        pair: Of any size.
        resolution: Its ground sampling, metres.
    """
    sides = [max(1, round(side * resolution)) for side in pair.label.shape]
    if sides == list(pair.label.shape):
        return pair
    image = resize(pair.image, (sides[0], sides[1])).round().byte().numpy()
    rows, columns = (
        ((np.arange(new) + 0.5) * old / new).astype(int) for new, old in zip(sides, pair.label.shape, strict=True)
    )
    return dataclasses.replace(pair, image=image, label=pair.label[np.ix_(rows, columns)])


class OwnScenes:
    """Random scenes; those of a step are always the same ones.

    Args:
        pairs: At 1 m. Images that are smaller than a scene are continued by their mirror image.
        seed: Of all randomness.
    """

    def __init__(self, pairs: KeptPairs, seed: int) -> None:
        self._pairs = pairs
        self._seed = seed

    def of_step(self, step: int, count: int) -> list[Scene]:
        """``count`` scenes."""
        rng = np.random.default_rng((self._seed, step))
        return [draw_scene(self._piece, rng) for _ in range(count)]

    def _piece(self, rng: np.random.Generator) -> Piece:
        pair, side = self._pairs.draw(rng), piece_side(SIZE)
        top, left = corner_near_known(pair.label, side, rng)
        square, squared = (_square(array, top, left, side) for array in (pair.image, pair.label))
        image, label = turn(rng, square.astype(np.float32), squared)
        return _reflectance(image, rng), label


def scene_tiles(pair: Pair) -> Iterator[tuple[NDArray[np.float32], NDArray[np.uint8]]]:
    """A pair at 1 m in tiles side by side, each with ground around it, as :func:`see_tile` takes it.

    Yields:
        Image [bands, H, W] and label [H, W]; beyond the pair the image is mirrored and has no label.
    """
    # No larger than the pair in whole pixels of the satellite: small images are many.
    tile = [min(TILE_M, -(-side // FACTOR) * FACTOR) for side in pair.label.shape]
    around = [(_AROUND, -side % extent + _AROUND) for side, extent in zip(pair.label.shape, tile, strict=True)]
    image = np.pad(pair.image, ((0, 0), *around), mode="symmetric")
    label = np.pad(pair.label, around, constant_values=UNKNOWN)
    tops, lefts = (range(0, side, extent) for side, extent in zip(pair.label.shape, tile, strict=True))
    for corner in itertools.product(tops, lefts):
        rows, columns = (slice(start, start + extent + 2 * _AROUND) for start, extent in zip(corner, tile, strict=True))
        if (label[rows, columns] != UNKNOWN).any():
            yield image[:, rows, columns].astype(np.float32), label[rows, columns]


def see_tile(image: NDArray[np.float32], label: NDArray[np.uint8], seed: int) -> tuple[Scene, tuple[slice, slice]]:
    """A tile as the satellite sees it; tone, point spread, phase, haze and noise come from the seed.

    Returns:
        The scene, and the rows and columns of its 1 m pixels that are the tile: the network needs ground around them.
    """
    rng = np.random.default_rng(seed)
    first = JointSeg.HALO * FACTOR
    rows, columns = (slice(first, first + extent - 2 * _AROUND) for extent in label.shape)
    return simulate(_reflectance(image, rng), label, rng), (rows, columns)


def _reflectance(image: NDArray[np.float32], rng: np.random.Generator) -> FloatImage:
    """Of digital numbers, by a tone curve as NAIP has them."""
    reflectance = draw_reflectance(image, "aerial", rng)
    return reflectance * min(np.float32(1), np.float32(_BRIGHTEST) / reflectance.mean())


def _square(array: NDArray[np.uint8], top: int, left: int, side: int) -> NDArray[np.uint8]:
    """A square of [..., height, width]; beyond the edges the array is mirrored."""
    window = array[..., top : top + side, left : left + side]
    missing = [(0, side - extent) for extent in window.shape[-2:]]
    return np.pad(window, ((0, 0),) * (array.ndim - 2) + tuple(missing), mode="symmetric")
