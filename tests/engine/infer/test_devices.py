from __future__ import annotations

import pytest

from onemetre.contract.errors import DeviceError
from onemetre.engine.infer.devices import available_devices, choose_device, nvidia_gpus, processor_threads

HAS_CUDA = "cuda:0" in available_devices()


def test_the_processor_is_always_there():
    assert available_devices()["cpu"] == f"{processor_threads()} threads"
    assert processor_threads() >= 1


def test_nothing_but_processor_and_cuda_is_listed():
    assert all(name == "cpu" or name.startswith("cuda:") for name in available_devices())


def test_cpu_is_cpu():
    choice = choose_device("cpu")
    assert (choice.device, choice.warning) == ("cpu", "")


def test_auto_takes_the_gpu_or_says_why_not():
    choice = choose_device("auto")
    if HAS_CUDA:
        assert choice.device == "cuda:0"
    else:
        assert choice.device == "cpu"
        assert bool(choice.warning) == bool(nvidia_gpus())


@pytest.mark.parametrize("name", ["cuda:99", "cuda", "CPU", "gpu", "", "AzureExecutionProvider"])
def test_a_device_that_is_not_there_is_refused_with_what_there_is(name):
    with pytest.raises(DeviceError) as caught:
        choose_device(name)
    assert repr(name) in caught.value.message
    assert "cpu" in caught.value.hint
    assert "auto" in caught.value.hint


@pytest.mark.skipif(HAS_CUDA, reason="this machine has a usable GPU")
def test_the_first_gpu_is_refused_where_there_is_none():
    with pytest.raises(DeviceError, match="cuda:0"):
        choose_device("cuda:0")
