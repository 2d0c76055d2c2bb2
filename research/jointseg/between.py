"""A network between the one that a training began with and the one that it made.

    python -m onemetre.research.jointseg.between --trained RUN --start FILE --share 0.5 --out FOLDER [--network ...]

A training on other images forgets some of what the first network knew; on the straight line between their weights much
of both is kept (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"). The beginning is made anew from the
same seed and files, so it need not have been saved.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from ...models.training.loop.checkpoint import save_weights
from ...models.training.loop.trainer import WEIGHTS
from .evaluate import load_network
from .train import NETWORKS, Network, Recipe, begin, networks_from


def between(first: Network, last: Network, share: float) -> Network:
    """Change ``last`` to the network at ``share`` of the way from ``first`` to it; whole numbers stay.

    Args:
        first: Network that a training began with.
        last: Network of the same kind that it made; changed in place.
        share: 0 = the first, 1 = the last.
    """
    start, end = first.state_dict(), last.state_dict()
    with torch.no_grad():
        for name, value in end.items():
            if value.is_floating_point():
                value.copy_(torch.lerp(start[name].to(value), value, share))
    return last


def main(arguments: list[str] | None = None) -> None:
    """Command line; see the module's docstring."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--trained", type=Path, required=True, help="folder of the training")
    parser.add_argument("--start", type=Path, help="weights or folder that the training began with")
    parser.add_argument("--imagenet", type=Path, help="state dict that the encoder began with")
    parser.add_argument("--network", choices=sorted(NETWORKS), default=Recipe.network)
    parser.add_argument("--seed", type=int, default=Recipe.seed, help="seed of the training")
    parser.add_argument("--share", type=float, required=True, help="0 = the beginning, 1 = the trained network")
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights")
    options = parser.parse_args(arguments)
    last = load_network(options.trained)
    recipe = Recipe(network=options.network, bands=last.bands, seed=options.seed)
    first = begin(recipe, networks_from(options.imagenet), options.start)
    options.out.mkdir(parents=True, exist_ok=True)
    save_weights(between(first, last, options.share), options.out / WEIGHTS)


if __name__ == "__main__":
    main()
