"""Requests and results of adapting a model to a city."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from ..errors import RequestError
from .compute import Compute
from .mapping import Area
from .ranges import refuse_outside, refuse_relative
from .reading import Reading
from .samples import Samples

METHODS = ("supervised", "adversarial+selftraining", "adversarial")
"""Methods of adaptation; the first one is recommended."""

_LARGEST = 1e9
_ONLY_SAMPLES = ("jointseg", "jointseg-lite0")


def methods_for(architecture: str) -> tuple[str, ...]:
    """The :data:`METHODS` that a network architecture supports."""
    return METHODS[:1] if architecture in _ONLY_SAMPLES else METHODS


@dataclass(frozen=True, kw_only=True)
class AdaptRequest:
    """Adapt a model to a new city with an image and drawn samples.

    A run sends "metric" events with "stage" ("child", or "check 1", ...: a copy trained without one fold of the
    samples), "step", "steps", "loss", "seconds" and, with samples, "f1_before" and "f1_now" (0-1; of a check on the
    held-out samples, of the child on its training samples); and "preview" events with "stage", "step", and "image",
    "before" and "now": PNG pictures of one place as base64, all of one size.

    Attributes:
        model: Path of the .onnx file, absolute; its weights are stored beside it.
        model_sha256: Expected hash of the file; empty = not checked.
        reading: The city's image.
        area: Area from which unlabelled images are taken; samples count everywhere.
        samples: The drawn samples; None = none.
        source_data: Folder with the folders images and labels, or a compact source set, for the adversarial methods;
            empty = the set beside the model if it exists, else the samples take its place.
        method: One of :data:`METHODS`.
        minutes: Approximate limit of the total wall time; the number of steps is reduced to fit, but a time for
            less than two thirds of the recommended number is an error. None = no limit.
        epochs: Passes over the samples (without samples: over the images); None = limited by ``minutes`` only.
        rate: Highest learning rate; None = the recommended one.
        adversarial_weight: Weight (lambda) of the adversarial term in the loss; None = the recommended one.
        freeze_encoder: Whether only the layers behind the encoder are trained; in jointseg, only those for the map.
        batch: Images of each kind in a step; 0 = the recommended number.
        seed: Seed of all random choices.
        name: Name of the adapted model.
        folder: Folder for the adapted model, absolute; created if missing.
        overwrite: Whether a model of the same name in the folder may be replaced; never the parent.
        taken: Names that are already in use.
        always: Publish the adapted model even if it is not better than its parent or could not be checked.
        run: Folder of the checkpoints, absolute; created if missing. The same request resumes there.
        keep_run: Whether the folder is kept after publication, and rejects a different request; otherwise it is
            cleared for a different request, and removed after publication; folders beside it whose adaptation nothing
            has changed for a month are removed, too.
        report: Path of an HTML page, absolute; empty = none.
        compute: Device, threads and memory to use.

    Raises:
        RequestError: A number lies outside its range, the method is unknown, both minutes and epochs are given, or a
            folder is not absolute.
    """

    kind: ClassVar[str] = "adapt"

    model: str
    model_sha256: str = ""
    reading: Reading
    area: Area = field(default_factory=Area)
    samples: Samples | None = None
    source_data: str = ""
    method: str = METHODS[0]
    minutes: float | None = None
    epochs: float | None = None
    rate: float | None = None
    adversarial_weight: float | None = None
    freeze_encoder: bool = False
    batch: int = 0
    seed: int = 0
    name: str
    folder: str
    overwrite: bool = False
    taken: tuple[str, ...] = ()
    always: bool = False
    run: str
    keep_run: bool = False
    report: str = ""
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise RequestError(f"There is no method {self.method!r}.", f"Available methods: {', '.join(METHODS)}.")
        if self.minutes is not None and self.epochs is not None:
            raise RequestError("MINUTES and EPOCHS are both set.", "Set one of them, or neither.")
        for name in ("minutes", "epochs", "rate"):
            value = getattr(self, name)
            if value is not None and not 0 < value <= _LARGEST:
                raise RequestError(
                    f"{name} cannot be {value}.", f"Omit it, or enter a number above 0, at most {_LARGEST:g}."
                )
        if self.adversarial_weight is not None and not 0 <= self.adversarial_weight <= _LARGEST:
            raise RequestError(
                f"The weight of the adversarial term cannot be {self.adversarial_weight}.",
                f"Enter a number from 0 to {_LARGEST:g}.",
            )
        refuse_outside(self, batch=(0, 4096), seed=(0, 2**31 - 1))
        refuse_relative(self, "folder", "run")


@dataclass(frozen=True, kw_only=True)
class AdaptResult:
    """Result of an adaptation.

    Attributes:
        published: Whether an adapted model was saved.
        name: Name of the model to use from now on: the adapted one, or the parent if nothing was published.
        path: Path of that model's .onnx file.
        card: Card of that model as JSON.
        kept: Whether the adapted model beats its parent in the check; without a check, only if the user stopped the
            training to keep the weights so far.
        checked: Whether a check was made: two polygons of each class, and not stopped before.
        sentence: Verdict of the check, for the user.
        f1_before, f1_after: F1 of the mapped class on held-out samples, classes weighted equally, 0-1, of the parent
            and of the adapted model; with several classes, the mean of all but the first; None = no check.
        steps: Optimiser steps that the adapted model was trained for.
        source_data: Description of the source data, for the user.
        report: Path of the HTML page; empty = not requested.
        run: Folder with the training, from which it can continue; empty = removed.
        device: Device that was actually used.
        seconds: Wall time of this run.
        resumed: Whether an earlier run was resumed.
        unsaved: Path of the adapted model's .onnx file in the run folder, with its card and weights beside it; empty =
            the model was saved.
        warnings: Warnings for the user, whole sentences.
    """

    kind: ClassVar[str] = "adapt"

    published: bool
    name: str
    path: str
    card: dict[str, Any]
    kept: bool
    checked: bool
    sentence: str
    f1_before: float | None = None
    f1_after: float | None = None
    steps: int
    source_data: str
    report: str = ""
    run: str = ""
    device: str
    seconds: float
    resumed: bool = False
    unsaved: str = ""
    warnings: tuple[str, ...] = ()
