"""Crops of held-out cities side by side: seen at 10 m, at 1 m, the truth, JointSeg's map, and the baseline's.

    python -m onemetre.benchmarks.jointseg.pictures --data <folder> --runs <out of leave_one_city_out> \
        --crops chico_2020_30 eureka_2020_4 --png docs/images/accuracy_10m.png

Grey in the truth means not green, with nothing more known.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from ...models.training.labels import UNKNOWN, Surface
from ...models.training.simulate.sensor import FloatImage
from ...research.jointseg.decision import decide_logits
from ...research.jointseg.evaluate import load_network
from ...research.jointseg.views import views
from ...research.places.california import load_crops
from .leave_one_city_out import VIEW_SEED

Colours = NDArray[np.uint8]
SIGMA_M = 6.0
SIDE_PX = 120
GAP_PX = 4
ZOOM = 2
NETWORKS = ("jointseg-0", "bilinearseg-0")
COLOURS = {
    Surface.OTHER: (232, 228, 216),
    Surface.IMPERVIOUS: (215, 48, 31),
    Surface.GREEN: (77, 172, 38),
    Surface.NOT_GREEN: (190, 190, 190),
    UNKNOWN: (255, 255, 255),
}
_TABLE = np.zeros((256, 3), dtype=np.uint8)
for _value, _colour in COLOURS.items():
    _TABLE[_value] = _colour


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that contains naip_california")
    parser.add_argument("--labels", type=Path, help="folder with drawn labels")
    parser.add_argument("--runs", type=Path, required=True, help="--out of leave_one_city_out")
    parser.add_argument("--crops", nargs="+", required=True, help="crops, one row each")
    parser.add_argument("--png", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    rows = [np.concatenate([_framed(panel) for panel in _panels(name, options)], axis=1) for name in options.crops]
    picture = np.concatenate(rows, axis=0).repeat(ZOOM, axis=0).repeat(ZOOM, axis=1)
    Image.fromarray(picture).quantize(128).save(options.png, optimize=True)


def _panels(name: str, options: argparse.Namespace) -> list[Colours]:
    city = name.rsplit("_", 2)[0]
    crops = load_crops(options.data / "naip_california", [city], options.labels)
    index = next(number for number, crop in enumerate(crops) if crop.name == name)
    # The crop comes first and lies in the middle of its neighbours in the mosaic.
    others = [crop.ground for crop in crops if crop.name != name][:8]
    (view,) = views([*others[:4], crops[index].ground, *others[4:]], 3, SIGMA_M, VIEW_SEED)
    part = next(part for part in view.parts if part.index == 4)
    window = tuple(slice(side.start, side.start + SIDE_PX) for side in part.on_map)
    seen = view.scene.image.repeat(10, axis=1).repeat(10, axis=2)[:, *window]
    panels = [_natural(seen), _natural(view.scene.fine[:, *window]), _TABLE[view.scene.labels[window]]]
    for network in NETWORKS:
        (folder,) = (path for path in (options.runs / network).iterdir() if city in path.name.split("+"))
        with torch.no_grad():
            logits = load_network(folder)(torch.from_numpy(view.scene.image)[None]).logits[0]
        panels.append(_TABLE[decide_logits(logits)[window]])
    return panels


def _natural(image: FloatImage) -> Colours:
    """Display colours for reflectance 0-0.35."""
    return np.moveaxis(np.rint(255 * np.clip(image / 0.35, 0, 1) ** 0.5).astype(np.uint8), 0, -1)


def _framed(panel: Colours) -> Colours:
    return np.pad(panel, ((0, GAP_PX), (0, GAP_PX), (0, 0)), constant_values=255)


if __name__ == "__main__":
    main()
