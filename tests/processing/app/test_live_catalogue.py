"""Models come and go while QGIS runs."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from algorithms import GREEN, THREE, algorithm

from onemetre.contract.catalogue import ZOO
from onemetre.processing.app.live_catalogue import live_catalogue, model_names
from onemetre.processing.app.settings import settings


def choices(name: str) -> list[str]:
    found = algorithm(name)
    return found.parameterDefinition("MODEL").options()


def copy(toys: Path, name: str, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for suffix in (".json", ".onnx"):
        shutil.copy(toys / f"{name}{suffix}", folder)
    return folder


def test_a_model_is_a_choice_as_soon_as_it_is_there(
    toys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONEMETRE_MODELS", str(tmp_path / "mine"))
    assert GREEN not in choices("greenspace")
    copy(toys, GREEN, tmp_path / "mine")
    assert GREEN in choices("greenspace")
    assert GREEN not in choices("impervioussurface")
    assert GREEN in choices("segment")


def test_variable_and_setting_may_name_several_folders(
    toys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    green, three = copy(toys, GREEN, tmp_path / "green"), copy(toys, THREE, tmp_path / "three")
    monkeypatch.setenv("ONEMETRE_MODELS", os.pathsep.join([str(tmp_path / "gone"), str(green)]))
    settings().model_folders.setValue(str(three))
    try:
        assert {GREEN, THREE} <= set(live_catalogue().entries)
    finally:
        settings().model_folders.remove()


def test_bundled_models_come_first_and_keep_their_names(
    toys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = [path.stem for path in ZOO.glob("*.json")]
    if not bundled:
        pytest.skip("no model is bundled yet")
    card = (ZOO / f"{bundled[0]}.json").read_text()
    (tmp_path / "fake.json").write_text(card)
    shutil.copy(toys / f"{GREEN}.onnx", tmp_path / "fake.onnx")
    monkeypatch.setenv("ONEMETRE_MODELS", os.pathsep.join([str(tmp_path), str(toys)]))
    catalogue = live_catalogue()
    assert catalogue.entries[bundled[0]].path.parent == ZOO
    names = model_names(catalogue, None)
    assert set(names[: len(bundled)]) == set(bundled)
    assert GREEN in names
