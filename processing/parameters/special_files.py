"""Rejects parameters that name what QGIS would wait for without end when it opens it."""

from __future__ import annotations

from typing import Any

from ...contract.errors import RequestError
from ...contract.regular_file import is_special_file
from ..app.i18n import tr


def refuse_special_files(name: str, value: Any) -> None:
    """Check the value of a parameter, of whatever kind: texts, and lists of texts, may be paths.

    Raises:
        RequestError: It names a pipe, device or socket.
    """
    for text in value if isinstance(value, list | tuple) else [value]:
        # Layers follow the path: "areas.gpkg|layername=towns".
        if isinstance(text, str) and is_special_file(text.partition("|")[0]):
            raise RequestError(
                tr("{}: {} is a pipe, device or socket, not a file.").format(name, text), tr("Choose a file.")
            )
