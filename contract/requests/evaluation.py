"""How good models are where the truth is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from .compute import Compute
from .reading import Reading


@dataclass(frozen=True, kw_only=True)
class ModelFile:
    """A model: path of its .onnx file, and the hash that it must have; empty = not checked."""

    path: str
    sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a model is judged.

    Attributes:
        name: For people; no other place has it.
        reading: The image.
        truth: Paths of class rasters; where they overlap, the first one that is not 255 or no data counts.
    """

    name: str
    reading: Reading
    truth: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EvaluateRequest:
    """Map places whose truth is known, and count what is right.

    Attributes:
        models: What is judged; the first one is compared with each other one.
        places: Where.
        folder: For temporary maps; absolute, has to exist.
        classes: Value of the truth -> name of a class of the models; what has another value is the rest, 255 is not
            counted. Empty: the truth has the values of the models' cards.
        table: Path of a CSV file with all figures, empty = none.
        report: Path of an HTML page, empty = none.
        compute: What of the machine may be used.
    """

    kind: ClassVar[str] = "evaluate"

    models: tuple[ModelFile, ...]
    places: tuple[Place, ...]
    folder: str
    classes: dict[str, str] = field(default_factory=dict)
    table: str = ""
    report: str = ""
    compute: Compute = field(default_factory=Compute)


@dataclass(frozen=True, kw_only=True)
class EvaluateResult:
    """How good the first model is over all places together, 0-1; None = not defined.

    Attributes:
        pixels: That were counted.
        overall_accuracy: Share that is right.
        mean_f1: Mean of the F1 of all classes, the rest included.
        class_f1: F1 per class.
        device: Device that was really used.
        seconds: Wall time.
        warnings: What the user has to know, whole sentences.
    """

    kind: ClassVar[str] = "evaluate"

    pixels: int
    overall_accuracy: float | None
    mean_f1: float | None
    class_f1: dict[str, float | None] = field(default_factory=dict)
    device: str
    seconds: float
    warnings: tuple[str, ...] = ()
