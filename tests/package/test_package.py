"""The zip that people install: what is in it, and that it works where there is nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from headless import Headless, make_profile
from rasters import half_bright, read_raster, write_raster

from onemetre.contract.system_paths import fault_on_windows, folded
from onemetre.tools import package as packing


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("git") is None or not (packing.ROOT / ".git").exists():
        pytest.skip("the package is made from a commit, and this is no clone")
    return packing.build(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An interpreter with the packages of this one but without the link to the checkout."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, system_site_packages=True)
    (site,) = folder.glob("lib/python*/site-packages")
    # A path in a .pth file is searched, but the .pth files in it are not read.
    (site / "packages.pth").write_text(sysconfig.get_path("purelib"))
    return folder / "bin" / "python"


@pytest.fixture(scope="module")
def installed(package: Path, python: Path, tmp_path_factory: pytest.TempPathFactory) -> Headless:
    if shutil.which("qgis_process") is None:
        pytest.skip("qgis_process is not installed")
    return make_profile(tmp_path_factory.mktemp("profile"), models=Path(os.devnull), package=package)


def test_the_site_would_take_it(package: Path) -> None:
    assert packing.problems(package) == []


def test_only_what_runs_is_in_it(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
    assert {name.split("/")[0] for name in names} == {"onemetre"}
    folders = {name.split("/")[1] for name in names if name.count("/") > 1}
    assert folders <= {"contract", "engine", "models", "processing", "resources", "ui"}
    assert any(name.startswith("onemetre/models/zoo/") and name.endswith(".onnx") for name in names)
    assert any(name.startswith("onemetre/models/training/") for name in names)
    others = {"LICENSE", "metadata.txt", "resources/demo/demo_sentinel2.tif", "resources/i18n/onemetre_zh_CN.qm"}
    assert {f"onemetre/{name}" for name in others} <= set(names)


def test_windows_and_macos_can_unpack_it(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        names = [PurePosixPath(name) for name in archive.namelist()]
    # Below C:/Users/NAME/AppData/Roaming/QGIS/QGIS3/profiles/default/python/plugins.
    plugins = PureWindowsPath("C:/Users") / (20 * "n") / "AppData/Roaming/QGIS/QGIS3/profiles/default/python/plugins"
    # Compiled modules lie in folders of their own.
    faults = [
        f"{name} {fault}"
        for name in names
        for part in [*name.parents, name]
        if part.name and (fault := fault_on_windows(plugins / part, long_paths=False, reserve=40))
    ]
    assert not faults
    assert len({folded(str(name), "win32") for name in names}) == len(names), "names differ in the case of letters only"


@pytest.mark.parametrize(
    ("page", "stated"), [("install.md", r"about (\d+) MB\)"), ("zh_CN/install.md", r"约 (\d+) MB 的 zip")]
)
def test_the_guide_says_how_large_it_is(package: Path, page: str, stated: str) -> None:
    text = (packing.ROOT / "docs" / "guide" / page).read_text(encoding="utf-8")
    found = re.search(stated, text)
    assert found is not None
    assert float(found[1]) == pytest.approx(package.stat().st_size / 1e6, abs=1)


def test_the_same_commit_gives_the_same_zip(package: Path, tmp_path: Path) -> None:
    assert packing.build(tmp_path).read_bytes() == package.read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("onemetre/run.sh", b"echo", "run.sh may not be"),
        ("onemetre/__pycache__/a.py", b"", "may not be"),
        ("onemetre/tool", b"#!/bin/sh\n", "is a script"),
        ("onemetre/lib.bin", b"\x7fELF\x02", "is a program"),
        ("onemetre/.hidden", b"", "is hidden"),
        ("other/__init__.py", b"", "contains more than the folder"),
        ("onemetre/bad.py", b"import pickle\n", "bandit"),
        ("onemetre/key.py", b"KEY = 'AKIA" + b"IOSFODNN7ABCDEFG'\n", "detect-secrets"),  # pragma: allowlist secret
        ("onemetre/big.bin", os.urandom(packing.MAX_BYTES), "more than 22"),
        ("onemetre/metadata.txt", b"[general]\nname=A plugin\n", "the word plugin"),
    ],
)
def test_what_the_site_refuses_is_found(tmp_path: Path, name: str, content: bytes, complaint: str) -> None:
    good = {
        "onemetre/__init__.py": b"",
        "onemetre/LICENSE": b"",
        "onemetre/metadata.txt": (packing.ROOT / "metadata.txt").read_bytes(),
    }
    path = tmp_path / "package.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for entry, data in (good | {name: content}).items():
            archive.writestr(entry, data)
    found = packing.problems(path)
    assert any(complaint in problem for problem in found), found


@pytest.mark.parametrize(
    ("address", "placeholder"),
    [
        ("maintainers@onemetre.example", True),
        ("someone@example.org", True),
        ("1+someone@users.noreply.github.com", True),
        ("https://github.com/onemetre/onemetre/issues", True),
        ("https://example.com", True),
        ("http://localhost:8000/", True),
        ("city@umea.se", False),
        ("https://github.com/city/onemetre/issues", False),
        ("https://contest.org/test", False),
        ("https://example.city.se/", False),
    ],
)
def test_an_address_that_a_publisher_has_to_fill_in_is_named(tmp_path: Path, address: str, placeholder: bool) -> None:
    fields = {"email": "city@umea.se", "homepage": "https://city.se", "repository": "https://git.city.se/onemetre"}
    path = tmp_path / "package.zip"
    for key in packing.ADDRESSES:
        lines = "".join(f"{name}={value}\n" for name, value in (fields | {key: address}).items())
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("onemetre/metadata.txt", f"[general]\n{lines}")
        expected = [f"{key} in metadata.txt is a placeholder: {address}"] if placeholder else []
        assert packing.placeholders(path) == expected


def test_it_maps_from_an_empty_profile(installed: Headless, python: Path, tmp_path: Path) -> None:
    image = write_raster(tmp_path / "image.tif", half_bright(60, 70, 120))
    run = installed(
        "--json", "run", "onemetre:greenspace", f"--INPUT={image}", "--BANDS=red=1,green=2,blue=3",
        "--OUTPUT=green.tif", cwd=tmp_path, environment={"ONEMETRE_PYTHON": str(python)},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert read_raster(tmp_path / "green.tif").shape == (1, 60, 70)
    # It was the installed engine that ran, and not the checkout's.
    plugin = installed.folder / "profiles" / "default" / "python" / "plugins" / "onemetre"
    assert list((plugin / "engine" / "__pycache__").glob(f"worker.{sys.implementation.cache_tag}*"))


def test_it_describes_its_models(installed: Headless, python: Path) -> None:
    environment = {"ONEMETRE_PYTHON": str(python)}
    run = installed("--json", "run", "onemetre:describemodel", "--MODEL=ugsnet-light.naip_v4", environment=environment)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout[run.stdout.index("{") :])["results"]["TASK"] == "green-space"
