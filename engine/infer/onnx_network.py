"""Runs one network on one device; the only module that calls onnxruntime for inference."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from ...contract.errors import CancelledError, ModelError
from ..memory import processor_threads
from .axes import channels_are_last, channels_first, map_channels_are_last, to_first, to_last
from .devices import CUDA

CPU = "CPUExecutionProvider"

# Messages of onnxruntime's arenas, CUDA and cuDNN when memory is short; there is no exception class for it.
_SHORT_OF_MEMORY = (
    "failed to allocate memory",
    "available memory of",
    "out of memory",
    "alloc_failed",
    "bad_alloc",
    "bad allocation",
    "pthread_create",
)


class OutOfMemoryError(Exception):
    """The device has too little memory for this batch; the caller tries a smaller one."""


class OutOfTimeError(Exception):
    """The forward pass took longer than its time limit."""


class ProviderError(Exception):
    """The device cannot run the network; the message states the reason."""


def limit_memory(size: int) -> None:
    """Limit the memory that all networks on the processor share.

    Only the first call in a process takes effect; creating the first network counts as one (without a limit).

    Args:
        size: Limit in bytes; 0 = none.
    """
    with _arena_lock:
        if not _arena_made.is_set():
            # One arena for all networks, which grows by the requested size and not by powers of two.
            same_as_requested = 1
            kind = onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR
            memory = onnxruntime.OrtMemoryInfo("Cpu", kind, 0, onnxruntime.OrtMemType.DEFAULT)
            onnxruntime.create_and_register_allocator(memory, onnxruntime.OrtArenaCfg(size, same_as_requested, -1, -1))
            _arena_made.set()


_arena_lock = threading.Lock()
_arena_made = threading.Event()


class Network:
    """A network loaded on one device.

    Args:
        content: ONNX file that passed :func:`onemetre.engine.infer.model_screening.screen`.
        device: "cpu" or "cuda:N".
        threads: Processor threads; 0 = all cores.
        bound: Whether to keep input and outputs in buffers on the device (IO binding); None = on GPUs.

    Attributes:
        device: Name of the device.
        input_shape: Sizes of the input, batch x bands x rows x columns in every network; None = variable.
        input_type: numpy type of the input.
        outputs: Names of the outputs.

    Raises:
        ProviderError: onnxruntime runs the network on another device, or not at all on this one.
        ModelError: onnxruntime cannot load the network on any device.
        OutOfMemoryError: The device has too little memory for the weights.
    """

    def __init__(self, content: bytes, device: str, *, threads: int = 0, bound: bool | None = None) -> None:
        self.device = device
        self._run_options = onnxruntime.RunOptions()
        self._cancelled = False
        self._session = _create(content, device, threads)
        (image,) = self._session.get_inputs()
        self._input = image.name
        self.outputs = [output.name for output in self._session.get_outputs()]
        self._last = channels_are_last(_sizes(image))
        self.input_shape = channels_first(_sizes(image), last=self._last)
        self._results_last = [
            map_channels_are_last(_sizes(output), image_last=self._last) for output in self._session.get_outputs()
        ]
        self.input_type = np.dtype(_NUMPY[image.type])
        self._bound = device != "cpu" if bound is None else bound
        self._buffer: onnxruntime.OrtValue | None = None

    def run(self, tiles: NDArray[Any], *, seconds: float = 0.0) -> Sequence[NDArray[Any]]:
        """All outputs for a batch, the channels before rows and columns in every network.

        Args:
            tiles: Batch of tiles, [N, C, H, W] of the input's type.
            seconds: Time limit of this forward pass; 0 = none.

        Raises:
            CancelledError: :meth:`cancel` was called, before or meanwhile.
            OutOfMemoryError: Too little memory for this batch.
            OutOfTimeError: The time limit has passed.
            ProviderError: The device failed for another reason.
        """
        if self._cancelled:
            raise CancelledError("Cancelled.")
        tiles = to_last(tiles) if self._last else tiles
        alarm = _Alarm(seconds, self._run_options)
        try:
            results = (
                self._run_bound(tiles)
                if self._bound
                else self._session.run(None, {self._input: tiles}, self._run_options)
            )
        except Exception as error:  # onnxruntime's exceptions have no common class but this
            if self._cancelled:
                raise CancelledError("Cancelled.") from None
            if alarm.rang:
                raise OutOfTimeError from None
            raise _translate(error) from error
        finally:
            # Also where the time was over just when the forward pass was: these options would stop the next one.
            if alarm.stop():
                self._run_options = onnxruntime.RunOptions()
        return [
            to_first(result) if last and result.ndim == 4 else result
            for result, last in zip(results, self._results_last, strict=True)
        ]

    def cancel(self) -> None:
        """Stop a running forward pass within milliseconds, and all later ones; from any thread."""
        self._cancelled = True
        self._run_options.terminate = True

    def rearm(self) -> None:
        """Clear a cancellation, so that the next forward pass runs."""
        self._cancelled = False
        self._run_options = onnxruntime.RunOptions()

    def _run_bound(self, tiles: NDArray[Any]) -> Sequence[NDArray[Any]]:
        kind, _, number = self.device.partition(":")
        if self._buffer is None or tuple(self._buffer.shape()) != tiles.shape:
            self._buffer = onnxruntime.OrtValue.ortvalue_from_numpy(tiles, kind, int(number or 0))
        else:
            self._buffer.update_inplace(tiles)
        binding = self._session.io_binding()
        binding.bind_ortvalue_input(self._input, self._buffer)
        for name in self.outputs:
            binding.bind_output(name, kind, int(number or 0))
        self._session.run_with_iobinding(binding, self._run_options)
        results: list[NDArray[Any]] = binding.copy_outputs_to_cpu()
        return results


class _Alarm:
    """Stops a forward pass that takes too long: it cannot be left to itself, as a network may contain endless loops.

    Args:
        seconds: Time limit; 0 = none.
        options: Options of the forward pass.

    Attributes:
        rang: Whether the time was over.
    """

    def __init__(self, seconds: float, options: onnxruntime.RunOptions) -> None:
        self.rang = False
        self._options = options
        self._timer = threading.Timer(seconds, self._ring) if seconds else None
        if self._timer:
            self._timer.daemon = True
            self._timer.start()

    def stop(self) -> bool:
        """Switch the alarm off; returns whether it rang."""
        if self._timer:
            self._timer.cancel()
            self._timer.join()
        return self.rang

    def _ring(self) -> None:
        self.rang = True
        self._options.terminate = True


def _sizes(value: Any) -> list[int | None]:
    """Shape of an input or output of a session; None for an axis of variable size."""
    return [size if isinstance(size, int) and size > 0 else None for size in value.shape]


_NUMPY = {
    "tensor(uint8)": "uint8",
    "tensor(uint16)": "uint16",
    "tensor(float)": "float32",
    "tensor(float16)": "float16",
    "tensor(double)": "float64",
}


def _create(content: bytes, device: str, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4  # errors arrive as exceptions; stderr would repeat them
    # By default, onnxruntime counts the machine's cores and not those that this process may use.
    options.intra_op_num_threads = threads or processor_threads()
    options.inter_op_num_threads = 1
    # Memory planning needs half as much memory again on the processor and saves no time there (measured).
    options.enable_mem_pattern = device != "cpu"
    # Idle threads that spin take processor time from those that read and write.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # The content was screened as ONNX; onnxruntime must not interpret it as its own format.
    options.add_session_config_entry("session.load_model_format", "ONNX")
    providers: list[str | tuple[str, dict[str, str]]] = [CPU]
    if device == "cpu":
        limit_memory(0)
        options.add_session_config_entry("session.use_env_allocators", "1")
    else:
        onnxruntime.preload_dlls()
        number = device.partition(":")[2]
        cuda = {"device_id": number, "arena_extend_strategy": "kSameAsRequested", "cudnn_conv_algo_search": "HEURISTIC"}
        providers.insert(0, (CUDA, cuda))
    try:
        session = onnxruntime.InferenceSession(content, options, providers, enable_fallback=0, read_config_from_model=0)
    except Exception as error:  # as in run
        translated = _translate(error)
        if device == "cpu" and isinstance(translated, ProviderError):
            hint = f"Ask the model's author for a file that onnxruntime {onnxruntime.__version__} can load."
            raise ModelError(f"The model cannot be loaded: {translated}.", hint) from error
        raise translated from error
    actual = session.get_providers()[0]
    if actual != (CPU if device == "cpu" else CUDA):
        raise ProviderError(
            f"onnxruntime chose {actual} instead; CUDA's libraries are missing or do not fit the driver "
            "(the engine's log names them)"
        )
    if session.get_inputs()[0].type not in _NUMPY:
        raise ModelError(f"The model's input has the type {session.get_inputs()[0].type}, which is not supported.")
    return session


def _translate(error: Exception) -> Exception:
    text = str(error)
    if any(phrase in text.lower() for phrase in _SHORT_OF_MEMORY):
        return OutOfMemoryError(text)
    return ProviderError(text.strip().splitlines()[0][:300].rstrip("."))
