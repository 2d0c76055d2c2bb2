"""The share of the machine that a request may use."""

from __future__ import annotations

from dataclasses import dataclass

from .ranges import refuse_outside


@dataclass(frozen=True, kw_only=True)
class Compute:
    """Device, threads and memory of one engine process.

    Attributes:
        device: "auto", "cpu" or "cuda:N".
        threads: Processor threads; 0 = all cores.
        memory_mb: Limit of the engine's resident memory, megabytes (10^6 bytes); 0 = none.

    Raises:
        RequestError: threads or memory_mb is below 0 or above what a machine can have.
    """

    device: str = "auto"
    threads: int = 0
    memory_mb: int = 0

    def __post_init__(self) -> None:
        refuse_outside(self, threads=(0, 1024), memory_mb=(0, 1_000_000_000))
