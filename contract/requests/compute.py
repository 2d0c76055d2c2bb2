"""The share of the machine that a request may use."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import RequestError


@dataclass(frozen=True, kw_only=True)
class Compute:
    """Device, threads and memory of one engine process.

    Attributes:
        device: "auto", "cpu" or "cuda:N".
        threads: Processor threads; 0 = all cores.
        memory_mb: Limit of the engine's resident memory, megabytes (10^6 bytes); 0 = none.

    Raises:
        RequestError: threads or memory_mb is below 0.
    """

    device: str = "auto"
    threads: int = 0
    memory_mb: int = 0

    def __post_init__(self) -> None:
        refuse_negative(self, "threads", "memory_mb")


def refuse_negative(request: object, *names: str) -> None:
    """Check that fields of a request are not negative.

    Raises:
        RequestError: One of these fields is below 0.
    """
    for name in names:
        if getattr(request, name) < 0:
            raise RequestError(f"{name} cannot be {getattr(request, name)}.", "Enter 0 or more.")
