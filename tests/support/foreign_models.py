"""Networks as made by third parties: no card, float32 images, logits or class numbers out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import onnx
from onnx import TensorProto, helper

DEEPNESS: Mapping[str, Any] = {
    "model_type": "Segmentor",
    "class_names": {0: "background", 1: "field"},
    "resolution": 50,
    "tile_size": 32,
    "tiles_overlap": 25,
}


def write_foreign(
    folder: Path,
    *,
    metadata: Mapping[str, Any] = DEEPNESS,
    output: Literal["probability", "logit", "flat", "logits", "three-logits", "three", "index", "nan"] = "probability",
    second: str = "",
    bands: int = 3,
    side: int | None = 32,
    crop: int = 0,
    batch: int | None = None,
    channels_last: bool = False,
) -> Path:
    """Write a network based on b, the mean over the bands of its input image; returns the path.

    probability: b. logit: 8 * (b - 0.5). flat: logit without a channel axis. logits: minus and plus logit, two
    channels. three-logits: minus logit, 1, plus logit. three: their softmax. index: 1 if b > 0.5, as int64 without a
    channel axis. nan: the root of b - 1. ``second``: name of a second output, 1 - b; the first one is called "map".
    ``crop`` pixels are cut off at each edge, as by convolutions without padding. ``side`` and ``batch``: fixed sizes of
    the input, None = free. ``channels_last``: image and maps have their channels after rows and columns, as TensorFlow
    writes them. Text metadata are written unchanged, others as JSON.
    """
    nodes = [
        _constant("axis", [1], (1,), TensorProto.INT64),
        helper.make_node("ReduceMean", ["image", "axis"], ["whole"], keepdims=1),
        _constant("from", [crop, crop], (2,), TensorProto.INT64),
        _constant("to", [-crop or 2**31, -crop or 2**31], (2,), TensorProto.INT64),
        _constant("axes", [2, 3], (2,), TensorProto.INT64),
        helper.make_node("Slice", ["whole", "from", "to", "axes"], ["b"]),
        _constant("half", [0.5]),
        helper.make_node("Sub", ["b", "half"], ["centred"]),
        _constant("gain", [8.0]),
        helper.make_node("Mul", ["centred", "gain"], ["raised"]),
    ]
    element = TensorProto.INT64 if output == "index" else TensorProto.FLOAT
    inner = None if side is None else side - 2 * crop
    channels = {"logits": [2], "three": [3], "three-logits": [3], "flat": [], "index": []}.get(output, [1])
    shape = [batch or "n", *channels, inner or "h", inner or "w"]
    nodes += _NODES[output]()
    outputs = [helper.make_tensor_value_info("map", element, shape)]
    if second:
        nodes += [_constant("whole_one", [1.0]), helper.make_node("Sub", ["whole_one", "b"], [second])]
        shape = [batch or "n", 1, inner or "h", inner or "w"]
        outputs.append(helper.make_tensor_value_info(second, TensorProto.FLOAT, shape))
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, [batch or "n", bands, side or "h", side or "w"])
    if channels_last:
        nodes, image, outputs = _to_last(nodes, image, outputs)
    graph = helper.make_graph(nodes, "foreign", [image], outputs)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    helper.set_model_props(model, {k: v if isinstance(v, str) else json.dumps(v) for k, v in metadata.items()})
    onnx.checker.check_model(model)
    path = folder / "foreign.onnx"
    path.write_bytes(model.SerializeToString())
    return path


def _to_last(
    nodes: list[onnx.NodeProto], image: onnx.ValueInfoProto, outputs: list[onnx.ValueInfoProto]
) -> tuple[list[onnx.NodeProto], onnx.ValueInfoProto, list[onnx.ValueInfoProto]]:
    """The same network between two transpositions."""

    def last(value: onnx.ValueInfoProto) -> onnx.ValueInfoProto:
        n, c, h, w = (axis.dim_value or axis.dim_param for axis in value.type.tensor_type.shape.dim)
        return helper.make_tensor_value_info(value.name, value.type.tensor_type.elem_type, [n, h, w, c])

    first = {image.name: "image_first", **{one.name: f"{one.name}_first" for one in outputs if _axes(one) == 4}}
    inner = []
    for node in nodes:
        copy = onnx.NodeProto()
        copy.CopyFrom(node)
        copy.input[:] = [first.get(name, name) for name in node.input]
        copy.output[:] = [first.get(name, name) for name in node.output]
        inner.append(copy)
    turned = [helper.make_node("Transpose", [image.name], ["image_first"], perm=[0, 3, 1, 2])]
    back = [
        helper.make_node("Transpose", [f"{o.name}_first"], [o.name], perm=[0, 2, 3, 1])
        for o in outputs
        if _axes(o) == 4
    ]
    return [*turned, *inner, *back], last(image), [last(one) if _axes(one) == 4 else one for one in outputs]


def _axes(value: onnx.ValueInfoProto) -> int:
    return len(value.type.tensor_type.shape.dim)


def _both() -> list[onnx.NodeProto]:
    return [
        helper.make_node("Neg", ["raised"], ["low"]),
        helper.make_node("Concat", ["low", "raised"], ["both"], axis=1),
    ]


def _all_three() -> list[onnx.NodeProto]:
    return [
        helper.make_node("Neg", ["raised"], ["low"]),
        _constant("zero", [0.0]),
        _constant("one", [1.0]),
        helper.make_node("Mul", ["raised", "zero"], ["flattened"]),
        helper.make_node("Add", ["flattened", "one"], ["middle"]),
        helper.make_node("Concat", ["low", "middle", "raised"], ["all"], axis=1),
    ]


# Nodes by output that compute "map" from b and raised = 8 * (b - 0.5).
_NODES = {
    "probability": lambda: [helper.make_node("Identity", ["b"], ["map"])],
    "logit": lambda: [helper.make_node("Identity", ["raised"], ["map"])],
    "flat": lambda: [
        _constant("channel", [1], (1,), TensorProto.INT64),
        helper.make_node("Squeeze", ["raised", "channel"], ["map"]),
    ],
    "logits": lambda: [*_both(), helper.make_node("Identity", ["both"], ["map"])],
    "three-logits": lambda: [*_all_three(), helper.make_node("Identity", ["all"], ["map"])],
    "three": lambda: [*_all_three(), helper.make_node("Softmax", ["all"], ["map"], axis=1)],
    "index": lambda: [*_both(), helper.make_node("ArgMax", ["both"], ["map"], axis=1, keepdims=0)],
    "nan": lambda: [
        _constant("one", [1.0]),
        helper.make_node("Sub", ["b", "one"], ["negative"]),
        helper.make_node("Sqrt", ["negative"], ["map"]),
    ],
}


def _constant(
    name: str, values: Sequence[float], shape: Sequence[int] = (), dtype: int = TensorProto.FLOAT
) -> onnx.NodeProto:
    return helper.make_node("Constant", [], [name], value=helper.make_tensor(name, dtype, shape, values))
