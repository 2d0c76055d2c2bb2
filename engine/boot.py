"""Starts the engine: ``<interpreter> -I -X utf8 <plugin folder>/engine/boot.py``.

Isolated mode keeps PYTHON* variables, the user's site-packages and the working folder out of ``sys.path``. The plugin's
parent folder goes to the END of it: the other plugins that lie there must not hide an installed package. The plugin's
own package is loaded from where this file lies, whatever the environment has under its name.
"""

import importlib
import importlib.util
import sys
from pathlib import Path


def main() -> int:
    """Run one engine process; returns its exit code."""
    # Not resolved: in a checkout the folder has another name than the link in the plugins' folder.
    root = Path(__file__).absolute().parents[1]
    sys.path.append(str(root.parent))
    spec = importlib.util.spec_from_file_location(root.name, root / "__init__.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{root} has no package")
    sys.modules[root.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[root.name])
    worker = importlib.import_module(f"{root.name}.engine.worker")
    code: int = worker.main()
    return code


if __name__ == "__main__":
    sys.exit(main())
