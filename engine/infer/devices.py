"""Lists the available devices, and resolves the one that a request names.

NVIDIA GPUs are counted through the driver, not through onnxruntime, so that the user is warned of a GPU that the
environment cannot use: silently unused GPUs are the most frequent complaint.
"""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass

from ...contract.errors import DeviceError
from ..memory import processor_threads

CUDA = "CUDAExecutionProvider"


@dataclass(frozen=True)
class Choice:
    """The device chosen for a request.

    Attributes:
        device: Device name, "cpu" or "cuda:N".
        warning: Reason why a faster device of the machine is not used; empty = none.
    """

    device: str
    warning: str = ""


def available_devices() -> dict[str, str]:
    """Names for DEVICE with a description: "cpu" always, "cuda:N" if driver and onnxruntime both support it."""
    devices = {"cpu": f"{processor_threads()} threads"}
    if _cuda_build():
        devices |= {f"cuda:{number}": name for number, name in enumerate(nvidia_gpus())}
    return devices


def choose_device(wanted: str) -> Choice:
    """Resolve "auto", "cpu" or "cuda:N".

    Raises:
        DeviceError: The name is unknown or the device is not available; the hint lists the available ones.
    """
    devices = available_devices()
    if wanted == "auto":
        if "cuda:0" in devices:
            return Choice("cuda:0")
        unused = ", ".join(nvidia_gpus())
        return Choice("cpu", f"The GPU ({unused}) is not used: {_NO_CUDA_BUILD}" if unused else "")
    if wanted in devices:
        return Choice(wanted)
    reason = f" {_NO_CUDA_BUILD}" if wanted.startswith("cuda:") and nvidia_gpus() and not _cuda_build() else ""
    raise DeviceError(
        f"There is no device {wanted!r}.{reason}",
        f"Available devices: auto, {', '.join(f'{name} ({what})' for name, what in devices.items())}.",
    )


def nvidia_gpus() -> list[str]:
    """Name and memory of the NVIDIA GPUs visible to this process, in CUDA's order; empty without a driver."""
    try:
        driver = ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
    except OSError:
        return []
    count = ctypes.c_int()
    if driver.cuInit(0) != 0 or driver.cuDeviceGetCount(ctypes.byref(count)) != 0:
        return []
    return [_gpu_name(driver, number) for number in range(count.value)]


def _gpu_name(driver: ctypes.CDLL, number: int) -> str:
    name, memory = ctypes.create_string_buffer(256), ctypes.c_size_t()
    found = driver.cuDeviceGetName(name, len(name), number) == 0
    text = name.value.decode(errors="replace") if found else "NVIDIA GPU"
    if driver.cuDeviceTotalMem_v2(ctypes.byref(memory), number) == 0:
        return f"{text}, {memory.value / 1e9:.0f} GB"
    return text


_NO_CUDA_BUILD = (
    "the environment has the CPU version of onnxruntime; to use the GPU, install onnxruntime-gpu in its place "
    "(not beside it)."
)


def _cuda_build() -> bool:
    # Imported late, since devices are also listed for environments without onnxruntime.
    try:
        import onnxruntime
    except Exception:  # noqa: BLE001 - a broken installation may raise anything; check-runtime reports it
        return False
    # The other providers that onnxruntime lists (such as Azure) are not devices of this machine.
    return CUDA in onnxruntime.get_available_providers()
