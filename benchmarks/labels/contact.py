"""One picture of all crops with their labels, to show what the figures are based on.

python -m onemetre.benchmarks.labels.contact
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ...models.training.labels import UNKNOWN
from .crops import FOLDER, read_crops, read_images
from .maps import IMPERVIOUS, LABELS, read_map
from .sheets import colours

CONTACT = FOLDER / "contact.jpg"
"""Image above, label below: red impervious, yellow undecided, pervious untinted."""

_COLUMNS = 12
_SIDE = 112
_TINTS = {IMPERVIOUS: (255, 0, 0), UNKNOWN: (255, 235, 0)}
_OPACITY = 0.5


def main() -> None:
    """Draw the picture and write it, in the order of ``crops.csv``."""
    crops = read_crops()
    images = read_images(crops)
    cells = [_cell(colours(images[crop.name]), read_map(LABELS / f"{crop.name}.png")) for crop in crops]
    rows = [np.concatenate(cells[start : start + _COLUMNS], axis=1) for start in range(0, len(cells), _COLUMNS)]
    Image.fromarray(np.concatenate(rows)).save(CONTACT, quality=78, optimize=True)


def _cell(picture: NDArray[np.uint8], label: NDArray[np.uint8]) -> NDArray[np.uint8]:
    tinted = picture.astype(np.float32)
    for value, tint in _TINTS.items():
        here = label == value
        tinted[here] += _OPACITY * (np.array(tint, dtype=np.float32) - tinted[here])
    halves = (
        np.array(Image.fromarray(part).resize((_SIDE, _SIDE), Image.Resampling.LANCZOS))
        for part in (picture, tinted.astype(np.uint8))
    )
    return np.concatenate(list(halves))


if __name__ == "__main__":
    main()
