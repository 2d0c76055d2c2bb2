"""pyproj with its tables, also in a virtual environment over the system's packages.

Debian builds pyproj without tables of its own. It then looks for them below ``sys.prefix``, which in a virtual
environment is not where the system has them.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

with warnings.catch_warnings():
    # That there are no tables, which is seen to below.
    warnings.simplefilter("ignore", UserWarning)
    import pyproj

try:
    pyproj.datadir.get_data_dir()
except pyproj.exceptions.DataDirError:
    pyproj.datadir.set_data_dir(str(Path(sys.base_prefix, "share", "proj")))

__all__ = ["pyproj"]
