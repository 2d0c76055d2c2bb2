"""Numbered superpixels over everything that is not green: the units in which a crop is labelled.

Regions are merged pair by pair, always the pair whose union raises the Mumford-Shah energy least: the rise of the
squared deviation of the bands, per length of the border removed (full lambda schedule; Robinson, Redding and Crisp,
"Implementation of a fast algorithm for segmenting SAR imagery", DSTO-TR-1242, 2002, after Koepfler, Lopez and Morel,
SIAM Journal on Numerical Analysis 31, 1994). Lots and large roofs stay in a few superpixels, yards break up into many.
"""

from __future__ import annotations

import heapq
import math

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage

from ...models.training.labels import UNKNOWN, Green
from ...research.places.naip import green_label

CANOPY, RIM = 0, 255
"""Values of a superpixel map besides the superpixels 1 to 254: certainly green; not decidable by rule (RULE.md)."""

CROWN_PX = 9
"""Green specks of fewer pixels (3 m2) are not crowns: their class is left undecided."""

SMALLEST_PX = 16
"""Minimum size of a superpixel in pixels (6 m2), so that its number is readable; smaller ones are left undecided."""

LARGEST_PX = 5000
"""Superpixels are not merged beyond this size, so that one that leaks into another surface is only a small mistake."""

FEWEST, MOST = 80, 250
"""Bounds of the number of superpixels in a crop (fewer if little of the ground is not green)."""

CONTRAST = 4000.0
"""Merging stops if the energy would rise by more: squared digital numbers times pixels, per border pixel."""

_SMOOTH_PX = 0.6
_EIGHT = np.ones((3, 3), dtype=bool)


def superpixels(image: NDArray[np.uint8], threshold: float) -> NDArray[np.uint8]:
    """The superpixel map of a crop.

    Args:
        image: [4, height, width]: red, green, blue, near infrared, digital numbers at 0.6 m.
        threshold: NDVI threshold of green at its place.

    Returns:
        [height, width]: 0 green, 255 not decidable by rule, else the number of the superpixel, counted in reading
        order of their first pixels.
    """
    label = green_label(torch.from_numpy(image).float(), threshold).numpy()
    green = _without_small(label == Green.GREEN, CROWN_PX)
    near = ndimage.binary_dilation(green, _EIGHT) | ((label == UNKNOWN) & ndimage.binary_dilation(green, _EIGHT, 2))
    open_ground = _without_small((label != Green.GREEN) & ~near, SMALLEST_PX)
    smooth = ndimage.gaussian_filter(image.astype(np.float64), (0, _SMOOTH_PX, _SMOOTH_PX))
    regions = _merge(smooth, open_ground)
    return np.where(green, CANOPY, np.where(open_ground, regions, RIM)).astype(np.uint8)


def _without_small(mask: NDArray[np.bool_], pixels: int) -> NDArray[np.bool_]:
    parts, _ = ndimage.label(mask)
    sizes = np.bincount(parts.ravel())
    return mask & (sizes[parts] >= pixels)


def _merge(bands: NDArray[np.float64], mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Region numbers from 1 inside the mask, 0 outside."""
    borders = _borders(mask)
    count = len(borders)
    means = bands[:, mask].T.tolist()
    sizes = [1] * count

    def rise(a: int, b: int) -> float:
        gap = math.dist(means[a], means[b])
        energy = sizes[a] * sizes[b] / (sizes[a] + sizes[b]) * gap**2 / borders[a][b]
        # Superpixels too small to carry a number are merged first, whatever the cost.
        return energy if min(sizes[a], sizes[b]) >= SMALLEST_PX else min(energy, CONTRAST) * 1e-3

    parents = list(range(count))
    queue = [(rise(a, b), a, b) for a in range(count) for b in borders[a] if a < b]
    heapq.heapify(queue)
    left = count
    while queue:
        cost, a, b = heapq.heappop(queue)
        if parents[a] != a or parents[b] != b:
            continue
        if (cost > CONTRAST and left <= MOST) or left <= FEWEST:
            break
        if sizes[a] + sizes[b] > LARGEST_PX:
            continue
        new = len(parents)
        parents[a] = parents[b] = new
        parents.append(new)
        sizes.append(sizes[a] + sizes[b])
        share = sizes[a] / sizes[new]
        means.append([share * x + (1 - share) * y for x, y in zip(means[a], means[b], strict=True)])
        around: dict[int, int] = {}
        for part in (a, b):
            for other, length in borders[part].items():
                if other not in (a, b):
                    del borders[other][part]
                    around[other] = around.get(other, 0) + length
        borders.append(around)
        for other, length in around.items():
            borders[other][new] = length
            heapq.heappush(queue, (rise(other, new), other, new))
        left -= 1
    return _numbered(parents, mask)


def _borders(mask: NDArray[np.bool_]) -> list[dict[int, int]]:
    """Length of the border of each pixel inside the mask with each of its four neighbours, in reading order."""
    pixels = np.full(mask.shape, -1)
    pixels[mask] = np.arange(mask.sum())
    borders: list[dict[int, int]] = [{} for _ in range(int(mask.sum()))]
    for first, second in ((pixels[:, :-1], pixels[:, 1:]), (pixels[:-1], pixels[1:])):
        both = (first >= 0) & (second >= 0)
        for a, b in zip(first[both].tolist(), second[both].tolist(), strict=True):
            borders[a][b] = borders[b][a] = 1
    return borders


def _numbered(parents: list[int], mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Numbers of the trees whose leaves are the pixels inside the mask, in reading order of their first pixels."""
    roots = parents.copy()
    for node in range(len(roots) - 1, -1, -1):
        roots[node] = roots[roots[node]]
    _, starts, trees = np.unique(roots[: int(mask.sum())], return_index=True, return_inverse=True)
    numbers = np.zeros(mask.shape, dtype=np.int64)
    numbers[mask] = 1 + np.argsort(np.argsort(starts))[trees]
    return numbers
