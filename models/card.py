"""The model card: what a model is, what it needs, and how good it was where.

Stdlib only: both processes import it. On disk a card is one JSON object with the field names of the STAC Machine
Learning Model extension (``mlm:*``, ``classification:classes``); what the extension has no name for is prefixed
``onemetre:``. The same object is embedded in the ONNX file under the metadata key ``onemetre:card``; beside a
bundled or imported model it lies as ``<model>.json`` and then also has the .onnx file's sha256, which cannot be in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Literal

from ..engine.errors import ModelError

DataType = Literal["uint8", "uint16", "float32"]
Task = Literal["impervious-surface", "green-space", "segmentation"]
Activation = Literal["quantised", "softmax", "sigmoid", "none", "detect"]

METADATA_KEY = "onemetre:card"

# Says which hash it is, and keeps scanners for secrets from taking it for a key.
_HASH_PREFIX = "sha256:"


@dataclass(frozen=True, kw_only=True)
class CardBand:
    """One input band.

    Attributes:
        role: red, green, blue, nir, ... (STAC common names).
        scale, offset: Physical value = input number * scale + offset, for the number that the network is given.
        fill: Input number that replaces pixels without data.
    """

    role: str
    scale: float = 1.0
    offset: float = 0.0
    fill: float = 0.0


@dataclass(frozen=True, kw_only=True)
class CardClass:
    """One output class: value in a class raster, name (stable), title (for people), colour as #rrggbb."""

    value: int
    name: str
    title: str
    color: str


@dataclass(frozen=True, kw_only=True)
class Accuracy:
    """One measured figure: metric (e.g. "F1 green"), value in percent, on which data, by which command."""

    metric: str
    value: float
    data: str
    command: str = ""


@dataclass(frozen=True, kw_only=True)
class Golden:
    """What the network gives for the golden tile (see :mod:`onemetre.engine.golden`).

    Attributes:
        mean: Means of the first output (0-255) over a 4 x 4 grid of blocks, row by row, channel by channel.
        tolerance: Largest accepted difference of a block mean.
    """

    mean: tuple[float, ...]
    tolerance: float = 2.0


@dataclass(frozen=True, kw_only=True)
class ModelCard:
    """Everything that a user or an algorithm has to know about a model.

    Attributes:
        name: Stable id, "architecture.tag", e.g. "jointseg.s2rgb_v2".
        title, description: For people; the description says where the model is weak.
        task: What it maps; the algorithms choose by it.
        bands: Input channels in their order.
        data_type: Type of the numbers that the network is given.
        resolution: Ground sampling of the input, metres.
        scale_factor: Output pixels per input pixel along an axis.
        tile: Side of the input tile in pixels; part of the model, since attention pools over the tile.
        halo: Input pixels at each side of a tile whose result is thrown away.
        blend: Input pixels over which neighbouring tiles are cross-faded.
        classes: By value; a binary model has the values 0 and 1 and one output channel (the probability of 1), any
            other one channel per class.
        activation: What is left to do after the network: "quantised" = nothing, the first output is uint8 0-255; the
            others are for foreign models, and "detect" decides on the golden tile.
        output: Name of the network's output that is the map; empty = the first.
        superresolved: Whether the second output is the input image at the output's resolution.
        threshold: Probability in percent from which a pixel of a binary map is the class.
        mean, std: Normalisation still to be done before the network, per band on physical values; empty = it is in the
            graph.
        parent: Name of the model from which it was adapted; empty = none.
        source_set: sha256 of the compact source set that belongs to it; empty = none.
        training_data, licence: What it learned from and under which terms it may be used.
        accuracy: Measured figures.
        golden: Expected result of the golden tile; None = unknown (foreign models).
        sha256: Hash of the .onnx file; empty inside the file itself.
        size: Bytes of the .onnx file, 0 inside the file itself.
    """

    name: str
    title: str
    description: str = ""
    task: Task = "segmentation"
    architecture: str = ""
    bands: tuple[CardBand, ...]
    data_type: DataType = "uint8"
    resolution: float
    scale_factor: int = 1
    tile: int
    halo: int = 0
    blend: int = 0
    classes: tuple[CardClass, ...]
    activation: Activation = "quantised"
    output: str = ""
    superresolved: bool = False
    threshold: int = 50
    mean: tuple[float, ...] = ()
    std: tuple[float, ...] = ()
    parent: str = ""
    source_set: str = ""
    training_data: str = ""
    licence: str = ""
    accuracy: tuple[Accuracy, ...] = field(default_factory=tuple)
    golden: Golden | None = None
    sha256: str = ""
    size: int = 0

    def __post_init__(self) -> None:
        if not self.bands or not self.classes:
            raise ModelError(f"The card of model {self.name!r} names no bands or no classes.")
        if self.resolution <= 0 or self.scale_factor < 1 or self.tile < 1 or self.halo < 0 or self.blend < 0:
            raise ModelError(f"The card of model {self.name!r} has an impossible resolution, scale factor or tile.")
        if self.stride < 1:
            raise ModelError(f"The card of model {self.name!r}: the halo and the blend leave nothing of the tile.")
        if len({c.value for c in self.classes}) != len(self.classes) or not all(
            0 <= c.value < 255 for c in self.classes
        ):
            raise ModelError(f"The card of model {self.name!r}: class values must differ and lie within 0-254.")

    @property
    def stride(self) -> int:
        """Distance of neighbouring tiles, input pixels."""
        return self.tile - 2 * self.halo - self.blend

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles of the input bands in their order."""
        return tuple(band.role for band in self.bands)

    @property
    def is_binary(self) -> bool:
        """Whether the network gives one channel, the probability of class 1."""
        return [c.value for c in self.classes] == [0, 1]

    @property
    def channels(self) -> int:
        """Channels of the first output."""
        return 1 if self.is_binary else len(self.classes)

    def takes(self, source_type: str) -> bool:
        """Whether a file of a numpy type can have the numbers that the network is given, as they are."""
        if self.data_type == "float32" or source_type.startswith("float"):
            return True
        return (source_type in ("uint8", "int8")) == (self.data_type == "uint8")


def card_to_json(card: ModelCard) -> dict[str, Any]:
    """The JSON object of a card, see the module's docstring."""
    golden = {"mean": list(card.golden.mean), "tolerance": card.golden.tolerance} if card.golden else None
    return {
        "mlm:name": card.name,
        "mlm:architecture": card.architecture,
        "mlm:tasks": ["semantic-segmentation", *(["super-resolution"] if card.superresolved else [])],
        "mlm:framework": "ONNX",
        "mlm:input": [
            {
                "name": "image",
                "bands": list(card.roles),
                "input": {
                    "shape": [-1, len(card.bands), card.tile, card.tile],
                    "dim_order": ["batch", "bands", "height", "width"],
                    "data_type": card.data_type,
                },
                "value_scaling": [
                    {"type": "standardize", "mean": m, "stddev": s} for m, s in zip(card.mean, card.std, strict=True)
                ]
                or None,
                "onemetre:bands": [
                    {"name": b.role, "raster:scale": b.scale, "raster:offset": b.offset, "onemetre:fill": b.fill}
                    for b in card.bands
                ],
            }
        ],
        "mlm:output": [
            {
                "name": "probability",
                "tasks": ["semantic-segmentation"],
                "result": {
                    "shape": [-1, card.channels, card.tile * card.scale_factor, card.tile * card.scale_factor],
                    "dim_order": ["batch", "classes", "height", "width"],
                    "data_type": "uint8" if card.activation == "quantised" else "float32",
                },
                "classification:classes": [
                    {"value": c.value, "name": c.name, "title": c.title, "color_hint": c.color.lstrip("#").upper()}
                    for c in card.classes
                ],
            }
        ],
        "mlm:pretrained_source": card.parent or None,
        "gsd": card.resolution,
        "title": card.title,
        "description": card.description,
        "license": card.licence,
        "file:checksum": _HASH_PREFIX + card.sha256 if card.sha256 else "",
        "file:size": card.size,
        "onemetre:task": card.task,
        "onemetre:scale_factor": card.scale_factor,
        "onemetre:tile": card.tile,
        "onemetre:halo": card.halo,
        "onemetre:blend": card.blend,
        "onemetre:activation": card.activation,
        "onemetre:output": card.output,
        "onemetre:superresolved": card.superresolved,
        "onemetre:threshold": card.threshold,
        "onemetre:source_set": card.source_set,
        "onemetre:training_data": card.training_data,
        "onemetre:accuracy": [
            {"metric": a.metric, "value": a.value, "data": a.data, "command": a.command} for a in card.accuracy
        ],
        "onemetre:golden": golden,
    }


def card_from_json(data: Any) -> ModelCard:
    """Read what :func:`card_to_json` writes.

    Raises:
        ModelError: A field is missing or ill-typed.
    """
    try:
        (image,) = data["mlm:input"]
        output = data["mlm:output"][0]
        scaling = image.get("value_scaling") or []
        golden = data.get("onemetre:golden")
        return ModelCard(
            name=str(data["mlm:name"]),
            title=str(data.get("title") or data["mlm:name"]),
            description=str(data.get("description", "")),
            task=data.get("onemetre:task", "segmentation"),
            architecture=str(data.get("mlm:architecture", "")),
            bands=tuple(
                CardBand(
                    role=str(b["name"]),
                    scale=float(b.get("raster:scale", 1.0)),
                    offset=float(b.get("raster:offset", 0.0)),
                    fill=float(b.get("onemetre:fill", 0.0)),
                )
                for b in image["onemetre:bands"]
            ),
            data_type=image["input"]["data_type"],
            resolution=float(data["gsd"]),
            scale_factor=int(data.get("onemetre:scale_factor", 1)),
            tile=int(data["onemetre:tile"]),
            halo=int(data.get("onemetre:halo", 0)),
            blend=int(data.get("onemetre:blend", 0)),
            classes=tuple(
                CardClass(
                    value=int(c["value"]),
                    name=str(c["name"]),
                    title=str(c.get("title") or c["name"]),
                    color="#" + str(c.get("color_hint") or "808080").lower(),
                )
                for c in output["classification:classes"]
            ),
            activation=data.get("onemetre:activation", "quantised"),
            output=str(data.get("onemetre:output", "")),
            superresolved=bool(data.get("onemetre:superresolved", False)),
            threshold=int(data.get("onemetre:threshold", 50)),
            mean=tuple(float(s["mean"]) for s in scaling),
            std=tuple(float(s["stddev"]) for s in scaling),
            parent=str(data.get("mlm:pretrained_source") or ""),
            source_set=str(data.get("onemetre:source_set", "")),
            training_data=str(data.get("onemetre:training_data", "")),
            licence=str(data.get("license", "")),
            accuracy=tuple(
                Accuracy(
                    metric=str(a["metric"]),
                    value=float(a["value"]),
                    data=str(a["data"]),
                    command=str(a.get("command", "")),
                )
                for a in data.get("onemetre:accuracy", [])
            ),
            golden=Golden(mean=tuple(map(float, golden["mean"])), tolerance=float(golden["tolerance"]))
            if golden
            else None,
            sha256=str(data.get("file:checksum", "")).removeprefix(_HASH_PREFIX),
            size=int(data.get("file:size", 0)),
        )
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise ModelError(f"The model card cannot be read: {type(error).__name__} {error}.") from None


def read_card(path: str) -> ModelCard:
    """Read a card file.

    Raises:
        ModelError: The file cannot be read or is not a card.
    """
    try:
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
    except (OSError, ValueError) as error:
        raise ModelError(f"The model card {path} cannot be read: {error}.") from None
    return card_from_json(data)
