"""Training a model on one's own images."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ..errors import RequestError
from .compute import Compute

NETWORKS = ("ugsnet-light", "jointseg")
"""What can be trained; the first one is the default."""


@dataclass(frozen=True, kw_only=True)
class PretrainRequest:
    """Train a network on a folder of images with labels, or go on, and make a model of it.

    Attributes:
        network: "ugsnet-light" learns classes at the images' resolution; "jointseg" learns classes at 1 m from
            Sentinel-2, which is simulated from the images.
        images: Folder with the folders images and labels (or masks), absolute; files of one name belong together.
        validation: Folder of the same layout that is not learned from; empty = ``share`` of ``images``.
        share: Percent of the images that are kept for validation, 1-90.
        classes: Value of the labels -> name of its class. The first name is the rest (0 in the map), the others are
            what is mapped (1, 2 ...); 255 is not known, unless it is named.
        nir: Whether the fourth band is learned from as well, as near infrared.
        resolution: Ground sampling of the images, metres.
        start: File of the weights to start from; empty = random ones.
        steps: Of the optimiser.
        minutes: Time for the training, instead of ``steps``: as many steps as fit in, judged by the first ones; 0 =
            ``steps`` count.
        rate: Highest learning rate.
        batch: Images in a step.
        seed: Of all randomness.
        run: Folder of the checkpoint, absolute; made if it is not there. A training in it is continued.
        name: Of the model.
        folder: Where the model goes, absolute; made if it is not there.
        overwrite: Whether a model of the same name in the folder may be replaced.
        taken: Names that it may not have.
        compute: What of the machine may be used; its limit of memory does not count.

    Raises:
        RequestError: A number lies outside its range, or there is no such network or no second class.
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
                f"There is no network {self.network!r} to train.", f"Give one of: {', '.join(NETWORKS)}."
            )
        for name in ("steps", "batch"):
            if getattr(self, name) < 1:
                raise RequestError(f"{name} cannot be {getattr(self, name)}.", "Give 1 or more.")
        for name in ("resolution", "rate"):
            if not 0 < getattr(self, name) < math.inf:
                raise RequestError(f"{name} cannot be {getattr(self, name)}.", "Give a number above 0.")
        if not 0 <= self.minutes < math.inf:
            raise RequestError(f"minutes cannot be {self.minutes}.", "Give a number above 0, or 0 for steps.")
        if not 1 <= self.share <= 90:
            raise RequestError(f"The share for validation cannot be {self.share} %.", "Give a number from 1 to 90.")
        if len(set(self.classes.values())) < 2 or not all(v.isdecimal() and int(v) <= 255 for v in self.classes):
            raise RequestError(
                "The classes have to be values from 0 to 255 with two or more names.", "For example 0=other,1=green."
            )


@dataclass(frozen=True, kw_only=True)
class PretrainResult:
    """What a training gave.

    Attributes:
        path: The model's .onnx file.
        card: Its card as JSON.
        sha256: Of the file.
        f1: Of the mapped class on the validation images, 0-1; of several the mean.
        checkpoint: The training's state, with which it can be continued.
        weights: The network's weights (safetensors).
        device: Device that was really used.
        seconds: Wall time of this run.
        resumed: Whether an earlier run was continued.
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
