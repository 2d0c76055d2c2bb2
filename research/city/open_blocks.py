"""Open blocks of a procedural city: parks, sports grounds, fields, vineyards, orchards and forest."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from .blocks import Draw
from .buildings import SHED, Sun, build
from .canvas import Canvas, Rect
from .layout import Use
from .materials import Material


def park(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """Lawns, groups of trees, winding paths and sometimes a pond."""
    canvas.fill(block, Material.LAWN, tone=rng.uniform(0.2, 0.7), trees=rng.uniform(0.08, 0.35))
    window, mask = canvas.cover(block)
    a, b = canvas.local(block, window)
    if rng.random() < 0.5:
        radius = min(block.half_u, block.half_v) * rng.uniform(0.25, 0.45)
        swell = 1 + 0.25 * np.sin(3 * np.arctan2(b, a) + rng.uniform(0, 6))
        canvas.put(window, mask & (np.hypot(a, b) < radius * swell), Material.WATER, tone=0.3)
    surface = Material.TRACK if rng.random() < 0.5 else Material.ASPHALT
    for _ in range(int(rng.integers(1, 4))):
        period, phase, shift = rng.uniform(60, 120), rng.uniform(0, 6), rng.uniform(-0.6, 0.6)
        along, across, half = (a, b, block.half_v) if rng.random() < 0.5 else (b, a, block.half_u)
        line = shift * half + 0.2 * half * np.sin(along * 2 * np.pi / period + phase)
        canvas.put(window, mask & (np.abs(across - line) < 1.4), surface, tone=rng.random())


def sports(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """A pitch with a running track, or hard courts."""
    canvas.fill(block, Material.LAWN, tone=0.6, trees=0.15)
    window, mask = canvas.cover(block)
    a, b = canvas.local(block, window)
    if block.half_v > block.half_u:
        a, b = b, a
    long, short = max(block.half_u, block.half_v), min(block.half_u, block.half_v)
    radius = min(short - 4, 36.0, long / 2)
    straight = max(min(long - 4 - radius, 45.0), 2.0)
    distance = np.hypot(np.maximum(np.abs(a) - straight, 0), b)
    oval = mask & (distance < radius)
    canvas.put(window, oval, Material.TARTAN, tone=rng.random())
    inside = mask & (distance < radius - 8)
    mown = 0.35 + 0.25 * (np.floor((a + 500) / 6) % 2)
    canvas.put(window, inside, Material.LAWN, tone=mown.astype(np.float32))
    pitch = inside & (np.abs(a) < straight * 0.95) & (np.abs(b) < (radius - 8) * 0.8)
    border = pitch & ((np.abs(a) > straight * 0.95 - 0.6) | (np.abs(b) > (radius - 8) * 0.8 - 0.6) | (np.abs(a) < 0.5))
    canvas.put(window, border, Material.LAWN, tone=1.6)
    if long - straight - radius > 12:
        build(canvas, rng, block.part(-0.3, 0.3, -0.97, -0.85), SHED, sun)


def crop(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """A field of growing crops with tramlines."""
    _field(canvas, rng, block, Material.CROP, lines=rng.uniform(12, 24), contrast=0.25)


def stubble(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """A harvested field."""
    _field(canvas, rng, block, Material.STUBBLE, lines=rng.uniform(5, 9), contrast=0.2)


def soil(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """A ploughed field."""
    _field(canvas, rng, block, Material.SOIL, lines=rng.uniform(3, 6), contrast=0.12)


def meadow(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """Grass, partly mown, with single trees."""
    canvas.fill(block, Material.MEADOW, tone=rng.random(), trees=0.015)
    canvas.fill(block.part(-0.95, rng.uniform(-0.2, 0.6), -0.95, 0.95), Material.MEADOW, tone=rng.random(), trees=0.01)


def vineyard(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """Rows of vines over grass or bare soil."""
    between = Material.SOIL if rng.random() < 0.5 else Material.LAWN
    _rows(canvas, rng, block, between, Material.VINES, spacing=rng.uniform(2.6, 3.6), gaps=0.0)


def orchard(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """Rows of small round crowns over grass."""
    between = Material.SOIL if rng.random() < 0.25 else Material.LAWN
    _rows(canvas, rng, block, between, Material.SHRUBS, spacing=rng.uniform(4.0, 6.0), gaps=rng.uniform(3.5, 5.0))


def forest(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """A closed forest stand."""
    canvas.fill(block, Material.FOREST_FLOOR, trees=0.93)


GROUNDS: dict[Use, Draw] = {
    Use.PARK: park,
    Use.SPORTS: sports,
    Use.CROP: crop,
    Use.STUBBLE: stubble,
    Use.SOIL: soil,
    Use.MEADOW: meadow,
    Use.VINEYARD: vineyard,
    Use.ORCHARD: orchard,
    Use.FOREST: forest,
}


def _field(
    canvas: Canvas, rng: np.random.Generator, block: Rect, material: Material, *, lines: float, contrast: float
) -> None:
    """Two or three strips, each with faint lines along its length."""
    canvas.fill(block, Material.MEADOW, tone=rng.random(), trees=0.01)
    edges = np.concatenate([[-1.0], np.sort(rng.uniform(-0.7, 0.7, int(rng.integers(0, 3)))), [1.0]])
    for a0, a1 in pairwise(edges):
        strip = block.part(a0, a1, -1, 1).inset(1.0)
        window, mask = canvas.cover(strip)
        a, _ = canvas.local(strip, window)
        wave = np.cos(a * np.float32(2 * np.pi / lines))
        tone = rng.uniform(0.2, 0.8) + contrast * wave * np.abs(wave)
        canvas.put(window, mask, material, tone=tone.astype(np.float32), height=0.3)


def _rows(
    canvas: Canvas,
    rng: np.random.Generator,
    block: Rect,
    between: Material,
    plants: Material,
    *,
    spacing: float,
    gaps: float,
) -> None:
    """Rows of plants along one side; with gaps, single crowns at that distance."""
    canvas.fill(block, Material.MEADOW, tone=rng.random())
    field = block.inset(2.5)
    if min(field.half_u, field.half_v) < 5:
        return
    canvas.fill(field, between, tone=rng.uniform(0.2, 0.8))
    window, mask = canvas.cover(field)
    a, b = canvas.local(field, window)
    if rng.random() < 0.5:
        a, b = b, a
    across = np.abs((a / spacing) % 1 - 0.5) * spacing
    if gaps:
        along = np.abs((b / gaps) % 1 - 0.5) * gaps
        distance = np.hypot(across, along) / (0.40 * min(spacing, gaps))
    else:
        distance = np.divide(across, 0.30 * spacing)
    missing = rng.random(a.shape, dtype=np.float32) < 0.04
    planted = mask & (distance < 1) & ~missing
    height = 2.2 * np.sqrt(np.clip(1 - distance**2, 0, 1))
    canvas.put(window, planted, plants, tone=rng.uniform(0.2, 0.8), height=height.astype(np.float32))
