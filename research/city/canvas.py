"""The canvas of a procedural city: layers of pixels, and a bent street grid to draw in.

Everything is drawn in plan coordinates (u, v), metres in a town with straight streets. The canvas bends them into the
image: each pixel knows its (u, v), so that a rectangle of the plan becomes a slightly bent one in the image.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...models.training.simulate.fields import smooth_noise
from .materials import Material

Window = tuple[slice, slice]
Mask = NDArray[np.bool_]

_STEPS_OF_INVERSION = 4
_MARGIN_PX = 4


@dataclass(frozen=True)
class Rect:
    """A rectangle of the plan: centre (u, v), half sides along its own axes, metres, and its angle, radians."""

    u: float
    v: float
    half_u: float
    half_v: float
    angle: float = 0.0

    def corners(self) -> NDArray[Any]:
        """The corners as (u, v), [4, 2]."""
        along = np.array([1, 1, -1, -1]) * self.half_u
        across = np.array([1, -1, -1, 1]) * self.half_v
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        return np.stack([self.u + cos * along - sin * across, self.v + sin * along + cos * across], axis=1)

    def part(self, a0: float, a1: float, b0: float, b1: float) -> Rect:
        """The part between shares a0-a1 of the first side and b0-b1 of the second, each from -1 to 1."""
        a, b = (a0 + a1) / 2 * self.half_u, (b0 + b1) / 2 * self.half_v
        return self.at(a, b, (a1 - a0) / 2 * self.half_u, (b1 - b0) / 2 * self.half_v)

    def at(self, a: float, b: float, half_a: float, half_b: float) -> Rect:
        """A rectangle along the same axes, with its centre (a, b) metres from this one's."""
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        return Rect(self.u + cos * a - sin * b, self.v + sin * a + cos * b, half_a, half_b, self.angle)

    def inset(self, by: float) -> Rect:
        """A rectangle smaller by this many metres on each side, but not below zero size."""
        return Rect(self.u, self.v, max(self.half_u - by, 0.0), max(self.half_v - by, 0.0), self.angle)


class Canvas:
    """Layers of a scene at 1 m.

    Args:
        rng: Source of randomness.
        shape: Number of rows and columns of 1 m pixels.

    Attributes:
        material: uint8 [rows, columns], see :class:`.materials.Material`.
        height: float32 [rows, columns], metres above the ground.
        tone: float32 [rows, columns], see :class:`.materials.Look`.
        light: float32 [rows, columns], brightness of a face by its slope, 1 = flat.
        trees: float32 [rows, columns], probability of a tree.
    """

    def __init__(self, rng: np.random.Generator, shape: tuple[int, int]) -> None:
        self.shape = shape
        self.material = np.full(shape, Material.MEADOW, dtype=np.uint8)
        self.height = np.zeros(shape, dtype=np.float32)
        self.tone = np.full(shape, 0.5, dtype=np.float32)
        self.light = np.ones(shape, dtype=np.float32)
        self.trees = np.zeros(shape, dtype=np.float32)
        angle = rng.uniform(0, np.pi)
        self.cos, self.sin = float(np.cos(angle)), float(np.sin(angle))
        # Displacements of up to 25 m over 200-500 m: visible bends, while the slopes of the mapping stay far below 1.
        self._bend = np.stack(
            [18.0 * smooth_noise(rng, shape, 260.0) + 4.0 * smooth_noise(rng, shape, 110.0) for _ in range(2)]
        )
        y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32) + np.float32(0.5)
        self.u = self.cos * x + self.sin * y + self._bend[0]
        self.v = -self.sin * x + self.cos * y + self._bend[1]

    def pixels_of(self, u: NDArray[np.float64], v: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows and columns of plan points; they may lie outside the image."""
        du, dv = np.zeros_like(u), np.zeros_like(v)
        for _ in range(_STEPS_OF_INVERSION):
            x = self.cos * (u - du) - self.sin * (v - dv)
            y = self.sin * (u - du) + self.cos * (v - dv)
            row = np.clip(y, 0, self.shape[0] - 1).astype(np.int64)
            column = np.clip(x, 0, self.shape[1] - 1).astype(np.int64)
            du, dv = self._bend[0, row, column], self._bend[1, row, column]
        return np.floor(y).astype(np.int64), np.floor(x).astype(np.int64)

    def window(self, rect: Rect) -> Window:
        """The window of the image that contains a rectangle; empty if the rectangle is outside."""
        # Sides of large rectangles bend outwards between their corners.
        shares = np.linspace(0, 1, 2 + int(max(rect.half_u, rect.half_v) / 20))[:, None, None]
        corners = rect.corners()
        outline: NDArray[Any] = (corners * (1 - shares) + np.roll(corners, 1, axis=0) * shares).reshape(-1, 2)
        rows, columns = self.pixels_of(outline[:, 0], outline[:, 1])
        row0, column0 = max(rows.min() - _MARGIN_PX, 0), max(columns.min() - _MARGIN_PX, 0)
        return slice(row0, max(rows.max() + _MARGIN_PX, row0)), slice(column0, max(columns.max() + _MARGIN_PX, column0))

    def local(self, rect: Rect, window: Window) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Distance from the rectangle's centre along its two axes, metres, for the pixels of a window."""
        du, dv = self.u[window] - np.float32(rect.u), self.v[window] - np.float32(rect.v)
        cos, sin = np.float32(np.cos(rect.angle)), np.float32(np.sin(rect.angle))
        return cos * du + sin * dv, cos * dv - sin * du

    def cover(self, rect: Rect) -> tuple[Window, Mask]:
        """A window and a mask of its pixels with their centre in the rectangle."""
        window = self.window(rect)
        a, b = self.local(rect, window)
        return window, (np.abs(a) <= rect.half_u) & (np.abs(b) <= rect.half_v)

    def fill(
        self, rect: Rect, material: Material, *, tone: float = 0.5, height: float = 0.0, trees: float = 0.0
    ) -> None:
        """Draw a flat surface."""
        self.put(*self.cover(rect), material, tone=tone, height=height, trees=trees)

    def put(
        self,
        window: Window,
        mask: Mask,
        material: Material,
        *,
        tone: float | NDArray[np.float32] = 0.5,
        height: float | NDArray[np.float32] = 0.0,
        light: float | NDArray[np.float32] = 1.0,
        trees: float = 0.0,
    ) -> None:
        """Draw a surface on the pixels of a mask; array values have the mask's shape."""
        self.material[window][mask] = material
        for layer, value in ((self.tone, tone), (self.height, height), (self.light, light), (self.trees, trees)):
            layer[window][mask] = value[mask] if isinstance(value, np.ndarray) else value
