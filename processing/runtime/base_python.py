"""Finds the Python interpreter that creates the environment."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from qgis.PyQt.QtCore import QStandardPaths

from ..client.interpreter import python_of_qgis
from .pins import Lock, Version
from .programs import run_program
from .triage import failure

_PROBE = """
import json, struct, sys
try:
    import ensurepip, venv
    complete = True
except ImportError:
    complete = False
print(json.dumps([list(sys.version_info[:2]), struct.calcsize("P") * 8, sys.implementation.name, complete]))
"""


@dataclass(frozen=True)
class BasePython:
    """An interpreter that can create an environment."""

    path: str
    version: Version


def find_base_python(lock: Lock, candidates: list[str] | None = None) -> BasePython:
    """Find the first suitable interpreter.

    On Linux the system's comes first, on Windows and macOS that of QGIS, then any other that is installed.

    Args:
        lock: Packages to install; it limits the versions of Python.
        candidates: Paths to try; None = the usual places.

    Raises:
        RuntimeMissingError: No suitable interpreter was found, or it lacks the modules for virtual environments.
    """
    wanted = f"{_text(lock.oldest)}-{_text(lock.newest)}"
    found, incomplete = [], None
    for path in usual_places(lock) if candidates is None else candidates:
        answer = run_program(path, ["-I", "-c", _PROBE])
        try:
            numbers, bits, implementation, complete = json.loads(answer.output)
        except (ValueError, TypeError):
            continue
        version = tuple(numbers)
        if bits != 64 or implementation != "cpython" or not lock.oldest <= version <= lock.newest:
            found.append(f"{implementation} {_text(version)} ({path})")
        elif complete:
            return BasePython(path, version)
        else:
            incomplete = incomplete or BasePython(path, version)
    if incomplete:
        package = f"python{_text(incomplete.version)}-venv"
        raise failure("venv-missing", found=incomplete.path, package=package)
    raise failure("wrong-python", wanted=f"Python {wanted}", found=", ".join(found) or "-")


def usual_places(lock: Lock) -> list[str]:
    """Interpreters on this machine, the preferred ones first; duplicates removed."""
    own = python_of_qgis()
    names = [f"python3.{minor}" for minor in range(lock.newest[1], lock.oldest[1] - 1, -1)]
    folders = ["/opt/homebrew/bin", "/usr/local/bin"] if sys.platform == "darwin" else []
    frameworks = "/Library/Frameworks/Python.framework/Versions"
    places = [
        "/usr/bin/python3" if sys.platform == "linux" else "",
        str(own or ""),
        *(QStandardPaths.findExecutable(name) or QStandardPaths.findExecutable(name, folders) for name in names),
        *(f"{frameworks}/{name.removeprefix('python')}/bin/python3" for name in names if sys.platform == "darwin"),
        QStandardPaths.findExecutable("python") if os.name == "nt" else "",
    ]
    return [place for place in dict.fromkeys(places) if place and Path(place).is_file()]


def _text(version: Version) -> str:
    return ".".join(map(str, version))
