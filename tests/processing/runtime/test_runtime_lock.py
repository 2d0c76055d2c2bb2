"""The lock files that are shipped, and which of them a machine gets."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from onemetre.contract.errors import DeviceError
from onemetre.engine.requests.check_runtime import MINIMUM, MINIMUM_PYTHON, PACKAGES
from onemetre.processing.runtime import pins
from onemetre.processing.runtime.graphics import CUDA13_DRIVER, Card, choose_variant, graphics_card
from onemetre.processing.runtime.pins import FORMER, PROFILES, WANTED, profiles_up_to, read_lock

VARIANTS = ("cpu", "cuda13")
GPU = {"onnxruntime", "onnxruntime-gpu"}


def versions(profile: str, variant: str) -> dict[str, list[str]]:
    """Versions by package; several where they depend on Python."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", read_lock(profile, variant).path.read_text(), re.MULTILINE):
        found.setdefault(name, []).append(version)
    return found


@pytest.mark.parametrize(("profile", "variant"), list(itertools.product(PROFILES, VARIANTS)))
def test_a_lock_file_pins_everything_by_hash(profile: str, variant: str) -> None:
    read = read_lock(profile, variant)
    assert read.oldest >= MINIMUM_PYTHON
    assert read.newest >= (3, 13)
    assert 50 < read.megabytes < 10_000
    lines = [line for line in read.path.read_text().splitlines() if not line.startswith("#")]
    for before, line in itertools.pairwise(lines):
        assert re.fullmatch(r"[a-z][\w.-]*==[\w.+]+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line), line
        if not line.startswith(" "):
            assert not before.endswith("\\"), "a package without a hash"


@pytest.mark.parametrize(("profile", "variant"), list(itertools.product(PROFILES, VARIANTS)))
def test_a_lock_file_has_what_the_engine_asks_for(profile: str, variant: str) -> None:
    found = versions(profile, variant)
    wanted = {package for name in profiles_up_to(profile) for package in WANTED[name]}
    assert (set(PACKAGES) - GPU) | wanted <= set(found)
    assert GPU & set(found) == {"onnxruntime" if variant == "cpu" else "onnxruntime-gpu"}
    for package, oldest in MINIMUM.items():
        for version in found.get(package, []):
            assert [int(n) for n in version.split(".")[:2]] >= [int(n) for n in oldest.split(".")]


@pytest.mark.parametrize("variant", VARIANTS)
def test_each_profile_adds_to_the_one_before_at_the_same_versions(variant: str) -> None:
    found = [versions(profile, variant) for profile in PROFILES]
    for smaller, larger in itertools.pairwise(found):
        # PyTorch decides on the generation of the graphics card's libraries.
        kept = {name for name in smaller if not name.startswith("nvidia-")}
        assert {name: larger.get(name) for name in kept} == {name: smaller[name] for name in kept}


@pytest.mark.parametrize("variant", VARIANTS)
def test_mapping_searches_online_services_without_a_second_reader_of_pixels(variant: str) -> None:
    found = versions("map", variant)
    assert {"pystac-client", "requests", "urllib3", "distributed"} <= set(found)
    for profile in PROFILES:
        assert not {"odc-stac", "odc-loader", "odc-geo", "xarray", "pandas"} & set(versions(profile, variant))


def test_only_lock_files_that_set_up_can_choose_are_shipped() -> None:
    wanted = {f"{profile}-{variant}.txt" for profile, variant in itertools.product(PROFILES, VARIANTS)}
    assert {path.name for path in pins.FOLDER.iterdir()} == wanted
    assert set(FORMER.values()) <= set(PROFILES)
    assert not set(FORMER) & set(PROFILES)


def test_another_lock_file_is_another_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shipped = read_lock("map", "cpu")
    (tmp_path / shipped.path.name).write_text(shipped.path.read_text().replace("sha256:0", "sha256:1"))
    monkeypatch.setattr(pins, "FOLDER", tmp_path)
    assert read_lock("map", "cpu").sha256 != shipped.sha256


def test_the_driver_decides_on_the_packages() -> None:
    new, old = Card("RTX", CUDA13_DRIVER), Card("RTX", CUDA13_DRIVER - 1)
    assert choose_variant("auto", new).name == choose_variant("cuda", new).name == "cuda13"
    assert choose_variant("cpu", new).name == "cpu"
    for card, word in ((old, str(CUDA13_DRIVER)), (None, "graphics card")):
        variant = choose_variant("auto", card)
        assert variant.name == "cpu"
        assert word in variant.reason
        with pytest.raises(DeviceError, match="cpu"):
            choose_variant("cuda", card)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("echo '581.12.04, NVIDIA H200'; echo '581.12.04, NVIDIA H200'", Card("NVIDIA H200", 581)),
        ("echo 'NVIDIA-SMI has failed because it could not talk to the driver.'; exit 9", None),
        ("echo 'No devices were found'", None),
    ],
)
def test_the_card_is_what_the_driver_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: str, expected: Card | None
) -> None:
    program = tmp_path / "nvidia-smi"
    program.write_text(f"#!/bin/sh\n{answer}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert graphics_card() == expected
