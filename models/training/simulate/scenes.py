"""Endless Sentinel-2 scenes with 1 m ground truth, simulated from labelled 1 m grounds.

A scene is first laid out at 1 m: a part of a large ground or a mosaic of crops of one place, occasionally two kinds of
ground side by side. Only then is it seen through the satellite's point spread, so that seams are blurred like edges in
the real world, and image, super-resolution targets and labels are shifted together.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ....contract.errors import SourceError
from .fields import smooth_noise
from .ground import Ground
from .sensor import (
    PIXEL_M,
    SIGMA_RANGE_M,
    FloatImage,
    add_noise,
    box_average,
    crop_to_grid,
    degrade,
    draw_gammas,
    draw_haze,
    draw_spread,
    random_phase,
    spread_at,
)

FACTOR = 10
MARGIN = math.ceil(3 * SIGMA_RANGE_M[1] / PIXEL_M)
"""Input pixels of ground on each side of a scene: 3 sigma of the widest point spread."""

# Maxar imagery of Dubai is stretched and bluish; these values give sand, asphalt and palms plausible reflectances.
_DUBAI_GAIN = (0.58, 0.48, 0.34, 0.60)
_DUBAI_GAMMA = 0.45
# Ohio's NAIP is exposed for dark woods: with the measured gammas its lawns are twice as bright as real ones.
_OHIO_GAIN = 0.55

_ZOOM = (0.65, 0.2, 0.15)
"""Shares of synthetic ground enlarged 1, 2 and 3 times."""
MIX = 0.35
"""Probability that a second kind of ground fills part of a scene."""

Piece = tuple[FloatImage, NDArray[np.uint8]]
"""Reflectance [bands, S, S] and labels [S, S] of a square of ground at 1 m."""

_PIVOT = 0.12
"""Reflectance that stays the same when the contrast changes."""


@dataclass(frozen=True)
class Scene:
    """One training example of T x T input pixels.

    Attributes:
        image: [bands, T, T], reflectance as seen by the satellite, with haze and noise.
        fine: [bands, 10T, 10T], reflectance at 1 m, without haze and noise.
        medium: [bands, 4T, 4T], reflectance at 2.5 m, without haze and noise.
        labels: uint8 [10T, 10T] of ``Surface``.
        origin: Row and column of the ground at which the scene begins, in pixels of 1 m.
    """

    image: FloatImage
    fine: FloatImage
    medium: FloatImage
    labels: NDArray[np.uint8]
    origin: tuple[int, int]


class SceneSampler:
    """Draws random scenes.

    Args:
        grounds: Grounds by kind; if the grounds of a kind are smaller than a scene, those of one place are mosaicked.
        shares: Relative frequency of each kind; need not sum to 1.
        bands: 3 (red, green, blue) or 4; with 4, all grounds must have four bands.
        size: Side T of a scene in input pixels.
        mix: Probability that a second kind of ground fills part of the scene.
        sigma: Point spread of the visible bands, metres; None = drawn for every scene.

    Raises:
        SourceError: A kind that has a share has no ground.
    """

    def __init__(
        self,
        grounds: Mapping[str, Sequence[Ground]],
        shares: Mapping[str, float],
        *,
        bands: int = 3,
        size: int = 32,
        mix: float = MIX,
        sigma: float | None = None,
    ) -> None:
        self._kinds = [kind for kind in grounds if grounds[kind] and shares.get(kind, 0.0) > 0.0]
        if not self._kinds:
            raise SourceError("There is no ground to learn from.", "Choose the folder that holds the training data.")
        weights = np.array([shares[kind] for kind in self._kinds])
        self._shares = weights / weights.sum()
        self._places = {kind: _by_place(grounds[kind]) for kind in self._kinds}
        self._bands, self._size, self._mix, self._sigma = bands, size, mix, sigma

    def draw(self, rng: np.random.Generator) -> Scene:
        """Draw a scene; ``rng`` determines everything about it."""
        return draw_scene(self._piece, rng, self._mix, self._sigma)

    def _piece(self, rng: np.random.Generator) -> Piece:
        """Draw ground of one kind."""
        places, areas = self._places[self._kinds[int(rng.choice(len(self._kinds), p=self._shares))]]
        grounds = places[int(rng.choice(len(places), p=areas))]
        side = piece_side(self._size)
        # Synthetic ground may well be larger: halls of 100 m, motorways, runways, rivers.
        zoom = int(rng.choice(len(_ZOOM), p=_ZOOM)) + 1 if grounds[0].tone == "reflectance" else 1
        image, labels = _mosaic(rng, grounds, -(-side // zoom))
        image = image.repeat(zoom, axis=1).repeat(zoom, axis=2)[:, :side, :side]
        labels = labels.repeat(zoom, axis=0).repeat(zoom, axis=1)[:side, :side]
        image, labels = turn(rng, image[: self._bands], labels)
        return draw_reflectance(image, grounds[0].tone, rng), labels


def piece_side(size: int) -> int:
    """Side of the ground in 1 m pixels for a scene of ``size`` input pixels: plus two margins and 9 m for the phase."""
    return (size + 2 * MARGIN + 1) * FACTOR - 1


def draw_scene(
    piece: Callable[[np.random.Generator], Piece],
    rng: np.random.Generator,
    mix: float = MIX,
    sigma: float | None = None,
) -> Scene:
    """Draw a scene of one random patch of ground, or of two with an irregular border between them.

    Args:
        piece: Draws a patch of ground, of the size that :func:`piece_side` returns.
        rng: Source of all randomness.
        mix: Probability of a second patch.
        sigma: Standard deviation of the visible bands' point spread, metres; None = every band's is drawn.
    """
    reflectance, labels = piece(rng)
    if rng.random() < mix:
        other, other_labels = piece(rng)
        field = smooth_noise(rng, labels.shape, rng.uniform(40, 160))
        inside = field > np.quantile(field, rng.uniform(0.3, 0.8))
        reflectance = np.where(inside, other, reflectance)
        labels = np.where(inside, other_labels, labels)
    return simulate(jitter(reflectance, rng), labels, rng, sigma)


def draw_reflectance(image: FloatImage, tone: str, rng: np.random.Generator) -> FloatImage:
    """Convert a ground's numbers to reflectance with a tone curve drawn at random around the typical one of its kind.

    Args:
        image: [bands, height, width], see :class:`.ground.Ground`.
        tone: Tone of the ground.
        rng: Source of randomness.
    """
    if tone == "reflectance":
        return image
    bands = len(image)
    share = image / np.float32(255.0)
    if tone == "stretched":
        gammas = np.maximum(rng.normal(_DUBAI_GAMMA, 0.07), 0.3) * np.exp(rng.normal(0, 0.03, bands))
        gain = np.array(_DUBAI_GAIN[:bands]) * np.exp(rng.normal(0, 0.15))
        floor = rng.uniform(0.0, 0.03)
    else:
        gammas, floor = draw_gammas(rng, bands), 0.0
        gain = np.full(bands, _OHIO_GAIN if tone == "bright-aerial" else 1.0)
    curve = share ** (1.0 / gammas)[:, None, None].astype(np.float32)
    reflectance: FloatImage = (floor + gain[:, None, None] * curve).astype(np.float32)
    return reflectance


def jitter(image: FloatImage, rng: np.random.Generator, strength: float = 1.0) -> FloatImage:
    """Vary season, sun and camera: brightness, colour and contrast of a whole scene.

    One sigma is a factor of 1.22 in brightness, 1.07 in colour and an exponent of 1.1.

    Args:
        image: [bands, height, width], reflectance.
        rng: Source of randomness.
        strength: Strength of all changes; 1 = as stated above.
    """
    bands = len(image)
    contrast = np.float32(np.exp(strength * rng.normal(0, 0.10)))
    gain = np.exp(strength * (rng.normal(0, 0.20) + rng.normal(0, 0.07, bands))) * _PIVOT ** (1 - contrast)
    changed = gain.astype(np.float32)[:, None, None] * np.maximum(image, 0.0) ** contrast
    reflectance: FloatImage = np.clip(changed, 0.0, 1.5)
    return reflectance


def simulate(
    reflectance: FloatImage, labels: NDArray[np.uint8], rng: np.random.Generator, sigma: float | None = None
) -> Scene:
    """Simulate how Sentinel-2 sees a 1 m ground: point spread, random phase of its grid, haze and noise.

    Args:
        reflectance: [bands, height, width] at 1 m, at least 79 m along each side.
        labels: uint8 [height, width].
        rng: Source of randomness.
        sigma: Standard deviation of the visible bands' point spread, metres; None = every band's is drawn.

    Returns:
        The scene in the middle of the ground, :data:`MARGIN` input pixels away from its edges.
    """
    bands = len(reflectance)
    spread = draw_spread(rng, bands) if sigma is None else spread_at(sigma, bands)
    phase = random_phase(rng)
    inside, inside_fine = (slice(cut, -cut) for cut in (MARGIN, MARGIN * FACTOR))
    seen = degrade(reflectance, spread, phase=phase)[:, inside, inside]
    image = add_noise(seen + draw_haze(rng, bands)[:, None, None], rng)
    fine = crop_to_grid(reflectance, phase)[:, inside_fine, inside_fine]
    truth = crop_to_grid(labels, phase)[inside_fine, inside_fine]
    origin = (phase[0] + MARGIN * FACTOR, phase[1] + MARGIN * FACTOR)
    return Scene(image, np.ascontiguousarray(fine), box_average(fine, 2.5), np.ascontiguousarray(truth), origin)


def collate(scenes: list[Scene]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Collate scenes to batches of image, fine, medium [N, bands, ...] and labels [N, 10T, 10T]."""
    image, fine, medium, labels = (
        torch.from_numpy(np.stack([getattr(scene, name) for scene in scenes]))
        for name in ("image", "fine", "medium", "labels")
    )
    return image.contiguous(memory_format=torch.channels_last), fine, medium, labels


def _by_place(grounds: Sequence[Ground]) -> tuple[list[list[Ground]], NDArray[np.float64]]:
    """Grounds grouped by place, and each place's share of the area."""
    places: dict[str, list[Ground]] = {}
    for ground in grounds:
        places.setdefault(ground.place, []).append(ground)
    areas = np.array([sum(g.labels.size for g in group) for group in places.values()], dtype=np.float64)
    return list(places.values()), areas / areas.sum()


def _mosaic(rng: np.random.Generator, grounds: Sequence[Ground], side: int) -> tuple[FloatImage, NDArray[np.uint8]]:
    """A square at a random position in one ground, or in a mosaic of as many grounds as needed."""
    first = grounds[int(rng.integers(len(grounds)))]
    image, labels = first.image, first.labels
    if min(labels.shape) < side:
        # One more than needed along each axis, so that the seams can fall anywhere.
        rows, columns = (1 - (-side // extent) for extent in labels.shape)
        chosen = [[grounds[int(i)] for i in rng.integers(len(grounds), size=columns)] for _ in range(rows)]
        image = np.concatenate([np.concatenate([g.image for g in row], axis=2) for row in chosen], axis=1)
        labels = np.concatenate([np.concatenate([g.labels for g in row], axis=1) for row in chosen], axis=0)
    top = int(rng.integers(labels.shape[0] - side + 1))
    left = int(rng.integers(labels.shape[1] - side + 1))
    window = slice(top, top + side), slice(left, left + side)
    return image[:, window[0], window[1]], labels[window]


def turn(
    rng: np.random.Generator, image: FloatImage, labels: NDArray[np.uint8]
) -> tuple[FloatImage, NDArray[np.uint8]]:
    """Turn by a random number of quarters and possibly mirror: image [bands, S, S] and labels [S, S]."""
    quarter, mirror = int(rng.integers(4)), bool(rng.integers(2))
    image, labels = np.rot90(image, quarter, axes=(1, 2)), np.rot90(labels, quarter)
    return (image[..., ::-1], labels[..., ::-1]) if mirror else (image, labels)
