"""The request kind ``check-runtime``: checks whether this Python environment can map.

It must work in a broken environment, so it imports only the standard library before the checks.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import platform
import re
import sys
from collections.abc import Callable, Iterable

from ...contract.errors import EngineError
from ...contract.requests import CheckRuntimeRequest, CheckRuntimeResult
from ..channel import Channel
from ..infer.devices import available_devices, choose_device

PACKAGES = (
    "numpy", "rasterio", "onnx", "onnxruntime", "onnxruntime-gpu", "pyogrio", "shapely", "pyproj", "matplotlib",
    "pillow", "pystac-client",
)  # fmt: skip
"""Packages of the runtime profile for mapping; one of the two onnxruntimes is enough."""

MODULES = ("numpy", "rasterio", "onnx", "onnxruntime", "shapely", "pyproj")
"""Modules that a map request imports; the others of :data:`PACKAGES` are for charts, pictures, vectors and services."""

MINIMUM = {"onnx": "1.21", "onnxruntime": "1.28", "onnxruntime-gpu": "1.28"}
"""Oldest accepted versions: earlier ones have known vulnerabilities to crafted model files."""

MINIMUM_PYTHON = (3, 11)

Version = Callable[[str], str]


def handle(request: CheckRuntimeRequest, channel: Channel) -> CheckRuntimeResult:
    """Check the environment of this process; never fails."""
    packages = {package: installed_version(package) for package in (*PACKAGES, *request.packages)}
    missing = [f"The package {package} is not installed." for package in request.packages if not packages[package]]
    problems = [*version_problems(packages), *import_problems(MODULES), *missing]
    device = ""
    if request.model and not problems:
        try:
            device = _prove(request, channel)
        except EngineError as error:
            problems.append(str(error))
    for problem in problems:
        channel.log("warning", problem)
    devices = available_devices()
    # Computing the golden tile has already logged this warning.
    if not device and (warning := choose_device("auto").warning):
        channel.log("warning", warning)
    return CheckRuntimeResult(
        python=platform.python_version(), packages=packages, devices=devices, problems=tuple(problems), device=device
    )


def _prove(request: CheckRuntimeRequest, channel: Channel) -> str:
    """Compute the golden tile, and return the device used."""
    # Imported late, since these modules need the packages that are being checked.
    from ..infer.model_file import load_model
    from ..infer.session import open_session

    with open_session(load_model(request.model), request.device, log=channel.log) as session:
        return session.device


def installed_version(package: str) -> str:
    """Version of an installed distribution; "" = not installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def version_problems(packages: dict[str, str]) -> list[str]:
    """Problems of the installed versions, whole sentences.

    Args:
        packages: Package -> version, "" = not installed; all of :data:`PACKAGES`.
    """
    problems = []
    if sys.version_info < MINIMUM_PYTHON:
        problems.append(
            f"Python {platform.python_version()} is too old; {'.'.join(map(str, MINIMUM_PYTHON))} or newer is needed."
        )
    if packages["onnxruntime"] and packages["onnxruntime-gpu"]:
        problems.append(
            "Both onnxruntime and onnxruntime-gpu are installed and overwrite each other's files: "
            "uninstall both, then install one of them."
        )
    for package, oldest in MINIMUM.items():
        version = packages[package]
        if version and _numbers(version) < _numbers(oldest):
            problems.append(f"{package} {version} is too old; {oldest} or newer is needed.")
    return problems


def import_problems(modules: Iterable[str]) -> list[str]:
    """Problems found by actually importing modules, whole sentences: an installed package may still lack a library."""
    problems = []
    for module in modules:
        try:
            importlib.import_module(module)
        except ModuleNotFoundError as error:
            problems.append(f"The package {error.name} is not installed.")
        except Exception as error:  # noqa: BLE001 - a broken binary package may raise anything
            problems.append(f"The package {module} is installed but does not work: {error}.")
    return problems


def _numbers(version: str) -> tuple[int, ...]:
    """Leading numbers of a version, for comparison: "1.28.0rc1" -> (1, 28, 0)."""
    match = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(map(int, match[0].split("."))) if match else ()
