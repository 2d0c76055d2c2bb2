"""Writes docs/troubleshooting.md from the table of failures that set-up itself uses."""

from __future__ import annotations

import re
from pathlib import Path

from onemetre.processing.runtime.triage import FAILURES

GUIDE = Path(__file__).parents[1] / "docs" / "troubleshooting.md"

HEAD = """# Troubleshooting the set-up

*Set up the runtime* (`onemetre:setupruntime`) makes the Python environment that OneMetre computes in. It says what went
wrong and what to do; all its messages are here. Words in *italics* stand for what is filled in. What is running when it
fails is never harmed: QGIS's own Python is not touched, and an environment that works serves until a new one is proved.

| What it says | What to do |
|---|---|
"""

TAIL = """
Anything else: run it again from the toolbox, and copy the log of the algorithm into a report.

## Without a network

On a computer of the same kind that has one, fill a folder with the wheels:

    python3 -m pip download --only-binary :all: --no-deps -r onemetre/resources/runtime/map-cpu.txt -d wheels

Carry it over, and give it as WHEELS.

## With an environment of your own

Give its Python interpreter as PYTHON. It is checked, nothing is installed there, and what it lacks is named. The
environment variable `ONEMETRE_PYTHON` does the same for scripts, and goes before all other settings.
"""


def main() -> None:
    """Write the guide."""
    rows = [f"| {_cell(row.message)} | {_cell(row.hint)} |\n" for row in FAILURES.values()]
    GUIDE.write_text(HEAD + "".join(rows) + TAIL, encoding="utf-8")


def _cell(text: str) -> str:
    """A text with its names in italics."""
    return re.sub(r"\{(\w+)\}", r"*\1*", text)


if __name__ == "__main__":
    main()
