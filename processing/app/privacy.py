"""Removes from a text whatever identifies the user or their work."""

from __future__ import annotations

import getpass
import os
import platform
import re
from collections.abc import Iterable
from pathlib import Path

from ...contract.redaction import redact

_EDGE = r"(?<![\w)\]])"
_RULES = (
    (re.compile(r"[a-z][a-z0-9+.\-]*://[^\s\"'<>]+", re.IGNORECASE), "<address>"),
    # Mail addresses, and user:password@host.
    (re.compile(r"[^\s\"'<>=]+@[^\s\"'<>]+"), "<address>"),
    (re.compile(r"\b\d{1,3}(\.\d{1,3}){3}\b(:\d+)?"), "<address>"),
    (re.compile(r"\b[a-z][\w\-]*(\.[\w\-]+)*:\d{2,5}\b", re.IGNORECASE), "<address>"),
    # Names may have spaces: everything up to the last separator of the line, plus the next word, is one path.
    (re.compile(_EDGE + r"(?:[a-z]:|~\w*|\.{1,2})?[\\/](?:[^\n]*[\\/])?[^\s\"'<>|]*", re.IGNORECASE), "<path>"),
    # A file name without a folder may have spaces, too: it may begin where its sentence begins.
    (
        re.compile(
            r"[^\n:;!?\"'(<>]*\.(?:tiff?|vrt|jp2|img|png|jpe?g|nc|hdf5?|zip|safe|gpkg|shp|geojson|json|csv|kml|gml|fgb|"
            r"sqlite|qg[sz]|qml|onnx|html?|txt|model3|py|exe|whl)\b",
            re.IGNORECASE,
        ),
        "<file>",
    ),
)
_SHORTEST = 2


def scrub(text: str, names: Iterable[tuple[str, str]] | None = None) -> str:
    """Remove addresses, paths, file names, and the names of user and machine from a text.

    It removes too much rather than too little.

    Args:
        text: Text to clean.
        names: Private names and their substitutes; None = those of this user and this machine.
    """
    text = redact(text)
    for pattern, substitute in _RULES:
        text = pattern.sub(substitute, text)
    for name, substitute in _own_names() if names is None else names:
        if len(name) >= _SHORTEST:
            text = re.sub(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", substitute, text, flags=re.IGNORECASE)
    return text


def _own_names() -> list[tuple[str, str]]:
    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    try:
        home = Path.home().name
    except RuntimeError:
        home = ""
    host = platform.node()
    users = {user, home, *(os.environ.get(name, "") for name in ("USER", "USERNAME", "LOGNAME"))}
    return [*((name, "<user>") for name in users), (host, "<host>"), (host.partition(".")[0], "<host>")]
