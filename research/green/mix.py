"""The mean of the weights of a training and of the weights that it started from.

    python -m onemetre.research.green.mix --weights RUN/weights.safetensors --start FILE --share 0.6 --out FILE

A network that learned more of the same cities knows them better and others worse; the mean of both keeps most of what
was learned and loses less (Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from ...models.training.loop.checkpoint import save_tensors

SHARE = 0.6
"""Share of the training in the bundled model."""


def mix(learned: dict[str, Tensor], start: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """Mean of two sets of weights of one network; counters are those of ``learned``.

    Args:
        learned: Weights after the training.
        start: Weights before it.
        share: Share of ``learned``, 0-1.
    """
    return {
        name: torch.lerp(start[name].double(), value.double(), share).to(value.dtype)
        if value.is_floating_point()
        else value
        for name, value in learned.items()
    }


def main() -> None:
    """Write the mean."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--weights", type=Path, required=True, help="weights of the training (.safetensors)")
    parser.add_argument("--start", type=Path, required=True, help="weights that it started from (.safetensors)")
    parser.add_argument("--share", type=float, default=SHARE, help="share of the training, 0-1")
    parser.add_argument("--out", type=Path, required=True, help="output file (.safetensors)")
    arguments = parser.parse_args()
    save_tensors(arguments.out, mix(load_file(arguments.weights), load_file(arguments.start), arguments.share), {})


if __name__ == "__main__":
    main()
