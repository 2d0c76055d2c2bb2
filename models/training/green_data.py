"""Which crops train the green-space model, which validate it, and which cities it never sees."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from .naip import Chip, hold_out, read_chips, thresholds

TRAINING_PLACES = ("bishop_2020", "chico_2020", "eureka_2020", "riverside_2020")
UNSEEN_PLACES = ("palm_springs_2020", "claremont_2016", "claremont_2018", "claremont_2020")

_VALIDATION_SHARE = 0.15
_SPLIT_SEED = 0


class GreenData(NamedTuple):
    """Crops for training, validation crops of the same cities, crops of unseen cities; NDVI threshold of each place."""

    training: list[Chip]
    validation: list[Chip]
    unseen: list[Chip]
    thresholds: dict[str, float]


def load_green_data(folder: Path) -> GreenData:
    """Read ``folder``/naip_california and /naip_ohio.

    Ohio has its own split into folders; in California whole groups of neighbouring crops are held out.

    Raises:
        SourceError: Crops are missing or cannot be read.
    """
    california = read_chips(folder / "naip_california")
    ohio_training = read_chips(folder / "naip_ohio" / "train" / "images")
    ohio_validation = read_chips(folder / "naip_ohio" / "val" / "images")
    seen = [chip for chip in california if chip.place in TRAINING_PLACES]
    training, validation = hold_out(seen, _VALIDATION_SHARE, _SPLIT_SEED)
    return GreenData(
        training=training + ohio_training,
        validation=validation + ohio_validation,
        unseen=[c for c in california if c.place in UNSEEN_PLACES],
        thresholds=thresholds(california + ohio_training + ohio_validation),
    )
