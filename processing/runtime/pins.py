"""Lock files: the packages of an environment, pinned by version and hash."""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from ...contract.errors import RequestError
from ..app.i18n import tr

FOLDER = Path(__file__).parents[2] / "resources" / "runtime"

PROFILES = ("map", "train")
"""Each profile includes the packages of those before it, so that one environment serves all purposes."""

FORMER = {"imagery": "map"}
"""Profiles of earlier versions, and the profile that an environment with them is updated to."""

WANTED: dict[str, tuple[str, ...]] = {"map": (), "train": ("torch", "safetensors", "onnxscript")}
"""Packages that each profile adds, for checking an environment that OneMetre did not create.

Mapping itself needs none of those that search online services; an environment without them maps as before.
"""

_HEAD = re.compile(r"^# ([a-z-]+): (.+)$", re.MULTILINE)
_PLATFORM = {"linux": "linux", "win32": "windows", "darwin": "macos"}

Version = tuple[int, ...]


@dataclass(frozen=True)
class Lock:
    """A lock file with the fields of its header.

    Attributes:
        path: Path of the file, a requirements file for pip.
        oldest, newest: Oldest and newest Python version with wheels, such as (3, 11).
        glibc: Oldest C library on Linux that the wheels run on, such as (2, 28).
        megabytes: Download size for this platform, 10^6 bytes.
        sha256: Hash of the file; a different hash requires a new environment.
    """

    path: Path
    oldest: Version
    newest: Version
    glibc: Version
    megabytes: int
    sha256: str


def read_lock(profile: str, variant: str) -> Lock:
    """Read the lock file of a profile for "cpu" or "cuda13" on this platform.

    Raises:
        RequestError: No lock file exists for them.
    """
    path = FOLDER / f"{profile}-{variant}.txt"
    try:
        content = path.read_bytes()
        head = dict(_HEAD.findall(content.decode()))
        oldest, newest = map(_version, head["python"].split("-"))
        megabytes = int(head[f"megabytes-{_PLATFORM.get(sys.platform, sys.platform)}"])
    except (OSError, KeyError):
        raise RequestError(
            tr("The set of packages {} ({}) is not available for this operating system.").format(profile, variant),
            tr("Choose the processor (DEVICE=cpu), or use an existing environment (PYTHON)."),
        ) from None
    return Lock(path, oldest, newest, _version(head["glibc"]), megabytes, hashlib.sha256(content).hexdigest())


def profiles_up_to(profile: str) -> tuple[str, ...]:
    """The profile and those that it includes."""
    return PROFILES[: PROFILES.index(profile) + 1]


def _version(text: str) -> Version:
    return tuple(map(int, text.split(".")))
