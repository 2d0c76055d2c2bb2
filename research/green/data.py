"""Split of the crops for the green-space model: training, validation, and cities that it never sees.

``split.json`` lists the validation crops of each city: whole groups of crops that lie closer than 300 m, with all years
of a place on the same side. ``python -m onemetre.research.green.data --data DATA`` writes it again. Ohio's folders
train and val are not a split by that criterion (14 of its 22 groups are in both), so Ohio is split like a city.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from ..places.naip import Chip, hold_out, read_all

KEPT_ASIDE = ("palm_springs", "claremont")
"""Cities held out from the training of the model that the card's figures for unseen cities belong to."""

_SPLIT = Path(__file__).with_name("split.json")
_VALIDATION_SHARE = 0.15
_SPLIT_SEED = 0


class GreenData(NamedTuple):
    """Crops for training, validation crops of the same cities, and all crops of the held-out cities."""

    training: list[Chip]
    validation: list[Chip]
    unseen: list[Chip]


def load_green_data(folder: Path, kept_aside: Collection[str] = ()) -> GreenData:
    """Read ``folder``/naip_california and naip_ohio and divide them by the split in the repository.

    Args:
        folder: Folder of the training data.
        kept_aside: Cities to hold out from training and validation.

    Raises:
        SourceError: Crops are missing or cannot be read.
    """
    split: dict[str, list[int]] = json.loads(_SPLIT.read_text(encoding="utf-8"))
    data = GreenData([], [], [])
    for chip in read_all(folder):
        if chip.city in kept_aside:
            data.unseen.append(chip)
        elif chip.number in split[chip.city]:
            data.validation.append(chip)
        else:
            data.training.append(chip)
    return data


def make_split(chips: list[Chip]) -> dict[str, list[int]]:
    """Numbers of the validation crops of each city."""
    held: dict[str, set[int]] = defaultdict(set)
    for city in sorted({chip.city for chip in chips}):
        _, validation = hold_out([chip for chip in chips if chip.city == city], _VALIDATION_SHARE, _SPLIT_SEED)
        held[city] = {chip.number for chip in validation}
    return {city: sorted(numbers) for city, numbers in held.items()}


def main() -> None:
    """Write the split file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with naip_california and naip_ohio")
    split = make_split(read_all(parser.parse_args().data))
    lines = ",\n".join(f' "{city}": {json.dumps(numbers)}' for city, numbers in split.items())
    _SPLIT.write_text("{\n" + lines + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
