"""Maps with networks of other people, through the real engine process."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from engine_process import EngineProcess
from foreign_models import DEEPNESS, write_foreign
from numpy.typing import NDArray
from rasters import mottled, read_raster, write_raster

from onemetre.contract.requests import MapRequest, Reading

THREE = {0: "dark", 1: "middle", 2: "bright"}


def wanted(output: str, logit: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64] | None]:
    """Probability of the class (of the strongest one of three) for 8 * (mean - 0.5), and which of three it is."""
    if output.startswith("three"):
        exponentials = np.exp(np.stack([-logit, np.ones_like(logit), logit]))
        shares = exponentials / exponentials.sum(axis=0)
        return shares.max(axis=0), shares.argmax(axis=0)
    probability = {
        "probability": logit / 8 + 0.5,
        "logit": 1 / (1 + np.exp(-logit)),
        "flat": 1 / (1 + np.exp(-logit)),
        "logits": 1 / (1 + np.exp(-2 * logit)),
        "index": (logit > 0).astype(float),
    }[output]
    return probability, None


@pytest.mark.parametrize("output", ["probability", "logit", "flat", "logits", "three", "three-logits", "index"])
@pytest.mark.parametrize(
    ("crop", "batch", "side"), [(0, None, None), (6, 2, 32)], ids=["free size and batch", "fixed, smaller output"]
)
def test_the_map_is_what_the_network_gives_for_the_whole_image(
    tmp_path: Path, output: str, crop: int, batch: int | None, side: int | None
) -> None:
    # 50 cm pixels, as the model's metadata say: nothing is resampled.
    image = write_raster(tmp_path / "image.tif", mottled(90, 130), pixel=0.5)
    names = {"class_names": THREE} if output.startswith("three") else {}
    metadata = DEEPNESS | {"tiles_overlap": 0} | names
    model = write_foreign(tmp_path, output=output, crop=crop, batch=batch, side=side, metadata=metadata)
    mapped(tmp_path, image, model)
    logit = 8 * (read_raster(image).mean(axis=0) / 255 - 0.5)
    probability, winner = wanted(output, logit)
    percent = read_raster(tmp_path / "percent.tif")[0].astype(int)
    # Where rounding cannot decide the class.
    clear = (np.abs(logit) > 1e-3) & (np.abs(np.abs(logit) - 1) > 1e-2)
    assert np.abs(percent - 100 * probability)[clear].max() <= 1
    classes = read_raster(tmp_path / "map.tif")[0]
    if winner is None:
        assert (classes == (percent >= 50)).all()
    else:
        assert (classes == winner)[clear].all()
        assert set(np.unique(classes)) == {0, 1, 2}


def test_of_two_outputs_the_first_is_mapped_and_the_others_are_named(tmp_path: Path) -> None:
    image = write_raster(tmp_path / "image.tif", mottled(60, 60), pixel=0.5)
    names = [{0: "background", 1: "field"}, {0: "background", 1: "shade"}]
    model = write_foreign(tmp_path, second="shade", metadata=DEEPNESS | {"class_names": names})
    result = mapped(tmp_path, image, model)
    assert list(result["class_km2"]) == ["background", "field"]
    (warning,) = result["warnings"]
    assert "map, shade" in warning
    brightness = read_raster(image).mean(axis=0) / 255
    assert np.abs(read_raster(tmp_path / "percent.tif")[0] - 100 * brightness).max() <= 1


def mapped(folder: Path, image: Path, model: Path) -> dict:
    request = MapRequest(
        reading=Reading(sources=(str(image),), bands={"red": "1", "green": "2", "blue": "3"}),
        model=str(model),
        output=str(folder / "map.tif"),
        probability=str(folder / "percent.tif"),
    )
    with EngineProcess(request) as engine:
        last, _, _ = engine.finish()
    assert last["event"] == "result", last
    return last
