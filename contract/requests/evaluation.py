"""Requests and results of evaluating models against reference maps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from .compute import Compute
from .model_file import ModelFile
from .ranges import refuse_relative
from .reading import Reading


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place with reference data.

    Attributes:
        name: Display name, unique among the places.
        reading: Image of the place.
        truth: Paths of class rasters; where they overlap, the first one that is neither 255 nor nodata counts.
    """

    name: str
    reading: Reading
    truth: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EvaluateRequest:
    """Map places with reference data, and measure the accuracy.

    Attributes:
        models: Models to evaluate; the first one is compared with each other one.
        places: Places to evaluate at.
        folder: Existing folder for temporary maps, absolute.
        classes: Value of the truth -> name of a class of the models; other values count as the rest, 255 is not
            counted unless it is named. Empty: the truth has the values of the models' cards.
        table: Path of a CSV file with all figures, empty = none.
        report: Path of an HTML page, empty = none.
        compute: Device, threads and memory to use.

    Raises:
        RequestError: The folder is not absolute.
    """

    kind: ClassVar[str] = "evaluate"

    models: tuple[ModelFile, ...]
    places: tuple[Place, ...]
    folder: str
    classes: dict[str, str] = field(default_factory=dict)
    table: str = ""
    report: str = ""
    compute: Compute = field(default_factory=Compute)

    def __post_init__(self) -> None:
        refuse_relative(self, "folder")


@dataclass(frozen=True, kw_only=True)
class EvaluateResult:
    """Accuracy of the first model over all places together, 0-1; None = not defined.

    Attributes:
        pixels: Number of pixels counted.
        overall_accuracy: Share of correct pixels.
        mean_f1: Mean F1 of all classes, the rest included.
        class_f1: F1 per class.
        calibration_error: Expected calibration error of the class, or of the found class if there are several, 0-1.
        temperature: Divisor of the logits that makes the probabilities fit the truth best; above 1 = too sure.
        device: Device that was actually used.
        seconds: Wall time in seconds.
        warnings: Warnings for the user, whole sentences.
    """

    kind: ClassVar[str] = "evaluate"

    pixels: int
    overall_accuracy: float | None
    mean_f1: float | None
    class_f1: dict[str, float | None] = field(default_factory=dict)
    calibration_error: float | None = None
    temperature: float = 1.0
    device: str
    seconds: float
    warnings: tuple[str, ...] = ()
