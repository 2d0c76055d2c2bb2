"""Requests and results of describing and importing model files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from .ranges import refuse_outside, refuse_relative


@dataclass(frozen=True, kw_only=True)
class DescribeModelRequest:
    """Read the card of a model file (embedded, or derived from Deepness metadata)."""

    kind: ClassVar[str] = "describe-model"

    model: str
    model_sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class DescribeModelResult:
    """The card as the JSON object of :mod:`onemetre.contract.card`, and the file's sha256 and size in bytes."""

    kind: ClassVar[str] = "describe-model"

    card: dict[str, Any]
    sha256: str
    size: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ImportModelRequest:
    """Import a model file into a folder of the catalogue, with a card.

    The fields after ``taken`` override the file's metadata; a file without metadata needs bands, resolution and
    classes, and a tile if the network accepts any size.

    Attributes:
        source: Path of the .onnx file, absolute.
        folder: Folder for the model, absolute; created if missing.
        overwrite: Whether a model of the same name in the folder may be replaced.
        taken: Names that are already in use.
        name: Name of the model; empty = the file's name.
        title: Display name of the model.
        task: One of :data:`onemetre.contract.card.Task`.
        bands: Roles of the input bands in their order.
        values: Meaning of the input's numbers: "byte" (0-255 for 0-1), "reflectance" (times 10000) or "physical" (as
            they are); empty = as stated by the file, else byte.
        resolution: Ground sampling distance of the input, metres.
        classes: Value -> class name.
        output: Name of the network's output that is the map; empty = as stated by the file, else the first.
        tile: Side of a tile in pixels, if the network accepts any size.
        halo: Pixels at each side of a tile whose result is discarded; None = as stated by the file, else 0.
        mean, std: Normalisation before the network, per band on physical values.

    Raises:
        RequestError: A number lies outside its range, or the folder is not absolute.
    """

    kind: ClassVar[str] = "import-model"

    source: str
    folder: str
    overwrite: bool = False
    taken: tuple[str, ...] = ()
    name: str = ""
    title: str = ""
    task: str = ""
    bands: tuple[str, ...] = ()
    values: str = ""
    resolution: float = 0.0
    classes: dict[str, str] = field(default_factory=dict)
    output: str = ""
    tile: int = 0
    halo: int | None = None
    mean: tuple[float, ...] = ()
    std: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        refuse_outside(self, resolution=(0, 100_000), tile=(0, 16_384), halo=(0, 8192))
        refuse_relative(self, "folder")


@dataclass(frozen=True, kw_only=True)
class ImportModelResult:
    """Path of the imported .onnx file, its card as JSON, its sha256, and the assumptions made."""

    kind: ClassVar[str] = "import-model"

    path: str
    card: dict[str, Any]
    sha256: str
    warnings: tuple[str, ...] = ()
