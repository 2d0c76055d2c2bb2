"""Export of a torch network and its card to one self-contained ONNX file.

The graph contains the conversion of input numbers to physical values, the normalisation, the network, softmax or
sigmoid, and rounding to 0-255. The engine therefore only moves bytes, and every reader of the file gets the same map.
Weights are stored as float16 but computed as float32: the file is half as big, and onnxruntime folds the conversion
when it loads.
"""

from __future__ import annotations

import copy
import dataclasses
import functools
import hashlib
import json
import logging
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn

from ...contract.card import METADATA_KEY, Golden, ModelCard, card_to_json
from ...contract.errors import ModelError
from ...engine.infer.golden import block_means, golden_input
from .deepness_variant import deepness_metadata
from .parity import check_parity, compare

OPSET = 18
"""GridSample has no CUDA kernel in opset 20, but has one in 16-19."""

HALF_FROM = 256
"""Arrays with fewer elements stay float32: they save little, and constants keep their exact value."""

_PLANES = 16
"""Most classes whose softmax is taken plane by plane: each adds some nodes to the graph."""

_TORCH_TYPE = {"uint8": torch.uint8, "uint16": torch.uint16, "float32": torch.float32}
_HIGHEST = {"uint8": 255.0, "uint16": 65535.0}


class ExportGraph(nn.Module):
    """A network wrapped to convert raster numbers to map numbers.

    Args:
        network: Takes values [N, C, T, T] float32: physical (number * scale + offset of the card's bands), then
            normalised by the card's ``mean`` and ``std`` if it has them. Returns logits [N, K, T*f, T*f], or a tuple
            that begins with them; if the card sets ``superresolved``, the second item is the image [N, C, T*f, T*f] in
            physical values. If the card sets a ``margin``, the network takes it as the second argument and leaves it
            out: T - 2 * margin replaces T in both. A binary model has one channel (sigmoid) or two (softmax, the second
            is class 1); any other model has one per class (softmax).
        card: Card of the network.
    """

    def __init__(self, network: nn.Module, card: ModelCard) -> None:
        super().__init__()
        self.network = network
        self.superresolved = card.superresolved
        self.margin = card.margin
        self.binary = card.is_binary
        self.data_type = card.data_type
        mean = card.mean or (0.0,) * len(card.bands)
        std = card.std or (1.0,) * len(card.bands)

        def per_band(values: list[float]) -> nn.Buffer:
            return nn.Buffer(torch.tensor(values, dtype=torch.float64).float().reshape(1, -1, 1, 1))

        self.scale = per_band([b.scale for b in card.bands])
        self.offset = per_band([b.offset for b in card.bands])
        # One multiplication and one addition cover both steps.
        self.gain = per_band([b.scale / s for b, s in zip(card.bands, std, strict=True)])
        self.bias = per_band([(b.offset - m) / s for b, m, s in zip(card.bands, mean, std, strict=True)])

    def forward(self, image: Tensor) -> tuple[Tensor, ...]:
        """Convert raster numbers [N, C, T, T] of the card's type to map numbers.

        Returns:
            Probabilities, uint8 0-255 [N, K, S, S] with S = (T - 2 * margin) * f, and if the card sets
            ``superresolved``, the super-resolved image [N, C, S, S] in the numbers and the type of the input.
        """
        values = image.to(torch.float32) * self.gain + self.bias
        result = self.network(values, self.margin) if self.margin else self.network(values)
        logits = result if isinstance(result, Tensor) else result[0]
        probability = self._probability(logits)
        if not self.superresolved:
            return (probability,)
        numbers = (result[1] - self.offset) / self.scale
        if self.data_type != "float32":
            numbers = torch.round(numbers.clamp(0.0, _HIGHEST[self.data_type])).to(_TORCH_TYPE[self.data_type])
        return probability, numbers

    def _probability(self, logits: Tensor) -> Tensor:
        """Probabilities 0-255 of logits."""
        if not self.binary:
            return _softmax_levels(logits) if logits.shape[1] <= _PLANES else _levels(logits.softmax(dim=1))
        if logits.shape[1] == 2:  # the softmax of two is the sigmoid of their difference
            logits = logits[:, 1:] - logits[:, :1]
        return _levels(logits.sigmoid())


def _levels(probability: Tensor) -> Tensor:
    """0-1 as uint8 0-255, rounded."""
    return torch.round(probability * 255.0).to(torch.uint8)


def _softmax_levels(logits: Tensor) -> Tensor:
    """:func:`_levels` of the softmax over the classes, plane by plane.

    onnxruntime's own softmax over an axis that is not the last one transposes the whole map twice, which costs more
    than the layers that made it. In planes each step is one pass over neighbouring numbers, and the planes are joined
    as bytes.
    """
    planes = logits.split(1, dim=1)
    highest = functools.reduce(torch.maximum, planes)
    powers = [torch.exp(plane - highest) for plane in planes]
    share = 255.0 / functools.reduce(torch.add, powers)
    return torch.cat([torch.round(power * share).to(torch.uint8) for power in powers], dim=1)


def export_onnx(network: nn.Module, card: ModelCard, path: Path) -> ModelCard:
    """Write ``path`` (.onnx) and its card, and verify that the file computes the same as the network.

    The card is embedded in the file and also written beside it as .json.

    Args:
        network: Network as :class:`ExportGraph` takes it; it is copied and not changed.
        card: Describes the network. In the written card ``mean`` and ``std`` are empty (they are in the graph), and
            golden, sha256 and size are filled in.
        path: Path of the model file, which ends in .onnx.

    Returns:
        The card as written.

    Raises:
        ModelError: The file's results differ from the network's, or the shapes of its outputs contradict the card.
    """
    graph = ExportGraph(copy.deepcopy(network), card).eval()
    golden = golden_input(card)
    model = _to_onnx(graph, golden)
    _store_as_half(model)
    outputs = _run(model, golden)
    _check_shapes(outputs, card)
    with torch.no_grad():
        expected = graph(torch.from_numpy(golden))
    check_parity(compare(expected[0].numpy(), outputs[0]))

    written = dataclasses.replace(
        card,
        mean=(),
        std=(),
        activation="quantised",
        golden=Golden(mean=block_means(outputs[0])),
        sha256="",
        size=0,
    )
    onnx.helper.set_model_props(model, metadata(written))
    content = model.SerializeToString()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    written = dataclasses.replace(written, sha256=hashlib.sha256(content).hexdigest(), size=len(content))
    sidecar = json.dumps(card_to_json(written), indent=1, ensure_ascii=False)
    path.with_suffix(".json").write_text(sidecar + "\n", encoding="utf-8")
    return written


def metadata(card: ModelCard) -> dict[str, str]:
    """Metadata embedded in the file: the card, and the keys of the Deepness plugin, which describe the model there.

    Deepness itself runs only a variant of the file, see :mod:`.deepness_variant`.
    """
    return {METADATA_KEY: json.dumps(card_to_json(card), ensure_ascii=False), **deepness_metadata(card)}


def _to_onnx(graph: ExportGraph, golden: NDArray[Any]) -> onnx.ModelProto:
    """Trace with two images, because a batch of one would be treated as a constant."""
    example = torch.from_numpy(golden).repeat(2, 1, 1, 1)
    names = ["probability", "superresolved"][: 2 if graph.superresolved else 1]
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        program = torch.onnx.export(
            graph,
            (example,),
            input_names=["image"],
            output_names=names,
            dynamic_shapes={"image": {0: torch.export.Dim("batch", min=1)}},
            opset_version=OPSET,
            dynamo=True,
            external_data=False,
            verbose=False,
        )
    if program is None:
        raise ModelError("The network could not be exported.")
    model = program.model_proto
    _anonymise(model.graph)
    return model


def _anonymise(graph: onnx.GraphProto) -> None:
    """Drop the exporter's notes: stack traces with paths of this machine, which also take up much of a small file."""
    del graph.metadata_props[:]
    graph.ClearField("doc_string")
    for items in (graph.node, graph.input, graph.output, graph.value_info, graph.initializer):
        for item in items:
            del item.metadata_props[:]
            item.ClearField("doc_string")


def _store_as_half(model: onnx.ModelProto) -> None:
    """Replace large float32 initialisers with float16 ones and a Cast back, in place."""
    casts = []
    for tensor in model.graph.initializer:
        array = numpy_helper.to_array(tensor)
        if array.dtype != np.float32 or array.size < HALF_FROM:
            continue
        if np.abs(array).max() > np.finfo(np.float16).max:
            raise ModelError(f"The weights {tensor.name} are too large for half precision.")
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(array.astype(np.float16), f"{name}_half"))
        casts.append(onnx.helper.make_node("Cast", [f"{name}_half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)


def _run(model: onnx.ModelProto, image: NDArray[Any]) -> list[NDArray[Any]]:
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return list(session.run(None, {"image": image}))


def _check_shapes(outputs: list[NDArray[Any]], card: ModelCard) -> None:
    side = card.output_side
    wanted = [(1, card.channels, side, side), (1, len(card.bands), side, side)][: 2 if card.superresolved else 1]
    found = [output.shape for output in outputs]
    if found != wanted:
        raise ModelError(f"The network's outputs have the shapes {found}, but its card requires {wanted}.")
