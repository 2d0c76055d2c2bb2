"""Streets of a procedural city: carriageways, pavements, markings, parked and moving cars, avenues of trees."""

from __future__ import annotations

import numpy as np

from .canvas import Canvas, Rect
from .cars import line_with_cars
from .layout import Street
from .materials import Material
from .trees import Tree


def draw_street(canvas: Canvas, rng: np.random.Generator, street: Street) -> list[Tree]:
    """Draw one street over the existing layers; returns the trees of an avenue."""
    rect = street.rect
    along_u = rect.half_u >= rect.half_v
    long, short, turn = (rect.half_u, rect.half_v, 0.0) if along_u else (rect.half_v, rect.half_u, np.pi / 2)
    lane = Rect(rect.u, rect.v, long, short, turn)
    if street.pavement_m:
        wide = Rect(rect.u, rect.v, long, short + street.pavement_m, turn)
        canvas.fill(wide, Material.PAVING if rng.random() < 0.5 else Material.ASPHALT, tone=rng.uniform(0.5, 1.0))
    canvas.fill(
        lane, Material.ASPHALT if street.paved else Material.TRACK, tone=float(np.clip(rng.normal(0.45, 0.25), 0, 1))
    )
    if not street.paved:
        canvas.fill(lane.part(-1, 1, -0.15, 0.15), Material.MEADOW, tone=0.7)
        return []
    if street.main:
        _mark_lanes(canvas, lane)
    line_with_cars(canvas, rng, lane, moving=0.006 if street.main else 0.002, parked=0.0 if street.main else 0.03)
    if street.main and rng.random() < 0.75 and street.pavement_m:
        return _avenue(canvas, rng, lane, street.pavement_m)
    return []


def _mark_lanes(canvas: Canvas, lane: Rect) -> None:
    window, mask = canvas.cover(lane)
    a, b = canvas.local(lane, window)
    dashes = (np.abs(b) < 0.5) & ((a + 10_000) % 9 < 4)
    canvas.put(window, mask & dashes, Material.MARKING)


def _avenue(canvas: Canvas, rng: np.random.Generator, lane: Rect, pavement: float) -> list[Tree]:
    spacing = rng.uniform(9, 16)
    count = int(2 * lane.half_u / spacing)
    along = np.tile(np.linspace(-0.98, 0.98, max(count, 1)), 2)
    across = np.repeat([-1.0, 1.0], max(count, 1)) * (lane.half_v + pavement * 0.6)
    cos, sin = np.cos(lane.angle), np.sin(lane.angle)
    u = lane.u + cos * along * lane.half_u - sin * across
    v = lane.v + sin * along * lane.half_u + cos * across
    rows, columns = canvas.pixels_of(u, v)
    size = rng.uniform(2.2, 3.6)
    return [
        Tree(float(row), float(column), size * rng.uniform(0.8, 1.2), size * 2.6, Material.LEAVES)
        for row, column in zip(rows, columns, strict=True)
        if rng.random() < 0.85
    ]
