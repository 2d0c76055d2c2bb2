"""Which Python the engine runs on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from algorithms import algorithm

from onemetre.contract.errors import RuntimeMissingError
from onemetre.processing.app.settings import settings
from onemetre.processing.client import interpreter
from onemetre.processing.client.interpreter import Interpreter, find_interpreter, managed_environment


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No variable, no setting, no managed environment."""
    monkeypatch.delenv("ONEMETRE_PYTHON")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "local"))
    yield
    settings().python.remove()


def executable(path: Path) -> Path:
    path.parent.mkdir(parents=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def test_the_variable_comes_first_then_the_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    by_setting, by_variable = executable(tmp_path / "a" / "python"), executable(tmp_path / "b" / "python")
    executable(managed_environment() / "bin" / "python")
    settings().python.setValue(str(by_setting))
    assert find_interpreter() == Interpreter(str(by_setting))
    monkeypatch.setenv("ONEMETRE_PYTHON", str(by_variable))
    assert find_interpreter() == Interpreter(str(by_variable))


def test_a_relative_path_counts_from_the_working_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = executable(tmp_path / "a" / "python")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONEMETRE_PYTHON", "a/python")
    assert find_interpreter().path == str(path)


def test_a_link_stays_a_link(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The python of a virtual environment is a link; what it points to is another environment."""
    (tmp_path / "python").symlink_to(sys.executable)
    monkeypatch.setenv("ONEMETRE_PYTHON", str(tmp_path / "python"))
    assert find_interpreter().path == str(tmp_path / "python")


def test_the_managed_environment_is_used_when_it_is_there(tmp_path: Path) -> None:
    path = executable(managed_environment() / "bin" / "python")
    assert path.is_relative_to(tmp_path / "local")
    assert find_interpreter() == Interpreter(str(path), managed=True)


def test_qgis_own_python_is_used_if_it_has_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreter, "MAP_PACKAGES", ("json", "zipfile"))
    found = find_interpreter()
    assert Path(found.path).is_relative_to(sys.prefix)
    assert not found.managed


def test_nothing_there_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreter, "MAP_PACKAGES", ("json", "no_such_package"))
    with pytest.raises(RuntimeMissingError) as caught:
        find_interpreter()
    assert "ONEMETRE_PYTHON" in caught.value.hint
    assert "no_such_package" in caught.value.hint


def test_what_was_asked_for_is_never_replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    executable(managed_environment() / "bin" / "python")
    settings().python.setValue(str(tmp_path / "gone"))
    with pytest.raises(RuntimeMissingError, match="settings name"):
        find_interpreter()
    monkeypatch.setenv("ONEMETRE_PYTHON", str(tmp_path))
    with pytest.raises(RuntimeMissingError, match="ONEMETRE_PYTHON"):
        find_interpreter()


def test_an_algorithm_without_a_runtime_stays_visible_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEMETRE_PYTHON", os.devnull)
    possible, reason = algorithm("greenspace").canExecute()
    assert not possible
    assert os.devnull in reason
