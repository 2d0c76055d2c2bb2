"""Translations of the texts in the windows of QGIS and OneMetre, for finding a button by its English text."""

from __future__ import annotations

import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from onemetre.tools.translations import program_of_qt, read

QGIS = Path("/usr/share/qgis/i18n")
_QGIS_NAMES = {"zh_CN": "zh-Hans"}
"""Languages with a different name in QGIS."""


def qgis_name(language: str) -> str:
    """The value of QGIS's setting ``locale/userLocale``."""
    return _QGIS_NAMES.get(language, language)


def words(language: str) -> dict[str, list[str]]:
    """Translations of each English text, as used in one place or another; all without the marks of shortcuts (&)."""
    pairs = [(english, entry.translation) for (_, english), entry in read(language).items()]
    pairs += _content(QGIS / f"qgis_{qgis_name(language)}.qm")
    found: dict[str, list[str]] = {}
    for english, other in dict.fromkeys(pairs):
        found.setdefault(english.replace("&", ""), []).append(other.replace("&", ""))
    return found


def _content(file: Path) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        ts = Path(folder, "words.ts")
        subprocess.run([program_of_qt("lconvert"), "-i", str(file), "-o", str(ts)], check=True, capture_output=True)
        for message in ET.parse(ts).getroot().iter("message"):  # noqa: S314 - what the system's packages have
            yield message.findtext("source", ""), message.findtext("translation", "")
