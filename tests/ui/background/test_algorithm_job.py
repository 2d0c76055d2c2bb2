"""What a dialog sees of an algorithm that runs in the background, and what it can tell it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from algorithms import BANDS, GREEN, to_project
from labelled import write_labelled
from patience import PATIENCE_MS
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QEventLoop, QTimer

from onemetre.contract.errors import RequestError
from onemetre.ui.background.algorithm_job import AlgorithmJob


def finish(job: AlgorithmJob) -> None:
    """Run a job to its end."""
    loop = QEventLoop()
    job.ended.connect(loop.quit)
    QTimer.singleShot(PATIENCE_MS, loop.quit)
    job.start()
    assert job.busy
    loop.exec()
    assert not job.busy


@pytest.fixture
def training(tmp_path: Path) -> dict[str, Any]:
    """A training that nobody would wait for."""
    return {
        "FOLDER": str(write_labelled(tmp_path / "data")),
        "SHARE": 30,
        "CLASSES": "0=other,1=green",
        "RESOLUTION": 1,
        "NAME": "long.own_v1",
        "STEPS": 10_000_000,
        "BATCH": 2,
        "DEVICE": "cpu",
        "THREADS": 1,
        "OUTPUT": str(tmp_path / "run"),
        "OVERWRITE": True,
    }


def test_keep_best_reaches_the_training_and_its_figures_reach_the_dialog(training: dict[str, Any]) -> None:
    job = AlgorithmJob("pretrain", training)
    metrics: list[dict[str, Any]] = []
    job.feedback.metric.connect(metrics.append)
    job.feedback.step.connect(lambda text: job.feedback.control("keep-best") if text.startswith("Training") else None)
    finish(job)
    # Else the job and what it calls keep each other until the garbage collector comes, in whatever thread.
    job.feedback.step.disconnect()
    assert job.results is not None, job.failure
    assert Path(job.results["MODEL_FILE"]).is_file()
    assert metrics and metrics[-1]["step"] < 10_000_000 and metrics[-1]["loss"] > 0
    assert not job.failure


def test_a_cancelled_job_has_no_failure(training: dict[str, Any]) -> None:
    job = AlgorithmJob("pretrain", training)
    job.feedback.step.connect(lambda text: job.cancel() if text.startswith("Training") else None)
    finish(job)
    job.feedback.step.disconnect()
    assert job.cancelled and job.results is None and not job.failure


def test_a_job_that_fails_says_why(training: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "data" / "images" / "0.png").write_bytes(b"no picture")
    job = AlgorithmJob("pretrain", training)
    finish(job)
    assert "cannot be read" in job.failure and "Traceback" not in job.failure


def test_a_job_with_impossible_parameters_is_refused(training: dict[str, Any]) -> None:
    with pytest.raises(RequestError, match="NAME"):
        AlgorithmJob("pretrain", training | {"NAME": ""}).start()


def test_layers_are_loaded_into_the_project(bright: Path, out: Path) -> None:
    project = QgsProject.instance()
    output = to_project(out / "map.tif", project)
    job = AlgorithmJob("greenspace", {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": output})
    finish(job)
    assert job.results is not None, job.failure
    from unittest.mock import patch

    # pytest-qgis's window has no real layer tree, which QGIS 3.44 asks for.
    with patch("processing.gui.Postprocessing.iface", None):
        job.load()
    assert [layer.source() for layer in project.mapLayers().values()] == [str(out / "map.tif")]
    project.clear()
