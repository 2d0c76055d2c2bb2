"""The places of a map's report that its accuracy fills once it has been measured.

A report names its map in a comment, so that the accuracy of another map cannot get into it, and has two places between
comments: the sentence on the reliability, and a section. What stands there is replaced as a whole.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from rasterio.io import DatasetReader

from ...contract.errors import OutputError
from ...contract.report_mark import MAP_MARK
from ...contract.requests import AccuracyResult
from .map_accuracy_report import accuracy_section, told
from .page import plain

_SENTENCE, _SECTION = "onemetre-reliability", "onemetre-accuracy"
_LARGEST = 256 * 2**20
_OWN = ("ONEMETRE_", "TIFFTAG_")


def name_of(map_: DatasetReader) -> str:
    """What tells a map from others, 64 digits: what it was made of and how, by its tags, and its pixels' places."""
    tags = {name: value for name, value in map_.tags().items() if name.startswith(_OWN)}
    facts = [sorted(tags.items()), list(map_.transform)[:6], map_.width, map_.height, map_.crs.to_wkt()]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def naming(map_: DatasetReader) -> str:
    """The comment that names the map of a page."""
    return f"<!--{MAP_MARK} {name_of(map_)}-->"


def reliability_place(html: str) -> str:
    """The sentence on the reliability, between its comments."""
    return _place(_SENTENCE, html)


def section_place() -> str:
    """The place of the section, empty."""
    return _place(_SECTION, "")


def check_report(path: Path, map_: DatasetReader) -> str:
    """The text of the report of a map.

    Raises:
        OutputError: The file cannot be read, is no report of a map that has these places, or is that of another map.
    """
    hint = "Choose the report that was made with this map, or make the map anew with a report."
    try:
        text = "" if path.stat().st_size > _LARGEST else path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise OutputError(f"The report {path.name} cannot be read.", hint) from None
    found = re.findall(rf"<!--{MAP_MARK} ([0-9a-f]{{64}})-->", text)
    if len(found) != 1 or not all(_pattern(name).search(text) for name in (_SENTENCE, _SECTION)):
        raise OutputError(f"{path.name} is no report of a map that can take its accuracy.", hint)
    if found[0] != name_of(map_):
        raise OutputError(f"{path.name} is the report of another map.", hint)
    return text


def with_accuracy(report: str, result: AccuracyResult) -> str:
    """A report with the accuracy of its map in it, in place of what was measured before.

    Args:
        report: Text of :func:`check_report`.
        result: Accuracy of the map.
    """
    sentence = f"<p>{plain(told(result))} The matrix and all figures are below.</p>"
    for name, html in ((_SENTENCE, sentence), (_SECTION, accuracy_section(result))):
        before, after = _pattern(name).split(report, 1)
        report = f"{before}{_place(name, html)}{after}"
    return report


def _place(name: str, html: str) -> str:
    return f"<!--{name}-->{html}<!--/{name}-->"


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"<!--{name}-->.*?<!--/{name}-->", re.DOTALL)
