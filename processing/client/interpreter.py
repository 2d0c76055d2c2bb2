"""Finds the Python interpreter that the engine process runs on.

The search imports none of the packages: loading the libraries of numpy or GDAL a second time breaks QGIS.
"""

from __future__ import annotations

import os
import site
import sys
from dataclasses import dataclass
from importlib.machinery import PathFinder
from pathlib import Path, PurePath
from typing import TypeVar

from qgis.PyQt.QtCore import QStandardPaths

from ...contract.errors import RuntimeMissingError
from ..app.i18n import tr
from ..app.paths import absolute
from ..app.settings import settings

P = TypeVar("P", bound=PurePath)

VARIABLE = "ONEMETRE_PYTHON"
RUNTIME_VERSION = 1
MAP_PACKAGES = ("numpy", "rasterio", "onnxruntime", "onnx", "pyogrio", "shapely", "pyproj", "matplotlib")


@dataclass(frozen=True)
class Interpreter:
    """An interpreter for the engine.

    Attributes:
        path: Absolute path of the executable.
        managed: Whether OneMetre made the environment; only then are the library paths of QGIS hidden from it.
    """

    path: str
    managed: bool = False


def managed_environment() -> Path:
    """Folder of the environment that OneMetre makes on request.

    It lies in the machine's local application data (never in a roaming profile), is shared by all QGIS profiles, and is
    numbered: a plugin that needs other packages looks for another number. Set-up renames it to this name as its last
    step, so a folder of this name is complete.
    """
    local = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(local) / "onemetre" / f"runtime-{RUNTIME_VERSION}"


def find_interpreter() -> Interpreter:
    """Find the first of: ``ONEMETRE_PYTHON``, the user's setting, the managed environment, QGIS's own Python.

    An interpreter that is requested by name is never replaced by another one.

    Raises:
        RuntimeMissingError: No interpreter was found, or the requested one does not exist.
    """
    if variable := os.environ.get(VARIABLE, ""):
        return _requested(variable, tr("The environment variable {} names the Python interpreter").format(VARIABLE))
    if setting := settings().python.value():
        return _requested(setting, tr("OneMetre's settings name the Python interpreter"))
    managed = python_of(managed_environment())
    if is_executable(managed):
        return Interpreter(str(managed), managed=True)
    own = python_of_qgis()
    if own is not None and not _missing_packages():
        return Interpreter(str(own))
    raise RuntimeMissingError(
        tr("OneMetre's engine has no Python environment to run in."),
        tr(
            "Run Set up the runtime (onemetre:setupruntime), or set the environment variable {} to the interpreter of "
            "a Python >= 3.11 with these packages: {}."
        ).format(VARIABLE, ", ".join(MAP_PACKAGES)),
    )


def _requested(path: str, who: str) -> Interpreter:
    if not is_executable(Path(absolute(path))):
        raise RuntimeMissingError(
            tr("{} {}, which does not exist or cannot be run.").format(who, path), tr("Correct it or remove it.")
        )
    return Interpreter(absolute(path))


def is_executable(path: Path) -> bool:
    """Whether a path is an executable program."""
    return path.is_file() and os.access(path, os.X_OK)


def python_of(environment: Path) -> Path:
    """Interpreter of a virtual environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def python_of_qgis() -> Path | None:
    """The first interpreter beside QGIS's libraries; None = not found."""
    return next(iter(pythons_of_qgis()), None)


def pythons_of_qgis() -> list[Path]:
    """Interpreters beside QGIS's libraries; inside QGIS, ``sys.executable`` may be QGIS itself."""
    places = places_of_python(Path(sys.prefix), Path(sys.executable), sys.version_info[:2], sys.platform)
    return [path for path in places if is_executable(path)]


def places_of_python(prefix: P, program: P, version: tuple[int, int], platform: str) -> list[P]:
    """Where the Python may lie whose library this program uses.

    Args:
        prefix: ``sys.prefix`` of the program.
        program: Path of the program.
        version: Major and minor version of Python.
        platform: Name of the system as in ``sys.platform``.
    """
    if platform == "win32":
        return [prefix / "python.exe", prefix / "python3.exe"]  # OSGeo4W: apps/Python312, not bin
    names = [f"python{version[0]}.{version[1]}", "python3"]
    places = [prefix / "bin" / name for name in names]
    if platform == "darwin":
        # QGIS.app/Contents/MacOS: with a folder bin, or since QGIS 3.44 with a script that sets what Python needs.
        folder = program.parent
        places += [*(folder / "bin" / name for name in names), folder / "python", *(folder / name for name in names)]
    return list(dict.fromkeys(places))


def _missing_packages() -> list[str]:
    """Packages that the engine would miss; it runs isolated, so the user's own site-packages do not count."""
    hidden = site.getusersitepackages()
    paths = [path for path in sys.path if path and path != hidden]
    return [name for name in MAP_PACKAGES if PathFinder.find_spec(name, paths) is None]
