"""Lock files: which packages an environment gets, pinned by version and hash."""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from ...contract.errors import RequestError
from ..app.i18n import tr

FOLDER = Path(__file__).parents[2] / "resources" / "runtime"

PROFILES = ("map", "imagery", "train")
"""Each one has all packages of those before it, so that one environment serves everything."""

WANTED = {"map": (), "imagery": ("pystac-client", "odc-stac", "dask"), "train": ("torch", "safetensors", "onnxscript")}
"""What a profile adds, by distribution, for checking an environment that OneMetre did not make."""

_HEAD = re.compile(r"^# ([a-z-]+): (.+)$", re.MULTILINE)
_PLATFORM = {"linux": "linux", "win32": "windows", "darwin": "macos"}

Version = tuple[int, ...]


@dataclass(frozen=True)
class Lock:
    """A lock file and what its head says.

    Attributes:
        path: The file, a requirements file for pip.
        oldest, newest: Versions of Python, (3, 11), that it has wheels for.
        glibc: Oldest C library of a Linux, (2, 28), that its wheels run on.
        megabytes: Download for this platform, 10^6 bytes.
        sha256: Hash of the file: another one means that another environment is needed.
    """

    path: Path
    oldest: Version
    newest: Version
    glibc: Version
    megabytes: int
    sha256: str


def read_lock(profile: str, variant: str) -> Lock:
    """The lock file of a profile for "cpu" or "cuda13" on this platform.

    Raises:
        RequestError: There is none.
    """
    path = FOLDER / f"{profile}-{variant}.txt"
    try:
        content = path.read_bytes()
        head = dict(_HEAD.findall(content.decode()))
        oldest, newest = map(_version, head["python"].split("-"))
        megabytes = int(head[f"megabytes-{_PLATFORM.get(sys.platform, sys.platform)}"])
    except (OSError, KeyError):
        raise RequestError(
            tr("There is no set of packages {} ({}) for this operating system.").format(profile, variant),
            tr("Choose the processor (DEVICE=cpu), or use an existing environment (PYTHON)."),
        ) from None
    return Lock(path, oldest, newest, _version(head["glibc"]), megabytes, hashlib.sha256(content).hexdigest())


def profiles_up_to(profile: str) -> tuple[str, ...]:
    """The profile and those that it contains."""
    return PROFILES[: PROFILES.index(profile) + 1]


def _version(text: str) -> Version:
    return tuple(map(int, text.split(".")))
