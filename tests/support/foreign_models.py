"""Networks as other people make them: no card, float32 images, logits or class numbers out."""

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
    output: Literal["probability", "logit", "logits", "index", "nan"] = "probability",
    bands: int = 3,
    side: int | None = 32,
    crop: int = 0,
    batch: int | None = None,
) -> Path:
    """Write a network over b, the mean over the bands of the image that it is given; gives the path.

    probability: b. logit: 8 * (b - 0.5). logits: minus and plus that, two channels. index: 1 where b > 0.5, as int64
    without a channel axis. nan: the root of b - 1. ``crop`` pixels are left out at each edge, as by convolutions
    without padding. ``side`` and ``batch``: fixed sizes of the input, None = free. Metadata that are text are written
    as they are, others as JSON.
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
    shape = [batch or "n", 2 if output == "logits" else 1, inner or "h", inner or "w"]
    if output == "probability":
        nodes += [helper.make_node("Identity", ["b"], ["map"])]
    elif output == "logit":
        nodes += [helper.make_node("Identity", ["raised"], ["map"])]
    elif output == "logits":
        nodes += [
            helper.make_node("Neg", ["raised"], ["low"]),
            helper.make_node("Concat", ["low", "raised"], ["map"], axis=1),
        ]
    elif output == "nan":
        nodes += [
            _constant("one", [1.0]),
            helper.make_node("Sub", ["b", "one"], ["negative"]),
            helper.make_node("Sqrt", ["negative"], ["map"]),
        ]
    else:
        shape = [shape[0], *shape[2:]]
        nodes += [
            helper.make_node("Neg", ["raised"], ["low"]),
            helper.make_node("Concat", ["low", "raised"], ["both"], axis=1),
            helper.make_node("ArgMax", ["both"], ["map"], axis=1, keepdims=0),
        ]
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, [batch or "n", bands, side or "h", side or "w"])
    graph = helper.make_graph(nodes, "foreign", [image], [helper.make_tensor_value_info("map", element, shape)])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    helper.set_model_props(model, {k: v if isinstance(v, str) else json.dumps(v) for k, v in metadata.items()})
    onnx.checker.check_model(model)
    path = folder / "foreign.onnx"
    path.write_bytes(model.SerializeToString())
    return path


def _constant(
    name: str, values: Sequence[float], shape: Sequence[int] = (), dtype: int = TensorProto.FLOAT
) -> onnx.NodeProto:
    return helper.make_node("Constant", [], [name], value=helper.make_tensor(name, dtype, shape, values))
