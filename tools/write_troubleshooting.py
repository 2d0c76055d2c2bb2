"""Writes docs/troubleshooting.md from the table of failures that set-up itself uses."""

from __future__ import annotations

import re
from pathlib import Path

from onemetre.processing.runtime.triage import FAILURES

GUIDE = Path(__file__).parents[1] / "docs" / "troubleshooting.md"

HEAD = """# Troubleshooting the set-up

*Set up the runtime* (`onemetre:setupruntime`) creates the Python environment that OneMetre computes in. If it fails, it
states the cause and the remedy; this page lists all its messages. Words in *italics* are placeholders. A failure never
harms a working installation: QGIS's own Python is not touched, and the existing environment stays in use until a new
one has passed its test.

| Message | Remedy |
|---|---|
"""

TAIL = """
For any other failure, run it again from the toolbox and copy the log of the algorithm into a report.

## Without a network

On a computer of the same kind with network access, download the wheels into a folder:

    python3 -m pip download --only-binary :all: --no-deps -r onemetre/resources/runtime/map-cpu.txt -d wheels

Copy the folder to the other computer and choose it as WHEELS.

## With your own environment

Choose its Python interpreter as PYTHON. Set-up checks the environment, installs nothing there, and names any missing
packages. The environment variable `ONEMETRE_PYTHON` does the same for scripts, and takes precedence over all settings.
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
