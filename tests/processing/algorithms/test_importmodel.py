from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from algorithms import BANDS, GREEN, Recorder, algorithm, failure, run
from foreign_models import DEEPNESS, write_foreign
from qgis.core import QgsApplication
from rasters import read_raster

from onemetre.contract.card import read_card
from onemetre.processing.app.live_catalogue import live_catalogue, user_folder
from onemetre.processing.app.settings import settings

BARE = {"BANDS": "red,green,blue", "RESOLUTION": 1, "CLASSES": "0=other,1=field"}


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Path]:
    """The user's folder for models, not yet there."""
    settings().model_folders.setValue(str(tmp_path / "mine"))
    yield tmp_path / "mine"
    settings().model_folders.remove()


def test_without_a_setting_models_go_into_the_profile() -> None:
    assert user_folder() == Path(QgsApplication.qgisSettingsDirPath()) / "onemetre" / "models"


def test_an_imported_model_is_offered_at_once_and_maps(tmp_path: Path, mine: Path, bright: Path, out: Path) -> None:
    source = write_foreign(tmp_path, metadata={}, side=None)
    wanted = {"NAME": "field.eu_v1", "TITLE": "Fields", "TASK": "green-space", "TILE": 48, "HALO": 2}
    result = run("importmodel", {"INPUT": str(source), **BARE, **wanted})
    assert (result["MODEL"], result["MODEL_FILE"]) == ("field.eu_v1", str(mine / "field.eu_v1.onnx"))
    assert live_catalogue().get("field.eu_v1").card.title == "Fields"
    for name in ("segment", "greenspace"):
        assert "field.eu_v1" in algorithm(name).parameterDefinition("MODEL").options()
    assert "field.eu_v1" not in algorithm("impervioussurface").parameterDefinition("MODEL").options()
    parameters = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": "field.eu_v1", "OUTPUT": str(out / "map.tif")}
    (classes,) = read_raster(run("segment", parameters)["OUTPUT"])
    assert (classes[:, 0] == 0).all()
    assert (classes[:, -1] == 1).all()


def test_a_model_of_deepness_needs_nothing_but_its_file(tmp_path: Path, mine: Path) -> None:
    run("importmodel", {"INPUT": str(write_foreign(tmp_path))})
    assert read_card(str(mine / "foreign.json")).resolution == 0.5


def test_each_output_of_a_network_can_be_a_model(tmp_path: Path, mine: Path, bright: Path, out: Path) -> None:
    names = [{0: "background", 1: "light"}, {0: "background", 1: "shade"}]
    source = write_foreign(tmp_path, second="shade", metadata=DEEPNESS | {"resolution": 100, "class_names": names})
    maps = {}
    for output in ("map", "shade"):
        feedback = Recorder()
        run("importmodel", {"INPUT": str(source), "NAME": output, "NETWORK_OUTPUT": output}, feedback=feedback)
        assert feedback.warnings == []
        parameters = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": output, "OUTPUT": str(out / f"{output}.tif")}
        (maps[output],) = read_raster(run("segment", parameters)["OUTPUT"])
    assert set(maps["map"].flat) == {0, 1}
    assert (maps["map"] == 1 - maps["shade"]).all()


def test_the_names_of_other_models_are_taken(tmp_path: Path, mine: Path) -> None:
    message = failure("importmodel", {"INPUT": str(write_foreign(tmp_path)), "NAME": GREEN, "OVERWRITE": True})
    assert GREEN in message
    assert not mine.exists()


def test_a_second_import_has_to_be_allowed(tmp_path: Path, mine: Path) -> None:
    parameters = {"INPUT": str(write_foreign(tmp_path))}
    run("importmodel", parameters)
    assert "OVERWRITE" in failure("importmodel", parameters | {"TITLE": "New"})
    run("importmodel", parameters | {"TITLE": "New", "OVERWRITE": True})
    assert read_card(str(mine / "foreign.json")).title == "New"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"INPUT": "gone.onnx"}, "gone.onnx"),
        ({"CLASSES": "other,green"}, "CLASSES"),
        ({"MEAN": "a,b,c"}, "MEAN"),
        ({"TASK": "weather"}, "green-space"),
        ({"VALUES": "bits"}, "reflectance"),
        ({"RESOLUTION": -1}, "RESOLUTION"),
        ({"BANDS": ""}, "BANDS"),
        ({"NETWORK_OUTPUT": "roofs"}, "map"),
    ],
)
def test_what_is_wrong_is_said_by_its_parameter(tmp_path: Path, mine: Path, wrong: dict, told: str) -> None:
    source = write_foreign(tmp_path, metadata={})
    assert told in failure("importmodel", {"INPUT": str(source), **BARE, **wrong})
    assert not mine.exists()
