"""Pipes, devices, sockets, names over the limit, VRTs in a circle, damaged masks: one sentence, and no waiting."""

from __future__ import annotations

import os
import socket
import tarfile
import zipfile
from pathlib import Path

import pytest
from algorithms import failure
from hostile import judge, map_request
from rasters import city, write_raster
from toy_models import write_toy

from onemetre.contract.requests import DescribeModelRequest, MapRequest, PretrainRequest, Reading
from onemetre.engine.raster.vrt import Vrt, VrtBand, VrtSource

LONG = "n" * 300


def special(path: Path, kind: str) -> Path:
    """A pipe, socket, or link to an endless device."""
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        with socket.socket(socket.AF_UNIX) as unix:
            os.chdir(path.parent)
            unix.bind(path.name)
    return path


@pytest.mark.parametrize("kind", ["pipe", "device", "socket"])
def test_what_is_no_file_is_never_opened(
    kind: str, model: Path, image: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(out)  # a socket's path is short, and special() changes the folder
    odd = special(image.parent / "odd.tif", kind)
    assert "pipe, device or socket" in judge(map_request(odd, model, out), out)["message"]
    trusting = Reading(sources=(str(odd),), trust_remote=True)
    assert judge(MapRequest(reading=trusting, model=str(model), output=str(out / "m.tif")), out)["kind"] == "source"
    network = special(image.parent / "odd.onnx", kind)
    assert "pipe, device or socket" in judge(DescribeModelRequest(model=str(network)))["message"]
    special(image.with_name("image.tif.msk"), kind)
    assert "image.tif.msk" in judge(map_request(image, model, out), out)["message"]


@pytest.mark.parametrize("kind", ["pipe", "device"])
@pytest.mark.parametrize("name", ["item.json", "MTD_MSIL2A.xml"])
def test_what_may_state_the_numbers_is_read_only_if_it_is_a_file(
    name: str, kind: str, image: Path, out: Path, tmp_path: Path
) -> None:
    scene = write_raster(image.parent / "scene.tif", city(), pixel=10.0, photometric="minisblack")
    special(image.parent / name, kind)
    network = write_toy(tmp_path, tile=32, data_type="uint16", resolution=10)
    assert judge(map_request(scene, network, out))["event"] == "result"


@pytest.mark.parametrize("name", ["INPUT", "AOI", "MODEL_FILE"])
def test_qgis_never_opens_a_pipe(plugin: object, name: str, image: Path, out: Path, tmp_path: Path) -> None:
    pipe = special(tmp_path / "pipe.onnx", "pipe")
    given = {"INPUT": str(image), "MODEL": "toy.three_v1", "OUTPUT": str(out / "o.tif"), name: str(pipe)}
    assert "pipe, device or socket" in failure("segment", given)


@pytest.mark.parametrize("name", ["INPUT", "AOI", "MODEL_FILE", "OUTPUT", "REPORT"])
def test_a_name_over_the_limit_is_one_sentence(plugin: object, name: str, image: Path, out: Path) -> None:
    ending = {"MODEL_FILE": "onnx", "AOI": "gpkg", "REPORT": "html"}.get(name, "tif")
    given = {"INPUT": str(image), "MODEL": "toy.three_v1", "OUTPUT": str(out / "o.tif")}
    text = failure("segment", given | {"BANDS": "red=1,green=2,blue=3", name: str(out / f"{LONG}.{ending}")})
    assert len(text.removeprefix("Unable to execute algorithm\n").splitlines()) == 1
    assert not list(out.iterdir())


def test_the_engine_takes_no_name_over_the_limit(model: Path, image: Path, out: Path) -> None:
    for path in (out / f"{LONG}.tif", out / LONG / "x.tif", Path("/" + "x/" * 3000)):
        assert judge(map_request(path, model, out), out)["kind"] == "source"
        assert judge(map_request(image, path.with_suffix(".onnx"), out), out)["kind"] == "model"
        judge(map_request(image, model, out, output=str(path.with_suffix(".tif"))), out)
    for name in ("a\0b.tif", "a\nb.tif", "a\udc80.tif"):
        assert judge(map_request(out / name, model, out), out)["kind"] == "source"


def test_a_training_folder_may_hold_pipes(tmp_path: Path) -> None:
    images = tmp_path / "data" / "images"
    images.mkdir(parents=True)
    special(images / "a.tif", "pipe")
    request = PretrainRequest(
        images=str(tmp_path / "data"),
        classes={"0": "other", "1": "green"},
        resolution=1,
        steps=1,
        run=str(tmp_path / "run"),
        name="x",
        folder=str(tmp_path / "m"),
    )
    assert "no images" in judge(request)["message"]


def vrt(path: Path, source: str) -> Path:
    """A VRT of another raster beside it."""
    bands = [
        VrtBand(dtype="uint8", sources=[VrtSource(path=source, beside=True, band=str(n), width=40, height=40)])
        for n in (1, 2, 3)
    ]
    text = Vrt(width=40, height=40, crs="EPSG:32632", transform=(600_000, 1, 0, 5e6, 0, -1), bands=bands).text()
    path.write_text(text)
    return path


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_outputs_through_links_that_lead_nowhere(model: Path, image: Path, out: Path) -> None:
    (out / "circle.tif").symlink_to(out / "circle.tif")
    (out / "gone.tif").symlink_to(out / "gone" / "map.tif")
    (out / "folder.tif").symlink_to(image.parent)
    (out / "input.tif").symlink_to(image)
    (out / "twin.tif").hardlink_to(image)
    before = image.read_bytes()
    for name, says in (
        ("circle", "leads in a circle"),
        ("gone", "does not exist"),
        ("folder", "is a folder"),
        ("input", "would overwrite the input"),
        ("twin", "would overwrite the input"),
    ):
        last = judge(map_request(image, model, out, output=str(out / f"{name}.tif")), out)
        assert last["kind"] == "output" and says in last["message"]
    assert image.read_bytes() == before


def archive(folder: Path, name: str, content: Path) -> Path:
    """An archive that holds a raster."""
    path = folder / name
    if name.endswith(".zip"):
        with zipfile.ZipFile(path, "w") as packed:
            packed.write(content, content.name)
    else:
        with tarfile.open(path, f"w:{'' if name.endswith('.tar') else 'gz'}") as packed:
            packed.add(content, content.name)
    return path


@pytest.mark.parametrize("name", ["scene.zip", "scene.tar", "scene.tar.gz", "scene.TGZ"])
def test_archives_are_unpacked_by_the_user(name: str, model: Path, image: Path, out: Path) -> None:
    last = judge(map_request(archive(image.parent, name, image), model, out), out)
    assert "is an archive" in last["message"] and "Unpack it" in last["hint"]


def test_a_raster_may_be_called_like_an_archive(model: Path, image: Path, out: Path) -> None:
    assert judge(map_request(image.rename(image.with_suffix(".zip")), model, out))["event"] == "result"


def test_vrts_in_a_circle_and_towers_of_vrts(model: Path, image: Path, out: Path) -> None:
    itself = vrt(image.with_name("self.vrt"), "self.vrt")
    assert "itself" in judge(map_request(itself, model, out), out)["message"]
    first = vrt(image.with_name("a.vrt"), "b.vrt")
    vrt(image.with_name("b.vrt"), "c.vrt")
    vrt(image.with_name("c.vrt"), "a.vrt")
    assert "itself" in judge(map_request(first, model, out), out)["message"]
    for number in range(40):
        vrt(image.with_name(f"t{number}.vrt"), f"t{number - 1}.vrt" if number else image.name)
    assert "VRTs of VRTs" in judge(map_request(image.with_name("t39.vrt"), model, out), out)["message"]
    assert judge(map_request(image.with_name("t3.vrt"), model, out))["event"] == "result"


def test_a_mask_that_cannot_be_read_is_no_mask_of_all_pixels(model: Path, image: Path, out: Path) -> None:
    image.with_name("image.tif.msk").write_bytes(image.read_bytes()[:200])
    assert "image.tif.msk" in judge(map_request(image, model, out), out)["message"]
    image.with_name("image.tif.msk").unlink()
    assert judge(map_request(image, model, out))["event"] == "result"


@pytest.mark.parametrize("numbers", [(6e5, 0, 0, 5e6, 0, 0), (6e5, 1, 1, 5e6, 1, 1), (6e5, 1, 0, 5e6, 0, 0)])
def test_pixels_without_a_size_are_told(numbers: tuple[float, ...], model: Path, image: Path, out: Path) -> None:
    path = vrt(image.with_name("flat.vrt"), image.name)
    path.write_text(path.read_text().replace("600000, 1, 0, 5000000.0, 0, -1", ", ".join(map(str, numbers))))
    told = judge(map_request(path, model, out), out)["message"]
    assert "size of zero" in told or "same direction" in told
