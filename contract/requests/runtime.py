"""Requests and results of checking the engine's environment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class CheckRuntimeRequest:
    """Check whether the environment can map.

    Attributes:
        packages: Further distributions that must be installed.
        model: Path of a model whose golden tile is computed; empty = none.
        device: Device for the golden tile: "auto", "cpu" or "cuda:N".
    """

    kind: ClassVar[str] = "check-runtime"

    packages: tuple[str, ...] = ()
    model: str = ""
    device: str = "auto"


@dataclass(frozen=True, kw_only=True)
class CheckRuntimeResult:
    """Installed packages, available devices, and problems of the environment.

    Attributes:
        python: Version of the interpreter.
        packages: Package -> version, "" = missing.
        devices: Names for DEVICE with a description, e.g. {"cpu": "2 threads"}.
        problems: Reasons why the environment cannot map, whole sentences; empty = it can.
        device: Device that reproduced the golden tile; empty = none was computed.
    """

    kind: ClassVar[str] = "check-runtime"

    python: str
    packages: dict[str, str] = field(default_factory=dict)
    devices: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    device: str = ""
