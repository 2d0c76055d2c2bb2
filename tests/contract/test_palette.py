"""The colours of the bundled models' classes stay apart for everybody, and on the roofs that they cover."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from onemetre.contract.catalogue import Catalogue

# What people see of linear RGB who lack the cones of long or of medium waves, after table 1 of Machado and others, "A
# Physiologically-based Model for Simulation of Color Vision Deficiency", 2009.
VISIONS = {
    "all": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
RED_ROOF = "#b5533c"
OPACITY = 0.65


def rgb(color: str) -> NDArray[np.float64]:
    return np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)]) / 255


def lab(values: NDArray[np.float64], vision: str) -> NDArray[np.float64]:
    """CIE L*a*b* of an sRGB colour, as it is seen."""
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    xyz = _TO_XYZ @ np.clip(VISIONS[vision] @ linear, 0, 1) / (0.95047, 1.0, 1.08883)
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def apart(one: NDArray[np.float64], other: NDArray[np.float64], vision: str) -> float:
    """Difference of two colours, CIE76; 2 is just seen, 100 is black and white."""
    return float(np.linalg.norm(lab(one, vision) - lab(other, vision)))


@pytest.mark.parametrize("vision", VISIONS)
def test_classes_are_told_apart_with_any_colour_vision(vision: str) -> None:
    for name, entry in Catalogue().entries.items():
        for one, other in itertools.combinations(entry.card.classes, 2):
            assert apart(rgb(one.color), rgb(other.color), vision) > 40, (name, one.name, other.name)


def test_what_is_mapped_is_seen_on_a_red_roof() -> None:
    roof = rgb(RED_ROOF)
    for entry in Catalogue().entries.values():
        for one in entry.card.classes:
            if one.name != "other":
                assert apart(OPACITY * rgb(one.color) + (1 - OPACITY) * roof, roof, "all") > 40, one.name
    # What the palette replaced.
    assert apart(OPACITY * rgb("#c0392b") + (1 - OPACITY) * roof, roof, "all") < 30
