"""Writes resources/runtime/<profile>-<variant>.txt: the packages that set-up installs, pinned by version and hash.

Needs uv on PATH (``pip install uv``) and a package index. Every wheel of a pinned version is listed, so that one file
serves all platforms and Python versions. The header of a file states what set-up shows and checks before it starts.
Versions that are pinned already stay, so that a change of the lists below changes nothing else; ``--upgrade`` takes the
newest ones.
"""

from __future__ import annotations

import argparse
import functools
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import parse_wheel_filename

FOLDER = Path(__file__).parents[1] / "resources" / "runtime"
INDEX = "https://pypi.org"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")

# The engine is tested with rasterio 1.4, and 1.5.2 has no wheels for macOS 14.
MAP = (
    "numpy>=2",
    "rasterio>=1.4,<1.5",
    "onnx>=1.21",
    "pyogrio>=0.10",
    "shapely>=2.0",
    "pyproj>=3.6",
    "matplotlib>=3.8",
    "pillow>=10",
    "pystac-client>=0.9",
    "distributed",
)
TRAIN = (*MAP, "torch>=2.13", "safetensors>=0.5", "onnxscript>=0.6")
PROFILES = {"map": MAP, "train": TRAIN}

# Libraries that onnxruntime's CUDA provider loads, of the generation that its wheels are built for.
CUDA = ("cublas>=13,<14", "cuda-nvrtc>=13,<14", "cuda-runtime>=13,<14", "cudnn-cu13>=9", "cufft", "curand")
VARIANTS = {
    "cpu": ("onnxruntime>=1.28",),
    "cuda13": ("onnxruntime-gpu>=1.28", *(f"nvidia-{library}" for library in CUDA)),
}

# Marker variables of the platforms with stated sizes, and the pattern of their wheel tags.
PLATFORMS = {
    "linux": ({"sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64"}, r"linux.*x86_64"),
    "windows": ({"sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"}, r"win_amd64"),
    "macos": (
        {"sys_platform": "darwin", "platform_system": "Darwin", "platform_machine": "arm64"},
        r"macosx.*(arm64|universal2)",
    ),
}
NOT_THERE = {("cuda13", "macos")}


def main() -> None:
    """Write all lock files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions instead of the pinned ones")
    upgrade = parser.parse_args().upgrade
    FOLDER.mkdir(parents=True, exist_ok=True)
    for profile, packages in PROFILES.items():
        for variant, runtime in VARIANTS.items():
            path = FOLDER / f"{profile}-{variant}.txt"
            body = resolve((*packages, *runtime), None if upgrade else path)
            pins = [Requirement(line.split("\\")[0]) for line in body.splitlines() if re.match(r"[a-z]", line)]
            path.write_text(head(pins, variant) + body, encoding="utf-8")
            print(path.name, len(pins), "pins")


def resolve(packages: tuple[str, ...], pinned: Path | None) -> str:
    """Body of a lock file: pins with markers and the hashes of all wheels.

    Args:
        packages: Requirements to resolve.
        pinned: Lock file whose versions are kept where the requirements allow; None, or no such file = the newest.
    """
    uv = shutil.which("uv") or sys.exit("uv is not on PATH; get it with: pip install uv")
    with tempfile.TemporaryDirectory() as folder:
        wanted, found = Path(folder, "wanted.in"), Path(folder, "found.txt")
        wanted.write_text("\n".join(packages))
        if pinned and pinned.exists():
            shutil.copy(pinned, found)
        command = [
            uv, "pip", "compile", str(wanted), "--universal", "--python-version", PYTHONS[0], "--generate-hashes",
            "--quiet", "--only-binary", ":all:", "--no-header", "--no-annotate", "--no-config", "--no-cache",
            "--default-index", f"{INDEX}/simple", "--output-file", str(found),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)
        return found.read_text(encoding="utf-8")


def head(pins: list[Requirement], variant: str) -> str:
    """Header of a lock file: comment lines that set-up reads before it starts."""
    lines = ["Written by tools/lock_runtime.py.", f"python: {PYTHONS[0]}-{PYTHONS[-1]}", f"glibc: {glibc(pins)}"]
    platforms = [platform for platform in PLATFORMS if (variant, platform) not in NOT_THERE]
    lines += [f"megabytes-{platform}: {megabytes(pins, platform)}" for platform in platforms]
    return "".join(f"# {line}\n" for line in lines)


def megabytes(pins: list[Requirement], platform: str) -> int:
    """Download size on a platform, for the Python version that needs most, in 10^6 bytes, rounded up."""
    return max(sum(size_of(pin, platform) for pin in _valid(pins, platform, python)) for python in PYTHONS) // 10**6 + 1


def glibc(pins: list[Requirement]) -> str:
    """Version of the C library that the most demanding Linux wheel needs."""
    needed = []
    for pin in _valid(pins, "linux", PYTHONS[-1]):
        tags = [re.findall(r"manylinux_2_(\d+)_x86_64", file["filename"]) for file in _wheels(pin, "linux")]
        if found := [min(map(int, tag)) for tag in tags if tag]:
            needed.append(min(found))
    return f"2.{max(needed)}"


def size_of(pin: Requirement, platform: str) -> int:
    """Size in bytes of the largest wheel of a pin that fits the platform."""
    return max((int(file["size"]) for file in _wheels(pin, platform)), default=0)


def _valid(pins: list[Requirement], platform: str, python: str) -> list[Requirement]:
    environment = PLATFORMS[platform][0] | {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    return [pin for pin in pins if pin.marker is None or pin.marker.evaluate(environment)]


def _wheels(pin: Requirement, platform: str) -> list[dict[str, Any]]:
    (version,) = [specifier.version for specifier in pin.specifier]
    found = []
    for file in _project(pin.name)["releases"][version]:
        if file["packagetype"] == "bdist_wheel":
            platforms = {tag.platform for tag in parse_wheel_filename(file["filename"])[3]}
            if any(tag == "any" or re.match(".*" + PLATFORMS[platform][1], tag) for tag in platforms):
                found.append(file)
    return found


@functools.cache
def _project(name: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{INDEX}/pypi/{name}/json", timeout=60) as answer:  # noqa: S310 - https
        project: dict[str, Any] = json.load(answer)
    return project


if __name__ == "__main__":
    main()
