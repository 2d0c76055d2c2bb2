"""Train a network from 10 m to 1 m on simulated Sentinel-2 scenes.

    python -m onemetre.research.jointseg.train --data <folder> --out <folder>

The same command resumes an interrupted run. The result is ``<out>/weights.safetensors``, the moving average of the
weights.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import cast

import numpy as np
import torch
from torch import Tensor, nn

from ...models.networks.bilinearseg import BilinearSeg
from ...models.networks.jointseg import JointSeg
from ...models.training.loop.checkpoint import load_weights
from ...models.training.loop.trainer import WEIGHTS, Schedule, train
from ...models.training.losses.joint_loss import LossWeights, joint_loss
from ...models.training.simulate.ground import Ground
from ...models.training.simulate.scenes import SceneSampler, collate
from .ablations import OneScale
from .curriculum import SHARES, training_grounds

Network = JointSeg | BilinearSeg
NETWORKS: dict[str, Callable[..., Network]] = {
    "jointseg": JointSeg,
    "bilinearseg": BilinearSeg,
    "cascade": partial(JointSeg, joint=False),
    "onescale": OneScale,
}
"""The network, the baseline, and the network without joint gradient or without features of other scales."""


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Settings that determine the weights, apart from the grounds.

    Attributes:
        network: Key of :data:`NETWORKS`.
        bands: 3 (red, green, blue) or 4 (and near infrared).
        steps: Optimiser steps.
        batch: Scenes per step.
        size: Side of a scene in input pixels.
        rate: Peak learning rate.
        image_weight: Weight of the super-resolution in the loss; 0 = only the map is trained.
        sigma: Point spread of all scenes, metres; None = drawn for each.
        seed: Seed of weights, scenes and their order.
    """

    network: str = "jointseg"
    bands: int = 3
    steps: int = 3000
    batch: int = 4
    size: int = 32
    rate: float = 2e-3
    image_weight: float = LossWeights.image
    sigma: float | None = None
    seed: int = 0


def fit(
    recipe: Recipe,
    grounds: Mapping[str, Sequence[Ground]],
    folder: Path,
    *,
    start: Path | None = None,
    shares: Mapping[str, float] = SHARES,
    networks: Mapping[str, Callable[..., Network]] = NETWORKS,
) -> Network:
    """Train a network, or resume the training in the folder.

    Args:
        recipe: Training settings; a resumed run must have the same ones.
        grounds: Grounds by kind; those with fewer bands than the recipe's are ignored.
        folder: Folder for checkpoint, log and weights.
        start: Folder of a training of the same network with the initial weights.
        shares: Frequencies with which each kind of ground is drawn.
        networks: Constructors of networks, by the recipe's key.

    Returns:
        The network with the averaged weights, in evaluation mode.

    Raises:
        ModelError: The folder or ``start`` holds another network, or the training diverged.
        SourceError: A kind that has a share has no ground.
    """
    torch.manual_seed(recipe.seed)
    fitting = {kind: [g for g in pieces if len(g.image) >= recipe.bands] for kind, pieces in grounds.items()}
    fitting = {kind: pieces for kind, pieces in fitting.items() if pieces}
    sampler = SceneSampler(fitting, shares, bands=recipe.bands, size=recipe.size, sigma=recipe.sigma)
    weights = LossWeights(image=recipe.image_weight)

    def loss_of_step(network: nn.Module, step: int) -> Tensor:
        rng = np.random.default_rng((recipe.seed, step))
        image, fine, medium, labels = collate([sampler.draw(rng) for _ in range(recipe.batch)])
        return joint_loss(network(image), fine, medium, labels, weights)

    network = networks[recipe.network](bands=recipe.bands)
    if start:
        load_weights(network, start / WEIGHTS)
    # On a CPU, convolutions with few channels run twice as fast if the channels are adjacent in memory.
    network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    schedule = Schedule(steps=recipe.steps, rate=recipe.rate, weight_decay=1e-4, seed=recipe.seed)
    return cast("Network", train(network, loss_of_step, schedule, folder))


def main(arguments: list[str] | None = None) -> None:
    """Command line; see the module's docstring."""
    options = _parse(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    recipe = Recipe(**{field.name: getattr(options, field.name) for field in fields(Recipe)})
    grounds = training_grounds(
        options.data, options.towns, options.cache or options.out / "cache", labels=options.labels
    )
    fit(recipe, grounds, options.out, start=options.start)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with dubai, naip_california and naip_ohio")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint, the log and the weights")
    parser.add_argument("--start", type=Path, help="training folder of the same network with the initial weights")
    parser.add_argument("--cache", type=Path, help="folder for procedural towns (default: inside --out)")
    parser.add_argument("--labels", type=Path, help="folder with drawn labels of Californian crops")
    parser.add_argument("--network", choices=sorted(NETWORKS), default=Recipe.network)
    parser.add_argument("--bands", type=int, choices=(3, 4), default=Recipe.bands, help="RGB, or RGB and near infrared")
    parser.add_argument("--steps", type=int, default=Recipe.steps)
    parser.add_argument("--batch", type=int, default=Recipe.batch, help="scenes per step")
    parser.add_argument("--size", type=int, default=Recipe.size, help="side of a scene in input pixels")
    parser.add_argument("--rate", type=float, default=Recipe.rate, help="peak learning rate")
    parser.add_argument("--image-weight", type=float, default=Recipe.image_weight, help="of super-resolution, 0 = none")
    parser.add_argument("--sigma", type=float, help="point spread of all scenes, metres (default: drawn for each)")
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--towns", type=int, default=48, help="procedural towns for training")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
