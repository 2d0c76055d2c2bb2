"""A procedural city: 1 m imagery of an invented town with labels that are exact by construction.

It provides the demo scene, scenes for tests, and extra training data: no real place has an error-free 1 m ground truth
of impervious surface.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...models.training.simulate.fields import smooth_noise
from .blocks import BUILT
from .buildings import Sun
from .canvas import Canvas
from .layout import make_plan
from .materials import LABELS
from .open_blocks import GROUNDS
from .render import render
from .river import River, draw_river, lay_river
from .streets import draw_street
from .trees import Tree, draw_trees, scatter

_DRAW = BUILT | GROUNDS
_RIVER_MARGIN_M = 14.0


@dataclass(frozen=True)
class City:
    """A rendered town.

    Attributes:
        reflectance: float32 [4, rows, columns], surface reflectance 0-1 of red, green, blue, near infrared at 1 m.
        label: uint8 [rows, columns], 0 other (water, bare ground), 1 impervious, 2 green; as seen from above, so that a
            street under a crown is green.
    """

    reflectance: NDArray[np.float32]
    label: NDArray[np.uint8]


def make_city(size: int | tuple[int, int], seed: int, urban_share: float = 1.0) -> City:
    """Draw a town.

    Args:
        size: Rows and columns, or the side of a square, in pixels of 1 m; at least 64.
        seed: Random seed; the same seed and size give the same town, bit for bit on one machine.
        urban_share: Factor of the urban density; 0 = the open country in which the town might lie, with the same river.

    Returns:
        The town: dense in the middle, suburbs around it, fields and forest at the edge, a river beside the centre.

    Raises:
        ValueError: The size is below 64.
    """
    shape = (size, size) if isinstance(size, int) else size
    if min(shape) < 64:
        raise ValueError(f"A city needs at least 64 x 64 pixels, not {shape[0]} x {shape[1]}.")
    rng = np.random.default_rng(seed)
    canvas = Canvas(rng, shape)
    sun = _draw_sun(rng)
    urban = np.float32(urban_share) * _urban_density(rng, shape)
    river = lay_river(rng, canvas)

    def density(u: float, v: float) -> float:
        row, column = canvas.pixels_of(np.array([u]), np.array([v]))
        return float(urban[np.clip(row[0], 0, shape[0] - 1), np.clip(column[0], 0, shape[1] - 1)])

    margin = 40.0
    # float: numpy 2 would continue in single precision, and lay out another town.
    u0, u1, v0, v1 = (float(edge) for edge in (canvas.u.min(), canvas.u.max(), canvas.v.min(), canvas.v.max()))
    blocks, streets = make_plan(rng, (u0 - margin, u1 + margin, v0 - margin, v1 + margin), density)
    trees: list[Tree] = []
    for street in streets:
        if not street.main:
            trees += draw_street(canvas, rng, street)
    for block in blocks:
        if canvas.cover(block.rect)[1].any():
            _DRAW[block.use](canvas, rng, block.rect, sun)
    draw_river(canvas, rng, river)
    for street in streets:
        if street.main:
            trees += draw_street(canvas, rng, street)
    conifers = np.clip(0.4 + 0.5 * smooth_noise(rng, shape, 120.0), 0, 1).astype(np.float32)
    trees = _on_land(trees, river) + scatter(canvas, rng, conifers)
    draw_trees(canvas, rng, trees, sun)
    return City(render(canvas, rng, sun), LABELS[canvas.material])


def _draw_sun(rng: np.random.Generator) -> Sun:
    """A summer morning in the northern hemisphere: the sun in the south-east, 45-62 degrees high."""
    azimuth, elevation = np.radians(rng.uniform(125, 170)), np.radians(rng.uniform(45, 62))
    return Sun(row=float(-np.cos(azimuth)), column=float(np.sin(azimuth)), rise=float(np.tan(elevation)))


def _urban_density(rng: np.random.Generator, shape: tuple[int, int]) -> NDArray[np.float32]:
    """Urban density [rows, columns], 0-1: high in a centre near the middle, falling outwards unevenly."""
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    centre = (np.array(shape) * rng.uniform(0.35, 0.65, size=2)).astype(np.float32)
    radius = rng.uniform(0.55, 0.75) * max(min(shape), 500)
    distance = np.hypot(y - centre[0], x - centre[1]) / np.float32(radius)
    return np.clip(1.05 - 0.95 * distance + 0.10 * smooth_noise(rng, shape, 150.0), 0, 1).astype(np.float32)


def _on_land(trees: list[Tree], river: River) -> list[Tree]:
    """Remove avenue trees in the river and outside the image."""
    rows, columns = river.distance.shape
    bed = river.bed()
    return [
        tree
        for tree in trees
        if 0 <= tree.row < rows and 0 <= tree.column < columns and not bed[int(tree.row), int(tree.column)]
    ]
