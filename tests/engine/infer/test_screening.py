"""A test for each way in which a model file has been an attack, see the advisories named in the screening module."""

from __future__ import annotations

import onnx
import pytest
from foreign_models import write_foreign
from onnx import TensorProto, helper
from toy_models import write_toy

from onemetre.contract.errors import ModelError
from onemetre.engine.infer.model_file import load_model


@pytest.fixture
def path(tmp_path):
    return write_foreign(tmp_path)


def attack(path, change):
    """Apply a change to the model and load it."""
    model = onnx.load_model(str(path), load_external_data=False)
    change(model)
    path.write_bytes(model.SerializeToString())
    return load_model(str(path))


def external(location, name="weights"):
    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=[4], data_location=TensorProto.EXTERNAL)
    tensor.external_data.add(key="location", value=location)
    return tensor


LOCATIONS = [
    "../secret.bin",  # CVE-2022-25882
    "/etc/passwd",
    "sub/../../secret.bin",  # CVE-2024-27318
    "weights.bin",
    "..\\secret.bin",
    "link.bin",
    "*/_ORT_MEM_ADDR_/*",  # onnxruntime's mark for data in memory
]


@pytest.mark.parametrize("location", LOCATIONS)
def test_external_weights_are_refused_wherever_they_are(path, location):
    (path.parent / "link.bin").symlink_to("/etc/passwd")
    with pytest.raises(ModelError, match="another file"):
        attack(path, lambda model: model.graph.initializer.append(external(location)))


def test_external_data_of_a_constant_is_refused(path):
    def change(model):
        node = helper.make_node("Constant", [], ["x"])
        node.attribute.add(name="value", type=onnx.AttributeProto.TENSOR).t.CopyFrom(external("../secret.bin"))
        model.graph.node.append(node)

    with pytest.raises(ModelError, match="another file"):
        attack(path, change)


def test_external_data_without_the_flag_is_refused(path):
    tensor = external("../secret.bin")
    tensor.data_location = TensorProto.DEFAULT
    with pytest.raises(ModelError, match="another file"):
        attack(path, lambda model: model.graph.initializer.append(tensor))


def branch(content):
    """A node with a branch that holds an initialiser or a node."""
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1])
    inner = helper.make_graph([helper.make_node("Identity", ["weights"], ["y"])], "inner", [], [result])
    if isinstance(content, TensorProto):
        inner.initializer.append(content)
    else:
        inner.node.append(content)
    return helper.make_node("If", ["c"], ["y"], then_branch=inner, else_branch=inner)


def test_external_data_deep_in_branches_is_refused(path):
    outer = branch(branch(external("../secret.bin")))
    with pytest.raises(ModelError, match="another file"):
        attack(path, lambda model: model.graph.node.append(outer))


def test_a_custom_operator_in_a_branch_is_refused(path):
    outer = branch(helper.make_node("Run", [], ["z"], domain="evil"))
    with pytest.raises(ModelError, match=r"evil\.Run"):
        attack(path, lambda model: model.graph.node.append(outer))


@pytest.mark.parametrize(
    "domain", ["com.example", "ai.onnx.contrib", "ai.onnx.preview.training", "pkg.torch", "com.microsoft.nchwc"]
)
def test_custom_domains_are_refused(path, domain):
    with pytest.raises(ModelError, match="non-standard"):
        attack(path, lambda model: model.graph.node.append(helper.make_node("Relu", ["b"], ["z"], domain=domain)))


@pytest.mark.parametrize("operator", ["PyOp", "Inverse", "Tokenizer"])
def test_other_operators_of_microsoft_are_refused(path, operator):
    node = helper.make_node(operator, ["b"], ["z"], domain="com.microsoft")
    with pytest.raises(ModelError, match=operator):
        attack(path, lambda model: model.graph.node.append(node))


@pytest.mark.parametrize("domain", ["", "com.microsoft"])
def test_compiled_contexts_are_refused(path, domain):
    node = helper.make_node("EPContext", ["b"], ["z"], domain=domain, ep_cache_context="../engine.trt", embed_mode=0)
    with pytest.raises(ModelError, match="EPContext"):
        attack(path, lambda model: model.graph.node.append(node))


def sparse():
    values = helper.make_tensor("weights", TensorProto.FLOAT, [1], [1.0])
    indices = helper.make_tensor("indices", TensorProto.INT64, [1], [2**40])
    return helper.make_sparse_tensor(values, indices, [2**41])


def test_sparse_weights_are_refused(path):
    with pytest.raises(ModelError, match="sparse"):
        attack(path, lambda model: model.graph.sparse_initializer.append(sparse()))


def test_sparse_constants_are_refused(path):
    node = helper.make_node("Constant", [], ["x"], sparse_value=sparse())
    with pytest.raises(ModelError, match="sparse"):
        attack(path, lambda model: model.graph.node.append(node))


def test_functions_are_refused(path):
    function = helper.make_function(
        "evil", "F", ["x"], ["y"], [helper.make_node("Relu", ["x"], ["y"])], [helper.make_opsetid("", 18)]
    )
    with pytest.raises(ModelError, match="functions"):
        attack(path, lambda model: model.functions.append(function))


def test_two_images_are_refused(path):
    image = helper.make_tensor_value_info("second", TensorProto.FLOAT, ["n", 3, 32, 32])
    with pytest.raises(ModelError, match="2 inputs"):
        attack(path, lambda model: model.graph.input.append(image))


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        (["n", 3], "not batch x bands"),
        (["n", 3, 32, 32, 32], "not batch x bands"),
        (["n", "c", 32, 32], "not batch x bands"),
        (["n", 3, 32, 64], "only square"),
    ],
)
def test_inputs_that_are_no_tiles_are_refused(path, shape, words):
    def change(model):
        model.graph.input[0].CopyFrom(helper.make_tensor_value_info("image", TensorProto.FLOAT, shape))

    with pytest.raises(ModelError, match=words):
        attack(path, change)


@pytest.mark.parametrize("shape", [["n", 1000], ["n"], [1, 2, 3, 4, 5]])
def test_outputs_that_are_no_maps_are_refused(path, shape):
    def change(model):
        model.graph.output[0].CopyFrom(helper.make_tensor_value_info("map", TensorProto.FLOAT, shape))

    with pytest.raises(ModelError, match="not a segmenter"):
        attack(path, change)


@pytest.mark.parametrize("size", [2**31, 2**62, 2**63 - 1])
@pytest.mark.parametrize("axis", [0, 1, 2, 3])
def test_sizes_that_no_computer_can_hold_are_refused(path, axis, size):
    def change(model):
        shape = model.graph.input[0].type.tensor_type.shape.dim
        for number in {axis, {2: 3, 3: 2}.get(axis, axis)}:
            shape[number].dim_value = size

    with pytest.raises(ModelError) as caught:
        attack(path, change)
    assert str(size) in str(caught.value)


@pytest.mark.parametrize("size", [300, 2**31, 2**62])
def test_more_classes_than_a_map_can_have_are_refused(path, size):
    def change(model):
        model.graph.output[0].CopyFrom(helper.make_tensor_value_info("map", TensorProto.FLOAT, ["n", size, 32, 32]))

    with pytest.raises(ModelError, match=str(size)):
        attack(path, change)


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[2Jb", "\u2028"])
def test_names_inside_a_network_do_not_break_a_message(path, name):
    with pytest.raises(ModelError) as caught:
        attack(path, lambda model: model.graph.node.append(helper.make_node(name, ["b"], ["z"], domain=name)))
    assert str(caught.value).isprintable()


def test_weights_listed_as_inputs_are_no_second_image(path):
    def change(model):
        model.graph.initializer.append(helper.make_tensor("w", TensorProto.FLOAT, [1], [1.0]))
        model.graph.input.append(helper.make_tensor_value_info("w", TensorProto.FLOAT, [1]))

    assert attack(path, change).card.tile == 32


def test_quantised_networks_of_onnxruntime_pass(path):
    def change(model):
        node = helper.make_node("QuantizeLinear", ["b", "s", "z"], ["q"], domain="com.microsoft")
        model.graph.node.append(node)

    assert attack(path, change).card.tile == 32


def test_toys_pass(tmp_path):
    assert load_model(str(write_toy(tmp_path, scale_factor=10, superresolved=True))).card.scale_factor == 10
