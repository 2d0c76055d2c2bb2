"""Makes hostile rasters, areas, models, cards and requests, the same ones for the same number."""

from __future__ import annotations

import copy
import json
import math
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import rasterio
from onnx import TensorProto, helper
from rasterio.transform import Affine
from rasters import mottled

HOSTILE: list[Any] = [
    None, True, 0, -1, 2**31, 2**63, -(2**63), 10**30, 0.5, 1e308, -1e308, 1e-320, math.nan, math.inf, "", " ",
    "x" * 5000,
    "\x00", "a\nb", "\udc80", "İıß", "../..", "/", "/dev/zero", "/vsicurl/http://x", "<VRTDataset/>", "{", "EPSG:0",
    "%s%n{0}", "'; DROP TABLE x; --", [], {}, [[]], [None], {"": ""}, {"a": {"a": {}}}, [1, 2, 3, 4], ["x"] * 50,
]  # fmt: skip
"""Values that no field expects."""

CRS = (
    "EPSG:32632", "EPSG:4326", "EPSG:3857", "EPSG:2154", "EPSG:32733", "EPSG:2263", "EPSG:4978", "EPSG:3413", None,
    'LOCAL_CS["x",UNIT["metre",1]]',
)  # fmt: skip
AREAS = (
    "", "POINT (0 0)", "POLYGON EMPTY", "POLYGON ((0 0, 1 1, 0 1, 1 0, 0 0))", "LINESTRING (0 0, 1 1)", "CURVEPOLYGON(",
    "POLYGON ((nan nan, 1 1, 0 1, nan nan))", "POLYGON ((inf 0, 1 1, 0 1, inf 0))", "POINT (0 -inf)",
    "POLYGON ((1e308 0, -1e308 1, 0 1, 1e308 0))", "GEOMETRYCOLLECTION EMPTY",
    "POLYGON ((600010 4999960, 600030 4999960, 600030 4999990, 600010 4999960))", "x" * 10_000,
    "MULTIPOLYGON (((600001 4999999, 600002 4999999, 600002 4999998, 600001 4999999)))", "POLYGON Z ((0 0 0, 1 1 1))",
)  # fmt: skip


def write_hostile_raster(path: Path, number: int) -> Path:
    """A raster whose size, type, place, nodata, scale or bytes are odd."""
    chance = random.Random(number)
    rows, cols = chance.choice([(1, 1), (1, 40), (2, 2), (2, 90), (33, 47), (60, 50), (64, 64)])
    dtype = chance.choice(
        ["uint8", "uint8", "uint8", "uint16", "int16", "int32", "float32", "float32", "float64", "int8", "complex64"]
    )
    bands = chance.choice([1, 2, *[3] * 8, 4, 7])
    pixels = mottled(rows, cols, bands, "uint8", number).astype(dtype)
    if dtype.startswith("float") and chance.random() < 0.6:
        pixels.flat[:: chance.randint(1, 5)] = chance.choice([np.nan, np.inf, -np.inf, 3e38, -9999])
    size = chance.choice([*[1.0] * 12, *[0.3] * 3, 2.0, 7.0, 0.0, -1.0, 1e-9, 1e9, 1e-5, math.nan, 1e300])
    skew = chance.choice([*[0.0] * 12, 0.2, 1.0, math.inf])
    origin = chance.choice([*[600_000.0] * 8, 0.0, 1e12, -180.0, 179.9999, math.nan])
    options = chance.choice([{}, {"compress": "deflate"}, {"tiled": True, "blockxsize": 16, "blockysize": 16}])
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=bands,
        height=rows,
        width=cols,
        dtype=dtype,
        crs=chance.choice(CRS if chance.random() < 0.5 else CRS[:1]),
        transform=Affine(size, skew, origin, skew, -size, chance.choice([5e6, 5e6, 5e6, 5e6, 0.0, 89.9, -1e12])),
        nodata=chance.choice([None, None, 0, 255, 1e38, math.nan]) if dtype.startswith("float") else None,
        **options,
    ) as raster:
        raster.write(pixels)
        if chance.random() < 0.3:
            raster.scales = [chance.choice([0.0, math.nan, 1e308, -1.0, 1e-4])] * bands
        if chance.random() < 0.3:
            raster.descriptions = [chance.choice(["B04", "red", "", "\n", "<b>", "x" * 3000])] * bands
    if chance.random() < 0.35:
        path.write_bytes(damaged(path.read_bytes(), chance))
    return path


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Bytes cut off, overwritten or repeated."""
    data = bytearray(content)
    match chance.randrange(4):
        case 0:
            return bytes(data[: chance.randrange(len(data) + 1)])
        case 1:
            for _ in range(chance.randint(1, 30)):
                data[chance.randrange(len(data))] = chance.randrange(256)
        case 2:
            start = chance.randrange(len(data))
            data[start : start + 64] = bytes(64)
        case _:
            data[8:8] = data[: chance.randrange(len(data))]
    return bytes(data)


def hostile_area(chance: random.Random) -> dict[str, Any]:
    """Fields of an area to map."""
    extent = chance.choice([None, None, [600_000, 4_999_950, 600_040, 5_000_000], [0, 0, 0, 0], [1, 2, -1, -2]])
    crs = chance.choice(["EPSG:32632", "", "EPSG:4326", "EPSG:0", "nonsense", "PROJCS[", "EPSG:3413"])
    wkt = [] if chance.random() < 0.4 else [chance.choice(AREAS)]
    return {"wkt": wkt, "extent": extent, "crs": crs, "extent_crs": crs}


def fuzzed(request: dict[str, Any], chance: random.Random) -> str:
    """A request line with a few faults at any depth, sometimes in its bytes."""
    message = json.loads(json.dumps(request))
    for _ in range(chance.randint(1, 4)):
        if not (places := list(_places(message))):
            break
        place, key = chance.choice(places)
        match chance.randrange(4):
            case 0 if isinstance(place, dict):
                place.pop(key, None)
            case 1 if isinstance(place, dict):
                place[str(chance.choice(["x", "", "__class__", "kind", 7]))] = copy.deepcopy(chance.choice(HOSTILE))
            case _:
                place[key] = copy.deepcopy(chance.choice(HOSTILE))
    line = json.dumps(message)
    if chance.random() < 0.2:
        line = damaged(line.encode(), chance).decode("utf-8", errors="replace")
    return line.replace("\n", " ")


def _places(value: Any) -> Any:
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], dict | list) and value[key]:
            yield from _places(value[key])


def write_hostile_model(path: Path, good: Path, number: int) -> Path:
    """A model that is cut, overwritten, of odd types and shapes, or with an odd card."""
    chance = random.Random(number)
    content = good.read_bytes()
    card = json.loads(good.with_suffix(".json").read_text())
    card.pop("file:checksum", None)
    kind = chance.choice(list(KINDS))
    path.write_bytes(KINDS[kind](content, chance))
    if chance.random() < 0.5:
        path.with_suffix(".json").write_text(json.dumps(card))
    return path


def _odd_graph(_content: bytes, chance: random.Random) -> bytes:
    element = chance.choice([TensorProto.UINT8, TensorProto.STRING, TensorProto.DOUBLE, TensorProto.BOOL])
    shape = chance.choice([[], [1], [1, 3, 32, 32], [0, 3, 32, 32], [1, 3, 2**40, 32], ["a", "b", "c", "d"], [-1] * 4])
    image = helper.make_tensor_value_info("image", element, shape)
    output = helper.make_tensor_value_info("probability", element, chance.choice([shape, [1, 1, 32, 32]]))
    nodes = [helper.make_node(chance.choice(["Identity", "Nothing", "Loop", "If"]), ["image"], ["probability"])]
    graph = helper.make_graph(nodes, "odd", [image] * chance.randint(0, 2), [output] * chance.randint(0, 2))
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", chance.choice([1, 18, 9999]))]
    ).SerializeToString()


def _without_card(content: bytes, _chance: random.Random) -> bytes:
    model = onnx.load_model_from_string(content)
    del model.metadata_props[:]
    return model.SerializeToString()


KINDS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "damaged": damaged,
    "noise": lambda _, chance: chance.randbytes(chance.randrange(3000)),
    "odd graph": _odd_graph,
    "no card": _without_card,
}
