"""Real Sentinel-2 tiles of places world-wide with ESA WorldCover, split in two halves.

WorldCover is of another year than most images, and its built-up area includes gardens: it tells where nothing is
impervious but small roads, and not much more.

Many places overlap, by up to all but two pixels, so that the unit is the group of places that overlap each other
(:mod:`.overlaps`). The groups were assigned to the halves by hand: deserts, cities, lakes and fields are in both.
"""

from __future__ import annotations

import csv
from pathlib import Path

from ...contract.errors import SourceError
from .real_tile import Cover, RealTile, read_bands, read_layers

LEARNED, JUDGED = "learned from", "judged on"
FOLDER = "s2_worldcover"

_SPLIT = Path(__file__).with_name("worldcover_split.csv")


def read_split() -> dict[str, str]:
    """Side of each place: :data:`LEARNED` or :data:`JUDGED`."""
    with _SPLIT.open(encoding="utf-8", newline="") as file:
        return {row["place"]: row["side"] for row in csv.DictReader(file)}


def load_worldcover(data: Path, side: str | None = None) -> list[RealTile]:
    """Read the tiles, sorted by name.

    Args:
        data: Folder that holds s2_worldcover.
        side: :data:`LEARNED` or :data:`JUDGED`; None = both.

    Raises:
        SourceError: There are no tiles, or one cannot be read or is not in the split.
    """
    paths = _tiles(data)
    if not paths:
        raise SourceError(f"There are no tiles in {data / FOLDER}.", "Choose the folder that holds the data.")
    split, tiles = read_split(), []
    for path in paths:
        place = path.stem.rpartition("_")[0]
        if place not in split:
            raise SourceError(f"The place {place} is not in the split {_SPLIT.name}.")
        if side not in (None, split[place]):
            continue
        cover = read_layers(path.with_name(f"{place}_worldcover.tif"))[0]
        tiles.append(RealTile(path.stem, place, read_bands(path), cover, cover == Cover.BUILT, "L2A", path))
    return tiles


def first_dates(tiles: list[RealTile]) -> list[RealTile]:
    """The first image of each place."""
    return list({tile.place: tile for tile in reversed(tiles)}.values())[::-1]


def _tiles(data: Path) -> list[Path]:
    return sorted(path for path in (data / FOLDER).glob("place*_*.tif") if not path.stem.endswith("worldcover"))
