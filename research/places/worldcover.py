"""Real Sentinel-2 tiles of places world-wide with ESA WorldCover, split in two halves by place.

WorldCover is of another year than most images, and its built-up area includes gardens: it tells where nothing is
impervious but small roads, and not much more.

    python -m onemetre.research.places.worldcover --data DATA

writes the split, ``worldcover_split.csv``, anew; it is drawn once and kept.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np

from ...contract.errors import SourceError
from .real_tile import Cover, RealTile, read_bands, read_layers

LEARNED, JUDGED = "learned from", "judged on"
FOLDER = "s2_worldcover"

_SPLIT = Path(__file__).with_name("worldcover_split.csv")
_SEED = 14


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


def main(arguments: list[str] | None = None) -> None:
    """Draw the split: half of the places, separately for those with much bare, built-up or water area, and others."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds s2_worldcover")
    options = parser.parse_args(arguments)
    strata: dict[int, list[str]] = {}
    for place in sorted({path.stem.rpartition("_")[0] for path in _tiles(options.data)}):
        cover = read_layers(options.data / FOLDER / f"{place}_worldcover.tif")[0]
        rare = ((Cover.BARE, 0.01), (Cover.BUILT, 0.02), (Cover.WATER, 0.05), (0, 0.0))
        strata.setdefault(next(int(c) for c, least in rare if (cover == c).mean() >= least), []).append(place)
    rng = np.random.default_rng(_SEED)
    sides: dict[str, str] = {}
    for places in strata.values():
        order, first = rng.permutation(places), len(sides) % 2
        sides |= {str(place): (LEARNED, JUDGED)[(number + first) % 2] for number, place in enumerate(order)}
    with _SPLIT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["place", "side"])
        writer.writerows(sorted(sides.items()))


if __name__ == "__main__":
    main()
