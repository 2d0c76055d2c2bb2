"""The command of a run as the shell of each system takes it."""

from __future__ import annotations

import re
import shlex
from pathlib import PurePath
from typing import TypeVar

P = TypeVar("P", bound=PurePath)

NAME = "qgis_process"

_PLAIN = re.compile(r"[\w.:/\\+-]+", re.ASCII)


def places_of_qgis_process(prefix: P, platform: str) -> list[P]:
    """Where QGIS's installers put qgis_process if it is not on PATH.

    Args:
        prefix: Folder of QGIS, as ``QgsApplication.prefixPath()`` names it.
        platform: Name of the system as in ``sys.platform``.
    """
    if platform == "win32":
        # apps/qgis-ltr has bin/qgis_process-qgis-ltr.bat, which sets what the program needs.
        return [prefix.parent.parent / "bin" / f"{NAME}-{prefix.name}.bat"]
    return [prefix / "bin" / NAME, prefix / NAME] if platform == "darwin" else []


def command_for(command: str, platform: str, program: str = NAME) -> str:
    """A command of QGIS, which quotes as POSIX shells do, for the usual shell of a system: cmd on Windows.

    Args:
        command: Command as QGIS writes it.
        platform: Name of the system as in ``sys.platform``.
        program: Path of qgis_process.
    """
    name, space, rest = command.partition(" ")
    if platform != "win32":
        return f"{shlex.quote(program)}{space}{rest}" if name == NAME else command
    return " ".join(map(_quoted_for_windows, [program, *shlex.split(rest)]))


def _quoted_for_windows(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    # Backslashes are themselves, except before a quotation mark.
    text = re.sub(r'(\\*)"', r'\1\1\\"', text)
    return '"' + re.sub(r"(\\+)$", r"\1\1", text) + '"'
