"""Small networks that follow the contract of real ones, made without torch: quick to run and easy to reason about."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import onnx
import onnxruntime
from onnx import TensorProto, helper

from onemetre.contract.card import METADATA_KEY, CardBand, CardClass, DataType, Golden, ModelCard, Task, card_to_json
from onemetre.engine.infer.golden import block_means, golden_input

ONNX_TYPE = {"uint8": TensorProto.UINT8, "uint16": TensorProto.UINT16, "float32": TensorProto.FLOAT}
WHITE = {"uint8": 255.0, "uint16": 4000.0, "float32": 1.0}
SCALE = {"uint8": 1 / 255, "uint16": 1e-4, "float32": 1.0}
OTHER = CardClass(value=0, name="other", title="Other", color="#d9d9d9")
IMPERVIOUS = CardClass(value=1, name="impervious", title="Impervious surface", color="#c0392b")
GREEN = CardClass(value=1, name="green", title="Urban green", color="#27ae60")


def write_toy(
    folder: Path,
    name: str = "toy.bright_v1",
    *,
    scale_factor: int = 1,
    bands: Sequence[str] = ("red", "green", "blue"),
    data_type: DataType = "uint8",
    resolution: float = 1.0,
    tile: int = 64,
    halo: int = 8,
    margin: int = 0,
    blend: int = 0,
    classes: Literal["binary", "three"] = "binary",
    superresolved: bool = False,
    task: Task = "green-space",
    kind: Literal["bright", "identity"] = "bright",
) -> Path:
    """Write ``<name>.onnx`` and its card ``<name>.json``; returns the path of the former.

    bright: the mean over bands and 3 x 3 pixels, 0-1, becomes the probability of the class through the ramp
    4 * (mean - 0.375), clipped to 0-1: 0.375 and darker is 0 %, 0.5 is 50 %, 0.625 and brighter is 100 %. With three
    classes dark is class 0, middle class 1, bright class 2. A halo of one pixel makes tiling exact.
    identity: the first band, as 0-255, is the probability of every channel, with as little work as possible.
    Both: the output is enlarged by nearest neighbour; the super-resolved image is the input, enlarged in the same way;
    both leave out the margin.
    """
    card = ModelCard(
        name=name,
        title=f"Toy {kind}",
        task=task,
        architecture="toy",
        bands=tuple(CardBand(role=role, scale=SCALE[data_type]) for role in bands),
        data_type=data_type,
        resolution=resolution,
        scale_factor=scale_factor,
        tile=tile,
        halo=halo,
        margin=margin,
        blend=blend,
        classes=_classes(classes, task),
        superresolved=superresolved,
    )
    nodes = _bright(card) if kind == "bright" else _identity(card)
    model = _model(card, nodes)
    (result,) = onnxruntime.InferenceSession(model.SerializeToString()).run(
        ["probability"], {"image": golden_input(card)}
    )
    card = dataclasses.replace(card, golden=Golden(mean=block_means(result)))
    helper.set_model_props(model, {METADATA_KEY: json.dumps(card_to_json(card))})
    content = model.SerializeToString()
    path = folder / f"{name}.onnx"
    path.write_bytes(content)
    card = dataclasses.replace(card, sha256=hashlib.sha256(content).hexdigest(), size=len(content))
    path.with_suffix(".json").write_text(json.dumps(card_to_json(card)))
    return path


def _classes(classes: str, task: Task) -> tuple[CardClass, ...]:
    if classes == "three":
        return (OTHER, IMPERVIOUS, dataclasses.replace(GREEN, value=2))
    return (OTHER, IMPERVIOUS if task == "impervious-surface" else GREEN)


def _constant(
    name: str, values: Sequence[float], shape: Sequence[int] = (), dtype: int = TensorProto.FLOAT
) -> onnx.NodeProto:
    return helper.make_node("Constant", [], [name], value=helper.make_tensor(name, dtype, shape, values))


def _bright(card: ModelCard) -> list[onnx.NodeProto]:
    # Integers are summed first and divided only then: exact in float32, so that tiles agree bit for bit.
    share = 1 / (9 * len(card.bands) * WHITE[card.data_type])
    nodes = [
        helper.make_node("Cast", ["image"], ["numbers"], to=TensorProto.FLOAT),
        _constant("kernel", [1.0] * 9 * len(card.bands), (1, len(card.bands), 3, 3)),
        helper.make_node("Conv", ["numbers", "kernel"], ["sum"], pads=[1, 1, 1, 1]),
        _constant("share", [share]),
        helper.make_node("Mul", ["sum", "share"], ["mean"]),
    ]
    # Class 0, 1, 2 of three: 1 - ramp around 0.25, the rest, ramp around 0.75; binary: one ramp around 0.5.
    if card.is_binary:
        nodes += [*_ramp("probability_f", 4.0, -1.5)]
    else:
        nodes += [
            *_ramp("dark", -4.0, 1.5),
            *_ramp("light", 4.0, -2.5),
            _constant("one", [1.0]),
            helper.make_node("Sub", ["one", "dark"], ["not_dark"]),
            helper.make_node("Sub", ["not_dark", "light"], ["middle"]),
            helper.make_node("Concat", ["dark", "middle", "light"], ["probability_f"], axis=1),
        ]
    return [
        *nodes,
        _constant("levels", [255.0]),
        helper.make_node("Mul", ["probability_f", "levels"], ["scaled"]),
        helper.make_node("Round", ["scaled"], ["rounded"]),
        helper.make_node("Cast", ["rounded"], ["small"], to=TensorProto.UINT8),
    ]


def _ramp(output: str, slope: float, intercept: float) -> list[onnx.NodeProto]:
    return [
        _constant(f"{output}_a", [slope]),
        _constant(f"{output}_b", [intercept]),
        helper.make_node("Mul", ["mean", f"{output}_a"], [f"{output}_m"]),
        helper.make_node("Add", [f"{output}_m", f"{output}_b"], [f"{output}_r"]),
        _constant(f"{output}_lo", [0.0]),
        _constant(f"{output}_hi", [1.0]),
        helper.make_node("Clip", [f"{output}_r", f"{output}_lo", f"{output}_hi"], [output]),
    ]


def _identity(card: ModelCard) -> list[onnx.NodeProto]:
    nodes = [
        _constant("first", [0], (1,), TensorProto.INT64),
        _constant("second", [1], (1,), TensorProto.INT64),
        helper.make_node("Slice", ["image", "first", "second", "second"], ["band"]),
    ]
    if card.data_type == "uint8":
        nodes += [helper.make_node("Identity", ["band"], ["levels"])]
    else:
        nodes += [
            helper.make_node("Cast", ["band"], ["numbers"], to=TensorProto.FLOAT),
            _constant("white", [255.0 / WHITE[card.data_type]]),
            helper.make_node("Mul", ["numbers", "white"], ["scaled"]),
            _constant("lowest", [0.0]),
            _constant("highest", [255.0]),
            helper.make_node("Clip", ["scaled", "lowest", "highest"], ["clipped"]),
            helper.make_node("Cast", ["clipped"], ["levels"], to=TensorProto.UINT8),
        ]
    return [*nodes, helper.make_node("Concat", ["levels"] * card.channels, ["small"], axis=1)]


def _model(card: ModelCard, nodes: list[onnx.NodeProto]) -> onnx.ModelProto:
    side = card.output_side
    outputs = [helper.make_tensor_value_info("probability", TensorProto.UINT8, ["batch", card.channels, side, side])]
    nodes = [
        *nodes,
        *_inside("small", card.margin),
        *_enlarge("small_inside", "probability", card.scale_factor, "probability"),
    ]
    if card.superresolved:
        element = ONNX_TYPE[card.data_type]
        outputs.append(helper.make_tensor_value_info("superresolved", element, ["batch", len(card.bands), side, side]))
        nodes += [
            helper.make_node("Cast", ["image"], ["image_f"], to=TensorProto.FLOAT),
            *_inside("image_f", card.margin),
            *_enlarge("image_f_inside", "superresolved_f", card.scale_factor, "superresolved"),
            helper.make_node("Cast", ["superresolved_f"], ["superresolved"], to=element),
        ]
    image = helper.make_tensor_value_info(
        "image", ONNX_TYPE[card.data_type], ["batch", len(card.bands), card.tile, card.tile]
    )
    graph = helper.make_graph(nodes, "toy", [image], outputs)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    onnx.checker.check_model(model)
    return model


def _inside(source: str, margin: int) -> list[onnx.NodeProto]:
    """``<source>_inside``: an image without a margin at each side."""
    return [
        _constant(f"{source}_from", [margin] * 2, (2,), TensorProto.INT64),
        _constant(f"{source}_to", [-margin or 2**31] * 2, (2,), TensorProto.INT64),
        _constant(f"{source}_axes", [2, 3], (2,), TensorProto.INT64),
        helper.make_node("Slice", [source, f"{source}_from", f"{source}_to", f"{source}_axes"], [f"{source}_inside"]),
    ]


def _enlarge(source: str, target: str, factor: int, prefix: str) -> list[onnx.NodeProto]:
    if factor == 1:
        return [helper.make_node("Identity", [source], [target])]
    return [
        _constant(f"{prefix}_scales", [1.0, 1.0, factor, factor], (4,)),
        helper.make_node(
            "Resize",
            [source, "", f"{prefix}_scales"],
            [target],
            mode="nearest",
            coordinate_transformation_mode="asymmetric",
            nearest_mode="floor",
        ),
    ]
