"""All networks by name, with what it takes to build and to try one.

A network for maps is an entry here: the tests run and export every one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from torch import nn

from ..engine.errors import ModelError
from .bilinearseg import BilinearSeg
from .jointseg import JointSeg
from .ugsnet import UGSNet
from .ugsnet_light import UGSNetLight


@dataclass(frozen=True)
class Architecture:
    """One architecture.

    Attributes:
        build: Makes the network with random weights.
        bands: Input channels that ``build`` gives it.
        channels: Channels of its logits.
        scale_factor: Output pixels per input pixel along an axis.
        tile: Side of a small input that it accepts, pixels.
        superresolved: Whether its second output is the image at the output's resolution.
    """

    build: Callable[[], nn.Module]
    bands: int
    channels: int
    scale_factor: int
    tile: int
    superresolved: bool = False


ARCHITECTURES: dict[str, Architecture] = {
    "ugsnet-resnet50": Architecture(lambda: UGSNet("resnet50"), bands=3, channels=2, scale_factor=1, tile=64),
    "ugsnet-resnet34": Architecture(lambda: UGSNet("resnet34"), bands=3, channels=2, scale_factor=1, tile=64),
    "ugsnet-resnet18": Architecture(lambda: UGSNet("resnet18"), bands=3, channels=2, scale_factor=1, tile=64),
    "ugsnet-light": Architecture(UGSNetLight, bands=3, channels=2, scale_factor=1, tile=64),
    "jointseg": Architecture(JointSeg, bands=3, channels=3, scale_factor=10, tile=32, superresolved=True),
    "bilinearseg": Architecture(BilinearSeg, bands=3, channels=3, scale_factor=10, tile=32, superresolved=True),
}


def architecture(name: str) -> Architecture:
    """The architecture of this name.

    Raises:
        ModelError: There is none; the hint lists what there is.
    """
    if name not in ARCHITECTURES:
        raise ModelError(f"There is no architecture {name!r}.", f"There are {', '.join(ARCHITECTURES)}.")
    return ARCHITECTURES[name]
