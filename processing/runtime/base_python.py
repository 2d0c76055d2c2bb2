"""Finds the Python interpreter that creates the environment."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from qgis.PyQt.QtCore import QStandardPaths

from ..client.interpreter import pythons_of_qgis
from .pins import Lock, Version
from .programs import run_program
from .triage import failure

# Its own environment is tried, too: bundles on Windows and macOS may lack what Python finds only from inside of QGIS.
_PROBE = """
import json, os, struct, subprocess, sys, tempfile
complete = works = False
try:
    import ensurepip, venv
    complete = True
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        venv.create(folder, symlinks=os.name != "nt")
        python = os.path.join(folder, *(["Scripts", "python.exe"] if os.name == "nt" else ["bin", "python"]))
        trial = [python, "-I", "-c", "import ctypes, ssl"]
        works = subprocess.run(trial, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0
except Exception:
    pass
version = list(sys.version_info[:2])
print(json.dumps([version, struct.calcsize("P") * 8, sys.implementation.name, complete, works]))
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
    found, incomplete, doubtful = [], None, None
    for path in usual_places(lock) if candidates is None else candidates:
        answer = run_program(path, ["-I", "-c", _PROBE])
        try:
            numbers, bits, implementation, complete, works = json.loads(answer.output)
        except (ValueError, TypeError):
            continue
        version = tuple(numbers)
        if bits != 64 or implementation != "cpython" or not lock.oldest <= version <= lock.newest:
            found.append(f"{implementation} {_text(version)} ({path})")
        elif works:
            return BasePython(path, version)
        elif complete:
            doubtful = doubtful or BasePython(path, version)
        else:
            incomplete = incomplete or BasePython(path, version)
    if doubtful:
        return doubtful  # set-up says what is wrong with its environment
    if incomplete:
        package = f"python{_text(incomplete.version)}-venv"
        raise failure("venv-missing", found=incomplete.path, package=package)
    raise failure("wrong-python", wanted=f"Python {wanted}", found=", ".join(found) or "-")


def usual_places(lock: Lock) -> list[str]:
    """Interpreters on this machine, the preferred ones first; duplicates removed."""
    minors = range(lock.newest[1], lock.oldest[1] - 1, -1)
    names = [f"python3.{minor}" for minor in minors]
    folders = ["/opt/homebrew/bin", "/usr/local/bin"] if sys.platform == "darwin" else []
    places = [
        "/usr/bin/python3" if sys.platform == "linux" else "",
        *map(str, pythons_of_qgis()),
        *(QStandardPaths.findExecutable(name) or QStandardPaths.findExecutable(name, folders) for name in names),
        *map(str, installed_places(minors, sys.platform, os.environ)),
        QStandardPaths.findExecutable("python") if sys.platform == "win32" else "",
    ]
    return [place for place in dict.fromkeys(places) if place and Path(place).is_file()]


def installed_places(minors: Iterable[int], platform: str, variables: Mapping[str, str]) -> list[PurePath]:
    """Where python.org's installers put Python, which need not be on PATH.

    Args:
        minors: Minor versions of Python 3, the preferred ones first.
        platform: Name of the system as in ``sys.platform``.
        variables: Environment variables of a program on that system.
    """
    if platform == "darwin":
        versions = PurePosixPath("/Library/Frameworks/Python.framework/Versions")
        return [versions / f"3.{minor}" / "bin" / "python3" for minor in minors]
    if platform != "win32":
        return []
    # For one user, for all users.
    roots = [("LOCALAPPDATA", "Programs/Python"), ("ProgramFiles", "")]
    folders = [PureWindowsPath(variables[name]) / below for name, below in roots if variables.get(name)]
    return [folder / f"Python3{minor}" / "python.exe" for minor in minors for folder in folders]


def _text(version: Version) -> str:
    return ".".join(map(str, version))
