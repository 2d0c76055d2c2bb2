"""Maps of green that need no training: baselines for a network."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...research.places.places import otsu


def everything(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Map everything as green."""
    return np.ones(image.shape[1:], dtype=np.float32)


def excess_green(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Excess green, 2 g - r - b of the shares of brightness, above Otsu's threshold of the tile.

    Woebbecke, Meyer, Von Bargen and Mortensen, "Color indices for weed identification under various soil, residue and
    lighting conditions", Transactions of the ASAE 38 (1995).
    """
    red, green, blue = image.astype(np.float32) / np.maximum(image.sum(axis=0, dtype=np.float32), 1)
    index = 2 * green - red - blue
    return (index > otsu(index.ravel())).astype(np.float32)
