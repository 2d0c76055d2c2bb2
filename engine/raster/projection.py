"""Imports pyproj with its data files, also in a virtual environment on top of the system's packages.

Debian builds pyproj without data files of its own. It then searches for them below ``sys.prefix``, which in a virtual
environment is not the place where the system keeps them.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

with warnings.catch_warnings():
    # The warning that the data files are missing, which is handled below.
    warnings.simplefilter("ignore", UserWarning)
    import pyproj

try:
    pyproj.datadir.get_data_dir()
except pyproj.exceptions.DataDirError:
    pyproj.datadir.set_data_dir(str(Path(sys.base_prefix, "share", "proj")))

__all__ = ["pyproj"]
