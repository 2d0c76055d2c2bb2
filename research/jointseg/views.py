"""Whole places as the satellite sees them, for evaluation, with the position of each ground in the map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...models.training.labels import UNKNOWN
from ...models.training.simulate.ground import Ground
from ...models.training.simulate.scenes import Scene, draw_reflectance, simulate

Window = tuple[slice, slice]
Corner = tuple[int, int, int, int, int]
"""Index of a ground, its first row and column in the mosaic, its height and width."""

_SMALL_PX = 300
"""Smaller grounds are put side by side: on its own, most of a ground would be margin."""


@dataclass(frozen=True)
class Part:
    """Position of a ground in a scene.

    Attributes:
        index: Index of the ground in the given order.
        on_map: Rows and columns of the scene at 1 m.
        on_ground: Rows and columns of the same pixels in the ground.
    """

    index: int
    on_map: Window
    on_ground: Window


@dataclass(frozen=True)
class View:
    """A scene and the parts of the grounds in it."""

    scene: Scene
    parts: tuple[Part, ...]


def views(grounds: Sequence[Ground], bands: int, sigma: float, seed: int) -> list[View]:
    """Simulate grounds through one point spread; tone, phase and noise come from the seed.

    Small grounds are laid out as one mosaic, as in training: at a seam, light of the neighbour reaches the pixel, as at
    any edge in the real world.

    Args:
        grounds: Grounds of one place; small ones have the same size and tone.
        bands: Number of bands, 3 or 4.
        sigma: Point spread of the visible bands, metres.
        seed: Seed of everything else.
    """
    if max(max(ground.labels.shape) for ground in grounds) < _SMALL_PX:
        return [_view(*_mosaic(grounds, bands), bands=bands, sigma=sigma, rng=np.random.default_rng((seed, 0)))]
    return [
        _view(
            g,
            [(number, 0, 0, g.labels.shape[0], g.labels.shape[1])],
            bands=bands,
            sigma=sigma,
            rng=np.random.default_rng((seed, number)),
        )
        for number, g in enumerate(grounds)
    ]


def _mosaic(grounds: Sequence[Ground], bands: int) -> tuple[Ground, list[Corner]]:
    """Lay grounds out in a square; surplus cells repeat the first grounds and have no labels."""
    columns = math.ceil(math.sqrt(len(grounds)))
    rows = math.ceil(len(grounds) / columns)
    height, width = grounds[0].labels.shape
    image = np.empty((bands, rows * height, columns * width), dtype=np.float32)
    labels = np.full((rows * height, columns * width), UNKNOWN, dtype=np.uint8)
    corners = []
    for cell in range(rows * columns):
        ground = grounds[cell % len(grounds)]
        top, left = cell // columns * height, cell % columns * width
        window = slice(top, top + height), slice(left, left + width)
        image[:, window[0], window[1]] = ground.image[:bands]
        if cell < len(grounds):
            labels[window] = ground.labels
            corners.append((cell, top, left, height, width))
    return Ground(image, labels, grounds[0].tone, grounds[0].place), corners


def _view(ground: Ground, corners: Sequence[Corner], *, bands: int, sigma: float, rng: np.random.Generator) -> View:
    scene = simulate(draw_reflectance(ground.image[:bands], ground.tone, rng), ground.labels, rng, sigma)
    parts = []
    for index, *corner in corners:
        first, extent = corner[:2], corner[2:]
        start = [max(a - origin, 0) for a, origin in zip(first, scene.origin, strict=True)]
        stop = [
            min(a + side - origin, limit)
            for a, side, origin, limit in zip(first, extent, scene.origin, scene.labels.shape, strict=True)
        ]
        shift = [origin - a for a, origin in zip(first, scene.origin, strict=True)]
        on_map, on_ground = (
            (slice(start[0] + row, stop[0] + row), slice(start[1] + column, stop[1] + column))
            for row, column in ((0, 0), shift)
        )
        if start[0] < stop[0] and start[1] < stop[1]:
            parts.append(Part(index, on_map, on_ground))
    return View(scene, tuple(parts))
