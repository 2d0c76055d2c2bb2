"""Models come and go while QGIS runs."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from algorithms import GREEN, THREE, algorithm, failure
from qgis.core import Qgis, QgsApplication

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


def test_a_folder_of_broken_cards_takes_nothing_down_and_is_told_once(
    toys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = copy(toys, GREEN, tmp_path / "mine")
    (mine / "nest.json").write_text("[" * 100_000)
    (mine / "list.json").write_text('{"mlm:input":["x"],"mlm:output":[{}],"mlm:name":"x"}')
    (mine / "inf.json").write_text(
        (toys / f"{GREEN}.json").read_text().replace('"onemetre:tile": 64', '"onemetre:tile": 1e999')
    )
    (mine / "folder.json").mkdir()
    (mine / f"{'n' * 250}.json").write_text("{}")
    os.mkfifo(mine / "pipe.json")
    monkeypatch.setenv("ONEMETRE_MODELS", os.pathsep.join([str(mine), "n" * 300, "~nobody-of-this-name/models"]))
    told: list[str] = []
    log = QgsApplication.messageLog()
    keep = log.messageReceived[str, str, Qgis.MessageLevel].connect(lambda text, tag, _: told.append(text))
    try:
        for name in ("greenspace", "segment", "describemodel", "evaluatemodel"):
            assert algorithm(name).parameterDefinitions()
        assert GREEN in choices("greenspace")
    finally:
        log.messageReceived[str, str, Qgis.MessageLevel].disconnect(keep)
    assert len(told) == 7
    assert all(line.isprintable() for line in told)
    for name in ("nest.json", "list.json", "inf.json", "folder.json", "nnn.json", "pipe.json"):
        assert sum(name in line for line in told) == 1


@pytest.mark.parametrize("name", ["n" * 300, "~nobody-of-this-name/a.onnx", "."])
def test_a_model_file_that_is_none_is_one_message(name: str, tmp_path: Path) -> None:
    message = failure("segment", {"INPUT": "city.tif", "MODEL_FILE": name, "OUTPUT": str(tmp_path / "map.tif")})
    assert "is not a file" in message
    assert message.removeprefix("Unable to execute algorithm\n").isprintable()
