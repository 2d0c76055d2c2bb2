"""Make the compact source set of the bundled green model: crops at 1 m with labels from the near infrared.

    python -m onemetre.research.green.make_source_set --data DATA --out ugsnet-light.naip_v4.source.safetensors

Place the file beside the model, or pass it as SOURCE; it is not part of the plugin. Its sha256, which is printed, can
be pinned on the model's card.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ...models.training.pairs.folders import Pair
from ...models.training.pairs.source_set import SourceSetAbout, save_source_set
from ..places.naip import Chip, green_label, resample
from ..places.ndvi_thresholds import read_thresholds
from .data import load_green_data
from .score import as_usual

log = logging.getLogger(__name__)

_METRES = 1.0
_ABOUT = SourceSetAbout(
    title="NAIP crops of California and Ohio, green by NDVI",
    licence="CC BY 4.0 (urban-tree-detection-data); NAIP is public domain",
    resolution=_METRES,
    classes={"0": "other", "1": "green"},
)


def make_pairs(chips: Sequence[Chip], count: int, seed: int) -> list[Pair]:
    """Crops at 1 m, as bright as the model wants them, with labels; an equal number from each place while they last."""
    thresholds = read_thresholds()
    rng = np.random.default_rng(seed)
    by_place: dict[str, list[Chip]] = {}
    for index in rng.permutation(len(chips)):
        by_place.setdefault(chips[index].place, []).append(chips[index])
    turns = sorted((turn, place) for place, members in by_place.items() for turn in range(len(members)))
    chosen = [by_place[place][turn] for turn, place in turns[:count]]
    pairs = []
    for chip in chosen:
        image = resample(chip, _METRES)
        label = green_label(image, thresholds[chip.place]).numpy().astype(np.uint8)
        rgb = as_usual(image[:3]).round().clamp(0, 255).numpy().astype(np.uint8)
        pairs.append(Pair(chip.name, rgb, label))
    return pairs


def main() -> None:
    """Parse the arguments and write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that contains naip_california and naip_ohio")
    parser.add_argument("--out", type=Path, required=True, help="output file (.safetensors)")
    parser.add_argument("--keep-aside", nargs="*", default=[], help="cities to exclude")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    chips = load_green_data(arguments.data, arguments.keep_aside).training
    digest = save_source_set(arguments.out, make_pairs(chips, arguments.count, arguments.seed), _ABOUT)
    log.info("%s: %.1f MB, sha256 %s", arguments.out, arguments.out.stat().st_size / 1e6, digest)


if __name__ == "__main__":
    main()
