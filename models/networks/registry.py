"""Registry of all networks by name, with what is needed to build and try them.

Every mapping network has an entry here; the tests run and export each one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from torch import nn

from ...contract.errors import ModelError
from .bilinearseg import BilinearSeg
from .jointseg import JointSeg
from .jointseg_lite0 import JointSegLite0
from .ugsnet import UGSNet
from .ugsnet_light import UGSNetLight


@dataclass(frozen=True)
class Architecture:
    """Entry for one architecture.

    Attributes:
        make: Builds the network with random weights for a number of bands and of classes.
        bands: Default number of input channels.
        channels: Default number of logit channels, one per class.
        scale_factor: Output pixels per input pixel along an axis.
        tile: Side of a small input that it accepts, pixels.
        superresolved: Whether its second output is the image at the output's resolution.
        margin: Input pixels at each side of a tile that an exported network leaves out, given as the second argument.
        mean, std: Normalisation of every band before the network, on physical values.
    """

    make: Callable[[int, int], nn.Module]
    bands: int
    channels: int
    scale_factor: int
    tile: int
    superresolved: bool = False
    margin: int = 0
    mean: float = 0.0
    std: float = 1.0

    def build(self, bands: int | None = None, classes: int | None = None) -> nn.Module:
        """Build the network with random weights; None = the default number."""
        return self.make(bands or self.bands, classes or self.channels)


def _ugsnet(make: Callable[[int, int], nn.Module]) -> Architecture:
    return Architecture(make, bands=3, channels=2, scale_factor=1, tile=64, mean=0.5, std=0.5)


def _ten_to_one(make: Callable[[int, int], nn.Module], margin: int = 0, tile: int = 32) -> Architecture:
    return Architecture(make, bands=3, channels=3, scale_factor=10, tile=tile, superresolved=True, margin=margin)


ARCHITECTURES: dict[str, Architecture] = {
    "ugsnet-resnet50": _ugsnet(lambda bands, classes: UGSNet("resnet50", bands, classes=classes)),
    "ugsnet-resnet34": _ugsnet(lambda bands, classes: UGSNet("resnet34", bands, classes=classes)),
    "ugsnet-resnet18": _ugsnet(lambda bands, classes: UGSNet("resnet18", bands, classes=classes)),
    "ugsnet-light": _ugsnet(UGSNetLight),
    "ugsnet-light-conv": _ugsnet(lambda bands, classes: UGSNetLight(bands, classes, attention=False)),
    "jointseg": _ten_to_one(JointSeg, margin=JointSeg.HALO),
    "jointseg-lite0": _ten_to_one(JointSegLite0, margin=JointSegLite0.HALO, tile=64),
    "bilinearseg": _ten_to_one(BilinearSeg),
}


def architecture(name: str) -> Architecture:
    """Look up an architecture by name.

    Raises:
        ModelError: The architecture is unknown; the hint lists the available ones.
    """
    if name not in ARCHITECTURES:
        raise ModelError(f"Unknown architecture {name!r}.", f"Available architectures: {', '.join(ARCHITECTURES)}.")
    return ARCHITECTURES[name]
