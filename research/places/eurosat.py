"""Real Sentinel-2 images of level L1C with Dynamic World: EuroSAT's patches and two larger scenes.

They stay as they are, without atmospheric correction; :mod:`.atmosphere` makes them look corrected.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ...contract.errors import SourceError
from .real_tile import Cover, RealTile, read_bands, read_layers
from .worldcover import JUDGED, LEARNED

# Dynamic World: water, trees, grass, flooded vegetation, crops, shrub and scrub, built, bare, snow and ice.
_COVER = np.array(
    [
        Cover.WATER,
        Cover.TREE,
        Cover.GRASS,
        Cover.WETLAND,
        Cover.CROP,
        Cover.SHRUB,
        Cover.BUILT,
        Cover.BARE,
        Cover.SNOW,
    ],
    dtype=np.uint8,
)
BUILT_FROM = 0.2
"""Probability of built-up ground from which Dynamic World gives a sign of it."""

SCENES = {
    "desert coast": "S2_L1C_20171022_T49JGM_desert_coast",
    "farmland": "S2_L1C_20170527_T33UUB_farmland",
}
"""Larger scenes by name: for judging only."""

BUILT_CLASSES = ("Highway", "Industrial", "Residential")
"""EuroSAT classes with sealed ground."""


def load_eurosat(data: Path, side: str | None = None) -> list[RealTile]:
    """Read EuroSAT's patches: odd numbers are learned from, even ones judged on; the place is the class.

    Args:
        data: Folder that holds eurosat_ms.
        side: ``LEARNED`` or ``JUDGED``; None = both.

    Raises:
        SourceError: There are no patches, or one cannot be read.
    """
    paths = sorted(path for path in (data / "eurosat_ms").glob("*_*.tif") if not path.stem.endswith("_dw"))
    if not paths:
        raise SourceError(f"There are no patches in {data / 'eurosat_ms'}.", "Choose the folder that holds the data.")
    sides = (JUDGED, LEARNED)
    chosen = [path for path in paths if side in (None, sides[int(path.stem.rpartition("_")[2]) % 2])]
    return [_tile(path, path.stem.rpartition("_")[0]) for path in chosen]


def load_scene(data: Path, name: str) -> RealTile:
    """Read one of :data:`SCENES`.

    Raises:
        SourceError: It cannot be read.
    """
    return _tile(data / "sentinel2" / f"{SCENES[name]}.tif", name)


def _tile(path: Path, place: str) -> RealTile:
    layers = read_layers(path.with_name(f"{path.stem}_dw.tif"))
    cover = _COVER[np.minimum(layers[0], len(_COVER) - 1)]
    built = (cover == Cover.BUILT) | (layers[1] >= 255 * BUILT_FROM)
    return RealTile(path.stem, place, read_bands(path), cover, built, "L1C", path)
