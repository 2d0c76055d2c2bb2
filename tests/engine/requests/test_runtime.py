from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from patience import PATIENCE

from onemetre.engine.requests.check_runtime import (
    MODULES,
    PACKAGES,
    import_problems,
    installed_version,
    version_problems,
)

ROOT = Path(__file__).parents[3]
GOOD = dict.fromkeys(PACKAGES, "") | {"onnx": "1.21.0", "onnxruntime": "1.28.1"}


def check(interpreter: str = sys.executable, request: dict | None = None, **environment: str) -> dict:
    """Ask a real engine process; gives its last event."""
    request = json.dumps({"protocol": 1, "kind": "check-runtime", "request": request or {}})
    pipe = subprocess.PIPE
    command = [interpreter, "-I", str(ROOT / "engine/boot.py")]
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=os.environ | environment
    ) as engine:
        # Not closed before the engine has ended: it would take that for the end of its parent and soon stop.
        engine.stdin.write(request + "\n")
        engine.stdin.flush()
        events = engine.stdout.readlines()
        assert events, engine.stderr.read()
    return json.loads(events[-1])


def test_this_environment_can_map():
    event = check()
    assert event["event"] == "result"
    assert event["problems"] == []
    assert event["devices"]["cpu"].endswith("threads")
    assert event["packages"]["numpy"] == installed_version("numpy")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """An environment with nothing but Python."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path], check=True, timeout=PATIENCE)
    return tmp_path


def interpreter_of(environment: Path) -> str:
    (interpreter,) = [p for p in (environment / "bin/python", environment / "Scripts/python.exe") if p.exists()]
    return str(interpreter)


def test_every_missing_package_is_named(bare):
    event = check(interpreter_of(bare))
    assert event["event"] == "result"
    assert event["packages"]["onnxruntime"] == ""
    for module in MODULES:
        assert any(module in problem for problem in event["problems"])


def test_an_onnxruntime_that_breaks_on_import_is_told_and_does_no_harm(bare):
    (packages,) = [*bare.glob("lib/python3*/site-packages"), *bare.glob("Lib/site-packages")]
    (packages / "onnxruntime.py").write_text("raise RuntimeError('compiled for another numpy')")
    event = check(interpreter_of(bare))
    assert any("compiled for another numpy" in problem for problem in event["problems"])
    assert list(event["devices"]) == ["cpu"]


def test_good_versions_are_no_problem():
    assert version_problems(GOOD) == []


@pytest.mark.parametrize(
    ("package", "version"), [("onnx", "1.20.9"), ("onnxruntime", "1.9"), ("onnxruntime-gpu", "1.27.2rc1")]
)
def test_versions_with_known_holes_are_a_problem(package, version):
    versions = GOOD | {"onnxruntime": "", package: version}
    (problem,) = version_problems(versions)
    assert package in problem
    assert version in problem


def test_a_release_candidate_of_a_good_version_passes():
    assert version_problems(GOOD | {"onnx": "1.22.0rc1"}) == []


def test_two_onnxruntimes_are_a_problem():
    (problem,) = version_problems(GOOD | {"onnxruntime-gpu": "1.30.0"})
    assert "overwrite" in problem


def test_an_installed_package_that_does_not_load_is_a_problem(tmp_path, monkeypatch):
    (tmp_path / "brokenpackage.py").write_text("raise OSError('libbroken.so: cannot open shared object file')")
    monkeypatch.syspath_prepend(tmp_path)
    (problem,) = import_problems(["brokenpackage"])
    assert "libbroken.so" in problem


def test_the_golden_tile_is_computed_on_request():
    (model, *_) = sorted((ROOT / "models/zoo").glob("*.onnx"), key=lambda path: path.stat().st_size)
    event = check(request={"model": str(model), "device": "cpu"})
    assert event["problems"] == []
    assert event["device"] == "cpu"


def test_a_device_or_a_package_that_is_not_there_is_a_problem():
    event = check(request={"model": str(ROOT / "gone.onnx"), "packages": ["om-no-such-package"]})
    assert event["problems"] == ["The package om-no-such-package is not installed."]
    event = check(request={"model": str(ROOT / "gone.onnx")})
    assert "gone.onnx" in event["problems"][0]
    assert event["device"] == ""
