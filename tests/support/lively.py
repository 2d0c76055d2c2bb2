"""Networks whose far pixels show."""

from __future__ import annotations

import torch


def lively(network: torch.nn.Module) -> torch.nn.Module:
    """Larger weights than a fresh network has: what happens far away shows."""
    for parameter in network.parameters():
        parameter.data.mul_(1.5)
    return network.eval()
