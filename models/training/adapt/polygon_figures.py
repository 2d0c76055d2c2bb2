"""Accuracy on drawn polygons: every polygon has equal weight within its class, and every class overall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from ....contract.card import CardClass
from ..labels import UNKNOWN
from .aerial_family import Family
from .sampling import Sample

Shares = NDArray[np.float64]
"""Shares of a polygon mapped as each class, [classes], 0-1."""


@torch.no_grad()
def classes_at(network: nn.Module, numbers: NDArray[np.generic], family: Family) -> NDArray[np.uint8]:
    """Most probable class of each map pixel.

    Args:
        network: Network in evaluation mode.
        numbers: Raster numbers [bands, height, width]; sides of aerial images are multiples of 32.
        family: Family of the network.
    """
    return _probability(network, numbers, family).argmax(axis=0).astype(np.uint8)


@torch.no_grad()
def shares_of(network: nn.Module, samples: Sequence[Sample], family: Family) -> dict[int, Shares]:
    """Shares of each polygon mapped as each class.

    Args:
        network: Network in evaluation mode.
        samples: Samples of one or more polygons.
        family: Family of the network.
    """
    counts: dict[int, Shares] = {}
    for sample in samples:
        probability = _probability(network, sample.image, family)
        inside = probability.argmax(axis=0)[sample.label != UNKNOWN]
        found = np.bincount(inside, minlength=len(probability)).astype(np.float64)
        counts[sample.polygon] = counts.get(sample.polygon, 0) + found
    return {polygon: count / count.sum() for polygon, count in counts.items()}


def balanced_f1(shares: Mapping[int, Shares], values: Mapping[int, int]) -> float:
    """F1 of the mapped classes, which are all except the first; the mean if there are several.

    Args:
        shares: Mapped shares of each polygon, by its number.
        values: Class of each polygon, by its number.

    Returns:
        0-1; classes without a polygon have no figure and cause no false alarms.
    """
    by_class: dict[int, list[Shares]] = defaultdict(list)
    for polygon, share in shares.items():
        by_class[values[polygon]].append(share)
    rows = {value: np.mean(members, axis=0) for value, members in by_class.items()}
    found = sum(rows.values())
    mapped = [value for value in rows if value]
    return float(np.mean([2 * rows[v][v] / (1 + found[v]) for v in mapped])) if mapped else 0.0


def name_of_f1(classes: Sequence[CardClass]) -> str:
    """Name of the figure that :func:`balanced_f1` returns, for display."""
    if len(classes) == 2:
        return f"F1 of {classes[1].title}, classes weighted equally"
    return f"Mean F1 of the classes except {classes[0].title}, classes weighted equally"


def _probability(network: nn.Module, numbers: NDArray[np.generic], family: Family) -> NDArray[np.float32]:
    """Probabilities of the map, [classes, rows, columns]."""
    device = next(network.parameters()).device
    images = family.values(torch.from_numpy(numbers)[None].to(device))
    found: NDArray[np.float32] = family.map_of(family.recall(network, images), numbers.shape[1:])[0].cpu().numpy()
    return found
