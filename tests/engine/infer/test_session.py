from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import threading

import numpy as np
import pytest
from foreign_models import DEEPNESS, write_foreign
from onnx import TensorProto, helper
from patience import PATIENCE
from toy_models import write_toy

from onemetre.contract.catalogue import Catalogue
from onemetre.contract.errors import CancelledError, DeviceError, ModelError
from onemetre.engine.infer.devices import available_devices
from onemetre.engine.infer.golden import golden_input
from onemetre.engine.infer.model_file import load_model
from onemetre.engine.infer.onnx_network import Network, ProviderError
from onemetre.engine.infer.session import open_session

no_gpu = pytest.mark.skipif("cuda:0" in available_devices(), reason="this machine has a usable GPU")


class Log(list):
    def __call__(self, level, message):
        self.append((level, message))


def opened(path, device="cpu", **options):
    return open_session(load_model(str(path)), device, log=Log(), **options)


def grey(level, count=1, tile=64, bands=3, dtype=np.uint8):
    return np.full((count, bands, tile, tile), level, dtype)


def test_a_toy_gives_its_definition(tmp_path):
    with opened(write_toy(tmp_path)) as session:
        tiles = np.concatenate([grey(95), grey(255), grey(0)])
        probability, image = session.run(tiles)
        assert image is None
        assert probability.shape == (3, 1, 64, 64)
        assert probability.dtype == np.uint8
        # 95 / 255 lies just below the foot of the ramp; away from the edges every pixel is the same.
        assert (probability[:, 0, 32, 32] == [0, 255, 0]).all()
        assert (session.device, session.warnings) == ("cpu", [])
        assert session.seconds_per_tile > 0


def test_the_middle_of_the_ramp_is_half(tmp_path):
    with opened(write_toy(tmp_path, data_type="float32")) as session:
        probability, _ = session.run(grey(0.5, dtype=np.float32))
        assert probability[0, 0, 32, 32] in (127, 128)


def test_neighbours_matter(tmp_path):
    with opened(write_toy(tmp_path)) as session:
        tile = grey(0)
        tile[..., 20:23, 20:23] = 255
        found = session.run(tile)[0][0, 0]
        # Shares of bright neighbours out of 9: the corner sees 4, the edge 6, the middle all.
        assert (found[21, 21], found[20, 21], found[19, 21]) == (255, 255, 0)
        assert found[20, 20] == round((4 * 4 / 9 - 1.5) * 255)


@pytest.mark.parametrize("data_type", ["uint8", "uint16", "float32"])
@pytest.mark.parametrize("factor", [1, 2, 10])
def test_sizes_and_types_follow_the_card(tmp_path, data_type, factor):
    path = write_toy(tmp_path, data_type=data_type, scale_factor=factor, classes="three", superresolved=True, tile=32)
    with opened(path) as session:
        tiles = np.repeat(golden_input(session.card), 3, axis=0)
        probability, image = session.run(tiles)
        assert probability.shape == (3, 3, 32 * factor, 32 * factor)
        assert image.dtype == tiles.dtype
        np.testing.assert_array_equal(image, tiles.repeat(factor, 2).repeat(factor, 3))


def test_the_identity_copies_the_first_band(tmp_path):
    with opened(write_toy(tmp_path, kind="identity")) as session:
        tiles = golden_input(session.card)
        np.testing.assert_array_equal(session.run(tiles)[0][:, 0], tiles[:, 0])


@pytest.mark.parametrize("batch", [0, 1, 3, 4])
@pytest.mark.parametrize("threads", [1, 2])
def test_batch_and_threads_do_not_change_the_result(tmp_path, batch, threads):
    path = write_toy(tmp_path, scale_factor=2, superresolved=True)
    rng = np.random.default_rng(1)
    tiles = rng.integers(0, 256, (7, 3, 64, 64), dtype=np.uint8)
    with opened(path) as session:
        expected = session.run(tiles)
    with opened(path, batch=batch, threads=threads) as session:
        assert session.batch == (batch or 1)
        for found, wanted in zip(session.run(tiles), expected, strict=True):
            np.testing.assert_array_equal(found, wanted)


def test_a_network_with_a_fixed_batch_gets_it(tmp_path):
    with opened(write_foreign(tmp_path, batch=4), batch=3) as session:
        assert session.batch == 4
        tiles = np.arange(6, dtype=np.uint8).reshape(6, 1, 1, 1) * np.full((1, 3, 32, 32), 40, np.uint8)
        probability, _ = session.run(tiles)
        assert (probability[:, 0, 5, 5] == [0, 40, 80, 120, 160, 200]).all()


@pytest.mark.parametrize("output", ["probability", "logit", "logits", "index"])
def test_foreign_outputs_become_probabilities(tmp_path, output):
    with opened(write_foreign(tmp_path, output=output)) as session:
        assert session.card.channels == 1
        levels = np.array([0, 51, 153, 255], np.uint8)
        probability, _ = session.run(np.broadcast_to(levels.reshape(4, 1, 1, 1), (4, 3, 32, 32)))
        assert probability.shape == (4, 1, 32, 32)
        raised = 8 * (levels / 255 - 0.5)
        # Two channels of opposite logits: the softmax is the sigmoid of their difference.
        expected = {
            "probability": levels / 255,
            "logit": 1 / (1 + np.exp(-raised)),
            "logits": 1 / (1 + np.exp(-2 * raised)),
            "index": raised > 0,
        }[output]
        np.testing.assert_allclose(probability[:, 0, 7, 9], expected * 255, atol=0.51)


def test_what_was_detected_is_logged(tmp_path):
    log = Log()
    with open_session(load_model(str(write_foreign(tmp_path, output="logit"))), "cpu", log=log):
        assert any(level == "info" and "sigmoid" in message for level, message in log)


def test_a_dark_tile_does_not_change_what_was_detected(tmp_path):
    # The logits of this tile lie within 0-1 and would pass for probabilities.
    with opened(write_foreign(tmp_path, output="logit")) as session:
        probability, _ = session.run(np.full((1, 3, 32, 32), 140, np.uint8))
        assert probability[0, 0, 0, 0] == round(255 / (1 + np.exp(-8 * (140 / 255 - 0.5))))


def test_standardisation_is_done_for_networks_that_lack_it(tmp_path):
    metadata = DEEPNESS | {"standardization_mean": [0.2, 0.2, 0.2], "standardization_std": [2.0, 2.0, 2.0]}
    path = write_foreign(tmp_path, metadata=metadata, output="logit")
    with opened(path) as session:
        probability, _ = session.run(np.full((1, 3, 32, 32), 255, np.uint8))
        logit = 8 * ((1 - 0.2) / 2 - 0.5)
        assert probability[0, 0, 0, 0] == round(255 / (1 + np.exp(-logit)))


def test_a_network_without_padding_fills_the_middle(tmp_path):
    with opened(write_foreign(tmp_path, crop=6)) as session:
        probability, _ = session.run(np.full((1, 3, 32, 32), 200, np.uint8))
        assert probability.shape == (1, 1, 32, 32)
        assert (probability[..., 6:-6, 6:-6] == 200).all()
        assert probability.sum() == 200 * 20 * 20


def test_values_that_are_no_numbers_are_an_error(tmp_path):
    with pytest.raises(ModelError, match="not numbers"):
        opened(write_foreign(tmp_path, output="nan"))


def test_more_classes_than_channels_is_an_error(tmp_path):
    metadata = DEEPNESS | {"class_names": {0: "a", 1: "b", 2: "c"}}
    model = load_model(str(write_foreign(tmp_path, metadata=metadata, output="index")))
    with open_session(model, "cpu", log=Log()) as session:
        assert session.run(np.zeros((1, 3, 32, 32), np.uint8))[0].shape == (1, 3, 32, 32)
    model = load_model(str(write_foreign(tmp_path, metadata=metadata, output="logits")))
    card = dataclasses.replace(
        model.card, classes=(*model.card.classes, dataclasses.replace(model.card.classes[0], value=7))
    )
    with pytest.raises(ModelError, match="channels"):
        open_session(dataclasses.replace(model, card=card), "cpu", log=Log())


@pytest.mark.parametrize("name", Catalogue().entries)
def test_bundled_models_give_the_same_bits_whatever_the_threads_and_the_batch(name):
    entry = Catalogue().get(name)
    tile = golden_input(entry.card)
    tiles = np.concatenate([tile, tile[..., ::-1]])
    results = []
    for threads, batch in ((1, 1), (2, 2)):
        with opened(entry.path, threads=threads, batch=batch) as session:
            assert session.warnings == []
            results.append(session.run(tiles))
    side = entry.card.tile * entry.card.scale_factor
    assert results[0][0].shape == (2, entry.card.channels, side, side)
    assert (results[0][1] is not None) == entry.card.superresolved
    for one, two in zip(*results, strict=True):
        np.testing.assert_array_equal(one, two)


def test_a_wrong_golden_result_is_refused(tmp_path):
    path = write_toy(tmp_path)
    card = json.loads(path.with_suffix(".json").read_text())
    card["onemetre:golden"]["mean"][3] += 5
    path.with_suffix(".json").write_text(json.dumps(card))
    with pytest.raises(ModelError, match=r"off by 5\.0"):
        opened(path)


def test_a_model_that_onnxruntime_cannot_load_is_one_model_error(tmp_path):
    model = load_model(str(write_toy(tmp_path)))
    broken = dataclasses.replace(model, content=model.content.replace(b"Conv", b"Curv"))
    with pytest.raises(ModelError, match="cannot be loaded"):
        open_session(broken, "cpu", log=Log())


def test_devices_that_do_not_exist_are_refused_and_auto_never_fails(tmp_path):
    path = write_toy(tmp_path)
    with pytest.raises(DeviceError, match="cuda:99"):
        opened(path, "cuda:99")
    with opened(path, "auto") as session:
        assert session.device in available_devices()


@no_gpu
@pytest.mark.filterwarnings("ignore:Specified provider")
def test_a_provider_that_is_replaced_silently_is_noticed(tmp_path):
    # onnxruntime itself only warns and takes the processor.
    content = load_model(str(write_toy(tmp_path))).content
    with pytest.raises(ProviderError, match="CPUExecutionProvider instead"):
        Network(content, "cuda:0")


@no_gpu
@pytest.mark.filterwarnings("ignore:Specified provider")
def test_a_gpu_that_fails_is_replaced_by_the_processor_with_the_reason(tmp_path, monkeypatch):
    # The driver shows a GPU that onnxruntime then cannot use: only the list is made up, the failure is real.
    devices = {"cpu": "1 thread", "cuda:0": "NVIDIA Nothing"}
    monkeypatch.setattr("onemetre.engine.infer.devices.available_devices", lambda: devices)
    log = Log()
    with open_session(load_model(str(write_toy(tmp_path))), "cuda:0", log=log) as session:
        assert session.device == "cpu"
        (warning,) = session.warnings
        assert ("warning", warning) in log
        assert "instead of cuda:0" in warning
        assert session.run(grey(255))[0][0, 0, 32, 32] == 255


@pytest.mark.gpu
@pytest.mark.skipif("cuda:0" not in available_devices(), reason="this machine has no usable GPU")
@pytest.mark.parametrize("name", Catalogue().entries)
def test_the_gpu_gives_what_the_processor_gives(name):
    model = load_model(str(Catalogue().get(name).path))
    tiles = golden_input(model.card).repeat(3, axis=0)
    with open_session(model, "cuda:0", log=Log()) as gpu, open_session(model, "cpu", log=Log()) as cpu:
        assert (gpu.device, gpu.warnings) == ("cuda:0", [])
        found, wanted = gpu.run(tiles)[0].astype(int), cpu.run(tiles)[0].astype(int)
    # Sums in another order: single steps of rounding, and pixels that a point head chooses otherwise.
    assert np.mean(np.abs(found - wanted) > 2) < 1e-3


@no_gpu
def test_an_unused_gpu_is_a_warning(tmp_path, monkeypatch):
    monkeypatch.setattr("onemetre.engine.infer.devices.nvidia_gpus", lambda: ["NVIDIA Nothing"])
    with opened(write_toy(tmp_path), "auto") as session:
        assert session.device == "cpu"
        assert "onnxruntime-gpu" in session.warnings[0]


@pytest.mark.parametrize("data_type", ["uint8", "uint16", "float32"])
def test_bound_buffers_give_the_same(tmp_path, data_type):
    path = write_toy(tmp_path, scale_factor=2, superresolved=True, data_type=data_type)
    content = load_model(str(path)).content
    plain, bound = Network(content, "cpu"), Network(content, "cpu", bound=True)
    rng = np.random.default_rng(2)
    for count in (2, 2, 3):  # the same buffer again, then another shape
        tiles = rng.integers(0, 256, (count, 3, 64, 64)).astype(data_type)
        for found, wanted in zip(bound.run(tiles), plain.run(tiles), strict=True):
            np.testing.assert_array_equal(found, wanted)


def test_cancel_before_a_run_stops_it(tmp_path):
    with opened(write_toy(tmp_path)) as session:
        session.cancel()
        with pytest.raises(CancelledError):
            session.run(grey(0))


def endless():
    """A network that never ends by itself: a loop of 2**62 rounds around the image."""
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, [1, 1, 8, 8])
    body = helper.make_graph(
        [helper.make_node("Identity", ["go"], ["again"]), helper.make_node("Relu", ["x"], ["y"])],
        "body",
        [
            helper.make_tensor_value_info("round", TensorProto.INT64, []),
            helper.make_tensor_value_info("go", TensorProto.BOOL, []),
            helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 1, 8, 8]),
        ],
        [
            helper.make_tensor_value_info("again", TensorProto.BOOL, []),
            helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 1, 8, 8]),
        ],
    )
    rounds = helper.make_tensor("rounds", TensorProto.INT64, [], [2**62])
    loop = helper.make_node("Loop", ["rounds", "", "image"], ["map"], body=body)
    result = helper.make_tensor_value_info("map", TensorProto.FLOAT, [1, 1, 8, 8])
    graph = helper.make_graph([loop], "endless", [image], [result], [rounds])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10).SerializeToString()


@pytest.mark.parametrize("bound", [False, True])
def test_cancel_stops_a_running_inference(bound):
    network = Network(endless(), "cpu", bound=bound)
    timer = threading.Timer(0.3, network.cancel)
    timer.start()
    with pytest.raises(CancelledError):
        network.run(np.zeros((1, 1, 8, 8), np.float32))
    timer.join()


# In a process of its own: the limit counts for a whole process. The failure is onnxruntime's own.
SHORT_OF_MEMORY = """
import sys, json
import numpy as np
from onemetre.contract.errors import EngineError
from onemetre.engine.infer.model_file import load_model
from onemetre.engine.infer.onnx_network import limit_memory
from onemetre.engine.infer.session import open_session
from onemetre.contract.catalogue import Catalogue
from onnx import TensorProto, helper
limit_memory(int(sys.argv[2]) * 2**20)
try:
    with open_session(load_model(sys.argv[1]), "cpu", batch=16, log=lambda *_: None) as session:
        probability, _ = session.run(np.full((20, 3, 512, 512), 255, np.uint8))
        print(json.dumps({"batch": session.batch, "warnings": session.warnings, "shape": probability.shape,
                          "bright": bool((probability[:, 0, 256, 256] == 255).all())}))
except EngineError as error:
    print(json.dumps({"kind": error.kind}))
"""


def short_of_memory(path, mebibytes):
    done = subprocess.run(
        [sys.executable, "-c", SHORT_OF_MEMORY, str(path), str(mebibytes)],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    return json.loads(done.stdout)


def test_short_of_memory_halves_the_batch_and_says_so(tmp_path):
    found = short_of_memory(write_toy(tmp_path, tile=512), 64)
    assert found["batch"] in (2, 4, 8)
    assert found["shape"] == [20, 1, 512, 512]
    assert found["bright"]
    assert "16 tiles" in found["warnings"][0]
    assert f"using {found['batch']}" in found["warnings"][-1]


def test_too_little_memory_for_one_tile_is_one_error(tmp_path):
    assert short_of_memory(write_toy(tmp_path, tile=512), 2) == {"kind": "space"}
