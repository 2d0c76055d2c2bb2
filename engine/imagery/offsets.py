"""Decides which number has to be added to the pixels of a scene, so that reflectance = number / 10000.

Since baseline 04.00 products hold reflectance x 10000 + 1000; some services subtract the 1000 and some do not, some say
so and some say the opposite. Metadata decides first, the pixels have the last word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import SourceError
from ..raster.safe.product import SHIFT, is_shifted
from .scenes import CLASSES, Scene

VISIBLE = ("red", "green", "blue")

# Share of clear pixels that would be darker than black, in two visible bands, from which on the offset must have been
# subtracted already: of a real image 83 to 90 %, without the subtraction none.
_SUBTRACTED = 0.05
_BANDS = 2


@dataclass(frozen=True)
class Harmonisation:
    """How the numbers of a scene become reflectance x 10000.

    Attributes:
        added: Role -> number to add.
        how: Where it comes from, in words.
        warning: A contradiction, one sentence; empty = none.
    """

    added: Mapping[str, int]
    how: str
    warning: str = ""

    @property
    def is_shifted(self) -> bool:
        """Whether anything is subtracted."""
        return any(number < 0 for number in self.added.values())


def by_metadata(scene: Scene) -> Harmonisation:
    """What the metadata says: the service's flag, else the bands' offsets, else the baseline.

    Raises:
        SourceError: Nothing is stated.
    """
    roles = [role for role in scene.assets if role != CLASSES]
    if scene.applied:
        return Harmonisation(dict.fromkeys(roles, 0), "subtracted by the service, it says")
    stated = {role: scene.assets[role] for role in roles if scene.assets[role].offset is not None}
    if len(stated) == len(roles):
        added = {role: round((asset.offset or 0.0) / (asset.scale or 1e-4)) for role, asset in stated.items()}
        return Harmonisation(added, "offset of the bands by the item")
    if scene.baseline:
        shift = SHIFT if is_shifted(scene.baseline) else 0
        return Harmonisation(dict.fromkeys(roles, shift), f"by the processing baseline {scene.baseline}")
    raise SourceError(
        f"Nothing states what the numbers of the scene {scene.id} mean: no offset, no processing baseline.",
        "Use another service.",
    )


def by_pixels(scene: Scene, decided: Harmonisation, clear: Mapping[str, NDArray[np.uint16]]) -> Harmonisation:
    """The decision, unless the pixels show that the offset was subtracted already.

    In deserts nothing is dark: there the metadata is believed.

    Args:
        scene: The scene.
        decided: Decision by the metadata.
        clear: Visible role -> numbers of clear pixels, any shape.
    """
    shares = _subtracted(decided, clear) if decided.is_shifted else {}
    if sum(share > _SUBTRACTED for share in shares.values()) < _BANDS:
        return decided
    worst = max(shares, key=lambda role: shares[role])
    return replace(
        decided,
        added=dict.fromkeys(decided.added, 0),
        how="subtracted by the service, as the pixels show",
        warning=(
            f"The offset of the scene {scene.id} was subtracted from its pixels already, although the metadata says "
            f"otherwise ({100 * shares[worst]:.0f} % of {worst} would be below 0); it is not subtracted again."
        ),
    )


def looks_subtracted(decided: Harmonisation, clear: Mapping[str, NDArray[np.uint16]]) -> bool:
    """Whether any band looks as if the offset had been subtracted; arguments as of :func:`by_pixels`."""
    return any(share > _SUBTRACTED for share in _subtracted(decided, clear).values())


def _subtracted(decided: Harmonisation, clear: Mapping[str, NDArray[np.uint16]]) -> dict[str, float]:
    """Visible role -> share of its clear pixels that would be darker than black, 0-1."""
    shares = {}
    for role in VISIBLE:
        numbers = clear.get(role)
        if numbers is not None and numbers.size:
            seen = numbers[numbers > 0]
            shares[role] = float((seen < -decided.added[role]).mean()) if seen.size else 0.0
    return shares


def harmonised(numbers: NDArray[np.uint16], added: int) -> NDArray[np.uint16]:
    """Numbers with an addend: 0 stays 0, no data; what would be below 1 becomes 1."""
    if not added:
        return numbers
    moved = np.clip(numbers.astype(np.int32) + added, 1, 65535).astype(np.uint16)
    result: NDArray[np.uint16] = np.where(numbers == 0, np.uint16(0), moved)
    return result
