"""What goes wrong gives one clear message and a failure, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from algorithms import BANDS, GREEN, IMPERVIOUS, THREE, Recorder, failure, left, run
from osgeo import ogr, osr
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsProperty, QgsVectorLayer
from rasters import half_bright, mottled, write_raster

from onemetre.processing.client import engine_process

BOX = "600010 4999960, 600030 4999960, 600030 4999980, 600010 4999980, 600010 4999960"


@pytest.fixture
def good(bright: Path, out: Path) -> dict[str, Any]:
    """Parameters of a run that works."""
    return {"INPUT": str(bright), "BANDS": BANDS, "MODEL": GREEN, "OUTPUT": str(out / "green.tif")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a test puts its bad input."""
    folder = tmp_path / "bad"
    folder.mkdir()
    return folder


def refused(good: dict[str, Any], *says: str, name: str = "greenspace", **bad: Any) -> str:
    """Check that a run fails with a message that says this, and leaves nothing; gives the message."""
    out = Path(good["OUTPUT"]).parent
    message = failure(name, {**good, **bad})
    for word in says:
        assert word.lower() in message.lower()
    assert left(out) == []
    return message


def test_the_run_that_the_others_spoil_works(good: dict[str, Any]) -> None:
    assert run("greenspace", good)["AREA_KM2"] > 0


# -- the input -------------------------------------------------------------------------------------------------------


def test_no_file(good: dict[str, Any], folder: Path) -> None:
    refused(good, "does not exist", "gone.tif", INPUT=str(folder / "gone.tif"))


def test_not_a_raster(good: dict[str, Any], folder: Path) -> None:
    (folder / "notes.tif").write_text("These are notes.")
    refused(good, "notes.tif", "raster", INPUT=str(folder / "notes.tif"))


def test_zero_bands(good: dict[str, Any], folder: Path) -> None:
    (folder / "none.vrt").write_text('<VRTDataset rasterXSize="20" rasterYSize="20"></VRTDataset>')
    refused(good, "none.vrt", "band", INPUT=str(folder / "none.vrt"))


def test_fewer_bands_than_roles(good: dict[str, Any], folder: Path) -> None:
    two = write_raster(folder / "two.tif", half_bright(40, 40, 250)[:2])
    refused(good, "blue", "2", INPUT=str(two))
    refused(good, "band", INPUT=str(two), BANDS="")


def test_unnamed_bands_without_bands(good: dict[str, Any], folder: Path) -> None:
    four = write_raster(folder / "four.tif", mottled(40, 40, 4), photometric="minisblack", alpha="no")
    refused(good, "BANDS", "red=", INPUT=str(four), BANDS="")


def test_unknown_band_name(good: dict[str, Any]) -> None:
    refused(good, "B99", BANDS="red=B99,green=2,blue=3")


@pytest.mark.parametrize("text", ["1,2,3", "red=1,red=2,blue=3", "red=,green=2", "=1"])
def test_bands_in_another_form(good: dict[str, Any], text: str) -> None:
    refused(good, "BANDS", BANDS=text)


def test_no_crs(good: dict[str, Any], folder: Path) -> None:
    raster = write_raster(folder / "nowhere.tif", half_bright(40, 40, 250), crs=None)
    refused(good, "coordinate system", "nowhere.tif", INPUT=str(raster))


def test_one_pixel(good: dict[str, Any], folder: Path) -> None:
    raster = write_raster(folder / "pixel.tif", half_bright(1, 1, 250))
    refused(good, "pixel", INPUT=str(raster))


def test_all_nodata(good: dict[str, Any], folder: Path) -> None:
    raster = write_raster(folder / "empty.tif", np.zeros((3, 40, 40), np.uint8), nodata=0)
    refused(good, "only nodata pixels", INPUT=str(raster))


def test_a_corrupt_tile_in_the_middle(good: dict[str, Any], folder: Path) -> None:
    layout = {"tiled": True, "blockxsize": 64, "blockysize": 64, "compress": "deflate"}
    raster = write_raster(folder / "corrupt.tif", mottled(256, 256), **layout)
    content = bytearray(raster.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4000] = b"\xff" * 4000
    raster.write_bytes(content)
    refused(good, "corrupt.tif", INPUT=str(raster))


def test_a_truncated_file(good: dict[str, Any], folder: Path) -> None:
    raster = write_raster(folder / "short.tif", mottled(256, 256))
    raster.write_bytes(raster.read_bytes()[:100_000])
    refused(good, "short.tif", INPUT=str(raster))


def test_a_raster_without_a_geotransform(good: dict[str, Any], folder: Path) -> None:
    image = write_raster(folder / "flat.tif", mottled(40, 40), transform=None)
    refused(good, "flat.tif has no geotransform", "Georeferencer", INPUT=str(image))


@pytest.mark.parametrize("text", ["/vsicurl/http://localhost:1/x.tif", "http://localhost:1/x.tif"])
def test_something_remote_is_typed(good: dict[str, Any], text: str) -> None:
    refused(good, text, "not a plain file", INPUT=text)


# -- the area --------------------------------------------------------------------------------------------------------


def polygons(*wkt: str, crs: str = "EPSG:32632") -> QgsVectorLayer:
    """A layer with these polygons."""
    layer = QgsVectorLayer(f"Polygon?crs={crs}", "Area", "memory")
    for text in wkt:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(text))
        assert layer.dataProvider().addFeature(feature)
    return layer


def test_an_area_outside_the_raster(good: dict[str, Any]) -> None:
    refused(good, "outside", AOI=polygons(f"Polygon (({BOX.replace('6000', '7000')}))"))
    refused(good, "outside", EXTENT="700000,700100,4999900,5000000 [EPSG:32632]")


def test_an_empty_area(good: dict[str, Any]) -> None:
    refused(good, "area", "no polygons", AOI=polygons())


def test_an_area_without_a_coordinate_system(good: dict[str, Any]) -> None:
    refused(good, "coordinate system", AOI=polygons(f"Polygon (({BOX}))", crs=""))
    refused(good, "coordinate system", EXTENT="600010,600030,4999960,4999980")


def area_file(folder: Path, wkt: str, epsg: int | None) -> str:
    """A GeoPackage with one geometry; without EPSG code GDAL writes a system that is called undefined."""
    path = str(folder / "area.gpkg")
    system = osr.SpatialReference()
    if epsg is not None:
        system.ImportFromEPSG(epsg)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(path)
    layer = source.CreateLayer("area", system if epsg is not None else None, ogr.wkbUnknown)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
    layer.CreateFeature(feature)
    return path


def test_an_area_file_without_a_coordinate_system(good: dict[str, Any], folder: Path) -> None:
    refused(good, "area", "no coordinate system", AOI=area_file(folder, f"POLYGON (({BOX}))", None))


def test_a_collection_of_geometries_is_an_area(good: dict[str, Any], folder: Path) -> None:
    mixed = f"GEOMETRYCOLLECTION (POLYGON (({BOX})), LINESTRING (600000 4999900, 600090 4999990))"
    result = run("greenspace", {**good, "AOI": area_file(folder, mixed, 32632)})
    assert result["COVERED_KM2"] == pytest.approx(20 * 20 / 1e6, rel=1e-3)


@pytest.mark.parametrize("text", ["nan,nan,nan,nan", "600010,nan,4999960,4999980", "0,inf,0,inf"])
def test_an_extent_that_is_no_number(good: dict[str, Any], text: str) -> None:
    refused(good, "extent", "not numbers", EXTENT=f"{text} [EPSG:32632]")


def test_an_extent_of_a_layer_without_features(good: dict[str, Any]) -> None:
    refused(good, "EXTENT is empty", EXTENT=polygons())


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_extent_is_the_whole_raster(good: dict[str, Any], nothing: object) -> None:
    assert run("greenspace", {**good, "EXTENT": nothing})["COVERED_KM2"] == pytest.approx(96 * 80 / 1e6, rel=1e-3)


def test_an_area_that_is_not_there(good: dict[str, Any], folder: Path) -> None:
    refused(good, "AOI", AOI=str(folder / "gone.gpkg"))


# -- the output ------------------------------------------------------------------------------------------------------


def test_the_output_folder_is_missing(good: dict[str, Any], out: Path) -> None:
    refused(good, "does not exist", "deeper", OUTPUT=str(out / "deeper" / "green.tif"))
    assert left(out) == []


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Mounts small file systems; needs root."""
    if os.geteuid() != 0:
        pytest.skip("mounting a file system needs root")
    mounts: list[Path] = []

    def mount(options: str) -> Path:
        place = tmp_path / f"mount{len(mounts)}"
        place.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", place], capture_output=True, check=False)
        if done.returncode != 0:
            pytest.skip(f"this machine does not mount: {done.stderr.decode()}")
        mounts.append(place)
        return place

    yield mount
    for place in mounts:
        subprocess.run(["umount", place], check=True)


def test_the_output_folder_is_read_only(good: dict[str, Any], mounted: Callable[..., Path]) -> None:
    place = mounted("ro")
    refused({**good, "OUTPUT": str(place / "green.tif")}, str(place))


def test_the_disk_is_full(good: dict[str, Any], folder: Path, mounted: Callable[..., Path]) -> None:
    place = mounted("size=64k")
    raster = write_raster(folder / "large.tif", mottled(1500, 1500))
    bad = {"INPUT": str(raster), "PROBABILITY": str(place / "p.tif")}
    refused({**good, "OUTPUT": str(place / "green.tif")}, "space", **bad)


def test_the_output_is_the_input(good: dict[str, Any], bright: Path) -> None:
    before = bright.read_bytes()
    assert "would overwrite the input" in failure("greenspace", {**good, "OUTPUT": str(bright)})
    assert bright.read_bytes() == before


@pytest.mark.parametrize("name", ["green.jpg", "green.gpkg", "green", "memory:green"])
def test_a_format_that_we_do_not_write(good: dict[str, Any], out: Path, name: str) -> None:
    refused(good, ".tif", "OUTPUT", OUTPUT=str(out / name))
    refused(good, ".tif", "PROBABILITY", PROBABILITY=str(out / name))


# -- the model and the machine ---------------------------------------------------------------------------------------


def test_an_unknown_model(good: dict[str, Any]) -> None:
    message = refused(good, "'jointseg.nobody_has'", GREEN, MODEL="jointseg.nobody_has")
    assert IMPERVIOUS not in message


def test_a_truncated_model_file(good: dict[str, Any], folder: Path, toys: Path) -> None:
    model = folder / "short.onnx"
    content = (toys / f"{GREEN}.onnx").read_bytes()
    model.write_bytes(content[: len(content) // 2])
    refused(good, "short.onnx", name="segment", MODEL_FILE=str(model))


def test_a_model_with_another_hash(
    good: dict[str, Any], folder: Path, toys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "toy.swapped_v1"
    card = (toys / f"{GREEN}.json").read_text().replace(GREEN, name)
    (folder / f"{name}.json").write_text(card)
    (folder / f"{name}.onnx").write_bytes((toys / f"{THREE}.onnx").read_bytes())
    monkeypatch.setenv("ONEMETRE_MODELS", str(folder))
    refused(good, name, MODEL=name)


def changed(toys: Path, path: Path, change: Callable[[onnx.ModelProto], None]) -> str:
    """A toy with something forbidden in it."""
    model = onnx.load(toys / f"{GREEN}.onnx")
    change(model)
    path.write_bytes(model.SerializeToString())
    return str(path)


def test_a_model_with_external_data(good: dict[str, Any], folder: Path, toys: Path) -> None:
    def refer(model: onnx.ModelProto) -> None:
        tensor = onnx.helper.make_tensor("outside", onnx.TensorProto.FLOAT, (1,), [0.0])
        tensor.ClearField("float_data")
        tensor.data_location = onnx.TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value="../../etc/passwd")
        model.graph.initializer.append(tensor)

    refused(good, "in another file", name="segment", MODEL_FILE=changed(toys, folder / "refers.onnx", refer))


def test_a_model_with_a_custom_domain(good: dict[str, Any], folder: Path, toys: Path) -> None:
    def extend(model: onnx.ModelProto) -> None:
        model.opset_import.add(domain="org.example.custom", version=1)
        model.graph.node[-1].domain = "org.example.custom"

    refused(good, "org.example.custom", name="segment", MODEL_FILE=changed(toys, folder / "custom.onnx", extend))


@pytest.mark.parametrize("device", ["cuda:99", "gpu", "CPU "])
def test_a_device_that_does_not_exist(good: dict[str, Any], device: str) -> None:
    refused(good, device, "auto", "cpu", DEVICE=device)


@pytest.mark.parametrize(
    ("parameter", "value"),
    [("YEAR", 1492), ("THRESHOLD", 100), ("THRESHOLD", 0), ("SCALE", "x"), ("YEAR", "last"), ("BATCH", -1)],
)
def test_a_number_out_of_range_or_none(good: dict[str, Any], parameter: str, value: object) -> None:
    refused(good, parameter, repr(value), **{parameter: value})


@pytest.mark.parametrize(
    ("parameter", "expression", "says"),
    [
        ("THRESHOLD", "100 + 50", "from 1 to 99"),
        ("YEAR", "'last'", "from 1900 to 2200"),
        ("BATCH", "-1", "from 0 to 1024"),
        ("YEAR", "nowhere", "nowhere"),
        ("YEAR", "1 +", "1 +"),
        ("MODEL", "nowhere", "nowhere"),
        ("DEVICE", "'gpu'", "auto, cpu"),
    ],
)
def test_an_expression_with_a_wrong_value_or_none(
    good: dict[str, Any], parameter: str, expression: str, says: str
) -> None:
    refused(good, says, **{parameter: QgsProperty.fromExpression(expression)})


def test_the_runtime_is_missing(good: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEMETRE_PYTHON", "/nowhere/python")
    refused(good, "ONEMETRE_PYTHON", "/nowhere/python")


def test_the_runtime_lacks_packages(good: dict[str, Any], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = folder / "venv"
    subprocess.run(["/usr/bin/python3", "-m", "venv", "--without-pip", bare], check=True)
    monkeypatch.setenv("ONEMETRE_PYTHON", str(bare / "bin" / "python"))
    refused(good, "lacks the package", str(bare))


def test_the_engine_is_killed(good: dict[str, Any], folder: Path) -> None:
    raster = write_raster(folder / "large.tif", np.tile(mottled(500, 500), (1, 4, 4)), tiled=True)
    parameters = {**good, "INPUT": str(raster), "BATCH": 1, "THREADS": 1}
    feedback = Recorder()
    feedback.progressChanged.connect(lambda _: kill_engines())
    with pytest.raises(QgsProcessingException, match="signal 9"):
        run("greenspace", parameters, feedback=feedback)
    out = Path(good["OUTPUT"])
    assert not out.exists()
    # What is left serves the next run and goes with it.
    run("greenspace", parameters)
    assert left(out.parent) == ["green.qml", "green.tif"]


def kill_engines() -> None:
    """Kill this process's children that run the engine."""
    for task in Path("/proc/self/task").iterdir():
        for pid in (task / "children").read_text().split():
            if b"boot.py" in Path(f"/proc/{pid}/cmdline").read_bytes():
                os.kill(int(pid), signal.SIGKILL)


def test_a_request_of_a_newer_version(good: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onemetre.contract.requests.PROTOCOL", 99)
    refused(good, "99", "update")


def test_a_malformed_request(good: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_process, "dump_request", lambda _: '{"protocol": 1, ')
    refused(good, "request")
