"""Ground materials of a procedural city: reflectances and labels.

The reflectances, chosen by hand, are those that Sentinel-2 sees of such surfaces in summer (vegetation: red 0.02-0.08,
near infrared 0.25-0.5; asphalt flat; soil red > green > blue; water dark).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from ...models.training.labels import Surface

Colour = tuple[float, float, float, float]


@dataclass(frozen=True)
class Look:
    """Appearance of a material; the tone of a place runs from one end (0) to the other (1).

    Attributes:
        low, high: Reflectance of red, green, blue, near infrared at tone 0 and 1.
        label: Class of the material.
        patches: Amplitude of the variation in tone over metres and tens of metres.
        grain: Relative brightness noise from pixel to pixel.
    """

    low: Colour
    high: Colour
    label: Surface
    patches: float = 0.15
    grain: float = 0.03


class Material(IntEnum):
    """Materials, as indices into :data:`LOOKS`."""

    LAWN = 0
    MEADOW = 1
    FOREST_FLOOR = 2
    LEAVES = 3
    NEEDLES = 4
    SHRUBS = 5
    CROP = 6
    VINES = 7
    STUBBLE = 8
    SOIL = 9
    GRAVEL = 10
    TRACK = 11
    WATER = 12
    POOL = 13
    ASPHALT = 14
    CONCRETE = 15
    PAVING = 16
    MARKING = 17
    TARTAN = 18
    CAR = 19
    TILES = 20
    BITUMEN = 21
    GREY_ROOF = 22
    METAL = 23
    PALE_ROOF = 24
    SOLAR = 25


LOOKS: dict[Material, Look] = {
    Material.LAWN: Look((0.038, 0.078, 0.034, 0.47), (0.085, 0.100, 0.055, 0.35), Surface.GREEN, 0.25, 0.05),
    Material.MEADOW: Look((0.048, 0.088, 0.038, 0.45), (0.090, 0.102, 0.060, 0.34), Surface.GREEN, 0.35, 0.08),
    Material.FOREST_FLOOR: Look((0.030, 0.045, 0.026, 0.24), (0.045, 0.060, 0.035, 0.30), Surface.GREEN, 0.3, 0.12),
    Material.LEAVES: Look((0.026, 0.048, 0.022, 0.33), (0.050, 0.085, 0.032, 0.46), Surface.GREEN, 0.15, 0.10),
    Material.NEEDLES: Look((0.020, 0.034, 0.020, 0.22), (0.032, 0.050, 0.026, 0.28), Surface.GREEN, 0.15, 0.12),
    Material.SHRUBS: Look((0.034, 0.058, 0.030, 0.32), (0.065, 0.085, 0.045, 0.38), Surface.GREEN, 0.25, 0.12),
    Material.CROP: Look((0.034, 0.072, 0.030, 0.50), (0.070, 0.098, 0.045, 0.38), Surface.GREEN, 0.2, 0.04),
    Material.VINES: Look((0.036, 0.064, 0.030, 0.36), (0.060, 0.085, 0.042, 0.42), Surface.GREEN, 0.2, 0.10),
    Material.STUBBLE: Look((0.160, 0.135, 0.085, 0.26), (0.230, 0.190, 0.120, 0.33), Surface.OTHER, 0.25, 0.05),
    Material.SOIL: Look((0.110, 0.082, 0.058, 0.17), (0.240, 0.185, 0.130, 0.32), Surface.OTHER, 0.30, 0.06),
    Material.GRAVEL: Look((0.190, 0.180, 0.155, 0.23), (0.310, 0.300, 0.270, 0.34), Surface.OTHER, 0.30, 0.08),
    Material.TRACK: Look((0.210, 0.180, 0.140, 0.26), (0.290, 0.260, 0.210, 0.33), Surface.OTHER, 0.30, 0.06),
    Material.WATER: Look((0.028, 0.044, 0.040, 0.014), (0.060, 0.080, 0.062, 0.030), Surface.OTHER, 0.30, 0.04),
    Material.POOL: Look((0.080, 0.230, 0.290, 0.05), (0.140, 0.300, 0.350, 0.06), Surface.OTHER, 0.10, 0.04),
    Material.ASPHALT: Look((0.075, 0.075, 0.074, 0.09), (0.150, 0.148, 0.140, 0.17), Surface.IMPERVIOUS, 0.15, 0.03),
    Material.CONCRETE: Look((0.200, 0.195, 0.180, 0.24), (0.310, 0.300, 0.275, 0.34), Surface.IMPERVIOUS, 0.20, 0.04),
    Material.PAVING: Look((0.140, 0.130, 0.115, 0.17), (0.240, 0.215, 0.185, 0.28), Surface.IMPERVIOUS, 0.20, 0.05),
    Material.MARKING: Look((0.170, 0.168, 0.160, 0.19), (0.240, 0.235, 0.225, 0.26), Surface.IMPERVIOUS, 0.20, 0.06),
    Material.TARTAN: Look((0.210, 0.085, 0.065, 0.26), (0.260, 0.105, 0.080, 0.30), Surface.IMPERVIOUS, 0.10, 0.03),
    Material.CAR: Look((0.030, 0.032, 0.036, 0.05), (0.520, 0.530, 0.540, 0.52), Surface.IMPERVIOUS, 0.00, 0.10),
    Material.TILES: Look((0.095, 0.068, 0.056, 0.15), (0.220, 0.122, 0.085, 0.30), Surface.IMPERVIOUS, 0.12, 0.06),
    Material.BITUMEN: Look((0.050, 0.050, 0.051, 0.06), (0.105, 0.103, 0.100, 0.12), Surface.IMPERVIOUS, 0.15, 0.04),
    Material.GREY_ROOF: Look((0.150, 0.148, 0.142, 0.18), (0.240, 0.236, 0.226, 0.27), Surface.IMPERVIOUS, 0.15, 0.04),
    Material.METAL: Look((0.300, 0.310, 0.320, 0.33), (0.520, 0.525, 0.530, 0.55), Surface.IMPERVIOUS, 0.08, 0.02),
    Material.PALE_ROOF: Look((0.250, 0.235, 0.210, 0.29), (0.380, 0.360, 0.330, 0.42), Surface.IMPERVIOUS, 0.12, 0.03),
    Material.SOLAR: Look((0.034, 0.042, 0.066, 0.08), (0.055, 0.065, 0.095, 0.11), Surface.IMPERVIOUS, 0.05, 0.03),
}

LABELS: NDArray[np.uint8] = np.array([LOOKS[m].label for m in Material], dtype=np.uint8)
"""Label of each material, [materials]."""
