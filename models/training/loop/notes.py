"""What a training notes in its folder, so that it is known there what was begun."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def read_notes(path: Path) -> dict[str, Any] | None:
    """What a file notes; None = there is none, or nothing that could be understood."""
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return noted if isinstance(noted, dict) else None


def write_notes(path: Path, noted: dict[str, Any]) -> None:
    """Write a file whole or not at all; its folder is made if it is not there.

    Raises:
        OSError: Nothing can be written there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps(noted, indent=1), encoding="utf-8")
    part.replace(path)


def changed(settings: dict[str, Any], noted: dict[str, Any]) -> list[str]:
    """Names of the settings that are not as they were noted."""
    return [name for name, value in settings.items() if noted.get(name) != value]
