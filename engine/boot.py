"""Starts the engine: ``<interpreter> -I <plugin folder>/engine/boot.py``.

Isolated mode keeps PYTHON* variables, the user's site-packages and the working folder out of ``sys.path``. The plugin's
parent folder goes to the END of it: the other plugins that lie there must not hide an installed package.
"""

import importlib
import sys
from pathlib import Path


def main() -> int:
    """Run one engine process; returns its exit code."""
    # Not resolved: in a checkout the folder has another name than the link in the plugins' folder.
    root = Path(__file__).absolute().parents[1]
    sys.path.append(str(root.parent))
    worker = importlib.import_module(f"{root.name}.engine.worker")
    code: int = worker.main()
    return code


if __name__ == "__main__":
    sys.exit(main())
