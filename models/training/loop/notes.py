"""Records in the folder of a training, which identify the run that was started there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ....contract.patient_files import replace


def read_notes(path: Path) -> dict[str, Any] | None:
    """Read a record; None = missing or unreadable."""
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return noted if isinstance(noted, dict) else None


def write_notes(path: Path, noted: dict[str, Any]) -> None:
    """Write a record atomically; its folder is created if missing.

    Raises:
        OSError: Cannot write to the folder.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps(noted, indent=1), encoding="utf-8")
    replace(part, path)


def changed(settings: dict[str, Any], noted: dict[str, Any]) -> list[str]:
    """Names of the settings that differ from the record."""
    return [name for name, value in settings.items() if noted.get(name) != value]
