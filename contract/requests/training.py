"""Requests and results of training a model on custom images."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from ..errors import RequestError
from .compute import Compute
from .ranges import refuse_outside, refuse_relative

NETWORKS = ("ugsnet-light", "jointseg")
"""Networks that can be trained; the first one is the default."""

# A rate has to fit the 32-bit numbers of an optimiser; from one that is too high, training diverges and says so.
_LARGEST = {"resolution": 1e6, "rate": 1e30}


@dataclass(frozen=True, kw_only=True)
class PretrainRequest:
    """Train a network on a folder of labelled images, or resume a training, and publish it as a model.

    Attributes:
        network: "ugsnet-light" learns classes at the images' resolution; "jointseg" learns classes at 1 m from
            Sentinel-2, which is simulated from the images.
        images: Folder with the folders images and labels (or masks), absolute; image and label files are paired by
            name.
        validation: Validation folder of the same layout; empty = ``share`` of ``images``.
        share: Percent of the images held out for validation, 1-90.
        classes: Value of the labels -> name of its class. The first name is the rest (0 in the map), the others are
            the mapped classes (1, 2 ...); 255 = unknown, unless it is named.
        nir: Whether to train on the fourth band as well, as near infrared.
        resolution: Ground sampling distance of the images, metres.
        start: File of the initial weights; empty = random initialisation.
        steps: Number of optimiser steps.
        minutes: Time for the training, instead of ``steps``: as many steps as fit, estimated from the first ones; 0 =
            ``steps`` count.
        rate: Highest learning rate.
        batch: Images in a step.
        seed: Seed of all random choices.
        run: Folder of the checkpoint, absolute; created if missing. A training found there is resumed.
        name: Name of the model.
        folder: Folder for the model, absolute; created if missing.
        overwrite: Whether a model of the same name in the folder may be replaced.
        taken: Names that are already in use.
        compute: Device and threads to use; the memory limit is ignored.

    Raises:
        RequestError: A number lies outside its range, the network is unknown, a second class is missing, or a folder
            is not absolute.
    """

    kind: ClassVar[str] = "pretrain"

    network: str = NETWORKS[0]
    images: str
    validation: str = ""
    share: float = 20.0
    classes: dict[str, str]
    nir: bool = False
    resolution: float
    start: str = ""
    steps: int
    minutes: float = 0.0
    rate: float = 1.5e-3
    batch: int = 8
    seed: int = 0
    run: str
    name: str
    folder: str
    overwrite: bool = False
    taken: tuple[str, ...] = ()
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        if self.network not in NETWORKS:
            raise RequestError(
                f"There is no network {self.network!r} to train.", f"Available networks: {', '.join(NETWORKS)}."
            )
        refuse_outside(self, steps=(1, 10**9), batch=(1, 4096), seed=(0, 2**31 - 1), minutes=(0, 1e9))
        refuse_relative(self, "images", "folder", "run")
        for name, largest in _LARGEST.items():
            value = getattr(self, name)
            if not 0 < value <= largest:
                raise RequestError(f"{name} cannot be {value}.", f"Enter a number above 0, at most {largest:g}.")
        if not 1 <= self.share <= 90:
            raise RequestError(f"The share for validation cannot be {self.share} %.", "Enter a number from 1 to 90.")
        if len(set(self.classes.values())) < 2 or not all(v.isdecimal() and int(v) <= 255 for v in self.classes):
            raise RequestError(
                "The classes need values from 0 to 255 and at least two names.", "For example 0=other,1=green."
            )


@dataclass(frozen=True, kw_only=True)
class PretrainResult:
    """Result of a training.

    Attributes:
        path: Path of the model's .onnx file.
        card: Card of the model as JSON.
        sha256: Hash of the .onnx file.
        f1: F1 of the mapped class on the validation images, 0-1; with several classes, their mean.
        checkpoint: Path of the training state, from which it can continue.
        weights: Path of the network's weights (safetensors).
        device: Device that was actually used.
        seconds: Wall time of this run.
        resumed: Whether an earlier run was resumed.
    """

    kind: ClassVar[str] = "pretrain"

    path: str
    card: dict[str, Any]
    sha256: str
    f1: float
    checkpoint: str
    weights: str
    device: str
    seconds: float
    resumed: bool = False
