"""Sessions turn tiles into uint8 probabilities, on a device that was verified to compute correctly."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from ...contract.card import Activation
from ...contract.errors import CancelledError, ModelError, SpaceError
from .activation import detect_activation, to_probability, whole_tile
from .devices import choose_device
from .golden import block_means, golden_input
from .model_file import LoadedModel
from .network_outputs import with_outputs
from .onnx_network import Network, OutOfMemoryError, OutOfTimeError, ProviderError

GPU_BATCH = 8
"""Tiles in one forward pass on a GPU. On the processor, more than one gains nothing and costs memory."""

TOLERANCE = 2.0
"""Largest accepted difference of a block mean (0-255) between devices, for models without a golden result."""

TEST_SECONDS = 30.0
"""Time limit of a test tile, for overhead; a bundled network needs a second on an old laptop."""

TEST_SECONDS_PER_MEGAPIXEL = 60.0
"""Additional time limit of a test tile per million pixels of its map."""

Log = Callable[[str, str], None]

T = TypeVar("T")


def open_session(
    model: LoadedModel, device: str, *, threads: int = 0, batch: int = 0, superresolved: bool = True, log: Log
) -> Session:
    """Load a model on a device and verify it with the golden tile.

    A GPU that cannot load the model, runs out of memory with a single tile, or returns a wrong golden tile is replaced
    by the processor, with a warning that states the reason.

    Args:
        model: Model from :func:`onemetre.engine.infer.model_file.load_model`.
        device: Device name: "auto", "cpu" or "cuda:N".
        threads: Processor threads; 0 = all cores.
        batch: Tiles in one forward pass; 0 = chosen by the device. A network with a fixed batch size ignores it.
        superresolved: Whether to compute the super-resolved image too, if the card declares one.
        log: Receives level ("info", "warning") and message.

    Raises:
        DeviceError: The device does not exist.
        ModelError: onnxruntime cannot run the model, or its result contradicts the card.
        SpaceError: Too little memory for a single tile.
    """
    choice = choose_device(device)
    return Session(model, choice.device, threads, batch, log, choice.warning, superresolved=superresolved)


class Session:
    """A model loaded by :func:`open_session`. A context manager; one thread runs it, any thread may cancel it.

    Attributes:
        card: Card of the model.
        device: Device actually used, "cpu" or "cuda:N"; changes when a GPU has to be abandoned.
        batch: Tiles in one forward pass; reduced when memory is short.
        seconds_per_tile: Time per tile, measured on the golden tile.
        warnings: Warnings for the user, whole sentences; :meth:`run` may add more.
        content: ONNX file as onnxruntime gets it: the model's, without outputs that this session does not return.
    """

    def __init__(
        self,
        model: LoadedModel,
        device: str,
        threads: int,
        batch: int,
        log: Log,
        warning: str = "",
        *,
        superresolved: bool = True,
    ) -> None:
        self.card = model.card
        self.device = device
        self.warnings: list[str] = []
        self.seconds_per_tile = 0.0
        self.batch = batch or 1
        self._superresolved = superresolved and model.card.superresolved
        self.content = _needed_content(model, superresolved=self._superresolved)
        self._threads = threads
        self._wanted_batch = batch
        self._log = log
        self._lock = threading.Lock()
        self._cancelled = False
        self._network: Network | None = None
        self._activation: Activation = model.card.activation
        if warning:
            self._warn(warning)
        self._attempt(self._load)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the network and its memory on the device."""
        with self._lock:
            self._network = None

    def cancel(self) -> None:
        """Make :meth:`run` raise CancelledError, even while it is running; from any thread."""
        with self._lock:
            self._cancelled = True
            if self._network:
                self._network.cancel()

    def rearm(self) -> None:
        """Clear a cancellation, so that :meth:`run` can be called again; not while it runs."""
        with self._lock:
            self._cancelled = False
            if self._network:
                self._network.rearm()

    def run(self, tiles: NDArray[Any]) -> tuple[NDArray[np.uint8], NDArray[Any] | None]:
        """Compute probabilities, and the super-resolved image if the card declares one and it is asked for.

        Args:
            tiles: Tiles [N, C, T, T] of the card's data type, any N.

        Returns:
            [N, K, T * f, T * f] uint8 0-255 for K channels and scale factor f of the card, and [N, C, T * f, T * f] of
            the card's data type or None. A margin within the halo that the network leaves out is 0.

        Raises:
            CancelledError: Cancelled from another thread.
            SpaceError: Too little memory for a single tile.
            ModelError: The network fails or returns NaN or infinite values.
        """
        parts, start = [], 0
        while start < len(tiles):
            chunk = tiles[start : start + self.batch]
            part = self._attempt(lambda: self._infer(chunk))  # noqa: B023 - called at once
            if part is not None:
                parts.append(part)
                start += len(chunk)
        probability = whole_tile(_joined([part[0] for part in parts]), self.card)
        if not self._superresolved:
            return probability, None
        return probability, whole_tile(_joined([part[1] for part in parts]), self.card)

    def _infer(self, tiles: NDArray[Any], seconds: float = 0.0) -> tuple[NDArray[np.uint8], Any]:
        network = self._running()
        count = len(tiles)
        if count < self.batch:
            # Batches keep a fixed shape: another one would make the device plan anew.
            tiles = np.concatenate([tiles, np.repeat(tiles[-1:], self.batch - count, axis=0)])
        outputs = network.run(self._normalise(tiles, network.input_type), seconds=seconds)
        mapped = outputs[network.outputs.index(self.card.output) if self.card.output else 0]
        if self._activation == "detect":
            self._activation = detect_activation(mapped)
            self._log("info", f"The model's output is interpreted as {_MEANING[self._activation]}.")
        if self._superresolved and (len(outputs) < 2 or outputs[1].dtype != self.card.data_type):
            raise ModelError(
                f"The model {self.card.name} returns no super-resolved image of {self.card.data_type}, "
                "although its card declares one."
            )
        probability = to_probability(mapped, self.card, self._activation)
        return probability[:count], outputs[1][:count] if self._superresolved else None

    def _running(self) -> Network:
        if self._cancelled:
            raise CancelledError("Cancelled.")
        if self._network is None:
            raise ValueError("the session is closed")
        return self._network

    def _normalise(self, tiles: NDArray[Any], wanted: np.dtype[Any]) -> NDArray[Any]:
        """The network's input: the numbers themselves, or (number * scale + offset - mean) / std per band."""
        if not self.card.mean:
            return np.ascontiguousarray(tiles, dtype=wanted)
        columns = [
            (b.scale / s, (b.offset - m) / s)
            for b, m, s in zip(self.card.bands, self.card.mean, self.card.std, strict=True)
        ]
        factor, term = (
            np.array(column, dtype=np.float32).reshape(1, -1, 1, 1) for column in zip(*columns, strict=True)
        )
        return np.ascontiguousarray(tiles * factor + term, dtype=wanted)

    def _attempt(self, work: Callable[[], T]) -> T | None:
        """Call a function that uses the network; if the device fails, load another one and return None."""
        reason = ""
        try:
            return work()
        except OutOfMemoryError:
            pass
        except ProviderError as error:
            reason = str(error)
        # Not inside the handlers: the exception's traceback keeps the old network's memory alive.
        if reason:
            self._leave_gpu(reason)
        else:
            self._shrink()
        return None

    def _load(self) -> None:
        network = Network(self.content, self.device, threads=self._threads)
        self.batch = network.input_shape[0] or self._wanted_batch or (1 if self.device == "cpu" else GPU_BATCH)
        self._activation = self.card.activation  # the output of a broken device is no basis for a decision
        with self._lock:
            self._network = network
            if self._cancelled:
                network.cancel()
        self._prove()

    def _prove(self) -> None:
        tile = golden_input(self.card)
        if self.device != "cpu":
            self._test(tile)  # the first forward pass on a GPU also loads its libraries and plans
        started = time.perf_counter()
        result = self._test(tile)
        self.seconds_per_tile = (time.perf_counter() - started) / self.batch
        if self.card.golden:
            expected, tolerance = self.card.golden.mean, self.card.golden.tolerance
        elif self.device != "cpu":
            with Session(
                LoadedModel(self.content, self.card, ""), "cpu", self._threads, 1, self._log, superresolved=False
            ) as reference:
                expected, tolerance = block_means(reference._test(tile)), TOLERANCE
        else:
            return
        found = block_means(result)
        if len(found) != len(expected):
            raise ModelError(
                f"The card of model {self.card.name} has a golden result of {len(expected)} means, not {len(found)}."
            )
        difference = max(abs(a - b) for a, b in zip(found, expected, strict=True))
        if difference > tolerance:
            raise ProviderError(f"its result for the test tile is wrong (off by {difference:.1f} of 255)")

    def _test(self, tile: NDArray[Any]) -> NDArray[np.uint8]:
        """Probabilities of the test tile, as large as the network returns them.

        There is a time limit: a network may contain an endless loop.
        """
        pixels = (self.card.tile * self.card.scale_factor) ** 2
        limit = self.batch * (TEST_SECONDS + TEST_SECONDS_PER_MEGAPIXEL * pixels / 1e6)
        try:
            probability, image = self._infer(tile, limit)
        except OutOfTimeError:
            raise ModelError(
                f"The model {self.card.name} did not finish the test tile within {limit:.0f} s.",
                "It never ends, or needs a much faster computer.",
            ) from None
        for output in (probability, image):
            if output is not None:
                whole_tile(output, self.card)  # raises if the sizes contradict the card
        return probability

    def _shrink(self) -> None:
        """Save memory: halve the batch, then use the processor; never the tile size, which would change the result."""
        fixed = self._network is not None and self._network.input_shape[0] is not None
        self.close()
        if self.batch > 1 and not fixed:
            self._wanted_batch = self.batch // 2
            self._warn(
                f"The device {self.device} has too little memory for batches of {self.batch} tiles; "
                f"using {self._wanted_batch}."
            )
            self._attempt(self._load)
        elif self.device != "cpu":
            self._leave_gpu("it has too little memory for one tile")
        else:
            raise SpaceError(
                f"The machine has too little memory for one tile of the model {self.card.name}.",
                "Close other programs, or use a machine with more memory.",
            )

    def _leave_gpu(self, reason: str) -> None:
        self.close()
        if self.device == "cpu":
            raise ModelError(
                f"The model {self.card.name} does not run on this machine: {reason}.",
                "Download or copy the model file again, or report the problem to its author.",
            )
        self._warn(f"Using the processor instead of {self.device}: {reason}.")
        self.device = "cpu"
        self._wanted_batch = min(self._wanted_batch, 1)
        self._attempt(self._load)

    def _warn(self, message: str) -> None:
        self.warnings.append(message)
        self._log("warning", message)


def _needed_content(model: LoadedModel, *, superresolved: bool) -> bytes:
    """The network without outputs that the session does not return, and without what only they need."""
    if superresolved or len(model.outputs) < 2:
        return model.content
    return with_outputs(model.content, [model.card.output or model.outputs[0]])


def _joined(parts: list[NDArray[Any]]) -> NDArray[Any]:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


_MEANING = {
    "none": "probabilities or class numbers",
    "sigmoid": "logits of one class (sigmoid)",
    "softmax": "logits of several classes (softmax)",
}
