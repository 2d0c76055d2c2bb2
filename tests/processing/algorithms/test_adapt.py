"""Adapting a model as users do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rasterio
from adaptable import NAME, SIDE, drawn, write_adaptable, write_city
from algorithms import BANDS, GREEN, Recorder, algorithm, failure, run
from drawn import square, write_samples
from headless import Headless
from hypothesis import given
from hypothesis import strategies as st
from patience import PATIENCE_MS
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorLayer,
    QgsProperty,
)
from qgis.PyQt.QtCore import QEventLoop, QTimer
from rasters import read_raster, write_raster

from onemetre.contract.requests import METHODS, Samples
from onemetre.processing.app.live_catalogue import live_catalogue
from onemetre.processing.app.settings import settings
from onemetre.processing.bases.sample_parameters import read_samples
from onemetre.processing.parameters.class_text import class_values_text, parse_class_values

SHAPES = [(square(5, 5), "other"), (square(60, 5), "green")]


@pytest.fixture
def wanted(bright: Path, tmp_path: Path) -> dict[str, object]:
    return {
        "MODEL": GREEN,
        "INPUT": str(bright),
        "BANDS": BANDS,
        "SAMPLES": str(write_samples(tmp_path / "samples.geojson", SHAPES)),
        "OUTPUT": "bright.here",
        "DEVICE": "cpu",
        "THREADS": 1,
    }


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Path]:
    """The user's folder for models, with one that can be adapted."""
    folder = tmp_path / "mine"
    folder.mkdir()
    write_adaptable(folder)
    settings().model_folders.setValue(str(folder))
    yield folder
    settings().model_folders.remove()


@pytest.fixture
def city(mine: Path, tmp_path: Path) -> dict[str, object]:
    """An adaptation of a few steps that is enough: there bright is green."""
    return {
        "MODEL": NAME,
        "INPUT": str(write_city(tmp_path / "city.tif")),
        "BANDS": BANDS,
        "SAMPLES": str(write_samples(tmp_path / "samples.geojson", drawn(2), field="kind")),
        "CLASS_FIELD": "kind",
        "METHOD": "supervised",
        "EPOCHS": 6,
        "BATCH": 2,
        "LEARNING_RATE": 0.02,
        "OUTPUT": "city.own_v1",
        "DEVICE": "cpu",
        "THREADS": 1,
    }


@pytest.fixture
def quick(city: dict[str, object], tmp_path: Path) -> dict[str, object]:
    """An adaptation of an epoch that is kept without a check."""
    one = write_samples(tmp_path / "one.geojson", drawn(1), field="kind")
    return city | {"SAMPLES": str(one), "EPOCHS": 1, "ALWAYS": True}


def test_an_adapted_model_is_offered_at_once_and_maps(
    mine: Path, city: dict[str, object], out: Path, tmp_path: Path
) -> None:
    feedback = Recorder()
    result = run("adapt", city | {"REPORT": str(out / "report.html")}, feedback=feedback)
    assert (result["MODEL"], result["MODEL_FILE"]) == ("city.own_v1", str(mine / "city.own_v1.onnx"))
    assert (result["PUBLISHED"], result["KEPT"], result["CHECKED"]) == (True, True, True)
    assert result["F1_AFTER"] > result["F1_BEFORE"] + 10
    assert (result["STEPS"], result["RUN"], result["DEVICE_USED"]) == (12, "", "cpu")
    assert any("the adapted model is kept" in line for line in feedback.infos)
    assert "the adapted model is kept" in (out / "report.html").read_text()
    assert not (mine / "runs" / "city.own_v1").exists()
    card = live_catalogue().get("city.own_v1").card
    assert (card.parent, card.task, card.accuracy[0].value) == (NAME, "green-space", result["F1_AFTER"])
    assert "city.own_v1" in algorithm("greenspace").parameterDefinition("MODEL").options()
    wanted = {"INPUT": city["INPUT"], "BANDS": BANDS, "MODEL": result["MODEL"], "OUTPUT": str(out / "map.tif")}
    (classes,) = read_raster(run("greenspace", wanted)["OUTPUT"])
    assert (classes[:160, 8:24] == 0).mean() > 0.9
    assert (classes[:160, 40:56] == 1).mean() > 0.9
    # The child can be a parent, and has a name that is taken now.
    assert "Choose another OUTPUT" in failure("adapt", city)


def test_a_model_that_is_not_proven_better_can_be_looked_at_and_imported(
    mine: Path, city: dict[str, object], out: Path
) -> None:
    feedback = Recorder()
    result = run("adapt", city | {"EPOCHS": 1, "BATCH": 1, "LEARNING_RATE": 1e-9}, feedback=feedback)
    assert (result["PUBLISHED"], result["CHECKED"], result["MODEL"]) == (False, True, NAME)
    assert result["VERDICT"].startswith("The adapted model is not better than its parent on the samples. On ")
    unsaved = result["UNSAVED_FILE"]
    assert any(unsaved in line for line in feedback.infos)
    assert "city.own_v1" not in live_catalogue().entries
    wanted = {"INPUT": city["INPUT"], "BANDS": BANDS, "MODEL_FILE": unsaved, "OUTPUT": str(out / "map.tif")}
    assert run("segment", wanted)["MODEL_USED"] == "city.own_v1"
    imported = run("importmodel", {"INPUT": unsaved})
    assert imported["MODEL_FILE"] == str(mine / "city.own_v1.onnx")
    assert (mine / "city.own_v1.safetensors").read_bytes() == Path(unsaved).with_suffix(".safetensors").read_bytes()
    card = live_catalogue().get("city.own_v1").card
    assert (card.parent, card.accuracy[0].value) == (NAME, result["F1_AFTER"])
    assert "Checked, not proven better than its parent" in card.description
    assert "city.own_v1" in algorithm("greenspace").parameterDefinition("MODEL").options()


def test_a_time_that_is_too_short_is_refused_at_once(city: dict[str, object], mine: Path) -> None:
    told = failure("adapt", {name: value for name, value in city.items() if name != "EPOCHS"} | {"MINUTES": 0.01})
    assert "0.01 min are too short" in told and "Allow at least" in told
    assert not (mine / "runs" / "city.own_v1").exists()


def test_it_runs_in_scripts_and_says_what_was_not_checked(
    qgis_process: Headless, city: dict[str, object], mine: Path, tmp_path: Path
) -> None:
    one = write_samples(tmp_path / "one.geojson", drawn(1), field="kind")
    few = city | {"SAMPLES": one, "RUN": "training", "OUTPUT": "script.adapted_v1", "EPOCHS": 1}
    arguments = [f"--{name}={value}" for name, value in few.items()]
    refused = qgis_process.results("onemetre:adapt", *arguments, cwd=tmp_path, models=mine)
    assert (refused["PUBLISHED"], refused["KEPT"], refused["CHECKED"]) == (False, False, False)
    assert refused["MODEL"] == NAME
    assert "two polygons of each class" in refused["VERDICT"] and "ALWAYS" in refused["VERDICT"]
    assert Path(refused["UNSAVED_FILE"]).is_relative_to(tmp_path / "training")
    result = qgis_process.results("onemetre:adapt", *arguments, "--ALWAYS=true", cwd=tmp_path, models=mine)
    assert (result["PUBLISHED"], result["KEPT"], result["CHECKED"]) == (True, False, False)
    assert not {"F1_AFTER", "UNSAVED_FILE"} & set(result)
    assert result["RUN"] == str(tmp_path / "training")
    assert (tmp_path / "training" / "child" / "weights.safetensors").is_file()
    assert Path(result["MODEL_FILE"]).is_file()


def test_a_graphical_model_exports_adapts_and_maps(
    qgis_process: Headless, quick: dict[str, object], mine: Path, out: Path, tmp_path: Path
) -> None:
    model, source = QgsProcessingModelAlgorithm(), QgsProcessingModelChildParameterSource
    model.setName("adapt_and_map")
    for definition in (QgsProcessingParameterRasterLayer("INPUT"), QgsProcessingParameterVectorLayer("SAMPLES")):
        model.addModelParameter(definition, QgsProcessingModelParameter(definition.name()))
    image, samples = source.fromModelParameter("INPUT"), source.fromModelParameter("SAMPLES")
    fixed = {name: source.fromStaticValue(value) for name, value in (quick | {"METHOD": "adversarial"}).items()}
    data = {name: fixed[name] for name in ("BANDS", "CLASS_FIELD")} | {"INPUT": image, "SAMPLES": samples}
    steps = {
        "exporttraining": data | {"CLASSES": source.fromStaticValue("0=other,1=green")},
        "adapt": fixed | data | {"SOURCE": source.fromChildOutput("exporttraining", "OUTPUT")},
        "greenspace": {"INPUT": image, "BANDS": fixed["BANDS"], "MODEL": source.fromChildOutput("adapt", "MODEL")},
    }
    for name, parameters in steps.items():
        step = QgsProcessingModelChildAlgorithm(f"onemetre:{name}")
        step.setChildId(name)
        for parameter, value in parameters.items():
            step.addParameterSources(parameter, [value])
        model.addChildAlgorithm(step)
    output = QgsProcessingModelOutput("map", "map")
    output.setChildOutputName("OUTPUT")
    model.childAlgorithm("greenspace").setModelOutputs({"map": output})
    model.updateDestinationParameters()
    path = tmp_path / "adapt_and_map.model3"
    assert model.toFile(str(path))
    given = [f"--{name}={quick[name]}" for name in ("INPUT", "SAMPLES")]
    result = qgis_process.results(str(path), *given, f"--map={out / 'map.tif'}", models=mine)
    with rasterio.open(result["map"]) as made:
        assert made.tags()["ONEMETRE_MODEL"] == "city.own_v1"
        assert made.shape == (SIDE, SIDE)


def test_a_batch_with_images_in_parts_goes_on_after_a_row_that_fails(
    mine: Path, quick: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from processing.gui import Postprocessing
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    # QGIS 3.44 asks the window for its layer tree, and here there is no window.
    monkeypatch.setattr(Postprocessing, "iface", None)

    loop, summary = QEventLoop(), []

    class Batch(BatchAlgorithmDialog):
        def createSummaryTable(self, results: list[dict[str, Any]], errors: list[dict[str, Any]]) -> None:  # noqa: N802
            summary.extend([results, errors])
            loop.quit()

    pixels = read_raster(str(quick["INPUT"]))
    parts = [
        str(write_raster(tmp_path / f"{name}.tif", part, x=x, nodata=0))
        for name, part, x in (("west", pixels[:, :, :96], 600_000), ("east", pixels[:, :, 96:], 600_096))
    ]
    rows = [quick | {"INPUT": parts, "OUTPUT": name} for name in ("bad name", "city.own_v1")]
    dialog = Batch(algorithm("adapt"))
    dialog.mainWidget().load_batch_file_3_40_version({"rows": [{"PARAMETERS": row, "OUTPUTS": {}} for row in rows]})
    dialog.runAlgorithm()
    QTimer.singleShot(PATIENCE_MS, loop.quit)
    loop.exec()
    (adapted,), (failed,) = summary
    assert failed["parameters"]["OUTPUT"] == "bad name" and "cannot be called" in "".join(failed["errors"])
    assert adapted["results"]["MODEL_FILE"] == str(mine / "city.own_v1.onnx")


def test_a_cancelled_adaptation_says_where_it_is_kept(mine: Path, city: dict[str, object]) -> None:
    class Impatient(Recorder):
        def setProgressText(self, text: str) -> None:  # noqa: N802 - QGIS calls it by this name
            if "Step" in text:
                self.cancel()

    with pytest.raises(QgsProcessingException, match=r"runs/city.own_v1 keeps the last checkpoint"):
        run("adapt", city | {"EPOCHS": 100}, feedback=Impatient())
    assert not (mine / "city.own_v1.onnx").exists()


def read(parameters: dict[str, object]) -> Samples | None:
    return read_samples(algorithm("adapt"), parameters, QgsProcessingContext())


@pytest.mark.parametrize(
    ("values", "texts"),
    [(["tree", " roof "], ["tree", "roof"]), ([0, 1], ["0", "1"]), ([0.0, 1.0], ["0", "1"]),
     ([True, None], ["1", ""]), ([1.5, 1], ["1.5", "1"])],
)  # fmt: skip
def test_what_stands_in_the_class_field(tmp_path: Path, values: list[object], texts: list[str]) -> None:
    path = write_samples(tmp_path / "a.geojson", [(square(0, 0), v) for v in values], field="kind")
    samples = read(
        {"SAMPLES": str(path), "CLASS_FIELD": "kind", "CLASS_VALUES": " tree = green, a=b=other ", "RADIUS": 3}
    )
    assert samples is not None
    assert [one.value for one in samples.drawn] == texts
    assert all(one.wkt.startswith("Polygon") for one in samples.drawn)
    assert (samples.crs, samples.radius_m) == ("EPSG:32632", 3)
    assert samples.values == {"tree": "green", "a=b": "other"}


@given(st.dictionaries(st.text().map(str.strip).filter(bool), st.integers(0, 254)))
def test_whatever_stands_in_a_field_can_be_given_a_class(classes: dict[str, int]) -> None:
    text = class_values_text(classes)
    assert parse_class_values(text, "") == {value: str(number) for value, number in classes.items()}


def test_values_with_commas_stand_in_quotes() -> None:
    assert parse_class_values('"tree, old"=green, "roof, 5"" pipe=other"', "") == {
        "tree, old": "green",
        'roof, 5" pipe': "other",
    }


def test_no_samples() -> None:
    assert read({}) is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"MODEL": "nobody.knows_v1"}, "nobody.knows_v1"),
        ({"CLASS_FIELD": "kind"}, "the samples have no field 'kind'"),
        ({"CLASS_FIELD": "kind"}, "can name a class: class"),
        ({"CLASS_VALUES": "tree"}, "CLASS_VALUES cannot be read at tree"),
        ({"CLASS_VALUES": 'roof=other,"tree, old=green'}, 'CLASS_VALUES cannot be read at "tree, old=green'),
        ({"METHOD": "magic"}, METHODS[1]),
        ({"METHOD": QgsProperty.fromExpression("'magic'")}, METHODS[1]),
        ({"MINUTES": 1, "EPOCHS": 2}, "MINUTES and EPOCHS are both set"),
        ({"MINUTES": -1}, "MINUTES"),
        ({"RADIUS": 0}, "RADIUS"),
        ({"OUTPUT": ""}, "OUTPUT"),
        ({"INPUT": "nowhere.tif"}, "nowhere.tif"),
    ],
)
def test_what_is_wrong_is_known_before_the_start(wanted: dict[str, object], wrong: dict, told: str) -> None:
    assert told in failure("adapt", wanted | wrong)


def test_a_field_that_cannot_name_classes(wanted: dict[str, object], tmp_path: Path) -> None:
    dated = write_samples(tmp_path / "dated.geojson", [(square(0, 0), "2024-05-01")], field="day")
    assert "which cannot name a class" in failure("adapt", wanted | {"SAMPLES": str(dated), "CLASS_FIELD": "day"})
