"""Options and environment variables for other Python processes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path, PureWindowsPath

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QProcessEnvironment

from .interpreter import Interpreter

# QGIS sets these for its own libraries; with them, rasterio would use QGIS's PROJ database and GDAL drivers.
_FOREIGN = re.compile(r"(PYTHON|PROJ_|GDAL_)")


PYTHON_OPTIONS = ("-I", "-X", "utf8")
"""Isolated from the user's packages; file names in UTF-8 in every locale, like GDAL's."""


def environment_for_python() -> QProcessEnvironment:
    """Variables of this process without those that QGIS sets for its own Python, PROJ and GDAL."""
    environment = QProcessEnvironment.systemEnvironment()
    for name in environment.keys():  # noqa: SIM118 - not a dict
        if _FOREIGN.match(name.upper()):
            environment.remove(name)
    return environment


def engine_environment(interpreter: Interpreter) -> QProcessEnvironment:
    """Variables of this process without those that would mix QGIS's libraries into the engine.

    A managed environment brings all its libraries; the user's own may need LD_LIBRARY_PATH, for example for CUDA.
    """
    environment = environment_for_python()
    if interpreter.managed:
        environment.remove("LD_LIBRARY_PATH")
        if os.name == "nt":
            # Its name may be short (C:/PROGRA~1/...) here and long there.
            qgis = QgsApplication.prefixPath()
            path = without_folders(environment.value("PATH"), {qgis, str(Path(qgis).resolve())})
            environment.insert("PATH", path)
    return environment


def without_folders(path: str, folders: Iterable[str]) -> str:
    """A PATH of Windows without what lies in some folders, by their names: a dead network drive would answer late.

    The folder bin of OSGeo4W stays: the library of the Python that made the environment lies there.
    """
    unwanted = [PureWindowsPath(folder) for folder in folders]
    entries = path.split(";")
    return ";".join(
        entry
        for entry in entries
        if not any(PureWindowsPath(entry.strip('"')).is_relative_to(folder) for folder in unwanted)
    )
