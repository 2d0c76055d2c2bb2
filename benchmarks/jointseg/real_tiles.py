"""Real Sentinel-2 images through the door: how much of each land cover is called impervious.

    python -m onemetre.benchmarks.jointseg.real_tiles --data DATA --models <.onnx file or training folder> --json FILE

Images are mapped as an analyst does it, by the engine with the card's threshold; those of one set lie on one raster
with no data between them. A training folder is mapped by its network with the same rule. Figures are shares of all
pixels of a cover of WorldCover (images of L2A), or of all pixels (L1C, as it is and made to look like L2A), over the
first date of each place and over all dates, on the half of the places that was learned from and on the half to judge
on. Built-up includes gardens.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import math
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import torch
from numpy.typing import NDArray
from rasterio.transform import from_origin

from ...contract.card import read_card
from ...contract.requests import Compute, MapRequest, Reading
from ...engine.channel import Channel
from ...engine.requests.map import handle
from ...models.training.labels import UNKNOWN, Surface
from ...models.training.simulate.sensor import FloatImage
from ...research.jointseg.decision import decide_logits
from ...research.jointseg.evaluate import load_network
from ...research.places.atmosphere import corrected
from ...research.places.eurosat import BUILT_CLASSES, SCENES, load_eurosat, load_scene
from ...research.places.real_tile import BANDS, REFLECTANCE, Cover, RealTile
from ...research.places.worldcover import JUDGED, LEARNED, first_dates, load_worldcover

log = logging.getLogger(__name__)

ROLES = ("red", "green", "blue", "nir")
COVERS = (Cover.BARE, Cover.CROP, Cover.TREE, Cover.GRASS, Cover.WATER, Cover.BUILT)
"""Columns of the tables."""

SETS = ("worldcover", "scenes", "eurosat")
"""Sets of images: L2A of WorldCover's places; two larger scenes and EuroSAT's patches of L1C."""

CRS = "EPSG:32633"
"""Of the raster on which images are laid out: any in metres."""

_FACTOR = 10

Mask = NDArray[np.uint8]
Mapper = Callable[[Sequence[RealTile]], list[Mask]]
"""Impervious at 1 m of each image: 1, 0, 255 = nodata."""

Counts = dict[str, list[int]]
"""Cover -> pixels called impervious, pixels."""


def door(model: Path, threads: int = 1) -> Mapper:
    """Map images with the engine and its defaults."""
    card = read_card(str(model.with_suffix(".json")))
    bands = {band.role: str(ROLES.index(band.role) + 1) for band in card.bands}

    def find(tiles: Sequence[RealTile]) -> list[Mask]:
        corners, shape = layout(tiles, card.halo)
        with tempfile.TemporaryDirectory() as folder:
            image, output = Path(folder, "image.tif"), Path(folder, "map.tif")
            _write(image, tiles, corners, shape)
            request = MapRequest(
                reading=Reading(sources=(str(image),), bands=bands, nodata="0"),
                model=str(model.resolve()),
                output=str(output),
                target="impervious",
                compute=Compute(threads=threads),
            )
            handle(request, Channel(io.BytesIO()))
            with rasterio.open(output) as dataset:
                found: Mask = dataset.read(1)
        return [found[window] for window in _windows(tiles, corners, _FACTOR)]

    return find


def network(folder: Path) -> Mapper:
    """Map images with the network of a training, by the rule of the engine."""
    trained = load_network(folder)

    def find(tiles: Sequence[RealTile]) -> list[Mask]:
        found = []
        for tile in tiles:
            with torch.no_grad():
                logits = trained(torch.from_numpy(tile.image[: trained.bands])[None]).logits
            found.append((decide_logits(logits[0]) == Surface.IMPERVIOUS).astype(np.uint8))
        return found

    return find


def layout(tiles: Sequence[RealTile], gap: int) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """Lay images of about one size out in a square with ``gap`` pixels between them.

    Returns:
        First row and column of each image, and the height and width of all.
    """
    side = max(max(tile.cover.shape) for tile in tiles)
    columns = math.ceil(math.sqrt(len(tiles)))
    corners = [(number // columns * (side + gap), number % columns * (side + gap)) for number in range(len(tiles))]
    return corners, (corners[-1][0] + side, min(len(tiles), columns) * (side + gap) - gap)


def count(tile: RealTile, found: Mask) -> Counts:
    """Count the pixels called impervious by cover."""
    cover = np.kron(tile.cover, np.ones((_FACTOR, _FACTOR), dtype=np.uint8))
    cells = {Cover(int(value)): (cover == value) & (found != UNKNOWN) for value in np.unique(tile.cover)}
    return {c.name: [int(found[cell].sum()), int(cell.sum())] for c, cell in cells.items()}


def share(counts: Iterable[Counts], covers: Iterable[Cover] = Cover) -> float:
    """Share of the pixels of some covers that are called impervious, NaN if there are none."""
    pairs = [entry[cover.name] for entry in counts for cover in covers if cover.name in entry]
    hits, pixels = np.sum(pairs, axis=0) if pairs else (0, 0)
    return float(hits / pixels) if pixels else float("nan")


def spread(counts: dict[str, Counts], cover: Cover, least: int = 10_000) -> tuple[int, float]:
    """Number of places with at least ``least`` pixels of a cover (100 of the image), and their mean share."""
    shares = [share([entry], [cover]) for entry in counts.values() if entry.get(cover.name, (0, 0))[1] >= least]
    return len(shares), float(np.mean(shares)) if shares else float("nan")


def evaluate(
    data: Path, mapper: Mapper, sets: Collection[str] = SETS, sides: Sequence[str] = (JUDGED, LEARNED)
) -> Iterator[dict[str, Any]]:
    """Rows of the tables: what was mapped, and the counts.

    Args:
        data: Folder with s2_worldcover, eurosat_ms and sentinel2.
        mapper: Maps the images.
        sets: Some of :data:`SETS`.
        sides: Halves of the places.
    """
    for side in sides if "worldcover" in sets else ():
        tiles = load_worldcover(data, side)
        mapped = _counts(tiles, mapper)
        first = {tile.place: mapped[tile.name] for tile in first_dates(tiles)}
        for dates, counts in (("first date", first), ("all dates", mapped)):
            figures = {cover.name: round(share(counts.values(), [cover]), 4) for cover in COVERS}
            places = {cover.name: spread(counts, cover) for cover in COVERS}
            yield {"images": f"WorldCover, {side}, {dates}", "share": figures, "places": places, "counts": counts}
    for level, convert in (("L1C", lambda image: image), ("made L2A-like", corrected)):
        for name in SCENES if "scenes" in sets else ():
            tile = _with(load_scene(data, name), convert)
            yield _plain(f"{name}, {level}", _counts([tile], mapper))
        for side in sides if "eurosat" in sets else ():
            patches = [_with(patch, convert) for patch in load_eurosat(data, side)]
            mapped = _counts(patches, mapper)
            unbuilt = {patch.name: mapped[patch.name] for patch in patches if patch.place not in BUILT_CLASSES}
            yield _plain(f"EuroSAT, unbuilt classes, {side}, {level}", unbuilt)
            built = {patch.name: mapped[patch.name] for patch in patches if patch.place in BUILT_CLASSES[1:]}
            yield _plain(f"EuroSAT, industrial and residential, {side}, {level}", built)


def _counts(tiles: Sequence[RealTile], mapper: Mapper) -> dict[str, Counts]:
    return {tile.name: count(tile, found) for tile, found in zip(tiles, mapper(tiles), strict=True)}


def _windows(
    tiles: Sequence[RealTile], corners: Sequence[tuple[int, int]], factor: int = 1
) -> Iterator[tuple[slice, slice]]:
    for tile, corner in zip(tiles, corners, strict=True):
        rows, columns = (
            slice(factor * start, factor * (start + side)) for start, side in zip(corner, tile.cover.shape, strict=True)
        )
        yield rows, columns


def _plain(images: str, counts: dict[str, Counts]) -> dict[str, Any]:
    return {"images": images, "share": {"all": round(share(counts.values()), 4)}, "counts": counts}


def _with(tile: RealTile, convert: Callable[[FloatImage], FloatImage]) -> RealTile:
    return RealTile(tile.name, tile.place, convert(tile.image), tile.cover, tile.built, tile.level, tile.path)


def _write(path: Path, tiles: Sequence[RealTile], corners: Sequence[tuple[int, int]], shape: tuple[int, int]) -> None:
    numbers = np.zeros((len(BANDS), *shape), dtype=np.uint16)
    for tile, (rows, columns) in zip(tiles, _windows(tiles, corners), strict=True):
        # 0 is nodata between the images; in them it is a dark pixel.
        numbers[:, rows, columns] = np.rint(tile.image / REFLECTANCE).clip(1, 65535)
    profile = {"driver": "GTiff", "dtype": "uint16", "crs": CRS, "transform": from_origin(5e5, 5e6, 10, 10)}
    with rasterio.open(path, "w", count=len(BANDS), height=shape[0], width=shape[1], **profile) as dataset:
        dataset.write(numbers)


def table(rows: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    """Markdown tables of all models."""
    yield "| model | images | " + " | ".join(cover.name.lower() for cover in COVERS) + " |"
    yield "|---" * (len(COVERS) + 2) + "|"
    for model, entries in rows.items():
        for entry in (entry for entry in entries if "places" in entry):
            cells = " | ".join(f"{entry['share'][cover.name]:.3f}" for cover in COVERS)
            yield f"| {model} | {entry['images']} | {cells} |"
    yield from ("", "| images | " + " | ".join(rows) + " |", "|---" * (len(rows) + 1) + "|")
    names = [entry["images"] for entry in next(iter(rows.values())) if "places" not in entry]
    for name in names:
        shares = (next(e["share"]["all"] for e in entries if e["images"] == name) for entries in rows.values())
        yield f"| {name} | " + " | ".join(f"{value:.3f}" for value in shares) + " |"


def main(arguments: list[str] | None = None) -> None:
    """Map all images with all models, write the counts, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with s2_worldcover, eurosat_ms, sentinel2")
    parser.add_argument("--models", type=Path, nargs="+", required=True, help=".onnx files, or training folders")
    parser.add_argument("--json", type=Path, help="file for the figures; models already in it are kept")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=SETS, help="sets of images")
    parser.add_argument("--judged-only", action="store_true", help="leave out the places that were learned from")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    torch.set_num_threads(options.threads)
    sides = (JUDGED,) if options.judged_only else (JUDGED, LEARNED)
    kept = options.json and options.json.is_file()
    rows: dict[str, list[dict[str, Any]]] = json.loads(options.json.read_text(encoding="utf-8")) if kept else {}
    for model in options.models:
        mapper = door(model, options.threads) if model.suffix == ".onnx" else network(model)
        rows[model.stem] = list(evaluate(options.data, mapper, options.sets, sides))
        if options.json:
            options.json.write_text(json.dumps(rows, separators=(",", ":")) + "\n", encoding="utf-8")
    print("\n".join(table(rows)))


if __name__ == "__main__":
    main()
