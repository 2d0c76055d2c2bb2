"""Screens model files, which are untrusted input, before onnxruntime sees them.

External data can read and overwrite any file of the user (CVE-2022-25882, CVE-2024-27318, CVE-2024-5187,
CVE-2025-51480 and their successors), custom domains and compiled contexts run foreign machine code, and onnxruntime
unpacks sparse weights to the size that the file claims. A segmenter needs none of these.
"""

from __future__ import annotations

from collections.abc import Iterator

import onnx

from ...contract.card import MOST_BANDS
from ...contract.errors import ModelError
from .axes import channels_are_last, channels_first, map_channels_are_last

MAX_BYTES = 512 * 2**20
"""Largest accepted model file. The largest bundled network has 130 MB."""

MOST_TILES = 1024
"""Largest accepted batch of a network whose batch size is fixed."""

STANDARD_DOMAINS = frozenset({"", "ai.onnx", "ai.onnx.ml"})

# From com.microsoft only the operators that onnxruntime's tools write into quantised and fused networks.
MICROSOFT_OPERATORS = frozenset({
    "BiasGelu", "DequantizeLinear", "DynamicQuantizeMatMul", "FastGelu", "FusedConv", "FusedGemm", "FusedMatMul",
    "Gelu", "MatMulIntegerToFloat", "NhwcMaxPool", "QGemm", "QLinearAdd", "QLinearAveragePool", "QLinearConcat",
    "QLinearConv", "QLinearGlobalAveragePool", "QLinearLeakyRelu", "QLinearMul", "QLinearReduceMean",
    "QLinearSigmoid", "QLinearSoftmax", "QLinearWhere", "QuantizeLinear", "QuickGelu",
})  # fmt: skip

HINT = "Only use model files from sources you trust; ask the model's author for a plain, self-contained ONNX file."

ONE_FILE_HINT = (
    "Export it into one file: torch.onnx.export(..., external_data=False), or with the data file beside it "
    "onnx.save(onnx.load('model.onnx'), 'one_file.onnx')."
)


def check_size(size: int) -> None:
    """Reject a file larger than :data:`MAX_BYTES`.

    Raises:
        ModelError: The file is larger.
    """
    if size > MAX_BYTES:
        raise ModelError(
            f"The model file has {size / 2**20:.0f} MiB; at most {MAX_BYTES / 2**20:.0f} MiB are accepted."
        )


def screen(model: onnx.ModelProto) -> None:
    """Reject features that attackers need and segmenters do not.

    Raises:
        ModelError: The model has external data, a custom domain or operator, a compiled context or a sparse tensor, or
            does not take one image (4 axes, a fixed number of bands), or has no output.
    """
    if model.functions or model.training_info:
        raise ModelError("The model has custom functions or training steps, which are not accepted.", HINT)
    for graph in _graphs(model.graph):
        _screen_graph(graph)
    _screen_shapes(model.graph)


def _screen_graph(graph: onnx.GraphProto) -> None:
    if graph.sparse_initializer:
        raise ModelError("The model has sparse weights, which are not accepted.", HINT)
    for tensor in graph.initializer:
        _screen_tensor(tensor)
    for node in graph.node:
        if node.op_type == "EPContext":
            raise ModelError("The model contains code compiled for a device (EPContext), which is not accepted.", HINT)
        if node.domain not in STANDARD_DOMAINS and not (
            node.domain == "com.microsoft" and node.op_type in MICROSOFT_OPERATORS
        ):
            raise ModelError(
                f"The model uses the non-standard operator {node.domain}.{node.op_type}, which is not accepted.", HINT
            )
        for attribute in node.attribute:
            if attribute.HasField("sparse_tensor") or attribute.sparse_tensors:
                raise ModelError("The model has sparse weights, which are not accepted.", HINT)
            for tensor in (attribute.t, *attribute.tensors):
                _screen_tensor(tensor)


def _screen_tensor(tensor: onnx.TensorProto) -> None:
    if tensor.data_location == onnx.TensorProto.EXTERNAL or tensor.external_data:
        raise ModelError(
            f"The model stores its weight {tensor.name!r} in another file, which is not accepted.", ONE_FILE_HINT
        )


def _screen_shapes(graph: onnx.GraphProto) -> None:
    inputs = image_inputs(graph)
    if len(inputs) != 1 or not graph.output:
        raise ModelError(
            f"The model is not a segmenter: it has {len(inputs)} inputs and {len(graph.output)} outputs, "
            "not one image and a map."
        )
    shape = sizes(inputs[0])
    batch, bands, rows, columns = image_shape(graph) if len(shape) == 4 else (None,) * 4
    if bands is None:
        raise ModelError(
            f"The model is not a segmenter: its input has the shape {_text(shape)}, not batch x bands x height x width "
            "or batch x height x width x bands."
        )
    if rows != columns:
        raise ModelError(f"The model needs tiles of {_text([rows, columns])} pixels; only square tiles are supported.")
    if bands > MOST_BANDS:
        raise ModelError(f"The model takes {bands} bands; at most {MOST_BANDS} are supported.")
    if batch is not None and batch > MOST_TILES:
        raise ModelError(f"The model takes {batch} tiles at once; at most {MOST_TILES} are supported.")


def map_output(graph: onnx.GraphProto, name: str = "") -> onnx.ValueInfoProto:
    """The output that is the map: the one with this name, or the first.

    Raises:
        ModelError: The output does not exist, or is not a map (3 or 4 axes).
    """
    outputs = {output.name: output for output in graph.output}
    if name and name not in outputs:
        raise ModelError(f"The model has no output {name!r}.", f"Available outputs: {', '.join(outputs)}.")
    output = outputs[name] if name else graph.output[0]
    result = sizes(output)
    if len(result) not in (3, 4):
        raise ModelError(
            f"The model is not a segmenter: its output {output.name} has the shape {_text(result)}, "
            "not batch x classes x height x width."
        )
    return output


def image_inputs(graph: onnx.GraphProto) -> list[onnx.ValueInfoProto]:
    """Inputs other than weights (old exporters list weights as inputs too)."""
    weights = {tensor.name for tensor in graph.initializer}
    return [value for value in graph.input if value.name not in weights]


def image_shape(graph: onnx.GraphProto) -> list[int | None]:
    """Sizes of the image: batch, bands, rows, columns, whatever the order in the network; None = variable."""
    shape = sizes(image_inputs(graph)[0])
    return channels_first(shape, last=channels_are_last(shape))


def map_shape(graph: onnx.GraphProto, output: onnx.ValueInfoProto) -> list[int | None]:
    """Sizes of a map: batch, channels (not for class numbers without such an axis), rows, columns; None = variable."""
    shape = sizes(output)
    image_last = channels_are_last(sizes(image_inputs(graph)[0]))
    return channels_first(shape, last=map_channels_are_last(shape, image_last=image_last))


def sizes(value: onnx.ValueInfoProto) -> list[int | None]:
    """Shape of an input or output, in the network's own order; None for an axis of variable size."""
    return [
        axis.dim_value if axis.HasField("dim_value") and axis.dim_value > 0 else None
        for axis in value.type.tensor_type.shape.dim
    ]


def _text(shape: list[int | None]) -> str:
    return " x ".join("?" if size is None else str(size) for size in shape)


def _graphs(graph: onnx.GraphProto) -> Iterator[onnx.GraphProto]:
    """The graph and all graphs inside its nodes (branches and loops)."""
    yield graph
    for node in graph.node:
        for attribute in node.attribute:
            for inner in ([attribute.g] if attribute.HasField("g") else []) + list(attribute.graphs):
                yield from _graphs(inner)
