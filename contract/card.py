"""The model card: identity, input, output and measured accuracy of a model.

Stdlib only: both processes import it. A card is stored as one JSON object with the field names of the STAC Machine
Learning Model extension (``mlm:*``, ``classification:classes``); fields that the extension does not define are prefixed
``onemetre:``. The same object is embedded in the ONNX file under the metadata key ``onemetre:card``; beside a bundled
or imported model it is stored as ``<model>.json`` with the sha256 of the .onnx file, which the file itself cannot hold.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal, get_args

from . import card_rules as rules
from .card_rules import MISSING, CardFieldError
from .errors import ModelError

DataType = Literal["uint8", "uint16", "float32"]
Task = Literal["impervious-surface", "green-space", "segmentation"]
Brightness = Literal["stated", "histogram"]
Activation = Literal["quantised", "softmax", "sigmoid", "none", "detect"]

METADATA_KEY = "onemetre:card"

GOLDEN_BLOCKS = 4
"""The golden result has GOLDEN_BLOCKS x GOLDEN_BLOCKS means per channel."""

MOST_BANDS = 1000
"""Largest number of input bands; hyperspectral satellites have some hundreds."""

MOST_CLASSES = 255
"""Largest number of classes: a class raster has one byte, and 255 is nodata."""

MOST_PIXELS = 8192
"""Largest side of a tile's output in pixels."""

MOST_BYTES = 4 * 2**20
"""Largest card; one with 255 classes and a golden result has 0.2 MB."""

_HIGHEST: dict[str, int] = {"uint8": 255, "uint16": 65535}

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

    def __post_init__(self) -> None:
        _settle(self, {"role": ("name of a band", partial(rules.line, empty=False))})
        role = rules.quoted(self.role)
        finite = partial(rules.number, low=-1e12, high=1e12)
        _settle(
            self,
            {
                "scale": (f"raster:scale of the band {role}", partial(rules.factor, negative=True)),
                "offset": (f"raster:offset of the band {role}", finite),
                "fill": (f"onemetre:fill of the band {role}", finite),
            },
        )


@dataclass(frozen=True, kw_only=True)
class CardClass:
    """One output class: value in a class raster, stable name, display title, colour as #rrggbb."""

    value: int
    name: str
    title: str
    color: str

    def __post_init__(self) -> None:
        _settle(self, {"value": ("value of a class", partial(rules.whole, low=0, high=MOST_CLASSES - 1))})
        text = partial(rules.line, empty=False)
        _settle(
            self,
            {
                "name": (f"name of the class {self.value}", text),
                "title": (f"title of the class {self.value}", text),
                "color": (f"color_hint of the class {self.value}", rules.color),
            },
        )


@dataclass(frozen=True, kw_only=True)
class Accuracy:
    """One measured figure: metric (e.g. "F1 green"), value in percent, test data, and the command that measured it."""

    metric: str
    value: float
    data: str
    command: str = ""

    def __post_init__(self) -> None:
        _settle(
            self,
            {
                "metric": ("metric of onemetre:accuracy", rules.prose),
                "value": ("value of onemetre:accuracy", partial(rules.number, low=-1e9, high=1e9)),
                "data": ("data of onemetre:accuracy", rules.prose),
                "command": ("command of onemetre:accuracy", rules.prose),
            },
        )


@dataclass(frozen=True, kw_only=True)
class Golden:
    """Expected output of the network for the golden tile (see :mod:`onemetre.engine.infer.golden`).

    Attributes:
        mean: Means of the first output (0-255) over a 4 x 4 grid of blocks, row by row, channel by channel.
        tolerance: Largest accepted deviation of a block mean.
    """

    mean: tuple[float, ...]
    tolerance: float = 2.0

    def __post_init__(self) -> None:
        level = partial(rules.number, low=0, high=255)
        _settle(
            self,
            {
                "mean": ("mean of onemetre:golden", partial(_each, check=level)),
                "tolerance": ("tolerance of onemetre:golden", level),
            },
        )


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
        brightness: Whether the network wants pictures as bright as their numbers state, or as bright as usual ones by
            the histogram of each image, whatever its numbers.
        resolution: Ground sampling distance of the input, metres.
        scale_factor: Output pixels per input pixel along an axis.
        tile: Side of the input tile in pixels; part of the model, since attention pools over the tile.
        halo: Input pixels at each side of a tile whose result is discarded.
        margin: Input pixels at each side of a tile that the network's outputs leave out, within the halo: 0 = the
            outputs cover the whole tile.
        blend: Input pixels over which neighbouring tiles are cross-faded.
        classes: By value; a binary model has the values 0 and 1 and one output channel (the probability of 1), any
            other one channel per class.
        activation: Processing left to do after the network: "quantised" = none, the first output is uint8 0-255; the
            others are for foreign models, and "detect" decides on the golden tile.
        output: Name of the network's output that is the map; empty = the first.
        superresolved: Whether the second output is the input image at the output's resolution.
        temperature: Divisor of the logits, fitted to unseen places; 0 = not measured. Maps do not apply it.
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
    brightness: Brightness = "stated"
    resolution: float
    scale_factor: int = 1
    tile: int
    halo: int = 0
    margin: int = 0
    blend: int = 0
    classes: tuple[CardClass, ...]
    activation: Activation = "quantised"
    output: str = ""
    superresolved: bool = False
    temperature: float = 0.0
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
        _settle(self, _FIELDS)
        if (most := MOST_PIXELS // self.tile) < self.scale_factor:
            rule = f"at most {most} for tiles of {self.tile} pixels"
            raise CardFieldError("onemetre:scale_factor", self.scale_factor, rule)
        if self.stride < 1:
            raise ModelError(f"The card of model {self.name!r} has a halo and blend that use up the whole tile.")
        if self.margin > self.halo:
            raise CardFieldError("onemetre:margin", self.margin, f"at most the halo, {self.halo}")
        self._check_classes()
        self._check_bands()

    def _check_classes(self) -> None:
        rules.different("value of a class", [one.value for one in self.classes])
        rules.different("name of a class", [one.name for one in self.classes])
        needed = self.channels * GOLDEN_BLOCKS**2
        if self.golden and len(self.golden.mean) != needed:
            rule = f"a list of {needed}, {GOLDEN_BLOCKS**2} for each channel"
            raise CardFieldError("mean of onemetre:golden", self.golden.mean, rule)

    def _check_bands(self) -> None:
        rule = f"a list of {len(self.bands)}, one for each band"
        for name, values in (("mean of value_scaling", self.mean), ("stddev of value_scaling", self.std)):
            if len(values) not in (0, len(self.bands)) or len(self.mean) != len(self.std):
                raise CardFieldError(name, values, rule)
        if self.brightness == "histogram" and self.data_type != "uint8":
            raise CardFieldError("onemetre:brightness", self.brightness, '"stated" for numbers other than uint8')
        if highest := _HIGHEST.get(self.data_type):
            for band in self.bands:
                rules.number(f"onemetre:fill of the band {rules.quoted(band.role)}", band.fill, 0, highest)

    @property
    def stride(self) -> int:
        """Distance between neighbouring tiles, input pixels."""
        return self.tile - 2 * self.halo - self.blend

    @property
    def output_side(self) -> int:
        """Side of the network's outputs, output pixels."""
        return (self.tile - 2 * self.margin) * self.scale_factor

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

    def brightens(self, source_type: str) -> bool:
        """Whether a picture of this numpy type may get its brightness from its histogram."""
        wide = self.data_type == "uint8" and source_type in ("uint16", "int16", "uint32", "int32")
        return wide or (self.brightness == "histogram" and source_type == "uint8")


def _each(field: str, value: Any, check: Callable[[str, Any], float]) -> tuple[float, ...]:
    """Check every number of a list."""
    return tuple(check(field, one) for one in rules.many(field, value, 0, 2**16))


def _bands(field: str, value: Any) -> tuple[Any, ...]:
    return rules.many(field, value, 1, MOST_BANDS)


def _classes(field: str, value: Any) -> tuple[Any, ...]:
    """Check the number of classes: with one class, a network of one channel would map everything as it."""
    if isinstance(value, list | tuple) and len(value) == 1:
        name = value[0].name if isinstance(value[0], CardClass) else "building"
        raise CardFieldError(field, value, f"two or more: name what the rest is, for example 0=other,1={name}")
    return rules.many(field, value, 2, MOST_CLASSES)


def _settle(card: Any, fields: dict[str, tuple[str, Callable[[str, Any], Any]]]) -> None:
    """Check fields of a frozen dataclass, and give their values the declared types.

    Args:
        card: The object under construction.
        fields: Attribute -> name in the JSON, and the check that returns the value.

    Raises:
        CardFieldError: A value breaks its rule.
    """
    for attribute, (name, check) in fields.items():
        object.__setattr__(card, attribute, check(name, getattr(card, attribute)))


def _golden(field: str, value: Any) -> Any:
    if value is not None and not isinstance(value, Golden):
        raise CardFieldError(field, value, "an object")
    return value


# Attribute of a card: name in the JSON, and the check.
_FIELDS: dict[str, tuple[str, Callable[[str, Any], Any]]] = {
    "name": ("mlm:name", partial(rules.line, empty=False)),
    "title": ("title", partial(rules.line, empty=False)),
    "description": ("description", rules.prose),
    "task": ("onemetre:task", partial(rules.choice, choices=get_args(Task))),
    "architecture": ("mlm:architecture", rules.line),
    "bands": ("onemetre:bands", _bands),
    "data_type": ("data_type", partial(rules.choice, choices=get_args(DataType))),
    "brightness": ("onemetre:brightness", partial(rules.choice, choices=get_args(Brightness))),
    "resolution": ("gsd (the resolution)", partial(rules.number, low=0.001, high=100_000)),
    "scale_factor": ("onemetre:scale_factor", partial(rules.whole, low=1, high=1000)),
    "tile": ("onemetre:tile", partial(rules.whole, low=1, high=MOST_PIXELS)),
    "halo": ("onemetre:halo", partial(rules.whole, low=0, high=MOST_PIXELS)),
    "margin": ("onemetre:margin", partial(rules.whole, low=0, high=MOST_PIXELS)),
    "blend": ("onemetre:blend", partial(rules.whole, low=0, high=MOST_PIXELS)),
    "classes": ("classification:classes", _classes),
    "activation": ("onemetre:activation", partial(rules.choice, choices=get_args(Activation))),
    "output": ("onemetre:output", rules.line),
    "superresolved": ("onemetre:superresolved", rules.flag),
    "temperature": ("onemetre:temperature", partial(rules.number, low=0, high=100)),
    "threshold": ("onemetre:threshold", partial(rules.whole, low=1, high=99)),
    "mean": ("mean of value_scaling", partial(_each, check=partial(rules.number, low=-1e12, high=1e12))),
    "std": ("stddev of value_scaling", partial(_each, check=partial(rules.factor, negative=False))),
    "parent": ("mlm:pretrained_source", rules.line),
    "source_set": ("onemetre:source_set", rules.line),
    "training_data": ("onemetre:training_data", rules.prose),
    "licence": ("license", rules.prose),
    "golden": ("onemetre:golden", _golden),
    "sha256": ("file:checksum", rules.checksum),
    "size": ("file:size", partial(rules.whole, low=0, high=2**62)),
}


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
        **{key: getattr(card, name) for key, name in _OWN.items() if getattr(card, name) != _EARLIER.get(name)},
        "onemetre:accuracy": [_accuracy_to_json(one) for one in card.accuracy],
        "onemetre:golden": _golden_to_json(card.golden),
    }


def card_from_json(data: Any) -> ModelCard:
    """Build a card from the JSON object that :func:`card_to_json` returns, checking every field.

    Raises:
        ModelError: A field is missing or breaks a rule; the message is one line and names the field.
    """
    card = rules.record("the whole card", data)
    image = rules.record("mlm:input", rules.many("mlm:input", _value(card, "mlm:input"), 1, 1)[0])
    output = rules.record("mlm:output", rules.many("mlm:output", _value(card, "mlm:output"), 1, MOST_CLASSES)[0])
    checksum = _value(card, "file:checksum", "")
    own: dict[str, Any] = {"tile": MISSING}
    own |= {name: card[key] for key, name in _OWN.items() if card.get(key) is not None}
    return ModelCard(
        name=_value(card, "mlm:name"),
        architecture=_value(card, "mlm:architecture", ""),
        **_input_from_json(image),
        **_output_from_json(output),
        parent=_value(card, "mlm:pretrained_source", ""),
        resolution=_value(card, "gsd"),
        title=_title(card, "mlm:name"),
        description=_value(card, "description", ""),
        licence=_value(card, "license", ""),
        sha256=checksum.removeprefix(_HASH_PREFIX) if isinstance(checksum, str) else checksum,
        size=_value(card, "file:size", 0),
        **own,
        accuracy=tuple(map(_accuracy_from_json, _list(card, "onemetre:accuracy"))),
        golden=_golden_from_json(card.get("onemetre:golden")),
    )


def _value(data: dict[str, Any], key: str, default: Any = MISSING) -> Any:
    """A value of an object; null counts as not given."""
    value = data.get(key, default)
    return default if value is None and default is not MISSING else value


def _title(data: dict[str, Any], name: str) -> Any:
    """The title of an object; where it is empty, its name."""
    title = _value(data, "title", "")
    return _value(data, name) if title == "" else title


def _list(data: dict[str, Any], key: str) -> tuple[Any, ...]:
    return rules.many(key, _value(data, key, ()), 0, 1000)


# Fields that are left out of the file at this value, which cards had before there was any other.
_EARLIER = {"brightness": "stated", "margin": 0, "temperature": 0.0}

# Keys that the extension does not define, and the card's field. A field that is missing in the file keeps its default.
_OWN: dict[str, str] = {
    "onemetre:task": "task",
    "onemetre:brightness": "brightness",
    "onemetre:scale_factor": "scale_factor",
    "onemetre:tile": "tile",
    "onemetre:halo": "halo",
    "onemetre:margin": "margin",
    "onemetre:blend": "blend",
    "onemetre:activation": "activation",
    "onemetre:output": "output",
    "onemetre:superresolved": "superresolved",
    "onemetre:temperature": "temperature",
    "onemetre:threshold": "threshold",
    "onemetre:source_set": "source_set",
    "onemetre:training_data": "training_data",
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


def _input_from_json(image: dict[str, Any]) -> dict[str, Any]:
    """The card's fields that describe its one input."""
    scaling = _value(image, "value_scaling", ())
    normalised = [rules.record("value_scaling", one) for one in rules.many("value_scaling", scaling, 0, MOST_BANDS)]
    bands = rules.many("onemetre:bands", _value(image, "onemetre:bands"), 1, MOST_BANDS)
    return {
        "bands": tuple(map(_band_from_json, bands)),
        "data_type": _value(rules.record("input of mlm:input", _value(image, "input")), "data_type"),
        "mean": tuple(_value(one, "mean") for one in normalised),
        "std": tuple(_value(one, "stddev") for one in normalised),
    }


def _band_to_json(band: CardBand) -> dict[str, Any]:
    return {"name": band.role, "raster:scale": band.scale, "raster:offset": band.offset, "onemetre:fill": band.fill}


def _band_from_json(data: Any) -> CardBand:
    band = rules.record("onemetre:bands", data)
    return CardBand(
        role=_value(band, "name"),
        scale=_value(band, "raster:scale", 1.0),
        offset=_value(band, "raster:offset", 0.0),
        fill=_value(band, "onemetre:fill", 0.0),
    )


def _output_to_json(card: ModelCard) -> dict[str, Any]:
    side = card.output_side
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


def _output_from_json(output: dict[str, Any]) -> dict[str, Any]:
    """The card's fields that describe its first output."""
    key = "classification:classes"
    return {"classes": tuple(map(_class_from_json, rules.many(key, _value(output, key), 1, MOST_CLASSES)))}


def _class_to_json(one: CardClass) -> dict[str, Any]:
    return {"value": one.value, "name": one.name, "title": one.title, "color_hint": one.color.lstrip("#").upper()}


def _class_from_json(data: Any) -> CardClass:
    one = rules.record("classification:classes", data)
    color = _value(one, "color_hint", "808080")
    return CardClass(
        value=_value(one, "value"),
        name=_value(one, "name"),
        title=_title(one, "name"),
        color=f"#{color.removeprefix('#')}" if isinstance(color, str) else color,
    )


def _accuracy_to_json(one: Accuracy) -> dict[str, Any]:
    return {"metric": one.metric, "value": one.value, "data": one.data, "command": one.command}


def _accuracy_from_json(data: Any) -> Accuracy:
    one = rules.record("onemetre:accuracy", data)
    return Accuracy(
        metric=_value(one, "metric"),
        value=_value(one, "value"),
        data=_value(one, "data"),
        command=_value(one, "command", ""),
    )


def _golden_to_json(golden: Golden | None) -> dict[str, Any] | None:
    if golden is None:
        return None
    return {"mean": list(golden.mean), "tolerance": golden.tolerance}


def _golden_from_json(data: Any) -> Golden | None:
    if data is None:
        return None
    golden = rules.record("onemetre:golden", data)
    return Golden(mean=_value(golden, "mean"), tolerance=_value(golden, "tolerance"))


def card_from_text(text: str | bytes, place: str) -> ModelCard:
    """Build a card from JSON text.

    Args:
        text: JSON of the card, of any content.
        place: Path of the card, for the message.

    Raises:
        ModelError: The text is not a valid card; the message is one line and names the card and the field.
    """
    try:
        if len(text) > MOST_BYTES:
            raise ModelError(f"The model card {place} cannot be read: it is larger than {MOST_BYTES / 2**20:.0f} MiB.")
        return card_from_json(json.loads(text))
    except CardFieldError as fault:
        raise fault.of(place) from None
    except RecursionError:
        raise ModelError(f"The model card {place} cannot be read: it is nested too deeply.") from None
    except ValueError as error:
        raise ModelError(f"The model card {place} cannot be read: {error}.") from None


def read_card(path: str) -> ModelCard:
    """Read a card file.

    Raises:
        ModelError: The file cannot be read, or is not a valid card; the message is one line.
    """
    return card_from_text(read_small_file(path), path)


def read_small_file(path: str) -> bytes:
    """Read a card file, or what has its name: a folder, a device or a pipe is refused before it is opened.

    Returns:
        The content, cut off after :data:`MOST_BYTES` and one byte.

    Raises:
        ModelError: The file cannot be read.
    """
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            raise ModelError(f"The model card {path} cannot be read: it is a folder, a device or a pipe.")
        with open(path, "rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ModelError(f"The model card {path} cannot be read: {error.strerror}.") from None
    except ValueError:
        # A name with a null byte.
        raise ModelError(f"The model card {path} cannot be read: the system knows no such name.") from None
