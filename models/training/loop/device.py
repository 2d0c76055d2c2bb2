"""The device that a training runs on."""

from __future__ import annotations

import torch

from ....contract.errors import DeviceError


def torch_device(wanted: str) -> torch.device:
    """The device that "auto", "cpu" or "cuda:N" means.

    Raises:
        DeviceError: There is none of this name; the hint lists what there is.
    """
    devices = ["cpu", *(f"cuda:{number}" for number in range(torch.cuda.device_count()))]
    if wanted == "auto":
        return torch.device(devices[1] if len(devices) > 1 else "cpu")
    if wanted not in devices:
        raise DeviceError(
            f"There is no device {wanted!r} for training.", f"Devices on this machine: auto, {', '.join(devices)}."
        )
    return torch.device(wanted)
