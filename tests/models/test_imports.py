"""What an adaptation or a pre-training loads: nothing of what made the bundled models."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import onemetre

PACKAGE = Path(onemetre.__file__).parent
RESEARCH = {
    *(path.stem for path in (PACKAGE / "models/training").glob("city*.py") if path.stem != "city_fields"),
    *("ablations", "california", "curriculum", "evaluate_green", "evaluate_jointseg", "green_card", "green_data"),
    *("green_quicklook", "green_score", "green_thresholds", "jointseg_card", "make_source_set", "mosaics", "naip"),
    *("places", "reference_maps", "train_green", "train_jointseg", "views", "wilderness"),
}


def loaded_by(module: str) -> set[str]:
    """Modules of ours that a fresh interpreter has after the import of one, by their names below the package."""
    program = (
        "import importlib, sys; sys.path.append(sys.argv[1]); importlib.import_module('onemetre.' + sys.argv[2]);"
        "print(*(name.removeprefix('onemetre.') for name in sys.modules if name.startswith('onemetre.')))"
    )
    command = [sys.executable, "-I", "-c", program, str(PACKAGE.parent), module]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("handler", ["models.training.adapt", "models.training.pretrain"])
def test_training_of_a_user_loads_nothing_of_the_research(handler: str) -> None:
    loaded = loaded_by(handler)
    assert handler in loaded
    assert not loaded & {f"models.training.{name}" for name in RESEARCH}


def test_the_research_is_where_the_test_looks_for_it() -> None:
    assert not [name for name in RESEARCH if not (PACKAGE / "models/training" / f"{name}.py").is_file()]
    assert "models.training.mosaics" in loaded_by("models.training.train_green")
