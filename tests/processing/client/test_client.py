"""The engine process as an algorithm sees it: results, errors, cancellation, sudden death."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from algorithms import GREEN, Recorder
from engine_process import children
from qgis.core import QgsProcessingFeedback
from rasters import mottled, write_raster

from onemetre.contract.errors import (
    CancelledError,
    CrashError,
    ModelError,
    RuntimeMissingError,
    UnexpectedError,
)
from onemetre.contract.requests import (
    CheckRuntimeRequest,
    CheckRuntimeResult,
    Compute,
    DescribeModelRequest,
    DescribeModelResult,
    MapRequest,
    MapResult,
    Reading,
)
from onemetre.processing.client import run_request as client
from onemetre.processing.client.interpreter import Interpreter
from onemetre.processing.client.run_request import run_request


class Doer(Recorder):
    """Does something, once, when the map has come some way."""

    def __init__(self, action: Callable[[], None]) -> None:
        super().__init__()
        self.action: Callable[[], None] | None = action
        self.progressChanged.connect(self._act)

    def _act(self, percent: float) -> None:
        if percent > 0 and self.action:
            action, self.action = self.action, None
            action()


@pytest.fixture
def long_map(tmp_path: Path, toys: Path) -> MapRequest:
    """A map that takes a while: thousands of small tiles."""
    pixels = np.tile(mottled(500, 500), (1, 8, 8))
    source = write_raster(tmp_path / "large.tif", pixels, tiled=True)
    (tmp_path / "out").mkdir()
    return MapRequest(
        reading=Reading(sources=(str(source),), bands={"red": "1", "green": "2", "blue": "3"}),
        model=str(toys / f"{GREEN}.onnx"),
        output=str(tmp_path / "out" / "green.tif"),
        batch=1,
        compute=Compute(threads=1),
    )


def script(folder: Path, body: str) -> Interpreter:
    """An "interpreter" that is a shell script."""
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return Interpreter(str(path))


def test_a_result_arrives(toys: Path) -> None:
    request = DescribeModelRequest(model=str(toys / f"{GREEN}.onnx"))
    result = run_request(request, DescribeModelResult, QgsProcessingFeedback())
    assert result.card["mlm:name"] == GREEN
    assert result.size == (toys / f"{GREEN}.onnx").stat().st_size


def test_an_error_of_the_engine_keeps_its_kind(tmp_path: Path) -> None:
    (tmp_path / "no.onnx").write_bytes(b"nothing of the kind")
    with pytest.raises(ModelError) as caught:
        run_request(DescribeModelRequest(model=str(tmp_path / "no.onnx")), DescribeModelResult, QgsProcessingFeedback())
    assert "no.onnx" in caught.value.message


def test_cancelling_ends_the_engine_within_seconds(long_map: MapRequest) -> None:
    before = children()
    feedback = Doer(lambda: threading.Thread(target=feedback.cancel).start())
    with pytest.raises(CancelledError):
        run_request(long_map, MapResult, feedback)
    assert children() == before
    assert not Path(long_map.output).exists()


def test_cancelling_ends_an_engine_that_does_not_listen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "GRACE_MS", 500)
    deaf = script(tmp_path, 'echo \'{"event": "progress", "fraction": 0.5, "message": ""}\'; exec tail -f /dev/null')
    before = children()
    feedback = Doer(lambda: threading.Thread(target=feedback.cancel).start())
    with pytest.raises(CancelledError):
        run_request(CheckRuntimeRequest(), CheckRuntimeResult, feedback, deaf)
    assert children() == before


def test_an_engine_that_is_killed_is_one_clear_error(long_map: MapRequest) -> None:
    before = children()

    def kill() -> None:
        (engine,) = children() - before
        os.kill(engine, signal.SIGKILL)

    with pytest.raises(CrashError) as caught:
        run_request(long_map, MapResult, Doer(kill))
    assert "signal 9" in caught.value.message
    assert "memory" in caught.value.hint
    assert children() == before
    assert not Path(long_map.output).exists()


def test_an_end_without_a_result_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnexpectedError, match="exit code 3"):
        run_request(CheckRuntimeRequest(), CheckRuntimeResult, Recorder(), script(tmp_path, "echo oops >&2; exit 3"))


def test_what_a_library_prints_is_no_event(tmp_path: Path) -> None:
    result = '{"event": "result", "python": "3.11", "packages": {}, "devices": {}, "problems": []}'
    chatty = script(tmp_path, f"echo 'hello'; echo '[1]'; echo '{result}'")
    assert run_request(CheckRuntimeRequest(), CheckRuntimeResult, Recorder(), chatty).python == "3.11"


def test_an_interpreter_that_cannot_run_is_named(tmp_path: Path) -> None:
    path = tmp_path / "python"
    path.write_text("not a program")
    path.chmod(0o755)
    with pytest.raises(RuntimeMissingError, match=str(path)):
        run_request(CheckRuntimeRequest(), CheckRuntimeResult, Recorder(), Interpreter(str(path)))


def test_the_engine_is_kept_from_the_variables_of_qgis(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("PYTHONPATH", "PROJ_DATA", "GDAL_DATA", "PYTHONHOME"):
        monkeypatch.setenv(name, "/nowhere")
    names = script(tmp_path, 'env >&2; env | cut -d= -f1 > "$HOME/names"; exit 1')
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LD_LIBRARY_PATH", "/lib")
    for managed, kept in ((False, True), (True, False)):
        with pytest.raises(UnexpectedError):
            run_request(CheckRuntimeRequest(), CheckRuntimeResult, Recorder(), Interpreter(names.path, managed))
        seen = set((tmp_path / "names").read_text().split())
        assert seen.isdisjoint({"PYTHONPATH", "PROJ_DATA", "GDAL_DATA", "PYTHONHOME"})
        assert ("LD_LIBRARY_PATH" in seen) is kept


def test_file_names_are_utf8_whatever_the_locale(tmp_path: Path, toys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A locale in which the name of the file has other bytes.
    made = subprocess.run(
        ["localedef", "-i", "en_US", "-f", "ISO-8859-1", tmp_path / "en_US.ISO-8859-1"],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("localedef cannot make a locale here (package locales)")
    monkeypatch.setenv("LOCPATH", str(tmp_path))
    monkeypatch.setenv("LC_ALL", "en_US.ISO-8859-1")
    source = write_raster(tmp_path / "image.tif", mottled(70, 70))
    target = tmp_path / "Grünflächen.tif"
    request = MapRequest(reading=Reading(sources=(str(source),)), model=str(toys / f"{GREEN}.onnx"), output=str(target))
    result = run_request(request, MapResult, Recorder())
    assert result.output == str(target)
    assert target.is_file()
