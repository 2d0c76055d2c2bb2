"""What set-up is going to do: shown before it starts, and everything that can be refused is refused here."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from ...contract.errors import RequestError
from ..app.i18n import tr
from ..app.paths import absolute
from ..client.interpreter import managed_environment
from .base_python import BasePython, find_base_python
from .graphics import Variant, choose_variant, graphics_card
from .pins import Lock, read_lock
from .pip_network import Network
from .state import larger, read_state
from .triage import failure

# Measured with the packages for mapping: an empty environment, what the wheels unpack to, and what is needed
# meanwhile (pip keeps a wheel in its cache and in its working folder while it unpacks it).
EMPTY_MB = 30
UNPACKED = 3
MEANWHILE = 5


@dataclass(frozen=True)
class Plan:
    """An installation.

    Attributes:
        profile: Which packages: "map", "imagery" or "train".
        variant: For which kind of device, and why.
        lock: The packages.
        base: The interpreter that the environment is made with.
        place: Where it will lie.
        wheels: Folder of wheels to be used instead of the network; empty = the network.
        network: How the network is reached.
    """

    profile: str
    variant: Variant
    lock: Lock
    base: BasePython
    place: Path
    wheels: str
    network: Network

    @property
    def megabytes(self) -> int:
        """Size of the environment, estimated, in 10^6 bytes."""
        return EMPTY_MB + UNPACKED * self.lock.megabytes

    @property
    def megabytes_meanwhile(self) -> int:
        """Disk space that set-up takes while it runs, estimated, in 10^6 bytes."""
        return EMPTY_MB + MEANWHILE * self.lock.megabytes

    def sentences(self) -> list[str]:
        """What will be done, for reading."""
        # The package index has PyTorch with CUDA for Linux only.
        slow = self.profile == "train" and self.variant.name != "cpu" and sys.platform == "win32"
        source = tr("from {}").format(self.wheels) if self.wheels else tr("from the package index")
        python = ".".join(map(str, self.base.version))
        return [
            tr("The environment is made in {}, with Python {} ({}).").format(self.place, python, self.base.path),
            self.variant.reason,
            tr("About {} MB come {}; the environment takes about {} MB, and {} MB while it is made.").format(
                self.lock.megabytes, source, self.megabytes, self.megabytes_meanwhile
            ),
            *([tr("Maps are made on the graphics card; training on Windows uses the processor.")] if slow else []),
            tr("QGIS's own Python stays as it is."),
        ]


def make_plan(profile: str, device: str, wheels: str, network: Network) -> Plan:
    """Look at the machine; starts small programs, so it is not for the GUI thread.

    Args:
        profile: "map", "imagery" or "train"; what is installed already is kept.
        device: "auto", "cpu" or "cuda".
        wheels: Folder of wheels; empty = the network.
        network: What :func:`.pip_network.qgis_network` gave.

    Raises:
        EngineError: Why it cannot be done.
    """
    if wheels and not Path(absolute(wheels)).is_dir():
        raise RequestError(tr("There is no folder {}.").format(wheels), tr("Correct the folder of wheels (WHEELS)."))
    place = managed_environment()
    if state := read_state(place):
        profile = larger(profile, state.profile)
    variant = choose_variant(device, None if device == "cpu" else graphics_card())
    lock = read_lock(profile, variant.name)
    _check_glibc(lock)
    return Plan(
        profile=profile,
        variant=variant,
        lock=lock,
        base=find_base_python(lock),
        place=place,
        wheels=absolute(wheels) if wheels else "",
        network=network,
    )


def check_space(plan: Plan) -> None:
    """Refuse to start what cannot be finished; the folder of the environment must exist.

    Raises:
        SpaceError: Too little.
    """
    folder = plan.place.parent
    free = shutil.disk_usage(folder).free // 10**6
    if free < plan.megabytes_meanwhile:
        raise failure("too-little-space", needed=plan.megabytes_meanwhile, free=free, folder=folder)


def _check_glibc(lock: Lock) -> None:
    if sys.platform != "linux":
        return
    wanted = "glibc " + ".".join(map(str, lock.glibc))
    try:
        found = os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (ValueError, OSError):  # musl
        found = ""
    name, _, version = found.partition(" ")
    if name != "glibc" or tuple(map(int, version.split("."))) < lock.glibc:
        raise failure("glibc", found=found or "musl", wanted=wanted)
