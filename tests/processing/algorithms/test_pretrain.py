"""Training a model as users do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from algorithms import BANDS, GREEN, Recorder, algorithm, failure, run
from headless import Headless
from labelled import write_labelled
from qgis.core import QgsProcessingException
from rasters import read_raster, write_raster

from onemetre.processing.app.live_catalogue import live_catalogue
from onemetre.processing.app.settings import settings


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Path]:
    """The user's folder for models, not yet there."""
    settings().model_folders.setValue(str(tmp_path / "mine"))
    yield tmp_path / "mine"
    settings().model_folders.remove()


@pytest.fixture
def wanted(tmp_path: Path) -> dict[str, object]:
    """A training of a few steps."""
    return {
        "FOLDER": str(write_labelled(tmp_path / "data")),
        "SHARE": 30,
        "CLASSES": "0=other,1=green",
        "RESOLUTION": 1,
        "NAME": "bright.own_v1",
        "STEPS": 12,
        "LEARNING_RATE": 0.02,
        "BATCH": 2,
        "DEVICE": "cpu",
        "THREADS": 1,
        "OUTPUT": str(tmp_path / "run"),
    }


def test_a_trained_model_is_offered_at_once_and_maps(
    tmp_path: Path, mine: Path, wanted: dict[str, object], bright: Path, out: Path
) -> None:
    feedback = Recorder()
    result = run("pretrain", wanted, feedback=feedback)
    assert (result["MODEL"], result["MODEL_FILE"]) == ("bright.own_v1", str(mine / "bright.own_v1.onnx"))
    assert result["F1"] > 90
    assert result["DEVICE_USED"] == "cpu"
    assert Path(result["CHECKPOINT"]).is_file()
    assert Path(result["WEIGHTS"]).is_file()
    assert any("3 training images, 2 validation" in line for line in feedback.infos)
    card = live_catalogue().get("bright.own_v1").card
    assert card.architecture == "ugsnet-light"
    assert "data" in card.training_data
    (figure,) = card.accuracy
    assert "user's own validation data" in figure.data
    assert figure.value == result["F1"]
    assert "bright.own_v1" in algorithm("greenspace").parameterDefinition("MODEL").options()
    parameters = {"INPUT": str(bright), "BANDS": BANDS, "MODEL": "bright.own_v1", "OUTPUT": str(out / "map.tif")}
    (classes,) = read_raster(run("segment", parameters)["OUTPUT"])
    assert (classes[:, :40] == 0).mean() > 0.9
    assert (classes[:, 56:] == 1).mean() > 0.9


def test_jointseg_maps_sentinel_2_at_a_metre(tmp_path: Path, mine: Path, wanted: dict[str, object], out: Path) -> None:
    changes = {"NETWORK": "jointseg", "CLASSES": "0=other,1=impervious", "NAME": "joint.own_v1", "STEPS": 25}
    result = run("pretrain", wanted | changes)
    assert result["F1"] > 80
    assert (mine / "joint.own_v1.safetensors").is_file()
    reflectance = np.full((3, 40, 40), 100, np.uint16)
    reflectance[:, :, 20:] = 6000
    place = {"INPUT": str(write_raster(tmp_path / "s2.tif", reflectance, pixel=10.0)), "BANDS": BANDS}
    outputs = {"OUTPUT": str(out / "map.tif"), "SUPERRESOLVED": str(out / "sharp.tif")}
    mapped = run("impervioussurface", place | outputs | {"MODEL": "joint.own_v1"})
    (classes,) = read_raster(mapped["OUTPUT"])
    assert classes.shape == (400, 400)
    assert (classes[:, :180] == 0).mean() > 0.9
    assert (classes[:, 220:] == 1).mean() > 0.9
    assert read_raster(mapped["SUPERRESOLVED"]).shape == (3, 400, 400)


def test_it_runs_in_scripts(qgis_process: Headless, wanted: dict[str, object], tmp_path: Path) -> None:
    few = wanted | {"STEPS": 2, "OUTPUT": "training", "NAME": "script.own_v1"}
    arguments = [f"--{name}={value}" for name, value in few.items()]
    result = qgis_process.results("onemetre:pretrain", *arguments, cwd=tmp_path)
    assert Path(result["CHECKPOINT"]) == tmp_path / "training" / "checkpoint.safetensors"
    assert Path(result["MODEL_FILE"]).is_file()


def test_a_cancelled_training_says_where_it_is_kept(mine: Path, wanted: dict[str, object]) -> None:
    class Impatient(Recorder):
        def pushInfo(self, info: str) -> None:  # noqa: N802 - QGIS calls it by this name
            super().pushInfo(info)
            if "F1" in info:
                self.cancel()

    feedback = Impatient()
    with pytest.raises(QgsProcessingException, match="keeps the last checkpoint"):
        run("pretrain", wanted | {"STEPS": 60}, feedback=feedback)
    assert not mine.exists()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"FOLDER": "nowhere"}, "nowhere"),
        ({"CLASSES": "green"}, "CLASSES"),
        ({"CLASSES": "1=green"}, "at least two names"),
        ({"CLASSES": ""}, "at least two names"),
        ({"NETWORK": "unet"}, "ugsnet-light, jointseg"),
        ({"NETWORK": "jointseg", "RESOLUTION": 10}, "0.5 to 2 m"),
        ({"MINUTES": -1}, "MINUTES"),
        ({"NAME": ""}, "NAME"),
        ({"SHARE": 99}, "SHARE"),
        ({"RESOLUTION": 0}, "RESOLUTION"),
        ({"STEPS": 0}, "STEPS"),
        ({"NAME": GREEN, "OVERWRITE": True}, GREEN),
    ],
)
def test_what_is_wrong_is_one_message(mine: Path, wanted: dict[str, object], wrong: dict, told: str) -> None:
    assert told in failure("pretrain", wanted | wrong)
    assert not mine.exists()
