"""Cards are untrusted: whatever is in one, it is a valid card or an error of one line that names the field."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onemetre.contract.card import (
    MOST_BYTES,
    CardClass,
    ModelCard,
    card_from_json,
    card_from_text,
    card_to_json,
    read_card,
)
from onemetre.contract.catalogue import ZOO, Catalogue
from onemetre.contract.errors import ModelError

CARDS = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(ZOO.glob("*.json"))]

Change = Callable[[dict[str, Any]], object]


def card() -> dict[str, Any]:
    """The card of a network of one channel with a golden result."""
    return json.loads(json.dumps(next(data for data in CARDS if len(classes(data)) == 2)))


def image(data: dict[str, Any]) -> dict[str, Any]:
    return data["mlm:input"][0]


def classes(data: dict[str, Any]) -> list[dict[str, Any]]:
    return data["mlm:output"][0]["classification:classes"]


def scaled(mean: list[float], std: list[float]) -> Change:
    entries = [{"type": "standardize", "mean": m, "stddev": s} for m, s in zip(mean, std, strict=True)]
    return lambda data: image(data).update({"value_scaling": entries})


def own(key: str, value: object) -> Change:
    return lambda data: data.update({key: value})


def of_band(key: str, value: object) -> Change:
    return lambda data: image(data)["onemetre:bands"][1].update({key: value})


def of_class(key: str, value: object) -> Change:
    return lambda data: classes(data)[1].update({key: value})


def golden(**fields: object) -> Change:
    return lambda data: data["onemetre:golden"].update(fields)


NAN, INF = math.nan, math.inf


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (own("mlm:name", "a\nb"), "mlm:name"),
        (own("mlm:name", "a\x00b"), "mlm:name"),
        (own("mlm:name", " "), "mlm:name"),
        (own("mlm:name", 7), "mlm:name"),
        (own("mlm:name", "a" * 2000), "mlm:name"),
        (own("title", "a\u2028b"), "title"),
        (own("title", 0), "title"),
        (of_class("title", []), "title of the class"),
        (own("description", "a\x1bb"), "description"),
        (own("description", "\ud800"), "description"),
        (own("license", ["CC0"]), "license"),
        (own("onemetre:activation", "rm -rf"), "onemetre:activation"),
        (own("onemetre:activation", {}), "onemetre:activation"),
        (own("onemetre:task", "weather"), "onemetre:task"),
        (own("gsd", NAN), "gsd"),
        (own("gsd", INF), "gsd"),
        (own("gsd", 0), "gsd"),
        (own("gsd", -1.0), "gsd"),
        (own("gsd", 1e300), "gsd"),
        (own("gsd", True), "gsd"),
        (own("gsd", 10**400), "gsd"),
        (lambda data: data.pop("onemetre:tile"), "onemetre:tile is missing"),
        (lambda data: data.pop("gsd"), "gsd"),
        (own("onemetre:tile", 0), "onemetre:tile"),
        (own("onemetre:tile", 2**63), "onemetre:tile"),
        (own("onemetre:tile", 64.5), "onemetre:tile"),
        (own("onemetre:tile", INF), "onemetre:tile"),
        (own("onemetre:tile", "512"), "onemetre:tile"),
        (own("onemetre:halo", -1), "onemetre:halo"),
        (own("onemetre:halo", 10**9), "onemetre:halo"),
        (own("onemetre:halo", 600), "halo"),
        (own("onemetre:blend", NAN), "onemetre:blend"),
        (own("onemetre:scale_factor", 0), "onemetre:scale_factor"),
        (own("onemetre:scale_factor", 1000), "onemetre:scale_factor"),
        (own("onemetre:threshold", 0), "onemetre:threshold"),
        (own("onemetre:threshold", 100), "onemetre:threshold"),
        (own("onemetre:threshold", -5), "onemetre:threshold"),
        (own("onemetre:superresolved", "no"), "onemetre:superresolved"),
        (own("file:checksum", "sha256:abc"), "file:checksum"),
        (own("file:size", -1), "file:size"),
        (golden(mean=[NAN] * 16), "onemetre:golden"),
        (golden(mean=[1.0] * 15), "onemetre:golden"),
        (golden(mean=[256.0] * 16), "onemetre:golden"),
        (golden(mean=[]), "onemetre:golden"),
        (golden(mean="1"), "onemetre:golden"),
        (golden(tolerance=NAN), "tolerance"),
        (golden(tolerance=-1), "tolerance"),
        (own("onemetre:accuracy", [{"metric": "F1", "value": NAN, "data": "x"}]), "onemetre:accuracy"),
        (lambda data: image(data)["input"].update({"data_type": "int4"}), "data_type"),
        (lambda data: image(data).update({"onemetre:bands": []}), "onemetre:bands"),
        (of_band("raster:scale", 0), "raster:scale"),
        (of_band("raster:scale", NAN), "raster:scale"),
        (of_band("raster:scale", 1e-300), "raster:scale"),
        (of_band("raster:offset", INF), "raster:offset"),
        (of_band("onemetre:fill", 256), "onemetre:fill"),
        (of_band("name", ""), "name of a band"),
        (scaled([0.0], [1.0]), "value_scaling"),
        (scaled([0.0] * 3, [1.0, 0.0, 1.0]), "stddev"),
        (scaled([0.0] * 3, [1.0, -1.0, 1.0]), "stddev"),
        (scaled([0.0, NAN, 0.0], [1.0] * 3), "mean"),
        (of_class("color_hint", "ZZZZZZ"), "color_hint"),
        (of_class("color_hint", "27AE6"), "color_hint"),
        (of_class("color_hint", 0), "color_hint"),
        (of_class("value", 255), "value of a class"),
        (of_class("value", 0), "value of a class"),
        (of_class("name", "other"), "name of a class"),
        (of_class("name", ""), "name of the class"),
        (of_class("title", "a\nb"), "title of the class"),
        (lambda data: classes(data).pop(0), "classification:classes"),
    ],
)
def test_a_field_that_breaks_its_rule_is_named_in_one_line(change: Change, field: str) -> None:
    data = card()
    change(data)
    with pytest.raises(ModelError) as caught:
        card_from_json(data)
    assert field in caught.value.message
    assert caught.value.message.isprintable()
    assert len(caught.value.message) < 400


def test_a_network_described_with_one_class_asks_for_the_rest() -> None:
    data = card()
    classes(data).pop(0)
    with pytest.raises(ModelError, match="0=other,1=green"):
        card_from_json(data)


def test_rules_hold_for_cards_that_are_made_and_changed_too() -> None:
    valid = card_from_json(card())
    with pytest.raises(ModelError, match="color_hint"):
        CardClass(value=1, name="green", title="Green", color="green")
    with pytest.raises(ModelError, match="gsd"):
        ModelCard(name="a", title="a", bands=valid.bands, resolution=NAN, tile=64, classes=valid.classes)


def test_whole_numbers_and_colours_may_be_written_in_other_ways() -> None:
    data = card()
    data["onemetre:tile"] = float(data["onemetre:tile"])
    classes(data)[1]["color_hint"] = f"#{classes(data)[1]['color_hint'].lower()}"
    assert card_from_json(data) == card_from_json(card())


# What a broken, hostile or future writer may put into a place of a card.
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([2**31, 2**63, -(2**63), 10**400, -1, 0, 1])
    | st.floats(allow_nan=True, allow_infinity=True)
    | st.text(st.characters(codec=None, exclude_categories=()), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


def places(value: object, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Ways to everything in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way, *(place for key, one in inner for place in places(one, (*way, key)))][: None if way else 400]


@st.composite
def mutants(draw: st.DrawFn) -> Any:
    """A valid card of which some values were dropped, replaced, doubled or nested deeply."""
    data = json.loads(json.dumps(draw(st.sampled_from(CARDS))))
    for _ in range(draw(st.integers(1, 3))):
        way = draw(st.sampled_from(places(data)))
        if not way:
            return draw(ANYTHING)
        holder = data
        for key in way[:-1]:
            holder = holder[key]
        match draw(st.sampled_from(["drop", "replace", "replace", "double", "nest"])):
            case "drop":
                del holder[way[-1]]
            case "replace":
                holder[way[-1]] = draw(ANYTHING)
            case "double":
                holder[way[-1]] = [holder[way[-1]]] * 2
            case "nest":
                for _ in range(draw(st.integers(1, 50))):
                    holder[way[-1]] = [holder[way[-1]]]
    return data


def outcome(data: Any) -> ModelCard | str:
    """The card, or the message of the error; any other exception fails the test."""
    try:
        return card_from_json(data)
    except ModelError as error:
        return error.message


@pytest.mark.parametrize("replacement", [..., None, [], {}, "", 0, -1, NAN, "a\nb", [[]], True])
def test_each_value_may_be_dropped_or_be_anything_else(replacement: object) -> None:
    for way in places(card())[1:]:
        data = card()
        holder = data
        for key in way[:-1]:
            holder = holder[key]
        if replacement is ...:
            del holder[way[-1]]
        else:
            holder[way[-1]] = replacement
        found = outcome(data)
        assert isinstance(found, ModelCard) or found.isprintable()


@given(mutants())
def test_any_change_of_a_card_leaves_a_valid_card_or_an_error_of_one_line(data: Any) -> None:
    found = outcome(data)
    if isinstance(found, str):
        assert found.isprintable() and len(found) < 1000
        return
    assert found.stride >= 1 and math.isfinite(found.resolution) and 1 <= found.threshold <= 99
    # A valid card survives being written, and is still valid.
    assert card_from_json(json.loads(json.dumps(card_to_json(found)))) == found


@given(st.binary(max_size=200) | st.text(max_size=100))
def test_any_content_of_a_card_file_is_a_card_or_an_error_of_one_line(content: bytes | str) -> None:
    with pytest.raises(ModelError) as caught:
        card_from_text(content, "some\nwhere.json")
    assert caught.value.message.isprintable()


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "9" * 5000,
        '{"mlm:name": ' + "9" * 4000 + "}",
        "[1e999]",
        '"' + "a" * (MOST_BYTES + 1) + '"',
        "\ufeff{}",
        "",
    ],
)
def test_texts_that_break_readers_are_errors_of_one_line(content: str) -> None:
    with pytest.raises(ModelError, match=r"here\.json") as caught:
        card_from_text(content, "here.json")
    assert caught.value.message.isprintable()


def awkward(folder: Path) -> list[str]:
    """Fill a models folder with everything that is no card; returns the names."""
    (folder / "folder.json").mkdir()
    os.mkfifo(folder / "pipe.json")
    (folder / "zero.json").symlink_to("/dev/zero")
    (folder / "self.json").symlink_to(folder / "self.json")
    (folder / "gone.json").symlink_to(folder / "nowhere")
    (folder / f"{'n' * 250}.json").write_text("{}")
    (folder / "line\nbreak.json").write_text("{}")
    (folder / "nest.json").write_text("[" * 100_000)
    (folder / "list.json").write_text('{"mlm:input":["x"],"mlm:output":[{}],"mlm:name":"x"}')
    with (folder / "large.json").open("wb") as file:
        file.truncate(2**40)  # sparse: takes no room on the disk
    (folder / os.fsdecode(b"\xff\xfe.json")).write_text("{}")
    text = (next(iter(sorted(ZOO.glob("*.json")))).read_text()).replace("jointseg", "other")
    (folder / "lonely.json").write_text(text)
    (folder / "pipes.json").write_text(text)
    os.mkfifo(folder / "pipes.onnx")
    return sorted(path.name for path in folder.glob("*.json"))


@pytest.mark.skipif(os.name == "nt", reason="needs pipes and links")
def test_whatever_lies_in_a_models_folder_is_skipped_with_one_line_each(tmp_path: Path) -> None:
    names = awkward(tmp_path)
    found = Catalogue([tmp_path, Path("/dev/null"), tmp_path / "gone", ZOO])
    assert set(found.entries) == set(Catalogue().entries)
    assert len(found.problems) == len(names)
    assert all(problem.isprintable() for problem in found.problems)


@pytest.mark.parametrize("name", ["n" * 300, "null\0byte"])
def test_a_folder_whose_name_the_system_refuses_is_told(name: str) -> None:
    (problem,) = Catalogue([Path(name)]).problems
    assert problem.isprintable()


def test_a_card_whose_name_the_system_refuses_is_an_error_of_the_model() -> None:
    for name in ("n" * 300, "null\0byte", "/dev/zero", "/"):
        with pytest.raises(ModelError, match="cannot be read"):
            read_card(name)
