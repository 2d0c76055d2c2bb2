"""Tests an environment: versions, imports, and the golden tile of a bundled model on the available device."""

from __future__ import annotations

import re

from qgis.core import QgsProcessingFeedback

from ...contract.catalogue import ZOO, Catalogue
from ...contract.errors import RuntimeMissingError
from ...contract.requests import CheckRuntimeRequest, CheckRuntimeResult
from ..app.i18n import tr
from ..client.engine_words import said
from ..client.interpreter import Interpreter
from ..client.run_request import run_request
from .pins import WANTED, profiles_up_to
from .triage import FAILURES, failure


def check_environment(
    interpreter: Interpreter, profile: str, feedback: QgsProcessingFeedback, device: str = "auto"
) -> CheckRuntimeResult:
    """Check the environment of an interpreter in the engine.

    Args:
        interpreter: Python interpreter of the environment.
        profile: Profile whose packages are required.
        feedback: Receives warnings, and the reason why a graphics card is not used.
        device: Device that computes the golden tile.

    Raises:
        EngineError: The engine cannot be started, or the user cancelled.
    """
    model = min((entry.path for entry in Catalogue([ZOO]).entries.values()), key=lambda path: path.stat().st_size)
    packages = tuple(package for name in profiles_up_to(profile) for package in WANTED[name])
    request = CheckRuntimeRequest(packages=packages, model=str(model), device=device)
    return run_request(request, CheckRuntimeResult, feedback, interpreter)


def require(checked: CheckRuntimeResult, interpreter: Interpreter) -> None:
    """Reject an environment with problems.

    Raises:
        RuntimeMissingError: The check reported problems.
    """
    if not checked.problems:
        return
    text = " ".join(checked.problems)
    if re.search(FAILURES["two-onnxruntimes"].pattern, text):
        raise failure("two-onnxruntimes")
    raise RuntimeMissingError(
        tr("The environment of {} cannot be used: {}").format(interpreter.path, " ".join(map(said, checked.problems))),
        tr("Install the missing packages there, or let OneMetre create its own environment."),
    )
