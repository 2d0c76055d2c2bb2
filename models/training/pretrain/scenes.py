"""Sentinel-2 scenes simulated from the user's own 1 m images."""

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
"""Side of a training scene in input pixels, as for the bundled JointSeg."""

TILE_M = 480
"""Largest side of a validation tile in metres of ground."""

_BRIGHTEST = 0.25
"""Mean reflectance of the brightest ground without snow: images that seem brighter were stretched for display."""

_AROUND = (MARGIN + JointSeg.HALO) * FACTOR + FACTOR - 1
"""Ground around a tile: for the point spread, the receptive field of the network, and the phase."""


def at_metre(pair: Pair, resolution: float) -> Pair:
    """Resample a pair to 1 m: the image by means over the new pixels, the label at their centres.

    Args:
        pair: Pair of any size.
        resolution: Ground sampling distance of the pair in metres.
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
    """Random scenes; those of a given step are always the same.

    Args:
        pairs: Pairs at 1 m. Images smaller than a scene are extended by mirroring.
        seed: Seed of all randomness.
    """

    def __init__(self, pairs: KeptPairs, seed: int) -> None:
        self._pairs = pairs
        self._seed = seed

    def of_step(self, step: int, count: int) -> list[Scene]:
        """``count`` scenes for a step."""
        rng = np.random.default_rng((self._seed, step))
        return [draw_scene(self._piece, rng) for _ in range(count)]

    def _piece(self, rng: np.random.Generator) -> Piece:
        pair, side = self._pairs.draw(rng), piece_side(SIZE)
        top, left = corner_near_known(pair.label, side, rng)
        square, squared = (_square(array, top, left, side) for array in (pair.image, pair.label))
        image, label = turn(rng, square.astype(np.float32), squared)
        return _reflectance(image, rng), label


def scene_tiles(pair: Pair) -> Iterator[tuple[NDArray[np.float32], NDArray[np.uint8]]]:
    """Cut a pair at 1 m into adjacent tiles, each with ground around it, for :func:`see_tile`.

    Yields:
        Image [bands, H, W] and label [H, W]; beyond the pair the image is mirrored and has no label.
    """
    # No larger than the pair in whole pixels of the satellite, because small images are common.
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
    """Simulate a tile as the satellite sees it; tone, point spread, phase, haze and noise depend on the seed.

    Returns:
        The scene, and the rows and columns of its 1 m pixels in the tile: the network needs ground around it.
    """
    rng = np.random.default_rng(seed)
    first = JointSeg.HALO * FACTOR
    rows, columns = (slice(first, first + extent - 2 * _AROUND) for extent in label.shape)
    return simulate(_reflectance(image, rng), label, rng), (rows, columns)


def _reflectance(image: NDArray[np.float32], rng: np.random.Generator) -> FloatImage:
    """Convert digital numbers to reflectance with a tone curve typical of NAIP."""
    reflectance = draw_reflectance(image, "aerial", rng)
    return reflectance * min(np.float32(1), np.float32(_BRIGHTEST) / reflectance.mean())


def _square(array: NDArray[np.uint8], top: int, left: int, side: int) -> NDArray[np.uint8]:
    """A square of [..., height, width]; beyond the edges the array is mirrored."""
    window = array[..., top : top + side, left : left + side]
    missing = [(0, side - extent) for extent in window.shape[-2:]]
    return np.pad(window, ((0, 0),) * (array.ndim - 2) + tuple(missing), mode="symmetric")
