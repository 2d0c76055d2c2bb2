"""Chooses the packages that suit the machine's graphics card."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qgis.PyQt.QtCore import QStandardPaths

from ...contract.errors import DeviceError
from ..app.i18n import tr
from .programs import run_program

CUDA13_DRIVER = 580
"""First NVIDIA driver for CUDA 13. The last onnxruntime wheel for CUDA 12 is 1.26, with known vulnerabilities."""

_QUERY = ["--query-gpu=driver_version,name", "--format=csv,noheader"]
_CARD = re.compile(r"(\d+)\.[\d.]+, (.+)")


@dataclass(frozen=True)
class Card:
    """An NVIDIA graphics card.

    Attributes:
        name: Name of the card according to the driver.
        driver: Major version of the driver.
    """

    name: str
    driver: int


@dataclass(frozen=True)
class Variant:
    """Packages for a kind of device.

    Attributes:
        name: "cpu" or "cuda13".
        reason: Reason for the choice, a whole sentence.
    """

    name: str
    reason: str


def graphics_card() -> Card | None:
    """Find the first NVIDIA graphics card; None = no card or no driver."""
    if not (program := QStandardPaths.findExecutable("nvidia-smi")):
        return None
    answer = run_program(program, _QUERY)
    found = _CARD.match(answer.output) if answer.code == 0 else None
    return Card(found[2].strip(), int(found[1])) if found else None


def choose_variant(device: str, card: Card | None) -> Variant:
    """Choose the packages for "auto", "cpu" or "cuda" on a machine with this card.

    Raises:
        DeviceError: "cuda" was requested, but the machine does not support it.
    """
    if device == "cpu":
        return Variant("cpu", tr("Packages for the processor, as requested."))
    if card is None:
        reason, hint = tr("No NVIDIA graphics card with a driver was found."), tr("Install NVIDIA's driver first.")
    elif card.driver < CUDA13_DRIVER:
        reason = tr("The driver {} of the {} is too old for CUDA 13.").format(card.driver, card.name)
        hint = tr("Update it to {} or newer.").format(CUDA13_DRIVER)
    else:
        return Variant("cuda13", tr("Packages for CUDA 13: {} with driver {}.").format(card.name, card.driver))
    if device == "cuda":
        raise DeviceError(reason, hint + " " + tr("Or choose the processor (DEVICE=cpu)."))
    return Variant("cpu", tr("Packages for the processor: {}").format(reason) + (f" {hint}" if card else ""))
