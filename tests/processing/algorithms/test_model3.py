"""A saved graphical model: impervious surface, then its mean per zone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from algorithms import GREEN, IMPERVIOUS, Recorder, left
from headless import Headless
from qgis.core import QgsProcessingContext, QgsProcessingModelAlgorithm
from rasters import half_bright, write_raster

MODEL = Path(__file__).parents[2] / "data" / "impervious_zonal.model3"


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    """Image and zones for the model: the left zone is dark, the right one bright."""
    image = write_raster(tmp_path / "image.tif", half_bright(20, 30, 3900, "uint16"), pixel=10.0)
    features = [
        {
            "type": "Feature",
            "properties": {"side": side},
            "geometry": {"type": "Polygon", "coordinates": [[[x, y] for x, y in ring]]},
        }
        for side, ring in (("left", box(600_000, 600_100)), ("right", box(600_200, 600_300)))
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32632"}}
    zones = tmp_path / "zones.geojson"
    zones.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    return [f"--image={image}", f"--zones={zones}"]


def box(west: float, east: float) -> list[tuple[float, float]]:
    south, north = 4_999_800.0, 5_000_000.0
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def test_a_saved_model_runs(qgis_process: Headless, arguments: list[str], out: Path) -> None:
    results = qgis_process.results(str(MODEL), *arguments, f"--by_zone={out / 'zones.geojson'}")
    features = json.loads(Path(results["by_zone"]).read_text())["features"]
    sealed = {f["properties"]["side"]: f["properties"]["sealed_mean"] for f in features}
    assert sealed == {"left": pytest.approx(0), "right": pytest.approx(1)}


def test_an_unknown_network_in_a_saved_model_is_never_replaced(
    qgis_process: Headless, arguments: list[str], out: Path, tmp_path: Path
) -> None:
    renamed = copy_with(tmp_path, IMPERVIOUS, "jointseg.of_another_machine")
    run = qgis_process("run", str(renamed), *arguments, f"--by_zone={out / 'zones.geojson'}")
    assert run.returncode != 0
    assert "'jointseg.of_another_machine'" in run.stderr
    assert IMPERVIOUS in run.stderr
    assert GREEN not in run.stderr
    assert left(out) == []


def copy_with(folder: Path, old: str, new: str) -> Path:
    """A copy of the model with one value changed."""
    text = MODEL.read_text()
    assert text.count(f'value="{old}"') == 1
    path = folder / "changed.model3"
    path.write_text(text.replace(f'value="{old}"', f'value="{new}"'))
    return path


def failure_of(model: Path, arguments: list[str]) -> str:
    """What the run of a model in QGIS itself says when it fails."""
    algorithm = QgsProcessingModelAlgorithm()
    assert algorithm.fromFile(str(model))
    parameters = dict(argument.removeprefix("--").split("=", 1) for argument in arguments)
    _, successful = algorithm.run({**parameters, "by_zone": "memory:"}, QgsProcessingContext(), feedback := Recorder())
    assert not successful
    return feedback.htmlLog()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (IMPERVIOUS, "jointseg.of_another_machine", IMPERVIOUS),
        ("cpu", "cuda:77", "auto, cpu"),
        ("2022", "1492", "from 1900 to 2200"),
        ("red=1,green=2,blue=3", "red", "red=1,green=2,blue=3"),
    ],
)
def test_the_checks_that_qgis_leaves_out_inside_a_model_are_made(
    arguments: list[str], tmp_path: Path, old: str, new: str, says: str
) -> None:
    log = failure_of(copy_with(tmp_path, old, new), arguments)
    assert new in log
    assert says in log


def test_a_missing_runtime_is_told_inside_a_model(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEMETRE_PYTHON", "/nowhere/python")
    assert "/nowhere/python" in failure_of(MODEL, arguments)
