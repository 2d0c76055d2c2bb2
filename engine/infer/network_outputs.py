"""Reduces a network to the outputs that a run needs.

onnxruntime computes everything that is in a graph, whichever outputs are requested of it, also what no output depends
on. So the parts that only the other outputs need are removed before it loads the network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import onnx


def with_outputs(content: bytes, names: Sequence[str]) -> bytes:
    """The network with only some of its outputs, and only what these depend on.

    Args:
        content: ONNX file that passed :func:`onemetre.engine.infer.model_screening.screen`.
        names: Outputs to keep, all of them the network's; they stay in its order.

    Returns:
        Content of an ONNX file without metadata that belongs to the whole network.
    """
    model = onnx.load_model_from_string(content)
    graph = model.graph
    outputs = [output for output in graph.output if output.name in names]
    needed = set(names)
    nodes = []
    for node in reversed(graph.node):  # the producers come before the consumers in every ONNX file
        if needed.intersection(node.output):
            needed.update(_uses(node))
            nodes.append(node)
    weights = [tensor for tensor in graph.initializer if tensor.name in needed]
    for items, kept in ((graph.output, outputs), (graph.node, nodes[::-1]), (graph.initializer, weights)):
        copies = [type(item).FromString(item.SerializeToString()) for item in kept]
        del items[:]
        items.extend(copies)
    del graph.value_info[:], model.metadata_props[:]
    return bytes(model.SerializeToString())


def _uses(node: onnx.NodeProto) -> Iterator[str]:
    """Names of the tensors that a node reads, also inside its branches and loops."""
    yield from node.input
    for attribute in node.attribute:
        for inner in ([attribute.g] if attribute.HasField("g") else []) + list(attribute.graphs):
            yield from (output.name for output in inner.output)
            for child in inner.node:
                yield from _uses(child)
