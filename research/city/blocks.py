"""Built-up blocks of a procedural city: slabs, halls, the old town, car parks, building sites; table of all uses."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .buildings import HALL, SHED, SLAB, TOWN_HOUSE, Sun, build
from .canvas import Canvas, Rect
from .cars import park_cars
from .layout import Use
from .materials import Material
from .plots import houses, terraces

Draw = Callable[[Canvas, np.random.Generator, Rect, Sun], None]


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
    park_cars(canvas, rng, parking)


def halls(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """Factories and supermarkets: large flat roofs on asphalt and concrete."""
    ground = Material.ASPHALT if rng.random() < 0.6 else Material.CONCRETE
    canvas.fill(block, Material.LAWN, tone=0.6, trees=0.12)
    canvas.fill(block.inset(rng.uniform(1.5, 4)), ground, tone=rng.random())
    split = rng.uniform(-0.2, 0.3)
    build(canvas, rng, block.part(-0.9, split, -0.8, rng.uniform(0.3, 0.85)), HALL, sun)
    if rng.random() < 0.5:
        build(canvas, rng, block.part(split + 0.15, 0.9, -0.85, rng.uniform(-0.3, 0.1)), HALL, sun)
        park_cars(canvas, rng, block.part(split + 0.1, 0.92, 0.2, 0.92))
    else:
        park_cars(canvas, rng, block.part(split + 0.1, 0.92, -0.9, 0.9))


def car_park(canvas: Canvas, rng: np.random.Generator, block: Rect, sun: Sun) -> None:
    """A large car park with strips of trees."""
    canvas.fill(block, Material.LAWN, tone=0.7, trees=0.25)
    park_cars(canvas, rng, block.inset(3))


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
    """Bare soil with an unfinished building and heaps of gravel."""
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
