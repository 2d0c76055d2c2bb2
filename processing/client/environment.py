"""Options and environment variables for other Python processes."""

from __future__ import annotations

import os
import re
from pathlib import Path

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
            environment.insert("PATH", _without_qgis(environment.value("PATH")))
    return environment


def _without_qgis(path: str) -> str:
    qgis = Path(QgsApplication.prefixPath()).resolve()
    entries = path.split(os.pathsep)
    return os.pathsep.join(entry for entry in entries if not Path(entry).resolve().is_relative_to(qgis))
