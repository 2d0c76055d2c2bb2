"""Cars of a procedural city, parked and moving."""

from __future__ import annotations

import numpy as np

from .canvas import Canvas, Rect
from .materials import Material

_HALF_WIDTH_M, _HALF_LENGTH_M, _HEIGHT_M = 0.95, 2.2, 1.4
_BAY_M, _ROW_M = 2.6, 8.2
_TONES = [0.02, 0.1, 0.3, 0.6, 0.95]


def draw_car(canvas: Canvas, rng: np.random.Generator, place: Rect) -> None:
    """Draw a car in the middle of a place, along its second axis and not larger than the place."""
    half_u, half_v = min(place.half_u, _HALF_WIDTH_M), min(place.half_v, _HALF_LENGTH_M)
    car = Rect(place.u, place.v, half_u, half_v, place.angle)
    canvas.fill(car, Material.CAR, tone=rng.choice(_TONES), height=_HEIGHT_M)


def park_cars(canvas: Canvas, rng: np.random.Generator, rect: Rect) -> None:
    """Draw a car park: asphalt or paving with rows of bays, some of them taken."""
    if min(rect.half_u, rect.half_v) < 3:
        return
    canvas.fill(rect, Material.ASPHALT if rng.random() < 0.75 else Material.PAVING, tone=rng.random())
    taken = rng.uniform(0.15, 0.75)
    for b in np.arange(-rect.half_v + 2.7, rect.half_v - 2.5, _ROW_M):
        for a in np.arange(-rect.half_u + 1.6, rect.half_u - 1.4, _BAY_M):
            if rng.random() < taken:
                draw_car(canvas, rng, rect.at(float(a), float(b), _HALF_WIDTH_M, 2.15))


def line_with_cars(canvas: Canvas, rng: np.random.Generator, lane: Rect, *, moving: float, parked: float) -> None:
    """Draw cars along a street.

    Args:
        canvas: Canvas to draw on.
        rng: Source of randomness.
        lane: The carriageway, with its first axis along the street.
        moving: Cars in the lanes per metre of street.
        parked: Cars at the kerbs per metre of street.
    """
    for rate, offset in ((moving, 0.45), (parked, 0.78)):
        for a in rng.uniform(-1, 1, size=rng.poisson(rate * 2 * lane.half_u)):
            side = rng.choice([-1, 1]) * offset * lane.half_v
            car = lane.at(a * lane.half_u, side, _HALF_LENGTH_M, _HALF_WIDTH_M)
            canvas.fill(car, Material.CAR, tone=rng.choice(_TONES), height=_HEIGHT_M)
