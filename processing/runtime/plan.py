"""Plan of a set-up, shown before it starts; requests that cannot succeed are rejected here."""

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

# Measured with the packages for mapping: an empty environment, the unpacked size of the wheels, and the space during
# installation (pip keeps a wheel in its cache and in its working folder while it unpacks it).
EMPTY_MB = 30
UNPACKED = 3.1
MEANWHILE = 5


@dataclass(frozen=True)
class Plan:
    """An installation.

    Attributes:
        profile: Profile to install: "map" or "train".
        variant: Kind of device, with the reason for the choice.
        lock: Packages to install.
        base: Python interpreter that creates the environment.
        place: Folder of the environment.
        wheels: Folder of wheels to use instead of the network; empty = the network.
        network: Network settings for pip.
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
        """Estimated size of the environment, 10^6 bytes."""
        return EMPTY_MB + round(UNPACKED * self.lock.megabytes)

    @property
    def megabytes_meanwhile(self) -> int:
        """Estimated disk space during set-up, 10^6 bytes."""
        return EMPTY_MB + MEANWHILE * self.lock.megabytes

    def sentences(self) -> list[str]:
        """Describe the plan in sentences."""
        # The package index offers PyTorch with CUDA for Linux only.
        slow = self.profile == "train" and self.variant.name != "cpu" and sys.platform == "win32"
        source = tr("from {}").format(self.wheels) if self.wheels else tr("from the package index")
        python = ".".join(map(str, self.base.version))
        return [
            tr("The environment will be created in {}, with Python {} ({}).").format(
                self.place, python, self.base.path
            ),
            self.variant.reason,
            tr("Set-up fetches about {} MB {}; the environment takes about {} MB, and {} MB during set-up.").format(
                self.lock.megabytes, source, self.megabytes, self.megabytes_meanwhile
            ),
            *([tr("Mapping uses the graphics card; training on Windows uses the processor.")] if slow else []),
            tr("QGIS's own Python does not change."),
        ]


def make_plan(profile: str, device: str, wheels: str, network: Network) -> Plan:
    """Inspect the machine and plan a set-up; starts small programs, so do not call it in the GUI thread.

    Args:
        profile: "map" or "train"; installed packages are kept.
        device: "auto", "cpu" or "cuda".
        wheels: Folder of wheels; empty = use the network.
        network: Network settings from :func:`.pip_network.qgis_network`.

    Raises:
        EngineError: The set-up is impossible; the message states the reason.
    """
    if wheels and not Path(absolute(wheels)).is_dir():
        raise RequestError(
            tr("The folder {} does not exist.").format(wheels), tr("Correct the folder of wheels (WHEELS).")
        )
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
    """Check that the disk has enough space; the parent folder of the environment must exist.

    Raises:
        SpaceError: The disk has too little free space.
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
