"""Trees of a procedural city: their positions and their crowns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .buildings import Sun
from .canvas import Canvas
from .materials import Material

_CELL_M = 4.5
_PLANTABLE = [Material.LAWN, Material.MEADOW, Material.FOREST_FLOOR, Material.SOIL, Material.GRAVEL, Material.PAVING]
_BUILDING_M = 2.0


@dataclass(frozen=True)
class Tree:
    """One tree.

    Attributes:
        row, column: Position of the trunk, pixels.
        radius, height: Size of the crown, metres.
        kind: LEAVES or NEEDLES.
    """

    row: float
    column: float
    radius: float
    height: float
    kind: Material


def scatter(canvas: Canvas, rng: np.random.Generator, conifers: NDArray[np.float32]) -> list[Tree]:
    """Draw trees with the canvas's probabilities, at most one per cell of 4.5 m, only on ground that can be planted.

    Args:
        canvas: Canvas to read; left unchanged.
        rng: Source of randomness.
        conifers: Share of conifers in closed stands, [rows, columns], 0-1.

    Returns:
        Trees in arbitrary order.
    """
    cells = [int(size / _CELL_M) + 1 for size in canvas.shape]
    grid = np.stack(np.meshgrid(*map(np.arange, cells), indexing="ij"), axis=-1).reshape(-1, 2)
    places = (grid + rng.random(grid.shape)) * _CELL_M
    draws = rng.random((len(places), 4))
    inside = (places < np.array(canvas.shape)).all(axis=1)
    places, draws = places[inside], draws[inside]
    row, column = places.astype(np.int64).T
    chance = canvas.trees[row, column]
    grows = np.isin(canvas.material[row, column], _PLANTABLE) & (draws[:, 0] < chance)
    closed = chance > 0.5
    needles = (draws[:, 1] < np.where(closed, conifers[row, column], 0.12)) & grows
    radius = np.where(closed, 2.4 + 1.8 * draws[:, 2], 1.4 + 3.2 * draws[:, 2] ** 1.5) * np.where(needles, 0.75, 1.0)
    height = radius * np.where(needles, 3.6, 2.4) + 1.5 + 3 * draws[:, 3]
    return [
        Tree(
            float(places[i, 0]),
            float(places[i, 1]),
            radius[i],
            height[i],
            Material.NEEDLES if needles[i] else Material.LEAVES,
        )
        for i in np.flatnonzero(grows)
    ]


def draw_trees(canvas: Canvas, rng: np.random.Generator, trees: list[Tree], sun: Sun) -> None:
    """Draw crowns, low ones first; a crown covers streets but not roofs above it."""
    ragged = rng.normal(0, 0.16, canvas.shape).astype(np.float32)
    for tree in sorted(trees, key=lambda t: t.height):
        tone, shape = rng.uniform(0, 1), rng.uniform(0.8, 1.25)
        _crown(canvas, tree, ragged, tone, shape, sun)


def _crown(canvas: Canvas, tree: Tree, ragged: NDArray[np.float32], tone: float, shape: float, sun: Sun) -> None:
    reach = tree.radius * 1.35 + 1
    row0, column0 = max(int(tree.row - reach), 0), max(int(tree.column - reach), 0)
    window = (
        slice(row0, max(min(int(tree.row + reach) + 1, canvas.shape[0]), row0)),
        slice(column0, max(min(int(tree.column + reach) + 1, canvas.shape[1]), column0)),
    )
    y, x = np.ogrid[window]
    dy = (y + np.float32(0.5) - np.float32(tree.row)) / np.float32(tree.radius * shape)
    dx = (x + np.float32(0.5) - np.float32(tree.column)) / np.float32(tree.radius / shape)
    distance = np.hypot(dy, dx) + ragged[window]
    dome = np.sqrt(np.clip(1 - distance**2, 0, 1))
    pointed = tree.kind is Material.NEEDLES
    top = tree.height * (1 - 0.75 * distance) if pointed else tree.height * (0.6 + 0.4 * dome)
    below, ground = canvas.height[window], canvas.material[window]
    # Roofs keep their outline; cars, hedges and lower crowns disappear below.
    low = (below < _BUILDING_M) | (ground == Material.LEAVES) | (ground == Material.NEEDLES)
    mask = (distance < 1) & (top > below) & low
    # Lambert's law on the dome, weakened because leaves scatter.
    light = 0.88 + 0.5 * (dy * sun.row + dx * sun.column) + 0.15 * ragged[window]
    canvas.put(
        window,
        mask,
        tree.kind,
        tone=tone,
        height=top.astype(np.float32),
        light=np.clip(light, 0.35, 1.4).astype(np.float32),
    )
