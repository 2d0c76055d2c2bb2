"""Only what a run needs is computed: outputs that nobody asked for, and the margin that a network leaves out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from foreign_models import DEEPNESS, write_foreign
from onnx import TensorProto, helper
from toy_models import write_toy

from onemetre.contract.catalogue import Catalogue
from onemetre.contract.errors import ModelError
from onemetre.engine.infer.golden import golden_input
from onemetre.engine.infer.model_file import load_model
from onemetre.engine.infer.network_outputs import with_outputs
from onemetre.engine.infer.session import Session, open_session

JOINTSEG = [entry for entry in Catalogue().entries.values() if entry.card.superresolved]


def opened(path: Path, **options: bool) -> Session:
    return open_session(load_model(str(path)), "cpu", log=lambda *_: None, **options)


def loaded_graph(session: Session) -> onnx.GraphProto:
    """The graph that onnxruntime was given."""
    return onnx.load_model_from_string(session.content).graph


@pytest.mark.parametrize("entry", JOINTSEG, ids=lambda entry: entry.card.name)
def test_the_image_is_not_computed_unless_it_is_asked_for_and_the_map_is_the_same(entry) -> None:
    tiles = golden_input(entry.card)
    with opened(entry.path) as both, opened(entry.path, superresolved=False) as one:
        (probability, image), (alone, nothing) = both.run(tiles), one.run(tiles)
        whole, graph = loaded_graph(both), loaded_graph(one)
    # The runtime may fuse what is left in another way: a byte in a million is rounded to the other side.
    np.testing.assert_allclose(alone.astype(int), probability.astype(int), atol=1)
    assert (alone != probability).mean() < 1e-5
    assert image is not None and nothing is None
    assert [output.name for output in graph.output] == ["probability"]
    # The layer that draws the image at 1 m is gone, and what is left is used by something.
    names = {tensor.name for tensor in whole.initializer} - {tensor.name for tensor in graph.initializer}
    assert any(name.startswith("network.fine.") for name in names)
    used = {name for node in graph.node for name in node.input}
    assert {tensor.name for tensor in graph.initializer} <= used
    assert all(used.union({"probability"}).intersection(node.output) for node in graph.node)


def test_of_several_outputs_of_a_foreign_network_only_the_map_is_computed(tmp_path: Path) -> None:
    names = [{0: "background", 1: "field"}, {0: "background", 1: "shade"}]
    path = write_foreign(tmp_path, second="shade", metadata=DEEPNESS | {"class_names": names})
    with opened(path) as session:
        assert [output.name for output in loaded_graph(session).output] == ["map"]


def test_what_a_branch_reads_from_outside_stays() -> None:
    def branch(factor: float) -> onnx.GraphProto:
        nodes = [
            helper.make_node(
                "Constant", [], ["factor"], value=helper.make_tensor("f", TensorProto.FLOAT, [], [factor])
            ),
            helper.make_node("Mul", ["outside", "factor"], ["result"]),
        ]
        return helper.make_graph(
            nodes, "branch", [], [helper.make_tensor_value_info("result", TensorProto.FLOAT, None)]
        )

    nodes = [
        helper.make_node("Add", ["image", "one"], ["outside"]),
        helper.make_node("If", ["yes"], ["map"], then_branch=branch(2.0), else_branch=branch(3.0)),
        helper.make_node("Mul", ["image", "two"], ["other"]),
    ]
    floats = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in ("image", "map", "other")]
    weights = [
        helper.make_tensor("one", TensorProto.FLOAT, [], [1.0]),
        helper.make_tensor("two", TensorProto.FLOAT, [], [2.0]),
        helper.make_tensor("yes", TensorProto.BOOL, [], [True]),
    ]
    graph = helper.make_graph(nodes, "graph", floats[:1], floats[1:], weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    content = with_outputs(model.SerializeToString(), ["map"])
    kept = onnx.load_model_from_string(content)
    onnx.checker.check_model(kept)
    assert [node.op_type for node in kept.graph.node] == ["Add", "If"]
    assert [tensor.name for tensor in kept.graph.initializer] == ["one", "yes"]
    (found,) = onnxruntime.InferenceSession(content).run(None, {"image": np.float32([4.0])})
    assert found == [10.0]


@pytest.mark.parametrize("factor", [1, 10])
def test_a_margin_that_the_network_leaves_out_is_0_in_the_whole_tile(tmp_path: Path, factor: int) -> None:
    sizes = {"scale_factor": factor, "tile": 40, "halo": 6, "superresolved": True}
    whole, inside = (write_toy(tmp_path, f"toy.m{margin}", margin=margin, **sizes) for margin in (0, 5))
    with opened(whole) as wide, opened(inside) as narrow:
        assert narrow.card.output_side == 30 * factor
        tiles = np.repeat(golden_input(wide.card), 2, axis=0)
        rim = 5 * factor
        for found, wanted in zip(narrow.run(tiles), wide.run(tiles), strict=True):
            assert found.shape == wanted.shape
            np.testing.assert_array_equal(found[..., rim:-rim, rim:-rim], wanted[..., rim:-rim, rim:-rim])
            assert not found[..., :rim, :].any() and not found[..., -rim:].any()


@pytest.mark.parametrize(
    ("change", "message"), [({"onemetre:margin": 4}, "states 32"), ({"onemetre:margin": 9}, "at most the halo, 8")]
)
def test_a_margin_that_contradicts_the_network_or_the_halo_is_refused(
    tmp_path: Path, change: dict, message: str
) -> None:
    path = write_toy(tmp_path, tile=40, halo=8, margin=6)
    card = path.with_suffix(".json")
    card.write_text(json.dumps(json.loads(card.read_text()) | change))
    with pytest.raises(ModelError, match=message):
        load_model(str(path))
