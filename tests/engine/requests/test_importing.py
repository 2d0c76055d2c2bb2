"""The request kind ``import-model`` through the real engine process."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import onnx
import pytest
from engine_process import run
from foreign_models import DEEPNESS, write_foreign
from rasters import half_bright, mottled, read_raster, write_raster
from toy_models import write_toy

from onemetre.contract.card import ModelCard, card_from_json, read_card
from onemetre.contract.catalogue import Catalogue
from onemetre.contract.errors import RequestError
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
        (BARE | {"name": "con.v2"}, "on Windows, that is a device"),
        (BARE | {"name": "n" * 300}, "Use up to 100 lower-case letters"),
        (BARE | {"name": "bundled"}, "another model"),
        (BARE | {"task": "weather"}, "green-space"),
        (BARE | {"classes": {"1": "Building"}}, "CLASSES=0=other,1=Building"),
        (BARE | {"classes": {"0": "Building"}}, "CLASSES=0=other,1=Building"),
        (BARE | {"classes": {"1": "a", "2": "b"}}, "CLASSES=0=other,1=building"),
        (BARE | {"classes": {"0": "a", "300": "b"}}, "value of a class"),
        (BARE | {"mean": (0.5, float("nan"), 0.5)}, "mean must be a finite number"),
        (BARE | {"std": (1.0, 1e300, 1.0)}, "stddev of value_scaling"),
        (BARE | {"title": "a\x00b"}, "title"),
        (BARE | {"bands": ("red", "a\nb", "blue")}, "name of a band"),
        (BARE | {"values": "bits"}, "reflectance"),
        (BARE | {"halo": 16}, "whole tile"),
        (BARE | {"classes": {"0": "a", "1": "b", "2": "c"}}, "classes"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(tmp_path: Path, fields: dict, told: str) -> None:
    source = write_foreign(tmp_path, metadata={})
    error = run(request(source, taken=("bundled",), **fields))
    assert error["event"] == "error"
    assert error["kind"] in {"model", "request"}
    assert told in error["message"] + error["hint"]
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize("fields", [{"resolution": float("nan")}, {"halo": -1}, {"tile": 2**63}])
def test_impossible_numbers_are_refused_before_the_engine_sees_them(tmp_path: Path, fields: dict) -> None:
    with pytest.raises(RequestError, match=f"{next(iter(fields))} cannot be"):
        request(tmp_path / "model.onnx", **BARE | fields)


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


@pytest.mark.parametrize("output", ["logit", "logits", "three", "index", "flat"])
@pytest.mark.parametrize("side", [32, None])
def test_a_network_with_the_channels_last_maps_the_same(tmp_path: Path, output: str, side: int | None) -> None:
    image = write_raster(tmp_path / "image.tif", mottled(60, 70))
    classes = {"0": "Dark", "1": "Middle", "2": "Bright"} if output == "three" else BARE["classes"]
    maps = []
    for last in (False, True):
        folder = tmp_path / f"last_{last}"
        folder.mkdir()
        source = write_foreign(folder, metadata={}, side=side, output=output, channels_last=last)
        card = imported(source, tile=32, halo=4, **BARE | {"classes": classes})
        reading = Reading(sources=(str(image),), bands={"red": "1", "green": "2", "blue": "3"})
        model = folder / "mine" / "models" / f"{card.name}.onnx"
        result = run(MapRequest(reading=reading, model=str(model), output=str(folder / "map.tif")))
        assert result["event"] == "result", result
        maps.append(read_raster(folder / "map.tif")[0])
    assert (maps[0] == maps[1]).all()
    assert len(set(maps[0].ravel().tolist())) > 1


def test_a_deepness_model_with_the_channels_last_gets_the_same_card(tmp_path: Path) -> None:
    cards = []
    for last in (False, True):
        source = write_foreign(tmp_path, output="three", metadata=DEEPNESS | {"class_names": {}}, channels_last=last)
        cards.append(card_from_json(run(request(source, overwrite=True))["card"]))
    assert (cards[0].classes, cards[0].tile, cards[0].bands) == (cards[1].classes, cards[1].tile, cards[1].bands)
    assert len(cards[0].classes) == 3


def test_titles_without_letters_of_the_alphabet_become_distinct_names(tmp_path: Path) -> None:
    card = imported(write_foreign(tmp_path, metadata={}), **BARE | {"classes": {"0": "其他", "1": "绿地"}})
    assert [(one.name, one.title) for one in card.classes] == [("class-0", "其他"), ("class-1", "绿地")]


def test_pytorchs_default_export_is_refused_with_the_switch_that_helps(tmp_path: Path) -> None:
    source = write_foreign(tmp_path, metadata={})
    model = onnx.load(str(source))
    model.graph.initializer.append(onnx.numpy_helper.from_array(np.zeros(5000, np.float32), "weight"))
    onnx.save(model, str(source), save_as_external_data=True, location="foreign.onnx.data")
    error = run(request(source, **BARE))
    assert (error["kind"], "external_data=False" in error["hint"]) == ("model", True)


def endless(folder: Path) -> Path:
    """A model with a card whose network goes round a loop for 2**63 - 1 times."""
    source = write_toy(folder)
    model = onnx.load(str(source))
    body = onnx.parser.parse_graph(
        "body (int64 i, bool go, uint8[N,1,64,64] x) => (bool again, uint8[N,1,64,64] y)"
        "{ again = Identity(go)\n y = Identity(x) }"
    )
    del model.graph.node[:]
    constants = {"s": [0], "e": [1], "a": [1]}
    model.graph.initializer.extend(onnx.numpy_helper.from_array(np.array(v), k) for k, v in constants.items())
    model.graph.initializer.append(onnx.numpy_helper.from_array(np.array(2**63 - 1), "rounds"))
    model.graph.node.extend(
        [
            onnx.helper.make_node("Slice", ["image", "s", "e", "a"], ["x"]),
            onnx.helper.make_node("Loop", ["rounds", "", "x"], ["probability"], body=body),
        ]
    )
    source.write_bytes(model.SerializeToString())
    source.with_suffix(".json").unlink()
    return source


@pytest.mark.slow
def test_a_network_that_never_ends_is_one_message_in_time(tmp_path: Path) -> None:
    error = run(request(endless(tmp_path)))
    assert (error["event"], error["kind"]) == ("error", "model")
    assert "did not finish the test tile within 30 s" in error["message"]


def test_a_network_that_needs_more_memory_than_there_is_is_one_message(tmp_path: Path) -> None:
    source = write_foreign(tmp_path, metadata={})
    model = onnx.load(str(source))
    model.graph.initializer.append(onnx.numpy_helper.from_array(np.array([400_000, 400_000]), "shape"))
    model.graph.node[-1].output[0] = "plain"
    model.graph.node.extend(
        [
            onnx.helper.make_node("ConstantOfShape", ["shape"], ["huge"]),
            onnx.helper.make_node("ReduceSum", ["huge"], ["sum"], keepdims=0),
            onnx.helper.make_node("Add", ["plain", "sum"], ["map"]),
        ]
    )
    source.write_bytes(model.SerializeToString())
    assert run(request(source, **BARE))["kind"] == "space"


@pytest.mark.parametrize("name", ["n" * 300, "null\0byte", "pipe", "folder"])
def test_what_is_no_model_file_is_one_message(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    error = run(request(tmp_path / name, **BARE))
    assert error["kind"] == "model"
    assert (error["message"] + error["hint"]).isprintable()
