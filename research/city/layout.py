"""Plan of a procedural town: the streets, and the use of each block.

A plan is cut recursively: the first cuts are main roads, later ones collectors and local streets, so that a
hierarchy with T-junctions emerges. Blocks become smaller and denser towards the centre; beyond the town they are fields
and forest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np

from .canvas import Rect

Density = Callable[[float, float], float]


class Use(Enum):
    """Use of a block."""

    OLD_TOWN = auto()
    SLABS = auto()
    HALLS = auto()
    CAR_PARK = auto()
    HOUSES = auto()
    TERRACES = auto()
    PARK = auto()
    SPORTS = auto()
    BUILDING_SITE = auto()
    CROP = auto()
    STUBBLE = auto()
    SOIL = auto()
    MEADOW = auto()
    VINEYARD = auto()
    ORCHARD = auto()
    FOREST = auto()


_SHARES: dict[str, dict[Use, float]] = {
    "core": {Use.OLD_TOWN: 10, Use.SLABS: 3, Use.HALLS: 2, Use.CAR_PARK: 1.2, Use.PARK: 1.8, Use.BUILDING_SITE: 0.5},
    "suburb": {
        Use.HOUSES: 10, Use.TERRACES: 3, Use.SLABS: 2.5, Use.HALLS: 1.5, Use.PARK: 1, Use.SPORTS: 0.8,
        Use.BUILDING_SITE: 0.6, Use.CAR_PARK: 0.5,
    },
    "edge": {Use.HOUSES: 4, Use.HALLS: 3, Use.SPORTS: 1, Use.MEADOW: 2, Use.ORCHARD: 1.5, Use.CROP: 1.5, Use.SOIL: 1},
    "country": {
        Use.CROP: 3, Use.STUBBLE: 1.5, Use.SOIL: 2, Use.MEADOW: 3, Use.VINEYARD: 2, Use.ORCHARD: 2, Use.FOREST: 5,
    },
}  # fmt: skip
_CORE, _SUBURB, _EDGE = 0.72, 0.36, 0.27

_BLOCK_M = {"core": 75.0, "suburb": 105.0, "edge": 150.0, "country": 230.0}
"""Length of the longer side above which a block is divided."""


@dataclass(frozen=True)
class Street:
    """A straight street of the plan.

    Attributes:
        rect: The carriageway; its longer side is the direction.
        pavement_m: Width of the pavement on each side; 0 = none.
        main: Whether it crosses the river on a bridge and has marked lanes and trees.
        paved: Whether it is asphalt; a field track is not.
    """

    rect: Rect
    pavement_m: float
    main: bool
    paved: bool


@dataclass(frozen=True)
class Block:
    """A block between streets, without the streets and their pavements."""

    rect: Rect
    use: Use


def make_plan(
    rng: np.random.Generator, bounds: tuple[float, float, float, float], density: Density
) -> tuple[list[Block], list[Street]]:
    """Divide a rectangle of the plan into blocks and streets.

    Args:
        rng: Source of randomness.
        bounds: Bounds u0, u1, v0, v1, metres.
        density: Urban density at a place, 0 (open country) to 1 (centre).

    Returns:
        Blocks and streets; main streets come last, so that they are drawn over the others.
    """
    blocks: list[Block] = []
    streets: list[Street] = []

    def cut(u0: float, u1: float, v0: float, v1: float) -> None:
        width, height = u1 - u0, v1 - v0
        zone = _zone(density((u0 + u1) / 2, (v0 + v1) / 2))
        longer = max(width, height)
        if longer < _BLOCK_M[zone] * rng.uniform(0.85, 1.25):
            if min(width, height) > 12.0:
                use = _draw_use(rng, zone, width, height)
                blocks.append(Block(Rect((u0 + u1) / 2, (v0 + v1) / 2, width / 2, height / 2), use))
            return
        half, pavement, main, paved = _street_of(longer, zone)
        gap = half + pavement
        if width >= height:
            at = u0 + width * rng.uniform(0.38, 0.62)
            streets.append(Street(Rect(at, (v0 + v1) / 2, half, height / 2 + 8.0), pavement, main, paved))
            cut(u0, at - gap, v0, v1)
            cut(at + gap, u1, v0, v1)
        else:
            at = v0 + height * rng.uniform(0.38, 0.62)
            streets.append(Street(Rect((u0 + u1) / 2, at, width / 2 + 8.0, half), pavement, main, paved))
            cut(u0, u1, v0, at - gap)
            cut(u0, u1, at + gap, v1)

    cut(*bounds)
    return blocks, sorted(streets, key=lambda street: min(street.rect.half_u, street.rect.half_v))


def _zone(density: float) -> str:
    if density > _CORE:
        return "core"
    if density > _SUBURB:
        return "suburb"
    return "edge" if density > _EDGE else "country"


def _street_of(length: float, zone: str) -> tuple[float, float, bool, bool]:
    """Half width, pavement, main, paved of the street that divides a block of this length."""
    if length > 420:
        return 6.5, 3.0, True, True
    if zone == "country":
        return (2.4, 0.0, False, True) if length > 330 else (1.6, 0.0, False, False)
    if length > 190:
        return 4.5, 2.2, False, True
    return 3.2, 1.6, False, True


def _draw_use(rng: np.random.Generator, zone: str, width: float, height: float) -> Use:
    shares = dict(_SHARES[zone])
    if min(width, height) < 45:
        shares.pop(Use.SPORTS, None)
    if min(width, height) < 30:
        shares.pop(Use.OLD_TOWN, None)
    uses = list(shares)
    weights = np.array([shares[use] for use in uses])
    return uses[int(rng.choice(len(uses), p=weights / weights.sum()))]
