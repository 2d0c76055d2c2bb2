"""Plots with houses of a procedural city: detached or terraced, with gardens, drives, sheds and pools."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from .buildings import HOUSE, SHED, Sun, build
from .canvas import Canvas, Rect
from .cars import draw_car
from .materials import Material


def houses(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """Detached houses in two rows of gardens."""
    canvas.fill(block, Material.LAWN, tone=rng.uniform(0.3, 0.7))
    for plot, front in _plots(rng, block, rng.uniform(17, 24)):
        _garden(canvas, rng, plot)
        _house_on_plot(canvas, rng, plot, front, sun)


def terraces(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """Rows of narrow houses wall to wall."""
    canvas.fill(block, Material.LAWN, tone=0.5)
    for plot, front in _plots(rng, block, rng.uniform(6.5, 8.0)):
        _garden(canvas, rng, plot)
        canvas.fill(plot.part(-1, 1, *_span(front, 0.72, 1.0)), Material.PAVING, tone=rng.random())
        build(canvas, rng, plot.part(-1, 1, *_span(front, 0.35, 0.72)), HOUSE, sun)
        if rng.random() < 0.4:
            build(canvas, rng, plot.part(-0.7, 0.2, *_span(-front, 0.95, 0.75)), SHED, sun)


def _plots(rng: np.random.Generator, block: Rect, width: float) -> list[tuple[Rect, int]]:
    """Plots in two rows back to back, first axis along the street, with the sign of the end that faces the street."""
    along_u = block.half_u >= block.half_v
    long, short, turn = (block.half_u, block.half_v, 0.0) if along_u else (block.half_v, block.half_u, np.pi / 2)
    count = max(int(2 * long / width), 1)
    edges = np.linspace(-1, 1, count + 1)
    edges[1:-1] += rng.uniform(-0.12, 0.12, count - 1) / count
    whole = Rect(block.u, block.v, long, short, turn)
    rows = ((-1.0, 0.0, -1), (0.0, 1.0, 1)) if short > 20 else ((-1.0, 1.0, 1),)
    return [(whole.part(a0, a1, b0, b1), front) for a0, a1 in pairwise(edges) for b0, b1, front in rows]


def _garden(canvas: Canvas, rng: np.random.Generator, plot: Rect) -> None:
    kind = rng.random()
    if kind < 0.80:
        canvas.fill(
            plot, Material.LAWN, tone=float(np.clip(rng.normal(0.5, 0.3), 0, 1)), trees=rng.choice([0.02, 0.1, 0.3])
        )
    elif kind < 0.90:
        canvas.fill(plot, Material.PAVING, tone=rng.random())
    else:
        canvas.fill(plot, Material.SOIL if kind < 0.95 else Material.GRAVEL, tone=rng.random(), trees=0.1)
    if rng.random() < 0.5:
        for edge in (plot.part(-1, -1 + 1.0 / plot.half_u, -0.9, 0.9), plot.part(-0.9, 0.9, -0.05, 0.05)):
            if rng.random() < 0.6 and plot.half_u > 5:
                canvas.fill(edge, Material.SHRUBS, tone=rng.random(), height=1.8)


def _house_on_plot(canvas: Canvas, rng: np.random.Generator, plot: Rect, front: int, sun: Sun) -> None:
    wide, deep = rng.uniform(9, 14), rng.uniform(8, 11)
    a0 = rng.uniform(-0.9, 0.85 - wide / plot.half_u) if wide < 1.6 * plot.half_u else -0.8
    a1 = min(a0 + wide / plot.half_u, 0.95)
    to_street = 1 - rng.uniform(4, 9) / plot.half_v
    to_garden = to_street - deep / plot.half_v
    house = plot.part(a0, a1, *_span(front, to_street, to_garden))
    # The drive goes beside the house, on whichever side has room.
    drive = (a1 - 0.1, min(a1 + 3.2 / plot.half_u, 1.0)) if a1 < 0.7 else (max(a0 - 3.2 / plot.half_u, -1.0), a0 + 0.1)
    drive_end = to_street - rng.uniform(0.0, 0.6)
    surface = Material.PAVING if rng.random() < 0.6 else Material.ASPHALT if rng.random() < 0.6 else Material.CONCRETE
    canvas.fill(plot.part(*drive, *_span(front, 1.0, drive_end)), surface, tone=rng.random())
    if rng.random() < 0.35:
        canvas.fill(plot.part(a0, a1, *_span(front, 1.0, to_street)), surface, tone=rng.random())
    terrace = _span(front, to_garden, to_garden - rng.uniform(3, 5) / plot.half_v)
    canvas.fill(plot.part(a0, (a0 + a1) / 2, *terrace), Material.PAVING, tone=rng.random())
    turn = rng.normal(0, 0.05) if plot.half_u > 8 else 0.0
    build(canvas, rng, replace(house, angle=house.angle + turn), HOUSE, sun)
    if rng.random() < 0.25:
        build(
            canvas, rng, plot.part(a0, (a0 + a1) / 2, *_span(front, to_garden, to_garden - 4 / plot.half_v)), HOUSE, sun
        )
    if rng.random() < 0.45:
        garage = plot.part(*drive, *_span(front, to_street + 0.02, to_street - 6 / plot.half_v))
        build(canvas, rng, garage, SHED, sun)
    elif rng.random() < 0.7:
        draw_car(canvas, rng, plot.part(*drive, *_span(front, 0.95, 0.95 - 5 / plot.half_v)))
    if rng.random() < 0.10 and plot.half_v > 12:
        canvas.fill(plot.part(-0.4, -0.4 + 8 / plot.half_u, *_span(-front, 0.8, 0.8 - 4 / plot.half_v)), Material.POOL)
    if rng.random() < 0.4:
        build(canvas, rng, plot.part(0.5, 0.85, *_span(-front, 0.95, 0.95 - 3 / plot.half_v)), SHED, sun)


def _span(front: int, b0: float, b1: float) -> tuple[float, float]:
    """Shares of a plot's depth, counted towards the street, in the order of the plot's own axis."""
    return min(front * b0, front * b1), max(front * b0, front * b1)
