"""Buildings of a procedural city: flat, gabled and hipped roofs of varied materials."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .canvas import Canvas, Rect
from .materials import Material

_SMALLEST_M = 2.0


@dataclass(frozen=True)
class Sun:
    """Direction of the light; the shadow of a wall of 1 m is ``1 / rise`` metres long.

    Attributes:
        row, column: Direction towards the sun in the image, a unit vector.
        rise: Tangent of the sun's elevation.
    """

    row: float
    column: float
    rise: float


@dataclass(frozen=True)
class Style:
    """Common properties of the buildings of a block.

    Attributes:
        roofs: Materials to choose from, with their relative frequencies.
        eaves: Smallest and largest height of the walls, metres.
        pitch: Tangent of the roof's slope; 0 = flat.
    """

    roofs: dict[Material, float]
    eaves: tuple[float, float]
    pitch: float


HOUSE = Style(
    {Material.TILES: 7, Material.GREY_ROOF: 1.5, Material.BITUMEN: 1.5, Material.PALE_ROOF: 0.5}, (3.5, 7.0), 0.65
)
TOWN_HOUSE = Style(
    {Material.TILES: 6, Material.GREY_ROOF: 2, Material.METAL: 0.4, Material.BITUMEN: 1}, (9.0, 17.0), 0.55
)
SLAB = Style({Material.GREY_ROOF: 3, Material.PALE_ROOF: 3, Material.BITUMEN: 4}, (11.0, 26.0), 0.0)
HALL = Style(
    {Material.METAL: 3, Material.PALE_ROOF: 3, Material.GREY_ROOF: 3, Material.BITUMEN: 3, Material.SOLAR: 0.7},
    (6.0, 12.0),
    0.0,
)
SHED = Style({Material.GREY_ROOF: 2, Material.BITUMEN: 2, Material.METAL: 1, Material.TILES: 2}, (2.4, 3.0), 0.0)


def build(canvas: Canvas, rng: np.random.Generator, rect: Rect, style: Style, sun: Sun) -> None:
    """Draw one building.

    Args:
        canvas: Canvas to draw on.
        rng: Source of randomness.
        rect: Footprint of the building.
        style: Style of the block.
        sun: Direction of the light, for the shading of the roof faces.
    """
    if min(rect.half_u, rect.half_v) * 2 < _SMALLEST_M:
        return
    materials = list(style.roofs)
    shares = np.array(list(style.roofs.values()))
    roof = materials[int(rng.choice(len(materials), p=shares / shares.sum()))]
    eaves, tone = rng.uniform(*style.eaves), float(np.clip(rng.normal(0.5, 0.28), 0, 1))
    window, mask = canvas.cover(rect)
    if not mask.any():
        return
    if style.pitch and roof is not Material.METAL:
        _pitched_roof(canvas, rng, rect, roof, (eaves, tone, style.pitch), sun)
    else:
        canvas.put(window, mask, roof, tone=tone, height=eaves)
        _on_the_roof(canvas, rng, rect, roof, eaves)


def _pitched_roof(
    canvas: Canvas, rng: np.random.Generator, rect: Rect, roof: Material, shape: tuple[float, float, float], sun: Sun
) -> None:
    eaves, tone, pitch = shape
    window, mask = canvas.cover(rect)
    a, b = canvas.local(rect, window)
    to_side, to_end = rect.half_v - np.abs(b), rect.half_u - np.abs(a)
    hipped = rng.random() < 0.35
    if rect.half_v > rect.half_u:
        to_side, to_end = to_end, to_side
    end_face = (to_end < to_side) & hipped
    rise = np.where(end_face, to_end, to_side) * np.float32(pitch)
    # Outward direction of each face in the plan, then in the image.
    side_is_b = rect.half_v <= rect.half_u
    on_b = end_face != side_is_b
    out_a, out_b = np.where(on_b, 0.0, np.sign(a)), np.where(on_b, np.sign(b), 0.0)
    turn = np.arctan2(canvas.sin, canvas.cos) + rect.angle
    out_column = np.cos(turn) * out_a - np.sin(turn) * out_b
    out_row = np.sin(turn) * out_a + np.cos(turn) * out_b
    facing = out_row * sun.row + out_column * sun.column
    light = (1.0 + pitch * facing / sun.rise) / np.sqrt(1.0 + pitch**2)
    canvas.put(
        window,
        mask,
        roof,
        tone=tone,
        height=(eaves + rise).astype(np.float32),
        light=np.clip(light, 0.3, 1.6).astype(np.float32),
    )
    if rng.random() < 0.16 and roof is not Material.BITUMEN:
        panels = rect.part(-0.7, 0.7, 0.15, 0.8) if side_is_b else rect.part(0.15, 0.8, -0.7, 0.7)
        window, mask = canvas.cover(panels)
        canvas.material[window][mask] = Material.SOLAR


def _on_the_roof(canvas: Canvas, rng: np.random.Generator, rect: Rect, roof: Material, eaves: float) -> None:
    """Draw plant rooms, skylights and a parapet, the typical features of flat roofs."""
    if min(rect.half_u, rect.half_v) < 5:
        return
    for _ in range(int(rng.integers(1, 4 + int(rect.half_u * rect.half_v / 150)))):
        a, b = rng.uniform(-0.8, 0.7, size=2)
        box = rect.part(a, a + rng.uniform(2, 5) / rect.half_u, b, b + rng.uniform(2, 4) / rect.half_v)
        material = Material.PALE_ROOF if rng.random() < 0.5 else Material.GREY_ROOF
        canvas.fill(box, material, tone=rng.random(), height=eaves + rng.uniform(0.5, 2.5))
    if roof is Material.BITUMEN or rng.random() < 0.5:
        window, mask = canvas.cover(rect)
        a, b = canvas.local(rect, window)
        parapet = mask & ((np.abs(a) > rect.half_u - 0.9) | (np.abs(b) > rect.half_v - 0.9))
        canvas.tone[window][parapet] += 0.3
