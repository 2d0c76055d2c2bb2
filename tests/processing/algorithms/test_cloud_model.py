"""A model that nobody here made: the cloud masks of ukis-csmask, from the package index to a map.

https://github.com/dlr-eoc/ukis-csmask, Apache-2.0. What is given for the import is what its authors say about it.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import rasterio
from algorithms import Recorder, run
from numpy.typing import NDArray
from rasterio.windows import Window
from rasters import BOLZANO, needs_data, read_raster, write_raster

import onemetre
from onemetre.processing.app.settings import settings

WHEEL = "ukis-csmask==1.0.0 --hash=sha256:898d6efe59b3908ec92aabad3f61a56394ff81d997a2ebe5675732503a18d1f1\n"
NETWORK = "ukis_csmask/model_4b_l2a"
DEMO = Path(onemetre.__file__).parent / "resources" / "demo" / "demo_sentinel2.tif"

TILE, HALO = 256, 26
MEAN = (0.26681778, 0.27799085, 0.28811994, 0.36494744)
STD = (0.33637598, 0.3125456, 0.31114846, 0.27260706)
SAID_BY_ITS_AUTHORS = {
    "TITLE": "Clouds and their shadows",
    "BANDS": "blue,green,red,nir",
    "VALUES": "reflectance",
    "RESOLUTION": 10,
    "CLASSES": "0=clear,1=cloud,2=shadow",
    "HALO": HALO,
    "MEAN": ",".join(map(str, MEAN)),
    "STD": ",".join(map(str, STD)),
}


@dataclass(frozen=True)
class Maps:
    """A scene with a cloud painted into it, its map, and that of the scene without.

    Attributes:
        image: Red, green, blue, near infrared, reflectance times 10000, with the cloud.
        veil, shade: How much of each pixel the cloud and its shadow hide, 0-1.
        clouded, clear: Maps with and without the cloud.
        remarks: What the import warned of.
    """

    image: NDArray[np.uint16]
    veil: NDArray[np.float64]
    shade: NDArray[np.float64]
    clouded: NDArray[np.uint8]
    clear: NDArray[np.uint8]
    remarks: list[str]


@pytest.fixture(scope="module")
def network(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The network with the .json that its authors put beside it, kept in pytest's cache."""
    kept = pytestconfig.cache.mkdir("ukis-csmask-1.0.0")
    path = kept / Path(NETWORK + ".onnx").name
    if not path.exists():
        folder = tmp_path_factory.mktemp("wheel")
        (folder / "wanted.txt").write_text(WHEEL)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        download = subprocess.run(
            [*pip, "--require-hashes", "--retries=1", "--dest", folder, "-r", folder / "wanted.txt"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert "DO NOT MATCH" not in download.stderr, download.stderr
        if download.returncode:
            last = (download.stderr.strip().splitlines() or ["pip said nothing"])[-1]
            pytest.skip(f"the package index has no ukis-csmask 1.0.0 for us: {last}")
        (wheel,) = folder.glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            # The network last: where it is, all is there.
            for suffix in (".json", ".onnx"):
                part = kept / "part"
                part.write_bytes(archive.read(NETWORK + suffix))
                part.replace(path.with_suffix(suffix))
    return path


@pytest.fixture(scope="module")
def maps(network: Path, tmp_path_factory: pytest.TempPathFactory) -> Maps:
    folder = tmp_path_factory.mktemp("maps")
    clear = summer_scene()
    veil, shade = cloud(*clear.shape[1:])
    clouded = (clear * (1 - 0.65 * shade)) * (1 - veil) + 7500 * veil
    found = {}
    settings().model_folders.setValue(str(folder / "mine"))
    try:
        feedback = Recorder()
        run("importmodel", {"INPUT": str(network), "NAME": "csmask", **SAID_BY_ITS_AUTHORS}, feedback=feedback)
        for name, pixels in (("clear", clear), ("clouded", clouded)):
            image = write_raster(folder / f"{name}.tif", pixels.astype(np.uint16), pixel=10.0)
            parameters = {"INPUT": str(image), "BANDS": "red=1,green=2,blue=3,nir=4", "MODEL": "csmask"}
            (found[name],) = read_raster(
                run("segment", {**parameters, "OUTPUT": str(folder / f"{name}_map.tif")})["OUTPUT"]
            )
    finally:
        settings().model_folders.remove()
    return Maps(clouded.astype(np.uint16), veil, shade, found["clouded"], found["clear"], feedback.warnings)


def test_the_map_is_what_its_authors_would_compute(network: Path, maps: Maps) -> None:
    session = onnxruntime.InferenceSession(network, providers=["CPUExecutionProvider"])
    # The first tile: outside the image lies its mirror image.
    framed = np.pad(maps.image[[2, 1, 0, 3]], ((0, 0), (HALO, TILE), (HALO, TILE)), mode="symmetric")
    framed = framed[:, :TILE, :TILE]
    mean, std = (np.array(numbers, np.float32).reshape(-1, 1, 1) for numbers in (MEAN, STD))
    tile = ((framed / np.float32(10_000) - mean) / std)[None].astype(np.float32)
    (logits,) = session.run(None, {"input": tile})
    inner = slice(HALO, min(TILE - HALO, HALO + min(maps.clouded.shape)))
    expected = logits[0, :, inner, inner].argmax(axis=0)
    found = maps.clouded[: expected.shape[0], : expected.shape[1]]
    assert len(np.unique(expected)) > 1
    assert (found == expected).mean() > 0.999
    # What lies beside the network is not a card of ours.
    assert any("model_4b_l2a.json" in remark for remark in maps.remarks)


@needs_data
def test_a_cloud_and_its_shadow_are_where_they_were_painted(maps: Maps) -> None:
    assert (maps.clear == 0).mean() > 0.98
    thick, dark = maps.veil > 0.6, (maps.shade > 0.6) & (maps.veil < 0.1)
    free = (maps.veil < 0.05) & (maps.shade < 0.05)
    assert (maps.clouded[thick] == 1).mean() > 0.8
    assert (maps.clouded[dark] == 2).mean() > 0.8
    assert (maps.clouded[free] == 0).mean() > 0.8


def summer_scene() -> NDArray[np.float64]:
    """Red, green, blue and near infrared, reflectance times 10000: real where there is real imagery, else the demo."""
    path, window = (BOLZANO, Window(300, 200, 300, 280)) if BOLZANO.exists() else (DEMO, None)
    with rasterio.open(path) as raster:
        return raster.read([1, 2, 3, 4], window=window).astype(float)


def cloud(rows: int, columns: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How much of each pixel a ragged cloud hides, 0-1, and how deep it lies in the cloud's shadow.

    A smooth blob will not do: the network takes it for no cloud.
    """
    y, x = np.mgrid[0:rows, 0:columns] / min(rows, columns)
    frequency = np.hypot(np.fft.fftfreq(rows)[:, None], np.fft.fftfreq(columns)[None])
    frequency[0, 0] = 1
    noise = np.fft.fft2(np.random.default_rng(2).standard_normal((rows, columns)))
    ragged = np.fft.ifft2(noise / frequency**1.6).real
    around = np.exp(-(np.hypot(y - 0.35, x - 0.65) ** 2) / 0.04)
    veil = np.clip(3.2 * around + 0.8 * ragged / ragged.std() - 1, 0, 1)
    return veil, np.roll(veil, (rows // 4, -columns // 4), (0, 1))
