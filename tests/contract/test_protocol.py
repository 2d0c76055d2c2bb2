"""The line between the processes: requests that are not as they should be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from engine_process import BOOT, EngineProcess, run
from hypothesis import given
from hypothesis import strategies as st

from onemetre.contract.errors import RequestError, error_of_kind
from onemetre.contract.requests import (
    PROTOCOL,
    Area,
    CheckRuntimeRequest,
    MapRequest,
    ModelFile,
    Reading,
    Request,
    dump_request,
    load_request,
)
from onemetre.engine.channel import lines_of

GOOD = MapRequest(reading=Reading(sources=("/a.tif",)), model="/m.onnx", output="/o.tif")


@given(
    st.builds(
        MapRequest,
        reading=st.builds(
            Reading,
            sources=st.lists(st.text(), max_size=3).map(tuple),
            bands=st.dictionaries(st.text(), st.text(), max_size=3),
            scale=st.none() | st.floats(1e-9, 1e9),
            trust_remote=st.booleans(),
        ),
        model=st.text(min_size=1),
        output=st.text(min_size=1),
        area=st.builds(
            Area,
            wkt=st.lists(st.text(), max_size=2).map(tuple),
            extent=st.none() | st.tuples(*[st.floats(-1e7, 1e7)] * 4),
            crs=st.text(),
        ),
        year=st.none() | st.integers(1980, 2100),
    )
)
def test_a_request_comes_through_as_it_was_sent(request: MapRequest) -> None:
    assert load_request(dump_request(request)) == request


def damaged(**changes: object) -> str:
    message = json.loads(dump_request(GOOD))
    message["request"].update(changes.pop("request", {}))
    message.update(changes)
    return json.dumps(message)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("", "not valid JSON"),
        ("[1, 2]", "not a JSON object"),
        ('{"protocol": 1', "not valid JSON"),
        (damaged(protocol=PROTOCOL + 1), "protocol version"),
        (damaged(kind="paint"), "Unknown request kind"),
        (damaged(request={"colour": "red"}), "unknown field colour"),
        (damaged(request={"reading": {"sources": "a.tif"}}), "expected a list"),
        (damaged(request={"threshold": "50"}), "expected int"),
        (damaged(request={"compute": {"threads": True}}), "expected int"),
        (damaged(request={"threshold": 0}), "threshold cannot be 0"),
        (damaged(request={"threshold": 100}), "threshold cannot be 100"),
        (damaged(request={"year": 0}), "year cannot be 0"),
        (damaged(request={"output": ""}), "names no output"),
        (damaged(request={"batch": -1}), "batch cannot be -1"),
        (damaged(request={"compute": {"threads": -1}}), "threads cannot be -1"),
        (damaged(request={"compute": {"memory_mb": -1}}), "memory_mb cannot be -1"),
        (damaged(request={"reading": {"sources": [], "scale": float("nan")}}), "finite"),
        (damaged(request={"area": {"extent": [1, 2]}}), "expected 4 values"),
        ('{"protocol": 1, "kind": "map", "request": {}}', "missing field"),
    ],
)
def test_a_malformed_request_is_one_clear_error(line: str, complaint: str) -> None:
    with pytest.raises(RequestError, match=complaint):
        load_request(line)


def test_the_engine_answers_a_request_of_a_newer_plugin() -> None:
    error = run(damaged(protocol=99))
    assert error["kind"] == "request"
    assert "version 99" in error["message"]
    assert error["hint"]


def test_the_engine_process_imports_no_torch_and_nothing_from_the_working_folder(tmp_path: Path) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit('the working folder was imported')")
    with EngineProcess(CheckRuntimeRequest()) as engine:
        last, code, _ = engine.finish()
    assert (last["event"], code) == ("result", 0)
    assert last["problems"] == []


def test_an_error_keeps_its_kind_over_the_line() -> None:
    error = error_of_kind("area", "It is empty.", "Draw one.")
    assert (error.kind, str(error)) == ("area", "It is empty. Draw one.")
    assert error_of_kind("never heard of", "m").kind == "unexpected"


@given(st.lists(st.binary(max_size=9).map(lambda text: text.replace(b"\n", b".")), max_size=5), st.integers(0, 3))
def test_lines_come_as_they_were_sent(lines: list[bytes], large: int) -> None:
    lines = [line * 20_000 if number == large else line for number, line in enumerate(lines)]
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as stream:
        sender = threading.Thread(target=send, args=(stream, [line + b"\n" for line in lines]))
        sender.start()
        received = list(lines_of(reading))
        sender.join()
    os.close(reading)
    assert received == lines


def send(stream: BinaryIO, pieces: list[bytes]) -> None:
    stream.writelines(pieces)
    stream.close()


def test_a_package_that_cannot_be_loaded_is_a_matter_of_the_runtime(tmp_path: Path) -> None:
    (tmp_path / "onnxruntime.py").write_text("raise ImportError('DLL load failed while importing the binding')")
    event = last_event_with(tmp_path, GOOD)
    assert (event["event"], event["kind"]) == ("error", "runtime")
    assert "DLL load failed" in event["message"]
    assert sys.executable in event["hint"]


def last_event_with(folder: Path, request: Request) -> dict[str, Any]:
    """The last event of an engine in whose environment the modules of a folder come first."""
    start = (
        f"import runpy, sys; sys.path.insert(0, {str(folder)!r})\nrunpy.run_path({str(BOOT)!r}, run_name='__main__')"
    )
    ended = subprocess.run(
        [sys.executable, "-I", "-c", start], input=dump_request(request), capture_output=True, text=True, check=False
    )
    event: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return event


def test_another_package_of_the_same_name_does_not_hide_the_plugin(tmp_path: Path) -> None:
    (tmp_path / f"{BOOT.parents[1].name}.py").write_text("raise SystemExit('another package was imported')")
    assert last_event_with(tmp_path, CheckRuntimeRequest())["event"] == "result"


@pytest.mark.parametrize("named", [{}, {"model": "/m.onnx", "candidates": (ModelFile(path="/n.onnx"),)}])
def test_a_run_has_one_model_or_candidates(named: dict[str, Any]) -> None:
    with pytest.raises(RequestError, match="names no model, or a model and candidates"):
        MapRequest(reading=Reading(sources=("/a.tif",)), output="/o.tif", **named)
