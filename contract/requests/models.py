"""Model files: what they are, and taking them into the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class DescribeModelRequest:
    """Read the card out of a model file (its own, or made from Deepness metadata)."""

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
    """Take a model file into a folder of the catalogue, with a card.

    The fields after ``taken`` count before what the file says; a file that says nothing needs bands, resolution and
    classes, and a tile where the network takes any size.

    Attributes:
        source: Path of the .onnx file, absolute.
        folder: Where it goes, absolute; made if it is not there.
        overwrite: Whether a model of the same name in the folder may be replaced.
        taken: Names that it may not have.
        name: Its name; empty = the file's.
        title: Name for people.
        task: One of :data:`onemetre.contract.card.Task`.
        bands: Roles of the input bands in their order.
        values: What the input's numbers are: "byte" (0-255 for 0-1), "reflectance" (times 10000) or "physical" (as they
            are); empty = as the file says, else byte.
        resolution: Ground sampling of the input, metres.
        classes: Value -> name.
        output: Name of the network's output that is the map; empty = as the file says, else the first.
        tile: Side of a tile in pixels, where the network takes any.
        halo: Pixels at each side of a tile whose result is thrown away; None = as the file says, else 0.
        mean, std: Normalisation before the network, per band on physical values.
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


@dataclass(frozen=True, kw_only=True)
class ImportModelResult:
    """Path of the imported .onnx file, its card as JSON, its sha256, and what was assumed."""

    kind: ClassVar[str] = "import-model"

    path: str
    card: dict[str, Any]
    sha256: str
    warnings: tuple[str, ...] = ()
