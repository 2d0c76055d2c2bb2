"""The environment that the engine runs in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class CheckRuntimeRequest:
    """Look whether the environment can map.

    Attributes:
        packages: Further distributions that have to be there.
        model: Path of a model whose golden tile is computed; empty = none.
        device: Device for it: "auto", "cpu" or "cuda:N".
    """

    kind: ClassVar[str] = "check-runtime"

    packages: tuple[str, ...] = ()
    model: str = ""
    device: str = "auto"


@dataclass(frozen=True, kw_only=True)
class CheckRuntimeResult:
    """Versions per package ("" = missing) and what the machine has.

    Attributes:
        python: Version of the interpreter.
        packages: Package -> version, "" = missing.
        devices: Names for DEVICE with a description, e.g. {"cpu": "2 threads"}.
        problems: What keeps the environment from mapping, whole sentences; empty = it can.
        device: Device that gave the right golden tile; empty = none was computed.
    """

    kind: ClassVar[str] = "check-runtime"

    python: str
    packages: dict[str, str] = field(default_factory=dict)
    devices: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    device: str = ""
