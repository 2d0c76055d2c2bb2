"""The river of a procedural city: water, gravel banks and bankside trees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...models.training.simulate.fields import smooth_noise
from .canvas import Canvas
from .materials import Material


@dataclass(frozen=True)
class River:
    """Course and width of the river.

    Attributes:
        distance: float32 [rows, columns], distance from the middle of the bed, metres.
        half_width: float32 [rows, columns], half the width of water and gravel together, metres.
        water: float32 [rows, columns], half the width of the water.
        shift: float32 [rows, columns], offset of the water from the middle of the bed.
    """

    distance: NDArray[np.float32]
    half_width: NDArray[np.float32]
    water: NDArray[np.float32]
    shift: NDArray[np.float32]

    def bed(self, margin: float = 0.0) -> NDArray[np.bool_]:
        """Mask [rows, columns] of water, gravel, and this many metres of bank."""
        return np.abs(self.distance) < self.half_width + margin


def lay_river(rng: np.random.Generator, canvas: Canvas) -> River:
    """Draw a random winding course across the whole image, off its middle."""
    rows, columns = canvas.shape
    angle = rng.uniform(0, 2 * np.pi)
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    across = np.cos(angle) * (y - rows / 2) - np.sin(angle) * (x - columns / 2)
    offset = rng.uniform(0.15, 0.38) * min(rows, columns)
    course = across - np.float32(offset) + 45 * smooth_noise(rng, canvas.shape, 300.0)
    slope = np.hypot(*np.gradient(course))
    distance = (course / np.maximum(slope, 0.3)).astype(np.float32)
    width = rng.uniform(9, 17)
    water = width * (1 + 0.12 * smooth_noise(rng, canvas.shape, 70.0))
    bank = np.clip(5 + 6 * smooth_noise(rng, canvas.shape, 60.0), 1.0, 22.0)
    shift = 4.0 * smooth_noise(rng, canvas.shape, 80.0)
    return River(distance, (water + bank).astype(np.float32), water.astype(np.float32), shift)


def draw_river(canvas: Canvas, rng: np.random.Generator, river: River) -> None:
    """Draw water, gravel and a wooded bank over the existing layers."""
    whole = (slice(None), slice(None))
    bank = river.bed(11.0 + 4 * float(rng.random()))
    canvas.put(whole, bank, Material.MEADOW, tone=0.6, trees=float(rng.uniform(0.3, 0.7)))
    canvas.put(whole, river.bed(1.5), Material.SHRUBS, tone=0.5, height=1.0)
    canvas.put(whole, river.bed(), Material.GRAVEL, tone=0.6)
    wet = np.abs(river.distance - river.shift) < np.minimum(river.water, river.half_width - np.abs(river.shift) * 0.5)
    canvas.put(whole, wet & river.bed(), Material.WATER, tone=0.3)
