"""Writes docs/troubleshooting.md from the table of failures that set-up itself uses."""

from __future__ import annotations

import re
from pathlib import Path

from onemetre.processing.runtime.triage import FAILURES

GUIDE = Path(__file__).parents[1] / "docs" / "troubleshooting.md"

HEAD = """# Troubleshooting the set-up

*Set up the runtime* (`onemetre:setupruntime`) makes the Python environment for OneMetre's networks. When it fails, it
says what is wrong and what to do; this page lists all its messages. Words in *italics* are placeholders. A failure
harms nothing: set-up never touches QGIS's own Python, and a working environment stays in use until the new one has
passed its test.

| What it says | What to do |
|---|---|
"""

TAIL = """
For anything else, run it again from the toolbox and copy the log of the algorithm into a problem report.

## Without a network

On a computer of the same kind with a network, fill a folder with the wheels:

    python3 -m pip download --only-binary :all: --no-deps -r onemetre/resources/runtime/map-cpu.txt -d wheels

Copy it to the other computer and pass it as WHEELS.

## With an environment of your own

Pass its Python interpreter as PYTHON. Set-up checks it, names missing packages, and installs nothing there. For
scripts, the environment variable `ONEMETRE_PYTHON` does the same; it overrides all other settings.
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
