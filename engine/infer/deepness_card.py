"""Makes cards for models of the Deepness plugin from their metadata keys.

The keys: https://qgis-plugin-deepness.readthedocs.io, "Creators: add metadata to model".
Deepness feeds a network 8-bit imagery divided by 255 and then standardised. Each output of a network is a separate
map, and class_names is then a list with the names of each.
"""

from __future__ import annotations

import ast
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import onnx

from ...contract.card import MOST_CLASSES, CardBand, CardClass, ModelCard
from ...contract.card_rules import quoted
from ...contract.errors import ModelError
from .model_screening import image_shape, map_output, map_shape

ROLES = {1: ("pan",), 3: ("red", "green", "blue"), 4: ("red", "green", "blue", "nir")}
"""Assumed roles by the number of bands: Deepness does not name them."""

OVERLAP_PERCENT = 25.0
"""Overlap of neighbouring tiles if the model does not state one: generous, since too little shows as seams."""

COLORS = ("#d9d9d9", "#c0392b", "#27ae60", "#2980b9", "#f39c12", "#8e44ad", "#16a085", "#7f8c8d", "#d35400", "#2c3e50")


def has_deepness_keys(metadata: Mapping[str, str]) -> bool:
    """Whether the metadata of an ONNX file are those of a Deepness model."""
    return "model_type" in metadata


def deepness_card(
    name: str, graph: onnx.GraphProto, metadata: Mapping[str, str], output: str = ""
) -> tuple[ModelCard, tuple[str, ...]]:
    """Make a card from Deepness metadata, and state in whole sentences what was assumed.

    The card's data type is uint8, with the division by 255 as scale and the standardisation as mean and std.

    Args:
        name: Name of the model.
        graph: Graph of the network.
        metadata: Metadata of the ONNX file.
        output: Name of the output that is the map; empty = the first.

    Raises:
        ModelError: The model is not a segmenter, lacks the output, or a key is missing or unreadable.
    """
    kind = _value(metadata, "model_type", "")
    kind = kind.capitalize() if isinstance(kind, str) else quoted(kind)
    if kind != "Segmentor":
        raise ModelError(
            f"The model is a {kind[:40] or 'unknown'} of the Deepness plugin; only Segmentor models are supported."
        )
    bands, fixed_tile = image_shape(graph)[1:3]
    if bands is None:
        raise ModelError("The model does not define its number of bands.")
    tile = fixed_tile or _whole(metadata, "tile_size") or _whole(metadata, "tiles_size")
    resolution = _number(metadata, "resolution")
    missing = [key for key, value in (("resolution", resolution), ("tile_size", tile)) if not value]
    if missing or resolution is None or tile is None:
        raise ModelError(
            f"The model's Deepness metadata lack {' and '.join(missing)}.",
            "Add them to the file, or place a model card (.json) beside it.",
        )
    assumed = []
    if bands not in (1, 3):
        assumed.append(
            f"The model does not name its {bands} bands; assuming {', '.join(_roles(bands))}. Set BANDS to change this."
        )
    overlap = _number(metadata, "tiles_overlap")
    if overlap is None:
        overlap = OVERLAP_PERCENT
        assumed.append(f"The model does not state the overlap of its tiles; using {OVERLAP_PERCENT:.0f} %.")
    threshold = _number(metadata, "seg_thresh")
    if threshold is not None and not 0 <= threshold <= 1:
        raise ModelError(f"The model's metadata seg_thresh is {threshold:g}, but must be a number from 0 to 1.")
    card = ModelCard(
        name=name,
        title=name,
        description="A model made for the Deepness plugin.",
        architecture="Deepness Segmentor",
        bands=tuple(CardBand(role=role, scale=1 / 255) for role in _roles(bands)),
        data_type="uint8",
        resolution=resolution / 100,
        tile=tile,
        halo=round(tile * overlap / 200),
        classes=_classes(graph, metadata, output),
        activation="detect",
        threshold=min(99, max(1, round(100 * threshold))) if threshold is not None else 50,
        mean=_per_band(metadata, "standardization_mean", bands, 0.0),
        std=_per_band(metadata, "standardization_std", bands, 1.0),
    )
    return card, tuple(assumed)


def _roles(bands: int) -> tuple[str, ...]:
    known = ROLES.get(bands) or ROLES[4 if bands > 4 else 3]
    return tuple(known[i] if i < len(known) else f"band{i + 1}" for i in range(bands))


def _classes(graph: onnx.GraphProto, metadata: Mapping[str, str], output: str) -> tuple[CardClass, ...]:
    """Classes by channel; one channel (or no channel axis) means background and the class, as in Deepness."""
    result = map_output(graph, output)
    names = _class_names(metadata, [o.name for o in graph.output].index(result.name))
    shape = map_shape(graph, result)
    channels = None if is_class_index(result) else shape[1] if len(shape) == 4 else 1
    count = max(2, channels or len(names))
    if count > MOST_CLASSES:
        raise ModelError(f"The model has {count} classes; at most {MOST_CLASSES} are supported.")
    if channels is None and not names:
        raise ModelError("The model does not state its classes: the Deepness metadata lack class_names.")
    if len(names) == 1 and count == 2:
        names = {1: next(iter(names.values()))}
    fallback = {0: "background", 1: "class"} if count == 2 else {}
    titles = [names.get(i) or fallback.get(i) or f"class {i}" for i in range(count)]
    short = distinct_names([title.strip("_ ").lower().replace(" ", "-") for title in titles], range(count))
    return tuple(
        CardClass(value=i, name=name, title=title, color=COLORS[i % len(COLORS)])
        for i, (name, title) in enumerate(zip(short, titles, strict=True))
    )


def distinct_names(names: Sequence[str], values: Iterable[int]) -> list[str]:
    """Names of classes, those that are empty or repeat replaced with "class-<value>"."""
    wanted = list(zip(names, values, strict=True))
    return [name if name and names.count(name) == 1 else f"class-{value}" for name, value in wanted]


def is_class_index(output: onnx.ValueInfoProto) -> bool:
    """Whether an output holds class numbers (argmax inside the graph) rather than probabilities."""
    return output.type.tensor_type.elem_type not in (
        onnx.TensorProto.FLOAT,
        onnx.TensorProto.FLOAT16,
        onnx.TensorProto.DOUBLE,
    )


def _class_names(metadata: Mapping[str, str], output: int) -> dict[int, str]:
    """Names of the classes of one output, by its number."""
    value = _value(metadata, "class_names", _value(metadata, "names", {}))
    if isinstance(value, list) and value and all(isinstance(names, dict | list) for names in value):
        value = value[output] if output < len(value) else {}
    if not isinstance(value, dict | list):
        raise ModelError(f"The model's metadata class_names cannot be read: {quoted(value)}.")
    try:
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        return {int(key): str(title) for key, title in pairs}
    except (TypeError, ValueError, OverflowError):
        raise ModelError(f"The model's metadata class_names cannot be read: {quoted(value)}.") from None


def _per_band(metadata: Mapping[str, str], key: str, bands: int, default: float) -> tuple[float, ...]:
    value = _value(metadata, key, None)
    if value is None:
        return (default,) * bands
    values = value if isinstance(value, list) else [value]
    try:
        numbers = tuple(float(v) for v in values)
    except (TypeError, ValueError, OverflowError):
        raise ModelError(f"The model's metadata {key} cannot be read: {quoted(value)}.") from None
    if len(numbers) == 1:
        numbers *= bands
    if len(numbers) != bands or (key.endswith("_std") and 0 in numbers):
        raise ModelError(f"The model's metadata {key} do not fit its {bands} bands: {quoted(value)}.")
    return numbers


def _whole(metadata: Mapping[str, str], key: str) -> int | None:
    number = _number(metadata, key)
    return None if number is None else int(number)


def _number(metadata: Mapping[str, str], key: str) -> float | None:
    value = _value(metadata, key, None)
    try:
        number = None if value is None else float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if number is not None and not math.isfinite(number):
        raise ModelError(f"The model's metadata {key} is not a number: {quoted(value)}.")
    return number


def _value(metadata: Mapping[str, str], key: str, default: Any) -> Any:
    text = metadata.get(key)
    if text is None:
        return default
    for read in (json.loads, ast.literal_eval):  # some tools write the values as Python does
        try:
            return read(text)
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            continue
    return text
