"""The report that goes with a report."""

from __future__ import annotations

import platform
from pathlib import Path

from algorithms import GREEN, failure
from qgis.core import Qgis

from onemetre.processing.app.session_log import SessionLog, note_failure
from onemetre.processing.app.settings import settings
from onemetre.processing.runtime.diagnostics import engine_section, markdown, sections_here


def test_it_has_versions_machine_runtime_settings_and_models(tmp_path: Path) -> None:
    settings().model_folders.setValue(str(tmp_path / "gone"))
    settings().memory_mb.setValue(2500)
    try:
        text = markdown(sections_here(), [])
    finally:
        settings().model_folders.remove()
        settings().memory_mb.remove()
    assert f"- QGIS: {Qgis.version()}" in text and "- GDAL/OGR: version" in text
    for line in ("- Environment: environment variable", "- Memory limit: 2500 MB", "- Processor threads: all"):
        assert line in text
    assert "- Models folders: 1, of which 1 are missing" in text
    assert f"- {GREEN}: green-space" in text
    assert str(tmp_path) not in text
    assert platform.node() not in text


def test_the_engine_tells_its_packages_and_devices() -> None:
    section = engine_section()
    assert section["Python"].startswith("3.")
    assert section["rasterio"] != "-" and section["Problems"] == "none"
    assert section["Device cpu"].endswith("threads")


def test_an_engine_that_cannot_start_is_an_answer(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONEMETRE_PYTHON", str(tmp_path / "python"))
    problem = markdown({"Engine": engine_section()}, [])
    assert "ONEMETRE_PYTHON" in problem and "does not exist" in problem
    assert str(tmp_path) not in problem


def test_failures_of_algorithms_are_among_the_last_messages(bright: Path, out: Path) -> None:
    log = SessionLog()
    try:
        failure("greenspace", {"INPUT": str(bright), "MODEL": GREEN, "BANDS": "red=9", "OUTPUT": str(out / "o.tif")})
        (message,) = log.messages
    finally:
        log.close()
    assert "greenspace: " in message
    failure("greenspace", {"INPUT": str(bright), "MODEL": GREEN, "BANDS": "red=9", "OUTPUT": str(out / "o.tif")})
    assert list(log.messages) == [message]
    text = markdown({}, log.messages)
    assert "greenspace: " in text and str(bright) not in text and "bright.tif" not in text


def test_a_message_cannot_end_the_block_of_messages() -> None:
    text = markdown({}, ["first\n```\n# a heading"])
    assert text.count("```") == 2


def test_no_secret_reaches_the_log_or_the_report() -> None:
    log = SessionLog()
    try:
        note_failure("greenspace", "GDAL: password=geheim4711 at https://x.example/a?sig=geheim4711")
        assert "geheim" not in log.messages[-1] and "password=***" in log.messages[-1]
        assert "geheim" not in markdown({"Engine": {"Problem": "pwd=geheim4711"}}, log.messages)
    finally:
        log.close()
