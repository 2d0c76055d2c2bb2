"""Procedural mountains: the surroundings of a city, which are missing from city imagery.

Forest on slopes facing towards or away from the sun, alpine meadows, rock and scree, and a torrent, clear or
milky with glacier flour, between banks of pale gravel. Reflectance at 1 m with exact labels; nothing is impervious.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...models.training.labels import Surface
from ...models.training.simulate.fields import smooth_noise
from ...models.training.simulate.ground import Ground
from ...models.training.simulate.sensor import FloatImage
from ..city.materials import LABELS, LOOKS, Material

_MILKY = np.array([0.075, 0.105, 0.085, 0.05], dtype=np.float32)
_ROCK = (np.array([0.07, 0.065, 0.06, 0.12]), np.array([0.20, 0.19, 0.175, 0.24]))
_ROCK_ID = len(Material)


def mountains(rng: np.random.Generator, side: int) -> Ground:
    """Draw one mountain scene.

    Args:
        rng: Source of randomness.
        side: Side in pixels of 1 m.

    Returns:
        Bands red, green, blue, near infrared; tone "reflectance".
    """
    shape = (side, side)
    cover = np.full(shape, Material.NEEDLES, dtype=np.uint8)
    cover[smooth_noise(rng, shape, 90.0) > rng.normal(0, 0.8)] = Material.LEAVES
    height = smooth_noise(rng, shape, rng.uniform(60, 200))
    cover[height > rng.uniform(0.6, 2.2)] = Material.MEADOW
    cover[smooth_noise(rng, shape, 70.0) > rng.uniform(1.0, 2.2)] = Material.SHRUBS
    cover[smooth_noise(rng, shape, 50.0) > rng.uniform(1.3, 2.5)] = _ROCK_ID
    if rng.random() < 0.7:
        _draw_torrent(rng, cover)
    reflectance = _paint(rng, cover) * _relief(rng, shape)
    labels = np.append(LABELS, Surface.OTHER).astype(np.uint8)[cover]
    return Ground(reflectance.astype(np.float32), labels, "reflectance", "mountains")


def with_torrent(rng: np.random.Generator, ground: Ground) -> Ground:
    """Add a torrent to a ground, as in towns of mountain valleys.

    Args:
        rng: Source of randomness.
        ground: Bands red, green, blue, near infrared; tone "reflectance".
    """
    cover = np.full(ground.labels.shape, Material.LAWN, dtype=np.uint8)
    _draw_torrent(rng, cover)
    wet = cover != Material.LAWN
    image = np.where(wet, _paint(rng, cover), ground.image).astype(np.float32)
    labels = np.where(wet, Surface.OTHER, ground.labels).astype(np.uint8)
    return Ground(image, labels, ground.tone, f"{ground.place} with a torrent")


def _draw_torrent(rng: np.random.Generator, cover: NDArray[np.uint8]) -> None:
    """Draw water and gravel along the zero line of a smooth field; the width varies down to gravel only."""
    course = smooth_noise(rng, cover.shape, 260.0)
    slope = np.hypot(*np.gradient(course)) + 1e-4
    distance = np.abs(course) / slope
    water = rng.uniform(4, 30)
    bank = water + np.maximum(rng.uniform(0, 12) + rng.uniform(0, 14) * smooth_noise(rng, cover.shape, 60.0), 0)
    cover[distance < bank] = Material.GRAVEL
    cover[distance < water * (1 + 0.3 * smooth_noise(rng, cover.shape, 40.0))] = Material.WATER


def _paint(rng: np.random.Generator, cover: NDArray[np.uint8]) -> FloatImage:
    low = np.array([LOOKS[m].low for m in Material] + [_ROCK[0]], dtype=np.float32)
    high = np.array([LOOKS[m].high for m in Material] + [_ROCK[1]], dtype=np.float32)
    if rng.random() < 0.7:
        milky = _MILKY * np.float32(rng.uniform(0.7, 1.4))
        low[Material.WATER], high[Material.WATER] = milky * np.float32(rng.uniform(0.6, 1.0)), milky
    tone = 0.5 + 0.25 * smooth_noise(rng, cover.shape, 15.0) + 0.2 * smooth_noise(rng, cover.shape, 120.0)
    # Crowns of 3 to 6 m: bright tops, dark gaps.
    crowns = (
        1.0 + 0.3 * smooth_noise(rng, cover.shape, 2.5) * (LABELS == Surface.GREEN)[np.minimum(cover, _ROCK_ID - 1)]
    )
    ground = low[cover] + np.clip(tone, 0, 1)[..., None] * (high - low)[cover]
    return np.ascontiguousarray(np.moveaxis(ground * np.clip(crowns, 0.3, 2.0)[..., None], -1, 0))


def _relief(rng: np.random.Generator, shape: tuple[int, int]) -> FloatImage:
    """Brightness from the angle between slope and sun, 0.25 (in the shade) to 1.6."""
    height = smooth_noise(rng, shape, rng.uniform(80, 250)) + 0.3 * smooth_noise(rng, shape, 40.0)
    row, column = np.gradient(height)
    angle = rng.uniform(0, 2 * np.pi)
    facing = np.cos(angle) * row + np.sin(angle) * column
    relative = facing / (facing.std() + 1e-6) * rng.uniform(0.0, 0.35)
    light: FloatImage = np.clip(1.0 + relative, 0.25, 1.6)
    return light
