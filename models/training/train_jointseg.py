"""Train a network from 10 m to 1 m on simulated Sentinel-2 scenes.

    python -m onemetre.models.training.train_jointseg --data <folder> --out <folder>

The same command goes on where it stopped. The result is ``<out>/weights.safetensors``, the moving average of the
weights.
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from ..bilinearseg import BilinearSeg
from ..jointseg import JointSeg
from .curriculum import SHARES, training_grounds
from .joint_loss import LossWeights, joint_loss
from .sentinel2 import Scene, SceneSampler
from .trainer import Schedule, train

NETWORKS: dict[str, type[JointSeg | BilinearSeg]] = {"jointseg": JointSeg, "bilinearseg": BilinearSeg}
WEIGHTS = "weights.safetensors"


def collate(scenes: list[Scene]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Batch of image, fine, medium [N, bands, ...] and labels [N, 10T, 10T]."""
    image, fine, medium, labels = (
        torch.from_numpy(np.stack([getattr(scene, name) for scene in scenes]))
        for name in ("image", "fine", "medium", "labels")
    )
    return image.contiguous(memory_format=torch.channels_last), fine, medium, labels


def main(arguments: list[str] | None = None) -> None:
    """Command line, see the module."""
    options = _parse(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    grounds = training_grounds(options.data, options.towns, options.cache or options.out / "cache")
    grounds = {kind: [g for g in pieces if len(g.image) >= options.bands] for kind, pieces in grounds.items()}
    sampler = SceneSampler(
        {kind: pieces for kind, pieces in grounds.items() if pieces}, SHARES, bands=options.bands, size=options.size
    )

    def loss_of_step(network: nn.Module, step: int) -> Tensor:
        rng = np.random.default_rng((options.seed, step))
        image, fine, medium, labels = collate([sampler.draw(rng) for _ in range(options.batch)])
        return joint_loss(network(image), fine, medium, labels, LossWeights())

    network = NETWORKS[options.network](bands=options.bands)
    if options.start:
        network.load_state_dict(load_file(options.start / WEIGHTS))
    # Convolutions of few channels run twice as fast on a CPU when the channels lie next to each other.
    network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    schedule = Schedule(steps=options.steps, rate=options.rate, weight_decay=1e-4, seed=options.seed)
    average = train(network, loss_of_step, schedule, options.out)
    save_file({name: value.contiguous() for name, value in average.state_dict().items()}, options.out / WEIGHTS)


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with dubai, naip_california and naip_ohio")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint, the log and the weights")
    parser.add_argument("--start", type=Path, help="folder of a training of the same network to begin with")
    parser.add_argument("--cache", type=Path, help="folder for procedural towns (default: inside --out)")
    parser.add_argument("--network", choices=sorted(NETWORKS), default="jointseg")
    parser.add_argument("--bands", type=int, choices=(3, 4), default=3, help="RGB, or RGB and near infrared")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--size", type=int, default=32, help="input pixels along a scene's side")
    parser.add_argument("--rate", type=float, default=2e-3, help="highest learning rate")
    parser.add_argument("--towns", type=int, default=48, help="procedural towns to learn from")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
