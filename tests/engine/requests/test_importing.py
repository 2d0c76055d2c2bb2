"""The request kind ``import-model`` through the real engine process."""

from __future__ import annotations

from pathlib import Path

import pytest
from engine_process import run
from foreign_models import write_foreign
from rasters import half_bright, read_raster, write_raster
from toy_models import write_toy

from onemetre.contract.card import ModelCard, card_from_json, read_card
from onemetre.contract.catalogue import Catalogue
from onemetre.contract.requests import ImportModelRequest, MapRequest, Reading

BARE = {"bands": ("red", "green", "blue"), "resolution": 1.0, "classes": {"0": "Other", "1": "Dry field"}}


def request(source: Path, **fields: object) -> ImportModelRequest:
    return ImportModelRequest(source=str(source), folder=str(source.parent / "mine" / "models"), **fields)


def imported(source: Path, **fields: object) -> ModelCard:
    result = run(request(source, **fields))
    assert result["event"] == "result", result
    card = card_from_json(result["card"])
    entry = Catalogue([source.parent / "mine" / "models"]).get(card.name)
    assert entry.card == card
    assert entry.path == Path(result["path"])
    assert entry.path.read_bytes() == source.read_bytes()
    assert sorted(p.name for p in entry.path.parent.iterdir()) == [f"{card.name}.json", f"{card.name}.onnx"]
    return card


def test_a_model_with_a_card_keeps_it(tmp_path: Path) -> None:
    source = write_toy(tmp_path)
    assert imported(source) == read_card(str(source.with_suffix(".json")))


def test_a_card_inside_the_file_is_enough(tmp_path: Path) -> None:
    source = write_toy(tmp_path)
    card = read_card(str(source.with_suffix(".json")))
    source.with_suffix(".json").unlink()
    assert imported(source) == card


def test_weights_beside_the_file_come_along_and_go_with_their_model(tmp_path: Path) -> None:
    source = write_toy(tmp_path)
    source.with_suffix(".safetensors").write_bytes(b"weights")
    taken = run(request(source))
    beside = Path(taken["path"]).with_suffix(".safetensors")
    assert beside.read_bytes() == b"weights"
    source.with_suffix(".safetensors").unlink()
    assert run(request(source, overwrite=True))["event"] == "result"
    assert not beside.exists()


def test_a_model_of_deepness_gets_a_card(tmp_path: Path) -> None:
    card = imported(write_foreign(tmp_path), name="field.eu_v1", title="Fields", task="green-space")
    assert (card.name, card.title, card.task, card.resolution) == ("field.eu_v1", "Fields", "green-space", 0.5)
    assert [c.title for c in card.classes] == ["background", "field"]


@pytest.mark.parametrize(("side", "tile", "mean", "bright"), [(32, 0, 0.4, 1), (None, 48, 0.4, 1), (32, 0, 0.6, 0)])
def test_a_bare_file_gets_the_card_that_was_asked_for_and_maps(
    tmp_path: Path, side: int | None, tile: int, mean: float, bright: int
) -> None:
    source = write_foreign(tmp_path, metadata={}, side=side, output="logit")
    card = imported(source, tile=tile, halo=4, mean=(mean,) * 3, **BARE)
    assert (card.tile, card.halo, card.roles) == (side or tile, 4, ("red", "green", "blue"))
    assert [(c.value, c.name, c.title) for c in card.classes] == [(0, "other", "Other"), (1, "dry-field", "Dry field")]
    image = write_raster(tmp_path / "image.tif", half_bright(60, 70, 250))
    model = tmp_path / "mine" / "models" / f"{card.name}.onnx"
    bands = {"red": "1", "green": "2", "blue": "3"}
    reading = Reading(sources=(str(image),), bands=bands)
    result = run(MapRequest(reading=reading, model=str(model), output=str(tmp_path / "map.tif")))
    assert result["event"] == "result", result
    # The network's threshold is a half, of what is left of 250 / 255 after the mean.
    assert read_raster(tmp_path / "map.tif")[0, :, [0, -1]].tolist() == [[0] * 60, [bright] * 60]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "BANDS, RESOLUTION, CLASSES"),
        (BARE | {"bands": ("red",)}, "takes 3 bands"),
        (BARE | {"classes": {"a": "x", "1": "y"}}, "whole numbers"),
        (BARE | {"mean": (0.5,)}, "MEAN has 1"),
        (BARE | {"std": (1.0, 0.0, 1.0)}, "above 0"),
        (BARE | {"name": "../evil"}, "cannot be called"),
        (BARE | {"name": "bundled"}, "another model"),
        (BARE | {"task": "weather"}, "green-space"),
        (BARE | {"values": "bits"}, "reflectance"),
        (BARE | {"halo": 16}, "use up the whole tile"),
        (BARE | {"classes": {"0": "a", "1": "b", "2": "c"}}, "classes"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(tmp_path: Path, fields: dict, told: str) -> None:
    source = write_foreign(tmp_path, metadata={})
    error = run(request(source, taken=("bundled",), **fields))
    assert (error["event"], error["kind"]) == ("error", "model")
    assert told in error["message"] + error["hint"]
    assert not (tmp_path / "mine").exists()


def test_a_margin_that_a_network_of_any_size_leaves_out_is_asked_for_as_halo(tmp_path: Path) -> None:
    source = write_foreign(tmp_path, side=None, crop=6)
    error = run(request(source))
    assert error["kind"] == "model"
    assert "HALO 6" in error["hint"]
    assert imported(source, halo=6).halo == 6


def test_another_json_beside_the_file_does_not_matter(tmp_path: Path) -> None:
    source = write_foreign(tmp_path, metadata={})
    source.with_suffix(".json").write_text('{"classes": 2}')
    result = run(request(source, **BARE))
    assert result["event"] == "result", result
    assert any("foreign.json" in warning for warning in result["warnings"])


def test_a_name_is_taken_until_it_may_be_overwritten(tmp_path: Path) -> None:
    source = write_foreign(tmp_path)
    imported(source)
    error = run(request(source, title="New"))
    assert error["kind"] == "model"
    assert "OVERWRITE" in error["hint"]
    assert imported(source, title="New", overwrite=True).title == "New"


def test_downloads_of_a_browser_stay_and_links_are_written_through(tmp_path: Path) -> None:
    source = write_foreign(tmp_path)
    first = run(request(source))
    path, real = Path(first["path"]), tmp_path / "real.onnx"
    path.rename(real)
    path.symlink_to(real)
    real.write_bytes(b"old")
    download = path.with_name(f"{path.name}.part")
    download.write_bytes(b"half a model")
    assert run(request(source, overwrite=True))["event"] == "result"
    assert path.is_symlink() and real.read_bytes() == source.read_bytes()
    assert download.read_bytes() == b"half a model"


def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    source = write_foreign(tmp_path)
    (tmp_path / "mine").write_text("a file")
    assert run(request(source))["kind"] == "output"
