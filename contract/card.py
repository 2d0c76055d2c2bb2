"""The model card: identity, input, output and measured accuracy of a model.

Stdlib only: both processes import it. A card is stored as one JSON object with the field names of the STAC Machine
Learning Model extension (``mlm:*``, ``classification:classes``); fields that the extension does not define are prefixed
``onemetre:``. The same object is embedded in the ONNX file under the metadata key ``onemetre:card``; beside a bundled
or imported model it is stored as ``<model>.json`` with the sha256 of the .onnx file, which the file itself cannot hold.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from .errors import ModelError

DataType = Literal["uint8", "uint16", "float32"]
Task = Literal["impervious-surface", "green-space", "segmentation"]
Activation = Literal["quantised", "softmax", "sigmoid", "none", "detect"]

METADATA_KEY = "onemetre:card"

# Names the algorithm, and keeps secret scanners from mistaking the hash for a key.
_HASH_PREFIX = "sha256:"


@dataclass(frozen=True, kw_only=True)
class CardBand:
    """One input band.

    Attributes:
        role: red, green, blue, nir, ... (STAC common names).
        scale, offset: Physical value = input number * scale + offset; the input number is what the network receives.
        fill: Input number that replaces nodata pixels.
    """

    role: str
    scale: float = 1.0
    offset: float = 0.0
    fill: float = 0.0


@dataclass(frozen=True, kw_only=True)
class CardClass:
    """One output class: value in a class raster, stable name, display title, colour as #rrggbb."""

    value: int
    name: str
    title: str
    color: str


@dataclass(frozen=True, kw_only=True)
class Accuracy:
    """One measured figure: metric (e.g. "F1 green"), value in percent, test data, and the command that measured it."""

    metric: str
    value: float
    data: str
    command: str = ""


@dataclass(frozen=True, kw_only=True)
class Golden:
    """Expected output of the network for the golden tile (see :mod:`onemetre.engine.infer.golden`).

    Attributes:
        mean: Means of the first output (0-255) over a 4 x 4 grid of blocks, row by row, channel by channel.
        tolerance: Largest accepted deviation of a block mean.
    """

    mean: tuple[float, ...]
    tolerance: float = 2.0


@dataclass(frozen=True, kw_only=True)
class ModelCard:
    """Everything that a user or an algorithm needs to know about a model.

    Attributes:
        name: Stable id, "architecture.tag", e.g. "jointseg.s2rgb_v2".
        title, description: Display texts; the description names the model's weaknesses.
        task: Mapping task, by which the algorithms select models.
        architecture: Name of the network architecture.
        bands: Input channels in their order.
        data_type: Data type of the network's input.
        resolution: Ground sampling distance of the input, metres.
        scale_factor: Output pixels per input pixel along an axis.
        tile: Side of the input tile in pixels; part of the model, since attention pools over the tile.
        halo: Input pixels at each side of a tile whose result is discarded.
        blend: Input pixels over which neighbouring tiles are cross-faded.
        classes: By value; a binary model has the values 0 and 1 and one output channel (the probability of 1), any
            other one channel per class.
        activation: Processing left to do after the network: "quantised" = none, the first output is uint8 0-255; the
            others are for foreign models, and "detect" decides on the golden tile.
        output: Name of the network's output that is the map; empty = the first.
        superresolved: Whether the second output is the input image at the output's resolution.
        threshold: Probability in percent from which a pixel of a binary map is the class.
        mean, std: Normalisation to apply before the network, per band on physical values; empty = part of the graph.
        parent: Name of the model from which it was adapted; empty = none.
        source_set: sha256 of the compact source set that belongs to it; empty = none.
        training_data, licence: Training data and the terms of use.
        accuracy: Measured figures.
        golden: Expected output for the golden tile; None = unknown (foreign models).
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
            raise ModelError(f"The card of model {self.name!r} has a halo and blend that use up the whole tile.")
        if len({c.value for c in self.classes}) != len(self.classes) or not all(
            0 <= c.value < 255 for c in self.classes
        ):
            raise ModelError(f"The card of model {self.name!r} has class values that repeat or lie outside 0-254.")

    @property
    def stride(self) -> int:
        """Distance between neighbouring tiles, input pixels."""
        return self.tile - 2 * self.halo - self.blend

    @property
    def roles(self) -> tuple[str, ...]:
        """Roles of the input bands in their order."""
        return tuple(band.role for band in self.bands)

    @property
    def is_binary(self) -> bool:
        """Whether the network has one output channel, the probability of class 1."""
        return [c.value for c in self.classes] == [0, 1]

    @property
    def channels(self) -> int:
        """Channels of the first output."""
        return 1 if self.is_binary else len(self.classes)

    def takes(self, source_type: str) -> bool:
        """Whether the network can take the numbers of a file of this numpy type unconverted."""
        if self.data_type == "float32" or source_type.startswith("float"):
            return True
        return (source_type in ("uint8", "int8")) == (self.data_type == "uint8")


def card_to_json(card: ModelCard) -> dict[str, Any]:
    """The JSON object of a card; the module's docstring describes the format."""
    return {
        "mlm:name": card.name,
        "mlm:architecture": card.architecture,
        "mlm:tasks": ["semantic-segmentation", *(["super-resolution"] if card.superresolved else [])],
        "mlm:framework": "ONNX",
        "mlm:input": [_input_to_json(card)],
        "mlm:output": [_output_to_json(card)],
        "mlm:pretrained_source": card.parent or None,
        "gsd": card.resolution,
        "title": card.title,
        "description": card.description,
        "license": card.licence,
        "file:checksum": _HASH_PREFIX + card.sha256 if card.sha256 else "",
        "file:size": card.size,
        **{key: getattr(card, name) for key, (name, _) in _OWN.items()},
        "onemetre:accuracy": [_accuracy_to_json(one) for one in card.accuracy],
        "onemetre:golden": _golden_to_json(card.golden),
    }


def card_from_json(data: Any) -> ModelCard:
    """Build a card from the JSON object that :func:`card_to_json` returns.

    Raises:
        ModelError: A field is missing or ill-typed.
    """
    try:
        return ModelCard(
            name=str(data["mlm:name"]),
            architecture=str(data.get("mlm:architecture", "")),
            **_input_from_json(*data["mlm:input"]),
            **_output_from_json(data["mlm:output"][0]),
            parent=str(data.get("mlm:pretrained_source") or ""),
            resolution=float(data["gsd"]),
            title=str(data.get("title") or data["mlm:name"]),
            description=str(data.get("description", "")),
            licence=str(data.get("license", "")),
            sha256=str(data.get("file:checksum", "")).removeprefix(_HASH_PREFIX),
            size=int(data.get("file:size", 0)),
            **{name: read(data[key]) for key, (name, read) in _OWN.items() if key in data},
            accuracy=tuple(map(_accuracy_from_json, data.get("onemetre:accuracy", []))),
            golden=_golden_from_json(data.get("onemetre:golden")),
        )
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise ModelError(f"The model card cannot be read: {type(error).__name__} {error}.") from None


def _as_it_is(value: Any) -> Any:
    return value


# Keys that the extension does not define: the card's field, and the conversion of the stored value. A field that is
# missing in the file keeps its default.
_OWN: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "onemetre:task": ("task", _as_it_is),
    "onemetre:scale_factor": ("scale_factor", int),
    "onemetre:tile": ("tile", int),
    "onemetre:halo": ("halo", int),
    "onemetre:blend": ("blend", int),
    "onemetre:activation": ("activation", _as_it_is),
    "onemetre:output": ("output", str),
    "onemetre:superresolved": ("superresolved", bool),
    "onemetre:threshold": ("threshold", int),
    "onemetre:source_set": ("source_set", str),
    "onemetre:training_data": ("training_data", str),
}


def _input_to_json(card: ModelCard) -> dict[str, Any]:
    normalised = [{"type": "standardize", "mean": m, "stddev": s} for m, s in zip(card.mean, card.std, strict=True)]
    return {
        "name": "image",
        "bands": list(card.roles),
        "input": {
            "shape": [-1, len(card.bands), card.tile, card.tile],
            "dim_order": ["batch", "bands", "height", "width"],
            "data_type": card.data_type,
        },
        "value_scaling": normalised or None,
        "onemetre:bands": [_band_to_json(band) for band in card.bands],
    }


def _input_from_json(image: Any) -> dict[str, Any]:
    """The card's fields that describe its one input."""
    normalised = image.get("value_scaling") or []
    return {
        "bands": tuple(map(_band_from_json, image["onemetre:bands"])),
        "data_type": image["input"]["data_type"],
        "mean": tuple(float(one["mean"]) for one in normalised),
        "std": tuple(float(one["stddev"]) for one in normalised),
    }


def _band_to_json(band: CardBand) -> dict[str, Any]:
    return {"name": band.role, "raster:scale": band.scale, "raster:offset": band.offset, "onemetre:fill": band.fill}


def _band_from_json(data: Any) -> CardBand:
    return CardBand(
        role=str(data["name"]),
        scale=float(data.get("raster:scale", 1.0)),
        offset=float(data.get("raster:offset", 0.0)),
        fill=float(data.get("onemetre:fill", 0.0)),
    )


def _output_to_json(card: ModelCard) -> dict[str, Any]:
    side = card.tile * card.scale_factor
    return {
        "name": "probability",
        "tasks": ["semantic-segmentation"],
        "result": {
            "shape": [-1, card.channels, side, side],
            "dim_order": ["batch", "classes", "height", "width"],
            "data_type": "uint8" if card.activation == "quantised" else "float32",
        },
        "classification:classes": [_class_to_json(one) for one in card.classes],
    }


def _output_from_json(output: Any) -> dict[str, Any]:
    """The card's fields that describe its first output."""
    return {"classes": tuple(map(_class_from_json, output["classification:classes"]))}


def _class_to_json(one: CardClass) -> dict[str, Any]:
    return {"value": one.value, "name": one.name, "title": one.title, "color_hint": one.color.lstrip("#").upper()}


def _class_from_json(data: Any) -> CardClass:
    return CardClass(
        value=int(data["value"]),
        name=str(data["name"]),
        title=str(data.get("title") or data["name"]),
        color="#" + str(data.get("color_hint") or "808080").lower(),
    )


def _accuracy_to_json(one: Accuracy) -> dict[str, Any]:
    return {"metric": one.metric, "value": one.value, "data": one.data, "command": one.command}


def _accuracy_from_json(data: Any) -> Accuracy:
    return Accuracy(
        metric=str(data["metric"]),
        value=float(data["value"]),
        data=str(data["data"]),
        command=str(data.get("command", "")),
    )


def _golden_to_json(golden: Golden | None) -> dict[str, Any] | None:
    if golden is None:
        return None
    return {"mean": list(golden.mean), "tolerance": golden.tolerance}


def _golden_from_json(data: Any) -> Golden | None:
    if not data:
        return None
    return Golden(mean=tuple(map(float, data["mean"])), tolerance=float(data["tolerance"]))


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
