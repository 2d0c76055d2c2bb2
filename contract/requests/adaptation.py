"""Adapting a model to a city."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ..errors import RequestError
from .compute import Compute, refuse_negative
from .mapping import Area
from .reading import Reading
from .samples import Samples

METHODS = ("supervised", "adversarial+selftraining", "adversarial")
"""How a model can be adapted; the first one is recommended."""

_ONLY_SAMPLES = ("jointseg",)


def methods_for(architecture: str) -> tuple[str, ...]:
    """Those of :data:`METHODS` that a network can be adapted by."""
    return METHODS[:1] if architecture in _ONLY_SAMPLES else METHODS


@dataclass(frozen=True, kw_only=True)
class AdaptRequest:
    """Let a model learn a new city from its image and some drawn samples.

    While it runs there are "metric" events with "stage" ("child", or "check 1", ...: a copy that leaves some samples
    out), "step", "steps", "loss", "seconds" and, with samples, "f1_before" and "f1_now" (0-1; of a check on the samples
    left out, of the child on those that it learns from); and "preview" events with "stage", "step", and "image",
    "before" and "now": PNG pictures of one place as base64, of one size.

    Attributes:
        model: Path of the .onnx file, absolute; its weights lie beside it.
        model_sha256: Expected hash of it; empty = not checked.
        reading: The city's image.
        area: Where images without labels are taken from; samples count everywhere.
        samples: None = none.
        source_data: Folder with the folders images and labels, or a compact source set, for the adversarial methods;
            empty = the set beside the model if there is one, else the samples take its place.
        method: One of :data:`METHODS`.
        minutes: Most wall time for the whole, about; where the recommended steps do not fit there are fewer. None = no
            limit.
        epochs: How often each sample is looked at (without samples: each image); None = see ``minutes``.
        rate: Highest learning rate; None = what is recommended.
        adversarial_weight: Lambda, of the adversarial term in the loss; None = what is recommended.
        freeze_encoder: Only the layers behind the encoder learn; of jointseg those that serve the map only.
        batch: Images of each kind in a step; 0 = what is recommended.
        seed: Of all randomness.
        name: Of the adapted model.
        folder: Where it goes, absolute; made if it is not there.
        overwrite: Whether a model of the same name in the folder may be replaced; never the parent.
        taken: Names that it may not have.
        always: Publish the adapted model even if it is not better than its parent, or nothing says whether it is.
        run: Folder of the checkpoints, absolute; made if it is not there. The same request is continued there.
        keep_run: Whether the folder stays once the model is published, and another request is refused in it; else it is
            cleared for another request, and removed in the end.
        report: Path of an HTML page, absolute; empty = none.
        compute: What of the machine may be used.

    Raises:
        RequestError: A number lies outside its range, there is no such method, or both minutes and epochs are given.
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
            raise RequestError(f"There is no method {self.method!r}.", f"There are: {', '.join(METHODS)}.")
        if self.minutes is not None and self.epochs is not None:
            raise RequestError("Both MINUTES and EPOCHS are given.", "Give one of them, or neither.")
        for name in ("minutes", "epochs", "rate"):
            value = getattr(self, name)
            if value is not None and not 0 < value < math.inf:
                raise RequestError(f"{name} cannot be {value}.", "Leave it out, or give a number above 0.")
        if self.adversarial_weight is not None and not 0 <= self.adversarial_weight < math.inf:
            raise RequestError(
                f"The weight of the adversarial term cannot be {self.adversarial_weight}.", "Give 0 or more."
            )
        refuse_negative(self, "batch")


@dataclass(frozen=True, kw_only=True)
class AdaptResult:
    """What an adaptation gave.

    Attributes:
        published: Whether there is an adapted model now.
        name: Of the model to use from now on: the adapted one, or the parent where nothing was published.
        path: Its .onnx file.
        card: Its card as JSON.
        kept: Whether the adapted model is better than its parent by the check; without a check only where its user
            stopped the training to keep what there was.
        checked: Whether there was a check: two polygons of each class, and not stopped before.
        sentence: The check's verdict, for people.
        f1_before, f1_after: F1 of the mapped class on samples that were left out, classes weighted equally, 0-1, of the
            parent and of the adapted model; of several classes, all but the first, the mean; None = no check.
        steps: Steps of the optimiser that the adapted model took.
        source_data: What was used as source, for people.
        report: Path of the page; empty = not asked for.
        run: Folder in which it can be continued; empty = removed.
        device: Device that was really used.
        seconds: Wall time of this run.
        resumed: Whether an earlier run was continued.
        warnings: What the user has to know, whole sentences.
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
    warnings: tuple[str, ...] = ()
