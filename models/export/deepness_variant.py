"""Conversion of a OneMetre model to a variant that the Deepness plugin can run.

Deepness passes a network (number / 255 - mean) / std as float32 and reads one output of float32 probabilities; our
graphs take raster numbers and return 0-255. The variant contains the conversions between the two.
Source: https://qgis-plugin-deepness.readthedocs.io, "Creators: add metadata to model".
"""

from __future__ import annotations

import json

import onnx
from onnx import TensorProto, helper

from ...contract.card import METADATA_KEY, ModelCard
from ...contract.errors import ModelError

_NUMBERS = {"uint8": TensorProto.UINT8, "uint16": TensorProto.UINT16}


def deepness_metadata(card: ModelCard) -> dict[str, str]:
    """Metadata keys from which Deepness fills its dialog.

    Mean 0 and std 1/255 undo Deepness's division by 255. It takes the resolution in centimetres per pixel and the
    overlap in percent of a tile.
    """
    values = {
        "model_type": "Segmentor",
        "class_names": {str(i): c.name for i, c in enumerate(card.classes)},
        "resolution": 100 * card.resolution,
        "tile_size": card.tile,
        "tiles_overlap": round(100 * (2 * card.halo + card.blend) / card.tile),
        "seg_thresh": card.threshold / 100,
        "standardization_mean": [0.0] * len(card.bands),
        "standardization_std": [1 / 255] * len(card.bands),
    }
    return {key: json.dumps(value) for key, value in values.items()}


def deepness_variant(model: onnx.ModelProto, card: ModelCard) -> onnx.ModelProto:
    """Convert a model for use in Deepness.

    Args:
        model: Model as written by :func:`.export.export_onnx`.
        card: Card of the model.

    Returns:
        A model that takes raster numbers as float32 [N, C, T, T] and returns float32 [N, K, T, T], 0-1. It has no
        OneMetre card.

    Raises:
        ModelError: The map is finer than the image or leaves out a margin, which Deepness does not support; the image
            numbers are not integers; or OneMetre did not export the file.
    """
    if card.scale_factor != 1:
        raise ModelError(
            f"The map of {card.name} is {card.scale_factor} times finer than the image; Deepness keeps the size."
        )
    if card.margin:
        raise ModelError(
            f"The model {card.name} leaves out {card.margin} pixels at each side of a tile; Deepness keeps the size."
        )
    if card.activation != "quantised" or card.data_type not in _NUMBERS:
        raise ModelError(f"The model {card.name} was not exported by OneMetre for imagery with integer values.")
    variant = onnx.ModelProto()
    variant.CopyFrom(model)
    graph = variant.graph
    image, probability = graph.input[0].name, graph.output[0].name
    _rename(graph, {image: "deepness_numbers", probability: "deepness_levels"})
    before = [
        # Dividing by 255 and multiplying again does not give exact integers.
        helper.make_node("Round", [image], ["deepness_rounded"]),
        helper.make_node("Cast", ["deepness_rounded"], ["deepness_numbers"], to=_NUMBERS[card.data_type]),
    ]
    after = [
        helper.make_node("Cast", ["deepness_levels"], ["deepness_float"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["deepness_float", "deepness_share"], [probability]),
    ]
    graph.initializer.append(helper.make_tensor("deepness_share", TensorProto.FLOAT, [], [1 / 255]))
    nodes = [*before, *graph.node, *after]
    del graph.node[:]
    graph.node.extend(nodes)
    del graph.input[:], graph.output[:], graph.value_info[:]
    graph.input.append(_floats(image, len(card.bands), card.tile))
    graph.output.append(_floats(probability, card.channels, card.tile))
    kept = {p.key: p.value for p in variant.metadata_props if p.key != METADATA_KEY}
    helper.set_model_props(variant, kept | deepness_metadata(card))
    onnx.checker.check_model(variant)
    return variant


def _floats(name: str, channels: int, side: int) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", channels, side, side])


def _rename(graph: onnx.GraphProto, names: dict[str, str]) -> None:
    for node in graph.node:
        for tensors in (node.input, node.output):
            tensors[:] = [names.get(name, name) for name in tensors]
