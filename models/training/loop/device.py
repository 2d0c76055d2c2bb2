"""Device for a training."""

from __future__ import annotations

import torch

from ....contract.errors import DeviceError


def torch_device(wanted: str) -> torch.device:
    """Resolve "auto", "cpu" or "cuda:N" to a device.

    Raises:
        DeviceError: There is no such device; the hint lists the available ones.
    """
    devices = ["cpu", *(f"cuda:{number}" for number in range(torch.cuda.device_count()))]
    if wanted == "auto":
        return torch.device(devices[1] if len(devices) > 1 else "cpu")
    if wanted not in devices:
        raise DeviceError(
            f"There is no device {wanted!r} for training.", f"Available devices: auto, {', '.join(devices)}."
        )
    return torch.device(wanted)
