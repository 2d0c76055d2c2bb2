"""Starts the engine: ``<interpreter> -I <plugin folder>/engine/boot.py``.

Isolated mode keeps PYTHON* variables, the user's site-packages and the working folder out of ``sys.path``. The plugin's
parent folder goes to the END of it: the other plugins that lie there must not hide an installed package.
"""

import importlib
import os
import sys


def main() -> int:
    """Run one engine process; returns its exit code."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    sys.path.append(os.path.dirname(root))
    worker = importlib.import_module(os.path.basename(root) + ".engine.worker")
    code: int = worker.main()
    return code


if __name__ == "__main__":
    sys.exit(main())
