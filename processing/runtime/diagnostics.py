"""Collects the facts for a problem report as Markdown, without private data."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping

from qgis.core import QgsCommandLineUtils, QgsProcessingFeedback
from qgis.PyQt.QtCore import QSysInfo

from ...contract.errors import EngineError
from ...contract.requests import CheckRuntimeRequest, CheckRuntimeResult
from ..app.live_catalogue import live_catalogue, missing_folders
from ..app.metadata import metadata
from ..app.privacy import scrub
from ..app.settings import settings
from ..client.run_request import run_request
from .situation import look

Section = Mapping[str, str]

_NAMED_BY = {
    "variable": "environment variable",
    "setting": "the user's setting",
    "managed": "made by OneMetre",
    "qgis": "QGIS's own Python",
    "": "none",
}


def markdown(sections: Mapping[str, Section], messages: Iterable[str]) -> str:
    """Format the report as Markdown.

    Args:
        sections: Facts by name, for each heading.
        messages: Last messages of OneMetre's log.
    """
    lines = ["## OneMetre diagnostics", ""]
    for heading, facts in sections.items():
        lines += [f"### {heading}", "", *(f"- {name}: {scrub(value)}" for name, value in facts.items()), ""]
    # Scrubbed line by line, and without the marks that would end the block.
    log = [scrub(line).replace("```", "'''") for message in messages for line in message.splitlines()]
    return "\n".join([*lines, "### Last messages", "", "```", *(log or ["none"]), "```", ""])


def sections_here() -> dict[str, Section]:
    """Facts that are available without waiting; call it in the GUI thread."""
    situation, entries = look(), settings()
    folders = entries.model_folders.value()
    free = shutil.disk_usage(tempfile.gettempdir()).free
    state = situation.state
    return {
        "Versions": {
            "OneMetre": metadata()["version"],
            **_versions(),
            "Processor": QSysInfo.currentCpuArchitecture(),
        },
        "Machine": {
            "Cores": str(os.cpu_count()),
            "Memory": _memory(),
            "Free disk for temporary files": f"{free / 1e9:,.1f} GB",
        },
        "Runtime": {
            "Environment": _NAMED_BY[situation.source],
            "Made by OneMetre": f"{state.profile}, {state.variant}" if state else "no",
            "Outdated": "yes" if situation.outdated else "no",
            **({"Problem": str(situation.error)} if situation.error else {}),
        },
        "Settings": {
            "Models folders": f"{len(folders.split(os.pathsep)) if folders else 0}, "
            f"of which {len(missing_folders(folders))} are missing",
            "Memory limit": f"{entries.memory_mb.value()} MB" if entries.memory_mb.value() else "none",
            "Processor threads": str(entries.threads.value() or "all"),
            "Addresses may be typed": "yes" if entries.allow_remote.value() else "no",
        },
        "Models": {name: entry.card.task for name, entry in live_catalogue().entries.items()},
    }


def engine_section() -> Section:
    """The engine's report on its environment; starts a process and waits, so never call it in the GUI thread."""
    try:
        checked = run_request(CheckRuntimeRequest(), CheckRuntimeResult, QgsProcessingFeedback(logFeedback=False))
    except EngineError as error:
        return {"Problem": str(error)}
    return {
        "Python": checked.python,
        **{name: version or "-" for name, version in checked.packages.items()},
        **{f"Device {name}": what for name, what in checked.devices.items()},
        "Problems": " ".join(checked.problems) or "none",
    }


def _versions() -> Section:
    """Versions of QGIS, Qt, Python, GDAL, PROJ ... and the operating system, from QGIS's own list."""
    # From the end: several lines begin with "QGIS", and the first of them, its version, has to win.
    lines = reversed(QgsCommandLineUtils.allVersions().splitlines())
    return {name: rest for name, _, rest in (line.partition(" ") for line in lines) if rest}


def _memory() -> str:
    # Windows lacks it.
    if not hasattr(os, "sysconf"):
        return "unknown"
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e6:,.0f} MB"
