"""Built-up blocks of a procedural city: houses with gardens, terraces, slabs, halls, the old town, car parks."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from .city_buildings import HALL, HOUSE, SHED, SLAB, TOWN_HOUSE, Sun, build
from .city_canvas import Canvas, Rect
from .city_layout import Use
from .city_materials import Material

Draw = Callable[[Canvas, np.random.Generator, Rect, Sun], None]


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
        # front: 1 = the street is at the positive end of the second axis.
        near, far = (0.35, 0.72) if front > 0 else (-0.72, -0.35)
        canvas.fill(plot.part(-1, 1, *sorted((front * 0.72, front * 1.0))), Material.PAVING, tone=rng.random())
        build(canvas, rng, plot.part(-1, 1, near, far), HOUSE, sun)
        if rng.random() < 0.4:
            build(canvas, rng, plot.part(-0.7, 0.2, *sorted((-front * 0.95, -front * 0.75))), SHED, sun)


def slabs(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """Blocks of flats on lawns with trees, paths and parking."""
    canvas.fill(block, Material.LAWN, tone=rng.uniform(0.4, 0.8), trees=0.10)
    along_u = block.half_u >= block.half_v
    long, short = (block.half_u, block.half_v) if along_u else (block.half_v, block.half_u)
    at = -long + rng.uniform(6, 12)
    while at + 14 < long:
        depth, reach = rng.uniform(11, 14), short * rng.uniform(0.6, 0.85)
        piece = (at / long, (at + depth) / long, -reach / short, reach / short)
        build(canvas, rng, _oriented(block, along_u, piece), SLAB, sun)
        path = ((at + depth + 2) / long, (at + depth + 4) / long, -1.0, 1.0)
        canvas.fill(_oriented(block, along_u, path), Material.PAVING, tone=rng.random())
        at += depth + rng.uniform(20, 30)
    parking = _oriented(block, along_u, (-0.9, 0.9, 1 - min(16 / short, 0.4), 1.0))
    _parking(canvas, rng, parking)


def halls(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """Works and supermarkets: large flat roofs on asphalt and concrete."""
    ground = Material.ASPHALT if rng.random() < 0.6 else Material.CONCRETE
    canvas.fill(block, Material.LAWN, tone=0.6, trees=0.12)
    canvas.fill(block.inset(rng.uniform(1.5, 4)), ground, tone=rng.random())
    split = rng.uniform(-0.2, 0.3)
    build(canvas, rng, block.part(-0.9, split, -0.8, rng.uniform(0.3, 0.85)), HALL, sun)
    if rng.random() < 0.5:
        build(canvas, rng, block.part(split + 0.15, 0.9, -0.85, rng.uniform(-0.3, 0.1)), HALL, sun)
        _parking(canvas, rng, block.part(split + 0.1, 0.92, 0.2, 0.92))
    else:
        _parking(canvas, rng, block.part(split + 0.1, 0.92, -0.9, 0.9))


def car_park(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """A large car park with strips of trees."""
    canvas.fill(block, Material.LAWN, tone=0.7, trees=0.25)
    _parking(canvas, rng, block.inset(3))


def old_town(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """Town houses wall to wall around a court that is paved, built over or green."""
    court = rng.random()
    ground = Material.PAVING if court < 0.6 else Material.LAWN
    canvas.fill(block, ground, tone=rng.random(), trees=0.0 if court < 0.35 else 0.12)
    depth = rng.uniform(10.5, 13.0)
    for side in (
        Rect(block.u, block.v - block.half_v + depth / 2, block.half_u, depth / 2),
        Rect(block.u, block.v + block.half_v - depth / 2, block.half_u, depth / 2),
        Rect(block.u - block.half_u + depth / 2, block.v, block.half_v - depth, depth / 2, np.pi / 2),
        Rect(block.u + block.half_u - depth / 2, block.v, block.half_v - depth, depth / 2, np.pi / 2),
    ):
        at = -side.half_u
        while at < side.half_u - 4:
            width = min(rng.uniform(9, 19), side.half_u - at)
            if rng.random() > 0.05:
                piece = side.part(at / side.half_u, (at + width) / side.half_u, -1, rng.uniform(0.8, 1.0))
                build(canvas, rng, piece, TOWN_HOUSE, sun)
            at += width
    inner = block.inset(depth + 3)
    for _ in range(int(rng.integers(0, 5))):
        a, b = rng.uniform(-1, 0.6, size=2)
        size = rng.uniform(5, 11, size=2)
        if min(inner.half_u, inner.half_v) > 8:
            build(canvas, rng, inner.part(a, a + size[0] / inner.half_u, b, b + size[1] / inner.half_v), SHED, sun)


def building_site(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """Bare soil with a raw building and heaps of gravel."""
    canvas.fill(block, Material.SOIL, tone=rng.random(), trees=0.0)
    canvas.fill(block.part(-0.8, 0.0, -0.7, 0.2), Material.GRAVEL, tone=rng.random())
    canvas.fill(block.part(-0.6, 0.1, -0.4, 0.4), Material.CONCRETE, tone=rng.random(), height=rng.uniform(0.3, 6))


BUILT: dict[Use, Draw] = {
    Use.HOUSES: houses,
    Use.TERRACES: terraces,
    Use.SLABS: slabs,
    Use.HALLS: halls,
    Use.CAR_PARK: car_park,
    Use.OLD_TOWN: old_town,
    Use.BUILDING_SITE: building_site,
}


def _oriented(block: Rect, along_u: bool, piece: tuple[float, float, float, float]) -> Rect:
    """A part given along the long and the short side."""
    return block.part(*piece) if along_u else block.part(*piece[2:], *piece[:2])


def _plots(rng: np.random.Generator, block: Rect, width: float) -> list[tuple[Rect, int]]:
    """Plots in two rows back to back, first axis along the street, and at which end of the second the street is."""
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
    a0 = rng.uniform(-0.9, 0.85 - 2 * wide / (2 * plot.half_u)) if wide < 1.6 * plot.half_u else -0.8
    a1 = min(a0 + wide / plot.half_u, 0.95)
    back_from_street = rng.uniform(4, 9)
    b_front = 1 - back_from_street / plot.half_v
    b_back = b_front - deep / plot.half_v
    across = sorted((front * b_front, front * b_back))
    house = plot.part(a0, a1, across[0], across[1])
    drive = sorted((front * 1.0, front * (b_front - rng.uniform(0.0, 0.6))))
    side = (a1 - 0.1, min(a1 + 3.2 / plot.half_u, 1.0)) if a1 < 0.7 else (max(a0 - 3.2 / plot.half_u, -1.0), a0 + 0.1)
    surface = Material.PAVING if rng.random() < 0.6 else Material.ASPHALT if rng.random() < 0.6 else Material.CONCRETE
    canvas.fill(plot.part(*side, drive[0], drive[1]), surface, tone=rng.random())
    if rng.random() < 0.35:
        canvas.fill(plot.part(a0, a1, *sorted((front * 1.0, front * b_front))), surface, tone=rng.random())
    terrace = sorted((front * b_back, front * (b_back - rng.uniform(3, 5) / plot.half_v)))
    canvas.fill(plot.part(a0, (a0 + a1) / 2, terrace[0], terrace[1]), Material.PAVING, tone=rng.random())
    turned = Rect(
        house.u, house.v, house.half_u, house.half_v, house.angle + (rng.normal(0, 0.05) if plot.half_u > 8 else 0)
    )
    build(canvas, rng, turned, HOUSE, sun)
    if rng.random() < 0.25:
        wing = plot.part(a0, (a0 + a1) / 2, *sorted((front * b_back, front * (b_back - 4 / plot.half_v))))
        build(canvas, rng, wing, HOUSE, sun)
    if rng.random() < 0.45:
        garage = plot.part(*side, *sorted((front * (b_front + 0.02), front * (b_front - 6 / plot.half_v))))
        build(canvas, rng, garage, SHED, sun)
    elif rng.random() < 0.7:
        _car(canvas, rng, plot.part(*side, *sorted((front * 0.95, front * (0.95 - 5 / plot.half_v)))))
    if rng.random() < 0.10 and plot.half_v > 12:
        canvas.fill(
            plot.part(-0.4, -0.4 + 8 / plot.half_u, *sorted((-front * 0.8, -front * (0.8 - 4 / plot.half_v)))),
            Material.POOL,
        )
    if rng.random() < 0.4:
        build(canvas, rng, plot.part(0.5, 0.85, *sorted((-front * 0.95, -front * (0.95 - 3 / plot.half_v)))), SHED, sun)


def _parking(canvas: Canvas, rng: np.random.Generator, rect: Rect) -> None:
    """Asphalt with rows of bays, half of them taken."""
    if min(rect.half_u, rect.half_v) < 3:
        return
    canvas.fill(rect, Material.ASPHALT if rng.random() < 0.75 else Material.PAVING, tone=rng.random())
    taken = rng.uniform(0.15, 0.75)
    for b in np.arange(-rect.half_v + 2.7, rect.half_v - 2.5, 8.2):
        for a in np.arange(-rect.half_u + 1.6, rect.half_u - 1.4, 2.6):
            if rng.random() < taken:
                half = (0.95 / rect.half_u, 2.15 / rect.half_v)
                _car(
                    canvas,
                    rng,
                    rect.part(
                        a / rect.half_u - half[0],
                        a / rect.half_u + half[0],
                        b / rect.half_v - half[1],
                        b / rect.half_v + half[1],
                    ),
                )


def _car(canvas: Canvas, rng: np.random.Generator, bay: Rect) -> None:
    car = Rect(bay.u, bay.v, min(bay.half_u, 0.95), min(bay.half_v, 2.2), bay.angle)
    canvas.fill(car, Material.CAR, tone=rng.choice([0.02, 0.1, 0.3, 0.6, 0.95]), height=1.4)
